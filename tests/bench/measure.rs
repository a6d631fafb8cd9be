//! Rates and quantiles.

use datenkreis_tests::reports::Run;
use std::time::Instant;

/// Records per second of a run, from its begin to its end in the journal.
pub fn rate(run: &Run) -> f64 {
    let seconds = run.ended.map_or(f64::NAN, |ended| ended.duration_since(run.started).as_secs_f64());
    run.counts.seen as f64 / seconds
}

/// How long each of many requests took.
pub struct Latencies {
    millis: Vec<f64>,
}

impl Latencies {
    /// Does something so many times, one after the other.
    pub fn of(times: usize, mut request: impl FnMut(usize)) -> Self {
        let mut millis: Vec<f64> = (0..times)
            .map(|number| {
                let begun = Instant::now();
                request(number);
                begun.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        millis.sort_by(f64::total_cmp);
        Self { millis }
    }

    /// The latency that a share of all requests stays below.
    pub fn quantile(&self, share: f64) -> f64 {
        let last = self.millis.len().saturating_sub(1);
        self.millis.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
    }
}
