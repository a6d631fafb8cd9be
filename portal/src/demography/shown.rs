//! A chart about an area, before it is drawn: what it shows, in words and as a table, and which observations
//! it shows.

use super::figures::{Found, Used};
use crate::chart::Chart;
use crate::chart::words::Words;
use crate::language::Language;

/// A chart with everything that goes with it.
pub struct Shown<'a> {
    /// The picture.
    pub model: Box<dyn Chart>,
    /// What it says: computed, never typed in.
    pub words: Words,
    /// Measure, place, time and unit.
    pub subtitle: String,
    /// The same numbers.
    pub table: Table,
    /// The observations shown.
    pub used: Used<'a>,
    /// What is to be known beside.
    pub notes: Vec<String>,
    /// Years that can be chosen, newest first; none if the chart shows all.
    pub years: Vec<i16>,
    /// The indicators shown, whose pages tell how they are calculated.
    pub indicators: Vec<&'static str>,
    /// Whether districts are shown instead of municipalities, where there is a choice.
    pub levels: Option<bool>,
}

/// A table of figures.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it is.
    pub caption: String,
    /// The heads of the columns; the first is that of the rows' heads.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub head: String,
    /// Its figures.
    pub cells: Vec<Cell>,
}

/// A figure in a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// As people read it.
    pub text: String,
    /// The path of the page that tells where it comes from.
    pub href: Option<String>,
}

/// Makes a table and remembers which observations it shows.
pub struct Tabulate<'a, 'b> {
    /// The table so far.
    pub table: Table,
    /// The observations so far.
    pub used: Used<'a>,
    /// The language of the page.
    pub language: Language,
    /// The portal's base IRI without trailing slash.
    pub base: &'b str,
}

impl<'a, 'b> Tabulate<'a, 'b> {
    /// A table without rows.
    pub fn new(language: Language, base: &'b str, caption: &str, head: Vec<String>) -> Self {
        let table = Table { caption: caption.into(), head, rows: vec![] };
        Self { table, used: Used::default(), language, base }
    }

    /// Adds a row of figures, each with its number of decimals.
    pub fn row(&mut self, head: impl Into<String>, figures: &[(Found<'a>, u8)]) {
        let cells = figures.iter().map(|(found, decimals)| {
            self.used.add(found);
            Cell { text: found.text(self.language, *decimals), href: found.path(self.base) }
        });
        let cells = cells.collect();
        self.table.rows.push(Row { head: head.into(), cells });
    }
}
