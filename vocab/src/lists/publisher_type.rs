//! The ADMS publisher types, for dcterms:type of an agent.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/publisher_type.tsv")));

/// The publisher type that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
