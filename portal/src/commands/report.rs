//! `datenkreis report`: what an organisation is told about its data, through the running server or without
//! one.

use super::open::Door;
use super::{Outcome, open};
use datenkreis_harvester::chain;
use datenkreis_harvester::report::Delivery;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Prints the report, or delivers it.
pub fn report(path: &Path, organisation: &str, dry_run: bool, as_of: Option<jiff::Timestamp>) -> Outcome {
    open::logs(true, "error");
    let configuration = open::configuration(path)?;
    if configuration.region.organisation(organisation).is_none() {
        let ids: Vec<_> = configuration.region.organisations.iter().map(|one| one.id.as_str()).collect();
        return Err(format!(
            "eine Organisation „{organisation}“ gibt es nicht; es gibt / there is no organisation “{organisation}”; there are: {}",
            ids.join(", ")
        ));
    }
    let now = as_of.unwrap_or_else(jiff::Timestamp::now);
    let runtime = open::runtime()?;
    let door = open::door(&configuration)?;
    if as_of.is_some() && matches!(door, Door::Server(_)) {
        return Err("--now: nur ohne laufenden Server / only while no server runs".into());
    }
    let stop = Arc::new(AtomicBool::new(false));
    let client = open::client(&configuration);
    let reporter = |catalogue| open::reporter(&configuration, catalogue, client, stop, &runtime);
    if dry_run {
        let report = match &door {
            Door::Directory(catalogue) => {
                let preview = reporter(catalogue);
                runtime.block_on(preview.preview(organisation, now)).map_err(|error| chain(&error))?
            }
            Door::Server(server) => runtime.block_on(server.preview_report(organisation))?,
        };
        println!("{}\n\n{}", report.subject, report.text);
        return Ok(ExitCode::SUCCESS);
    }
    let deliveries = match &door {
        Door::Directory(catalogue) => {
            let reporter = reporter(catalogue);
            runtime.block_on(reporter.deliver(Some(organisation), now)).map_err(|error| chain(&error))?
        }
        Door::Server(server) => runtime.block_on(server.deliver_report(organisation))?,
    };
    Ok(told(organisation, &deliveries))
}

fn told(organisation: &str, deliveries: &[Delivery]) -> ExitCode {
    if deliveries.is_empty() {
        println!("{organisation}: nichts zu berichten / nothing to report");
    }
    for delivery in deliveries {
        let channel = delivery.channel;
        match &delivery.problem {
            None => println!("{organisation}: {channel:?} zugestellt / delivered"),
            Some(problem) if delivery.is_unclear => eprintln!(
                "{organisation}: {channel:?} unklar, vielleicht angekommen; wird nicht wiederholt / unclear, may have arrived; not sent again: {problem}"
            ),
            Some(problem) => eprintln!("{organisation}: {channel:?} gescheitert / failed: {problem}"),
        }
    }
    let failed = deliveries.iter().any(|delivery| delivery.problem.is_some());
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
