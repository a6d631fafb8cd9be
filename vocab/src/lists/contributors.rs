//! The data providers of GovData, for dcatde:contributorID.

use super::{Found, List, by_end_of_iri};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/contributors.tsv")));

/// The contributor that `found` means: an IRI, a code, a name, or the name of the state whose portal it is. Also
/// an IRI of the list that ends with one of these.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found).or_else(|| by_end_of_iri(found, |end| LIST.lookup(end)).filter(|_| is_of_list(found)))
}

/// Whether an IRI claims to be one of the list, in whichever spelling of its address.
pub fn is_of_list(iri: &str) -> bool {
    iri.contains("dcat-ap.de/def/contributors/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributors_are_looked_up_and_never_made_up() {
        for (found, expected) in [
            ("openNRW", Some("openNRW")),
            ("opennrw", Some("openNRW")),
            ("Sachsen", Some("freistaatSachsen")),
            ("Freistaat Sachsen", Some("freistaatSachsen")),
            ("Sachsen-Anhalt", Some("landSachsenAnhalt")),
            ("https://www.dcat-ap.de/def/contributors/Sachsen", Some("freistaatSachsen")),
            ("http://dcat-ap.de/def/contributors/gibtsNicht", None),
            ("https://a.example/Sachsen", None),
            ("neuerKreis", None),
            ("", None),
        ] {
            let local = lookup(found).map(|listed| &listed.iri[LIST.base.len()..]);
            assert_eq!(local, expected, "{found}");
        }
    }
}
