//! The integrity constraints of the recommendation (section 11.1), as queries that ask whether one is broken.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

const NORMALISE: &str = include_str!("integrity/normalise.ru");

const QUERIES: [&str; 21] = [
    include_str!("integrity/ic-01.rq"),
    include_str!("integrity/ic-02.rq"),
    include_str!("integrity/ic-03.rq"),
    include_str!("integrity/ic-04.rq"),
    include_str!("integrity/ic-05.rq"),
    include_str!("integrity/ic-06.rq"),
    include_str!("integrity/ic-07.rq"),
    include_str!("integrity/ic-08.rq"),
    include_str!("integrity/ic-09.rq"),
    include_str!("integrity/ic-10.rq"),
    include_str!("integrity/ic-11.rq"),
    include_str!("integrity/ic-12.rq"),
    include_str!("integrity/ic-13.rq"),
    include_str!("integrity/ic-14.rq"),
    include_str!("integrity/ic-15.rq"),
    include_str!("integrity/ic-16.rq"),
    include_str!("integrity/ic-17.rq"),
    include_str!("integrity/ic-18.rq"),
    include_str!("integrity/ic-19.rq"),
    include_str!("integrity/ic-20.rq"),
    include_str!("integrity/ic-21.rq"),
];

/// Which constraints documents in Turtle, taken together, break: 1 to 21.
pub(super) fn broken(documents: &[&str]) -> Vec<usize> {
    let store = Store::new().expect("a store");
    for document in documents {
        let parser =
            RdfParser::from_format(RdfFormat::Turtle).with_base_iri("https://a.example/").expect("an IRI");
        store.load_from_slice(parser, document.as_bytes()).expect("Turtle");
    }
    SparqlEvaluator::new()
        .parse_update(NORMALISE)
        .expect("an update")
        .on_store(&store)
        .execute()
        .expect("normalised");
    let is_broken = |query: &str| match query_of(&store, query) {
        QueryResults::Boolean(is_broken) => is_broken,
        _ => panic!("no ASK"),
    };
    let broken = |number: &usize| {
        let query = QUERIES[number - 1];
        match number {
            20 => hierarchies(&store, "?list qb:parentChildProperty ?p . FILTER (isIRI(?p))")
                .iter()
                .any(|property| is_broken(&query.replace("PARENT_CHILD", property))),
            21 => hierarchies(
                &store,
                "?list qb:parentChildProperty/<http://www.w3.org/2002/07/owl#inverseOf> ?p",
            )
            .iter()
            .any(|property| is_broken(&query.replace("CHILD_PARENT", property))),
            _ => is_broken(query),
        }
    };
    (1..=QUERIES.len()).filter(broken).collect()
}

fn hierarchies(store: &Store, pattern: &str) -> Vec<String> {
    let query = format!("PREFIX qb: <http://purl.org/linked-data/cube#> SELECT DISTINCT ?p {{ {pattern} }}");
    let QueryResults::Solutions(solutions) = query_of(store, &query) else { return vec![] };
    solutions
        .map(|solution| solution.expect("a solution").get("p").expect("a property").to_string())
        .collect()
}

fn query_of<'a>(store: &'a Store, query: &str) -> QueryResults<'a> {
    SparqlEvaluator::new().parse_query(query).expect(query).on_store(store).execute().expect("an answer")
}

/// A cube with a measure dimension and a hierarchy, to be broken.
const SMALL: &str = r#"
@prefix : <https://a.example/> . @prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:d a qb:DataSet ; qb:structure :s .
:s a qb:DataStructureDefinition ; qb:component [ qb:dimension :up ], [ qb:dimension :down ], [ qb:dimension qb:measureType ], [ qb:measure :m ], [ qb:measure :n ] .
:up rdfs:range skos:Concept ; qb:codeList [ a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; qb:parentChildProperty [ owl:inverseOf :partOf ] ] .
:down rdfs:range skos:Concept ; qb:codeList [ a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; qb:parentChildProperty :holds ] .
qb:measureType rdfs:range rdfs:Resource .
:m a qb:MeasureProperty . :n a qb:MeasureProperty .
:root :holds :leaf . :leaf :partOf :root .
:o a qb:Observation ; qb:dataSet :d ; :up :leaf ; :down :leaf ; qb:measureType :m ; :m 1 .
:p a qb:Observation ; qb:dataSet :d ; :up :leaf ; :down :leaf ; qb:measureType :n ; :n 1 .
"#;

#[test]
fn each_constraint_can_be_broken() {
    let check = |from: &str, to: &str, expected: &[usize]| {
        assert!(SMALL.contains(from), "{from}");
        assert_eq!(broken(&[&SMALL.replace(from, to)]), expected, "{from} -> {to}");
    };
    check(":d", ":d", &[]);
    check("qb:measureType :m ; :m 1", "qb:measureType :m", &[15]);
    check("; :m 1 .", "; :m 1 ; :n 2 .", &[16]);
    check(
        ":p a qb:Observation ; qb:dataSet :d ; :up :leaf ;",
        ":p a qb:Observation ; qb:dataSet :d ; :up :root ;",
        &[17],
    );
    check(":root :holds :leaf .", "", &[20]);
    check(":leaf :partOf :root .", "", &[21]);
    check(
        "qb:hierarchyRoot :root ; qb:parentChildProperty :holds",
        "qb:hierarchyRoot :leaf ; qb:parentChildProperty :holds",
        &[],
    );
}

/// Files named after what is wrong with them, to be read with the cube they are about.
#[test]
fn broken_examples_of_others_are_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpora/cubes/ukgovld");
    if !std::path::Path::new(folder).exists() {
        println!("skipped: {folder} is not there");
        return;
    }
    let read = |name: &str| {
        std::fs::read_to_string(format!("{folder}/src__test__resources__{name}.ttl")).expect("a file")
    };
    let check = |cube: &str, name: &str, expected: &[usize]| {
        assert_eq!(broken(&[&read(cube), &read(name)]), expected, "{name}");
    };
    let simple = "abbrv-cube";
    for (name, expected) in [
        (simple, &[] as &[usize]),
        ("bad-component-required", &[6]),
        ("bad-slicekey", &[7]),
        ("bad-slicekey2", &[8]),
        ("codelist-complete", &[]),
        ("codelist-partial", &[19]),
        ("collection-complete", &[]),
        ("collection-partial", &[19]),
        ("duplicate-observation", &[12, 13]),
        ("duplicate-slicekey", &[9]),
        ("extra-ds", &[1, 2, 11, 13]),
        ("extra-dsd", &[2]),
        ("hierarchy-bad", &[20]),
        ("hierarchy-bad-inverse", &[21]),
        ("hierarchy-good", &[]),
        ("hierarchy-good-inverse", &[]),
        ("hierarchy-good-multiroot", &[]),
        ("missing-codelist", &[5]),
        ("missing-ds", &[1]),
        ("missing-dsd", &[2]),
        ("missing-measure", &[2, 3]),
        ("missing-measure-on-obs", &[11, 12, 14]),
        ("missing-obs-dim-value", &[11, 12, 13]),
        ("missing-range", &[4]),
        ("missing-required-attr", &[11, 12, 13]),
        ("missing-slicedim", &[10]),
        ("missing-slicekey", &[9]),
        ("observation-bad-dataset", &[2, 9, 18]),
    ] {
        check(simple, name, expected);
    }
    let measures = "mt-cube";
    check(measures, measures, &[]);
    check("mt-cube-3-measures", "mt-cube-3-measures", &[]);
    check(measures, "mt-cube-with-missing-points", &[17]);
    check(measures, "mt-extra-measure", &[11, 12, 16]);
    check(measures, "mt-missing-measure", &[11, 12, 15, 16]);
}

/// A cube of other people, in several files. It takes dimensions of SDMX without their ranges (4), and its unit,
/// which differs between measures, for a dimension (17).
#[test]
fn a_cube_of_others_keeps_all_constraints_but_two() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpora/cubes/table2qb");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: {folder} is not there");
        return;
    };
    let paths = files.map(|file| file.expect("a file").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "ttl"));
    let texts: Vec<String> = paths.map(|path| std::fs::read_to_string(path).expect("a text")).collect();
    let documents: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(broken(&documents), [4, 17]);
}
