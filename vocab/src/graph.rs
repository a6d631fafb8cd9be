//! A small in-memory graph indexed by subject: enough to read one record, cheap to build.

use oxrdf::{NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, Triple};
use std::collections::BTreeMap;

/// Triples grouped by subject. Duplicates are kept out; iteration order is the order of terms, not
/// of arrival, so that everything derived from a graph is deterministic.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    by_subject: BTreeMap<String, Vec<Triple>>,
}

impl Graph {
    /// All triples of a subject, sorted.
    pub fn about<'a>(&'a self, subject: impl Into<NamedOrBlankNodeRef<'a>>) -> &'a [Triple] {
        self.by_subject.get(&subject.into().to_string()).map(Vec::as_slice).unwrap_or_default()
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
        self.by_subject.values().filter_map(|triples| triples.first()).map(|triple| &triple.subject)
    }

    /// All triples, by subject, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Triple> + '_ {
        self.by_subject.values().flatten()
    }

    /// Number of triples.
    pub fn len(&self) -> usize {
        self.by_subject.values().map(Vec::len).sum()
    }

    /// Whether there is no triple.
    pub fn is_empty(&self) -> bool {
        self.by_subject.is_empty()
    }
}

impl FromIterator<Triple> for Graph {
    fn from_iter<I: IntoIterator<Item = Triple>>(triples: I) -> Self {
        let mut by_subject: BTreeMap<String, Vec<Triple>> = BTreeMap::new();
        for triple in triples {
            by_subject.entry(triple.subject.to_string()).or_default().push(triple);
        }
        for triples in by_subject.values_mut() {
            triples.sort_by_cached_key(ToString::to_string);
            triples.dedup();
        }
        Self { by_subject }
    }
}
