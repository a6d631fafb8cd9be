//! What the labels in tables mean: ages, sexes, times and totals as statistics offices and cities write them.
//!
//! A label that may mean two things means none here; a mapping translates it by declaration.

mod age;
mod period;
mod sex;

pub use age::age;
pub use period::period;
pub use sex::sex;

use super::figure::without_footnote;

/// Whether the whole label says that all is meant: `Insgesamt`, `zusammen`, `total`.
pub fn is_total(found: &str) -> bool {
    const TOTALS: [&str; 21] = [
        "_t",
        "insgesamt",
        "ins gesamt",
        "insg",
        "insg.",
        "gesamt",
        "zusammen",
        "zus.",
        "summe",
        "total",
        "alle",
        "all",
        "all ages",
        "both sexes",
        "beide geschlechter",
        "alle altersgruppen",
        "alle altersjahre",
        "bevölkerung insgesamt",
        "einwohner insgesamt",
        "personen insgesamt",
        "gesamtbevölkerung",
    ];
    TOTALS.contains(&plain(found).as_str())
}

/// Whether a word of the label says that all is meant: `Bevölkerung insgesamt`.
fn mentions_total(plain: &str) -> bool {
    let is_total = |word| matches!(word, "insgesamt" | "gesamt" | "zusammen" | "total" | "summe" | "insg");
    plain.split(|char: char| !char.is_alphanumeric()).any(is_total)
        && !plain.chars().any(|char| char.is_ascii_digit())
}

/// A label in small letters, on one line, without hyphenation, footnotes and words that only lead to it.
pub fn plain(found: &str) -> String {
    let mut text = String::with_capacity(found.len());
    for line in without_footnote(found.trim()).lines().map(str::trim).filter(|line| !line.is_empty()) {
        // “Ins-” above “gesamt” is one word, “0 -” above “9” are two.
        let is_hyphenated = text.ends_with('-')
            && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
            && line.chars().next().is_some_and(char::is_lowercase);
        if is_hyphenated {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    let text = text.to_lowercase();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1 && matches!(words[0].trim_end_matches(':'), "davon" | "darunter" | "dav." | "dar.")
    {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals() {
        for total in
            ["Insgesamt", "Ins-\r\ngesamt", " zusammen ", "Total", "davon insgesamt", "Insgesamt¹)", "_T"]
        {
            assert!(is_total(total), "{total}");
        }
        for other in ["Ausländer insgesamt", "", "männlich", "Gesamtschule"] {
            assert!(!is_total(other), "{other}");
        }
        assert_eq!(plain("0 -\n9"), "0 - 9");
    }
}
