//! What the `from_rdf` functions share. Reading is tolerant: a value may be an IRI, a literal or a
//! node with a label. Every statement a field has room for is *known*; what is not known and hangs
//! on the dataset ends up in `extra` (see [`extra`]); what can be neither gets a finding.

mod extra;
mod named;
mod values;

pub(super) use values::is_decimal;

use super::LangString;
use crate::finding::{Finding, Rule, rule};
use crate::graph::Graph;
use crate::iri::HTTPS_CONFIDENCE;
use crate::ns::{self, dcterms, rdf, rdfs, skos};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A node read again may have so many statements; one with more is then referred to by its IRI
/// only, so that many references to one long description are not quadratic.
const REPEATED_STATEMENTS: usize = 200;

/// A node of the graph with its statements.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) iri: &'a NamedNode,
    triples: &'a [Triple],
}

impl<'a> Node<'a> {
    pub(super) fn objects(self, predicate: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Term> {
        self.triples
            .iter()
            .filter(move |triple| triple.predicate.as_ref() == predicate)
            .map(|triple| &triple.object)
    }

    /// Whether it says nothing but one text, besides its class.
    pub(super) fn is_only_a_label(self) -> bool {
        let mut others = self.triples.iter().filter(|triple| triple.predicate != rdf::TYPE);
        matches!((others.next(), others.next()), (Some(label), None) if VALUE_NAMES.contains(&label.predicate.as_ref()))
    }

    fn has(&self, predicate: NamedNodeRef<'_>) -> bool {
        self.triples.iter().any(|triple| triple.predicate.as_ref() == predicate)
    }
}

/// Reads one dataset out of a graph.
pub(super) struct Reader<'a> {
    graph: &'a Graph,
    dataset: &'a NamedNode,
    /// Statements (subject, predicate) read into fields or answered by a finding.
    known: HashSet<(&'a str, &'a str)>,
    /// Nodes the dataset refers to by known statements, in order of reading.
    reached: Vec<&'a NamedNode>,
    /// Nodes read into a type of the model.
    modelled: HashSet<&'a NamedNode>,
    /// Concepts of lists.
    concepts: HashSet<&'a NamedNode>,
    /// Nodes that were dissolved into a value; with the node that will be written instead, if any.
    dissolved: HashMap<&'a NamedNode, Option<NamedNode>>,
    extra: Vec<Triple>,
    findings: Vec<Finding>,
    /// Statements neither published nor kept: values by (subject, predicate).
    not_published: BTreeMap<(String, String), Vec<String>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(graph: &'a Graph, dataset: &'a NamedNode) -> Self {
        Self {
            graph,
            dataset,
            known: HashSet::new(),
            reached: vec![dataset],
            modelled: HashSet::from([dataset]),
            concepts: HashSet::new(),
            dissolved: HashMap::new(),
            extra: vec![],
            findings: vec![],
            not_published: BTreeMap::new(),
        }
    }

    pub(super) fn dataset(&self) -> &'a NamedNode {
        self.dataset
    }

    /// A node that is read into a type of the model.
    pub(super) fn node(&mut self, iri: &'a NamedNode) -> Node<'a> {
        let triples = self.graph.about(iri);
        let is_new = self.modelled.insert(iri);
        self.reached.push(iri);
        if !is_new && iri != self.dataset && triples.len() > REPEATED_STATEMENTS {
            return Node { iri, triples: &[] };
        }
        Node { iri, triples }
    }

    /// Whether any of the statements is made about the node.
    pub(super) fn has_any(&self, iri: &NamedNode, predicates: &[NamedNodeRef<'_>]) -> bool {
        self.graph.about(iri).iter().any(|triple| predicates.contains(&triple.predicate.as_ref()))
    }

    /// The classes a node says it has.
    pub(super) fn classes(&self, iri: &'a NamedNode) -> impl Iterator<Item = &'a Term> + use<'a> {
        let statements = self.graph.about(iri).iter();
        statements.filter(|triple| triple.predicate == rdf::TYPE).map(|triple| &triple.object)
    }

    /// The nodes not read yet that refer to the dataset by this property.
    pub(super) fn referring(&self, property: NamedNodeRef<'_>) -> Vec<&'a NamedNode> {
        let dataset = Term::from(self.dataset.clone());
        let refers = |iri: &NamedNode| {
            let statements = self.graph.about(iri);
            statements.iter().any(|triple| triple.predicate == property && triple.object == dataset)
        };
        self.graph
            .subjects()
            .filter_map(|subject| match subject {
                NamedOrBlankNode::NamedNode(iri) => Some(iri),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .filter(|iri| !self.modelled.contains(iri) && refers(iri))
            .collect()
    }

    /// A node without deciding anything about it.
    pub(super) fn peek(&self, iri: &'a NamedNode) -> Node<'a> {
        Node { iri, triples: self.graph.about(iri) }
    }

    /// The node becomes a value of another node, or is written under another IRI.
    pub(super) fn dissolve(&mut self, iri: &'a NamedNode, into: Option<NamedNode>) {
        self.reached.push(iri);
        self.known.insert((iri.as_str(), rdf::TYPE.as_str()));
        self.dissolved.entry(iri).or_insert(into);
    }

    /// The objects of a statement, sorted; from now on the statement is known.
    pub(super) fn take(&mut self, node: Node<'a>, predicate: NamedNodeRef<'static>) -> Vec<&'a Term> {
        let objects: Vec<&Term> = node.objects(predicate).collect();
        if !objects.is_empty() {
            self.known.insert((node.iri.as_str(), predicate.as_str()));
        }
        objects
    }

    /// Like [`Self::take`] where one value is allowed: the one with the smallest rank is chosen, a
    /// finding names the others.
    pub(super) fn take_one<K: Ord>(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
        rank: impl Fn(&Self, &Term) -> K,
    ) -> Option<&'a Term> {
        let objects = self.take(node, predicate);
        let chosen = objects.iter().copied().min_by_key(|term| rank(self, term))?;
        if objects.len() > 1 {
            let others: Vec<_> =
                objects.iter().filter(|term| **term != chosen).map(|term| shown(term)).collect();
            self.find(&rule::CARDINALITY, predicate, others.join(" | "), Some(shown(chosen)));
        }
        Some(chosen)
    }

    /// Reads every object of a statement.
    pub(super) fn each<T: PartialEq>(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
        read: impl Fn(&mut Self, NamedNodeRef<'static>, &'a Term) -> Option<T>,
    ) -> Vec<T> {
        let mut values: Vec<T> =
            self.take(node, predicate).into_iter().filter_map(|term| read(self, predicate, term)).collect();
        values.dedup();
        values
    }

    /// Marks the node's types as known, and keeps those that `to_rdf` does not write.
    pub(super) fn types(&mut self, node: Node<'a>, written: &[NamedNodeRef<'static>]) {
        for term in self.take(node, rdf::TYPE) {
            if !matches!(term, Term::NamedNode(class) if written.contains(&class.as_ref())) {
                self.keep(Triple::new(node.iri.clone(), rdf::TYPE, term.clone()));
            }
        }
    }

    /// A statement goes on as it is.
    pub(super) fn leave(&mut self, node: Node<'a>, predicate: NamedNodeRef<'static>, object: &'a Term) {
        if let Term::NamedNode(object) = object {
            self.reached.push(object);
        }
        self.keep(Triple::new(node.iri.clone(), predicate, object.clone()));
    }

    /// The texts that name a node, best first: the first predicate that has any.
    pub(super) fn names(&mut self, node: Node<'a>, predicates: &[NamedNodeRef<'static>]) -> Vec<LangString> {
        for &predicate in predicates {
            if node.has(predicate) {
                let names = self.texts(node, predicate);
                if !names.is_empty() {
                    return names;
                }
            }
        }
        vec![]
    }

    /// Whether a node has no name outside of this dataset: it lies below the dataset's IRI.
    pub(super) fn is_own(&self, iri: &NamedNode) -> bool {
        iri.as_str().strip_prefix(self.dataset.as_str()).is_some_and(|rest| rest.starts_with(['/', '#']))
    }

    pub(super) fn find(
        &mut self,
        rule: &'static Rule,
        predicate: NamedNodeRef<'_>,
        found: impl AsRef<str>,
        concluded: Option<String>,
    ) {
        let finding = Finding::new(rule, ns::prefixed(predicate.as_str())).found(found);
        self.findings.push(match concluded {
            Some(concluded) => finding.concluded(concluded),
            None => finding,
        });
    }

    /// An address that lacks its scheme, and what is meant.
    pub(super) fn suppose(&mut self, predicate: NamedNodeRef<'_>, found: &str, meant: &str) {
        let finding = Finding::new(&rule::IRI_WITHOUT_SCHEME, ns::prefixed(predicate.as_str()));
        let finding = finding.found(found).concluded(meant);
        self.findings.push(finding.confidence(HTTPS_CONFIDENCE));
    }

    /// A value that no field has room for and that must not be published either.
    pub(super) fn refuse<T>(
        &mut self,
        rule: &'static Rule,
        predicate: NamedNodeRef<'_>,
        term: &Term,
    ) -> Option<T> {
        self.find(rule, predicate, shown(term), None);
        None
    }
}

/// Predicates that name a value, for values that are nodes.
const VALUE_NAMES: [NamedNodeRef<'static>; 6] =
    [rdf::VALUE, rdfs::LABEL, skos::NOTATION, skos::PREF_LABEL, dcterms::TITLE, dcterms::IDENTIFIER];

/// A term as a person would write it.
pub(super) fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().into(),
        Term::Literal(literal) => literal.value().into(),
        other => other.to_string(),
    }
}
