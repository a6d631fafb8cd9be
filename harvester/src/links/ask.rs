//! One address: HEAD, and a GET of the first bytes to confirm whatever is not plainly good. HEAD alone
//! calls every third address broken that is not.

use crate::http::{Fetcher, HttpError, Probe, Probed};
use datenkreis_catalogue::journal::{DueLink, LinkAnswer, LinkCheck, LinkOutcome};
use jiff::{SignedDuration, Timestamp};
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    LAST_MODIFIED,
};
use std::time::{Duration, Instant};
use url::Url;

/// Longest header that is kept, in characters.
const HEADER_KEPT: usize = 500;

/// A check, and what it says about the host.
pub(super) struct Asked {
    pub check: LinkCheck,
    pub host: HostSign,
    /// How long the server asked us to stay away.
    pub wait: Option<Duration>,
}

/// What an answer says about its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostSign {
    /// It answers.
    Fine,
    /// It answers, but is in trouble (5xx).
    Troubled,
    /// It does not answer at all: no name, no connection, no certificate, no word.
    Silent,
    /// It wants to be left alone, or is.
    Resting,
    /// Nothing: it was not asked, or a redirect led elsewhere.
    Nothing,
}

/// Keeps the distance between two requests to a host.
pub(super) struct Pace {
    pub pause: Duration,
    pub last: Option<Instant>,
}

impl Pace {
    async fn wait(&mut self) {
        if let Some(last) = self.last {
            tokio::time::sleep_until((last + self.pause).into()).await;
        }
        self.last = Some(Instant::now());
    }
}

/// Checks an address as pages of `origin` would see it; `now` is written down as the time.
pub(super) async fn ask(
    fetcher: &Fetcher,
    link: &DueLink,
    origin: &str,
    pace: &mut Pace,
    now: Timestamp,
) -> Asked {
    let begun = Instant::now();
    let mut url = match Url::parse(&link.url) {
        Ok(url) => url,
        Err(error) => return refused(link, now, error.to_string()),
    };
    // What a publisher wrote into an address by mistake is not sent to anybody.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let mut found = Err(HttpError::Refused { url: link.url.clone(), reason: String::new() });
    for probe in [Probe::Head, Probe::FirstBytes, Probe::Whole] {
        pace.wait().await;
        found = fetcher.probe(&url, probe, origin).await;
        if is_settled(&found, probe, link.is_file) {
            break;
        }
    }
    let mut asked = judged(link, &url, found, now);
    asked.check.answer.millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    asked
}

/// Whether the next way to ask could tell something else.
fn is_settled(found: &Result<Probed, HttpError>, probe: Probe, is_file: bool) -> bool {
    match (found, probe) {
        (_, Probe::Whole) => true,
        (Ok(found), _) if found.status == 429 || found.wait.is_some() => true,
        // Some servers call everything a web page when asked by HEAD.
        (Ok(found), Probe::Head) => is_good(found.status) && !(is_file && is_web_page(&found.headers)),
        // Those that stumble over a range.
        (Ok(found), Probe::FirstBytes) => !matches!(found.status, 400 | 416 | 501),
        (Err(HttpError::Transport { reason, .. }), Probe::Head) => {
            matches!(class(reason), "dns" | "connect" | "tls" | "resting")
        }
        (Err(_), _) => true,
    }
}

fn judged(link: &DueLink, url: &Url, found: Result<Probed, HttpError>, now: Timestamp) -> Asked {
    match found {
        Ok(found) => {
            let (outcome, host) = outcome(found.status);
            let problem = (outcome != LinkOutcome::Good).then(|| format!("HTTP {}", found.status));
            let mut answer = told(&found.headers, found.status);
            answer.status = Some(found.status);
            answer.final_url = (found.url != *url).then(|| found.url.to_string());
            answer.suspicious = outcome == LinkOutcome::Good
                && ((link.is_file && is_web_page(&found.headers)) || leads_home(url, &found.url));
            answer.problem = problem;
            let not_before = found.wait.and_then(|wait| {
                SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok())
            });
            let check = LinkCheck { url: link.url.clone(), at: now, outcome, answer, not_before };
            Asked { check, host, wait: found.wait }
        }
        Err(HttpError::Refused { reason, .. }) => refused(link, now, reason),
        Err(HttpError::Transport { reason, url: at, .. }) => {
            let here = Url::parse(&at).is_ok_and(|at| at.origin() == url.origin());
            let (outcome, host) = match class(&reason) {
                "resting" => (LinkOutcome::Postponed, HostSign::Resting),
                "dns" | "connect" | "tls" | "timeout" if here => (LinkOutcome::Failed, HostSign::Silent),
                _ => (LinkOutcome::Failed, HostSign::Nothing),
            };
            without_answer(link, now, outcome, host, reason)
        }
        Err(other) => without_answer(link, now, LinkOutcome::Failed, HostSign::Nothing, crate::chain(&other)),
    }
}

/// What a status says about an address and about its host.
fn outcome(status: u16) -> (LinkOutcome, HostSign) {
    match status {
        200..=299 => (LinkOutcome::Good, HostSign::Fine),
        401 | 403 | 407 | 451 => (LinkOutcome::Denied, HostSign::Fine),
        429 => (LinkOutcome::Postponed, HostSign::Resting),
        500..=599 => (LinkOutcome::Failed, HostSign::Troubled),
        _ => (LinkOutcome::Failed, HostSign::Fine),
    }
}

fn is_good(status: u16) -> bool {
    (200..300).contains(&status)
}

fn refused(link: &DueLink, now: Timestamp, reason: String) -> Asked {
    without_answer(link, now, LinkOutcome::Refused, HostSign::Nothing, reason)
}

/// A check to which nothing came.
pub(super) fn without_answer(
    link: &DueLink,
    now: Timestamp,
    outcome: LinkOutcome,
    host: HostSign,
    problem: String,
) -> Asked {
    let answer = LinkAnswer { problem: Some(problem), ..LinkAnswer::default() };
    let check = LinkCheck { url: link.url.clone(), at: now, outcome, answer, not_before: None };
    Asked { check, host, wait: None }
}

/// What the headers say of the file.
fn told(headers: &HeaderMap, status: u16) -> LinkAnswer {
    let text = |name: HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        Some(value.chars().take(HEADER_KEPT).collect::<String>())
    };
    // Of a part, the size of the whole stands behind the slash (RFC 9110 §14.4).
    let length = match status {
        206 => text(CONTENT_RANGE).and_then(|range| range.rsplit('/').next()?.trim().parse().ok()),
        _ => text(CONTENT_LENGTH).and_then(|length| length.trim().parse().ok()),
    };
    LinkAnswer {
        content_length: length,
        content_type: text(CONTENT_TYPE),
        last_modified: text(LAST_MODIFIED),
        etag: text(ETAG),
        allow_origin: text(ACCESS_CONTROL_ALLOW_ORIGIN),
        ..LinkAnswer::default()
    }
}

fn is_web_page(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|page| media_type.eq_ignore_ascii_case(page))
}

/// Whether a redirect led from somewhere to the start page, or to an address that says “404”.
fn leads_home(asked: &Url, found: &Url) -> bool {
    let is_home = |url: &Url| matches!(url.path(), "" | "/") && url.query().is_none();
    found != asked && ((is_home(found) && !is_home(asked)) || found.path().contains("404"))
}

/// The class of a transport error.
fn class(reason: &str) -> &str {
    reason.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn answered(status: u16, content_type: &'static str) -> Result<Probed, HttpError> {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Ok(Probed { url: Url::parse("https://a.example/d").unwrap(), status, headers, wait: None })
    }

    fn transport(reason: &str) -> Result<Probed, HttpError> {
        Err(HttpError::Transport { url: "https://a.example/d".into(), reason: reason.into(), tries: 1 })
    }

    #[test]
    fn what_head_leaves_open_is_asked_by_get() {
        let check = |found: Result<Probed, HttpError>, probe: Probe, is_file: bool, expected: bool| {
            assert_eq!(is_settled(&found, probe, is_file), expected, "{found:?} {probe:?}");
        };
        check(answered(200, "text/csv"), Probe::Head, true, true);
        check(answered(200, "text/html"), Probe::Head, false, true);
        check(answered(200, "text/html"), Probe::Head, true, false);
        for status in [400, 403, 404, 405, 500, 501, 503] {
            check(answered(status, "text/plain"), Probe::Head, false, false);
        }
        check(answered(429, ""), Probe::Head, false, true);
        check(transport("timeout: no first byte"), Probe::Head, false, false);
        check(transport("truncated: x"), Probe::Head, false, false);
        check(transport("dns: unknown"), Probe::Head, false, true);
        check(answered(206, "text/csv"), Probe::FirstBytes, true, true);
        check(answered(404, ""), Probe::FirstBytes, true, true);
        check(answered(416, ""), Probe::FirstBytes, true, false);
        check(answered(416, ""), Probe::Whole, true, true);
    }

    #[test]
    fn statuses() {
        use HostSign::{Fine, Resting, Troubled};
        use LinkOutcome::{Denied, Failed, Good, Postponed};
        for (status, expected) in [
            (200, (Good, Fine)),
            (206, (Good, Fine)),
            (304, (Failed, Fine)),
            (401, (Denied, Fine)),
            (403, (Denied, Fine)),
            (404, (Failed, Fine)),
            (410, (Failed, Fine)),
            (429, (Postponed, Resting)),
            (503, (Failed, Troubled)),
        ] {
            assert_eq!(outcome(status), expected, "{status}");
        }
    }

    #[test]
    fn what_failed_where() {
        let link = DueLink {
            url: "https://a.example/d".into(),
            host: "a.example".into(),
            is_file: false,
            sources: vec![],
        };
        let url = Url::parse(&link.url).unwrap();
        let check = |found: Result<Probed, HttpError>, outcome: LinkOutcome, host: HostSign| {
            let asked = judged(&link, &url, found, Timestamp::UNIX_EPOCH);
            assert_eq!((asked.check.outcome, asked.host), (outcome, host), "{:?}", asked.check);
        };
        check(transport("timeout: x"), LinkOutcome::Failed, HostSign::Silent);
        check(transport("redirect loop"), LinkOutcome::Failed, HostSign::Nothing);
        check(transport("resting: x"), LinkOutcome::Postponed, HostSign::Resting);
        let elsewhere =
            HttpError::Transport { url: "https://b.example/".into(), reason: "dns: x".into(), tries: 1 };
        check(Err(elsewhere), LinkOutcome::Failed, HostSign::Nothing);
        let private = HttpError::Refused { url: "http://10.0.0.1/".into(), reason: "private".into() };
        check(Err(private), LinkOutcome::Refused, HostSign::Nothing);
    }

    #[test]
    fn pages_that_say_not_found_with_200() {
        let check = |asked: &str, found: &str, expected: bool| {
            let [asked, found] = [asked, found].map(|url| Url::parse(url).unwrap());
            assert_eq!(leads_home(&asked, &found), expected, "{asked} {found}");
        };
        check("https://a.example/x/d.csv", "https://a.example/", true);
        check("https://a.example/x/d.csv", "https://b.example/fehler/404.html", true);
        check("https://a.example/x/d.csv", "https://a.example/y/d.csv", false);
        check("https://a.example/", "https://www.a.example/", false);
        check("https://a.example/404.csv", "https://a.example/404.csv", false);
    }

    #[test]
    fn sizes_of_parts_and_wholes() {
        let check = |name: HeaderName, value: &'static str, status: u16, expected: Option<u64>| {
            let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
            assert_eq!(told(&headers, status).content_length, expected, "{value}");
        };
        check(CONTENT_LENGTH, "1234", 200, Some(1234));
        check(CONTENT_RANGE, "bytes 0-1023/987654", 206, Some(987_654));
        check(CONTENT_RANGE, "bytes 0-1023/*", 206, None);
        check(CONTENT_LENGTH, "1024", 206, None);
    }
}
