//! Statements, one after the other.

use datenkreis_vocab::ns::xsd;
use datenkreis_vocab::text::Text;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// What was said so far.
#[derive(Default)]
pub(in crate::cubes::export) struct Statements(pub Vec<Triple>);

impl Statements {
    pub(in crate::cubes::export) fn add(
        &mut self,
        subject: &NamedNode,
        predicate: impl Into<NamedNode>,
        object: impl Into<Term>,
    ) {
        self.0.push(Triple::new(NamedOrBlankNode::from(subject.clone()), predicate, object));
    }

    /// A text in both languages.
    pub(in crate::cubes::export) fn name(
        &mut self,
        subject: &NamedNode,
        predicate: impl Into<NamedNode> + Copy,
        name: &Text,
    ) {
        for text in name.tagged() {
            self.add(subject, predicate, text.to_literal());
        }
    }
}

pub(in crate::cubes::export) fn integer(number: impl Into<i64>) -> Literal {
    Literal::new_typed_literal(number.into().to_string(), xsd::INTEGER)
}

pub(in crate::cubes::export) fn boolean(value: bool) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::BOOLEAN)
}
