//! SDMX dimensions: <http://purl.org/linked-data/sdmx/2009/dimension#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/sdmx/2009/dimension#";

/// `sdmx-dimension:refArea` (property).
pub const REF_AREA: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/dimension#refArea");
/// `sdmx-dimension:refPeriod` (property).
pub const REF_PERIOD: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod");
/// `sdmx-dimension:sex` (property).
pub const SEX: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/dimension#sex");
/// `sdmx-dimension:age` (property).
pub const AGE: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/dimension#age");
