//! Terms, controlled lists and the DCAT-AP.de model.
//!
//! Architecture invariant: nothing in this crate does input or output. It cannot be slow and it
//! cannot fail for outside reasons; imperfect metadata yields [`finding::Finding`]s, not errors.

pub mod cube;
pub mod date;
pub mod finding;
pub mod gazetteer;
pub mod graph;
pub mod identity;
pub mod indicator;
pub mod iri;
pub mod lists;
pub mod model;
pub mod mqa;
pub mod ns;
pub mod numbers;
pub mod order;
pub mod projection;
pub mod question;
pub mod shapes;
pub mod similar;
pub mod size;
pub mod terms;
pub mod text;
