//! OWL: <http://www.w3.org/2002/07/owl#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/2002/07/owl#";

/// `owl:versionInfo` (property).
pub const VERSION_INFO: NamedNodeRef<'static> = term("http://www.w3.org/2002/07/owl#versionInfo");
/// `owl:sameAs` (property).
pub const SAME_AS: NamedNodeRef<'static> = term("http://www.w3.org/2002/07/owl#sameAs");
