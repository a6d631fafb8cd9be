//! What formulas read figures from.

use super::ages::{Ages, number, worse};
use super::{Calculated, Input};
use crate::cube::known::POPULATION;
use crate::cube::{Age, AreaKey, Figure, ObsStatus, Period};
use foldhash::HashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// All observations of one cube about one area and time (qb:Slice).
#[derive(Clone, Copy, Debug)]
pub struct Slice<'a> {
    /// The cube's id.
    pub cube: &'a str,
    /// The area.
    pub area: &'a AreaKey,
    /// The time.
    pub period: Period,
}

/// Figures of cubes: what a view in memory, or a reading, is to a formula.
pub trait Figures {
    /// The figure with the notations of the further dimensions, those after area and time in their order.
    /// `None` if there is no such observation.
    fn figure(&self, slice: Slice<'_>, further: &[&str]) -> Option<Figure>;

    /// The figures of all ages, the total left out. `further` are the notations of the further dimensions, that
    /// of the age left out. Empty if there are none.
    fn ages(&self, slice: Slice<'_>, further: &[&str]) -> Rc<Ages>;

    /// The areas and times of a cube, each pair once, in any order; empty if there is no such cube.
    fn slices(&self, cube: &str) -> Vec<(AreaKey, Period)>;
}

/// Reads figures for one area and keeps account: what was read, and the worst status of it.
pub(super) struct Reader<'a> {
    figures: &'a dyn Figures,
    area: &'a AreaKey,
    /// The time the result is about.
    pub(super) period: Period,
    inputs: Vec<Input>,
    status: ObsStatus,
}

impl<'a> Reader<'a> {
    pub(super) fn new(figures: &'a dyn Figures, area: &'a AreaKey, period: Period) -> Self {
        Self { figures, area, period, inputs: Vec::new(), status: ObsStatus::Normal }
    }

    /// The result, with all that was read for it.
    pub(super) fn finish(self, value: f64) -> Option<Calculated> {
        value.is_finite().then_some(Calculated { value, status: self.status, inputs: self.inputs })
    }

    /// The number of a figure of another time.
    pub(super) fn number_of(&mut self, cube: &'static str, period: Period, further: &[&str]) -> Option<f64> {
        let figure = self.figures.figure(Slice { cube, area: self.area, period }, further)?;
        let number = number(figure)?;
        self.note(cube, period, figure.status);
        Some(number)
    }

    /// The number of a figure.
    pub(super) fn number(&mut self, cube: &'static str, further: &[&str]) -> Option<f64> {
        self.number_of(cube, self.period, further)
    }

    /// All persons of another time.
    pub(super) fn population_of(&mut self, period: Period) -> Option<f64> {
        self.number_of(POPULATION, period, &["T", Age::TOTAL])
    }

    /// All persons.
    pub(super) fn population(&mut self) -> Option<f64> {
        self.population_of(self.period)
    }

    /// All persons at the earlier of two times that are compared. A break there does not concern what came after.
    pub(super) fn earlier_population(&mut self, period: Period) -> Option<f64> {
        let slice = Slice { cube: POPULATION, area: self.area, period };
        let figure = self.figures.figure(slice, &["T", Age::TOTAL])?;
        let status = if figure.status == ObsStatus::Break { ObsStatus::Normal } else { figure.status };
        let number = number(figure)?;
        self.note(POPULATION, period, status);
        Some(number)
    }

    /// P̄, the mean of the population at the end of the year and of the year before.
    pub(super) fn mean_population(&mut self) -> Option<f64> {
        let before = self.population_of(years_before(self.period, 1)?)?;
        Some((before + self.population()?) / 2.0)
    }

    /// Persons of these ages.
    pub(super) fn persons(&mut self, range: Age) -> Option<f64> {
        let sum = self.ages(POPULATION, self.period, &["T"]).sum(range)?;
        self.note(POPULATION, self.period, sum.status);
        Some(sum.value)
    }

    /// All ages of a slice. Whoever uses them says so by [`note`](Self::note).
    pub(super) fn ages(&self, cube: &'static str, period: Period, further: &[&str]) -> Rc<Ages> {
        self.figures.ages(Slice { cube, area: self.area, period }, further)
    }

    /// Whether the series of the population has a break at a time.
    pub(super) fn has_break(&self, period: Period) -> bool {
        let slice = Slice { cube: POPULATION, area: self.area, period };
        let figure = self.figures.figure(slice, &["T", Age::TOTAL]);
        figure.is_some_and(|figure| figure.status == ObsStatus::Break)
    }

    /// Something was used.
    pub(super) fn note(&mut self, cube: &'static str, period: Period, status: ObsStatus) {
        let input = Input { cube, period };
        if !self.inputs.contains(&input) {
            self.inputs.push(input);
        }
        self.status = worse(self.status, status);
    }

    /// The result is an estimate, or a break lies in between.
    pub(super) fn at_least(&mut self, status: ObsStatus) {
        self.status = worse(self.status, status);
    }
}

/// The same time some years earlier; only years have one.
pub(super) fn years_before(period: Period, years: i16) -> Option<Period> {
    match period {
        Period::Year(year) => Some(Period::Year(year - years)),
        Period::Month(..) | Period::Day(..) => None,
    }
}

/// Figures that remember those of one area: nearly all indicators ask for the same few, and each year for those of
/// the years since the base.
pub(super) struct Remembering<'a> {
    figures: &'a dyn Figures,
    known: RefCell<Known<Option<Figure>>>,
    ages: RefCell<Known<Rc<Ages>>>,
}

impl<'a> Remembering<'a> {
    /// For one area.
    pub(super) fn new(figures: &'a dyn Figures) -> Self {
        Self { figures, known: RefCell::default(), ages: RefCell::default() }
    }
}

impl Figures for Remembering<'_> {
    fn figure(&self, slice: Slice<'_>, further: &[&str]) -> Option<Figure> {
        self.known.borrow_mut().get(slice, further, || self.figures.figure(slice, further))
    }

    fn ages(&self, slice: Slice<'_>, further: &[&str]) -> Rc<Ages> {
        self.ages.borrow_mut().get(slice, further, || self.figures.ages(slice, further))
    }

    fn slices(&self, cube: &str) -> Vec<(AreaKey, Period)> {
        self.figures.slices(cube)
    }
}

/// What was found for one area, by time: cube and further notations, of which there are so few a time that looking
/// through them costs less than a key would.
struct Known<T>(HashMap<Period, Vec<(String, Vec<String>, T)>>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Clone> Known<T> {
    fn get(&mut self, slice: Slice<'_>, further: &[&str], find: impl FnOnce() -> T) -> T {
        let known = self.0.entry(slice.period).or_default();
        let is_meant = |(cube, notations, _): &&(String, Vec<String>, T)| {
            notations.iter().eq(further.iter().copied()) && cube == slice.cube
        };
        if let Some((_, _, found)) = known.iter().find(is_meant) {
            return found.clone();
        }
        let found = find();
        let notations = further.iter().map(|notation| (*notation).to_owned()).collect();
        known.push((slice.cube.to_owned(), notations, found.clone()));
        found
    }
}
