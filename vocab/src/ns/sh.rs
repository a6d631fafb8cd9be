//! Shapes Constraint Language: <http://www.w3.org/ns/shacl#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/shacl#";

/// `sh:ValidationReport` (class).
pub const VALIDATION_REPORT: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#ValidationReport");
/// `sh:ValidationResult` (class).
pub const VALIDATION_RESULT: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#ValidationResult");
/// `sh:conforms` (property).
pub const CONFORMS: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#conforms");
/// `sh:result` (property).
pub const RESULT: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#result");
/// `sh:focusNode` (property).
pub const FOCUS_NODE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#focusNode");
/// `sh:resultPath` (property).
pub const RESULT_PATH: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#resultPath");
/// `sh:resultSeverity` (property).
pub const RESULT_SEVERITY: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#resultSeverity");
/// `sh:resultMessage` (property).
pub const RESULT_MESSAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#resultMessage");
/// `sh:value` (property).
pub const VALUE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#value");
/// `sh:sourceShape` (property).
pub const SOURCE_SHAPE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#sourceShape");
/// `sh:sourceConstraintComponent` (property).
pub const SOURCE_CONSTRAINT_COMPONENT: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/shacl#sourceConstraintComponent");
/// `sh:alternativePath` (property).
pub const ALTERNATIVE_PATH: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#alternativePath");
/// `sh:inversePath` (property).
pub const INVERSE_PATH: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#inversePath");
/// `sh:NodeShape` (class).
pub const NODE_SHAPE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#NodeShape");
/// `sh:property` (property).
pub const PROPERTY: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#property");
/// `sh:path` (property).
pub const PATH: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#path");
/// `sh:closed` (property).
pub const CLOSED: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#closed");
/// `sh:order` (property).
pub const ORDER: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#order");
/// `sh:minCount` (property).
pub const MIN_COUNT: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#minCount");
/// `sh:maxCount` (property).
pub const MAX_COUNT: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#maxCount");
/// `sh:nodeKind` (property).
pub const NODE_KIND: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#nodeKind");
/// `sh:IRI` (individual).
pub const IRI: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#IRI");
/// `sh:Literal` (individual).
pub const LITERAL: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#Literal");
/// `sh:datatype` (property).
pub const DATATYPE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#datatype");
/// `sh:in` (property).
pub const IN: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#in");
/// `sh:or` (property).
pub const OR: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#or");
/// `sh:minInclusive` (property).
pub const MIN_INCLUSIVE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#minInclusive");
/// `sh:maxInclusive` (property).
pub const MAX_INCLUSIVE: NamedNodeRef<'static> = term("http://www.w3.org/ns/shacl#maxInclusive");
