//! What an operator edits: one file per source, one file per region. Errors show file, line, caret
//! and what is allowed.

mod error;
mod region;
mod source;

pub(crate) use error::parse_toml;
pub use error::{ConfigError, read_toml};
pub use region::{Organisation, Region, Text};
pub use source::{Network, SourceFile, load_sources};
