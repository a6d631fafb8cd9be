//! Series recalculated to present boundaries, by a crosswalk that somebody states.

use super::{CubeView, Cubes, Derivation, Derived, Slice, Slices};
use datenkreis_vocab::cube::{AreaKey, Cell, CubeDefinition, Figure, ObsStatus, Observations, Period};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the id of a recalculated cube ends with.
const ID_END: &str = "-gebietsstand";

/// A share of an area that came to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosswalk {
    /// The area as it was.
    pub from: AreaKey,
    /// The area it, or a part of it, came to.
    pub to: AreaKey,
    /// The share of what is counted, more than 0, at most 1. What is left of 1 stays with `from`.
    pub share: f64,
    /// The first day on which it is so.
    pub date: Date,
    /// Who says so.
    pub source: String,
}

/// Recalculates a cube of counts to present boundaries, into a cube of its own beside it: `<id>-gebietsstand`.
///
/// It holds the areas that got or gave something. Figures from before are sums of shares and marked as estimates;
/// those since then stand as they are in the original. Dissolved areas are in the original only, under their own
/// keys. Where one of the parts has no figure, there is none; where one is missing, it is missing.
#[derive(Clone, Debug)]
pub struct Rebase {
    cube: String,
    name: String,
    /// By date.
    crosswalks: Vec<Crosswalk>,
}

impl Rebase {
    /// Recalculates the cube with this id. Fails with what is wrong with the crosswalk: a share that is none, or
    /// shares of one area on one day that are more than 1 in sum.
    pub fn new(cube: &str, mut crosswalks: Vec<Crosswalk>) -> Result<Self, String> {
        let mut given: BTreeMap<(&AreaKey, Date), f64> = BTreeMap::new();
        for Crosswalk { from, to, share, date, .. } in &crosswalks {
            if !(*share > 0.0 && *share <= 1.0) {
                return Err(format!(
                    "the share of {from} that came to {to} on {date} is {share}; more than 0 and at most 1 is allowed"
                ));
            }
            if from == to {
                return Err(format!("{from} cannot come to itself; what is left of it stays with it anyway"));
            }
            let sum = given.entry((from, *date)).or_default();
            *sum += share;
            if *sum > 1.0 + ROUNDING {
                return Err(format!("the shares of {from} on {date} sum up to {sum}; at most 1 is allowed"));
            }
        }
        crosswalks
            .sort_by(|one, other| (one.date, &one.from, &one.to).cmp(&(other.date, &other.from, &other.to)));
        Ok(Self { cube: cube.into(), name: format!("gebietsstand-{cube}"), crosswalks })
    }
}

/// Shares that are written with a few digits need not sum up to 1 exactly.
pub(super) const ROUNDING: f64 = 1e-6;

/// The id of a recalculated cube.
pub fn rebased_id(cube: &str) -> String {
    format!("{cube}{ID_END}")
}

impl Derivation for Rebase {
    fn name(&self) -> &str {
        &self.name
    }

    fn derive(&self, cubes: &Cubes) -> Vec<Derived> {
        let Some(cube) = cubes.get(&self.cube) else { return vec![] };
        let derived = Rebased::new(cube, &self.crosswalks).derived();
        if derived.observations.is_empty() { vec![] } else { vec![derived] }
    }
}

struct Rebased<'a> {
    cube: &'a CubeView,
    crosswalks: &'a [Crosswalk],
    /// The last day of the first time there are figures of an area of.
    first: BTreeMap<&'a AreaKey, Date>,
}

impl<'a> Rebased<'a> {
    fn new(cube: &'a CubeView, crosswalks: &'a [Crosswalk]) -> Self {
        let first = |area: &'a AreaKey| Some((area, last_day(cube.periods_of(area.as_str()).next()?)?));
        Self { cube, crosswalks, first: cube.areas().iter().filter_map(first).collect() }
    }

    fn derived(&self) -> Derived {
        let mut observations = Observations::new(self.cube.definition.dimensions.len());
        let mut slices = Slices::default();
        for target in self.present() {
            for period in self.cube.periods() {
                let Some(day) = last_day(period) else { continue };
                let parts = self.parts(target, day);
                self.add(target, period, &parts, &mut observations, &mut slices);
            }
        }
        Derived { definition: definition(&self.cube.definition), observations, slices }
    }

    /// The areas of today that got or gave something.
    fn present(&self) -> BTreeSet<&'a AreaKey> {
        let is_gone = |area: &AreaKey| {
            let last =
                self.crosswalks.iter().filter(|crosswalk| &crosswalk.from == area).map(|c| c.date).max();
            let reborn = |date| self.crosswalks.iter().any(|c| &c.to == area && c.date > date);
            last.is_some_and(|date| self.kept(area, date) < ROUNDING && !reborn(date))
        };
        let areas = self.crosswalks.iter().flat_map(|crosswalk| [&crosswalk.from, &crosswalk.to]);
        areas.filter(|area| !is_gone(area)).collect()
    }

    /// What is left of an area on a day.
    fn kept(&self, area: &AreaKey, date: Date) -> f64 {
        let given =
            self.crosswalks.iter().filter(|crosswalk| &crosswalk.from == area && crosswalk.date == date);
        1.0 - given.map(|crosswalk| crosswalk.share).sum::<f64>()
    }

    /// The areas of a day, and which share of each belongs to the area of today: walked back from today.
    fn parts(&self, target: &'a AreaKey, day: Date) -> BTreeMap<&'a AreaKey, f64> {
        let mut parts = BTreeMap::from([(target, 1.0)]);
        let later = self.crosswalks.partition_point(|crosswalk| crosswalk.date <= day);
        for same_day in self.crosswalks[later..].chunk_by(|one, other| one.date == other.date).rev() {
            let after = parts.clone();
            for (area, share) in &mut parts {
                let kept = self.kept(area, same_day[0].date);
                *share *= if kept < ROUNDING { 0.0 } else { kept };
            }
            for crosswalk in same_day {
                if let Some(share) = after.get(&crosswalk.to) {
                    *parts.entry(&crosswalk.from).or_default() += share * crosswalk.share;
                }
            }
        }
        parts.retain(|area, share| *share > 0.0 && self.was_there(area, day));
        parts
    }

    /// Whether an area was there on a day. An area is taken for newly made of others if it got something later
    /// and there is no figure of it from before that.
    fn was_there(&self, area: &AreaKey, day: Date) -> bool {
        let first = self.first.get(area);
        let made = self.crosswalks.iter().filter(|crosswalk| &crosswalk.to == area).map(|c| c.date);
        made.min().is_none_or(|made| day >= made || first.is_some_and(|first| *first < made))
    }

    /// Adds the figures of an area of today at a time.
    fn add(
        &self,
        target: &AreaKey,
        period: &str,
        parts: &BTreeMap<&AreaKey, f64>,
        observations: &mut Observations,
        slices: &mut Slices,
    ) {
        let Some((model, _)) = parts.first_key_value() else { return };
        let is_as_it_was = parts.len() == 1 && parts.get(target) == Some(&1.0);
        let from: Vec<Slice> =
            parts.keys().map(|area| Slice::new(&self.cube.definition.id, area.as_str(), period)).collect();
        for index in self.cube.slice(model.as_str(), period) {
            let Some(observation) = self.cube.observations.get(index) else { continue };
            let mut notations = observation.notations;
            let figure = if is_as_it_was {
                Some(observation.figure)
            } else {
                let figures = parts.iter().map(|(area, share)| {
                    notations[0] = area.as_str();
                    Some((self.cube.figure(&notations)?, *share))
                });
                figures.collect::<Option<Vec<_>>>().map(|figures| self.sum(&figures))
            };
            if let Some(figure) = figure {
                notations[0] = target.as_str();
                observations.push(&notations, figure, Cell::default());
                slices.push(&from);
            }
        }
    }

    fn sum(&self, parts: &[(Figure, f64)]) -> Figure {
        let mut sum = 0.0;
        for (figure, share) in parts {
            match figure.value {
                Some(value) => sum += value * share,
                None => return *figure,
            }
        }
        let unit = 10_f64.powi(i32::from(self.cube.definition.measure.decimals));
        Figure { value: Some((sum * unit).round() / unit), status: ObsStatus::Estimated }
    }
}

/// The last day of a time: stocks are counted at its end, and what happens until then counts for it.
fn last_day(period: &str) -> Option<Date> {
    Some(match Period::from_notation(period)? {
        Period::Year(year) => Date::new(year, 12, 31).ok()?,
        Period::Month(year, month) => Date::new(year, month, 1).ok()?.last_of_month(),
        Period::Day(year, month, day) => Date::new(year, month, day).ok()?,
    })
}

fn definition(original: &CubeDefinition) -> CubeDefinition {
    let mut definition = original.clone();
    definition.id.push_str(ID_END);
    definition.title.de.push_str(" nach heutigem Gebietsstand");
    definition.title.en.push_str(" within present boundaries");
    definition.description.de.push_str(
        " Umgerechnet auf die heutigen Grenzen, für Gebiete, die sich geändert haben; Werte aus der Zeit davor sind geschätzt.",
    );
    definition.description.en.push_str(
        " Recalculated to present boundaries, for areas that changed; figures from before the change are estimates.",
    );
    definition
}

#[cfg(test)]
mod tests;
