//! How the addresses stand that datasets name.

use super::Catalogue;
use crate::Result;
use crate::journal::{BadLink, DueLink, DueLinks, LinkCheck, LinkCounts, LinkHealth, LinkState, LinkTry};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use std::collections::HashMap;

impl Catalogue {
    /// How an address stands; `None` if no published dataset names it as the access or download address of
    /// a distribution or the endpoint of a service.
    pub fn link_state(&self, url: &str) -> Result<Option<LinkState>> {
        self.0.journal.link_state(url)
    }

    /// How several addresses stand; unknown ones are left out.
    pub fn link_states(&self, urls: &[&str]) -> Result<HashMap<String, LinkState>> {
        self.0.journal.link_states(urls)
    }

    /// The addresses the published version of a dataset names, in alphabetical order.
    pub fn links_of(&self, dataset: &DatasetIri) -> Result<Vec<LinkState>> {
        self.0.journal.links_of(dataset)
    }

    /// The newest checks of an address, newest first; forty are remembered.
    pub fn link_history(&self, url: &str) -> Result<Vec<LinkTry>> {
        self.0.journal.link_history(url)
    }

    /// How many addresses of a source, or of all, stand how.
    pub fn link_counts(&self, source: Option<&SourceId>) -> Result<LinkCounts> {
        self.0.journal.link_counts(source)
    }

    /// Addresses that stand so, with the datasets (of `source`, if given) that name them, in alphabetical
    /// order: `limit` of them from `offset` on.
    pub fn links_that_are(
        &self,
        health: LinkHealth,
        source: Option<&SourceId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<BadLink>> {
        self.0.journal.links_that_are(health, source, offset, limit)
    }

    /// The addresses of an organisation's datasets that stand so: how many there are, and `limit` of them
    /// from `offset` on in alphabetical order, with its datasets that name them.
    pub fn links_of_organisation(
        &self,
        organisation: &str,
        health: LinkHealth,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<BadLink>)> {
        self.0.journal.links_of_organisation(organisation, health, offset, limit)
    }

    /// How many dead addresses each organisation's datasets name; those without are left out.
    pub fn dead_links_of_organisations(&self) -> Result<Vec<(String, u64)>> {
        self.0.journal.dead_links_of_organisations()
    }

    /// The addresses that are to be asked, the longest overdue of every host first. Our own are never
    /// among them.
    pub fn due_links(&self, due: &DueLinks<'_>) -> Result<Vec<DueLink>> {
        self.0.journal.due_links(due)
    }

    /// How many addresses [`Self::due_links`] would give without its limits.
    pub fn count_due_links(&self, due: &DueLinks<'_>) -> Result<u64> {
        self.0.journal.count_due_links(due)
    }

    /// Writes what checks found and when each address is due again: daily while it fails, else about
    /// every `every_days`. Returns the datasets with an address whose health or status is another now.
    pub fn record_checks(&self, checks: &[LinkCheck], every_days: u32) -> Result<Vec<DatasetIri>> {
        self.0.journal.record_checks(checks, every_days)
    }
}
