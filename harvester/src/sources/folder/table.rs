//! A metadata table: CSV or a spreadsheet with headings in German or English, one row per file.

mod cells;
mod column;
mod joined;

pub use cells::is_spreadsheet;

use crate::mapping::table_entry::Entry;
use cells::Row;
use column::{Column, is_address};
use datenkreis_vocab::finding::{Finding, rule};
use joined::{Cell, Joined};
use std::collections::{HashMap, HashSet};

/// The headings stand in one of the first rows; titles and notes may stand above.
const SAMPLE: usize = 20;

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
    let mut rows =
        if is_spreadsheet(name) { cells::of_spreadsheet(bytes)? } else { cells::of_csv(bytes, known)? };
    let at = headings(&rows).ok_or_else(|| no_headings(&rows))?;
    let body = rows.split_off(at + 1);
    let mut columns = Columns::new(rows.pop().map(|row| row.cells).unwrap_or_default());
    if !rows.is_empty() {
        columns.findings.push(Finding::new(&rule::ROWS_SKIPPED, name).found(shown(&rows)));
    }
    let mut datasets: Vec<Joined> = vec![];
    let mut by_name: HashMap<(Column, String), usize> = HashMap::new();
    for row in body {
        let cells = columns.of(row.cells);
        let at = match identity(&cells) {
            Some(name) => *by_name.entry(name).or_insert(datasets.len()),
            None => datasets.len(),
        };
        if at == datasets.len() {
            datasets.push(Joined::default());
        }
        datasets[at].add(row.number, &cells);
    }
    let findings = std::mem::take(&mut columns.findings);
    Ok(Table { entries: datasets.into_iter().map(Joined::finish).collect(), findings })
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
        [] => "die Tabelle ist leer / the table is empty".into(),
        [first, ..] => format!(
            "keine Überschriften gefunden: In einer der ersten {SAMPLE} Zeilen müssen „Titel“ und eine weitere Angabe stehen, zum Beispiel „Datei“ / no headings found: one of the first {SAMPLE} rows must hold “Titel” (title) and another known column, for example “Datei” (file): {}",
            shown(std::slice::from_ref(first)).chars().take(200).collect::<String>()
        ),
    }
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

/// The columns of a table, and what is wrong with them, each told once.
struct Columns {
    headings: HashMap<usize, (String, Option<Column>)>,
    told: HashSet<usize>,
    findings: Vec<Finding>,
}

impl Columns {
    fn new(headings: Vec<(usize, String)>) -> Self {
        let headings = headings.into_iter().map(|(at, name)| {
            let column = Column::under(&name);
            (at, (name, column))
        });
        Self { headings: headings.collect(), told: HashSet::new(), findings: vec![] }
    }

    /// The cells of a row that can be placed. Of two columns that mean the same the first filled one
    /// counts; a file and an address stand beside each other.
    fn of(&mut self, row: Vec<(usize, String)>) -> Vec<Cell<'_>> {
        let mut placed: Vec<(Column, usize, String)> = vec![];
        for (at, text) in row {
            let Some(column) = self.headings.get(&at).and_then(|(_, column)| *column) else {
                self.tell(at, Finding::new(&rule::FIELD_NOT_MAPPED, self.heading(at)).found(&text));
                continue;
            };
            let rival = placed.iter().find(|(other, _, known)| {
                *other == column && (column != Column::File || is_address(known) == is_address(&text))
            });
            match rival {
                None => placed.push((column, at, text)),
                Some((_, _, known)) if *known == text => {}
                Some((_, first, known)) => {
                    let property = match (self.heading(*first), self.heading(at)) {
                        (first, second) if first == second => format!("{second}, Spalte {}", at + 1),
                        (_, second) => second,
                    };
                    let finding = Finding::new(&rule::COLUMN_REPEATED, property).found(&text);
                    let finding = finding.concluded(known);
                    self.tell(at, finding);
                }
            }
        }
        let headings = &self.headings;
        let cell = |(column, at, text)| Cell { column, heading: &headings[&at].0, text };
        placed.into_iter().map(cell).collect()
    }

    fn heading(&self, at: usize) -> String {
        self.headings.get(&at).map_or_else(|| format!("Spalte {}", at + 1), |(name, _)| name.clone())
    }

    fn tell(&mut self, at: usize, finding: Finding) {
        if self.told.insert(at) {
            self.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::table_entry::FileEntry;

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
            let [(entry, _)] = &table.entries[..] else { panic!("one entry") };
            assert_eq!(
                (entry.title.as_str(), &entry.keyword[..], &entry.ags[..]),
                ("Bäume", &["Baum".to_owned(), "Grün".into()][..], &["05978032".to_owned()][..])
            );
            assert_eq!(entry.distribution[0].file, "b.csv");
            assert!(table.findings.is_empty());
        }
    }

    /// Datasets as `title: file licence modified | …`, then all findings.
    fn told(text: &str) -> (Vec<String>, Vec<String>) {
        let table = read("t.csv", text.as_bytes()).unwrap();
        let finding = |finding: &Finding| {
            let shown = |text: &Option<String>| text.clone().unwrap_or_default();
            format!(
                "{} {}: {} → {}",
                finding.rule,
                finding.property,
                shown(&finding.found),
                shown(&finding.concluded)
            )
        };
        let file = |file: &FileEntry| format!("{} {} {}", file.name(), file.license, file.modified);
        let dataset = |(entry, _): &(Entry, Vec<Finding>)| {
            let files: Vec<String> = entry.distribution.iter().map(file).collect();
            format!("{} {} {}: {}", entry.title, entry.license, entry.modified, files.join(" | "))
        };
        let findings = table.entries.iter().flat_map(|(_, findings)| findings).chain(&table.findings);
        (table.entries.iter().map(dataset).collect(), findings.map(finding).collect())
    }

    #[track_caller]
    fn check(text: &str, datasets: &[&str], findings: &[&str]) {
        let (found, told) = told(text);
        assert_eq!(found, datasets, "{text}");
        assert_eq!(told, findings, "{text}");
    }

    #[test]
    fn a_row_is_a_file_and_what_rows_disagree_about_is_told() {
        check(
            "Kennung;Titel;Beschreibung;Datei;Lizenz;Stand;Thema\n\
             k1;Zahl;eins;a.csv;cc-by/4.0;2020-01-01;ENVI\n\
             k1;Zahl neu;zwei;b.csv;cc-zero;2021-01-01;TRAN\n\
             k1;;;c.csv;;;\n",
            &["Zahl cc-by/4.0 2021-01-01: a.csv  2020-01-01 | b.csv cc-zero  | c.csv  2020-01-01"],
            &[
                "rows-differ Titel, Zeile 3: Zahl neu → Zahl",
                "rows-differ Beschreibung, Zeile 3: zwei → eins",
                "rows-differ Thema, Zeile 3: TRAN → ENVI",
            ],
        );
        check("Titel;Datei;Lizenz\na;a.csv;\na;b.csv;cc-zero\n", &["a  : a.csv   | b.csv cc-zero "], &[]);
        check(
            "Titel;Datei;Lizenz;Stand\na;;cc-zero;2020\na;;cc-by/4.0;2021\n",
            &["a cc-zero 2020: "],
            &["rows-differ Lizenz, Zeile 3: cc-by/4.0 → cc-zero", "rows-differ Stand, Zeile 3: 2021 → 2020"],
        );
        check("Titel;Datei;Ort\na;a.csv;\na;b.csv;Selm\n", &["a  : a.csv   | b.csv  "], &[]);
        check("Titel;Datei\n;a.csv\n;b.csv\n", &["  : a.csv  ", "  : b.csv  "], &[]);
    }

    #[test]
    fn files_in_two_languages_make_a_dataset_in_two() {
        let table =
            read("t.csv", b"Titel;Datei;Sprache\na;a.csv;de\na;b.csv;en\na;c.csv;\nb;d.csv;en\n").unwrap();
        let languages = |at: usize| {
            let (entry, _) = &table.entries[at];
            let files: Vec<String> = entry.distribution.iter().map(|file| file.language.join(" ")).collect();
            format!("{}: {}", entry.language.join(" "), files.join(" | "))
        };
        assert_eq!(languages(0), "de en: de | en | de");
        assert_eq!(languages(1), "en: ");
    }

    #[test]
    fn rows_far_apart_are_one_dataset() {
        let mut text = String::from("Kennung;Titel;Datei\n");
        for round in 0..2 {
            for id in 0..20_000 {
                text += &format!("{id};t;{round}.csv\n");
            }
        }
        let table = read("t.csv", text.as_bytes()).unwrap();
        assert_eq!(table.entries.len(), 20_000);
        assert!(table.entries.iter().all(|(entry, _)| entry.distribution.len() == 2));
        assert!(
            read("t.csv", (text.clone() + &text[20..] + &text[20..]).as_bytes()).is_err(),
            "too many rows"
        );
    }

    #[test]
    fn columns_unknown_or_repeated_are_told_once() {
        check(
            "Kennung;Titel;Datei;Farbe\n1;a;x.csv;rot\n1;a;https://a.example/x.json;blau\n2;b;;\n",
            &["a  : x.csv   | https://a.example/x.json  ", "b  : "],
            &["field-not-mapped Farbe: rot → "],
        );
        check(
            "Titel;Titel;Name;Datei\na;a;c;x.csv\nb;d;c;x.csv\n;e;;y.csv\n",
            &["a  : x.csv  ", "b  : x.csv  ", "e  : y.csv  "],
            &["column-repeated Name: c → a", "column-repeated Titel, Spalte 2: d → b"],
        );
        let (entry, _) =
            &read("t.csv", b"Titel;Datei;Adresse\na;x.csv;https://a.example/x.csv\n").unwrap().entries[0];
        let file = &entry.distribution[0];
        assert_eq!((file.file.as_str(), file.url.as_str()), ("x.csv", "https://a.example/x.csv"));
    }

    #[test]
    fn headings_may_stand_below_a_title() {
        check(
            "Offene Daten der Stadt Selm, Stand 2026, Titel\n\nBitte nur ergänzen;;\nTitel;Datei;Lizenz\na;a.csv;cc-zero\n",
            &["a cc-zero : a.csv  "],
            &["rows-skipped t.csv: Offene Daten der Stadt Selm, Stand 2026, Titel\nBitte nur ergänzen → "],
        );
        let late = "Hinweis;\n".repeat(SAMPLE) + "Titel;Datei\na;a.csv\n";
        assert!(read("t.csv", late.as_bytes()).unwrap_err().contains("Hinweis"));
    }

    #[test]
    fn a_table_without_titles_is_none() {
        assert!(read("t.csv", b"Jahr;Anzahl\n2024;3\n").is_err());
        assert!(read("t.csv", b"").is_err());
        assert!(read("t.csv", b"Titel\nB\xc3\xa4ume\n").is_err());
    }

    /// A spreadsheet of one sheet; `rows` are its rows in XML.
    fn spreadsheet(rows: &str) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        let related = |kind: &str, target: &str| {
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
            )
        };
        let book = format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#
        );
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        for (name, text) in [
            ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", sheet),
        ] {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_spreadsheet_is_read_below_its_title() {
        let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        let row = |number: usize, cells: &[(&str, &str)]| {
            let cells: String =
                cells.iter().map(|(column, text)| cell(&format!("{column}{number}"), text)).collect();
            format!(r#"<row r="{number}">{cells}</row>"#)
        };
        let rows = [
            row(1, &[("B", "Offene Daten")]),
            row(4, &[("B", "Titel"), ("D", "Datei")]),
            row(6, &[("B", "a"), ("D", "a.csv")]),
            row(9, &[("B", "a"), ("D", "b.csv")]),
        ];
        let table = read("t.xlsx", &spreadsheet(&rows.concat())).unwrap();
        let [(entry, _)] = &table.entries[..] else { panic!("one dataset") };
        assert_eq!((entry.title.as_str(), entry.distribution.len()), ("a", 2));
        assert_eq!((table.findings.len(), table.findings[0].rule.as_str()), (1, "rows-skipped"));
    }

    #[test]
    fn a_spreadsheet_that_is_none_is_told_in_words() {
        for (bytes, expected) in [
            (b"PK nonsense".to_vec(), "keine gültige Excel-Datei"),
            (b"\xD0\xCF\x11\xE0 old".to_vec(), "altes Excel-Format"),
            (spreadsheet(&" ".repeat(129 << 20)), "ausgepackt größer als 128 MiB"),
        ] {
            let reason = read("t.xlsx", &bytes).unwrap_err();
            assert!(reason.contains(expected), "{reason}");
        }
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
        let rows = cells::of_spreadsheet(&std::fs::read(path).unwrap()).unwrap();
        assert!(rows.len() > 50, "{} rows", rows.len());
    }
}
