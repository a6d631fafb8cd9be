//! The EU list of frequencies, for dcterms:accrualPeriodicity; German and English words, ISO 8601 intervals, ISO 19115 codes and the Dublin Core frequencies are known too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/frequency.tsv")));

/// The frequency that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
