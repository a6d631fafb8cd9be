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
    /// The population at the end of each year, beginning with the first after the start.
    pub years: Vec<Population>,
    /// For each year, how many persons the assumed migration would have taken away that were not there; not 0
    /// means that the migration does not suit the population.
    pub short: Vec<f64>,
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
    let course = Course::new(population, assumptions, variant)?;
    let mut projection = Projection { variant, start, years: Vec::with_capacity(years), short: Vec::new() };
    for year in 0..years {
        let (next, short) = course.next(projection.years.last().unwrap_or(population), year);
        projection.years.push(next);
        projection.short.push(short);
    }
    Ok(projection)
}

/// The assumptions of one variant.
struct Course<'a> {
    assumptions: &'a Assumptions,
    fertility: Fertility,
    sign: f64,
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
        Ok(Self { assumptions, fertility, sign })
    }

    /// The population a year later, and how many persons were short.
    fn next(&self, population: &Population, year: usize) -> (Population, f64) {
        let Assumptions { mortality, mortality_decline, migration, damping, spread, .. } = self.assumptions;
        let power = i32::try_from(year).unwrap_or(i32::MAX);
        let (left, lower) = (damping.powi(power), (1.0 - mortality_decline).powi(power));
        let newborn = newborn(self.fertility.births(population));
        let of_sex = population.persons().as_ref().zip(mortality.probabilities().as_ref());
        let newborn =
            newborn.zip(mortality.newborn().as_ref()).map(|(born, dies)| born * (1.0 - dies * lower));
        let mut short = 0.0;
        let next = of_sex.zip(newborn).zip(migration.net().as_ref()).map(
            |(((persons, probabilities), newborn), net)| {
                let mut next = survivors(persons, probabilities, lower, newborn);
                for (persons, net) in next.iter_mut().zip(net) {
                    *persons += left * (net + self.sign * spread.migration * net.abs());
                    if *persons < 0.0 {
                        short -= *persons;
                        *persons = 0.0;
                    }
                }
                next
            },
        );
        (Population::unchecked(next), short)
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
