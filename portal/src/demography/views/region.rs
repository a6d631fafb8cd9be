//! The population of a region of several districts: the sum of all, with its parts beside it.

use super::{Request, Shown, Tabulate};
use crate::chart::line::{LineChart, Point, Series};
use crate::chart::words::Kind;
use crate::demography::figures::{Figures, Found};
use crate::demography::territory::Territory;
use datenkreis_vocab::cube::known::POPULATION;
use datenkreis_vocab::cube::{Age, Figure};

/// The population of a year: of all together, and of each outer area.
pub struct Sum<'a> {
    /// The year.
    pub year: i16,
    /// All together; calculated here, no observation.
    pub together: Found<'a>,
    /// Each outer area, in the order of the territory.
    pub parts: Vec<Found<'a>>,
}

/// The years in which all outer areas have a figure; none if there is only one such area.
pub fn sums<'a>(figures: &Figures<'a>, territory: &Territory) -> Vec<Sum<'a>> {
    let [first, _, ..] = territory.outer.as_slice() else { return vec![] };
    let sum = |year: i16| {
        let text = year.to_string();
        let parts: Vec<Found<'a>> = territory
            .outer
            .iter()
            .map(|area| figures.find(POPULATION, &[area.as_str(), &text, "T", Age::TOTAL]))
            .collect();
        let together = parts.iter().map(Found::value).sum::<Option<f64>>()?;
        Some(Sum { year, together: Found { figure: Figure::normal(together), at: None }, parts })
    };
    figures.years(POPULATION, first).into_iter().filter_map(sum).collect()
}

/// `None` if there are fewer than two years, or the area is not the one around the region.
pub fn region<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, territory, texts, breaks, .. } = request;
    let sums = if territory.is_within(area) { sums(figures, territory) } else { vec![] };
    let [first, .., last] = sums.as_slice() else { return None };
    let name = territory.name.get(figures.language.tag());
    let points = sums.iter().map(|sum| Point { year: sum.year.into(), value: sum.together.datum() });
    let model = LineChart {
        measure: super::persons(figures.language),
        series: vec![Series { name: name.into(), points: points.collect(), projection: vec![] }],
        breaks: breaks.clone(),
        reference: None,
        from_zero: false,
    };
    let parts = territory.outer.iter().map(|area| figures.name(area));
    let head = [texts.year.to_owned(), texts.sum_of(name)].into_iter().chain(parts).collect();
    let caption = format!("{}: {name}", texts.view_region);
    let mut table = Tabulate::new(figures.language, figures.base, &caption, head);
    for Sum { year, together, parts } in &sums {
        let row: Vec<_> = std::iter::once(together).chain(parts).map(|found| (*found, 0)).collect();
        table.row(year.to_string(), &row);
    }
    let span = super::span(first.year, last.year);
    let subtitle = format!("{}, {name}, {span}, {}", texts.view_development, texts.at_end_of_year);
    let about = request.about_of(area);
    let mut shown = request.shown_about(&about, model, Kind::Population, subtitle, (table, vec![]));
    let parts: Vec<String> = territory.outer.iter().map(|area| figures.name(area)).collect();
    shown.notes.push(texts.sum_of_parts(&parts.join(", ")));
    Some(shown)
}
