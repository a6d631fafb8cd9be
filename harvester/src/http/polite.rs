//! Politeness and patience towards hosts, shared by all sources: one connection at a time, a pause
//! between two requests, `Retry-After` obeyed by everybody, and a host that keeps failing is left
//! alone for a while.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::Instant;
use url::Url;

/// Requests that failed in a row before a host is left alone.
const FAILURES: u32 = 5;
/// A wait that somebody might wonder about.
pub(super) const WORTH_TELLING: Duration = Duration::from_secs(10);
/// How long it is left alone; then one request may try.
const PAUSE: Duration = Duration::from_secs(300);

/// All hosts asked so far.
#[derive(Default)]
pub(super) struct Hosts {
    by_name: std::sync::Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

/// What is remembered about a host.
#[derive(Default)]
pub(super) struct Host {
    last: Option<Instant>,
    not_before: Option<Instant>,
    failures: u32,
    closed_until: Option<Instant>,
}

/// The right to talk to a host; while it is held nobody else does.
pub(super) struct Turn {
    host: OwnedMutexGuard<Host>,
}

impl Hosts {
    /// Waits for its turn at the host of `url`. `Err` says how long the host is still left alone.
    pub(super) async fn turn(&self, url: &Url, gap: Duration) -> Result<Turn, Duration> {
        let host = self.host(url);
        let host = host.lock_owned().await;
        let now = Instant::now();
        if let Some(until) = host.closed_until
            && until > now
        {
            return Err(until - now);
        }
        let earliest = host.last.map(|last| last + gap).max(host.not_before);
        if let Some(earliest) = earliest {
            let wait = earliest.saturating_duration_since(now);
            if wait > WORTH_TELLING {
                tracing::warn!(host = url.host_str(), seconds = wait.as_secs(), "waiting as the host asked");
            }
            tokio::time::sleep_until(earliest).await;
        }
        Ok(Turn { host })
    }

    /// Notes how a request (with all its tries) ended.
    pub(super) async fn outcome(&self, url: &Url, failed: bool) {
        let host = self.host(url);
        let mut host = host.lock().await;
        if failed {
            host.failures += 1;
            if host.failures >= FAILURES {
                host.closed_until = Some(Instant::now() + PAUSE);
                // One failure more after the pause closes it again.
                host.failures = FAILURES - 1;
            }
        } else {
            host.failures = 0;
            host.closed_until = None;
        }
    }

    fn host(&self, url: &Url) -> Arc<Mutex<Host>> {
        // The default ports of http and https are one server; another port is another server.
        let name = match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (host, _) => host.unwrap_or_default().into(),
        };
        let mut hosts = self.by_name.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(hosts.entry(name).or_default())
    }
}

impl Turn {
    /// Nobody asks this host again before `wait` is over.
    pub(super) fn hold_off(&mut self, wait: Duration) {
        self.host.not_before = Some(Instant::now() + wait);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.host.last = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_host_that_keeps_failing_is_left_alone() {
        let hosts = Hosts::default();
        let url = Url::parse("http://example.org/a").unwrap();
        for _ in 0..FAILURES {
            assert!(hosts.turn(&url, Duration::ZERO).await.is_ok());
            hosts.outcome(&url, true).await;
        }
        assert!(hosts.turn(&url, Duration::ZERO).await.is_err());
        let other = Url::parse("http://example.com/").unwrap();
        assert!(hosts.turn(&other, Duration::ZERO).await.is_ok());
    }

    #[tokio::test]
    async fn an_answer_in_between_starts_the_count_again() {
        let hosts = Hosts::default();
        let url = Url::parse("http://example.org/a").unwrap();
        for _ in 0..3 {
            for _ in 0..FAILURES - 1 {
                hosts.outcome(&url, true).await;
            }
            hosts.outcome(&url, false).await;
        }
        assert!(hosts.turn(&url, Duration::ZERO).await.is_ok());
    }

    #[tokio::test]
    async fn requests_to_one_host_keep_their_distance() {
        let hosts = Hosts::default();
        let url = Url::parse("http://example.org/a").unwrap();
        let gap = Duration::from_millis(60);
        drop(hosts.turn(&url, gap).await);
        let start = Instant::now();
        let mut turn = hosts.turn(&url, gap).await.ok().unwrap();
        assert!(start.elapsed() >= Duration::from_millis(55));
        turn.hold_off(Duration::from_millis(120));
        drop(turn);
        let start = Instant::now();
        drop(hosts.turn(&url, gap).await);
        assert!(start.elapsed() >= Duration::from_millis(110));
    }
}
