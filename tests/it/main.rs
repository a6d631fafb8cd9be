//! The finished program against replayed servers, one file per topic.

mod admin;
mod boundaries;
mod check;
mod commands;
mod corpora_ckan;
mod corpora_dcat;
mod dashboards;
mod feed;
mod folder;
mod http_faults;
mod links;
mod mapping;
mod pages;
mod projection;
mod quality;
mod recovery;
mod relations;
mod reports;
mod run_rules;
mod small_numbers;
mod snapshots;
mod sparql;
mod statistics;
mod statistics_region;

use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::{Cassette, Site};
use serde_json::{Value, json};

/// A site with one CKAN source `quelle` that has these packages.
fn ckan_site(packages: Vec<Value>) -> (Site, Cassette) {
    let ckan = Ckan::new(packages);
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    (site, cassette)
}

/// Small packages with the ids given and titles that say them.
pub fn packages(ids: impl IntoIterator<Item = usize>) -> Vec<Value> {
    ids.into_iter().map(|id| package(id, "Fassung eins")).collect()
}

/// A small package whose description is `text`.
pub fn package(id: usize, text: &str) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{id:012}"), "name": format!("satz-{id}"), "title": format!("Satz {id}"),
        "notes": text, "state": "active", "type": "dataset", "private": false, "license_id": "dl-de-zero-2.0",
        "metadata_created": "2024-01-02T03:04:05", "metadata_modified": "2024-05-06T07:08:09",
        "organization": { "id": "o1", "name": "musterstadt", "title": "Stadt Musterstadt" },
        "tags": [{ "name": "Prüfung" }], "groups": [], "extras": [],
        "resources": [{
            "id": format!("10000000-0000-4000-8000-{id:012}"), "name": "Tabelle", "format": "CSV",
            "url": format!("https://daten.musterstadt.example/satz-{id}.csv"),
        }],
    })
}
