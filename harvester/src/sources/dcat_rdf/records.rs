//! Splits a page into records: each dataset with what belongs to it, never across another dataset,
//! catalogue or catalogue record.

use crate::mapping::dcat_graph::{DcatGraph, id};
use crate::rdf::{Noticed, Parsed};
use crate::record::SourceRecord;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::ns::{dcat, dcterms, hydra, rdf, skos};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Classes of nodes that are records of their own, or of nobody.
const ENDS: [NamedNodeRef<'static>; 5] =
    [dcat::DATASET_CLASS, dcat::DATASET_SERIES, dcat::CATALOG_CLASS, dcat::CATALOG_RECORD, skos::CONCEPT_SCHEME];

/// Statements of one record, at most. Catalogues stay far below; a page whose nodes all hang together
/// would otherwise give every record the whole page.
const TRIPLES: usize = 20_000;

/// The records of a page.
pub(super) struct Page {
    /// In the order of their IRIs.
    pub records: Vec<SourceRecord>,
    /// Findings that belong to no record.
    pub notes: Vec<Finding>,
}

/// Splits a page.
pub(super) fn split(parsed: Parsed) -> Page {
    let index = Index::new(&parsed.triples);
    let mut by_subject: HashMap<NamedOrBlankNode, Vec<Finding>> = HashMap::new();
    let mut notes = vec![];
    for Noticed { about, finding } in parsed.noticed {
        match about {
            Some(about) => by_subject.entry(about).or_default().push(finding),
            None => notes.push(finding),
        }
    }
    let mut told: HashSet<&NamedOrBlankNode> = HashSet::new();
    let mut records = vec![];
    for subject in index.datasets() {
        let closure = index.closure(subject);
        let mut findings = closure.findings;
        for node in &closure.nodes {
            if let Some(found) = by_subject.get(*node) {
                findings.extend(found.iter().cloned());
                told.insert(node);
            }
        }
        let native_id = index.native_id(subject);
        let payload = DcatGraph {
            subject: subject.clone(),
            siblings: index.siblings(&closure.triples, subject),
            triples: closure.triples.into_iter().cloned().collect(),
        };
        records.push(SourceRecord { native_id, payload: Box::new(payload), findings });
    }
    let mut rest: Vec<_> = by_subject.iter().filter(|(node, _)| !told.contains(node)).collect();
    rest.sort_by_cached_key(|(node, _)| node.to_string());
    notes.extend(rest.into_iter().flat_map(|(_, findings)| findings.clone()));
    Page { records, notes }
}

/// The triples of a page by subject.
struct Index<'a> {
    about: HashMap<&'a NamedOrBlankNode, Vec<&'a Triple>>,
    /// Nodes at which a record ends.
    ends: HashSet<&'a NamedOrBlankNode>,
    /// Nodes that others refer to.
    targets: HashSet<NamedOrBlankNode>,
}

struct Closure<'a> {
    triples: Vec<&'a Triple>,
    nodes: Vec<&'a NamedOrBlankNode>,
    findings: Vec<Finding>,
}

impl<'a> Index<'a> {
    fn new(triples: &'a [Triple]) -> Self {
        let mut index = Self { about: HashMap::new(), ends: HashSet::new(), targets: HashSet::new() };
        let mut listed: HashSet<NamedOrBlankNode> = HashSet::new();
        for triple in triples {
            index.about.entry(&triple.subject).or_default().push(triple);
            let predicate = triple.predicate.as_ref();
            if let Some(object) = node(&triple.object)
                && predicate != rdf::TYPE
                && object != triple.subject
            {
                if predicate == dcat::DATASET {
                    listed.insert(object.clone());
                }
                index.targets.insert(object);
            }
            let is_end = predicate == rdf::TYPE
                && matches!(&triple.object, Term::NamedNode(class) if ENDS.contains(&class.as_ref()));
            if is_end || predicate.as_str().starts_with(hydra::NS) {
                index.ends.insert(&triple.subject);
            }
        }
        // A catalogue may list a dataset that does not say what it is.
        let untyped: Vec<_> = index.about.keys().copied().filter(|subject| listed.contains(*subject)).collect();
        index.ends.extend(untyped);
        index
    }

    fn has_class(&self, subject: &NamedOrBlankNode, classes: &[NamedNodeRef<'_>]) -> bool {
        self.values(subject, rdf::TYPE)
            .any(|class| matches!(class, Term::NamedNode(class) if classes.contains(&class.as_ref())))
    }

    fn values(&self, subject: &NamedOrBlankNode, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &'a Term> {
        let triples = self.about.get(subject).map_or(&[][..], Vec::as_slice);
        triples.iter().filter(move |triple| triple.predicate.as_ref() == predicate).map(|triple| &triple.object)
    }

    /// The datasets and series of the page, in a stable order.
    fn datasets(&self) -> Vec<&'a NamedOrBlankNode> {
        let others = [dcat::CATALOG_CLASS, dcat::CATALOG_RECORD, skos::CONCEPT_SCHEME];
        let mut datasets: Vec<&NamedOrBlankNode> = self
            .ends
            .iter()
            .copied()
            .filter(|subject| {
                if self.has_class(subject, &[dcat::DATASET_CLASS, dcat::DATASET_SERIES]) {
                    // Everybody's catalogue is a dataset by the vocabulary; here only if it says so alone.
                    !self.has_class(subject, &others) && !self.is_stub(subject)
                } else {
                    !self.has_class(subject, &others) && self.is_described(subject)
                }
            })
            .collect();
        datasets.sort_by_cached_key(|subject| subject.to_string());
        datasets
    }

    /// A dataset that is only named as the target of a link; it is described on another page, or
    /// nowhere.
    fn is_stub(&self, subject: &NamedOrBlankNode) -> bool {
        self.targets.contains(subject)
            && self.about.get(subject).is_some_and(|triples| triples.iter().all(|triple| triple.predicate == rdf::TYPE))
    }

    /// A listed node without class that has a title is a dataset.
    fn is_described(&self, subject: &NamedOrBlankNode) -> bool {
        let triples = self.about.get(subject).map_or(&[][..], Vec::as_slice);
        !triples.iter().any(|triple| triple.predicate == rdf::TYPE || triple.predicate.as_str().starts_with(hydra::NS))
            && self.values(subject, dcterms::TITLE).next().is_some()
    }

    /// What belongs to a dataset: its statements, and those of the nodes they lead to.
    fn closure(&self, dataset: &'a NamedOrBlankNode) -> Closure<'a> {
        let mut closure = Closure { triples: vec![], nodes: vec![], findings: vec![] };
        let mut queue = std::collections::VecDeque::from([dataset]);
        let mut seen: HashSet<&NamedOrBlankNode> = HashSet::from([dataset]);
        let mut left_out = 0_usize;
        while let Some(subject) = queue.pop_front() {
            let Some((&subject, triples)) = self.about.get_key_value(subject) else { continue };
            closure.nodes.push(subject);
            for triple in triples {
                let object = node(&triple.object).filter(|_| triple.predicate != rdf::TYPE);
                let known = object.as_ref().and_then(|object| self.about.get_key_value(object)).map(|(known, _)| *known);
                let is_other_record = known.is_some_and(|known| known != dataset && self.ends.contains(known));
                // What a shared node says about other datasets is theirs.
                if (is_other_record && subject != dataset) || closure.triples.len() >= TRIPLES {
                    left_out += 1;
                    continue;
                }
                closure.triples.push(triple);
                if let Some(known) = known.filter(|_| !is_other_record)
                    && seen.insert(known)
                {
                    queue.push_back(known);
                }
            }
        }
        if left_out > 0 {
            let finding = Finding::new(&rule::TRIPLE_NOT_PUBLISHED, "dcat:Dataset").found(left_out.to_string());
            closure.findings.push(finding);
        }
        closure
    }

    /// Other datasets of the page that the record refers to.
    fn siblings(&self, triples: &[&Triple], subject: &NamedOrBlankNode) -> BTreeMap<String, NativeId> {
        triples
            .iter()
            .filter(|triple| triple.predicate != rdf::TYPE)
            .filter_map(|triple| match &triple.object {
                Term::NamedNode(iri) => Some((iri, NamedOrBlankNode::from(iri.clone()))),
                _ => None,
            })
            .filter(|(_, object)| {
                object != subject
                    && self.has_class(object, &[dcat::DATASET_CLASS, dcat::DATASET_SERIES])
                    && !self.is_stub(object)
            })
            .map(|(iri, _)| (iri.as_str().to_owned(), NativeId::new(id::of_iri(iri.as_str()))))
            .collect()
    }

    /// The lasting id of a dataset: made from its IRI (see [`id::of_iri`]); without one, from
    /// dcterms:identifier; else from title and publisher.
    fn native_id(&self, subject: &NamedOrBlankNode) -> NativeId {
        if let NamedOrBlankNode::NamedNode(iri) = subject {
            return NativeId::new(id::of_iri(iri.as_str()));
        }
        let text = |predicate| {
            let values: BTreeSet<String> = self
                .values(subject, predicate)
                .filter_map(|term| match term {
                    Term::Literal(literal) => Some(literal.value().to_owned()),
                    Term::NamedNode(iri) => Some(iri.as_str().to_owned()),
                    _ => None,
                })
                .collect();
            values.into_iter().collect::<Vec<_>>().join("\n")
        };
        let identifier = text(dcterms::IDENTIFIER);
        if !identifier.is_empty() {
            return NativeId::new(id::of_text(&identifier, &identifier));
        }
        let title = text(dcterms::TITLE);
        NativeId::new(id::of_text(&title, &format!("{title}\n{}", text(dcterms::PUBLISHER))))
    }
}

fn node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(iri) => Some(iri.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}
