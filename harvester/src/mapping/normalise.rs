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
mod licenses;
mod places;
mod texts;

use super::Mapping;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::lists;
use datenkreis_vocab::model::Dataset;
use std::collections::HashSet;

/// Resolves every coded value, fills in what the configuration vouches for, and tells what it did; the
/// same finding is told once for a dataset, however many distributions share it. Idempotent:
/// normalising a normalised dataset changes nothing.
pub fn normalise(mut dataset: Dataset, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
    let mut findings = Findings::default();
    texts::normalise(&mut dataset, &mut findings);
    defaults::normalise(&mut dataset, mapping, &mut findings);
    concepts::normalise(&mut dataset, &mut findings);
    places::normalise(&mut dataset, mapping, &mut findings);
    high_value::normalise(&mut dataset, &mut findings);
    for distribution in &mut dataset.distribution {
        addresses::normalise(distribution, &mut findings);
        formats::normalise(distribution, &mut findings);
        licenses::normalise(distribution, dataset.publisher.as_ref(), mapping, &mut findings);
        defaults::services(
            &mut distribution.access_service,
            &distribution.title,
            distribution.license.as_ref(),
            dataset.publisher.as_ref(),
            &mut findings,
        );
    }
    for service in &mut dataset.service {
        licenses::service(service, &mut findings);
    }
    defaults::services(&mut dataset.service, &[], None, dataset.publisher.as_ref(), &mut findings);
    (dataset, findings.list)
}

/// Whether a value names an entry of an official list by its label: then there is nothing to mend.
fn is_label(found: &str, iri: &str) -> bool {
    ["de", "en"].iter().any(|language| lists::label(iri, language) == Some(found))
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
