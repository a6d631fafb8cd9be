//! Where the data come from, and how the last harvests went: all sources, and one.

use super::dataset::FindingView;
use super::layout::Layout;
use super::links::{Links, Page};
use super::value::{Row, Value};
use super::{clean, concept, html, render, respond};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::status::SourceStatus;
use crate::texts::{Texts, format};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::FindingSummary;
use datenkreis_catalogue::journal::{Mode, RecordStatus, Run, Verdict};
use datenkreis_catalogue::search::Facet;
use datenkreis_harvester::config::SourceFile;
use datenkreis_vocab::finding::{Finding, Severity, by_id};
use datenkreis_vocab::identity::SourceId;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Overview {
    layout: Layout,
    summary: String,
    sources: Vec<SourceRow>,
}

struct SourceRow {
    title: String,
    href: String,
    kind: String,
    records: u64,
    missing: u64,
    run: Option<RunView>,
    running: bool,
    next: String,
}

#[derive(Template)]
#[template(path = "pages/source.html")]
struct SourcePage {
    layout: Layout,
    facts: Vec<Row>,
    datasets: String,
    held: Option<HeldView>,
    running: bool,
    last: Option<RunView>,
    runs: Vec<RunView>,
    findings: Vec<RuleView>,
}

struct HeldView {
    reason: Option<String>,
    command: String,
}

/// A run as tables show it.
struct RunView {
    id: i64,
    started: String,
    duration: Option<String>,
    mode: &'static str,
    verdict: VerdictView,
    reason: Option<String>,
    seen: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    removed: u64,
    skipped: u64,
    failed: u64,
    missing: u64,
    findings: Vec<FindingView>,
}

struct VerdictView {
    label: &'static str,
    class: &'static str,
    icon: &'static str,
    explanation: &'static str,
    released: bool,
}

struct RuleView {
    class: &'static str,
    severity: &'static str,
    datasets: String,
    example: Value,
    finding: FindingView,
}

/// GET `/status` and `/en/status`.
pub async fn overview(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let asked = portal.clone();
    let states = web::block(move || {
        let states = asked.sources.iter().map(|file| crate::status::source(&asked, file));
        states.collect::<datenkreis_catalogue::Result<Vec<_>>>()
    })
    .await??;
    let texts = crate::texts::of(language);
    let layout = Layout::new(&portal, language, Page::Status, texts.status_title);
    let rows = portal.sources.iter().zip(&states);
    let sources = rows.map(|(file, state)| SourceRow::new(texts, &layout.links, file, state)).collect();
    respond(&Overview { summary: summary(texts, &states), sources, layout })
}

/// GET `/status/{source}` and `/en/status/{source}`.
pub async fn source(
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<SourceId>,
) -> Result<HttpResponse, PortalError> {
    let asked = portal.clone();
    let id = id.into_inner();
    let page = web::block(move || {
        let file = asked.source(&id).ok_or_else(|| PortalError::not_found(language))?;
        let state = crate::status::source(&asked, file)?;
        let findings = asked.catalogue.findings(&id)?;
        render(&SourcePage::new(&asked, language, file, &state, &findings))
    });
    Ok(html(StatusCode::OK, page.await??))
}

impl SourceRow {
    fn new(texts: &'static Texts, links: &Links, file: &SourceFile, status: &SourceStatus) -> Self {
        let (present, missing) = published(status);
        let ended = status.runs.iter().find(|run| run.verdict.is_some());
        Self {
            title: clean::line(&file.title),
            href: links.source(&file.id),
            kind: kind(texts, file),
            records: present + missing,
            missing,
            run: ended.map(|run| RunView::new(texts, run)),
            running: status.running,
            next: next(texts, file, status),
        }
    }
}

impl SourcePage {
    fn new(
        portal: &Portal,
        language: Language,
        file: &SourceFile,
        status: &SourceStatus,
        findings: &[FindingSummary],
    ) -> Self {
        let texts = crate::texts::of(language);
        let mut layout = Layout::new(portal, language, Page::Source(file.id.clone()), file.title.as_str());
        layout.trail = vec![(texts.nav_status.into(), layout.links.status())];
        let runs: Vec<_> = status.runs.iter().map(|run| RunView::new(texts, run)).collect();
        let newest = status.runs.iter().find(|run| run.verdict.is_some());
        let held =
            newest.filter(|run| run.verdict == Some(Verdict::Held) && !run.released).map(|run| HeldView {
                reason: run.reason.as_deref().map(clean::line),
                command: format!("datenkreis release {} --config …", file.id),
            });
        Self {
            facts: facts(portal, texts, file, status),
            datasets: layout.links.filtered(concept::parameter(Facet::Source), file.id.as_str()),
            held,
            running: status.running,
            last: newest.map(|run| RunView::new(texts, run)),
            runs,
            findings: findings.iter().map(|summary| RuleView::new(texts, &layout.links, summary)).collect(),
            layout,
        }
    }
}

impl RunView {
    fn new(texts: &'static Texts, run: &Run) -> Self {
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
            reason: run.reason.as_deref().map(clean::line),
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
    fn new(texts: &'static Texts, run: &Run) -> Self {
        let (label, class, icon, explanation) = match run.verdict {
            Some(Verdict::Complete) => {
                (texts.verdict_complete, "complete", "success", texts.explain_complete)
            }
            Some(Verdict::Partial) => (texts.verdict_partial, "partial", "warning", texts.explain_partial),
            Some(Verdict::Failed) => (texts.verdict_failed, "failed", "danger", texts.explain_failed),
            Some(Verdict::Held) => (texts.verdict_held, "held", "warning", texts.explain_held),
            None => (texts.verdict_running, "running", "info", texts.explain_running),
        };
        Self { label, class, icon, explanation, released: run.released }
    }
}

impl RuleView {
    fn new(texts: &'static Texts, links: &Links, summary: &FindingSummary) -> Self {
        let severity = by_id(&summary.rule).map_or(summary.finding.severity, |rule| rule.severity);
        let (class, severity) = match severity {
            Severity::Error => ("error", texts.severity_error),
            Severity::Warning => ("warning", texts.severity_warning),
            Severity::Info => ("info", texts.severity_info),
        };
        let title = clean::line(&summary.example_title);
        let title = if title.is_empty() { texts.result_untitled } else { title.as_str() };
        Self {
            class,
            severity,
            datasets: texts.in_datasets(summary.datasets),
            example: Value::own(title, links.dataset(summary.example.as_str())),
            finding: FindingView::new(texts.language, &summary.finding, &[&summary.finding.property]),
        }
    }
}

/// Published records: (delivered by the last full run, missing but not yet withdrawn).
fn published(status: &SourceStatus) -> (u64, u64) {
    let count =
        |wanted| status.records.iter().filter(|(status, _)| *status == wanted).map(|(_, count)| count).sum();
    (count(RecordStatus::Present), count(RecordStatus::Missing))
}

fn facts(portal: &Portal, texts: &'static Texts, file: &SourceFile, status: &SourceStatus) -> Vec<Row> {
    let organisation = file.publisher.as_ref().and_then(|id| portal.region.organisation(id.get_ref()));
    let organisation = organisation.map(|organisation| match &organisation.homepage {
        Some(homepage) => Value::labelled(&organisation.name, homepage.as_str()),
        None => Value::text(&organisation.name),
    });
    let records = status.records.iter().filter(|(_, count)| *count > 0).map(|(status, count)| {
        let label = match status {
            RecordStatus::Present => texts.record_present,
            RecordStatus::Missing => texts.record_missing,
            RecordStatus::Removed => texts.record_removed,
        };
        Value::text(format!("{} {label}", texts.number(count)))
    });
    [
        Row::new(texts.status_organisation, organisation.into_iter().collect()),
        Row::new(texts.status_kind, vec![Value::text(kind(texts, file))]),
        Row::new(texts.status_site, file.site.iter().map(|site| Value::address(site.as_str())).collect()),
        Row::new(texts.status_records, records.collect()),
        Row::new(texts.status_next, vec![Value::text(next(texts, file, status))]),
        Row::new(texts.status_grace, vec![Value::text(texts.days(file.grace_days))]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many sources are in which state: `11 Quellen: 10 vollständig, 1 gescheitert.`
fn summary(texts: &'static Texts, states: &[SourceStatus]) -> String {
    let verdict = |state: &SourceStatus| state.runs.iter().find_map(|run| run.verdict);
    let verdicts: Vec<_> = states.iter().map(verdict).collect();
    let labels = [
        (Some(Verdict::Complete), texts.verdict_complete),
        (Some(Verdict::Partial), texts.verdict_partial),
        (Some(Verdict::Held), texts.verdict_held),
        (Some(Verdict::Failed), texts.verdict_failed),
        (None, texts.status_never),
    ];
    let parts = labels.iter().filter_map(|(verdict, label)| {
        let count = verdicts.iter().filter(|found| *found == verdict).count();
        (count > 0).then(|| format!("{count} {label}"))
    });
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}: {}.", texts.sources(states.len()), parts.join(", "))
    }
}

/// The kind in words; the name of a kind without words is shown as it is configured.
fn kind(texts: &'static Texts, file: &SourceFile) -> String {
    match file.kind.get_ref().as_str() {
        "ckan" => texts.kind_ckan.into(),
        "dcat-rdf" => texts.kind_dcat_rdf.into(),
        "folder" => texts.kind_folder.into(),
        other => other.into(),
    }
}

fn next(texts: &'static Texts, file: &SourceFile, status: &SourceStatus) -> String {
    match status.next {
        _ if !file.enabled => texts.status_disabled.into(),
        Some(at) => format::moment(texts.language, at),
        None => texts.status_on_demand.into(),
    }
}
