//! The levels of administration, for dcatde:politicalGeocodingLevelURI.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/political_geocoding_level.tsv")));

/// The level that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
