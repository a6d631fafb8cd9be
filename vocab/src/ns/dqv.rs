//! Data Quality Vocabulary: <http://www.w3.org/ns/dqv#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/dqv#";

/// `dqv:QualityMeasurement` (class).
pub const QUALITY_MEASUREMENT: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#QualityMeasurement");
/// `dqv:Metric` (class).
pub const METRIC: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#Metric");
/// `dqv:Dimension` (class).
pub const DIMENSION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#Dimension");
/// `dqv:computedOn` (property).
pub const COMPUTED_ON: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#computedOn");
/// `dqv:isMeasurementOf` (property).
pub const IS_MEASUREMENT_OF: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#isMeasurementOf");
/// `dqv:value` (property).
pub const VALUE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#value");
/// `dqv:inDimension` (property).
pub const IN_DIMENSION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#inDimension");
/// `dqv:expectedDataType` (property).
pub const EXPECTED_DATA_TYPE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dqv#expectedDataType");
/// `dqv:hasQualityMeasurement` (property).
pub const HAS_QUALITY_MEASUREMENT: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/dqv#hasQualityMeasurement");
