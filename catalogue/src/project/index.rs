//! journal → index.

use super::Progress;
use crate::Result;
use crate::journal::{ChangeKind, Journal};
use crate::search::{SearchDocument, SearchIndex};
use datenkreis_vocab::identity::{DatasetIri, Seq};

/// Seqs an index commit covers.
const INDEX_STEP: u64 = 1_000;

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
