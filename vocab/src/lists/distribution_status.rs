//! The EU list of distribution status, for adms:status; the older ADMS status is read too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/distribution_status.tsv")));

/// The distribution status that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
