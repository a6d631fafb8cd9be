//! cube.link: <https://cube.link/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "https://cube.link/";

/// `cube:Cube` (class).
pub const CUBE: NamedNodeRef<'static> = term("https://cube.link/Cube");
/// `cube:ObservationSet` (class).
pub const OBSERVATION_SET_CLASS: NamedNodeRef<'static> = term("https://cube.link/ObservationSet");
/// `cube:Observation` (class).
pub const OBSERVATION_CLASS: NamedNodeRef<'static> = term("https://cube.link/Observation");
/// `cube:Constraint` (class).
pub const CONSTRAINT: NamedNodeRef<'static> = term("https://cube.link/Constraint");
/// `cube:KeyDimension` (class).
pub const KEY_DIMENSION: NamedNodeRef<'static> = term("https://cube.link/KeyDimension");
/// `cube:MeasureDimension` (class).
pub const MEASURE_DIMENSION: NamedNodeRef<'static> = term("https://cube.link/MeasureDimension");
/// `cube:observationSet` (property).
pub const OBSERVATION_SET: NamedNodeRef<'static> = term("https://cube.link/observationSet");
/// `cube:observation` (property).
pub const OBSERVATION: NamedNodeRef<'static> = term("https://cube.link/observation");
/// `cube:observationConstraint` (property).
pub const OBSERVATION_CONSTRAINT: NamedNodeRef<'static> = term("https://cube.link/observationConstraint");
/// `cube:observedBy` (property).
pub const OBSERVED_BY: NamedNodeRef<'static> = term("https://cube.link/observedBy");
/// `cube:Undefined` (datatype).
pub const UNDEFINED: NamedNodeRef<'static> = term("https://cube.link/Undefined");
