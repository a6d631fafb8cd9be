//! Brings values to the official lists, the same for every dialect; the value found stays in the
//! finding.
//!
//! What is absent altogether is left to [`crate::check`], unless the configuration fills it in here.

mod addresses;
pub(crate) mod agents;
mod concepts;
mod defaults;
mod formats;
mod high_value;
mod legislation;
mod licenses;
mod places;
mod telephones;
mod texts;

use super::{Mapping, conclude};
use crate::check::stand_ins;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::model::Dataset;
pub(crate) use licenses::restrict;
use std::collections::HashSet;

/// Resolves every coded value, fills in what the configuration vouches for, and tells what it did; the
/// same finding is told once for a dataset, however many distributions share it. Idempotent:
/// normalising a normalised dataset changes nothing.
pub fn normalise(mut dataset: Dataset, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
    let mut findings = Findings::default();
    stand_ins(&mut dataset).into_iter().for_each(|finding| findings.push(finding));
    texts::normalise(&mut dataset, &mut findings);
    defaults::normalise(&mut dataset, mapping, &mut findings);
    telephones::normalise(&mut dataset, &mut findings);
    concepts::normalise(&mut dataset, &mut findings);
    places::normalise(&mut dataset, mapping, &mut findings);
    high_value::normalise(&mut dataset, &mut findings);
    legislation::normalise(&mut dataset, &mut findings);
    let terms = licenses::OfDataset::of(&dataset);
    for distribution in &mut dataset.distribution {
        addresses::normalise(distribution, &mut findings);
        formats::normalise(distribution, &mut findings);
        licenses::normalise(distribution, &terms, dataset.publisher.as_ref(), mapping, &mut findings);
        defaults::services(
            &mut distribution.access_service,
            &distribution.title,
            distribution.license.as_ref(),
            dataset.publisher.as_ref(),
            &mut findings,
        );
    }
    licenses::samples(&mut dataset, &terms, mapping, &mut findings);
    for service in &mut dataset.service {
        licenses::service(service, &mut findings);
    }
    defaults::services(&mut dataset.service, &[], None, dataset.publisher.as_ref(), &mut findings);
    // Last, when every text is clean.
    conclude::conclude(&mut dataset).into_iter().for_each(|finding| findings.push(finding));
    (dataset, findings.list)
}

/// The values in a text that lists several: `de, en`, addresses with a blank between them, or the
/// array of a database (`{"a","b"}`).
pub(crate) fn listed(text: &str) -> Vec<&str> {
    let text = text.trim();
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let mut values = vec![];
    for part in text.split([',', ';', '|', '\n']) {
        if part.split_whitespace().all(is_address) {
            values.extend(part.split_whitespace());
        } else {
            values.push(part);
        }
    }
    let bare = values.into_iter().map(|value| value.trim().trim_matches('"').trim());
    bare.filter(|value| !value.is_empty()).collect()
}

/// Whether a text is meant as an absolute address.
fn is_address(text: &str) -> bool {
    text.contains("://")
}

/// Findings in the order in which they came, each once.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
    seen: HashSet<Finding>,
}

impl Findings {
    fn push(&mut self, finding: Finding) {
        if self.seen.insert(finding.clone()) {
            self.list.push(finding);
        }
    }
}

#[cfg(test)]
mod tests;
