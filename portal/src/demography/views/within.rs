//! An indicator for all areas within one: on a map, and ranked.

use super::{FIRST, Request, Shown, Tabulate, newest_first};
use crate::chart::classes::Classes;
use crate::chart::map::{Area, Map};
use crate::chart::ranked::{Ranked, Ranking};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
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
}

/// `None` if no boundary of an area with a value is known.
pub fn map<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let within = Within::of(request)?;
    let Request { figures, boundaries, .. } = request;
    let areas = within.values.iter().filter_map(|(area, found)| {
        let outline = boundaries.get(area)?;
        let rings =
            outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        Some(Area {
            name: figures.name(area),
            value: found.datum(),
            href: Some(request.links.area(area)),
            selected: area == request.area,
            rings: rings.map(|ring| ring.coords().map(|point| (point.x, point.y)).collect()).collect(),
        })
    });
    let areas: Vec<Area> = areas.collect();
    let model = Map {
        measure: super::measure(within.indicator, figures.language),
        classes: within.classes.clone(),
        areas,
    };
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
        measure: super::measure(within.indicator, figures.language),
        classes: within.classes.clone(),
        rows: rows.collect(),
    };
    (model.rows.len() > 1).then(|| within.shown(request, model))
}

impl<'a> Within<'a> {
    fn of(request: &Request<'a, '_>) -> Option<Self> {
        let Request { figures, area, state, .. } = request;
        let cube = figures.cubes.get(INDICATORS)?;
        // A municipality is shown among those of its district.
        let around = if area.level() == Level::Municipality { area.parent()? } else { (*area).clone() };
        let areas: Vec<AreaKey> = cube
            .areas_below(&around)
            .filter(|inner| inner.level() == Level::Municipality && request.territory.shows(inner, &around))
            .cloned()
            .collect();
        let has_values = |id: &&str| {
            let is_of =
                |index: usize| cube.observations.get(index).is_some_and(|found| found.notations[2] == *id);
            areas.iter().filter(|area| cube.area(area.as_str()).any(is_of)).count() > 1
        };
        let usual = || USUAL.into_iter().find(has_values);
        let indicator = by_id(state.indicator.as_deref().or_else(usual)?)?;
        let value = |area: &AreaKey, year: i16| {
            figures.find(INDICATORS, &[area.as_str(), &year.to_string(), indicator.id])
        };
        let mut years: Vec<i16> = areas.iter().flat_map(|area| figures.years(INDICATORS, area)).collect();
        years.sort_unstable();
        years.dedup();
        years.retain(|year| areas.iter().any(|area| value(area, *year).value().is_some()));
        let year = state.year.filter(|year| years.contains(year)).or_else(|| years.last().copied())?;
        let all: Vec<f64> = areas
            .iter()
            .flat_map(|area| years.iter().filter_map(move |year| value(area, *year).value()))
            .collect();
        let classes = Classes::fitting(&all, indicator.decimals == 0);
        let values = areas.iter().map(|area| (area.clone(), value(area, year)));
        let values = values.filter(|(_, found)| found.at.is_some()).collect();
        Some(Self { indicator, year, years, values, classes })
    }

    fn shown(
        self,
        request: &Request<'a, '_>,
        model: impl crate::chart::Chart + crate::chart::words::Tell + 'static,
    ) -> Shown<'a> {
        let Request { figures, area, texts, .. } = request;
        let language = figures.language.tag();
        let title = self.indicator.title(language);
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
        let subtitle = format!(
            "{title}, {}, {}, {}",
            figures.name(area),
            self.year,
            self.indicator.unit.label.get(language)
        );
        let mut shown = request.shown(model, Kind::Rate, subtitle, table, newest_first(self.years));
        shown.indicators = vec![self.indicator.id];
        shown
    }
}
