//! The bridge to sophia: its `Term` does not cover oxrdf's types.

use oxrdf::{NamedOrBlankNode, Term, Triple};
use sophia_api::MownStr;
use sophia_api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};

/// Whether two graphs are the same up to the names of their blank nodes.
pub fn isomorphic(left: &[Triple], right: &[Triple]) -> bool {
    let (left, right): (Vec<_>, Vec<_>) =
        (left.iter().map(triple).collect(), right.iter().map(triple).collect());
    sophia_isomorphism::isomorphic_graphs(&left, &right).is_ok_and(|same| same)
}

/// A triple as sophia sees it; borrows everything.
pub(super) fn triple(triple: &Triple) -> [SimpleTerm<'_>; 3] {
    let subject = match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => iri(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => blank(node.as_str()),
    };
    let object = match &triple.object {
        Term::NamedNode(node) => iri(node.as_str()),
        Term::BlankNode(node) => blank(node.as_str()),
        Term::Literal(literal) => {
            let value = MownStr::from(literal.value());
            match literal.language() {
                Some(tag) => {
                    SimpleTerm::LiteralLanguage(value, LanguageTag::new_unchecked(MownStr::from(tag)), None)
                }
                None => {
                    let datatype = IriRef::new_unchecked(MownStr::from(literal.datatype().as_str()));
                    SimpleTerm::LiteralDatatype(value, datatype)
                }
            }
        }
    };
    [subject, iri(triple.predicate.as_str()), object]
}

fn iri(iri: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(MownStr::from(iri)))
}

fn blank(id: &str) -> SimpleTerm<'_> {
    SimpleTerm::BlankNode(BnodeId::new_unchecked(MownStr::from(id)))
}
