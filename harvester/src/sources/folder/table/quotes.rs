//! Quotes that swallow rows. A cell that begins with a quote ends at the next one, if need be many rows
//! below; so a stray quote takes whole rows for its text, and nobody can tell which datasets they held.

use super::cells::{CsvText, Row};
use super::column::{Column, is_address};

/// A row put below the table before it is read. It comes back as it is unless a quote above is open.
pub const END: &str = "datenkreis: Ende der Tabelle";

/// Characters shown of the cell that a quote begins.
const SHOWN: usize = 40;

/// Whether this is the row put below the table.
pub fn is_end(row: &Row) -> bool {
    matches!(&row.cells[..], [(0, text)] if text == END)
}

/// What is told of a table whose last cell does not end.
pub fn open(rows: &[Row]) -> String {
    let (number, text) = match rows.last().and_then(|row| Some((row.number, row.cells.last()?))) {
        Some((number, (_, text))) => (number, text.as_str()),
        None => (1, ""),
    };
    told(number, text)
}

fn told(number: usize, text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let start: String = first.chars().take(SHOWN).collect();
    format!(
        "Zeile {number}: Das Anführungszeichen vor „{start}“ wird nicht in derselben Zelle geschlossen und verschluckt die Zeilen darunter; löschen Sie es oder schließen Sie es am Ende der Zelle / row {number}: the quote before “{start}” is not closed in the same cell and swallows the rows below; delete it, or close it at the end of the cell"
    )
}

/// What is told of a table in which a cell swallowed rows, if one did. `headings` is where the headings
/// stand.
pub fn swallowed(rows: &[Row], headings: usize, csv: &CsvText) -> Option<String> {
    let shape = Shape::of(&rows[headings], csv.delimiter);
    (headings + 1..rows.len()).find_map(|at| {
        let row = &rows[at];
        let swallows = |text: &str| {
            let is_open = || !csv.is_well_quoted(row, rows.get(at + 1));
            shape.has_row(text) || (shape.has_as_many_separators(text) && is_open())
        };
        let (_, text) = row.cells.iter().find(|(_, text)| text.contains('\n') && swallows(text))?;
        Some(told(row.number, text))
    })
}

/// What a row of the table looks like.
struct Shape {
    delimiter: char,
    columns: usize,
    /// The columns that name files.
    files: Vec<usize>,
}

impl Shape {
    fn of(headings: &Row, delimiter: char) -> Self {
        let columns = headings.cells.last().map_or(0, |(at, _)| at + 1);
        let names_file = |cell: &&(usize, String)| Column::under(&cell.1) == Some(Column::File);
        Self {
            delimiter,
            columns,
            files: headings.cells.iter().filter(names_file).map(|(at, _)| *at).collect(),
        }
    }

    fn has_as_many_separators(&self, text: &str) -> bool {
        text.matches(self.delimiter).count() + 1 >= self.columns
    }

    /// Whether a line looks like a row: it has as many parts, and names a file where files stand, or no
    /// blank follows a separator as it would in a sentence.
    fn has_row(&self, text: &str) -> bool {
        text.lines().skip(1).any(|line| {
            let parts: Vec<&str> = line.split(self.delimiter).collect();
            let is_file = |at: &usize| parts.get(*at).is_some_and(|part| names_file(part.trim()));
            let is_no_sentence = self.columns > 3 && !parts[1..].iter().any(|part| part.starts_with(' '));
            parts.len() >= self.columns && (self.files.iter().any(is_file) || is_no_sentence)
        })
    }
}

/// Whether it is an address, or a name with an ending.
fn names_file(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = ending.len() <= 8
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_ending || is_address(text)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        match (read("t.csv", text.as_bytes()), expected) {
            (Ok(table), None) => assert!(!table.entries.is_empty(), "{text}"),
            (Err(reason), Some(expected)) => assert!(reason.starts_with(expected), "{reason}"),
            (read, _) => panic!("{text}: {read:?}"),
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_makes_the_table_unreadable() {
        check(
            "Titel;Datei\na;a.csv\n\"b;b.csv\nc;c.csv\n",
            Some("Zeile 3: Das Anführungszeichen vor „b;b.csv“"),
        );
        check("Titel;Datei\r\n\r\na;a.csv\r\nb;\"b.csv", Some("Zeile 4: Das Anführungszeichen vor „b.csv“"));
        check("Titel,Datei\na,\"a.csv", Some("Zeile 2: "));
        check("Titel;Datei\n\"\"\"a\"\" b\";a.csv\n", None);
        check("Titel;Datei\n5\" Rohre;a.csv\n", None);
        check("Titel;Datei\na;\"a.csv\"", None);
    }

    #[test]
    fn a_quote_that_swallows_rows_makes_the_table_unreadable() {
        let begins = Some("Zeile 2: Das Anführungszeichen vor „a");
        check("Titel;Datei\n\"a;a.csv\nb;b.csv\nc;\"c.csv\"\n", begins);
        check("Titel;Datei\n\"a;a.csv\nb;b.csv\nc\";c.csv\n", begins);
        check("Titel;Text;Thema;Datei\n\"a;x;y;a.csv\nb;\"Text\";z;b.csv\n", begins);
        check("Titel;Text;Thema;Stand\n\"a;x;y;2025\nb;x;y;2026\nc\";x;y;2026\n", begins);
    }

    #[test]
    fn a_text_of_many_lines_is_a_text() {
        check("Titel,Datei,Beschreibung\na,a.csv,\"Bäume:\nEichen, Buchen, Linden\nund andere\"\n", None);
        check("Titel;Datei;Beschreibung\na;a.csv;\"Eins; zwei; drei.\nVier; fünf; sechs.\"\n", None);
        check("Titel;Datei;Beschreibung\na;a.csv;\"Er sagte: \"\"ja\"\";\nnein.\"\n5\" Rohr;b.csv;x\n", None);
    }
}
