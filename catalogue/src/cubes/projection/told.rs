//! What was calculated, as observations of two cubes.

use super::courses::{Course, Courses};
use super::past::{Errors, Missed};
use super::{Sources, World};
use crate::cubes::{Derived, Slice, Slices};
use datenkreis_vocab::cube::known::{
    self, BIRTHS_PER_WOMAN, DEATHS_TO_TABLE, ERROR_PERCENT, MEAN_ERROR_PERCENT, NET_MIGRATION, POPULATION,
    PROJECTED_BIRTHS, PROJECTED_DEATHS, PROJECTED_MIGRATION, PROJECTION, PROJECTION_BASIS,
};
use datenkreis_vocab::cube::{AreaKey, Cell, CubeDefinition, Figure, ObsStatus, Observations};
use datenkreis_vocab::projection::{BySex, Changes, observations};

/// The cube of assumptions, then the one of the projection, which comes from it.
pub(super) fn cubes(world: &World<'_>, courses: &Courses, errors: &Errors) -> Vec<Derived> {
    let (Some(basis), Some(projection)) = (known::cube(PROJECTION_BASIS), known::cube(PROJECTION)) else {
        return vec![];
    };
    if courses.shown().next().is_none() {
        return vec![];
    }
    let mut told = Told::new(basis);
    for (area, course) in courses.shown() {
        told.assumptions(world, area, course, courses);
    }
    for Missed { area, year, percent, sources } in &errors.of_areas {
        told.push(area, *year, ERROR_PERCENT, (*percent, ObsStatus::Normal), sources);
    }
    for Missed { area, year, percent, sources } in &errors.of_parts {
        told.push(area, *year, MEAN_ERROR_PERCENT, (*percent, ObsStatus::Normal), sources);
    }
    let mut shown = Told::new(projection);
    for (area, course) in courses.shown() {
        shown.projection(world, area, course, courses.start);
    }
    vec![told.derived(basis), shown.derived(projection)]
}

struct Told {
    observations: Observations,
    slices: Slices,
}

impl Told {
    fn new(cube: &CubeDefinition) -> Self {
        Self { observations: Observations::new(cube.dimensions.len()), slices: Slices::default() }
    }

    fn derived(self, cube: &CubeDefinition) -> Derived {
        Derived { definition: cube.clone(), observations: self.observations, slices: self.slices }
    }

    fn push(&mut self, area: &AreaKey, year: i16, what: &str, figure: (f64, ObsStatus), sources: &Sources) {
        // As people are shown it, so that page, file and answer say the same.
        let unit = 10_f64.powi(known::decimals_of_basis(what).into());
        let figure = Figure { value: Some((figure.0 * unit).round() / unit), status: figure.1 };
        self.observations.push(&[area.as_str(), &year.to_string(), what], figure, Cell::default());
        self.slices.push(sources);
    }

    /// What is assumed for an area at the start, and what changes it in each year.
    fn assumptions(&mut self, world: &World<'_>, area: &AreaKey, course: &Course, courses: &Courses) {
        let Some(middle) = course.middle() else { return };
        let sources = basis_of(area, course, courses);
        let first = middle.changes.first();
        let (born, died) = first.map(|first| (sum(&first.births), sum(&first.deaths))).unwrap_or_default();
        let Changes { births, deaths, .. } = &course.expected;
        let of_table = world.fertility.at(courses.start).map(|rates| rates.total()).unwrap_or_default();
        let assumed = [
            (BIRTHS_PER_WOMAN, ratio(born, sum(births)).map(|factor| factor * of_table)),
            (DEATHS_TO_TABLE, ratio(died, sum(deaths))),
            (NET_MIGRATION, Some(course.migration)),
        ];
        for (what, value) in assumed {
            if let Some(value) = value {
                self.push(area, courses.start, what, (value, ObsStatus::Estimated), &sources);
            }
        }
        for (year, changes) in (courses.start + 1..).zip(&middle.changes) {
            for (what, persons) in [
                (PROJECTED_BIRTHS, &changes.births),
                (PROJECTED_DEATHS, &changes.deaths),
                (PROJECTED_MIGRATION, &changes.migration),
            ] {
                self.push(area, year, what, (sum(persons), ObsStatus::Forecast), &sources);
            }
        }
    }

    fn projection(&mut self, world: &World<'_>, area: &AreaKey, course: &Course, start: i16) {
        let period = start.to_string();
        let own = [PROJECTION_BASIS, POPULATION].map(|cube| Slice::new(cube, area.as_str(), &period));
        let tables = [world.mortality.slice(start), world.fertility.slice(start)];
        let sources: Sources = own.into_iter().chain(tables.into_iter().flatten()).collect();
        for observation in observations(area, &course.variants, course.detail).iter() {
            self.observations.push(&observation.notations, observation.figure, observation.cell);
            self.slices.push(&sources);
        }
    }
}

/// What the assumptions of an area come from: of a sum those of its members, as far as they are shown.
fn basis_of(area: &AreaKey, course: &Course, courses: &Courses) -> Sources {
    let start = courses.start.to_string();
    let shown = |member: &AreaKey| courses.shown().any(|(area, _)| area == member);
    if course.members.is_empty() || !course.members.iter().all(shown) {
        return course.sources.clone();
    }
    let of_members =
        course.members.iter().map(|member| Slice::new(PROJECTION_BASIS, member.as_str(), &start));
    of_members.chain([Slice::new(POPULATION, area.as_str(), &start)]).collect()
}

fn ratio(found: f64, expected: f64) -> Option<f64> {
    (expected > 0.0).then(|| found / expected)
}

fn sum(both: &BySex<f64>) -> f64 {
    both.women + both.men
}
