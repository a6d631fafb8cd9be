//! journal → store: statements and measurements.

use super::Progress;
use super::measurements::{apply_measurements, load_new_measurements};
use super::statements::{speaker, statements};
use crate::Result;
use crate::journal::Journal;
use crate::store::{StatementChange, Statements, TripleStore};
use datenkreis_vocab::identity::Seq;
use oxrdf::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::panic::resume_unwind;

/// Seqs a store transaction covers: about 20,000 triples, 60 MB.
const STORE_STEP: u64 = 250;
/// Store transactions between two flushes: RocksDB would keep gigabytes in memory before it writes
/// them out by itself, and grows slow on them.
pub(super) const STEPS_PER_FLUSH: u64 = 8;
/// Versions read at once while loading a store.
pub(super) const LOAD_STEP: usize = 200;

/// Applies to the store what the journal has beyond it: in bulk as far as everything is new to the
/// store, which is many times faster, else transaction by transaction.
///
/// Statements and measurements are loaded side by side. Transactions follow one another, for two of them
/// may wait for the same term.
pub(crate) fn catch_up_store(
    store: &dyn TripleStore,
    base: &str,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<()> {
    let before = store.applied();
    std::thread::scope(|threads| {
        let measuring = threads.spawn(|| load_new_measurements(store, journal));
        let loaded = load_new(store, base, journal, progress);
        loaded.and(measuring.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    if store.applied().0 > 2 * before.0 {
        store.compact()?;
    }
    apply(store, base, journal, progress)?;
    apply_measurements(store, journal)
}

/// Loads the versions that come next, as far as the store knows nothing of their datasets.
fn load_new(store: &dyn TripleStore, base: &str, journal: &Journal, progress: Progress<'_>) -> Result<()> {
    let applied = store.applied();
    let new_until = journal.new_until(applied, journal.seq())?;
    if new_until.0 > applied.0 + STORE_STEP {
        load(store, base, journal, new_until, progress)?;
    }
    Ok(())
}

fn apply(store: &dyn TripleStore, base: &str, journal: &Journal, progress: Progress<'_>) -> Result<()> {
    let target = journal.seq();
    let mut steps = 0;
    while store.applied() < target {
        let applied = store.applied();
        let until = Seq(target.0.min(applied.0 + STORE_STEP));
        let pairs = journal.pairs(&journal.changed(applied, until)?, applied)?;
        let changes: Vec<StatementChange> = pairs
            .into_iter()
            .map(|pair| StatementChange {
                speaker: speaker(&pair.after),
                before: pair.before.map(|version| statements(version, base)).unwrap_or_default(),
                after: statements(pair.after, base),
            })
            .collect();
        store.apply(changes, until)?;
        progress(until.0, target.0);
        steps += 1;
        if steps % STEPS_PER_FLUSH == 0 {
            store.flush()?;
        }
        load_new(store, base, journal, progress)?;
    }
    Ok(())
}

/// Loads everything up to `until`, of which the store knows nothing.
fn load(
    store: &dyn TripleStore,
    base: &str,
    journal: &Journal,
    until: Seq,
    progress: Progress<'_>,
) -> Result<()> {
    let seqs = journal.changed(store.applied(), until)?;
    let said = |&seq: &Seq| -> Result<Option<(NamedNode, Statements)>> {
        let version = journal.version(seq)?;
        Ok(version.map(|version| (speaker(&version), statements(version, base))))
    };
    let mut speakers = seqs.chunks(LOAD_STEP).flat_map(|chunk| {
        progress(chunk[0].0, until.0);
        let said: Vec<_> = chunk.par_iter().map(said).collect();
        said.into_iter().filter_map(Result::transpose)
    });
    store.load(&mut speakers, until)?;
    progress(until.0, until.0);
    Ok(())
}
