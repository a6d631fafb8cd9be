//! `datenkreis harvest` and `release`, without a running server.

use super::{Outcome, Output, open, progress};
use datenkreis_catalogue::journal::{Mode, Verdict};
use datenkreis_harvester::chain;
use datenkreis_harvester::run::Report;
use datenkreis_vocab::identity::SourceId;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Harvests the sources named, or all. Fails if a run failed.
pub fn harvest(path: &Path, sources: &[String], incremental: bool, format: Output) -> Outcome {
    let terminal = std::io::stderr().is_terminal();
    open::logs(!terminal, "warn");
    let configuration = open::configuration(path)?;
    for id in sources {
        open::source(&configuration, id)?;
    }
    let catalogue = open::catalogue(&configuration)?;
    let stop = Arc::new(AtomicBool::new(false));
    let runtime = open::runtime()?;
    let harvester =
        open::harvester(&configuration, &catalogue, progress::reporter(terminal), stop, &runtime)?;
    let ids: Vec<SourceId> = match sources {
        [] => harvester.sources().cloned().collect(),
        named => named.iter().map(SourceId::new).collect(),
    };
    let mode = if incremental { Mode::Incremental } else { Mode::Full };
    runtime.block_on(async {
        let mut failed = false;
        for id in &ids {
            match harvester.run(id, mode).await {
                Ok(report) => {
                    failed |= report.verdict == Verdict::Failed;
                    print(&report, format)?;
                }
                Err(error) => {
                    failed = true;
                    eprintln!("{id}: {}", chain(&error));
                }
            }
        }
        Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    })
}

fn print(report: &Report, format: Output) -> Result<(), String> {
    match format {
        Output::Json => println!("{}", serde_json::to_string(report).map_err(|error| error.to_string())?),
        Output::Text => {
            let counts = &report.counts;
            println!(
                "{}: {:?} · seen {} · created {} · updated {} · unchanged {} · skipped {} · failed {} · missing {} · removed {} · seq {}",
                report.source,
                report.verdict,
                counts.seen,
                counts.created,
                counts.updated,
                counts.unchanged,
                counts.skipped,
                counts.failed,
                counts.missing,
                counts.removed,
                report.seq,
            );
            if let Some(reason) = &report.reason {
                println!("  {reason}");
            }
        }
    }
    Ok(())
}

/// Lets the last held run of a source count as complete.
pub fn release(path: &Path, source: &str) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let id = open::source(&configuration, source)?.id.clone();
    let catalogue = open::catalogue(&configuration)?;
    match catalogue.release(&id).map_err(|error| chain(&error))? {
        Some(released) => {
            println!(
                "{id}: run {} released; {} records are missing from now on",
                released.run.0, released.missing
            );
            Ok(ExitCode::SUCCESS)
        }
        None => Err(format!("{id}: no run is waiting for a release")),
    }
}
