//! Ages in a question: “über 80”, “unter 6 Jahren”, “65+”, “20 bis 64 Jahre”, “80-Jährige”.

use super::text::{Token, age_in_word};
use crate::cube::Age;

/// Larger numbers are years.
const OLDEST: u16 = 120;

/// An age that some tokens begin with, and how many they are.
pub(super) fn age_at(tokens: &[Token]) -> Option<(Age, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| token.folded.as_str());
    let number = |at: usize| {
        tokens
            .get(at)
            .and_then(|token| token.number)
            .filter(|number| *number <= OLDEST)
            .map(|number| number as u8)
    };
    let (age, length) = match word(0)? {
        "unter" | "under" | "below" => (below(number(1)?)?, 2),
        "juenger" | "younger" if matches!(word(1), Some("als" | "than")) => (below(number(2)?)?, 3),
        "ueber" | "over" | "ab" | "mindestens" | "from" => match bounds(tokens, 1) {
            Some((from, to, length)) if word(0) == Some("from") => (between(from, to)?, 1 + length),
            _ => (Age::from(number(1)?), 2),
        },
        // Without a word for years, “mehr als 80” may count anything.
        "mehr" | "more" if matches!(word(1), Some("als" | "than")) && says_age(tokens, 3) => {
            (Age::from(number(2)?), 3)
        }
        "weniger" | "less" if matches!(word(1), Some("als" | "than")) && says_age(tokens, 3) => {
            (below(number(2)?)?, 3)
        }
        "aelter" | "older" if matches!(word(1), Some("als" | "than")) => (Age::from(number(2)?), 3),
        "zwischen" | "between" | "von" => {
            let (from, to, length) = bounds(tokens, 1)?;
            (between(from, to)?, 1 + length)
        }
        "bis" | "up" => {
            let at = if matches!(word(1), Some("zu" | "to" | "unter")) { 2 } else { 1 };
            let to = number(at)?;
            (if word(1) == Some("unter") { below(to)? } else { between(0, to)? }, at + 1)
        }
        _ => plain(tokens)?,
    };
    Some((age, length + said_of_ages(&tokens[length..])))
}

/// An age that begins with its number.
fn plain(tokens: &[Token]) -> Option<(Age, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| token.folded.as_str());
    if let Some((from, to, length)) = bounds(tokens, 0) {
        return Some((between(from, to)?, length));
    }
    if let Some(age) = age_in_word(&tokens.first()?.stem) {
        return Some((Age::single(age as u8), 1));
    }
    let number = tokens.first()?.number.filter(|number| *number <= OLDEST)? as u8;
    let after = said_of_ages(&tokens[1..]);
    let and = 1 + after;
    if word(1) == Some("+") {
        return Some((Age::from(number), 2));
    }
    if matches!(word(and), Some("und" | "and" | "oder" | "or"))
        && matches!(word(and + 1), Some("aelter" | "mehr" | "older" | "over" | "more"))
    {
        return Some((Age::from(number), and + 2));
    }
    let says_age = tokens[1..1 + after]
        .iter()
        .any(|token| matches!(token.stem.as_str(), "jaehrig" | "alt" | "old") || token.folded == "old");
    says_age.then_some((Age::single(number), 1))
}

/// Two ages with a word or dash between them: “20 bis 64”, “20–64”, “20 und 64”.
fn bounds(tokens: &[Token], at: usize) -> Option<(u8, u8, usize)> {
    let number = |at: usize| {
        tokens
            .get(at)
            .and_then(|token| token.number)
            .filter(|number| *number <= OLDEST)
            .map(|number| number as u8)
    };
    let from = number(at)?;
    match tokens.get(at + 1)?.folded.as_str() {
        "bis" | "und" | "to" | "and" => Some((from, number(at + 2)?, 3)),
        _ if tokens.get(at + 1)?.after_dash => Some((from, number(at + 1)?, 2)),
        _ => None,
    }
}

fn between(from: u8, to: u8) -> Option<Age> {
    (from <= to).then(|| Age::between(from, to))
}

fn below(age: u8) -> Option<Age> {
    Some(Age::between(0, age.checked_sub(1)?))
}

/// Whether what follows says that a number is an age.
fn says_age(tokens: &[Token], at: usize) -> bool {
    tokens.get(at..).is_some_and(|tokens| said_of_ages(tokens) > 0)
}

/// How many tokens only say that a number is an age.
fn said_of_ages(tokens: &[Token]) -> usize {
    let says = |token: &&Token| {
        matches!(
            token.folded.as_str(),
            "jahre" | "jahren" | "jahr" | "alt" | "years" | "year" | "old" | "of" | "age"
        ) || token.stem == "jaehrig"
    };
    let said = tokens.iter().take_while(says).count();
    // “of” says so only before “age”.
    if tokens[..said].last().is_some_and(|token| token.folded == "of") { said - 1 } else { said }
}
