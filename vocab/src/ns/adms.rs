//! Asset Description Metadata Schema: <http://www.w3.org/ns/adms#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/adms#";

/// `adms:Identifier` (class).
pub const IDENTIFIER_CLASS: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#Identifier");
/// `adms:identifier` (property).
pub const IDENTIFIER: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#identifier");
/// `adms:status` (property).
pub const STATUS: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#status");
/// `adms:versionNotes` (property).
pub const VERSION_NOTES: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#versionNotes");
/// `adms:sample` (property).
pub const SAMPLE: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#sample");
/// `adms:schemaAgency` (property).
pub const SCHEMA_AGENCY: NamedNodeRef<'static> = term("http://www.w3.org/ns/adms#schemaAgency");
