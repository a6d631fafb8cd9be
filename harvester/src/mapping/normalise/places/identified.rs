//! Places whose nodes carry their official key as an identifier: `adms:identifier "09187"`.

use super::{SPATIAL, has_place, official};
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Place};
use datenkreis_vocab::model::Dataset;
use datenkreis_vocab::ns::{adms, dcterms, skos};
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};

/// How many digits the keys of districts, municipalities (AGS), associations and regions (ARS) have. Shorter ones
/// could be any number.
const LENGTHS: [usize; 4] = [5, 8, 9, 12];

/// States the places of such keys beside their nodes, which stay as they are.
pub(super) fn recognise(dataset: &mut Dataset, findings: &mut Findings) {
    let nodes = dataset.spatial.iter().filter_map(|location| location.iri.as_ref());
    let known: Vec<(String, &Place)> = nodes
        .flat_map(|node| identifiers(&dataset.extra, node))
        .filter_map(|key| place(&key).map(|place| (key, place)))
        .collect();
    for (key, place) in known {
        if !has_place(dataset, place) {
            findings.push(Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(key).concluded(place.iri()));
            dataset.spatial.push(official(place));
        }
    }
}

fn place(key: &str) -> Option<&'static Place> {
    let is_key = LENGTHS.contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit());
    gazetteer::by_key(key).filter(|_| is_key)
}

/// The identifiers of a node without blanks: texts, or the notations of an adms:Identifier.
fn identifiers(extra: &[Triple], node: &NamedNode) -> Vec<String> {
    let written = said_of(extra, node)
        .filter(|triple| triple.predicate == adms::IDENTIFIER || triple.predicate == dcterms::IDENTIFIER);
    let texts = written.flat_map(|triple| match &triple.object {
        Term::NamedNode(identifier) => {
            let notations = said_of(extra, identifier).filter(|triple| triple.predicate == skos::NOTATION);
            notations.map(|triple| &triple.object).collect()
        }
        object => vec![object],
    });
    let texts = texts.filter_map(|object| match object {
        Term::Literal(literal) => Some(literal.value().split_whitespace().collect()),
        _ => None,
    });
    texts.collect()
}

fn said_of<'a>(extra: &'a [Triple], node: &NamedNode) -> impl Iterator<Item = &'a Triple> {
    let node = NamedOrBlankNode::from(node.clone());
    extra.iter().filter(move |triple| triple.subject == node)
}
