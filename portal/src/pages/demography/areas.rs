//! All areas of the region in one table: a few indicators, each in the year that most areas have it for.

use super::Ground;
use super::indicators::with_unit;
use crate::demography::figures::Found;
use crate::demography::shown::Cell;
use crate::demography::views::sums;
use crate::pages::value::Value;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::indicator::{Indicator, by_id};

/// What is told of every area.
const COLUMNS: [&str; 4] = ["einwohner", "dichte", "frauenanteil", "altenquotient"];

/// The table.
pub struct AreaTable {
    /// What the columns are, with their years.
    pub head: Vec<String>,
    /// The region as a sum, then its areas.
    pub rows: Vec<AreaRow>,
}

/// A row of it.
pub struct AreaRow {
    /// The area, leading to its page.
    pub name: Value,
    /// A value for each column.
    pub cells: Vec<Option<Cell>>,
}

struct Column<'g> {
    indicator: &'static Indicator,
    year: i16,
    values: Vec<Found<'g>>,
}

impl AreaTable {
    /// Of all areas of the region that have figures; those that are no more are listed apart.
    pub fn new(ground: &Ground<'_>) -> Self {
        let territory = &ground.portal.statistics.territory;
        let known = &ground.portal.catalogue.statistics().areas;
        let mut areas: Vec<&AreaKey> = vec![];
        for key in territory.outer.iter().chain(&territory.municipalities) {
            if !areas.contains(&key) && !known.is_dissolved(key) && ground.area(key.as_str()).is_ok() {
                areas.push(key);
            }
        }
        let columns: Vec<Column<'_>> = COLUMNS
            .into_iter()
            .filter_map(by_id)
            .filter_map(|indicator| Column::new(ground, indicator, &areas))
            .collect();
        let head = columns
            .iter()
            .map(|column| format!("{} {}", column.indicator.title(ground.language.tag()), column.year));
        let name = |area: &AreaKey| Value::own(ground.figures().name(area), ground.links.area(area));
        let rows = areas.iter().enumerate().map(|(index, area)| AreaRow {
            name: name(area),
            cells: columns.iter().map(|column| column.cell(ground, &column.values[index])).collect(),
        });
        let region = columns.first().and_then(|column| region(ground, column, columns.len()));
        Self { head: head.collect(), rows: region.into_iter().chain(rows).collect() }
    }
}

/// The inhabitants of all outer areas together, in the year of the first column.
fn region(ground: &Ground<'_>, inhabitants: &Column<'_>, columns: usize) -> Option<AreaRow> {
    let figures = ground.figures();
    let territory = &ground.portal.statistics.territory;
    let sum = sums(&figures, territory).into_iter().find(|sum| sum.year == inhabitants.year)?;
    let mut cells: Vec<Option<Cell>> = vec![inhabitants.cell(ground, &sum.together)];
    cells.resize_with(columns, || None);
    let name = ground.texts.sum_of(territory.name.get(ground.language.tag()));
    Some(AreaRow { name: Value::text(&name), cells })
}

impl<'g> Column<'g> {
    /// The newest year that more than half as many areas have a value of as in the best year; `None` if no area has
    /// one at all.
    fn new(ground: &'g Ground<'_>, indicator: &'static Indicator, areas: &[&AreaKey]) -> Option<Self> {
        let figures = ground.figures();
        let of = |year: i16| -> Vec<Found<'g>> {
            let year = year.to_string();
            areas.iter().map(|area| figures.find(INDICATORS, &[area.as_str(), &year, indicator.id])).collect()
        };
        let mut years: Vec<i16> = areas.iter().flat_map(|area| figures.years(INDICATORS, area)).collect();
        years.sort_unstable();
        years.dedup();
        let count = |year: i16| of(year).iter().filter(|found| found.at.is_some()).count();
        let most = years.iter().map(|year| count(*year)).max().filter(|most| *most > 0)?;
        let year = years.into_iter().rfind(|year| 2 * count(*year) > most)?;
        Some(Self { indicator, year, values: of(year) })
    }

    fn cell(&self, ground: &Ground<'_>, found: &Found<'_>) -> Option<Cell> {
        if found.at.is_none() && found.value().is_none() {
            return None;
        }
        let text = found.text(ground.language, self.indicator.decimals);
        let text = with_unit(ground.language, text, &self.indicator.unit.symbol);
        Some(Cell { text, href: found.path(ground.portal.base()) })
    }
}
