//! journal → index.

use super::Progress;
use crate::Result;
use crate::journal::{ChangeKind, Journal, Version};
use crate::search::{SearchDocument, SearchIndex};
use datenkreis_vocab::identity::{DatasetIri, Seq};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

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
        let views: Vec<View> = journal
            .views_changed(applied, until)?
            .into_par_iter()
            .map(|(seq, is_hidden)| Ok(journal.version(seq)?.map(|version| view(&version, is_hidden))))
            .filter_map(Result::transpose)
            .collect::<Result<_>>()?;
        let mut documents = Vec::new();
        let mut withdrawn = Vec::new();
        for view in views {
            match view {
                View::Shown(document) => documents.push(*document),
                View::Gone(dataset) => withdrawn.push(dataset),
            }
        }
        index.apply(documents, &withdrawn, until)?;
        progress(until.0, target.0);
    }
    index.prepare()
}

/// What the index shall hold of a dataset.
enum View {
    Shown(Box<SearchDocument>),
    Gone(DatasetIri),
}

fn view(version: &Version, is_hidden: bool) -> View {
    if is_hidden || version.kind == ChangeKind::Withdrawn {
        View::Gone(version.dataset.clone())
    } else {
        View::Shown(Box::new(SearchDocument::from_version(version)))
    }
}
