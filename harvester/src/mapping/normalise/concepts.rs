//! Values of closed lists: the concept, or nothing.

use super::Findings;
use datenkreis_vocab::finding::{Finding, Rule, rule};
use datenkreis_vocab::lists::{
    Certainty, Found, access_right, availability, by_end_of_iri, data_theme, dataset_type,
    distribution_status, frequency, hash_algorithm, language, political_geocoding_level, publisher_type,
};
use datenkreis_vocab::model::{Agent, Coded, Dataset, Distribution};
use oxrdf::NamedNode;

pub type Lookup = fn(&str) -> Option<Found>;

/// Looks up every value whose list is closed. What is not on the list is not published.
pub fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    several(&mut dataset.theme, data_theme::lookup, "dcat:theme", &rule::THEME_UNKNOWN, findings);
    optional(&mut dataset.accrual_periodicity, frequency::lookup, "dcterms:accrualPeriodicity", findings);
    optional(&mut dataset.access_rights, access_right::lookup, "dcterms:accessRights", findings);
    optional(&mut dataset.availability, availability::lookup, "dcatap:availability", findings);
    several(&mut dataset.language, language::lookup, "dcterms:language", &rule::VALUE_UNKNOWN, findings);
    several(&mut dataset.r#type, dataset_type::lookup, "dcterms:type", &rule::VALUE_UNKNOWN, findings);
    let level = "dcatde:politicalGeocodingLevelURI";
    several(
        &mut dataset.political_geocoding_level_uri,
        political_geocoding_level::lookup,
        level,
        &rule::VALUE_UNKNOWN,
        findings,
    );
    let agents =
        [&mut dataset.creator, &mut dataset.contributor, &mut dataset.originator, &mut dataset.custodian];
    for agent in dataset.publisher.iter_mut().chain(agents.into_iter().flatten()) {
        publisher_type_of(agent, findings);
    }
    for distribution in &mut dataset.distribution {
        distribution_concepts(distribution, findings);
    }
    for record in &mut dataset.record {
        several(&mut record.language, language::lookup, "dcterms:language", &rule::VALUE_UNKNOWN, findings);
    }
    for publisher in dataset.service.iter_mut().filter_map(|service| service.publisher.as_mut()) {
        publisher_type_of(publisher, findings);
    }
}

fn distribution_concepts(distribution: &mut Distribution, findings: &mut Findings) {
    several(&mut distribution.language, language::lookup, "dcterms:language", &rule::VALUE_UNKNOWN, findings);
    optional(&mut distribution.availability, availability::lookup, "dcatap:availability", findings);
    optional(&mut distribution.status, distribution_status::lookup, "adms:status", findings);
    if let Some(checksum) = &mut distribution.checksum {
        resolve(
            &mut checksum.algorithm,
            hash_algorithm::lookup,
            "spdx:algorithm",
            &rule::VALUE_UNKNOWN,
            findings,
        );
    }
    for publisher in distribution.access_service.iter_mut().filter_map(|service| service.publisher.as_mut()) {
        publisher_type_of(publisher, findings);
    }
}

fn publisher_type_of(agent: &mut Agent, findings: &mut Findings) {
    optional(&mut agent.r#type, publisher_type::lookup, "foaf:Agent dcterms:type", findings);
}

fn optional(value: &mut Option<Coded>, lookup: Lookup, property: &str, findings: &mut Findings) {
    if let Some(coded) = value {
        resolve(coded, lookup, property, &rule::VALUE_UNKNOWN, findings);
    }
}

/// Several values; one that lists several itself (`de, en`) is taken apart.
fn several(
    values: &mut Vec<Coded>,
    lookup: Lookup,
    property: &str,
    unknown: &'static Rule,
    findings: &mut Findings,
) {
    take_apart(values, lookup);
    for coded in values {
        resolve(coded, lookup, property, unknown, findings);
    }
}

/// Takes values apart that list several.
pub fn take_apart(values: &mut Vec<Coded>, lookup: Lookup) {
    *values = std::mem::take(values).into_iter().flat_map(|coded| parts(coded, lookup)).collect();
}

/// A value that the list knows as it stands is one, commas or not. Else several addresses are several
/// values, and so is a text of which the list knows a part.
fn parts(coded: Coded, lookup: Lookup) -> Vec<Coded> {
    let is_exact = |text: &str| lookup(text).is_some_and(|found| found.certainty != Certainty::Assumed);
    if coded.concept.is_some() || is_exact(&coded.found) {
        return vec![coded];
    }
    let mut parts = super::listed(&coded.found);
    // “deutsch/englisch”, “Deutsch und Englisch”: where every part is on the list, all are meant.
    let finer: Vec<&str> = parts
        .iter()
        .filter(|part| !super::is_address(part))
        .flat_map(|part| part.split(['/', '+', '&']).flat_map(|part| part.split(" und ")))
        .map(str::trim)
        .collect();
    if finer.len() > parts.len() && finer.iter().all(|part| is_exact(part)) {
        parts = finer;
    }
    let addresses = parts.iter().filter(|part| super::is_address(part)).count();
    if addresses > 1 || parts.iter().any(|part| is_exact(part)) || all_known(&parts, lookup) {
        parts.into_iter().map(Coded::found).collect()
    } else {
        vec![coded]
    }
}

fn all_known(parts: &[&str], lookup: Lookup) -> bool {
    !parts.is_empty() && parts.iter().all(|part| lookup(part).is_some())
}

/// Sets the concept that the value found means, or none.
fn resolve(
    coded: &mut Coded,
    lookup: Lookup,
    property: &str,
    unknown: &'static Rule,
    findings: &mut Findings,
) {
    if is_settled(coded, lookup) {
        return;
    }
    let found = lookup(&coded.found).or_else(|| by_end_of_iri(&coded.found, lookup));
    coded.concept = found.map(|found| NamedNode::new_unchecked(found.iri));
    match found {
        Some(Found { certainty: Certainty::Listed, .. }) => {}
        Some(found) => findings
            .push(Finding::new(&rule::VALUE_NORMALISED, property).found(&coded.found).concluded(found.iri)),
        None => findings.push(Finding::new(unknown, property).found(&coded.found)),
    }
}

/// Whether the concept is an entry of the list already.
pub fn is_settled(coded: &Coded, lookup: Lookup) -> bool {
    coded.concept.as_ref().is_some_and(|concept| {
        lookup(concept.as_str()).is_some_and(|found| found.certainty == Certainty::Listed)
    })
}
