//! Dublin Core Metadata Element Set 1.1: <http://purl.org/dc/elements/1.1/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/dc/elements/1.1/";

/// `dc:title` (property).
pub const TITLE: NamedNodeRef<'static> = term("http://purl.org/dc/elements/1.1/title");
/// `dc:description` (property).
pub const DESCRIPTION: NamedNodeRef<'static> = term("http://purl.org/dc/elements/1.1/description");
