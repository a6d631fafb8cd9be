//! Figures, and what a cell of a table says about one: a number in German or English, or a sign that says why
//! there is none.

use super::ObsStatus;

/// A figure as it stands in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    /// The number; `None` exactly if the status says that it is missing.
    pub value: Option<f64>,
    /// What is to be known about it.
    pub status: ObsStatus,
}

impl Figure {
    /// A figure like any other.
    pub const fn normal(value: f64) -> Self {
        Self { value: Some(value), status: ObsStatus::Normal }
    }

    /// No figure, and why.
    pub const fn missing(status: ObsStatus) -> Self {
        Self { value: None, status }
    }

    /// What a sign says that stands instead of a number. A dash is a number: exactly zero.
    pub fn of_sign(status: ObsStatus) -> Self {
        Self { value: (status == ObsStatus::Zero).then_some(0.0), status }
    }
}

/// How a table writes its figures. What is not declared is read only where it can mean one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureFormat {
    /// The mark before decimals.
    pub decimal: Option<char>,
    /// The mark between groups of three digits; blanks are read as one anyway.
    pub thousands: Option<char>,
    /// Signs of this table, before those of statistics offices: the text of the cell and what it says.
    pub signs: Vec<(String, ObsStatus)>,
}

/// Why a cell is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// `1.374` may be 1374 or 1.374, and the table does not declare its marks.
    Ambiguous,
    /// Neither a number nor a known sign.
    NoNumber,
}

/// Digits of one number at most; a float knows 17.
const DIGITS: usize = 30;

impl FigureFormat {
    /// What a cell says.
    ///
    /// # Errors
    /// If it is no number and no sign, or may be several numbers.
    pub fn read(&self, cell: &str) -> Result<Figure, Unreadable> {
        let text = cell.trim();
        if let Some((_, status)) = self.signs.iter().find(|(sign, _)| sign == text) {
            return Ok(Figure::of_sign(*status));
        }
        if text.is_empty() {
            return Ok(Figure::missing(ObsStatus::Empty));
        }
        let text = without_footnote(text);
        if let Some(status) = sign(text) {
            return Ok(Figure::of_sign(status));
        }
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let (number, status) = match inner {
            Some(inner) => (inner.trim(), ObsStatus::Uncertain),
            None => flag(text),
        };
        Ok(Figure { value: Some(self.number(number)?), status })
    }

    fn number(&self, text: &str) -> Result<f64, Unreadable> {
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
        };
        let plain = self.plain(digits)?;
        let value: f64 = plain.parse().map_err(|_| Unreadable::NoNumber)?;
        Ok(if negative { -value } else { value })
    }

    /// The digits with a point before decimals and nothing else.
    fn plain(&self, digits: &str) -> Result<String, Unreadable> {
        let is_edge = |edge: Option<char>| edge.is_some_and(|edge| edge.is_ascii_digit());
        if digits.len() > DIGITS || !is_edge(digits.chars().next()) || !is_edge(digits.chars().last()) {
            return Err(Unreadable::NoNumber);
        }
        let (decimal, thousands) = self.marks(digits)?;
        let (whole, decimals) = match decimal.and_then(|mark| digits.split_once(mark)) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (digits, None),
        };
        let is_mark = |mark: char| mark.is_whitespace() || Some(mark) == thousands;
        let groups: Vec<&str> = whole.split(is_mark).collect();
        let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        let is_first = |group: &str| {
            group.bytes().all(|byte| byte.is_ascii_digit()) && (groups.len() == 1 || group.len() <= 3)
        };
        let is_number = groups
            .split_first()
            .is_some_and(|(first, rest)| !first.is_empty() && is_first(first) && rest.iter().all(is_group));
        let is_fraction =
            decimals.is_none_or(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if !is_number || !is_fraction {
            return Err(self.undeclared(digits));
        }
        let whole = groups.concat();
        Ok(decimals.map_or_else(|| whole.clone(), |decimals| format!("{whole}.{decimals}")))
    }

    /// The marks of a number: those declared, or those it can only mean.
    fn marks(&self, digits: &str) -> Result<(Option<char>, Option<char>), Unreadable> {
        if self.decimal.is_some() || self.thousands.is_some() {
            let other = |mark: Option<char>| match mark {
                Some('.') => Some(','),
                Some(',') => Some('.'),
                _ => None,
            };
            return Ok((self.decimal.or_else(|| other(self.thousands)), self.thousands));
        }
        let found: Vec<(usize, char)> =
            digits.char_indices().filter(|(_, char)| matches!(char, '.' | ',')).collect();
        match found[..] {
            [] => Ok((None, None)),
            [(at, mark)]
                if digits[at + 1..].len() != 3 || digits[..at].trim_start_matches('0').is_empty() =>
            {
                Ok((Some(mark), None))
            }
            [_] => Err(Unreadable::Ambiguous),
            [(_, first), .., (_, last)] if first != last => Ok((Some(last), Some(first))),
            [(_, mark), ..] => Ok((None, Some(mark))),
        }
    }

    /// Whether a number is wrong, or only has a mark that was not declared.
    fn undeclared(&self, digits: &str) -> Unreadable {
        let only_digits = digits.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ','));
        if only_digits && self.thousands.is_none() { Unreadable::Ambiguous } else { Unreadable::NoNumber }
    }
}

/// The signs of statistics offices (DIN 55301) that stand alone in a cell.
fn sign(text: &str) -> Option<ObsStatus> {
    Some(match text {
        "-" | "–" | "—" | "−" | "‐" => ObsStatus::Zero,
        "." | "·" => ObsStatus::Unknown,
        "x" | "X" | "×" => ObsStatus::Blocked,
        // Brackets around nothing: the figure is too uncertain to be shown.
        "/" | "()" | "( )" => ObsStatus::Unreliable,
        "•" | "●" | "∙" => ObsStatus::Suppressed,
        "..." | "…" => ObsStatus::Pending,
        _ => return None,
    })
}

/// A number without the letter behind it, and what the letter says.
fn flag(text: &str) -> (&str, ObsStatus) {
    let status = match text.chars().last() {
        Some('p') => ObsStatus::Provisional,
        Some('r') => ObsStatus::Revised,
        Some('s' | 'e') => ObsStatus::Estimated,
        Some('b') => ObsStatus::Break,
        _ => return (text, ObsStatus::Normal),
    };
    (text[..text.len() - 1].trim_end(), status)
}

/// A cell without the marks of footnotes behind it: `123¹)`, `123 1)`, `123*`.
pub(super) fn without_footnote(text: &str) -> &str {
    const RAISED: [char; 14] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁾', '⁽', '*', '†'];
    let is_raised = |char: char| RAISED.contains(&char);
    let bare = text.trim_end_matches(is_raised);
    if bare.len() < text.len() && !bare.is_empty() {
        return bare.trim_end();
    }
    let Some(inner) = text.strip_suffix(')').filter(|_| !text.contains('(')) else { return text };
    let bare = inner.trim_end_matches(is_raised);
    if bare.len() < inner.len() && !bare.is_empty() {
        return bare.trim_end();
    }
    match inner.rsplit_once(char::is_whitespace) {
        Some((number, mark))
            if !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit()) =>
        {
            number.trim_end()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ObsStatus::{
        Blocked, Break, Empty, Estimated, Normal, Pending, Provisional, Revised, Suppressed, Uncertain,
        Unknown, Unreliable, Zero,
    };

    fn german() -> FigureFormat {
        FigureFormat { decimal: Some(','), thousands: Some('.'), signs: vec![] }
    }

    #[track_caller]
    fn check(format: &FigureFormat, cell: &str, expected: Result<(Option<f64>, ObsStatus), Unreadable>) {
        let expected = expected.map(|(value, status)| Figure { value, status });
        assert_eq!(format.read(cell), expected, "{cell:?}");
    }

    #[test]
    fn every_sign_is_a_status_of_its_own() {
        for (cell, value, status) in [
            ("-", Some(0.0), Zero),
            (" – ", Some(0.0), Zero),
            ("0", Some(0.0), Normal),
            ("0,0", Some(0.0), Normal),
            (".", None, Unknown),
            ("x", None, Blocked),
            ("X", None, Blocked),
            ("/", None, Unreliable),
            ("( )", None, Unreliable),
            ("•", None, Suppressed),
            ("...", None, Pending),
            ("…", None, Pending),
            ("", None, Empty),
            ("\u{a0}", None, Empty),
            ("- ¹)", Some(0.0), Zero),
        ] {
            check(&german(), cell, Ok((value, status)));
        }
    }

    #[test]
    fn german_numbers() {
        for (cell, value, status) in [
            ("1.374", 1374.0, Normal),
            ("18.034.454", 18_034_454.0, Normal),
            ("18034454", 18_034_454.0, Normal),
            ("18 034 454", 18_034_454.0, Normal),
            ("18\u{2009}034\u{202f}454", 18_034_454.0, Normal),
            ("34112,44", 34112.44, Normal),
            ("1.234,5", 1234.5, Normal),
            ("53,40%", 53.4, Normal),
            ("53,4 %", 53.4, Normal),
            ("-12", -12.0, Normal),
            ("– 1.200", -1200.0, Normal),
            ("+3", 3.0, Normal),
            ("( 12 )", 12.0, Uncertain),
            ("(1.234)", 1234.0, Uncertain),
            ("12 p", 12.0, Provisional),
            ("12p", 12.0, Provisional),
            ("12 r", 12.0, Revised),
            ("12 s", 12.0, Estimated),
            ("12 b", 12.0, Break),
            ("123¹)", 123.0, Normal),
            ("123 1)", 123.0, Normal),
            ("123*", 123.0, Normal),
            ("123*)", 123.0, Normal),
        ] {
            check(&german(), cell, Ok((Some(value), status)));
        }
        for cell in ["1.37", "12.34.567", "1.374.", "abc", "NA", "1234.567", "1,2,3", "12-14", "1 23", "--"] {
            check(&german(), cell, Err(Unreadable::NoNumber));
        }
    }

    #[test]
    fn what_may_mean_two_numbers_is_none() {
        let nothing = FigureFormat::default();
        check(&nothing, "1.374", Err(Unreadable::Ambiguous));
        check(&nothing, "1,374", Err(Unreadable::Ambiguous));
        check(&nothing, "0.374", Ok((Some(0.374), Normal)));
        check(&nothing, "12,5", Ok((Some(12.5), Normal)));
        check(&nothing, "12.5", Ok((Some(12.5), Normal)));
        check(&nothing, "1.374.000", Ok((Some(1_374_000.0), Normal)));
        check(&nothing, "1,374.5", Ok((Some(1374.5), Normal)));
        check(&nothing, "1.374,25", Ok((Some(1374.25), Normal)));
        let decimal = FigureFormat { decimal: Some(','), ..FigureFormat::default() };
        check(&decimal, "1,374", Ok((Some(1.374), Normal)));
        check(&decimal, "1.374", Err(Unreadable::Ambiguous));
        let english = FigureFormat { decimal: Some('.'), thousands: Some(','), signs: vec![] };
        check(&english, "1,374.5", Ok((Some(1374.5), Normal)));
        check(&english, "1023101.0", Ok((Some(1_023_101.0), Normal)));
        check(&english, "1.374,5", Err(Unreadable::NoNumber));
    }

    #[test]
    fn signs_are_declared() {
        let signs = vec![("NA".to_owned(), Unknown), ("-".to_owned(), Unknown)];
        let format = FigureFormat { signs, ..german() };
        check(&format, "NA", Ok((None, Unknown)));
        check(&format, "-", Ok((None, Unknown)));
        check(&format, "k.A.", Err(Unreadable::NoNumber));
    }
}
