//! The official lists. Each file holds one list and its `lookup`; the entries are facts in
//! `vocab/data/*.tsv` with source and version in the first lines. A lookup never guesses silently:
//! it says how sure it is.
//!
//! To add a spelling, add it to the table; a test refuses spellings that mean two entries. To add a
//! list, write its table and its file, and add it to [`all`].

pub mod access_right;
pub mod availability;
#[cfg(test)]
mod complete;
pub mod contributors;
pub mod data_theme;
pub mod dataset_type;
pub mod distribution_status;
pub mod file_type;
pub mod frequency;
pub mod hash_algorithm;
pub mod hvd_category;
pub mod language;
pub mod license;
mod list;
pub mod media_type;
pub mod political_geocoding;
pub mod political_geocoding_level;
pub mod publisher_type;
pub mod usable;

pub use list::{Entry, List};
pub(crate) use list::{fold, header};
use percent_encoding::percent_decode_str;

/// How an entry was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The IRI of the list itself, to the letter.
    Listed,
    /// Another known spelling of exactly this entry (other scheme, old IRI, id, label).
    Spelling,
    /// The value leaves something open (e.g. a licence without version) and a rule decided.
    Assumed,
}

/// An entry of an official list as looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The IRI of the entry.
    pub iri: &'static str,
    /// How it was found.
    pub certainty: Certainty,
}

/// What an IRI that a list does not hold means by its end: a code, a label, or a media type that was written as
/// a relative IRI (`<CSV>`, `<irregular>`, `<text/csv>`), or as an entry of a list of the source's own. Always
/// [`Certainty::Assumed`].
pub fn by_end_of_iri(found: &str, lookup: impl Fn(&str) -> Option<Found>) -> Option<Found> {
    let (_, after_scheme) = found.split_once("://")?;
    let (_, path) = after_scheme.split_once('/')?;
    let path = percent_decode_str(path.trim_end_matches('/')).decode_utf8_lossy();
    let mut starts = path.rmatch_indices(['/', '#']).map(|(at, mark)| at + mark.len()).chain([0]);
    let (last, last_two) =
        (starts.next().and_then(|at| path.get(at..)), starts.next().and_then(|at| path.get(at..)));
    let found = [last_two, last].into_iter().flatten().filter(|end| !end.is_empty()).find_map(lookup)?;
    Some(Found { certainty: Certainty::Assumed, ..found })
}

/// All lists with labels of their own, in the order in which [`label`] asks them; the places stand
/// in [`political_geocoding`].
pub fn all() -> [&'static List; 16] {
    [
        &license::LIST,
        &file_type::LIST,
        &media_type::LIST,
        &data_theme::LIST,
        &frequency::LIST,
        &language::LIST,
        &access_right::LIST,
        &availability::LIST,
        &publisher_type::LIST,
        &distribution_status::LIST,
        &hash_algorithm::LIST,
        &dataset_type::LIST,
        &political_geocoding_level::LIST,
        &hvd_category::LIST,
        &contributors::LIST,
        &license::FOREIGN,
    ]
}

/// The label of an entry of any official list, by its IRI; language `de` or `en`. A media type is
/// its own label.
pub fn label(iri: &str, language: &str) -> Option<&'static str> {
    all()
        .into_iter()
        .filter(|list| iri.starts_with(list.base))
        .find_map(|list| list.label(iri, language))
        .or_else(|| political_geocoding::label(iri))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_means_one_entry() {
        for list in all() {
            list::tests::check_table(list);
        }
    }

    #[test]
    fn ends_of_iris_of_no_list() {
        let local = |found: Option<Found>| found.and_then(|found| found.iri.rsplit('/').next());
        for (found, expected) in [
            ("http://127.0.0.1:1/irregular", Some("IRREG")),
            ("http://stadt.example/haeufigkeit#j%C3%A4hrlich", Some("ANNUAL")),
            ("http://stadt.example/annual/", Some("ANNUAL")),
            ("http://stadt.example/", None),
            ("http://annual", None),
            ("annual", None),
            ("http://publications.europa.eu/resource/authority/frequency/annual", Some("ANNUAL")),
            ("http://stadt.example/ann", Some("ANNUAL")),
            ("http://stadt.example/soon", None),
        ] {
            assert_eq!(local(by_end_of_iri(found, frequency::lookup)), expected, "{found}");
        }
        assert_eq!(local(by_end_of_iri("http://a.example/text/csv", file_type::lookup)), Some("CSV"));
    }

    #[test]
    fn labels_are_german_or_english() {
        let check = |iri: &str, german: Option<&str>, english: Option<&str>| {
            assert_eq!((label(iri, "de"), label(iri, "en")), (german, english), "{iri}");
        };
        let theme = "http://publications.europa.eu/resource/authority/data-theme/TRAN";
        check(theme, Some("Verkehr"), Some("Transport"));
        let csv = "https://www.iana.org/assignments/media-types/text/csv";
        check(csv, Some("text/csv"), Some("text/csv"));
        let unna = "http://dcat-ap.de/def/politicalGeocoding/districtKey/05978";
        check(unna, Some("Kreis Unna"), Some("Kreis Unna"));
        check("http://example.org/", None, None);
    }
}
