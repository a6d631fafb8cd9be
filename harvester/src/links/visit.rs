//! A visit at one host: its addresses one after the other, at a distance. A host that says nothing three
//! times in a row is asked no further, and a host in trouble is left alone for longer each time.

use super::ask::{Asked, HostSign, Pace, ask, without_answer};
use crate::http::Fetcher;
use datenkreis_catalogue::journal::{DueLink, LinkCheck, LinkOutcome};
use jiff::Timestamp;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Bad answers in a row before a host is left alone.
const PATIENCE: u32 = 3;
/// How long it is left alone the first time; each further time twice as long.
const FIRST_REST: Duration = Duration::from_secs(60);
const LONGEST_REST: Duration = Duration::from_secs(6 * 3600);

/// The hosts that are left alone for a while.
#[derive(Default)]
pub(super) struct Rests {
    by_host: Mutex<HashMap<String, Rest>>,
}

struct Rest {
    times: u32,
    until: Instant,
}

impl Rests {
    /// Whether a host is left alone at the moment.
    pub(super) fn is_resting(&self, host: &str) -> bool {
        self.by_host.lock().get(host).is_some_and(|rest| rest.until > Instant::now())
    }

    fn begin(&self, host: &str, wait: Option<Duration>) {
        let mut by_host = self.by_host.lock();
        let times = by_host.get(host).map_or(0, |rest| rest.times);
        let until = Instant::now() + rest_after(times).max(wait.unwrap_or_default());
        by_host.insert(host.to_owned(), Rest { times: times.saturating_add(1), until });
    }

    fn end(&self, host: &str) {
        self.by_host.lock().remove(host);
    }
}

fn rest_after(times: u32) -> Duration {
    FIRST_REST.saturating_mul(1 << times.min(16)).min(LONGEST_REST)
}

/// What a visit needs.
pub(super) struct Visit {
    pub host: String,
    /// The addresses, each with the client that may ask it.
    pub links: Vec<(DueLink, Arc<Fetcher>)>,
    pub origin: String,
    pub pause: Duration,
    pub rests: Arc<Rests>,
    /// The time to write down, instead of the true one.
    pub as_of: Option<Timestamp>,
    pub checks: mpsc::Sender<LinkCheck>,
}

impl Visit {
    /// Asks one address after the other. Those left when the host wants to rest stay due.
    pub(super) async fn go(self) -> String {
        let mut pace = Pace { pause: self.pause, last: None };
        let mut bad_in_a_row = 0;
        for (number, (link, fetcher)) in self.links.iter().enumerate() {
            let Asked { check, host, wait } = ask(fetcher, link, &self.origin, &mut pace, self.now()).await;
            let problem = check.answer.problem.clone().unwrap_or_default();
            if self.checks.send(check).await.is_err() {
                break;
            }
            match host {
                HostSign::Fine => {
                    bad_in_a_row = 0;
                    self.rests.end(&self.host);
                }
                HostSign::Nothing => {}
                HostSign::Resting => {
                    self.rests.begin(&self.host, wait);
                    break;
                }
                HostSign::Troubled | HostSign::Silent => bad_in_a_row += 1,
            }
            if bad_in_a_row >= PATIENCE || (host == HostSign::Troubled && wait.is_some()) {
                self.rests.begin(&self.host, wait);
                if host == HostSign::Silent {
                    self.conclude(number + 1, &problem).await;
                }
                break;
            }
        }
        self.host
    }

    /// A host that does not answer has none of its files to give.
    async fn conclude(&self, from: usize, problem: &str) {
        let problem = format!("{problem} (as at {PATIENCE} other addresses of this server)");
        for (link, _) in self.links.iter().skip(from) {
            let silent = LinkOutcome::Failed;
            let asked = without_answer(link, self.now(), silent, HostSign::Silent, problem.clone());
            if self.checks.send(asked.check).await.is_err() {
                return;
            }
        }
    }

    fn now(&self) -> Timestamp {
        self.as_of.unwrap_or_else(Timestamp::now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_grow_up_to_a_limit() {
        for (times, minutes) in [(0, 1), (1, 2), (5, 32), (8, 256), (9, 360), (40, 360)] {
            assert_eq!(rest_after(times), Duration::from_secs(60 * minutes), "{times}");
        }
    }

    #[test]
    fn a_host_rests_until_it_answers() {
        let rests = Rests::default();
        assert!(!rests.is_resting("a.example"));
        rests.begin("a.example", None);
        assert!(rests.is_resting("a.example") && !rests.is_resting("b.example"));
        rests.end("a.example");
        assert!(!rests.is_resting("a.example"));
    }
}
