//! Times that are not read: quarters, and numbers of parts of a year.

use super::profile::Profile;
use regex::Regex;
use std::sync::LazyLock;

static QUARTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const YEAR: &str = "(?:19|20)[0-9]{2}";
    const WORD: &str = r"(?:quartal|quarter|vierteljahr|vj\.?)";
    Regex::new(&format!(
        r"(?i)(?:[1-4]|\b(?:i|ii|iii|iv))\. ?{WORD} ?{YEAR}\b|\b{YEAR}[ /-]*(?:q[1-4]\b|[1-4]\. ?{WORD})|\bq[1-4][ /-]*{YEAR}\b|\b(?:i|ii|iii|iv)/{YEAR}\b|\b{WORD} ?[1-4][ /-]*{YEAR}\b"
    ))
    .ok()
});
static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(quartal|quarter|vierteljahr|halbjahr|monat|month|kalenderwoche|woche|week|kw|tag|day)(nummer|snummer|_?nr\.?)?$").ok()
});

/// Whether a text names a quarter of a year.
pub fn names_quarter(text: &str) -> bool {
    QUARTER.as_ref().is_some_and(|quarter| quarter.is_match(text))
}

/// Whether a column holds quarters with their years.
pub fn has_quarters(profile: &Profile) -> bool {
    let quarters = profile.texts.keys().filter(|text| names_quarter(text)).count();
    quarters > 0 && quarters * 2 >= profile.texts.len()
}

/// Whether a column tells the parts of a year apart by their numbers, and the year stands elsewhere.
pub fn has_parts(profile: &Profile) -> bool {
    PART.as_ref().is_some_and(|part| part.is_match(profile.name()))
        && profile.mostly(profile.figures, 80)
        && profile.texts.keys().all(|text| text.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_told() {
        for text in
            ["1. Quartal 2020", "2020-Q1", "2020Q1", "Q1 2020", "I/2020", "IV. Quartal 2020", "2020 2. Vj."]
        {
            assert!(names_quarter(text), "{text}");
        }
        for text in ["2020", "12/2020", "1. Dezember 2020", "XI/2020", "Quartiere 2020", "31.12.2020"] {
            assert!(!names_quarter(text), "{text}");
        }
    }
}
