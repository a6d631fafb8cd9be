//! The SPARQL 1.1 Service Description of the endpoint.

use datenkreis_catalogue::rdf::Format;
use datenkreis_catalogue::store::quality_graph;
use datenkreis_vocab::ns::{rdf, sd};
use oxrdf::{NamedNode, NamedNodeRef, Term, Triple};
use sparesults::QueryResultsFormat;

/// Formats of SELECT and ASK, the default one first.
pub const TABLES: [QueryResultsFormat; 4] =
    [QueryResultsFormat::Json, QueryResultsFormat::Xml, QueryResultsFormat::Csv, QueryResultsFormat::Tsv];

/// What the endpoint at `<base>/sparql` offers.
pub fn description(base: &str) -> Vec<Triple> {
    let node = |path: &str| NamedNode::new_unchecked(format!("{base}{path}"));
    let service = node("/sparql#service");
    let dataset = node("/sparql#dataset");
    let graph = node("/catalog");
    let measured = node("/sparql#quality");
    let mut triples = Vec::new();
    let mut say = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        triples.push(Triple::new(subject.clone(), predicate.into_owned(), object));
    };
    say(&service, rdf::TYPE, sd::SERVICE.into_owned().into());
    say(&service, sd::ENDPOINT, node("/sparql").into());
    say(&service, sd::SUPPORTED_LANGUAGE, sd::SPARQL_11_QUERY.into_owned().into());
    for format in TABLES {
        say(&service, sd::RESULT_FORMAT, NamedNode::new_unchecked(format.iri()).into());
    }
    for format in Format::OFFERED {
        let iri = oxrdfio::RdfFormat::from(format).iri();
        say(&service, sd::RESULT_FORMAT, NamedNode::new_unchecked(iri).into());
    }
    say(&service, sd::DEFAULT_DATASET, dataset.clone().into());
    say(&dataset, rdf::TYPE, sd::DATASET.into_owned().into());
    say(&dataset, sd::DEFAULT_GRAPH, graph.clone().into());
    say(&graph, rdf::TYPE, sd::GRAPH.into_owned().into());
    say(&dataset, sd::NAMED_GRAPH, measured.clone().into());
    say(&measured, rdf::TYPE, sd::NAMED_GRAPH_CLASS.into_owned().into());
    say(&measured, sd::NAME, quality_graph(base).into());
    triples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_is_described() {
        let triples = description("https://example.org");
        let has = |predicate: NamedNodeRef<'_>| {
            triples.iter().filter(|triple| triple.predicate == predicate).count()
        };
        assert_eq!((has(sd::ENDPOINT), has(sd::RESULT_FORMAT), has(sd::DEFAULT_GRAPH)), (1, 8, 1));
        assert_eq!(has(sd::NAME), 1, "the graph of measurements has a name");
    }
}
