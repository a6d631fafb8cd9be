//! Which dataset a node belongs to, and what it is called.

use super::DatasetName;
use datenkreis_vocab::ns::{dcat, dcterms, rdf};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{HashMap, HashSet};

/// Classes of nodes that are something by themselves and belong to no dataset.
const SELF_CONTAINED: [NamedNodeRef<'static>; 4] =
    [dcat::DATASET_CLASS, dcat::DATASET_SERIES, dcat::CATALOG_CLASS, dcat::CATALOG_RECORD];

/// The statements of a graph, by node.
pub(super) struct Owners<'a> {
    triples: &'a [Triple],
    /// Indices of the triples about a node.
    about: HashMap<&'a NamedOrBlankNode, Vec<usize>>,
    /// Datasets and series, in the order of the graph.
    datasets: Vec<&'a NamedOrBlankNode>,
    /// The dataset of each node; of a shared one the first.
    owner: HashMap<&'a NamedOrBlankNode, usize>,
    /// Nodes about which nothing is said, and the dataset that refers to them first.
    mentioned: HashMap<&'a Term, usize>,
    names: Vec<DatasetName>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(triples: &'a [Triple]) -> Self {
        let mut about: HashMap<_, Vec<usize>> = HashMap::new();
        let (mut datasets, mut apart) = (vec![], HashSet::new());
        for (index, triple) in triples.iter().enumerate() {
            about.entry(&triple.subject).or_default().push(index);
            let Some(class) = class_of(triple).filter(|class| SELF_CONTAINED.contains(class)) else {
                continue;
            };
            let is_dataset = class == dcat::DATASET_CLASS || class == dcat::DATASET_SERIES;
            if apart.insert(&triple.subject) && is_dataset {
                datasets.push(&triple.subject);
            }
        }
        let mut owners = Self {
            triples,
            about,
            datasets,
            owner: HashMap::new(),
            mentioned: HashMap::new(),
            names: vec![],
        };
        for number in 0..owners.datasets.len() {
            let mut open = vec![owners.datasets[number]];
            while let Some(node) = open.pop() {
                if owners.owner.contains_key(node) {
                    continue;
                }
                owners.owner.insert(node, number);
                let values =
                    owners.about.get(node).into_iter().flatten().map(|index| &triples[*index].object);
                let values = values.filter(|value| !value.is_literal());
                for value in values.clone().filter(|value| node_of(value, &owners.about).is_none()) {
                    owners.mentioned.entry(value).or_insert(number);
                }
                let nodes = values.filter_map(|value| node_of(value, &owners.about));
                open.extend(nodes.filter(|node| !apart.contains(node) && !owners.owner.contains_key(node)));
            }
        }
        owners.names = owners.datasets.iter().map(|node| owners.called(node)).collect();
        owners
    }

    /// The datasets and series.
    pub(super) fn datasets(&self) -> &[&'a NamedOrBlankNode] {
        &self.datasets
    }

    /// Indices of the triples about a node, in their order.
    pub(super) fn about(&self, node: &NamedOrBlankNode) -> &[usize] {
        self.about.get(node).map_or(&[], Vec::as_slice)
    }

    /// The node that a term names, if the graph says something about it.
    pub(super) fn node(&self, term: &Term) -> Option<&'a NamedOrBlankNode> {
        node_of(term, &self.about)
    }

    /// The number of the dataset a term belongs to.
    pub(super) fn owner(&self, term: &Term) -> Option<usize> {
        match self.node(term) {
            Some(node) => self.owner.get(node).copied(),
            None => self.mentioned.get(term).copied(),
        }
    }

    /// Indices of the triples about a dataset and what belongs to it, by the dataset's number.
    pub(super) fn statements(&self) -> HashMap<usize, Vec<usize>> {
        let mut statements: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, triple) in self.triples.iter().enumerate() {
            if let Some(number) = self.owner.get(&triple.subject) {
                statements.entry(*number).or_default().push(index);
            }
        }
        statements
    }

    /// What a dataset is called.
    pub(super) fn name(&self, number: usize) -> Option<DatasetName> {
        self.names.get(number).cloned()
    }

    fn called(&self, node: &NamedOrBlankNode) -> DatasetName {
        let id = match node {
            NamedOrBlankNode::NamedNode(iri) => iri.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        DatasetName { id, title: self.title(node) }
    }

    fn title(&self, node: &NamedOrBlankNode) -> Option<String> {
        let titles = self.about(node).iter().filter_map(|index| {
            let triple = &self.triples[*index];
            match &triple.object {
                Term::Literal(literal) if triple.predicate == dcterms::TITLE => Some(literal),
                _ => None,
            }
        });
        let is_german = |language: &str| language.starts_with("de");
        let best = titles.min_by_key(|title| usize::from(!title.language().is_some_and(is_german)));
        best.map(|title| title.value().trim().to_owned()).filter(|title| !title.is_empty())
    }
}

/// The class a triple gives its subject.
fn class_of(triple: &Triple) -> Option<NamedNodeRef<'_>> {
    match &triple.object {
        Term::NamedNode(class) if triple.predicate == rdf::TYPE => Some(class.as_ref()),
        _ => None,
    }
}

fn node_of<'a>(
    term: &Term,
    about: &HashMap<&'a NamedOrBlankNode, Vec<usize>>,
) -> Option<&'a NamedOrBlankNode> {
    let node = match term {
        Term::NamedNode(iri) => NamedOrBlankNode::from(iri.clone()),
        Term::BlankNode(node) => NamedOrBlankNode::from(node.clone()),
        Term::Literal(_) => return None,
    };
    about.get_key_value(&node).map(|(node, _)| *node)
}
