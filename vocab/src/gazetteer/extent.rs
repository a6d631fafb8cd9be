//! Which place an extent means.

use super::Meaning;
use super::place::{Kind, Place};
use crate::model::geometry::Geometry;

/// How far an extent may reach beyond that of its place, in degrees: the boundaries are simplified.
const TOLERANCE: f64 = 0.004;

/// How much of its own width an edge may differ by if two extents are the same.
const SHARE: f64 = 0.02;

/// A place of the very extent; else the only municipality whose extent touches it, if that lies
/// within Germany on all sides. Beyond that an extent proves nothing: municipalities are no rectangles.
pub(super) fn meaning(places: &'static [Place], extent: &Geometry) -> Meaning {
    let mut same: Vec<&'static Place> = vec![];
    let mut touched: Vec<&'static Place> = vec![];
    for place in places {
        let Some(outer) = &place.extent else { continue };
        if !matches!(place.kind, Kind::CityAsDistrict | Kind::Area) && is_same(outer, extent) {
            same.push(place);
        }
        if place.is_municipality() && touches(outer, extent) {
            touched.push(place);
        }
    }
    match same[..] {
        [] => {}
        [place] => return Meaning::One(place),
        // A city and its state, a municipality that makes up its association.
        _ => return smallest_of_chain(&same).map_or(Meaning::Several(same), Meaning::One),
    }
    let holding: Vec<&'static Place> = touched
        .iter()
        .copied()
        .filter(|place| place.kind != Kind::Area && place.extent.is_some_and(|outer| holds(&outer, extent)))
        .collect();
    match (&touched[..], &holding[..]) {
        (_, []) => Meaning::Nothing,
        ([only], [place]) if only == place && !place.is_outer => Meaning::One(place),
        _ => Meaning::Several(holding),
    }
}

fn smallest_of_chain(places: &[&'static Place]) -> Option<&'static Place> {
    let smallest = places.iter().copied().max_by_key(|place| place.key.len())?;
    places.iter().all(|place| smallest.is_within(place.key)).then_some(smallest)
}

/// Whether an extent lies within another, give or take the tolerance.
pub(super) fn holds(outer: &Geometry, inner: &Geometry) -> bool {
    inner.west >= outer.west - TOLERANCE
        && inner.east <= outer.east + TOLERANCE
        && inner.south >= outer.south - TOLERANCE
        && inner.north <= outer.north + TOLERANCE
}

/// Whether two extents have anything in common, give or take the tolerance.
pub(super) fn touches(outer: &Geometry, inner: &Geometry) -> bool {
    inner.west <= outer.east + TOLERANCE
        && inner.east >= outer.west - TOLERANCE
        && inner.south <= outer.north + TOLERANCE
        && inner.north >= outer.south - TOLERANCE
}

fn is_same(outer: &Geometry, inner: &Geometry) -> bool {
    let near = |one: f64, other: f64, width: f64| (one - other).abs() <= TOLERANCE + width * SHARE;
    let (width, height) = (outer.east - outer.west, outer.north - outer.south);
    near(outer.west, inner.west, width)
        && near(outer.east, inner.east, width)
        && near(outer.south, inner.south, height)
        && near(outer.north, inner.north, height)
}
