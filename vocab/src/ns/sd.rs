//! SPARQL 1.1 Service Description.

use super::term;
use oxrdf::NamedNodeRef;

/// Namespace.
pub const NS: &str = "http://www.w3.org/ns/sparql-service-description#";
/// `sd:Service`
pub const SERVICE: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#Service");
/// `sd:SPARQL11Query`
pub const SPARQL_11_QUERY: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#SPARQL11Query");
/// `sd:Dataset`
pub const DATASET: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#Dataset");
/// `sd:Graph`
pub const GRAPH: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#Graph");
/// `sd:endpoint`
pub const ENDPOINT: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#endpoint");
/// `sd:supportedLanguage`
pub const SUPPORTED_LANGUAGE: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#supportedLanguage");
/// `sd:resultFormat`
pub const RESULT_FORMAT: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#resultFormat");
/// `sd:defaultDataset`
pub const DEFAULT_DATASET: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#defaultDataset");
/// `sd:defaultGraph`
pub const DEFAULT_GRAPH: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#defaultGraph");
/// `sd:feature`
pub const FEATURE: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#feature");
/// `sd:namedGraph`
pub const NAMED_GRAPH: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#namedGraph");
/// `sd:NamedGraph` (class)
pub const NAMED_GRAPH_CLASS: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/sparql-service-description#NamedGraph");
/// `sd:name`
pub const NAME: NamedNodeRef<'static> = term("http://www.w3.org/ns/sparql-service-description#name");
