//! The whole data directory behind one door.

mod answers;
mod harvest;
mod links;
mod quality;
mod relating;
mod statistics;
mod versions;

use crate::archive::{Archive, failed};
use crate::cubes::export::Names;
use crate::cubes::{Cubes, Statistics};
use crate::journal::Journal;
use crate::project::{self, Progress};
use crate::rdf::canonical;
use crate::search::{SearchIndex, SearchPage, SearchQuery};
use crate::snapshot::{Snapshot, Snapshots};
use crate::store::TripleStore;
use crate::{Result, lock};
use arc_swap::ArcSwap;
use datenkreis_vocab::identity::Seq;
use oxrdf::Triple;
use parking_lot::Mutex;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the data directory lies and what the projections need to know.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The data directory; created if absent.
    pub directory: PathBuf,
    /// The portal's base IRI without trailing slash.
    pub base: String,
    /// What is said about all cubes.
    pub statistics: Statistics,
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
    statistics: Statistics,
    cubes: ArcSwap<Cubes>,
    /// Held while cubes are made of readings.
    uniting: Mutex<()>,
    /// The cubes as the store holds them; changed while projecting only.
    stored: Mutex<Arc<Cubes>>,
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
        let Options { directory, base, statistics } = options;
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
        let past = |revision| statistics::unite_as_of(&journal, revision, &statistics).map(Arc::new);
        let cubes = past(journal.readings_revision()?)?;
        statistics::publish_datasets(&journal, &base, &cubes, &statistics)?;
        let names = Names { base: &base, areas: &statistics.areas };
        let store = project::open_store(&store_at, &names, &journal, &cubes, &past, progress)?;
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
            statistics,
            cubes: ArcSwap::new(cubes.clone()),
            uniting: Mutex::default(),
            stored: Mutex::new(cubes),
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

    /// Brings store and index to the newest seq, side by side, and publishes a snapshot for readers.
    /// Does nothing if nothing changed since the last one.
    pub fn publish(&self) -> Result<Arc<Snapshot>> {
        let Inner { journal, store, index, base, projecting, snapshot, stored, .. } = &*self.0;
        let mut snapshots = projecting.lock();
        let published = snapshot.load_full();
        let is_measured = store.measured() == journal.quality_revision()?;
        let cubes = self.cubes();
        let is_counted = store.counted() == cubes.revision();
        if published.seq == journal.seq() && is_measured && is_counted && !snapshots.is_outdated() {
            return Ok(published);
        }
        std::thread::scope(|threads| {
            let indexing = threads.spawn(|| project::catch_up_index(&**index, journal, &mut |_, _| {}));
            let held = stored.lock().clone();
            let past = |_| Ok(held.clone());
            let stored = project::catch_up_store(&**store, base, journal, &mut |_, _| {}).and_then(|()| {
                if Arc::ptr_eq(&held, &cubes) {
                    return Ok(());
                }
                project::catch_up_cubes(&**store, &self.names(), &cubes, &past)
            });
            stored.and(indexing.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })?;
        *stored.lock() = cubes;
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
        let cubes = self.cubes();
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
            readings: cubes.revision(),
            store_readings: store.counted(),
            observations: cubes.observations(),
            stored_observations: store.count_observations()?,
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
    /// The revision of readings that the cubes were made of.
    #[serde(default)]
    pub readings: u64,
    /// The revision of readings the store has applied.
    #[serde(default)]
    pub store_readings: u64,
    /// Observations of all cubes.
    #[serde(default)]
    pub observations: u64,
    /// Observations in the store.
    #[serde(default)]
    pub stored_observations: u64,
}

impl Counts {
    /// Whether all views hold what they should.
    pub fn agree(&self) -> bool {
        self.journal == self.store
            && self.journal == self.index + self.hidden
            && self.assessed == self.measured
            && self.observations == self.stored_observations
    }
}

#[cfg(test)]
mod tests;
