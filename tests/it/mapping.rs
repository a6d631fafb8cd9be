//! Golden tests of the mapping, from outside: `tests/fixtures/mapping/<kind>/<case>/` holds what a source
//! delivers (`input.*`), what is published of it (`expected.ttl`) and what was found (`findings.tsv`).
//! `make bless` rewrites the expected files; `git diff` reviews them.

use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::cassette::shelf::media_type;
use datenkreis_tests::site::described;
use datenkreis_tests::{Answer, Cassette, Site, rdf};
use oxrdf::Graph;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn cases(kind: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mapping").join(kind);
    let entries = std::fs::read_dir(&directory).unwrap_or_else(|error| panic!("{directory:?}: {error}"));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {directory:?}");
    cases
}

/// The file of a case whose name begins with `input`.
fn input(case: &Path) -> PathBuf {
    let entries = std::fs::read_dir(case).expect("a case");
    let mut inputs = entries.map(|entry| entry.expect("an entry").path());
    inputs
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("input")))
        .unwrap_or_else(|| panic!("{case:?} has no input"))
}

/// Compares what the source `quelle` of a site gives with what is expected.
fn check(case: &Path, site: &Site) {
    let output = site.command(&["check-source", "quelle", "--limit", "1000", "--format", "json"]);
    let stdout = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let mut lines: Vec<Value> =
        stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let delivery = lines.pop().unwrap_or_else(|| panic!("{case:?}: {}", described(&output)));
    assert_eq!(delivery["gaps"], serde_json::json!([]), "{case:?}");

    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let published: String = lines.iter().map(|line| text(&line["published"])).collect();
    let published = rdf::parse(published.as_bytes(), "application/n-triples");
    let mut found: Vec<String> = vec![];
    for (id, finding) in lines
        .iter()
        .flat_map(|line| {
            line["findings"].as_array().into_iter().flatten().map(|finding| (&line["id"], finding))
        })
        .chain(delivery["notes"].as_array().into_iter().flatten().map(|note| (&note["id"], &note["finding"])))
    {
        let columns = ["severity", "rule", "property", "found", "concluded"].map(|name| &finding[name]);
        let columns = [id].into_iter().chain(columns).map(|value| text(value).replace(['\t', '\n'], " "));
        found.push(columns.collect::<Vec<_>>().join("\t").trim_end().to_owned());
    }
    let found = found.join("\n") + "\n";

    let (expected_graph, expected_findings) = (case.join("expected.ttl"), case.join("findings.tsv"));
    if std::env::var_os("DATENKREIS_BLESS").is_some() {
        std::fs::write(&expected_graph, rdf::turtle(&published)).expect("written");
        std::fs::write(&expected_findings, &found).expect("written");
    }
    let read =
        |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let expected = rdf::parse(read(&expected_graph).as_bytes(), "text/turtle");
    assert!(
        rdf::isomorphic(&published, &expected),
        "{case:?} publishes something else:\n{}",
        difference(&expected, &published)
    );
    assert_eq!(found, read(&expected_findings), "{case:?}");
}

/// The triples that one of two graphs without blank nodes has more.
fn difference(expected: &Graph, published: &Graph) -> String {
    let missing =
        expected.iter().filter(|triple| !published.contains(*triple)).map(|triple| format!("- {triple}"));
    let new =
        published.iter().filter(|triple| !expected.contains(*triple)).map(|triple| format!("+ {triple}"));
    let mut lines: Vec<String> = missing.chain(new).collect();
    lines.sort_by(|one, other| one[1..].cmp(&other[1..]));
    lines.join("\n")
}

#[test]
fn ckan() {
    for case in cases("ckan") {
        let packages: Vec<Value> =
            serde_json::from_slice(&std::fs::read(input(&case)).expect("readable")).expect("JSON");
        let is_dkan = packages[0]["state"] == "Active";
        let ckan = if is_dkan { Ckan::dkan(&packages) } else { Ckan::new(packages) };
        let cassette = Cassette::start(move |asked| ckan.play(asked));
        let site = Site::default();
        // What is published must not depend on the port of the cassette.
        let site_option = "site = \"https://portal.musterstadt.example/\"";
        site.source("quelle", "ckan", &format!("url = \"{}\"", cassette.url("")), site_option);
        check(&case, &site);
    }
}

#[test]
fn dcat_rdf() {
    for case in cases("dcat-rdf") {
        let path = input(&case);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let body = std::fs::read(&path).expect("readable");
        let kind = media_type(&name);
        let cassette = Cassette::start(move |_| Answer::new(kind, body.clone()));
        let site = Site::default();
        site.dcat("quelle", &cassette.url(&format!("/{name}")));
        check(&case, &site);
    }
}

#[test]
fn folder() {
    for case in cases("folder") {
        let site = Site::default();
        site.folder("quelle", &input(&case));
        check(&case, &site);
    }
}
