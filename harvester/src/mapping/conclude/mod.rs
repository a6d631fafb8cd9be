//! What titles, descriptions and file names tell, where the record itself is silent.
//!
//! Every guess is made by a rule with a stated confidence. From
//! [`datenkreis_vocab::finding::CONFIDENT_PERCENT`] on it is written and a finding says so; below it is only
//! proposed in a finding, and nothing is changed. Precision goes before recall. Nothing is concluded beside a
//! statement of the publisher.
//!
//! The confidences of this table are estimates. `tests/corpora.rs` counts how often the rules for periods and
//! languages were right where recorded catalogues state what was to be concluded; the rules for formats, for
//! tags, and those that seldom apply have not been measured.

mod language;
mod period;

pub use period::stated as stated_period;

use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::model::Dataset;

/// A rule by which something is concluded.
#[derive(Debug, PartialEq, Eq)]
pub struct Clue {
    /// The name findings give it.
    pub name: &'static str,
    /// How sure it is, in percent.
    pub percent: u8,
}

macro_rules! clues {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $percent:literal;)*) => {
        $($(#[$doc])* pub static $name: Clue = Clue { name: $id, percent: $percent };)*
    };
}

/// The rules by what they conclude.
pub mod clue {
    use super::Clue;

    clues! {
        /// `01.01.2020 bis 30.06.2020`
        DAYS = "days", 96;
        /// `Stand 31.12.2023`, `am 31.12.2008`
        DAY = "day", 95;
        /// `Juli 2020 bis Dezember 2020`
        MONTHS = "months", 95;
        /// `März 2024`
        MONTH = "month", 95;
        /// `12/2016`
        MONTH_IN_DIGITS = "month-in-digits", 90;
        /// `Q3 2022`, `3. Quartal 2022`
        QUARTER = "quarter", 96;
        /// `1. Halbjahr 2023`
        HALF_YEAR = "half-year", 96;
        /// `KW 12/2021`
        WEEK = "week", 95;
        /// `Winter 2021/22`: the months are not said
        WINTER = "winter", 70;
        /// `Schuljahr 2019/20`
        SCHOOL_YEAR = "school-year", 96;
        /// `Wintersemester 2019/20`
        SEMESTER = "semester", 95;
        /// `2010-2020`, `2010 bis 2020`
        YEARS = "years", 95;
        /// `2019/2020`, `2019/20`
        TWO_YEARS = "two-years", 92;
        /// `2011/12`, which could be December
        TWO_YEARS_OR_MONTH = "two-years-or-month", 70;
        /// `seit 2015`, `ab 2015`
        SINCE = "since", 92;
        /// `bis 2017`: since when is not said
        UNTIL = "until", 80;
        /// `Bundestagswahl 2021`, `Zensus 2011`
        POLL = "poll", 96;
        /// `im Jahr 2017`, `für 2017`
        YEAR_NAMED = "year-named", 95;
        /// `Haushaltsplan 2024`, `Haushaltsplan 2024 (Entwurf)`. Where a period is stated, 25 of 35 agree; most
        /// of the others are one series of surveys whose source states the year of publication instead.
        YEAR_LAST = "year-last", 85;
        /// `Bodenrichtwerte 2017 in Unna`
        YEAR_WITHIN = "year-within", 90;
        /// `2018 Fahrzeugbestand`
        YEAR_ELSEWHERE = "year-elsewhere", 75;
        /// Several texts tell the same, none of them surely.
        AGREEING = "agreeing", 90;
        /// Function words of one language only, in a text of some length
        FUNCTION_WORDS = "function-words", 97;
        /// Few function words
        FEW_FUNCTION_WORDS = "few-function-words", 80;
        /// The language tags of title and description
        TAGS = "tags", 95;
        /// A format from a media type
        MEDIA_TYPE = "media-type", 97;
        /// A format from an address
        ADDRESS = "address", 96;
        /// A format that a title names in capitals
        TITLE = "title", 92;
        /// A label that means one format in most cases
        LABEL = "label", 92;
        /// An archive, of which only the packing is known
        ARCHIVE = "archive", 90;
        /// A media type from a format, by the official list
        FORMAT = "format", 98;
    }
}

/// Concludes what is absent. A dataset for which something was written is left alone the next time.
pub fn conclude(dataset: &mut Dataset) -> Vec<Finding> {
    let mut findings = vec![];
    findings.extend(period::conclude(dataset));
    findings.extend(language::conclude(dataset));
    findings
}

/// Where a guess comes from, as a finding shows it: the text and the rule.
fn found(text: &str, clue: &Clue) -> String {
    /// What fits a line of a spreadsheet.
    const SHOWN: usize = 200;
    let shown: String = text.chars().take(SHOWN).collect();
    format!("{shown} ({})", clue.name)
}

#[cfg(test)]
mod tests;
