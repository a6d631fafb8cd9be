//! The state of everything, for the admin API and `datenkreis status`.

use crate::state::Portal;
use datenkreis_catalogue::journal::{RecordStatus, Run};
use datenkreis_catalogue::{Catalogue, Counts, Result};
use datenkreis_harvester::config::SourceFile;
use datenkreis_vocab::identity::SourceId;
use serde::Serialize;

/// Runs shown per source.
const RUNS: usize = 10;

/// Everything.
#[derive(Serialize)]
pub struct Status {
    /// How many datasets each view holds.
    pub counts: Counts,
    /// Every configured source.
    pub sources: Vec<SourceStatus>,
}

/// One source.
#[derive(Serialize)]
pub struct SourceStatus {
    /// Its id.
    pub id: SourceId,
    /// Its name.
    pub title: String,
    /// Whether it is harvested.
    pub enabled: bool,
    /// Whether a run is under way.
    pub running: bool,
    /// When the next run is due.
    pub next: Option<jiff::Timestamp>,
    /// Records by status.
    pub records: Vec<(RecordStatus, u64)>,
    /// The newest runs, newest first.
    pub runs: Vec<Run>,
}

/// The state of a running portal.
pub fn status(portal: &Portal) -> Result<Status> {
    let mut sources = vec![];
    for file in &portal.sources {
        sources.push(source(portal, file)?);
    }
    Ok(Status { counts: portal.catalogue.counts()?, sources })
}

/// The state of one source of a running portal.
pub fn source(portal: &Portal, file: &SourceFile) -> Result<SourceStatus> {
    let state = portal.harvester.state(&file.id);
    let stored = stored_source(&portal.catalogue, file)?;
    Ok(SourceStatus { running: state.running.is_some(), next: state.next, ..stored })
}

/// The state as the data directory tells it.
pub fn stored(catalogue: &Catalogue, files: &[SourceFile]) -> Result<Status> {
    let mut sources = vec![];
    for file in files {
        sources.push(stored_source(catalogue, file)?);
    }
    Ok(Status { counts: catalogue.counts()?, sources })
}

fn stored_source(catalogue: &Catalogue, file: &SourceFile) -> Result<SourceStatus> {
    Ok(SourceStatus {
        id: file.id.clone(),
        title: file.title.clone(),
        enabled: file.enabled,
        running: false,
        next: None,
        records: catalogue.record_counts(&file.id)?,
        runs: catalogue.runs(&file.id, RUNS)?,
    })
}
