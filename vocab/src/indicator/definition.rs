//! What is said about an indicator, beside its formula.

use super::figures::Reader;
use super::{Calculated, Figures};
use crate::cube::{AreaKey, Period, Unit};
use crate::text::Text;
use std::fmt::{self, Debug};

/// Limits and years that authors choose differently; titles name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// The year that changes are measured against, and that is 100 in an index.
    pub base_year: i16,
    /// The youngest age of the elderly that the very old are compared with in the greying index: 60 or 65.
    pub greying_from: u8,
}

impl Default for Parameters {
    /// Against 2011, the census before the last; the very old against those from 60 on.
    fn default() -> Self {
        Self { base_year: 2011, greying_from: 60 }
    }
}

/// What a higher value means; for words and colours, never to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Older.
    Older,
    /// Younger.
    Younger,
    /// More of what is counted.
    More,
    /// Neither.
    Neutral,
}

/// When an indicator says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// From how many inhabitants on. Below, chance is a large part of the value; the limit is a choice of ours
    /// except where the definition says otherwise.
    pub population_from: u32,
    /// The cubes it needs.
    pub cubes: &'static [&'static str],
}

impl Validity {
    pub(super) const fn new(population_from: u32, cubes: &'static [&'static str]) -> Self {
        Self { population_from, cubes }
    }
}

/// The formula behind an indicator; `None` where something is missing.
pub(super) type Formula = Box<dyn Fn(&mut Reader<'_>) -> Option<f64> + Send + Sync>;

/// An indicator: what it says, how it is calculated, and from what.
pub struct Indicator {
    /// Its id, the notation of its code: lower-case letters, digits and hyphens.
    pub id: &'static str,
    pub(super) title: Text,
    /// What it says, in one sentence.
    pub statement: Text,
    /// Its definition: who is counted, and what is done where the usual figures do not exist.
    pub definition: Text,
    /// The formula for readers. P are persons at the end of the year, P̄ the mean of this year's end and the
    /// last.
    pub formula: &'static str,
    /// The unit of its values.
    pub unit: Unit,
    /// Decimal places that people are shown.
    pub decimals: u8,
    /// What a higher value means.
    pub direction: Direction,
    /// Where the definition comes from; empty if it is plain arithmetic.
    pub sources: &'static [&'static str],
    /// When it says something.
    pub validity: Validity,
    pub(super) calculation: Formula,
}

impl Indicator {
    /// Its title in `language` (`de` or `en`), with limits and base year.
    pub fn title(&self, language: &str) -> &str {
        self.title.get(language)
    }

    /// Its value for an area and time. `None` if a figure does not exist, is missing or suppressed, if groups of
    /// ages do not fit its limits, or if it would be divided by zero.
    pub fn calculate(&self, figures: &dyn Figures, area: &AreaKey, period: Period) -> Option<Calculated> {
        let mut reader = Reader::new(figures, area, period);
        let value = (self.calculation)(&mut reader)?;
        reader.finish(value)
    }

    /// Whether it says something about an area of so many inhabitants.
    pub fn is_meaningful(&self, population: f64) -> bool {
        population >= f64::from(self.validity.population_from)
    }
}

impl Debug for Indicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Indicator").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A part by its whole. None if it is more than the whole: then both are from tables that do not fit together.
pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    ratio(part, whole).filter(|share| (0.0..=1.0).contains(share))
}

/// A quotient; none if the denominator is zero.
pub(super) fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator != 0.0).then(|| numerator / denominator)
}

/// Units of indicators.
pub(super) mod unit {
    use crate::cube::Unit;
    use crate::text::Text;

    pub(in super::super) fn persons() -> Unit {
        unit("person", "Personen", "persons", "")
    }

    pub(in super::super) fn cases() -> Unit {
        unit("fall", "Fälle", "cases", "")
    }

    pub(in super::super) fn percent() -> Unit {
        unit("prozent", "Prozent", "per cent", "%")
    }

    pub(in super::super) fn per_hundred() -> Unit {
        unit("je-100-personen", "je 100 Personen", "per 100 persons", "")
    }

    pub(in super::super) fn per_hundred_women() -> Unit {
        unit("je-100-frauen", "je 100 Frauen", "per 100 women", "")
    }

    pub(in super::super) fn per_thousand() -> Unit {
        unit("je-1000-einwohner", "je 1 000 Einwohnerinnen und Einwohner", "per 1,000 inhabitants", "‰")
    }

    pub(in super::super) fn density() -> Unit {
        unit(
            "person-je-quadratkilometer",
            "Personen je Quadratkilometer",
            "persons per square kilometre",
            "/km²",
        )
    }

    pub(in super::super) fn years() -> Unit {
        unit("jahr", "Jahre", "years", "")
    }

    pub(in super::super) fn points() -> Unit {
        unit("punkt", "Punkte", "points", "")
    }

    pub(in super::super) fn number() -> Unit {
        unit("zahl", "Zahl", "number", "")
    }

    pub(in super::super) fn persons_per_household() -> Unit {
        unit("person-je-haushalt", "Personen je Haushalt", "persons per household", "")
    }

    pub(in super::super) fn children_per_woman() -> Unit {
        unit("kind-je-frau", "Kinder je Frau", "children per woman", "")
    }

    fn unit(id: &str, de: &str, en: &str, symbol: &str) -> Unit {
        Unit { id: id.into(), label: Text::new(de, en), symbol: symbol.into() }
    }
}
