//! The official keys of German states, districts and municipalities, for dcatde:politicalGeocodingURI
//! and dcterms:spatial.

use super::list::{fold, header};
use super::{Certainty, Found, political_geocoding_level};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/political_geocoding.tsv");

/// Version of the register of municipalities, a date.
pub fn version() -> &'static str {
    header(TABLE, "version")
}

/// Who keeps the register.
pub fn source() -> &'static str {
    header(TABLE, "source")
}

/// The place that `found` means: an IRI of dcat-ap.de, an official key (2 digits state, 3 government
/// district, 5 district, 8 municipality key, 9 municipal association, 12 regional key), or a name that
/// only one place of its level bears ([`Certainty::Assumed`]). A municipality is written with its
/// regional key, as in the list of GovData; its municipality key is kept where it is found as an IRI.
pub fn lookup(found: &str) -> Option<Found> {
    if let Some((kind, key)) = split_iri(found) {
        let iri = PLACES.by_key(key)?.iri_of_kind(kind)?;
        let certainty = if iri == found { Certainty::Listed } else { Certainty::Spelling };
        return Some(Found { iri, certainty });
    }
    let text = found.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return PLACES.by_key(text).map(|place| Found { iri: &place.iri, certainty: Certainty::Spelling });
    }
    PLACES.by_name(text).map(|place| Found { iri: &place.iri, certainty: Certainty::Assumed })
}

/// The name of the place with this IRI, without the addition “Stadt” and the like.
pub fn label(iri: &str) -> Option<&'static str> {
    let (kind, key) = split_iri(iri)?;
    let place = PLACES.by_key(key)?;
    place.iri_of_kind(kind)?;
    Some(place.short_name())
}

/// The level of administration of the place with this IRI. A city that is no part of a district is a
/// municipality under its district key too.
pub fn level(iri: &str) -> Option<&'static str> {
    let (_, key) = split_iri(iri)?;
    let place = PLACES.by_key(key)?;
    let level = match place.key.len() {
        2 => "state",
        3 => "administrativeDistrict",
        5 if !place.is_city() => "administrativeDistrict",
        _ => "municipality",
    };
    political_geocoding_level::lookup(level).map(|found| found.iri)
}

const BASE: &str = "http://dcat-ap.de/def/politicalGeocoding/";
const MUNICIPALITY_KEY: &str = "municipalityKey";

struct Place {
    key: &'static str,
    name: &'static str,
    iri: String,
    /// The IRI by municipality key, for municipalities.
    municipality_iri: Option<String>,
}

impl Place {
    fn iri_of_kind(&self, kind: &str) -> Option<&str> {
        if kind == MUNICIPALITY_KEY { self.municipality_iri.as_deref() } else { Some(&self.iri) }
    }

    /// Cities bear their rank behind a comma: “Flensburg, Stadt”.
    fn is_city(&self) -> bool {
        self.name.contains(", ")
    }

    fn short_name(&self) -> &'static str {
        self.name.split(", ").next().unwrap_or(self.name)
    }
}

struct Places {
    places: Vec<Place>,
    keys: HashMap<String, usize>,
    /// By folded name; `None` if several places of one level bear it.
    names: HashMap<String, Option<usize>>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let places: Vec<Place> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(place).collect();
    let mut keys = HashMap::new();
    for (index, place) in places.iter().enumerate() {
        keys.insert(place.key.to_owned(), index);
        keys.extend(municipality_key(place.key).map(|key| (key, index)));
    }
    let names = names(&places);
    Places { places, keys, names }
});

impl Places {
    /// The place with a key. A regional key that ends in zeros may stand for the district above.
    fn by_key(&self, key: &str) -> Option<&Place> {
        let above = || {
            let districts = [9, 5, 3, 2].into_iter().filter(|_| key.len() == 12 && key.is_ascii());
            districts
                .filter(|&length| key[length..].bytes().all(|byte| byte == b'0'))
                .find_map(|length| self.keys.get(&key[..length]))
        };
        self.keys.get(key).or_else(above).and_then(|&index| self.places.get(index))
    }

    fn by_name(&self, name: &str) -> Option<&Place> {
        let index = (*self.names.get(&fold(name))?)?;
        self.places.get(index)
    }
}

fn place(line: &'static str) -> Option<Place> {
    let (key, name) = line.split_once('\t')?;
    let kind = match key.len() {
        2 => "stateKey",
        3 => "governmentDistrictKey",
        5 => "districtKey",
        9 => "municipalAssociationKey",
        _ => "regionalKey",
    };
    let municipality_iri = municipality_key(key).map(|key| format!("{BASE}{MUNICIPALITY_KEY}/{key}"));
    Some(Place { key, name, iri: format!("{BASE}{kind}/{key}"), municipality_iri })
}

/// The municipality key (AGS): the regional key without its four digits for the association.
fn municipality_key(key: &str) -> Option<String> {
    (key.len() == 12).then(|| format!("{}{}", &key[..5], &key[9..]))
}

/// A name means a state before a municipality before a district; within one level it must be unique.
fn names(places: &[Place]) -> HashMap<String, Option<usize>> {
    let mut names: HashMap<String, Option<usize>> = HashMap::new();
    for length in [2, 12, 5, 3] {
        let mut level: HashMap<String, Option<usize>> = HashMap::new();
        for (index, place) in places.iter().enumerate().filter(|(_, place)| place.key.len() == length) {
            for name in spellings(place) {
                match level.entry(fold(&name)) {
                    Entry::Vacant(free) => {
                        free.insert(Some(index));
                    }
                    Entry::Occupied(mut taken) if *taken.get() != Some(index) => {
                        taken.insert(None);
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
        for (name, place) in level {
            names.entry(name).or_insert(place);
        }
    }
    names
}

fn spellings(place: &Place) -> Vec<String> {
    let mut spellings = vec![place.name.to_owned(), place.short_name().to_owned()];
    if let Some((name, rank)) = place.name.split_once(", ") {
        spellings.push(format!("{rank} {name}"));
    } else if place.key.len() == 12 {
        spellings.push(format!("Gemeinde {}", place.name));
    }
    spellings
}

/// Kind of key and key of an IRI of dcat-ap.de.
fn split_iri(iri: &str) -> Option<(&str, &str)> {
    let rest = iri.strip_prefix("https://").or_else(|| iri.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.strip_prefix("dcat-ap.de/def/politicalGeocoding/")?.trim_end_matches('/').split_once('/')
}

#[cfg(test)]
mod tests {
    use super::*;

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
        check("059780020020", Some("regionalKey/059780020020"), Spelling);
        check("Kreis Unna", Some("districtKey/05978"), Assumed);
        check("Fröndenberg/Ruhr", Some("regionalKey/059780012012"), Assumed);
        check("Landeshauptstadt Kiel", Some("regionalKey/010020000000"), Assumed);
        check("Nordrhein-Westfalen", Some("stateKey/05"), Assumed);
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
