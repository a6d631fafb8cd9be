//! The query page: a plain form, the result as a table, links to the whole result. Queries stand in
//! the address, so that a result can be shared.

use super::examples;
use super::syntax::explained;
use super::texts::{self, Texts};
use super::{Answer, Form, QueryError};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::state::Portal;
use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;
use oxrdf::{NamedNode, Term};
use sparesults::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use url::form_urlencoded;

/// Rows (or triples) shown on the page.
pub const ROWS: usize = 200;

#[derive(Template)]
#[template(path = "pages/sparql.html")]
struct SparqlPage {
    layout: Layout,
    sparql: &'static Texts,
    query: String,
    examples: Vec<Link>,
    /// Whether there is an outcome to show.
    asked: bool,
    outcome: Outcome,
    downloads: Vec<(&'static str, String)>,
    description: String,
}

/// A query to begin with.
struct Link {
    label: &'static str,
    href: String,
}

/// What became of the query.
enum Outcome {
    /// None was asked.
    Nothing,
    /// ASK.
    Boolean(bool),
    /// SELECT.
    Table { variables: Vec<String>, rows: Vec<Vec<Cell>>, note: String },
    /// CONSTRUCT and DESCRIBE.
    Graph { turtle: String, note: String },
    /// Refused, wrong or too slow.
    Failed(String),
}

/// A value in the table.
struct Cell {
    text: String,
    /// Where it leads, for web addresses.
    href: Option<String>,
    /// Language or datatype.
    note: Option<String>,
}

/// The page without a query.
pub fn form(portal: &Portal, language: Language) -> Result<HttpResponse, PortalError> {
    let query = examples::all(portal, language).swap_remove(0).query;
    render(portal, language, &query, Outcome::Nothing, vec![], StatusCode::OK)
}

/// The page with the answer to `query`.
pub fn answered(
    portal: &Portal,
    language: Language,
    query: &str,
    answer: Result<Answer, QueryError>,
) -> Result<HttpResponse, PortalError> {
    match answer {
        Ok(answer) => {
            let downloads = downloads(portal, language, query, answer.form);
            render(portal, language, query, outcome_of(language, &answer), downloads, StatusCode::OK)
        }
        Err(error) => {
            let problem = texts::problem(Some(language), &error);
            let message = match &error {
                QueryError::Syntax(message) => explained(language, message),
                _ => problem.message.clone(),
            };
            let mut page = render(portal, language, query, Outcome::Failed(message), vec![], problem.status)?;
            problem.explain(page.headers_mut());
            Ok(page)
        }
    }
}

fn render(
    portal: &Portal,
    language: Language,
    query: &str,
    outcome: Outcome,
    downloads: Vec<(&'static str, String)>,
    status: StatusCode,
) -> Result<HttpResponse, PortalError> {
    let sparql = texts::of(language);
    let mut layout = Layout::new(portal, language, Page::Sparql, sparql.title);
    let asked = !matches!(outcome, Outcome::Nothing);
    layout.noindex = asked;
    let address = layout.links.sparql();
    let examples = examples::all(portal, language).into_iter();
    let example =
        |example: examples::Example| Link { label: example.label, href: ask(&address, &example.query, None) };
    let page = SparqlPage {
        sparql,
        query: query.to_owned(),
        examples: examples.map(example).collect(),
        asked,
        outcome,
        downloads,
        description: layout.links.absolute(&layout.links.r#in(Language::De).sparql()),
        layout,
    };
    let body = page.render().map_err(PortalError::internal)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(body))
}

fn downloads(portal: &Portal, language: Language, query: &str, form: Form) -> Vec<(&'static str, String)> {
    let formats: &[(&'static str, &str)] = match form {
        Form::Graph => &[("Turtle", "ttl"), ("RDF/XML", "rdf"), ("JSON-LD", "jsonld"), ("N-Triples", "nt")],
        Form::Boolean => &[("JSON", "json"), ("XML", "xml")],
        Form::Solutions => &[("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml")],
    };
    let address = crate::pages::links::Links::new(portal.base(), language).sparql();
    formats.iter().map(|(name, format)| (*name, ask(&address, query, Some(format)))).collect()
}

fn ask(address: &str, query: &str, format: Option<&str>) -> String {
    let mut parameters = form_urlencoded::Serializer::new(String::new());
    parameters.append_pair("query", query);
    if let Some(format) = format {
        parameters.append_pair("format", format);
    }
    format!("{address}?{}", parameters.finish())
}

fn outcome_of(language: Language, answer: &Answer) -> Outcome {
    let note = texts::shown(language, answer.rows, answer.complete);
    if answer.form == Form::Graph {
        return Outcome::Graph { turtle: String::from_utf8_lossy(&answer.body).into_owned(), note };
    }
    let parsed = QueryResultsParser::from_format(QueryResultsFormat::Json).for_slice(&answer.body);
    let (variables, rows) = match parsed {
        Ok(SliceQueryResultsParserOutput::Boolean(value)) => return Outcome::Boolean(value),
        Ok(SliceQueryResultsParserOutput::Solutions(solutions)) => {
            let variables: Vec<String> =
                solutions.variables().iter().map(|name| name.as_str().to_owned()).collect();
            // Our own worker wrote this: what cannot be read does not occur.
            let rows = solutions.filter_map(Result::ok);
            (variables, rows.map(|row| row.values().iter().map(cell).collect()).collect())
        }
        Err(_) => (vec![], vec![]),
    };
    Outcome::Table { variables, rows, note }
}

fn cell(term: &Option<Term>) -> Cell {
    match term {
        None => Cell { text: String::new(), href: None, note: None },
        Some(Term::NamedNode(node)) => {
            Cell { text: node.as_str().to_owned(), href: web_address(node), note: None }
        }
        Some(Term::BlankNode(node)) => Cell { text: node.to_string(), href: None, note: None },
        Some(Term::Literal(literal)) => {
            let datatype = literal.datatype();
            let is_text = datatype == oxrdf::vocab::xsd::STRING || literal.language().is_some();
            let datatype = datatype.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
            let note = literal.language().map(str::to_owned).or((!is_text).then_some(datatype));
            Cell { text: literal.value().to_owned(), href: None, note }
        }
    }
}

fn web_address(node: &NamedNode) -> Option<String> {
    let iri = node.as_str();
    (iri.starts_with("http://") || iri.starts_with("https://")).then(|| iri.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_become_tables() {
        let body = br#"{"head":{"vars":["a","b"]},"results":{"bindings":[
            {"a":{"type":"uri","value":"https://example.org/"},"b":{"type":"literal","value":"x","xml:lang":"de"}},
            {"a":{"type":"uri","value":"javascript:alert(1)"}}]}}"#;
        let answer = Answer { form: Form::Solutions, rows: 2, complete: true, body: body.to_vec() };
        let Outcome::Table { variables, rows, note } = outcome_of(Language::De, &answer) else {
            panic!("no table")
        };
        assert_eq!((variables.join(" "), note.as_str()), ("a b".into(), "2 Zeilen"));
        assert_eq!(rows[0][0].href.as_deref(), Some("https://example.org/"));
        assert_eq!(rows[0][1].note.as_deref(), Some("de"));
        assert_eq!(rows[1][0].href, None);
        assert_eq!(rows[1][1].text, "");
    }
}
