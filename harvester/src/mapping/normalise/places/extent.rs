//! The extent of the place that a dataset is about.

use super::{SPATIAL, official_places};
use crate::config::Organisation;
use crate::mapping::Mapping;
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::Place;
use datenkreis_vocab::model::geometry::{self, Geometry};
use datenkreis_vocab::model::{Dataset, Location};

/// A dataset about exactly one place gets that place's extent if it states none: the one of the region file,
/// else that of the gazetteer. Schleswig-Holstein's portal refuses datasets without, and map searches
/// need it.
pub(super) fn of_place(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    if dataset.spatial.iter().any(|location| location.bbox.is_some() || location.centroid.is_some()) {
        return;
    }
    let Some(place) = smallest(official_places(dataset)) else {
        return;
    };
    let mut bodies = mapping.region.organisations.iter();
    let body = bodies.find(|body| body.ags.as_deref().is_some_and(|key| place.is_called(key)));
    let Some(extent) = body.and_then(of_body).or(place.extent) else {
        return;
    };
    findings.push(
        Finding::new(&rule::EXTENT_CONCLUDED, SPATIAL).found(place.iri()).concluded(extent.to_polygon()),
    );
    // A place of its own: GovData reads geometry from typed nodes only, and nothing is said of foreign ones.
    dataset.spatial.push(Location {
        bbox: Some(extent.to_polygon()),
        centroid: Some(extent.to_point()),
        ..Location::default()
    });
}

/// The place all others contain, as in “district and municipality”; `None` if they lie side by side.
fn smallest(places: impl Iterator<Item = &'static Place>) -> Option<&'static Place> {
    let places: Vec<&Place> = places.collect();
    let smallest = places.iter().copied().max_by_key(|place| place.key.len())?;
    places.iter().all(|place| smallest.is_within(place.key)).then_some(smallest)
}

/// The configured extent of a body.
pub(super) fn of_body(body: &Organisation) -> Option<Geometry> {
    let [west, south, east, north] = body.bbox?;
    Geometry::bounding_box(west, south, east, north)
}

/// Whether an extent is the whole Earth, which software states where nobody drew a box.
pub(super) fn is_world(extent: &Geometry) -> bool {
    extent.east - extent.west >= 350.0 && extent.north - extent.south >= 160.0
}

/// Whether a dataset states an extent that says anything.
pub(super) fn states_any(dataset: &Dataset) -> bool {
    extents(dataset).next().is_some()
}

/// The extent that a dataset states, if it is one.
pub(super) fn stated(dataset: &Dataset) -> Option<Geometry> {
    let mut extents = extents(dataset);
    match (extents.next(), extents.next()) {
        (Some(extent), None) => Some(extent),
        _ => None,
    }
}

fn extents(dataset: &Dataset) -> impl Iterator<Item = Geometry> {
    dataset
        .spatial
        .iter()
        .filter_map(|location| location.bbox.as_deref().or(location.centroid.as_deref()))
        .filter_map(geometry::read)
        .filter(|extent| !is_world(extent))
}
