//! What a harvest writes and asks: runs, their responses, and the records of sources.

use super::Catalogue;
use crate::Result;
use crate::archive::BodyHash;
use crate::journal::{Fetch, Mode, Record, RecordStatus, Released, Run, RunCounts, RunId, Seen, Verdict};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{NativeId, SourceId};

impl Catalogue {
    /// Begins a run. Runs of one source never overlap: `None` if one is open.
    pub fn start_run(&self, source: &SourceId, mode: Mode) -> Result<Option<RunId>> {
        self.0.journal.start_run(source, mode)
    }

    /// Closes a run of a source that was left open, as failed: for callers who know that nobody is at it.
    pub fn close_open_run(&self, source: &SourceId) -> Result<()> {
        self.0.journal.close_open_runs(Some(source)).map(drop)
    }

    /// Remembers a response received in a run.
    pub fn add_fetch(&self, run: RunId, fetch: &Fetch) -> Result<()> {
        self.0.journal.add_fetch(run, fetch)
    }

    /// The responses received in a run, in order.
    pub fn fetches(&self, run: RunId) -> Result<Vec<Fetch>> {
        self.0.journal.fetches(run)
    }

    /// The newest archived answer to `url` in any run of `source`, with its body: how the files of
    /// folder sources are served.
    pub fn archived(&self, source: &SourceId, url: &str) -> Result<Option<(Fetch, Vec<u8>)>> {
        let Some(fetch) = self.0.journal.newest_fetch(source, url)? else {
            return Ok(None);
        };
        let body = self.0.archive.get(&BodyHash(fetch.body.clone()))?;
        Ok(body.map(|body| (fetch, body)))
    }

    /// Ends a run.
    pub fn finish_run(
        &self,
        run: RunId,
        verdict: Verdict,
        counts: &RunCounts,
        reason: Option<&str>,
        findings: &[Finding],
    ) -> Result<()> {
        self.0.journal.finish_run(run, verdict, counts, reason, findings)
    }

    /// The newest runs of a source, newest first.
    pub fn runs(&self, source: &SourceId, limit: usize) -> Result<Vec<Run>> {
        self.0.journal.runs(source, limit)
    }

    /// The last complete run of a source.
    pub fn last_complete_run(&self, source: &SourceId) -> Result<Option<Run>> {
        self.0.journal.last_complete_run(source)
    }

    /// What the journal knows of these records, in one read transaction; unknown ones are left out.
    pub fn records(&self, source: &SourceId, ids: &[NativeId]) -> Result<Vec<Record>> {
        self.0.journal.records(source, ids)
    }

    /// Marks records as delivered by `run` without a new version; those missing become present. A
    /// removed record stays removed: it comes back through [`Self::commit`] only.
    pub fn mark_seen(&self, run: RunId, source: &SourceId, seen: &[Seen]) -> Result<()> {
        self.0.journal.mark_seen(run, source, seen)
    }

    /// How many records of the source are published (present or missing).
    pub fn published_records(&self, source: &SourceId) -> Result<u64> {
        self.0.journal.published_records(source)
    }

    /// The source's own ids of its published records.
    pub fn published_ids(&self, source: &SourceId) -> Result<Vec<NativeId>> {
        self.0.journal.published_ids(source)
    }

    /// Every source with published records, configured or not, and how many it has.
    pub fn published_sources(&self) -> Result<Vec<(SourceId, u64)>> {
        self.0.journal.published_sources()
    }

    /// Published records of the source that `run` did not deliver: (newly missing, already missing).
    pub fn not_delivered(&self, source: &SourceId, run: RunId) -> Result<(u64, u64)> {
        self.0.journal.not_delivered(source, run)
    }

    /// Marks everything that `run` did not deliver as missing (since now, if newly) and counts one
    /// more complete run that missed it; the same run never counts twice. Returns how many are
    /// missing now.
    pub fn mark_missing(&self, source: &SourceId, run: RunId) -> Result<u64> {
        self.0.journal.mark_missing(source, run)
    }

    /// Records that were missed by at least `runs` complete runs and are missing since `since` or
    /// longer.
    pub fn overdue(&self, source: &SourceId, runs: u32, since: jiff::Timestamp) -> Result<Vec<NativeId>> {
        self.0.journal.overdue(source, runs, since)
    }

    /// Releases the last held run of a source: what it did not deliver is missing from now on, as if
    /// the run had been complete. `None` if no run is held, or a complete one came after it.
    pub fn release(&self, source: &SourceId) -> Result<Option<Released>> {
        self.0.journal.release(source)
    }

    /// Records of a source with their status, for the status page.
    pub fn record_counts(&self, source: &SourceId) -> Result<Vec<(RecordStatus, u64)>> {
        self.0.journal.record_counts(source)
    }
}
