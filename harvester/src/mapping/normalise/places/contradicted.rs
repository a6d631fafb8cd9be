//! Keys that are probably not the ones meant: a digit is soon mistyped, and leads to another municipality.

use super::{GEOCODING, SPATIAL, is_official};
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Place};
use datenkreis_vocab::model::Dataset;
use oxrdf::NamedNode;

/// Tells keys of other municipalities than the one that publishes. The key stays: towns may publish about another, and
/// what was stated counts. Where one of several keys is right, the others are meant too.
pub(super) fn check(dataset: &Dataset, publisher: Option<&'static Place>, findings: &mut Findings) {
    let Some(publisher) = publisher.filter(|place| place.is_municipality()) else {
        return;
    };
    let in_spatial = dataset.spatial.iter().filter_map(|location| location.iri.as_ref());
    let stated = in_spatial.map(|iri| (iri, SPATIAL));
    let stated = stated.chain(dataset.political_geocoding_uri.iter().map(|iri| (iri, GEOCODING)));
    let place = |iri: &NamedNode| is_official(iri).then(|| gazetteer::by_iri(iri.as_str())).flatten();
    let stated: Vec<(&Place, &str)> = stated.filter_map(|(iri, of)| Some((place(iri)?, of))).collect();
    if stated.iter().any(|(place, _)| publisher.is_within(place.key)) {
        return;
    }
    let mut told: Vec<&Place> = vec![];
    for (place, property) in stated {
        if place.is_municipality() && !told.contains(&place) {
            told.push(place);
            let shown = |place: &Place| format!("{} ({})", place.name, place.key);
            let found = format!("{} ≠ {}", shown(place), shown(publisher));
            findings.push(Finding::new(&rule::PLACE_CONTRADICTED, property).found(found));
        }
    }
}
