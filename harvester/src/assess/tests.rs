use super::*;
use crate::config::{Organisation, Region, SourceFile};
use datenkreis_vocab::mqa::{LinkAnswer, Metric, Outcome};
use oxttl::TurtleParser;
use std::path::Path;
use std::sync::Arc;

const BASE: &str = "https://daten.example";
const DATASET: &str = "https://daten.example/dataset/quelle/1";

fn mapping(publisher: Option<&str>) -> Mapping {
    let organisation = |id: &str, name: &str, ags: &str| Organisation {
        id: id.into(),
        name: name.into(),
        ags: Some(ags.into()),
        publisher_type: "LocalAuthority".into(),
        homepage: url::Url::parse(&format!("https://www.{id}.example")).ok(),
        email: None,
        bbox: None,
        report: None,
    };
    let region = Region {
        organisations: vec![
            organisation("kreis-unna", "Kreis Unna", "05978"),
            organisation("unna", "Stadt Unna", "05978036"),
            organisation("selm", "Stadt Selm", "05978032"),
        ],
        ..Region::default()
    };
    let publisher = publisher.map(|id| format!("publisher = '{id}'\n")).unwrap_or_default();
    let text = format!("kind = 'ckan'\ntitle = 'Quelle'\n{publisher}");
    let file = SourceFile::parse(Path::new("quelle.toml"), text).expect("a source");
    Mapping::new(BASE, &file, &Arc::new(region))
}

fn parse(turtle: &str) -> Vec<Triple> {
    let text = format!(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
         @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dcatde: <http://dcat-ap.de/def/dcatde/> .
         @prefix place: <http://dcat-ap.de/def/politicalGeocoding/> .
         <{DATASET}> a dcat:Dataset . {turtle}"
    );
    TurtleParser::new().for_slice(&text).collect::<Result<_, _>>().expect("Turtle")
}

fn organisation(turtle: &str, configured: Option<&str>) -> Option<String> {
    let triples = parse(turtle);
    assess(DATASET, &[], &triples, &mapping(configured), &Unasked).expect("a dataset").organisation
}

#[test]
fn a_dataset_counts_for_an_organisation() {
    let publisher = |name: &str| {
        format!(
            "<{DATASET}> dct:publisher <https://x.example/p> . <https://x.example/p> foaf:name \"{name}\" ."
        )
    };
    let check = |turtle: String, configured: Option<&str>, expected: Option<&str>| {
        assert_eq!(organisation(&turtle, configured).as_deref(), expected, "{turtle} {configured:?}");
    };
    for (name, expected) in [
        ("Stadt Selm", Some("selm")),
        ("stadt selm", Some("selm")),
        ("Stadt Selm, Amt für Straßen", Some("selm")),
        ("Stadt Selmhausen", None),
        ("Selm", Some("selm")),
        ("Unna", None),
        ("Kreis Unna", Some("kreis-unna")),
        ("Land", None),
        ("", None),
    ] {
        check(publisher(name), None, expected);
        // Whoever the record does not name is the one configured.
        check(publisher(name), Some("unna"), expected.or(Some("unna")));
    }
    check(format!("<{DATASET}> dct:publisher <{BASE}/organisation/selm> ."), Some("unna"), Some("selm"));
    check(format!("<{DATASET}> dct:publisher <https://www.selm.example/> ."), None, Some("selm"));
    check(format!("<{DATASET}> dct:publisher \"Stadt Selm\" ."), None, None);
    for (place, expected) in [
        ("municipalityKey/05978032", Some("selm")),
        ("regionalKey/059780032032", Some("selm")),
        ("districtKey/05978", Some("kreis-unna")),
        ("regionalKey/059780000000", Some("kreis-unna")),
        ("municipalityKey/05911000", None),
        ("stateKey/05", None),
    ] {
        let about = format!("<{DATASET}> dct:spatial <http://dcat-ap.de/def/politicalGeocoding/{place}> .");
        check(about.clone(), None, expected);
        check(about.replace("dct:spatial", "dcatde:politicalGeocodingURI"), None, expected);
        check(about, Some("unna"), Some("unna"));
    }
    let two = format!(
        "<{DATASET}> dct:spatial <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978032>,
        <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978036> ."
    );
    check(two.clone(), None, None);
    let in_district = format!(
        "{two} <{DATASET}> dct:spatial <http://dcat-ap.de/def/politicalGeocoding/districtKey/05978> ."
    );
    check(in_district, None, Some("kreis-unna"));
}

#[test]
fn a_series_is_not_assessed() {
    let triples = parse("");
    let series = |triple: Triple| Triple { object: dcat::DATASET_SERIES.into_owned().into(), ..triple };
    let series: Vec<Triple> = triples.into_iter().map(series).collect();
    assert!(assess(DATASET, &[], &series, &mapping(None), &Unasked).is_none());
}

#[test]
fn what_arrived_is_measured_beside_what_is_published() {
    let turtle = format!(
        "<{DATASET}> dcat:distribution <{DATASET}/distribution/1> .
         <{DATASET}/distribution/1> a dcat:Distribution ; dct:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> ;
             dcat:accessURL <https://x.example/a> ."
    );
    let arrived = parse(&turtle);
    let published = parse(&format!(
        "{turtle} <{DATASET}> dct:title \"Wege\"@de ; dct:description \"Alle Wege.\"@de ; dcat:keyword \"Rad\"@de ;
             dct:publisher <https://x.example/p> .
         <https://x.example/p> a foaf:Agent ; foaf:name \"Stadt Unna\"@de ."
    ));
    let links = |_: &str| Some(LinkAnswer::Status(200));
    let assessed = assess(DATASET, &arrived, &published, &mapping(None), &links).expect("a dataset");
    let before = assessed.arrived.expect("measured");
    let outcome = |measured: &Measured, metric| measured.assessment.outcome(metric);
    assert_eq!(outcome(&assessed.published, Metric::DcatApCompliance), Outcome::Gained);
    assert_eq!(outcome(&before, Metric::DcatApCompliance), Outcome::Missed);
    assert_eq!(outcome(&assessed.published, Metric::AccessUrlStatusCode), Outcome::Gained);
    assert_eq!(outcome(&before, Metric::AccessUrlStatusCode), Outcome::Pending);
    // Title, description and publisher are missing.
    assert_eq!(before.shapes.map(|shapes| shapes.violations), Some(3));
    assert_eq!(assessed.published.shapes.map(|shapes| shapes.violations), Some(0));
    // Germany asks for a publisher and a licence, Europe does not: the points are for Europe's rules.
    let anonymous =
        parse(&format!("<{DATASET}> dct:title \"Wege\"@de ; dct:description \"Alle Wege.\"@de ."));
    let assessed_again =
        assess(DATASET, &[], &anonymous, &mapping(None), &Unasked).expect("a dataset").published;
    assert_eq!(outcome(&assessed_again, Metric::DcatApCompliance), Outcome::Gained);
    assert!(assessed_again.shapes.is_some_and(|shapes| shapes.violations > 0));
    assert_eq!((before.govdata[0], assessed.published.govdata[0]), (1, 0));
}

/// The series a dataset is in, and the versions it names, are described elsewhere; a document brings along
/// what the shapes ask of them.
#[test]
fn links_to_other_datasets_cost_nothing() {
    let whole = format!(
        "<{DATASET}> dct:title \"Wege\"@de ; dct:description \"Alle Wege.\"@de ; dct:publisher <https://x.example/p> .
         <https://x.example/p> a foaf:Agent ; foaf:name \"Stadt Unna\"@de ."
    );
    let check = |links: &str, expected: u32| {
        let triples = parse(&format!("{whole} <{DATASET}> {links} ."));
        let assessed = assess(DATASET, &triples, &triples, &mapping(None), &Unasked).expect("a dataset");
        for measured in [Some(&assessed.published), assessed.arrived.as_ref()] {
            let violations = measured.and_then(|measured| measured.shapes).map(|shapes| shapes.violations);
            assert_eq!(violations, Some(expected), "{links}");
        }
    };
    check("dcat:inSeries <https://daten.example/dataset/quelle/reihe>", 0);
    check("dcat:hasVersion <https://daten.example/dataset/quelle/2>", 0);
    check("dct:source <https://daten.example/dataset/andere/2>", 0);
    check("dcat:inSeries <https://anderswo.example/reihe>", 1);
}

#[test]
fn what_is_shown_is_what_is_counted() {
    let turtle = format!(
        "<{DATASET}> dct:title \"T\" ; <http://data.europa.eu/r5r/hvdCategory> <http://data.europa.eu/bna/c_b79e35eb> ;
            <http://data.europa.eu/r5r/applicableLegislation> <http://data.europa.eu/eli/reg_impl/2023/138/oj> ."
    );
    let triples = parse(&turtle);
    let assessed = assess(DATASET, &[], &triples, &mapping(None), &Unasked).expect("a dataset");
    let shown = violations(DATASET, &triples);
    let counted = assessed.published.shapes.expect("counts").violations;
    assert_eq!(shown.len(), counted as usize);
    assert!(shown.iter().any(|violation| violation.rule.id == "hvd-dataset-api-min-count"), "{shown:?}");
}
