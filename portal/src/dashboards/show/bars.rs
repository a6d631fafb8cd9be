//! Figures of one time beside each other: areas ranked in the colours of a map, anything else as bars.

use super::Making;
use crate::chart::bars::{Bar, BarChart};
use crate::chart::classes::Classes;
use crate::chart::number::Datum;
use crate::chart::ranked::{Ranked, Ranking};
use crate::chart::words::{Tell, Topic, Words};
use crate::dashboards::nothing::Nothing;
use crate::demography::figures::Found;
use crate::demography::shown::Shown;
use datenkreis_vocab::cube::{AreaKey, Dimension};

/// The bars of a tile.
pub fn bars<'a>(making: &Making<'a, '_>) -> Result<Shown<'a>, Nothing> {
    let plan = making.plan;
    let by = making.by()?;
    let found = making.along(by);
    let first = found.first().map(|(notation, _)| *notation).ok_or(Nothing::NoFigures)?;
    // Bars of several measures beside each other say nothing: they are named by the first.
    let measure = if plan.indicators().len() > 1 { plan.measure(&[first]) } else { making.measure() };
    let mut table = making.tabulate(vec![making.headed(measure.name.clone())]);
    for (notation, found) in &found {
        table.row(plan.name(by.position, notation), &[(*found, measure.decimals as u8)]);
    }
    let subtitle = making.subtitle(&measure.name, &making.time(), &plan.unit(&[first]));
    if plan.cube.definition.dimensions[by.position] == Dimension::RefArea {
        let words = making.words(&ranked(making, &beside_each_other(&found)), &measure);
        let model = ranked(making, &found);
        return Ok(making.shown(model, words, subtitle, table));
    }
    let row = |(notation, found): &(&str, Found<'_>)| Bar {
        name: plan.name(by.position, notation),
        value: found.datum(),
        comparison: Datum::Missing,
    };
    let rows = found.iter().map(row).collect();
    let model = BarChart { measure: measure.clone(), name: String::new(), comparison: None, rows };
    let is_time = plan.cube.definition.dimensions[by.position] == Dimension::RefPeriod;
    let words = match is_time {
        true => of_times(making, &model),
        false if making.is_uneven(by) => making.overview(),
        false => making.words(&model, &measure),
    };
    Ok(making.shown(model, words, subtitle, table))
}

/// Areas in the colours of their classes.
pub fn ranked(making: &Making<'_, '_>, found: &[(&str, Found<'_>)]) -> Ranked {
    let plan = making.plan;
    let rows = found.iter().filter_map(|(notation, found)| {
        let area = AreaKey::read(notation)?;
        Some(Ranking {
            name: plan.figures.name(&area),
            value: found.datum(),
            href: making.page_of(&area, found),
            selected: area == plan.area,
        })
    });
    Ranked { measure: making.measure(), classes: classes(making), rows: rows.collect() }
}

/// Areas without those that others of them lie in: a district is no place among its municipalities.
pub fn beside_each_other<'n, 'a>(found: &[(&'n str, Found<'a>)]) -> Vec<(&'n str, Found<'a>)> {
    let keys: Vec<AreaKey> = found.iter().filter_map(|(notation, _)| AreaKey::read(notation)).collect();
    let holds_another = |notation: &str| {
        let area = AreaKey::read(notation);
        area.is_some_and(|area| keys.iter().any(|other| *other != area && area.holds(other)))
    };
    found.iter().filter(|(notation, _)| !holds_another(notation)).copied().collect()
}

/// Classes that hold for all times there are, so that a colour means the same at each of them.
pub fn classes(making: &Making<'_, '_>) -> Classes {
    let plan = making.plan;
    let areas = plan.axes.first().map(|axis| axis.notations.as_slice()).unwrap_or_default();
    let values = areas
        .iter()
        .flat_map(|area| plan.known.iter().filter_map(move |period| plan.find_at(*period, &[area]).value()));
    Classes::fitting(&values.collect::<Vec<_>>(), making.measure().decimals == 0)
}

/// Times are higher or lower, not more frequent.
fn of_times(making: &Making<'_, '_>, model: &BarChart) -> Words {
    let language = making.plan.figures.language;
    let place = making.plan.figures.name(&making.place());
    let within = crate::demography::views::place::within(language, &place);
    model.words(language, &Topic { place: &place, within: &within, kind: crate::chart::words::Kind::Rate })
}
