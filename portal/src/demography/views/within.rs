//! An indicator for all areas within one: on a map, and ranked.

use super::courses::Courses;
use super::{FIRST, Request, Shown, Tabulate, newest_first};
use crate::chart::classes::Classes;
use crate::chart::map::{Area, Map};
use crate::chart::number::Measure;
use crate::chart::ranked::{Ranked, Ranking};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use crate::language::Language;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::indicator::{Indicator, by_id};

/// Indicators shown where the visitor chose none: the first that the areas have values of.
const USUAL: [&str; 3] = [FIRST, "dichte", "einwohner"];

/// The values of one year, and the limits of classes that hold for all years.
struct Within<'a> {
    indicator: &'static Indicator,
    year: i16,
    years: Vec<i16>,
    values: Vec<(AreaKey, Found<'a>)>,
    classes: Classes,
    /// Whether districts are shown, where there is a choice.
    levels: Option<bool>,
}

/// The area whose inner areas are shown: of a municipality that of the areas it is compared with.
fn around(request: &Request<'_, '_>) -> AreaKey {
    let Request { area, territory, .. } = request;
    if !area.is_municipality() {
        return (*area).clone();
    }
    let region = territory.around().filter(|around| around != *area && around.holds(area));
    match area.level() {
        Level::District => region.or_else(|| area.parent()),
        _ => area.parent(),
    }
    .unwrap_or_else(|| (*area).clone())
}

/// The areas shown, and whether they are districts where there is a choice.
pub fn areas(request: &Request<'_, '_>) -> (Vec<AreaKey>, Option<bool>) {
    let around = around(request);
    let cube = request.figures.cubes.get(INDICATORS);
    let below = || {
        let below = cube.into_iter().flat_map(|cube| cube.areas_below(&around));
        below.filter(|inner| request.territory.shows(inner, &around)).cloned()
    };
    let municipalities: Vec<AreaKey> = below().filter(AreaKey::is_municipality).collect();
    let districts: Vec<AreaKey> = below().filter(|inner| inner.level() == Level::District).collect();
    // Where one of the two has nothing to compare, the other is shown.
    let levels = (municipalities.len() > 1 && districts.len() > 1 && municipalities != districts)
        .then_some(request.state.districts);
    let areas = match levels {
        Some(true) => districts,
        Some(false) => municipalities,
        None if municipalities.len() > 1 => municipalities,
        None => districts,
    };
    (areas, levels)
}

/// `None` if no boundary of an area with a value is known.
pub fn map<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let within = Within::of(request)?;
    let Request { figures, boundaries, .. } = request;
    let areas = within.values.iter().map(|(area, found)| {
        let rings = boundaries.outline(area);
        Area {
            name: figures.name(area),
            value: found.datum(),
            href: Some(request.links.area(area)),
            selected: area == request.area,
            rings,
        }
    });
    let areas: Vec<Area> = areas.filter(|area| !area.rings.is_empty()).collect();
    let model = Map { measure: within.measure(figures.language), classes: within.classes.clone(), areas };
    (!model.areas.is_empty()).then(|| within.shown(request, model))
}

/// `None` if fewer than two areas have a value.
pub fn ranking<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let within = Within::of(request)?;
    let figures = request.figures;
    let rows = within.values.iter().map(|(area, found)| Ranking {
        name: figures.name(area),
        value: found.datum(),
        href: Some(request.links.area(area)),
        selected: area == request.area,
    });
    let model = Ranked {
        measure: within.measure(figures.language),
        classes: within.classes.clone(),
        rows: rows.collect(),
    };
    (model.rows.len() > 1).then(|| within.shown(request, model))
}

impl<'a> Within<'a> {
    fn of(request: &Request<'a, '_>) -> Option<Self> {
        let Request { figures, state, .. } = request;
        let cube = figures.cubes.get(INDICATORS)?;
        let (areas, levels) = areas(request);
        let courses = |id: &str| Some(Courses::new(cube, &areas, by_id(id)?));
        let usual = || USUAL.into_iter().filter_map(courses).find(|courses| courses.areas() > 1);
        let courses = match &state.indicator {
            Some(id) => courses(id),
            None => usual(),
        }?;
        let years = courses.years();
        // The newest year that most areas have a value of.
        let counts: Vec<(i16, usize)> = years.iter().map(|year| (*year, courses.count(*year))).collect();
        let most = counts.iter().map(|(_, count)| *count).max()?;
        let newest = || counts.iter().rfind(|(_, count)| 2 * count > most).map(|(year, _)| *year);
        let year = state.year.filter(|year| years.contains(year)).or_else(newest)?;
        let indicator = courses.indicator;
        let classes = Classes::fitting(&courses.values(), indicator.decimals == 0);
        let values = courses.of(year);
        Some(Self { indicator, year, years, values, classes, levels })
    }

    /// What the values are, with their year: a headline has to name it.
    fn measure(&self, language: Language) -> Measure {
        let measure = super::headline_measure(self.indicator, language);
        let ends_with_digit = measure.name.ends_with(|last: char| last.is_ascii_digit());
        let comma = if ends_with_digit { "," } else { "" };
        Measure { name: format!("{}{comma} {}", measure.name, self.year), ..measure }
    }

    fn shown(
        self,
        request: &Request<'a, '_>,
        model: impl crate::chart::Chart + crate::chart::words::Tell + 'static,
    ) -> Shown<'a> {
        let Request { figures, texts, .. } = request;
        let language = figures.language.tag();
        let title = self.indicator.title(language);
        let around = request.about_of(&around(request));
        let mut values = self.values;
        values.sort_by(|one, other| {
            other
                .1
                .value()
                .partial_cmp(&one.1.value())
                .unwrap_or(std::cmp::Ordering::Equal)
                .then_with(|| one.0.cmp(&other.0))
        });
        let head = vec![texts.area.to_owned(), format!("{title} {}", self.year)];
        let mut table =
            Tabulate::new(figures.language, figures.base, &format!("{title}, {}", self.year), head);
        for (area, found) in &values {
            table.row(figures.name(area), &[(*found, self.indicator.decimals)]);
        }
        let subtitle =
            format!("{title}, {}, {}, {}", around.place, self.year, self.indicator.unit.label.get(language));
        let rows = (table, newest_first(self.years));
        let mut shown = request.shown_about(&around, model, Kind::Rate, subtitle, rows);
        shown.indicators = vec![self.indicator.id];
        shown.levels = self.levels;
        shown
    }
}
