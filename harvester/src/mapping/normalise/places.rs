//! Where the data are about: official keys, level of administration, extent.

use super::Findings;
use crate::config::Organisation;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::{Certainty, Found, political_geocoding};
use datenkreis_vocab::model::geometry::Geometry;
use datenkreis_vocab::model::{Coded, Dataset, Location};
use oxrdf::NamedNode;

const SPATIAL: &str = "dcterms:spatial";
const GEOCODING: &str = "dcatde:politicalGeocodingURI";
const LEVEL: &str = "dcatde:politicalGeocodingLevelURI";

/// Brings official places to the spelling of dcat-ap.de and states them in both properties, because
/// DCAT-AP.de 3.0 wants dcterms:spatial and GovData reads dcatde:politicalGeocodingURI. A place that is
/// only named is looked up; a dataset without any place is about the place its publisher stands for.
pub fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    spelling(dataset, findings);
    named(dataset, mapping, findings);
    of_publisher(dataset, mapping, findings);
    both_properties(dataset, findings);
    extent_of_place(dataset, mapping, findings);
    level(dataset, findings);
}

fn spelling(dataset: &mut Dataset, findings: &mut Findings) {
    let places =
        dataset.spatial.iter_mut().filter_map(|location| location.iri.as_mut()).map(|iri| (iri, SPATIAL));
    for (iri, property) in
        places.chain(dataset.political_geocoding_uri.iter_mut().map(|iri| (iri, GEOCODING)))
    {
        // A name (assumed) is none of an IRI's spellings.
        let Some(place) =
            political_geocoding::lookup(iri.as_str()).filter(|place| place.certainty == Certainty::Spelling)
        else {
            continue;
        };
        findings
            .push(Finding::new(&rule::VALUE_NORMALISED, property).found(iri.as_str()).concluded(place.iri));
        *iri = NamedNode::new_unchecked(place.iri);
    }
}

/// Places given by name only: first among the bodies of the region, then in the register.
fn named(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    let mut concluded = vec![];
    for location in dataset
        .spatial
        .iter()
        .filter(|location| location.iri.is_none() && location.bbox.is_none() && location.centroid.is_none())
    {
        let Some(name) = location.pref_label.first().map(|label| label.value.as_str()) else {
            continue;
        };
        match place_named(name, mapping) {
            Some(place) if has_place(dataset, place.iri) => {}
            Some(place) => {
                findings
                    .push(Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(name).concluded(place.iri));
                concluded.push(official(place));
            }
            None => findings.push(Finding::new(&rule::PLACE_UNKNOWN, SPATIAL).found(name)),
        }
    }
    dataset.spatial.extend(concluded);
}

fn place_named(name: &str, mapping: &Mapping) -> Option<Found> {
    let body = mapping.region.organisations.iter().find(|body| body.name.eq_ignore_ascii_case(name.trim()));
    match body.and_then(|body| body.ags.as_deref()) {
        Some(key) => political_geocoding::lookup(key),
        None => political_geocoding::lookup(name),
    }
}

fn of_publisher(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    let says_nothing = dataset.spatial.is_empty()
        && dataset.political_geocoding_uri.is_empty()
        && dataset.geocoding_description.is_empty();
    let Some(key) = mapping.place.as_deref().filter(|_| says_nothing) else {
        return;
    };
    let Some(place) = political_geocoding::lookup(key) else {
        return;
    };
    findings.push(Finding::new(&rule::PLACE_CONCLUDED, SPATIAL).concluded(place.iri));
    dataset.spatial.push(official(place));
}

/// A dataset about exactly one place of the region gets the extent the region file states for it:
/// Schleswig-Holstein's portal refuses datasets without one, and map searches need it.
fn extent_of_place(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    if dataset.spatial.iter().any(|location| location.bbox.is_some() || location.centroid.is_some()) {
        return;
    }
    let mut places =
        dataset.spatial.iter().filter_map(|location| location.iri.as_ref()).filter(|iri| is_official(iri));
    let (Some(place), None) = (places.next(), places.next()) else {
        return;
    };
    let body = mapping
        .region
        .organisations
        .iter()
        .find(|body| body.ags.as_deref().is_some_and(|key| names(place, key)));
    if let Some(extent) = body.and_then(extent) {
        let concluded = extent.bbox.clone().unwrap_or_default();
        findings
            .push(Finding::new(&rule::EXTENT_CONCLUDED, SPATIAL).found(place.as_str()).concluded(concluded));
        dataset.spatial.push(extent);
    }
}

/// Whether a place IRI of any official list stands for the body with this key.
fn names(place: &NamedNode, key: &str) -> bool {
    place.as_str().rsplit('/').next() == Some(key)
        || political_geocoding::lookup(key).is_some_and(|found| found.iri == place.as_str())
}

fn official(place: Found) -> Location {
    Location { iri: Some(NamedNode::new_unchecked(place.iri)), ..Location::default() }
}

/// The configured extent of a body, as a place of its own: GovData reads geometry from typed nodes only.
fn extent(body: &Organisation) -> Option<Location> {
    let [west, south, east, north] = body.bbox?;
    let extent = Geometry::bounding_box(west, south, east, north)?;
    Some(Location {
        bbox: Some(extent.to_polygon()),
        centroid: Some(extent.to_point()),
        ..Location::default()
    })
}

fn has_place(dataset: &Dataset, iri: &str) -> bool {
    dataset.spatial.iter().any(|location| location.iri.as_ref().is_some_and(|place| place.as_str() == iri))
}

fn is_official(iri: &NamedNode) -> bool {
    political_geocoding::label(iri.as_str()).is_some()
}

fn both_properties(dataset: &mut Dataset, findings: &mut Findings) {
    let in_spatial: Vec<NamedNode> =
        dataset.spatial.iter().filter_map(|location| location.iri.clone()).filter(is_official).collect();
    if in_spatial.is_empty() {
        let stated: Vec<NamedNode> =
            dataset.political_geocoding_uri.iter().filter(|iri| is_official(iri)).cloned().collect();
        for place in stated {
            findings.push(Finding::new(&rule::VALUE_CONCLUDED, SPATIAL).concluded(place.as_str()));
            dataset.spatial.push(Location { iri: Some(place), ..Location::default() });
        }
    } else if dataset.political_geocoding_uri.is_empty() {
        for place in in_spatial {
            findings.push(Finding::new(&rule::VALUE_CONCLUDED, GEOCODING).concluded(place.as_str()));
            dataset.political_geocoding_uri.push(place);
        }
    }
}

fn level(dataset: &mut Dataset, findings: &mut Findings) {
    if !dataset.political_geocoding_level_uri.is_empty() {
        return;
    }
    let levels =
        dataset.political_geocoding_uri.iter().filter_map(|place| political_geocoding::level(place.as_str()));
    let mut levels: Vec<&str> = levels.collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, LEVEL).concluded(level));
        dataset.political_geocoding_level_uri.push(Coded::concept(NamedNode::new_unchecked(level)));
    }
}
