//! The values of one indicator in many areas over all years, read in one walk through their observations.

use crate::demography::figures::{At, Found};
use datenkreis_catalogue::cubes::CubeView;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::indicator::Indicator;
use std::collections::BTreeSet;

/// The areas that figures of an indicator are known of, with its years; the earliest first.
pub struct Courses<'a> {
    /// The indicator.
    pub indicator: &'static Indicator,
    areas: Vec<(AreaKey, Vec<(i16, Found<'a>)>)>,
}

impl<'a> Courses<'a> {
    /// Of the cube of indicators; months and days are left out.
    pub fn new(cube: &'a CubeView, areas: &[AreaKey], indicator: &'static Indicator) -> Self {
        let course = |area: &AreaKey| {
            let found = cube.with_notation(cube.area(area.as_str()), 2, indicator.id);
            let found = found.filter_map(|index| {
                let year = cube.observations.notation(index, 1)?.parse().ok()?;
                Some((year, Found::from(At { cube, index })))
            });
            (area.clone(), found.collect())
        };
        let areas = areas.iter().map(course).filter(|(_, course): &(_, Vec<_>)| !course.is_empty());
        Self { indicator, areas: areas.collect() }
    }

    /// How many areas there are.
    pub fn areas(&self) -> usize {
        self.areas.len()
    }

    /// The years in which some area has a value.
    pub fn years(&self) -> Vec<i16> {
        let with_value = self.all().filter(|(_, found)| found.value().is_some());
        with_value.map(|(year, _)| *year).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// How many areas have a value in a year.
    pub fn count(&self, year: i16) -> usize {
        self.all().filter(|(other, found)| *other == year && found.value().is_some()).count()
    }

    /// The values of all years.
    pub fn values(&self) -> Vec<f64> {
        self.all().filter_map(|(_, found)| found.value()).collect()
    }

    /// What is known of a year, by area.
    pub fn of(&self, year: i16) -> Vec<(AreaKey, Found<'a>)> {
        let of = |course: &[(i16, Found<'a>)]| course.iter().find(|(other, _)| *other == year).copied();
        let areas = self.areas.iter();
        areas.filter_map(|(area, course)| Some((area.clone(), of(course)?.1))).collect()
    }

    fn all(&self) -> impl Iterator<Item = &(i16, Found<'a>)> {
        self.areas.iter().flat_map(|(_, course)| course)
    }
}
