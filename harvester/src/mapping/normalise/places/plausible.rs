//! Extents that cannot be meant: longitude and latitude swapped, the point 0 0 that an empty form leaves, the whole
//! Earth, another continent.

use super::area::Area;
use super::{SPATIAL, extent};
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Dataset;
use datenkreis_vocab::model::geometry::{self, Geometry};

/// Germany with its waters: west, south, east, north.
const GERMANY: [f64; 4] = [3.0, 47.0, 15.5, 56.0];

/// What is wrong with an extent.
enum Doubt {
    /// Nobody publishes data of a place in the Gulf of Guinea.
    Nowhere,
    /// Swapped, it lies where it is expected.
    Swapped(Geometry),
    /// Neither in the area nor in Germany, or everywhere.
    Elsewhere,
}

/// Puts swapped coordinates right, takes away what says nothing, and tells what is not where it is expected.
pub(super) fn check(dataset: &mut Dataset, area: &Area, findings: &mut Findings) {
    let mut is_emptied = false;
    for location in &mut dataset.spatial {
        for wkt in [&mut location.bbox, &mut location.centroid] {
            let Some((text, extent)) =
                wkt.clone().and_then(|text| geometry::read(&text).map(|extent| (text, extent)))
            else {
                continue;
            };
            if extent.is_line() {
                findings.push(Finding::new(&rule::EXTENT_FLAT, SPATIAL).found(&text));
            }
            match doubt(&extent, area) {
                None => {}
                Some(Doubt::Nowhere) => {
                    findings.push(Finding::new(&rule::EXTENT_NOWHERE, SPATIAL).found(text));
                    *wkt = None;
                    is_emptied = true;
                }
                Some(Doubt::Swapped(right)) => {
                    let right = if right.is_point() { right.to_point() } else { right.to_polygon() };
                    let finding = Finding::new(&rule::EXTENT_SWAPPED, SPATIAL).found(text);
                    findings.push(finding.concluded(right.as_str()));
                    *wkt = Some(right);
                }
                Some(Doubt::Elsewhere) => {
                    findings.push(Finding::new(&rule::EXTENT_ELSEWHERE, SPATIAL).found(text));
                }
            }
        }
    }
    if is_emptied {
        let extra = &dataset.extra;
        dataset.spatial.retain(|location| !location.says_nothing(&dataset.iri, extra));
    }
}

fn doubt(extent: &Geometry, area: &Area) -> Option<Doubt> {
    let edges = [extent.west, extent.south, extent.east, extent.north];
    if edges.iter().all(|edge| edge.abs() < 0.01) {
        return Some(Doubt::Nowhere);
    }
    let is_expected = area.meets(extent);
    if extent::is_world(extent) {
        return is_expected.map(|_| Doubt::Elsewhere);
    }
    let [west, south, east, north] = GERMANY;
    let is_german =
        extent.west <= east && extent.east >= west && extent.south <= north && extent.north >= south;
    if is_german || is_expected? {
        return None;
    }
    let swapped = Geometry::bounding_box(extent.south, extent.west, extent.north, extent.east);
    match swapped.filter(|swapped| area.meets(swapped) == Some(true)) {
        Some(right) => Some(Doubt::Swapped(right)),
        None => Some(Doubt::Elsewhere),
    }
}
