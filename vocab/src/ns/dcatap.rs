//! DCAT-AP (slash namespace, see RULES of the profile): <http://data.europa.eu/r5r/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://data.europa.eu/r5r/";

/// `dcatap:availability` (property).
pub const AVAILABILITY: NamedNodeRef<'static> = term("http://data.europa.eu/r5r/availability");
/// `dcatap:applicableLegislation` (property).
pub const APPLICABLE_LEGISLATION: NamedNodeRef<'static> =
    term("http://data.europa.eu/r5r/applicableLegislation");
/// `dcatap:hvdCategory` (property).
pub const HVD_CATEGORY: NamedNodeRef<'static> = term("http://data.europa.eu/r5r/hvdCategory");
