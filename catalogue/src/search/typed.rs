//! What a visitor typed, taken apart: words, `"phrases"`, `-exclusions`. Any text is a valid search.

use super::analyzer;
use std::ops::Range;

/// Characters of the text that are looked at; the rest is ignored.
const LONGEST_TEXT: usize = 2_000;
/// Parts that are looked at; the rest is ignored.
const MOST_PARTS: usize = 32;

/// One thing asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What kind of thing.
    pub kind: Kind,
    /// Whether datasets that have it are to be left out.
    pub excluded: bool,
    /// The words, as byte ranges of the text; never empty.
    pub words: Vec<Range<usize>>,
}

/// Kinds of things asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One word.
    Word,
    /// Words joined by a hyphen, dot or apostrophe (`Geo-Daten`): all of them, or one word.
    Joined,
    /// Words in quotation marks: next to each other, in this order.
    Phrase,
}

/// Takes `text` apart. Empty if nothing in it can be searched for.
pub fn parts(text: &str) -> Vec<Part> {
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() && parts.len() < MOST_PARTS {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else {
            break;
        };
        let excluded = first == '-' && (at == 0 || text[..at].ends_with(char::is_whitespace));
        let begin = if excluded { at + first.len_utf8() } else { at };
        let (kind, range, next) = match text[begin..].chars().next() {
            Some(quote) if is_quote(quote) => {
                let from = begin + quote.len_utf8();
                let to = text[from..].find(is_quote).map_or(text.len(), |length| from + length);
                let next = text[to..].chars().next().map_or(to, |quote| to + quote.len_utf8());
                (Kind::Phrase, from..to, next)
            }
            Some(c) if is_in_word(c) => {
                let to = text[begin..].find(|c| !is_in_word(c)).map_or(text.len(), |length| begin + length);
                (Kind::Joined, begin..to, to)
            }
            _ => {
                at += first.len_utf8();
                continue;
            }
        };
        let words = words(text, range);
        if !words.is_empty() {
            let kind = if kind == Kind::Joined && words.len() == 1 { Kind::Word } else { kind };
            parts.push(Part { kind, excluded, words });
        }
        at = next;
    }
    parts
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»')
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric()
        || analyzer::is_ignorable(c)
        || matches!(c, '-' | '‐' | '‑' | '.' | '_' | '\'' | '’' | '&')
}

fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    analyzer::tokens(&mut analyzer::words(), &text[range.clone()])
        .into_iter()
        .take(MOST_PARTS)
        .map(|token| range.start + token.offset_from..range.start + token.offset_to)
        .collect()
}

/// Words that say nothing about a dataset, in their order and folded as [`analyzer::folded`] gives them:
/// articles, prepositions, and what questions are made of.
const STOP_WORDS: [&str; 102] = [
    "aber", "als", "am", "an", "and", "are", "at", "auf", "aus", "bei", "beim", "by", "das", "dem", "den",
    "der", "des", "did", "die", "do", "ein", "eine", "einem", "einen", "einer", "eines", "es", "finde",
    "finden", "for", "from", "fur", "gab", "gibt", "haben", "has", "hat", "hatte", "hatten", "have", "how",
    "ich", "im", "in", "ins", "is", "ist", "je", "kann", "man", "many", "mir", "mit", "much", "nach", "oder",
    "of", "on", "or", "pro", "sich", "sind", "suche", "the", "to", "uber", "um", "und", "viel", "viele",
    "vom", "von", "vor", "wann", "war", "waren", "was", "welche", "welchen", "welcher", "welches", "wer",
    "werden", "were", "what", "when", "where", "which", "who", "wie", "wieviel", "wieviele", "wir", "wird",
    "with", "wo", "wurde", "wurden", "zeige", "zu", "zum", "zur",
];

/// Whether a word is not asked for when anything else is.
pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Kind, bool, &[&str])]) {
        let found = parts(text);
        let found: Vec<(Kind, bool, Vec<&str>)> = found
            .iter()
            .map(|part| {
                (part.kind, part.excluded, part.words.iter().map(|word| &text[word.clone()]).collect())
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(kind, excluded, words)| (*kind, *excluded, words.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stop_words_are_found() {
        assert!(STOP_WORDS.is_sorted() && is_stop_word("wie") && is_stop_word("und"));
        for word in STOP_WORDS {
            assert_eq!(analyzer::tokens(&mut analyzer::folded(), word)[0].text, word);
        }
        assert!(!is_stop_word("einwohner"));
    }

    #[test]
    fn words_phrases_and_exclusions() {
        check("Rad weg", &[(Kind::Word, false, &["Rad"]), (Kind::Word, false, &["weg"])]);
        check(
            "\"Kreis Unna\" -Wahl",
            &[(Kind::Phrase, false, &["Kreis", "Unna"]), (Kind::Word, true, &["Wahl"])],
        );
        check("„Kreis Unna“", &[(Kind::Phrase, false, &["Kreis", "Unna"])]);
        check("-\"Kreis Unna\"", &[(Kind::Phrase, true, &["Kreis", "Unna"])]);
        check("Geo-Daten", &[(Kind::Joined, false, &["Geo", "Daten"])]);
        check(
            "Wasser/Abwasser,Müll",
            &[
                (Kind::Word, false, &["Wasser"]),
                (Kind::Word, false, &["Abwasser"]),
                (Kind::Word, false, &["Müll"]),
            ],
        );
    }

    #[test]
    fn anything_may_be_typed() {
        check("", &[]);
        check(" - \"\" ?! -", &[]);
        check("\"offen", &[(Kind::Phrase, false, &["offen"])]);
        check("a -- b", &[(Kind::Word, false, &["a"]), (Kind::Word, false, &["b"])]);
        assert_eq!(parts(&"x ".repeat(100_000)).len(), MOST_PARTS);
    }
}
