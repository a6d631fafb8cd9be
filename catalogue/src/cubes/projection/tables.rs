//! Life tables and births by age, as they stand in cubes.

use super::{Assumed, Sources};
use crate::cubes::{Cubes, Slice};
use datenkreis_vocab::cube::Age;
use datenkreis_vocab::projection::{BySex, Fertility, Mortality};
use std::collections::BTreeMap;

/// The oldest age that the model tells apart; above, all are one class.
const OLDEST: usize = 100;
/// A life table that ends before this age tells too little of the old.
const LEAST: usize = 85;

/// Tables by the year they stand under.
pub(super) struct Tables<T> {
    assumed: Assumed,
    by_year: BTreeMap<i16, T>,
}

impl<T> Tables<T> {
    /// The table of a year, or the last one before it; if all are later, the first.
    pub fn at(&self, year: i16) -> Option<&T> {
        self.entry(year).map(|(_, table)| table)
    }

    /// The same, with the slice it stands in noted.
    pub fn noted(&self, year: i16, sources: &mut Sources) -> Option<&T> {
        sources.insert(self.slice(year)?);
        self.at(year)
    }

    /// Where the table of a year stands.
    pub fn slice(&self, year: i16) -> Option<Slice> {
        let (found, _) = self.entry(year)?;
        Some(Slice::new(&self.assumed.cube, self.assumed.area.as_str(), &found.to_string()))
    }

    fn entry(&self, year: i16) -> Option<(i16, &T)> {
        let before = self.by_year.range(..=year).next_back();
        before.or_else(|| self.by_year.first_key_value()).map(|(year, table)| (*year, table))
    }
}

/// All life tables, for the open class that the shortest of them allows; `None` if there is none.
pub(super) fn mortality(cubes: &Cubes, assumed: &Assumed) -> Option<(Tables<Mortality>, usize)> {
    let tables: BTreeMap<i16, BySex<Vec<f64>>> = years(cubes, assumed)
        .into_iter()
        .map(|year| {
            let of = |sex: &str| single_years(cubes, assumed, year, &[sex]).1;
            (year, BySex { women: of("F"), men: of("M") })
        })
        .filter(|(_, table)| table.women.len().min(table.men.len()) > LEAST)
        .collect();
    let shortest = tables.values().map(|table| table.women.len().min(table.men.len())).min()?;
    let open_from = OLDEST.min(shortest - 1);
    let read = |table: BySex<Vec<f64>>| Mortality::new(table, open_from).ok();
    let by_year = tables.into_iter().filter_map(|(year, table)| Some((year, read(table)?)));
    Some((Tables { assumed: assumed.clone(), by_year: by_year.collect() }, open_from))
}

/// Births by age, per woman.
pub(super) fn fertility(cubes: &Cubes, assumed: &Assumed, completed: bool) -> Tables<Fertility> {
    let by_year = years(cubes, assumed).into_iter().filter_map(|year| {
        let (from, rates) = single_years(cubes, assumed, year, &[]);
        let rates: Vec<f64> = rates.into_iter().map(|per_thousand| per_thousand / 1000.0).collect();
        let read =
            if completed { Fertility::new(from, rates) } else { Fertility::by_year_of_birth(from, &rates) };
        Some((year, read.ok()?))
    });
    Tables { assumed: assumed.clone(), by_year: by_year.collect() }
}

fn years(cubes: &Cubes, assumed: &Assumed) -> Vec<i16> {
    let cube = cubes.get(&assumed.cube);
    let periods = cube.into_iter().flat_map(|cube| cube.periods_of(assumed.area.as_str()));
    periods.filter_map(|period| period.parse().ok()).collect()
}

/// The figures by single year of age, from the first age there is to the last one before a gap. `further` are the
/// notations between time and age.
fn single_years(cubes: &Cubes, assumed: &Assumed, year: i16, further: &[&str]) -> (u8, Vec<f64>) {
    let year = year.to_string();
    let figure = |age: u8| {
        let (closed, open) = (Age::single(age).notation(), Age::from(age).notation());
        [closed, open].iter().find_map(|age| {
            let mut notations = vec![assumed.area.as_str(), &year];
            notations.extend(further);
            notations.push(age);
            cubes.get(&assumed.cube)?.figure(&notations)?.value
        })
    };
    let from = (0..=u8::MAX).find(|age| figure(*age).is_some()).unwrap_or_default();
    (from, (from..=u8::MAX).map_while(figure).collect())
}
