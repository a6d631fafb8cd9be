//! `datenkreis check`, the page `/pruefen` and `POST /api/check`: a catalogue against the official
//! constraints, with the lines of what does not do.

use crate::{package, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::cassette::synthetic::RdfCatalogue;
use datenkreis_tests::site::binary;
use datenkreis_tests::{Cassette, Portal, Site};
use serde_json::{Value, json};
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
    assert!(met && text.contains("1 Datensatz, 0 Verstöße"), "{text}");
    let (met, text) = run(GOOD, &["--profile", "konventionen", "--english"]);
    assert!(!met && text.contains("“contributor ID” (dcatde:contributorID)"), "{text}");
}

#[test]
fn violations_are_told_to_people_and_programs() {
    let bad = GOOD.replace("dct:title \"T\" ;", "dcat:theme <https://a.example/t> ;");
    let (met, text) = run(&bad, &[]);
    assert!(!met && text.contains("Verstoß: Datensatz: „Titel“ (dcterms:title) fehlt."), "{text}");
    assert!(text.contains("Ergänzen Sie, zum Beispiel: dct:title \"Baumkataster\"@de ."), "{text}");

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
fn what_cannot_be_read_or_asked_is_told() {
    let (met, text) = run(&format!("{GOOD} <https://a.example/2> a Wartung"), &[]);
    assert!(!met && text.contains("Ein Teil ist nicht lesbar"), "{text}");
    let (met, text) = run(GOOD, &["--profile", "9.9"]);
    assert!(!met && text.contains("3.0"), "{text}");
}

/// The exit code of the command, and all that it printed.
fn command(site: &Site, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(binary()).arg("check").args(arguments).current_dir(site.path("")).output();
    let output = output.expect("it starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn the_exit_code_tells_how_it_ended() {
    let site = Site::default();
    site.write("gut.ttl", &format!("{PREFIXES}{GOOD}"));
    site.write("schlecht.ttl", &format!("{PREFIXES}<https://a.example/1>\n  a dcat:Dataset ."));
    site.write("halb.ttl", &format!("{PREFIXES}{GOOD}\n<https://a.example/2> a"));
    site.write("leer.ttl", "");
    for (file, expected) in [
        ("gut.ttl", 0),
        ("schlecht.ttl", 1),
        ("halb.ttl", 1),
        ("leer.ttl", 2),
        ("fehlt.ttl", 2),
        ("nichts", 2),
    ] {
        let (code, text) = command(&site, &[file]);
        assert_eq!(code, expected, "{file}: {text}");
        assert!(!text.contains("panicked") && !text.trim().is_empty(), "{file}: {text}");
    }
    let (_, text) = command(&site, &["schlecht.ttl"]);
    assert!(text.contains("Zeile 4: ") && text.contains("| <https://a.example/1>"), "{text}");
    assert!(!text.contains('\x1b'), "no colours in a file: {text}");
    let (code, text) = command(&site, &["gut.ttl", "--profil"]);
    assert_eq!(code, 2, "{text}");
}

#[test]
fn what_only_we_can_read_does_not_conform() {
    let document = format!("{GOOD}\n<https://a.example/q> kaputt:x \"1\" .");
    let (met, text) = run(&document, &[]);
    assert!(!met && text.contains("Der Präfix „kaputt:“ ist nicht erklärt"), "{text}");
    let (met, text) = run(&document, &["--format", "json"]);
    let whole: Value = text.lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("JSON");
    assert!(!met && whole["conforms"] == false && whole["violations"] == 0, "{whole}");
    let (_, text) = run(&document, &["--format", "turtle"]);
    assert!(text.contains("sh:conforms false") && text.contains("ist nicht erklärt"), "{text}");
}

#[test]
fn what_cannot_be_read_is_told_in_the_form_asked_for() {
    let site = Site::default();
    site.write("tabelle.csv", "a;b\n1;2\n");
    let (code, text) = command(&site, &["tabelle.csv", "--format", "json"]);
    let error: Value = serde_json::from_str(text.trim()).expect("one object");
    assert!(code == 2 && error["conforms"].is_null(), "{text}");
    assert!(
        error["error"]["en"].as_str().is_some_and(|reason| reason.starts_with("This is a table")),
        "{text}"
    );
    let (code, text) = command(&site, &["tabelle.csv", "--format", "turtle"]);
    assert!(
        code == 2 && text.contains("sh:conforms false") && text.contains("Das ist eine Tabelle"),
        "{text}"
    );
    let (code, text) = command(&site, &["fehlt.ttl"]);
    assert_eq!((code, text.trim()), (2, "fehlt.ttl: diese Datei gibt es nicht"));
    let (_, text) = command(&site, &["fehlt.ttl", "--english"]);
    assert_eq!(text.trim(), "fehlt.ttl: there is no such file");
}

#[test]
fn a_folder_is_looked_at_by_its_columns() {
    let site = Site::default();
    std::fs::create_dir_all(site.path("ordner")).expect("a directory");
    site.write("ordner/baeume.csv", "a;b\n1;2\n");
    site.write("ordner/baeume.toml", "titel = \"Bäume\"\n");
    let (code, text) = command(&site, &["ordner"]);
    assert!(code < 2 && text.contains("1 Datensatz"), "{text}");
    assert!(!text.contains("pruefung"), "{text}");
    assert!(text.contains("Ordner mit Dateien") && text.contains("„beschreibung“ in baeume.toml"), "{text}");
    // One count in every form, and the exit code after it.
    let (of_text, _) = command(&site, &["ordner"]);
    let (of_json, json) = command(&site, &["ordner", "--format", "json"]);
    let whole: Value = json.lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("JSON");
    let violations = whole["violations"].as_u64().expect("a number");
    let counted = format!("{violations} {}", if violations == 1 { "Verstoß" } else { "Verstöße" });
    let (_, html) = command(&site, &["ordner", "--format", "html"]);
    assert!(text.contains(&counted) && html.contains(&counted), "{counted}: {text}");
    assert_eq!((of_text, of_json), (i32::from(violations > 0), i32::from(violations > 0)), "{whole}");
}

#[test]
fn packages_are_told_by_their_fields_and_lines() {
    let site = Site::default();
    let mut one = package(1, "Text");
    one["resources"][0]["license"] = json!("irgendeine");
    let text = serde_json::to_string_pretty(&json!({ "result": { "results": [one] } })).expect("JSON");
    let line = 1 + text.lines().position(|line| line.contains("irgendeine")).expect("the line");
    site.write("packages.json", &text);
    let (code, text) = command(&site, &["packages.json", "--format", "json"]);
    assert_eq!(code, 0, "mapping understands every value that is demanded: {text}");
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (whole, results) = lines.split_last().expect("lines");
    assert_eq!((&whole["recognised"], &whole["datasets"]), (&"ckan".into(), &1.into()), "{whole}");
    assert!(whole["published"]["violations"].is_u64(), "{whole}");
    // The licence of the package stands in; what the file says of its own is told all the same.
    let noticed = whole["noticed"].as_array().expect("a list");
    let found = noticed.iter().find(|found| found["property"] == "resources[0].license");
    assert_eq!(found.map(|found| &found["line"]), Some(&line.into()), "{text}");
    let format = results.iter().find(|result| result["field"] == "resources[0].format");
    assert!(format.is_none(), "mapping understands it: {text}");
}

#[test]
fn a_feed_is_read_page_by_page() {
    let catalogue = RdfCatalogue { datasets: 25, page_size: 15 };
    let cassette = Cassette::start(move |asked| catalogue.play(asked));
    let site = Site::default();
    let url = cassette.url("/catalog.rdf");
    let (code, text) = command(&site, &[&url]);
    assert!(code == 2 && text.contains("--allow-private"), "{text}");
    let whole = |arguments: &[&str]| {
        let (code, text) =
            command(&site, &[&[&url, "--allow-private", "--format", "json"], arguments].concat());
        let whole: Value =
            text.lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("JSON");
        (code, whole)
    };
    let (_, both) = whole(&[]);
    assert_eq!(
        (&both["datasets"], both["documents"].as_array().map(Vec::len)),
        (&25.into(), Some(2)),
        "{both}"
    );
    let (code, first) = whole(&["--pages", "1"]);
    assert_eq!((code, &first["datasets"]), (1, &15.into()), "{first}");
    assert!(first["gaps"][0].as_str().is_some_and(|gap| gap.contains("nur die ersten 1 Seiten")), "{first}");
}

#[test]
fn a_portal_and_a_configured_source_are_looked_at() {
    let ckan = Ckan::new(packages(0..3));
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    let config = site.config();
    let config = config.to_str().expect("a path in UTF-8");
    for arguments in [
        vec!["quelle", "--config", config],
        vec![&*cassette.url("/api/3/action/package_search"), "--allow-private"],
    ] {
        let (code, text) = command(&site, &arguments);
        assert!(code < 2 && text.contains("3 Datensätze"), "{arguments:?}: {text}");
    }
    let (code, text) = command(&site, &["gibtesnicht", "--config", config]);
    assert!(code == 2 && text.contains("quelle"), "it names what there is: {text}");
}

const SCRIPT: &str = "</title></textarea><script>alert(1)</script>";

fn hostile() -> String {
    format!(
        "{PREFIXES}<https://a.example/1> a dcat:Dataset ; dct:title \"{SCRIPT}\" ; dcat:theme \"{SCRIPT}\" ."
    )
}

#[test]
fn the_html_file_is_whole_and_harmless() {
    let site = Site::default();
    site.write("a.ttl", &hostile());
    let (_, html) = command(&site, &["a.ttl", "--format", "html"]);
    assert!(html.starts_with("<!doctype html>") && html.contains("&#60;script&#62;"), "{html}");
    assert!(!html.contains("<script") && !html.contains(" src=") && !html.contains("<link"), "{html}");
}

/// A form as a browser sends it: name, file name, value.
fn multipart(fields: &[(&str, Option<&str>, &str)]) -> (String, String) {
    let mut body = String::new();
    for (name, file, value) in fields {
        let file = file
            .map(|file| format!("; filename=\"{file}\"\r\nContent-Type: text/turtle"))
            .unwrap_or_default();
        body +=
            &format!("--grenze\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n");
    }
    ("multipart/form-data; boundary=grenze".into(), body + "--grenze--\r\n")
}

fn serve(settings: &str) -> (Portal, Site) {
    let site = Site::new(datenkreis_tests::site::BASE, &format!("[check]\n{settings}\n"));
    (site.serve(), site)
}

#[test]
fn the_page_checks_texts_and_files() {
    let (portal, _site) = serve("per_minute = 1000");
    let form = portal.get_as("/pruefen", "text/html").expect(200).text();
    assert!(form.contains("enctype=\"multipart/form-data\"") && form.contains("5 MiB"), "{form}");
    let filled =
        portal.get_as("/pruefen?adresse=https%3A%2F%2Fe.example%2F%22x", "text/html").expect(200).text();
    assert!(filled.contains("https://e.example/&#34;x"), "{filled}");
    let check = |path: &str, fields: &[(&str, Option<&str>, &str)], status: u16, expected: &str| {
        let (content_type, body) = multipart(fields);
        let reply = portal.post(path, &content_type, body).expect(status);
        let text = reply.text();
        assert!(text.contains(expected), "{expected} is missing: {text}");
        assert!(reply.media_type() != "text/html" || !text.contains("<script"), "{text}");
        assert_eq!(reply.header("set-cookie"), "");
        assert_eq!(reply.header("cache-control"), "no-store");
        text
    };
    let page = check("/pruefen", &[("dokument", None, &hostile()), ("datei", Some(""), "")], 200, "Zeile 4");
    assert!(page.contains("noindex") && page.contains("&#60;script&#62;"), "{page}");
    check(
        "/pruefen",
        &[("dokument", None, ""), ("datei", Some("a.ttl"), &format!("{PREFIXES}{GOOD}"))],
        200,
        "ist erfüllt",
    );
    check("/en/check", &[("datei", Some("a.ttl"), &hostile()), ("adresse", None, "")], 200, "Line 4");
    let json =
        check("/pruefen", &[("dokument", None, &hostile()), ("ausgabe", None, "json")], 200, "\"results\"");
    assert!(serde_json::from_str::<Value>(&json).is_ok());
    check(
        "/pruefen",
        &[("dokument", None, &hostile()), ("ausgabe", None, "turtle")],
        200,
        "sh:ValidationReport",
    );
    check("/pruefen", &[("dokument", None, " ")], 400, "href=\"#dokument\"");
    check("/pruefen", &[("dokument", None, "x"), ("adresse", None, "https://e.example/")], 400, "nur eines");
    check("/pruefen", &[("adresse", None, "javascript:alert(1)")], 400, "href=\"#adresse\"");
    check("/pruefen", &[("dokument", None, "<html><body>x</body></html>")], 422, "Webseite");
    let body = format!(
        "dokument={}",
        "%3Chttp%3A%2F%2Fe%2Fa%3E+a+%3Chttp%3A%2F%2Fwww.w3.org%2Fns%2Fdcat%23Dataset%3E+."
    );
    portal.post("/pruefen", "application/x-www-form-urlencoded", body).expect(200);
}

#[test]
fn private_addresses_are_refused() {
    let cassette = Cassette::start(|_| panic!("nobody may ask"));
    let (portal, _site) = serve("per_minute = 1000");
    for url in [
        cassette.url("/catalog.ttl"),
        "http://127.0.0.1/".into(),
        "http://localhost:8080/".into(),
        "http://[::1]/".into(),
        "http://0x7f.1/".into(),
        "http://169.254.169.254/latest/meta-data/".into(),
        "http://10.0.0.1:22/".into(),
    ] {
        let reply =
            portal.post("/api/check", "application/json", json!({ "url": url }).to_string()).expect(422);
        assert_eq!(reply.json::<Value>()["code"], "address-refused", "{url}: {}", reply.text());
        let (content_type, body) = multipart(&[("adresse", None, &url)]);
        let page = portal.post("/pruefen", &content_type, body).expect(422).text();
        assert!(page.contains("nicht öffentlich"), "{url}: {page}");
    }
}

#[test]
fn the_interface_answers_in_three_forms() {
    let (portal, _site) = serve("per_minute = 1000");
    let ask = |target: &str, accept: &str, content_type: &str, body: &str| {
        let headers = [("accept", accept), ("content-type", content_type)];
        portal.send("POST", target, &headers, Some(body.as_bytes().to_vec()))
    };
    let good = format!("{PREFIXES}{GOOD}");
    let report: Value = ask("/api/check", "*/*", "text/turtle", &good).expect(200).json();
    assert_eq!((&report["conforms"], &report["profile"]), (&true.into(), &"3.0".into()), "{report}");
    let report: Value =
        ask("/api/check?profile=dcat-ap", "application/json", "", &hostile()).expect(200).json();
    assert_eq!((&report["conforms"], &report["results"][0]["line"]), (&false.into(), &4.into()), "{report}");
    let turtle = ask("/api/check", "text/turtle", "text/turtle", &good).expect(200);
    assert_eq!(turtle.media_type(), "text/turtle");
    let html = ask("/api/check?language=en", "text/html", "text/turtle", &hostile()).expect(200);
    assert!(html.text().contains("lang=\"en\"") && !html.text().contains("<script"), "{}", html.text());
    assert!(html.header("content-security-policy").contains("sandbox"));
    for (target, accept, content_type, body, status, code) in [
        ("/api/check?profile=9", "*/*", "text/turtle", &*good, 400, "profile-unknown"),
        ("/api/check?profil=3.0", "*/*", "text/turtle", &good, 400, "query-string"),
        ("/api/check", "image/png", "text/turtle", &good, 406, "not-acceptable"),
        ("/api/check", "*/*", "image/png", &good, 415, "media-type"),
        ("/api/check", "*/*", "application/x-www-form-urlencoded", &good, 415, "media-type"),
        ("/api/check", "*/*", "text/turtle", "", 422, "document-unreadable"),
        ("/api/check", "*/*", "application/json", "{\"url\": \"ftp://e.example/\"}", 400, "address-wrong"),
    ] {
        let reply = ask(target, accept, content_type, body).expect(status);
        assert_eq!(reply.media_type(), "application/problem+json", "{target}");
        assert_eq!(reply.json::<Value>()["code"], code, "{target} {content_type}");
    }
    assert_eq!(portal.get("/api/check").expect(405).header("allow"), "POST, OPTIONS");
}

#[test]
fn attacks_cost_little() {
    let (portal, _site) = serve("per_minute = 1000\nmebibytes = 1");
    let laughs: String = (1..40).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1)).collect();
    let laughs = format!("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a0 \"ha\">{laughs}]><r>&a39;</r>");
    let deep = format!("{{\"@id\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let packages = format!("{{\"result\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let brackets = "[".repeat(200_000);
    for (content_type, body) in [
        ("application/rdf+xml", laughs),
        ("application/ld+json", deep),
        ("application/json", packages),
        ("text/turtle", brackets),
    ] {
        let reply = portal.post("/api/check", content_type, body).expect(422);
        assert_eq!(reply.json::<Value>()["code"], "document-unreadable", "{content_type}: {}", reply.text());
    }
    let large = portal.post("/api/check", "text/turtle", "#".repeat(2 << 20)).expect(413);
    assert!(large.text().contains("1 MiB"), "{}", large.text());
    let (content_type, body) = multipart(&[("dokument", None, &"#".repeat(2 << 20))]);
    let large = portal.post("/pruefen", &content_type, body).expect(413);
    assert!(large.media_type() == "text/html" && large.text().contains("1 MiB"), "{}", large.text());
    portal.get("/healthz").expect(200);
}

#[test]
fn nobody_asks_without_end() {
    let (portal, _site) = serve("per_minute = 2");
    let good = format!("{PREFIXES}{GOOD}");
    for status in [200, 200, 429] {
        let reply = portal.post("/api/check", "text/turtle", good.clone()).expect(status);
        assert_eq!(reply.header("retry-after").is_empty(), status == 200);
    }
}
