//! What publishers get: the quality pages, the exact texts, CSV, Atom and JSON.

use crate::{ckan_site, package, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::{Client, Portal};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const DATASET: &str = "/dataset/quelle/00000000-0000-4000-8000-000000000000";

fn page(client: &Client, target: &str) -> String {
    client.get_as(target, "text/html").expect(200).text()
}

/// A package without licence and with a format nobody knows.
fn poor(id: usize) -> Value {
    let mut poor = package(id, "Fassung eins");
    poor["license_id"] = Value::Null;
    poor["tags"] = json!([]);
    poor["resources"][0]["format"] = "Pergament".into();
    poor["resources"][0]["url"] = format!("https://daten.musterstadt.example/satz-{id}").into();
    poor
}

#[test]
fn the_region_and_its_municipality_are_at_a_glance() {
    let (site, _cassette) = ckan_site((0..3).map(poor).chain(packages(3..5)).collect());
    let empty = site.serve();
    assert!(page(&empty, "/qualitaet").contains("Es ist noch kein Datensatz bewertet."));
    assert!(page(&empty, "/qualitaet/musterstadt").contains("noch kein Datensatz im Katalog"));
    empty.get("/qualitaet/gibtesnicht").expect(404);
    drop(empty);

    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let region = page(&portal, "/qualitaet");
    for part in [
        "von 405 Punkten",
        "Auffindbarkeit",
        "So kam es an",
        "Stadt Musterstadt</a>",
        "Lizenz angegeben",
        "Was die Beschreibungen am schnellsten besser macht",
        "Lizenz fehlt</h3>",
        "Die Messgrößen von GovData",
        "Wie gemessen wird",
        "noch nicht geprüft",
    ] {
        assert!(region.contains(part), "{part}");
    }
    assert!(!region.contains("<polyline"), "one day is no development");
    let own = page(&portal, "/qualitaet/musterstadt");
    assert!(own.contains("betrifft 3 von 5"), "{own}");
    assert!(page(&portal, "/en/quality/musterstadt").contains("concerns 3 of 5"));

    let step = page(&portal, "/qualitaet/musterstadt?schritt=licenceAvailability");
    // Licence, known licence and rights are one text.
    assert!(
        step.contains("<h1>Stadt Musterstadt: Lizenz fehlt</h1>") && step.contains("+35 Punkte"),
        "{step}"
    );
    assert_eq!(
        step.matches("&quot;license_id&quot;").count() + step.matches("&#34;license_id&#34;").count(),
        3,
        "{step}"
    );
    portal.get_as("/qualitaet/musterstadt?schritt=gibtesnicht", "text/html").expect(404);
    portal.get_as("/qualitaet/musterstadt?schritt=licenceAvailability&seite=9", "text/html").expect(404);
}

/// What arrives broken and is published mended is counted on both sides.
#[test]
fn broken_constraints_are_counted() {
    let (site, _cassette) = ckan_site((0..3).map(poor).chain(packages(3..5)).collect());
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let figures: Value = portal.get("/qualitaet/musterstadt.json").expect(200).json();
    let rules = figures["constraints"].as_array().expect("rules");
    let counts = |rule: &Value| {
        ["datasets_arrived", "datasets_published"].map(|side| rule[side].as_u64().expect("a number"))
    };
    let license = rules.iter().find(|rule| rule["id"] == "de3-distribution-license-min-count");
    assert_eq!(license.map(counts), Some([3, 0]), "what stands in breaks no rule: {figures}");
    assert!(rules.iter().any(|rule| counts(rule) == [5, 0]), "what is mended in all: {figures}");
    assert!(rules.is_sorted_by_key(|rule| std::cmp::Reverse(counts(rule)[1])), "{figures}");
    let region: Value = portal.get("/qualitaet.json").expect(200).json();
    assert_eq!(region["constraints"], figures["constraints"], "there is one organisation");
    let first = rules[0]["problem"].as_str().expect("words");
    for target in ["/qualitaet", "/qualitaet/musterstadt"] {
        let html = page(&portal, target);
        assert!(
            html.contains("Amtliche Regeln, die verletzt sind") && html.contains(first),
            "{first}\n{html}"
        );
        let csv = portal.get(&format!("{target}/regeln.csv")).expect(200).text();
        let id = rules[0]["id"].as_str().expect("an id");
        assert_eq!(
            csv.matches(id).count() as u64,
            rules[0]["datasets_arrived"].as_u64().unwrap_or(0),
            "{csv}"
        );
    }
    assert!(page(&portal, "/en/quality").contains("Official constraints that are broken"));
    portal.get("/en/quality/musterstadt/constraints.csv").expect(200);
    portal.get("/qualitaet/gibtesnicht/regeln.csv").expect(404);
}

#[test]
fn a_dataset_tells_what_to_write_where() {
    let (site, _cassette) = ckan_site(vec![poor(0)]);
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let html = page(&portal, DATASET);
    for part in [
        "Was fehlt",
        "+35 Punkte",
        "Lizenz fehlt",
        "package_patch",
        "resource_patch",
        "10000000-0000-4000-8000-000000000000",
        "/qualitaet/musterstadt",
        "/herkunft#ergaenzt",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("ISO 19139"), "nothing tells that such a document stands behind it");
    let organisation = page(&portal, "/qualitaet/musterstadt");
    for part in ["Der genaue Text, am Beispiel", "package_patch", "resource_patch"] {
        assert!(organisation.contains(part), "{part}");
    }
    let english = page(&portal, &format!("/en{DATASET}"));
    assert!(english.contains("What is missing") && english.contains("/en/quality/musterstadt"));
    let origin = page(&portal, &format!("{DATASET}/herkunft"));
    assert!(origin.contains("Titel<br>") && origin.contains("dcterms:title"), "names before terms");
    let (_, added) = origin.split_once("id=\"ergaenzt\"").expect("what the portal has added");
    assert!(added.contains("package_patch") && added.contains("Punkte"), "{added}");
}

#[test]
fn figures_are_json() {
    let (site, _cassette) = ckan_site((0..2).map(poor).chain(packages(2..4)).collect());
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let region: Value = portal.get("/qualitaet.json").expect(200).json();
    assert_eq!((&region["datasets"], &region["most_points"]), (&4.into(), &405.into()), "{region}");
    assert_eq!(region["organisations"][0]["id"], "musterstadt");
    assert_eq!(region["metrics"].as_array().map(Vec::len), Some(23));
    let own: Value = portal.get("/qualitaet/musterstadt.json").expect(200).json();
    assert_eq!((&own["title"], &own["points"]), (&"Stadt Musterstadt".into(), &region["points"]));
    let licence =
        own["metrics"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "licenceAvailability"));
    assert_eq!(licence.map(|one| (&one["gained"], &one["missed"])), Some((&2.into(), &2.into())));
    let step =
        own["steps"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "licenceAvailability"));
    assert_eq!(step.map(|one| (&one["datasets"], &one["points"])), Some((&2.into(), &70.into())), "{own}");
    let reply = portal.get("/qualitaet.json");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    let tag = reply.header("etag").to_owned();
    portal.send("GET", "/qualitaet.json", &[("if-none-match", &tag)], None).expect(304);
    portal.get("/qualitaet/gibtesnicht.json").expect(404);
}

#[test]
fn findings_of_a_municipality_are_csv() {
    let (site, _cassette) = ckan_site(vec![poor(0), package(1, "Fassung eins")]);
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let reply = portal.get("/qualitaet/musterstadt.csv").expect(200);
    assert_eq!(reply.media_type(), "text/csv");
    let text = reply.text();
    assert!(text.starts_with("\u{feff}Kennung;Titel;"), "{text}");
    assert!(text.contains(";Pergament;") && text.contains(";license-missing;"), "{text}");
    // The same findings as those of the source, which has no others; and what is missing.
    let rules = |text: &str| -> BTreeSet<String> {
        let cells = text.lines().skip(1).filter_map(|line| Some(line.split(';').nth(8)?.to_owned()));
        cells.filter(|rule| rule.contains('-') && !rule.contains(' ')).collect()
    };
    let of_source = portal.get("/status/quelle/befunde.csv").expect(200).text();
    assert_eq!(rules(&text), rules(&of_source));
    assert!(text.contains(";temporalAvailability;Punkte fehlen;"), "{text}");
    assert!(
        text.lines().next().unwrap_or_default().ends_with("Zuerst gesehen;Gewinn in Punkten;Reihenfolge")
    );
    // What is to be done comes first, hints last.
    let is_hint = |line: &str| line.trim_end().ends_with(";5");
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let hints = lines.iter().position(|line| is_hint(line)).unwrap_or(lines.len());
    assert!(hints > 0 && lines[hints..].iter().all(|line| is_hint(line)), "{text}");
    // All of the region are those of its one municipality; of a dataset some.
    assert_eq!(portal.get("/qualitaet.csv").expect(200).text(), text);
    assert!(portal.get("/en/quality.csv").expect(200).text().contains("Points missing"));
    let one = portal.get(&format!("{DATASET}/befunde.csv")).expect(200).text();
    assert!(one.lines().count() > 1 && one.lines().count() < text.lines().count());
    portal.get("/en/dataset/quelle/gibtesnicht/findings.csv").expect(404);
    portal.get("/qualitaet/gibtesnicht.csv").expect(404);
}

/// The ids of a feed's entries, in order.
fn entries(feed: &str) -> Vec<String> {
    let ids = feed.split("<entry>\n<id>").skip(1);
    ids.filter_map(|rest| rest.split("</id>").next()).map(str::to_owned).collect()
}

fn feed(portal: &Portal, target: &str) -> String {
    let reply = portal.get(target).expect(200);
    assert_eq!(reply.media_type(), "application/atom+xml");
    reply.text()
}

#[test]
fn the_feed_has_only_what_is_new() {
    let (site, cassette) = ckan_site((0..3).map(poor).collect());
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let first = entries(&feed(&portal, "/qualitaet/musterstadt.atom"));
    assert_eq!(first.len(), 3);
    drop(portal);

    // One gets better, one only another text.
    let mut better = poor(1);
    better["license_id"] = "dl-de-zero-2.0".into();
    let mut other = poor(2);
    other["notes"] = "Fassung zwei".into();
    let ckan = Ckan::new(vec![poor(0), better, other]);
    cassette.replace(move |asked| ckan.play(asked));
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    // An improvement is no new finding, but a change.
    assert_eq!(entries(&feed(&portal, "/qualitaet/musterstadt.atom")), first);
    let text = feed(&portal, "/qualitaet/musterstadt.atom?alles=1");
    let second = entries(&text);
    assert_eq!(second[1..], first, "the newest goes before the others");
    assert!(second[0].contains("000000000001#"), "{second:?}");
    assert!(text.contains("Neu erfüllt:") && text.contains("(vorher ") && text.contains("Lizenz angegeben"));
    assert!(feed(&portal, "/en/quality/musterstadt.atom?alles=1").contains("Newly met:"));
    for other in ["/qualitaet.atom", "/status/quelle/befunde.atom", "/en/status/quelle/findings.atom"] {
        assert_eq!(entries(&feed(&portal, &format!("{other}?alles=1"))), second, "{other}");
    }
    let of_dataset = second[0].split('#').next().unwrap_or_default().trim_start_matches(site.base());
    assert_eq!(entries(&feed(&portal, &format!("{of_dataset}/befunde.atom"))).len(), 1);
    assert_eq!(entries(&feed(&portal, &format!("/en{of_dataset}/findings.atom?alles=1"))).len(), 2);

    let reply = portal.get("/qualitaet/musterstadt.atom");
    let (tag, changed) = (reply.header("etag").to_owned(), reply.header("last-modified").to_owned());
    for known in [("if-none-match", tag.as_str()), ("if-modified-since", changed.as_str())] {
        portal.send("GET", "/qualitaet/musterstadt.atom", &[known], None).expect(304);
    }
    portal.get("/qualitaet/gibtesnicht.atom").expect(404);
    portal.get("/status/gibtesnicht/befunde.atom").expect(404);
}

#[test]
fn a_long_feed_has_pages() {
    let (site, _cassette) = ckan_site(packages(0..120));
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let mut target = "/qualitaet/musterstadt.atom".to_owned();
    let (mut all, mut pages) = (BTreeSet::new(), 0);
    loop {
        let text = feed(&portal, &target);
        all.extend(entries(&text));
        pages += 1;
        let next = text.split("rel=\"next\"").nth(1).and_then(|rest| rest.split("href=\"").nth(1));
        let Some(next) = next.and_then(|rest| rest.split('"').next()) else { break };
        target = next.trim_start_matches(site.base()).to_owned();
    }
    assert_eq!((all.len(), pages), (120, 3));
}

#[test]
fn what_publishers_write_stays_text() {
    let mut hostile = poor(0);
    hostile["title"] = "</title><script>alert(1)</script> & \"mehr\"".into();
    hostile["extras"] = json!([{ "key": "</code><script>alert(2)</script>", "value": "</pre><script>" }]);
    let (site, _cassette) = ckan_site(vec![hostile]);
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    for target in [
        "/qualitaet",
        "/qualitaet/musterstadt",
        "/qualitaet/musterstadt?schritt=temporalAvailability",
        "/qualitaet/musterstadt.atom",
        DATASET,
    ] {
        let text = portal.get_as(target, "*/*").expect(200).text();
        assert!(!text.contains("<script>"), "{target}");
    }
}
