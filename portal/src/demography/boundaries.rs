//! Boundaries of areas, from a GeoJSON file (RFC 7946) that the operator configures; simplified for display.
//!
//! Neighbours share their boundary before and after: it is cut where more than two areas meet, and each piece is
//! simplified once.

use datenkreis_vocab::cube::AreaKey;
use geo::{Coord, LineString, MultiPolygon, Polygon, SimplifyVw};
use geojson::{FeatureCollection, GeoJson};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A map is shown up to so many pixels wide; what is smaller than a pixel of it need not be drawn.
const PIXELS: f64 = 900.0;

/// The boundaries of areas, in degrees of longitude and latitude (WGS 84).
#[derive(Clone, Debug, Default)]
pub struct Boundaries {
    areas: BTreeMap<AreaKey, MultiPolygon>,
}

/// Why a file gives no boundaries.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// It is no GeoJSON.
    #[error("no GeoJSON: {0}")]
    Syntax(#[from] geojson::Error),
    /// It holds something else than areas.
    #[error("no FeatureCollection: only a list of features can be boundaries")]
    NoFeatures,
    /// No feature has a key under this property.
    #[error("no feature has an official key in its property `{property}`; properties there are: {there}")]
    NoKey {
        /// The property looked for.
        property: String,
        /// The properties of the first feature.
        there: String,
    },
    /// A coordinate is no longitude and latitude.
    #[error(
        "feature {key}: {x}, {y} is no longitude and latitude; coordinates are expected in WGS 84 (EPSG:4326)"
    )]
    NoDegrees {
        /// The feature's key.
        key: AreaKey,
        /// What should be a longitude.
        x: f64,
        /// What should be a latitude.
        y: f64,
    },
}

impl Boundaries {
    /// Reads polygons with their official key under `property`; features without a key, or of other areas than
    /// `wanted`, are left out. Several features with one key are parts of one area.
    pub fn read(
        text: &str,
        property: &str,
        wanted: impl Fn(&AreaKey) -> bool,
    ) -> Result<Self, BoundaryError> {
        let GeoJson::FeatureCollection(FeatureCollection { features, .. }) = text.parse()? else {
            return Err(BoundaryError::NoFeatures);
        };
        let mut areas: BTreeMap<AreaKey, MultiPolygon> = BTreeMap::new();
        let mut has_key = features.is_empty();
        for feature in &features {
            let found = feature.property(property);
            let text = found.and_then(|value| {
                value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|number| number.to_string()))
            });
            let Some(key) = text.as_deref().and_then(AreaKey::read) else { continue };
            has_key = true;
            if !wanted(&key) {
                continue;
            }
            let parts = areas.entry(key.clone()).or_insert_with(|| MultiPolygon::new(vec![]));
            for polygon in feature.geometry.iter().flat_map(polygons) {
                if let Some(Coord { x, y }) =
                    polygon.exterior().coords().copied().find(|c| c.x.abs() > 180.0 || c.y.abs() > 90.0)
                {
                    return Err(BoundaryError::NoDegrees { key, x, y });
                }
                parts.0.push(polygon);
            }
        }
        if !has_key {
            let there = features.first().and_then(|feature| feature.properties.as_ref());
            let there = there.map(|all| all.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
            return Err(BoundaryError::NoKey { property: property.into(), there: there.unwrap_or_default() });
        }
        areas.retain(|_, parts| !parts.0.is_empty());
        Ok(Self { areas: simplified(areas) })
    }

    /// The boundary of an area.
    pub fn get(&self, area: &AreaKey) -> Option<&MultiPolygon> {
        self.areas.get(area)
    }

    /// The rings of an area; where its own boundary is not known, those of the municipalities in it.
    pub fn outline(&self, area: &AreaKey) -> Vec<Vec<(f64, f64)>> {
        let shapes: Vec<_> = match self.get(area) {
            Some(own) => vec![own],
            None => {
                let inside = |part: &&AreaKey| part.is_municipality() && area.holds(part);
                self.areas.keys().filter(inside).filter_map(|part| self.get(part)).collect()
            }
        };
        shapes
            .into_iter()
            .flatten()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
            .map(|ring| ring.coords().map(|point| (point.x, point.y)).collect())
            .collect()
    }

    /// The areas with a boundary, in the order of their keys.
    pub fn areas(&self) -> impl Iterator<Item = &AreaKey> {
        self.areas.keys()
    }
}

fn polygons(geometry: &geojson::Geometry) -> Vec<Polygon> {
    use geojson::GeometryValue;
    match &geometry.value {
        GeometryValue::Polygon { .. } => Polygon::try_from(geometry).into_iter().collect(),
        GeometryValue::MultiPolygon { .. } => {
            MultiPolygon::try_from(geometry).map(|parts| parts.0).unwrap_or_default()
        }
        GeometryValue::GeometryCollection { geometries } => geometries.iter().flat_map(polygons).collect(),
        _ => vec![],
    }
}

/// A point, comparable; coordinates of a file are equal where its areas touch.
type Key = (u64, u64);

fn key(point: Coord) -> Key {
    // 0.0 and -0.0 are the same place.
    ((point.x + 0.0).to_bits(), (point.y + 0.0).to_bits())
}

fn simplified(areas: BTreeMap<AreaKey, MultiPolygon>) -> BTreeMap<AreaKey, MultiPolygon> {
    let rings = || {
        areas
            .values()
            .flat_map(|parts| parts.iter())
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
    };
    let ends = meeting_points(rings());
    let points = rings().flat_map(LineString::coords);
    let (west, east) =
        points.fold((f64::MAX, f64::MIN), |(west, east), point| (west.min(point.x), east.max(point.x)));
    let pixel = ((east - west) / PIXELS).max(0.0);
    let mut known = HashMap::new();
    let mut ring = |ring: &LineString| simplified_ring(ring, &ends, pixel * pixel / 2.0, &mut known);
    let mut polygon = |polygon: &Polygon| {
        let exterior = ring(polygon.exterior())?;
        Some(Polygon::new(exterior, polygon.interiors().iter().filter_map(&mut ring).collect()))
    };
    let parts = |parts: &MultiPolygon, polygon: &mut dyn FnMut(&Polygon) -> Option<Polygon>| {
        let drawn: Vec<_> = parts.iter().filter_map(polygon).collect();
        // An area smaller than a pixel stays as it is: none disappears.
        if drawn.is_empty() { parts.clone() } else { MultiPolygon::new(drawn) }
    };
    areas.iter().map(|(area, whole)| (area.clone(), parts(whole, &mut polygon))).collect()
}

/// Where more than two boundaries meet, or where one begins or ends.
fn meeting_points<'a>(rings: impl Iterator<Item = &'a LineString>) -> HashSet<Key> {
    let mut neighbours: HashMap<Key, BTreeSet<Key>> = HashMap::new();
    for ring in rings {
        for line in ring.lines().filter(|line| line.start != line.end) {
            neighbours.entry(key(line.start)).or_default().insert(key(line.end));
            neighbours.entry(key(line.end)).or_default().insert(key(line.start));
        }
    }
    neighbours.into_iter().filter(|(_, others)| others.len() != 2).map(|(point, _)| point).collect()
}

/// `None` if nothing is left of it.
fn simplified_ring(
    ring: &LineString,
    ends: &HashSet<Key>,
    tolerance: f64,
    known: &mut HashMap<Vec<Key>, LineString>,
) -> Option<LineString> {
    let mut points: Vec<Coord> = ring.coords().copied().collect();
    points.pop();
    // A ring that meets no other begins at the same point whichever area it is read from.
    let first =
        (0..points.len()).min_by_key(|&index| (!ends.contains(&key(points[index])), key(points[index])))?;
    points.rotate_left(first);
    points.push(points[0]);
    let mut drawn: Vec<Coord> = vec![];
    let mut begin = 0;
    for end in 1..points.len() {
        if end + 1 < points.len() && !ends.contains(&key(points[end])) {
            continue;
        }
        let piece = simplified_piece(&points[begin..=end], tolerance, known);
        drawn.extend(piece.iter().skip(usize::from(!drawn.is_empty())));
        begin = end;
    }
    (drawn.len() > 3).then(|| LineString::new(drawn))
}

/// The same points whichever way the piece is walked.
fn simplified_piece(
    piece: &[Coord],
    tolerance: f64,
    known: &mut HashMap<Vec<Key>, LineString>,
) -> Vec<Coord> {
    let forward: Vec<Key> = piece.iter().copied().map(key).collect();
    let backward: Vec<Key> = forward.iter().rev().copied().collect();
    let is_backward = backward < forward;
    let line = known.entry(if is_backward { backward } else { forward }).or_insert_with(|| {
        let mut points = piece.to_vec();
        if is_backward {
            points.reverse();
        }
        LineString::new(points).simplify_vw(tolerance)
    });
    let mut points = line.0.clone();
    if is_backward {
        points.reverse();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two areas side by side with a jagged boundary between them.
    fn two(jag: f64) -> String {
        let middle: Vec<_> = (0..=10)
            .map(|step| (7.5 + if step % 2 == 1 { jag } else { 0.0 }, 51.0 + f64::from(step) / 10.0))
            .collect();
        let ring = |points: Vec<(f64, f64)>| {
            let points: Vec<_> = points.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
            format!("[[{}]]", points.join(","))
        };
        let mut west = vec![(7.0, 51.0)];
        west.extend(&middle);
        west.extend([(7.0, 52.0), (7.0, 51.0)]);
        let mut east = vec![(8.0, 52.0)];
        east.extend(middle.iter().rev());
        east.extend([(8.0, 51.0), (8.0, 52.0)]);
        let feature = |key: &str, ring: String| {
            format!(
                r#"{{"type":"Feature","properties":{{"AGS":"{key}"}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
            )
        };
        format!(
            r#"{{"type":"FeatureCollection","features":[{},{},{{"type":"Feature","properties":{{}},"geometry":null}}]}}"#,
            feature("05978004", ring(west)),
            feature("05978008", ring(east)),
        )
    }

    fn points(boundaries: &Boundaries, area: &str) -> Vec<Coord> {
        let area = AreaKey::read(area).expect("a key");
        boundaries.get(&area).expect("a boundary").0[0].exterior().coords().copied().collect()
    }

    #[test]
    fn neighbours_keep_their_boundary() -> Result<(), BoundaryError> {
        for (jag, expected) in [(0.2, 11), (0.000001, 2)] {
            let boundaries = Boundaries::read(&two(jag), "AGS", |_| true)?;
            let [west, east] = ["05978004", "05978008"].map(|area| points(&boundaries, area));
            let west: HashSet<_> = west.into_iter().map(key).collect();
            let shared = east
                .iter()
                .filter(|point| west.contains(&key(**point)))
                .map(|point| key(*point))
                .collect::<HashSet<_>>();
            assert_eq!(shared.len(), expected);
        }
        Ok(())
    }

    #[test]
    fn only_what_is_wanted_is_kept() -> Result<(), BoundaryError> {
        let boundaries = Boundaries::read(&two(0.1), "AGS", |area| area.as_str() == "05978008")?;
        let areas: Vec<_> = boundaries.areas().map(AreaKey::as_str).collect();
        assert_eq!(areas, ["05978008"]);
        Ok(())
    }

    #[test]
    fn mistakes_are_named() {
        let check = |text: &str, property: &str, expected: &str| {
            let error = Boundaries::read(text, property, |_| true).expect_err(text).to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("{", "AGS", "no GeoJSON");
        check(r#"{"type":"Point","coordinates":[7,51]}"#, "AGS", "FeatureCollection");
        check(&two(0.1), "RS", "properties there are: AGS");
        check(&two(0.1).replace("[7,51]", "[384000,5700000]"), "AGS", "EPSG:4326");
    }
}
