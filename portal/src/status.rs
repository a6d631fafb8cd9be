//! The state of everything, for the admin API and `datenkreis status`.

use crate::state::Portal;
use datenkreis_catalogue::journal::{LinkCounts, RecordStatus, Run, RunCounts, Verdict};
use datenkreis_catalogue::relations::SERIES_SOURCE;
use datenkreis_catalogue::{Catalogue, Counts, Result};
use datenkreis_harvester::config::SourceFile;
use datenkreis_harvester::links::LinkTally;
use datenkreis_vocab::cube::iri::SOURCE;
use datenkreis_vocab::identity::SourceId;
use serde::{Deserialize, Serialize};

/// Runs shown per source.
const RUNS: usize = 10;

/// Everything.
#[derive(Serialize, Deserialize)]
pub struct Status {
    /// How many datasets each view holds.
    pub counts: Counts,
    /// Every configured source.
    pub sources: Vec<SourceStatus>,
    /// Sources that are not configured any more, but of which something is published.
    pub orphans: Vec<Orphan>,
    /// The addresses that datasets name.
    pub links: LinkStatus,
}

/// How links stand, and what the checker is doing.
#[derive(Serialize, Deserialize)]
pub struct LinkStatus {
    /// How many stand how.
    pub counts: LinkCounts,
    /// The round under way.
    pub running: Option<LinkTally>,
    /// The last round of this process.
    pub last: Option<LinkTally>,
}

/// One source.
#[derive(Serialize, Deserialize)]
pub struct SourceStatus {
    /// Its id.
    pub id: SourceId,
    /// Its name.
    pub title: String,
    /// Whether it is harvested.
    pub enabled: bool,
    /// How it stands: by its last run that ended, or by a person's release of it.
    pub verdict: Option<Verdict>,
    /// Whether a run is under way.
    pub running: bool,
    /// How far that run has come.
    pub progress: Option<RunCounts>,
    /// When the next run is due.
    pub next: Option<jiff::Timestamp>,
    /// Records by status.
    pub records: Vec<(RecordStatus, u64)>,
    /// The newest runs, newest first.
    pub runs: Vec<Run>,
}

/// A source without configuration: nothing changes it, until it is withdrawn or configured again.
#[derive(Serialize, Deserialize)]
pub struct Orphan {
    /// Its id.
    pub id: SourceId,
    /// How many of its datasets are published.
    pub datasets: u64,
}

impl SourceStatus {
    /// How many records stand so.
    pub fn records(&self, status: RecordStatus) -> u64 {
        self.records.iter().filter(|(found, _)| *found == status).map(|(_, count)| count).sum()
    }
}

/// The state of a running portal.
pub fn status(portal: &Portal) -> Result<Status> {
    let mut sources = vec![];
    for file in &portal.sources {
        sources.push(source(portal, file)?);
    }
    let orphans = orphans(&portal.catalogue, &portal.sources)?;
    let (running, last) = (portal.links.running(), portal.links.last());
    let links = LinkStatus { counts: portal.catalogue.link_counts(None)?, running, last };
    Ok(Status { counts: portal.catalogue.counts()?, sources, orphans, links })
}

/// The state of one source of a running portal.
pub fn source(portal: &Portal, file: &SourceFile) -> Result<SourceStatus> {
    let state = portal.harvester.state(&file.id);
    let stored = stored_source(&portal.catalogue, file)?;
    let progress = state.running.as_ref().map(|progress| progress.counts);
    Ok(SourceStatus { running: state.running.is_some(), progress, next: state.next, ..stored })
}

/// The state as the data directory tells it.
pub fn stored(catalogue: &Catalogue, files: &[SourceFile]) -> Result<Status> {
    let mut sources = vec![];
    for file in files {
        sources.push(stored_source(catalogue, file)?);
    }
    let links = LinkStatus { counts: catalogue.link_counts(None)?, running: None, last: None };
    Ok(Status { counts: catalogue.counts()?, sources, orphans: orphans(catalogue, files)?, links })
}

/// What is published of sources that are not configured any more.
pub fn orphans(catalogue: &Catalogue, files: &[SourceFile]) -> Result<Vec<Orphan>> {
    let published = catalogue.published_sources()?.into_iter();
    let orphans = published.filter(|(id, _)| {
        ![SERIES_SOURCE, SOURCE].contains(&id.as_str()) && files.iter().all(|file| &file.id != id)
    });
    Ok(orphans.map(|(id, datasets)| Orphan { id, datasets }).collect())
}

fn stored_source(catalogue: &Catalogue, file: &SourceFile) -> Result<SourceStatus> {
    let runs = catalogue.runs(&file.id, RUNS)?;
    Ok(SourceStatus {
        id: file.id.clone(),
        title: file.title.clone(),
        enabled: file.enabled,
        verdict: runs.iter().find_map(Run::standing),
        running: false,
        progress: None,
        next: None,
        records: catalogue.record_counts(&file.id)?,
        runs,
    })
}
