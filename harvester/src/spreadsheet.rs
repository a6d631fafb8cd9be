//! What all readers of spreadsheets share: limits, and what a cell says as text.

use calamine::{Data, ExcelDateTime};
use std::fmt::Display;
use std::io::{Cursor, Read};

/// A spreadsheet is a ZIP archive; unpacked it may be this large.
const UNPACKED_BYTES: u64 = 128 << 20;

/// Unpacks everything once and keeps nothing, for the sizes that an archive states may lie.
///
/// # Errors
/// What is wrong with the file, in German and English.
pub fn unpacks_within_limit(bytes: &[u8]) -> Result<(), String> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err("altes Excel-Format oder mit Kennwort geschützt; speichern Sie die Datei als .xlsx ohne Kennwort / old Excel format or protected by a password; save the file as .xlsx without one".into());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_spreadsheet())?;
    let mut left = UNPACKED_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| no_spreadsheet())?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(size.map_err(|_| no_spreadsheet())?).ok_or_else(|| {
            let limit = UNPACKED_BYTES >> 20;
            format!("die Excel-Datei ist ausgepackt größer als {limit} MiB / the Excel file is larger than {limit} MiB when unpacked")
        })?;
    }
    Ok(())
}

/// What is told of bytes that are no spreadsheet.
pub fn no_spreadsheet() -> String {
    "keine gültige Excel-Datei (.xlsx); öffnen Sie die Datei und speichern Sie sie neu / not a valid Excel file (.xlsx); open it and save it anew".into()
}

/// What is told of a spreadsheet in which `error` was met.
pub fn unreadable(error: impl Display) -> String {
    format!("die Excel-Datei ist nicht lesbar / the Excel file cannot be read: {error}")
}

/// What a cell says; nothing if it is an error of a formula.
pub fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => match iso_date(date) {
            Some(text) => text,
            None => cell.to_string(),
        },
        Data::DateTimeIso(text) => text.clone(),
        Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

/// A date of a spreadsheet as ISO 8601; midnight means the day. `None` for a duration.
fn iso_date(date: &ExcelDateTime) -> Option<String> {
    if !date.is_datetime() {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let midnight = (hour, minute, second) == (0, 0, 0);
    Some(if midnight { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") })
}
