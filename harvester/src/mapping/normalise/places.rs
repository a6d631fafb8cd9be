//! Where the data are about: official keys, level of administration, extent.

mod concluded;
mod extent;

use super::Findings;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Place};
use datenkreis_vocab::lists::{Certainty, political_geocoding, political_geocoding_level};
use datenkreis_vocab::model::{Coded, Dataset, Location};
use oxrdf::NamedNode;

const SPATIAL: &str = "dcterms:spatial";
const GEOCODING: &str = "dcatde:politicalGeocodingURI";
const LEVEL: &str = "dcatde:politicalGeocodingLevelURI";

/// Germany as a whole, which has no official key.
const GERMANY: &str = "http://publications.europa.eu/resource/authority/country/DEU";

/// Brings official places to the spelling of dcat-ap.de and states them in both properties, because
/// DCAT-AP.de 3.0 wants dcterms:spatial and GovData reads dcatde:politicalGeocodingURI. What is said of the
/// place otherwise (a name, an extent, another list, the publisher) is looked up in the gazetteer; where
/// it leaves something open, a finding lists what may be meant.
pub fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    spelling(dataset, findings);
    concluded::of_other_lists(dataset, findings);
    concluded::of_names(dataset, mapping, findings);
    concluded::of_extent(dataset, mapping, findings);
    concluded::of_publisher(dataset, mapping, findings);
    both_properties(dataset, findings);
    extent::of_place(dataset, mapping, findings);
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

fn level(dataset: &mut Dataset, findings: &mut Findings) {
    if dataset.political_geocoding_level_uri.iter().any(|level| level.concept.is_some()) {
        return;
    }
    let levels =
        dataset.political_geocoding_uri.iter().filter_map(|place| political_geocoding::level(place.as_str()));
    let mut levels: Vec<&str> = levels.collect();
    let is_germany = |location: &Location| location.iri.as_ref().is_some_and(|iri| iri.as_str() == GERMANY);
    if levels.is_empty() && dataset.spatial.iter().any(is_germany) {
        levels.extend(political_geocoding_level::lookup("federal").map(|found| found.iri));
    }
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, LEVEL).concluded(level));
        dataset.political_geocoding_level_uri.push(Coded::concept(NamedNode::new_unchecked(level)));
    }
}
