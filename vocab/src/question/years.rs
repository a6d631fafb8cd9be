//! Years in a question: “2018”, “seit 2000”, “2010 bis 2020”, “in den letzten fünf Jahren”.

use super::Years;
use super::text::Token;

/// Years that some tokens begin with, and how many they are.
pub(super) fn years_at(tokens: &[Token]) -> Option<(Years, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| token.folded.as_str());
    match word(0)? {
        "seit" | "since" | "ab" => year(tokens, 1).map(|from| (Years::Since(from), 2)),
        "von" | "from" | "zwischen" | "between" => {
            range(&tokens[1..]).map(|(from, to, length)| (Years::Between(from, to), 1 + length))
        }
        "letzte" | "letzten" | "last" | "vergangenen" => {
            let count = tokens.get(1)?.number.filter(|count| *count > 0)?;
            matches!(word(2)?, "jahre" | "jahren" | "years").then_some((Years::Last(count), 3))
        }
        _ => match range(tokens) {
            Some((from, to, length)) => Some((Years::Between(from, to), length)),
            None => year(tokens, 0).map(|year| (Years::One(year), 1)),
        },
    }
}

/// Two years with a word or dash between them.
fn range(tokens: &[Token]) -> Option<(i16, i16, usize)> {
    let from = year(tokens, 0)?;
    let (to, length) = match tokens.get(1)?.folded.as_str() {
        "bis" | "und" | "to" | "until" | "and" => (year(tokens, 2)?, 3),
        _ if tokens[1].after_dash => (year(tokens, 1)?, 2),
        _ => return None,
    };
    (from <= to).then_some((from, to, length))
}

fn year(tokens: &[Token], at: usize) -> Option<i16> {
    let number = tokens.get(at)?.number?;
    (1800..=2200).contains(&number).then_some(number as i16)
}
