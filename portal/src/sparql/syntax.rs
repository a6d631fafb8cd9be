//! Where a query stops being SPARQL, in a sentence.
//!
//! The parser says `error at 1:10: expected CONSTRUCT`. It reads as many characters as a keyword has
//! before it compares, so that the place it names is the end of what it read, not the beginning.

use crate::language::Language;

/// Characters of the query shown, at most.
const SHOWN: usize = 30;

/// The sentence for a parser's message about `query`.
pub fn explained(language: Language, query: &str, message: &str) -> String {
    let Some((line, column, expected)) = placed(message) else {
        return match language {
            Language::De => format!("Die Abfrage ist kein gültiges SPARQL 1.1: {message}"),
            Language::En => format!("The query is not valid SPARQL 1.1: {message}"),
        };
    };
    let at = begin_of_word(query, begin(query, line, column, expected));
    let (line, column) = line_and_column(query, at);
    let word: String = query[at..].chars().take_while(|c| !c.is_whitespace()).take(SHOWN).collect();
    match (language, word.is_empty()) {
        (Language::De, false) => {
            format!(
                "Die Abfrage ist kein gültiges SPARQL 1.1: In Zeile {line}, Spalte {column} passt „{word}“ nicht."
            )
        }
        (Language::De, true) => format!(
            "Die Abfrage ist kein gültiges SPARQL 1.1: Am Ende (Zeile {line}, Spalte {column}) fehlt etwas, vielleicht eine schließende Klammer."
        ),
        (Language::En, false) => {
            format!(
                "The query is not valid SPARQL 1.1: “{word}” in line {line}, column {column} does not fit."
            )
        }
        (Language::En, true) => format!(
            "The query is not valid SPARQL 1.1: something is missing at the end (line {line}, column {column}), perhaps a closing bracket."
        ),
    }
}

/// Line, column and what was expected there.
fn placed(message: &str) -> Option<(usize, usize, &str)> {
    let (place, expected) = message.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, expected.trim_start_matches("expected ")))
}

/// Where the parser began to read what it could not use, in bytes.
fn begin(query: &str, line: usize, column: usize, expected: &str) -> usize {
    let line_begin: usize = query.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let in_line = query[line_begin..].char_indices().nth(column.saturating_sub(1));
    let end = in_line.map_or(query.len(), |(at, _)| line_begin + at);
    let keyword = expected.trim_start_matches("one of ").split(", ").next().unwrap_or_default();
    let is_keyword = !keyword.is_empty() && keyword.bytes().all(|byte| byte.is_ascii_uppercase());
    let read = if is_keyword { keyword.len() } else { 0 };
    query[..end].char_indices().rev().take(read).last().map_or(end, |(at, _)| at)
}

/// The beginning of the word at `at`; the next one if there is white space.
fn begin_of_word(query: &str, at: usize) -> usize {
    let skipped = at + (query[at..].len() - query[at..].trim_start().len());
    if skipped > at {
        return skipped;
    }
    let before = query[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | ':' | '?'));
    before.last().map_or(at, |(begin, _)| begin)
}

fn line_and_column(query: &str, at: usize) -> (usize, usize) {
    let before = &query[..at];
    let line_begin = before.rfind('\n').map_or(0, |line_feed| line_feed + 1);
    (before.matches('\n').count() + 1, before[line_begin..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_does_not_fit_is_named() {
        let check = |query: &str, place: &str, word: Option<&str>| {
            let error = spargebra::SparqlParser::new().parse_query(query).expect_err(query).to_string();
            let german = explained(Language::De, query, &error);
            let english = explained(Language::En, query, &error);
            assert!(german.contains(place), "{query}: {german} ({error})");
            match word {
                Some(word) => assert!(
                    german.contains(&format!("„{word}“")) && english.contains(&format!("“{word}”")),
                    "{query}: {german} {english} ({error})"
                ),
                None => assert!(
                    german.contains("Am Ende") && english.contains("at the end"),
                    "{query}: {german} ({error})"
                ),
            }
        };
        check("SELEC * {", "Zeile 1, Spalte 1 ", Some("SELEC"));
        check("SELECT * WHER { ?s ?p ?o }", "Zeile 1, Spalte 10 ", Some("WHER"));
        check("SELECT *\nWHERE { ?s ?p ?o }\nLIMT 5", "Zeile 3, Spalte 1 ", Some("LIMT"));
        check("SELECT * { ?s ?p ?o", "Zeile 1, Spalte 20)", None);
        check("SELECT * { ?s ?p ?o } }", "Zeile 1, Spalte 23 ", Some("}"));
        check("", "Zeile 1, Spalte 1)", None);
    }

    #[test]
    fn any_message_is_a_sentence() {
        assert!(explained(Language::De, "x", "seltsam").ends_with("seltsam"));
        assert!(explained(Language::De, "", "error at 9:9: expected CONSTRUCT").contains("Am Ende"));
        assert!(explained(Language::En, "ä", "error at 1:2: expected ASK").contains("“ä”"));
    }
}
