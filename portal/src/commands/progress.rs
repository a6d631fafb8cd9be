//! A bar per source on a terminal, log lines otherwise.

use super::words;
use datenkreis_harvester::run::{OnProgress, Progress};
use datenkreis_vocab::identity::SourceId;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What to call after every batch.
pub fn reporter(terminal: bool) -> OnProgress {
    if !terminal {
        return Arc::new(log_line);
    }
    let all = MultiProgress::new();
    let bars: Mutex<HashMap<SourceId, ProgressBar>> = Mutex::default();
    Arc::new(move |source, progress| {
        let mut bars = bars.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = bars.entry(source.clone()).or_insert_with(|| all.add(new_bar(source)));
        show(bar, progress);
        if progress.verdict.is_some() {
            bars.remove(source);
        }
    })
}

fn new_bar(source: &SourceId) -> ProgressBar {
    let bar = ProgressBar::no_length();
    let style = ProgressStyle::with_template("{prefix:>24} {bar:24} {pos:>6}/{len:6} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_prefix(source.to_string());
    bar
}

fn show(bar: &ProgressBar, progress: &Progress) {
    let counts = &progress.counts;
    if let Some(declared) = counts.declared {
        bar.set_length(declared);
    }
    bar.set_position(counts.seen);
    bar.set_message(format!(
        "{} neu, {} geändert, {} unverändert",
        counts.created, counts.updated, counts.unchanged
    ));
    if let Some(verdict) = progress.verdict {
        bar.set_length(counts.seen);
        bar.finish_with_message(format!(
            "{} · {} neu, {} geändert",
            words::verdict(verdict),
            counts.created,
            counts.updated
        ));
    }
}

fn log_line(source: &SourceId, progress: &Progress) {
    if progress.verdict.is_none() {
        let counts = &progress.counts;
        tracing::info!(source = %source, seen = counts.seen, declared = counts.declared, "harvesting {source}");
    }
}
