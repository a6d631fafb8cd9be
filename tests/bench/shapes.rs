//! How fast the official constraints are evaluated.

use crate::table::{Goal, Table};
use datenkreis_tests::cassette::synthetic::RdfCatalogue;
use datenkreis_tests::client::Client;
use datenkreis_tests::site::binary;
use datenkreis_tests::{Cassette, Site};
use std::process::Command;

/// Datasets in the one document that is checked.
const DATASETS: usize = 1_000;

/// Lets `datenkreis check` evaluate a made-up catalogue, by the profile in force.
pub fn check(table: &mut Table) {
    let catalogue = RdfCatalogue { datasets: DATASETS, page_size: DATASETS };
    let cassette = Cassette::start(move |asked| catalogue.play(asked));
    let address = cassette.url("");
    let document =
        Client::new(address.trim_end_matches('/'), &address).get("/catalog.rdf").expect(200).text();
    let site = Site::default();
    site.write("catalogue.rdf", &document);
    let mut command = Command::new(binary());
    command.arg("check").arg(site.path("catalogue.rdf")).args(["--profile", "3.0", "--format", "json"]);
    let output = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let last: serde_json::Value =
        text.lines().last().and_then(|line| serde_json::from_str(line).ok()).expect("a summary");
    assert_eq!(last["datasets"], DATASETS, "{last}");
    let seconds = last["evaluation_milliseconds"].as_f64().map_or(f64::NAN, |millis| millis / 1e3);
    table.row(DATASETS, "constraints of 3.0", DATASETS as f64 / seconds, "datasets/s", Goal::AtLeast(2000.0));
}
