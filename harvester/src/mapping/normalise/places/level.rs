//! The level of administration, which follows from the official keys.

use super::{EUROPE, GERMANY, official_places};
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Kind, Place};
use datenkreis_vocab::lists::political_geocoding_level;
use datenkreis_vocab::model::{Coded, Dataset};
use oxrdf::NamedNode;

const LEVEL: &str = "dcatde:politicalGeocodingLevelURI";

/// States the level of the places if none is stated, and puts right one that contradicts them.
pub(super) fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    let levels = levels(dataset);
    if levels.is_empty() {
        return;
    }
    let possible: Vec<&str> = possible(dataset, &levels);
    let concluded = levels.join(" ");
    dataset.political_geocoding_level_uri.retain(|level| {
        let Some(stated) = level.concept.as_ref().map(NamedNode::as_str) else {
            return true;
        };
        let agrees = possible.contains(&stated);
        if !agrees {
            let finding = Finding::new(&rule::LEVEL_CONTRADICTED, LEVEL).found(stated);
            findings.push(finding.concluded(concluded.as_str()));
        }
        agrees
    });
    if dataset.political_geocoding_level_uri.iter().any(|level| level.concept.is_some()) {
        return;
    }
    for level in levels {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, LEVEL).concluded(level));
        dataset.political_geocoding_level_uri.push(Coded::concept(NamedNode::new_unchecked(level)));
    }
}

/// The levels of the official places, else of Germany or Europe.
fn levels(dataset: &Dataset) -> Vec<&'static str> {
    let mut names: Vec<&str> = official_places(dataset).map(Place::level).collect();
    if names.is_empty() {
        names.extend(beyond_keys(dataset));
    }
    let mut levels: Vec<&str> = names.into_iter().filter_map(iri).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// The levels of Germany and Europe, which have no key, if the dataset is about them.
fn beyond_keys(dataset: &Dataset) -> impl Iterator<Item = &'static str> {
    let states = |place: &str| {
        dataset.spatial.iter().any(|at| at.iri.as_ref().is_some_and(|iri| iri.as_str() == place))
    };
    [(GERMANY, "federal"), (EUROPE, "european")]
        .into_iter()
        .filter_map(move |(place, level)| states(place).then_some(level))
}

fn iri(name: &str) -> Option<&'static str> {
    political_geocoding_level::lookup(name).map(|found| found.iri)
}

/// The levels that contradict none of the places: a city without district is both, a city state all three, and
/// several places may stand for what they all lie in.
fn possible(dataset: &Dataset, levels: &[&'static str]) -> Vec<&'static str> {
    let mut possible = levels.to_vec();
    possible.extend(beyond_keys(dataset).filter_map(iri));
    let places: Vec<&Place> = official_places(dataset).collect();
    for place in &places {
        let is_city_state = ["02", "11"].iter().any(|state| place.key.starts_with(state));
        let is_city = place.kind == Kind::CityAsDistrict
            || place.is_municipality() && place.key.get(5..) == Some("0000000");
        if is_city || is_city_state {
            possible.extend(["municipality", "administrativeDistrict"].into_iter().filter_map(iri));
        }
        if is_city_state {
            possible.extend(iri("state"));
        }
    }
    if let [first, _, ..] = places[..] {
        let shared =
            gazetteer::above(first).filter(|above| places.iter().all(|place| place.is_within(above.key)));
        possible.extend(shared.filter_map(|above| iri(above.level())));
    }
    // Where only Germany or Europe is named, nothing is contradicted for certain.
    if places.is_empty() {
        let names =
            ["international", "european", "federal", "state", "administrativeDistrict", "municipality"];
        possible.extend(names.into_iter().filter_map(iri));
    }
    possible
}
