//! How a table writes its figures.

use datenkreis_vocab::cube::figure::{FigureFormat, Unreadable};
use std::collections::BTreeMap;

/// Characters of a text that may be a sign.
const SIGN: usize = 8;

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
}

fn format(decimal: Option<char>, thousands: Option<char>) -> FigureFormat {
    FigureFormat { decimal, thousands, signs: vec![] }
}

/// Whether a text is a figure or a sign, in German or English.
pub fn is_figure(text: &str) -> bool {
    let reads = |decimal, thousands| format(Some(decimal), Some(thousands)).read(text).is_ok();
    !text.is_empty() && (reads(',', '.') || reads('.', ','))
}

/// The marks with which most cells are figures; of equal ones those that declare least.
pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Marks {
    const CANDIDATES: [(Option<char>, Option<char>); 5] =
        [(None, None), (Some(','), None), (Some('.'), None), (Some(','), Some('.')), (Some('.'), Some(','))];
    let formats = CANDIDATES.map(|(decimal, thousands)| format(decimal, thousands));
    let mut wrong = [0usize; CANDIDATES.len()];
    let (mut with_mark, mut signs) = (0usize, BTreeMap::new());
    for cell in cells {
        with_mark += usize::from(cell.contains(['.', ',']) && is_figure(cell));
        let read = formats.each_ref().map(|format| format.read(cell));
        for (count, read) in wrong.iter_mut().zip(&read) {
            *count += usize::from(read.is_err());
        }
        if read.iter().all(|read| *read == Err(Unreadable::NoNumber)) && cell.chars().count() <= SIGN {
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
    Marks { decimal, thousands, is_uncertain, signs }
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
}
