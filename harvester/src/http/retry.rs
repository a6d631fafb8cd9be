//! When to ask again.

use rand::Rng;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::time::Duration;

/// `Retry-After` is obeyed up to this.
const LONGEST: Duration = Duration::from_secs(3600);
/// Who is sent away for longer than this comes back with the next run.
pub(super) const WORTH_WAITING: Duration = Duration::from_secs(600);
/// The longest pause between two tries.
const CEILING: Duration = Duration::from_secs(300);

/// `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), at most an hour.
pub(super) fn retry_after(headers: &HeaderMap, now: jiff::Timestamp) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = if let Ok(seconds) = value.parse::<u64>() {
        Duration::from_secs(seconds)
    } else {
        let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
        Duration::from_secs(u64::try_from(date.as_second() - now.as_second()).unwrap_or(0))
    };
    Some(wait.min(LONGEST))
}

/// The pause after failed try number `tried` (from 1): anything between nothing and 1 s, 2 s, 4 s …
/// (“full jitter”), so that many clients do not come back together. A source with a short gap, as in
/// tests and intranets, is asked again sooner.
pub(super) fn backoff(tried: u32, gap: Duration) -> Duration {
    let base = Duration::from_secs(1).min(gap * 2);
    let most = base.saturating_mul(1 << (tried - 1).min(16)).min(CEILING);
    rand::rng().random_range(Duration::ZERO..=most)
}

/// Whether another try may help after this status.
pub(super) fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502..=504 | 506..=599)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<u64>) {
        let now = jiff::Timestamp::from_second(784_111_777).unwrap();
        let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
        assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{value}");
    }

    #[test]
    fn retry_after_comes_in_seconds_and_as_a_date() {
        check("7", Some(7));
        check("86400", Some(3600));
        check("Sun, 06 Nov 1994 08:50:07 GMT", Some(30));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("Mon, 07 Nov 1994 08:49:37 GMT", Some(3600));
        check("soon", None);
    }

    #[test]
    fn pauses_grow_up_to_a_ceiling() {
        let gap = Duration::from_millis(500);
        for tried in 1..40 {
            let most = Duration::from_secs(1 << (tried - 1).min(20)).min(CEILING);
            assert!(backoff(tried, gap) <= most);
        }
        assert_eq!(backoff(3, Duration::ZERO), Duration::ZERO);
    }
}
