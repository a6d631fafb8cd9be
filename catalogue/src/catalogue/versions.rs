//! Versions of datasets, and what was found about them.

use super::{Catalogue, Committed};
use crate::Result;
use crate::document::{Document, document};
use crate::journal::{
    Change, DatasetFindings, FindingSummary, PropertyCount, Received, RuleCount, RunId, Scope, ToDo, Version,
    Whose,
};
use datenkreis_vocab::identity::{DatasetIri, Seq, SourceId};
use std::collections::VecDeque;
use std::sync::Arc;

/// Snapshots whose list of versions stays in memory: 8 bytes a dataset each.
const LISTS_CACHED: usize = 8;

impl Catalogue {
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

    /// A document of these versions that stands for itself, as of `snapshot`: a page of the feed, or one
    /// dataset alone.
    pub fn document(&self, versions: Vec<Version>, snapshot: Seq) -> Result<Document> {
        document(versions, |dataset| self.0.journal.version_of(dataset, snapshot))
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

    /// What there is to do about the next `limit` assessed datasets after the one at position `after` (0 for
    /// the first), and since when. Datasets about which nothing is to be done are among them.
    pub fn to_do(&self, whose: &Whose, after: u64, limit: u64) -> Result<Vec<ToDo>> {
        self.0.journal.to_do(whose, after, limit)
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
}
