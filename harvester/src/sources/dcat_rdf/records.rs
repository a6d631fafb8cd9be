//! Splits a page into records: each dataset with what belongs to it, never across another dataset,
//! catalogue or catalogue record.

use crate::mapping::dcat_graph::{DcatGraph, id};
use crate::rdf::{Noticed, Parsed};
use crate::record::SourceRecord;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::ns::{dcat, dcterms, hydra, rdf, skos};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// Classes of nodes that are records of their own, or of nobody.
const ENDS: [NamedNodeRef<'static>; 5] = [
    dcat::DATASET_CLASS,
    dcat::DATASET_SERIES,
    dcat::CATALOG_CLASS,
    dcat::CATALOG_RECORD,
    skos::CONCEPT_SCHEME,
];

/// Classes of nodes that belong to a dataset.
const PARTS: [NamedNodeRef<'static>; 2] = [dcat::DATA_SERVICE, dcat::DISTRIBUTION_CLASS];

/// Statements of one record, at most. Catalogues stay far below; a page whose nodes all hang together
/// would otherwise give every record the whole page.
const TRIPLES: usize = 20_000;

/// How much of a page may be repeated in its records because they share nodes (a publisher, a place):
/// a multiple of the page's triples, and what small pages may have in any case.
const SHARED: (usize, usize) = (5, 50_000);

/// The records of a page.
pub(super) struct Page {
    /// In the order of their IRIs.
    pub records: Vec<SourceRecord>,
    /// Records of which the page holds only a part, or nothing that can be read: no news of them is
    /// better than half. With what to call them.
    pub halves: Vec<(NativeId, String)>,
    /// Datasets of which the page says no more than that they are; with their id, if they have one.
    pub named: Vec<(Option<NativeId>, String)>,
    /// Services and distributions that belong to no dataset of the page: node, and what to call it.
    pub strays: Vec<(String, String)>,
    /// Services and distributions that belong to one.
    pub owned: Vec<String>,
    /// Findings that belong to no record.
    pub notes: Vec<Finding>,
}

impl Page {
    /// Whether the page names no dataset.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.halves.is_empty() && self.named.is_empty()
    }
}

/// Splits a page.
pub(super) fn split(parsed: Parsed) -> Page {
    let index = Index::new(&parsed.triples);
    let mut shared = Shared { seen: HashSet::new(), left: parsed.triples.len() * SHARED.0 + SHARED.1 };
    let mut by_subject: HashMap<NamedOrBlankNode, Vec<Finding>> = HashMap::new();
    let mut notes = vec![];
    for Noticed { about, finding } in parsed.noticed {
        match about {
            Some(about) => by_subject.entry(about).or_default().push(finding),
            None => notes.push(finding),
        }
    }
    let mut told: HashSet<&NamedOrBlankNode> = HashSet::new();
    let suspects: HashSet<&NamedOrBlankNode> = parsed.suspects.iter().collect();
    let (mut records, mut halves) = (vec![], vec![]);
    let mut taken: HashSet<&NamedOrBlankNode> = HashSet::new();
    for subject in index.datasets() {
        let mut closure = index.closure(subject, &mut shared);
        let mut findings = std::mem::take(&mut closure.findings);
        for node in &closure.nodes {
            if let Some(found) = by_subject.get(*node) {
                findings.extend(found.iter().cloned());
                told.insert(node);
            }
        }
        let native_id = index.native_id(subject);
        taken.extend(&closure.nodes);
        if index.is_half(&closure, &suspects) {
            halves.push((native_id, plain(subject)));
            continue;
        }
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
    let ids = records.iter().map(|record: &SourceRecord| &record.native_id);
    let mut ids: HashSet<NativeId> = ids.chain(halves.iter().map(|(id, _)| id)).cloned().collect();
    // Of some no more than the class could be read.
    let records_of_their_own = [dcat::DATASET_CLASS, dcat::DATASET_SERIES];
    for suspect in parsed.suspects.iter().filter(|node| index.has_class(node, &records_of_their_own)) {
        let id = index.native_id(suspect);
        if ids.insert(id.clone()) {
            halves.push((id, plain(suspect)));
        }
    }
    for lost in &parsed.lost {
        let id = NativeId::new(id::of_iri(lost.as_str()));
        if ids.insert(id.clone()) {
            halves.push((id, lost.as_str().to_owned()));
        }
    }
    let (owned, strays): (Vec<_>, Vec<_>) = index.parts().into_iter().partition(|part| taken.contains(part));
    Page {
        records,
        halves,
        named: index.named(&taken),
        strays: strays.into_iter().map(|part| (part.to_string(), index.name_of(part))).collect(),
        owned: owned.into_iter().map(ToString::to_string).collect(),
        notes,
    }
}

/// The triples of a page by subject.
struct Index<'a> {
    about: HashMap<&'a NamedOrBlankNode, Vec<&'a Triple>>,
    /// What other nodes say about records, by node and record.
    about_records: HashMap<&'a NamedOrBlankNode, HashMap<&'a NamedOrBlankNode, Vec<&'a Triple>>>,
    /// Nodes at which a record ends.
    ends: HashSet<&'a NamedOrBlankNode>,
    /// Nodes that others refer to.
    targets: HashSet<NamedOrBlankNode>,
    /// Nodes that a catalogue lists as datasets.
    listed: HashSet<NamedOrBlankNode>,
    /// The services that serve a dataset of the page.
    services: HashMap<&'a NamedOrBlankNode, Vec<&'a NamedOrBlankNode>>,
}

/// What records of the page took so far.
struct Shared<'a> {
    seen: HashSet<&'a NamedOrBlankNode>,
    /// Triples that may still be repeated.
    left: usize,
}

impl<'a> Shared<'a> {
    /// Whether a record may take a node with so many statements.
    fn takes(&mut self, node: &'a NamedOrBlankNode, statements: usize) -> bool {
        if self.seen.insert(node) {
            return true;
        }
        let fits = statements <= self.left;
        self.left -= if fits { statements } else { 0 };
        fits
    }
}

struct Closure<'a> {
    triples: Vec<&'a Triple>,
    nodes: Vec<&'a NamedOrBlankNode>,
    findings: Vec<Finding>,
}

impl<'a> Index<'a> {
    fn new(triples: &'a [Triple]) -> Self {
        let mut index = Self {
            about: HashMap::new(),
            about_records: HashMap::new(),
            ends: HashSet::new(),
            targets: HashSet::new(),
            listed: HashSet::new(),
            services: HashMap::new(),
        };
        for triple in triples {
            index.about.entry(&triple.subject).or_default().push(triple);
            let predicate = triple.predicate.as_ref();
            if let Some(object) = node(&triple.object)
                && predicate != rdf::TYPE
                && object != triple.subject
            {
                if predicate == dcat::DATASET {
                    index.listed.insert(object.clone());
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
        let untyped: Vec<_> = index
            .about
            .keys()
            .copied()
            .filter(|subject| index.listed.contains(*subject) && !index.has_class(subject, &PARTS))
            .collect();
        index.ends.extend(untyped);
        index.part_records();
        index.services();
        index
    }

    fn has_class(&self, subject: &NamedOrBlankNode, classes: &[NamedNodeRef<'_>]) -> bool {
        self.values(subject, rdf::TYPE)
            .any(|class| matches!(class, Term::NamedNode(class) if classes.contains(&class.as_ref())))
    }

    fn values(
        &self,
        subject: &NamedOrBlankNode,
        predicate: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'a Term> {
        let triples = self.about.get(subject).map_or(&[][..], Vec::as_slice);
        triples
            .iter()
            .filter(move |triple| triple.predicate.as_ref() == predicate)
            .map(|triple| &triple.object)
    }

    /// The datasets and series of the page, in a stable order.
    fn datasets(&self) -> Vec<&'a NamedOrBlankNode> {
        let mut datasets: Vec<&NamedOrBlankNode> = self
            .ends
            .iter()
            .copied()
            .filter(|subject| {
                // Everybody's catalogue is a dataset by the vocabulary; here only if it says so alone.
                !self.has_class(subject, &[dcat::CATALOG_CLASS, dcat::CATALOG_RECORD, skos::CONCEPT_SCHEME])
                    && (self.listed.contains(*subject)
                        || self.has_class(subject, &[dcat::DATASET_CLASS, dcat::DATASET_SERIES]))
                    && self.is_described(subject)
            })
            .collect();
        datasets.sort_by_cached_key(|subject| subject.to_string());
        datasets
    }

    /// Whether the page says more of a node than what class it has. Where it does not, another page
    /// may, or nobody does.
    fn is_described(&self, subject: &NamedOrBlankNode) -> bool {
        let is_paging = |triple: &&&Triple| triple.predicate.as_str().starts_with(hydra::NS);
        let mut statements = self.statements(subject).iter().filter(|triple| triple.predicate != rdf::TYPE);
        statements.clone().next().is_some() && !statements.any(|triple| is_paging(&triple))
    }

    /// Datasets that are listed, or have a class, but are not described here. What is only the target of
    /// other links is not meant: a dataset may be related to one of another catalogue.
    fn named(&self, taken: &HashSet<&NamedOrBlankNode>) -> Vec<(Option<NativeId>, String)> {
        let classes = [dcat::DATASET_CLASS, dcat::DATASET_SERIES];
        let alone = self.ends.iter().copied().filter(|subject| {
            !self.targets.contains(*subject)
                && self.has_class(subject, &classes)
                && !self.is_described(subject)
        });
        let mut named: Vec<&NamedOrBlankNode> = self
            .listed
            .iter()
            .chain(alone)
            .filter(|node| {
                !taken.contains(node)
                    && !self.has_class(node, &[dcat::CATALOG_CLASS])
                    && !self.has_class(node, &PARTS)
            })
            .collect();
        named.sort_by_cached_key(|node| node.to_string());
        named.dedup();
        named
            .into_iter()
            .map(|node| (node.is_named_node().then(|| self.native_id(node)), plain(node)))
            .collect()
    }

    /// The services and distributions of the page, in a stable order.
    fn parts(&self) -> Vec<&'a NamedOrBlankNode> {
        let is_part = |subject: &&NamedOrBlankNode| {
            !self.ends.contains(*subject)
                && (self.has_class(subject, &PARTS)
                    || self.values(subject, dcat::ENDPOINT_URL).next().is_some())
        };
        let mut parts: Vec<&NamedOrBlankNode> = self.about.keys().copied().filter(is_part).collect();
        parts.sort_by_cached_key(|part| part.to_string());
        parts
    }

    /// What a person would call a node: its title and where it is to be had.
    fn name_of(&self, node: &NamedOrBlankNode) -> String {
        let properties = [dcterms::TITLE, dcat::ENDPOINT_URL, dcat::ACCESS_URL];
        let mut words: Vec<String> = properties
            .into_iter()
            .filter_map(|property| self.values(node, property).map(shown).min())
            .collect();
        if words.is_empty() || node.is_named_node() {
            words.push(plain(node));
        }
        words.dedup();
        words.join(", ")
    }

    /// What belongs to a dataset: its statements, and those of the nodes they lead to.
    fn closure(&self, dataset: &'a NamedOrBlankNode, shared: &mut Shared<'a>) -> Closure<'a> {
        let mut closure = Closure { triples: vec![], nodes: vec![], findings: vec![] };
        let services = self.services.get(dataset).map_or(&[][..], Vec::as_slice);
        let mut queue: VecDeque<&NamedOrBlankNode> =
            std::iter::once(&dataset).chain(services).copied().collect();
        let mut seen: HashSet<&NamedOrBlankNode> = queue.iter().copied().collect();
        let mut left_out = 0_usize;
        while let Some(subject) = queue.pop_front() {
            let statements = self.statements(subject);
            let is_node = subject != dataset;
            if is_node && !shared.takes(subject, statements.len()) {
                left_out += statements.len();
                continue;
            }
            closure.nodes.push(subject);
            // What a shared node says about other datasets is theirs.
            let about_records = self.about_records.get(subject).filter(|_| is_node);
            let own = about_records.and_then(|records| records.get(dataset)).map_or(&[][..], Vec::as_slice);
            left_out +=
                about_records.map_or(0, |records| records.values().map(Vec::len).sum::<usize>() - own.len());
            for triple in statements.iter().chain(own) {
                if closure.triples.len() >= TRIPLES {
                    left_out += 1;
                    continue;
                }
                closure.triples.push(triple);
                if let Some(known) = self.described(triple)
                    && !self.ends.contains(known)
                    && seen.insert(known)
                {
                    queue.push_back(known);
                }
            }
        }
        if left_out > 0 {
            let finding = Finding::new(&rule::TRIPLE_NOT_PUBLISHED, "dcat:Dataset");
            closure.findings.push(finding.found(left_out.to_string()));
        }
        closure
    }

    /// Whether the description of a record, or of a node it refers to, is cut short.
    fn is_half(&self, closure: &Closure<'_>, suspects: &HashSet<&NamedOrBlankNode>) -> bool {
        let refers_to_one = |triple: &&Triple| {
            node(&triple.object)
                .is_some_and(|object| suspects.contains(&object) && !self.ends.contains(&object))
        };
        !suspects.is_empty()
            && (closure.nodes.iter().any(|node| suspects.contains(node))
                || closure.triples.iter().copied().any(|triple| refers_to_one(&triple)))
    }

    fn statements(&self, subject: &NamedOrBlankNode) -> &[&'a Triple] {
        self.about.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The node a statement leads to, if the page describes it.
    fn described(&self, triple: &Triple) -> Option<&'a NamedOrBlankNode> {
        let object = node(&triple.object).filter(|_| triple.predicate != rdf::TYPE)?;
        self.about.get_key_value(&object).map(|(known, _)| *known)
    }

    /// Takes what nodes say about records out of their statements: a service may name thousands of
    /// datasets, and is described in each of them.
    fn part_records(&mut self) {
        for subject in
            self.about.keys().copied().filter(|subject| !self.ends.contains(*subject)).collect::<Vec<_>>()
        {
            let about_record =
                |triple: &Triple| self.described(triple).filter(|known| self.ends.contains(known));
            let (records, others): (Vec<&Triple>, Vec<&Triple>) =
                self.statements(subject).iter().copied().partition(|triple| about_record(triple).is_some());
            if records.is_empty() {
                continue;
            }
            let mut by_record: HashMap<&NamedOrBlankNode, Vec<&Triple>> = HashMap::new();
            for triple in records {
                if let Some(record) = about_record(triple) {
                    by_record.entry(record).or_default().push(triple);
                }
            }
            self.about.insert(subject, others);
            self.about_records.insert(subject, by_record);
        }
    }

    /// Notes who serves whom. A service is described beside the dataset it serves, if no distribution
    /// leads there.
    fn services(&mut self) {
        for (&subject, records) in &self.about_records {
            for (&record, triples) in records {
                if triples.iter().any(|triple| triple.predicate == dcat::SERVES_DATASET) {
                    self.services.entry(record).or_default().push(subject);
                }
            }
        }
        for services in self.services.values_mut() {
            services.sort_by_cached_key(|service| service.to_string());
        }
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
                    && self.is_described(object)
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

/// A node as a person would name it.
fn plain(node: &NamedOrBlankNode) -> String {
    match node {
        NamedOrBlankNode::NamedNode(iri) => iri.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(_) => "[]".to_owned(),
    }
}

fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

fn node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(iri) => Some(iri.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::TurtleParser;

    fn parsed(turtle: &str) -> Parsed {
        let triples = TurtleParser::new()
            .with_prefix("dcat", dcat::NS)
            .and_then(|parser| parser.with_prefix("dct", "http://purl.org/dc/terms/"))
            .unwrap()
            .for_slice(turtle)
            .map(Result::unwrap)
            .collect();
        Parsed { triples, ..Parsed::default() }
    }

    /// Native ids and sizes of the canonical forms, in lines.
    fn check(turtle: &str, expected: &[(&str, usize)]) {
        let page = split(parsed(turtle));
        let found: Vec<(String, usize)> = page
            .records
            .iter()
            .map(|record| {
                let id = record.native_id.as_str().rsplit_once('-').map_or("", |(slug, _)| slug);
                (id.to_owned(), record.payload.canonical().split(|byte| *byte == b'\n').count())
            })
            .collect();
        let expected: Vec<(String, usize)> =
            expected.iter().map(|(id, lines)| ((*id).to_owned(), *lines)).collect();
        assert_eq!(found, expected, "{turtle}");
    }

    #[test]
    fn a_record_ends_at_other_records() {
        check(
            "<x:c> a dcat:Catalog ; dcat:dataset <x:a>, <x:b> ; dct:title \"c\" .
             <x:a> a dcat:Dataset ; dct:isPartOf <x:c> ; dct:publisher <x:p> ; dcat:distribution [ dct:title \"d\" ] .
             <x:b> a dcat:Dataset ; dct:relation <x:a> ; dct:publisher <x:p> . <x:p> dct:title \"p\" .",
            // The line more of `b` is its link to `a`, a record of the same page.
            &[("a", 6), ("b", 5)],
        );
    }

    #[test]
    fn what_is_only_named_is_no_record_but_untyped_datasets_are() {
        let turtle = "<x:c> dcat:dataset <x:a>, <x:b>, <x:d>, <x:c2>, [] . <x:c2> a dcat:Catalog .
            <x:a> a dcat:Dataset . <x:b> dct:description \"b\" ; dct:relation <x:f> . <x:e> a dcat:Dataset .
            <x:f> a dcat:Dataset .";
        check(turtle, &[("b", 2)]);
        let named: Vec<String> = split(parsed(turtle)).named.into_iter().map(|(_, name)| name).collect();
        assert_eq!(named, ["x:a", "x:d", "x:e", "[]"]);
    }

    #[test]
    fn a_service_belongs_to_the_dataset_it_serves() {
        let page = split(parsed(
            "<x:a> a dcat:Dataset ; dct:title \"a\" .
             <x:s> a dcat:DataService ; dcat:servesDataset <x:a> ; dct:title \"s\" .
             <x:t> a dcat:DataService ; dcat:servesDataset <x:z> ; dct:title \"t\" ; dcat:endpointURL <x:wms> .
             <x:f> a dcat:Distribution ; dcat:accessURL <x:csv> .",
        ));
        assert_eq!(page.records[0].payload.canonical().split(|byte| *byte == b'\n').count(), 5);
        let strays: Vec<&str> = page.strays.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((strays, page.owned), (vec!["x:csv, x:f", "t, x:wms, x:t"], vec!["<x:s>".to_owned()]));
    }

    #[test]
    fn a_service_of_many_datasets_tells_each_its_own() {
        let datasets: String = (0..50)
            .map(|n| format!("<x:d{n}> a dcat:Dataset ; dcat:distribution <x:f{n}> . <x:f{n}> dcat:accessService <x:s> . <x:s> dcat:servesDataset <x:d{n}> .\n"))
            .collect();
        let page = split(parsed(&format!("{datasets} <x:s> dct:title \"s\" .")));
        assert_eq!(page.records.len(), 50);
        for record in page.records {
            assert_eq!(record.payload.canonical().split(|byte| *byte == b'\n').count(), 5);
            assert_eq!(record.findings.len(), 1);
        }
    }

    #[test]
    fn shared_nodes_do_not_multiply_the_page() {
        let mut turtle: String =
            (0..1000).map(|n| format!("<x:d{n}> a dcat:Dataset ; dct:publisher <x:p> .\n")).collect();
        turtle.extend((0..1000).map(|n| format!("<x:p> dct:title \"{n}\" .\n")));
        let page = split(parsed(&turtle));
        let lines: usize = page
            .records
            .iter()
            .map(|record| record.payload.canonical().split(|byte| *byte == b'\n').count())
            .sum();
        assert!(lines <= 3000 * SHARED.0 + SHARED.1 + 3000, "{lines}");
        assert_eq!(page.records[0].findings.len() + page.records[999].findings.len(), 1);
    }
}
