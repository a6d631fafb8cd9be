//! The filled cells of a table, whatever program wrote it.

use super::{SAMPLE, headings, known, quotes};
use crate::encoding::decode;
use crate::spreadsheet::{cell_text, unpacks_within_limit, unreadable};
use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Rows read at most; a larger table is no metadata table.
const ROWS: usize = 100_000;

/// Texts of all cells together; one text of a spreadsheet may stand in many cells.
const TEXT_BYTES: usize = 64 << 20;

/// A row in which something stands.
#[derive(Debug)]
pub struct Row {
    /// Its number as a person counts, from 1.
    pub number: usize,
    /// Its filled cells with their column (from 0), in that order.
    pub cells: Vec<(usize, String)>,
    /// Where it begins in the text of a CSV file.
    at: usize,
}

/// A sheet of a workbook.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The text of a CSV file.
pub struct CsvText {
    text: String,
    /// What stands between its cells.
    pub delimiter: char,
}

impl CsvText {
    /// Whether a row has as many closing quotes as opening ones; `next` is the row below it.
    pub fn is_well_quoted(&self, row: &Row, next: Option<&Row>) -> bool {
        let end = next.map_or(self.text.len(), |next| next.at);
        self.text[row.at..end].matches('"').count().is_multiple_of(2)
    }
}

/// Whether a name is that of a spreadsheet that can be read within limits.
pub fn is_spreadsheet(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xlsx", ".xlsm"].iter().any(|ending| name.ends_with(ending))
}

/// The visible sheets in their order, up to the first one with headings: notes may stand before it.
pub fn of_spreadsheet(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    unpacks_within_limit(bytes)?;
    let mut workbook: Workbook<'_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let is_read = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> =
        workbook.sheets_metadata().iter().filter(is_read).map(|sheet| sheet.name.clone()).collect();
    let mut sheets = vec![];
    for name in names {
        let rows = of_sheet(&mut workbook, &name)?;
        let is_table = headings(&rows).is_some();
        sheets.push(Sheet { name, rows });
        if is_table {
            break;
        }
    }
    Ok(sheets)
}

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A sheet, cell by cell: it can claim 17 billion cells with two of them filled, and must not make us
/// hold a dense table.
fn of_sheet(workbook: &mut Workbook<'_>, name: &str) -> Result<Vec<Row>, String> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut text_bytes = 0;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let text = cell_text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        text_bytes += text.len();
        if text_bytes > TEXT_BYTES {
            return Err(format!(
                "mehr als {} MiB Text / more than {} MiB of text",
                TEXT_BYTES >> 20,
                TEXT_BYTES >> 20
            ));
        }
        let (row, column) = cell.get_position();
        rows.entry(row).or_default().insert(column, text);
        is_within_limit(rows.len())?;
    }
    let filled = |(row, cells): (u32, BTreeMap<u32, String>)| Row {
        number: row as usize + 1,
        cells: cells.into_iter().map(|(column, text)| (column as usize, text)).collect(),
        at: 0,
    };
    Ok(rows.into_iter().map(filled).collect())
}

fn is_within_limit(rows: usize) -> Result<(), String> {
    if rows > ROWS { Err(format!("mehr als {ROWS} Zeilen / more than {ROWS} rows")) } else { Ok(()) }
}

/// CSV in any usual encoding, with the delimiter that finds most known columns.
pub fn of_csv(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let text = decode(bytes);
    let sample = |delimiter: &u8| -> Vec<Row> {
        let rows = records(&text, *delimiter).map_while(Result::ok);
        rows.filter(|row| !row.cells.is_empty()).take(SAMPLE).collect()
    };
    let best = [b'|', b'\t', b',', b';'].into_iter().max_by_key(|delimiter| known(&sample(delimiter)));
    let delimiter = best.unwrap_or(b';');
    let text = format!("{text}\n{}\n", quotes::END);
    let mut rows = vec![];
    let mut is_closed = false;
    for row in records(&text, delimiter) {
        let row =
            row.map_err(|error| format!("die Tabelle ist nicht lesbar / the table cannot be read: {error}"))?;
        is_closed = quotes::is_end(&row);
        if !is_closed && !row.cells.is_empty() {
            rows.push(row);
            is_within_limit(rows.len())?;
        }
    }
    if !is_closed {
        return Err(quotes::open(&rows));
    }
    let text = CsvText { text, delimiter: delimiter.into() };
    match headings(&rows).and_then(|at| quotes::swallowed(&rows, at, &text)) {
        Some(reason) => Err(reason),
        None => Ok(rows),
    }
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::Result<Row>> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    reader.into_records().map(move |record| {
        let record = record?;
        let filled = record.iter().map(str::to_owned).enumerate().filter(|(_, cell)| !cell.is_empty());
        let (at, number) = record.position().map_or((0, 0), |position| begin(text, position));
        Ok(Row { number, cells: filled.collect(), at })
    })
}

/// Where a record begins, and in which line: the empty lines above count as its own.
fn begin(text: &str, position: &csv::Position) -> (usize, usize) {
    let at = position.byte() as usize;
    let above = &text.as_bytes()[at..];
    let empty = above.iter().take_while(|byte| b"\r\n".contains(byte)).count();
    let lines = above[..empty].iter().filter(|byte| **byte == b'\n').count();
    (at + empty, position.line() as usize + lines)
}
