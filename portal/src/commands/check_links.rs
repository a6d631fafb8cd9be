//! `datenkreis check-links`: asks whether what the datasets name can be had, through the running server or
//! without one.

use super::open::Door;
use super::{Outcome, Output, open, words};
use datenkreis_catalogue::journal::LinkCounts;
use datenkreis_harvester::chain;
use datenkreis_harvester::links::{LinkTally, Round};
use datenkreis_vocab::identity::SourceId;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What is printed as JSON.
#[derive(Serialize)]
struct Ended {
    /// The round.
    round: LinkTally,
    /// How all links stand after it.
    links: LinkCounts,
}

/// Checks what is due, or all, of one source or of all.
pub fn check_links(
    path: &Path,
    source: Option<&str>,
    all: bool,
    as_of: Option<jiff::Timestamp>,
    format: Output,
) -> Outcome {
    let terminal = std::io::stderr().is_terminal();
    open::logs(!terminal, "warn");
    let configuration = open::configuration(path)?;
    if let Some(source) = source {
        open::source(&configuration, source)?;
    }
    let round = Round { source: source.map(SourceId::new), all, as_of };
    let bar = bar(terminal);
    let progress = |tally: &LinkTally| {
        bar.set_length(tally.due);
        bar.set_position(tally.checked.min(tally.due));
        bar.set_message(format!("{} erreichbar, {} nicht", tally.good, tally.failed));
    };
    let runtime = open::runtime()?;
    let (round, links) = match open::door(&configuration)? {
        Door::Directory(catalogue) => {
            let stop = Arc::new(AtomicBool::new(false));
            let checker =
                open::links(&configuration, &catalogue, open::client(&configuration), stop, &runtime);
            let round = runtime.block_on(checker.check(round, progress)).map_err(|error| chain(&error))?;
            (round, catalogue.link_counts(None).map_err(|error| chain(&error))?)
        }
        Door::Server(_) if as_of.is_some() => {
            return Err("--now: nur ohne laufenden Server / only while no server runs".into());
        }
        Door::Server(server) => runtime.block_on(server.check_links(&round, progress))?,
    };
    bar.finish_and_clear();
    match format {
        Output::Json => {
            let ended = Ended { round, links };
            println!("{}", serde_json::to_string(&ended).map_err(|error| error.to_string())?);
        }
        Output::Text => print!("{}", told(&round, &links)),
    }
    Ok(ExitCode::SUCCESS)
}

fn bar(terminal: bool) -> ProgressBar {
    if !terminal {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:24} {pos:>6}/{len:6} {msg}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The round and how links stand, for a person.
fn told(round: &LinkTally, links: &LinkCounts) -> String {
    let rows = [
        ("", "diesmal / this time", "insgesamt / in all"),
        ("erreichbar / reachable", &round.good.to_string(), &links.ok.to_string()),
        (
            "  davon verdächtig / of these suspicious",
            &round.suspicious.to_string(),
            &links.suspicious.to_string(),
        ),
        ("mit Fehler / failing", &round.failed.to_string(), &links.failing.to_string()),
        ("tot / dead", "", &links.dead.to_string()),
        ("abgewiesen / denied", &round.denied.to_string(), &links.denied.to_string()),
        ("nicht erlaubt / not allowed", &round.refused.to_string(), &links.refused.to_string()),
        ("aufgeschoben / put off", &round.postponed.to_string(), ""),
        ("ungeprüft / unchecked", "", &links.unchecked.to_string()),
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|(name, now, all)| vec![name.to_string(), now.to_string(), all.to_string()])
        .collect();
    let mut text = words::table(&rows);
    text += &format!(
        "\n{} geprüft / checked · {} Datensätze betroffen / datasets concerned\n",
        round.checked, round.datasets
    );
    if round.left > 0 {
        text += &format!(
            "{} bleiben für später: ihre Server werden eine Weile nicht gefragt / {} are left for later: their servers are left alone for a while\n",
            round.left, round.left
        );
    }
    text
}
