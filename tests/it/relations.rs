//! The same dataset from several sources: shown once, linked, never lost.

use crate::package;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::{BASE, described};
use datenkreis_tests::{Cassette, Client, Site};
use serde_json::{Value, json};

/// A package with an identifier of its own making.
fn identified(id: usize, identifier: &str) -> Value {
    let mut package = package(id, "Alle Bäume der Stadt, mit Art und Höhe.");
    package["extras"] = json!([{ "key": "identifier", "value": identifier }]);
    package
}

const UUID: &str = "4f2c9a10-0b7d-4e21-9c33-a1b2c3d4e5f6";

/// A town and a collector that deliver dataset 1 alike; 2 and 3 are theirs alone.
fn two_sources() -> (Site, [Cassette; 2]) {
    let site = Site::default();
    let start = |id: &str, packages: Vec<Value>| {
        let ckan = Ckan::new(packages);
        let cassette = Cassette::start(move |asked| ckan.play(asked));
        site.ckan(id, &cassette.url(""));
        cassette
    };
    let collector = start("sammler", vec![identified(1, UUID), identified(2, "nur-beim-sammler-2")]);
    let town = start("stadt", vec![identified(1, UUID), identified(3, "nur-bei-der-stadt-3")]);
    (site, [collector, town])
}

fn dataset(source: &str, id: usize) -> String {
    format!("{BASE}/dataset/{source}/00000000-0000-4000-8000-{id:012}")
}

/// The datasets of the feed, of a snapshot if one is named.
fn feed(portal: &Client, query: &str) -> Vec<String> {
    let page = portal.get(&format!("/catalog.nt{query}")).expect(200).text();
    let listed = page.lines().filter(|line| line.contains("<http://www.w3.org/ns/dcat#dataset>"));
    let mut datasets: Vec<String> =
        listed.filter_map(|line| Some(line.rsplit_once('<')?.1.split_once('>')?.0.to_owned())).collect();
    datasets.sort();
    datasets
}

#[test]
fn one_is_shown_and_the_other_stays_where_it_is() {
    let (site, _cassettes) = two_sources();
    let first = site.harvest("sammler").assert_verdict("complete").seq;
    site.harvest("stadt").assert_verdict("complete");
    let (shown, hidden) = (dataset("sammler", 1), dataset("stadt", 1));
    let portal = site.serve();
    assert_eq!(feed(&portal, ""), [shown.clone(), dataset("sammler", 2), dataset("stadt", 3)]);
    assert_eq!(feed(&portal, &format!("?snapshot={first}")), [shown.clone(), dataset("sammler", 2)]);
    assert_eq!(feed(&portal, &format!("?snapshot={}", first + 2)).len(), 4, "before it was decided");
    portal.get("/readyz").expect(200);
    let results = portal.get("/suche?q=Satz").expect(200).text();
    assert!(!results.contains("/dataset/stadt/00000000-0000-4000-8000-000000000001"), "{results}");

    let page = portal.get_as(&hidden, "text/html").expect(200).text();
    assert!(page.contains("steht stattdessen dieser Eintrag") && page.contains("dieselbe Kennung"), "{page}");
    let page = portal.get_as(&shown, "text/html").expect(200).text();
    assert!(page.contains("Auch verfügbar über") && page.contains("/dataset/stadt/"), "{page}");
    let rdf = portal.get_as(&shown, "application/n-triples").expect(200).text();
    assert!(!rdf.contains("/dataset/stadt/"), "no link leaves with the dataset: {rdf}");
    let status = portal.get("/status").expect(200).text();
    assert!(status.contains("Datensätze aus mehreren Quellen (1)"), "{status}");
    let status = portal.get("/en/status").expect(200).text();
    assert!(status.contains("Datasets from several sources (1)"), "{status}");

    // The command asks the running server, and the directory without one.
    let listed = |site: &Site| {
        let output = site.command(&["relations", "--format", "json"]);
        let line: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", described(&output)));
        [line["hidden"].clone(), line["shown"].clone(), line["kind"].clone()]
    };
    let expected = [json!(hidden), json!(shown), json!("identifier")];
    assert_eq!(listed(&site), expected);
    drop(portal);
    assert_eq!(listed(&site), expected);
}

#[test]
fn the_operator_decides() {
    let (site, _cassettes) = two_sources();
    site.harvest("sammler").assert_verdict("complete");
    site.harvest("stadt").assert_verdict("complete");
    let (collector, town) = (dataset("sammler", 1), dataset("stadt", 1));
    site.write("relations.toml", &format!("show = ['{town}']\n"));
    let others = [dataset("sammler", 2), dataset("stadt", 3)];
    let portal = site.serve();
    assert_eq!(feed(&portal, ""), [others[0].clone(), town.clone(), others[1].clone()]);
    drop(portal);
    site.write("relations.toml", &format!("different = [['{town}', '{collector}']]\n"));
    assert_eq!(feed(&site.serve(), "").len(), 4);
    site.write("relations.toml", &format!("same = [['{}', '{}']]\n", others[0], others[1]));
    assert_eq!(feed(&site.serve(), ""), [collector, others[0].clone()]);
    site.write("relations.toml", "show = [\n  'https://anderswo.example/dataset/a/1',\n]\n");
    let output = site.command(&["check-config"]);
    let told = described(&output);
    assert!(!output.status.success() && told.contains("relations.toml:2:"), "{told}");
}
