//! The source kinds: one file and one line here each.
//!
//! To add a kind, write `sources/<kind>.rs` with its settings, its [`Source`] and its registration,
//! and add its `mod` line below. Nothing else changes.

pub(crate) mod ckan;
pub(crate) mod dcat_rdf;
mod folder;

use crate::config::{ConfigError, SourceFile};
use crate::http::Fetcher;
use crate::record::SourceRecord;
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::NativeId;
pub(crate) use dcat_rdf::records_of;
use futures::stream::BoxStream;

/// A configured endpoint of some kind.
pub trait Source: Send + Sync {
    /// Delivers the source's records, page by page as the consumer asks for more. An `Err` ends the
    /// stream: the run is then partial (or failed, if nothing came before).
    fn fetch<'a>(&'a self, request: &'a Request<'a>) -> BoxStream<'a, Result<Item, FetchError>>;

    /// Whether the protocol can ask for changes since a time.
    fn incremental(&self) -> bool {
        false
    }

    /// What the source needs on this machine and is not there at the moment, shown in its file.
    fn absent(&self, _file: &SourceFile) -> Option<ConfigError> {
        None
    }
}

/// What a run asks of a source.
pub struct Request<'a> {
    /// The guarded client, which archives what it receives.
    pub http: &'a Fetcher,
    /// Everything, or changes since `since`.
    pub mode: Mode,
    /// The start of the last complete run, for incremental runs.
    pub since: Option<jiff::Timestamp>,
}

/// What a source delivers.
pub enum Item {
    /// How many records the source says it has. May come again after the last page; the last counts.
    Declared(u64),
    /// A record.
    Record(SourceRecord),
    /// A record that cannot be taken over; an older version of it stays as it is. Without an id it may be
    /// any of ours, unless the finding tells that it was readable and has none: then it costs only itself.
    Unreadable {
        /// Its id, if that much could be read.
        native_id: Option<NativeId>,
        /// Why.
        finding: Finding,
    },
    /// A record the source still names but says nothing about; an older version of it stays as it is. A
    /// note tells of all of them together.
    Undescribed(NativeId),
    /// The source says outright that this record was deleted.
    Deleted(NativeId),
    /// Something about the delivery as a whole; it does not make the run partial.
    Note(Finding),
    /// Something is missing from the delivery, in words; the run goes on but is partial.
    Gap(String),
}

/// Why a source could not be read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The transfer failed; the message names the URL.
    #[error(transparent)]
    Http(#[from] crate::http::HttpError),
    /// The answer is not what the protocol promises.
    #[error("{url}: {reason}")]
    Protocol {
        /// Which answer.
        url: String,
        /// What is wrong, in one sentence.
        reason: String,
    },
    /// The source answered that it failed.
    #[error("{url}: das Portal meldet einen Fehler / the portal reports a failure: {reason}")]
    Reported {
        /// Which answer.
        url: String,
        /// What the source says.
        reason: String,
    },
    /// A local file or folder could not be read. Where it lies is nobody's business; the log tells.
    #[error("„{name}“ ist nicht lesbar / “{name}” cannot be read", name = path.file_name().unwrap_or_default().to_string_lossy())]
    File {
        /// Which file.
        path: std::path::PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
}

/// A protocol we can harvest, registered by its file.
pub struct SourceKind {
    /// The `kind` in the configuration.
    pub name: &'static str,
    /// Reads `[settings]` and makes the source.
    pub open: fn(&SourceFile) -> Result<Box<dyn Source>, ConfigError>,
    /// A complete sample configuration, shown by the documentation and parsed by a test.
    pub sample: &'static str,
}

inventory::collect!(SourceKind);

/// All registered kinds, by name.
pub fn kinds() -> Vec<&'static SourceKind> {
    let mut kinds: Vec<_> = inventory::iter::<SourceKind>().collect();
    kinds.sort_by_key(|kind| kind.name);
    kinds
}

/// Opens a source as its file describes it.
pub fn open(file: &SourceFile) -> Result<Box<dyn Source>, ConfigError> {
    let kinds = kinds();
    let Some(kind) = kinds.iter().find(|kind| kind.name == file.kind.get_ref()) else {
        let names: Vec<_> = kinds.iter().map(|kind| format!("`{}`", kind.name)).collect();
        let message = format!("unknown kind `{}`; there are {}", file.kind.get_ref(), names.join(", "));
        return Err(file.mistake(&file.kind, &message));
    };
    (kind.open)(file)
}
