//! Blank nodes told apart by what is said about them. A blank node's colour is a digest of its
//! statements, the colours of the blank nodes they lead to included; so it does not depend on labels
//! or on the order of triples, and nodes that say the same have the same colour.
//!
//! This is not RDFC-1.0, whose worst case is exponential: nodes that lie on a cycle are told apart by
//! a fixed number of rounds. What differs only beyond that counts as the same.

use super::id::digest;
use oxrdf::{BlankNode, NamedOrBlankNode, Term, Triple};
use std::collections::HashMap;
use std::fmt::Write;

/// Rounds for nodes on cycles.
const ROUNDS: usize = 16;

/// The colours of all blank nodes of a record.
pub(super) struct Colours(HashMap<BlankNode, String>);

impl Colours {
    /// Computes the colours; time grows with the number of triples.
    pub(super) fn of(triples: &[Triple]) -> Self {
        let mut about: HashMap<&BlankNode, Vec<&Triple>> = HashMap::new();
        for triple in triples {
            if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
                about.entry(node).or_default().push(triple);
            }
            if let Term::BlankNode(node) = &triple.object {
                about.entry(node).or_default();
            }
        }
        let mut colours = Self(HashMap::new());
        let rest = colours.trees(&about);
        colours.cycles(&about, &rest);
        colours
    }

    /// The colour of a blank node: 64 hexadecimal digits.
    pub(super) fn get(&self, node: &BlankNode) -> &str {
        self.0.get(node).map_or("", String::as_str)
    }

    /// A triple as an N-Triples line with colours for labels.
    pub(super) fn line(&self, triple: &Triple) -> String {
        let mut line = String::with_capacity(200);
        // Writing to a String cannot fail.
        let _ = match &triple.subject {
            NamedOrBlankNode::BlankNode(node) => write!(line, "_:{} ", self.get(node)),
            NamedOrBlankNode::NamedNode(iri) => write!(line, "<{}> ", iri.as_str()),
        };
        self.statement(&mut line, triple);
        line.push_str(" .");
        line
    }

    /// Predicate and object.
    fn statement(&self, line: &mut String, triple: &Triple) {
        let _ = write!(line, "<{}> ", triple.predicate.as_str());
        let _ = match &triple.object {
            Term::BlankNode(node) => write!(line, "_:{}", self.get(node)),
            other => write!(line, "{other}"),
        };
    }

    /// Colours the nodes from which no cycle is reached, leaves first; returns the others.
    fn trees<'a>(&mut self, about: &HashMap<&'a BlankNode, Vec<&'a Triple>>) -> Vec<&'a BlankNode> {
        let mut parents: HashMap<&BlankNode, Vec<&'a BlankNode>> = HashMap::new();
        let mut open: HashMap<&BlankNode, usize> = HashMap::new();
        for (node, triples) in about {
            let children = triples.iter().filter_map(|triple| match &triple.object {
                Term::BlankNode(child) => Some(child),
                _ => None,
            });
            let mut count = 0;
            for child in children {
                parents.entry(child).or_default().push(node);
                count += 1;
            }
            open.insert(node, count);
        }
        let mut ready: Vec<&BlankNode> =
            about.keys().copied().filter(|node| open.get(node) == Some(&0)).collect();
        while let Some(node) = ready.pop() {
            let colour = self.colour(about.get(node).map_or(&[], Vec::as_slice));
            self.0.insert(node.clone(), colour);
            open.remove(node);
            for parent in parents.get(node).into_iter().flatten() {
                if let Some(count) = open.get_mut(*parent) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(parent);
                    }
                }
            }
        }
        about.keys().copied().filter(|node| open.contains_key(*node)).collect()
    }

    fn cycles(&mut self, about: &HashMap<&BlankNode, Vec<&Triple>>, rest: &[&BlankNode]) {
        for _ in 0..if rest.is_empty() { 0 } else { ROUNDS } {
            let next: Vec<(BlankNode, String)> = rest
                .iter()
                .map(|node| ((*node).clone(), self.colour(about.get(node).map_or(&[], Vec::as_slice))))
                .collect();
            self.0.extend(next);
        }
    }

    fn colour(&self, triples: &[&Triple]) -> String {
        let mut lines: Vec<String> = triples
            .iter()
            .map(|triple| {
                let mut line = String::new();
                self.statement(&mut line, triple);
                line
            })
            .collect();
        lines.sort();
        lines.dedup();
        digest(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::TurtleParser;

    fn canonical(turtle: &str) -> Vec<String> {
        let triples: Vec<Triple> = TurtleParser::new().for_slice(turtle).map(Result::unwrap).collect();
        let colours = Colours::of(&triples);
        let mut lines: Vec<String> = triples.iter().map(|triple| colours.line(triple)).collect();
        lines.sort();
        lines.dedup();
        lines
    }

    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(canonical(one) == canonical(other), same, "{one} / {other}");
    }

    #[test]
    fn labels_and_order_do_not_matter_but_content_does() {
        check(
            "<a:> <p:> [ <q:> [ <r:> 1 ] ; <s:> 2 ] .",
            "_:x <r:> 1 . _:y <s:> 2 ; <q:> _:x . <a:> <p:> _:y .",
            true,
        );
        check("<a:> <p:> [ <q:> [ <r:> 1 ] ] .", "<a:> <p:> [ <q:> [ <r:> 2 ] ] .", false);
        check("<a:> <p:> [ <q:> 1 ], [ <q:> 1 ] .", "<a:> <p:> [ <q:> 1 ] .", true);
        check(
            "<a:> <p:> _:x . _:x <q:> _:y . _:y <q:> _:x ; <r:> 1 .",
            "<a:> <p:> _:v . _:v <q:> _:w . _:w <q:> _:v ; <r:> 1 .",
            true,
        );
        check(
            "<a:> <p:> _:x . _:x <q:> _:y . _:y <q:> _:x ; <r:> 1 .",
            "<a:> <p:> _:x . _:x <q:> _:y ; <r:> 1 . _:y <q:> _:x .",
            false,
        );
    }

    #[test]
    fn poison_is_harmless() {
        let mut turtle = String::new();
        for a in 0..40 {
            for b in 0..40 {
                turtle += &format!("_:n{a} <p:> _:n{b} .\n");
            }
        }
        assert_eq!(canonical(&turtle).len(), 1);
    }
}
