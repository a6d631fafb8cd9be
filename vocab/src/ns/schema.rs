//! schema.org: <http://schema.org/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://schema.org/";

/// `schema:startDate` (property).
pub const START_DATE: NamedNodeRef<'static> = term("http://schema.org/startDate");
/// `schema:endDate` (property).
pub const END_DATE: NamedNodeRef<'static> = term("http://schema.org/endDate");
