//! European Legislation Identifier: <http://data.europa.eu/eli/ontology#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://data.europa.eu/eli/ontology#";

/// `eli:LegalResource` (class).
pub const LEGAL_RESOURCE: NamedNodeRef<'static> = term("http://data.europa.eu/eli/ontology#LegalResource");
