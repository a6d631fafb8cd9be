//! StatDCAT-AP 1.0.1: <http://data.europa.eu/m8g/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://data.europa.eu/m8g/";

/// `stat:dimension` (property).
pub const DIMENSION: NamedNodeRef<'static> = term("http://data.europa.eu/m8g/dimension");
/// `stat:attribute` (property).
pub const ATTRIBUTE: NamedNodeRef<'static> = term("http://data.europa.eu/m8g/attribute");
/// `stat:numSeries` (property).
pub const NUM_SERIES: NamedNodeRef<'static> = term("http://data.europa.eu/m8g/numSeries");
/// `stat:statUnitMeasure` (property).
pub const STAT_UNIT_MEASURE: NamedNodeRef<'static> = term("http://data.europa.eu/m8g/statUnitMeasure");
