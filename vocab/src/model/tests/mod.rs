//! Reading and writing as a whole: what is written is read back, and nothing a source says is lost
//! without a word.

mod properties;
mod sample;

use super::*;
use crate::finding::Finding;
use crate::graph::Graph;
use crate::ns::{dcterms, rdf};
use oxrdf::{Literal, NamedNode, Term};
use sample::full_dataset;

const DATASET: &str = "https://data.example/dataset/unna/1";

fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn turtle(body: &str) -> Graph {
    let prefixes: String =
        crate::ns::PREFIXES.iter().map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .\n")).collect();
    let document = format!("{prefixes}@base <{DATASET}> .\n{body}");
    oxttl::TurtleParser::new()
        .for_slice(&document)
        .map(|triple| triple.expect("test input is valid Turtle"))
        .collect()
}

fn read(body: &str) -> (Dataset, Vec<Finding>) {
    Dataset::from_rdf(&turtle(body), &named(DATASET))
}

fn graph(dataset: &Dataset) -> Graph {
    dataset.to_rdf().into_iter().collect()
}

fn found(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.rule.as_str(), finding.property.as_str())).collect()
}

/// The triples of `expected`, and no others, are written for what is read from `body`.
#[track_caller]
fn check(body: &str, expected: &str, findings: &[(&str, &str)]) {
    let (dataset, actual) = read(body);
    let lines = |graph: &Graph| graph.iter().map(|triple| format!("{triple} .\n")).collect::<String>();
    pretty_eq(&lines(&graph(&dataset)), &lines(&turtle(expected)));
    assert_eq!(found(&actual), findings, "{actual:#?}");
}

#[track_caller]
fn pretty_eq(actual: &str, expected: &str) {
    assert!(actual == expected, "written:\n{actual}\nexpected:\n{expected}");
}

/// The triples of `body` are written unchanged, without any finding.
#[track_caller]
fn check_unchanged(body: &str) {
    check(body, body, &[]);
}

#[test]
fn a_full_dataset_is_read_back() {
    let full = full_dataset();
    let (read, findings) = Dataset::from_rdf(&graph(&full), &full.iri);
    assert_eq!(findings, []);
    assert_eq!(read.to_rdf(), full.to_rdf());
    let (again, _) = Dataset::from_rdf(&graph(&read), &full.iri);
    assert_eq!(again, read);
}

#[test]
fn records_of_the_source_are_read_and_pages_are_not() {
    let record = r#"<1/record/a> a dcat:CatalogRecord ; foaf:primaryTopic <> ; dcterms:modified "2024-01-01"^^xsd:date ;
        <http://x.example/farbe> "blau" ."#;
    let about = "<> a dcat:Dataset .";
    check_unchanged(&format!("{about} {record}"));
    // The dataset's link says the same as the record's.
    check(
        &format!("{about} <> foaf:isPrimaryTopicOf <1/record/a> . {record}"),
        &format!("{about} {record}"),
        &[],
    );
    check(
        &format!("{about} <1/record/a> foaf:primaryTopic <>, <2> ."),
        &format!("{about} <1/record/a> a dcat:CatalogRecord ; foaf:primaryTopic <> ."),
        &[("triple-not-published", "foaf:primaryTopic")],
    );
    check_unchanged(
        "<> a dcat:Dataset ; foaf:isPrimaryTopicOf <http://x.example/seite> . <http://x.example/seite> a foaf:Document .",
    );
}

#[test]
fn writing_does_not_depend_on_order() {
    let full = full_dataset();
    let mut turned = full.clone();
    turned.keyword.reverse();
    turned.contact_point.reverse();
    turned.spatial.reverse();
    turned.temporal.reverse();
    turned.distribution.reverse();
    turned.extra.reverse();
    assert_eq!(turned.to_rdf(), full.to_rdf());
}

#[test]
fn unknown_statements_travel_along() {
    check_unchanged(
        r#"<> a dcat:Dataset, <http://x.example/Special> ;
             <http://x.example/colour> "blue"@de, <http://x.example/blue>, <#own> ;
             dcterms:publisher <http://x.example/org> ;
             dcat:distribution <http://x.example/file> .
           <#own> <http://x.example/deep> <#deeper> .
           <#deeper> rdfs:label "deep" .
           <http://x.example/blue> skos:prefLabel "Blau"@de .
           <http://x.example/org> a foaf:Agent, foaf:Organization ; foaf:name "Stadt" ; <http://x.example/founded> "1290"^^xsd:gYear .
           <http://x.example/file> a dcat:Distribution ; dcat:accessURL <http://x.example/f.csv> ; dcat:spatialResolutionInMeters 10.0 ."#,
    );
}

#[test]
fn labels_of_foreign_nodes_are_harmless_to_readers() {
    check(
        r#"<> a dcat:Dataset ; dcterms:conformsTo <http://x.example/standard> ; dcat:theme <http://x.example/theme> .
           <http://x.example/standard> rdfs:label "Standard"@en .
           <http://x.example/theme> a skos:Concept ; rdfs:label "Thema"@de ."#,
        r#"<> a dcat:Dataset ; dcterms:conformsTo <http://x.example/standard> ; dcat:theme <http://x.example/theme> .
           <http://x.example/standard> skos:prefLabel "Standard"@en .
           <http://x.example/theme> skos:prefLabel "Thema"@de ."#,
        &[],
    );
}

#[test]
fn other_records_are_not_taken_along() {
    check(
        r#"<> a dcat:Dataset ; dcterms:isPartOf <http://x.example/catalog> ; dcterms:relation <http://x.example/other> ;
             dcat:distribution <http://x.example/wms> .
           <http://x.example/wms> a dcat:Distribution ; dcat:accessService <http://x.example/service> .
           <http://x.example/service> a dcat:DataService ; dcat:servesDataset <>, <http://x.example/other> .
           <http://x.example/catalog> a dcat:Catalog ; dcat:dataset <>, <http://x.example/other> .
           <http://x.example/other> a dcat:Dataset ; dcterms:title "Anderer" ."#,
        r#"<> a dcat:Dataset ; dcterms:isPartOf <http://x.example/catalog> ; dcterms:relation <http://x.example/other> ;
             dcat:distribution <http://x.example/wms> .
           <http://x.example/wms> a dcat:Distribution ; dcat:accessService <http://x.example/service> .
           <http://x.example/service> a dcat:DataService ; dcat:servesDataset <> ."#,
        &[("triple-not-published", "dcat:servesDataset")],
    );
}

#[test]
fn a_nested_dataset_never_becomes_a_record() {
    let (dataset, findings) = read(
        r#"<> a dcat:Dataset ; dcterms:source <#source> . <#source> a dcat:Dataset ; dcterms:title "Quelle" ."#,
    );
    assert_eq!(found(&findings), [("triple-not-published", "rdf:type")]);
    assert_eq!(dataset.extra.len(), 2);
}

#[test]
fn agents_in_every_form() {
    let (dataset, findings) = read(
        r#"<> a dcat:Dataset ; dcterms:publisher "Stadt Unna"@de ; dcterms:creator <http://x.example/bare>, <#node> .
           <#node> a foaf:Person ; rdfs:label "Amt" ; foaf:mbox "amt@unna.example" ."#,
    );
    assert_eq!(found(&findings), []);
    assert_eq!(dataset.publisher.map(|agent| agent.name), Some(vec![LangString::german("Stadt Unna")]));
    let creators: Vec<_> =
        dataset.creator.iter().map(|agent| (agent.name.len(), agent.mbox.clone())).collect();
    assert_eq!(creators, [(0, vec![]), (1, vec![named("mailto:amt@unna.example")])]);
    assert_eq!(
        dataset.extra.iter().map(|triple| triple.predicate.as_str()).collect::<Vec<_>>(),
        [rdf::TYPE.as_str()]
    );
}

#[test]
fn one_publisher_is_chosen() {
    check(
        r#"<> a dcat:Dataset ; dcterms:publisher <http://x.example/a>, <http://x.example/b> .
           <http://x.example/b> foaf:name "Stadt" ."#,
        r#"<> a dcat:Dataset ; dcterms:publisher <http://x.example/b> .
           <http://x.example/b> a foaf:Agent ; foaf:name "Stadt" ."#,
        &[("cardinality", "dcterms:publisher")],
    );
}

#[test]
fn the_own_publisher_is_chosen() {
    let body = r#"<> dcterms:publisher <http://x.example/a>, <http://x.example/b>, "Kreis" .
        <http://x.example/a> foaf:name "Land" . <http://x.example/b> foaf:name "Stadt" ."#;
    for (own, expected) in
        [("Stadt", "Stadt"), ("Kreis", "Kreis"), ("http://x.example/b", "Stadt"), ("Bund", "Land")]
    {
        let (dataset, findings) = Dataset::from_rdf_of(&turtle(body), &named(DATASET), &|name| name == own);
        assert_eq!(dataset.publisher.unwrap().name[0].value, expected);
        assert_eq!(found(&findings)[0], ("cardinality", "dcterms:publisher"));
    }
}

#[test]
fn of_several_licences_the_strictest_is_taken_and_told() {
    #[track_caller]
    fn check(licenses: &str, expected: &str, told: &[&str]) {
        let (dataset, findings) = read(&format!(
            "<> dcat:distribution <#d> . <#d> dcterms:license {licenses} . <#own> rdfs:label \"cc-by-nc/4.0\" ."
        ));
        let license = dataset.distribution[0].license.as_ref().unwrap();
        assert!(license.found.ends_with(expected), "{license:?}");
        let told_now: Vec<_> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(told_now, told, "{licenses}");
    }
    const ZERO: &str = "<http://dcat-ap.de/def/licenses/dl-zero-de/2.0>";
    const BY: &str = "<http://dcat-ap.de/def/licenses/dl-by-de/2.0>";
    check(&format!("{ZERO}, {BY}"), "dl-by-de/2.0", &["license-contradicts"]);
    check(&format!("{ZERO}, {BY}, <#own>"), "cc-by-nc/4.0", &["license-contradicts"]);
    check(&format!("{BY}, \"dl-de-by-2.0\""), "dl-by-de/2.0", &["cardinality"]);
    check(&format!("<http://a.example/unbekannt>, {ZERO}"), "dl-zero-de/2.0", &["license-contradicts"]);
    check(ZERO, "dl-zero-de/2.0", &[]);
}

#[test]
fn the_name_that_a_list_knows_is_the_value() {
    let (dataset, findings) = read(
        r#"<> dcat:distribution <#d> . <#d> dcterms:format <#f> . <#f> rdfs:label "GeoJSON" ; rdf:value "UNIQFMT" ."#,
    );
    let format = dataset.distribution[0].format.as_ref().map(|format| format.found.as_str());
    assert_eq!(format, Some("GeoJSON"));
    assert_eq!(findings[0].found.as_deref(), Some("UNIQFMT"));
}

#[test]
fn contributors_are_looked_up() {
    let ids = |value: &str| {
        let (dataset, findings) = read(&format!("<> dcatde:contributorID {value} ."));
        let ids: Vec<_> = dataset.contributor_id.iter().map(|iri| iri.as_str().to_owned()).collect();
        (ids, findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>())
    };
    let list = |code: &str| vec![format!("http://dcat-ap.de/def/contributors/{code}")];
    assert_eq!(ids("\"openNRW\""), (list("openNRW"), vec!["value-normalised".into()]));
    assert_eq!(ids("\"Irgendwer sonst\""), (vec![], vec!["value-unknown".into()]));
    assert_eq!(ids("<http://dcat-ap.de/def/contributors/openNRW>"), (list("openNRW"), vec![]));
    assert_eq!(ids("<https://x.example/id>").0, ["https://x.example/id"]);
}

#[test]
fn contacts_in_every_form() {
    check(
        r#"<> a dcat:Dataset ; dcat:contactPoint <#c> .
           <#c> a vcard:Kind, vcard:Individual ; vcard:fn "Amt"@de, "Office"@en ; vcard:hasEmail "od@unna.example", <#mail> ;
             vcard:hasTelephone "+49 (0)2303 / 27-0" ; vcard:hasURL "https://unna.example/kontakt" .
           <#mail> a vcard:Work ; vcard:hasValue <mailto:amt@unna.example> ."#,
        r#"<> a dcat:Dataset ; dcat:contactPoint <#c> .
           <#c> a vcard:Kind, vcard:Individual ; vcard:fn "Amt"@de ;
             vcard:hasEmail <mailto:od@unna.example>, <mailto:amt@unna.example> ;
             vcard:hasTelephone <tel:+49-2303-27-0> ; vcard:hasURL <https://unna.example/kontakt> ."#,
        &[("cardinality", "vcard:fn")],
    );
    for (value, email, name) in [
        ("\"od@unna.example\"", Some("mailto:od@unna.example"), None),
        ("<mailto:od@unna.example>", Some("mailto:od@unna.example"), None),
        ("\"Frau Muster\"", None, Some("Frau Muster")),
    ] {
        let (dataset, _) = read(&format!("<> a dcat:Dataset ; dcat:contactPoint {value} ."));
        let contact = &dataset.contact_point[0];
        assert_eq!(contact.has_email.first().map(NamedNode::as_str), email);
        assert_eq!(contact.r#fn.as_ref().map(|text| text.value.as_str()), name);
    }
}

#[test]
fn concepts_in_every_form() {
    let (dataset, findings) = read(
        r#"<> a dcat:Dataset ; dcat:theme "Verkehr"@de, <http://x.example/TRAN>, <#theme> ;
             dcat:distribution <#d> .
           <#theme> a skos:Concept ; skos:prefLabel "Transport"@en, "Verkehr und Mobilität"@de .
           <#d> a dcat:Distribution ; dcterms:format <#format>, "csv" ; dcat:mediaType <#nothing> .
           <#format> a dcterms:IMT ; rdf:value "text/csv" ; rdfs:label "CSV" ."#,
    );
    let themes: Vec<_> = dataset.theme.iter().map(|theme| theme.found.as_str()).collect();
    assert_eq!(themes, ["Verkehr", "http://x.example/TRAN", "Verkehr und Mobilität"]);
    let distribution = &dataset.distribution[0];
    assert_eq!(distribution.format.as_ref().map(|format| format.found.as_str()), Some("text/csv"));
    assert_eq!(
        found(&findings),
        [
            ("cardinality", "dcterms:format"),
            ("triple-not-published", "dcat:mediaType"),
            ("triple-not-published", "rdfs:label"),
        ],
    );
    check(
        r#"<> a dcat:Dataset ; dcterms:accrualPeriodicity " " ; dcterms:language ""."#,
        "<> a dcat:Dataset .",
        &[("literal-empty", "dcterms:accrualPeriodicity"), ("literal-empty", "dcterms:language")],
    );
}

#[test]
fn rights_as_text_or_address() {
    let (dataset, findings) = read(
        r#"<> a dcat:Dataset ; dcat:distribution <#d> .
           <#d> a dcat:Distribution ; dcterms:rights "Nur mit Quelle", <http://x.example/terms>, <#text>, <#node> .
           <#text> a dcterms:RightsStatement ; rdfs:label "Frei" .
           <#node> rdfs:label "Frei" ; dcterms:source <http://x.example/law> ."#,
    );
    assert_eq!(found(&findings), []);
    let concepts: Vec<_> =
        dataset.distribution[0].rights.iter().map(|r| (r.found.as_str(), r.concept.is_some())).collect();
    let node = format!("{DATASET}#node");
    assert_eq!(
        concepts,
        [("Nur mit Quelle", false), ("http://x.example/terms", true), (node.as_str(), true), ("Frei", false)],
    );
    assert_eq!(dataset.extra.len(), 2);
}

#[test]
fn places_in_every_form() {
    check(
        r#"<> a dcat:Dataset ; dcterms:spatial <http://x.example/place>, <#geo>, <#outline> .
           <#geo> a dcterms:Location ; skos:prefLabel "Unna"@de ;
             dcat:bbox "POLYGON((7.6 51.5,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))"^^geosparql:wktLiteral,
               "{\"type\":\"Polygon\",\"coordinates\":[[[7.6,51.5],[7.8,51.5],[7.8,51.6],[7.6,51.6],[7.6,51.5]]]}" ;
             dcat:centroid "<http://www.opengis.net/def/crs/EPSG/0/4326> Point(51.55 7.7)"^^geosparql:wktLiteral .
           <#outline> locn:geometry "POLYGON((7.6 51.5,7.7 51.4,7.8 51.6,7.6 51.5))" ."#,
        r#"<> a dcat:Dataset ; dcterms:spatial <http://x.example/place>, <#geo>, <#outline> .
           <#geo> a dcterms:Location ; skos:prefLabel "Unna"@de ;
             dcat:bbox "POLYGON((7.6 51.5,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))"^^geosparql:wktLiteral ;
             dcat:centroid "POINT(7.7 51.55)"^^geosparql:wktLiteral .
           <#outline> a dcterms:Location ;
             dcat:bbox "POLYGON((7.6 51.4,7.8 51.4,7.8 51.6,7.6 51.6,7.6 51.4))"^^geosparql:wktLiteral ."#,
        &[("value-rewritten", "dcat:centroid"), ("triple-not-published", "locn:geometry")],
    );
}

#[test]
fn places_in_metres() {
    check(
        r#"<> a dcat:Dataset ; dcterms:spatial <#utm> .
           <#utm> a dcterms:Location ;
             dcat:centroid "<http://www.opengis.net/def/crs/EPSG/0/25832> POINT(409006.0371 5710359.8944)"^^geosparql:wktLiteral ."#,
        r#"<> a dcat:Dataset ; dcterms:spatial <#utm> .
           <#utm> a dcterms:Location ; dcat:centroid "POINT(7.688 51.537)"^^geosparql:wktLiteral ."#,
        &[("value-rewritten", "dcat:centroid")],
    );
}

#[test]
fn geometries_that_crash_readers_are_not_published() {
    check(
        r#"<> a dcat:Dataset ; dcterms:spatial <http://x.example/p> .
           <http://x.example/p> locn:geometry <#g>, "" ; dcat:bbox <http://x.example/box> ; rdfs:label "Ort" .
           <#g> a <http://x.example/Geometry> ; geosparql:asWKT "POINT(7.7 51.55)" ."#,
        r#"<> a dcat:Dataset ; dcterms:spatial <http://x.example/p> .
           <http://x.example/p> a dcterms:Location ; skos:prefLabel "Ort" ; dcat:centroid "POINT(7.7 51.55)"^^geosparql:wktLiteral ."#,
        &[("triple-not-published", "dcat:bbox"), ("triple-not-published", "locn:geometry")],
    );
}

#[test]
fn periods_in_every_form() {
    let (dataset, findings) = read(
        r#"<> a dcat:Dataset ; dcterms:temporal <#p>, "2010/2014", <http://x.example/2014>, <#instants> .
           <#p> a dcterms:PeriodOfTime ; dcat:startDate "2010-01-01"^^xsd:date ; <http://x.example/note> "n" .
           <#instants> time:hasBeginning <#i> . <#i> time:inXSDDate "2011-01-01"^^xsd:date ."#,
    );
    let periods: Vec<_> = dataset
        .temporal
        .iter()
        .map(|period| {
            [&period.start_date, &period.end_date].map(|end| end.as_ref().map_or("", Literal::value))
        })
        .collect();
    assert_eq!(periods, [["2010", "2014"], ["2011-01-01", ""], ["2010-01-01", ""]]);
    assert_eq!(found(&findings), [("date-rewritten", "dcterms:temporal")]);
    let written = graph(&dataset);
    let note =
        written.iter().find(|triple| triple.predicate.as_str() == "http://x.example/note").expect("kept");
    assert!(
        written
            .objects(&dataset.iri, dcterms::TEMPORAL)
            .any(|node| *node == Term::from(note.subject.clone()))
    );
}

#[test]
fn dates() {
    check(
        r#"<> a dcat:Dataset ; dcterms:issued "2014-12-19"^^xsd:date ; dcterms:modified "2020-01-01"^^xsd:date, "2021-05-05T10:00:00"^^xsd:dateTime ."#,
        r#"<> a dcat:Dataset ; dcterms:issued "2014-12-19"^^xsd:date ; dcterms:modified "2021-05-05T10:00:00"^^xsd:dateTime ."#,
        &[("cardinality", "dcterms:modified")],
    );
    check(
        r#"<> a dcat:Dataset ; dcterms:issued "gestern" ; dcterms:modified "2014"^^xsd:date ."#,
        r#"<> a dcat:Dataset ; dcterms:modified "2014"^^xsd:gYear ."#,
        &[("date-unreadable", "dcterms:issued"), ("literal-invalid", "dcterms:modified")],
    );
}

#[test]
fn numbers() {
    let bytes = |value: &str| {
        let (dataset, findings) =
            read(&format!("<> a dcat:Dataset ; dcat:distribution <#d> . <#d> dcat:byteSize {value} ."));
        (dataset.distribution[0].byte_size, findings.len())
    };
    assert_eq!(bytes("\"1024\"^^xsd:nonNegativeInteger"), (Some(1024), 0));
    assert_eq!(bytes("1024.0"), (Some(1024), 0));
    assert_eq!(bytes("1.024E3"), (Some(1024), 0));
    assert_eq!(bytes("\"12 KB\""), (Some(12_288), 1));
    assert_eq!(bytes("\"zwölf\""), (None, 1));
    assert_eq!(bytes("-1"), (None, 1));
    assert_eq!(bytes("1, 2"), (Some(1), 1));
}

#[test]
fn identifiers_stay_as_they_are() {
    check_unchanged(
        r#"<> a dcat:Dataset ; dcterms:identifier "a", "b"^^xsd:token ; adms:identifier <http://doi.example/1> .
           <http://doi.example/1> a adms:Identifier ; skos:notation "10.1/x"^^<http://purl.org/spar/datacite/doi> ; adms:schemaAgency "DOI" ."#,
    );
    let (dataset, findings) = read(r#"<> adms:identifier "x", <http://doi.example/2> ."#);
    let notations: Vec<_> =
        dataset.other_identifier.iter().map(|identifier| identifier.notation.as_str()).collect();
    assert_eq!((notations, findings), (vec!["x", "http://doi.example/2"], vec![]));
}

#[test]
fn checksums_need_both_parts() {
    check_unchanged(
        r#"<> a dcat:Dataset ; dcat:distribution <#d> .
           <#d> a dcat:Distribution ; spdx:checksum </dataset/unna/1/checksum/8909cde2f411a84e> .
           </dataset/unna/1/checksum/8909cde2f411a84e> a spdx:Checksum ;
             spdx:algorithm <http://spdx.org/rdf/terms#checksumAlgorithm_md5> ; spdx:checksumValue "00ff"^^xsd:hexBinary ."#,
    );
    let (_, findings) =
        read("<> dcat:distribution <#d> . <#d> spdx:checksum <#c> . <#c> spdx:checksumValue \"00ff\" .");
    assert_eq!(found(&findings), [("literal-invalid", "spdx:checksum")]);
}

#[test]
fn a_series_keeps_its_kind() {
    let (dataset, _) = read("<> a dcat:DatasetSeries, dcat:Dataset ; dcterms:title \"Reihe\" .");
    assert_eq!(dataset.kind, Kind::DatasetSeries);
    check_unchanged("<> a dcat:DatasetSeries, dcat:Dataset ; dcterms:title \"Reihe\" .");
}

#[test]
fn long_nodes_referred_to_often_are_not_copied() {
    let title = |n: usize| format!("<http://x.example/s> dcterms:title \"{n}\" .\n");
    let distribution = |n: usize| {
        format!("<> dcat:distribution <#d{n}> . <#d{n}> dcat:accessService <http://x.example/s> .\n")
    };
    let body: String = (0..300).map(|n| title(n) + &distribution(n)).collect();
    let (dataset, _) = read(&body);
    let titles: usize =
        dataset.distribution.iter().flat_map(|d| &d.access_service).map(|s| s.title.len()).sum();
    assert_eq!(titles, 300);
    let written = dataset.to_rdf();
    assert_eq!(written.iter().filter(|triple| triple.predicate == dcterms::TITLE).count(), 300);
}

/// Writes the full dataset as N-Triples for outside validators:
/// `DATENKREIS_FULL_DATASET=/tmp/full.nt cargo test --release -p datenkreis-vocab full_dataset_for`.
#[test]
fn full_dataset_for_outside_validators() {
    let triples: String = full_dataset().to_rdf().iter().map(|triple| format!("{triple} .\n")).collect();
    assert!(!triples.contains("_:"), "no blank nodes");
    if let Some(path) = std::env::var_os("DATENKREIS_FULL_DATASET") {
        std::fs::write(path, triples).expect("the file can be written");
    }
}
