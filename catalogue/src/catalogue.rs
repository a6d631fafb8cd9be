//! The whole data directory behind one door.

mod answers;
mod relating;

use crate::archive::{Archive, BodyHash, failed};
use crate::journal::{
    BadLink, Change, ConstraintCount, DatasetConstraints, DatasetFindings, DatasetQuality, DueLink, DueLinks,
    Fetch, FindingSummary, Journal, LinkCheck, LinkCounts, LinkHealth, LinkState, LinkTry, MetricShare, Mode,
    PropertyCount, QualityEvent, QualitySums, QualityThen, Received, Record, RecordStatus, Released,
    ReportState, RuleCount, Run, RunCounts, RunId, Scope, Seen, Verdict, Version,
};
use crate::project::{self, Progress};
use crate::rdf::canonical;
use crate::search::{SearchIndex, SearchPage, SearchQuery};
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::TripleStore;
use crate::{Result, lock};
use arc_swap::ArcSwap;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId, Seq, SourceId};
use datenkreis_vocab::mqa::{Links, Metric};
use jiff::civil::Date;
use oxrdf::Triple;
use parking_lot::Mutex;
use std::collections::{HashMap, VecDeque};
use std::fs::{self, File};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;

/// Snapshots whose list of versions stays in memory: 8 bytes a dataset each.
const LISTS_CACHED: usize = 8;

/// Where the data directory lies and what the projections need to know.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data directory; created if absent.
    pub directory: PathBuf,
    /// The portal's base IRI without trailing slash.
    pub base: String,
}

/// The result of one commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The newest seq after it.
    pub seq: Seq,
    /// Datasets that got a first (or restored) version.
    pub created: u64,
    /// Datasets that got another version.
    pub updated: u64,
    /// Changes that turned out to give the same graph as before; nothing was written for them.
    pub unchanged: u64,
    /// Datasets withdrawn.
    pub removed: u64,
}

/// The one owner of a data directory: `archive/`, `journal.sqlite`, `store/`, `index/`,
/// `snapshots/`, `lock`. Cheap to clone. All methods block; call them off the async threads.
#[derive(Clone)]
pub struct Catalogue(Arc<Inner>);

struct Inner {
    base: String,
    archive: Archive,
    journal: Journal,
    store: Box<dyn TripleStore>,
    index: Box<dyn SearchIndex>,
    /// Held while store, index and snapshots change, so that they change in order.
    projecting: Mutex<Snapshots>,
    snapshot: ArcSwap<Snapshot>,
    /// Held while it is decided which datasets are the same.
    deciding: Mutex<()>,
    description: ArcSwap<Vec<Triple>>,
    lists: Mutex<VecDeque<(Seq, Arc<Vec<Seq>>)>>,
    /// Last, so that the directory is free only when everything above is closed.
    _lock: File,
}

impl Catalogue {
    /// Opens or creates the directory, takes the lock, closes runs that a crash left open (verdict
    /// `failed`), and brings store, index and snapshot up to the journal's seq; a missing or
    /// damaged projection is rebuilt.
    pub fn open(options: Options) -> Result<Self> {
        Self::open_with(options, false, &mut |_, _| {})
    }

    /// Throws store, index and snapshots away and makes them again from the journal. `progress` is
    /// called with (done, total) versions, first for the store, then for the index.
    pub fn rebuild(options: Options, progress: &mut dyn FnMut(u64, u64)) -> Result<Self> {
        Self::open_with(options, true, progress)
    }

    fn open_with(options: Options, anew: bool, progress: Progress<'_>) -> Result<Self> {
        let Options { directory, base } = options;
        fs::create_dir_all(&directory).map_err(failed("creating", &directory))?;
        let lock = lock::lock(&directory)?;
        let [store_at, index_at, snapshots_at] =
            ["store", "index", "snapshots"].map(|name| directory.join(name));
        let archive = Archive::open(&directory.join("archive"))?;
        let journal = Journal::open(&directory.join("journal.sqlite"))?;
        let interrupted = journal.close_open_runs(None)?;
        if interrupted > 0 {
            tracing::warn!(runs = interrupted, "closed runs that the last process left open");
        }
        if anew {
            for projection in [&store_at, &index_at, &snapshots_at] {
                project::remove(projection)?;
            }
        }
        let store = project::open_store(&store_at, &base, &journal, progress)?;
        let index = project::open_index(&index_at, &journal, progress)?;
        let mut snapshots = Snapshots::open(&snapshots_at)?;
        store.flush()?;
        let snapshot = snapshots.publish(&store, journal.seq(), journal.count_as_of(journal.seq())?)?;
        let description = journal.description()?;
        Ok(Self(Arc::new(Inner {
            base,
            archive,
            journal,
            store: Box::new(store),
            index: Box::new(index),
            projecting: Mutex::new(snapshots),
            snapshot: ArcSwap::new(snapshot),
            deciding: Mutex::default(),
            description: ArcSwap::from_pointee(description),
            lists: Mutex::default(),
            _lock: lock,
        })))
    }

    /// The archive of bodies.
    pub fn archive(&self) -> &Archive {
        &self.0.archive
    }

    /// The portal's base IRI without trailing slash.
    pub fn base(&self) -> &str {
        &self.0.base
    }

    // ---- runs ----

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

    // ---- records ----

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

    // ---- versions ----

    /// Commits a batch (at most 1,000 changes) to the journal, durable; store and index follow with
    /// [`Self::publish`]. Changes whose graph hash equals the current one only mark the record seen.
    pub fn commit(&self, run: RunId, source: &SourceId, changes: Vec<Change>) -> Result<Committed> {
        self.0.journal.commit(run, source, changes)
    }

    /// The newest seq.
    pub fn seq(&self) -> Seq {
        self.0.journal.seq()
    }

    /// The current version of a dataset; a tombstone if it was withdrawn, `None` if unknown.
    pub fn current(&self, dataset: &DatasetIri) -> Result<Option<Version>> {
        self.0.journal.current(dataset)
    }

    /// One version.
    pub fn version(&self, seq: Seq) -> Result<Option<Version>> {
        self.0.journal.version(seq)
    }

    /// Several versions in the order asked for, as a feed page needs them; unknown ones are left out.
    pub fn versions(&self, seqs: &[Seq]) -> Result<Vec<Version>> {
        self.0.journal.versions(seqs)
    }

    /// What the source delivered for the current version of a dataset; `None` if it is unknown or
    /// withdrawn, or was last delivered before this was kept.
    pub fn received(&self, dataset: &DatasetIri) -> Result<Option<Received>> {
        self.0.journal.received(dataset)
    }

    /// All versions of a dataset without their triples, newest first.
    pub fn history(&self, dataset: &DatasetIri) -> Result<Vec<Version>> {
        self.0.journal.history(dataset)
    }

    /// The seqs of the versions that were current at `snapshot` (tombstones left out, and datasets for
    /// which another is shown), in order of the datasets' first appearance. Cached, for feeds ask page after page.
    pub fn as_of(&self, snapshot: Seq) -> Result<Arc<Vec<Seq>>> {
        // A seq still to come stands for now, and must not be remembered.
        let snapshot = snapshot.min(self.seq());
        let find = |lists: &VecDeque<(Seq, Arc<Vec<Seq>>)>| {
            lists.iter().find(|(seq, _)| *seq == snapshot).map(|(_, list)| list.clone())
        };
        if let Some(list) = find(&self.0.lists.lock()) {
            return Ok(list);
        }
        let list = Arc::new(self.0.journal.as_of(snapshot)?);
        let mut lists = self.0.lists.lock();
        if find(&lists).is_none() {
            lists.truncate(LISTS_CACHED - 1);
            lists.push_front((snapshot, list.clone()));
        }
        Ok(list)
    }

    // ---- findings ----

    /// Findings of the published datasets of a source, grouped by rule and property, most frequent
    /// first, each group with examples.
    pub fn findings(&self, source: &SourceId) -> Result<Vec<FindingSummary>> {
        self.0.journal.findings(source)
    }

    /// The published datasets of a source that break `rule` at `property` (both as
    /// [`Self::findings`] gives them), with these findings: how many there are, and `limit` of them
    /// from `offset` on.
    pub fn datasets_breaking(
        &self,
        source: &SourceId,
        rule: &str,
        property: &str,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<DatasetFindings>)> {
        self.0.journal.datasets_breaking(source, rule, property, offset, limit)
    }

    /// The next `limit` published datasets of a source with findings, after the one at position
    /// `after` (0 for the first).
    pub fn datasets_with_findings(
        &self,
        source: &SourceId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetFindings>> {
        self.0.journal.datasets_with_findings(source, after, limit)
    }

    /// The same for the assessed datasets of an organisation of the region, whatever their source.
    pub fn findings_of_organisation(
        &self,
        organisation: &str,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetFindings>> {
        self.0.journal.findings_of_organisation(organisation, after, limit)
    }

    /// How many published datasets of a scope break each rule, most frequent first.
    pub fn broken_rules(&self, scope: &Scope) -> Result<Vec<RuleCount>> {
        self.0.journal.broken_rules(scope)
    }

    /// How many datasets of an organisation of the region break each rule at each property, most frequent
    /// first.
    pub fn broken_rules_of_organisation(&self, organisation: &str) -> Result<Vec<PropertyCount>> {
        self.0.journal.broken_rules_of_organisation(organisation)
    }

    // ---- quality ----

    /// The quality of a published dataset; `None` if it was not assessed.
    pub fn quality_of(&self, dataset: &DatasetIri) -> Result<Option<DatasetQuality>> {
        self.0.journal.quality_of(dataset)
    }

    /// How the score of a dataset developed, oldest first: one entry for each change of it.
    pub fn quality_history_of(&self, dataset: &DatasetIri) -> Result<Vec<QualityThen>> {
        self.0.journal.quality_history_of(dataset)
    }

    /// What the datasets of a scope add up to; no datasets if there are none.
    pub fn quality_summary(&self, scope: &Scope) -> Result<QualitySums> {
        self.0.journal.quality_summary(scope)
    }

    /// The same for every source with assessed datasets.
    pub fn quality_of_sources(&self) -> Result<Vec<(SourceId, QualitySums)>> {
        let found = self.0.journal.quality_summaries(&Scope::Source(SourceId::new("")))?;
        Ok(found.into_iter().map(|(id, sums)| (SourceId::new(id), sums)).collect())
    }

    /// The same for every organisation of the region with assessed datasets, by its id.
    pub fn quality_of_organisations(&self) -> Result<Vec<(String, QualitySums)>> {
        self.0.journal.quality_summaries(&Scope::Organisation(String::new()))
    }

    /// The sums of a scope at the end of each day (UTC) on which they changed, from `since` on, oldest
    /// first. On other days they were as on the last day before.
    pub fn quality_history(&self, scope: &Scope, since: Date) -> Result<Vec<(Date, QualitySums)>> {
        self.0.journal.quality_history(scope, since)
    }

    /// `limit` datasets of a scope from `offset` on, those with the fewest points first.
    pub fn lowest(&self, scope: &Scope, offset: u64, limit: u64) -> Result<Vec<DatasetQuality>> {
        self.0.journal.lowest(scope, offset, limit)
    }

    /// `limit` datasets of a scope that missed a metric from `offset` on, those with the fewest points
    /// first; [`Self::metric_shares`] tells how many there are.
    pub fn missing(
        &self,
        scope: &Scope,
        metric: Metric,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<DatasetQuality>> {
        self.0.journal.missing(scope, metric, offset, limit)
    }

    /// What changed about the quality of the datasets of a scope, newest first: `limit` events before the
    /// one numbered `before`.
    pub fn quality_events(
        &self,
        scope: &Scope,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<QualityEvent>> {
        self.0.journal.quality_events(scope, before, limit)
    }

    /// How many datasets of a scope gained each metric, in the order of the published method.
    pub fn metric_shares(&self, scope: &Scope) -> Result<Vec<MetricShare>> {
        Ok(self.quality_summary(scope)?.shares())
    }

    /// How many datasets of a scope break which official constraints, on arrival and as published; those most
    /// often broken as published first. Only violations count.
    pub fn broken_constraints(&self, scope: &Scope) -> Result<Vec<ConstraintCount>> {
        self.0.journal.broken_constraints(scope)
    }

    /// The next `limit` datasets of a scope that break constraints, or did on their arrival, after the one at
    /// position `after` (0 for the first).
    pub fn datasets_with_broken_constraints(
        &self,
        scope: &Scope,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetConstraints>> {
        self.0.journal.datasets_with_broken_constraints(scope, after, limit)
    }

    /// Assesses the published versions of datasets again, with what is now known about their links;
    /// datasets that are unknown, withdrawn or not assessed are passed over. Returns how many
    /// assessments changed. The store follows with [`Self::publish`].
    pub fn assess_again(&self, datasets: &[DatasetIri], links: &dyn Links) -> Result<u64> {
        self.0.journal.assess_again(datasets, links)
    }

    // ---- links ----

    /// How an address stands; `None` if no published dataset names it as the access or download address of
    /// a distribution or the endpoint of a service.
    pub fn link_state(&self, url: &str) -> Result<Option<LinkState>> {
        self.0.journal.link_state(url)
    }

    /// How several addresses stand; unknown ones are left out.
    pub fn link_states(&self, urls: &[&str]) -> Result<HashMap<String, LinkState>> {
        self.0.journal.link_states(urls)
    }

    /// The addresses the published version of a dataset names, in alphabetical order.
    pub fn links_of(&self, dataset: &DatasetIri) -> Result<Vec<LinkState>> {
        self.0.journal.links_of(dataset)
    }

    /// The newest checks of an address, newest first; forty are remembered.
    pub fn link_history(&self, url: &str) -> Result<Vec<LinkTry>> {
        self.0.journal.link_history(url)
    }

    /// How many addresses of a source, or of all, stand how.
    pub fn link_counts(&self, source: Option<&SourceId>) -> Result<LinkCounts> {
        self.0.journal.link_counts(source)
    }

    /// Addresses that stand so, with the datasets (of `source`, if given) that name them, in alphabetical
    /// order: `limit` of them from `offset` on.
    pub fn links_that_are(
        &self,
        health: LinkHealth,
        source: Option<&SourceId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<BadLink>> {
        self.0.journal.links_that_are(health, source, offset, limit)
    }

    /// The addresses of an organisation's datasets that stand so: how many there are, and `limit` of them
    /// from `offset` on in alphabetical order, with its datasets that name them.
    pub fn links_of_organisation(
        &self,
        organisation: &str,
        health: LinkHealth,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<BadLink>)> {
        self.0.journal.links_of_organisation(organisation, health, offset, limit)
    }

    /// How many dead addresses each organisation's datasets name; those without are left out.
    pub fn dead_links_of_organisations(&self) -> Result<Vec<(String, u64)>> {
        self.0.journal.dead_links_of_organisations()
    }

    /// The addresses that are to be asked, the longest overdue of every host first. Our own are never
    /// among them.
    pub fn due_links(&self, due: &DueLinks<'_>) -> Result<Vec<DueLink>> {
        self.0.journal.due_links(due)
    }

    /// How many addresses [`Self::due_links`] would give without its limits.
    pub fn count_due_links(&self, due: &DueLinks<'_>) -> Result<u64> {
        self.0.journal.count_due_links(due)
    }

    /// Writes what checks found and when each address is due again: daily while it fails, else about
    /// every `every_days`. Returns the datasets with an address whose health or status is another now.
    pub fn record_checks(&self, checks: &[LinkCheck], every_days: u32) -> Result<Vec<DatasetIri>> {
        self.0.journal.record_checks(checks, every_days)
    }

    // ---- reports ----

    /// What an organisation was last told on a way, and how deliveries on it fail.
    pub fn report_state(&self, organisation: &str, channel: &str) -> Result<ReportState> {
        self.0.journal.report_state(organisation, channel)
    }

    /// Notes what an organisation was told, or that it could not be.
    pub fn set_report_state(&self, organisation: &str, channel: &str, state: &ReportState) -> Result<()> {
        self.0.journal.set_report_state(organisation, channel, state)
    }

    // ---- the catalogue itself ----

    /// Sets what the portal says about the catalogue (its title, publisher, …); replaces what it said
    /// before. Triples about datasets are left out: they are not the portal's to say. Readers in
    /// other processes see it from the next [`Self::publish`] on.
    pub fn describe(&self, triples: Vec<Triple>) -> Result<()> {
        let Inner { journal, store, base, projecting, description, .. } = &*self.0;
        let triples = project::describable(triples, base);
        let snapshots = &mut projecting.lock();
        if canonical::n_quads(&triples, base) == canonical::n_quads(&description.load(), base) {
            return Ok(());
        }
        journal.describe(base, &triples)?;
        let triples = journal.description()?;
        store.describe(&triples)?;
        description.store(Arc::new(triples));
        snapshots.outdate();
        Ok(())
    }

    /// What the portal says about the catalogue, sorted.
    pub fn description(&self) -> Arc<Vec<Triple>> {
        self.0.description.load_full()
    }

    // ---- projections ----

    /// Brings store and index to the newest seq, side by side, and publishes a snapshot for readers.
    /// Does nothing if nothing changed since the last one.
    pub fn publish(&self) -> Result<Arc<Snapshot>> {
        let Inner { journal, store, index, base, projecting, snapshot, .. } = &*self.0;
        let mut snapshots = projecting.lock();
        let published = snapshot.load_full();
        let is_measured = store.measured() == journal.quality_revision()?;
        if published.seq == journal.seq() && is_measured && !snapshots.is_outdated() {
            return Ok(published);
        }
        std::thread::scope(|threads| {
            let indexing = threads.spawn(|| project::catch_up_index(&**index, journal, &mut |_, _| {}));
            let stored = project::catch_up_store(&**store, base, journal, &mut |_, _| {});
            stored.and(indexing.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })?;
        store.flush()?;
        let seq = store.applied();
        let published = snapshots.publish(&**store, seq, journal.count_as_of(seq)?)?;
        snapshot.store(published.clone());
        Ok(published)
    }

    /// The newest published snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.0.snapshot.load_full()
    }

    /// Searches the index.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        self.0.index.search(query)
    }

    /// Number of published datasets in journal, store and index; when all views agree, journal and store
    /// hold the same, the index those that are not hidden. While a run commits, store and index lag.
    pub fn counts(&self) -> Result<Counts> {
        let Inner { journal, store, index, .. } = &*self.0;
        Ok(Counts {
            seq: journal.seq(),
            journal: journal.count()?,
            hidden: journal.count_hidden()?,
            store: store.count()?,
            index: index.count()?,
            store_seq: store.applied(),
            index_seq: index.applied(),
            assessed: journal.assessed()?,
            measured: store.count_measured()?,
        })
    }
}

/// How many datasets each view holds, at which seq.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// The journal's newest seq.
    pub seq: Seq,
    /// Datasets in the journal.
    pub journal: u64,
    /// Datasets among them for which another one is shown; they are not in the index.
    #[serde(default)]
    pub hidden: u64,
    /// Datasets in the store.
    pub store: u64,
    /// Documents in the index.
    pub index: u64,
    /// The seq the store has applied.
    pub store_seq: Seq,
    /// The seq the index has applied.
    pub index_seq: Seq,
    /// Datasets with an assessment in the journal.
    pub assessed: u64,
    /// Datasets with measurements in the store.
    pub measured: u64,
}

impl Counts {
    /// Whether all views hold what they should.
    pub fn agree(&self) -> bool {
        self.journal == self.store
            && self.journal == self.index + self.hidden
            && self.assessed == self.measured
    }
}

#[cfg(test)]
mod tests;
