//! journal → store, journal → index: catching up, and filling anew what is missing or damaged.
//!
//! Each projection carries the seq it has applied. Changes go in by ranges of seqs, so that after
//! every step the projection is exactly what the journal was at its seq.

mod cubes;
mod index;
mod measurements;
mod statements;
mod store;

pub(crate) use cubes::catch_up_cubes;
pub(crate) use index::catch_up_index;
pub(crate) use statements::describable;
pub(crate) use store::catch_up_store;

use crate::archive::failed;
use crate::cubes::Cubes;
use crate::cubes::export::Names;
use crate::journal::Journal;
use crate::search::SearchIndex;
use crate::search::tantivy::TantivyIndex;
use crate::store::{EmbeddedStore, TripleStore};
use crate::{Error, Result};
use datenkreis_vocab::identity::Seq;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// Called with (done, total) versions while a projection is filled anew.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Opens the store and brings it to the journal's seq. It is filled anew when it cannot be opened,
/// is ahead of the journal, was made for another base, or holds another number of datasets.
pub(crate) fn open_store(
    directory: &Path,
    names: &Names<'_>,
    journal: &Journal,
    cubes: &Cubes,
    past: &dyn Fn(u64) -> Result<Arc<Cubes>>,
    progress: Progress<'_>,
) -> Result<EmbeddedStore> {
    match catch_up_opened(directory, names, journal, cubes, past, progress) {
        Ok(Some(store)) => return Ok(store),
        Ok(None) => {}
        // The journal is not to blame and not to be blamed on: only its own errors end the attempt.
        Err(error @ (Error::Journal { .. } | Error::Damaged { .. } | Error::DamagedReading { .. })) => {
            return Err(error);
        }
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the store is damaged"),
    }
    tracing::warn!(seq = journal.seq().0, "filling the store anew from the journal");
    remove(directory)?;
    let store = EmbeddedStore::open(directory, names.base)?;
    catch_up_store(&store, names.base, journal, progress)?;
    catch_up_cubes(&store, names, cubes, past)?;
    store.describe(&journal.description()?)?;
    Ok(store)
}

/// `None` if the store opened is not a former state of this journal.
fn catch_up_opened(
    directory: &Path,
    names: &Names<'_>,
    journal: &Journal,
    cubes: &Cubes,
    past: &dyn Fn(u64) -> Result<Arc<Cubes>>,
    progress: Progress<'_>,
) -> Result<Option<EmbeddedStore>> {
    let store = EmbeddedStore::open(directory, names.base)?;
    if store.applied() == Seq(0) && !store.is_empty()? {
        tracing::warn!("the store was made for another base");
        return Ok(None);
    }
    if store.measured() > journal.quality_revision()? {
        tracing::warn!("the store's measurements are ahead of the journal");
        return Ok(None);
    }
    if store.counted() > cubes.revision() {
        tracing::warn!("the store's observations are ahead of the journal");
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
    catch_up_store(&store, names.base, journal, progress)?;
    let (held, published) = (store.count()?, journal.count()?);
    if held != published {
        tracing::warn!(store = held, journal = published, "the store holds another number of datasets");
        return Ok(None);
    }
    let (measured, assessed) = (store.count_measured()?, journal.assessed()?);
    if measured != assessed {
        tracing::warn!(store = measured, journal = assessed, "the store measures another number of datasets");
        return Ok(None);
    }
    catch_up_cubes(&store, names, cubes, past)?;
    let (stored, observations) = (store.count_observations()?, cubes.observations());
    if stored != observations {
        tracing::warn!(
            store = stored,
            cubes = observations,
            "the store holds another number of observations"
        );
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

/// Deletes a projection's directory.
pub(crate) fn remove(directory: &Path) -> Result<()> {
    let removed =
        if directory.is_file() { fs::remove_file(directory) } else { fs::remove_dir_all(directory) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("removing", directory)(error)),
        _ => Ok(()),
    }
}
