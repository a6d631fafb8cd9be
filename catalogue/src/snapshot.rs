//! A published state for readers in other processes: a checkpoint of the store at one seq.

use crate::Result;
use crate::archive::{failed, sync_directory};
use crate::project::remove;
use crate::store::TripleStore;
use datenkreis_vocab::identity::Seq;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Snapshots kept whatever their age.
const KEPT: usize = 3;
/// Younger ones are kept too: a worker may be about to open them.
const KEPT_FOR: Duration = Duration::from_secs(3600);

/// A snapshot. Its directory lives until it is neither the newest, nor one of the last three, nor
/// younger than an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The seq all views have applied.
    pub seq: Seq,
    /// Directory of the store checkpoint, to be opened read-only.
    pub store: PathBuf,
    /// When it was published.
    pub at: Timestamp,
    /// Number of datasets shown in it.
    pub datasets: u64,
}

/// The directory of snapshots: one subdirectory each, named `<seq>-<number>`, for the catalogue's
/// description may change without a new seq.
pub(crate) struct Snapshots {
    directory: PathBuf,
    /// Oldest first.
    kept: VecDeque<(PathBuf, SystemTime)>,
    number: u64,
    /// Whether the store changed without a new seq.
    outdated: bool,
}

impl Snapshots {
    /// Opens or creates the directory and clears away what a crash left unfinished.
    pub fn open(directory: &Path) -> Result<Self> {
        fs::create_dir_all(directory).map_err(failed("creating", directory))?;
        let mut kept = Vec::new();
        let mut number = 0;
        for entry in fs::read_dir(directory).map_err(failed("reading", directory))? {
            let path = entry.map_err(failed("reading", directory))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match name.split_once('-').and_then(|(_, number)| number.parse::<u64>().ok()) {
                Some(found) => {
                    number = number.max(found);
                    let made = fs::metadata(&path)
                        .and_then(|about| about.modified())
                        .map_err(failed("reading", &path))?;
                    kept.push((found, (path, made)));
                }
                None => remove(&path)?,
            }
        }
        kept.sort_unstable_by_key(|&(number, _)| number);
        let kept = kept.into_iter().map(|(_, kept)| kept).collect();
        Ok(Self { directory: directory.to_owned(), kept, number, outdated: false })
    }

    /// Notes that the store changed without a new seq.
    pub fn outdate(&mut self) {
        self.outdated = true;
    }

    /// Whether the store changed without a new seq since the last snapshot.
    pub fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// Makes a snapshot of the store, which has applied `seq`, and removes those not needed any more.
    pub fn publish(&mut self, store: &dyn TripleStore, seq: Seq, datasets: u64) -> Result<Arc<Snapshot>> {
        self.number += 1;
        let unfinished = self.directory.join("unfinished");
        let finished = self.directory.join(format!("{seq}-{}", self.number));
        remove(&unfinished)?;
        store.checkpoint(&unfinished)?;
        fs::rename(&unfinished, &finished).map_err(failed("publishing", &finished))?;
        sync_directory(&self.directory)?;
        self.kept.push_back((finished.clone(), SystemTime::now()));
        self.outdated = false;
        self.remove_old();
        Ok(Arc::new(Snapshot { seq, store: finished, at: Timestamp::now(), datasets }))
    }

    fn remove_old(&mut self) {
        while self.kept.len() > KEPT
            && let Some((path, made)) = self.kept.front()
            && made.elapsed().is_ok_and(|age| age > KEPT_FOR)
        {
            if let Err(error) = remove(path) {
                tracing::warn!(error = &error as &dyn std::error::Error, "an old snapshot stays on the disk");
            }
            self.kept.pop_front();
        }
    }
}
