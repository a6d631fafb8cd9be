//! Households by the number of their persons.

use super::{Request, Shown, Tabulate, newest_first};
use crate::chart::bars::{Bar, BarChart};
use crate::chart::line::{LineChart, Point, Series};
use crate::chart::number::{Datum, Measure};
use crate::chart::words::Kind;
use crate::demography::figures::{Figures, Found};
use datenkreis_vocab::cube::known::HOUSEHOLDS;
use datenkreis_vocab::cube::{AreaKey, Dimension};

/// By size in a year; where only their number is known, that over the years.
pub fn households<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    by_size(request).or_else(|| number(request))
}

/// `None` if no year has households by size.
fn by_size<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, state, texts, .. } = request;
    let years: Vec<i16> = figures
        .years(HOUSEHOLDS, area)
        .into_iter()
        .filter(|year| !sizes(figures, area, *year).is_empty())
        .collect();
    let year = state.year.filter(|year| years.contains(year)).or_else(|| years.last().copied())?;
    let own = sizes(figures, area, year);
    let other = state.compared.first().filter(|other| other != area);
    let other = other
        .map(|other| (figures.name(other), sizes(figures, other, year)))
        .filter(|(_, sizes)| !sizes.is_empty());
    let total =
        |sizes: &[(String, Found<'_>)]| sizes.iter().map(|(_, found)| found.value()).sum::<Option<f64>>();
    let (own_total, other_total) = (total(&own), other.as_ref().and_then(|(_, sizes)| total(sizes)));
    let share =
        |found: &Found<'_>, total: Option<f64>| match (found.value(), total.filter(|total| *total > 0.0)) {
            (Some(value), Some(total)) => Datum::Known(value / total * 100.0),
            _ => found.datum(),
        };
    let compared = |label: &str| {
        other
            .as_ref()
            .and_then(|(_, sizes)| sizes.iter().find(|(name, _)| name == label))
            .map_or(Found::NOTHING, |(_, found)| *found)
    };
    // Areas of different size are compared by shares.
    let datum = |found: &Found<'_>, total: Option<f64>| match other {
        Some(_) => share(found, total),
        None => found.datum(),
    };
    let (unit, decimals) = if other.is_some() { ("%", 1) } else { ("", 0) };
    let measure =
        Measure { name: texts.view_households.into(), unit: unit.into(), decimals, ..Measure::default() };
    let name = format!("{} {year}", figures.name(area));
    let model = BarChart {
        measure,
        name: name.clone(),
        comparison: other.as_ref().map(|(name, _)| format!("{name} {year}")),
        rows: own
            .iter()
            .map(|(label, found)| Bar {
                name: label.clone(),
                value: datum(found, own_total),
                comparison: datum(&compared(label), other_total),
            })
            .collect(),
    };
    let head = [texts.household_size.to_owned(), name.clone()]
        .into_iter()
        .chain(other.as_ref().map(|(name, _)| format!("{name} {year}")));
    let mut table = Tabulate::new(
        figures.language,
        figures.base,
        &format!("{}: {name}", texts.view_households),
        head.collect(),
    );
    for (label, found) in &own {
        let further = other.is_some().then(|| (compared(label), 0));
        table.row(label, &std::iter::once((*found, 0)).chain(further).collect::<Vec<_>>());
    }
    let unit = if other.is_some() { texts.unit_share } else { texts.unit_households };
    let subtitle = format!("{}, {name}, {unit}", texts.view_households);
    let about = request.about().in_year(year);
    Some(request.shown_about(&about, model, Kind::Count, subtitle, (table, newest_first(years))))
}

/// `None` if there are fewer than two years.
fn number<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, texts, .. } = request;
    let total = |year: i16| figures.find(HOUSEHOLDS, &[area.as_str(), &year.to_string(), "_T"]);
    let found: Vec<(i16, Found<'a>)> =
        figures.years(HOUSEHOLDS, area).into_iter().map(|year| (year, total(year))).collect();
    let found: Vec<_> = found.into_iter().filter(|(_, found)| found.at.is_some()).collect();
    let [(first, _), .., (last, _)] = found.as_slice() else { return None };
    let name = figures.name(area);
    let points = found.iter().map(|(year, found)| Point { year: (*year).into(), value: found.datum() });
    let model = LineChart {
        measure: Measure { name: texts.view_households.into(), ..Measure::default() },
        series: vec![Series { name: name.clone(), points: points.collect(), projection: vec![] }],
        breaks: vec![],
        reference: None,
        from_zero: false,
    };
    let head = vec![texts.year.to_owned(), texts.view_households.to_owned()];
    let caption = format!("{}: {name}", texts.view_households);
    let mut table = Tabulate::new(figures.language, figures.base, &caption, head);
    for (year, found) in &found {
        table.row(year.to_string(), &[(*found, 0)]);
    }
    let span = super::span(*first, *last);
    let subtitle = format!("{}, {name}, {span}, {}", texts.view_households, texts.unit_households);
    Some(request.shown(model, Kind::Count, subtitle, table, vec![]))
}

/// Names of sizes with their households, without the total.
fn sizes<'a>(figures: &Figures<'a>, area: &AreaKey, year: i16) -> Vec<(String, Found<'a>)> {
    let Some(cube) = figures.cubes.get(HOUSEHOLDS) else { return vec![] };
    let Some(Dimension::Coded(sizes)) = cube.definition.dimensions.get(2) else { return vec![] };
    let sizes = sizes.codes.iter().filter(|code| code.notation != "_T").map(|code| {
        let found = figures.find(HOUSEHOLDS, &[area.as_str(), &year.to_string(), &code.notation]);
        (code.label.get(figures.language.tag()).to_owned(), found)
    });
    sizes.filter(|(_, found)| found.at.is_some()).collect()
}
