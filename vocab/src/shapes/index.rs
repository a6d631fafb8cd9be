//! A graph as numbers: terms of the tables keep theirs, others get the next ones; triples are sorted
//! both ways. Built once for all profiles.

use super::notation::Constants;
use super::rule::Constant;
use foldhash::fast::RandomState;
use oxrdf::vocab::xsd;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The one literal of the tables.
static TRUE: LazyLock<Literal> = LazyLock::new(|| Literal::from(true));

/// A term of the graph, by number.
pub(super) type Number = u32;

/// A term, looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node<'a> {
    Iri(&'a str),
    Blank(&'a BlankNode),
    Literal(&'a Literal),
}

/// The graph.
pub(super) struct Index<'a> {
    constants: &'a Constants,
    /// Terms that stand in no table; their numbers follow those of the tables.
    others: Vec<Node<'a>>,
    /// Subject, predicate, object.
    forward: Vec<[Number; 3]>,
    /// Predicate, object, subject.
    backward: Vec<[Number; 3]>,
}

impl<'a> Index<'a> {
    pub fn of(triples: &'a [Triple], constants: &'a Constants) -> Self {
        let mut index =
            Self { constants, others: vec![], forward: Vec::with_capacity(triples.len()), backward: vec![] };
        let mut numbers = HashMap::with_capacity_and_hasher(triples.len(), RandomState::default());
        for triple in triples {
            let subject = match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => Node::Iri(node.as_str()),
                NamedOrBlankNode::BlankNode(node) => Node::Blank(node),
            };
            let object = match &triple.object {
                Term::NamedNode(node) => Node::Iri(node.as_str()),
                Term::BlankNode(node) => Node::Blank(node),
                Term::Literal(literal) => Node::Literal(literal),
            };
            let predicate = Node::Iri(triple.predicate.as_str());
            let numbered = [subject, predicate, object].map(|node| index.number(node, &mut numbers));
            index.forward.push(numbered);
        }
        index.backward = index.forward.iter().map(|&[s, p, o]| [p, o, s]).collect();
        for direction in [&mut index.forward, &mut index.backward] {
            direction.sort_unstable();
            direction.dedup();
        }
        index
    }

    fn number(&mut self, node: Node<'a>, numbers: &mut HashMap<Node<'a>, Number, RandomState>) -> Number {
        let written = match node {
            Node::Iri(iri) => Some(iri),
            Node::Literal(literal) if literal.datatype() == xsd::BOOLEAN && literal.value() == "true" => {
                Some("true")
            }
            _ => None,
        };
        if let Some(constant) = written.and_then(|written| self.constants.number(written)) {
            return constant;
        }
        let next = self.constants.len() + self.others.len();
        *numbers.entry(node).or_insert_with(|| {
            self.others.push(node);
            Number::try_from(next).unwrap_or(Number::MAX)
        })
    }

    /// The term with a number. One that no graph and no table has is an empty IRI.
    pub fn node(&self, number: Number) -> Node<'_> {
        match self.constants.iri(number) {
            Some("true") => return Node::Literal(&TRUE),
            Some(iri) => return Node::Iri(iri),
            None => {}
        }
        let place = usize::try_from(number).map(|number| number - self.constants.len());
        place.ok().and_then(|place| self.others.get(place)).copied().unwrap_or(Node::Iri(""))
    }

    /// The term with a number, for a result.
    pub fn term(&self, number: Number) -> Term {
        match self.node(number) {
            Node::Iri(iri) => NamedNode::new_unchecked(iri).into(),
            Node::Blank(node) => node.clone().into(),
            Node::Literal(literal) => literal.clone().into(),
        }
    }

    /// The number of an IRI of the tables.
    pub fn constant(&self, iri: &str) -> Option<Constant> {
        self.constants.number(iri)
    }

    /// The objects of a property at a subject.
    pub fn objects(&self, subject: Number, predicate: Number) -> impl Iterator<Item = Number> + '_ {
        range(&self.forward, subject, predicate)
    }

    /// The subjects that have a property with this object.
    pub fn subjects(&self, predicate: Number, object: Number) -> impl Iterator<Item = Number> + '_ {
        range(&self.backward, predicate, object)
    }

    /// Objects and subjects of a property, by object.
    pub fn pairs(&self, predicate: Number) -> impl Iterator<Item = (Number, Number)> + '_ {
        let start = self.backward.partition_point(|row| row[0] < predicate);
        self.backward[start..]
            .iter()
            .take_while(move |row| row[0] == predicate)
            .map(|&[_, object, subject]| (object, subject))
    }
}

/// The third numbers of the rows that begin with these two.
fn range(rows: &[[Number; 3]], first: Number, second: Number) -> impl Iterator<Item = Number> + '_ {
    let start = rows.partition_point(|row| (row[0], row[1]) < (first, second));
    rows[start..].iter().take_while(move |row| (row[0], row[1]) == (first, second)).map(|row| row[2])
}
