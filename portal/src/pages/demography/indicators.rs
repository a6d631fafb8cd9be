//! Indicators of an area in a table: newest value, that of the area around, rank among its neighbours, course.

use super::Ground;
use crate::chart::number::percent;
use crate::chart::sparkline::sparkline;
use crate::demography::figures::{Found, Used};
use crate::demography::shown::Cell;
use crate::language::Language;
use crate::pages::value::Value;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::indicator::{Indicator, indicators};

/// A row of the table.
pub struct IndicatorRow {
    /// Its name, leading to its page.
    pub name: Value,
    /// The year of the value.
    pub year: i16,
    /// The value with its unit.
    pub value: Cell,
    /// The value of the area around, in the same year.
    pub around: Option<Cell>,
    /// “3 von 10” among its peers, the largest value first.
    pub rank: Option<String>,
    /// The values over the years, as a small line.
    pub course: String,
}

impl IndicatorRow {
    /// All indicators that the area has a value of, and what was used.
    pub fn all<'g>(
        ground: &'g Ground<'_>,
        area: &AreaKey,
        around: Option<&AreaKey>,
        used: &mut Used<'g>,
    ) -> Vec<Self> {
        let figures = ground.figures();
        let years = figures.years(INDICATORS, area);
        let peers = peers(ground, area);
        let find = |indicator: &Indicator, area: &AreaKey, year: i16| {
            figures.find(INDICATORS, &[area.as_str(), &year.to_string(), indicator.id])
        };
        let row = |indicator: &'static Indicator| {
            let course: Vec<(i16, Found<'g>)> =
                years.iter().map(|year| (*year, find(indicator, area, *year))).collect();
            let (year, newest) = *course.iter().rev().find(|(_, found)| found.at.is_some())?;
            let cell = |found: &Found<'_>| Cell {
                text: with_unit(
                    ground.language,
                    found.text(ground.language, indicator.decimals),
                    &indicator.unit.symbol,
                ),
                href: found.path(ground.portal.base()),
            };
            used.add(&newest);
            let beside =
                around.map(|around| find(indicator, around, year)).filter(|found| found.at.is_some());
            let values: Vec<_> = course.iter().map(|(_, found)| found.datum()).collect();
            Some(Self {
                name: Value::own(
                    indicator.title(ground.language.tag()),
                    ground.links.indicator(indicator.id),
                ),
                year,
                value: cell(&newest),
                around: beside.as_ref().map(cell),
                rank: rank(ground, &peers, &newest, |other| find(indicator, other, year)),
                // A line needs two values beside each other.
                course: if values.windows(2).any(|pair| pair.iter().all(|datum| datum.number().is_some())) {
                    sparkline(&values)
                } else {
                    String::new()
                },
            })
        };
        indicators().iter().filter_map(row).collect()
    }
}

/// Those an area is ranked among: of a municipality the others of its district, of a city without one those of the
/// region, of a district the others of the region.
fn peers(ground: &Ground<'_>, area: &AreaKey) -> Vec<AreaKey> {
    let territory = &ground.portal.statistics.territory;
    match (area.level(), area.parent(), ground.cubes.get(INDICATORS)) {
        (Level::Municipality, Some(district), Some(cube)) => {
            let inside = cube.areas_below(&district);
            inside.filter(|other| other.level() == Level::Municipality).cloned().collect()
        }
        (Level::District, ..) if !territory.holds(area) => vec![],
        (Level::District, ..) if area.is_municipality() => territory.municipalities.clone(),
        (Level::District, ..) => territory.outer.clone(),
        _ => vec![],
    }
}

/// The place of a value among those of its peers, where there are at least two.
fn rank<'g>(
    ground: &Ground<'_>,
    peers: &[AreaKey],
    own: &Found<'g>,
    find: impl Fn(&AreaKey) -> Found<'g>,
) -> Option<String> {
    let value = own.value()?;
    let values: Vec<f64> = peers.iter().filter_map(|other| find(other).value()).collect();
    let above = values.iter().filter(|other| **other > value).count();
    (values.len() > 1).then(|| ground.texts.rank_of(above + 1, values.len()))
}

/// A number with its unit behind it; signs that stand for numbers have none.
pub fn with_unit(language: Language, text: String, unit: &str) -> String {
    match unit {
        _ if !text.chars().any(|c| c.is_ascii_digit()) => text,
        "" => text,
        "%" => percent(language, &text),
        unit if unit.starts_with('/') => format!("{text}{unit}"),
        unit => format!("{text}\u{a0}{unit}"),
    }
}
