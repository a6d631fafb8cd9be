//! What somebody hands in instead of a catalogue: an Excel file, a PDF, a table. Told by name, for "cannot be
//! parsed" helps nobody.

use crate::rdf::{both, foreign_json, is_schema_org, schema_org};
use datenkreis_vocab::ns::{dcat, rdf};
use oxrdf::{Term, Triple};
use std::collections::HashSet;

/// Bytes looked at for the parts of an archive.
const HEAD: usize = 8 << 10;
/// Characters that cannot be read, beyond which a text is none.
const MOST_DAMAGED: usize = 20;
/// Signs by which a table is parted into columns.
const SEPARATORS: [char; 3] = [';', '\t', ','];

/// Begin of a file, and what such a file is.
const MAGIC: &[(&[u8], [&str; 2])] = &[
    (b"%PDF", ["eine PDF-Datei", "a PDF file"]),
    (
        b"\xD0\xCF\x11\xE0",
        [
            "eine Datei eines älteren Office-Programms (zum Beispiel .xls)",
            "a file of an older office program (.xls, for example)",
        ],
    ),
    (b"\x1F\x8B", ["eine mit gzip gepackte Datei", "a file packed with gzip"]),
    (b"\x89PNG", ["ein Bild (PNG)", "a picture (PNG)"]),
    (b"\xFF\xD8\xFF", ["ein Bild (JPEG)", "a picture (JPEG)"]),
    (b"GIF8", ["ein Bild (GIF)", "a picture (GIF)"]),
    (b"SQLite format 3", ["eine SQLite-Datenbank", "an SQLite database"]),
];

const EXCEL: [&str; 2] = ["eine Excel-Datei", "an Excel file"];
const CSV: [&str; 2] = ["eine Tabelle (CSV)", "a table (CSV)"];

/// What a file is, if its first bytes tell that it is no text with metadata; in both languages.
pub(super) fn of_bytes(body: &[u8], name: &str) -> Option<String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| body.starts_with(magic)) {
        return Some(no_metadata(what, ""));
    }
    if body.starts_with(b"PK\x03\x04") {
        let head = &body[..body.len().min(HEAD)];
        let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
        let is_excel = name.to_ascii_lowercase().ends_with(".xlsx")
            || holds(b"xl/")
            || memchr::memmem::find(body, b"xl/workbook").is_some();
        return Some(match () {
            () if is_excel => of_table(&EXCEL),
            () if holds(b"word/") => no_metadata(&["eine Word-Datei", "a Word file"], ""),
            () if holds(b"opendocument.spreadsheet") => of_table(&["eine Tabelle (ODS)", "a table (ODS)"]),
            () => no_metadata(&["ein ZIP-Archiv", "a ZIP archive"], ""),
        });
    }
    let text = std::str::from_utf8(body).ok()?;
    let is_json = text.trim_start().starts_with(['{', '[']);
    if is_json && is_schema_org(text) {
        return Some(schema_org());
    }
    is_json.then(|| foreign_json(text)).flatten()
}

/// What a graph describes that is no catalogue, if it is known: datasets in the words of schema.org.
pub(super) fn of_graph(triples: &[Triple]) -> Option<String> {
    let class = |triple: &Triple| match &triple.object {
        Term::NamedNode(class) if triple.predicate == rdf::TYPE => Some(class.as_str().to_owned()),
        _ => None,
    };
    let classes: HashSet<String> = triples.iter().filter_map(class).collect();
    let is_ours = classes.iter().any(|class| class.starts_with(dcat::NS));
    let is_foreign = ["Dataset", "DataCatalog", "DataDownload", "DataFeed"].iter().any(|name| {
        ["http", "https"].iter().any(|scheme| classes.contains(&format!("{scheme}://schema.org/{name}")))
    });
    (is_foreign && !is_ours).then(schema_org)
}

/// What a text is from which nothing could be read; `None` if it may have been meant as metadata.
pub(super) fn of_text(text: &str) -> Option<String> {
    let start = text.trim_start();
    if text.contains('\0') || text.matches('\u{FFFD}').count() > MOST_DAMAGED {
        return Some(no_metadata(&["eine Binärdatei", "a binary file"], ""));
    }
    let is_rdf = start.starts_with(['<', '{', '[', '@', '#', '_'])
        || ["prefix ", "base ", "PREFIX ", "BASE "].iter().any(|word| text.contains(word));
    if start.is_empty() || is_rdf {
        return None;
    }
    let mut lines = start.lines().filter(|line| !line.trim().is_empty());
    let (first, second) = (lines.next()?, lines.next());
    let columns = |line: &str, separator: char| line.matches(separator).count();
    let is_table = second.is_some_and(|second| {
        SEPARATORS.iter().any(|separator| {
            columns(first, *separator) > 0 && columns(first, *separator) <= columns(second, *separator)
        })
    });
    Some(match is_table {
        true => of_table(&CSV),
        false => no_metadata(&["einfacher Text", "plain text"], ""),
    })
}

/// A table may be that of a folder.
fn of_table(what: &[&str; 2]) -> String {
    no_metadata(what, "folder")
}

fn no_metadata([german, english]: &[&str; 2], kind: &str) -> String {
    let mut texts = [
        format!(
            "Das ist {german}, keine Datei mit Metadaten. Geprüft werden Kataloge in Turtle, RDF/XML, JSON-LD oder N-Triples und Datensätze aus CKAN (JSON)"
        ),
        format!(
            "This is {english}, no file with metadata. Catalogues in Turtle, RDF/XML, JSON-LD or N-Triples are checked, and packages of CKAN (JSON)"
        ),
    ];
    if kind == "folder" {
        texts[0].push_str(". Ist es die Tabelle mit den Angaben zu einem Ordner (datensaetze.csv oder .xlsx), dann prüfen Sie den Ordner: datenkreis check ORDNER");
        texts[1].push_str(". If it is the table that describes a folder (datensaetze.csv or .xlsx), check the folder: datenkreis check FOLDER");
    }
    both(texts.map(|text| text.replace(" / ", "/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_their_name() {
        let check = |found: Option<String>, expected: &str| {
            assert!(found.as_deref().unwrap_or_default().starts_with(expected), "{expected}: {found:?}");
        };
        check(of_bytes(b"%PDF-1.7", ""), "Das ist eine PDF-Datei, keine Datei mit Metadaten");
        check(
            of_bytes(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", ""),
            "Das ist eine Excel-Datei",
        );
        check(of_bytes(b"PK\x03\x04....readme", ""), "Das ist ein ZIP-Archiv");
        check(of_bytes(b"[{\"id\": \"urn:ngsi-ld:Dataset:1\"}]", ""), "Das sind NGSI-LD-Entit");
        check(of_text("a;b;c\n1;2;3\n"), "Das ist eine Tabelle (CSV)");
        check(of_text("hallo welt\nund mehr"), "Das ist einfacher Text");
        for text in ["", "<a> <b> ", "@prefix", "{\"a\": 1", "ex:a ex:b 1 .\nPREFIX ex: <http://e/>"] {
            assert_eq!(of_bytes(text.as_bytes(), "").or_else(|| of_text(text)), None, "{text}");
        }
    }
}
