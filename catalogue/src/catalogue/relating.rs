//! Which datasets are the same: asked after every run, answered for pages and commands.

use super::Catalogue;
use crate::Result;
use crate::journal::{ChangeKind, Version};
use crate::relations::{Compared, Decided, Decision, Policy, is_current};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::{DatasetIri, Seq};
use datenkreis_vocab::model::{Dataset, LangString};
use oxrdf::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Seqs whose datasets are compared in one transaction.
const STEP: u64 = 500;

impl Catalogue {
    /// Decides which datasets of different sources are the same, and which of them is shown, as far as
    /// something changed since the last time. Decisions take the next seqs; store and index follow with
    /// [`Self::publish`].
    pub fn relate(&self, policy: &Policy) -> Result<Decided> {
        let _deciding = self.0.deciding.lock();
        let journal = &self.0.journal;
        let (mut compared, before) = journal.decided()?;
        if !is_current(&before) {
            compared = Seq(0);
        }
        let target = journal.seq();
        if compared == target && before == policy.fingerprint() {
            return Ok(Decided::default());
        }
        while compared < target {
            let until = Seq(target.0.min(compared.0 + STEP));
            let keys = |&seq: &Seq| Ok(journal.version(seq)?.map(keys));
            let keys: Vec<_> =
                journal.changed(compared, until)?.par_iter().map(keys).collect::<Result<_>>()?;
            journal.compare(&keys.into_iter().flatten().collect::<Vec<_>>(), until)?;
            compared = until;
        }
        if target == Seq(0) {
            return Ok(Decided::default());
        }
        let decided = journal.decide(policy)?;
        if decided != Decided::default() {
            tracing::info!(
                hidden = decided.hidden,
                shown = decided.shown,
                "decided which datasets are the same"
            );
        }
        Ok(decided)
    }

    /// The decisions that concern a dataset: the one that hides it, or those that hide others for it.
    pub fn decisions_about(&self, dataset: &DatasetIri) -> Result<Vec<Decision>> {
        self.0.journal.decisions_about(dataset)
    }

    /// The shown datasets of the same source and publisher whose titles differ from this one's in their
    /// times only (`Wahl 2014`, `Wahl 2019`), this one among them, by their time, with their titles. None if they are fewer than
    /// three, or two of polls, or if the dataset is in a series already.
    pub fn siblings(&self, dataset: &DatasetIri) -> Result<Vec<(DatasetIri, LangString)>> {
        self.0.journal.siblings(dataset)
    }

    /// The next `limit` decisions that hold now, after the one with seq `after` (0 for the first).
    pub fn decisions(&self, after: Seq, limit: u64) -> Result<Vec<Decision>> {
        self.0.journal.decisions(after, limit)
    }
}

fn keys(version: Version) -> (DatasetIri, Compared) {
    if version.kind == ChangeKind::Withdrawn {
        return (version.dataset, Compared::default());
    }
    let iri = NamedNode::new_unchecked(version.dataset.as_str());
    let (dataset, _) = Dataset::from_rdf(&Graph::from_iter(version.triples), &iri);
    (version.dataset, Compared::of(&dataset))
}

#[cfg(test)]
mod tests;
