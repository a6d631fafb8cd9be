use super::*;
use crate::cubes::samples::{names, view};
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
    let names = names(BASE);
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
    let mut said = structure_triples(&names(BASE), &cube);
    said.extend((0..cube.observations.len()).flat_map(|index| observation_triples(BASE, &cube, index)));
    for triple in &said {
        assert!(parsed.contains(triple), "{triple}\n{text}");
    }
    assert_eq!(text, written(&[Selection::all(&cube)]));
}

#[test]
fn a_selection_tells_of_nothing_else() {
    let cube = population();
    let text = written(&[Selection { cube: &cube, indices: vec![4] }]);
    for (part, is_there) in [
        ("\"Kamen\"@de", true),
        ("def:alter\\/_T", true),
        ("Y0T4", false),
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

/// What is said of a cube keeps all constraints; and each that it touches is broken by one edit.
#[test]
fn integrity_constraints_hold_and_can_be_broken() {
    let cube = population();
    let text = written(&[Selection::all(&cube)]);
    assert_eq!(integrity::broken(&[&text]), [] as [usize; 0]);
    let check = |from: &str, to: &str, expected: &[usize]| {
        assert!(text.contains(from), "{from}\n{text}");
        assert_eq!(integrity::broken(&[&text.replacen(from, to, 1)]), expected, "{from} -> {to}");
    };
    let own = "<https://daten.example/dataset/kubus/bevoelkerung-stand";
    let cell = "2024/F/Y0T4> a qb:Observation ;";
    check(cell, &format!("{cell} qb:dataSet <https://a.example> ;"), &[1, 2]);
    check(
        &format!("\n{own}> "),
        &format!(
            "\n{own}> qb:structure {own}/struktur/refArea> .\n{own}/struktur/refArea> a qb:DataStructureDefinition . \n{own}> "
        ),
        &[2, 3],
    );
    check("qb:measure def:personen", "rdfs:label \"\"", &[3]);
    check("rdfs:range schema:AdministrativeArea", "rdfs:label \"Gebiet\"", &[4]);
    check("qb:codeList def:alter", "rdfs:label \"Alter\"", &[5]);
    check(
        "qb:dimension sdmx-dimension:sex",
        "qb:dimension sdmx-dimension:sex ; qb:componentRequired false",
        &[6],
    );
    check(&format!("qb:sliceKey {own}/struktur/schnitt/refArea-refPeriod>"), "rdfs:label \"\"", &[7]);
    check(
        "qb:componentProperty sdmx-dimension:refArea",
        "qb:componentProperty sdmx-attribute:obsValue",
        &[8, 10],
    );
    check(
        &format!("2024> qb:sliceStructure {own}/struktur/schnitt/refArea-refPeriod>"),
        "2024> rdfs:label \"\"",
        &[9],
    );
    check("2023> qb:sliceStructure", &format!("2023> qb:sliceStructure {own}> ; qb:sliceStructure"), &[9]);
    check(
        &format!(
            "2023> qb:sliceStructure {own}/struktur/schnitt/refArea-refPeriod> ;\n\tsdmx-dimension:refArea gebiet:05978 ;"
        ),
        &format!("2023> qb:sliceStructure {own}/struktur/schnitt/refArea-refPeriod> ;"),
        &[10],
    );
    check(
        "sdmx-dimension:sex sdmx-code:sex-F ;\n\tsdmx-dimension:age def:alter\\/Y0T4 ;",
        "sdmx-dimension:sex sdmx-code:sex-F ;",
        &[11, 12],
    );
    check("sdmx-dimension:age def:alter\\/Y_GE90 ;", "sdmx-dimension:age def:alter\\/Y0T4 ;", &[12]);
    check("sdmx-attribute:obsStatus sdmx-code:obsStatus-A ;", "rdfs:label \"\" ;", &[13]);
    check("sdmx-attribute:unitMeasure def:einheit\\/person", "rdfs:label \"\"", &[13]);
    check("def:personen 981 ;", "rdfs:label \"\" ;", &[14]);
    check(
        "2023> qb:sliceStructure",
        &format!("2023> qb:observation <{BASE}/id/x> ; qb:sliceStructure"),
        &[1, 18],
    );
    check("sdmx-dimension:sex sdmx-code:sex-F ;", "sdmx-dimension:sex sdmx-code:sex-U ;", &[19]);
}
