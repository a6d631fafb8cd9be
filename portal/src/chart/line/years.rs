//! What a pointer over a year tells on a page: all values of that year.

use super::{LineChart, Plot, Series};
use crate::chart::canvas::Canvas;
use crate::chart::number::Datum;
use std::collections::BTreeSet;

/// Draws a column without colour for each year, from halfway to the year before to halfway to the next one.
pub fn draw(chart: &LineChart, canvas: &mut Canvas<'_>, plot: &Plot) {
    if !canvas.frame.is_page() {
        return;
    }
    let years: Vec<i32> = chart.years().collect::<BTreeSet<_>>().into_iter().collect();
    for (index, year) in years.iter().enumerate() {
        let middle = |other: Option<&i32>, edge: f64| {
            other.map_or(edge, |other| (plot.x(*other) + plot.x(*year)) / 2.0)
        };
        let across = (
            middle(index.checked_sub(1).and_then(|at| years.get(at)), 0.0),
            middle(years.get(index + 1), 1.0),
        );
        let known: Vec<String> =
            chart.series.iter().filter_map(|series| words(chart, canvas, series, *year)).collect();
        if known.is_empty() {
            continue;
        }
        let label = format!("{year} · {}", known.join(" · "));
        let column = canvas.start_rectangle(across, plot.top, plot.bottom - plot.top);
        column.with("class", "dk-plot__hit").with("data-label", label).empty();
    }
}

/// A series in a year: `Selm 25.969`, and whether it was counted.
fn words(chart: &LineChart, canvas: &Canvas<'_>, series: &Series, year: i32) -> Option<String> {
    let language = canvas.frame.language;
    let counted = series.points.iter().find(|point| point.year == year).map(|point| point.value);
    if let Some(datum) = counted.filter(|datum| *datum != Datum::Missing) {
        return Some(format!("{} {}", series.name, chart.measure.label(language, datum)));
    }
    let value = series.projection.iter().find(|point| point.year == year)?.value.number()?;
    let kind = canvas.frame.say("Vorausberechnung", "projection");
    Some(format!("{} {} ({kind})", series.name, chart.measure.short(language, value)))
}
