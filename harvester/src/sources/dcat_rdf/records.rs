//! Splits a page into records: each dataset with what belongs to it, never across another dataset,
//! catalogue or catalogue record.

mod closure;
mod graph;
mod names;

use crate::mapping::dcat_graph::{DcatGraph, id};
use crate::rdf::{Noticed, Parsed};
use crate::record::{Payload as _, SourceRecord};
use closure::{Closure, Shared};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::ns::{dcat, dcterms};
use graph::{Node, PageGraph, RECORDS};
use oxrdf::{NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// What the page says about the catalogue itself: property and value.
    pub catalog: BTreeSet<(String, String)>,
    /// The series of the page that are records, with the digest of what is said of them: each page of a feed
    /// may describe the series of its datasets.
    pub series: HashMap<NativeId, String>,
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
    let Parsed { triples, noticed, suspects, lost, .. } = parsed;
    let graph = PageGraph::of(&triples);
    let mut shared = Shared::of(triples.len());
    let mut untold = Untold::of(noticed, &graph);
    let suspects: Vec<Node> = suspects.iter().filter_map(|node| graph.find(node)).collect();
    let suspected: HashSet<Node> = suspects.iter().copied().collect();
    let (mut records, mut halves) = (vec![], vec![]);
    let mut series = HashMap::new();
    let publisher = graph.catalog_publisher().and_then(|publisher| graph.agent(publisher));
    let mut taken: HashSet<Node> = HashSet::new();
    for dataset in graph.datasets() {
        let closure = Closure::of(dataset, &graph, &mut shared);
        taken.extend(&closure.nodes);
        let native_id = graph.native_id(dataset);
        let told = untold.tell(&closure);
        if closure.is_half(&graph, &suspected) {
            halves.push((native_id, graph.plain_name(dataset)));
            continue;
        }
        let mut payload = DcatGraph {
            subject: graph.name(dataset).into_owned(),
            siblings: BTreeMap::new(),
            publisher: publisher
                .clone()
                .filter(|_| graph.values(dataset, dcterms::PUBLISHER).next().is_none()),
            entries: graph.entries(dataset).iter().map(|entry| graph.name(*entry).into_owned()).collect(),
            triples: closure.triples(),
        };
        if graph.has_class(dataset, &[dcat::DATASET_SERIES]) {
            let said = String::from_utf8_lossy(&payload.canonical()).into_owned();
            series.insert(native_id.clone(), id::digest(&said));
        }
        payload.siblings = siblings(&closure, dataset, &graph);
        let findings = closure.findings.into_iter().chain(told).collect();
        records.push(SourceRecord { native_id, payload: Box::new(payload), findings });
    }
    add_lost(&mut halves, &records, &suspects, &lost, &graph);
    let (owned, strays): (Vec<Node>, Vec<Node>) =
        graph.parts().into_iter().chain(graph.all_entries()).partition(|part| taken.contains(part));
    let named = graph.named(&taken).into_iter().map(|node| {
        let id = graph.name(node).is_named_node().then(|| graph.native_id(node));
        (id, graph.plain_name(node))
    });
    Page {
        records,
        halves,
        named: named.collect(),
        strays: strays
            .into_iter()
            .map(|part| (graph.name(part).to_string(), graph.described_as(part)))
            .collect(),
        owned: owned.into_iter().map(|part| graph.name(part).to_string()).collect(),
        catalog: graph.catalogs(),
        series,
        notes: untold.rest(),
    }
}

/// Adds records of which no more than the class, or the name, could be read.
fn add_lost(
    halves: &mut Vec<(NativeId, String)>,
    records: &[SourceRecord],
    suspects: &[Node],
    lost: &[NamedNode],
    graph: &PageGraph<'_>,
) {
    let suspects = suspects
        .iter()
        .filter(|node| graph.has_class(**node, &RECORDS))
        .map(|node| (graph.native_id(*node), graph.plain_name(*node)));
    let lost = lost.iter().map(|iri| (NativeId::new(id::of_iri(iri.as_str())), iri.as_str().to_owned()));
    let known = records.iter().map(|record| &record.native_id).chain(halves.iter().map(|(id, _)| id));
    let mut known: HashSet<NativeId> = known.cloned().collect();
    halves.extend(suspects.chain(lost).filter(|(id, _)| known.insert(id.clone())));
}

/// Other datasets of the page that a record refers to.
fn siblings(closure: &Closure<'_>, dataset: Node, graph: &PageGraph<'_>) -> BTreeMap<String, NativeId> {
    closure
        .statements
        .iter()
        .filter_map(|statement| match (&statement.triple.object, statement.to) {
            (Term::NamedNode(iri), Some(to)) => Some((iri.as_str(), to)),
            _ => None,
        })
        .filter(|(_, to)| *to != dataset && graph.has_class(*to, &RECORDS) && graph.is_described(*to))
        .map(|(iri, _)| (iri.to_owned(), NativeId::new(id::of_iri(iri))))
        .collect()
}

/// The findings of a page, until a record takes them.
struct Untold {
    /// In the order of the document, with the node each is about.
    findings: Vec<(Option<Node>, Finding)>,
    by_node: HashMap<Node, Vec<usize>>,
    told: HashSet<Node>,
}

impl Untold {
    fn of(noticed: Vec<Noticed>, graph: &PageGraph<'_>) -> Self {
        let mut untold = Self { findings: vec![], by_node: HashMap::new(), told: HashSet::new() };
        for Noticed { about, finding } in noticed {
            let node = about.and_then(|name| graph.find(&name));
            if let Some(node) = node {
                untold.by_node.entry(node).or_default().push(untold.findings.len());
            }
            untold.findings.push((node, finding));
        }
        untold
    }

    /// The findings about the nodes of a record; those of shared nodes belong to each.
    fn tell(&mut self, closure: &Closure<'_>) -> Vec<Finding> {
        let mut told = vec![];
        for (node, places) in closure.nodes.iter().filter_map(|node| self.by_node.get_key_value(node)) {
            self.told.insert(*node);
            told.extend(places.iter().map(|place| self.findings[*place].1.clone()));
        }
        told
    }

    /// The findings that belong to no record.
    fn rest(self) -> Vec<Finding> {
        let told = self.told;
        let is_told = |node: Option<Node>| node.is_some_and(|node| told.contains(&node));
        self.findings.into_iter().filter(|(node, _)| !is_told(*node)).map(|(_, finding)| finding).collect()
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
    fn a_relationship_leads_to_another_record() {
        check(
            "<x:a> a dcat:Dataset ; dcat:qualifiedRelation [ dct:relation <x:b> ] .
             <x:b> a dcat:Dataset ; dct:title \"b\" .",
            // The line more of `a` is its link to `b`.
            &[("a", 4), ("b", 2)],
        );
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
            let [finding] = &record.findings[..] else { panic!("{:?}", record.findings) };
            assert_eq!(finding.property, "dcat:servesDataset");
            assert!(
                finding
                    .found
                    .as_ref()
                    .is_some_and(|found| { found.starts_with("x:d") && found.ends_with(" | … (49)") })
            );
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
        assert!(lines <= 3000 * closure::SHARED.0 + closure::SHARED.1 + 3000, "{lines}");
        assert_eq!(page.records[0].findings.len() + page.records[999].findings.len(), 1);
    }

    #[test]
    fn an_entry_of_the_catalogue_belongs_to_the_dataset_it_is_about() {
        let page = split(parsed(
            "@prefix foaf: <http://xmlns.com/foaf/0.1/> .
             <x:c> a dcat:Catalog ; dct:title \"Katalog\" ; dct:publisher <x:p> ; dcat:record <x:r>, <x:s>, <x:t> .
             <x:p> foaf:name \"Amt\" . <x:a> a dcat:Dataset ; dct:title \"a\" ; foaf:isPrimaryTopicOf <x:s> .
             <x:r> a dcat:CatalogRecord ; foaf:primaryTopic <x:a> ; dct:modified \"2024\" . <x:s> dct:title \"s\" .
             <x:t> a dcat:CatalogRecord ; foaf:primaryTopic <x:z> ; dct:title \"t\" .",
        ));
        // Three statements about the dataset, three about x:r, one about x:s, and the catalogue's publisher.
        assert_eq!(page.records[0].payload.canonical().split(|byte| *byte == b'\n').count(), 8);
        let strays: Vec<&str> = page.strays.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((strays, page.owned.len()), (vec!["t, x:t"], 2));
        let catalog: Vec<String> =
            page.catalog.iter().map(|(property, value)| format!("{property} {value}")).collect();
        assert_eq!(catalog, ["dcterms:publisher x:p", "dcterms:title Katalog"]);
    }
}
