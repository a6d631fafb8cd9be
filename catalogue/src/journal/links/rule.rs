//! How an address stands after a check: a pure function of how it stood and of what was found.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// An address is dead after failures on so many different days (UTC) without a success in between.
const DAYS_UNTIL_DEAD: usize = 3;
/// A postponed check comes back after an hour, then two, four …, at most a day.
const LONGEST_PAUSE_HOURS: i64 = 24;

/// How an address stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum LinkHealth {
    /// Nobody has asked it yet.
    #[default]
    Unchecked,
    /// It answered with a 2xx.
    Ok,
    /// It failed, but not on three different days yet.
    Failing,
    /// It failed on three different days, and never answered in between.
    Dead,
    /// The server sends us away (401, 403, 407, 451); people with a browser may see more, so it never dies.
    Denied,
    /// Nobody may ask it: a private address, a scheme or a port that is not allowed.
    Refused,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkOutcome {
    /// A 2xx.
    Good,
    /// Another status, or no answer.
    Failed,
    /// The server wants to know who asks, or does not want programs.
    Denied,
    /// We may not ask.
    Refused,
    /// Nothing was learnt: the server asked to wait, or is left alone for a while.
    Postponed,
}

/// What an address answered, as far as it told.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LinkAnswer {
    /// The HTTP status; none if nothing came.
    pub status: Option<u16>,
    /// Where redirects led, if anywhere else.
    pub final_url: Option<String>,
    /// Size of the whole file in bytes.
    pub content_length: Option<u64>,
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// `Last-Modified` as sent.
    pub last_modified: Option<String>,
    /// `ETag` as sent.
    pub etag: Option<String>,
    /// `Access-Control-Allow-Origin` as sent for our origin.
    pub allow_origin: Option<String>,
    /// A 2xx that looks like a page saying “not found”: a web page where a file is promised, or a
    /// redirect to the start page.
    pub suspicious: bool,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// What went wrong.
    pub problem: Option<String>,
}

impl LinkAnswer {
    /// Whether pages of `origin` may read the file in a browser (CORS).
    pub fn is_readable_from(&self, origin: &str) -> bool {
        self.allow_origin.as_deref().is_some_and(|allowed| allowed == "*" || allowed == origin)
    }
}

/// One check of one address.
#[derive(Clone, Debug)]
pub struct LinkCheck {
    /// The address as published.
    pub url: String,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub outcome: LinkOutcome,
    /// What came.
    pub answer: LinkAnswer,
    /// The server asked not to come back before.
    pub not_before: Option<Timestamp>,
}

/// An address and how it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkState {
    /// The address as published.
    pub url: String,
    /// How it stands.
    pub health: LinkHealth,
    /// When a check last told something.
    pub checked: Option<Timestamp>,
    /// The HTTP status of that check; none if nothing came.
    pub status: Option<u16>,
    /// When it last answered with a 2xx.
    pub last_good: Option<Timestamp>,
    /// Failures since then.
    pub failures: u32,
    /// The days (UTC) they fell on; the first three.
    pub failed_days: Vec<Date>,
    /// Checks in a row that told nothing.
    pub postponed: u32,
    /// The answer of the last check that told something.
    pub answer: Option<LinkAnswer>,
}

impl LinkState {
    /// Whether the last check that told something got a 2xx.
    pub fn is_good(&self) -> bool {
        self.health == LinkHealth::Ok
    }

    /// Whether its 2xx looks like a page saying “not found”.
    pub fn is_suspicious(&self) -> bool {
        self.is_good() && self.answer.as_ref().is_some_and(|answer| answer.suspicious)
    }

    /// How it stands after `check`.
    pub fn after(&self, check: &LinkCheck) -> Self {
        if check.outcome == LinkOutcome::Postponed {
            return Self { postponed: self.postponed.saturating_add(1), ..self.clone() };
        }
        let mut next = Self {
            checked: Some(check.at),
            status: check.answer.status,
            postponed: 0,
            answer: Some(check.answer.clone()),
            ..self.clone()
        };
        match check.outcome {
            LinkOutcome::Good => {
                next.health = LinkHealth::Ok;
                next.last_good = Some(check.at);
                next.failures = 0;
                next.failed_days.clear();
            }
            LinkOutcome::Failed => {
                next.failures = next.failures.saturating_add(1);
                let day = check.at.to_zoned(TimeZone::UTC).date();
                if next.failed_days.len() < DAYS_UNTIL_DEAD && !next.failed_days.contains(&day) {
                    next.failed_days.push(day);
                }
                let is_dead = next.failed_days.len() >= DAYS_UNTIL_DEAD;
                next.health = if is_dead { LinkHealth::Dead } else { LinkHealth::Failing };
            }
            LinkOutcome::Denied => next.health = LinkHealth::Denied,
            LinkOutcome::Refused => next.health = LinkHealth::Refused,
            LinkOutcome::Postponed => {}
        }
        next
    }

    /// When it is to be asked again after `check`, which led to this state: daily while it fails, else
    /// about every `every_days`. Addresses checked together do not all come back together.
    pub fn due_again(&self, check: &LinkCheck, every_days: u32) -> Timestamp {
        let wait = if check.outcome == LinkOutcome::Postponed {
            let hours = 1_i64 << self.postponed.saturating_sub(1).min(8);
            SignedDuration::from_hours(hours.min(LONGEST_PAUSE_HOURS))
        } else if self.health == LinkHealth::Failing {
            // Never less than a day, so that it falls on another one.
            SignedDuration::from_secs(24 * 3600 + spread(&self.url, 3600))
        } else {
            let day = 24 * 3600;
            let whole = i64::from(every_days).max(1) * day;
            SignedDuration::from_secs(whole - whole / 10 + spread(&self.url, whole / 5))
        };
        let again = check.at.checked_add(wait).unwrap_or(Timestamp::MAX);
        check.not_before.map_or(again, |not_before| again.max(not_before))
    }
}

/// A number below `most` that depends on the address alone.
fn spread(url: &str, most: i64) -> i64 {
    // FNV-1a, which spreads short texts that differ little.
    let hash = url.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let most = u64::try_from(most).unwrap_or(0).max(1);
    i64::try_from((hash >> 16) % most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LinkHealth::{Dead, Denied, Failing, Ok, Refused, Unchecked};
    use LinkOutcome as Found;

    fn at(time: &str) -> Timestamp {
        format!("2026-03-{time}:00Z").parse().unwrap()
    }

    fn found(time: &str, outcome: LinkOutcome) -> LinkCheck {
        LinkCheck {
            url: "https://a.example/d.csv".into(),
            at: at(time),
            outcome,
            answer: LinkAnswer::default(),
            not_before: None,
        }
    }

    /// How an address stands after each of these checks.
    fn check(checks: &[(&str, LinkOutcome, LinkHealth)]) -> LinkState {
        let mut state = LinkState { url: "https://a.example/d.csv".into(), ..LinkState::default() };
        for (number, (time, outcome, expected)) in checks.iter().enumerate() {
            state = state.after(&found(time, *outcome));
            assert_eq!(state.health, *expected, "check {number} of {checks:?}");
        }
        state
    }

    #[test]
    fn dead_means_three_failures_on_different_days() {
        check(&[
            ("01T08:00", Found::Failed, Failing),
            ("02T08:00", Found::Failed, Failing),
            ("03T08:00", Found::Failed, Dead),
            ("10T08:00", Found::Failed, Dead),
            ("17T08:00", Found::Good, Ok),
            ("24T08:00", Found::Failed, Failing),
        ]);
        // Often on one day is one day, and midnight is UTC's.
        check(&[
            ("01T00:00", Found::Failed, Failing),
            ("01T12:00", Found::Failed, Failing),
            ("01T23:59", Found::Failed, Failing),
            ("02T00:00", Found::Failed, Failing),
            ("02T23:59", Found::Failed, Failing),
            ("03T00:00", Found::Failed, Dead),
        ]);
        // One success starts the count again.
        let state = check(&[
            ("01T08:00", Found::Failed, Failing),
            ("02T08:00", Found::Failed, Failing),
            ("02T20:00", Found::Good, Ok),
            ("03T08:00", Found::Failed, Failing),
            ("04T08:00", Found::Failed, Failing),
        ]);
        assert_eq!((state.failures, state.last_good), (2, Some(at("02T20:00"))));
    }

    #[test]
    fn who_sends_us_away_or_asks_to_wait_is_not_dead() {
        let state = check(&[
            ("01T08:00", Found::Denied, Denied),
            ("02T08:00", Found::Denied, Denied),
            ("03T08:00", Found::Denied, Denied),
            ("04T08:00", Found::Denied, Denied),
        ]);
        assert_eq!(state.failures, 0);
        check(&[
            ("01T08:00", Found::Postponed, Unchecked),
            ("02T08:00", Found::Good, Ok),
            ("03T08:00", Found::Postponed, Ok),
            ("04T08:00", Found::Failed, Failing),
            ("05T08:00", Found::Postponed, Failing),
            ("06T08:00", Found::Failed, Failing),
            ("07T08:00", Found::Failed, Dead),
        ]);
        check(&[("01T08:00", Found::Refused, Refused), ("08T08:00", Found::Good, Ok)]);
    }

    #[test]
    fn a_postponed_check_tells_nothing() {
        let mut known = check(&[("01T08:00", Found::Good, Ok)]);
        known.status = Some(200);
        let after = known.after(&found("02T08:00", Found::Postponed));
        assert_eq!((after.checked, after.status), (Some(at("01T08:00")), Some(200)));
    }

    #[test]
    fn what_fails_is_asked_daily_the_rest_weekly() {
        let hours = |outcome: LinkOutcome, times: u32| {
            let last = found("01T08:00", outcome);
            let mut state = LinkState { url: last.url.clone(), ..LinkState::default() };
            for _ in 0..times {
                state = state.after(&last);
            }
            state.due_again(&last, 7).duration_since(last.at).as_hours()
        };
        assert!((24..=25).contains(&hours(Found::Failed, 1)));
        assert!((151..=185).contains(&hours(Found::Good, 1)), "{}", hours(Found::Good, 1));
        assert!((151..=185).contains(&hours(Found::Denied, 1)));
        for (times, expected) in [(1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (60, 24)] {
            assert_eq!(hours(Found::Postponed, times), expected, "{times}");
        }
        let mut told = found("01T08:00", Found::Postponed);
        told.not_before = Some(at("03T08:00"));
        assert_eq!(LinkState::default().after(&told).due_again(&told, 7), at("03T08:00"));
    }

    #[test]
    fn addresses_of_one_site_spread() {
        let found: std::collections::BTreeSet<i64> =
            (0..100).map(|number| spread(&format!("https://a.example/{number}.csv"), 3600) / 360).collect();
        assert!(found.len() >= 9, "{found:?}");
    }

    #[test]
    fn origins_that_may_read() {
        let answer = |allowed: Option<&str>| LinkAnswer {
            allow_origin: allowed.map(Into::into),
            ..LinkAnswer::default()
        };
        for (allowed, expected) in [
            (None, false),
            (Some("*"), true),
            (Some("https://x.example"), true),
            (Some("https://y.example"), false),
        ] {
            assert_eq!(answer(allowed).is_readable_from("https://x.example"), expected, "{allowed:?}");
        }
    }
}
