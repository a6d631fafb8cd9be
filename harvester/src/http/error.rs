//! Why a request failed: as callers see it, and as one try sees it.

use super::address::ResolveError;
use std::time::Duration;
use url::Url;

/// Why a request failed. The German half of a message is for whoever looks at the portal, the English
/// one says everything.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The address may not be asked: private, loopback, link-local, wrong scheme or port.
    #[error("{url}: diese Adresse darf nicht abgefragt werden / refused: {}", plain(reason))]
    Refused {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// No usable answer after all tries.
    #[error(
        "{url}: {} (nach {tries} {}) / {} (after {tries} {})",
        in_german(reason),
        if *tries == 1 { "Versuch" } else { "Versuchen" },
        plain(reason),
        if *tries == 1 { "try" } else { "tries" }
    )]
    Transport {
        /// The address.
        url: String,
        /// What happened, by class: dns, connect, tls, timeout, truncated, …
        reason: String,
        /// How often it was tried.
        tries: u32,
    },
    /// A status other than 2xx.
    #[error("{url}: der Server antwortete mit HTTP {status} / HTTP {status}{}", snippet(body))]
    Status {
        /// The address.
        url: String,
        /// The status.
        status: u16,
        /// The beginning of the answer.
        body: String,
        /// `Retry-After`, if the server sent one.
        retry_after: Option<Duration>,
    },
    /// A limit was reached.
    #[error("{url}: die Antwort überschreitet eine Grenze / {limit} exceeded")]
    Limit {
        /// The address.
        url: String,
        /// Which limit, with its value.
        limit: String,
    },
    /// The response could not be archived; nothing is parsed that is not kept.
    #[error("{url}: die Antwort ließ sich nicht aufbewahren / the response could not be archived")]
    Archive {
        /// The address.
        url: String,
        /// Why.
        #[source]
        source: datenkreis_catalogue::Error,
    },
}

fn snippet(body: &str) -> String {
    let body: String = body.chars().take(200).collect();
    if body.is_empty() { body } else { format!(": {}", plain(&body)) }
}

/// Text of others, without what separates languages and reasons.
fn plain(text: &str) -> String {
    text.replace(" / ", "/").replace("; ", ", ")
}

/// A class of transport errors in words.
fn in_german(reason: &str) -> &'static str {
    match reason.split(':').next().unwrap_or_default() {
        "dns" => "der Name des Servers ist unbekannt",
        "connect" => "der Server nimmt keine Verbindung an",
        "tls" => "die sichere Verbindung kam nicht zustande, meist wegen des Zertifikats",
        "timeout" => "der Server antwortete nicht rechtzeitig",
        "truncated" => "die Antwort brach ab",
        "resting" => "der Server versagte zu oft und wird eine Weile nicht gefragt",
        _ => "die Übertragung misslang",
    }
}

/// A failed try.
pub(super) struct Failure {
    /// Whether another try may help.
    pub(super) again: bool,
    /// How long the server asked us to wait.
    pub(super) wait: Option<Duration>,
    pub(super) cause: Cause,
}

#[derive(Debug)]
pub(super) enum Cause {
    Refused(String),
    Transport(String),
    /// The host is left alone for now.
    Resting(String),
    Limit(String),
    Status {
        status: u16,
        body: String,
        retry_after: Option<Duration>,
    },
}

impl Failure {
    pub(super) fn last(cause: Cause) -> Self {
        Self { again: false, wait: None, cause }
    }

    pub(super) fn again(cause: Cause) -> Self {
        Self { again: true, wait: None, cause }
    }

    /// Sorts an error of the HTTP library by who is at fault.
    pub(super) fn of(error: &reqwest::Error) -> Self {
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(cause) = source {
            if let Some(resolve) = cause.downcast_ref::<ResolveError>() {
                return match resolve {
                    ResolveError::Private(_) => Self::last(Cause::Refused(resolve.to_string())),
                    ResolveError::Unknown { .. } => {
                        Self::again(Cause::Transport(format!("dns: {}", chain(resolve))))
                    }
                };
            }
            // `source` of an I/O error skips the error it wraps.
            let wrapped = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
            if cause.is::<rustls::Error>() || wrapped.is_some_and(|wrapped| wrapped.is::<rustls::Error>()) {
                // A wrong certificate stays wrong; there is no insecure way round it.
                return Self::last(Cause::Transport(format!("tls: {}", chain(cause))));
            }
            source = cause.source();
        }
        let class = if error.is_timeout() {
            "timeout"
        } else if error.is_connect() {
            "connect"
        } else if error.is_body() || error.is_decode() {
            "truncated"
        } else {
            "transport"
        };
        Self {
            again: !error.is_builder(),
            wait: None,
            cause: Cause::Transport(format!("{class}: {}", chain(error))),
        }
    }
}

impl Cause {
    pub(super) fn into_error(self, url: &Url, tries: u32) -> HttpError {
        let url = shown(url);
        match self {
            Self::Refused(reason) => HttpError::Refused { url, reason },
            Self::Transport(reason) | Self::Resting(reason) => HttpError::Transport { url, reason, tries },
            Self::Limit(limit) => HttpError::Limit { url, limit },
            Self::Status { status, body, retry_after } => {
                HttpError::Status { url, status, body, retry_after }
            }
        }
    }
}

pub(super) fn late(what: &str, limit: Duration) -> String {
    format!("timeout: no {what} within {} s", limit.as_secs_f64())
}

/// An error and its causes in one line, without the URL (which may hold credentials).
pub(super) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut parts: Vec<String> = vec![];
    let mut source = Some(error);
    while let Some(cause) = source {
        let text = match cause.downcast_ref::<reqwest::Error>() {
            Some(_) => String::new(),
            None => cause.to_string(),
        };
        if !text.is_empty() && parts.last().is_none_or(|last| !last.contains(&text)) {
            parts.push(text);
        }
        source = cause.source();
    }
    if parts.is_empty() { "no answer".into() } else { parts.join(": ") }
}

/// A URL as it may be shown and logged: without credentials.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_try_is_one() {
        let told = |tries| {
            let url = "https://a.example/".to_owned();
            HttpError::Transport { url, reason: "timeout".into(), tries }.to_string()
        };
        assert!(told(1).contains("(nach 1 Versuch)") && told(1).contains("(after 1 try)"), "{}", told(1));
        assert!(told(2).contains("(nach 2 Versuchen)") && told(2).contains("(after 2 tries)"), "{}", told(2));
    }
}
