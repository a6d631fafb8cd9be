//! `make bench`: the finished program against made-up sources of 1,000 and 20,000 datasets, and with 400,000
//! observations. Prints harvest rates, latencies and memory beside their goals. Other sizes of sources may be
//! given as arguments; 0 leaves the sources out.

mod measure;
mod shapes;
mod statistics;
mod table;

use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::cassette::synthetic::{self, RdfCatalogue, SEARCHES};
use datenkreis_tests::{Cassette, Portal, Site};
use measure::{Latencies, rate};
use table::{Goal, Table};

/// Requests per kind of page.
const REQUESTS: usize = 400;

const QUERIES: [(&str, &str); 3] = [
    ("count", "SELECT (COUNT(*) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }"),
    (
        "themes",
        "SELECT ?theme (COUNT(?d) AS ?n) WHERE { ?d <http://www.w3.org/ns/dcat#theme> ?theme } GROUP BY ?theme ORDER BY DESC(?n)",
    ),
    (
        "CSV files of a publisher",
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/> \
         SELECT ?title ?url WHERE { ?p foaf:name \"Stadt Unna\" . ?d dct:publisher ?p ; dct:title ?title ; dcat:distribution ?f . \
         ?f dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ; dcat:accessURL ?url } LIMIT 100",
    ),
];

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let mut table = Table::default();
    shapes::check(&mut table);
    statistics::measure(&mut table);
    for size in
        if sizes.is_empty() { vec![1_000, 20_000] } else { sizes }.into_iter().filter(|&size| size > 0)
    {
        ckan(size, &mut table);
        rdf(size, &mut table);
    }
    println!("{table}");
}

fn ckan(size: usize, table: &mut Table) {
    let ckan = Ckan::new((0..size).map(|number| synthetic::package(number, 0)).collect());
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("ckan", &cassette.url(""));
    let token = site.allow_token();
    let portal = site.serve();
    harvest(&portal, &token, "ckan", size, table);
    pages(&portal, size, table);
    let peak = portal.peak_kibibytes() as f64 / 1024.0;
    table.row(size, "peak memory of the server", peak, "MiB", Goal::AtMost(512.0));
}

fn rdf(size: usize, table: &mut Table) {
    let catalogue = RdfCatalogue { datasets: size, page_size: 100 };
    let cassette = Cassette::start(move |asked| catalogue.play(asked));
    let site = Site::default();
    site.dcat("rdf", &cassette.url("/catalog.rdf"));
    let token = site.allow_token();
    let portal = site.serve();
    harvest(&portal, &token, "rdf", size, table);
    let peak = portal.peak_kibibytes() as f64 / 1024.0;
    table.row(size, "peak memory of the server (rdf)", peak, "MiB", Goal::AtMost(512.0));
}

fn harvest(portal: &Portal, token: &str, source: &str, size: usize, table: &mut Table) {
    let first = portal.run_to_end(token, source);
    assert_eq!(first.counts.created, size as u64, "{first:?}");
    table.row(size, &format!("{source}: first harvest"), rate(&first), "records/s", Goal::AtLeast(250.0));
    let second = portal.run_to_end(token, source);
    assert_eq!(second.counts.unchanged, size as u64, "{second:?}");
    table.row(
        size,
        &format!("{source}: unchanged harvest"),
        rate(&second),
        "records/s",
        Goal::AtLeast(2000.0),
    );
}

fn pages(portal: &Portal, size: usize, table: &mut Table) {
    let mut add = |name: &str, latencies: Latencies, goal: Goal| {
        let goal = if size >= 20_000 { goal } else { Goal::None };
        table.row(size, &format!("{name}, p50"), latencies.quantile(0.5), "ms", Goal::None);
        table.row(size, &format!("{name}, p99"), latencies.quantile(0.99), "ms", goal);
    };
    let search = |number: usize| {
        let words = synthetic_query(SEARCHES[number % SEARCHES.len()]);
        portal.get_as(&format!("/suche?q={words}"), "text/html").expect(200);
    };
    add("search", Latencies::of(REQUESTS, search), Goal::AtMost(20.0));
    // A stride that is no divisor of the size visits every dataset once.
    let dataset = |number: usize| {
        let id = synthetic::id(number * 7919 % size);
        portal.get_as(&format!("/dataset/ckan/{id}"), "text/html").expect(200);
    };
    add("dataset page", Latencies::of(REQUESTS, dataset), Goal::AtMost(10.0));
    let feed = |number: usize| {
        portal.get(&format!("/catalog.ttl?page={}", number % size.div_ceil(100) + 1)).expect(200);
    };
    add("feed page", Latencies::of(REQUESTS, feed), Goal::None);
    for (name, query) in QUERIES {
        let ask = |_| {
            let headers =
                [("accept", "application/sparql-results+json"), ("content-type", "application/sparql-query")];
            portal.send("POST", "/sparql", &headers, Some(query.into())).expect(200);
        };
        add(&format!("SPARQL: {name}"), Latencies::of(REQUESTS / 8, ask), Goal::None);
    }
}

fn synthetic_query(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}
