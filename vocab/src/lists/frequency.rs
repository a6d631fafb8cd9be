//! The EU list of frequencies, for dcterms:accrualPeriodicity; German and English words, ISO 8601 intervals, ISO 19115 codes and the Dublin Core frequencies are known too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/frequency.tsv")));

/// The frequency that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_in_words_and_digits() {
        for (found, code) in [
            ("alle 5 Minuten", "5MIN"),
            ("alle 10 Minuten", "10MIN"),
            ("every 10 minutes", "10MIN"),
            ("Alle fünfzehn Minuten", "15MIN"),
            ("alle 15 Min.", "15MIN"),
            ("alle drei Monate", "QUARTERLY"),
            ("alle 6 Monate", "ANNUAL_2"),
            ("quartalsmäßig", "QUARTERLY"),
            ("zehnjährlich", "DECENNIAL"),
            ("alle 14 Tage", "BIWEEKLY"),
        ] {
            let expected = format!("{}{code}", LIST.base);
            assert_eq!(lookup(found).map(|found| found.iri), Some(expected.as_str()), "{found}");
        }
        for found in ["alle 7 Minuten", "alle elf Monate", "bei Bedarf vielleicht"] {
            assert_eq!(lookup(found), None, "{found}");
        }
    }
}
