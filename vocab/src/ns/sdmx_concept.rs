//! SDMX concepts: <http://purl.org/linked-data/sdmx/2009/concept#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/sdmx/2009/concept#";

/// `sdmx-concept:refArea` (skos:Concept).
pub const REF_AREA: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/concept#refArea");
/// `sdmx-concept:refPeriod` (skos:Concept).
pub const REF_PERIOD: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/concept#refPeriod");
/// `sdmx-concept:sex` (skos:Concept).
pub const SEX: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/concept#sex");
/// `sdmx-concept:age` (skos:Concept).
pub const AGE: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/concept#age");
/// `sdmx-concept:obsStatus` (skos:Concept).
pub const OBS_STATUS: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/concept#obsStatus");
/// `sdmx-concept:unitMeasure` (skos:Concept).
pub const UNIT_MEASURE: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/concept#unitMeasure");
