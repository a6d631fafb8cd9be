//! Reading and comparing what the portal publishes.

use datenkreis_vocab::shapes::{Profile, Severity, validate};
use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNode, TermRef, Triple};
use oxrdfio::{RdfFormat, RdfParser, RdfSerializer};
use sophia_api::prelude::TripleSource;
use sophia_api::term::SimpleTerm;

const PREFIXES: [(&str, &str); 15] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geodcatap", "http://data.europa.eu/930/"),
    ("gsp", "http://www.opengis.net/ont/geosparql#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// `rdf:type`.
pub const TYPE: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
/// `dcat:Dataset`.
pub const DATASET: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#Dataset");
/// `dcat:dataset`.
pub const HAS_DATASET: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#dataset");
/// `dcterms:title`.
pub const TITLE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/title");
/// `hydra:next`.
pub const NEXT: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/hydra/core#next");
/// `hydra:totalItems`.
pub const TOTAL_ITEMS: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/ns/hydra/core#totalItems");

/// The serialisations of the feed: extension and media type.
pub const FORMATS: [(&str, &str); 4] = [
    ("ttl", "text/turtle"),
    ("rdf", "application/rdf+xml"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
];

/// Parses a document by its media type.
#[track_caller]
pub fn parse(body: &[u8], media_type: &str) -> Graph {
    let format = RdfFormat::from_media_type(media_type).unwrap_or_else(|| panic!("no RDF: {media_type}"));
    let mut graph = Graph::new();
    for quad in RdfParser::from_format(format).for_slice(body) {
        let quad = quad.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(body)));
        graph.insert(&Triple::from(quad));
    }
    graph
}

/// A graph as Turtle, its statements in order, with the prefixes used in fixtures.
pub fn turtle(graph: &Graph) -> Vec<u8> {
    let mut triples: Vec<Triple> = graph.iter().map(|triple| triple.into_owned()).collect();
    triples.sort_by_cached_key(ToString::to_string);
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(prefix, iri).expect("an IRI");
    }
    let mut writer = serializer.for_writer(vec![]);
    for triple in &triples {
        writer.serialize_triple(triple).expect("written to memory");
    }
    writer.finish().expect("written to memory")
}

/// The IRIs of all datasets described in a graph, sorted.
pub fn datasets(graph: &Graph) -> Vec<String> {
    let mut datasets: Vec<String> =
        graph.subjects_for_predicate_object(TYPE, DATASET).map(|subject| subject.to_string()).collect();
    datasets.sort();
    datasets
}

/// The text or IRI of the one value of a property anywhere in the graph.
pub fn value(graph: &Graph, predicate: NamedNodeRef<'_>) -> Option<String> {
    graph.iter().find(|triple| triple.predicate == predicate).map(|triple| match triple.object {
        TermRef::Literal(literal) => literal.value().to_owned(),
        TermRef::NamedNode(node) => node.as_str().to_owned(),
        TermRef::BlankNode(node) => node.as_str().to_owned(),
    })
}

/// All blank nodes of a graph; what we publish has none.
pub fn blank_nodes(graph: &Graph) -> Vec<String> {
    let mut nodes = vec![];
    for triple in graph {
        if let NamedOrBlankNode::BlankNode(node) = triple.subject.into_owned() {
            nodes.push(node.to_string());
        }
        if let TermRef::BlankNode(node) = triple.object {
            nodes.push(node.to_string());
        }
    }
    nodes
}

/// Whether two graphs say the same, whatever their blank nodes are called.
pub fn isomorphic(left: &Graph, right: &Graph) -> bool {
    sophia_isomorphism::isomorphic_graphs(&for_sophia(left), &for_sophia(right)).unwrap_or(false)
}

fn for_sophia(graph: &Graph) -> Vec<[SimpleTerm<'static>; 3]> {
    let lines: String = graph.iter().map(|triple| format!("{triple} .\n")).collect();
    sophia_turtle::parser::nt::parse_str(&lines).collect_triples().unwrap_or_default()
}

/// What in a graph breaks an official constraint of DCAT-AP.de 3.0: rule, node and value. That a dataset
/// series is one may be told by a record that a source never delivered.
pub fn violations(triples: &[Triple]) -> Vec<String> {
    const CLASS_OF_SERIES: &str = "ap3-dataset-in-series-class";
    let results = validate(Profile::DcatApDe3, triples).results.into_iter();
    results
        .filter(|result| result.severity == Severity::Violation && result.rule.id != CLASS_OF_SERIES)
        .map(|result| format!("{} {} {:?}", result.rule.id, result.focus, result.value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expected: bool) {
        let parse = |text: &str| parse(text.as_bytes(), "text/turtle");
        assert_eq!(isomorphic(&parse(left), &parse(right)), expected, "{left} / {right}");
    }

    #[test]
    fn blank_nodes_have_no_names() {
        check("<urn:a> <urn:p> [ <urn:q> 1 ] .", "<urn:a> <urn:p> _:x . _:x <urn:q> 1 .", true);
        check("<urn:a> <urn:p> [ <urn:q> 1 ] .", "<urn:a> <urn:p> [ <urn:q> 2 ] .", false);
    }

    #[test]
    fn datasets_are_found() {
        let graph = parse(b"<urn:b> a <http://www.w3.org/ns/dcat#Dataset> . <urn:a> a <http://www.w3.org/ns/dcat#Dataset> .", "text/turtle");
        assert_eq!(datasets(&graph), ["<urn:a>", "<urn:b>"]);
    }
}
