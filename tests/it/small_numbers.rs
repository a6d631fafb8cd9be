//! Small figures of parts of municipalities: what is suppressed stands nowhere.

use datenkreis_tests::site::described;
use datenkreis_tests::statistics::Figures;
use datenkreis_tests::{Portal, Site};
use std::collections::{HashMap, HashSet};

/// Households of three quarters and of their municipality; two of the third quarter are small.
const HOUSEHOLDS: &str = "AGS;Jahr;Haushaltsgröße;Haushalte
05978020-1;2023;1;411
05978020-1;2023;2;367
05978020-1;2023;insgesamt;778
05978020-2;2023;1;523
05978020-2;2023;2;488
05978020-2;2023;insgesamt;1011
05978020-3;2023;1;301
05978020-3;2023;2;3
05978020-3;2023;insgesamt;304
05978020;2023;1;1235
05978020;2023;2;858
05978020;2023;insgesamt;2093
";

const MAPPING: &str = r#"
[table]
source = "zahlen"
dataset = "haushalte"

[layout]
header_rows = 1

[[cube]]
id = "haushalte"
values = ["Haushalte"]
[cube.dimensions]
refArea = { column = "AGS" }
refPeriod = { column = "Jahr" }
haushaltsgroesse = { column = "Haushaltsgröße", codes = { "1" = "1", "2" = "2", "insgesamt" = "_T" } }
"#;

const SMALL: &str = "05978020-3/2023/2";

fn site(settings: &str, table: &str) -> Site {
    let figures = Figures { areas: vec!["05978020".into(), "05978032".into()], first: 2019, years: 5 };
    let site = figures.site(settings);
    site.write("daten/haushalte.csv", table);
    let metadata =
        "titel = \"Haushalte\"\nbeschreibung = \"Erfundene Zahlen.\"\nlizenz = \"dl-de/zero-2-0\"\n";
    site.write("daten/haushalte.toml", metadata);
    site.write("statistik/haushalte.toml", MAPPING);
    site
}

/// The values of the cube by area, year and size, as its CSV has them; none where there is no figure.
fn values(portal: &Portal) -> HashMap<String, Option<f64>> {
    let file = portal.get("/kubus/haushalte.csv").expect(200).text();
    let mut lines = file.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a header");
    let at = |name: &str| head.iter().position(|column| *column == name).expect(name);
    let (observation, value) = (at("beobachtung"), at("wert"));
    let key =
        |iri: &str| iri.rsplit_once("/haushalte/").map(|(_, key)| key.to_owned()).expect("an observation");
    lines.map(|cells| (key(cells[observation]), cells[value].parse().ok())).collect()
}

#[test]
fn what_is_suppressed_stands_nowhere() {
    let site = site("", HOUSEHOLDS);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let values = values(&portal);
    let shown = |key: &str| *values.get(key).unwrap_or_else(|| panic!("{key} in {values:?}"));
    assert_eq!(shown(SMALL), None);
    assert_eq!(shown("05978020/2023/2"), Some(858.0), "municipalities stay");
    // Neither the quarters nor the sizes give it away.
    for line in [
        ["05978020-1/2023/2", "05978020-2/2023/2", SMALL],
        ["05978020-3/2023/1", SMALL, "05978020-3/2023/_T"],
    ] {
        let hidden = line.iter().filter(|key| shown(key).is_none()).count();
        assert!(hidden > 1, "only one of {line:?} is missing");
    }
    let status = "SELECT ?status ?value { ?o a <http://purl.org/linked-data/cube#Observation> ; \
                  <http://purl.org/linked-data/sdmx/2009/attribute#obsStatus> ?status . \
                  OPTIONAL { ?o <BASE/def/haushalte> ?value } FILTER(STRENDS(STR(?o), '/KEY')) }";
    let query = status.replace("BASE", site.base()).replace("KEY", SMALL);
    let answer = portal.send("POST", "/sparql", &SPARQL, Some(query.into())).expect(200).text();
    assert!(answer.contains("/def/status/"), "{answer}");
    assert!(!answer.contains("\"3\""), "{answer}");
    for (format, at) in [("text/turtle", "haushalte"), ("text/html", "•")] {
        let told = portal.get_as(&format!("/id/beobachtung/haushalte/{SMALL}"), format).expect(200).text();
        assert!(told.contains(at), "{told}");
        assert!(!told.contains("haushalte> 3") && !told.contains(">3<"), "{told}");
    }
    // The rows around another figure of the same table, and its bytes, would tell.
    let beside = portal.get("/id/beobachtung/haushalte/05978020-3/2023/_T").expect(200).text();
    assert!(!beside.contains("<mark>") && beside.contains("wird hier nicht ausgegeben"), "{beside}");
    let cube = portal.get("/kubus/haushalte").expect(200).text();
    assert!(cube.contains("Kleine Zahlen, die gesperrt sind") && !cube.contains("/id/tabelle/"), "{cube}");
    let sha256 = beside.split("SHA-256: <code>").nth(1).and_then(|rest| rest.get(..64)).expect("a hash");
    let refused = portal.get(&format!("/id/tabelle/{sha256}")).expect(403);
    assert!(refused.text().contains("small-numbers"), "{}", refused.text());
    let file = portal.get("/dataset/zahlen/haushalte/datei/haushalte.csv").expect(403);
    assert!(file.text().contains("small-numbers"), "{}", file.text());
    // Whoever published the table learns where, not which.
    let told = portal.get("/status/zahlen").expect(200).text();
    assert!(told.contains("so kleine Zahlen von Teilen einer Gemeinde"), "{told}");
}

const SPARQL: [(&str, &str); 2] =
    [("accept", "application/sparql-results+json"), ("content-type", "application/sparql-query")];

/// What stands in a text between other characters than letters and digits.
fn words(text: &str) -> HashSet<&str> {
    text.split(|character: char| !character.is_alphanumeric()).collect()
}

#[test]
fn no_format_and_no_calculation_has_what_is_suppressed() {
    let site = site("", HOUSEHOLDS);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let values = values(&portal);
    // The secondary figures: unlike the small one, no year, row or column is mistaken for them.
    let hidden: Vec<&str> = HOUSEHOLDS
        .lines()
        .skip(1)
        .filter_map(|line| {
            let [area, year, size, value] = line.split(';').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let size = if size == "insgesamt" { "_T" } else { size };
            let is_hidden = values.get(&format!("{area}/{year}/{size}")) == Some(&None);
            (is_hidden && value.len() > 2).then_some(value)
        })
        .collect();
    assert!(hidden.len() > 2, "{hidden:?}");
    let places = [
        "/kubus/haushalte",
        "/kubus/haushalte.csv",
        "/kubus/haushalte.json",
        "/kubus/haushalte.sdmx.csv",
        "/kubus/haushalte.ttl",
        "/kubus/haushalte.ttl?profil=cube.link",
        "/dataset/zahlen/haushalte",
        "/status/zahlen",
    ];
    for place in places {
        let text = portal.get(place).expect(200).text();
        for value in &hidden {
            assert!(!words(&text).contains(value), "{value} in {place}");
        }
    }
    let query = "SELECT ?value { ?o a <http://purl.org/linked-data/cube#Observation> ; ?about ?value . \
                 FILTER(CONTAINS(STR(?o), '/05978020-')) FILTER(isNumeric(?value)) }";
    let answer = portal.send("POST", "/sparql", &SPARQL, Some(query.into())).expect(200).text();
    assert!(words(&answer).contains("523"), "what is not suppressed is there: {answer}");
    assert!(hidden.iter().all(|value| !words(&answer).contains(value)), "{hidden:?} in {answer}");
}

#[test]
fn the_threshold_is_the_operators() {
    let site = site("suppress_below = 1\n", HOUSEHOLDS);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    assert_eq!(values(&portal).get(SMALL), Some(&Some(3.0)));
    let file = portal.get("/dataset/zahlen/haushalte/datei/haushalte.csv").expect(200);
    assert_eq!(file.text(), HOUSEHOLDS);
    drop(portal);
    // The same readings under another threshold: nothing is read again, and all that is public follows.
    let text = std::fs::read_to_string(site.config()).expect("the configuration");
    std::fs::write(site.config(), text.replace("suppress_below = 1", "suppress_below = 10"))
        .expect("the configuration");
    let portal = site.serve();
    assert_eq!(values(&portal).get(SMALL), Some(&None));
    let query = "SELECT ?value { ?o <BASE/def/haushalte> ?value FILTER(STRENDS(STR(?o), '/KEY')) }";
    let query = query.replace("BASE", site.base()).replace("KEY", SMALL);
    portal.wait_until("the store follows", |portal| {
        let answer = portal.send("POST", "/sparql", &SPARQL, Some(query.clone().into())).expect(200).text();
        !answer.contains("\"3\"")
    });
}

#[test]
fn without_protection_nothing_below_the_municipality_is_shown() {
    // One quarter and its municipality: the rest is known, so that nothing can hide behind it.
    let table: String = HOUSEHOLDS
        .lines()
        .filter(|line| !line.contains("-1;") && !line.contains("-2;"))
        .map(|line| format!("{line}\n"))
        .collect();
    let table = table.replace(";1235", ";301").replace(";858", ";3").replace(";2093", ";304");
    let site = site("", &table);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    assert!(values(&portal).keys().all(|key| !key.contains('-')));
    let cube = portal.get("/kubus/haushalte").expect(200).text();
    assert!(cube.contains("unterhalb der Gemeinden bleiben deshalb weg"), "{cube}");
}

#[test]
fn an_impossible_threshold_is_shown_at_its_place() {
    let site = site("suppress_below = 0\n", HOUSEHOLDS);
    let said = described(&site.command(&["check-config"]));
    assert!(said.contains("suppress_below = 0") && said.contains("1 to 1000"), "{said}");
}
