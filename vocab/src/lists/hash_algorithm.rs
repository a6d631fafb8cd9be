//! The SPDX checksum algorithms, for spdx:algorithm; the older list of DCAT-AP.de is read too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/hash_algorithm.tsv")));

/// The checksum algorithm that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}
