//! `make quality-report`: the finished program reads recorded real catalogues; printed is what their
//! datasets had when they arrived, what they have as published, and which values nobody resolves yet.
//!
//! Nothing is configured but the sources' addresses, so that the figures show what the program concludes
//! by itself. An operator who names publisher and place of a source gets more.

mod catalogues;
mod features;
mod figures;
mod unresolved;

use catalogues::Catalogue;
use datenkreis_tests::site::described;
use figures::Figures;
use serde_json::Value;
use unresolved::Unresolved;

fn main() {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let mut total = Figures::default();
    let mut unresolved = Unresolved::default();
    for catalogue in catalogues::all().into_iter().filter(|catalogue| catalogue.name.contains(&filter)) {
        let mut figures = Figures::default();
        read(&catalogue, &mut figures, &mut unresolved);
        println!("## {}\n\n{figures}", catalogue.name);
        total.add(&figures);
    }
    println!("## All catalogues\n\n{total}\n{unresolved}");
}

/// Reads a catalogue with the program, writing nothing.
fn read(catalogue: &Catalogue, figures: &mut Figures, unresolved: &mut Unresolved) {
    let (site, _cassette) = catalogue.site();
    let output = site.command(&["check-source", "quelle", "--limit", "1000000", "--format", "json"]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    let mut lines = stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut any = false;
    for line in lines.by_ref().filter(|line| line["published"].is_string()) {
        any = true;
        figures.dataset(&line);
        unresolved.dataset(&line);
    }
    if !any {
        eprintln!("{}: no dataset: {}", catalogue.name, described(&output));
    }
}
