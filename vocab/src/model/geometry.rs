//! Geometries as metadata state them: WKT and GeoJSON, read just far enough to know the bounding
//! box, and written as the upper-case WKT in CRS84 without prefix that every reader understands. What is in
//! metres (UTM, Gauß-Krüger, the maps of the web) is converted.

mod edges;
mod projection;

use projection::Projection;

/// The extent of a geometry in WGS 84, longitude and latitude in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Westernmost longitude, −180 to 180.
    pub west: f64,
    /// Southernmost latitude, −90 to 90.
    pub south: f64,
    /// Easternmost longitude, −180 to 180.
    pub east: f64,
    /// Northernmost latitude, −90 to 90.
    pub north: f64,
    /// Whether the geometry says no more than its bounding box does: a point or an upright rectangle.
    pub is_plain: bool,
}

/// Reads WKT (any case; CRS84, EPSG:4326 or no CRS prefix; also `ENVELOPE`) or a GeoJSON geometry,
/// feature or bbox, and the four edges of a box as PostGIS (`BOX(…)`) and ArcGIS (`7.6,51.5,7.8,51.6`) write
/// them. Metres are converted where the text names its system, or where the zone stands before the
/// eastings ([`is_in_metres`]). `None` for other systems of coordinates, empty geometries and everything else.
pub fn read(text: &str) -> Option<Geometry> {
    read_near(text, None)
}

/// Like [`read`]; numbers that may be of UTM but name no zone are of the zone that holds `longitude`.
pub fn read_near(text: &str, longitude: Option<f64>) -> Option<Geometry> {
    let (points, system) = points(text.trim(), longitude)?;
    match system {
        System::Degrees => extent(&points),
        System::Metres(projection) => {
            let is_plain = bounds(&points).is_some_and(|bounds| is_plain(&points, &bounds));
            let points: Vec<[f64; 2]> = points.into_iter().map(|p| projection.to_degrees(p)).collect();
            extent(&points).map(|geometry| Geometry { is_plain, ..geometry })
        }
    }
}

/// Whether the numbers of a geometry that [`read`] understands are not those that we write: metres, or the latitude
/// first, as the system that it names demands.
pub fn is_converted(text: &str) -> bool {
    let is_latitude_first = || matches!(without_crs(text.trim()), Some((_, true, _))) && read(text).is_some();
    is_in_metres(text) || is_latitude_first()
}

/// Whether the coordinates of a geometry that [`read`] understands are metres.
pub fn is_in_metres(text: &str) -> bool {
    matches!(points(text.trim(), None), Some((_, System::Metres(_))))
}

#[derive(Clone, Copy)]
enum System {
    Degrees,
    Metres(Projection),
}

fn points(text: &str, longitude: Option<f64>) -> Option<(Vec<[f64; 2]>, System)> {
    let (named, points) = match edges::of(text) {
        Some([west, south, east, north]) => (None, rectangle(west, south, east, north)),
        None if text.starts_with('{') => (geojson_system(text)?, geojson_points(text)?),
        None => wkt_points(text)?,
    };
    let system = named.or_else(|| by_numbers(&points, longitude)).unwrap_or(System::Degrees);
    Some((points, system))
}

/// The system that all points are of by themselves, if those are no degrees.
fn by_numbers(points: &[[f64; 2]], longitude: Option<f64>) -> Option<System> {
    let &[x, y] = points.first()?;
    let is_utm =
        |&[x, y]: &[f64; 2]| (100_000.0..900_000.0).contains(&x) && (5_200_000.0..6_150_000.0).contains(&y);
    let projection = Projection::of_numbers(x, y).or_else(|| {
        let code = if longitude? < 12.0 { 25832 } else { 25833 };
        Projection::of_epsg(code).filter(|_| points.iter().all(is_utm))
    })?;
    Some(System::Metres(projection))
}

impl Geometry {
    /// A bounding box. `None` if a number is not finite, outside of its range, or if the box is
    /// upside down.
    pub fn bounding_box(west: f64, south: f64, east: f64, north: f64) -> Option<Self> {
        (west <= east && south <= north)
            .then(|| extent(&[[west, south], [east, north]]))
            .flatten()
            .map(|geometry| Self { is_plain: true, ..geometry })
    }

    /// Whether the extent is a single point.
    pub fn is_point(&self) -> bool {
        self.west == self.east && self.south == self.north
    }

    /// Whether the extent has a length, but no area.
    pub fn is_line(&self) -> bool {
        (self.west == self.east) != (self.south == self.north)
    }

    /// Whether the other geometry has the same bounding box.
    pub fn has_extent_of(&self, other: &Self) -> bool {
        let numbers = |geometry: &Self| [geometry.west, geometry.south, geometry.east, geometry.north];
        numbers(self) == numbers(other)
    }

    /// The bounding box as WKT polygon, counter-clockwise from the south-west.
    pub fn to_polygon(&self) -> String {
        let Self { west, south, east, north, .. } = self;
        format!("POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))")
    }

    /// The middle of the bounding box as WKT point, to seven decimals (a centimetre).
    pub fn to_point(&self) -> String {
        let middle = |low: f64, high: f64| ((low + high) / 2.0 * 1e7).round() / 1e7;
        format!("POINT({} {})", middle(self.west, self.east), middle(self.south, self.north))
    }
}

/// Keeps a WKT text to the letter if it already is what we write.
pub(super) fn is_canonical(text: &str, keyword: &str) -> bool {
    text.strip_prefix(keyword).is_some_and(|rest| rest.starts_with(['(', ' '])) && text == text.trim()
}

fn extent(points: &[[f64; 2]]) -> Option<Geometry> {
    let geometry = bounds(points).filter(|bounds| {
        let is_on_earth = |x: f64, y: f64| (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
        is_on_earth(bounds.west, bounds.south) && is_on_earth(bounds.east, bounds.north)
    })?;
    Some(Geometry { is_plain: is_plain(points, &geometry), ..geometry })
}

/// The least box around all points, whatever their unit; `None` if a number is none.
fn bounds(points: &[[f64; 2]]) -> Option<Geometry> {
    let &[west, south] = points.first()?;
    let mut geometry = Geometry { west, south, east: west, north: south, is_plain: false };
    for &[x, y] in points {
        if !(x.is_finite() && y.is_finite()) {
            return None;
        }
        geometry.west = geometry.west.min(x);
        geometry.south = geometry.south.min(y);
        geometry.east = geometry.east.max(x);
        geometry.north = geometry.north.max(y);
    }
    Some(geometry)
}

fn is_plain(points: &[[f64; 2]], extent: &Geometry) -> bool {
    extent.is_point() || is_rectangle(points, extent)
}

fn is_rectangle(points: &[[f64; 2]], extent: &Geometry) -> bool {
    let is_corner = |[x, y]: &[f64; 2]| {
        (*x == extent.west || *x == extent.east) && (*y == extent.south || *y == extent.north)
    };
    let has_upright_sides =
        || points.windows(2).all(|side| (side[0][0] == side[1][0]) != (side[0][1] == side[1][1]));
    points.len() == 5 && points[0] == points[4] && points.iter().all(is_corner) && has_upright_sides()
}

const CRS84: [&str; 3] = ["crs84", "4326", "4258"];
const KEYWORDS: [&str; 12] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
    "Z",
    "M",
    "ZM",
    "TRIANGLE",
    "TIN",
];

fn wkt_points(text: &str) -> Option<(Option<System>, Vec<[f64; 2]>)> {
    let (system, swapped, text) = without_crs(text)?;
    let upper = text.to_ascii_uppercase();
    if let Some(envelope) = upper.strip_prefix("ENVELOPE") {
        return Some((system, envelope_points(envelope)?));
    }
    if !KEYWORDS.iter().any(|keyword| keyword.len() > 2 && upper.starts_with(keyword)) {
        return None;
    }
    let mut points = vec![];
    for part in upper.split(['(', ')', ',']) {
        let mut numbers = [0.0; 2];
        let mut count = 0;
        for token in part.split_whitespace() {
            if KEYWORDS.contains(&token) {
                continue;
            }
            let number: f64 = token.parse().ok()?;
            if let Some(place) = numbers.get_mut(count) {
                *place = number;
            }
            count += 1;
        }
        match (count, swapped) {
            (0, _) => {}
            (2..=4, false) => points.push(numbers),
            (2..=4, true) => points.push([numbers[1], numbers[0]]),
            _ => return None,
        }
    }
    Some((system, points))
}

/// Splits off `<http://www.opengis.net/def/crs/…>` or `SRID=4326;`: the system if it is named, and whether
/// latitude comes first, as it does in the EPSG systems of degrees named by IRI.
fn without_crs(text: &str) -> Option<(Option<System>, bool, &str)> {
    if let Some((crs, rest)) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let system = system_of(crs)?;
        let swapped = matches!(system, System::Degrees) && !crs.to_ascii_lowercase().ends_with("crs84");
        return Some((Some(system), swapped, rest.trim_start()));
    }
    if text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("SRID=")) {
        let (srid, rest) = text[5..].split_once(';')?;
        return Some((Some(system_of(srid)?), false, rest.trim_start()));
    }
    Some((None, false, text))
}

/// The system that a name means by the number at its end: `…/EPSG/0/25832`, `urn:ogc:def:crs:EPSG::4326`.
fn system_of(name: &str) -> Option<System> {
    let name = name.trim().to_ascii_lowercase();
    if CRS84.iter().any(|known| name.ends_with(known)) {
        return Some(System::Degrees);
    }
    let code = name.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Projection::of_epsg(code).map(System::Metres)
}

/// The system that a GeoJSON text names by `crs`, as before RFC 7946; `None` if it names one that we do not know.
fn geojson_system(text: &str) -> Option<Option<System>> {
    let Some((_, after)) = text.split_once("\"crs\"") else {
        return Some(None);
    };
    let mut names = after.split('"').filter(|part| part.to_ascii_lowercase().contains("crs"));
    match names.next().or_else(|| after.split('"').find(|part| part.starts_with("EPSG"))) {
        Some(name) => system_of(name).map(Some),
        None => Some(None),
    }
}

/// `(min x, max x, max y, min y)`
fn envelope_points(text: &str) -> Option<Vec<[f64; 2]>> {
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    let numbers = inner.split(',').map(|number| number.trim().parse().ok()).collect::<Option<Vec<f64>>>()?;
    match numbers[..] {
        [west, east, north, south] => Some(rectangle(west, south, east, north)),
        _ => None,
    }
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Vec<[f64; 2]> {
    vec![[west, south], [east, south], [east, north], [west, north], [west, south]]
}

/// The positions of a GeoJSON text are its innermost arrays of numbers; four or six numbers are a
/// `bbox`. Reading no more than that keeps this linear and independent of nesting.
fn geojson_points(text: &str) -> Option<Vec<[f64; 2]>> {
    if !text.ends_with('}') || !(text.contains("\"coordinates\"") || text.contains("\"bbox\"")) {
        return None;
    }
    let mut points = vec![];
    for part in text.split('[').skip(1) {
        let Some((inner, _)) = part.split_once(']') else {
            continue;
        };
        let Some(numbers) =
            inner.split(',').map(|number| number.trim().parse::<f64>().ok()).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        match numbers[..] {
            [x, y] | [x, y, _] => points.push([x, y]),
            [west, south, east, north] | [west, south, _, east, north, _] => {
                points.extend(rectangle(west, south, east, north));
            }
            _ => return None,
        }
    }
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, bool)>) {
        let read = read(text);
        let read = read.map(|geometry| {
            let wkt = if geometry.is_point() { geometry.to_point() } else { geometry.to_polygon() };
            (wkt, geometry.is_plain)
        });
        assert_eq!(read.as_ref().map(|(wkt, plain)| (wkt.as_str(), *plain)), expected, "{text}");
    }

    const BOX: &str = "POLYGON((7.6 51.5,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))";

    #[test]
    fn wkt() {
        check(BOX, Some((BOX, true)));
        check("POLYGON ((7.6 51.5, 7.8 51.5, 7.8 51.6, 7.6 51.6, 7.6 51.5))", Some((BOX, true)));
        check("polygon((7.6 51.5,7.7 51.55,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))", Some((BOX, false)));
        check("POINT Z (7.7 51.55 60)", Some(("POINT(7.7 51.55)", true)));
        check("GEOMETRYCOLLECTION(POINT(7.6 51.5),LINESTRING(7.7 51.6,7.8 51.6))", Some((BOX, false)));
        check("ENVELOPE(7.6, 7.8, 51.6, 51.5)", Some((BOX, true)));
        check("BOX(7.6 51.5,7.8 51.6)", Some((BOX, true)));
        check("7.6,51.5,7.8,51.6", Some((BOX, true)));
    }

    #[test]
    fn systems_of_coordinates() {
        check(
            "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(7.7 51.55)",
            Some(("POINT(7.7 51.55)", true)),
        );
        check(
            "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51.55 7.7)",
            Some(("POINT(7.7 51.55)", true)),
        );
        check("SRID=4326;POINT(7.7 51.55)", Some(("POINT(7.7 51.55)", true)));
        let unna = "POINT(7.688 51.537)";
        for text in [
            "<http://www.opengis.net/def/crs/EPSG/0/25832> POINT(409006.0371 5710359.8944)",
            "SRID=25832;POINT(409006.0371 5710359.8944)",
            "POINT(32409006.0371 5710359.8944)",
            r#"{"type":"Point","coordinates":[409006.0371,5710359.8944],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}}}"#,
            r#"{"crs":{"type":"name","properties":{"name":"EPSG:25832"}},"type":"Point","coordinates":[409006.0371,5710359.8944]}"#,
        ] {
            check(text, Some((unna, true)));
            assert!(is_in_metres(text), "{text}");
        }
        let zoneless = "POINT(409006.0371 5710359.8944)";
        check(zoneless, None);
        assert_eq!(read_near(zoneless, Some(7.4)).map(|found| found.to_point()).as_deref(), Some(unna));
        assert!(!is_in_metres(zoneless) && !is_in_metres(unna));
        check("<http://www.opengis.net/def/crs/EPSG/0/2056> POINT(2600000 1200000)", None);
        assert!(is_converted("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51.55 7.7)"));
        assert!(is_converted("POINT(32409006.0371 5710359.8944)"));
        assert!(!is_converted("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(7.7 51.55)"));
        assert!(!is_converted("POINT(7.7 51.55)") && !is_converted("Unna"));
    }

    #[test]
    fn geojson() {
        check(r#"{"type":"Point","coordinates":[7.7,51.55]}"#, Some(("POINT(7.7 51.55)", true)));
        check(
            r#"{"type":"Polygon","coordinates":[[[7.6,51.5],[7.8,51.5],[7.8,51.6],[7.6,51.6],[7.6,51.5]]]}"#,
            Some((BOX, true)),
        );
        check(r#"{"type":"Feature","bbox":[7.6,51.5,7.8,51.6]}"#, Some((BOX, true)));
    }

    #[test]
    fn no_geometry() {
        for text in
            ["", "POINT", "POINT EMPTY", "POINT(a b)", "Kreis Unna", "{}", "{\"coordinates\":[]}", "POINT(1)"]
        {
            check(text, None);
        }
    }

    #[test]
    fn box_from_numbers() {
        assert_eq!(
            Geometry::bounding_box(7.6, 51.5, 7.8, 51.6).map(|b| b.to_polygon()).as_deref(),
            Some(BOX)
        );
        assert_eq!(
            Geometry::bounding_box(7.6, 51.5, 7.8, 51.6).map(|b| b.to_point()).as_deref(),
            Some("POINT(7.7 51.55)")
        );
        assert_eq!(Geometry::bounding_box(7.8, 51.5, 7.6, 51.6), None);
        assert_eq!(Geometry::bounding_box(f64::NAN, 51.5, 7.6, 51.6), None);
    }
}
