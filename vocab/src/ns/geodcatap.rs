//! GeoDCAT-AP: <http://data.europa.eu/930/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://data.europa.eu/930/";

/// `geodcatap:originator` (property).
pub const ORIGINATOR: NamedNodeRef<'static> = term("http://data.europa.eu/930/originator");
/// `geodcatap:custodian` (property).
pub const CUSTODIAN: NamedNodeRef<'static> = term("http://data.europa.eu/930/custodian");
