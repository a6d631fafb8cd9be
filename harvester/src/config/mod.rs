//! What an operator edits: one file per source, one file per region. Errors show file, line, caret
//! and what is allowed.

mod check;
mod error;
mod region;
mod relations;
mod series;
mod source;

pub use check::{absent, advice};
pub use error::{ConfigError, read_toml, recover_toml, toml_by_line};
pub use region::{Organisation, Region, ReportTo, is_mailbox};
pub use relations::Relations;
pub use series::{Series, Words};
pub use source::{Network, SourceFile, load_sources};
