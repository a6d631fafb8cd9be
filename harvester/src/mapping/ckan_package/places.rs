//! Where: GeoJSON, place IRIs, place names, bounding boxes, official geocoding.

use super::Reader;
use super::extents::{bounding_box, geometry, own_envelope, well_known_text};
use super::fields::{Fields, member};
use super::texts::texts;
use crate::mapping::normalise::listed;
use crate::mapping::value::looks_like_iri;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::political_geocoding;
use datenkreis_vocab::model::{Coded, Dataset, LangString, Location};
use datenkreis_vocab::ns::locn;
use oxrdf::{Literal, NamedNode, Triple};
use serde_json::Value;

/// Reads every statement of place.
pub fn places(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    for (property, value) in fields.take_all(&["spatial_coverage"]) {
        match covered_place(&value, &property, reader) {
            Some(place) => place.add_to(dataset, reader),
            None => fields.give_back(&property),
        }
    }
    let mut place = flat_place(fields, reader);
    named_places(fields, &mut place, dataset, reader);
    place.add_to(dataset, reader);
    geocoding(fields, dataset, reader);
}

/// A place with a geometry that the model does not hold.
#[derive(Default)]
pub(super) struct Place {
    pub(super) location: Location,
    pub(super) geometry: Option<Literal>,
}

impl Place {
    /// What a record says of the extent hangs on a node of our own, never on a foreign place.
    fn add_to(self, dataset: &mut Dataset, reader: &mut Reader) {
        let Self { mut location, geometry } = self;
        let node = below(dataset.iri.as_str(), "location", &(dataset.spatial.len() + 1).to_string());
        let mut own = Location::default();
        if location.iri.is_some() {
            own.bbox = location.bbox.take();
            own.centroid = location.centroid.take();
        } else {
            std::mem::swap(&mut own, &mut location);
        }
        if let Some(geometry) = geometry {
            own.iri = Some(node.clone());
            reader.extra.push(Triple::new(node, locn::GEOMETRY, geometry));
        }
        dataset.spatial.extend([location, own].into_iter().filter(|place| *place != Location::default()));
    }
}

/// `spatial`, `spatial_uri`, `spatial_text`, `spatial_bbox`, `spatial_centroid` speak of one place.
fn flat_place(fields: &mut Fields, reader: &mut Reader) -> Place {
    let mut place = Place::default();
    if let Some((property, found)) = fields.take_text(&["spatial_uri"]) {
        place.location.iri = reader.values.iri(&found, &property);
    }
    for name in ["spatial", "spatial_geometry", "spatial_geom"] {
        let Some((property, value)) = fields.take(&[name]) else {
            continue;
        };
        match &value {
            Value::String(text) if looks_like_iri(text) && place.location.iri.is_none() => {
                place.location.iri = reader.values.iri(text, &property);
            }
            Value::String(text) if well_known_text(text, &property, &mut place, reader) => {}
            Value::String(text) => place.location.pref_label.push(LangString::untagged(text.as_str())),
            value if geometry(value, &property, &mut place, reader) => {}
            value => match texts(value) {
                labels if labels.is_empty() => fields.give_back(&property),
                labels => place.location.pref_label.extend(labels),
            },
        }
    }
    for (name, centroid) in [("spatial_bbox", false), ("spatial_centroid", true)] {
        if let Some((property, value)) = fields.take(&[name])
            && !own_envelope(&value, centroid, &property, &mut place.location, reader)
        {
            fields.give_back(&property);
        }
    }
    bounding_box(fields, &mut place.location, reader);
    place
}

/// What is said of the place in words; an address among them is the place itself.
fn named_places(fields: &mut Fields, place: &mut Place, dataset: &mut Dataset, reader: &mut Reader) {
    for name in
        ["spatial_text", "geographical_coverage", "spatialRelationship", "spatial_info", "spatial_name"]
    {
        for (property, value) in fields.take_all(&[name]) {
            for label in texts(&value) {
                if looks_like_iri(&label.value) {
                    let iri = reader.values.iri(&label.value, &property);
                    dataset.spatial.extend(iri.map(|iri| Location { iri: Some(iri), ..Location::default() }));
                } else if !well_known_text(&label.value, &property, place, reader)
                    && !place.location.pref_label.contains(&label)
                {
                    place.location.pref_label.push(label);
                }
            }
        }
    }
}

/// One entry of ckanext-dcat's `spatial_coverage`.
fn covered_place(value: &Value, property: &str, reader: &mut Reader) -> Option<Place> {
    let mut place = Place::default();
    if let Value::String(text) = value {
        if looks_like_iri(text) {
            place.location.iri = reader.values.iri(text, property);
        } else if !well_known_text(text, property, &mut place, reader) {
            place.location.pref_label.push(LangString::untagged(text.as_str()));
        }
        return Some(place);
    }
    if let Some(iri) = member(value, &["uri"]) {
        place.location.iri = reader.values.iri(&iri, property);
    }
    if let Some(label) = value.get("text") {
        place.location.pref_label = texts(label);
    }
    for (name, centroid) in [("bbox", false), ("centroid", true)] {
        if let Some(found) = value.get(name) {
            own_envelope(&decoded(found), centroid, property, &mut place.location, reader);
        }
    }
    if let Some(found) = value.get("geom") {
        geometry(&decoded(found), property, &mut place, reader);
    }
    (place.location != Location::default()).then_some(place)
}

fn decoded(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_else(|_| value.clone()),
        value => value.clone(),
    }
}

fn geocoding(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    let levels = ["politicalGeocodingLevelURI", "politicalGeocodingLevel", "geographical_granularity"];
    for (_, level) in fields.take_texts(&levels, &[]) {
        dataset.political_geocoding_level_uri.push(Coded::found(level));
    }
    for (property, found) in fields.take_texts(&["politicalGeocodingURI", "politicalGeocoding"], &[]) {
        // A name may hold a comma: “Flensburg, Stadt”.
        let single = political_geocoding::lookup(&found).is_some();
        let places = if single { vec![found.as_str()] } else { listed(&found) };
        for place in places {
            match official_place(place, &property, reader) {
                Stated::Official(iri) => dataset.political_geocoding_uri.push(iri),
                // Normalising knows the surroundings, which may tell what is meant.
                Stated::Named(name) => {
                    let pref_label = vec![LangString::untagged(name)];
                    dataset.spatial.push(Location { pref_label, ..Location::default() });
                }
                Stated::Unknown => {}
            }
        }
    }
    for (_, value) in fields.take_all(&["geocodingText", "geocodingDescription", "geocoding_text"]) {
        dataset.geocoding_description.extend(texts(&value));
    }
}

/// What stands where an official place is asked for.
#[derive(Debug, PartialEq)]
enum Stated {
    Official(NamedNode),
    Named(String),
    Unknown,
}

/// A place of the official register: its IRI, its key (AGS or ARS, in groups of digits or not), or its
/// name, which means nothing without its surroundings.
fn official_place(found: &str, property: &str, reader: &mut Reader) -> Stated {
    if looks_like_iri(found) || found.starts_with('/') {
        return reader.values.iri(found, property).map_or(Stated::Unknown, Stated::Official);
    }
    let digits: String = found.split_whitespace().collect();
    let is_key = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_key {
        return match found.trim() {
            "" => Stated::Unknown,
            name => Stated::Named(name.to_owned()),
        };
    }
    let Some(place) = political_geocoding::lookup(&digits) else {
        reader.values.findings.push(Finding::new(&rule::PLACE_UNKNOWN, property).found(found));
        return Stated::Unknown;
    };
    reader
        .values
        .findings
        .push(Finding::new(&rule::VALUE_NORMALISED, property).found(found).concluded(place.iri));
    Stated::Official(NamedNode::new_unchecked(place.iri))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_places_by_key_and_name() {
        fn check(found: &str, expected: &str) {
            let mut reader = Reader::default();
            let place = official_place(found, "politicalGeocodingURI", &mut reader);
            let local = match &place {
                Stated::Official(iri) => iri.as_str().split("/politicalGeocoding/").nth(1),
                Stated::Named(name) => Some(name.as_str()),
                Stated::Unknown => None,
            };
            let rule = reader.values.findings.first().map_or("-", |finding| finding.rule.as_str());
            assert_eq!(format!("{} {rule}", local.unwrap_or("-")), expected, "{found}");
        }
        check("05978036", "regionalKey/059780036036 value-normalised");
        check("05978", "districtKey/05978 value-normalised");
        check("05", "stateKey/05 value-normalised");
        check("059780036036", "regionalKey/059780036036 value-normalised");
        check("05 9 78 0036 036", "regionalKey/059780036036 value-normalised");
        check("5978036", "regionalKey/059780036036 value-normalised");
        check("Kreis Unna", "Kreis Unna -");
        check("99999", "- place-unknown");
        check("Neustadt", "Neustadt -");
        check("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978", "districtKey/05978 -");
    }
}
