//! The harness of the end-to-end tests: it knows the finished program by its command line and HTTP,
//! nothing of its insides.
//!
//! A [`Site`] is a configuration in a temporary directory; it runs commands and starts a [`Portal`].
//! A [`Cassette`] plays a server that is harvested. [`corpora`] finds recordings of real ones.
//!
//! Cargo does not build another crate's program for these tests: `make e2e` builds it first.

pub mod cassette;
pub mod client;
pub mod corpora;
pub mod portal;
pub mod rdf;
pub mod reports;
pub mod site;
pub mod statistics;

pub use cassette::{Answer, Asked, Cassette};
pub use client::{Client, Reply};
pub use portal::Portal;
pub use reports::{Counts, RunCounts, RunReport, Status};
pub use site::Site;
