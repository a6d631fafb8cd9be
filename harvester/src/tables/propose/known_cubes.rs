//! Which of the cubes that every portal has takes the figures of a table.

use super::define::Coded;
use super::measure::{Subject, subject};
use super::profile::Profile;
use super::write::quoted;
use datenkreis_vocab::cube::{known, label};
use regex::Regex;
use std::sync::LazyLock;

/// A known cube, and the place of its own dimension if it has one.
pub struct Known {
    /// Its id.
    pub id: &'static str,
    /// Its own dimension with the place of its code.
    pub own: Option<(&'static str, String)>,
}

impl Known {
    /// Whether the cube has a dimension.
    pub fn has(&self, dimension: &str) -> bool {
        known::cube(self.id).is_some_and(|cube| cube.position(dimension).is_some())
    }
}

/// The cube that has all that the table tells apart, and nothing that it does not.
pub fn known_cube(
    profiles: &[Profile],
    subject: Subject,
    coded: &[Coded],
    has_sex: bool,
    has_age: bool,
) -> Option<Known> {
    let own = |dimension, code: &dyn Fn(&str) -> Option<&'static str>| {
        let [coded] = coded else { return None };
        let codes: Option<Vec<(&str, &str)>> =
            coded.labels.iter().map(|label| Some((label.as_str(), code(label)?))).collect();
        Some((dimension, coded.place(profiles, &codes?)))
    };
    let constant = |dimension, code: &str| Some((dimension, format!("{{ constant = {} }}", quoted(code))));
    let (id, own) = match (subject, coded) {
        (Subject::Change(code), []) => (known::CHANGES, constant("bewegungsart", code)),
        (Subject::Change(_), _) => (known::CHANGES, Some(own("bewegungsart", &change)?)),
        (Subject::Households, []) => (known::HOUSEHOLDS, constant("haushaltsgroesse", "_T")),
        (Subject::Households, _) => (known::HOUSEHOLDS, Some(own("haushaltsgroesse", &size)?)),
        (Subject::Population, [_]) => (known::CITIZENSHIP, Some(own("staatsangehoerigkeit", &citizenship)?)),
        (_, []) => (subject.cube()?, None),
        _ => return None,
    };
    let known = Known { id, own };
    ((!has_sex || known.has("sex")) && (!has_age || known.has("age"))).then_some(known)
}

fn change(text: &str) -> Option<&'static str> {
    match subject(text) {
        Subject::Change(code) => Some(code),
        _ => None,
    }
}

static SIZE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:mit )?([1-9])[ -]*(?:personen|person|pers\.?)?([ -]*haushalte?)?$").ok()
});
static FIVE_AND_MORE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:mit )?5(?: oder | und | u\. )mehr\b|^5 *\+").ok());

/// The size of households.
fn size(text: &str) -> Option<&'static str> {
    let text = text.replace('_', " ");
    if label::is_total(&text) || text.to_lowercase().contains("insgesamt") {
        return Some("_T");
    }
    if FIVE_AND_MORE.as_ref()?.is_match(&text) {
        return Some("5p");
    }
    let word = text.to_lowercase();
    for (begin, code) in [("ein", "1"), ("zwei", "2"), ("drei", "3"), ("vier", "4")] {
        if word.starts_with(&format!("{begin}person")) {
            return Some(code);
        }
    }
    let codes = ["1", "2", "3", "4"];
    let found = SIZE.as_ref()?.captures(&text)?.get(1)?;
    codes.into_iter().find(|code| *code == found.as_str())
}

/// Whether people are German.
fn citizenship(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let is_foreign =
        ["ausländ", "auslaend", "nichtdeutsch", "nicht deutsch", "nicht-deutsch", "foreign", "nata"]
            .iter()
            .any(|word| text.contains(word));
    match text {
        _ if is_foreign => Some("nicht-deutsch"),
        text if text.starts_with("deutsche") || text == "deutsch" || text == "natd" || text == "german" => {
            Some("deutsch")
        }
        text if label::is_total(&text) => Some("_T"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_citizenships() {
        for (text, expected) in [
            ("1 Person", Some("1")),
            ("2-Personen-Haushalte", Some("2")),
            ("4_Personen", Some("4")),
            ("Einpersonenhaushalte", Some("1")),
            ("5 und mehr Personen", Some("5p")),
            ("Haushalte insgesamt", Some("_T")),
            ("6 und mehr Personen", None),
            ("Paare", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
        for (text, expected) in [
            ("Deutsche", Some("deutsch")),
            ("darunter Ausländer", Some("nicht-deutsch")),
            ("nichtdeutsch", Some("nicht-deutsch")),
            ("Insgesamt", Some("_T")),
            ("Türkei", None),
            ("Deutschland", None),
        ] {
            assert_eq!(citizenship(text), expected, "{text}");
        }
    }
}
