//! `datenkreis harvest`, `release` and `withdraw`: through the running server, or without one.

use super::open::Door;
use super::server::Server;
use super::{Outcome, Output, open, progress, words};
use crate::config::Configuration;
use crate::status::{Orphan, orphans};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::{Mode, Verdict};
use datenkreis_harvester::chain;
use datenkreis_harvester::run::{OnProgress, Report};
use datenkreis_harvester::schedule::Harvester;
use datenkreis_vocab::identity::SourceId;
use futures::StreamExt;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::runtime::Runtime;

/// Sources harvested at a time: a slow one does not keep the others waiting.
const RUNS_AT_ONCE: usize = 4;
/// The exit code when a run needs a look, though it did not fail.
const IMPERFECT: u8 = 3;

/// Who runs sources.
enum Runner {
    Here(Harvester),
    Server(Box<Server>),
}

impl Runner {
    async fn run(&self, id: &SourceId, mode: Mode, progress: &OnProgress) -> Result<Report, String> {
        match self {
            Self::Here(harvester) => {
                harvester.run(id, mode).await.map_err(|error| format!("{id}: {}", chain(&error)))
            }
            Self::Server(server) => server.run(id, mode, progress).await,
        }
    }
}

/// Harvests the sources named, or all. The exit code is 1 if a run failed, else [`IMPERFECT`] if one was
/// partial or held.
pub fn harvest(path: &Path, sources: &[String], incremental: bool, format: Output) -> Outcome {
    let terminal = std::io::stderr().is_terminal();
    open::logs(!terminal, "warn");
    let configuration = open::configuration(path)?;
    for id in sources {
        open::source(&configuration, id)?;
    }
    let ids: Vec<SourceId> = match sources {
        [] => {
            let enabled = configuration.sources.iter().filter(|source| source.enabled);
            enabled.map(|source| source.id.clone()).collect()
        }
        named => named.iter().map(SourceId::new).collect(),
    };
    let progress = progress::reporter(terminal);
    let runtime = open::runtime()?;
    let runner = match open::door(&configuration)? {
        Door::Directory(catalogue) => {
            Runner::Here(harvester(&configuration, &catalogue, Arc::clone(&progress), &runtime)?)
        }
        Door::Server(server) => Runner::Server(server),
    };
    let mode = if incremental { Mode::Incremental } else { Mode::Full };
    runtime.block_on(async {
        let run = async |id| runner.run(id, mode, &progress).await;
        let mut reports = futures::stream::iter(&ids).map(run).buffer_unordered(RUNS_AT_ONCE);
        let (mut failed, mut imperfect) = (false, false);
        while let Some(report) = reports.next().await {
            match report {
                Ok(report) => {
                    failed |= report.verdict == Verdict::Failed;
                    imperfect |= report.verdict != Verdict::Complete;
                    print(&report, format);
                }
                Err(message) => {
                    failed = true;
                    eprintln!("{message}");
                }
            }
        }
        Ok(match (failed, imperfect) {
            (true, _) => ExitCode::FAILURE,
            (false, true) => ExitCode::from(IMPERFECT),
            (false, false) => ExitCode::SUCCESS,
        })
    })
}

fn harvester(
    configuration: &Configuration,
    catalogue: &Catalogue,
    progress: OnProgress,
    runtime: &Runtime,
) -> Result<Harvester, String> {
    open::harvester(configuration, catalogue, progress, Arc::new(AtomicBool::new(false)), runtime)
}

/// Whoever closed our output wants no more of it; the runs go on.
fn print(report: &Report, format: Output) {
    let counts = &report.counts;
    let lines = match format {
        Output::Json => serde_json::to_string(report).unwrap_or_default(),
        Output::Text => format!(
            "{}: {} · seen {} · created {} · updated {} · unchanged {} · skipped {} · failed {} · missing {} · removed {} · seq {}{}",
            report.source,
            words::verdict(report.verdict),
            counts.seen,
            counts.created,
            counts.updated,
            counts.unchanged,
            counts.skipped,
            counts.failed,
            counts.missing,
            counts.removed,
            report.seq,
            report.reason.as_ref().map(|reason| format!("\n  {reason}")).unwrap_or_default(),
        ),
    };
    let _ = writeln!(std::io::stdout(), "{lines}");
}

/// Lets the last held run of a source count as complete.
pub fn release(path: &Path, source: &str) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let id = open::source(&configuration, source)?.id.clone();
    let released = match open::door(&configuration)? {
        Door::Directory(catalogue) => {
            catalogue.release(&id).map_err(|error| chain(&error))?.ok_or_else(|| {
                format!("{id}: kein Lauf wartet auf Freigabe / no run is waiting for a release")
            })?
        }
        Door::Server(server) => open::runtime()?.block_on(server.release(&id))?,
    };
    println!(
        "{id}: Lauf {run} freigegeben; {missing} Einträge fehlen von nun an / run {run} released; {missing} records are missing from now on",
        run = released.run.0,
        missing = released.missing
    );
    Ok(ExitCode::SUCCESS)
}

/// Withdraws everything that is published of a source which is not configured any more.
pub fn withdraw(path: &Path, source: &str, confirmed: bool) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let id = SourceId::new(source);
    if configuration.sources.iter().any(|file| file.id == id) {
        return Err(format!(
            "{id}: diese Quelle ist konfiguriert; erst ihre Datei entfernen und den Server neu starten / this source is configured; remove its file and restart the server first"
        ));
    }
    let runtime = open::runtime()?;
    let door = open::door(&configuration)?;
    let orphans = match &door {
        Door::Directory(catalogue) => {
            orphans(catalogue, &configuration.sources).map_err(|error| chain(&error))?
        }
        Door::Server(server) => runtime.block_on(server.status())?.orphans,
    };
    let datasets = orphans.iter().find(|orphan| orphan.id == id).map(|orphan| orphan.datasets);
    let datasets = datasets.ok_or_else(|| nothing_published(&id, &orphans))?;
    if !confirmed {
        return Err(format!(
            "{id}: {datasets} Datensätze würden zurückgezogen: Sie verschwinden aus Suche und Katalog, ihre Adressen antworten mit 410. Wenn das so sein soll: `datenkreis withdraw {id} --yes` / \
             {datasets} datasets would be withdrawn: they leave search and catalogue, their addresses answer 410. If this is right: `datenkreis withdraw {id} --yes`"
        ));
    }
    let report = match door {
        Door::Directory(catalogue) => {
            let harvester = harvester(&configuration, &catalogue, progress::reporter(false), &runtime)?;
            runtime.block_on(harvester.withdraw(&id)).map_err(|error| chain(&error))?
        }
        Door::Server(server) => runtime.block_on(server.withdraw(&id))?,
    };
    println!(
        "{id}: {removed} Datensätze zurückgezogen / datasets withdrawn · seq {}",
        report.seq,
        removed = report.counts.removed
    );
    Ok(ExitCode::SUCCESS)
}

fn nothing_published(id: &SourceId, orphans: &[Orphan]) -> String {
    let ids: Vec<_> = orphans.iter().map(|orphan| orphan.id.as_str()).collect();
    let others = if ids.is_empty() { "–".to_owned() } else { ids.join(", ") };
    format!(
        "{id}: davon ist nichts veröffentlicht; ohne Konfiguration veröffentlicht sind / nothing of it is published; published without configuration are: {others}"
    )
}
