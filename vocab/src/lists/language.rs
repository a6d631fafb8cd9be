//! EU languages, for dcterms:language; by ISO 639 codes and names too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/language.tsv")));

/// The language that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
