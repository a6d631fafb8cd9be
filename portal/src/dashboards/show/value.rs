//! One figure, large, beside one of about ten years before.

use super::Making;
use crate::chart::time::Over;
use crate::chart::value::Value;
use crate::dashboards::nothing::Nothing;
use crate::dashboards::plan::number;
use crate::demography::shown::Shown;
use datenkreis_vocab::cube::Period;

/// How many years before the figure it is compared with lies, at most.
const YEARS: i16 = 10;

/// The figure at the time of the tile, and the earliest of the ten years before it.
pub fn value<'a>(making: &Making<'a, '_>) -> Result<Shown<'a>, Nothing> {
    let plan = making.plan;
    let period = plan.period.ok_or(Nothing::NoFigures)?;
    let at = |period: Period| plan.find_at(period, &[]);
    let is_before =
        |other: &&Period| **other < period && alike(**other, period) && other.year() >= period.year() - YEARS;
    let before = plan.known.iter().filter(is_before).min().copied();
    let before = before.filter(|before| at(*before).value().is_some());
    let measure = making.measure();
    let (times, year) = number(period);
    let model = Value {
        value: at(period).datum(),
        is_estimated: at(period).is_estimated(),
        year,
        kind: plan.kind(&measure),
        before: before.map(|before| (number(before).1, at(before).datum())),
        measure: measure.clone(),
    };
    let model = Over { times, chart: model };
    let mut table = making.tabulate(vec![measure.name.clone()]);
    for period in std::iter::once(period).chain(before) {
        table.row(plan.time(period), &[(at(period), measure.decimals as u8)]);
    }
    let words = making.words(&model, &measure);
    let subtitle = making.subtitle(&measure.name, &making.time(), &plan.unit(&[]));
    Ok(making.shown(model, words, subtitle, table))
}

/// Whether two months are the same of their years; of days any will do.
fn alike(one: Period, other: Period) -> bool {
    match (one, other) {
        (Period::Month(_, one), Period::Month(_, other)) => one == other,
        _ => true,
    }
}
