//! A projection as observations of its cube.

use super::{BySex, Population, Projection, Variant};
use crate::cube::{Age, AreaKey, Cell, Figure, ObsStatus, Observations};

/// The dimensions of the cube: area, time, sex, age, variant.
const DIMENSIONS: usize = 5;
/// Years in a group.
const GROUP: usize = 5;

/// How finely ages are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Single years, where the population it started from was known by single years.
    Years,
    /// Groups of five years.
    Groups,
}

/// The projections of one area as observations of the cube
/// [`PROJECTION`](crate::cube::known::PROJECTION): each year after the start by sex, age and variant, with totals.
/// The middle variant is told in all detail, the others in groups of five years of both sexes together, and in
/// totals of each. Persons are whole ([`Projection::whole`]), so totals are the sums of their parts.
pub fn observations(area: &AreaKey, projections: &[Projection], detail: Detail) -> Observations {
    let mut observations = Observations::new(DIMENSIONS);
    for projection in projections.iter().map(Projection::whole) {
        for (population, ahead) in projection.years.iter().zip(1..) {
            let year = (projection.start + ahead).to_string();
            let told = Told { area, year: &year, variant: projection.variant, detail };
            told.push(&mut observations, population);
        }
    }
    observations
}

/// One year of a variant.
struct Told<'a> {
    area: &'a AreaKey,
    year: &'a str,
    variant: Variant,
    detail: Detail,
}

impl Told<'_> {
    fn push(&self, observations: &mut Observations, population: &Population) {
        let BySex { women, men } = population.persons();
        let both: Vec<f64> = women.iter().zip(men).map(|(women, men)| women + men).collect();
        for (sex, persons) in [("F", women), ("M", men), ("T", &both)] {
            let mut push = |age: &str, persons: f64| {
                let figure = Figure { value: Some(persons), status: ObsStatus::Forecast };
                let notations = [self.area.as_str(), self.year, sex, age, self.variant.notation()];
                observations.push(&notations, figure, Cell::default());
            };
            if let Some(width) = self.widths(sex) {
                let last = persons.len() - 1;
                for from in (0..last).step_by(width) {
                    let to = (from + width).min(last);
                    push(&age(from, to - 1).notation(), persons[from..to].iter().sum());
                }
                push(&Age::from(class(last)).notation(), persons[last]);
            }
            push(Age::TOTAL, persons.iter().sum());
        }
    }

    /// Years in the groups that are told of a sex; none if only its total is.
    fn widths(&self, sex: &str) -> Option<usize> {
        match (self.variant, self.detail) {
            (Variant::Middle, Detail::Years) => Some(1),
            (Variant::Middle, Detail::Groups) => Some(GROUP),
            _ => (sex == "T").then_some(GROUP),
        }
    }
}

fn age(from: usize, to: usize) -> Age {
    if from == to { Age::single(class(from)) } else { Age::between(class(from), class(to)) }
}

fn class(age: usize) -> u8 {
    u8::try_from(age).unwrap_or(u8::MAX)
}
