//! The Organization Ontology: <http://www.w3.org/ns/org#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/org#";

/// `org:Organization` (class).
pub const ORGANIZATION: NamedNodeRef<'static> = term("http://www.w3.org/ns/org#Organization");
/// `org:FormalOrganization` (class).
pub const FORMAL_ORGANIZATION: NamedNodeRef<'static> = term("http://www.w3.org/ns/org#FormalOrganization");
/// `org:OrganizationalUnit` (class).
pub const ORGANIZATIONAL_UNIT: NamedNodeRef<'static> = term("http://www.w3.org/ns/org#OrganizationalUnit");
/// `org:OrganizationalCollaboration` (class).
pub const ORGANIZATIONAL_COLLABORATION: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/org#OrganizationalCollaboration");
