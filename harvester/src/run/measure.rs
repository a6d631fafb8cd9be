//! What an operator's monitoring reads about runs; `docs/operating.md` lists the names.

use datenkreis_catalogue::journal::{Run, RunCounts, Verdict};
use datenkreis_vocab::identity::SourceId;

/// Counts a run that ended.
pub fn ended(source: &SourceId, verdict: Verdict, counts: &RunCounts) {
    let source = source.to_string();
    metrics::counter!("harvest_runs_total", "source" => source.clone(), "verdict" => word(verdict))
        .increment(1);
    for (outcome, records) in [
        ("created", counts.created),
        ("updated", counts.updated),
        ("unchanged", counts.unchanged),
        ("skipped", counts.skipped),
        ("failed", counts.failed),
        ("removed", counts.removed),
    ] {
        metrics::counter!("harvest_records_total", "source" => source.clone(), "outcome" => outcome)
            .increment(records);
    }
    if verdict == Verdict::Complete {
        complete_at(source, jiff::Timestamp::now());
    }
}

/// Tells of the last complete run of a source, which an earlier process may have made.
pub fn last_complete(run: &Run) {
    complete_at(run.source.to_string(), run.ended.unwrap_or(run.started));
}

fn complete_at(source: String, at: jiff::Timestamp) {
    metrics::gauge!("harvest_last_complete_timestamp_seconds", "source" => source).set(at.as_second() as f64);
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Complete => "complete",
        Verdict::Partial => "partial",
        Verdict::Failed => "failed",
        Verdict::Held => "held",
    }
}
