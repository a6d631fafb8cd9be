//! Metadata of cube.link: <https://cube.link/meta/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "https://cube.link/meta/";

/// `meta:dataKind` (property).
pub const DATA_KIND: NamedNodeRef<'static> = term("https://cube.link/meta/dataKind");
/// `meta:SharedDimension` (class).
pub const SHARED_DIMENSION: NamedNodeRef<'static> = term("https://cube.link/meta/SharedDimension");
