//! The data providers of GovData, for dcatde:contributorID.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/contributors.tsv")));

/// The contributor that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
