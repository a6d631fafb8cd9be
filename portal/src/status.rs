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
    let mut status = stored(&portal.catalogue, &portal.sources)?;
    for source in &mut status.sources {
        let state = portal.harvester.state(&source.id);
        source.running = state.running.is_some();
        source.next = state.next;
    }
    Ok(status)
}

/// The state as the data directory tells it.
pub fn stored(catalogue: &Catalogue, sources: &[SourceFile]) -> Result<Status> {
    let mut statuses = vec![];
    for file in sources {
        statuses.push(SourceStatus {
            id: file.id.clone(),
            title: file.title.clone(),
            enabled: file.enabled,
            running: false,
            next: None,
            records: catalogue.record_counts(&file.id)?,
            runs: catalogue.runs(&file.id, RUNS)?,
        });
    }
    Ok(Status { counts: catalogue.counts()?, sources: statuses })
}
