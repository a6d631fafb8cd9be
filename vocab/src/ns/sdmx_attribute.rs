//! SDMX attributes: <http://purl.org/linked-data/sdmx/2009/attribute#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/sdmx/2009/attribute#";

/// `sdmx-attribute:obsStatus` (property).
pub const OBS_STATUS: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/attribute#obsStatus");
/// `sdmx-attribute:unitMeasure` (property).
pub const UNIT_MEASURE: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure");
/// `sdmx-attribute:decimals` (property).
pub const DECIMALS: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/attribute#decimals");
