//! A harvest run as tables show it.

use crate::language::Language;
use crate::pages::clean;
use crate::pages::dataset::FindingView;
use crate::texts::{REASONS, Texts, format, reason};
use datenkreis_catalogue::journal::{Mode, Run, Verdict};
use datenkreis_vocab::finding::Finding;

/// A run as tables show it.
pub struct RunView {
    pub id: i64,
    pub started: String,
    pub duration: Option<String>,
    pub mode: &'static str,
    pub verdict: VerdictView,
    pub reason: Option<String>,
    pub seen: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub removed: u64,
    pub skipped: u64,
    pub failed: u64,
    pub missing: u64,
    pub findings: Vec<FindingView>,
}

/// How a run ended, and what that means.
pub struct VerdictView {
    pub label: &'static str,
    pub class: &'static str,
    pub icon: &'static str,
    pub explanation: &'static str,
}

impl RunView {
    pub fn new(texts: &'static Texts, run: &Run) -> Self {
        let language = texts.language;
        let counts = run.counts;
        let seconds = run.ended.map(|ended| ended.as_second() - run.started.as_second());
        let finding = |finding: &Finding| FindingView::new(language, finding, &[&finding.property]);
        Self {
            id: run.id.0,
            started: format::moment(language, run.started),
            duration: seconds.map(|seconds| format::duration(language, seconds)),
            mode: match run.mode {
                Mode::Full => texts.mode_full,
                Mode::Incremental => texts.mode_incremental,
            },
            verdict: VerdictView::new(texts, run),
            reason: reason_of(language, run),
            seen: counts.seen,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            removed: counts.removed,
            skipped: counts.skipped,
            failed: counts.failed,
            missing: counts.missing,
            findings: run.findings.iter().map(finding).collect(),
        }
    }
}

impl VerdictView {
    pub fn new(texts: &'static Texts, run: &Run) -> Self {
        let (label, class, icon, explanation) = match run.verdict {
            Some(Verdict::Complete) if run.counts.failed > 0 => {
                (texts.verdict_unreadable, "partial", "warning", texts.explain_unreadable)
            }
            Some(Verdict::Complete) => {
                (texts.verdict_complete, "complete", "success", texts.explain_complete)
            }
            Some(Verdict::Partial) => (texts.verdict_partial, "partial", "warning", texts.explain_partial),
            Some(Verdict::Failed) => (texts.verdict_failed, "failed", "danger", texts.explain_failed),
            Some(Verdict::Held) if run.released => {
                (texts.verdict_released, "complete", "success", texts.explain_released)
            }
            Some(Verdict::Held) => (texts.verdict_held, "held", "warning", texts.explain_held),
            None => (texts.verdict_running, "running", "info", texts.explain_running),
        };
        Self { label, class, icon, explanation }
    }
}

/// Why a run is not complete, in the page's language; once it is released, without the advice how to do
/// that.
pub fn reason_of(language: Language, run: &Run) -> Option<String> {
    let reason = reason(language, run.reason.as_deref()?);
    let advice = format!("`datenkreis release {}`", run.source);
    let parts = reason.split(REASONS).filter(|part| !(run.released && part.contains(&advice)));
    Some(clean::line(&parts.collect::<Vec<_>>().join(REASONS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_catalogue::journal::{RunCounts, RunId};
    use datenkreis_vocab::identity::SourceId;
    use jiff::Timestamp;

    fn run(verdict: Verdict, released: bool) -> Run {
        Run {
            id: RunId(1),
            source: SourceId::new("unna"),
            mode: Mode::Full,
            started: Timestamp::UNIX_EPOCH,
            ended: Some(Timestamp::UNIX_EPOCH),
            verdict: Some(verdict),
            counts: RunCounts::default(),
            reason: None,
            released,
            findings: vec![],
        }
    }

    #[test]
    fn a_released_run_is_not_pending() {
        let check = |verdict, released, label: &str, class: &str| {
            let view = VerdictView::new(crate::texts::of(Language::De), &run(verdict, released));
            assert_eq!((view.label, view.class), (label, class));
        };
        check(Verdict::Held, false, "angehalten", "held");
        check(Verdict::Held, true, "freigegeben", "complete");
        check(Verdict::Complete, false, "vollständig", "complete");
    }

    #[test]
    fn what_was_unreadable_is_not_complete() {
        let check = |verdict, failed, label: &str, class: &str| {
            let counts = RunCounts { failed, ..RunCounts::default() };
            let run = Run { counts, ..run(verdict, false) };
            let view = VerdictView::new(crate::texts::of(Language::De), &run);
            assert_eq!((view.label, view.class), (label, class));
        };
        check(Verdict::Complete, 0, "vollständig", "complete");
        check(Verdict::Complete, 2, "teilweise unlesbar", "partial");
        check(Verdict::Partial, 2, "unvollständig", "partial");
    }

    #[test]
    fn a_released_run_needs_no_advice() {
        let check = |kept: &str, released, german: &str, english: &str| {
            let run = Run { reason: Some(kept.into()), ..run(Verdict::Held, released) };
            assert_eq!(reason_of(Language::De, &run).as_deref(), Some(german));
            assert_eq!(reason_of(Language::En, &run).as_deref(), Some(english));
        };
        let held = "angehalten: 3 von 4; wenn das stimmt: `datenkreis release unna` / \
                    held: 3 of 4; if this is right: `datenkreis release unna`";
        check(
            held,
            false,
            "angehalten: 3 von 4; wenn das stimmt: `datenkreis release unna`",
            "held: 3 of 4; if this is right: `datenkreis release unna`",
        );
        check(held, true, "angehalten: 3 von 4", "held: 3 of 4");
    }
}
