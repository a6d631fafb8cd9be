use super::*;
use crate::cubes::samples::view;
use datenkreis_vocab::cube::known;
use oxrdfio::{RdfFormat, RdfParser};

pub(super) const BASE: &str = "https://daten.example";

/// Two areas, two times, a missing figure.
fn population() -> crate::cubes::CubeView {
    view(
        known::POPULATION,
        &[
            "05978 2023 T _T 396000",
            "05978 2024 T _T 397000",
            "05978020 2024 F Y0T4 981",
            "05978020 2024 F Y_GE90 •",
            "05978020 2024 T _T 43602",
        ],
    )
}

fn written(selections: &[Selection<'_>]) -> String {
    let names = Names { base: BASE, area: &registered };
    let mut bytes = vec![];
    write(selections, &names, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn turtle_says_what_the_statements_say() {
    let cube = population();
    let text = written(&[Selection::all(&cube)]);
    let parsed: Result<Vec<_>, _> =
        RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()).collect();
    let mut parsed: Vec<Triple> = parsed.expect("Turtle").into_iter().map(Triple::from).collect();
    datenkreis_vocab::order::sort(&mut parsed);
    let mut said = structure_triples(BASE, &cube);
    said.extend((0..cube.observations.len()).flat_map(|index| observation_triples(BASE, &cube, index)));
    for triple in &said {
        assert!(parsed.contains(triple), "{triple}\n{text}");
    }
    assert_eq!(text, written(&[Selection::all(&cube)]));
    println!("{text}");
}

#[test]
fn a_selection_tells_of_nothing_else() {
    let cube = population();
    let text = written(&[Selection { cube: &cube, indices: vec![4] }]);
    for (part, is_there) in [
        ("\"Kamen\"@de", true),
        ("/def/alter/_T", true),
        ("/def/alter/Y0T4", false),
        ("/id/schnitt/bevoelkerung-stand/05978020/2024", true),
        ("/id/schnitt/bevoelkerung-stand/05978/2023", false),
        ("© IT.NRW", true),
        ("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978020", true),
    ] {
        assert_eq!(text.contains(part), is_there, "{part}\n{text}");
    }
}

#[test]
fn numbers_are_written_as_the_store_keeps_them() {
    let check = |figure: Option<f64>, decimals, expected: &str| {
        assert_eq!(
            value(figure, decimals).to_string().replace("http://www.w3.org/2001/XMLSchema#", "xsd:"),
            expected
        );
    };
    check(Some(981.0), 0, "\"981\"^^<xsd:integer>");
    check(Some(-0.0), 0, "\"0\"^^<xsd:integer>");
    check(Some(0.5), 0, "\"0.5\"^^<xsd:decimal>");
    check(Some(40.95), 2, "\"40.95\"^^<xsd:decimal>");
    check(Some(41.0), 2, "\"41\"^^<xsd:decimal>");
    check(Some(1e21), 0, "\"1000000000000000000000\"^^<xsd:integer>");
    check(None, 0, "\"\"^^<https://cube.link/Undefined>");
}
