//! A metadata table: CSV or a spreadsheet with headings in German or English, one row per file.

mod cells;
mod column;
mod joined;
mod quotes;
mod resemble;

pub use cells::is_spreadsheet;

use crate::mapping::table_entry::Entry;
use cells::{Row, Sheet};
use column::{Column, is_address};
use datenkreis_vocab::finding::{Finding, rule};
use joined::{Cell, Joined};
use std::collections::{HashMap, HashSet};

/// The headings stand in one of the first rows; titles and notes may stand above.
const SAMPLE: usize = 20;

/// How sure it is that a heading like a known one means the same: enough to ask, not to publish.
const RESEMBLES_PERCENT: u8 = 60;

const EMPTY: &str = "die Tabelle ist leer / the table is empty";
const NO_SHEET: &str = "die Datei hat kein sichtbares Tabellenblatt / the file has no visible sheet";

/// What a table holds.
#[derive(Debug, Default)]
pub struct Table {
    /// Its datasets in the order of their first rows, each with what its rows disagree about.
    pub entries: Vec<(Entry, Vec<Finding>)>,
    /// What was wrong with the table as a whole.
    pub findings: Vec<Finding>,
}

/// Reads a table from the bytes of a file. `Err` says in words why it is none.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, String> {
    let (mut rows, at) =
        if is_spreadsheet(name) { table_of_spreadsheet(bytes)? } else { table_of_csv(bytes)? };
    let body = rows.split_off(at + 1);
    let columns = Columns::new(rows.pop().map(|row| row.cells).unwrap_or_default());
    let mut findings = vec![];
    if !rows.is_empty() {
        findings.push(Finding::new(&rule::ROWS_SKIPPED, name).found(shown(&rows)));
    }
    let mut datasets: Vec<Joined> = vec![];
    let mut by_name: HashMap<(Column, String), usize> = HashMap::new();
    for row in body {
        let (cells, unplaced) = columns.of(row.cells);
        let at = match identity(&cells) {
            Some(name) => *by_name.entry(name).or_insert(datasets.len()),
            None => datasets.len(),
        };
        if at == datasets.len() {
            datasets.push(Joined::default());
        }
        datasets[at].add(row.number, &cells);
        unplaced.into_iter().for_each(|finding| datasets[at].tell(finding));
    }
    Ok(Table { entries: datasets.into_iter().map(Joined::finish).collect(), findings })
}

/// The rows, and where the headings stand.
fn table_of_csv(bytes: &[u8]) -> Result<(Vec<Row>, usize), String> {
    let rows = cells::of_csv(bytes)?;
    match headings(&rows) {
        Some(at) => Ok((rows, at)),
        None => Err(no_headings(&rows)),
    }
}

/// The same of the first sheet that has headings.
fn table_of_spreadsheet(bytes: &[u8]) -> Result<(Vec<Row>, usize), String> {
    let mut sheets = cells::of_spreadsheet(bytes)?;
    // They were read up to the one that has headings.
    let last = sheets.pop().ok_or(NO_SHEET)?;
    match headings(&last.rows) {
        Some(at) => Ok((last.rows, at)),
        None => {
            sheets.push(last);
            Err(no_sheet(&sheets))
        }
    }
}

/// Where the headings stand: the first row with a title and another known column.
fn headings(rows: &[Row]) -> Option<usize> {
    let columns = |row: &Row| row.cells.iter().filter_map(|(_, cell)| Column::under(cell)).collect();
    rows.iter().take(SAMPLE).position(|row| {
        let columns: HashSet<Column> = columns(row);
        columns.contains(&Column::Title) && columns.len() > 1
    })
}

/// How many columns are known: the delimiter that finds most is the right one.
fn known(rows: &[Row]) -> usize {
    let of = |at: usize| rows[at].cells.iter().filter(|(_, cell)| Column::under(cell).is_some()).count();
    headings(rows).map_or(0, of)
}

fn no_headings(rows: &[Row]) -> String {
    match rows {
        [] => EMPTY.into(),
        [first, ..] => format!(
            "keine Überschriften gefunden: In einer der ersten {SAMPLE} Zeilen müssen „Titel“ und eine weitere Angabe stehen, zum Beispiel „Datei“ / no headings found: one of the first {SAMPLE} rows must hold “Titel” (title) and another known column, for example “Datei” (file): {}",
            shown(std::slice::from_ref(first)).chars().take(200).collect::<String>()
        ),
    }
}

/// What is told of a workbook without headings: which sheets were looked at.
fn no_sheet(sheets: &[Sheet]) -> String {
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return EMPTY.into();
    }
    let names: Vec<String> = sheets.iter().map(|sheet| format!("„{}“", sheet.name)).collect();
    let names = names.join(", ");
    format!(
        "keine Überschriften gefunden in den Tabellenblättern {names}: In einer der ersten {SAMPLE} Zeilen müssen „Titel“ und eine weitere Angabe stehen, zum Beispiel „Datei“ / no headings found in the sheets {names}: one of the first {SAMPLE} rows must hold “Titel” (title) and another known column, for example “Datei” (file)"
    )
}

fn shown(rows: &[Row]) -> String {
    let row = |row: &Row| row.cells.iter().map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join(" | ");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// Rows with the same id, or without one with the same title, are files of one dataset.
fn identity(cells: &[Cell<'_>]) -> Option<(Column, String)> {
    let named = |column| cells.iter().find(|cell| cell.column == column);
    let cell = named(Column::Id).or_else(|| named(Column::Title))?;
    Some((cell.column, cell.text.clone()))
}

/// The columns of a table.
struct Columns(HashMap<usize, Heading>);

/// A heading, and what stands under it.
struct Heading {
    name: String,
    column: Option<Column>,
    /// The known heading that is probably meant, if this one is not known.
    meant: Option<String>,
}

impl Columns {
    fn new(headings: Vec<(usize, String)>) -> Self {
        let heading = |(at, name): (usize, String)| {
            let column = Column::under(&name);
            let meant = if column.is_none() { Column::resembling(&name) } else { None };
            (at, Heading { name, column, meant })
        };
        Self(headings.into_iter().map(heading).collect())
    }

    /// The cells of a row that can be placed, and what is told of the others. Of two columns that mean the
    /// same the first filled one counts; a file and an address stand beside each other.
    fn of(&self, row: Vec<(usize, String)>) -> (Vec<Cell<'_>>, Vec<Finding>) {
        let mut placed: Vec<(Column, usize, String)> = vec![];
        let mut findings = vec![];
        for (at, text) in row {
            let heading = self.0.get(&at);
            let Some(column) = heading.and_then(|heading| heading.column) else {
                let meant = heading.and_then(|heading| heading.meant.as_ref());
                findings.push(match meant {
                    Some(meant) => Finding::new(&rule::COLUMN_UNKNOWN, self.name(at))
                        .found(&text)
                        .concluded(meant)
                        .confidence(RESEMBLES_PERCENT),
                    None => Finding::new(&rule::FIELD_NOT_MAPPED, self.name(at)).found(&text),
                });
                continue;
            };
            let rival = placed.iter().find(|(other, _, known)| {
                *other == column && (column != Column::File || is_address(known) == is_address(&text))
            });
            match rival {
                None => placed.push((column, at, text)),
                Some((_, _, known)) if *known == text => {}
                Some((_, first, known)) => {
                    let property = match (self.name(*first), self.name(at)) {
                        (first, second) if first == second => format!("{second}, Spalte {}", at + 1),
                        (_, second) => second,
                    };
                    let finding = Finding::new(&rule::COLUMN_REPEATED, property).found(&text);
                    findings.push(finding.concluded(known));
                }
            }
        }
        let cell = |(column, at, text)| Cell { column, heading: &self.0[&at].name, text };
        (placed.into_iter().map(cell).collect(), findings)
    }

    fn name(&self, at: usize) -> String {
        self.0.get(&at).map_or_else(|| format!("Spalte {}", at + 1), |heading| heading.name.clone())
    }
}

#[cfg(test)]
mod tests;
