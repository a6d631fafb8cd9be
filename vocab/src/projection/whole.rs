//! Projections in whole persons: what is told adds up in every direction, over ages, sexes, years and areas.

use super::{BySex, Changes, Population, Projection};

/// The youngest age of the open class that is told. The model goes on above.
const OPEN_FROM: usize = 90;

impl Population {
    /// Whole persons up to the open class from 90 on: the sums up to each age are rounded, and these are their
    /// differences, so women and men of an age differ by less than one each.
    pub fn whole(&self) -> Self {
        Self::unchecked(self.opened_at(OPEN_FROM).persons().as_ref().map(|persons| rounded(persons)))
    }
}

impl Projection {
    /// The same in whole persons. Births and deaths are rounded; what is left of the change of a year is its
    /// migration, so that P(t) = P(t−1) + births − deaths + migration holds for what is told.
    pub fn whole(&self) -> Self {
        let from = self.from.whole();
        let years: Vec<Population> = self.years.iter().map(Population::whole).collect();
        let before = std::iter::once(&from).chain(&years);
        let changes = years.iter().zip(before).zip(&self.changes).map(|((after, before), changes)| {
            let births = changes.births.as_ref().map(|persons| persons.round());
            let deaths = changes.deaths.as_ref().map(|persons| persons.round());
            let grown = sums(after).zip(sums(before)).map(|(after, before)| after - before);
            let natural = births.as_ref().zip(deaths.as_ref()).map(|(born, died)| born - died);
            Changes { births, deaths, migration: grown.zip(natural).map(|(grown, natural)| grown - natural) }
        });
        Self { changes: changes.collect(), from, years, short: self.short.clone(), ..*self }
    }

    /// Both areas together; as many years as both have.
    pub fn plus(&self, other: &Self) -> Self {
        let years = self.years.iter().zip(&other.years).map(|(one, other)| one.plus(other)).collect();
        let sum = |one: &BySex<f64>, other: &BySex<f64>| {
            one.as_ref().zip(other.as_ref()).map(|(one, other)| one + other)
        };
        let changes = self.changes.iter().zip(&other.changes).map(|(one, other)| Changes {
            births: sum(&one.births, &other.births),
            deaths: sum(&one.deaths, &other.deaths),
            migration: sum(&one.migration, &other.migration),
        });
        let short = self.short.iter().zip(&other.short).map(|(one, other)| one + other).collect();
        Self { from: self.from.plus(&other.from), years, changes: changes.collect(), short, ..*self }
    }
}

fn sums(population: &Population) -> BySex<f64> {
    population.persons().as_ref().map(|persons| persons.iter().sum())
}

fn rounded(persons: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut before = 0.0;
    let mut rounded = Vec::with_capacity(persons.len());
    for of_age in persons {
        sum += of_age;
        let next = f64::round(sum);
        rounded.push(next - before);
        before = next;
    }
    rounded
}
