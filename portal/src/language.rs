//! The languages of the portal.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::convert::Infallible;
use std::future::{Ready, ready};

/// German at `/…`, English at `/en/…`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// `/…`
    #[default]
    De,
    /// `/en/…`
    En,
}

impl Language {
    /// The language of a path.
    pub fn of_path(path: &str) -> Self {
        if path == "/en" || path.starts_with("/en/") { Self::En } else { Self::De }
    }

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl FromRequest for Language {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of_path(request.path())))
    }
}
