//! Which statements could be resolved at all. Mapping, its measures and the quality report share these
//! definitions, so that they count the same.

/// What counts as a usable statement of a licence, in words.
pub const LICENSE: &str = "A licence is usably stated if the source says, of the distribution or of its dataset \
     as a whole, a text or an IRI that is not empty, none of the words for “nothing stated” (notspecified, keine \
     Angabe, siehe Metadaten, -, …), and no prose of terms of use (over 1,000 bytes). It is \
     resolved if the published dcterms:license is an entry of the list of DCAT-AP.de, or a well-known licence \
     outside it, which convention 34 wants passed on unchanged. “other-closed” in want of any statement resolves \
     nothing.";

/// What counts as a usable statement of a format, in words.
pub const FORMAT: &str = "A format is usably stated if dcterms:format or dcat:mediaType, or the ending of an address, names \
     one format: a text or an IRI that is not empty, none of the words for “nothing stated”, and not one of \
     those that the EU list has no entry for and that are counted apart below. It is resolved if the published \
     dcterms:format is an entry of the EU list.";

/// Longer texts are terms of use, not the name of a licence.
pub(super) const MAX_LICENSE_BYTES: usize = 1000;

/// Words, letters and digits only, by which systems and people say that they say nothing.
const NOTHING: [&str; 28] = [
    "",
    "notspecified",
    "licensenotspecified",
    "licencenotspecified",
    "lizenznichtangegeben",
    "keinelizenz",
    "keinelizenzangegeben",
    "nolicense",
    "nolicence",
    "none",
    "keine",
    "keineangabe",
    "keineangaben",
    "nichtangegeben",
    "unknown",
    "unbekannt",
    "null",
    "nil",
    "na",
    "ka",
    "nn",
    "otherundefined",
    "undefined",
    "siehemetadaten",
    "siehebeschreibung",
    "seemetadata",
    "seedescription",
    "tbd",
];

/// What stands where a format ought to, and no entry of the EU list means: the Norwegian format SOSI, a
/// database, a survey format, an interface without its kind, and what systems wrote into the field by
/// mistake.
const OF_NO_LIST: [&str; 6] = ["sosi", "postgis", "s57", "api", "resformat", "docreader"];

/// Whether a text stands in place of a value and says nothing.
pub fn says_nothing(text: &str) -> bool {
    NOTHING.contains(&letters(text).as_str())
}

/// Whether a statement could name a licence; see [`LICENSE`].
pub fn names_terms(found: &str) -> bool {
    found.len() <= MAX_LICENSE_BYTES && !says_nothing(found)
}

/// Whether a statement could name a format of the EU list; see [`FORMAT`].
pub fn names_format(found: &str) -> bool {
    !says_nothing(found) && !is_of_no_list(found)
}

/// Whether a statement names something that the EU list of file types has no entry for, alone or beside
/// others.
pub fn is_of_no_list(found: &str) -> bool {
    let last = found.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(found);
    let mut words = last.split([' ', ',', ';', '-']).map(letters);
    OF_NO_LIST.contains(&letters(last).as_str()) || words.any(|word| OF_NO_LIST.contains(&word.as_str()))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing() {
        for (text, expected) in [
            ("", true),
            (" - ", true),
            ("k. A.", true),
            ("License not specified", true),
            ("siehe Metadaten", true),
            ("Keine Einschränkung", false),
            ("cc-zero", false),
        ] {
            assert_eq!(says_nothing(text), expected, "{text}");
        }
        assert!(names_terms("Nutzungsbedingungen der Stadt") && !names_terms(&"Terms ".repeat(200)));
    }

    #[test]
    fn formats_without_an_entry() {
        for (text, expected) in [
            ("SOSI", true),
            ("Sosi Shape", true),
            ("http://data.norge.no/API", true),
            ("http://a.example/application/x-ogc-sosi", true),
            ("API", true),
            ("CSV", false),
            ("OpenAPI", false),
            ("", false),
        ] {
            assert_eq!(is_of_no_list(text), expected, "{text}");
        }
        assert!(names_format("CSV") && !names_format("-") && !names_format("PostGIS"));
    }
}
