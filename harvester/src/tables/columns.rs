//! The header of a table, and which columns are meant by names.

use super::grid::{Grid, Row};
use super::mapping::{ColumnName, Layout, ValueColumns, folded};

/// What stands above the figures.
#[derive(Debug, Default)]
pub struct Header {
    /// The rows above the header, each on one line.
    pub titles: Vec<String>,
    /// The rows of the header, each cell on one line; one row with the names of fields of fixed width.
    rows: Vec<Vec<String>>,
    /// How many columns the table has.
    width: usize,
}

/// Why a column is not found.
#[derive(Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No header cell says this.
    Missing,
    /// Several columns have this header.
    Several,
}

impl Header {
    /// The header of a table.
    pub fn new(grid: &Grid, layout: &Layout) -> Self {
        let last = layout.skip + layout.header_rows;
        let mut rows = vec![vec![]; layout.header_rows];
        let mut titles = vec![];
        for row in grid.rows().take_while(|row| row.number as usize <= last) {
            match (row.number as usize).checked_sub(layout.skip + 1) {
                None => titles.push(title(&row)),
                Some(at) => rows[at] = texts(&row, layout.fill_headers),
            }
        }
        if !layout.fields.is_empty() {
            rows.push(layout.fields.iter().map(|field| folded(&field.name)).collect());
        }
        Self { titles, rows, width: grid.width() }
    }

    /// How many cells the widest row of the header has.
    pub fn cells(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// What a row of the header, counted from 1, says about a column.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let row = row.checked_sub(1).and_then(|at| self.rows.get(at));
        row.and_then(|row| row.get(column.checked_sub(1)?)).map_or("", String::as_str)
    }

    /// The one column that is meant.
    pub fn column(&self, name: &ColumnName) -> Result<usize, NotFound> {
        match self.columns_named(name)[..] {
            [] => Err(NotFound::Missing),
            [column] => Ok(column),
            _ => Err(NotFound::Several),
        }
    }

    /// The columns with figures, each once and in their order.
    pub fn values(&self, values: &[ValueColumns]) -> Result<Vec<usize>, String> {
        let mut columns = vec![];
        for value in values {
            let found: Vec<usize> = match value {
                ValueColumns::Named(name) => self.columns_named(name),
                ValueColumns::Range(from, to) => {
                    let last = to.unwrap_or(self.width);
                    (*from..=last.min(self.width)).collect()
                }
                ValueColumns::Matching(row, regex) => {
                    (1..=self.width).filter(|column| regex.is_match(self.text(*row, *column))).collect()
                }
            };
            if found.is_empty() {
                return Err(match value {
                    ValueColumns::Named(name) => shown(name),
                    ValueColumns::Range(from, Some(to)) => format!("{from}..{to}"),
                    ValueColumns::Range(from, None) => format!("{from}.."),
                    ValueColumns::Matching(_, regex) => regex.as_str().to_owned(),
                });
            }
            columns.extend(found);
        }
        columns.sort_unstable();
        columns.dedup();
        Ok(columns)
    }

    /// The columns with a text in the last row of the header that has it.
    fn columns_named(&self, name: &ColumnName) -> Vec<usize> {
        let name = match name {
            ColumnName::Number(number) if *number <= self.width => return vec![*number],
            ColumnName::Number(_) => return vec![],
            ColumnName::Name(name) => folded(name),
        };
        let named = |row: &Vec<String>| -> Vec<usize> {
            row.iter().enumerate().filter(|(_, text)| **text == name).map(|(at, _)| at + 1).collect()
        };
        self.rows.iter().rev().map(named).find(|columns| !columns.is_empty()).unwrap_or_default()
    }
}

/// A column as the mapping names it.
pub fn shown(name: &ColumnName) -> String {
    match name {
        ColumnName::Number(number) => format!("Spalte {number}"),
        ColumnName::Name(name) => name.clone(),
    }
}

/// The texts of a row on one line, each once: merged cells repeat theirs.
fn title(row: &Row<'_>) -> String {
    let mut texts: Vec<String> = vec![];
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        let text = folded(cell.text);
        if texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    texts.join(" ")
}

fn texts(row: &Row<'_>, fill: bool) -> Vec<String> {
    let mut texts: Vec<String> = vec![];
    for cell in &row.cells {
        let text = match texts.last() {
            Some(left) if fill && cell.text.is_empty() => left.clone(),
            _ => folded(cell.text),
        };
        texts.push(text);
    }
    texts
}
