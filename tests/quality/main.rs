//! `make quality-report`: the finished program reads recorded real catalogues; printed is what their
//! datasets had when they arrived, what they have as published, and which values nobody resolves yet.
//!
//! Each source is configured as whoever runs it would: by its address, and by the town it belongs to
//! (`operators`). Nothing else is told to the program.

mod catalogues;
mod features;
mod figures;
mod operators;
mod unresolved;
mod violations;

use catalogues::Catalogue;
use datenkreis_tests::site::described;
use datenkreis_vocab::lists::usable;
use features::MUNICIPAL;
use figures::Figures;
use operators::Operator;
use serde_json::Value;
use unresolved::Unresolved;
use violations::Violations;

fn main() {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let mut total = Figures::default();
    let (mut unresolved, mut violations) = (Unresolved::default(), Violations::default());
    for catalogue in catalogues::all().into_iter().filter(|catalogue| catalogue.name.contains(&filter)) {
        let mut figures = Figures::default();
        read(&catalogue, &mut figures, &mut unresolved, &mut violations);
        violations.end_catalogue(&catalogue.name);
        println!("## {}\n\n{figures}", catalogue.name);
        total.add(&figures);
    }
    println!("## All catalogues\n\n{total}");
    println!("What is counted:\n\n- {}\n- {}\n- {MUNICIPAL}\n", usable::LICENSE, usable::FORMAT);
    println!("{violations}\n{unresolved}");
}

/// Reads a catalogue with the program, writing nothing.
fn read(
    catalogue: &Catalogue,
    figures: &mut Figures,
    unresolved: &mut Unresolved,
    violations: &mut Violations,
) {
    let is_municipal = Operator::of(&catalogue.name).is_municipal;
    let (site, _cassette) = catalogue.site();
    let output = site.command(&["check-source", "quelle", "--limit", "1000000", "--format", "json"]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    let mut lines = stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut any = false;
    for line in lines.by_ref().filter(|line| line["published"].is_string()) {
        any = true;
        let missed = figures.dataset(&line, is_municipal);
        unresolved.dataset(&line);
        unresolved.missed(&catalogue.name, missed);
        violations.dataset(&catalogue.name, &line);
    }
    if !any {
        eprintln!("{}: no dataset: {}", catalogue.name, described(&output));
    }
}
