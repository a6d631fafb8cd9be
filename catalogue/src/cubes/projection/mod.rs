//! The projection of the population as a calculated cube, with its assumptions and its test in another.
//!
//! Everything is taken from cubes: life tables and births by age of another area (`tables`), the population the
//! area starts from (`plan`, fitted to all sums known of it), how its births and deaths differ from those tables
//! (`natural`), and how many people move (`moves`). An area all of whose parts are known is the sum of them, so
//! that figures add up and small parts, which are never shown, count all the same (`courses`). The same from an
//! older start is the back-test (`past`).

mod courses;
mod known;
mod moves;
mod natural;
mod past;
mod plan;
mod settings;
mod tables;
#[cfg(test)]
mod tests;
mod told;

pub use settings::{Assumed, Settings};

use super::{CubeView, Cubes, Derivation, Derived, Slice};
use courses::Courses;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::POPULATION;
use datenkreis_vocab::projection::{
    Assumptions, Changes, Fertility, Migration, Mortality, Population, Variant, carry_forward,
};
use known::Known;
use plan::Plan;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use tables::Tables;

/// Years that are projected where no last one is set.
const YEARS: i16 = 20;

/// The projection, and the cube of its assumptions.
pub struct Projections {
    settings: Settings,
}

impl Projections {
    /// With what an operator set.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Derivation for Projections {
    fn name(&self) -> &str {
        "vorausberechnung"
    }

    fn derive(&self, cubes: &Cubes) -> Vec<Derived> {
        let derived = World::new(cubes, &self.settings).and_then(|world| {
            let start = world.start()?;
            let until = self.settings.until.unwrap_or(start + YEARS);
            let courses = Courses::new(&world, Plan::new(&world, start), until);
            let errors = past::errors(&world, start);
            Some(told::cubes(&world, &courses, &errors))
        });
        derived.unwrap_or_default()
    }
}

/// What an observation was calculated from.
type Sources = BTreeSet<Slice>;

/// What everything is calculated from.
struct World<'a> {
    cubes: &'a Cubes,
    settings: &'a Settings,
    population: &'a CubeView,
    mortality: Tables<Mortality>,
    fertility: Tables<Fertility>,
    /// The youngest age of the open class.
    open_from: usize,
}

/// The last population of an area by age and sex that is known at a time.
struct Seed {
    area: AreaKey,
    year: i16,
    population: Population,
}

impl<'a> World<'a> {
    /// `None` if there are no life tables or births by age.
    fn new(cubes: &'a Cubes, settings: &'a Settings) -> Option<Self> {
        let (mortality, open_from) = tables::mortality(cubes, &settings.mortality)?;
        let fertility = tables::fertility(cubes, &settings.fertility, settings.completed_ages);
        fertility.at(i16::MAX)?;
        Some(Self { cubes, settings, population: cubes.get(POPULATION)?, mortality, fertility, open_from })
    }

    /// The areas that are projected.
    fn areas(&self) -> impl Iterator<Item = &'a AreaKey> {
        let region = &self.settings.region;
        let is_within = |area: &&AreaKey| region.iter().any(|region| region.holds(area));
        self.population.areas().iter().filter(move |area| region.is_empty() || is_within(area))
    }

    /// The years of which something is known of the population of an area.
    fn years(&self, area: &AreaKey) -> impl DoubleEndedIterator<Item = i16> + use<> {
        let years: Vec<i16> =
            self.population.periods_of(area.as_str()).filter_map(|period| period.parse().ok()).collect();
        years.into_iter()
    }

    /// What is known of an area at the end of a year.
    fn known(&self, area: &AreaKey, year: i16) -> Known {
        Known::of(self.population, area.as_str(), year)
    }

    /// The year at whose end the projection starts.
    fn start(&self) -> Option<i16> {
        let is_known = |area: &AreaKey, year: &i16| self.known(area, *year).total().is_some();
        let last = |area: &AreaKey| self.years(area).rev().find(|year| is_known(area, year));
        // All of the region is to start in the same year.
        let of_region = || self.settings.region.iter().filter_map(last).min();
        self.settings.start.or_else(of_region).or_else(|| self.areas().filter_map(last).max())
    }

    /// The years that tell how many people move, for a start.
    fn window(&self, start: i16) -> RangeInclusive<i16> {
        start - self.settings.migration_years + 1..=start
    }

    /// What the tables of a year say of a population in the year after, before anybody moves.
    fn expected(&self, population: &Population, year: i16, sources: &mut Sources) -> Option<Changes> {
        let mortality = self.mortality.noted(year, sources)?.clone();
        let fertility = self.fertility.noted(year, sources)?.clone();
        let still = self.still(mortality, fertility);
        carry_forward(year, population, &still, Variant::Middle, 1).ok()?.changes.pop()
    }

    /// Nobody moves, and nothing changes.
    fn still(&self, mortality: Mortality, fertility: Fertility) -> Assumptions {
        Assumptions {
            mortality,
            mortality_decline: 0.0,
            fertility,
            migration: Migration::none(self.open_from + 1),
            damping: 1.0,
            spread: self.settings.spread,
        }
    }
}
