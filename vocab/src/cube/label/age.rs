use super::{is_total, mentions_total, plain};
use crate::cube::Age;
use regex::Regex;
use std::sync::LazyLock;

/// Tables close their last class at an age nobody reaches: `95–110`.
const OLDEST: u8 = 105;

/// The notation of an age, an age group or all ages by its label in German or English, or by its code in
/// GENESIS, in Berlin or of SDMX. `über 65` and `bis 5` mean nothing, for they may hold 65 and 5 or not.
pub fn age(found: &str) -> Option<String> {
    if is_total(found) {
        return Some(Age::TOTAL.into());
    }
    let found = found.trim();
    if let Some(age) = Age::from_notation(found).or_else(|| read(&CODES, found)) {
        return Some(age.notation());
    }
    let label = plain(found);
    let bare = UNITS.as_ref().map_or_else(|| label.as_str().into(), |units| units.replace_all(&label, " "));
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    match read(&LABELS, &bare) {
        Some(age) => Some(age.notation()),
        None => mentions_total(&label).then(|| Age::TOTAL.into()),
    }
}

/// How the numbers of a label are meant.
#[derive(Clone, Copy)]
enum Form {
    Single,
    /// From the first up to the second, which is included.
    Through,
    /// From the first up to the second, which is not.
    Until,
    /// All below.
    Under,
    /// All from the first on.
    Open,
}

type Forms = LazyLock<Vec<(Regex, Form)>>;

fn compiled(forms: &[(&str, Form)]) -> Vec<(Regex, Form)> {
    let compile =
        |(pattern, form): &(&str, Form)| Some((Regex::new(&format!("^(?:{pattern})$")).ok()?, *form));
    forms.iter().filter_map(compile).collect()
}

static CODES: Forms = LazyLock::new(|| {
    compiled(&[
        // GENESIS: ALT003B06, ALT075UM, ALT025.
        ("ALT([0-9]{3})B([0-9]{2,3})", Form::Until),
        ("ALT([0-9]{3})UM", Form::Open),
        ("ALT([0-9]{3})", Form::Single),
        // Berlin: E_E18_21, E_E6U15, E_EU1.
        ("E_E([0-9]{2,3})_([0-9]{2,3})", Form::Until),
        ("E_E([0-9]{1,3})U([0-9]{1,3})", Form::Until),
        ("E_EU([0-9]{1,3})", Form::Under),
        // Eurostat: Y_LT15, Y15-64.
        ("Y_LT([0-9]{1,3})", Form::Under),
        ("Y([0-9]{1,3})-([0-9]{1,3})", Form::Through),
    ])
});

static LABELS: Forms = LazyLock::new(|| {
    const NUMBER: &str = "([0-9]{1,3})";
    let until = r"(?:bis(?: zu)? unter|b\. ?u\.|bu\.?|to (?:under|less than)|(?:-|–) ?(?:unter|<))";
    let and_more =
        r"(?:und|u\.?|oder|o\.?|and|or|&) ?(?:mehr|m\.?|älter|ä\.?|aelter|darüber|over|older|more|above)";
    compiled(&[
        (&format!("(?:von )?{NUMBER} ?{until} ?{NUMBER}"), Form::Until),
        (&format!("(?:von |from )?{NUMBER} ?(?:bis|-|–|—|to|through) ?{NUMBER}"), Form::Through),
        (&format!("(?:bis )?(?:unter|under|below|less than|jünger als|<|u) ?{NUMBER}"), Form::Under),
        (&format!("{NUMBER} ?{and_more}"), Form::Open),
        (&format!("{NUMBER} ?\\+"), Form::Open),
        (&format!("(?:ab|mindestens|≥|>=) ?{NUMBER}"), Form::Open),
        (NUMBER, Form::Single),
    ])
});

/// Words that say that years of age are meant.
static UNITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:-jährig(?:e[rn]?)?\b|\b(?:jahre?n?|jährig(?:e[rn]?)?|alters?|altersgruppe|altersjahr|im alter von|years?|yrs|of age|aged?|old)\b(?:\s*:)?)",
    )
    .ok()
});

fn read(forms: &Forms, text: &str) -> Option<Age> {
    let (captures, form) = forms.iter().find_map(|(regex, form)| Some((regex.captures(text)?, *form)))?;
    let number = |at: usize| captures.get(at)?.as_str().parse::<u8>().ok().filter(|age| *age < 130);
    let first = number(1)?;
    match form {
        Form::Single => Some(Age::single(first)),
        Form::Open => Some(Age::from(first)),
        Form::Under => group(0, first.checked_sub(1)?),
        Form::Through => group(first, number(2)?),
        Form::Until => group(first, number(2)?.checked_sub(1)?),
    }
}

fn group(from: u8, to: u8) -> Option<Age> {
    match to {
        OLDEST.. => Some(Age::from(from)),
        _ if to < from => None,
        _ => Some(Age::between(from, to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mean_ages() {
        for (label, expected) in [
            ("unter 3 Jahre", Some("Y0T2")),
            ("unter 1 Jahr", Some("Y0")),
            ("unter 18", Some("Y0T17")),
            ("< 3", Some("Y0T2")),
            ("1 bis unter 2 Jahre", Some("Y1")),
            ("3 bis unter 6 Jahre", Some("Y3T5")),
            ("von 3 bis unter 6 Jahren", Some("Y3T5")),
            ("3 Jahre bis unter 6 Jahre", Some("Y3T5")),
            ("3 b. u. 6 Jahre", Some("Y3T5")),
            ("3 to under 6 years", Some("Y3T5")),
            ("5 bis 9 Jahre", Some("Y5T9")),
            ("5 to 9 years", Some("Y5T9")),
            ("0-4", Some("Y0T4")),
            ("0 - 9", Some("Y0T9")),
            ("18 – 24", Some("Y18T24")),
            ("15-64 Jahre", Some("Y15T64")),
            ("75 Jahre und mehr", Some("Y_GE75")),
            ("90 Jahre und älter", Some("Y_GE90")),
            ("90 und älter", Some("Y_GE90")),
            ("90 u. mehr", Some("Y_GE90")),
            ("75 u.m.", Some("Y_GE75")),
            ("85 years and over", Some("Y_GE85")),
            ("65+", Some("Y_GE65")),
            ("65 +", Some("Y_GE65")),
            ("ab 65 Jahren", Some("Y_GE65")),
            (">= 65", Some("Y_GE65")),
            ("25 Jahre", Some("Y25")),
            ("25-Jährige", Some("Y25")),
            ("25", Some("Y25")),
            ("0", Some("Y0")),
            ("Y25", Some("Y25")),
            ("Y_GE90", Some("Y_GE90")),
            ("E_E18_21", Some("Y18T20")),
            ("E_E00_01", Some("Y0")),
            ("E_E95_110", Some("Y_GE95")),
            ("E_E6U15", Some("Y6T14")),
            ("ALT003B06", Some("Y3T5")),
            ("ALT075UM", Some("Y_GE75")),
            ("ALT025", Some("Y25")),
            ("Y_LT15", Some("Y0T14")),
            ("Insgesamt", Some("_T")),
            ("Alter insgesamt", Some("_T")),
            ("über 65 Jahre", None),
            ("bis 5 Jahre", None),
            ("6 bis 3 Jahre", None),
            ("0 bis 6 Monate", None),
            ("männlich", None),
            ("2024", None),
            ("", None),
        ] {
            assert_eq!(age(label).as_deref(), expected, "{label}");
        }
    }

    #[test]
    fn every_label_of_ours_is_read() {
        for age_group in
            [Age::single(0), Age::single(1), Age::between(0, 4), Age::between(20, 24), Age::from(90)]
        {
            let label = age_group.label();
            assert_eq!(age(&label.de), Some(age_group.notation()), "{}", label.de);
            assert_eq!(age(&label.en), Some(age_group.notation()), "{}", label.en);
        }
    }
}
