//! A small in-memory graph, sorted by subject: enough to read one record, cheap to build.

use crate::order;
use oxrdf::{NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, Triple};
use std::cmp::Ordering;

/// Triples in the order of [`order::compare`], each once, so that everything derived from a graph is
/// deterministic.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    triples: Vec<Triple>,
}

impl Graph {
    /// All triples of a subject, sorted.
    pub fn about<'a>(&self, subject: impl Into<NamedOrBlankNodeRef<'a>>) -> &[Triple] {
        let subject = subject.into();
        let compare = |triple: &Triple| order::subjects(triple.subject.as_ref(), subject);
        let start = self.triples.partition_point(|triple| compare(triple) == Ordering::Less);
        let length = self.triples[start..].partition_point(|triple| compare(triple) == Ordering::Equal);
        &self.triples[start..start + length]
    }

    /// The objects of `predicate` at `subject`, sorted.
    pub fn objects<'a>(
        &'a self,
        subject: impl Into<NamedOrBlankNodeRef<'a>>,
        predicate: NamedNodeRef<'a>,
    ) -> impl Iterator<Item = &'a Term> + 'a {
        self.about(subject)
            .iter()
            .filter(move |triple| triple.predicate.as_ref() == predicate)
            .map(|t| &t.object)
    }

    /// Subjects in order.
    pub fn subjects(&self) -> impl Iterator<Item = &NamedOrBlankNode> + '_ {
        let same = |left: &Triple, right: &Triple| left.subject == right.subject;
        self.triples.chunk_by(same).filter_map(|triples| triples.first()).map(|triple| &triple.subject)
    }

    /// All triples, by subject, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Triple> + '_ {
        self.triples.iter()
    }

    /// Number of triples.
    pub fn len(&self) -> usize {
        self.triples.len()
    }

    /// Whether there is no triple.
    pub fn is_empty(&self) -> bool {
        self.triples.is_empty()
    }
}

impl FromIterator<Triple> for Graph {
    fn from_iter<I: IntoIterator<Item = Triple>>(triples: I) -> Self {
        let mut triples = Vec::from_iter(triples);
        order::sort(&mut triples);
        Self { triples }
    }
}
