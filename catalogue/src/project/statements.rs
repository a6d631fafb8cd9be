//! What a version says in the catalogue, and what is not its to say.

use crate::catalog_record::record_triples;
use crate::journal::Version;
use crate::store::Statements;
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};

pub(super) fn speaker(version: &Version) -> NamedNode {
    NamedNode::new_unchecked(version.dataset.as_str())
}

/// What a version says in the catalogue. Its own triples are those about the dataset's IRI and what
/// lies below it. A triple about another dataset, or about the catalogue, stays in the journal and
/// on the dataset's page but is not the dataset's to say: else one source could write into the
/// records of another.
pub(super) fn statements(version: Version, base: &str) -> Statements {
    let mut own = record_triples(&version, base);
    let mut shared = Vec::new();
    for triple in version.triples {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            continue;
        };
        if is_at_or_below(subject.as_str(), version.dataset.as_str()) {
            own.push(triple);
        } else if !is_reserved(subject.as_str(), base) {
            shared.push(triple);
        }
    }
    Statements { own, shared }
}

/// The part of a description that is the portal's to say: nothing about datasets.
pub(crate) fn describable(triples: Vec<Triple>, base: &str) -> Vec<Triple> {
    let datasets = format!("{base}/dataset");
    let is_dataset = |node: &NamedNode| is_at_or_below(node.as_str(), &datasets);
    let about_datasets =
        |triple: &Triple| matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if is_dataset(node));
    triples.into_iter().filter(|triple| !about_datasets(triple)).collect()
}

fn is_reserved(subject: &str, base: &str) -> bool {
    ["/catalog", "/dataset", "/def", "/graph", "/id"].iter().any(|part| {
        subject.strip_prefix(base).and_then(|rest| rest.strip_prefix(part)).is_some_and(starts_below)
    })
}

fn is_at_or_below(iri: &str, ancestor: &str) -> bool {
    iri.strip_prefix(ancestor).is_some_and(starts_below)
}

fn starts_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '#'])
}
