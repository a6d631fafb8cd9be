//! RDF Data Cube: <http://purl.org/linked-data/cube#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/cube#";

/// `qb:DataSet` (class).
pub const DATA_SET_CLASS: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#DataSet");
/// `qb:Observation` (class).
pub const OBSERVATION_CLASS: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#Observation");
/// `qb:DataStructureDefinition` (class).
pub const DATA_STRUCTURE_DEFINITION: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#DataStructureDefinition");
/// `qb:ComponentSpecification` (class).
pub const COMPONENT_SPECIFICATION: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#ComponentSpecification");
/// `qb:DimensionProperty` (class).
pub const DIMENSION_PROPERTY: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#DimensionProperty");
/// `qb:MeasureProperty` (class).
pub const MEASURE_PROPERTY: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#MeasureProperty");
/// `qb:AttributeProperty` (class).
pub const ATTRIBUTE_PROPERTY: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#AttributeProperty");
/// `qb:CodedProperty` (class).
pub const CODED_PROPERTY: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#CodedProperty");
/// `qb:Slice` (class).
pub const SLICE_CLASS: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#Slice");
/// `qb:SliceKey` (class).
pub const SLICE_KEY_CLASS: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#SliceKey");
/// `qb:dataSet` (property).
pub const DATA_SET: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#dataSet");
/// `qb:structure` (property).
pub const STRUCTURE: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#structure");
/// `qb:component` (property).
pub const COMPONENT: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#component");
/// `qb:componentProperty` (property).
pub const COMPONENT_PROPERTY: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#componentProperty");
/// `qb:dimension` (property).
pub const DIMENSION: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#dimension");
/// `qb:measure` (property).
pub const MEASURE: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#measure");
/// `qb:attribute` (property).
pub const ATTRIBUTE: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#attribute");
/// `qb:order` (property).
pub const ORDER: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#order");
/// `qb:componentRequired` (property).
pub const COMPONENT_REQUIRED: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#componentRequired");
/// `qb:componentAttachment` (property).
pub const COMPONENT_ATTACHMENT: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/cube#componentAttachment");
/// `qb:codeList` (property).
pub const CODE_LIST: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#codeList");
/// `qb:concept` (property).
pub const CONCEPT: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#concept");
/// `qb:sliceKey` (property).
pub const SLICE_KEY: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#sliceKey");
/// `qb:slice` (property).
pub const SLICE: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#slice");
/// `qb:sliceStructure` (property).
pub const SLICE_STRUCTURE: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#sliceStructure");
/// `qb:observation` (property).
pub const OBSERVATION: NamedNodeRef<'static> = term("http://purl.org/linked-data/cube#observation");
