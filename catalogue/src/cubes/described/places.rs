//! The places a cube is about.

use crate::cubes::CubeView;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::gazetteer;
use datenkreis_vocab::lists::political_geocoding;
use datenkreis_vocab::model::{Coded, Dataset, Location};
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// More places than this say less than the one around them.
const PLACES: usize = 12;

const GERMANY: &str = "http://publications.europa.eu/resource/authority/country/DEU";

/// States the places: the region if all areas lie within it, else the areas that lie in no other, or those
/// around them if they are many.
pub(super) fn add(cube: &CubeView, region: Option<&AreaKey>, dataset: &mut Dataset) {
    let region = region.filter(|region| cube.areas().iter().all(|area| region.holds(area)));
    let places = region.map_or_else(|| outermost(cube.areas()), |region| BTreeSet::from([region.clone()]));
    for place in places {
        let key = place.as_str();
        let known = gazetteer::by_key(key).filter(|place| place.is_called(key));
        let iri = match known {
            Some(place) => place.iri(),
            None if place.level() == Level::Country => GERMANY,
            None => continue,
        };
        let node = NamedNode::new_unchecked(iri);
        dataset.spatial.push(Location { iri: Some(node.clone()), ..Location::default() });
        if known.is_some() {
            dataset.political_geocoding_uri.push(node);
        }
        if let Some(level) = political_geocoding::level(iri).map(NamedNode::new_unchecked).map(Coded::concept)
            && !dataset.political_geocoding_level_uri.contains(&level)
        {
            dataset.political_geocoding_level_uri.push(level);
        }
    }
}

fn outermost(areas: &[AreaKey]) -> BTreeSet<AreaKey> {
    // Parts of municipalities have no place in any register.
    let known = areas.iter().map(|area| match area.level() {
        Level::Quarter => area.parent().unwrap_or_else(|| area.clone()),
        _ => area.clone(),
    });
    let mut places = without_inner(known.collect());
    while places.len() > PLACES {
        let innermost = places.iter().map(AreaKey::level).max();
        let around = places.iter().map(|area| match area.parent() {
            Some(parent) if Some(area.level()) == innermost => parent,
            _ => area.clone(),
        });
        places = without_inner(around.collect());
    }
    places
}

fn without_inner(areas: BTreeSet<AreaKey>) -> BTreeSet<AreaKey> {
    let is_inner = |area: &AreaKey| {
        std::iter::successors(area.parent(), AreaKey::parent).any(|around| areas.contains(&around))
            || areas
                .iter()
                .any(|other| other.level() == Level::GovernmentDistrict && other != area && other.holds(area))
    };
    areas.iter().filter(|area| !is_inner(area)).cloned().collect()
}
