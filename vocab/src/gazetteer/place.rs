//! A place of the register of municipalities.

use crate::model::geometry::Geometry;

pub(super) const BASE: &str = "http://dcat-ap.de/def/politicalGeocoding/";
pub(super) const MUNICIPALITY_KEY: &str = "municipalityKey";

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Land.
    State,
    /// Regierungsbezirk, or what the register keeps at its place.
    GovernmentDistrict,
    /// Kreis, Landkreis, Regionalverband.
    District,
    /// The district key of a city that belongs to no district.
    CityAsDistrict,
    /// Amt, Samtgemeinde, Verbandsgemeinde, Verwaltungsgemeinschaft.
    Association,
    /// A municipality with the title Stadt.
    Town,
    /// Any other municipality, also Märkte and Flecken.
    Municipality,
    /// An area that belongs to no municipality.
    Area,
}

/// A state, government district, district, association or municipality.
#[derive(Debug)]
pub struct Place {
    /// Official key: 2 digits (state), 3 (government district), 5 (district), 9 (association) or 12
    /// (municipality: regional key, ARS).
    pub key: &'static str,
    /// Official name, with the rank behind a comma: “Selm, Stadt”.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Bounding box in WGS 84, good to some 200 m; areas at sea and abroad have none.
    pub extent: Option<Geometry>,
    /// Whether its extent reaches beyond Germany, because it lies at the border or coast.
    pub is_outer: bool,
    iri: String,
    municipality_iri: Option<String>,
}

impl Place {
    /// Reads a line of the table.
    pub(super) fn from_line(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (key, name) = (columns.next()?, columns.next()?);
        let code = columns.next().unwrap_or_default();
        let mut edge = || columns.next().and_then(|edge| edge.parse::<f64>().ok());
        let extent = match (edge(), edge(), edge(), edge()) {
            (Some(west), Some(south), Some(east), Some(north)) => {
                Geometry::bounding_box(west, south, east, north)
            }
            _ => None,
        };
        let (kind, local) = match (key.len(), code) {
            (2, _) => (Kind::State, "stateKey"),
            (3, _) => (Kind::GovernmentDistrict, "governmentDistrictKey"),
            (5, "41" | "42") => (Kind::CityAsDistrict, "districtKey"),
            (5, _) => (Kind::District, "districtKey"),
            (9, _) => (Kind::Association, "municipalAssociationKey"),
            (_, "61" | "62" | "63" | "67") => (Kind::Town, "regionalKey"),
            (_, "65" | "66") => (Kind::Area, "regionalKey"),
            _ => (Kind::Municipality, "regionalKey"),
        };
        let municipality_iri =
            municipality_key(key).map(|municipality| format!("{BASE}{MUNICIPALITY_KEY}/{municipality}"));
        let is_outer = columns.next() == Some("outer");
        Some(Self {
            key,
            name,
            kind,
            extent,
            is_outer,
            iri: format!("{BASE}{local}/{key}"),
            municipality_iri,
        })
    }

    /// Its IRI of dcat-ap.de; a municipality by its regional key, as in the list of GovData.
    pub fn iri(&self) -> &str {
        &self.iri
    }

    /// Its IRI by a kind of key, for municipalities also `municipalityKey`.
    pub fn iri_of_kind(&self, kind: &str) -> Option<&str> {
        if kind == MUNICIPALITY_KEY { self.municipality_iri.as_deref() } else { Some(&self.iri) }
    }

    /// The name without its rank: “Selm”.
    pub fn short_name(&self) -> &'static str {
        self.name.split(", ").next().unwrap_or(self.name).trim()
    }

    /// The names it bears beside one another, in German and Sorbian: “Bautzen”, “Budyšin”; most have one only.
    pub fn single_names(&self) -> impl Iterator<Item = &'static str> {
        const BETWEEN: &str = " / ";
        let short = self.short_name();
        // “Weißwasser/O.L., Stadt / Běła Woda”: the second name stands behind the rank.
        let behind =
            self.name.rsplit_once(BETWEEN).map(|(_, name)| name).filter(|_| !short.contains(BETWEEN));
        let several = short.contains(BETWEEN).then(|| short.split(BETWEEN)).into_iter().flatten();
        several.chain(behind)
    }

    /// What follows the name behind the comma: “Stadt”, “M”.
    pub fn rank(&self) -> Option<&'static str> {
        self.name.split_once(", ").map(|(_, rank)| rank)
    }

    /// Whether it is a municipality (or an area without one) by its regional key.
    pub fn is_municipality(&self) -> bool {
        self.key.len() == 12
    }

    /// Local name of its level of administration in the list of GovData. An association and a city that is
    /// no part of a district count as municipalities.
    pub fn level(&self) -> &'static str {
        match self.kind {
            Kind::State => "state",
            Kind::GovernmentDistrict | Kind::District => "administrativeDistrict",
            _ => "municipality",
        }
    }

    /// Whether it is the place with that key (of any length, AGS too) or lies in it.
    pub fn is_within(&self, key: &str) -> bool {
        self.key.starts_with(key) || self.is_called(key)
    }

    /// Whether that key is its own: as in the register, or the AGS of a municipality.
    pub fn is_called(&self, key: &str) -> bool {
        self.key == key || municipality_key(self.key).is_some_and(|municipality| municipality == key)
    }
}

/// The municipality key (AGS): the regional key without its four digits for the association.
pub(super) fn municipality_key(key: &str) -> Option<String> {
    (key.len() == 12).then(|| format!("{}{}", &key[..5], &key[9..]))
}
