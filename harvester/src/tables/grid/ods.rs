//! Tables in OpenDocument spreadsheets.

use super::spreadsheet::{Cells, sheet};
use super::{COLUMNS, Grid, too_large};
use crate::spreadsheet::{no_spreadsheet, unpacks_within_limit, unreadable};
use crate::tables::mapping::Layout;
use calamine::{Data, Ods, Reader};
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor};

/// Cells of all sheets together, empty ones between others counted: they are held at once.
const CELLS: usize = 4_000_000;

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Grid, String> {
    unpacks_within_limit(bytes)?;
    let mut workbook = open(bytes)?;
    let name = sheet(workbook.sheets_metadata(), layout.sheet.as_ref())?;
    let range = workbook.worksheet_range(&name).map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = Cells::default();
    for (row, column, value) in range.used_cells() {
        cells.push(top + row as u32, left + column as u32, value, false)?;
    }
    let mut grid = cells.into_grid(&[], layout)?;
    let formulas = workbook.worksheet_formula(&name).map_err(unreadable)?;
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let place = (top + row as u32, left + column as u32);
        let is_blank = range.get_value(place).is_none_or(|value| *value == Data::Empty);
        if is_blank && !formula.is_empty() {
            grid.formulas.push((place.0 + 1, place.1 as usize + 1));
        }
    }
    Ok(grid)
}

/// The sheets of a workbook.
pub(super) fn metadata(bytes: &[u8]) -> Result<Vec<calamine::Sheet>, String> {
    Ok(open(bytes)?.sheets_metadata().to_vec())
}

fn open(bytes: &[u8]) -> Result<Ods<Cursor<&[u8]>>, String> {
    repeats_within_limit(bytes)?;
    calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)
}

/// One cell of an OpenDocument table may stand for millions: counts before anything is unfolded.
fn repeats_within_limit(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_spreadsheet())?;
    let content = archive.by_name("content.xml").map_err(|_| no_spreadsheet())?;
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let mut buffer = vec![];
    let (mut total, mut rows) = (0usize, 1usize);
    let (mut width, mut empty) = (0usize, 0usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "table-row" => {
                    (width, empty) = (0, 0);
                    rows = repeated(&tag, "table:number-rows-repeated").max(1);
                }
                "table-cell" | "covered-table-cell" => {
                    let repeated = repeated(&tag, "table:number-columns-repeated").clamp(1, COLUMNS);
                    if tag
                        .attributes()
                        .flatten()
                        .any(|attribute| attribute.key.as_ref() == "office:value-type")
                    {
                        width += empty + repeated;
                        total = total.saturating_add((empty + repeated).saturating_mul(rows));
                        empty = 0;
                    } else {
                        empty += repeated;
                    }
                    if total > CELLS {
                        return Err(too_large(CELLS, "Zellen / cells"));
                    }
                    if width > COLUMNS {
                        return Err(too_large(COLUMNS, "Spalten / columns"));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    attribute.and_then(|attribute| attribute.value.parse().ok()).unwrap_or(1)
}
