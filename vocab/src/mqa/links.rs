//! What is known about addresses. This crate asks nobody: who asks tells it here.

/// What came of asking an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LinkAnswer {
    /// An HTTP status, after redirects.
    Status(u16),
    /// None: no such host, refused, too slow, …
    Silence,
}

impl LinkAnswer {
    /// Whether data.europa.eu counts it: a status from 200 to 299.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Status(200..=299))
    }

    /// The status; 0 for silence.
    pub fn status(self) -> u16 {
        match self {
            Self::Status(status) => status,
            Self::Silence => 0,
        }
    }
}

/// Who knows about addresses.
pub trait Links {
    /// What came of asking `url` last; `None` if it was never asked.
    fn answer(&self, url: &str) -> Option<LinkAnswer>;
}

impl<F: Fn(&str) -> Option<LinkAnswer>> Links for F {
    fn answer(&self, url: &str) -> Option<LinkAnswer> {
        self(url)
    }
}

/// Knows nothing: no address was asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unasked;

impl Links for Unasked {
    fn answer(&self, _: &str) -> Option<LinkAnswer> {
        None
    }
}
