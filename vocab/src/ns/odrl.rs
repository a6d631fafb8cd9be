//! ODRL: <http://www.w3.org/ns/odrl/2/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/odrl/2/";

/// `odrl:hasPolicy` (property).
pub const HAS_POLICY: NamedNodeRef<'static> = term("http://www.w3.org/ns/odrl/2/hasPolicy");
