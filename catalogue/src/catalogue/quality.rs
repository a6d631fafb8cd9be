//! What datasets are worth, and what their publishers were told.

use super::Catalogue;
use crate::Result;
use crate::journal::{
    ConstraintCount, DatasetConstraints, DatasetQuality, EventsOf, MetricShare, QualityEvent, QualityPattern,
    QualitySums, QualityThen, ReportState, Scope,
};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::mqa::Links;
use jiff::civil::Date;

impl Catalogue {
    /// The quality of a published dataset; `None` if it was not assessed.
    pub fn quality_of(&self, dataset: &DatasetIri) -> Result<Option<DatasetQuality>> {
        self.0.journal.quality_of(dataset)
    }

    /// How the score of a dataset developed, oldest first: one entry for each change of it.
    pub fn quality_history_of(&self, dataset: &DatasetIri) -> Result<Vec<QualityThen>> {
        self.0.journal.quality_history_of(dataset)
    }

    /// What the datasets of a scope add up to; no datasets if there are none.
    pub fn quality_summary(&self, scope: &Scope) -> Result<QualitySums> {
        self.0.journal.quality_summary(scope)
    }

    /// The same for every source with assessed datasets.
    pub fn quality_of_sources(&self) -> Result<Vec<(SourceId, QualitySums)>> {
        let found = self.0.journal.quality_summaries(&Scope::Source(SourceId::new("")))?;
        Ok(found.into_iter().map(|(id, sums)| (SourceId::new(id), sums)).collect())
    }

    /// The same for every organisation of the region with assessed datasets, by its id.
    pub fn quality_of_organisations(&self) -> Result<Vec<(String, QualitySums)>> {
        self.0.journal.quality_summaries(&Scope::Organisation(String::new()))
    }

    /// The sums of a scope at the end of each day (UTC) on which they changed, from `since` on, oldest
    /// first. On other days they were as on the last day before.
    pub fn quality_history(&self, scope: &Scope, since: Date) -> Result<Vec<(Date, QualitySums)>> {
        self.0.journal.quality_history(scope, since)
    }

    /// `limit` datasets of a scope from `offset` on, those with the fewest points first.
    pub fn lowest(&self, scope: &Scope, offset: u64, limit: u64) -> Result<Vec<DatasetQuality>> {
        self.0.journal.lowest(scope, offset, limit)
    }

    /// The outcomes that datasets of a scope have, and how many have them: what each remedy brings follows
    /// from these, see [`RemedySum::all`](crate::journal::RemedySum::all).
    pub fn quality_patterns(&self, scope: &Scope) -> Result<Vec<QualityPattern>> {
        self.0.journal.quality_patterns(scope)
    }

    /// `limit` datasets of a scope with one of these outcomes from `offset` on, those with the fewest
    /// points first; the patterns tell how many there are.
    pub fn with_patterns(
        &self,
        scope: &Scope,
        patterns: &[QualityPattern],
        offset: u64,
        limit: u64,
    ) -> Result<Vec<DatasetQuality>> {
        self.0.journal.with_patterns(scope, patterns, offset, limit)
    }

    /// What changed about the quality of datasets, newest first: `limit` events before the one numbered
    /// `before`; if `only_worse`, those after which there is more to do.
    pub fn quality_events(
        &self,
        of: &EventsOf,
        only_worse: bool,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<QualityEvent>> {
        self.0.journal.quality_events(of, only_worse, before, limit)
    }

    /// How many datasets of a scope gained each metric, in the order of the published method.
    pub fn metric_shares(&self, scope: &Scope) -> Result<Vec<MetricShare>> {
        Ok(self.quality_summary(scope)?.shares())
    }

    /// How many datasets of a scope break which official constraints, on arrival and as published; those most
    /// often broken as published first. Only violations count.
    pub fn broken_constraints(&self, scope: &Scope) -> Result<Vec<ConstraintCount>> {
        self.0.journal.broken_constraints(scope)
    }

    /// The next `limit` datasets of a scope that break constraints, or did on their arrival, after the one at
    /// position `after` (0 for the first).
    pub fn datasets_with_broken_constraints(
        &self,
        scope: &Scope,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetConstraints>> {
        self.0.journal.datasets_with_broken_constraints(scope, after, limit)
    }

    /// Assesses the published versions of datasets again, with what is now known about their links;
    /// datasets that are unknown, withdrawn or not assessed are passed over. Returns how many
    /// assessments changed. The store follows with [`Self::publish`].
    pub fn assess_again(&self, datasets: &[DatasetIri], links: &dyn Links) -> Result<u64> {
        self.0.journal.assess_again(datasets, links)
    }

    /// What an organisation was last told on a way, and how deliveries on it fail.
    pub fn report_state(&self, organisation: &str, channel: &str) -> Result<ReportState> {
        self.0.journal.report_state(organisation, channel)
    }

    /// Notes what an organisation was told, or that it could not be.
    pub fn set_report_state(&self, organisation: &str, channel: &str, state: &ReportState) -> Result<()> {
        self.0.journal.set_report_state(organisation, channel, state)
    }
}
