//! Simple Knowledge Organization System: <http://www.w3.org/2004/02/skos/core#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/2004/02/skos/core#";

/// `skos:Concept` (class).
pub const CONCEPT: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#Concept");
/// `skos:ConceptScheme` (class).
pub const CONCEPT_SCHEME: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#ConceptScheme");
/// `skos:prefLabel` (property).
pub const PREF_LABEL: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#prefLabel");
/// `skos:notation` (property).
pub const NOTATION: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#notation");
/// `skos:inScheme` (property).
pub const IN_SCHEME: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#inScheme");
/// `skos:definition` (property).
pub const DEFINITION: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#definition");
/// `skos:exactMatch` (property).
pub const EXACT_MATCH: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#exactMatch");
/// `skos:hasTopConcept` (property).
pub const HAS_TOP_CONCEPT: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#hasTopConcept");
/// `skos:topConceptOf` (property).
pub const TOP_CONCEPT_OF: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#topConceptOf");
/// `skos:broadMatch` (property).
pub const BROAD_MATCH: NamedNodeRef<'static> = term("http://www.w3.org/2004/02/skos/core#broadMatch");
