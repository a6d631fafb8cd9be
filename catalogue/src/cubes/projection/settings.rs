//! What an operator sets about the projection.

use datenkreis_vocab::cube::{AreaKey, known};
use datenkreis_vocab::projection::Spread;
use std::collections::BTreeSet;

/// How the population is projected.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The year at whose end it starts; without one, the last one with figures of the region.
    pub start: Option<i16>,
    /// The last year; without one, 20 years after the start.
    pub until: Option<i16>,
    /// Where probabilities of death are taken from.
    pub mortality: Assumed,
    /// Where births by age are taken from.
    pub fertility: Assumed,
    /// Whether births by age are counted by completed years of age, not by years of birth.
    pub completed_ages: bool,
    /// By which share mortality declines each year.
    pub mortality_decline: f64,
    /// What is left of net migration from one year to the next.
    pub damping: f64,
    /// How far the variants lie apart.
    pub spread: Spread,
    /// How many years before the start tell how many people move, 3 or more.
    pub migration_years: i16,
    /// The year the back-test starts from; without one, the first that enough is known of, three years or more
    /// before the start.
    pub back_test: Option<i16>,
    /// Years that do not continue the year before, as those of a census.
    pub breaks: BTreeSet<i16>,
    /// The areas that are projected, with all within; all there are figures of, if none is named.
    pub region: Vec<AreaKey>,
}

/// Figures of another area that are assumed for those of the region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// The id of the cube.
    pub cube: String,
    /// The area.
    pub area: AreaKey,
}

impl Assumed {
    /// Those of Germany in a cube.
    pub fn of_germany(cube: &str) -> Self {
        Self { cube: cube.into(), area: AreaKey::germany() }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            start: None,
            until: None,
            mortality: Assumed::of_germany(known::MORTALITY),
            fertility: Assumed::of_germany(known::FERTILITY),
            completed_ages: false,
            mortality_decline: 0.01,
            damping: 1.0,
            spread: Spread::default(),
            migration_years: 10,
            back_test: None,
            breaks: BTreeSet::new(),
            region: vec![],
        }
    }
}
