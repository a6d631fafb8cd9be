//! Where a query stops being SPARQL.
//!
//! The parser names the farthest place it looked at, which is up to a long keyword behind the mistake.
//! The mistake is the first word after which nothing can follow that would make a query.

use crate::language::Language;
use spargebra::SparqlParser;

/// More blanks than any keyword has letters: what can be continued fails behind them, what cannot
/// fails before their end.
const PADDING: &str = "                                                                ";
/// Operators of two characters.
const OPERATORS: [&str; 6] = ["&&", "||", "!=", "<=", ">=", "^^"];
/// Characters that stand for themselves, besides white space between words.
const PUNCTUATION: &str = "{}()[];,\"'<>#|/*+=!&^";
/// Characters of the query shown, at most.
const SHOWN: usize = 30;

/// The parser's message about `query` with the right place, as `error at 1:10: word`; without word if
/// the query ends too early. Other messages stay as they are. Parses several times: for the worker.
pub fn located(query: &str, message: String) -> String {
    if !message.starts_with("error at ") {
        return message;
    }
    let tokens = tokens(query);
    let wrong = tokens.partition_point(|(_, end)| can_be_continued(&query[..*end]));
    let (begin, word) = match tokens.get(wrong) {
        Some(&(begin, end)) => (begin, &query[begin..end]),
        None => (query.len(), ""),
    };
    let (line, column) = line_and_column(query, begin);
    format!("error at {line}:{column}: {}", word.chars().take(SHOWN).collect::<String>())
}

/// The sentence for a message as [`located`] writes it.
pub fn explained(language: Language, message: &str) -> String {
    let Some((line, column, word)) = placed(message) else {
        return match language {
            Language::De => format!("Die Abfrage ist kein gültiges SPARQL 1.1: {message}"),
            Language::En => format!("The query is not valid SPARQL 1.1: {message}"),
        };
    };
    match (language, word) {
        (Language::De, "") => format!(
            "Die Abfrage ist kein gültiges SPARQL 1.1: Am Ende (Zeile {line}, Spalte {column}) fehlt etwas, vielleicht eine schließende Klammer."
        ),
        (Language::De, word) => format!(
            "Die Abfrage ist kein gültiges SPARQL 1.1: In Zeile {line}, Spalte {column} passt „{word}“ nicht."
        ),
        (Language::En, "") => format!(
            "The query is not valid SPARQL 1.1: something is missing at the end (line {line}, column {column}), perhaps a closing bracket."
        ),
        (Language::En, word) => format!(
            "The query is not valid SPARQL 1.1: “{word}” in line {line}, column {column} does not fit."
        ),
    }
}

/// Line, column and word.
fn placed(message: &str) -> Option<(&str, &str, &str)> {
    let (place, word) = message.strip_prefix("error at ")?.split_once(':')?;
    let (column, word) = word.split_once(": ")?;
    Some((place, column, word))
}

/// Whether something could follow `beginning` that would make a query of it.
fn can_be_continued(beginning: &str) -> bool {
    let padded = format!("{beginning}{PADDING}");
    let Err(error) = SparqlParser::new().parse_query(&padded) else { return true };
    let (line, column) = line_and_column(&padded, padded.len());
    let error = error.to_string();
    !error.starts_with("error at ") || error.starts_with(&format!("error at {line}:{column}:"))
}

/// Where the query's words begin and end, in bytes.
fn tokens(query: &str) -> Vec<(usize, usize)> {
    let mut tokens = vec![];
    let mut at = 0;
    while let Some(first) = query[at..].chars().next() {
        let rest = &query[at..];
        let length = match first {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => string(rest, first),
            '<' => iri(rest).unwrap_or_else(|| operator(rest)),
            c if c.is_whitespace() || PUNCTUATION.contains(c) => operator(rest),
            _ => rest.find(|c: char| c.is_whitespace() || PUNCTUATION.contains(c)).unwrap_or(rest.len()),
        };
        if first != '#' && !first.is_whitespace() {
            tokens.push((at, at + length));
        }
        at += length;
    }
    tokens
}

/// Length of the string at the beginning, with its quotes.
fn string(rest: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let end = if rest.starts_with(&long) { long } else { quote.to_string() };
    let mut at = end.len();
    while let Some(next) = rest[at..].chars().next() {
        if rest[at..].starts_with(&end) {
            return at + end.len();
        }
        at += next.len_utf8();
        if next == '\\' {
            at += rest[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of the IRI at the beginning, if there is one; one with a scheme may hold anything, as the
/// parser reads it.
fn iri(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    let inner = &rest[1..end];
    let has_scheme = inner.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_iri = has_scheme || !inner.contains(|c: char| c.is_whitespace() || "<\"{}|^`\\".contains(c));
    is_iri.then_some(end + 1)
}

/// Length of the operator or the one character at the beginning.
fn operator(rest: &str) -> usize {
    let long = OPERATORS.iter().find(|operator| rest.starts_with(**operator));
    long.map_or_else(|| rest.chars().next().map_or(0, char::len_utf8), |operator| operator.len())
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_begin = before.rfind('\n').map_or(0, |line_feed| line_feed + 1);
    (before.matches('\n').count() + 1, before[line_begin..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_does_not_fit_is_named() {
        let check = |query: &str, expected: &str| {
            let error = SparqlParser::new().parse_query(query).expect_err(query).to_string();
            assert_eq!(located(query, error.clone()), format!("error at {expected}"), "{query} ({error})");
        };
        check("SELEC * {", "1:1: SELEC");
        check("SELEC", "1:1: SELEC");
        check("SELECT * WHER { ?s ?p ?o }", "1:10: WHER");
        check("SELECT *\nWHERE { ?s ?p ?o }\nLIMT 5", "3:1: LIMT");
        check("SELECT * { ?s <http://a.example/x y> ?o }", "1:15: <http://a.example/x y>");
        check("SELECT * { ?s ?p \"ä } { {\" ; } } }", "1:32: }");
        check("SELECT * { ?s ?p ?o FILTER(?o && ?p >= 3 &) }", "1:42: &");
        check("# { \nSELECT * { ?s ?p ?o", "2:20: ");
        check("SELECT * { ?s ?p 'offen", "1:24: ");
        check("", "1:1: ");
    }

    #[test]
    fn messages_become_sentences() {
        let check = |message: &str, german: &str, english: &str| {
            assert!(explained(Language::De, message).ends_with(german), "{message}");
            assert!(explained(Language::En, message).ends_with(english), "{message}");
        };
        check(
            "error at 1:10: LIMT",
            "In Zeile 1, Spalte 10 passt „LIMT“ nicht.",
            "“LIMT” in line 1, column 10 does not fit.",
        );
        check("error at 2:3: ", "schließende Klammer.", "closing bracket.");
        check("seltsam", ": seltsam", ": seltsam");
    }
}
