//! Population over the years, with the projection and the census breaks.

use super::{Request, Shown};
use crate::chart::line::{LineChart, Point, Projected, Series};
use crate::chart::words::Kind;
use crate::demography::figures::{Figures, Found};
use crate::demography::shown::Tabulate;
use crate::texts::projection;
use datenkreis_catalogue::cubes::rebased_id;
use datenkreis_vocab::cube::known::{POPULATION, PROJECTION};
use datenkreis_vocab::cube::{Age, AreaKey};
use std::collections::BTreeMap;

/// Population of one area by year: counted, and projected in the low, middle and high variant.
struct Course<'a> {
    name: String,
    counted: BTreeMap<i16, Found<'a>>,
    projected: BTreeMap<i16, [Found<'a>; 3]>,
}

/// `None` if there are figures of one year only.
pub fn development<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, state, texts, breaks, .. } = request;
    let own = Course::of(figures, area, POPULATION);
    if own.counted.len() + own.projected.len() < 2 {
        return None;
    }
    let rebased = Course::rebased(figures, area, &own, texts.present_boundaries);
    let is_rebased = rebased.is_some();
    let others = state
        .compared
        .iter()
        .filter(|other| other != area)
        .map(|other| Course::of(figures, other, POPULATION));
    let others = others.filter(|other| !other.counted.is_empty());
    let courses: Vec<Course> = std::iter::once(own).chain(rebased).chain(others).collect();
    let model = LineChart {
        measure: super::persons(figures.language),
        series: courses.iter().map(Course::series).collect(),
        breaks: breaks.clone(),
        reference: None,
        from_zero: false,
    };
    let has_projection = courses.iter().any(|course| !course.projected.is_empty());
    let head = courses.iter().flat_map(|course| {
        let projected = [texts.projection_low, texts.projection_middle, texts.projection_high];
        let projected =
            projected.into_iter().filter(|_| has_projection).map(|name| format!("{}, {name}", course.name));
        std::iter::once(course.name.clone()).chain(projected)
    });
    let head = std::iter::once(texts.year.to_owned()).chain(head).collect();
    let caption = format!("{}: {}", texts.view_development, courses[0].name);
    let mut table = Tabulate::new(figures.language, figures.base, &caption, head);
    let mut years: Vec<i16> = courses
        .iter()
        .flat_map(|course| course.counted.keys().chain(course.projected.keys()))
        .copied()
        .collect();
    years.sort_unstable();
    years.dedup();
    for year in &years {
        let row = courses.iter().flat_map(|course| {
            let counted = course.counted.get(year).copied().unwrap_or(Found::NOTHING);
            let projected = course.projected.get(year).copied().unwrap_or([Found::NOTHING; 3]);
            std::iter::once(counted).chain(projected.into_iter().filter(|_| has_projection))
        });
        table.row(year.to_string(), &row.map(|found| (found, 0)).collect::<Vec<_>>());
    }
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => String::new(),
    };
    let subtitle =
        format!("{}, {}, {span}, {}", texts.view_development, courses[0].name, texts.at_end_of_year);
    let mut shown = request.shown(model, Kind::Population, subtitle, table, vec![]);
    if is_rebased {
        shown.notes.push(texts.present_boundaries_note.into());
    }
    if has_projection {
        shown.notes.push(projection::of(figures.language).note(figures.projects()).into());
    }
    Some(shown)
}

impl<'a> Course<'a> {
    fn of(figures: &Figures<'a>, area: &AreaKey, cube: &str) -> Self {
        let total = |year: i16| figures.find(cube, &[area.as_str(), &year.to_string(), "T", Age::TOTAL]);
        let counted = figures.years(cube, area).into_iter().map(|year| (year, total(year)));
        let projected = figures.years(PROJECTION, area).into_iter().map(|year| {
            let text = year.to_string();
            let variant =
                |variant| figures.find(PROJECTION, &[area.as_str(), &text, "T", Age::TOTAL, variant]);
            (year, ["niedrig", "mittel", "hoch"].map(variant))
        });
        Self {
            name: figures.name(area),
            counted: counted.filter(|(_, found)| found.at.is_some()).collect(),
            projected: projected.filter(|(_, [_, middle, _])| middle.at.is_some()).collect(),
        }
    }

    /// The same area within present boundaries, if its population differs from the one counted in some year.
    fn rebased(figures: &Figures<'a>, area: &AreaKey, own: &Self, present: &str) -> Option<Self> {
        let Self { name, counted, .. } = Self::of(figures, area, &rebased_id(POPULATION));
        let differs = |(year, found): (&i16, &Found<'_>)| {
            own.counted.get(year).is_none_or(|counted| counted.value() != found.value())
        };
        let has_changed = counted.iter().any(differs);
        has_changed.then(|| Self { name: format!("{name} ({present})"), counted, projected: BTreeMap::new() })
    }

    fn series(&self) -> Series {
        let projected = self.projected.iter().map(|(year, [low, middle, high])| Projected {
            year: (*year).into(),
            value: middle.datum(),
            range: low.value().zip(high.value()),
        });
        Series {
            name: self.name.clone(),
            points: self
                .counted
                .iter()
                .map(|(year, found)| Point { year: (*year).into(), value: found.datum() })
                .collect(),
            projection: projected.collect(),
        }
    }
}
