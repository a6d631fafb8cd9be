//! How a table writes its figures.

use datenkreis_vocab::cube::figure::{FigureFormat, Unreadable};
use std::collections::BTreeMap;

/// Characters of a text that may be a sign.
const SIGN: usize = 8;

/// Texts that say that there is no figure.
const ABSENT: [&str; 20] = [
    "n.v.",
    "n. v.",
    "nv",
    "n.n.",
    "na",
    "n/a",
    "n.a.",
    "nan",
    "k.a.",
    "k. a.",
    "ka",
    "keine angabe",
    "nicht verfügbar",
    "null",
    "none",
    "--",
    "---",
    "*",
    "**",
    "geheim",
];

/// Of so many cells, a text that stands there once or twice is rare.
const MANY: usize = 20;

/// How the figures of some columns are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// The mark before decimals.
    pub decimal: Option<char>,
    /// The mark between thousands.
    pub thousands: Option<char>,
    /// Whether other marks would fit as well.
    pub is_uncertain: bool,
    /// Short texts that stand instead of figures, and how often.
    pub signs: BTreeMap<String, usize>,
    /// Those of them that stand once or twice in many cells and may be mistakes.
    pub rare: Vec<String>,
}

fn format(decimal: Option<char>, thousands: Option<char>) -> FigureFormat {
    FigureFormat { decimal, thousands, signs: vec![] }
}

/// Whether a text is a figure or a sign, in German or English.
pub fn is_figure(text: &str) -> bool {
    let reads = |decimal, thousands| format(Some(decimal), Some(thousands)).read(text).is_ok();
    !text.is_empty() && (reads(',', '.') || reads('.', ','))
}

/// Whether a text says by itself that there is no figure: `n.v.`, `k.A.`.
pub fn is_absent(text: &str) -> bool {
    ABSENT.contains(&text.to_lowercase().as_str())
}

/// Whether a text may stand instead of a figure. One with digits is a figure with a mistake: `12 34`, `1e3`.
pub fn may_be_sign(text: &str) -> bool {
    is_absent(text) || text.chars().count() <= SIGN && !text.chars().any(char::is_numeric)
}

/// The marks with which most cells are figures; of equal ones those that declare least.
pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Marks {
    const CANDIDATES: [(Option<char>, Option<char>); 5] =
        [(None, None), (Some(','), None), (Some('.'), None), (Some(','), Some('.')), (Some('.'), Some(','))];
    let formats = CANDIDATES.map(|(decimal, thousands)| format(decimal, thousands));
    let mut wrong = [0usize; CANDIDATES.len()];
    let (mut with_mark, mut signs, mut filled) = (0usize, BTreeMap::new(), 0usize);
    for cell in cells {
        filled += usize::from(!cell.is_empty());
        with_mark += usize::from(cell.contains(['.', ',']) && is_figure(cell));
        let read = formats.each_ref().map(|format| format.read(cell));
        for (count, read) in wrong.iter_mut().zip(&read) {
            *count += usize::from(read.is_err());
        }
        if read.iter().all(|read| *read == Err(Unreadable::NoNumber)) && may_be_sign(cell) {
            *signs.entry(cell.to_owned()).or_default() += 1;
        }
    }
    let least = wrong.iter().copied().min().unwrap_or(0);
    let fits = |at: usize| wrong[at] == least;
    // Groups of three digits behind every point may be thousands as well as decimals.
    let is_uncertain = with_mark > 0 && (fits(1) && fits(4) || fits(2) && fits(3));
    let order = match (with_mark, is_uncertain) {
        (0, _) => [0, 1, 2, 3, 4],
        (_, true) => [3, 1, 2, 4, 0],
        (_, false) => [1, 2, 3, 4, 0],
    };
    let at = order.into_iter().find(|at| fits(*at)).unwrap_or(0);
    let (decimal, thousands) = CANDIDATES[at];
    let rare = signs.iter().filter(|(sign, count)| **count <= 2 && filled >= MANY && !is_absent(sign));
    let rare = rare.map(|(sign, _): (&String, _)| sign.clone()).collect();
    Marks { decimal, thousands, is_uncertain, signs, rare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_from_all_figures() {
        let check = |cells: &[&str], decimal: Option<char>, thousands: Option<char>, is_uncertain: bool| {
            let marks = of(cells.iter().copied());
            assert_eq!(
                (marks.decimal, marks.thousands, marks.is_uncertain),
                (decimal, thousands, is_uncertain),
                "{cells:?}"
            );
        };
        check(&["12", "-", "1374"], None, None, false);
        check(&["12,5", "3,25", "."], Some(','), None, false);
        check(&["1023101.0", "12.5"], Some('.'), None, false);
        check(&["1.374,5", "12"], Some(','), Some('.'), false);
        check(&["1.374", "2.191", "999"], Some(','), Some('.'), true);
        check(&["1.374.000", "12"], Some(','), Some('.'), false);
        let marks = of(["1", "NA", "NA", "2"].into_iter());
        assert_eq!(marks.signs, BTreeMap::from([("NA".to_owned(), 2)]));
    }

    #[test]
    fn mistakes_are_no_signs() {
        let typos = of(["12 34", "1e3", "l2", "12", "½", "n.v."].into_iter());
        assert_eq!(typos.signs, BTreeMap::from([("n.v.".to_owned(), 1)]));
        let cells = std::iter::repeat_n("17", 30).chain(["n.v.", "siehe"]);
        let marks = of(cells);
        assert_eq!((marks.signs.len(), marks.rare), (2, vec!["siehe".to_owned()]));
    }
}
