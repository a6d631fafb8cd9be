//! Agents and contacts are described below their dataset. Town and Land describe the same body, each in its own
//! words; under the body's own IRI both descriptions would be one, with two types or two names where one is
//! allowed, in the feed and in the store ([ADR 0009](../../../../docs/adr/0009-agents-below-datasets.md)).

use super::{AGENTS, Classes, KINDS};
use crate::mapping::dcat_graph::{ADDRESSES, id};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::ns::{adms, dcterms, xsd};
use datenkreis_vocab::order;
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{HashMap, HashSet};

/// Properties that lead to a document or to a name, as those of [`ADDRESSES`] do, also where a body has that address
/// for its IRI. A body to which nothing else leads takes no part in the dataset.
const NO_BODIES: [NamedNodeRef<'static>; 7] = [
    adms::SAMPLE,
    dcterms::CONFORMS_TO,
    dcterms::IDENTIFIER,
    dcterms::LICENSE,
    dcterms::RELATION,
    dcterms::RIGHTS,
    dcterms::SOURCE,
];

/// The statements with agents and contacts below the dataset. The IRI that a body has elsewhere becomes its
/// dcterms:identifier, unless it names another one there already: so it stays the same from portal to portal.
/// The organisations of this portal keep theirs, for the configuration alone describes them.
pub(in crate::check) fn described_here(dataset: &NamedNode, mut triples: Vec<Triple>) -> Vec<Triple> {
    let classes = Classes::of(&triples);
    let home = dataset.as_str().rsplitn(4, '/').nth(3).unwrap_or_default();
    let own = [format!("{}/", dataset.as_str()), format!("{home}/organisation/")];
    let is_foreign =
        |iri: &NamedNode| iri != dataset && !own.iter().any(|own| iri.as_str().starts_with(own.as_str()));
    let names: HashMap<NamedNode, NamedNode> = classes
        .0
        .keys()
        .filter_map(|node| match node {
            NamedOrBlankNode::NamedNode(iri) if is_foreign(iri) => {
                let is_agent = classes.has(node, &AGENTS);
                let kind = if is_agent { "agent" } else { "contact" };
                let is_body = is_agent || classes.has(node, &KINDS);
                is_body.then(|| (iri.clone(), below(dataset.as_str(), kind, &id::of_iri(iri.as_str()))))
            }
            _ => None,
        })
        .collect();
    if names.is_empty() {
        return triples;
    }
    let identified: HashSet<NamedNode> = triples
        .iter()
        .filter(|triple| triple.predicate == dcterms::IDENTIFIER && is_iri(&triple.object))
        .filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(iri) => Some(iri.clone()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    for triple in &mut triples {
        if let NamedOrBlankNode::NamedNode(subject) = &triple.subject
            && let Some(name) = names.get(subject)
        {
            triple.subject = name.clone().into();
        }
        if let Term::NamedNode(object) = &triple.object
            && !leads_to_no_body(triple.predicate.as_ref())
            && let Some(name) = names.get(object)
        {
            triple.object = name.clone().into();
        }
    }
    for (iri, name) in names.into_iter().filter(|(iri, _)| !identified.contains(iri)) {
        let identifier = Literal::new_typed_literal(iri.into_string(), xsd::ANY_URI);
        triples.push(Triple::new(name, dcterms::IDENTIFIER, identifier));
    }
    order::sort(&mut triples);
    triples
}

fn leads_to_no_body(property: NamedNodeRef<'_>) -> bool {
    ADDRESSES.contains(&property) || NO_BODIES.contains(&property)
}

fn is_iri(term: &Term) -> bool {
    match term {
        Term::NamedNode(_) => true,
        Term::Literal(literal) => NamedNode::new(literal.value()).is_ok(),
        _ => false,
    }
}
