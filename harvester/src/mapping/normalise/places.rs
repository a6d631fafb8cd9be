//! Where the data are about: official keys, level of administration, extent.

mod area;
mod concluded;
mod contradicted;
mod elsewhere;
mod extent;
mod identified;
mod level;
mod plausible;
mod unreadable;

use super::Findings;
use crate::mapping::Mapping;
use area::Area;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Place};
use datenkreis_vocab::lists::political_geocoding;
use datenkreis_vocab::model::{Dataset, Location};
use oxrdf::NamedNode;

const SPATIAL: &str = "dcterms:spatial";
const GEOCODING: &str = "dcatde:politicalGeocodingURI";

/// Germany as a whole, which has no official key.
const GERMANY: &str = "http://publications.europa.eu/resource/authority/country/DEU";
/// Europe.
const EUROPE: &str = "http://publications.europa.eu/resource/authority/continent/EUROPE";

/// Brings official places to the spelling of dcat-ap.de and states them in both properties, because
/// DCAT-AP.de 3.0 wants dcterms:spatial and GovData reads dcatde:politicalGeocodingURI. What is said of the
/// place otherwise (a name, an extent, another list, the publisher) is looked up in the gazetteer; where
/// it leaves something open, a finding lists what may be meant.
pub fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    unreadable::remove(dataset, findings);
    spelling(dataset, findings);
    concluded::of_other_lists(dataset, findings);
    identified::recognise(dataset, findings);
    let publisher = concluded::publisher(dataset, mapping);
    contradicted::check(dataset, publisher.place(), findings);
    let area = || Area::configured(mapping).with_publisher(publisher.place());
    plausible::check(dataset, &area(), findings);
    concluded::of_names(dataset, mapping, &area().with_statements(dataset), findings);
    concluded::of_extent(dataset, mapping, publisher.place(), findings);
    concluded::of_publisher(dataset, mapping, &publisher, findings);
    both_properties(dataset, findings);
    extent::of_place(dataset, mapping, findings);
    level::normalise(dataset, findings);
}

fn spelling(dataset: &mut Dataset, findings: &mut Findings) {
    dataset.spatial.retain_mut(|location| {
        let is_known = location.iri.as_mut().is_none_or(|iri| is_known(iri, SPATIAL, findings));
        if !is_known {
            location.iri = None;
        }
        is_known || *location != Location::default()
    });
    dataset.political_geocoding_uri.retain_mut(|iri| is_known(iri, GEOCODING, findings));
}

/// Brings an official key to its spelling. One that does not exist is told, and not published: it would be no
/// value of the list.
fn is_known(iri: &mut NamedNode, property: &str, findings: &mut Findings) -> bool {
    if gazetteer::split_iri(iri.as_str()).is_none() {
        return true;
    }
    let Some(place) = political_geocoding::lookup(iri.as_str()) else {
        findings.push(Finding::new(&rule::PLACE_UNKNOWN, property).found(iri.as_str()));
        return false;
    };
    if place.iri != iri.as_str() {
        findings
            .push(Finding::new(&rule::VALUE_NORMALISED, property).found(iri.as_str()).concluded(place.iri));
        *iri = NamedNode::new_unchecked(place.iri);
    }
    true
}

fn official(place: &Place) -> Location {
    Location { iri: Some(NamedNode::new_unchecked(place.iri())), ..Location::default() }
}

/// The official places of a dataset, whichever property states them.
fn official_places(dataset: &Dataset) -> impl Iterator<Item = &'static Place> {
    let stated = dataset.spatial.iter().filter_map(|location| location.iri.as_ref());
    let stated = stated.chain(&dataset.political_geocoding_uri);
    stated.filter(|iri| is_official(iri)).filter_map(|iri| gazetteer::by_iri(iri.as_str()))
}

fn has_official_place(dataset: &Dataset) -> bool {
    official_places(dataset).next().is_some()
}

fn has_place(dataset: &Dataset, place: &Place) -> bool {
    official_places(dataset).any(|stated| stated == place)
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
