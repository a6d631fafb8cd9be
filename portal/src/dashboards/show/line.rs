//! Figures over time, one line for each code of a dimension.

use super::Making;
use crate::chart::line::{Break, LineChart, Point, Series};
use crate::chart::time::{Over, Times};
use crate::dashboards::nothing::Nothing;
use crate::dashboards::plan::{Axis, number};
use crate::demography::figures::Found;
use crate::demography::shown::Shown;
use datenkreis_vocab::cube::known::{CITIZENSHIP, INDICATORS, POPULATION};
use datenkreis_vocab::cube::{ObsStatus, Period};

/// Cubes of population, whose series have another base after each census.
const POPULATIONS: [&str; 3] = [POPULATION, CITIZENSHIP, INDICATORS];

/// The figures of one line, by time.
struct Course<'a> {
    name: String,
    found: Vec<(Period, Found<'a>)>,
}

/// All lines; the first is what the chart is about.
pub fn line<'a>(making: &Making<'a, '_>) -> Result<Shown<'a>, Nothing> {
    let plan = making.plan;
    let by = making.by()?;
    let courses: Vec<Course<'_>> = by.notations.iter().map(|notation| course(making, by, notation)).collect();
    let Some(first) = by.notations.first() else { return Err(Nothing::NoFigures) };
    if plan.periods.len() < 2 {
        let only = plan.periods.first().map(|period| plan.time(*period));
        return Err(Nothing::OneTime(only.unwrap_or_default()));
    }
    let measure = plan.measure(&[first]);
    let times = plan.periods.first().map_or(Times::Years, |period| number(*period).0);
    let model = LineChart {
        measure: measure.clone(),
        series: courses.iter().map(Course::series).collect(),
        breaks: breaks(making, times, &courses),
        reference: None,
        from_zero: false,
    };
    let model = Over { times, chart: model };
    let mut table = making.tabulate(courses.iter().map(|course| course.name.clone()).collect());
    for period in &plan.periods {
        let row = courses.iter().map(|course| {
            let found = course.found.iter().find(|(other, _)| other == period);
            (found.map_or(Found::NOTHING, |(_, found)| *found), measure.decimals as u8)
        });
        table.row(plan.time(*period), &row.collect::<Vec<_>>());
    }
    let words = making.words(&model, &measure);
    let subtitle = making.subtitle(&plan.measure(&[]).name, &making.time(), &plan.unit(&[first]));
    Ok(making.shown(model, words, subtitle, table))
}

fn course<'a>(making: &Making<'a, '_>, by: &Axis, notation: &str) -> Course<'a> {
    let plan = making.plan;
    let found = plan.periods.iter().map(|period| (*period, plan.find(&[notation, &period.to_string()])));
    Course {
        name: plan.name(by.position, notation),
        found: found.filter(|(_, found)| found.at.is_some()).collect(),
    }
}

impl Course<'_> {
    fn series(&self) -> Series {
        let point =
            |(period, found): &(Period, Found<'_>)| Point { year: number(*period).1, value: found.datum() };
        Series { name: self.name.clone(), points: self.found.iter().map(point).collect(), projection: vec![] }
    }
}

/// Where the way of counting changed: as configured for population, and where the first line says so.
fn breaks(making: &Making<'_, '_>, times: Times, courses: &[Course<'_>]) -> Vec<Break> {
    let is_population = POPULATIONS.contains(&making.plan.cube.definition.id.as_str());
    let configured = making.around.breaks.iter().filter(|_| is_population && times == Times::Years).cloned();
    let mut breaks: Vec<Break> = configured.collect();
    let told = courses.first().into_iter().flat_map(|course| &course.found);
    for (period, _) in told.filter(|(_, found)| found.figure.status == ObsStatus::Break) {
        let year = number(*period).1;
        if !breaks.iter().any(|known| known.year == year) {
            breaks.push(Break { year, label: making.around.texts.series_break.into() });
        }
    }
    breaks.sort_by_key(|change| change.year);
    breaks
}
