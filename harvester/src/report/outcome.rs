//! What became of a report, and when the next one is due.

use super::{Channel, Standing};
use crate::config::Organisation;
use datenkreis_catalogue::journal::ReportState;
use jiff::{SignedDuration, Timestamp};

/// A delivery that failed is tried again after an hour, two, four …, at most a day.
const LONGEST_PAUSE_HOURS: i64 = 24;

/// Why a report was not delivered.
pub(super) struct Failure {
    /// What happened.
    pub reason: String,
    /// Whether the other side may have it nevertheless.
    pub may_have_arrived: bool,
}

impl Failure {
    /// It did not get there.
    pub fn certain(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), may_have_arrived: false }
    }
}

/// Says in log and metrics what became of a report.
pub(super) fn note(receiver: &Organisation, channel: Channel, failure: Option<&Failure>) {
    let (id, name) = (receiver.id.as_str(), channel.name());
    let outcome = match failure {
        None => "delivered",
        Some(failure) if failure.may_have_arrived => "unclear",
        Some(_) => "failed",
    };
    metrics::counter!("reports_total", "channel" => name, "outcome" => outcome).increment(1);
    match failure {
        None => tracing::info!(organisation = id, channel = name, "told {id} about its data"),
        Some(Failure { reason, may_have_arrived: true }) => tracing::warn!(
            organisation = id,
            channel = name,
            reason,
            "{id} was perhaps told about its data; nobody knows, so it is not told again"
        ),
        Some(Failure { reason, .. }) => {
            tracing::warn!(organisation = id, channel = name, reason, "{id} could not be told about its data")
        }
    }
}

/// What was told last. What an older program wrote and this one cannot read counts as nothing.
pub(super) fn told(state: &ReportState) -> Option<Standing> {
    serde_json::from_str(state.content.as_deref()?).ok()
}

/// Whether the last report is long enough ago, and the last failure, too.
pub(super) fn is_due(state: &ReportState, now: Timestamp, every_days: u32) -> bool {
    let pause = SignedDuration::from_hours(24 * i64::from(every_days));
    let next = state.sent.map(|sent| sent.checked_add(pause).unwrap_or(Timestamp::MAX));
    next.max(state.not_before).is_none_or(|next| next <= now)
}

pub(super) fn again(now: Timestamp, failures: u32) -> Timestamp {
    let hours = (1_i64 << failures.saturating_sub(1).min(8)).min(LONGEST_PAUSE_HOURS);
    now.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_weekly_and_failures_wait_longer_each_time() {
        let at = |time: &str| format!("2026-03-{time}:00:00Z").parse::<Timestamp>().unwrap();
        let check = |sent: Option<&str>, not_before: Option<&str>, now: &str, expected: bool| {
            let state =
                ReportState { sent: sent.map(at), not_before: not_before.map(at), ..ReportState::default() };
            assert_eq!(is_due(&state, at(now), 7), expected, "{sent:?} {not_before:?} {now}");
        };
        check(None, None, "01T00", true);
        check(Some("01T08"), None, "08T07", false);
        check(Some("01T08"), None, "08T08", true);
        check(Some("01T08"), Some("08T10"), "08T09", false);
        check(None, Some("01T10"), "01T11", true);
        for (failures, hours) in [(1, 1), (2, 2), (4, 8), (6, 24), (99, 24)] {
            assert_eq!(again(at("01T00"), failures).duration_since(at("01T00")).as_hours(), hours);
        }
    }
}
