//! The SPARQL 1.1 Protocol at `/sparql`. A browser gets the query page from the same address.

use crate::client_address::client_address;
use crate::cross_origin;
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::choose;
use crate::sparql::{Answer, Form, Request, description, page, texts};
use crate::state::Portal;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use datenkreis_catalogue::rdf::{self, Format};
use datenkreis_catalogue::store::quality_graph;
use oxrdf::NamedNode;
use sparesults::QueryResultsFormat;
use std::time::Duration;
use url::form_urlencoded;

const METHODS: &str = "GET, HEAD, POST, OPTIONS";
/// Graphs a request may name, and their length together in bytes, at most.
const MOST_GRAPHS: usize = 100;
const LONGEST_GRAPHS: usize = 16 << 10;

/// Size and time of a request's body, at most.
const LONGEST_BODY: usize = 64 << 10;
const LONGEST_UPLOAD: Duration = Duration::from_secs(30);

/// What an answer can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    Table(QueryResultsFormat),
    Graph(Format),
    Page,
}

/// Media types with what they stand for; at equal liking the earlier one wins.
const TABLES: &[(&str, Offer)] = &[
    ("application/sparql-results+json", Offer::Table(QueryResultsFormat::Json)),
    ("application/json", Offer::Table(QueryResultsFormat::Json)),
    ("application/sparql-results+xml", Offer::Table(QueryResultsFormat::Xml)),
    ("application/xml", Offer::Table(QueryResultsFormat::Xml)),
    ("text/csv", Offer::Table(QueryResultsFormat::Csv)),
    ("text/tab-separated-values", Offer::Table(QueryResultsFormat::Tsv)),
    ("text/xml", Offer::Table(QueryResultsFormat::Xml)),
];
const GRAPHS: &[(&str, Offer)] = &[
    ("text/turtle", Offer::Graph(Format::Turtle)),
    ("application/x-turtle", Offer::Graph(Format::Turtle)),
    ("text/n3", Offer::Graph(Format::Turtle)),
    ("text/rdf+n3", Offer::Graph(Format::Turtle)),
    ("application/n-triples", Offer::Graph(Format::NTriples)),
    ("application/rdf+xml", Offer::Graph(Format::RdfXml)),
    ("application/ld+json", Offer::Graph(Format::JsonLd)),
    ("application/json", Offer::Graph(Format::JsonLd)),
    ("application/xml", Offer::Graph(Format::RdfXml)),
    ("text/xml", Offer::Graph(Format::RdfXml)),
    ("text/plain", Offer::Graph(Format::NTriples)),
];
const PAGES: &[(&str, Offer)] = &[("text/html", Offer::Page), ("application/xhtml+xml", Offer::Page)];

/// Every method of `/sparql` and `/en/sparql`.
pub async fn endpoint(portal: web::Data<Portal>, request: HttpRequest, body: web::Payload) -> HttpResponse {
    let mut response = match *request.method() {
        Method::OPTIONS => cross_origin::preflight(METHODS),
        Method::GET | Method::HEAD | Method::POST => {
            let answered = match received(body).await {
                Ok(body) => answer(&portal, &request, &body).await,
                Err(problem) => Err(problem),
            };
            answered.unwrap_or_else(|problem| problem.error_response())
        }
        _ => PortalError::method_not_allowed(METHODS).error_response(),
    };
    let headers = response.headers_mut();
    cross_origin::allow(headers);
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// The body, which has to come within a time: whoever sends nothing does not keep us.
async fn received(body: web::Payload) -> Result<web::Bytes, PortalError> {
    let message = "Die Anfrage kam nicht vollständig an. / The request did not arrive whole.";
    let cut_short = |status| PortalError::new(status, "request-incomplete", message);
    match tokio::time::timeout(LONGEST_UPLOAD, body.to_bytes_limited(LONGEST_BODY)).await {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => Err(cut_short(StatusCode::BAD_REQUEST)),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(cut_short(StatusCode::REQUEST_TIMEOUT)),
    }
}

async fn answer(portal: &Portal, request: &HttpRequest, body: &[u8]) -> Result<HttpResponse, PortalError> {
    let language = Language::of_path(request.path());
    let operation = Operation::read(request, body)?;
    let accept = operation.accept(request.headers());
    let Some(query) = operation.query else {
        return without_query(portal, request, &accept, language);
    };
    let table = choose(&accept, TABLES);
    let graph = choose(&accept, GRAPHS);
    let all: Vec<(&str, Offer)> = [TABLES, GRAPHS, PAGES].concat();
    let chosen = choose(&accept, &all).ok_or_else(not_acceptable)?;
    let is_page = chosen == Offer::Page;
    // Which of the two is needed shows only when the query is parsed. Whoever accepts one form only
    // gets the other in its usual format rather than nothing.
    let table = match table {
        Some(Offer::Table(format)) if !is_page => format,
        _ => QueryResultsFormat::Json,
    };
    let graph = match graph {
        Some(Offer::Graph(format)) if !is_page => format,
        _ => Format::Turtle,
    };
    let snapshot = portal.catalogue.snapshot();
    let seq = snapshot.seq;
    let asked = Request {
        query: query.clone(),
        default_graphs: operation.default_graphs,
        named_graphs: operation.named_graphs,
        catalogue: format!("{}/catalog", portal.base()),
        quality: quality_graph(portal.base()).into_string(),
        table: table.file_extension().into(),
        graph: graph.extension().into(),
        rows: is_page.then_some(page::ROWS),
        ..Request::default()
    };
    let client = client_address(request, &portal.config.trusted_proxies);
    let result = portal.sparql.query(client, snapshot, asked).await;
    let mut response = if is_page {
        page::answered(portal, language, &query, result)?
    } else {
        written(result.map_err(|error| texts::problem(None, &error))?, table, graph)
    };
    response.headers_mut().insert(HeaderName::from_static("datenkreis-seq"), HeaderValue::from(seq.0));
    Ok(response)
}

fn written(answer: Answer, table: QueryResultsFormat, graph: Format) -> HttpResponse {
    let content_type = match (answer.form, table) {
        (Form::Graph, _) => graph.content_type(),
        // CSV has no form for a single truth value; the library writes the plain word.
        (_, QueryResultsFormat::Csv) => "text/csv; charset=utf-8",
        (_, QueryResultsFormat::Tsv) => "text/tab-separated-values; charset=utf-8",
        (_, format) => format.media_type(),
    };
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(answer.body)
}

/// The service description for programs, the form for people.
fn without_query(
    portal: &Portal,
    request: &HttpRequest,
    accept: &str,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    if request.method() == Method::POST {
        let message = "Es fehlt der Parameter query mit der Abfrage. / The parameter query is missing.";
        return Err(PortalError::bad_request("query-missing", message));
    }
    let offered: Vec<(&str, Offer)> = [GRAPHS, PAGES].concat();
    match choose(accept, &offered) {
        Some(Offer::Graph(format)) => {
            let triples = description::description(portal.base());
            Ok(HttpResponse::Ok().content_type(format.content_type()).body(rdf::serialize(
                &triples,
                format,
                rdf::PREFIXES,
            )))
        }
        _ => page::form(portal, language),
    }
}

fn not_acceptable() -> PortalError {
    let message = "Antworten gibt es als JSON, XML, CSV und TSV, Graphen als Turtle, N-Triples, RDF/XML und JSON-LD. / Answers come as JSON, XML, CSV and TSV, graphs as Turtle, N-Triples, RDF/XML and JSON-LD.";
    PortalError::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", message)
}

/// A request of the SPARQL 1.1 Protocol (§2.1).
#[derive(Debug, Default)]
struct Operation {
    query: Option<String>,
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
    format: Option<String>,
}

impl Operation {
    fn read(request: &HttpRequest, body: &[u8]) -> Result<Self, PortalError> {
        let mut operation = Self::default();
        operation.add(form_urlencoded::parse(request.query_string().as_bytes()))?;
        if request.method() == Method::POST {
            let content_type =
                request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
            let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
            match essence.to_ascii_lowercase().as_str() {
                "application/x-www-form-urlencoded" => operation.add(form_urlencoded::parse(body))?,
                "application/sparql-query" => {
                    let query = String::from_utf8(body.to_vec()).map_err(|_| not_utf8())?;
                    operation.set_query(query)?;
                }
                "application/sparql-update" => return Err(update()),
                _ => return Err(unsupported()),
            }
        }
        let graphs: Vec<&String> = operation.default_graphs.iter().chain(&operation.named_graphs).collect();
        let length: usize = graphs.iter().map(|graph| graph.len()).sum();
        if graphs.len() > MOST_GRAPHS || length > LONGEST_GRAPHS {
            return Err(too_large());
        }
        match graphs.into_iter().find(|graph| NamedNode::new(graph.as_str()).is_err()) {
            Some(graph) => Err(ill_formed_graph(graph)),
            None => Ok(operation),
        }
    }

    fn add(&mut self, parameters: form_urlencoded::Parse<'_>) -> Result<(), PortalError> {
        for (name, value) in parameters {
            match &*name {
                "query" => self.set_query(value.into_owned())?,
                "update" => return Err(update()),
                "default-graph-uri" => self.default_graphs.push(value.into_owned()),
                "named-graph-uri" => self.named_graphs.push(value.into_owned()),
                "format" | "output" => self.format = Some(value.into_owned()),
                // Clients add parameters of their own (`timeout`, `debug` …).
                _ => {}
            }
        }
        Ok(())
    }

    fn set_query(&mut self, query: String) -> Result<(), PortalError> {
        if self.query.replace(query).is_none() {
            return Ok(());
        }
        let message = "Eine Anfrage enthält genau eine Abfrage; hier sind es mehrere. / A request holds exactly one query; here are several.";
        Err(PortalError::bad_request("several-queries", message))
    }

    /// What the client accepts; the parameter `format` goes before the header.
    fn accept(&self, headers: &HeaderMap) -> String {
        if let Some(format) = &self.format {
            return named(format).map_or_else(|| format.clone(), str::to_owned);
        }
        let values = headers.get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
        let accept = values.collect::<Vec<_>>().join(",");
        if accept.trim().is_empty() { "*/*".into() } else { accept }
    }
}

/// The media types behind the short names of formats.
fn named(format: &str) -> Option<&'static str> {
    Some(match format.to_ascii_lowercase().as_str() {
        "json" => "application/sparql-results+json,application/ld+json;q=0.9",
        "xml" => "application/sparql-results+xml,application/rdf+xml;q=0.9",
        "srj" | "sparql-results+json" => "application/sparql-results+json",
        "srx" | "sparql-results+xml" => "application/sparql-results+xml",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "ttl" | "turtle" | "n3" => "text/turtle",
        "nt" | "ntriples" | "n-triples" => "application/n-triples",
        "rdf" | "rdfxml" | "rdf+xml" => "application/rdf+xml",
        "jsonld" | "json-ld" => "application/ld+json",
        "html" => "text/html",
        _ => return None,
    })
}

fn update() -> PortalError {
    texts::problem(None, &crate::sparql::QueryError::Refused(crate::sparql::guard::Refusal::Update))
}

fn too_large() -> PortalError {
    texts::problem(None, &crate::sparql::QueryError::Refused(crate::sparql::guard::Refusal::TooLong))
}

fn ill_formed_graph(graph: &str) -> PortalError {
    let shown: String = graph.chars().take(200).collect();
    let message = format!(
        "Der Name des Graphen ist keine IRI: „{shown}“. Der ganze Katalog ist der Default-Graph; Namen sind nicht nötig. / \
         The name of the graph is no IRI: “{shown}”. The whole catalogue is the default graph; names are not needed."
    );
    PortalError::bad_request("graph-ill-formed", message)
}

fn not_utf8() -> PortalError {
    let message = "Die Abfrage ist nicht in UTF-8 geschrieben. / The query is not in UTF-8.";
    PortalError::bad_request("query-encoding", message)
}

fn unsupported() -> PortalError {
    let message = "POST geht mit Content-Type application/x-www-form-urlencoded oder application/sparql-query. / POST takes Content-Type application/x-www-form-urlencoded or application/sparql-query.";
    PortalError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn read(request: TestRequest, body: &str) -> Result<Operation, PortalError> {
        Operation::read(&request.to_http_request(), body.as_bytes())
    }

    #[test]
    fn the_three_ways_to_ask() {
        let form = ("content-type", "application/x-www-form-urlencoded; charset=UTF-8");
        let direct = ("content-type", "application/sparql-query");
        let ways = [
            read(TestRequest::get().uri("/sparql?query=ASK%20%7B%7D&default-graph-uri=a%3Ab"), ""),
            read(
                TestRequest::post().uri("/sparql").insert_header(form),
                "query=ASK+%7B%7D&default-graph-uri=a:b",
            ),
            read(TestRequest::post().uri("/sparql?default-graph-uri=a:b").insert_header(direct), "ASK {}"),
        ];
        for way in ways {
            let way = way.unwrap();
            assert_eq!((way.query.as_deref(), way.default_graphs), (Some("ASK {}"), vec!["a:b".to_owned()]));
        }
    }

    #[test]
    fn what_is_not_allowed_is_refused() {
        let check = |request: TestRequest, body: &str, status: StatusCode| {
            assert_eq!(read(request, body).unwrap_err().status, status);
        };
        let post =
            |content_type: &'static str| TestRequest::post().insert_header(("content-type", content_type));
        check(post("application/sparql-update"), "DROP ALL", StatusCode::FORBIDDEN);
        check(post("application/x-www-form-urlencoded"), "update=DROP+ALL", StatusCode::FORBIDDEN);
        check(post("text/plain"), "ASK {}", StatusCode::UNSUPPORTED_MEDIA_TYPE);
        check(TestRequest::get().uri("/sparql?update=DROP%20ALL"), "", StatusCode::FORBIDDEN);
        check(TestRequest::get().uri("/sparql?query=a&query=b"), "", StatusCode::BAD_REQUEST);
        check(
            TestRequest::get().uri("/sparql?query=a&default-graph-uri=kein%20Graph"),
            "",
            StatusCode::BAD_REQUEST,
        );
        check(TestRequest::get().uri("/sparql?query=a&named-graph-uri=x"), "", StatusCode::BAD_REQUEST);
        let graphs = format!("/sparql?query=a{}", "&named-graph-uri=x".repeat(200));
        check(TestRequest::get().uri(&graphs), "", StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[test]
    fn formats_are_negotiated() {
        let all: Vec<(&str, Offer)> = [TABLES, GRAPHS, PAGES].concat();
        let check =
            |accept: &str, expected: Option<Offer>| assert_eq!(choose(accept, &all), expected, "{accept}");
        check("*/*", Some(Offer::Table(QueryResultsFormat::Json)));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Offer::Page));
        check("text/csv;q=0.5,application/sparql-results+xml", Some(Offer::Table(QueryResultsFormat::Xml)));
        check("text/turtle", Some(Offer::Graph(Format::Turtle)));
        check("image/png", None);
    }
}
