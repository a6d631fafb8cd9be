//! The EU list of planned availability, for dcatap:availability; the older dcatde:plannedAvailability is read too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/availability.tsv")));

/// The planned availability that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
