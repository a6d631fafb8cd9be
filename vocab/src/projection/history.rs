//! What a population was in the years before, and how people moved then.

use super::run::{newborn, survivors};
use super::{Error, Fertility, Migration, Mortality, Population};
use std::collections::{BTreeMap, BTreeSet};

/// The population of an area at the end of each year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// By year; all with the same classes.
    pub years: BTreeMap<i16, Population>,
    /// Years that do not continue the year before, as those of a census: what lies between is no migration.
    pub breaks: BTreeSet<i16>,
}

impl History {
    /// The population at the end of a year.
    pub fn of(&self, year: i16) -> Result<&Population, Error> {
        self.years.get(&year).ok_or(Error::NoYear { year })
    }

    /// Net migration of a year, as what remains when the survivors of the year before and the newborn are taken
    /// away from the population. `None` across a break, where a year is not known, or where tables have other
    /// classes.
    pub fn residual(&self, year: i16, mortality: &Mortality, fertility: &Fertility) -> Option<Migration> {
        let (before, after) = (self.years.get(&(year - 1))?, self.years.get(&year)?);
        let probabilities = mortality.probabilities();
        let classes = before.open_from() + 1;
        let same = [after.open_from() + 1, probabilities.women.len(), probabilities.men.len()];
        if self.breaks.contains(&year) || same.iter().any(|found| *found != classes) {
            return None;
        }
        let newborn = newborn(fertility.births(before)).zip(mortality.newborn().as_ref());
        let newborn = newborn.map(|(born, dies)| born * (1.0 - dies));
        let pairs = before.persons().as_ref().zip(probabilities.as_ref()).zip(newborn);
        Some(Migration::new(pairs.zip(after.persons().as_ref()).map(
            |(((before, probabilities), newborn), after)| {
                let stayed = survivors(before, probabilities, 1.0, newborn);
                after.iter().zip(stayed).map(|(after, stayed)| after - stayed).collect()
            },
        )))
    }

    /// The mean migration profile of up to `years` years that end with `last`, smoothed over ages. Fails if it is
    /// known for fewer than `at_least` of them.
    pub fn profile(
        &self,
        last: i16,
        years: i16,
        at_least: usize,
        mortality: &Mortality,
        fertility: &Fertility,
    ) -> Result<Migration, Error> {
        let known: Vec<Migration> =
            (last - years + 1..=last).filter_map(|year| self.residual(year, mortality, fertility)).collect();
        let too_few = Error::TooFewYears { found: known.len(), needed: at_least.max(1) };
        if known.len() < at_least {
            return Err(too_few);
        }
        Migration::mean(&known).map(|mean| mean.smoothed()).ok_or(too_few)
    }
}
