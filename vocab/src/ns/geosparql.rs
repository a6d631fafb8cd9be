//! GeoSPARQL: <http://www.opengis.net/ont/geosparql#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.opengis.net/ont/geosparql#";

/// `geosparql:wktLiteral` (property).
pub const WKT_LITERAL: NamedNodeRef<'static> = term("http://www.opengis.net/ont/geosparql#wktLiteral");
/// `geosparql:asWKT` (property).
pub const AS_WKT: NamedNodeRef<'static> = term("http://www.opengis.net/ont/geosparql#asWKT");
/// `geosparql:geoJSONLiteral` (datatype).
pub const GEO_JSON_LITERAL: NamedNodeRef<'static> =
    term("http://www.opengis.net/ont/geosparql#geoJSONLiteral");
