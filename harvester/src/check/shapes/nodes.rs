//! Nodes that do not say what they are, and links to nodes of which nothing is said.

use super::{Classes, told};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{adms, dcat, dcterms, foaf, prov, rdf, vcard};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::HashSet;

/// Properties that lead to a node of one class only, so that the class need not be said.
const CLASSES: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 7] = [
    (dcat::QUALIFIED_RELATION, dcat::RELATIONSHIP),
    (prov::QUALIFIED_ATTRIBUTION, prov::ATTRIBUTION),
    (prov::AGENT, foaf::AGENT),
    (dcterms::TEMPORAL, dcterms::PERIOD_OF_TIME),
    (dcterms::SPATIAL, dcterms::LOCATION),
    (dcat::CONTACT_POINT, vcard::KIND),
    (adms::SAMPLE, dcat::DISTRIBUTION_CLASS),
];

/// What nodes are called that got their name from us (`<dataset>/agent/…`); each of them is described, or
/// there is nothing to refer to.
const OURS: [&str; 15] = [
    "agent",
    "checksum",
    "contact",
    "distribution",
    "identifier",
    "location",
    "node",
    "period",
    "place",
    "provenance",
    "record",
    "relation",
    "relationship",
    "service",
    "standard",
];

/// A node that is described but does not say what it is, is what the property demands that leads there.
pub(super) fn classes(triples: &mut Vec<Triple>) {
    let known = Classes::of(triples);
    let described: HashSet<&NamedOrBlankNode> = triples.iter().map(|triple| &triple.subject).collect();
    let concluded: Vec<Triple> = triples
        .iter()
        .filter_map(|triple| {
            let (_, class) = CLASSES.iter().find(|(property, _)| triple.predicate == *property)?;
            let Term::NamedNode(node) = &triple.object else { return None };
            let subject = NamedOrBlankNode::from(node.clone());
            (described.contains(&subject) && !known.0.contains_key(&subject))
                .then(|| Triple::new(node.clone(), rdf::TYPE, *class))
        })
        .collect();
    triples.extend(concluded);
}

/// Takes out links to nodes of ours of which nothing is said, or no more than what they are.
pub(super) fn dangling(
    dataset: &NamedNode,
    triples: Vec<Triple>,
    findings: &mut Vec<Finding>,
) -> Vec<Triple> {
    let says = triples.iter().filter(|triple| triple.predicate != rdf::TYPE);
    let described: HashSet<NamedOrBlankNode> = says.map(|triple| triple.subject.clone()).collect();
    let is_ours = |iri: &NamedNode| {
        let below = iri.as_str().strip_prefix(dataset.as_str()).and_then(|rest| rest.strip_prefix('/'));
        below.and_then(|rest| rest.split_once('/')).is_some_and(|(kind, _)| OURS.contains(&kind))
    };
    let (lost, kept): (Vec<Triple>, Vec<Triple>) =
        triples.into_iter().partition(|triple| match &triple.object {
            Term::NamedNode(object) => is_ours(object) && !described.contains(&object.clone().into()),
            _ => false,
        });
    findings.extend(lost.iter().map(|triple| told(&rule::NODE_INCOMPLETE, triple)));
    kept
}
