//! The one guarded HTTP client for everything outgoing: limits, tries, redirects by hand, and no
//! address that is not public unless the source's configuration says so.

mod address;
mod decode;
mod error;
mod limits;
mod polite;
mod probe;
mod push;
mod retry;
#[cfg(test)]
mod tests;

use address::GuardedResolver;
use datenkreis_catalogue::journal::Fetch;
use decode::DecodeError;
pub use error::HttpError;
use error::{Cause, Failure, chain, late, shown};
pub use limits::Limits;
use polite::Hosts;
pub use probe::{Probe, Probed};
use reqwest::Method;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, HeaderMap,
    HeaderName, LAST_MODIFIED, LINK, LOCATION,
};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// The process-wide client: TLS, per-host politeness, circuit breakers.
#[derive(Clone)]
pub struct Client {
    user_agent: String,
    hosts: Arc<Hosts>,
}

impl Client {
    /// A client that names itself `user_agent`, e.g. `Datenkreis/0.1.0 (+https://daten.example.org)`.
    pub fn new(user_agent: &str) -> Self {
        // Fails only if a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let user_agent = user_agent.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
        Self { user_agent, hosts: Arc::default() }
    }

    /// The client as one run of one source uses it. `ports` are allowed besides 80, 443, 8080, 8443;
    /// `authorization` is the value of the header, sent to the first origin asked only.
    pub fn fetcher(
        &self,
        limits: Limits,
        allow_private: bool,
        ports: &[u16],
        authorization: Option<String>,
        recorder: Option<Recorder>,
    ) -> Fetcher {
        // One connection pool per run: a connection made under one source's permissions is not used
        // under another's. Proxies of the environment would bypass the address guard.
        let client = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(limits.connect)
            .dns_resolver(GuardedResolver { allow_private })
            .build();
        Fetcher {
            client,
            limits,
            allow_private,
            ports: ports.to_vec(),
            authorization,
            origin: OnceLock::new(),
            recorder,
            hosts: Arc::clone(&self.hosts),
            received: AtomicU64::new(0),
        }
    }
}

/// A response, read to its end and archived.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where the body finally came from.
    pub url: Url,
    /// Status, always 2xx: others are errors.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Decoded body.
    pub body: Vec<u8>,
}

/// Receives every response, before it is parsed.
pub type Recorder = Arc<dyn Fn(Fetch, &[u8]) -> Result<(), datenkreis_catalogue::Error> + Send + Sync>;

/// The client as one run of one source uses it: with that source's limits, permissions, credentials
/// and recorder.
pub struct Fetcher {
    client: reqwest::Result<reqwest::Client>,
    limits: Limits,
    allow_private: bool,
    ports: Vec<u16>,
    authorization: Option<String>,
    /// The first origin asked: the one the credentials are meant for.
    origin: OnceLock<url::Origin>,
    recorder: Option<Recorder>,
    hosts: Arc<Hosts>,
    received: AtomicU64,
}

impl Fetcher {
    /// Asks for `url`, following redirects, trying again where that may help. The response is read to
    /// its end and given to the recorder before it is returned. `accept` is the `Accept` header.
    ///
    /// # Errors
    /// Every case of [`HttpError`]; a status other than 2xx is one.
    pub async fn get(&self, url: &Url, accept: &str) -> Result<Response, HttpError> {
        self.origin.get_or_init(|| url.origin());
        let tries = self.limits.tries.max(1);
        let mut tried = 1;
        loop {
            let failure = match self.follow(url, accept).await {
                Ok(response) => {
                    self.hosts.outcome(url, false).await;
                    return self.record(url, response).await;
                }
                Err(failure) => failure,
            };
            if !failure.again || tried >= tries {
                // A clear answer, even a refusal, shows that the host is alive; what never reached it
                // shows nothing.
                if !matches!(failure.cause, Cause::Refused(_) | Cause::Resting(_)) {
                    self.hosts.outcome(url, failure.again).await;
                }
                return Err(failure.cause.into_error(url, tried));
            }
            tracing::debug!(url = %shown(url), tried, reason = ?failure.cause, "trying again");
            let pause = retry::backoff(tried, self.limits.gap).max(failure.wait.unwrap_or_default());
            if pause > polite::WORTH_TELLING {
                tracing::warn!(url = %shown(url), seconds = pause.as_secs(), "waiting before the next try");
            }
            tokio::time::sleep(pause).await;
            tried += 1;
        }
    }

    /// Sends an empty POST to `url`, once: what it brings about must not happen twice. A redirect is no
    /// answer.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn post(&self, url: &Url, accept: &str) -> Result<Response, HttpError> {
        self.origin.get_or_init(|| url.origin());
        match self.exchange(Method::POST, url, accept).await.and_then(Received::or_failure) {
            Ok(received) => self.record(url, received).await,
            Err(failure) => Err(failure.cause.into_error(url, 1)),
        }
    }

    /// One try: follows redirects by hand, every hop checked.
    async fn follow(&self, url: &Url, accept: &str) -> Result<Received, Failure> {
        let mut visited = vec![url.clone()];
        loop {
            let at = visited[visited.len() - 1].clone();
            let received = self.exchange(Method::GET, &at, accept).await?;
            let Some(location) = received.redirect() else {
                return received.or_failure();
            };
            let next = self.next_hop(&visited, &location)?;
            if at.scheme() == "https" && next.scheme() != "https" {
                return Err(Failure::last(Cause::Refused(format!(
                    "redirect from https to {}",
                    shown(&next)
                ))));
            }
            visited.push(next);
        }
    }

    /// Where a redirect leads: never in a circle, and not too often.
    fn next_hop(&self, visited: &[Url], location: &str) -> Result<Url, Failure> {
        let joined = visited.last().map(|at| at.join(location));
        let mut next = match joined {
            Some(Ok(next)) => next,
            Some(Err(error)) => {
                return Err(Failure::last(Cause::Refused(format!("redirect to “{location}”: {error}"))));
            }
            None => return Err(Failure::last(Cause::Refused("redirect from nowhere".into()))),
        };
        next.set_fragment(None);
        // Credentials never come from a server.
        let _ = next.set_username("");
        let _ = next.set_password(None);
        if visited.contains(&next) {
            return Err(Failure::last(Cause::Transport("redirect loop".into())));
        }
        if visited.len() > self.limits.redirects as usize {
            return Err(Failure::last(Cause::Limit(format!("{} redirects", self.limits.redirects))));
        }
        Ok(next)
    }

    fn client(&self) -> Result<&reqwest::Client, Failure> {
        self.client.as_ref().map_err(|error| {
            Failure::last(Cause::Transport(format!("the client could not be set up: {}", chain(error))))
        })
    }

    /// One request and its response, body decoded, within all limits.
    async fn exchange(&self, method: Method, url: &Url, accept: &str) -> Result<Received, Failure> {
        address::check(url, self.allow_private, &self.ports)
            .map_err(|reason| Failure::last(Cause::Refused(reason)))?;
        let client = self.client()?;
        let mut turn = self.hosts.turn(url, self.limits.gap).await.map_err(|left| {
            Failure::last(Cause::Resting(format!(
                "resting: the host failed too often and is left alone for another {} s",
                left.as_secs()
            )))
        })?;
        let mut request = client
            .request(method, url.clone())
            .header(ACCEPT, accept)
            .header(ACCEPT_ENCODING, "gzip, br, zstd, deflate");
        if let Some(authorization) = &self.authorization
            && self.origin.get() == Some(&url.origin())
        {
            request = request.header(AUTHORIZATION, authorization);
        }
        let received = match timeout(self.limits.total, self.read(url, request)).await {
            Ok(received) => received?,
            Err(_) => {
                return Err(Failure::again(Cause::Transport(late("whole answer", self.limits.total))));
            }
        };
        if let Some(wait) = received.wait() {
            turn.hold_off(wait);
        }
        drop(turn);
        Ok(received)
    }

    async fn read(&self, url: &Url, request: reqwest::RequestBuilder) -> Result<Received, Failure> {
        let first_byte = self.limits.connect + self.limits.first_byte;
        let mut response = match timeout(first_byte, request.send()).await {
            Ok(response) => response.map_err(|error| Failure::of(&error))?,
            Err(_) => {
                return Err(Failure::again(Cause::Transport(late("first byte", self.limits.first_byte))));
            }
        };
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let left = self.limits.run_bytes.saturating_sub(self.received.load(Ordering::Relaxed));
        let mut body = vec![];
        loop {
            let chunk = match timeout(self.limits.idle, response.chunk()).await {
                Ok(chunk) => chunk.map_err(|error| Failure::of(&error))?,
                Err(_) => {
                    return Err(Failure::again(Cause::Transport(late("next byte", self.limits.idle))));
                }
            };
            let Some(chunk) = chunk else { break };
            body.extend_from_slice(&chunk);
            if body.len() as u64 > self.limits.body_bytes {
                let limit = format!("body size of {} bytes", self.limits.body_bytes);
                return Err(Failure::last(Cause::Limit(limit)));
            }
            if body.len() as u64 > left {
                break;
            }
        }
        if body.len() as u64 <= left {
            let encoding: Vec<&str> =
                headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
            body = decode::decode(&encoding.join(","), body, &self.limits).await.map_err(
                |error| match error {
                    DecodeError::Damaged(reason) => Failure::again(Cause::Transport(reason)),
                    DecodeError::Limit(limit) => Failure::last(Cause::Limit(limit)),
                },
            )?;
        }
        let size = body.len() as u64;
        if self.received.fetch_add(size, Ordering::Relaxed).saturating_add(size) > self.limits.run_bytes {
            let limit = format!("{} bytes in one run", self.limits.run_bytes);
            return Err(Failure::last(Cause::Limit(limit)));
        }
        Ok(Received { url: url.clone(), status, headers, body })
    }

    /// Archives a local file as if it had been fetched: with status 0, under a name of the caller's.
    ///
    /// # Errors
    /// [`HttpError::Archive`]. Without a recorder (a mere sample) nothing happens.
    pub async fn archive_file(&self, name: &str, body: Vec<u8>) -> Result<(), HttpError> {
        let Some(recorder) = self.recorder.clone() else {
            return Ok(());
        };
        let url = name.to_owned();
        let fetch_url = url.clone();
        let recorded = tokio::task::spawn_blocking(move || {
            let fetch = Fetch {
                url: fetch_url,
                status: 0,
                headers: vec![],
                at: jiff::Timestamp::now(),
                body: hex(&Sha256::digest(&body)),
                size_bytes: body.len() as u64,
            };
            recorder(fetch, &body)
        })
        .await;
        match recorded {
            Ok(Ok(())) => Ok(()),
            Ok(Err(source)) => Err(HttpError::Archive { url, source }),
            Err(error) => Err(HttpError::Transport {
                url,
                reason: format!("the archiving thread died: {error}"),
                tries: 1,
            }),
        }
    }

    /// Hands the response to the recorder, off the threads that serve the network.
    async fn record(&self, asked: &Url, received: Received) -> Result<Response, HttpError> {
        let Received { url, status, headers, body } = received;
        let Some(recorder) = self.recorder.clone() else {
            return Ok(Response { url, status, headers, body });
        };
        let mut kept: Vec<(String, String)> = KEPT_HEADERS
            .iter()
            .filter_map(|name| Some((name.to_string(), headers.get(name)?.to_str().ok()?.to_owned())))
            .collect();
        if url != *asked {
            kept.push(("location".into(), shown(&url)));
        }
        let asked = shown(asked);
        let fetch_url = asked.clone();
        let recorded = tokio::task::spawn_blocking(move || {
            let fetch = Fetch {
                url: fetch_url,
                status,
                headers: kept,
                at: jiff::Timestamp::now(),
                body: hex(&Sha256::digest(&body)),
                size_bytes: body.len() as u64,
            };
            (recorder(fetch, &body), body)
        })
        .await;
        match recorded {
            Ok((Ok(()), body)) => Ok(Response { url, status, headers, body }),
            Ok((Err(source), _)) => Err(HttpError::Archive { url: asked, source }),
            Err(error) => Err(HttpError::Transport {
                url: asked,
                reason: format!("archiving stopped: {error}"),
                tries: 1,
            }),
        }
    }
}

/// Response headers that are archived with a body.
const KEPT_HEADERS: [HeaderName; 6] = [CONTENT_TYPE, CONTENT_ENCODING, ETAG, LAST_MODIFIED, DATE, LINK];

struct Received {
    url: Url,
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Received {
    fn redirect(&self) -> Option<String> {
        let location = self.headers.get(LOCATION)?;
        // A location outside ASCII is met, though not allowed.
        let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
        matches!(self.status, 301 | 302 | 303 | 307 | 308).then_some(location)
    }

    fn wait(&self) -> Option<Duration> {
        if matches!(self.status, 429 | 503) {
            retry::retry_after(&self.headers, jiff::Timestamp::now())
        } else {
            None
        }
    }

    fn or_failure(self) -> Result<Self, Failure> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let wait = self.wait();
        let end = self.body.len().min(2000);
        let body = String::from_utf8_lossy(&self.body[..end]).trim().to_owned();
        Err(Failure {
            again: retry::may_pass(self.status) && wait.is_none_or(|wait| wait <= retry::WORTH_WAITING),
            wait,
            cause: Cause::Status { status: self.status, body, retry_after: wait },
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
