//! The triples of a page as a graph of numbered nodes: each IRI is compared once, then only numbers
//! are. Knows which nodes are records, and which belong to records.

use datenkreis_vocab::ns::{dcat, dcterms, foaf, hydra, prefixed, rdf, skos};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Classes of nodes that are records of their own, or of nobody.
const ENDS: [NamedNodeRef<'static>; 5] = [
    dcat::DATASET_CLASS,
    dcat::DATASET_SERIES,
    dcat::CATALOG_CLASS,
    dcat::CATALOG_RECORD,
    skos::CONCEPT_SCHEME,
];

/// Classes that make a node no dataset, whatever else it is: by the vocabulary every catalogue is one.
const NO_DATASETS: [NamedNodeRef<'static>; 3] =
    [dcat::CATALOG_CLASS, dcat::CATALOG_RECORD, skos::CONCEPT_SCHEME];

/// Classes of nodes that belong to a dataset.
const PARTS: [NamedNodeRef<'static>; 2] = [dcat::DATA_SERVICE, dcat::DISTRIBUTION_CLASS];

/// Classes of records.
pub(super) const RECORDS: [NamedNodeRef<'static>; 2] = [dcat::DATASET_CLASS, dcat::DATASET_SERIES];

/// The number of a node.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Node(usize);

/// A statement about a node.
#[derive(Clone, Copy)]
pub(super) struct Statement<'a> {
    pub triple: &'a Triple,
    /// The node it leads to; a class is none.
    pub to: Option<Node>,
}

/// A page.
pub(super) struct PageGraph<'a> {
    numbers: HashMap<NamedOrBlankNodeRef<'a>, Node>,
    nodes: Vec<Facts<'a>>,
}

/// What the page says about a node.
struct Facts<'a> {
    name: NamedOrBlankNodeRef<'a>,
    statements: Vec<Statement<'a>>,
    /// What it says about records, by record: taken out of `statements`.
    about_records: Vec<(Node, Vec<Statement<'a>>)>,
    /// The services that serve it, in a stable order.
    services: Vec<Node>,
    /// The entries of catalogues that are about it, in a stable order.
    entries: Vec<Node>,
    /// Whether anything is said about it.
    is_subject: bool,
    /// Whether a record ends here.
    is_end: bool,
    /// Whether it is the record of a catalogue.
    is_entry: bool,
    /// Whether it says how one record is related to another.
    is_relationship: bool,
    /// Whether others refer to it.
    is_target: bool,
    /// Whether a catalogue lists it as a dataset.
    is_listed: bool,
}

impl<'a> PageGraph<'a> {
    pub(super) fn of(triples: &'a [Triple]) -> Self {
        let mut graph = Self { numbers: HashMap::new(), nodes: vec![] };
        for triple in triples {
            graph.add(triple);
        }
        // A catalogue may list a dataset that does not say what it is.
        for node in graph.nodes() {
            let facts = graph.facts(node);
            let is_untyped_dataset = facts.is_subject && facts.is_listed && !graph.has_class(node, &PARTS);
            graph.nodes[node.0].is_end |= is_untyped_dataset;
        }
        graph.part_records();
        graph.note_services();
        graph.note_entries();
        graph
    }

    fn add(&mut self, triple: &'a Triple) {
        let subject = self.number(triple.subject.as_ref());
        let to = object(triple).map(|object| self.number(object));
        let is_end = triple.predicate.as_str().starts_with(hydra::NS)
            || triple.predicate == rdf::TYPE
                && matches!(&triple.object, Term::NamedNode(class) if ENDS.contains(&class.as_ref()));
        let is_entry = triple.predicate == rdf::TYPE && triple.object == dcat::CATALOG_RECORD.into();
        let facts = &mut self.nodes[subject.0];
        facts.statements.push(Statement { triple, to });
        facts.is_subject = true;
        facts.is_end |= is_end;
        facts.is_entry |= is_entry;
        if let Some(object) = to.filter(|object| *object != subject) {
            let facts = &mut self.nodes[object.0];
            facts.is_target = true;
            facts.is_listed |= triple.predicate == dcat::DATASET;
            facts.is_relationship |= triple.predicate == dcat::QUALIFIED_RELATION;
            // What a catalogue calls a record is one, whether it says so itself or not.
            facts.is_end |= triple.predicate == dcat::RECORD;
            facts.is_entry |= triple.predicate == dcat::RECORD;
        }
    }

    fn number(&mut self, name: NamedOrBlankNodeRef<'a>) -> Node {
        let nodes = &mut self.nodes;
        *self.numbers.entry(name).or_insert_with(|| {
            nodes.push(Facts {
                name,
                statements: vec![],
                about_records: vec![],
                services: vec![],
                entries: vec![],
                is_subject: false,
                is_end: false,
                is_entry: false,
                is_relationship: false,
                is_target: false,
                is_listed: false,
            });
            Node(nodes.len() - 1)
        })
    }

    /// Takes what nodes say about records out of their statements: a service may name thousands of
    /// datasets, and is described in each of them. What a relationship says of the other record is its point.
    fn part_records(&mut self) {
        let ends: Vec<bool> = self.nodes.iter().map(|facts| facts.is_subject && facts.is_end).collect();
        for facts in self.nodes.iter_mut().filter(|facts| !facts.is_end && !facts.is_relationship) {
            let about = |statement: &Statement<'_>| statement.to.filter(|to| ends[to.0]);
            if !facts.statements.iter().any(|statement| about(statement).is_some()) {
                continue;
            }
            let mut by_record: BTreeMap<usize, Vec<Statement<'a>>> = BTreeMap::new();
            facts.statements.retain(|statement| match about(statement) {
                Some(record) => {
                    by_record.entry(record.0).or_default().push(*statement);
                    false
                }
                None => true,
            });
            facts.about_records =
                by_record.into_iter().map(|(record, statements)| (Node(record), statements)).collect();
        }
    }

    /// Notes who serves whom. A service is described beside the dataset it serves, if no distribution
    /// leads there.
    fn note_services(&mut self) {
        let serves = |statements: &[Statement<'_>]| {
            statements.iter().any(|s| s.triple.predicate == dcat::SERVES_DATASET)
        };
        for service in self.nodes() {
            let served: Vec<Node> = self
                .facts(service)
                .about_records
                .iter()
                .filter(|(_, statements)| serves(statements))
                .map(|(record, _)| *record)
                .collect();
            for record in served {
                self.nodes[record.0].services.push(service);
            }
        }
        for node in self.nodes() {
            let mut services = std::mem::take(&mut self.nodes[node.0].services);
            self.sort(&mut services);
            self.nodes[node.0].services = services;
        }
    }

    /// Notes which entry is about whom, by what either of them says.
    fn note_entries(&mut self) {
        let mut about: Vec<(usize, Node)> = vec![];
        for node in self.nodes() {
            for statement in self.statements(node) {
                let Some(to) = statement.to else { continue };
                if statement.triple.predicate == foaf::PRIMARY_TOPIC && self.facts(node).is_entry {
                    about.push((to.0, node));
                } else if statement.triple.predicate == foaf::IS_PRIMARY_TOPIC_OF && self.facts(to).is_entry {
                    about.push((node.0, to));
                }
            }
        }
        for (topic, entry) in about {
            let entries = &mut self.nodes[topic].entries;
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        for node in self.nodes() {
            let mut entries = std::mem::take(&mut self.nodes[node.0].entries);
            self.sort(&mut entries);
            self.nodes[node.0].entries = entries;
        }
    }

    fn nodes(&self) -> impl Iterator<Item = Node> + use<> {
        (0..self.nodes.len()).map(Node)
    }

    fn facts(&self, node: Node) -> &Facts<'a> {
        &self.nodes[node.0]
    }

    /// By name, so that the order does not depend on that of the triples.
    fn sort(&self, nodes: &mut [Node]) {
        nodes.sort_by_key(|node| match self.name(*node) {
            NamedOrBlankNodeRef::NamedNode(iri) => (false, iri.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => (true, node.as_str()),
        });
    }

    fn sorted(&self, nodes: impl Iterator<Item = Node>) -> Vec<Node> {
        let mut nodes: Vec<Node> = nodes.collect();
        self.sort(&mut nodes);
        nodes
    }

    /// A node by its name, if the page mentions it.
    pub(super) fn find(&self, name: &NamedOrBlankNode) -> Option<Node> {
        self.numbers.get(&name.as_ref()).copied()
    }

    pub(super) fn name(&self, node: Node) -> NamedOrBlankNodeRef<'a> {
        self.facts(node).name
    }

    /// What the page says about a node, without what it says about records.
    pub(super) fn statements(&self, node: Node) -> &[Statement<'a>] {
        &self.facts(node).statements
    }

    /// What a node that is no record says about records.
    pub(super) fn about_records(&self, node: Node) -> &[(Node, Vec<Statement<'a>>)] {
        &self.facts(node).about_records
    }

    pub(super) fn services(&self, record: Node) -> &[Node] {
        &self.facts(record).services
    }

    /// The entries of catalogues that are about a record.
    pub(super) fn entries(&self, record: Node) -> &[Node] {
        &self.facts(record).entries
    }

    /// The entries of catalogues that the page describes, in a stable order.
    pub(super) fn all_entries(&self) -> Vec<Node> {
        self.sorted(self.nodes().filter(|node| {
            let facts = self.facts(*node);
            facts.is_entry && facts.is_subject && !self.has_class(*node, &RECORDS)
        }))
    }

    /// What the page says about catalogues, apart from what they hold and which page is next: property and
    /// value.
    pub(super) fn catalogs(&self) -> BTreeSet<(String, String)> {
        const HOLDS: [NamedNodeRef<'static>; 6] =
            [dcat::DATASET, dcat::RECORD, dcat::SERVICE, dcat::RESOURCE, dcterms::HAS_PART, rdf::TYPE];
        let nodes = self.nodes().filter(|node| self.has_class(*node, &[dcat::CATALOG_CLASS]));
        nodes
            .flat_map(|node| self.statements(node))
            .filter(|statement| {
                let property = &statement.triple.predicate;
                !HOLDS.contains(&property.as_ref()) && !property.as_str().starts_with(hydra::NS)
            })
            .map(|statement| {
                let value = match (&statement.triple.object, statement.to) {
                    (Term::Literal(literal), _) => literal.value().to_owned(),
                    (_, Some(to)) => self.described_as(to),
                    (other, None) => other.to_string(),
                };
                (prefixed(statement.triple.predicate.as_str()), value)
            })
            .collect()
    }

    /// Who publishes the catalogue that lists the datasets of the page, if there is one only.
    pub(super) fn catalog_publisher(&self) -> Option<Node> {
        let catalogs = self.nodes().filter(|node| self.has_class(*node, &[dcat::CATALOG_CLASS]));
        let mut publishers: Vec<Node> = catalogs
            .flat_map(|node| self.statements(node))
            .filter(|statement| statement.triple.predicate == dcterms::PUBLISHER)
            .filter_map(|statement| statement.to)
            .collect();
        publishers.dedup();
        if let [publisher] = publishers[..] { Some(publisher) } else { None }
    }

    /// Whether a record ends at this node.
    pub(super) fn is_end(&self, node: Node) -> bool {
        self.facts(node).is_end
    }

    /// Whether the page says anything about a node.
    pub(super) fn is_subject(&self, node: Node) -> bool {
        self.facts(node).is_subject
    }

    pub(super) fn has_class(&self, node: Node, classes: &[NamedNodeRef<'_>]) -> bool {
        self.values(node, rdf::TYPE)
            .any(|class| matches!(class, Term::NamedNode(class) if classes.contains(&class.as_ref())))
    }

    pub(super) fn values(
        &self,
        node: Node,
        predicate: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'a Term> {
        self.statements(node)
            .iter()
            .filter(move |statement| statement.triple.predicate == predicate)
            .map(|statement| &statement.triple.object)
    }

    /// Whether the page says more of a node than what class it has. Where it does not, another page
    /// may, or nobody does.
    pub(super) fn is_described(&self, node: Node) -> bool {
        let mut predicates = self
            .statements(node)
            .iter()
            .map(|statement| &statement.triple.predicate)
            .filter(|predicate| **predicate != rdf::TYPE)
            .peekable();
        predicates.peek().is_some() && !predicates.any(|predicate| predicate.as_str().starts_with(hydra::NS))
    }

    /// The datasets and series of the page, in a stable order.
    pub(super) fn datasets(&self) -> Vec<Node> {
        self.sorted(self.nodes().filter(|node| {
            let facts = self.facts(*node);
            facts.is_end
                && (facts.is_listed || self.has_class(*node, &RECORDS))
                && !self.has_class(*node, &NO_DATASETS)
                && self.is_described(*node)
        }))
    }

    /// Datasets that are listed, or have a class, but are not described here, in a stable order. What is
    /// only the target of other links is not meant: a dataset may be related to one of another
    /// catalogue.
    pub(super) fn named(&self, taken: &HashSet<Node>) -> Vec<Node> {
        self.sorted(self.nodes().filter(|node| {
            let facts = self.facts(*node);
            let stands_alone = facts.is_end
                && !facts.is_target
                && self.has_class(*node, &RECORDS)
                && !self.is_described(*node);
            (facts.is_listed || stands_alone)
                && !taken.contains(node)
                && !self.has_class(*node, &[dcat::CATALOG_CLASS])
                && !self.has_class(*node, &PARTS)
        }))
    }

    /// The services and distributions of the page, in a stable order.
    pub(super) fn parts(&self) -> Vec<Node> {
        self.sorted(self.nodes().filter(|node| {
            !self.is_end(*node)
                && (self.has_class(*node, &PARTS) || self.values(*node, dcat::ENDPOINT_URL).next().is_some())
        }))
    }
}

/// The node a statement leads to.
fn object(triple: &Triple) -> Option<NamedOrBlankNodeRef<'_>> {
    match &triple.object {
        _ if triple.predicate == rdf::TYPE => None,
        Term::NamedNode(iri) => Some(iri.as_ref().into()),
        Term::BlankNode(node) => Some(node.as_ref().into()),
        Term::Literal(_) => None,
    }
}
