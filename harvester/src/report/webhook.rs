//! A report as JSON to an address of the organisation, signed so that it can tell who wrote.

use super::outcome::Failure;
use super::standing::{Changes, Standing};
use super::text::Report;
use crate::http::{Fetcher, HttpError};
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use reqwest::header::HeaderName;
use serde::Serialize;
use sha2::Sha256;
use url::Url;

/// The header with `sha256=` and the hexadecimal HMAC-SHA256 (RFC 2104) of the body.
const SIGNATURE: HeaderName = HeaderName::from_static("x-datenkreis-signature");

/// What is sent.
#[derive(Serialize)]
pub struct Message<'a> {
    /// Id of the organisation.
    pub organisation: &'a str,
    /// When the report was made.
    pub at: Timestamp,
    /// Where everything stands in detail.
    pub details: &'a str,
    /// What changed since the last report.
    pub changes: &'a Changes,
    /// How the data stand.
    pub standing: &'a Standing,
    /// Subject, text and HTML as a mail would have them.
    #[serde(flatten)]
    pub report: &'a Report,
}

/// Sends a message, signed with what the environment variable holds; the reason if it cannot be.
pub async fn send(
    fetcher: &Fetcher,
    url: &Url,
    secret_env: &str,
    message: &Message<'_>,
) -> Result<(), Failure> {
    let secret = std::env::var(secret_env)
        .map_err(|_| Failure::certain(format!("the environment variable `{secret_env}` is not set")))?;
    let body = serde_json::to_vec(message).map_err(|error| Failure::certain(error.to_string()))?;
    let signature = signature(secret.as_bytes(), &body).map_err(Failure::certain)?;
    let headers = [(SIGNATURE, signature)];
    let sent = fetcher.push(url, "application/json", &headers, body).await;
    let failed = |error| Failure { reason: crate::chain(&error), may_have_arrived: is_unclear(&error) };
    sent.map(drop).map_err(failed)
}

/// Whether the receiver may have the message though no answer came that says so.
fn is_unclear(error: &HttpError) -> bool {
    match error {
        HttpError::Refused { .. } | HttpError::Status { .. } => false,
        HttpError::Transport { reason, .. } => {
            let class = reason.split(':').next().unwrap_or_default();
            !["dns", "connect", "tls", "resting"].contains(&class)
        }
        _ => true,
    }
}

fn signature(secret: &[u8], body: &[u8]) -> Result<String, String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|error| error.to_string())?;
    mac.update(body);
    Ok(format!("sha256={:x}", mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_got_nowhere_is_sent_again() {
        let check = |reason: &str, expected: bool| {
            let url = "https://x.example/".to_owned();
            let error = HttpError::Transport { url, reason: reason.into(), tries: 1 };
            assert_eq!(is_unclear(&error), expected, "{reason}");
        };
        check("connect: refused", false);
        check("dns: unknown", false);
        check("timeout: whole answer", true);
        check("truncated: body", true);
    }

    #[test]
    fn signatures_are_those_of_rfc_4231() {
        // Test case 2.
        let found = signature(b"Jefe", b"what do ya want for nothing?").unwrap();
        assert_eq!(found, "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
