use super::*;
use crate::cubes::samples::{names, view};
use datenkreis_vocab::cube::known;
use oxrdf::Triple;
use oxrdfio::{RdfFormat, RdfParser};

const BASE: &str = "https://daten.example";

fn written(cube: &Cube) -> Vec<Triple> {
    let speaker =
        Speaker { iri: format!("{BASE}/kreis"), name: "Kreis".into(), email: "a@daten.example".into() };
    let publication =
        Publication { speaker: &speaker, issued: Timestamp::UNIX_EPOCH, modified: Timestamp::UNIX_EPOCH };
    let names = names(BASE);
    let mut bytes = vec![];
    write(&Selection::all(cube), &names, &publication, &mut bytes).expect("written");
    let parsed: Result<Vec<_>, _> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&bytes).collect();
    parsed.expect("Turtle").into_iter().map(Triple::from).collect()
}

/// Of each observation exactly what the constraint names is said.
#[test]
fn the_constraint_names_all_that_is_said() {
    let cube = view(known::POPULATION, &["05978 2023 T _T 396000", "05978020 2024 F Y_GE90 •"]);
    let said = written(&cube);
    let mut paths: Vec<&Term> = said
        .iter()
        .filter(|triple| triple.predicate.as_str().ends_with("shacl#path"))
        .map(|triple| &triple.object)
        .collect();
    paths.sort_unstable_by_key(|path| path.to_string());
    assert_eq!(paths.len(), 8);
    for (_, observation) in Selection::all(&cube).observations() {
        let said = observed(BASE, &cube, &observation, "https://a.example");
        let mut predicates: Vec<Term> = said.0.into_iter().map(|triple| triple.predicate.into()).collect();
        predicates.sort_unstable_by_key(Term::to_string);
        assert!(predicates.iter().eq(paths.iter().copied()));
    }
    let types = said.iter().filter(|triple| triple.predicate.as_str().ends_with("shacl#datatype"));
    let types: Vec<String> = types.map(|triple| triple.object.to_string()).collect();
    for datatype in ["XMLSchema#gYear", "XMLSchema#integer", "cube.link/Undefined"] {
        assert!(types.iter().any(|found| found.contains(datatype)), "{datatype} {types:?}");
    }
}
