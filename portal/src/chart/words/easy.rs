//! Leichte Sprache by rule: short main sentences, one statement each, round numbers that say that they are
//! round, hard words explained. After the rules of Netzwerk Leichte Sprache and DIN SPEC 33429.

use crate::chart::number::{Measure, number, round};
use crate::language::Language;
use std::cmp::Ordering;

/// Hard words and what they mean, sentence by sentence.
const HARD_WORDS: &[(&str, &[&str])] = &[
    ("Einwohnerzahl", &["Einwohnerzahl heißt: So viele Menschen wohnen dort."]),
    (
        "Haushalt",
        &["Ein Haushalt ist eine Wohnung mit Menschen.", "Auch ein Mensch allein ist ein Haushalt."],
    ),
    ("Zuzüge", &["Zuzüge heißt: Menschen ziehen hierher."]),
    ("Fortzüge", &["Fortzüge heißt: Menschen ziehen weg."]),
    ("Sterbefälle", &["Sterbefälle heißt: Menschen sind gestorben."]),
    ("Vorausberechnung", &["Vorausberechnung heißt: Fachleute rechnen.", "So kann es in der Zukunft sein."]),
    ("Zensus", &["Zensus heißt: Der Staat zählt die Menschen neu."]),
    ("Prozent", &["Prozent heißt: von 100."]),
    ("Altenquotient", &["Der Altenquotient vergleicht alte Menschen mit Menschen im Arbeits-Alter."]),
    ("Jugendquotient", &["Der Jugendquotient vergleicht junge Menschen mit Menschen im Arbeits-Alter."]),
    ("Quotient", &["Ein Quotient vergleicht zwei Zahlen."]),
    ("Median", &["Median heißt: Die Hälfte ist kleiner, die Hälfte ist größer."]),
    ("Saldo", &["Saldo heißt: Das bleibt am Ende übrig."]),
    ("Wanderung", &["Wanderung heißt hier: Menschen ziehen um."]),
    (
        "Durchschnitt",
        &["Durchschnitt heißt: Man nimmt alle Werte zusammen.", "Dann teilt man sie gleich auf."],
    ),
];

/// The lines with explanations of the hard words in them; nothing in English.
pub fn lines(language: Language, lines: Vec<String>) -> Vec<String> {
    if language == Language::En {
        return Vec::new();
    }
    let mut explained = lines.clone();
    for &(word, meaning) in HARD_WORDS {
        let holds = |line: &String| line.to_lowercase().contains(&word.to_lowercase());
        if lines.iter().any(holds) {
            explained.extend(meaning.iter().map(|line| (*line).to_owned()));
        }
    }
    explained
}

/// A value, rounded, with `ungefähr` if rounding changed it: `ungefähr 26.000 Menschen`.
pub fn about(measure: &Measure, value: f64) -> String {
    let (rounded, decimals) = rounded(measure, value);
    let number = number(Language::De, rounded, decimals);
    let unit = match measure.unit_of(&number) {
        "" => String::new(),
        "%" => "\u{a0}Prozent".into(),
        "‰" => "\u{a0}von 1.000".into(),
        "/km²" => "\u{a0}auf einem Quadratkilometer".into(),
        unit => format!("\u{a0}{unit}"),
    };
    let text = format!("{}{unit}", number.replace('−', "minus "));
    if rounded == measure.round(value) { text } else { format!("ungefähr {text}") }
}

/// How a later value differs from an earlier one, in two lines; each with its time, `im Jahr 2024`.
pub fn compared(measure: &Measure, (at, value): (&str, f64), (earlier, before): (&str, f64)) -> [String; 2] {
    let alike = rounded(measure, value).0 == rounded(measure, before).0;
    let comparison = match measure.round(value).total_cmp(&measure.round(before)) {
        Ordering::Equal => "Die Zahl ist gleich geblieben.".into(),
        _ if alike => "Die Zahl ist fast gleich geblieben.".into(),
        Ordering::Greater => format!("Die Zahl {at} ist höher."),
        Ordering::Less => format!("Die Zahl {at} ist niedriger."),
    };
    let was = if rounded(measure, before).0 == 1.0 && !measure.unit.is_empty() { "war" } else { "waren" };
    [format!("{} {was} es {}.", sentence(earlier), about(measure, before)), comparison]
}

/// A share in percent as people: `ungefähr 26 von 100 Menschen`.
pub fn of_hundred(percent: f64) -> String {
    let whole = round(percent, 0);
    let people = match whole {
        0.0 if percent > 0.0 => return "weniger als 1 von 100 Menschen".into(),
        100.0 if percent < 100.0 => return "fast alle Menschen".into(),
        whole => format!("{} von 100 Menschen", number(Language::De, whole, 0)),
    };
    if whole == percent { people } else { format!("ungefähr {people}") }
}

/// With a large first letter, as a sentence begins.
pub fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

/// Two digits are enough from 100 on, whole numbers from 10 on; below, the places of the measure.
fn rounded(measure: &Measure, value: f64) -> (f64, usize) {
    let value = measure.round(value);
    if value.abs() < 10.0 {
        let decimals = measure.decimals.min(1);
        return (round(value, decimals), if round(value, decimals).fract() == 0.0 { 0 } else { decimals });
    }
    if value.abs() < 100.0 {
        return (round(value, 0), 0);
    }
    let unit = 10.0_f64.powf(value.abs().log10().floor() - 1.0);
    ((value / unit).round() * unit, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_say_so() {
        let check = |unit: &str, decimals, value, expected: &str| {
            let measure = Measure { unit: unit.into(), decimals, ..Measure::default() };
            assert_eq!(about(&measure, value).replace('\u{a0}', " "), expected);
        };
        check("Menschen", 0, 26_123.0, "ungefähr 26.000 Menschen");
        check("Menschen", 0, 26_000.0, "26.000 Menschen");
        check("Menschen", 0, 3.0, "3 Menschen");
        check("", 1, 45.2, "ungefähr 45");
        check("%", 1, 4.7, "4,7 Prozent");
        check("%", 2, 4.74, "ungefähr 4,7 Prozent");
        check("", 1, -0.04, "0");
        check("", 0, 0.0, "0");
        check("%", 1, -7.0, "minus 7 Prozent");
        check("‰", 1, 8.1, "8,1 von 1.000");
        check("/km²", 1, 724.9, "ungefähr 720 auf einem Quadratkilometer");
    }

    #[test]
    fn shares_of_people() {
        let check = |percent, expected: &str| assert_eq!(of_hundred(percent), expected);
        check(25.0, "25 von 100 Menschen");
        check(26.1, "ungefähr 26 von 100 Menschen");
        check(0.2, "weniger als 1 von 100 Menschen");
        check(99.9, "fast alle Menschen");
        check(0.0, "0 von 100 Menschen");
    }

    #[test]
    fn hard_words_are_explained() {
        let found = lines(Language::De, vec!["Das sind 5 Prozent.".into()]);
        assert_eq!(found, ["Das sind 5 Prozent.", "Prozent heißt: von 100."]);
        assert!(lines(Language::En, vec!["5 Prozent".into()]).is_empty());
    }
}
