//! Numbers that look like years, and years that say something else than what the data cover.

use datenkreis_vocab::numbers::is_numbered;

/// Words behind which a number counts something.
const UNITS: [&str; 39] = [
    "m",
    "cm",
    "mm",
    "km",
    "qm",
    "m2",
    "m²",
    "m³",
    "ha",
    "t",
    "kg",
    "g",
    "l",
    "kwh",
    "mwh",
    "gwh",
    "kw",
    "mw",
    "watt",
    "€",
    "eur",
    "euro",
    "%",
    "prozent",
    "einwohner",
    "einwohnern",
    "einwohnerinnen",
    "personen",
    "stück",
    "bäume",
    "bäumen",
    "uhr",
    "seiten",
    "plätze",
    "plätzen",
    "objekte",
    "datensätze",
    "haushalte",
    "teilnehmer",
];

/// Units in which things are measured rather than counted.
const MEASURES: [&str; 19] = [
    "m", "cm", "mm", "km", "qm", "m2", "m²", "m³", "ha", "t", "kg", "g", "l", "kwh", "mwh", "gwh", "kw",
    "mw", "watt",
];

/// Parts of words that make the year of a title the year of a plan, a law, a model or a comparison.
const DOUBTFUL: [&str; 28] = [
    "konzept",
    "leitbild",
    "strategi",
    "prognose",
    "vorausberechnung",
    "szenari",
    "masterplan",
    "bebauungspl",
    "b-plan",
    "baustufenpl",
    "durchführungspl",
    "flächennutzungspl",
    "aktionsplan",
    "luftreinhalteplan",
    "nahverkehrsplan",
    "regionalplan",
    "landschaftsplan",
    "rahmenplan",
    "satzung",
    "verordnung",
    "gesetz",
    "richtlinie",
    "normen",
    "modell",
    "neufassung",
    "gegenüber",
    "überschwemm",
    "archiv",
];

/// What the words for a report end in. Its year is often that of its printing, and it looks back on others.
const REPORTS: [&str; 6] = ["bericht", "berichts", "report", "studie", "jahrbuch", "atlas"];

/// How much less sure a period of a doubtful text is.
pub const DOUBTFUL_LESS: u8 = 30;

/// Whether the words just before a number make it one.
pub fn is_number_after(before: &str) -> bool {
    let words = before.split_whitespace().rev().take(2).map(bare);
    words.enumerate().any(|(distance, word)| match distance {
        // 0231 2019 is a telephone number.
        0 => is_numbered(&word) || word.strip_prefix('0').is_some_and(is_digits),
        // Nr. R 1941: one letter may stand between.
        _ => {
            let between = before.split_whitespace().next_back().unwrap_or_default();
            bare(between).chars().count() <= 3 && matches!(word.as_str(), "nr" | "no" | "nummer" | "akte")
        }
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the word just behind a number is what it counts.
pub fn is_number_before(after: &str) -> bool {
    let word = after.split_whitespace().next().map(bare).unwrap_or_default();
    UNITS.contains(&word.as_str())
}

/// Whether the word just before a number is the unit it is measured in: `Wasserstand in mm 1999-2000` may say
/// both.
pub fn is_unit_before(before: &str) -> bool {
    let word = before.split_whitespace().next_back().map(bare).unwrap_or_default();
    MEASURES.contains(&word.as_str())
}

/// Whether the year of such a text is often not that of the data.
pub fn is_doubtful(text: &str) -> bool {
    let text = text.to_lowercase();
    DOUBTFUL.iter().any(|part| text.contains(part))
}

/// Whether a text is the title of a report.
pub fn is_report(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.any(|word| REPORTS.iter().any(|report| word.ends_with(report)))
}

/// A word in small letters without what stands around it.
pub fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !"§€%".contains(c)).to_lowercase()
}
