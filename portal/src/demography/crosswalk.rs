//! The tables `[[statistics.crosswalk]]` of the portal file: what became of areas whose boundaries changed.

use datenkreis_catalogue::cubes::{Crosswalk, Rebase};
use datenkreis_vocab::cube::{AreaKey, known};
use jiff::civil::Date;
use serde::Deserialize;

/// The cubes that are recalculated to present boundaries: those that count.
const RECALCULATED: [&str; 6] = [
    known::POPULATION,
    known::CITIZENSHIP,
    known::CHANGES,
    known::BIRTHS,
    known::MIGRATION,
    known::HOUSEHOLDS,
];

/// A share of an area that came to another one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrosswalkSettings {
    /// The area as it was.
    pub from: AreaKey,
    /// The area it, or a part of it, came to.
    pub to: AreaKey,
    /// The share of its people, more than 0, at most 1: all of them if none is set.
    #[serde(default = "all")]
    pub share: f64,
    /// The first day on which it is so, e.g. `2025-01-01`.
    pub date: Date,
    /// Who says so, e.g. the law, and where the share comes from.
    pub source: String,
}

fn all() -> f64 {
    1.0
}

impl From<&CrosswalkSettings> for Crosswalk {
    fn from(settings: &CrosswalkSettings) -> Self {
        let CrosswalkSettings { from, to, share, date, source } = settings.clone();
        Self { from, to, share, date, source }
    }
}

/// The calculations that follow; none if no boundary changed.
///
/// # Errors
/// What is wrong with the shares.
pub fn rebases(settings: &[CrosswalkSettings]) -> Result<Vec<Rebase>, String> {
    if settings.is_empty() {
        return Ok(vec![]);
    }
    let crosswalks: Vec<Crosswalk> = settings.iter().map(Crosswalk::from).collect();
    RECALCULATED.iter().map(|cube| Rebase::new(cube, crosswalks.clone())).collect()
}
