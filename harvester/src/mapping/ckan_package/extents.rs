//! How far: GeoJSON, well-known text and bounding boxes, in degrees or in metres.

use super::Reader;
use super::fields::{Fields, text_of};
use super::places::Place;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Location;
use datenkreis_vocab::model::geometry::{self, Geometry};
use datenkreis_vocab::ns::geosparql;
use oxrdf::Literal;
use serde_json::Value;

/// A geometry: its envelope becomes the bounding box (or the centroid, if it is a point), and the
/// geometry itself stays as GeoJSON (GeoSPARQL 1.1 §8.8.5) unless it is no more than its envelope, or in metres,
/// which GeoJSON does not know. Tells whether it is one.
pub(super) fn geometry(value: &Value, property: &str, place: &mut Place, reader: &mut Reader) -> bool {
    if envelope(value).is_none() {
        return own_envelope(value, false, property, &mut place.location, reader);
    }
    if place.location.bbox.is_none() && place.location.centroid.is_none() {
        own_envelope(value, false, property, &mut place.location, reader);
    }
    let text = value.to_string();
    if !geometry::read(&text).is_some_and(|geometry| geometry.is_plain) {
        place.geometry = Some(Literal::new_typed_literal(text, geosparql::GEO_JSON_LITERAL));
    }
    true
}

/// A geometry as well-known text; tells whether it is one. An outline leaves no more than its envelope.
pub(super) fn well_known_text(text: &str, property: &str, place: &mut Place, reader: &mut Reader) -> bool {
    let Some(geometry) = geometry::read_near(text, reader.longitude) else {
        return false;
    };
    let wkt = put(&geometry, false, &mut place.location);
    let mut tell = |rule, wkt: &str| {
        reader.values.findings.push(Finding::new(rule, property).found(text).concluded(wkt));
    };
    let is_outline = !geometry.is_plain && wkt != text.trim();
    if is_outline {
        tell(&rule::TRIPLE_NOT_PUBLISHED, &wkt);
    }
    // That an outline leaves its envelope says nothing of other numbers.
    if wkt != text.trim() && (!is_outline || geometry::is_converted(text)) {
        tell(&rule::VALUE_REWRITTEN, &wkt);
    }
    true
}

pub(super) fn own_envelope(
    value: &Value,
    centroid: bool,
    property: &str,
    place: &mut Location,
    reader: &mut Reader,
) -> bool {
    if let Some(bounds) = envelope(value) {
        if centroid || bounds.is_point() {
            place.centroid = Some(format!("POINT({} {})", bounds.west, bounds.south));
        } else {
            place.bbox = Some(bounds.to_wkt());
        }
        return true;
    }
    let text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let Some(geometry) = geometry::read_near(&text, reader.longitude) else {
        return false;
    };
    let wkt = put(&geometry, centroid, place);
    if wkt != text {
        reader
            .values
            .findings
            .push(Finding::new(&rule::VALUE_REWRITTEN, property).found(text).concluded(wkt));
    }
    true
}

/// Puts a geometry into the place where it belongs, and hands back what stands there.
fn put(geometry: &Geometry, centroid: bool, place: &mut Location) -> String {
    if centroid || geometry.is_point() {
        place.centroid.insert(geometry.to_point()).clone()
    } else {
        place.bbox.insert(geometry.to_polygon()).clone()
    }
}

/// `bbox-east-long` … (ckanext-spatial), `geographicBoundingBox…`.
pub(super) fn bounding_box(fields: &mut Fields, place: &mut Location, reader: &mut Reader) {
    let names = ["bbox-west-long", "bbox-south-lat", "bbox-east-long", "bbox-north-lat"];
    let edges: Vec<f64> =
        names.iter().filter_map(|name| fields.peek(name).and_then(text_of)?.parse().ok()).collect();
    let [west, south, east, north] = edges[..] else {
        return;
    };
    let bounds = Envelope { west, south, east, north };
    if bounds.is_on_earth() {
        place.bbox.get_or_insert_with(|| bounds.to_wkt());
    } else if let Some(geometry) = geometry::read_near(&bounds.to_wkt(), reader.longitude)
        && place.bbox.is_none()
    {
        let wkt = put(&geometry, false, place);
        let found = edges.iter().map(f64::to_string).collect::<Vec<_>>().join(" ");
        reader
            .values
            .findings
            .push(Finding::new(&rule::VALUE_REWRITTEN, names[0]).found(found).concluded(wkt));
    } else {
        return;
    }
    for name in names {
        fields.take(&[name]);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(geojson: &str, expected: Option<&str>) {
        let value = serde_json::from_str(geojson).unwrap();
        let mut place = Location::default();
        own_envelope(&value, false, "spatial", &mut place, &mut Reader::default());
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
        check(r#"{"type": "Point", "coordinates": [400000, 5700000]}"#, None);
        check(r#"{"type": "Point", "coordinates": [3500000, 5700000]}"#, Some("POINT(8.998948 51.434634)"));
        check(r#"{"type": "Polygon", "coordinates": []}"#, None);
        check(r#""Bonn""#, None);
    }

    #[test]
    fn outlines_in_degrees_and_in_metres() {
        #[track_caller]
        fn check(field: &str, expected: &str) {
            let mut reader = Reader { longitude: Some(7.6), ..Reader::default() };
            let mut place = Place::default();
            let is_geometry = match serde_json::from_str(field) {
                Ok(value) => geometry(&value, "spatial", &mut place, &mut reader),
                Err(_) => well_known_text(field, "spatial", &mut place, &mut reader),
            };
            let told: Vec<&str> =
                reader.values.findings.iter().map(|finding| finding.rule.as_str()).collect();
            let Location { bbox, centroid, .. } = place.location;
            let shown = bbox.or(centroid).unwrap_or_default();
            let shown = format!("{is_geometry} {shown} {} {}", place.geometry.is_some(), told.join(" "));
            assert_eq!(shown, expected, "{field}");
        }
        const BOX: &str = "POLYGON((7 51,8 51,8 52,7 52,7 51))";
        let ring = |points: &str| format!(r#"{{"type":"Polygon","coordinates":[[{points}]]}}"#);
        check(&ring("[7,51],[8,51],[8,52],[7,52],[7,51]"), &format!("true {BOX} false "));
        check(&ring("[7,51],[7,51],[7,51],[7,51]"), "true POINT(7 51) false ");
        // A triangle is less than the box whose corners it shares.
        check(&ring("[7,51],[8,51],[8,52],[7,51]"), &format!("true {BOX} true "));
        check(BOX, &format!("true {BOX} false "));
        check("POLYGON((7 51,8 51,8 52,7 51))", &format!("true {BOX} false triple-not-published"));
        check(
            r#"{"type":"Point","coordinates":[409006.0371,5710359.8944]}"#,
            "true POINT(7.688 51.537) false value-rewritten",
        );
        check("SRID=25832;POINT(409006.0371 5710359.8944)", "true POINT(7.688 51.537) false value-rewritten");
        check("Kreis Unna", "false  false ");
        check("7,51,8,52", &format!("true {BOX} false value-rewritten"));
        check("BOX(7 51,8 52)", &format!("true {BOX} false value-rewritten"));
        const LATITUDE_FIRST: &str = "<http://www.opengis.net/def/crs/EPSG/0/4326>";
        check(
            &format!("{LATITUDE_FIRST} POLYGON((51 7,51 8,52 8,51 7))"),
            &format!("true {BOX} false triple-not-published value-rewritten"),
        );
        check(r#"{"type":"Point","coordinates":[1,5710359.8944]}"#, "false  false ");
    }
}
