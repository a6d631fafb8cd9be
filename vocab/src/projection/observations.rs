//! A projection as observations of its cube.

use super::{Population, Projection};
use crate::cube::{Age, AreaKey, Cell, Figure, ObsStatus, Observations};

/// The dimensions of the cube: area, time, sex, age, variant.
const DIMENSIONS: usize = 5;

/// The projections of one area as observations of the cube
/// [`PROJECTION`](crate::cube::known::PROJECTION): each year after the start by sex, single year of age and
/// variant, with totals. Persons are rounded so that totals are the sums of their parts: women and men of an age
/// differ from the model's by less than one each.
pub fn observations(area: &AreaKey, projections: &[Projection]) -> Observations {
    let mut observations = Observations::new(DIMENSIONS);
    for projection in projections {
        for (population, ahead) in projection.years.iter().zip(1..) {
            let year = (projection.start + ahead).to_string();
            push(&mut observations, area, &year, projection.variant.notation(), population);
        }
    }
    observations
}

fn push(observations: &mut Observations, area: &AreaKey, year: &str, variant: &str, population: &Population) {
    let rounded = population.persons().as_ref().map(|persons| rounded(persons));
    let both: Vec<f64> = rounded.women.iter().zip(&rounded.men).map(|(women, men)| women + men).collect();
    for (sex, persons) in [("F", &rounded.women), ("M", &rounded.men), ("T", &both)] {
        let mut push = |age: &str, persons: f64| {
            let figure = Figure { value: Some(persons), status: ObsStatus::Forecast };
            observations.push(&[area.as_str(), year, sex, age, variant], figure, Cell::default());
        };
        for (age, of_age) in (0..).zip(persons) {
            let is_open = usize::from(age) == population.open_from();
            let age = if is_open { Age::from(age) } else { Age::single(age) };
            push(&age.notation(), *of_age);
        }
        push(Age::TOTAL, persons.iter().sum());
    }
}

/// Whole persons: the sums up to each age are rounded, and these are their differences.
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
