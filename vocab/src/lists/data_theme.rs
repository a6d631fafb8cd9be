//! The EU data themes, for dcat:theme. Group names of CKAN portals, former GovData categories, ISO 19115 topics and INSPIRE themes are known too; topics and INSPIRE themes are wider or narrower than an EU theme and are therefore assumed.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/data_theme.tsv")));

/// The data theme that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
