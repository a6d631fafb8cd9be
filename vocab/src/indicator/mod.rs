//! Indicators: what is calculated from the figures of cubes, each with its definition.
//!
//! To add one: an entry in the file of its topic. A formula reads its figures through a reader, which notes the
//! slices used and carries the worst status over; a figure that is missing gives no value, never 0.

mod age_structure;
mod ages;
mod births_deaths;
mod definition;
mod fertility;
mod figures;
mod households;
mod mean_age;
mod migration;
mod population;
mod share;
#[cfg(test)]
mod tests;

pub use ages::{Ages, Class, Sum};
pub use definition::{Direction, Indicator, Parameters, Validity};
pub use figures::{Figures, Slice};

use crate::cube::known::INDICATORS;
use crate::cube::{
    AreaKey, Code, CodedDimension, CubeDefinition, Dimension, Measure, ObsStatus, Period, Unit,
};
use crate::text::Text;
use figures::Remembering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The value of an indicator for one area and time.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculated {
    /// The value in the indicator's unit, not rounded.
    pub value: f64,
    /// The worst status of the figures used; [`ObsStatus::Estimated`] at least where groups of ages, or a
    /// neighbouring concept, stand for what the definition asks for.
    pub status: ObsStatus,
    /// The slices used, each once; they are of the same area.
    pub inputs: Vec<Input>,
}

/// A slice that an indicator was calculated from, of the area the indicator is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Input {
    /// The cube's id.
    pub cube: &'static str,
    /// The time.
    pub period: Period,
}

/// All indicators with the usual limits and base year, in the order they are shown.
pub fn indicators() -> &'static [Indicator] {
    static INDICATORS: LazyLock<Vec<Indicator>> = LazyLock::new(|| list(&Parameters::default()));
    &INDICATORS
}

/// The indicator with an id.
pub fn by_id(id: &str) -> Option<&'static Indicator> {
    indicators().iter().find(|indicator| indicator.id == id)
}

/// The unit of an observation: that of the cube's measure, or of the indicator it is a figure of.
pub fn unit_of<'a>(cube: &'a CubeDefinition, notations: &[&str]) -> &'a Unit {
    let indicator = notations.get(2).filter(|_| cube.id == INDICATORS).and_then(|id| by_id(id));
    indicator.map_or(&cube.measure.unit, |indicator| &indicator.unit)
}

/// All indicators with limits and base year as given; these stand in the titles.
pub fn list(parameters: &Parameters) -> Vec<Indicator> {
    [
        population::indicators(parameters),
        age_structure::indicators(parameters),
        mean_age::indicators(),
        share::indicators(),
        births_deaths::indicators(),
        fertility::indicators(),
        migration::indicators(),
        households::indicators(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The cube of the indicators: one code for each. Unit and decimals are those of the indicator.
pub fn cube(indicators: &[Indicator]) -> CubeDefinition {
    let code = |indicator: &Indicator| Code { notation: indicator.id.into(), label: indicator.title.clone() };
    CubeDefinition {
        id: INDICATORS.into(),
        title: Text::new("Kennzahlen", "Indicators"),
        description: Text::new(
            "Demografische Kennzahlen wie Altenquotient, Durchschnittsalter und Wanderungssaldo, berechnet aus den anderen Statistiken dieses Portals; zu jeder Zahl steht, woraus.",
            "Demographic indicators such as old-age ratio, mean age and net migration, calculated from the other statistics of this portal; each figure names what from.",
        ),
        dimensions: vec![
            Dimension::RefArea,
            Dimension::RefPeriod,
            Dimension::Coded(CodedDimension {
                id: "indikator".into(),
                label: Text::new("Kennzahl", "Indicator"),
                codes: indicators.iter().map(code).collect(),
            }),
        ],
        measure: Measure {
            id: "wert".into(),
            label: Text::new("Wert", "Value"),
            unit: Unit {
                id: "kennzahl".into(),
                label: Text::new("Einheit der Kennzahl", "unit of the indicator"),
                symbol: String::new(),
            },
            decimals: 2,
            counts_things: false,
        },
    }
}

/// Calculates all indicators for all areas and times for which there is anything they need, in the order of
/// areas and times; each result is handed to `found` once.
pub fn calculate_all(
    indicators: &[Indicator],
    figures: &dyn Figures,
    mut found: impl FnMut(&Indicator, &AreaKey, Period, Calculated),
) {
    let cubes: BTreeSet<&str> =
        indicators.iter().flat_map(|indicator| indicator.validity.cubes).copied().collect();
    let mut slices: Vec<(AreaKey, Period)> = cubes.iter().flat_map(|cube| figures.slices(cube)).collect();
    slices.sort_unstable();
    slices.dedup();
    for of_area in slices.chunk_by(|one, next| one.0 == next.0) {
        let remembering = Remembering::new(figures);
        for (area, period) in of_area {
            for indicator in indicators {
                if let Some(calculated) = indicator.calculate(&remembering, area, *period) {
                    found(indicator, area, *period, calculated);
                }
            }
        }
    }
}
