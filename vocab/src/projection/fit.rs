//! Populations by age and sex fitted to sums that are known (iterative proportional fitting, Deming and Stephan,
//! 1940): what of a structure is not known stays as alike to the estimate it begins with as the sums allow.

use super::{BySex, Population};
use crate::cube::Age;

/// Whose sum is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Women and girls.
    Women,
    /// Men and boys.
    Men,
    /// Both together.
    All,
}

/// A known sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// Of whom.
    pub who: Who,
    /// Of which ages; [`Age::from`] 0 is all.
    pub age: Age,
    /// Persons.
    pub persons: f64,
}

/// Rounds after which fitting ends, though something may still move.
const ROUNDS: usize = 500;
/// The relative correction that is none.
const SETTLED: f64 = 1e-10;
/// Persons in a class that the estimate has nobody in, so that a sum can be reached.
const SEED: f64 = 1e-6;

/// Fits the populations of some areas to the sums known of each, and, if `together` is known, to the population
/// that they are parts of. Sums of one area that contradict each other are met in their order, the last exactly.
/// All populations have the same classes.
pub fn fit(areas: Vec<(Population, Vec<Margin>)>, together: Option<&Population>) -> Vec<Population> {
    let (seeds, margins): (Vec<_>, Vec<_>) = areas.into_iter().unzip();
    let mut cells: Vec<BySex<Vec<f64>>> = seeds
        .iter()
        .map(|seed| {
            seed.persons().as_ref().map(|of_sex| of_sex.iter().map(|persons| persons.max(SEED)).collect())
        })
        .collect();
    for _ in 0..ROUNDS {
        let mut moved: f64 = 0.0;
        if let Some(together) = together {
            moved = moved.max(share(&mut cells, together));
        }
        for (cells, margins) in cells.iter_mut().zip(&margins) {
            for margin in margins {
                moved = moved.max(reach(cells, margin));
            }
        }
        if moved < SETTLED {
            break;
        }
    }
    cells.into_iter().map(Population::unchecked).collect()
}

/// Brings the sum over all areas of each sex and age to that of the population they are parts of.
fn share(areas: &mut [BySex<Vec<f64>>], together: &Population) -> f64 {
    let mut moved: f64 = 0.0;
    for (of_sex, sum) in [
        (women as fn(&mut BySex<Vec<f64>>) -> &mut Vec<f64>, &together.persons().women),
        (men, &together.persons().men),
    ] {
        for (age, wanted) in sum.iter().enumerate() {
            let found: f64 = areas.iter_mut().map(|area| of_sex(area)[age]).sum();
            let factor = if found > 0.0 { wanted / found } else { 1.0 };
            moved = moved.max((factor - 1.0).abs());
            for area in areas.iter_mut() {
                of_sex(area)[age] *= factor;
            }
        }
    }
    moved
}

/// Brings a sum of one area to what it is known to be.
fn reach(cells: &mut BySex<Vec<f64>>, margin: &Margin) -> f64 {
    let last = cells.women.len() - 1;
    let from = usize::from(margin.age.from).min(last);
    let to = margin.age.to.map_or(last, |to| usize::from(to).min(last));
    let mut parts: Vec<&mut [f64]> = match margin.who {
        Who::Women => vec![&mut cells.women[from..=to]],
        Who::Men => vec![&mut cells.men[from..=to]],
        Who::All => vec![&mut cells.women[from..=to], &mut cells.men[from..=to]],
    };
    let found: f64 = parts.iter().flat_map(|part| part.iter()).sum();
    let factor = if found > 0.0 { margin.persons / found } else { 1.0 };
    parts.iter_mut().flat_map(|part| part.iter_mut()).for_each(|persons| *persons *= factor);
    (factor - 1.0).abs()
}

fn women(cells: &mut BySex<Vec<f64>>) -> &mut Vec<f64> {
    &mut cells.women
}

fn men(cells: &mut BySex<Vec<f64>>) -> &mut Vec<f64> {
    &mut cells.men
}
