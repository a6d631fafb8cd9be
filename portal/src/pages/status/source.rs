//! One source: what it is, how its last harvests went, and what is wrong with its metadata.

use super::run::{RunView, reason_of};
use super::{Source, label};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::dataset::FindingView;
use crate::pages::findings::{self, dataset_link};
use crate::pages::layout::Layout;
use crate::pages::links::{Links, Page};
use crate::pages::value::{Row, Value};
use crate::pages::{concept, html, render};
use crate::state::Portal;
use crate::texts::Texts;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{FindingSummary, LinkCounts, RecordStatus, Verdict};
use datenkreis_catalogue::search::Facet;
use datenkreis_vocab::finding::Severity;
use datenkreis_vocab::identity::SourceId;

/// Kinds of findings of one severity shown on a page; the CSV file has all.
const KINDS_SHOWN: usize = 100;

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
    /// What it means that the datasets have no findings.
    nothing_found: &'static str,
    csv: String,
    changes: String,
}

struct HeldView {
    reason: Option<String>,
    command: String,
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
        let links = portal.catalogue.link_counts(Some(&id))?;
        render(&SourcePage::new(&portal, language, &source, &findings, &links))
    });
    Ok(html(StatusCode::OK, page.await??))
}

impl SourcePage {
    fn new(
        portal: &Portal,
        language: Language,
        source: &Source<'_>,
        findings: &[FindingSummary],
        links: &LinkCounts,
    ) -> Self {
        let texts = crate::texts::of(language);
        let id = &source.id;
        let mut layout = Layout::new(portal, language, Page::Source(id.clone()), source.title());
        layout.title_language.clone_from(&layout.german);
        layout.trail = vec![Value::own(texts.nav_status, layout.links.status())];
        let newest = source.last_run();
        let held =
            newest.filter(|run| run.verdict == Some(Verdict::Held) && !run.released).map(|run| HeldView {
                reason: reason_of(language, run),
                command: format!("datenkreis release {id} --config …"),
            });
        Self {
            facts: facts(portal, texts, source, links),
            datasets: layout.links.filtered(concept::parameter(Facet::Source), id.as_str()),
            withdraw: source.file.is_none().then(|| format!("datenkreis withdraw {id} --config …")),
            held,
            running: source.running,
            last: newest.map(|run| RunView::new(texts, run)),
            runs: source.runs.iter().map(|run| RunView::new(texts, run)).collect(),
            findings: rule_groups(texts, &layout.links, id, findings),
            nothing_found: nothing_found(texts, source),
            csv: layout.links.findings_csv(id),
            changes: layout.links.source_changes(id),
            layout,
        }
    }
}

impl SourcePage {
    /// Whether the CSV file holds anything.
    fn has_findings(&self) -> bool {
        !self.findings.is_empty() || self.last.as_ref().is_some_and(|run| !run.findings.is_empty())
    }
}

/// That nothing was found says little where there was nothing to check, or nothing to read.
fn nothing_found(texts: &'static Texts, source: &Source<'_>) -> &'static str {
    match (source.published(), source.last_run()) {
        ((0, 0), _) => texts.status_findings_no_datasets,
        (_, Some(run)) if !run.findings.is_empty() => texts.status_findings_of_run_only,
        _ => texts.status_findings_none,
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

fn facts(portal: &Portal, texts: &'static Texts, source: &Source<'_>, links: &LinkCounts) -> Vec<Row> {
    let file = source.file;
    let organisation =
        file.and_then(|file| file.publisher.as_ref()).and_then(|id| portal.region.organisation(id.get_ref()));
    let own = Links::new(portal.base(), texts.language);
    let organisation =
        organisation.map(|organisation| Value::own(&organisation.name, own.quality_of(&organisation.id)));
    let organisation = organisation.map(|name| name.german(texts.language));
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
        Row::new(texts.status_links, texts.links(links).map(Value::text).into_iter().collect()),
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
