//! Tables as text with a delimiter.

use super::{Grid, too_large};
use crate::encoding::decode;
use crate::tables::mapping::Layout;
use std::io::{Cursor, Read};

/// A row put below the table before it is read; it comes back as it is unless a quote above is open.
const END: &str = "datenkreis: Ende der Tabelle";

/// Bytes from which the delimiter is found.
const SAMPLE_BYTES: usize = 64 << 10;

/// Characters shown of a cell.
const SHOWN: usize = 40;

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Grid, String> {
    let unpacked = unpacked(bytes)?;
    let text = text_of(unpacked.as_deref().unwrap_or(bytes), layout)?;
    let delimiter = match layout.delimiter {
        Some(delimiter) => delimiter,
        None => delimiter_of(&text),
    };
    grid(&text, delimiter)
}

/// The text of a table file, in the encoding declared or found.
pub(super) fn text_of(bytes: &[u8], layout: &Layout) -> Result<String, String> {
    let text = match layout.encoding {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => decode(bytes),
    };
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(format!(
            "keine Textdatei: in Zeile {line} steht ein Nullzeichen / no text file: line {line} holds a NUL character"
        ));
    }
    let start = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err("keine Tabelle, sondern eine Webseite / no table, but a web page".into());
    }
    Ok(text)
}

/// The delimiter that cuts most rows into the same number of cells.
fn delimiter_of(text: &str) -> u8 {
    let end = (0..=text.len().min(SAMPLE_BYTES)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let score = |delimiter: u8| {
        let mut widths: Vec<usize> =
            records(&text[..end], delimiter).map_while(Result::ok).map(|record| record.len()).collect();
        widths.sort_unstable();
        let of_one_width = widths.chunk_by(|one, other| one == other);
        of_one_width.map(|chunk| chunk.len() * (chunk[0] - 1)).max().unwrap_or(0)
    };
    // Of equal ones the last wins.
    [b',', b'|', b'\t', b';'].into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b';')
}

fn grid(text: &str, delimiter: u8) -> Result<Grid, String> {
    let closed = format!("{text}\n{END}\n");
    let mut grid = Grid::default();
    let mut is_closed = false;
    let mut empty_above = 0;
    for (at, record) in records(&closed, delimiter).enumerate() {
        let record = record
            .map_err(|error| format!("die Tabelle ist nicht lesbar / the table cannot be read: {error}"))?;
        let start = record.position().map_or(0, |position| position.byte() as usize);
        empty_above += empty_lines(&closed, start);
        is_closed = record.len() == 1 && &record[0] == END;
        if is_closed {
            break;
        }
        let number = at + 1 + empty_above;
        grid.begin_row(number)?;
        for cell in &record {
            if swallows(cell, delimiter, record.len()) {
                return Err(open_quote(number, cell));
            }
            grid.push(cell, false)?;
        }
    }
    grid.end_row();
    if is_closed {
        return Ok(grid);
    }
    let last = grid.rows.len().checked_sub(1).and_then(|at| grid.row(at));
    let (number, cell) = match &last {
        Some(row) => (row.number as usize, row.cells.last().map_or("", |cell| cell.text)),
        None => (1, ""),
    };
    Err(open_quote(number, cell))
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = ::csv::Result<::csv::StringRecord>> {
    ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
}

/// Empty lines at `start`, which the reader passes over before it reads a record.
fn empty_lines(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    // The second half of a line end.
    if start > 0 && bytes.get(start - 1) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    while let Some(byte @ (b'\r' | b'\n')) = bytes.get(at) {
        at += if *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
        lines += 1;
    }
    lines
}

/// Whether a cell of many lines holds rows of the table: a line with as many delimiters, none of them followed by
/// a blank as it would be in a sentence.
fn swallows(cell: &str, delimiter: u8, width: usize) -> bool {
    let delimiter = char::from(delimiter);
    width > 2
        && cell.lines().skip(1).any(|line| {
            let parts: Vec<&str> = line.split(delimiter).skip(1).collect();
            parts.len() + 1 >= width && !parts.iter().any(|part| part.starts_with(' '))
        })
}

fn open_quote(number: usize, cell: &str) -> String {
    let start: String = cell.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
    format!(
        "Zeile {number}: Das Anführungszeichen vor „{start}“ wird nicht geschlossen und verschluckt die Zeilen darunter / row {number}: the quote before “{start}” is not closed and swallows the rows below"
    )
}

/// The one table in a ZIP archive, as statistics offices pack their flat files; `None` if it is no archive.
fn unpacked(bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let no_archive = |error: zip::result::ZipError| {
        format!("das ZIP-Archiv ist nicht lesbar / the ZIP archive cannot be read: {error}")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(no_archive)?;
    let is_table = |name: &String| {
        let name = name.to_lowercase();
        [".csv", ".txt", ".tsv"].iter().any(|ending| name.ends_with(ending))
    };
    let names = archive.file_names().flatten().map(|name| name.into_owned());
    let tables: Vec<String> = names.filter(is_table).collect();
    let [name] = &tables[..] else {
        return Err(format!(
            "das ZIP-Archiv enthält {} Tabellen, gebraucht wird genau eine / the ZIP archive holds {} tables, exactly one is needed",
            tables.len(),
            tables.len()
        ));
    };
    let mut table = vec![];
    let file = archive.by_name(name).map_err(no_archive)?;
    file.take(super::BYTES as u64 + 1)
        .read_to_end(&mut table)
        .map_err(|error| format!("„{name}“ ist nicht lesbar / “{name}” cannot be read: {error}"))?;
    if table.len() > super::BYTES { Err(too_large(super::BYTES >> 20, "MiB")) } else { Ok(Some(table)) }
}
