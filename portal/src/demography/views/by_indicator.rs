//! Indicators over the years: one next to other areas, or several of one area.

use super::{Request, Shown, Tabulate, rests_on_population};
use crate::chart::line::{LineChart, Point, Series};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::indicator::{Indicator, by_id};

/// The indicator shown where the visitor chose none.
pub const FIRST: &str = "altenquotient";

/// Youth, old-age and total dependency ratio, or the old-age ratio next to other areas.
pub fn ratios<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let ratios = ["altenquotient", "jugendquotient", "gesamtquotient"].into_iter().filter_map(by_id);
    if request.state.compared.is_empty() {
        lines(request, request.texts.view_ratios, ratios.map(|indicator| (indicator, request.area)).collect())
    } else {
        compared(request, by_id("altenquotient")?)
    }
}

/// The indicator that the visitor chose.
pub fn indicator<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    compared(request, by_id(request.state.indicator.as_deref().unwrap_or(FIRST))?)
}

/// An indicator of the area, next to those that the visitor chose.
pub fn compared<'a>(request: &Request<'a, '_>, indicator: &'static Indicator) -> Option<Shown<'a>> {
    let others = request.state.compared.iter().filter(|other| *other != request.area);
    let areas = std::iter::once(request.area).chain(others);
    let title = indicator.title(request.figures.language.tag());
    lines(request, title, areas.map(|area| (indicator, area)).collect())
}

/// One line each; the first is the one the chart is about. `None` if it has fewer than two values.
fn lines<'a>(
    request: &Request<'a, '_>,
    title: &str,
    lines: Vec<(&'static Indicator, &AreaKey)>,
) -> Option<Shown<'a>> {
    let Request { figures, area, texts, breaks, .. } = request;
    let language = figures.language.tag();
    let indicators: Vec<_> = lines.iter().map(|(indicator, _)| *indicator).collect();
    let is_one = indicators.iter().all(|indicator| indicator.id == indicators[0].id);
    let mut years: Vec<i16> = lines.iter().flat_map(|(_, area)| figures.years(INDICATORS, area)).collect();
    years.sort_unstable();
    years.dedup();
    let value = |year: i16, indicator: &Indicator, area: &AreaKey| {
        figures.find(INDICATORS, &[area.as_str(), &year.to_string(), indicator.id])
    };
    let courses: Vec<(String, Vec<(i16, Found<'a>)>)> = lines
        .iter()
        .map(|(indicator, area)| {
            let name = if is_one { figures.name(area) } else { indicator.title(language).to_owned() };
            let points = years.iter().map(|year| (*year, value(*year, indicator, area)));
            (name, points.filter(|(_, found)| found.at.is_some()).collect())
        })
        .filter(|(_, points): &(String, Vec<_>)| !points.is_empty())
        .collect();
    years.retain(|year| courses.iter().any(|(_, points)| points.iter().any(|(other, _)| other == year)));
    if courses.first().is_none_or(|(_, points)| points.len() < 2) {
        return None;
    }
    let first = indicators[0];
    let measure = super::headline_measure(first, figures.language);
    let point = |(year, found): &(i16, Found<'_>)| Point { year: (*year).into(), value: found.datum() };
    let model = LineChart {
        measure,
        series: courses
            .iter()
            .map(|(name, points)| Series {
                name: name.clone(),
                points: points.iter().map(point).collect(),
                projection: vec![],
            })
            .collect(),
        // Births, deaths and moves are counted the same way before and after a census.
        breaks: if rests_on_population(first) { breaks.clone() } else { vec![] },
        reference: None,
        from_zero: false,
    };
    let name = figures.name(area);
    let head =
        std::iter::once(texts.year.to_owned()).chain(courses.iter().map(|(name, _)| name.clone())).collect();
    let mut table = Tabulate::new(figures.language, figures.base, &format!("{title}: {name}"), head);
    for year in &years {
        let row = courses.iter().map(|(_, points)| {
            points.iter().find(|(other, _)| other == year).map_or(Found::NOTHING, |(_, found)| *found)
        });
        table.row(year.to_string(), &row.map(|found| (found, first.decimals)).collect::<Vec<_>>());
    }
    let subtitle = format!(
        "{title}, {name}, {}, {}",
        super::span(*years.first()?, *years.last()?),
        first.unit.label.get(language)
    );
    // Inhabitants are counted; there are more or fewer of them.
    let kind = if first.id == "einwohner" { Kind::Count } else { Kind::Rate };
    let mut shown = request.shown(model, kind, subtitle, table, vec![]);
    shown.indicators = indicators.iter().map(|indicator| indicator.id).collect();
    shown.indicators.dedup();
    Some(shown)
}
