//! What a visitor sees when something is wrong: status, title, message, a way out. API clients get
//! problem+json (RFC 9457), browsers a page.

use crate::language::Language;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
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
    /// Methods that are allowed instead.
    pub allowed: Option<&'static str>,
}

impl PortalError {
    /// An error with a status, a code and a message.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after_secs: None, allowed: None }
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

    /// 405; `allowed` are the methods for the `Allow` header.
    pub fn method_not_allowed(allowed: &'static str) -> Self {
        let message = format!("Hier ist nur erlaubt: {allowed}. / Only these are allowed here: {allowed}.");
        Self {
            allowed: Some(allowed),
            ..Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", message)
        }
    }

    /// 400 for what stands behind the question mark of an address.
    pub fn query_string(query: &str) -> Self {
        let shown: String = query.chars().take(200).collect();
        let message = format!(
            "Die Angaben hinter dem Fragezeichen der Adresse sind hier nicht zu verstehen: „{shown}“. Zahlen bestehen nur aus Ziffern, und jede Angabe kommt nur einmal vor. / \
             What stands behind the question mark of the address cannot be understood here: “{shown}”. Numbers are digits only, and everything is given once."
        );
        Self::bad_request("query-string", message)
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

    /// Sets the headers that say what the client may do instead, and that another `Accept` gets the same
    /// in another form.
    pub fn explain(&self, headers: &mut HeaderMap) {
        headers.append(header::VARY, HeaderValue::from_static("accept"));
        if let Some(secs) = self.retry_after_secs {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(secs));
        }
        if let Some(allowed) = self.allowed {
            headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer realm=\"Datenkreis\"");
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
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
        let mut response = HttpResponse::build(self.status)
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(self.problem().to_string());
        self.explain(response.headers_mut());
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_may_be_done_instead() {
        let check = |error: PortalError, name: header::HeaderName, expected: &str| {
            let response = error.error_response();
            assert_eq!(response.headers().get(&name).unwrap(), expected, "{error}");
        };
        let unauthorized = PortalError::new(StatusCode::UNAUTHORIZED, "unauthorized", "x");
        check(unauthorized, header::WWW_AUTHENTICATE, "Bearer realm=\"Datenkreis\"");
        check(PortalError::method_not_allowed("POST"), header::ALLOW, "POST");
        check(PortalError::not_ready("x"), header::RETRY_AFTER, "30");
        check(PortalError::not_found(Language::De), header::VARY, "accept");
    }
}
