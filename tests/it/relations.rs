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
    let listed = |page: &str| page.matches("/dataset/stadt/00000000-0000-4000-8000-000000000001\"").count();
    assert_eq!(listed(&results), 1, "only as another source: {results}");
    assert_eq!(results.matches("Auch verfügbar über:").count(), 1, "{results}");
    let results = portal.get("/en/search?q=Satz").expect(200).text();
    assert_eq!(results.matches("Also available from:").count(), 1, "{results}");

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

/// Budgets of three years, and something else.
fn budgets(years: &[usize]) -> Vec<Value> {
    let budget = |year: &usize| {
        let mut package = package(*year, "Der Haushalt der Stadt.");
        package["title"] = json!(format!("Haushaltsplan {year}"));
        package
    };
    years.iter().map(budget).chain([package(1, "Etwas anderes.")]).collect()
}

fn objects(graph: &str, subject: &str, predicate: &str) -> Vec<String> {
    let begin = format!("<{subject}> <http://www.w3.org/ns/dcat#{predicate}> <");
    let lines = graph.lines().filter_map(|line| line.strip_prefix(&begin)?.split_once('>'));
    lines.map(|(object, _)| object.to_owned()).collect()
}

/// A proposal is told to who looks after the data; one line confirms it; then feed, store and pages know a
/// series, which follows the file.
#[test]
fn the_operator_confirms_a_series() {
    let site = Site::default();
    let ckan = Ckan::new(budgets(&[2022, 2023, 2024]));
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    site.ckan("stadt", &cassette.url(""));
    let harvested = site.harvest("stadt").assert_verdict("complete").seq;
    let [first, second, last] = [2022, 2023, 2024].map(|year| dataset("stadt", year));
    let series = format!("{BASE}/dataset/reihe/stadt-haushaltsplan");

    let portal = site.serve();
    let page = portal.get_as(&last, "text/html").expect(200).text();
    assert!(
        page.contains("Gehört vermutlich zu einer Reihe") && page.contains("Haushaltsplan 2022"),
        "{page}"
    );
    let csv = portal.get("/qualitaet/musterstadt.csv").expect(200).text();
    assert_eq!(csv.matches("series-proposed").count(), 3, "{csv}");
    let figures: Value = portal.get("/qualitaet.json").expect(200).json();
    assert_eq!(figures["series_proposed"], json!(3), "{figures}");
    assert_eq!(figures["constraint_violations"], json!(0));
    let atom = portal.get("/qualitaet.atom").expect(200).text();
    assert!(atom.contains("gehört vermutlich zu einer Reihe"), "{atom}");
    drop(portal);

    // The command prints the line that confirms it.
    let listed = described(&site.command(&["relations"]));
    let line = listed.lines().find(|line| line.contains("like = ")).expect("a proposal").trim().to_owned();
    site.write("relations.toml", &format!("series = [\n{line}\n]\n"));
    let portal = site.serve();
    let feed_now = portal.get("/catalog.nt").expect(200).text();
    for member in [&first, &second, &last] {
        assert_eq!(objects(&feed_now, member, "inSeries").join(" "), series);
        assert!(objects(&feed_now, member, "prev").is_empty(), "no dataset of the feed leads to another");
    }
    assert_eq!(objects(&feed_now, &format!("{BASE}/catalog"), "resource").join(" "), series);
    let then = portal.get(&format!("/catalog.nt?snapshot={harvested}")).expect(200).text();
    assert!(!then.contains("/dataset/reihe/"), "a walk that began before goes on as it began");
    let rdf = portal.get_as(&last, "application/n-triples").expect(200).text();
    assert_eq!(objects(&rdf, &last, "prev").join(" "), second);
    let ask = format!(
        "SELECT ?m WHERE {{ ?m <http://www.w3.org/ns/dcat#inSeries> <{series}> ; <http://www.w3.org/ns/dcat#prev> ?p }}"
    );
    let answer: Value = portal.post("/sparql", "application/sparql-query", ask).expect(200).json();
    assert_eq!(answer["results"]["bindings"].as_array().map(Vec::len), Some(2), "{answer}");
    let page = portal.get_as(&series, "text/html").expect(200).text();
    for part in ["Datensatzreihe", "Datensätze dieser Reihe (3)", "Haushaltsplan 2023", "Stadt Musterstadt"]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let page = portal.get_as(&second, "text/html").expect(200).text();
    assert!(page.contains("Teil der Reihe <a href=\"/dataset/reihe/stadt-haushaltsplan\""), "{page}");
    assert!(!page.contains("Gehört vermutlich"), "{page}");
    let english = second.replace("/dataset/", "/en/dataset/");
    assert!(portal.get_as(&english, "text/html").expect(200).text().contains("Part of the series"));
    let provenance = portal.get(&format!("{series}/herkunft")).expect(200).text();
    assert!(provenance.contains("dcterms:title"), "{provenance}");
    portal.get("/readyz").expect(200);
    drop(portal);

    // A further year takes part by itself; a withdrawn one does not.
    let ckan = Ckan::new(budgets(&[2023, 2024, 2025]));
    cassette.replace(move |asked| ckan.play(asked));
    site.harvest("stadt");
    let portal = site.serve();
    let feed_now = portal.get("/catalog.nt").expect(200).text();
    assert_eq!(objects(&feed_now, &dataset("stadt", 2025), "inSeries").join(" "), series);
    drop(portal);

    // Without its line it is gone, at the next start and without a harvest.
    site.write("relations.toml", "");
    let portal = site.serve();
    portal.get_as(&series, "text/html").expect(410);
    let feed_now = portal.get("/catalog.nt").expect(200).text();
    assert!(!feed_now.contains("/dataset/reihe/"), "{feed_now}");
    assert!(
        portal.get_as(&last, "text/html").expect(200).text().contains("Gehört vermutlich zu einer Reihe")
    );
    drop(portal);
    site.write("relations.toml", "[[series]]\nid = 'x'\ntitle = 'X'\nlike = 'https://anderswo.example/1'\n");
    let told = described(&site.command(&["check-config"]));
    assert!(told.contains("relations.toml:4:"), "{told}");
    let nowhere =
        format!("[[series]]\nid = 'x'\ntitle = 'X'\nmembers = ['{BASE}/dataset/stadt/gibtesnicht']\n");
    site.write("relations.toml", &nowhere);
    let told = described(&site.command(&["relations"]));
    assert!(told.contains("dataset/stadt/gibtesnicht") && told.contains("nicht veröffentlicht"), "{told}");
}
