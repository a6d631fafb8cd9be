//! `datenkreis propose-cube`: how a table could be read as a statistic.

use super::open::Door;
use super::{Outcome, open};
use crate::api::admin::responsible;
use datenkreis_harvester::tables::{TableName, propose_for};
use std::path::Path;
use std::process::ExitCode;

/// Prints the mapping, and beside it what is left to be filled in.
pub fn propose_cube(path: &Path, source: String, dataset: String, distribution: Option<String>) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let file = open::source(&configuration, &source)?;
    let table = TableName { source, dataset, distribution, title: None, priority: 0 };
    let runtime = open::runtime()?;
    let proposal = match open::door(&configuration)? {
        Door::Directory(catalogue) => {
            let area = responsible(file, &configuration.region);
            let client = open::client(&configuration);
            runtime.block_on(propose_for(&catalogue, &client, file, &table, area))?
        }
        Door::Server(server) => runtime.block_on(server.propose_cube(&table))?,
    };
    print!("{}", proposal.text);
    if proposal.gaps.is_empty() {
        eprintln!(
            "{} Werte würden gelesen. / {} figures would be read.",
            proposal.observations, proposal.observations
        );
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("Noch auszufüllen / still to be filled in:");
    for gap in &proposal.gaps {
        eprintln!("- {gap}");
    }
    Ok(ExitCode::SUCCESS)
}
