//! Every time a text names, with how sure it is that the data are about it.

use super::super::{Clue, clue};
use super::doubt::{
    DOUBTFUL_LESS, bare, is_doubtful, is_number_after, is_number_before, is_report, is_unit_before,
};
use super::forms::FORMS;
use super::misread::{is_compared_with, is_making, is_of_paper, is_paper, is_part, lasts, words_of_street};
use super::span::Span;
use std::ops::Range;

/// Titles are short; what is longer is prose, and only its beginning is read.
const MAX_LENGTH_BYTES: usize = 400;
/// Takes the place of what was read, so that shorter forms do not read it again.
const READ: &str = "\u{1}";

/// A time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub clue: &'static Clue,
    pub percent: u8,
    at: usize,
}

/// The times a text names, in its order.
pub fn mentions(text: &str) -> Vec<Mention> {
    let end = text.floor_char_boundary(MAX_LENGTH_BYTES.min(text.len()));
    let mut rest = text[..end].replace(['–', '—', '‑', '−'], "-").replace(['_', '\u{a0}', '\n', '\r'], " ");
    let whole = rest.clone();
    let mut mentions = vec![];
    for form in FORMS.iter() {
        let mut from = 0;
        while let Some(captures) = form.regex.captures_at(&rest, from)
            && let Some(found) = captures.get(0)
        {
            let range = found.range();
            from = range.start + rest[range.start..].chars().next().map_or(1, char::len_utf8);
            let Some((span, clue)) = (form.read)(&captures).filter(|_| stands_alone(&rest, &range)) else {
                continue;
            };
            let (before, after) = (&whole[..range.start], &whole[range.end..]);
            from = range.end;
            rest.replace_range(range.clone(), &READ.repeat(range.len()));
            if is_no_time(clue, before, after) {
                continue;
            }
            let (span, clue) = if form.is_point { opened(span, clue, before, after) } else { (span, clue) };
            let is_doubtful = is_doubtful(&whole)
                || is_bare(clue) && is_report(&whole)
                || words_of_street(before).is_some()
                || clue == &clue::DAY && is_of_paper(before)
                || is_of_years(clue) && (is_part(before) || is_unit_before(before));
            let percent = clue.percent.saturating_sub(if is_doubtful { DOUBTFUL_LESS } else { 0 });
            mentions.push(Mention { span, clue, percent, at: range.start });
        }
    }
    mentions.sort_by_key(|mention| mention.at);
    mentions
}

/// Whether a clue is a year, and nothing says what it is the year of.
fn is_bare(clue: &'static Clue) -> bool {
    [&clue::YEAR_LAST, &clue::YEAR_WITHIN, &clue::YEAR_ELSEWHERE, &clue::TWO_YEARS].contains(&clue)
}

/// Whether a clue consists of years.
fn is_of_years(clue: &'static Clue) -> bool {
    is_bare(clue) || [&clue::YEARS, &clue::TWO_YEARS_OR_MONTH, &clue::YEAR_NAMED].contains(&clue)
}

/// Whether what looks like a time is a number, a name, or the year in which something was made.
fn is_no_time(clue: &'static Clue, before: &str, after: &str) -> bool {
    let is_in_digits = is_of_years(clue) || clue == &clue::MONTH_IN_DIGITS;
    is_in_digits && (is_number_after(before) || is_number_before(after))
        || clue == &clue::MONTH_IN_DIGITS && is_paper(before)
        || clue == &clue::DAY && words_of_street(before) == Some(0)
        || is_making(before)
        || is_of_years(clue) && is_compared_with(before)
}

/// Whether no letter or digit goes on before or behind, and no number either (`1.990`, `1:2000`). Only
/// polls are written together with their year (`Europawahl2019`).
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let joined = |c: char| ".,:/-".contains(c);
    let goes_on = |mut outwards: Box<dyn Iterator<Item = char> + '_>| {
        let first = outwards.next();
        match first {
            Some(c) if c.is_alphanumeric() => true,
            Some(c) if joined(c) => outwards.next().is_some_and(|next| next.is_ascii_digit()),
            _ => false,
        }
    };
    if is_poll(before) && !before.ends_with(char::is_whitespace) {
        return !after.starts_with(|c: char| c.is_ascii_digit());
    }
    !goes_on(Box::new(before.chars().rev())) && !goes_on(Box::new(after.chars()))
}

fn is_poll(before: &str) -> bool {
    let word = before
        .split(|c: char| c.is_whitespace())
        .rfind(|word| !word.is_empty())
        .map(bare)
        .unwrap_or_default();
    ["wahl", "wahlen", "entscheid", "begehren", "zensus", "census", "election", "elections"]
        .iter()
        .any(|poll| word.ends_with(poll))
}

/// `seit 2015` and `2015 – heute` have no end, `bis 2015` no beginning; for a year alone, what stands around it counts.
fn opened(span: Span, clue: &'static Clue, before: &str, after: &str) -> (Span, &'static Clue) {
    const BETWEEN: [&str; 11] =
        ["dem", "den", "zum", "jahr", "jahre", "ende", "anfang", "mitte", "stand", "year", "the"];
    let mut words = before.split_whitespace().rev().map(bare).filter(|word| !word.is_empty());
    let nearest = words.next().unwrap_or_default();
    let opening = match BETWEEN.contains(&nearest.as_str()) {
        true => words.find(|word| !BETWEEN.contains(&word.as_str())).unwrap_or_default(),
        false => nearest.clone(),
    };
    if lasts(after) {
        return (span.since(), &clue::SINCE);
    }
    match opening.as_str() {
        "seit" | "ab" | "since" | "from" => return (span.since(), &clue::SINCE),
        "bis" | "until" | "vor" | "before" => return (span.until(), &clue::UNTIL),
        _ if clue != &clue::YEAR_ELSEWHERE => return (span, clue),
        _ => {}
    }
    (span, of_year(before, &nearest, after))
}

fn of_year(before: &str, nearest: &str, after: &str) -> &'static Clue {
    const NAMING: [&str; 12] =
        ["im", "in", "für", "fuer", "for", "of", "jahr", "jahre", "jahres", "year", "stand", "i"];
    const PLACING: [&str; 14] = [
        "in", "im", "der", "des", "nach", "für", "fuer", "am", "an", "auf", "stadt", "gemeinde", "kreis",
        "und",
    ];
    let next = after.split_whitespace().next().unwrap_or_default();
    if is_poll(before) {
        &clue::POLL
    } else if NAMING.contains(&nearest) || nearest.ends_with("jahr") || nearest.ends_with("jahres") {
        &clue::YEAR_NAMED
    } else if nearest.is_empty() {
        &clue::YEAR_ELSEWHERE
    } else if is_end(after) {
        &clue::YEAR_LAST
    } else if next.starts_with(['-', ',', ':', '(', ')']) || PLACING.contains(&bare(next).as_str()) {
        &clue::YEAR_WITHIN
    } else {
        &clue::YEAR_ELSEWHERE
    }
}

/// Whether nothing follows but what stands in brackets.
fn is_end(after: &str) -> bool {
    let after = after.trim_start_matches([')', ']']).trim();
    let without_brackets = match after.strip_prefix('(') {
        Some(inner) => inner.split_once(')').map_or("", |(_, behind)| behind),
        None => after,
    };
    !without_brackets.contains(char::is_alphanumeric)
}
