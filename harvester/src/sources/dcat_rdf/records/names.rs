//! What datasets and other nodes of a page are called: by us for good, and to a person.

use super::graph::{Node, PageGraph};
use crate::mapping::dcat_graph::id;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::model::{Agent, Coded, LangString};
use datenkreis_vocab::ns::{dcat, dcterms, foaf};
use oxrdf::{NamedNode, NamedOrBlankNodeRef, Term};
use std::collections::BTreeSet;

impl PageGraph<'_> {
    /// The lasting id of a dataset: made from its IRI (see [`id::of_iri`]); without one, from
    /// dcterms:identifier; else from title and publisher.
    pub(super) fn native_id(&self, node: Node) -> NativeId {
        if let NamedOrBlankNodeRef::NamedNode(iri) = self.name(node) {
            return NativeId::new(id::of_iri(iri.as_str()));
        }
        let text = |predicate| {
            let values: BTreeSet<&str> = self.values(node, predicate).filter_map(text_of).collect();
            values.into_iter().collect::<Vec<_>>().join("\n")
        };
        let identifier = text(dcterms::IDENTIFIER);
        if !identifier.is_empty() {
            return NativeId::new(id::of_text(&identifier, &identifier));
        }
        let title = text(dcterms::TITLE);
        NativeId::new(id::of_text(&title, &format!("{title}\n{}", text(dcterms::PUBLISHER))))
    }

    /// What a person would call a node: its title and where it is to be had.
    pub(super) fn described_as(&self, node: Node) -> String {
        let properties = [dcterms::TITLE, dcat::ENDPOINT_URL, dcat::ACCESS_URL];
        let mut words: Vec<String> = properties
            .into_iter()
            .filter_map(|property| self.values(node, property).map(shown).min())
            .collect();
        if words.is_empty() || self.name(node).is_named_node() {
            words.push(self.plain_name(node));
        }
        words.dedup();
        words.join(", ")
    }

    /// What the page says about an agent; `None` if it does not tell a name.
    pub(super) fn agent(&self, node: Node) -> Option<Agent> {
        let iris = |predicate| {
            let mut iris: Vec<NamedNode> = self.values(node, predicate).filter_map(iri_of).collect();
            iris.sort();
            iris
        };
        let mut name: Vec<LangString> =
            self.values(node, foaf::NAME).filter_map(LangString::from_term).collect();
        name.retain(|name| !name.value.trim().is_empty());
        name.sort_by(|a, b| (&a.language, &a.value).cmp(&(&b.language, &b.value)));
        let iri = match self.name(node) {
            NamedOrBlankNodeRef::NamedNode(iri) if iri.as_str().starts_with("http") => Some(iri.into_owned()),
            _ => None,
        };
        let homepage = iris(foaf::HOMEPAGE).into_iter().next();
        let r#type = iris(dcterms::TYPE).first().map(|kind| Coded::found(kind.as_str()));
        (!name.is_empty()).then(|| Agent { iri, name, r#type, mbox: iris(foaf::MBOX), homepage })
    }

    /// A node as a person would name it.
    pub(super) fn plain_name(&self, node: Node) -> String {
        match self.name(node) {
            NamedOrBlankNodeRef::NamedNode(iri) => iri.as_str().to_owned(),
            NamedOrBlankNodeRef::BlankNode(_) => "[]".to_owned(),
        }
    }
}

fn iri_of(term: &Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(iri) => Some(iri.clone()),
        _ => None,
    }
}

fn text_of(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(iri) => Some(iri.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        Term::BlankNode(_) => None,
    }
}

fn shown(term: &Term) -> String {
    text_of(term).map_or_else(|| term.to_string(), str::to_owned)
}
