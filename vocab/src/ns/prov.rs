//! PROV-O: <http://www.w3.org/ns/prov#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/prov#";

/// `prov:Attribution` (class).
pub const ATTRIBUTION: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#Attribution");
/// `prov:Activity` (class).
pub const ACTIVITY: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#Activity");
/// `prov:qualifiedAttribution` (property).
pub const QUALIFIED_ATTRIBUTION: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/prov#qualifiedAttribution");
/// `prov:agent` (property).
pub const AGENT: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#agent");
/// `prov:wasGeneratedBy` (property).
pub const WAS_GENERATED_BY: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#wasGeneratedBy");
/// `prov:wasDerivedFrom` (property).
pub const WAS_DERIVED_FROM: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#wasDerivedFrom");
