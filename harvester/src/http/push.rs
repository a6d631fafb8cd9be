//! Handing something to an address that a configuration names: a webhook.

use super::error::{Cause, Failure, late};
use super::{Fetcher, HttpError, Received, address};
use reqwest::header::{CONTENT_TYPE, HeaderName};
use tokio::time::timeout;
use url::Url;

impl Fetcher {
    /// Sends `body` by POST, once. A redirect is no answer: what is told is meant for this address.
    ///
    /// # Errors
    /// As [`Fetcher::get`]; a status other than 2xx is one.
    pub async fn push(
        &self,
        url: &Url,
        content_type: &str,
        headers: &[(HeaderName, String)],
        body: Vec<u8>,
    ) -> Result<u16, HttpError> {
        let pushed = self.push_once(url, content_type, headers, body).await.and_then(Received::or_failure);
        pushed.map(|received| received.status).map_err(|failure| failure.cause.into_error(url, 1))
    }

    async fn push_once(
        &self,
        url: &Url,
        content_type: &str,
        headers: &[(HeaderName, String)],
        body: Vec<u8>,
    ) -> Result<Received, Failure> {
        address::check(url, self.allow_private, &self.ports)
            .map_err(|reason| Failure::last(Cause::Refused(reason)))?;
        let mut turn = self.hosts.turn(url, self.limits.gap).await.map_err(|left| {
            Failure::last(Cause::Resting(format!("resting: left alone for {} s", left.as_secs())))
        })?;
        let mut request = self.client()?.post(url.clone()).header(CONTENT_TYPE, content_type).body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let received = timeout(self.limits.total, self.read(url, request)).await;
        let received = received
            .map_err(|_| Failure::last(Cause::Transport(late("whole answer", self.limits.total))))??;
        if let Some(wait) = received.wait() {
            turn.hold_off(wait);
        }
        Ok(received)
    }
}
