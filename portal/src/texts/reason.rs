//! Why a run is not complete: kept in both languages, shown in one.

use crate::language::Language;

/// Between the German and the English half of one reason.
const HALVES: &str = " / ";
/// Between reasons, and sometimes within a half; then both halves have as many.
pub const REASONS: &str = "; ";

/// The part in `language` of reasons kept as `deutsch / english; deutsch / english`, each perhaps with
/// the address it concerns in front (`https://…: deutsch / english`). What stands there in one
/// language only is shown in both.
pub fn reason(language: Language, kept: &str) -> String {
    let mut segments = kept.split(HALVES);
    // What stands between two slashes is the English half of one reason and the German one of the next.
    let mut german: Vec<&str> = segments.next().unwrap_or_default().split(REASONS).collect();
    let mut segments = segments.peekable();
    let mut shown = Vec::new();
    while let Some(segment) = segments.next() {
        let mut english: Vec<&str> = segment.split(REASONS).collect();
        let following = usize::from(segments.peek().is_some());
        let rest = english.split_off(german.len().min(english.len() - following).max(1));
        // More of German than of English: those in front were never translated.
        let untranslated = german.len().saturating_sub(english.len());
        shown.extend(german.drain(..untranslated).map(str::to_owned));
        let place = german.first().map_or("", |first| place(first));
        match language {
            Language::De => shown.push(german.join(REASONS)),
            Language::En => shown.push(format!("{place}{}", english.join(REASONS))),
        }
        german = rest;
    }
    shown.extend(german.into_iter().map(str::to_owned));
    shown.join(REASONS)
}

/// The address or file name in front of a reason, with its colon.
fn place(reason: &str) -> &str {
    let (place, _) = reason.split_once(": ").unwrap_or_default();
    let is_place = place.contains(['.', '/']) && !place.contains(char::is_whitespace);
    if is_place { &reason[..place.len() + 2] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_is_shown() {
        let check = |kept: &str, german: &str, english: &str| {
            assert_eq!(reason(Language::De, kept), german);
            assert_eq!(reason(Language::En, kept), english);
        };
        check("", "", "");
        check("leer / empty", "leer", "empty");
        check("timed out", "timed out", "timed out");
        check("leer / empty; zu viel / too much", "leer; zu viel", "empty; too much");
        check(
            "https://a.example/x: leer / empty; https://b.example/: zu viel / too much",
            "https://a.example/x: leer; https://b.example/: zu viel",
            "https://a.example/x: empty; https://b.example/: too much",
        );
        check(
            "angehalten: 3 von 4; wenn das stimmt: `release` / held: 3 of 4; if this is right: `release`",
            "angehalten: 3 von 4; wenn das stimmt: `release`",
            "held: 3 of 4; if this is right: `release`",
        );
        check(
            "leer / empty; a: 1; wenn ja / h: 1; if so; Ende / end",
            "leer; a: 1; wenn ja; Ende",
            "empty; h: 1; if so; end",
        );
        check(
            "https://a.example/: HTTP 500; leer / empty",
            "https://a.example/: HTTP 500; leer",
            "https://a.example/: HTTP 500; empty",
        );
        check("leer / empty; HTTP 500", "leer; HTTP 500", "empty; HTTP 500");
        check("tabelle.csv: leer / empty", "tabelle.csv: leer", "tabelle.csv: empty");
    }
}
