//! The model against what must hold whatever its figures are, and against populations made to be regular.

mod estimates;
mod graduation;
mod model;
mod past;

use super::*;

/// A population of 101 classes with so many persons of each sex and age.
fn even(persons: f64) -> Population {
    population(vec![persons; 101], vec![persons; 101])
}

fn population(women: Vec<f64>, men: Vec<f64>) -> Population {
    Population::new(BySex { women, men }).expect("population")
}

/// Mortality that rises from little to 0.3, made up; 0.004 of girls and 0.005 of boys die in their first year.
fn mortality(classes: usize) -> Mortality {
    let table = |first: f64, factor: f64| {
        let rises = (1..101).map(|age| factor * 0.3 * (f64::from(age) / 100.0).powi(4));
        [first].into_iter().chain(rises).collect()
    };
    Mortality::new(BySex { women: table(0.004, 0.9), men: table(0.005, 1.1) }, classes - 1)
        .expect("mortality")
}

fn nobody_dies(classes: usize) -> Mortality {
    let never = vec![0.0; classes];
    Mortality::new(BySex { women: never.clone(), men: never }, classes - 1).expect("mortality")
}

/// 1.4 children per woman, at the ages from 20 to 39.
fn fertility() -> Fertility {
    Fertility::new(20, vec![0.07; 20]).expect("fertility")
}

fn no_births() -> Fertility {
    Fertility::new(20, vec![0.0; 20]).expect("fertility")
}

fn assumptions(mortality: Mortality, fertility: Fertility, migration: Migration) -> Assumptions {
    Assumptions {
        mortality,
        mortality_decline: 0.0,
        fertility,
        migration,
        damping: 1.0,
        spread: Spread::default(),
    }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found} instead of {expected}");
}
