//! Numbers as people write them in each language, and what the values of a chart are.

use crate::language::Language;

/// The value of one place in a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Datum {
    /// A value. One that is not finite counts as missing.
    Known(f64),
    /// There is none: a gap, never 0.
    Missing,
    /// Kept secret by the statistical office, because persons could be recognised: shown as `•`.
    Suppressed,
}

impl Datum {
    /// The value, if there is one that can be drawn.
    pub fn number(self) -> Option<f64> {
        match self {
            // The limit keeps sums and differences of values finite, too.
            Self::Known(value) if value.abs() <= LARGEST => Some(value),
            _ => None,
        }
    }
}

impl From<Option<f64>> for Datum {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Missing, Self::Known)
    }
}

/// Larger values than this are faults, not statistics; they are shown as missing.
pub const LARGEST: f64 = 1e15;

/// Sign of a value that is kept secret.
pub const SUPPRESSED: &str = "•";
/// Stands before a value that is estimated. The sign of official tables, s, is taken for a unit behind a number.
pub const ESTIMATED: &str = "≈\u{a0}";
/// Sign of a value that is missing.
pub const MISSING: &str = "–";

/// What the values of a chart measure, and how they are written. In the language of the chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Its name as a heading has it, without article: `Einwohnerzahl`, `Altenquotient`.
    pub name: String,
    /// Unit behind a number, e.g. `%` or `Menschen`; empty if the number stands alone.
    pub unit: String,
    /// Unit behind 1 if that is another word, e.g. `Mensch`; else empty.
    pub unit_of_one: String,
    /// Places behind the comma, 0 to 6.
    pub decimals: usize,
}

impl Measure {
    /// A value with its unit: `26.123 Menschen`, `12,5 %`.
    pub fn write(&self, language: Language, value: f64) -> String {
        let number = self.number(language, value);
        match self.unit_of(&number) {
            "" => number,
            "%" => percent(language, &number),
            unit if unit.starts_with('/') => format!("{number}{unit}"),
            unit => format!("{number}\u{a0}{unit}"),
        }
    }

    /// The unit behind a written number.
    pub fn unit_of(&self, number: &str) -> &str {
        if number == "1" && !self.unit_of_one.is_empty() { &self.unit_of_one } else { &self.unit }
    }

    /// A value without its unit, except for percent, which is part of the number.
    pub fn short(&self, language: Language, value: f64) -> String {
        let number = self.number(language, value);
        if self.unit == "%" { percent(language, &number) } else { number }
    }

    /// What stands for a datum in a label: the short value or a sign.
    pub fn label(&self, language: Language, datum: Datum) -> String {
        match (datum.number(), datum) {
            (Some(value), _) => self.short(language, value),
            (None, Datum::Suppressed) => SUPPRESSED.into(),
            (None, _) => MISSING.into(),
        }
    }

    /// The number alone.
    pub fn number(&self, language: Language, value: f64) -> String {
        number(language, value, self.decimals.min(6))
    }

    /// The value as it is written: rounded to the places of the measure.
    pub fn round(&self, value: f64) -> f64 {
        round(value, self.decimals.min(6))
    }
}

/// A number with exactly `decimals` places: `1.234,5` or `1,234.5`, with a true minus sign and never
/// `−0`. What is no finite number becomes the sign of a missing value.
pub fn number(language: Language, value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    // Not the formatter's rule (half to even), so that words, labels and tables agree.
    let text = format!("{:.decimals$}", round(value, decimals).abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let [group, comma] = match language {
        Language::De => ['.', ','],
        Language::En => [',', '.'],
    };
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut out = String::from(if value < 0.0 && !zero { "−" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(comma);
        out.push_str(fraction);
    }
    out
}

/// A written number with its sign of percent: `12,5 %` in German, `12.5%` in English.
pub fn percent(language: Language, number: &str) -> String {
    match language {
        Language::De => format!("{number}\u{a0}%"),
        Language::En => format!("{number}%"),
    }
}

/// A number with its sign, also a plus: `+120`, `−3,5`, `0`.
pub fn signed(language: Language, value: f64, decimals: usize) -> String {
    let text = number(language, value, decimals);
    if round(value, decimals) > 0.0 { format!("+{text}") } else { text }
}

/// Rounded to places behind the comma, half away from 0 as statistical offices do.
pub fn round(value: f64, decimals: usize) -> f64 {
    let factor = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][decimals.min(6)];
    let rounded = (value * factor).round() / factor;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};

    #[test]
    fn numbers_in_both_languages() {
        let check = |value, decimals, german: &str, english: &str| {
            assert_eq!(number(De, value, decimals), german);
            assert_eq!(number(En, value, decimals), english);
        };
        check(0.0, 0, "0", "0");
        check(-0.0, 1, "0,0", "0.0");
        check(-0.04, 1, "0,0", "0.0");
        check(-0.06, 1, "−0,1", "−0.1");
        check(999.5, 0, "1.000", "1,000");
        check(0.5, 0, "1", "1");
        check(2.5, 0, "3", "3");
        check(1234.5, 1, "1.234,5", "1,234.5");
        check(-12_345_678.0, 0, "−12.345.678", "−12,345,678");
        check(f64::NAN, 1, "–", "–");
    }

    #[test]
    fn signs() {
        let check = |value, expected: &str| assert_eq!(signed(De, value, 0), expected);
        check(120.0, "+120");
        check(-120.0, "−120");
        check(0.3, "0");
        check(-0.3, "0");
    }

    #[test]
    fn one_has_its_own_unit() {
        let measure = Measure { unit: "Menschen".into(), unit_of_one: "Mensch".into(), ..Measure::default() };
        let check =
            |value, expected: &str| assert_eq!(measure.write(De, value).replace('\u{a0}', " "), expected);
        check(0.0, "0 Menschen");
        check(1.0, "1 Mensch");
        check(0.6, "1 Mensch");
        check(-1.0, "−1 Menschen");
        check(1001.0, "1.001 Menschen");
    }

    #[test]
    fn what_is_no_number_has_a_sign() {
        let measure = Measure { unit: "%".into(), decimals: 1, ..Measure::default() };
        let check = |datum, expected: &str| assert_eq!(measure.label(De, datum), expected);
        check(Datum::Known(12.34), "12,3\u{a0}%");
        check(Datum::Known(f64::NAN), "–");
        check(Datum::Known(1e300), "–");
        check(Datum::Missing, "–");
        check(Datum::Suppressed, "•");
    }
}
