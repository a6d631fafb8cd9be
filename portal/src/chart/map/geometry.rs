//! From degrees to a picture, and where in an area a name fits best.

use crate::chart::svg::coordinate;
use std::fmt::Write;

/// How many level lines through an area are tried for its name.
const LEVELS: usize = 24;

/// The part of the world a map shows.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    west: f64,
    north: f64,
    /// Degrees of longitude over the width.
    width: f64,
    /// Degrees of latitude over the height.
    height: f64,
    /// Height by width.
    ratio: f64,
}

/// A level line inside an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its middle, as shares of width and height of the map.
    pub place: (f64, f64),
    /// Its length, as a share of the width of the map.
    pub width: f64,
}

impl Projection {
    /// The smallest map that shows all rings; `None` without an area.
    pub fn around<'a>(rings: impl IntoIterator<Item = &'a Vec<(f64, f64)>>) -> Option<Self> {
        let mut bounds: Option<[f64; 4]> = None;
        for (east, north) in rings.into_iter().flatten().copied().filter(valid) {
            let [w, s, e, n] = bounds.unwrap_or([east, north, east, north]);
            bounds = Some([w.min(east), s.min(north), e.max(east), n.max(north)]);
        }
        let [west, south, east, north] = bounds?;
        let shortened = ((south + north) / 2.0).to_radians().cos().max(0.01);
        let (width, height) = (east - west, north - south);
        let ratio = height / (width * shortened);
        (width > 0.0 && height > 0.0).then_some(Self { west, north, width, height, ratio })
    }

    /// Height by width of the map.
    pub fn ratio(&self) -> f64 {
        self.ratio
    }

    /// The outlines as an SVG path in a picture of a width.
    pub fn path(&self, rings: &[Vec<(f64, f64)>], size: f64) -> String {
        let mut path = String::new();
        for ring in rings {
            let mut before = None;
            for point in ring.iter().copied().filter(valid) {
                let (x, y) = self.place(point);
                // A tenth of a unit is less than a pixel.
                let at = [x * size, y * size * self.ratio].map(|at| (at * 10.0).round() / 10.0);
                if before == Some(at) {
                    continue;
                }
                path.push(if before.is_none() { 'M' } else { 'L' });
                let _ = write!(path, "{} {}", coordinate(at[0]), coordinate(at[1]));
                before = Some(at);
            }
            if before.is_some() {
                path.push('Z');
            }
        }
        path
    }

    /// The middle of the longest of some level lines inside an area that has long ones above and below it.
    pub fn roomiest(&self, rings: &[Vec<(f64, f64)>]) -> Option<Spot> {
        let rings: Vec<Vec<(f64, f64)>> = rings
            .iter()
            .map(|ring| ring.iter().copied().filter(valid).map(|point| self.place(point)).collect())
            .collect();
        let heights = rings.iter().flatten().map(|(_, y)| *y);
        let (top, bottom) = crate::chart::scale::extent(heights)?;
        let level = |index: usize| top + (bottom - top) * (index as f64 + 0.5) / LEVELS as f64;
        let longest: Vec<_> = (0..LEVELS).map(|index| longest(&rings, level(index))).collect();
        let spot = |index: usize| {
            let around = &longest[index - 1..=index + 1];
            let from = around.iter().map(|(from, _)| *from).fold(0.0, f64::max);
            let to = around.iter().map(|(_, to)| *to).fold(1.0, f64::min);
            Spot { place: ((from + to) / 2.0, level(index)), width: to - from }
        };
        let spots = (1..LEVELS - 1).map(spot).filter(|spot| spot.width > 0.0);
        spots.max_by(|one, other| one.width.total_cmp(&other.width))
    }

    /// Shares of width and height.
    fn place(&self, (east, north): (f64, f64)) -> (f64, f64) {
        ((east - self.west) / self.width, (self.north - north) / self.height)
    }
}

/// The longest part of a level line inside of rings, by the even-odd rule.
fn longest(rings: &[Vec<(f64, f64)>], y: f64) -> (f64, f64) {
    let mut crossings: Vec<f64> = Vec::new();
    for ring in rings {
        let next = ring.iter().skip(1).chain(ring.first());
        for ((x1, y1), (x2, y2)) in ring.iter().zip(next) {
            if (*y1 <= y) != (*y2 <= y) {
                crossings.push(x1 + (y - y1) / (y2 - y1) * (x2 - x1));
            }
        }
    }
    crossings.sort_by(f64::total_cmp);
    let parts = crossings.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    parts.max_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0))).unwrap_or((1.0, 0.0))
}

/// Whether a point lies on the world; others would tear the map apart.
fn valid((east, north): &(f64, f64)) -> bool {
    east.abs() <= 180.0 && north.abs() <= 90.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64) -> Vec<(f64, f64)> {
        vec![(from, 50.0 + from), (to, 50.0 + from), (to, 50.0 + to), (from, 50.0 + to), (from, 50.0 + from)]
    }

    #[test]
    fn shapes_keep_their_ratio() {
        let ring = square(0.0, 1.0);
        let projection = Projection::around([&ring]).expect("an area");
        assert!((projection.ratio() - 1.0 / 50.5_f64.to_radians().cos()).abs() < 1e-9);
        assert_eq!(projection.path(&[ring], 100.0), "M0 157.2L100 157.2L100 0L0 0L0 157.2Z");
    }

    #[test]
    fn nothing_is_no_map() {
        let check = |ring: Vec<(f64, f64)>| assert!(Projection::around([&ring]).is_none(), "{ring:?}");
        check(vec![]);
        check(vec![(7.0, 51.0)]);
        check(vec![(f64::NAN, 51.0), (7.0, f64::INFINITY), (999.0, 51.0)]);
    }

    #[test]
    fn names_stand_where_there_is_room() {
        let ring = square(0.0, 1.0);
        let projection = Projection::around([&ring]).expect("an area");
        let spot = projection.roomiest(std::slice::from_ref(&ring)).expect("a spot");
        assert!((spot.width - 1.0).abs() < 1e-9 && (spot.place.0 - 0.5).abs() < 1e-9);
        // A hole in the middle leaves room above, below or beside it.
        let spot = projection.roomiest(&[ring, square(0.3, 0.7)]).expect("a spot");
        assert!((spot.width - 1.0).abs() < 1e-9 && (spot.place.1 - 0.5).abs() > 0.2);
        assert_eq!(projection.roomiest(&[]), None);
    }

    /// Municipalities of North Rhine-Westphalia as TopoJSON: outlines of arcs that neighbours share.
    #[test]
    fn names_of_real_places_lie_in_them() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpora/boundaries/nrw_gemeinden.topo.json");
        let Ok(file) = std::fs::read(path) else {
            println!("skipped: {path} is not there");
            return;
        };
        let file: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
        let number = |value: &serde_json::Value| value.as_f64().expect("a number");
        let list = |value: &serde_json::Value| value.as_array().expect("a list").clone();
        let [scale, shift] = ["scale", "translate"].map(|name| list(&file["transform"][name]));
        let arc = |arc: &serde_json::Value| {
            let mut at = (0.0, 0.0);
            let place = |step: &serde_json::Value| {
                at = (at.0 + number(&step[0]), at.1 + number(&step[1]));
                (at.0 * number(&scale[0]) + number(&shift[0]), at.1 * number(&scale[1]) + number(&shift[1]))
            };
            list(arc).iter().map(place).collect::<Vec<_>>()
        };
        let arcs: Vec<Vec<(f64, f64)>> = list(&file["arcs"]).iter().map(arc).collect();
        let ring = |ring: &serde_json::Value| {
            let arc = |index: &serde_json::Value| {
                let index = index.as_i64().expect("an index");
                let mut arc = arcs[usize::try_from(index.max(!index)).expect("an index")].clone();
                if index < 0 {
                    arc.reverse();
                }
                arc
            };
            list(ring).iter().flat_map(arc).collect::<Vec<_>>()
        };
        let areas: Vec<Vec<Vec<(f64, f64)>>> = list(&file["objects"]["regions"]["geometries"])
            .iter()
            .filter(|area| area["type"] == "Polygon")
            .map(|area| list(&area["arcs"]).iter().map(ring).collect())
            .collect();
        let projection = Projection::around(areas.iter().flatten()).expect("a map");
        assert!(areas.len() > 300);
        for rings in &areas {
            assert!(projection.path(rings, 1000.0).starts_with('M'));
            let spot = projection.roomiest(rings).expect("a spot");
            let places: Vec<Vec<_>> = rings
                .iter()
                .map(|ring| ring.iter().map(|point| projection.place(*point)).collect())
                .collect();
            let crossed = |from: &(f64, f64), to: &(f64, f64)| {
                (from.1 <= spot.place.1) != (to.1 <= spot.place.1)
                    && from.0 + (spot.place.1 - from.1) / (to.1 - from.1) * (to.0 - from.0) < spot.place.0
            };
            let sides = places.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
            let left = sides.filter(|(from, to)| crossed(from, to)).count();
            assert!(left % 2 == 1, "{spot:?} lies outside");
        }
    }
}
