//! Statistics as RDF Data Cube (<https://www.w3.org/TR/vocab-data-cube/>): what a cube is made of, its
//! codes, and its observations in columns.
//!
//! Every code has a notation, which stands in tables, addresses and exports; its IRI follows from it
//! ([`iri`]). Areas are known by official key, never by name. A total is an observation like any other, with
//! the notation of the total ([`Dimension::total`]): nothing that reads cubes adds up.

pub mod age;
pub mod area;
pub mod checks;
pub mod figure;
pub mod iri;
pub mod known;
pub mod label;
pub mod period;
pub mod suppress;

mod definition;
mod observations;
mod status;

pub use age::Age;
pub use area::{AreaKey, Level};
pub use definition::{Code, CodedDimension, CubeDefinition, Dimension, Measure, Unit};
pub use figure::Figure;
pub use observations::{Cell, Column, Observation, Observations};
pub use period::Period;
pub use status::ObsStatus;
