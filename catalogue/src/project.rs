//! journal → store, journal → index: catching up, and filling anew what is missing or damaged.
//!
//! Each projection carries the seq it has applied. Changes go in by ranges of seqs, so that after
//! every step the projection is exactly what the journal was at its seq.

use crate::archive::failed;
use crate::catalog_record::record_triples;
use crate::journal::{ChangeKind, Journal, QualityChange, Version};
use crate::search::tantivy::TantivyIndex;
use crate::search::{SearchDocument, SearchIndex};
use crate::store::{EmbeddedStore, MeasurementChange, StatementChange, Statements, TripleStore};
use crate::{Error, Result};
use datenkreis_vocab::identity::{DatasetIri, Seq};
use datenkreis_vocab::mqa;
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Seqs a store transaction covers: about 20,000 triples, 60 MB.
const STORE_STEP: u64 = 250;
/// Store transactions between two flushes: RocksDB would keep gigabytes in memory before it writes
/// them out by itself, and grows slow on them.
const STEPS_PER_FLUSH: u64 = 8;
/// Seqs an index commit covers.
const INDEX_STEP: u64 = 1_000;
/// Assessments a store transaction covers.
const QUALITY_STEP: usize = 250;
/// Versions read at once while loading a store.
const LOAD_STEP: usize = 200;

/// Called with (done, total) versions while a projection is filled anew.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Opens the store and brings it to the journal's seq. It is filled anew when it cannot be opened,
/// is ahead of the journal, was made for another base, or holds another number of datasets.
pub(crate) fn open_store(
    directory: &Path,
    base: &str,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<EmbeddedStore> {
    match catch_up_opened(directory, base, journal, progress) {
        Ok(Some(store)) => return Ok(store),
        Ok(None) => {}
        // The journal is not to blame and not to be blamed on: only its own errors end the attempt.
        Err(error @ (Error::Journal { .. } | Error::Damaged { .. })) => return Err(error),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the store is damaged"),
    }
    tracing::warn!(seq = journal.seq().0, "filling the store anew from the journal");
    remove(directory)?;
    let store = EmbeddedStore::open(directory, base)?;
    catch_up_store(&store, base, journal, progress)?;
    catch_up_quality(&store, journal)?;
    store.describe(&journal.description()?)?;
    Ok(store)
}

/// `None` if the store opened is not a former state of this journal.
fn catch_up_opened(
    directory: &Path,
    base: &str,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<Option<EmbeddedStore>> {
    let store = EmbeddedStore::open(directory, base)?;
    if store.applied() == Seq(0) && !store.is_empty()? {
        tracing::warn!("the store was made for another base");
        return Ok(None);
    }
    if store.measured() > journal.quality_revision()? {
        tracing::warn!("the store's measurements are ahead of the journal");
        return Ok(None);
    }
    if store.applied() > journal.seq() {
        tracing::warn!(
            store = store.applied().0,
            journal = journal.seq().0,
            "the store is ahead of the journal"
        );
        return Ok(None);
    }
    catch_up_store(&store, base, journal, progress)?;
    let (held, published) = (store.count()?, journal.count()?);
    if held != published {
        tracing::warn!(store = held, journal = published, "the store holds another number of datasets");
        return Ok(None);
    }
    catch_up_quality(&store, journal)?;
    let (measured, assessed) = (store.count_measured()?, journal.assessed()?);
    if measured != assessed {
        tracing::warn!(store = measured, journal = assessed, "the store measures another number of datasets");
        return Ok(None);
    }
    store.describe(&journal.description()?)?;
    Ok(Some(store))
}

/// Opens the index and brings it to the journal's seq, filling it anew when it is ahead of the
/// journal or holds another number of documents.
pub(crate) fn open_index(
    directory: &Path,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<TantivyIndex> {
    let index = TantivyIndex::open(directory)?;
    if index.applied() <= journal.seq() {
        catch_up_index(&index, journal, progress)?;
        if index.count()? == journal.count_as_of(journal.seq())? {
            return Ok(index);
        }
    }
    tracing::warn!(
        index = index.applied().0,
        journal = journal.seq().0,
        documents = index.count()?,
        "the index does not agree with the journal; filling it anew"
    );
    drop(index);
    remove(directory)?;
    let index = TantivyIndex::open(directory)?;
    catch_up_index(&index, journal, progress)?;
    Ok(index)
}

/// Applies to the store what the journal has beyond it: in bulk as far as everything is new to the
/// store, which is many times faster, else transaction by transaction.
pub(crate) fn catch_up_store(
    store: &dyn TripleStore,
    base: &str,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<()> {
    let target = journal.seq();
    let mut steps = 0;
    while store.applied() < target {
        let applied = store.applied();
        let new_until = journal.new_until(applied, target)?;
        if new_until.0 > applied.0 + STORE_STEP {
            load(store, base, journal, new_until, progress)?;
            if new_until.0 > 2 * applied.0 {
                store.compact()?;
            }
            continue;
        }
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
    let mut speakers = seqs.chunks(LOAD_STEP).flat_map(|chunk| {
        progress(chunk[0].0, until.0);
        match journal.versions(chunk) {
            Ok(versions) => versions
                .into_iter()
                .map(|version| Ok((speaker(&version), statements(version, base))))
                .collect(),
            Err(error) => vec![Err(error)],
        }
    });
    store.load(&mut speakers, until)?;
    progress(until.0, until.0);
    Ok(())
}

/// Brings the store's measurements to the journal's assessments: in bulk as far as every dataset is new
/// to them, else transaction by transaction.
pub(crate) fn catch_up_quality(store: &dyn TripleStore, journal: &Journal) -> Result<()> {
    let target = journal.quality_revision()?;
    let mut steps = 0;
    while store.measured() < target {
        let measured = store.measured();
        let new_until = journal.new_assessments_until(measured, target)?;
        if new_until > measured + QUALITY_STEP as u64 {
            load_measurements(store, journal, new_until)?;
            continue;
        }
        let changes = journal.quality_changes(measured, QUALITY_STEP)?;
        // Revisions that are not there any more were replaced by later ones.
        let until = changes.last().map_or(target, |change| change.revision);
        store.measure(changes.into_iter().map(measurement_change).collect(), until)?;
        steps += 1;
        if steps % STEPS_PER_FLUSH == 0 {
            store.flush()?;
        }
    }
    if target > 0 {
        store.describe_measurements(&mqa::descriptions())?;
    }
    Ok(())
}

/// Loads the assessments up to revision `until`, all of datasets of which the store measures nothing.
fn load_measurements(store: &dyn TripleStore, journal: &Journal, until: u64) -> Result<()> {
    let mut after = store.measured();
    let mut steps = std::iter::from_fn(|| {
        let changes = match journal.quality_changes(after, LOAD_STEP) {
            Ok(changes) => changes,
            Err(error) => return Some(vec![Err(error)]),
        };
        after = changes.last()?.revision;
        let within = changes.into_iter().filter(|change| change.revision <= until);
        let measurements: Vec<_> = within.map(|change| Ok(measurement_change(change).measurements)).collect();
        (!measurements.is_empty()).then_some(measurements)
    })
    .flatten();
    store.load_measurements(&mut steps, until)
}

fn measurement_change(change: QualityChange) -> MeasurementChange {
    let measure = |assessment| mqa::measurements(change.dataset.as_str(), &assessment);
    MeasurementChange {
        measurements: change.assessment.map(measure).unwrap_or_default(),
        dataset: NamedNode::new_unchecked(change.dataset.as_str()),
        is_new: change.is_new,
    }
}

/// Applies to the index what the journal has beyond it.
pub(crate) fn catch_up_index(
    index: &dyn SearchIndex,
    journal: &Journal,
    progress: Progress<'_>,
) -> Result<()> {
    let target = journal.seq();
    while index.applied() < target {
        let applied = index.applied();
        let until = Seq(target.0.min(applied.0 + INDEX_STEP));
        let mut documents = Vec::new();
        let mut withdrawn: Vec<DatasetIri> = Vec::new();
        for (seq, is_hidden) in journal.views_changed(applied, until)? {
            let Some(version) = journal.version(seq)? else { continue };
            if is_hidden || version.kind == ChangeKind::Withdrawn {
                withdrawn.push(version.dataset);
            } else {
                documents.push(SearchDocument::from_version(&version));
            }
        }
        index.apply(documents, &withdrawn, until)?;
        progress(until.0, target.0);
    }
    index.prepare()
}

/// Deletes a projection's directory.
pub(crate) fn remove(directory: &Path) -> Result<()> {
    let removed =
        if directory.is_file() { fs::remove_file(directory) } else { fs::remove_dir_all(directory) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("removing", directory)(error)),
        _ => Ok(()),
    }
}

fn speaker(version: &Version) -> NamedNode {
    NamedNode::new_unchecked(version.dataset.as_str())
}

/// What a version says in the catalogue. Its own triples are those about the dataset's IRI and what
/// lies below it. A triple about another dataset, or about the catalogue, stays in the journal and
/// on the dataset's page but is not the dataset's to say: else one source could write into the
/// records of another.
fn statements(version: Version, base: &str) -> Statements {
    let mut own = record_triples(&version, base);
    let mut shared = Vec::new();
    for triple in version.triples {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            continue;
        };
        if is_at_or_below(subject.as_str(), version.dataset.as_str()) {
            own.push(triple);
        } else if !is_reserved(subject.as_str(), base) {
            shared.push(triple);
        }
    }
    Statements { own, shared }
}

/// The part of a description that is the portal's to say: nothing about datasets.
pub(crate) fn describable(triples: Vec<Triple>, base: &str) -> Vec<Triple> {
    let datasets = format!("{base}/dataset");
    let is_dataset = |node: &NamedNode| is_at_or_below(node.as_str(), &datasets);
    let about_datasets =
        |triple: &Triple| matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if is_dataset(node));
    triples.into_iter().filter(|triple| !about_datasets(triple)).collect()
}

fn is_reserved(subject: &str, base: &str) -> bool {
    ["/catalog", "/dataset", "/graph"].iter().any(|part| {
        subject.strip_prefix(base).and_then(|rest| rest.strip_prefix(part)).is_some_and(starts_below)
    })
}

fn is_at_or_below(iri: &str, ancestor: &str) -> bool {
    iri.strip_prefix(ancestor).is_some_and(starts_below)
}

fn starts_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '#'])
}
