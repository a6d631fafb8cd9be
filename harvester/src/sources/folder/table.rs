//! A metadata table: CSV or a spreadsheet with headings in German or English, one row per file.

use crate::mapping::table_entry::{Entry, FileEntry, Party};
use calamine::{Data, ExcelDateTime, Reader, Xlsx, XlsxError};
use datenkreis_vocab::finding::{Finding, rule};
use std::io::Cursor;

/// Rows read at most; a larger table is no metadata table.
const ROWS: usize = 100_000;

/// Columns read at most.
const COLUMNS: usize = 500;

/// What a table holds.
#[derive(Debug, Default)]
pub struct Table {
    /// Its datasets, in the order of their first rows.
    pub entries: Vec<Entry>,
    /// What was wrong with it.
    pub findings: Vec<Finding>,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Title,
    Description,
    File,
    FileTitle,
    Format,
    License,
    Attribution,
    Theme,
    Keyword,
    Publisher,
    Creator,
    ContactEmail,
    ContactName,
    Start,
    End,
    Modified,
    Issued,
    Frequency,
    Ags,
    Place,
    LandingPage,
    Documentation,
    Source,
    Language,
    Version,
    HvdCategory,
    ApplicableLegislation,
    AccessRights,
}

/// Headings, without case, blanks and punctuation, umlauts spelled out.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Id, &["kennung", "id", "identifier", "bezeichner"]),
    (Column::Title, &["titel", "title", "name", "datensatz", "dataset"]),
    (Column::Description, &["beschreibung", "description", "inhalt"]),
    (
        Column::File,
        &[
            "dateioderadresse",
            "datei",
            "adresse",
            "url",
            "link",
            "fileoraddress",
            "fileorurl",
            "file",
            "address",
            "downloadurl",
        ],
    ),
    (Column::FileTitle, &["titelderdatei", "dateititel", "filetitle"]),
    (Column::Format, &["format", "dateiformat", "fileformat"]),
    (Column::License, &["lizenz", "license", "licence", "nutzungsbedingungen"]),
    (Column::Attribution, &["namensnennung", "namensnennungstext", "attribution"]),
    (Column::Theme, &["thema", "themen", "kategorie", "theme", "themes", "category"]),
    (
        Column::Keyword,
        &["schlagwoerter", "schlagworte", "stichworte", "stichwoerter", "keywords", "keyword", "tags"],
    ),
    (Column::Publisher, &["herausgeber", "publisher", "veroeffentlichendestelle"]),
    (Column::Creator, &["ersteller", "urheber", "creator", "author"]),
    (Column::ContactEmail, &["kontaktemail", "email", "kontakt", "contactemail", "contact"]),
    (Column::ContactName, &["kontaktname", "ansprechpartner", "ansprechperson", "contactname"]),
    (Column::Start, &["zeitraumvon", "von", "temporalstart", "from", "start"]),
    (Column::End, &["zeitraumbis", "bis", "temporalend", "to", "end"]),
    (Column::Modified, &["stand", "aktualisiert", "geaendert", "modified", "updated", "lastmodified"]),
    (Column::Issued, &["veroeffentlicht", "veroeffentlichtam", "issued", "published"]),
    (
        Column::Frequency,
        &["haeufigkeit", "aktualisierung", "aktualisierungshaeufigkeit", "turnus", "frequency"],
    ),
    (
        Column::Ags,
        &[
            "gemeindeschluessel",
            "ags",
            "amtlichergemeindeschluessel",
            "regionalschluessel",
            "municipalitykey",
        ],
    ),
    (Column::Place, &["ort", "raum", "gebiet", "place", "spatial"]),
    (Column::LandingPage, &["seite", "webseite", "landingpage", "page"]),
    (Column::Documentation, &["dokumentation", "documentation"]),
    (Column::Source, &["quelle", "herkunft", "source", "provenance"]),
    (Column::Language, &["sprache", "language"]),
    (Column::Version, &["version"]),
    (Column::HvdCategory, &["hvdkategorie", "hvdcategory"]),
    (Column::ApplicableLegislation, &["rechtsgrundlage", "applicablelegislation"]),
    (Column::AccessRights, &["zugang", "zugangsrechte", "accessrights"]),
];

/// Reads a table from the bytes of a file. `Err` says in words why it is none.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, String> {
    let rows = if is_spreadsheet(name) { spreadsheet_rows(bytes)? } else { csv_rows(bytes)? };
    let mut rows = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    let headings = rows.next().ok_or("die Tabelle ist leer / the table is empty")?;
    let columns: Vec<Option<Column>> = headings.iter().map(|heading| column(heading)).collect();
    if !columns.contains(&Some(Column::Title)) {
        return Err(format!(
            "keine Spalte „Titel“ in der ersten Zeile / no column “Titel” (title) in the first row: {}",
            headings.join(" | ").chars().take(200).collect::<String>()
        ));
    }
    let mut table = Table::default();
    let mut unknown: Vec<usize> = vec![];
    for (number, row) in rows.enumerate() {
        if number >= ROWS {
            return Err(format!("mehr als {ROWS} Zeilen / more than {ROWS} rows"));
        }
        let mut entry = Entry::default();
        let mut file = FileEntry::default();
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match columns.get(at).copied().flatten() {
                Some(column) => put(column, cell, &mut entry, &mut file),
                None if !unknown.contains(&at) => {
                    unknown.push(at);
                    let heading = headings.get(at).filter(|heading| !heading.is_empty());
                    let heading = heading.cloned().unwrap_or_else(|| format!("Spalte {}", at + 1));
                    table.findings.push(Finding::new(&rule::FIELD_NOT_MAPPED, heading).found(cell));
                }
                None => {}
            }
        }
        if file != FileEntry::default() {
            entry.distribution.push(file);
        }
        join(entry, &mut table);
    }
    Ok(table)
}

/// Whether a name is that of a spreadsheet that can be read within limits.
pub fn is_spreadsheet(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xlsx", ".xlsm"].iter().any(|ending| name.ends_with(ending))
}

/// Rows with the same id, or without one with the same title, are files of one dataset.
fn join(mut entry: Entry, table: &mut Table) {
    let same = |known: &Entry| {
        if entry.id.is_empty() {
            known.id.is_empty() && known.title == entry.title
        } else {
            known.id == entry.id
        }
    };
    match table.entries.iter_mut().rev().take(50).find(|known| same(known)) {
        Some(known) => known.distribution.append(&mut entry.distribution),
        None => table.entries.push(entry),
    }
}

fn put(column: Column, cell: &str, entry: &mut Entry, file: &mut FileEntry) {
    let text = cell.to_owned();
    let list = || {
        cell.split([';', ','])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let party = |name: String| vec![Party { name, ..Party::default() }];
    match column {
        Column::Id => entry.id = text,
        Column::Title => entry.title = text,
        Column::Description => entry.description = text,
        Column::File if text.contains("://") => file.url = text,
        Column::File => file.file = text,
        Column::FileTitle => file.title = text,
        Column::Format => file.format = text,
        Column::License => entry.license = text,
        Column::Attribution => entry.attribution = text,
        Column::Theme => {
            entry.theme =
                cell.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
        }
        Column::Keyword => entry.keyword = list(),
        Column::Publisher => entry.publisher = party(text),
        Column::Creator => entry.creator = party(text),
        Column::ContactEmail => entry.contact_email = text,
        Column::ContactName => entry.contact = party(text),
        Column::Start => entry.temporal_start = text,
        Column::End => entry.temporal_end = text,
        Column::Modified => entry.modified = text,
        Column::Issued => entry.issued = text,
        Column::Frequency => entry.frequency = text,
        Column::Ags => entry.ags = list().into_iter().map(|key| official_key(&key)).collect(),
        Column::Place => entry.place = vec![text],
        Column::LandingPage => entry.landing_page = vec![text],
        Column::Documentation => entry.documentation = vec![text],
        Column::Source => entry.source = text,
        Column::Language => entry.language = list(),
        Column::Version => entry.version = text,
        Column::HvdCategory => entry.hvd_category = list(),
        Column::ApplicableLegislation => entry.applicable_legislation = list(),
        Column::AccessRights => entry.access_rights = text,
    }
}

/// Spreadsheets turn `05978032` into the number 5978032; keys of 1, 4, 7 or 11 digits have lost
/// their zero.
fn official_key(found: &str) -> String {
    let digits = found.bytes().all(|byte| byte.is_ascii_digit());
    if digits && matches!(found.len(), 1 | 4 | 7 | 11) { format!("0{found}") } else { found.into() }
}

fn column(heading: &str) -> Option<Column> {
    let plain: String = heading
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(column, _)| *column)
}

/// The first sheet, cell by cell: a sheet can claim 17 billion cells with two of them filled, and
/// must not make us hold a dense table.
fn spreadsheet_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let unreadable =
        |error: XlsxError| format!("die Tabelle ist nicht lesbar / the spreadsheet cannot be read: {error}");
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = workbook.sheet_names().first().cloned();
    let sheet = sheet.ok_or("die Datei hat kein Tabellenblatt / the file has no sheet")?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(unreadable)?;
    let mut rows: Vec<Vec<String>> = vec![];
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row > ROWS || column >= COLUMNS {
            return Err(format!(
                "mehr als {ROWS} Zeilen oder {COLUMNS} Spalten / more than {ROWS} rows or {COLUMNS} columns"
            ));
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = cell_text(&Data::from(cell.get_value().clone()));
    }
    Ok(rows)
}

fn cell_text(cell: &Data) -> String {
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

/// CSV in any usual encoding, with the delimiter its first line uses most.
fn csv_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = decode(bytes);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b';', b',', b'\t', b'|']
        .into_iter()
        .max_by_key(|delimiter| (outside_quotes(first, *delimiter), u8::MAX - delimiter));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    for record in reader.records().take(ROWS + 2) {
        let record = record.map_err(|error| error.to_string())?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == delimiter
        })
        .count()
}

fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector
        .guess(Some(b"de"), chardetng::Utf8Detection::Allow)
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiter_encoding_and_headings_are_found() {
        for bytes in [
            "Titel;Schlagwörter;Datei oder Adresse;Gemeindeschlüssel\nBäume;\"Baum, Grün\";b.csv;5978032\n"
                .as_bytes()
                .to_vec(),
            "\u{feff}Title,Keywords,File or address,AGS\r\nBäume,\"Baum; Grün\",b.csv,05978032\r\n"
                .as_bytes()
                .to_vec(),
            "Titel\tSchlagw\u{f6}rter\tDatei\tAGS\nB\u{e4}ume\tBaum;Gr\u{fc}n\tb.csv\t05978032\n"
                .chars()
                .map(|c| c as u8)
                .collect(),
        ] {
            let table = read("datensaetze.csv", &bytes).unwrap();
            let [entry] = &table.entries[..] else { panic!("one entry") };
            assert_eq!(
                (entry.title.as_str(), &entry.keyword[..], &entry.ags[..]),
                ("Bäume", &["Baum".to_owned(), "Grün".into()][..], &["05978032".to_owned()][..])
            );
            assert_eq!(entry.distribution[0].file, "b.csv");
            assert!(table.findings.is_empty());
        }
    }

    #[test]
    fn rows_of_one_dataset_are_joined_and_unknown_columns_told() {
        let table = read(
            "t.csv",
            b"Kennung;Titel;Datei;Farbe\n1;a;x.csv;rot\n1;a;https://a.example/x.json;rot\n2;b;;\n",
        )
        .unwrap();
        assert_eq!(table.entries.len(), 2);
        assert_eq!(table.entries[0].distribution[1].url, "https://a.example/x.json");
        assert_eq!(table.findings.len(), 1);
    }

    #[test]
    fn a_table_without_titles_is_none() {
        assert!(read("t.csv", b"Jahr;Anzahl\n2024;3\n").is_err());
        assert!(read("t.csv", b"").is_err());
        assert!(read("t.xlsx", b"PK nonsense").is_err());
    }

    #[test]
    fn a_real_spreadsheet_is_read_cell_by_cell() {
        let root = std::env::var_os("DATENKREIS_SHARED").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
            Into::into,
        );
        let path = root.join("corpora/demography/muenster/Bevölkerungs- und Arbeitsmarktdaten Münster.xlsx");
        if !path.exists() {
            println!("skipped: {} is absent", path.display());
            return;
        }
        let rows = spreadsheet_rows(&std::fs::read(path).unwrap()).unwrap();
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count();
        assert!(filled > 50, "{filled} rows");
    }
}
