//! Tables in spreadsheets.

use super::{CELLS, Grid, TEXT_BYTES, ods, too_large};
use crate::spreadsheet::{cell_text, unpacks_within_limit, unreadable};
use crate::tables::mapping::{Format, Layout, SheetName};
use calamine::{Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};
use foldhash::{HashSet, HashSetExt};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Grid, String> {
    unpacks_within_limit(bytes)?;
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let name = sheet(workbook.sheets_metadata(), layout.sheet.as_ref())?;
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(unreadable)?;
    let mut cells = Cells::default();
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let percent: Vec<bool> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%')))
        .collect();
    let mut blank: HashSet<(u32, u32)> = HashSet::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        if *cell.get_value() == DataRef::Empty {
            blank.insert((row, column));
        }
        let is_percent = percent.get(style).copied().unwrap_or(false);
        cells.push(row, column, &Data::from(cell.get_value().clone()), is_percent)?;
    }
    drop(reader);
    let mut grid = cells.into_grid(&merged, layout)?;
    if !blank.is_empty() {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
        while let Some(formula) = reader.next_formula().map_err(unreadable)? {
            let place = formula.get_position();
            if !formula.get_value().is_empty() && blank.contains(&place) {
                grid.formulas.push((place.0 + 1, place.1 as usize + 1));
            }
        }
    }
    Ok(grid)
}

/// The names of the visible sheets.
pub fn sheets(bytes: &[u8], format: Format) -> Result<Vec<String>, String> {
    unpacks_within_limit(bytes)?;
    let sheets = if format == Format::Ods {
        ods::metadata(bytes)?
    } else {
        let workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
        workbook.sheets_metadata().to_vec()
    };
    let is_visible =
        |sheet: &calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    Ok(sheets.into_iter().filter(is_visible).map(|sheet| sheet.name).collect())
}

/// The sheet declared, or the first visible one.
pub(super) fn sheet(sheets: &[calamine::Sheet], declared: Option<&SheetName>) -> Result<String, String> {
    let tables: Vec<&calamine::Sheet> =
        sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    let found = match declared {
        None => tables.iter().find(|sheet| sheet.visible == SheetVisible::Visible),
        Some(SheetName::Number(number)) => number.checked_sub(1).and_then(|at| tables.get(at)),
        Some(SheetName::Name(name)) => tables.iter().find(|sheet| sheet.name.trim() == name.trim()),
    };
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let names: Vec<String> = tables.iter().map(|sheet| format!("„{}“", sheet.name)).collect();
        let names = names.join(", ");
        format!("das Tabellenblatt gibt es nicht; die Datei hat: {names} / there is no such sheet; the file has: {names}")
    })
}

/// Cells in the order of the file, with the places of their texts.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    start: u32,
    end: u32,
    is_number: bool,
}

impl Cells {
    /// Adds a cell, counted from 0. What a program shows in percent is taken times a hundred, as it is seen.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        value: &Data,
        is_percent: bool,
    ) -> Result<(), String> {
        let number = match value {
            Data::Int(number) => Some(*number as f64),
            Data::Float(number) => Some(*number),
            _ => None,
        };
        let text = match number {
            // Times a hundred, without what binary fractions add.
            Some(number) if is_percent => ((number * 1e11).round() / 1e9).to_string(),
            Some(number) => number.to_string(),
            None => cell_text(value),
        };
        if text.is_empty() {
            return Ok(());
        }
        if self.text.len() + text.len() > TEXT_BYTES {
            return Err(too_large(TEXT_BYTES >> 20, "MiB Text / MiB of text"));
        }
        let start = self.text.len() as u32;
        self.text.push_str(&text);
        let end = self.text.len() as u32;
        self.add(Cell { row, column, start, end, is_number: number.is_some() })
    }

    fn add(&mut self, cell: Cell) -> Result<(), String> {
        if self.cells.len() == CELLS {
            return Err(too_large(CELLS, "Zellen / cells"));
        }
        self.cells.push(cell);
        Ok(())
    }

    /// The table. A text in merged cells stands in each of them: everywhere in the rows above the figures, and
    /// below in the rows of the first column, where it is a label of several rows.
    pub(super) fn into_grid(mut self, merged: &[Dimensions], layout: &Layout) -> Result<Grid, String> {
        self.sort();
        let last = self.cells.last().map_or(0, |cell| cell.row);
        let above = (layout.skip + layout.header_rows) as u32;
        for region in merged {
            let (first, end) = (region.start, region.end);
            let Some(origin) = self.at(first) else { continue };
            for row in first.0..=end.0.min(last) {
                let columns = if row < above { first.1..=end.1 } else { first.1..=first.1 };
                for column in columns.filter(|column| (row, *column) != first) {
                    self.add(Cell { row, column, ..origin })?;
                }
            }
        }
        self.sort();
        let mut grid = Grid::default();
        let (mut row, mut column) = (None, 0);
        for cell in &self.cells {
            if row != Some(cell.row) {
                grid.begin_row(cell.row as usize + 1)?;
                (row, column) = (Some(cell.row), 0);
            }
            if cell.column < column {
                continue;
            }
            while column < cell.column {
                grid.push("", false)?;
                column += 1;
            }
            let text = self.text.get(cell.start as usize..cell.end as usize).unwrap_or_default();
            grid.push(text, cell.is_number)?;
            column += 1;
        }
        grid.end_row();
        Ok(grid)
    }

    fn sort(&mut self) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// The cell at a place, among those that are sorted.
    fn at(&self, place: (u32, u32)) -> Option<Cell> {
        let sorted = self.cells.partition_point(|cell| (cell.row, cell.column) < place);
        self.cells.get(sorted).copied().filter(|cell| (cell.row, cell.column) == place)
    }
}
