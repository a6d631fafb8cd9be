//! EU languages, for dcterms:language; by ISO 639 codes and names too.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/language.tsv")));

/// The language that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}

/// The language tag (BCP 47) of the language that `found` means, if it has one of two letters.
pub fn tag(found: &str) -> Option<&'static str> {
    LIST.entry(lookup(found)?.iri)?.value("iso639-1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for (found, expected) in [
            ("http://publications.europa.eu/resource/authority/language/DEU", Some("de")),
            ("deutsch", Some("de")),
            ("en", Some("en")),
            ("fre", Some("fr")),
            ("Klingonisch", None),
            ("", None),
        ] {
            assert_eq!(tag(found), expected, "{found}");
        }
    }
}
