//! What the `to_rdf` functions share: collecting triples, and naming nodes that have no name yet.

use super::{Coded, LangString};
use crate::iri::below;
use crate::order;
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple, vocab::rdf};
use sha2::{Digest, Sha256};

/// Collects the triples of one dataset.
pub(super) struct Writer<'a> {
    dataset: &'a NamedNode,
    /// Whether values without concept are written as they were found.
    as_found: bool,
    triples: Vec<Triple>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(dataset: &'a NamedNode) -> Self {
        Self { dataset, as_found: false, triples: vec![] }
    }

    /// Writes values that were not looked up yet as they were found.
    pub(super) fn as_found(dataset: &'a NamedNode) -> Self {
        Self { as_found: true, ..Self::new(dataset) }
    }

    pub(super) fn is_as_found(&self) -> bool {
        self.as_found
    }

    pub(super) fn dataset(&self) -> &'a NamedNode {
        self.dataset
    }

    /// The triples, sorted by their N-Triples form and without duplicates.
    pub(super) fn finish(mut self) -> Vec<Triple> {
        order::sort(&mut self.triples);
        self.triples
    }

    pub(super) fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    pub(super) fn extend(&mut self, triples: impl IntoIterator<Item = Triple>) {
        self.triples.extend(triples);
    }

    pub(super) fn class(&mut self, subject: &NamedNode, class: NamedNodeRef<'_>) {
        self.add(subject, rdf::TYPE, class.into_owned());
    }

    pub(super) fn texts(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, texts: &[LangString]) {
        for text in texts {
            self.add(subject, predicate, text.to_literal());
        }
    }

    /// A text without language.
    pub(super) fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, text: Option<&String>) {
        if let Some(text) = text {
            self.add(subject, predicate, Literal::new_simple_literal(text));
        }
    }

    pub(super) fn iris<'b>(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        iris: impl IntoIterator<Item = &'b NamedNode>,
    ) {
        for iri in iris {
            self.add(subject, predicate, iri.clone());
        }
    }

    pub(super) fn literals<'b>(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        literals: impl IntoIterator<Item = &'b Literal>,
    ) {
        for literal in literals {
            self.add(subject, predicate, literal.clone());
        }
    }

    /// Writes the concepts as plain IRIs: no type, no label, because GovData's reader takes a label
    /// or a type for the value itself. A value without concept is not written, except as found.
    pub(super) fn concepts<'b>(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        values: impl IntoIterator<Item = &'b Coded>,
    ) {
        for value in values {
            if let Some(concept) = &value.concept {
                self.add(subject, predicate, concept.clone());
            } else if self.as_found && !value.found.trim().is_empty() {
                match NamedNode::new(&value.found) {
                    Ok(iri) => self.add(subject, predicate, iri),
                    Err(_) => self.add(subject, predicate, Literal::new_simple_literal(&value.found)),
                }
            }
        }
    }

    /// Describes a node. One without IRI gets `<dataset>/<kind>/<hash of its description>`, so that
    /// neither the order at the source nor anything outside the node changes its IRI.
    pub(super) fn node(
        &mut self,
        iri: Option<&NamedNode>,
        kind: &str,
        describe: impl FnOnce(&mut Self, &NamedNode),
    ) -> NamedNode {
        if let Some(iri) = iri {
            describe(self, iri);
            return iri.clone();
        }
        let unnamed = below(self.dataset.as_str(), kind, "");
        let start = self.triples.len();
        describe(self, &unnamed);
        let unnamed = NamedOrBlankNode::from(unnamed);
        let mut content: Vec<String> = self.triples[start..]
            .iter()
            .filter(|triple| triple.subject == unnamed)
            .map(|triple| format!("{} {}\n", triple.predicate, triple.object))
            .collect();
        content.sort();
        content.dedup();
        let named = named(self.dataset, kind, &content.concat());
        for triple in &mut self.triples[start..] {
            if triple.subject == unnamed {
                triple.subject = named.clone().into();
            }
        }
        named
    }
}

/// `<dataset>/<kind>/<hash of content>`: 16 hexadecimal digits of its SHA-256.
pub(super) fn named(dataset: &NamedNode, kind: &str, content: &str) -> NamedNode {
    let digest = Sha256::digest(content.as_bytes());
    let id: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    below(dataset.as_str(), kind, &id)
}
