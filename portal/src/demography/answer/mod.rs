//! The answer to a question that was understood: the figures it asks for, in a sentence and a table.

mod asked;
mod instead;
mod scope;

pub use instead::Instead;

use super::address::{Address, COMPARED, State};
use super::figures::{Figures, Found};
use super::shown::{Cell, Row, Tabulate};
use super::view::View;
use crate::chart::number::{ESTIMATED, Measure};
use crate::texts::demography::DemographyTexts;
use datenkreis_vocab::cube::known::{CHANGES, LAND, MIGRATION};
use datenkreis_vocab::cube::{AreaKey, iri};
use datenkreis_vocab::question::{Order, Question, What, Years};
use scope::{Scope, Value};
use std::cmp::Ordering;

/// What is found for a question.
pub struct Answered<'a> {
    /// The answer in words.
    pub sentence: String,
    /// The figures; `None` if the chart has them all.
    pub figures: Option<Tabulate<'a, 'a>>,
    /// The chart that shows them.
    pub chart: Option<Address>,
}

/// The figures of an area, of each year that is told.
struct Line<'a, 's> {
    area: &'s AreaKey,
    values: Vec<Option<Value<'a>>>,
}

/// Finds what is asked for; `None` if there are no such figures. `shown` are the areas meant where none is named.
pub fn answer<'a>(
    figures: Figures<'a>,
    texts: &DemographyTexts,
    question: &Question,
    shown: &[AreaKey],
) -> Option<Answered<'a>> {
    let scope = Scope::new(figures, question, shown);
    let asked = asked::measure(&figures, texts, &scope.what)?;
    let years = scope.years_told(question);
    let newest = *years.last()?;
    let written =
        |year: i16| if scope.is_to_come(year) { texts.projected_year(year) } else { year.to_string() };
    let lines = lines(&scope, &years, question.order);
    let first = lines.first()?.area;
    let others = lines.iter().skip(1).take(COMPARED).map(|line| line.area.clone()).collect();
    let chart = chart(&scope.what, question.order, first, others, newest);
    if scope.what == What::Ages {
        let sentence = format!("{}, {} – {}", asked.name, written(newest), figures.name(first));
        return Some(Answered { sentence, figures: None, chart });
    }

    let said = said(&figures, texts, &asked, question, &lines, &years, written);
    let remarks = remarks(&figures, texts, question, &scope, &lines, &years);
    let sentence = format!("{}, {} – {said}{remarks}", asked.name, written(newest));

    let head =
        std::iter::once(texts.area.to_owned()).chain(years.iter().map(|year| written(*year))).collect();
    let mut table = Tabulate::new(figures.language, figures.base, &asked.name, head);
    for line in &lines {
        let cells = line.values.iter().zip(&years);
        let cells =
            cells.map(|(value, year)| cell(&figures, &asked, line.area, *year, value.as_ref(), &mut table));
        let cells = cells.collect();
        table.table.rows.push(Row { head: figures.name(line.area), cells });
    }
    Some(Answered { sentence, figures: Some(table), chart })
}

/// Which areas and years that are asked for have no figures.
fn remarks(
    figures: &Figures<'_>,
    texts: &DemographyTexts,
    question: &Question,
    scope: &Scope<'_, '_>,
    lines: &[Line<'_, '_>],
    years: &[i16],
) -> String {
    let mut remarks = vec![];
    let is_known = |place: &AreaKey| lines.iter().any(|line| line.area == place);
    let named = question.places.iter().chain(&question.compare_with);
    let without: Vec<String> = named
        .filter(|place| scope.areas.contains(place) && !is_known(place))
        .map(|place| figures.name(place))
        .collect();
    if !without.is_empty() {
        remarks.push(texts.without_figures(&without.join(", ")));
    }
    if let (Some(first), Some(newest)) = (years.first(), years.last())
        && let Some((from, to)) = bounds(question.years, *newest)
        && (*first > from || *newest < to)
    {
        remarks.push(texts.figures_only_of(*first, *newest));
    }
    if remarks.is_empty() { String::new() } else { format!(". {}", remarks.join(" ")) }
}

/// The years that are asked for, where they have bounds.
fn bounds(years: Years, newest: i16) -> Option<(i16, i16)> {
    match years {
        Years::Between(from, to) => Some((from, to)),
        Years::Since(from) => Some((from, newest)),
        Years::Latest | Years::One(_) | Years::Last(_) | Years::All | Years::ToCome => None,
    }
}

/// The areas that have any figure, the first one first if an order is asked for.
fn lines<'a, 's>(scope: &Scope<'a, 's>, years: &[i16], order: Option<Order>) -> Vec<Line<'a, 's>> {
    let values = |area: &AreaKey| years.iter().map(|year| scope.value(area, *year)).collect();
    let mut lines: Vec<Line<'a, 's>> = scope
        .areas
        .iter()
        .map(|area| Line { area, values: values(area) })
        .filter(|line| line.values.iter().any(Option::is_some))
        .collect();
    if let Some(order) = order {
        let last = |line: &Line<'_, '_>| {
            line.values.last().and_then(|value| value.as_ref().map(|value| value.number))
        };
        lines.sort_by(|one, other| {
            let [one, other] = [last(one), last(other)];
            let ordering = if order.highest { other.partial_cmp(&one) } else { one.partial_cmp(&other) };
            ordering.unwrap_or(Ordering::Equal)
        });
    }
    lines
}

/// How many areas a sentence names; the table has them all.
const NAMED: usize = 6;

/// The newest figure of each area, or of the first if they are ordered.
fn said(
    figures: &Figures<'_>,
    texts: &DemographyTexts,
    asked: &Measure,
    question: &Question,
    lines: &[Line<'_, '_>],
    years: &[i16],
    written: impl Fn(i16) -> String,
) -> String {
    let named = if question.order.is_some() { 1 } else { NAMED };
    let newest = lines.iter().take(named).filter_map(|line| {
        let (value, year) =
            line.values.iter().zip(years).rev().find_map(|(value, year)| Some((value.as_ref()?, *year)))?;
        let other = if Some(&year) == years.last() { String::new() } else { format!(" ({})", written(year)) };
        Some(format!("{}: {}{other}", figures.name(line.area), write(figures, asked, value)))
    });
    let said = newest.collect::<Vec<_>>().join("; ");
    match lines.len().saturating_sub(NAMED) {
        more if more > 0 && question.order.is_none() => said + &texts.more_in_the_table(more),
        _ => said,
    }
}

/// A figure with its unit, marked if it is estimated.
fn write(figures: &Figures<'_>, asked: &Measure, value: &Value<'_>) -> String {
    let sign = if value.parts.iter().any(Found::is_estimated) { ESTIMATED } else { "" };
    format!("{sign}{}", asked.write(figures.language, value.number))
}

fn cell<'a>(
    figures: &Figures<'a>,
    asked: &Measure,
    area: &AreaKey,
    year: i16,
    value: Option<&Value<'a>>,
    table: &mut Tabulate<'a, 'a>,
) -> Cell {
    let Some(value) = value else { return Cell { text: "–".into(), href: None } };
    value.parts.iter().for_each(|part| table.used.add(part));
    let href = match value.parts.as_slice() {
        [one] => one.path(figures.base),
        [first, ..] => slice(figures, first, area, year),
        [] => None,
    };
    Cell { text: write(figures, asked, value), href }
}

/// The page of all figures of an area and year in the cube of one of them.
fn slice(figures: &Figures<'_>, one: &Found<'_>, area: &AreaKey, year: i16) -> Option<String> {
    let node = iri::slice(figures.base, &one.at?.cube.definition.id, area.as_str(), &year.to_string());
    node.as_str().strip_prefix(figures.base).map(str::to_owned)
}

/// The chart that shows what is asked for.
fn chart(
    what: &What,
    order: Option<Order>,
    area: &AreaKey,
    others: Vec<AreaKey>,
    year: i16,
) -> Option<Address> {
    let mut state = State { compared: others, ..State::default() };
    let view = match what {
        What::Indicator(id) => {
            state.indicator = Some(id.clone());
            if order.is_some() {
                state.compared.clear();
                state.year = Some(year);
                View::Ranking
            } else {
                View::Indicator
            }
        }
        What::Population { age: None, sex: None, .. } => View::Development,
        What::Population { .. } | What::Ages => {
            state.compared.truncate(1);
            state.year = Some(year);
            View::Pyramid
        }
        What::Cube { cube, .. } if *cube == CHANGES => View::Balance,
        What::Cube { cube, .. } if *cube == MIGRATION => View::Origins,
        What::Cube { cube, .. } if *cube == LAND => return None,
        What::Cube { .. } => View::Households,
        What::Overview => return None,
    };
    Some(Address { area: area.clone(), view, state })
}
