//! QUDT: <http://qudt.org/schema/qudt/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://qudt.org/schema/qudt/";

/// `qudt:Unit` (class).
pub const UNIT_CLASS: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/Unit");
/// `qudt:unit` (property).
pub const UNIT: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/unit");
/// `qudt:hasUnit` (property).
pub const HAS_UNIT: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/hasUnit");
/// `qudt:scaleType` (property).
pub const SCALE_TYPE: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/scaleType");
/// `qudt:NominalScale` (class).
pub const NOMINAL_SCALE: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/NominalScale");
/// `qudt:OrdinalScale` (class).
pub const ORDINAL_SCALE: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/OrdinalScale");
/// `qudt:IntervalScale` (class).
pub const INTERVAL_SCALE: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/IntervalScale");
/// `qudt:RatioScale` (class).
pub const RATIO_SCALE: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/RatioScale");
/// `qudt:symbol` (property).
pub const SYMBOL: NamedNodeRef<'static> = term("http://qudt.org/schema/qudt/symbol");
