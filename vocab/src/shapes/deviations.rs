//! Where our results differ from those of the official shapes, and why.

use super::profile::Profile;
use super::tables::rows;

const TABLE: &str = include_str!("../../data/shapes/deviations.tsv");

/// A reasoned difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Stable id.
    pub id: &'static str,
    /// The profiles it shows in.
    pub profiles: Vec<Profile>,
    /// The official shapes (or a beginning of their ids with `*`) whose results we do not give.
    pub official: Vec<&'static str>,
    /// Our rules whose results the official shapes do not give.
    pub rules: Vec<&'static str>,
    /// What the official shapes do, and what we do.
    pub reason: &'static str,
}

/// All of them.
pub fn deviations() -> Vec<Deviation> {
    rows(TABLE).filter_map(deviation).collect()
}

fn deviation(row: &'static str) -> Option<Deviation> {
    let mut cells = row.split('\t');
    let (id, profiles) = (cells.next()?, cells.next()?);
    let (official, rules, reason) = (cells.next()?, cells.next()?, cells.next()?);
    let words = |cell: &'static str| cell.split(' ').filter(|word| !word.is_empty());
    Some(Deviation {
        id,
        profiles: words(profiles).filter_map(Profile::parse).collect(),
        official: words(official).collect(),
        rules: words(rules).collect(),
        reason,
    })
}
