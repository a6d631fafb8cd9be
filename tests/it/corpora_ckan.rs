//! Every record of real CKAN and DKAN portals arrives or has a finding.

use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::corpora::{Recording, recordings};
use datenkreis_tests::{Cassette, Client, Portal, Site};
use serde_json::Value;

/// Harvests a portal that plays `ckan`; everything must arrive, and search, feed and SPARQL must hold
/// the same number.
fn check(ckan: Ckan, expected: u64) {
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    let arrived = report.counts.created;
    assert_eq!(arrived + report.counts.skipped + report.counts.failed, expected, "{report:?}");
    assert_eq!(arrived, expected, "every one of these records is readable: {report:?}");
    site.status().counts.assert_agree(expected);

    let again = site.harvest("quelle");
    assert_eq!((again.counts.unchanged, again.seq), (expected, report.seq), "nothing changed: {again:?}");
    let portal = site.serve();
    assert_eq!(datasets_by_sparql(&portal), expected);
}

fn datasets_by_sparql(portal: &Portal) -> u64 {
    // What portals call a collection is a series of datasets.
    let query = "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { \
                 VALUES ?class { dcat:Dataset dcat:DatasetSeries } ?d a ?class ; <http://purl.org/dc/terms/title> ?t }";
    count(portal, query)
}

/// The one number a SPARQL query gives.
pub fn count(client: &Client, query: &str) -> u64 {
    let accept = ("accept", "application/sparql-results+json");
    let kind = ("content-type", "application/sparql-query");
    let answer: Value =
        client.send("POST", "/sparql", &[accept, kind], Some(query.into())).expect(200).json();
    let value = &answer["results"]["bindings"][0]["n"]["value"];
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no number: {answer}"))
}

/// The packages of a file: a bare list, an envelope, or a group with its packages.
fn packages(recording: &Recording) -> Vec<Value> {
    let value: Value = serde_json::from_slice(&recording.bytes()).expect("JSON");
    match value {
        Value::Array(packages) => packages,
        Value::Object(mut object) => match object.remove("packages").or_else(|| object.remove("result")) {
            Some(Value::Array(packages)) => packages,
            Some(package @ Value::Object(_)) => vec![package],
            _ => vec![Value::Object(object)],
        },
        other => panic!("{}: {other}", recording.name),
    }
}

fn check_files(prefix: &str, play: impl Fn(Vec<Value>) -> Ckan) {
    for recording in recordings(prefix) {
        let packages = packages(&recording);
        if let Some(expected) = recording.count("entries") {
            assert_eq!(packages.len() as u64, expected, "{}", recording.name);
        }
        let expected = packages.len() as u64;
        check(play(packages), expected);
    }
}

#[test]
fn koeln_dkan() {
    check_files("ckan/koeln-dkan/", |packages| Ckan::dkan(&packages));
}

#[test]
fn bonn_dkan() {
    check_files("ckan/bonn-dkan/", |packages| Ckan::dkan(&packages));
}

#[test]
fn berlin_ckan_18() {
    check_files("ckan/berlin-ckan18/", Ckan::new);
}

#[test]
fn zuerich_ckan_210() {
    check_files("ckan/zuerich-ckan210/ckan_group_show", Ckan::new);
}

#[test]
fn schleswig_holstein() {
    let packages: Vec<_> = recordings("ckan/schleswig-holstein/").iter().flat_map(packages).collect();
    if !packages.is_empty() {
        let expected = packages.len() as u64;
        check(Ckan::new(packages), expected);
    }
}

/// Refused in words, never datasets without a title: Moers publishes JSON of its own making, and lists
/// of groups or organisations hold no datasets.
#[test]
fn what_is_no_ckan_catalogue_is_refused() {
    for recording in
        ["ckan/moers-homegrown/", "ckan/zuerich-ckan210/ckan_group_list", "ckan/govdata-organization_list"]
            .iter()
            .flat_map(|path| recordings(path))
    {
        let body = recording.bytes();
        let cassette =
            Cassette::start(move |_| datenkreis_tests::Answer::new("application/json", body.clone()));
        let site = Site::default();
        site.ckan("quelle", &cassette.url("/catalog.json"));
        let report = site.harvest("quelle");
        report.assert_verdict("failed");
        assert_eq!((report.counts.created, report.seq), (0, 0), "{report:?}");
        assert!(report.reason.is_some(), "{report:?}");
    }
}
