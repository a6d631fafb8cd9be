//! How births and deaths of an area differ from what the tables of another one give.

use super::{Seed, Sources, World};
use crate::cubes::Slice;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::CHANGES;
use datenkreis_vocab::projection::BySex;

/// Fewest cases: their standard error is 5 %.
const CASES: f64 = 400.0;
/// Years before and after the one that ages are known of whose cases count.
const AROUND: i16 = 2;

/// Cases that came, and those that tables give for the same years.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ratio {
    observed: f64,
    expected: f64,
}

impl Ratio {
    /// Of how many times as many cases as tables give; `None` if there are too few for that.
    pub fn factor(self) -> Option<f64> {
        (self.observed >= CASES && self.expected > 0.0).then(|| self.observed / self.expected)
    }

    fn add(&mut self, observed: Option<f64>, expected: f64) {
        if let Some(observed) = observed {
            self.observed += observed;
            self.expected += expected;
        }
    }
}

/// Births and deaths of an area against those of the tables of each year, for the ages it had then; nothing from
/// after the start.
pub(super) fn ratios(world: &World<'_>, seed: &Seed, start: i16, sources: &mut Sources) -> [Ratio; 2] {
    let mut ratios = [Ratio::default(); 2];
    for year in seed.year - AROUND..=(seed.year + AROUND).min(start) {
        let born = all_cases(world, &seed.area, year, "lebendgeborene");
        let died = all_cases(world, &seed.area, year, "gestorbene");
        if born.is_none() && died.is_none() {
            continue;
        }
        let Some(expected) = world.expected(&seed.population, year, sources) else { continue };
        sources.insert(Slice::new(CHANGES, seed.area.as_str(), &year.to_string()));
        ratios[0].add(born, expected.births.women + expected.births.men);
        ratios[1].add(died, expected.deaths.women + expected.deaths.men);
    }
    ratios
}

/// Cases of a year by sex; `None` if they are not known of both.
pub(super) fn cases(world: &World<'_>, area: &AreaKey, year: i16, kind: &str) -> Option<BySex<f64>> {
    let year = year.to_string();
    let of = |sex| world.cubes.get(CHANGES)?.figure(&[area.as_str(), &year, sex, kind])?.value;
    Some(BySex { women: of("F")?, men: of("M")? })
}

/// Cases of a year, of both sexes.
fn all_cases(world: &World<'_>, area: &AreaKey, year: i16, kind: &str) -> Option<f64> {
    let total = world.cubes.get(CHANGES)?.figure(&[area.as_str(), &year.to_string(), "T", kind]);
    total.and_then(|figure| figure.value).or_else(|| {
        let BySex { women, men } = cases(world, area, year, kind)?;
        Some(women + men)
    })
}
