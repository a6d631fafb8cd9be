//! A table as rows of texts, whatever file it stands in.

mod csv;
mod fixed;
mod ods;
mod spreadsheet;

pub(super) use spreadsheet::sheets;

use super::mapping::{Format, Layout};

/// A file may be this large.
const BYTES: usize = 256 << 20;

/// The texts of all cells together.
const TEXT_BYTES: usize = 512 << 20;

/// Rows of a table.
const ROWS: usize = 2_000_000;

/// Columns of a table, as in spreadsheets.
pub const COLUMNS: usize = 16_384;

/// Cells of a table.
const CELLS: usize = 20_000_000;

/// A table. Rows in which nothing stands are left out; the others know their number.
#[derive(Debug, Default)]
pub struct Grid {
    text: String,
    /// Where the text of each cell ends, and in the last bit whether a spreadsheet says that it is a number.
    ends: Vec<u32>,
    rows: Vec<RowStart>,
    /// Row and column of formulas whose result the file does not hold, from 1.
    formulas: Vec<(u32, usize)>,
}

#[derive(Debug)]
struct RowStart {
    number: u32,
    cell: u32,
    text: u32,
}

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellText<'a> {
    /// What stands in it, without blanks around.
    pub text: &'a str,
    /// Whether the file says that it is a number; then the text has a point before decimals and no other mark.
    pub is_number: bool,
}

/// A row of a grid.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// Its number from 1 as the user of a spreadsheet sees it: empty rows count, and a record of a CSV file is one
    /// row, on however many lines it stands; in a file with fields of fixed width each line is one.
    pub number: u32,
    /// Its cells, from the first column on.
    pub cells: Vec<CellText<'a>>,
}

impl<'a> Row<'a> {
    /// The cell in a column, counted from 1; empty beyond the last one.
    pub fn cell(&self, column: usize) -> CellText<'a> {
        column.checked_sub(1).and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }
}

impl Grid {
    /// Reads a table.
    ///
    /// # Errors
    /// In German and English, if the bytes are no such table or larger than we read.
    pub fn open(bytes: &[u8], layout: &Layout) -> Result<Self, String> {
        if bytes.len() > BYTES {
            return Err(too_large(BYTES >> 20, "MiB"));
        }
        match layout.format {
            Format::Csv => csv::read(bytes, layout),
            Format::Fixed => fixed::read(bytes, layout),
            Format::Xlsx => spreadsheet::read(bytes, layout),
            Format::Ods => ods::read(bytes, layout),
        }
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).filter_map(|at| self.row(at))
    }

    /// Row and column of formulas whose result the file does not hold, from 1.
    pub fn formulas(&self) -> &[(u32, usize)] {
        &self.formulas
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        let ends = self.rows.iter().skip(1).map(|row| row.cell as usize).chain([self.ends.len()]);
        self.rows.iter().zip(ends).map(|(row, end)| end - row.cell as usize).max().unwrap_or(0)
    }

    fn row(&self, at: usize) -> Option<Row<'_>> {
        let start = self.rows.get(at)?;
        let end = self.rows.get(at + 1).map_or(self.ends.len(), |next| next.cell as usize);
        let mut from = start.text as usize;
        let cells = self.ends.get(start.cell as usize..end)?.iter().map(|packed| {
            let to = (packed & !NUMBER) as usize;
            let text = self.text.get(from..to).unwrap_or_default();
            from = to;
            CellText { text, is_number: packed & NUMBER != 0 }
        });
        Some(Row { number: start.number, cells: cells.collect() })
    }

    /// Begins a row.
    fn begin_row(&mut self, number: usize) -> Result<(), String> {
        self.end_row();
        if self.rows.len() == ROWS {
            return Err(too_large(ROWS, "Zeilen / rows"));
        }
        let number = u32::try_from(number).map_err(|_| too_large(ROWS, "Zeilen / rows"))?;
        self.rows.push(RowStart { number, cell: self.ends.len() as u32, text: self.text.len() as u32 });
        Ok(())
    }

    /// Takes the row back if nothing stands in it.
    fn end_row(&mut self) {
        let is_empty = |row: &mut RowStart| row.text as usize == self.text.len();
        if let Some(row) = self.rows.pop_if(is_empty) {
            self.ends.truncate(row.cell as usize);
        }
    }

    /// Adds a cell to the row begun last.
    fn push(&mut self, text: &str, is_number: bool) -> Result<(), String> {
        let text = text.trim();
        let row = self.rows.last().map_or(0, |row| row.cell as usize);
        if self.ends.len() - row >= COLUMNS {
            return Err(too_large(COLUMNS, "Spalten / columns"));
        }
        if self.ends.len() == CELLS {
            return Err(too_large(CELLS, "Zellen / cells"));
        }
        if self.text.len() + text.len() > TEXT_BYTES {
            return Err(too_large(TEXT_BYTES >> 20, "MiB Text / MiB of text"));
        }
        self.text.push_str(text);
        let flag = if is_number { NUMBER } else { 0 };
        self.ends.push(self.text.len() as u32 | flag);
        Ok(())
    }
}

/// The bit that says that a cell is a number; texts are shorter than that.
const NUMBER: u32 = 1 << 31;

fn too_large(limit: usize, of: &str) -> String {
    let (german, english) = of.split_once(" / ").unwrap_or((of, of));
    format!("die Tabelle hat mehr als {limit} {german} / the table has more than {limit} {english}")
}

#[cfg(test)]
mod tests;
