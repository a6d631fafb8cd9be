//! SDMX measures: <http://purl.org/linked-data/sdmx/2009/measure#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/sdmx/2009/measure#";

/// `sdmx-measure:obsValue` (property).
pub const OBS_VALUE: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/measure#obsValue");
