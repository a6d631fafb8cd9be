//! The run of a projection, year by year.

use super::{Assumptions, BySex, Error, Fertility, Population, Variant};

/// Nothing is projected for fewer inhabitants: chance would be most of it (Wegweiser Kommune has the same limit).
pub const AT_LEAST: f64 = 5_000.0;
/// The share of boys among the newborn.
const BOYS: f64 = 0.513;

/// The course of a population in one variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// The variant.
    pub variant: Variant,
    /// The year whose end it starts from.
    pub start: i16,
    /// The population at the end of that year.
    pub from: Population,
    /// The population at the end of each year, beginning with the first after the start.
    pub years: Vec<Population>,
    /// For each year what changed the population.
    pub changes: Vec<Changes>,
    /// For each year, how many persons the assumed migration would have taken away that were not there; not 0
    /// means that the migration does not suit the population.
    pub short: Vec<f64>,
}

/// What changes a population in a year, in persons: P(t) = P(t−1) + births − deaths + migration, for each sex.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Live births.
    pub births: BySex<f64>,
    /// Deaths, also of children born in the year.
    pub deaths: BySex<f64>,
    /// Persons that came less persons that left.
    pub migration: BySex<f64>,
}

/// Projects a population over some years in one variant. Fails below [`AT_LEAST`] inhabitants, and if mortality
/// or migration have fewer classes than the population.
pub fn project(
    start: i16,
    population: &Population,
    assumptions: &Assumptions,
    variant: Variant,
    years: usize,
) -> Result<Projection, Error> {
    if population.total() < AT_LEAST {
        return Err(Error::TooSmall { population: population.total(), at_least: AT_LEAST });
    }
    carry_forward(start, population, assumptions, variant, years)
}

/// The same for populations of any size: for steps of a calculation, never to be shown.
pub fn carry_forward(
    start: i16,
    population: &Population,
    assumptions: &Assumptions,
    variant: Variant,
    years: usize,
) -> Result<Projection, Error> {
    let course = Course::new(population, assumptions, variant)?;
    let mut projection = Projection {
        variant,
        start,
        from: population.clone(),
        years: vec![],
        changes: vec![],
        short: vec![],
    };
    for year in 0..years {
        let (next, changes, short) = course.next(projection.years.last().unwrap_or(population), year);
        projection.years.push(next);
        projection.changes.push(changes);
        projection.short.push(short);
    }
    Ok(projection)
}

/// The assumptions of one variant.
struct Course<'a> {
    assumptions: &'a Assumptions,
    fertility: Fertility,
    sign: f64,
    /// Which share of migration there is in the first year.
    moving: f64,
}

impl<'a> Course<'a> {
    fn new(population: &Population, assumptions: &'a Assumptions, variant: Variant) -> Result<Self, Error> {
        let needed = population.open_from() + 1;
        let tables = [
            ("mortality", assumptions.mortality.probabilities()),
            ("migration", assumptions.migration.net()),
        ];
        for (table, by_age) in tables {
            for found in [by_age.women.len(), by_age.men.len()] {
                if found != needed {
                    return Err(Error::TooFewAges { table, found, needed });
                }
            }
        }
        let sign = variant.sign();
        let fertility = assumptions.fertility.scaled(1.0 + sign * assumptions.spread.fertility);
        let moving = if variant == Variant::WithoutMigration { 0.0 } else { 1.0 };
        Ok(Self { assumptions, fertility, sign, moving })
    }

    /// The population a year later, what changed it, and how many persons were short.
    fn next(&self, population: &Population, year: usize) -> (Population, Changes, f64) {
        let Assumptions { mortality, mortality_decline, migration, damping, spread, .. } = self.assumptions;
        let power = i32::try_from(year).unwrap_or(i32::MAX);
        let (left, lower) = (self.moving * damping.powi(power), (1.0 - mortality_decline).powi(power));
        let births = newborn(self.fertility.births(population));
        let newborn = births.as_ref().zip(mortality.newborn().as_ref());
        let newborn = newborn.map(|(born, dies)| born * (1.0 - dies * lower));
        let stayed = population.persons().as_ref().zip(mortality.probabilities().as_ref()).zip(newborn);
        let stayed = stayed
            .map(|((persons, probabilities), newborn)| survivors(persons, probabilities, lower, newborn));
        let mut short = 0.0;
        let next = stayed.as_ref().zip(migration.net().as_ref()).map(|(stayed, net)| {
            let mut next = stayed.clone();
            for (persons, net) in next.iter_mut().zip(net) {
                *persons += left * (net + self.sign * spread.migration * net.abs());
                if *persons < 0.0 {
                    short -= *persons;
                    *persons = 0.0;
                }
            }
            next
        });
        let sum = |persons: &Vec<f64>| persons.iter().sum::<f64>();
        let deaths = population.persons().as_ref().zip(births.as_ref()).zip(stayed.as_ref());
        let changes = Changes {
            deaths: deaths.map(|((before, born), stayed)| sum(before) + born - sum(stayed)),
            migration: next.as_ref().zip(stayed.as_ref()).map(|(next, stayed)| sum(next) - sum(stayed)),
            births,
        };
        (Population::unchecked(next), changes, short)
    }
}

/// The newborn by sex.
pub(super) fn newborn(births: f64) -> BySex<f64> {
    BySex { women: births * (1.0 - BOYS), men: births * BOYS }
}

/// Who of a population lives at the end of the year, by age then, if nobody moves; `newborn` are those that live
/// of the children born in it.
pub(super) fn survivors(persons: &[f64], probabilities: &[f64], lower: f64, newborn: f64) -> Vec<f64> {
    let survival = |age: usize| 1.0 - probabilities[age] * lower;
    let open_from = persons.len() - 1;
    let mut next = Vec::with_capacity(persons.len());
    next.push(newborn);
    next.extend((0..open_from).map(|age| persons[age] * survival(age)));
    next[open_from] += persons[open_from] * survival(open_from);
    next
}
