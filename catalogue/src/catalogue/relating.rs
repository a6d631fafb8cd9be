//! Which datasets are the same, and which are a series: asked after every run, answered for pages and commands.

mod series;

use super::{Catalogue, Inner};
use crate::Result;
use crate::journal::{ChangeKind, Version};
use crate::relations::{Compared, Decided, Decision, Doubt, Policy, is_current};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::{DatasetIri, Seq, SourceId};
use datenkreis_vocab::model::Dataset;
use oxrdf::NamedNode;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::HashMap;

/// Seqs whose datasets are compared in one transaction.
const STEP: u64 = 500;

impl Catalogue {
    /// Decides which datasets of different sources are the same, and which of them is shown, and brings the
    /// series to what the operator says, as far as something changed since the last time. What follows takes
    /// the next seqs; store and index follow with [`Self::publish`].
    pub fn relate(&self, policy: &Policy) -> Result<Decided> {
        let _deciding = self.0.deciding.lock();
        let journal = &self.0.journal;
        let target = journal.seq();
        let fingerprint = policy.fingerprint();
        if target == Seq(0) || journal.related()? == (target, fingerprint.clone()) {
            return Ok(Decided::default());
        }
        self.compare(target)?;
        let decided = journal.decide(policy)?;
        if decided != Decided::default() {
            tracing::info!(
                hidden = decided.hidden,
                shown = decided.shown,
                "decided which datasets are the same"
            );
        }
        let versions = self.relate_series(policy)?;
        let own = Seq(target.0 + decided.hidden + decided.shown + versions);
        let newest = journal.seq();
        self.compare(newest)?;
        // If others committed meanwhile, what they changed is still to be looked at.
        journal.set_related(if newest == own { own } else { target }, &fingerprint)?;
        Ok(decided)
    }

    /// Brings the keys to a seq.
    fn compare(&self, target: Seq) -> Result<()> {
        let Inner { journal, base, .. } = &*self.0;
        let (mut compared, before) = journal.decided()?;
        if !before.is_empty() && !is_current(&before) {
            compared = Seq(0);
        }
        while compared < target {
            let until = Seq(target.0.min(compared.0 + STEP));
            let keys = |&seq: &Seq| Ok(journal.version(seq)?.map(|version| keys(version, base)));
            let keys: Vec<_> =
                journal.changed(compared, until)?.par_iter().map(keys).collect::<Result<_>>()?;
            journal.compare(&keys.into_iter().flatten().collect::<Vec<_>>(), until)?;
            compared = until;
        }
        Ok(())
    }

    /// The decisions that concern a dataset: the one that hides it, or those that hide others for it.
    pub fn decisions_about(&self, dataset: &DatasetIri) -> Result<Vec<Decision>> {
        self.0.journal.decisions_about(dataset)
    }

    /// The datasets that are not shown for these are, with their sources; those without are left out.
    pub fn hidden_by(
        &self,
        shown: &[&DatasetIri],
    ) -> Result<HashMap<DatasetIri, Vec<(DatasetIri, SourceId)>>> {
        self.0.journal.hidden_by(shown)
    }

    /// Datasets of different sources that share a key, but are both shown, for title, period or publisher speaks
    /// against their being the same, and the operator said nothing about them.
    pub fn doubts(&self, policy: &Policy) -> Result<Vec<Doubt>> {
        self.0.journal.doubts(&policy.same.union(&policy.different).cloned().collect())
    }

    /// The next `limit` decisions that hold now, after the one with seq `after` (0 for the first).
    pub fn decisions(&self, after: Seq, limit: u64) -> Result<Vec<Decision>> {
        self.0.journal.decisions(after, limit)
    }
}

fn keys(version: Version, base: &str) -> (DatasetIri, Compared) {
    if version.kind == ChangeKind::Withdrawn {
        return (version.dataset, Compared::default());
    }
    let iri = NamedNode::new_unchecked(version.dataset.as_str());
    let (dataset, _) = Dataset::from_rdf(&Graph::from_iter(version.triples), &iri);
    (version.dataset, Compared::of(&dataset, base))
}

#[cfg(test)]
mod tests;
