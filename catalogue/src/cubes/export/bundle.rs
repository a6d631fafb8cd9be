//! A ZIP with the table, what its columns mean, and what is to be known before it is used.

use super::csv::columns;
use super::{Names, Selection, Terms, csv, csvw};
use datenkreis_vocab::cube::ObsStatus;
use std::io::{self, Write};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

/// A ZIP that is written piece by piece. It tells no time, so that the same files always give the same bytes.
pub struct Bundle<W: Write>(ZipWriter<StreamWriter<W>>);

impl<W: Write> Bundle<W> {
    /// An empty one.
    pub fn new(out: W) -> Self {
        Self(ZipWriter::new_stream(out))
    }

    /// Begins a file; what is written from now on is in it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn file(&mut self, name: &str) -> io::Result<&mut impl Write> {
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        self.0.start_file(name, options)?;
        Ok(&mut self.0)
    }

    /// What the columns of a table mean, in a file beside it that readers of CSVW look for.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn describe(
        &mut self,
        table: &str,
        selections: &[Selection<'_>],
        names: &Names<'_>,
    ) -> io::Result<()> {
        let document = csvw::document(selections, names, table);
        Ok(serde_json::to_writer_pretty(self.file(&format!("{table}-metadata.json"))?, &document)?)
    }

    /// Writes the list of files.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// Writes the bundle of observations of one cube.
///
/// # Errors
/// Those of the writer.
pub fn write(selection: &Selection<'_>, names: &Names<'_>, out: impl Write) -> io::Result<()> {
    let table = format!("{}.csv", selection.cube.definition.id);
    let selections = std::slice::from_ref(selection);
    let mut bundle = Bundle::new(out);
    bundle.file("README.txt")?.write_all(readme(selection, &table).as_bytes())?;
    bundle.describe(&table, selections, names)?;
    csv::write(selections, names, bundle.file(&table)?)?;
    bundle.finish()?.flush()
}

/// What, whose, under which terms, and what the columns mean; German first.
fn readme(selection: &Selection<'_>, table: &str) -> String {
    let terms = Terms::of(selection);
    [("de", GERMAN), ("en", ENGLISH)]
        .map(|(language, words)| section(selection, &terms, table, language, &words))
        .join("\r\n\r\n")
}

struct Words {
    observations: &'static str,
    attribution: &'static str,
    license: &'static str,
    sources: &'static str,
    read: &'static str,
    columns: &'static str,
    statuses: &'static str,
}

const GERMAN: Words = Words {
    observations: "Beobachtungen in",
    attribution: "Zu nennen",
    license: "Lizenz",
    sources: "Quellen",
    read: "gelesen am",
    columns: "Spalten",
    statuses: "Status",
};

const ENGLISH: Words = Words {
    observations: "observations in",
    attribution: "To be named",
    license: "Licence",
    sources: "Sources",
    read: "read on",
    columns: "Columns",
    statuses: "Statuses",
};

fn section(
    selection: &Selection<'_>,
    terms: &Terms<'_>,
    table: &str,
    language: &str,
    words: &Words,
) -> String {
    let definition = &selection.cube.definition;
    let mut lines = vec![
        definition.title.get(language).to_owned(),
        definition.description.get(language).to_owned(),
        format!("{} {} {table}", selection.indices.len(), words.observations),
    ];
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push(format!("\r\n{heading}:"));
            lines.extend(items.into_iter().map(|item| format!("- {item}")));
        }
    };
    list(words.attribution, terms.attributions.iter().map(|text| (*text).to_owned()).collect());
    list(words.license, terms.license_names(language));
    let source = |table: &&crate::cubes::Table| {
        let day = table.at.strftime("%Y-%m-%d");
        let address = if table.url.is_empty() { String::new() } else { format!(" <{}>", table.url) };
        format!("{}{address} ({} {day})", table.title, words.read)
    };
    list(words.sources, terms.tables.iter().map(source).collect());
    let columns = columns(std::slice::from_ref(selection));
    list(
        words.columns,
        columns.iter().map(|column| format!("{}: {}", column.name(), column.title().get(language))).collect(),
    );
    let status = |status: ObsStatus| format!("{}: {}", csv::status_code(status), status.label(language));
    list(words.statuses, ObsStatus::all().map(status).collect());
    lines.push(String::new());
    lines.join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cubes::samples::{names, view};
    use datenkreis_vocab::cube::known;
    use std::io::{Cursor, Read};

    #[test]
    fn everything_needed_is_in_it() {
        let cube = view(known::LAND, &["05978 2024 543.21"]);
        let names = names("https://a.example");
        let made = || {
            let mut bytes = vec![];
            write(&Selection::all(&cube), &names, &mut bytes).expect("written");
            bytes
        };
        assert_eq!(made(), made());
        let mut zip = zip::ZipArchive::new(Cursor::new(made())).expect("a ZIP");
        let mut check = |name: &str, expected: &[&str]| {
            let mut text = String::new();
            zip.by_name(name).expect(name).read_to_string(&mut text).expect("a text");
            for part in expected {
                assert!(text.contains(part), "{part}\n{text}");
            }
        };
        check(
            "README.txt",
            &[
                "Fläche der Gemeinden",
                "Area of municipalities",
                "- © IT.NRW",
                "dl-by-de/2.0",
                "Tabelle eine",
                "1970-01-01",
                "- wert: Wert",
                "- Q: zum Schutz",
            ],
        );
        check("flaeche.csv", &["543.21"]);
        check("flaeche.csv-metadata.json", &["\"url\": \"flaeche.csv\""]);
    }
}
