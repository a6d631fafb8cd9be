//! `datenkreis relations`: which datasets are the same, and which of them is shown.

use super::open::Door;
use super::{Outcome, Output, open, words};
use datenkreis_catalogue::relations::{Decision, KeyKind};
use datenkreis_harvester::chain;
use datenkreis_vocab::identity::Seq;
use std::path::Path;
use std::process::ExitCode;

/// Decisions asked for at a time.
pub const PAGE: u64 = 1_000;

/// Lists every decision that holds now.
pub fn relations(path: &Path, format: Output) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let door = open::door(&configuration)?;
    let runtime = open::runtime()?;
    let mut after = Seq(0);
    let mut decisions = 0;
    loop {
        let page = match &door {
            Door::Directory(catalogue) => catalogue.decisions(after, PAGE).map_err(|error| chain(&error))?,
            Door::Server(server) => runtime.block_on(server.relations(after))?,
        };
        let Some(last) = page.last() else { break };
        after = last.seq;
        decisions += page.len();
        for decision in &page {
            match format {
                Output::Json => {
                    println!("{}", serde_json::to_string(decision).map_err(|error| error.to_string())?);
                }
                Output::Text => println!("{}\n", told(decision)),
            }
        }
    }
    if format == Output::Text {
        println!("{decisions} Datensätze werden nicht gezeigt / datasets are not shown");
    }
    Ok(ExitCode::SUCCESS)
}

/// A decision for a person.
fn told(decision: &Decision) -> String {
    let by = match decision.kind {
        KeyKind::Operator => "relations.toml",
        KeyKind::Iri => "dieselbe Adresse (IRI) / the same IRI",
        KeyKind::Identifier => "dieselbe Kennung / the same identifier",
        KeyKind::IdentifierAndTitle => "Kennung und Titel / identifier and title",
        KeyKind::LandingPage => "Seite und Titel / page and title",
        KeyKind::Fingerprint => "Titel, Herausgeber und Dateien / title, publisher and files",
    };
    format!(
        "gezeigt / shown:       {}\nnicht gezeigt / hidden: {}\n  {by}: {} · seq {} · {}",
        decision.shown,
        decision.hidden,
        decision.key,
        decision.seq,
        words::moment(decision.at)
    )
}
