//! Fetch, map, normalise, check, guard, commit, publish. Start reading at [`run`].
//!
//! Architecture invariant: this crate alone opens outgoing connections, and only through
//! [`http::Client`].

pub mod assess;
pub mod check;
pub mod config;
mod encoding;
mod error;
pub mod folder_template;
pub mod guard;
pub mod http;
pub mod inspect;
pub mod links;
pub mod mapping;
pub mod rdf;
pub mod record;
pub mod report;
pub mod run;
pub mod sample;
pub mod schedule;
pub mod sources;
mod spreadsheet;
pub mod tables;

pub use error::{Error, chain};
