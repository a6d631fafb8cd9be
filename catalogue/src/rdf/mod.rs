//! RDF work shared by journal, feeds and pages: canonical hashes, writing formats, and the bridge to
//! sophia (pretty Turtle, isomorphism).

pub mod canonical;
mod format;
mod json_ld;
mod prefixes;
mod rdf_xml;
mod sophia;
mod turtle;
mod write;

pub use format::Format;
pub use prefixes::PREFIXES;
pub use sophia::isomorphic;
pub use write::serialize;
