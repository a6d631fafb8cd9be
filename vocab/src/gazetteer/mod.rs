//! The gazetteer: every state, government district, district, association and municipality of Germany,
//! by key, by name and by extent.
//!
//! Places are joined by key. A name alone decides only where the whole of Germany knows one bearer; what
//! else may be meant is handed back as candidates, and the surroundings ([`Context`]) may decide.

mod boroughs;
mod extent;
mod mentions;
mod names;
mod place;
mod wording;

pub use mentions::Mention;
pub use place::{Kind, Place};

use crate::lists::header;
use crate::model::geometry::Geometry;
use names::{Former, Names};
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/political_geocoding.tsv");
const FORMER: &str = include_str!("../../data/political_geocoding_former.tsv");
const FORMER_NAMES: &str = include_str!("../../data/place_former.tsv");
const FOREIGN: &str = include_str!("../../data/place_foreign.tsv");

/// What a text or an extent says about a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// One place, and no other.
    One(&'static Place),
    /// One of these places, but nothing tells which; a single one is likely, but not certain.
    Several(Vec<&'static Place>),
    /// No place that the register knows.
    Nothing,
}

/// What else is known where a place is looked for.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// Official keys of places near by, the nearest first: those of the publisher and its region.
    pub near: Vec<&'a str>,
    /// The extent of the data.
    pub extent: Option<Geometry>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Version of the register of municipalities, a date.
pub fn version() -> &'static str {
    header(TABLE, "version")
}

/// Who keeps the register.
pub fn source() -> &'static str {
    header(TABLE, "source")
}

/// The place with an official key: 2 digits (state), 3 (government district), 5 (district), 8 (AGS), 9
/// (association) or 12 (ARS). A regional key that ends in zeros may stand for the district above; a key
/// that is out of use stands for its successor, if one is known for certain; one that lost its leading zero in
/// a spreadsheet is found with it.
pub fn by_key(key: &str) -> Option<&'static Place> {
    GAZETTEER.by_key(key)
}

/// The former key of the table, its name then, and its successor.
pub fn former(key: &str) -> Option<(&'static str, &'static Place)> {
    let (name, successor) = GAZETTEER.former.get(key)?;
    Some((name, GAZETTEER.places.get(*successor)?))
}

/// The place that an IRI means: of dcat-ap.de in any spelling, of Wikidata, of GeoNames or of the EU's list.
pub fn by_iri(iri: &str) -> Option<&'static Place> {
    match split_iri(iri) {
        Some((kind, key)) => by_key(key).filter(|place| place.iri_of_kind(kind).is_some()),
        None => by_foreign_iri(iri),
    }
}

/// The place that a text names, with what else it says (“Neustadt (Holstein)”, “Rendsburg, Kreis
/// Rendsburg-Eckernförde”, “Stadt Selm”, “Rothenburg o. d. T.”).
pub fn named(text: &str, context: &Context) -> Meaning {
    NAMES.meaning(&GAZETTEER.places, text, context)
}

/// What a text means if it is the name of a former district or municipality: the successor, where one lies
/// near or the district is the only one that bore the name.
pub fn formerly(text: &str, context: &Context) -> Meaning {
    NAMES.former(&GAZETTEER.places, text, context)
}

/// The only place in Germany that a text names by its rank (“Stadt Weimar”, “Landkreis Rosenheim”) or by its code of
/// ISO 3166-2 (“DE-SN”): nothing around it needs to agree.
pub fn named_explicitly(text: &str) -> Option<&'static Place> {
    match named(text, &Context::default()) {
        Meaning::One(place) if NAMES.is_explicit(&GAZETTEER.places, &wording::readings(text), place) => {
            Some(place)
        }
        _ => None,
    }
}

/// The single places of a text that lists several, each with the rank that is said of all.
pub fn listed(text: &str) -> Vec<String> {
    wording::listed(text)
}

/// The places that a text speaks of, whatever else it says (“Göda und Umgebung”).
pub fn mentions(text: &str) -> Vec<Mention> {
    mentions::of(&NAMES, &GAZETTEER.places, text)
}

/// The place that a public body stands for, by its name: “Stadtverwaltung Selm”, “Stadt Leipzig – Amt für
/// Geoinformation”, “Kreis Unna”. Only a body that calls itself by its rank, or by nothing but the name
/// of a town or district.
pub fn body(name: &str, context: &Context) -> Meaning {
    NAMES.body(&GAZETTEER.places, name, context)
}

/// The place with this extent, or the only municipality that this extent can lie in.
pub fn of_extent(extent: &Geometry) -> Meaning {
    extent::meaning(&GAZETTEER.places, extent)
}

/// Whether an extent and that of a place have anything in common, give or take the tolerance.
pub fn meets(place: &Place, extent: &Geometry) -> bool {
    place.extent.is_some_and(|outer| extent::touches(&outer, extent))
}

/// Whether an extent lies within that of a place, give or take the tolerance of the boundaries.
pub fn holds(place: &Place, extent: &Geometry) -> bool {
    place.extent.is_some_and(|outer| extent::holds(&outer, extent))
}

/// The places that a place lies in, the smallest first.
pub fn above(place: &Place) -> impl Iterator<Item = &'static Place> {
    let key = place.key;
    [9, 5, 3, 2].into_iter().filter(move |length| *length < key.len()).filter_map(move |length| {
        GAZETTEER.keys.get(&key[..length]).and_then(|&index| GAZETTEER.places.get(index))
    })
}

/// All places in the order of their keys.
pub fn places() -> &'static [Place] {
    &GAZETTEER.places
}

/// Kind of key and key of an IRI of dcat-ap.de. The version of the list that 1.0 names (`…/regionalKey/1_0#05…`)
/// says nothing about the place.
pub fn split_iri(iri: &str) -> Option<(&str, &str)> {
    let rest = without_scheme(iri)?;
    let rest = rest.strip_prefix("dcat-ap.de/def/politicalGeocoding/")?.trim_end_matches('/');
    let (kind, key) = rest.split_once('/')?;
    Some((kind, key.rsplit_once('#').map_or(key, |(_, key)| key)))
}

fn without_scheme(iri: &str) -> Option<&str> {
    let rest = iri.strip_prefix("https://").or_else(|| iri.strip_prefix("http://"))?;
    Some(rest.strip_prefix("www.").unwrap_or(rest))
}

/// Whether an IRI is one of Wikidata or GeoNames, which name places of the whole world.
pub fn is_worldwide(iri: &str) -> bool {
    let lists = ["wikidata.org/", "sws.geonames.org/", "geonames.org/"];
    without_scheme(iri).is_some_and(|rest| lists.iter().any(|list| rest.starts_with(list)))
}

fn by_foreign_iri(iri: &str) -> Option<&'static Place> {
    let rest = without_scheme(iri)?;
    let (list, rest) = [
        ("wikidata", "wikidata.org/entity/"),
        ("wikidata", "wikidata.org/wiki/"),
        ("geonames", "sws.geonames.org/"),
        ("geonames", "geonames.org/"),
        ("eu-place", "publications.europa.eu/resource/authority/place/"),
    ]
    .into_iter()
    .find_map(|(list, start)| Some((list, rest.strip_prefix(start)?)))?;
    let id = rest.split(['/', '#', '?']).next()?;
    let key = FOREIGN.lines().find_map(|line| {
        let mut columns = line.split('\t');
        (columns.next() == Some(list) && columns.next() == Some(id)).then(|| columns.next())?
    })?;
    by_key(key)
}

struct Gazetteer {
    places: Vec<Place>,
    keys: HashMap<String, usize>,
    former: HashMap<&'static str, (&'static str, usize)>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let places: Vec<Place> = lines(TABLE).filter_map(Place::from_line).collect();
    let mut keys = HashMap::with_capacity(places.len() * 2);
    for (index, place) in places.iter().enumerate() {
        keys.insert(place.key.to_owned(), index);
        keys.extend(place::municipality_key(place.key).map(|key| (key, index)));
    }
    let former = lines(FORMER)
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (key, name, successor) = (columns.next()?, columns.next()?, columns.next()?);
            Some((key, (name, *keys.get(successor)?)))
        })
        .collect();
    Gazetteer { places, keys, former }
});

/// Apart from the keys: who only looks up labels never needs the names.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let with_key =
        GAZETTEER.former.iter().map(|(key, (name, successor))| (*name, key.len() == 5, *successor));
    let by_name = lines(FORMER_NAMES).filter_map(|line| {
        let mut columns = line.split('\t');
        let (name, successor) = (columns.next()?, columns.next()?);
        Some((name, false, *GAZETTEER.keys.get(successor)?))
    });
    let former = |(name, is_district, successor)| (name, Former { is_district, successor });
    Names::of(&GAZETTEER.places, with_key.chain(by_name).map(former))
});

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

impl Gazetteer {
    fn by_key(&self, key: &str) -> Option<&Place> {
        let above = || {
            let districts = [9, 5, 3, 2].into_iter().filter(|_| key.len() == 12 && key.is_ascii());
            districts
                .filter(|&length| key[length..].bytes().all(|byte| byte == b'0'))
                .find_map(|length| self.keys.get(&key[..length]))
        };
        let index = self.keys.get(key).or_else(above).copied().or_else(|| self.successor(key));
        let index = index.or_else(|| self.keys.get(&with_zero(key)?).copied());
        self.places.get(index?)
    }

    /// The association of a regional key changes more often than the municipality: the AGS within it
    /// counts.
    fn successor(&self, key: &str) -> Option<usize> {
        let municipality = Some(key).filter(|key| key.is_ascii()).and_then(place::municipality_key);
        let key = municipality.as_deref().unwrap_or(key);
        self.keys.get(key).copied().or_else(|| self.former.get(key).map(|(_, successor)| *successor))
    }
}

/// A key with the leading zero that it lost where it was taken for a number: of a district (4 digits left),
/// municipality (7), association (8) or region (11). Shorter ones would be any number.
fn with_zero(key: &str) -> Option<String> {
    let is_number = matches!(key.len(), 4 | 7 | 8 | 11) && key.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("0{key}"))
}

#[cfg(test)]
mod tests;
