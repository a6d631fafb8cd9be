use std::path::PathBuf;

/// What can go wrong with the data directory. Bad metadata is never an error here.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another process owns the data directory.
    #[error(
        "the data directory {0} is in use by another datenkreis process; stop it, or talk to it through its admin API"
    )]
    Locked(PathBuf),
    /// A file or directory could not be read or written.
    #[error("{doing} {path}")]
    Io {
        /// What was being done, e.g. "writing".
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A body in the archive does not have its hash any more: the disk lied.
    #[error("the archived body {0} is damaged")]
    Body(PathBuf),
    /// The journal refused.
    #[error("journal: {doing}")]
    Journal {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        source: rusqlite::Error,
    },
    /// The journal was written by a newer version.
    #[error("the journal has schema {found}, this program knows {known}; use a newer datenkreis")]
    Schema {
        /// The schema version found.
        found: u32,
        /// The newest schema version this program knows.
        known: u32,
    },
    /// The triple store refused.
    #[error("store: {doing}")]
    Store {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The search index refused.
    #[error("search index: {doing}")]
    Index {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        source: tantivy::TantivyError,
    },
    /// A stored version could not be read back: the disk lied.
    #[error("version {seq} in the journal is damaged: {reason}")]
    Damaged {
        /// Which version.
        seq: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// What was read out of a table could not be read back: the disk lied.
    #[error("reading {revision} in the journal is damaged: {reason}")]
    DamagedReading {
        /// Which reading.
        revision: u64,
        /// What is wrong with it.
        reason: String,
    },
}
