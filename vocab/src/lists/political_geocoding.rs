//! The official keys of German states, districts and municipalities, for dcatde:politicalGeocodingURI
//! and dcterms:spatial.

use super::{Certainty, Found, political_geocoding_level};
use crate::gazetteer::{self, Context, Meaning};

/// Version of the register of municipalities, a date.
pub fn version() -> &'static str {
    gazetteer::version()
}

/// Who keeps the register.
pub fn source() -> &'static str {
    gazetteer::source()
}

/// The place that `found` means: an IRI of dcat-ap.de, an official key (2 digits state, 3 government
/// district, 5 district, 8 municipality key, 9 municipal association, 12 regional key), or a name that
/// decides by itself ([`Certainty::Assumed`]). A municipality is written with its regional key, as in the
/// list of GovData; its municipality key is kept where it is found as an IRI. A former key stands for its
/// successor.
pub fn lookup(found: &str) -> Option<Found> {
    if let Some((kind, key)) = gazetteer::split_iri(found) {
        let place = gazetteer::by_key(key)?;
        // The successor of a district may be a city, and the other way round; a district's key counts, though it
        // stands where that of a municipality belongs.
        let iri = place.iri_of_kind(kind).filter(|_| place.is_called(key)).unwrap_or(place.iri());
        let certainty = if iri == found { Certainty::Listed } else { Certainty::Spelling };
        return Some(Found { iri, certainty });
    }
    let text = found.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let place = gazetteer::by_key(text)?;
        return Some(Found { iri: place.iri(), certainty: Certainty::Spelling });
    }
    match gazetteer::named(text, &Context::default()) {
        Meaning::One(place) => Some(Found { iri: place.iri(), certainty: Certainty::Assumed }),
        _ => None,
    }
}

/// The name of the place with this IRI, without the addition “Stadt” and the like.
pub fn label(iri: &str) -> Option<&'static str> {
    let (kind, key) = gazetteer::split_iri(iri)?;
    let place = gazetteer::by_key(key)?;
    place.iri_of_kind(kind)?;
    Some(place.short_name())
}

/// The level of administration of the place with this IRI. A city that is no part of a district is a
/// municipality under its district key too.
pub fn level(iri: &str) -> Option<&'static str> {
    let (_, key) = gazetteer::split_iri(iri)?;
    let place = gazetteer::by_key(key)?;
    political_geocoding_level::lookup(place.level()).map(|found| found.iri)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "http://dcat-ap.de/def/politicalGeocoding/";

    #[track_caller]
    fn check(found: &str, local: Option<&str>, certainty: Certainty) {
        let expected = local.map(|local| (format!("{BASE}{local}"), certainty));
        assert_eq!(lookup(found).map(|found| (found.iri.to_owned(), found.certainty)), expected, "{found}");
    }

    #[test]
    fn places_by_iri_key_and_name() {
        use Certainty::{Assumed, Listed, Spelling};
        let base = BASE;
        check(&format!("{base}districtKey/05978"), Some("districtKey/05978"), Listed);
        check(
            "https://www.dcat-ap.de/def/politicalGeocoding/districtKey/05978",
            Some("districtKey/05978"),
            Spelling,
        );
        check(&format!("{base}municipalityKey/05978020"), Some("municipalityKey/05978020"), Listed);
        check(&format!("{base}regionalKey/059780000000"), Some("districtKey/05978"), Spelling);
        check("05", Some("stateKey/05"), Spelling);
        check("055", Some("governmentDistrictKey/055"), Spelling);
        check("05978", Some("districtKey/05978"), Spelling);
        check("05978020", Some("regionalKey/059780020020"), Spelling);
        // Without the leading zero.
        check("5978020", Some("regionalKey/059780020020"), Spelling);
        check("59780020020", Some("regionalKey/059780020020"), Spelling);
        check("5978", Some("districtKey/05978"), Spelling);
        check(&format!("{base}municipalityKey/5978036"), Some("regionalKey/059780036036"), Spelling);
        check(&format!("{base}regionalKey/1_0#059780036036"), Some("regionalKey/059780036036"), Spelling);
        check(&format!("{base}municipalityKey/05978"), Some("districtKey/05978"), Spelling);
        check(&format!("{base}municipalityKey/05978999"), None, Listed);
        check("059780020020", Some("regionalKey/059780020020"), Spelling);
        check("Kreis Unna", Some("districtKey/05978"), Assumed);
        check("Fröndenberg/Ruhr", Some("regionalKey/059780012012"), Assumed);
        check("Landeshauptstadt Kiel", Some("regionalKey/010020000000"), Assumed);
        check("Nordrhein-Westfalen", Some("stateKey/05"), Assumed);
        check("03152012", Some("regionalKey/031590016016"), Spelling);
        check(&format!("{base}districtKey/03152"), Some("districtKey/03159"), Spelling);
        check(&format!("{base}municipalityKey/03152012"), Some("regionalKey/031590016016"), Spelling);
    }

    #[test]
    fn ambiguous_and_unknown_places_are_not_guessed() {
        for found in [
            "",
            "Neustadt",
            "99999",
            "Atlantis",
            "http://dcat-ap.de/def/politicalGeocoding/regionalKey/unknownx",
            "http://dcat-ap.de/def/politicalGeocoding/",
        ] {
            check(found, None, Certainty::Listed);
        }
    }

    #[test]
    fn places_have_names_and_levels() {
        let level_of =
            |key: &str| lookup(key).and_then(|found| level(found.iri)).and_then(|iri| iri.rsplit('/').next());
        assert_eq!(level_of("05"), Some("state"));
        assert_eq!(level_of("05978"), Some("administrativeDistrict"));
        assert_eq!(level_of("05978020"), Some("municipality"));
        assert_eq!(level_of("01002"), Some("municipality"));
        assert_eq!(label("http://dcat-ap.de/def/politicalGeocoding/districtKey/01002"), Some("Kiel"));
        assert_eq!(label("http://example.org/"), None);
        assert!(!version().is_empty() && !source().is_empty());
    }
}
