//! What a visitor sees when something is wrong: status, title, message, a way out. API clients get
//! problem+json (RFC 9457), browsers a page.

use crate::language::Language;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use std::fmt;

/// The only error handlers return.
#[derive(Debug)]
pub struct PortalError {
    /// HTTP status.
    pub status: StatusCode,
    /// A stable code for programs, e.g. `dataset-unknown`.
    pub code: &'static str,
    /// What is wrong and what to do, in the visitor's language.
    pub message: String,
    /// Seconds after which trying again makes sense.
    pub retry_after_secs: Option<u32>,
}

impl PortalError {
    /// An error with a status, a code and a message.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after_secs: None }
    }

    /// 400.
    pub fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 404 for a page or dataset we never had.
    pub fn not_found(language: Language) -> Self {
        let message = match language {
            Language::De => "Diese Adresse gibt es hier nicht. Vielleicht hilft die Suche weiter.",
            Language::En => "There is nothing at this address. Searching may help.",
        };
        Self::new(StatusCode::NOT_FOUND, "not-found", message)
    }

    /// 410 for a dataset that was withdrawn.
    pub fn gone(language: Language) -> Self {
        let message = match language {
            Language::De => "Dieser Datensatz wurde von seinem Herausgeber zurückgezogen.",
            Language::En => "This dataset was withdrawn by its publisher.",
        };
        Self::new(StatusCode::GONE, "dataset-withdrawn", message)
    }

    /// 503, try again soon.
    pub fn not_ready(message: impl Into<String>) -> Self {
        Self {
            retry_after_secs: Some(30),
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "not-ready", message)
        }
    }

    /// 500; the cause is logged here, once, and not shown.
    pub fn internal(error: impl std::error::Error) -> Self {
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            chain.push_str(": ");
            chain.push_str(&cause.to_string());
            source = cause.source();
        }
        tracing::error!(error = chain, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Hier ist ein Fehler aufgetreten, der nicht an Ihnen liegt. / An error occurred that is not your fault.",
        )
    }

    /// The problem as RFC 9457 JSON.
    pub fn problem(&self) -> serde_json::Value {
        serde_json::json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.message,
        })
    }
}

impl fmt::Display for PortalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status.as_u16(), self.code, self.message)
    }
}

impl From<datenkreis_catalogue::Error> for PortalError {
    fn from(error: datenkreis_catalogue::Error) -> Self {
        Self::internal(error)
    }
}

impl From<actix_web::error::BlockingError> for PortalError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::internal(error)
    }
}

impl ResponseError for PortalError {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// JSON; the error middleware turns it into a page for browsers.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(secs) = self.retry_after_secs {
            response.insert_header((header::RETRY_AFTER, HeaderValue::from(secs)));
        }
        response
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(self.problem().to_string())
    }
}
