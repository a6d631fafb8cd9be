//! `datenkreis check`: a file against the official constraints.

use datenkreis_tests::Site;
use datenkreis_tests::site::binary;
use serde_json::Value;
use std::process::Command;

const PREFIXES: &str = "@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
";
const GOOD: &str = r#"<https://a.example/1> a dcat:Dataset ; dct:title "T" ; dct:description "D" ; dct:publisher <https://a.example/p> .
<https://a.example/p> a foaf:Organization ; foaf:name "P" ."#;

/// Runs the command on a document; whether it succeeded, and what it printed.
fn run(document: &str, arguments: &[&str]) -> (bool, String) {
    let site = Site::default();
    site.write("data.ttl", &format!("{PREFIXES}{document}"));
    let mut command = Command::new(binary());
    let output = command.arg("check").arg(site.path("data.ttl")).args(arguments).output().expect("it starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn a_file_without_violations_succeeds() {
    let (met, text) = run(GOOD, &[]);
    assert!(met && text.contains("1 Datensätze, 0 Verstöße"), "{text}");
    let (met, text) = run(GOOD, &["--profile", "konventionen", "--english"]);
    assert!(!met && text.contains("“contributor ID” (dcatde:contributorID)"), "{text}");
}

#[test]
fn violations_are_told_to_people_and_programs() {
    let bad = GOOD.replace("dct:title \"T\" ;", "dcat:theme <https://a.example/t> ;");
    let (met, text) = run(&bad, &[]);
    assert!(!met && text.contains("Verstoß: Datensatz: „Titel“ (dcterms:title) fehlt."), "{text}");
    assert!(text.contains("Ergänzen Sie: dcterms:title \"Baumkataster\"@de ."), "{text}");

    let (met, text) = run(&bad, &["--format", "json"]);
    assert!(!met);
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let [title, theme, whole] = lines.as_slice() else { panic!("{text}") };
    assert_eq!(title["rule"], "ap3-dataset-title-min-count");
    assert_eq!(
        (&theme["focus"], &theme["subject"]),
        (&"<https://a.example/t>".into(), &"<https://a.example/1>".into())
    );
    assert_eq!((&whole["violations"], &whole["datasets"]), (&2.into(), &1.into()));

    let (_, text) = run(&bad, &["--format", "turtle"]);
    assert!(
        text.contains("sh:ValidationReport") && text.contains("sh:MinCountConstraintComponent"),
        "{text}"
    );
    let (_, text) = run(&bad, &["--format", "triples"]);
    assert_eq!(text.lines().count(), 6, "{text}");
}

#[test]
fn what_is_no_rdf_is_told() {
    let (met, text) = run("<html><body>Wartung</body></html>", &[]);
    assert!(!met && !text.contains("panicked") && !text.trim().is_empty(), "{text}");
    let (met, text) = run(GOOD, &["--profile", "9.9"]);
    assert!(!met && text.contains("3.0"), "{text}");
}
