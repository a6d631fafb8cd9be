//! The EU list of dataset types, for dcterms:type.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/dataset_type.tsv")));

/// The dataset type that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
