//! Why a catalogue could not be looked at.

use crate::http::HttpError;
use crate::rdf::ReadError;
use crate::sources::FetchError;

/// Why a catalogue could not be looked at; the messages say so in German and English.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// The address could not be asked.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The document is of no format we read, or damaged so that nothing is left.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A portal or source delivered nothing usable.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could be read, but it is no catalogue.
    #[error("{0}")]
    Unusable(String),
    /// A worker thread died.
    #[error("die Prüfung brach ab / the check broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
}

impl InspectError {
    /// Whether an address was refused by the guard: it is not public, or has a scheme or port that is not
    /// allowed.
    pub fn is_refused(&self) -> bool {
        matches!(
            self,
            Self::Http(HttpError::Refused { .. }) | Self::Fetch(FetchError::Http(HttpError::Refused { .. }))
        )
    }

    /// Whether the fault lies with the address or the server behind it.
    pub fn is_about_the_address(&self) -> bool {
        matches!(self, Self::Http(_) | Self::Fetch(FetchError::Http(_)))
    }
}
