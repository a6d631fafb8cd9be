//! Households by the number of their persons.

use super::{Request, Shown, Tabulate, newest_first};
use crate::chart::bars::{Bar, BarChart};
use crate::chart::number::{Datum, Measure};
use crate::chart::words::Kind;
use crate::demography::figures::{Figures, Found};
use datenkreis_vocab::cube::known::HOUSEHOLDS;
use datenkreis_vocab::cube::{AreaKey, Dimension};

/// `None` if no year has households by size.
pub fn households<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
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
    Some(request.shown(model, Kind::Count, subtitle, table, newest_first(years)))
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
