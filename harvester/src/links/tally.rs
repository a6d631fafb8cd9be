//! What a round of checks came to.

use datenkreis_catalogue::journal::{LinkCheck, LinkCounts, LinkOutcome};
use serde::{Deserialize, Serialize};

/// What became of the addresses of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkTally {
    /// Due when the round began.
    pub due: u64,
    /// Checked so far.
    pub checked: u64,
    /// Answered with a 2xx.
    pub good: u64,
    /// Of those, how many look like a page saying “not found”.
    pub suspicious: u64,
    /// Failed.
    pub failed: u64,
    /// Whose server sends us away.
    pub denied: u64,
    /// That may not be asked.
    pub refused: u64,
    /// Put off, because the server asked to wait.
    pub postponed: u64,
    /// Datasets with an address that stands otherwise than before; one with several such addresses may be
    /// counted more than once.
    pub datasets: u64,
    /// Still due at the end: their servers are left alone for a while, or the program ended.
    pub left: u64,
}

impl LinkTally {
    /// Counts a check.
    pub(super) fn add(&mut self, check: &LinkCheck) {
        self.checked += 1;
        let outcome = match check.outcome {
            LinkOutcome::Good => &mut self.good,
            LinkOutcome::Failed => &mut self.failed,
            LinkOutcome::Denied => &mut self.denied,
            LinkOutcome::Refused => &mut self.refused,
            LinkOutcome::Postponed => &mut self.postponed,
        };
        *outcome += 1;
        self.suspicious += u64::from(check.outcome == LinkOutcome::Good && check.answer.suspicious);
        metrics::counter!("link_checks_total", "outcome" => word(check.outcome)).increment(1);
    }
}

/// Shows how all links stand.
pub(super) fn measure(counts: &LinkCounts) {
    let healths = [
        ("unchecked", counts.unchecked),
        ("ok", counts.ok),
        ("failing", counts.failing),
        ("dead", counts.dead),
        ("denied", counts.denied),
        ("refused", counts.refused),
    ];
    for (health, count) in healths {
        metrics::gauge!("links", "health" => health).set(count as f64);
    }
    metrics::gauge!("links_suspicious").set(counts.suspicious as f64);
    if let Some(last) = counts.last_check {
        metrics::gauge!("links_last_check_timestamp_seconds").set(last.as_second() as f64);
    }
}

fn word(outcome: LinkOutcome) -> &'static str {
    match outcome {
        LinkOutcome::Good => "good",
        LinkOutcome::Failed => "failed",
        LinkOutcome::Denied => "denied",
        LinkOutcome::Refused => "refused",
        LinkOutcome::Postponed => "postponed",
    }
}
