//! The EU list of access rights, for dcterms:accessRights.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/access_right.tsv")));

/// The access right that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
