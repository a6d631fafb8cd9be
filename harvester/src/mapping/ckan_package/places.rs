//! Where: GeoJSON, place IRIs, place names, bounding boxes, official geocoding.

use super::Reader;
use super::fields::{Fields, member, text_of};
use super::texts::texts;
use crate::mapping::normalise::listed;
use crate::mapping::value::looks_like_iri;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::political_geocoding;
use datenkreis_vocab::model::{Coded, Dataset, LangString, Location};
use datenkreis_vocab::ns::{geosparql, locn};
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
    flat_place(fields, reader).add_to(dataset, reader);
    geocoding(fields, dataset, reader);
}

/// A place with a geometry that the model does not hold.
#[derive(Default)]
struct Place {
    location: Location,
    geometry: Option<Literal>,
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
            Value::String(text) => place.location.pref_label.push(LangString::untagged(text.as_str())),
            value if envelope(value).is_some() => geometry(value, &mut place),
            value => match texts(value) {
                labels if labels.is_empty() => fields.give_back(&property),
                labels => place.location.pref_label.extend(labels),
            },
        }
    }
    for (name, centroid) in [("spatial_bbox", false), ("spatial_centroid", true)] {
        if let Some((property, value)) = fields.take(&[name])
            && !own_envelope(&value, centroid, &mut place.location)
        {
            fields.give_back(&property);
        }
    }
    bounding_box(fields, &mut place.location);
    for name in
        ["spatial_text", "geographical_coverage", "spatialRelationship", "spatial_info", "spatial_name"]
    {
        for (_, value) in fields.take_all(&[name]) {
            for label in texts(&value) {
                if !place.location.pref_label.contains(&label) {
                    place.location.pref_label.push(label);
                }
            }
        }
    }
    place
}

/// One entry of ckanext-dcat's `spatial_coverage`.
fn covered_place(value: &Value, property: &str, reader: &mut Reader) -> Option<Place> {
    let mut place = Place::default();
    if let Value::String(text) = value {
        if looks_like_iri(text) {
            place.location.iri = reader.values.iri(text, property);
        } else {
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
            own_envelope(&decoded(found), centroid, &mut place.location);
        }
    }
    if let Some(found) = value.get("geom") {
        geometry(&decoded(found), &mut place);
    }
    (place.location != Location::default()).then_some(place)
}

fn decoded(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_else(|_| value.clone()),
        value => value.clone(),
    }
}

/// A geometry: its envelope becomes the bounding box (or the centroid, if it is a point), and the
/// geometry itself stays as GeoJSON (GeoSPARQL 1.1 §8.8.5) unless it is no more than its envelope.
fn geometry(value: &Value, place: &mut Place) {
    let Some(bounds) = envelope(value) else {
        return;
    };
    if place.location.bbox.is_none() && place.location.centroid.is_none() {
        own_envelope(value, false, &mut place.location);
    }
    if !bounds.is_drawn_by(value) {
        place.geometry = Some(Literal::new_typed_literal(value.to_string(), geosparql::GEO_JSON_LITERAL));
    }
}

fn own_envelope(value: &Value, centroid: bool, place: &mut Location) -> bool {
    let Some(bounds) = envelope(value) else {
        return false;
    };
    if centroid || bounds.is_point() {
        place.centroid = Some(format!("POINT({} {})", bounds.west, bounds.south));
    } else {
        place.bbox = Some(bounds.to_wkt());
    }
    true
}

/// `bbox-east-long` … (ckanext-spatial), `geographicBoundingBox…`.
fn bounding_box(fields: &mut Fields, place: &mut Location) {
    let names = ["bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat"];
    let edges: Vec<f64> =
        names.iter().filter_map(|name| fields.peek(name).and_then(text_of)?.parse().ok()).collect();
    if let [west, south, east, north] = edges[..] {
        let bounds = Envelope { west, south, east, north };
        if bounds.is_on_earth() {
            for name in names {
                fields.take(&[name]);
            }
            place.bbox.get_or_insert_with(|| bounds.to_wkt());
        }
    }
}

#[derive(Clone, Copy)]
struct Envelope {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Envelope {
    fn to_wkt(self) -> String {
        let Self { west, south, east, north } = self;
        format!("POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))")
    }

    fn is_point(self) -> bool {
        self.west == self.east && self.south == self.north
    }

    fn is_on_earth(self) -> bool {
        let within = |value: f64, limit: f64| value.is_finite() && value.abs() <= limit;
        within(self.west, 180.0)
            && within(self.east, 180.0)
            && within(self.south, 90.0)
            && within(self.north, 90.0)
            && self.west <= self.east
            && self.south <= self.north
    }

    /// Whether all points of the geometry are corners of the envelope.
    fn is_drawn_by(self, geometry: &Value) -> bool {
        let mut corners = true;
        each_point(geometry, 0, &mut |x, y| {
            corners &= (x == self.west || x == self.east) && (y == self.south || y == self.north);
        });
        corners
    }
}

/// The envelope of a GeoJSON geometry, feature or collection in CRS84; `None` if it is none, or if
/// its numbers are no degrees.
fn envelope(geometry: &Value) -> Option<Envelope> {
    geometry.get("type")?;
    let mut bounds: Option<Envelope> = None;
    each_point(geometry, 0, &mut |x, y| {
        let known = bounds.unwrap_or(Envelope { west: x, south: y, east: x, north: y });
        bounds = Some(Envelope {
            west: known.west.min(x),
            south: known.south.min(y),
            east: known.east.max(x),
            north: known.north.max(y),
        });
    });
    bounds.filter(|bounds| bounds.is_on_earth())
}

fn each_point(value: &Value, depth: usize, seen: &mut dyn FnMut(f64, f64)) {
    // GeometryCollections nest; nobody needs more than a few levels.
    if depth > 16 {
        return;
    }
    match value {
        Value::Array(values) => {
            if let (Some(x), Some(y)) =
                (values.first().and_then(Value::as_f64), values.get(1).and_then(Value::as_f64))
            {
                seen(x, y);
            } else {
                values.iter().for_each(|value| each_point(value, depth + 1, seen));
            }
        }
        Value::Object(members) => ["coordinates", "geometry", "geometries", "features"]
            .iter()
            .filter_map(|name| members.get(*name))
            .for_each(|value| each_point(value, depth + 1, seen)),
        _ => {}
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
/// name.
fn official_place(found: &str, property: &str, reader: &mut Reader) -> Stated {
    if looks_like_iri(found) || found.starts_with('/') {
        return reader.values.iri(found, property).map_or(Stated::Unknown, Stated::Official);
    }
    let digits: String = found.split_whitespace().collect();
    let is_key = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(place) = political_geocoding::lookup(if is_key { &digits } else { found }) else {
        if !is_key && !found.trim().is_empty() {
            return Stated::Named(found.trim().to_owned());
        }
        reader.values.findings.push(Finding::new(&rule::PLACE_UNKNOWN, property).found(found));
        return Stated::Unknown;
    };
    let rule = if is_key { &rule::VALUE_NORMALISED } else { &rule::PLACE_RECOGNISED };
    reader.values.findings.push(Finding::new(rule, property).found(found).concluded(place.iri));
    Stated::Official(NamedNode::new_unchecked(place.iri))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(geojson: &str, expected: Option<&str>) {
        let value = serde_json::from_str(geojson).unwrap();
        let mut place = Location::default();
        own_envelope(&value, false, &mut place);
        assert_eq!(place.bbox.or(place.centroid).as_deref(), expected, "{geojson}");
    }

    #[test]
    fn envelopes() {
        check(
            r#"{"type": "Polygon", "coordinates": [[[7, 51], [8, 51], [8, 52], [7, 51]]]}"#,
            Some("POLYGON((7 51,8 51,8 52,7 52,7 51))"),
        );
        check(
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[7.8,46.5]}]}"#,
            Some("POINT(7.8 46.5)"),
        );
        check(r#"{"type": "Point", "coordinates": [3500000, 5700000]}"#, None);
        check(r#"{"type": "Polygon", "coordinates": []}"#, None);
        check(r#""Bonn""#, None);
    }

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
        check("Kreis Unna", "districtKey/05978 place-recognised");
        check("99999", "- place-unknown");
        check("Neustadt", "Neustadt -");
        check("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978", "districtKey/05978 -");
    }
}
