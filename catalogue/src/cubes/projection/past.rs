//! How well the same calculation would have done some years ago: nothing from after its start is known to it, but
//! the life table, if none is older.

use super::courses::Courses;
use super::plan::Plan;
use super::{Sources, World};
use crate::cubes::Slice;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::{POPULATION, PROJECTION_BASIS};
use datenkreis_vocab::projection::Compared;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest years that a back-test looks ahead.
const AHEAD: i16 = 3;

/// The error of one area in one year.
pub(super) struct Missed {
    pub area: AreaKey,
    /// The year that is compared.
    pub year: i16,
    /// Per cent of those there were: positive if too many were projected.
    pub percent: f64,
    pub sources: Sources,
}

/// The errors in all years since the start of the test whose population is known.
#[derive(Default)]
pub(super) struct Errors {
    pub of_areas: Vec<Missed>,
    /// Of the areas within one the mean of their errors, without their signs.
    pub of_parts: Vec<Missed>,
}

/// Tests the calculation that starts with a year.
pub(super) fn errors(world: &World<'_>, start: i16) -> Errors {
    let tested = |from: i16| Courses::new(world, Plan::new(world, from), start);
    let courses = match world.settings.back_test {
        Some(from) => Some(tested(from)),
        None => starts(world, start).into_iter().map(tested).find(|courses| courses.shown().next().is_some()),
    };
    let Some(courses) = courses else { return Errors::default() };
    let mut of_areas = vec![];
    for (area, course) in courses.shown() {
        let Some(middle) = course.middle() else { continue };
        for (year, population) in (courses.start + 1..).zip(&middle.years) {
            let Some(came) = world.known(area, year).total() else { continue };
            let Some(percent) = Compared { projected: population.total(), came }.percent() else { continue };
            let mut sources = course.sources.clone();
            sources.insert(Slice::new(POPULATION, area.as_str(), &year.to_string()));
            of_areas.push(Missed { area: area.clone(), year, percent, sources });
        }
    }
    Errors { of_parts: of_parts(&of_areas), of_areas }
}

fn of_parts(of_areas: &[Missed]) -> Vec<Missed> {
    let mut parts: BTreeMap<(AreaKey, i16), Vec<&Missed>> = BTreeMap::new();
    for missed in of_areas {
        if let Some(around) = missed.area.parent() {
            parts.entry((around, missed.year)).or_default().push(missed);
        }
    }
    let means = parts.into_iter().filter(|(_, parts)| parts.len() > 1).map(|((area, year), parts)| Missed {
        percent: parts.iter().map(|part| part.percent.abs()).sum::<f64>() / parts.len() as f64,
        sources: parts
            .iter()
            .map(|part| Slice::new(PROJECTION_BASIS, part.area.as_str(), &year.to_string()))
            .collect(),
        area,
        year,
    });
    means.collect()
}

/// The years a test may start from: those of which ages and sexes of an area are known, early enough to tell
/// something.
fn starts(world: &World<'_>, start: i16) -> BTreeSet<i16> {
    let has_structure = |area: &AreaKey, year: &i16| {
        let mortality = world.mortality.at(*year);
        mortality.is_some_and(|mortality| world.known(area, *year).structure(mortality).is_some())
    };
    let of_area = |area| {
        let years = world.years(area).take_while(|year| *year <= start - AHEAD);
        years.filter(move |year| has_structure(area, year))
    };
    world.areas().flat_map(of_area).collect()
}
