//! Where the data come from, and how the last harvests went: all sources, and one. A source that is
//! not configured any more is shown as long as anything of it is known.

use super::dataset::FindingView;
use super::findings::{self, dataset_link};
use super::layout::Layout;
use super::links::{Links, Page};
use super::value::{Row, Value};
use super::{clean, concept, html, render};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::{Texts, format, reason};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{FindingSummary, Mode, RecordStatus, Run, Verdict};
use datenkreis_catalogue::search::Facet;
use datenkreis_harvester::config::SourceFile;
use datenkreis_vocab::finding::{Finding, Severity};
use datenkreis_vocab::identity::SourceId;
use jiff::Timestamp;

/// Runs shown of a source that is not configured any more.
const RUNS: usize = 10;
/// Kinds of findings of one severity shown on a page; the CSV file has all.
const KINDS_SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Overview {
    layout: Layout,
    summary: String,
    sources: Vec<SourceRow>,
}

/// A source as the catalogue knows it, with its configuration if it still has one.
struct Source<'a> {
    id: SourceId,
    file: Option<&'a SourceFile>,
    running: bool,
    next: Option<Timestamp>,
    records: Vec<(RecordStatus, u64)>,
    runs: Vec<Run>,
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
    /// The command that takes a source that is not configured any more out of the catalogue.
    withdraw: Option<String>,
    held: Option<HeldView>,
    running: bool,
    last: Option<RunView>,
    runs: Vec<RunView>,
    findings: Vec<RuleGroup>,
    csv: String,
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
}

/// Kinds of findings of one severity, most frequent first.
struct RuleGroup {
    label: &'static str,
    class: &'static str,
    count: usize,
    rules: Vec<RuleView>,
}

/// One rule at one property.
struct RuleView {
    finding: FindingView,
    datasets: String,
    examples: Vec<Example>,
    /// To the list of all datasets, if the examples are not all of them.
    all: Option<(String, String)>,
}

/// A dataset and the value found there.
struct Example {
    dataset: Value,
    finding: FindingView,
}

/// GET `/status` and `/en/status`.
pub async fn overview(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let page = web::block(move || {
        let sources = Source::all(&portal)?;
        let texts = crate::texts::of(language);
        let layout = Layout::new(&portal, language, Page::Status, texts.status_title);
        let rows = sources.iter().map(|source| SourceRow::new(texts, &layout.links, source)).collect();
        render(&Overview { summary: summary(texts, &sources), sources: rows, layout })
    });
    Ok(html(StatusCode::OK, page.await??))
}

/// GET `/status/{source}` and `/en/status/{source}`.
pub async fn source(
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<SourceId>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    let page = web::block(move || {
        let source = Source::one(&portal, &id)?.ok_or_else(|| PortalError::not_found(language))?;
        let findings = portal.catalogue.findings(&id)?;
        render(&SourcePage::new(&portal, language, &source, &findings))
    });
    Ok(html(StatusCode::OK, page.await??))
}

/// The name of a source; its id if it is not configured any more.
pub fn source_title<'a>(portal: &'a Portal, id: &'a SourceId) -> &'a str {
    portal.source(id).map_or(id.as_str(), |file| &file.title)
}

/// Heading and style of a severity.
pub fn label(texts: &'static Texts, severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => (texts.severity_error, "error"),
        Severity::Warning => (texts.severity_warning, "warning"),
        Severity::Info => (texts.severity_info, "info"),
    }
}

/// The word for one finding of a severity.
pub fn label_one(texts: &Texts, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts.severity_error_one,
        Severity::Warning => texts.severity_warning_one,
        Severity::Info => texts.severity_info_one,
    }
}

impl<'a> Source<'a> {
    /// Every configured source, then those that only have published records.
    fn all(portal: &'a Portal) -> Result<Vec<Self>, PortalError> {
        let left_over = portal.catalogue.published_sources()?.into_iter().map(|(id, _)| id);
        let left_over: Vec<_> = left_over.filter(|id| portal.source(id).is_none()).collect();
        let ids = portal.sources.iter().map(|file| &file.id).chain(&left_over);
        let mut sources = vec![];
        for id in ids {
            sources.extend(Self::one(portal, id)?);
        }
        Ok(sources)
    }

    /// One source; `None` if nothing is known of it.
    fn one(portal: &'a Portal, id: &SourceId) -> Result<Option<Self>, PortalError> {
        if let Some(file) = portal.source(id) {
            let status = crate::status::source(portal, file)?;
            return Ok(Some(Self {
                id: id.clone(),
                file: Some(file),
                running: status.running,
                next: status.next,
                records: status.records,
                runs: status.runs,
            }));
        }
        let records = portal.catalogue.record_counts(id)?;
        if records.is_empty() {
            return Ok(None);
        }
        let runs = portal.catalogue.runs(id, RUNS)?;
        Ok(Some(Self { id: id.clone(), file: None, running: false, next: None, records, runs }))
    }

    fn title(&self) -> &str {
        self.file.map_or(self.id.as_str(), |file| &file.title)
    }

    /// The newest run that has ended.
    fn last_run(&self) -> Option<&Run> {
        self.runs.iter().find(|run| run.verdict.is_some())
    }

    /// Published records: (delivered by the last full run, missing but not yet withdrawn).
    fn published(&self) -> (u64, u64) {
        let count = |wanted| {
            let of_status = self.records.iter().filter(|(status, _)| *status == wanted);
            of_status.map(|(_, count)| count).sum()
        };
        (count(RecordStatus::Present), count(RecordStatus::Missing))
    }

    /// The kind in words; the name of a kind without words is shown as it is configured.
    fn kind(&self, texts: &'static Texts) -> String {
        match self.file.map(|file| file.kind.get_ref().as_str()) {
            Some("ckan") => texts.kind_ckan.into(),
            Some("dcat-rdf") => texts.kind_dcat_rdf.into(),
            Some("folder") => texts.kind_folder.into(),
            Some(other) => other.into(),
            None => texts.status_not_configured.into(),
        }
    }

    fn next(&self, texts: &'static Texts) -> String {
        match (self.file, self.next) {
            (None, _) => "–".into(),
            (Some(file), _) if !file.enabled => texts.status_disabled.into(),
            (_, Some(at)) => format::moment(texts.language, at),
            (_, None) => texts.status_on_demand.into(),
        }
    }
}

impl SourceRow {
    fn new(texts: &'static Texts, links: &Links, source: &Source<'_>) -> Self {
        let (present, missing) = source.published();
        Self {
            title: clean::line(source.title()),
            href: links.source(&source.id),
            kind: source.kind(texts),
            records: present + missing,
            missing,
            run: source.last_run().map(|run| RunView::new(texts, run)),
            running: source.running,
            next: source.next(texts),
        }
    }
}

impl SourcePage {
    fn new(portal: &Portal, language: Language, source: &Source<'_>, findings: &[FindingSummary]) -> Self {
        let texts = crate::texts::of(language);
        let id = &source.id;
        let mut layout = Layout::new(portal, language, Page::Source(id.clone()), source.title());
        layout.trail = vec![(texts.nav_status.into(), layout.links.status())];
        let newest = source.last_run();
        let held =
            newest.filter(|run| run.verdict == Some(Verdict::Held) && !run.released).map(|run| HeldView {
                reason: reason_of(language, run),
                command: format!("datenkreis release {id} --config …"),
            });
        Self {
            facts: facts(portal, texts, source),
            datasets: layout.links.filtered(concept::parameter(Facet::Source), id.as_str()),
            withdraw: source.file.is_none().then(|| format!("datenkreis withdraw {id} --config …")),
            held,
            running: source.running,
            last: newest.map(|run| RunView::new(texts, run)),
            runs: source.runs.iter().map(|run| RunView::new(texts, run)).collect(),
            findings: rule_groups(texts, &layout.links, id, findings),
            csv: layout.links.findings_csv(id),
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
    fn new(texts: &'static Texts, run: &Run) -> Self {
        let (label, class, icon, explanation) = match run.verdict {
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

/// Kinds of findings by severity, the worst first; each group keeps the order of `summaries`.
fn rule_groups(
    texts: &'static Texts,
    links: &Links,
    source: &SourceId,
    summaries: &[FindingSummary],
) -> Vec<RuleGroup> {
    let group = |wanted| {
        let is_wanted =
            |summary: &&FindingSummary| findings::severity(&summary.rule, &summary.examples) == wanted;
        let kinds: Vec<_> = summaries.iter().filter(is_wanted).collect();
        let (label, class) = label(texts, wanted);
        let rules = kinds.iter().take(KINDS_SHOWN);
        let rules = rules.map(|summary| RuleView::new(texts, links, source, wanted, summary)).collect();
        RuleGroup { label, class, count: kinds.len(), rules }
    };
    let groups = [Severity::Error, Severity::Warning, Severity::Info].map(group);
    groups.into_iter().filter(|group| group.count > 0).collect()
}

impl RuleGroup {
    /// Whether the page leaves some out.
    fn is_cut(&self) -> bool {
        self.count > self.rules.len()
    }
}

impl RuleView {
    fn new(
        texts: &'static Texts,
        links: &Links,
        source: &SourceId,
        severity: Severity,
        summary: &FindingSummary,
    ) -> Self {
        let FindingSummary { rule, property, datasets, examples } = summary;
        let examples = examples.iter().flat_map(|dataset| {
            dataset.findings.iter().map(|finding| Example {
                dataset: dataset_link(texts, links, dataset),
                finding: FindingView::new(texts.language, finding, &[]),
            })
        });
        let examples: Vec<_> = examples.collect();
        let is_rest = *datasets > examples.len() as u64;
        let all = || (texts.all_affected(*datasets), findings::path(links, source, rule, property, 1));
        Self {
            finding: FindingView::of_rule(texts.language, rule, severity, property),
            datasets: texts.in_datasets(*datasets),
            examples,
            all: is_rest.then(all),
        }
    }
}

/// Why a run is not complete, in the page's language.
fn reason_of(language: Language, run: &Run) -> Option<String> {
    run.reason.as_deref().map(|kept| clean::line(&reason(language, kept)))
}

fn facts(portal: &Portal, texts: &'static Texts, source: &Source<'_>) -> Vec<Row> {
    let file = source.file;
    let organisation =
        file.and_then(|file| file.publisher.as_ref()).and_then(|id| portal.region.organisation(id.get_ref()));
    let organisation = organisation.map(|organisation| match &organisation.homepage {
        Some(homepage) => Value::labelled(&organisation.name, homepage.as_str()),
        None => Value::text(&organisation.name),
    });
    let site = file.and_then(|file| file.site.as_ref());
    let records = source.records.iter().filter(|(_, count)| *count > 0).map(|(status, count)| {
        let label = match status {
            RecordStatus::Present => texts.record_present,
            RecordStatus::Missing => texts.record_missing,
            RecordStatus::Removed => texts.record_removed,
        };
        Value::text(format!("{} {label}", texts.number(count)))
    });
    [
        Row::new(texts.status_organisation, organisation.into_iter().collect()),
        Row::new(texts.status_kind, vec![Value::text(source.kind(texts))]),
        Row::new(texts.status_site, site.map(|site| Value::address(site.as_str())).into_iter().collect()),
        Row::new(texts.status_records, records.collect()),
        Row::new(texts.status_next, file.map(|_| Value::text(source.next(texts))).into_iter().collect()),
        Row::new(
            texts.status_grace,
            file.map(|file| Value::text(texts.days(file.grace_days))).into_iter().collect(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many sources are in which state: `11 Quellen: 10 vollständig, 1 gescheitert.`
fn summary(texts: &'static Texts, sources: &[Source<'_>]) -> String {
    let state = |source: &Source<'_>| match source.last_run() {
        _ if source.file.is_none() => texts.status_not_configured,
        Some(run) => VerdictView::new(texts, run).label,
        None => texts.status_never,
    };
    let found: Vec<_> = sources.iter().map(state).collect();
    let states = [
        texts.verdict_complete,
        texts.verdict_released,
        texts.verdict_partial,
        texts.verdict_held,
        texts.verdict_failed,
        texts.status_never,
        texts.status_not_configured,
    ];
    let counted = states.iter().filter_map(|state| {
        let count = found.iter().filter(|found| *found == state).count();
        (count > 0).then(|| format!("{count} {state}"))
    });
    let counted: Vec<_> = counted.collect();
    if counted.is_empty() {
        String::new()
    } else {
        format!("{}: {}.", texts.sources(sources.len()), counted.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_catalogue::journal::{RunCounts, RunId};

    #[test]
    fn a_released_run_is_not_pending() {
        let check = |verdict, released, label: &str, class: &str| {
            let run = Run {
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
            };
            let view = VerdictView::new(crate::texts::of(Language::De), &run);
            assert_eq!((view.label, view.class), (label, class));
        };
        check(Verdict::Held, false, "angehalten", "held");
        check(Verdict::Held, true, "freigegeben", "complete");
        check(Verdict::Complete, false, "vollständig", "complete");
    }
}
