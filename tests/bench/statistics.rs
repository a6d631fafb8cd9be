//! Statistics at the size of all municipalities of a large state: from tables to charts, pictures and SPARQL.

use crate::measure::Latencies;
use crate::table::{Goal, Table};
use datenkreis_tests::Portal;
use datenkreis_tests::statistics::Figures;
use serde_json::Value;
use std::fmt::Write;
use std::time::Instant;

/// Requests per kind of page, picture or query.
const REQUESTS: usize = 300;
/// Districts, and municipalities of each.
const DISTRICTS: usize = 34;
/// From here on no key is that of a city without a district.
const FIRST_DISTRICT: usize = 950;
/// Such a city (Bochum): its map is that of all areas around it.
const CITY: &str = "05911";
const MUNICIPALITIES: usize = 10;

/// Reads 400,000 observations of 340 municipalities in 34 districts, and asks for what visitors ask for.
pub fn measure(table: &mut Table) {
    let figures = Figures { areas: areas(), first: 2009, years: 16 };
    let observations = figures.population_observations() + figures.change_observations();
    let site =
        figures.site("boundaries = { file = \"grenzen.geojson\", key = \"AGS\", source = \"Made up\" }\n");
    site.write("grenzen.geojson", &boundaries(&figures.areas));
    let token = site.allow_token();
    let portal = site.serve();
    let mut row = |name: &str, value: f64, unit: &'static str, goal: Goal| {
        table.row(observations, name, value, unit, goal);
    };
    let begun = Instant::now();
    portal.run(&token, "zahlen").expect(202);
    let last = figures.areas.last().expect("areas");
    portal.wait_until("charts", |portal| portal.get(&format!("/demografie/{last}/bilanz.csv")).status == 200);
    row("tables: harvested until charts show them", begun.elapsed().as_secs_f64(), "s", Goal::AtMost(10.0));
    portal.wait_until("SPARQL", |portal| counted(portal) >= observations);
    row("tables: harvested until SPARQL counts them", begun.elapsed().as_secs_f64(), "s", Goal::None);
    drop(portal);
    let begun = Instant::now();
    let portal = site.serve();
    row("start of the server", begun.elapsed().as_secs_f64(), "s", Goal::AtMost(10.0));
    ask(&portal, &figures, &mut row);
    row("peak memory of the server", portal.peak_kibibytes() as f64 / 1024.0, "MiB", Goal::AtMost(1024.0));
    download(&portal, &mut row);
    row(
        "peak memory after these files",
        portal.peak_kibibytes() as f64 / 1024.0,
        "MiB",
        Goal::AtMost(1024.0),
    );
}

/// The whole of the largest cube in each format. Files are written while they are fetched, so memory does not follow
/// their size.
fn download(portal: &Portal, row: &mut impl FnMut(&str, f64, &'static str, Goal)) {
    for ending in ["csv", "zip", "parquet", "json", "sdmx.csv", "ttl", "ttl?profil=cube.link"] {
        let begun = Instant::now();
        let file = portal.get(&format!("/kubus/bevoelkerung-stand.{ending}")).expect(200);
        row(&format!("the largest cube as {ending}"), begun.elapsed().as_secs_f64(), "s", Goal::None);
        row(&format!("… its size as {ending}"), file.body.len() as f64 / 1_048_576.0, "MiB", Goal::None);
    }
}

fn ask(portal: &Portal, figures: &Figures, row: &mut impl FnMut(&str, f64, &'static str, Goal)) {
    let mut add = |name: &str, latencies: &Latencies, goal: f64| {
        row(&format!("{name}, p50"), latencies.quantile(0.5), "ms", Goal::None);
        row(&format!("{name}, p99"), latencies.quantile(0.99), "ms", Goal::AtMost(goal));
    };
    // A stride that is no divisor of the number of areas visits every area; the city is the last one.
    let areas = &figures.areas[..figures.areas.len() - 1];
    let area = |number: usize| &areas[number * 7919 % areas.len()];
    let district = |number: usize| &area(number)[..5];
    let page = |path: &str| {
        portal.get_as(path, "text/html").expect(200);
    };
    for view in ["pyramide", "entwicklung", "bilanz", "altersgruppen", "quotienten"] {
        let latencies =
            Latencies::of(REQUESTS, |number| page(&format!("/demografie/{}/{view}", area(number))));
        add(&format!("chart page: {view}"), &latencies, 15.0);
    }
    let latencies =
        Latencies::of(REQUESTS, |number| page(&format!("/demografie/{}/karte", district(number))));
    add("chart page: karte of a district", &latencies, 15.0);
    let latencies = Latencies::of(REQUESTS, |_| page(&format!("/demografie/{CITY}/karte")));
    add("chart page: karte of all areas", &latencies, 15.0);
    let latencies = Latencies::of(REQUESTS, |number| page(&format!("/demografie/{}", area(number))));
    add("page of a municipality, all its charts", &latencies, 100.0);
    let latencies = Latencies::of(REQUESTS / 10, |_| page("/demografie"));
    add("overview", &latencies, 100.0);
    for view in ["pyramide", "entwicklung"] {
        let picture = |number| {
            portal.get(&format!("/demografie/{}/{view}.png", area(number))).expect(200);
        };
        add(&format!("PNG: {view}"), &Latencies::of(REQUESTS / 3, picture), 80.0);
    }
    let picture = |number| {
        portal.get(&format!("/demografie/{}/karte.png", district(number))).expect(200);
    };
    add("PNG: karte of a district", &Latencies::of(REQUESTS / 3, picture), 80.0);
    let picture = |_| {
        portal.get(&format!("/demografie/{CITY}/karte.png")).expect(200);
    };
    add("PNG: karte of all areas", &Latencies::of(REQUESTS / 3, picture), 80.0);
    let mut answered = |name: &str, queries: &[String], goal: f64| {
        let latencies = Latencies::of(queries.len(), |number| {
            sparql(portal, &queries[number]);
        });
        add(&format!("SPARQL of the chart: {name}"), &latencies, goal);
    };
    for view in ["pyramide", "entwicklung", "bilanz", "altersgruppen", "quotienten"] {
        let charts = (0..REQUESTS / 3).map(|number| format!("/demografie/{}/{view}", area(number)));
        answered(view, &queries(portal, charts), 50.0);
    }
    let charts = (0..REQUESTS / 3).map(|number| format!("/demografie/{}/karte", district(number)));
    answered("karte of a district", &queries(portal, charts), 200.0);
}

/// The queries that charts publish.
fn queries(portal: &Portal, charts: impl Iterator<Item = String>) -> Vec<String> {
    charts.map(|chart| portal.get(&format!("{chart}.rq")).expect(200).text()).collect()
}

fn sparql(portal: &Portal, query: &str) -> Vec<Value> {
    let headers =
        [("accept", "application/sparql-results+json"), ("content-type", "application/sparql-query")];
    let answer: Value = portal.send("POST", "/sparql", &headers, Some(query.into())).expect(200).json();
    let rows = answer["results"]["bindings"].as_array().cloned().unwrap_or_default();
    assert!(!rows.is_empty(), "no answer to {query}");
    rows
}

fn counted(portal: &Portal) -> usize {
    let count = "SELECT (COUNT(?o) AS ?n) WHERE { ?o <http://purl.org/linked-data/cube#dataSet> ?c }";
    let rows = sparql(portal, count);
    rows[0]["n"]["value"].as_str().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Keys of districts, and of ten municipalities in each; then that of the city.
fn areas() -> Vec<String> {
    let district = |number: usize| {
        let municipalities = (1..=MUNICIPALITIES).map(move |part| format!("05{number}{:03}", part * 4));
        std::iter::once(format!("05{number}")).chain(municipalities)
    };
    (FIRST_DISTRICT..FIRST_DISTRICT + DISTRICTS).flat_map(district).chain([CITY.to_owned()]).collect()
}

/// A square for each area, one row a district.
fn boundaries(areas: &[String]) -> String {
    let mut features = String::new();
    for (number, key) in areas.iter().filter(|key| key.len() == 8).enumerate() {
        let west = 7.0 + (number % MUNICIPALITIES) as f64 * 0.1;
        let south = 51.0 + (number / MUNICIPALITIES) as f64 * 0.05;
        let (east, north) = (west + 0.1, south + 0.05);
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            features,
            r#"{comma}{{"type":"Feature","properties":{{"AGS":"{key}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
        );
    }
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}
