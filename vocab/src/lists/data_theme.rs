//! The EU data themes, for dcat:theme. Group names of CKAN portals, former GovData categories, ISO 19115 topics and INSPIRE themes are known too; topics and INSPIRE themes are wider or narrower than an EU theme and are therefore assumed.

use super::{Certainty, Found, List};
use percent_encoding::percent_decode_str;
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/data_theme.tsv")));

/// The data theme that `found` means. Portals make IRIs of their own from the names of their themes
/// (`…/id/theme/Politik%20und%20Wahlen`); the name at the end of an IRI is then looked up
/// ([`Certainty::Assumed`]).
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found).or_else(|| {
        let (_, name) =
            found.contains("://").then(|| found.trim_end_matches('/').rsplit_once(['/', '#']))??;
        let name = percent_decode_str(name).decode_utf8_lossy();
        LIST.lookup(&name).map(|found| Found { certainty: Certainty::Assumed, ..found })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_of_german_portals() {
        use Certainty::{Assumed, Listed, Spelling};
        for (found, code, certainty) in [
            ("http://publications.europa.eu/resource/authority/data-theme/TRAN", "TRAN", Listed),
            ("tran", "TRAN", Spelling),
            ("umwelt_klima", "ENVI", Spelling),
            ("https://opendata.example/id/theme/Politik%20und%20Wahlen", "GOVE", Assumed),
            ("http://inspire.ec.europa.eu/theme/hy", "ENVI", Assumed),
            ("planningCadastre", "REGI", Assumed),
            ("Sicherheit & Ordnung", "JUST", Spelling),
            ("Bauen &amp; Wohnen", "REGI", Spelling),
            ("Bauen/Wohnen", "REGI", Spelling),
            ("Science + technology", "TECH", Spelling),
            ("verbraucher", "HEAL", Assumed),
            ("Verbraucherschutz", "HEAL", Assumed),
            ("Gesundheit & Verbraucherschutz", "HEAL", Spelling),
        ] {
            let expected = Some((format!("{}{code}", LIST.base), certainty));
            assert_eq!(
                lookup(found).map(|found| (found.iri.to_owned(), found.certainty)),
                expected,
                "{found}"
            );
        }
        for found in ["group/stadt-köln", "https://a.de/themes/unsinn", "https://a.de"] {
            assert_eq!(lookup(found), None, "{found}");
        }
    }
}
