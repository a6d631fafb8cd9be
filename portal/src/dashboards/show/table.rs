//! Figures in rows and columns. What a table says is what a chart of its first column would say.

use super::Making;
use super::bars::{beside_each_other, ranked};
use crate::chart::bars::{Bar, BarChart};
use crate::chart::line::{LineChart, Point, Series};
use crate::chart::number::{Datum, Measure};
use crate::chart::sheet::Sheet;
use crate::chart::time::{Over, Times};
use crate::chart::words::Words;
use crate::dashboards::nothing::Nothing;
use crate::dashboards::plan::{Axis, number};
use crate::dashboards::tile::Order;
use crate::demography::figures::Found;
use crate::demography::shown::Shown;
use datenkreis_vocab::cube::{Dimension, Period};

/// The rows of a tile, with one column, or one for each code of another dimension.
pub fn table<'a>(making: &Making<'a, '_>) -> Result<Shown<'a>, Nothing> {
    let plan = making.plan;
    let by = making.by()?;
    let columns = plan.axes.get(1);
    let along: Vec<Vec<&str>> = match columns {
        None => vec![vec![]],
        Some(axis) => axis.notations.iter().map(|notation| vec![notation.as_str()]).collect(),
    };
    let (Some(first_row), Some(first_column)) = (by.notations.first(), along.first()) else {
        return Err(Nothing::NoFigures);
    };
    let is_mixed = plan.indicators().len() > 1;
    // Of several indicators each has its unit: where they are rows, it stands with the row.
    let mixed_rows = is_mixed && columns.is_none_or(|axis| axis.position != by.position) && by.position > 1;
    let measures: Vec<Measure> = along.iter().map(|column| plan.measure(&cell("", column))).collect();
    let heads = along.iter().zip(&measures).map(|(column, measure)| match (columns, column.first()) {
        (Some(axis), Some(notation)) => with_unit(plan.name(axis.position, notation), measure),
        _ => making.headed(with_unit(making.measure().name, measure)),
    });
    let heads: Vec<String> = heads.collect();
    let mut rows: Vec<(&str, Vec<Found<'a>>)> = by
        .notations
        .iter()
        .map(|row| (row.as_str(), along.iter().map(|column| plan.find(&cell(row, column))).collect()))
        .collect();
    if making.tile.order == Order::Value {
        super::sort(&mut rows, |(_, figures)| figures.first().and_then(Found::value));
    }
    let mut tabulated = making.tabulate(heads.clone());
    for (row, figures) in &rows {
        let measure = |column: &Vec<&str>| plan.measure(&cell(row, column));
        let name = plan.name(by.position, row);
        let name = if mixed_rows { with_unit(name, &measure(first_column)) } else { name };
        let figures =
            figures.iter().zip(&along).map(|(found, column)| (*found, measure(column).decimals as u8));
        tabulated.row(name, &figures.collect::<Vec<_>>());
    }
    let written = tabulated
        .table
        .rows
        .iter()
        .map(|row| (row.head.clone(), row.cells.iter().map(|cell| cell.text.clone()).collect()));
    let model = Sheet { head: heads, rows: written.collect() };
    let first: Vec<(&str, Found<'_>)> =
        rows.iter().filter_map(|(row, figures)| Some((*row, *figures.first()?))).collect();
    let words = if mixed_rows { making.overview() } else { words(making, by, &measures[0], &first) };
    let unit = plan.unit(&cell(first_row, first_column));
    let name = if is_mixed { String::new() } else { plan.measure(&[]).name };
    let subtitle = making.subtitle(&name, &making.time(), if is_mixed { "" } else { &unit });
    Ok(making.shown(model, words, subtitle, tabulated))
}

fn cell<'s>(row: &'s str, column: &[&'s str]) -> Vec<&'s str> {
    std::iter::once(row).chain(column.iter().copied()).collect()
}

fn with_unit(name: String, measure: &Measure) -> String {
    if measure.unit.is_empty() { name } else { format!("{name} ({})", measure.unit) }
}

/// The words of the first column.
fn words(making: &Making<'_, '_>, by: &Axis, measure: &Measure, found: &[(&str, Found<'_>)]) -> Words {
    let plan = making.plan;
    match &plan.cube.definition.dimensions[by.position] {
        Dimension::RefArea => {
            let mut model = ranked(making, &beside_each_other(found));
            model.measure = measure.clone();
            making.words(&model, measure)
        }
        Dimension::RefPeriod => {
            let points = found.iter().filter_map(|(period, found)| {
                let (_, year) = number(Period::from_notation(period)?);
                Some(Point { year, value: found.datum() })
            });
            let mut points: Vec<Point> = points.collect();
            points.sort_by_key(|point| point.year);
            let series = vec![Series { points, ..Series::default() }];
            let times = plan.periods.first().map_or(Times::Years, |period| number(*period).0);
            let chart = LineChart { measure: measure.clone(), series, ..LineChart::default() };
            making.words(&Over { times, chart }, measure)
        }
        _ if making.is_uneven(by) => making.overview(),
        _ => {
            let rows = found.iter().map(|(notation, found)| Bar {
                name: plan.name(by.position, notation),
                value: found.datum(),
                comparison: Datum::Missing,
            });
            let chart = BarChart { measure: measure.clone(), rows: rows.collect(), ..BarChart::default() };
            making.words(&chart, measure)
        }
    }
}
