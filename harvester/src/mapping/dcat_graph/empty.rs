//! Blank nodes of which nothing is said: a link to one leads nowhere.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::prefixed;
use oxrdf::{BlankNode, NamedOrBlankNode, Term, Triple};
use std::collections::HashSet;

/// The statements without links to empty nodes, which are told. A node of which nothing else was said is
/// empty then, too.
pub(super) fn without(mut triples: Vec<Triple>, findings: &mut Vec<Finding>) -> Vec<Triple> {
    loop {
        let described: HashSet<BlankNode> = triples
            .iter()
            .filter_map(|triple| match &triple.subject {
                NamedOrBlankNode::BlankNode(node) => Some(node.clone()),
                NamedOrBlankNode::NamedNode(_) => None,
            })
            .collect();
        let is_empty =
            |triple: &Triple| matches!(&triple.object, Term::BlankNode(node) if !described.contains(node));
        let (empty, kept): (Vec<Triple>, Vec<Triple>) = triples.into_iter().partition(is_empty);
        triples = kept;
        if empty.is_empty() {
            return triples;
        }
        findings.extend(empty.into_iter().map(|triple| {
            Finding::new(&rule::NODE_INCOMPLETE, prefixed(triple.predicate.as_str())).found("[]")
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::TurtleParser;

    #[test]
    fn links_to_nothing_go() {
        let triples = "<urn:d> <urn:p> [], [ <urn:q> [] ], [ <urn:q> 1 ] .";
        let triples = TurtleParser::new().for_slice(triples).map(Result::unwrap).collect();
        let mut findings = vec![];
        assert_eq!(without(triples, &mut findings).len(), 2);
        assert_eq!(findings.len(), 3);
    }
}
