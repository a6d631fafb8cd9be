//! Archive, journal, store and index: everything the catalogue knows, on disk.
//!
//! Architecture invariants: this crate knows no HTTP and opens no connection. The journal is the
//! truth; store and index are projections that carry the [`Seq`](datenkreis_vocab::identity::Seq)
//! they have applied and can be rebuilt from it. Exactly one process owns a data directory.

pub mod archive;
pub mod catalog_record;
mod catalogue;
pub mod cubes;
pub mod document;
mod error;
pub mod journal;
mod lock;
mod project;
pub mod rdf;
pub mod relations;
pub mod search;
pub mod snapshot;
pub mod store;
pub mod view;

pub use catalogue::{Catalogue, Committed, Counts, Options};
pub use error::Error;

/// Results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
