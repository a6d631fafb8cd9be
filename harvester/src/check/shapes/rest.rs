//! The last word has the profile itself: what still breaks an official constraint of DCAT-AP.de 3.0 is not
//! published, and told. Sources can say anything about nodes that the model only passes on.

use super::{DEMANDS, Demand, Range, shown, told};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::is_dataset_beside;
use datenkreis_vocab::ns::{self, rdf};
use datenkreis_vocab::shapes::{self, Profile, Severity, Violation};
use oxrdf::{NamedNode, NamedNodeRef, Term, Triple};
use std::collections::HashSet;

/// Takes out the statements that are to blame for violations; those for which none is, because the dataset
/// itself lacks something, stay. Taking one out may make another wrong, so this is asked until nothing changes.
pub(super) fn without_violations(
    dataset: &NamedNode,
    mut triples: Vec<Triple>,
    findings: &mut Vec<Finding>,
) -> Vec<Triple> {
    let report = shapes::validate(Profile::DcatApDe3, &triples);
    let mut blamed: HashSet<Triple> = HashSet::new();
    for violation in &report.results {
        if violation.severity == Severity::Violation && !is_of_other_record(violation, dataset.as_ref()) {
            blamed.extend(blame(violation, dataset, &triples, &blamed, findings));
        }
    }
    triples.retain(|triple| !blamed.contains(triple));
    triples
}

/// Whether only another record of ours can tell: that a series is one, or a dataset.
fn is_of_other_record(violation: &Violation, dataset: NamedNodeRef<'_>) -> bool {
    let is_link = || {
        DEMANDS.iter().any(|Demand(property, range, _)| {
            matches!(range, Range::Record(_)) && violation.property() == ns::prefixed(property.as_str())
        })
    };
    matches!(violation.found(), Some(Term::NamedNode(other)) if is_dataset_beside(dataset.as_str(), other.as_str()))
        && is_link()
}

/// The statements to take out for a violation: the value, if one is to blame; those beyond the first, if there
/// are too many; else the node that lacks something, and what leads to it.
fn blame(
    violation: &Violation,
    dataset: &NamedNode,
    triples: &[Triple],
    already: &HashSet<Triple>,
    findings: &mut Vec<Finding>,
) -> Vec<Triple> {
    let subject = violation.subject();
    let is_subject = |triple: &&Triple| Term::from(triple.subject.clone()) == *subject;
    let property = |triple: &&Triple| {
        let name = ns::prefixed(triple.predicate.as_str());
        violation.property().split('|').any(|part| part == name)
    };
    let said = || triples.iter().filter(is_subject).filter(property);
    let values: Vec<&Triple> = match violation.found() {
        Some(value) => said().filter(|triple| triple.object == *value).collect(),
        None => said().skip(1).collect(),
    };
    if !values.is_empty() {
        let rule = if violation.found().is_some() { &rule::RANGE_VIOLATED } else { &rule::CARDINALITY };
        let values = values.into_iter().filter(|triple| !already.contains(*triple));
        return values
            .map(|triple| {
                findings.push(told(rule, triple));
                triple.clone()
            })
            .collect();
    }
    let is_dataset = *subject == Term::from(dataset.clone());
    // What is something else as well is only that.
    let types = || triples.iter().filter(is_subject).filter(|triple| triple.predicate == rdf::TYPE);
    let is_demanding = |triple: &&Triple| match &triple.object {
        Term::NamedNode(class) => violation.class() == Some(ns::prefixed(class.as_str()).as_str()),
        _ => false,
    };
    let is_own_class =
        violation.class().is_some_and(|class| class == "dcat:Dataset" || class == "dcat:DatasetSeries");
    if types().count() > 1 && !(is_dataset && is_own_class) {
        let demanding: Vec<&Triple> = types().filter(is_demanding).collect();
        if !demanding.is_empty() {
            let demanding = demanding.into_iter().filter(|triple| !already.contains(*triple));
            return demanding
                .map(|triple| {
                    findings.push(told(&rule::RANGE_VIOLATED, triple));
                    triple.clone()
                })
                .collect();
        }
    }
    if is_dataset {
        return vec![];
    }
    let about: Vec<&Triple> =
        triples.iter().filter(is_subject).filter(|triple| !already.contains(*triple)).collect();
    if about.is_empty() {
        return vec![];
    }
    let said = about.iter().filter(|triple| triple.predicate != rdf::TYPE);
    let said: Vec<String> = said
        .map(|triple| format!("{} {}", ns::prefixed(triple.predicate.as_str()), shown(&triple.object)))
        .collect();
    findings.push(
        Finding::new(&rule::NODE_INCOMPLETE, violation.property())
            .found(format!("{subject}: {}", said.join(" | "))),
    );
    let leads_there = triples.iter().filter(|triple| triple.object == *subject && !is_subject(triple));
    about.into_iter().chain(leads_there).cloned().collect()
}
