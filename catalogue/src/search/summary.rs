//! The passage of a description that shows why a dataset was found.

use std::collections::HashSet;
use std::ops::Range;
use tantivy::tokenizer::TextAnalyzer;

/// Length of a summary in characters, at most.
const LONGEST: usize = 300;
/// Characters shown before the first match, about.
const LEAD: usize = 60;
/// Matches that are tried as the beginning of the passage.
const MOST_STARTS: usize = 200;
const MORE: &str = "…";

/// Cuts the passage of `text` with most of the words to be marked, at word boundaries; its
/// beginning if there is none. Returns the passage and the byte ranges in it that match.
pub fn summary(
    text: &str,
    marks: &HashSet<String>,
    stemmer: &mut TextAnalyzer,
) -> (String, Vec<Range<usize>>) {
    let matches = matches(text, marks, stemmer);
    let passage = best_passage(text, &matches);
    let before = if passage.start > 0 { format!("{MORE} ") } else { String::new() };
    let after = if passage.end < text.len() { format!(" {MORE}") } else { String::new() };
    let shift = |at: usize| at - passage.start + before.len();
    let highlights = matches
        .iter()
        .filter(|(range, _)| range.start >= passage.start && range.end <= passage.end)
        .map(|(range, _)| shift(range.start)..shift(range.end))
        .collect();
    (format!("{before}{}{after}", &text[passage]), highlights)
}

/// Words to be marked with their stems.
fn matches(text: &str, marks: &HashSet<String>, stemmer: &mut TextAnalyzer) -> Vec<(Range<usize>, String)> {
    let mut matches = Vec::new();
    if marks.is_empty() {
        return matches;
    }
    stemmer.token_stream(text).process(&mut |token| {
        if marks.contains(&token.text) {
            matches.push((token.offset_from..token.offset_to, token.text.clone()));
        }
    });
    matches
}

/// The passage with the most different stems, then the most matches, then the earliest.
fn best_passage(text: &str, matches: &[(Range<usize>, String)]) -> Range<usize> {
    let mut best = cut(text, 0);
    let mut best_value = value(matches, &best);
    for (range, _) in matches.iter().take(MOST_STARTS) {
        let passage = cut(text, range.start);
        let value = value(matches, &passage);
        if value > best_value {
            (best, best_value) = (passage, value);
        }
    }
    best
}

fn value(matches: &[(Range<usize>, String)], passage: &Range<usize>) -> (usize, usize) {
    let first = matches.partition_point(|(range, _)| range.start < passage.start);
    let within: Vec<&String> = matches[first..]
        .iter()
        .take_while(|(range, _)| range.start < passage.end)
        .filter(|(range, _)| range.end <= passage.end)
        .map(|(_, stem)| stem)
        .collect();
    (within.iter().collect::<HashSet<_>>().len(), within.len())
}

/// A passage that begins a little before `at`, cut between words.
fn cut(text: &str, at: usize) -> Range<usize> {
    let start = match text[..at].char_indices().rev().nth(LEAD) {
        // After the first blank, so that no half word stands at the beginning.
        Some((lead, _)) => text[lead..at].find(' ').map_or(at, |blank| lead + blank + 1),
        None => 0,
    };
    let reserved = 2 * (MORE.chars().count() + 1);
    let Some((end, _)) = text[start..].char_indices().nth(LONGEST - reserved) else {
        return start..text.len();
    };
    let end = start + end;
    let boundary = if text[end..].starts_with(' ') {
        Some(end)
    } else {
        text[start..end].rfind(' ').map(|at| start + at)
    };
    start..boundary.filter(|&boundary| boundary > at).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analyzer;

    fn check(text: &str, marks: &[&str], expected_highlights: &[&str]) -> String {
        let marks = marks.iter().map(|&mark| mark.to_owned()).collect();
        let (summary, highlights) = summary(text, &marks, &mut analyzer::stems());
        let found: Vec<&str> = highlights.iter().map(|range| &summary[range.clone()]).collect();
        assert_eq!(found, expected_highlights);
        assert!(summary.chars().count() <= LONGEST, "{}", summary.chars().count());
        summary
    }

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(check("Alle Radwege der Stadt.", &["radweg"], &["Radwege"]), "Alle Radwege der Stadt.");
        assert_eq!(check("", &["radweg"], &[]), "");
    }

    #[test]
    fn the_passage_with_most_words_is_shown() {
        let text = format!(
            "Radwege {} Die Länge der Radwege in Straßen. {}",
            "und so weiter ".repeat(40),
            "Ende ".repeat(80)
        );
        let found = check(&text, &["radweg", "strass"], &["Radwege", "Straßen"]);
        assert!(found.starts_with("… ") && found.ends_with(" …"), "{found}");
    }

    #[test]
    fn without_match_the_beginning_is_shown() {
        let found = check(&"Wörter über Wörter ".repeat(50), &["nichts"], &[]);
        assert!(found.starts_with("Wörter über") && found.ends_with(" …"), "{found}");
    }

    #[test]
    fn words_longer_than_the_summary_are_cut() {
        let found = check(&"ä".repeat(1_000), &[], &[]);
        assert!(found.ends_with('…'));
    }
}
