//! Dashboards of statistics that no program knows: made-up consumption of water, by month and by year.

use datenkreis_tests::{Portal, Site};
use std::collections::BTreeMap;

const BY_YEAR: &str = r#"
[table]
source = "zahlen"
dataset = "wasser-jahre"

[layout]
header_rows = 1

[[cube]]
id = "wasserverbrauch"
values = ["Verbrauch"]
[cube.definition]
title = { de = "Wasserverbrauch", en = "Water consumption" }
description = { de = "Erfundener Verbrauch.", en = "Made-up consumption." }
measure = { id = "verbrauch", label = { de = "Wasserverbrauch", en = "Water consumption" }, unit = { id = "kubikmeter", label = { de = "Kubikmeter", en = "cubic metres" }, symbol = "m³" } }
[[cube.definition.dimension]]
id = "abnehmer"
label = { de = "Abnehmer", en = "Consumer" }
codes = [
  { notation = "haushalte", label = { de = "Haushalte", en = "Households" } },
  { notation = "gewerbe", label = { de = "Gewerbe", en = "Business" } },
  { notation = "_T", label = { de = "insgesamt", en = "Total" } },
]
[cube.dimensions]
refArea = { column = "AGS" }
refPeriod = { column = "Zeit" }
abnehmer = { column = "Abnehmer" }
"#;

const DASHBOARD: &str = r#"
title = { de = "Wasser", en = "Water" }
description = { de = "Wie viel Wasser die Region verbraucht.", en = "How much water the region uses." }

[[tile]]
id = "verbrauch"
kind = "value"
title = { de = "Verbrauch", en = "Consumption" }
cube = "wasserverbrauch"

[[tile]]
id = "jahre"
kind = "line"
title = { de = "Verlauf nach Jahren", en = "Course by year" }
cube = "wasserverbrauch"
by = "abnehmer"

[[tile]]
id = "monate"
kind = "line"
title = { de = "Verlauf nach Monaten", en = "Course by month" }
cube = "wasserverbrauch"
every = "month"
areas = ["chosen", "05978032"]

[[tile]]
id = "abnehmer"
kind = "bars"
title = { de = "Wer das Wasser verbraucht", en = "Who uses the water" }
cube = "wasserverbrauch"
by = "abnehmer"
order = "value"

[[tile]]
id = "gebiete"
kind = "bars"
title = { de = "Gebiete im Vergleich", en = "Areas compared" }
cube = "wasserverbrauch"

[[tile]]
id = "karte"
kind = "map"
title = { de = "Karte", en = "Map" }
cube = "wasserverbrauch"

[[tile]]
id = "tabelle"
kind = "table"
title = { de = "Nach Monaten", en = "By month" }
cube = "wasserverbrauch"
by = "refPeriod"
columns = "abnehmer"
every = "month"
period = { from = "2024" }
wide = true

[[tile]]
id = "pegel"
kind = "value"
title = { de = "Wasserstand", en = "Water level" }
cube = "wasserstand"
"#;

/// Figures by area and time: of three consumers, the last of which is the sum of the others.
fn consumption() -> String {
    let mut csv = String::from("AGS;Zeit;Abnehmer;Verbrauch\n");
    for (number, area) in ["05978", "05978020", "05978032"].into_iter().enumerate() {
        let months = (2022..=2024).flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}")));
        for (step, time) in (2020..=2024).map(|year| year.to_string()).chain(months).enumerate() {
            let size = 1000 * (number as u32 + 1) + 7 * step as u32;
            let parts = [size, size / 3];
            for (name, value) in
                [("Haushalte", parts[0]), ("Gewerbe", parts[1]), ("insgesamt", parts[0] + parts[1])]
            {
                csv.push_str(&format!("{area};{time};{name};{value}\n"));
            }
        }
    }
    csv
}

const BOUNDARIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"AGS":"05978020"},"geometry":{"type":"Polygon","coordinates":[[[7.6,51.5],[7.7,51.5],[7.7,51.6],[7.6,51.6],[7.6,51.5]]]}},
{"type":"Feature","properties":{"AGS":"05978032"},"geometry":{"type":"Polygon","coordinates":[[[7.7,51.5],[7.8,51.5],[7.8,51.6],[7.7,51.6],[7.7,51.5]]]}}]}"#;

const REGION: &str = "id = \"kreis\"\ntitle = { de = \"Kreis\", en = \"Kreis\" }\n\
    [[organisation]]\nid = \"musterstadt\"\nname = \"Kreis Unna\"\nags = \"05978\"\n\
    [[organisation]]\nid = \"kamen\"\nname = \"Kamen\"\nags = \"05978020\"\n\
    [[organisation]]\nid = \"selm\"\nname = \"Selm\"\nags = \"05978032\"\n";

fn site() -> Site {
    let statistics = "[statistics]\ntables = \"statistik\"\ndashboards = \"tafeln\"\n\
        boundaries = { file = \"grenzen.geojson\", key = \"AGS\", source = \"Erfundene Grenzen\" }\n";
    let site = Site::new(datenkreis_tests::site::BASE, statistics);
    for directory in ["daten", "statistik", "tafeln"] {
        std::fs::create_dir(site.path(directory)).expect("a directory");
    }
    site.write("region.toml", REGION);
    site.write("grenzen.geojson", BOUNDARIES);
    site.write("daten/wasser-jahre.csv", &consumption());
    site.write(
        "daten/wasser-jahre.toml",
        "titel = \"Wasser\"\nbeschreibung = \"Erfundene Zahlen.\"\nlizenz = \"dl-de/by-2-0\"\nnamensnennung = \"Erfundene Zahlen, Wasserwerk\"\n",
    );
    site.write("statistik/wasser-jahre.toml", BY_YEAR);
    site.write("tafeln/wasser.toml", DASHBOARD);
    site.folder("zahlen", &site.path("daten"));
    site
}

/// The observations that a page links, with what it shows of them.
fn on_page(page: &str) -> BTreeMap<String, f64> {
    let links = page.split("href=\"/id/beobachtung/").skip(1).filter_map(|rest| {
        let (path, rest) = rest.split_once('"')?;
        let text = rest.split(['>', '<']).nth(1)?;
        let number: String = text.chars().filter(char::is_ascii_digit).collect();
        Some((format!("/id/beobachtung/{path}"), number.parse().ok()?))
    });
    links.collect()
}

/// The same of a CSV file with columns for the observation and its value.
fn in_file(file: &str, base: &str, [observation, value]: [&str; 2]) -> BTreeMap<String, f64> {
    let mut lines = file.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a header");
    let at = |name: &str| head.iter().position(|column| *column == name).expect(name);
    let (observation, value) = (at(observation), at(value));
    lines
        .map(|cells| (cells[observation].replace(base, ""), cells[value].parse().expect("a number")))
        .collect()
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn served() -> (Site, Portal) {
    let site = site();
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    (site, portal)
}

#[test]
fn tiles_of_all_kinds_say_the_same_everywhere() {
    let (site, portal) = served();
    let dashboard = portal.get("/dashboards/wasser").expect(200).text();
    let expected = [
        // Value and the one before, consumers by year, two areas by month, consumers, areas, areas, consumers by month.
        ("verbrauch", 2),
        ("jahre", 2 * 5),
        ("monate", 2 * 36),
        ("abnehmer", 2),
        ("gebiete", 2),
        ("karte", 2),
        ("tabelle", 2 * 12),
    ];
    for (tile, observations) in expected {
        assert!(dashboard.contains(&format!("id=\"kachel-{tile}-title\"")), "{tile} is not on the page");
        let address = format!("/dashboards/wasser/{tile}");
        let page = on_page(&portal.get(&address).expect(200).text());
        assert_eq!(page.len(), observations, "{tile}: {page:?}");
        let file = portal.get(&format!("{address}.csv")).expect(200).text();
        assert_eq!(page, in_file(&file, site.base(), ["beobachtung", "wert"]), "{tile}");
        let query = portal.get(&format!("{address}.rq")).expect(200).text();
        let answer =
            portal.get_as(&format!("/sparql?query={}", encode(&query)), "text/csv").expect(200).text();
        assert_eq!(page, in_file(&answer.replace('\r', ""), site.base(), ["beobachtung", "wert"]), "{tile}");
        for (extension, media_type) in [
            ("json", "application/json"),
            ("parquet", "application/vnd.apache.parquet"),
            ("ttl", "text/turtle"),
            ("svg", "image/svg+xml"),
            ("png", "image/png"),
            ("zip", "application/zip"),
        ] {
            let file = portal.get(&format!("{address}.{extension}")).expect(200);
            assert!(file.media_type().starts_with(media_type), "{tile}.{extension}: {}", file.media_type());
            assert!(!file.body.is_empty(), "{tile}.{extension}");
        }
    }
}

#[test]
fn an_area_and_a_time_can_be_chosen() {
    let (_site, portal) = served();
    let of = |address: &str| on_page(&portal.get(address).expect(200).text());
    let path = |area: &str, time: &str| format!("/id/beobachtung/wasserverbrauch/{area}/{time}/_T");
    assert!(of("/dashboards/wasser/verbrauch").contains_key(&path("05978", "2024")));
    assert!(of("/dashboards/wasser/verbrauch?gebiet=05978032").contains_key(&path("05978032", "2024")));
    let chosen = of("/dashboards/wasser/karte?zeit=2021");
    assert_eq!(chosen.keys().collect::<Vec<_>>(), [&path("05978020", "2021"), &path("05978032", "2021")]);
    let file = portal.get("/dashboards/wasser/karte.csv?zeit=2021").expect(200).text();
    assert_eq!(file.lines().count(), 3, "{file}");
    // Months are named, and what is compared is the same month.
    let page = portal.get("/dashboards/wasser/monate?gebiet=05978020").expect(200).text();
    assert!(page.contains("steigend seit Januar 2022") && page.contains("Dezember 2024"), "{page}");
    let english = portal.get("/en/dashboards/wasser/monate").expect(200).text();
    assert!(english.contains("rising since January 2022"), "{english}");
}

/// The part of a page that is a tile.
fn tile<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, from) = page.split_once(&format!("aria-labelledby=\"kachel-{id}-h\"")).expect(id);
    from.split("</section>").next().unwrap_or_default()
}

#[test]
fn the_address_of_a_dashboard_keeps_what_was_chosen_in_each_tile() {
    let (_site, portal) = served();
    let address =
        "/dashboards/wasser?gebiet=05978020&kachel-karte.zeit=2021&kachel-verbrauch.gebiet=05978032";
    let page = portal.get(address).expect(200).text();
    let path = |area: &str, time: &str| format!("/id/beobachtung/wasserverbrauch/{area}/{time}/_T");
    assert!(tile(&page, "karte").contains(&path("05978020", "2021")), "{page}");
    assert!(tile(&page, "verbrauch").contains(&path("05978032", "2024")), "{page}");
    // The other language and the form for all tiles keep it.
    let english = page.split("/en/dashboards/wasser?").nth(1).and_then(|rest| rest.split('"').next());
    let english = english.expect("the other language");
    assert!(english.contains("kachel-karte.zeit=2021") && english.contains("gebiet=05978020"), "{english}");
    assert!(page.contains("<input type=\"hidden\" name=\"kachel-karte.zeit\" value=\"2021\">"), "{page}");
    portal.get_as("/dashboards/wasser?kachel-karte.zeit=21", "application/json").expect(400);
    portal.get("/dashboards/wasser?kachel-torte.zeit=21").expect(200);
}

#[test]
fn what_is_not_there_is_said_in_its_place() {
    let (_site, portal) = served();
    let page = portal.get("/dashboards/wasser").expect(200).text();
    assert!(page.contains("Noch keine Daten") && page.contains("Keine eingerichtete Tabelle"), "{page}");
    assert!(portal.get("/dashboards").expect(200).text().contains("/dashboards/wasser"));
    assert!(
        portal
            .get("/dashboards/wasser?gebiet=05978036")
            .expect(200)
            .text()
            .contains("liegen keine Zahlen vor")
    );
    for (path, status) in [
        ("/dashboards/feuer", 404),
        ("/dashboards/wasser/torte", 404),
        ("/dashboards/wasser/verbrauch.exe", 404),
        ("/dashboards/wasser/pegel.csv", 404),
        ("/dashboards/wasser/verbrauch.csv?gebiet=05978036", 404),
        ("/dashboards/wasser?gebiet=Selm", 400),
        ("/dashboards/wasser/verbrauch?zeit=24", 400),
    ] {
        let reply = portal.get_as(path, "application/json").expect(status);
        assert_eq!(reply.media_type(), "application/problem+json", "{path}");
    }
    let policy = |path: &str| portal.get(path).expect(200).header("content-security-policy").to_owned();
    assert!(policy("/dashboards/wasser/karte").contains("frame-ancestors 'none'"));
    assert!(policy("/dashboards/wasser/karte/einbetten").contains("frame-ancestors *"));
}

#[test]
fn before_the_first_harvest_tiles_wait() {
    let portal = site().serve();
    let page = portal.get("/dashboards/wasser").expect(200).text();
    assert_eq!(page.matches("Noch keine Daten").count(), 8, "{page}");
    assert!(page.contains("noch nicht gelesen"), "{page}");
}

#[test]
fn mistakes_of_a_dashboard_are_shown_at_their_place() {
    let site = site();
    site.write("tafeln/wasser.toml", &DASHBOARD.replace("by = \"abnehmer\"", "by = \"verbraucher\""));
    let output = site.command(&["check-config"]);
    assert!(!output.status.success());
    let shown = datenkreis_tests::site::described(&output);
    assert!(
        shown.contains("wasser.toml:") && shown.contains("there are: refArea, refPeriod, abnehmer"),
        "{shown}"
    );
}
