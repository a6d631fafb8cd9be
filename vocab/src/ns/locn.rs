//! Core Location Vocabulary: <http://www.w3.org/ns/locn#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/locn#";

/// `locn:geometry` (property).
pub const GEOMETRY: NamedNodeRef<'static> = term("http://www.w3.org/ns/locn#geometry");
