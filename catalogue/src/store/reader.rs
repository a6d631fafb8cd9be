//! A checkpoint of the store, opened read-only to answer SPARQL queries. Runs in processes that may
//! be killed at any moment, never in the server.

use crate::rdf::{self, Format};
use crate::{Error, Result};
use datenkreis_vocab::ns::dcat;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use spargebra::SparqlParser;
use std::io::Write;
use std::path::Path;

/// The store of one snapshot.
pub struct ReadOnlyStore {
    store: Store,
}

/// A query and how its answer is to be written.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// SPARQL 1.1 Query.
    pub query: &'a str,
    /// The dataset the protocol asks for (`default-graph-uri`); it replaces that of the query if this
    /// or [`Self::named_graphs`] is not empty (SPARQL 1.1 Protocol §2.1.4).
    pub default_graphs: &'a [String],
    /// `named-graph-uri`.
    pub named_graphs: &'a [String],
    /// The IRI by which the catalogue, which is the default graph, can be named.
    pub catalogue: &'a str,
    /// The IRI of the named graph that may be asked (see [`super::quality_graph`]).
    pub quality: &'a str,
    /// For SELECT and ASK.
    pub table: QueryResultsFormat,
    /// For CONSTRUCT and DESCRIBE.
    pub graph: Format,
    /// Only so many rows or triples are written.
    pub rows: Option<usize>,
}

/// Forms of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// ASK.
    Boolean,
    /// SELECT.
    Solutions,
    /// CONSTRUCT and DESCRIBE.
    Graph,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its form.
    pub form: Form,
    /// Rows or triples written.
    pub rows: usize,
    /// Whether that is all.
    pub complete: bool,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// Not SPARQL 1.1; the text names line and column.
    #[error("{0}")]
    Syntax(String),
    /// The query cannot be evaluated, e.g. an unknown function.
    #[error("{0}")]
    Evaluation(String),
    /// The answer could not be written, e.g. because it is too large.
    #[error("writing the answer")]
    Output(#[from] std::io::Error),
}

impl ReadOnlyStore {
    /// Opens the checkpoint in `directory`, which nobody writes.
    pub fn open(directory: &Path) -> Result<Self> {
        let failed = |source| Error::Store { doing: "opening a snapshot", source: Box::new(source) };
        Ok(Self { store: Store::open_read_only(directory).map_err(failed)? })
    }

    /// Answers a question. To a query there is one named graph, that of measurements; the others of the
    /// store are bookkeeping. Any other graph that is asked for by name is empty, except the catalogue,
    /// which is the default graph.
    pub fn answer(
        &self,
        question: &Question<'_>,
        output: &mut impl Write,
    ) -> Result<Answered, QuestionError> {
        let query = SparqlParser::new().parse_query(question.query);
        let query = query.map_err(|error| QuestionError::Syntax(error.to_string()))?;
        let mut prepared = SparqlEvaluator::new().for_query(query);
        let dataset = prepared.dataset_mut();
        let by_protocol = !question.default_graphs.is_empty() || !question.named_graphs.is_empty();
        let node = |iri: &String| NamedNode::new_unchecked(iri);
        let default: Vec<GraphName> = if by_protocol {
            question.default_graphs.iter().map(|iri| node(iri).into()).collect()
        } else {
            dataset.default_graph_graphs().map_or_else(|| vec![GraphName::DefaultGraph], <[_]>::to_vec)
        };
        let named: Option<Vec<NamedOrBlankNode>> = if by_protocol {
            Some(question.named_graphs.iter().map(|iri| node(iri).into()).collect())
        } else {
            dataset.available_named_graphs().map(<[_]>::to_vec)
        };
        let quality = NamedNode::new_unchecked(question.quality);
        let visible = |graph: &GraphName| match graph {
            GraphName::DefaultGraph => Some(GraphName::DefaultGraph),
            GraphName::NamedNode(name) if name.as_str() == question.catalogue => {
                Some(GraphName::DefaultGraph)
            }
            GraphName::NamedNode(name) if *name == quality => Some(quality.clone().into()),
            GraphName::NamedNode(_) | GraphName::BlankNode(_) => None,
        };
        let has_quality = named.is_none_or(|graphs| graphs.contains(&quality.clone().into()));
        dataset.set_default_graph(default.iter().filter_map(visible).collect());
        dataset.set_available_named_graphs(if has_quality { vec![quality.into()] } else { vec![] });
        write(prepared.on_store(&self.store).execute()?, question, output)
    }
}

fn write(
    results: QueryResults<'_>,
    question: &Question<'_>,
    output: &mut impl Write,
) -> Result<Answered, QuestionError> {
    let most = question.rows.unwrap_or(usize::MAX);
    let mut rows = 0;
    let mut complete = true;
    match results {
        QueryResults::Boolean(value) => {
            QueryResultsSerializer::from_format(question.table).serialize_boolean_to_writer(output, value)?;
            Ok(Answered { form: Form::Boolean, rows: 1, complete })
        }
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut serializer = QueryResultsSerializer::from_format(question.table)
                .serialize_solutions_to_writer(output, variables)?;
            for solution in solutions {
                if rows == most {
                    complete = false;
                    break;
                }
                serializer.serialize(&solution?)?;
                rows += 1;
            }
            serializer.finish()?;
            Ok(Answered { form: Form::Solutions, rows, complete })
        }
        QueryResults::Graph(found) => {
            let mut triples = Vec::new();
            for triple in found {
                if triples.len() == most {
                    complete = false;
                    break;
                }
                triples.push(published(triple?));
            }
            output.write_all(&rdf::serialize(&triples, question.graph, rdf::PREFIXES))?;
            Ok(Answered { form: Form::Graph, rows: triples.len(), complete })
        }
    }
}

/// The triple as feed and dataset pages publish it: the store knows but one type of integers.
fn published(mut triple: Triple) -> Triple {
    if triple.predicate == dcat::BYTE_SIZE
        && let Term::Literal(size) = &triple.object
        && size.datatype() == xsd::INTEGER
    {
        triple.object = Literal::new_typed_literal(size.value(), xsd::NON_NEGATIVE_INTEGER).into();
    }
    triple
}

impl From<QueryEvaluationError> for QuestionError {
    fn from(error: QueryEvaluationError) -> Self {
        Self::Evaluation(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{GraphNameRef, Quad};

    const CATALOGUE: &str = "https://example.org/catalog";
    const QUALITY: &str = "https://example.org/graph/quality";

    fn store() -> (tempfile::TempDir, ReadOnlyStore) {
        let directory = tempfile::tempdir().unwrap();
        let node = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        let quad = |value: &str, graph: GraphNameRef<'_>| {
            Quad::new(node("s"), node("p"), Literal::new_simple_literal(value), graph.into_owned())
        };
        {
            let live = Store::open(directory.path().join("live")).unwrap();
            live.insert(&quad("seen", GraphNameRef::DefaultGraph)).unwrap();
            live.insert(&quad("hidden", GraphNameRef::NamedNode(node("graph/state").as_ref()))).unwrap();
            live.insert(&quad("measured", GraphNameRef::NamedNode(node("graph/quality").as_ref()))).unwrap();
            live.backup(directory.path().join("copy")).unwrap();
        }
        let reader = ReadOnlyStore::open(&directory.path().join("copy")).unwrap();
        (directory, reader)
    }

    fn ask(
        query: &str,
        default_graphs: &[&str],
        rows: Option<usize>,
    ) -> Result<(String, Answered), QuestionError> {
        let (_directory, store) = store();
        let default_graphs: Vec<String> = default_graphs.iter().map(|&graph| graph.to_owned()).collect();
        let question = Question {
            query,
            default_graphs: &default_graphs,
            named_graphs: &[],
            catalogue: CATALOGUE,
            quality: QUALITY,
            table: QueryResultsFormat::Csv,
            graph: Format::NTriples,
            rows,
        };
        let mut output = Vec::new();
        let answered = store.answer(&question, &mut output)?;
        Ok((String::from_utf8(output).unwrap(), answered))
    }

    fn check(query: &str, default_graphs: &[&str], expected: &str) {
        assert_eq!(
            ask(query, default_graphs, None).unwrap().0.replace("\r\n", " ").trim(),
            expected,
            "{query}"
        );
    }

    #[test]
    fn only_the_catalogue_and_its_quality_are_visible() {
        check("SELECT ?o { ?s ?p ?o }", &[], "o seen");
        check("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", &[], "o measured");
        check("SELECT ?o { GRAPH <https://example.org/graph/quality> { ?s ?p ?o } }", &[], "o measured");
        check("SELECT ?o FROM <https://example.org/graph/quality> { ?s ?p ?o }", &[], "o measured");
        check("SELECT ?o FROM <https://example.org/catalog> { GRAPH ?g { ?s ?p ?o } }", &[], "o");
        check(
            "SELECT ?o FROM NAMED <https://example.org/graph/quality> { GRAPH ?g { ?s ?p ?o } }",
            &[],
            "o measured",
        );
        check("SELECT ?o FROM NAMED <https://example.org/graph/quality> { ?s ?p ?o }", &[], "o");
        check("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", &[CATALOGUE], "o");
        check("SELECT ?o { ?s ?p ?o }", &[QUALITY], "o measured");
        check("SELECT ?o { GRAPH <https://example.org/graph/state> { ?s ?p ?o } }", &[], "o");
        check("SELECT ?o FROM <https://example.org/graph/state> { ?s ?p ?o }", &[], "o");
        check("SELECT ?o FROM NAMED <https://example.org/graph/state> { GRAPH ?g { ?s ?p ?o } }", &[], "o");
        check("SELECT ?o { ?s ?p ?o }", &["https://example.org/graph/state"], "o");
        check("SELECT ?o { ?s ?p ?o }", &[CATALOGUE], "o seen");
        check("SELECT ?o FROM <https://example.org/catalog> { ?s ?p ?o }", &[], "o seen");
        check("ASK { ?s ?p 'hidden' }", &[], "false");
    }

    #[test]
    fn sizes_keep_the_type_of_the_profile() {
        let check = |predicate: oxigraph::model::NamedNodeRef<'_>, expected| {
            let node = NamedNode::new_unchecked("https://example.org/s");
            let found = published(Triple::new(node, predicate, Literal::from(73)));
            assert!(
                matches!(found.object, Term::Literal(size) if size.datatype() == expected),
                "{predicate}"
            );
        };
        check(dcat::BYTE_SIZE, xsd::NON_NEGATIVE_INTEGER);
        check(dcat::VERSION, xsd::INTEGER);
    }

    #[test]
    fn forms_and_limits() {
        let two = "SELECT ?x { VALUES ?x { 1 2 } }";
        assert_eq!(
            ask(two, &[], Some(1)).unwrap().1,
            Answered { form: Form::Solutions, rows: 1, complete: false }
        );
        assert_eq!(
            ask(two, &[], Some(2)).unwrap().1,
            Answered { form: Form::Solutions, rows: 2, complete: true }
        );
        let graph = ask("CONSTRUCT WHERE { ?s ?p ?o }", &[], None).unwrap();
        assert_eq!(graph.1, Answered { form: Form::Graph, rows: 1, complete: true });
        assert!(graph.0.contains("\"seen\""));
        assert!(matches!(ask("SELECT {", &[], None), Err(QuestionError::Syntax(_))));
        assert!(matches!(ask("DROP ALL", &[], None), Err(QuestionError::Syntax(_))));
        assert!(matches!(
            ask("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", &[], None),
            Err(QuestionError::Evaluation(_))
        ));
    }
}
