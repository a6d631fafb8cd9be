//! Asking whether an address answers, without taking what it has: HEAD, or the first bytes by GET.

use super::error::{Cause, Failure, late};
use super::{Fetcher, HttpError, Received, address};
use reqwest::Method;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, ORIGIN, RANGE};
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// How long a probe waits for its turn at a host that others are talking to, or that asked to wait.
const PATIENCE: Duration = Duration::from_secs(15);

/// How to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// HEAD.
    Head,
    /// GET of the first kilobyte (`Range`, RFC 9110 §14.2).
    FirstBytes,
    /// GET of everything, for servers that refuse a range (416); we hang up after the beginning.
    Whole,
}

/// What an address says of itself.
#[derive(Clone, Debug)]
pub struct Probed {
    /// Where redirects led.
    pub url: Url,
    /// Any status but a redirect that leads somewhere.
    pub status: u16,
    /// Headers of that answer.
    pub headers: HeaderMap,
    /// How long the server asks us to stay away.
    pub wait: Option<Duration>,
}

impl Fetcher {
    /// Asks `url` once as pages of `origin` would, every redirect checked by the guard. No credentials are
    /// sent, nothing is archived, and a body is thrown away after its first piece. A host that fails here
    /// is not held against those who harvest it.
    ///
    /// # Errors
    /// [`HttpError::Refused`], [`HttpError::Limit`] (redirects), or [`HttpError::Transport`], which begins
    /// with `resting` if the host was not asked at all. They name the address that failed, which redirects
    /// may have led to.
    pub async fn probe(&self, url: &Url, probe: Probe, origin: &str) -> Result<Probed, HttpError> {
        let mut visited = vec![url.clone()];
        loop {
            let at = visited[visited.len() - 1].clone();
            let refused = |failure: Failure| failure.cause.into_error(&at, 1);
            let asked = timeout(PATIENCE + self.limits.total, self.ask(&at, probe, origin)).await;
            let received = asked.unwrap_or_else(|_| {
                Err(Failure::again(Cause::Transport(late("whole answer", self.limits.total))))
            });
            let received = received.map_err(refused)?;
            let Some(location) = received.redirect() else {
                let wait = received.wait();
                return Ok(Probed { url: at, status: received.status, headers: received.headers, wait });
            };
            let next = self.next_hop(&visited, &location).map_err(refused)?;
            visited.push(next);
        }
    }

    async fn ask(&self, url: &Url, probe: Probe, origin: &str) -> Result<Received, Failure> {
        address::check(url, self.allow_private, &self.ports)
            .map_err(|reason| Failure::last(Cause::Refused(reason)))?;
        let client = self.client()?;
        let resting = |left: String| Failure::last(Cause::Resting(format!("resting: {left}")));
        let turn = timeout(PATIENCE, self.hosts.turn(url, self.limits.gap)).await;
        let mut turn = turn
            .map_err(|_| resting("the host is busy with others, or asked to wait".into()))?
            .map_err(|left| resting(format!("the host is left alone for another {} s", left.as_secs())))?;
        let method = if probe == Probe::Head { Method::HEAD } else { Method::GET };
        let mut request = client
            .request(method, url.clone())
            .header(ACCEPT, "*/*")
            .header(ACCEPT_ENCODING, "identity")
            .header(ORIGIN, origin);
        if probe == Probe::FirstBytes {
            request = request.header(RANGE, "bytes=0-1023");
        }
        let received = self.beginning(url, request, probe).await?;
        if let Some(wait) = received.wait() {
            turn.hold_off(wait);
        }
        Ok(received)
    }

    /// Status and headers, after the first piece of a body has arrived.
    async fn beginning(
        &self,
        url: &Url,
        request: reqwest::RequestBuilder,
        probe: Probe,
    ) -> Result<Received, Failure> {
        // Connecting is part of the wait: who looks at a link waits for both.
        let mut response = match timeout(self.limits.first_byte, request.send()).await {
            Ok(response) => response.map_err(|error| Failure::of(&error))?,
            Err(_) => {
                return Err(Failure::again(Cause::Transport(late("first byte", self.limits.first_byte))));
            }
        };
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if probe != Probe::Head && (200..300).contains(&status) {
            match timeout(self.limits.idle, response.chunk()).await {
                Ok(piece) => drop(piece.map_err(|error| Failure::of(&error))?),
                Err(_) => {
                    return Err(Failure::again(Cause::Transport(late("next byte", self.limits.idle))));
                }
            }
        }
        Ok(Received { url: url.clone(), status, headers, body: vec![] })
    }
}
