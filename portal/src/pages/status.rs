//! Where the data come from, and how the last harvests went: all sources, and one. A source that is
//! not configured any more is shown as long as anything of it is known.

mod run;
mod source;

pub use source::source;

use super::layout::Layout;
use super::links::{Links, Page};
use super::same::Pair;
use super::series::own_source;
use super::value::foreign_language;
use super::{clean, html, render};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::{Texts, format};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{RecordStatus, Run};
use datenkreis_harvester::config::SourceFile;
use datenkreis_vocab::finding::Severity;
use datenkreis_vocab::identity::SourceId;
use jiff::Timestamp;
use run::{RunView, VerdictView};

/// Runs shown of a source that is not configured any more. The newest of them may be under way.
pub const RUNS: usize = 10;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Overview {
    layout: Layout,
    summary: String,
    /// How the links stand.
    links: Option<String>,
    sources: Vec<SourceRow>,
    /// Datasets that are not shown, for another source delivers them, too.
    hidden: u64,
    /// The first of them.
    same: Vec<Pair>,
}

impl Overview {
    fn is_cut(&self) -> bool {
        self.hidden > self.same.len() as u64
    }
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
    language: Option<String>,
    href: String,
    kind: String,
    records: u64,
    missing: u64,
    run: Option<RunView>,
    running: bool,
    next: String,
}

/// GET `/status` and `/en/status`.
pub async fn overview(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let page = web::block(move || {
        let sources = Source::all(&portal)?;
        let texts = crate::texts::of(language);
        let layout = Layout::new(&portal, language, Page::Status, texts.status_title);
        let rows = sources.iter().map(|source| SourceRow::new(texts, &layout.links, source)).collect();
        let links = texts.links(&portal.catalogue.link_counts(None)?);
        let (hidden, same) = Pair::all(&portal, language)?;
        render(&Overview { summary: summary(texts, &sources), links, sources: rows, hidden, same, layout })
    });
    Ok(html(StatusCode::OK, page.await??))
}

/// The newest run that has ended, of runs newest first.
pub fn last_ended(runs: &[Run]) -> Option<&Run> {
    runs.iter().find(|run| run.verdict.is_some())
}

/// The name of a source; its id if it is not configured any more.
pub fn source_title<'a>(portal: &'a Portal, id: &'a SourceId) -> &'a str {
    match portal.source(id) {
        Some(file) => &file.title,
        None => own_source(id.as_str()).unwrap_or(id.as_str()),
    }
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

    fn last_run(&self) -> Option<&Run> {
        last_ended(&self.runs)
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
            language: foreign_language(None, texts.language),
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
        texts.verdict_unreadable,
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
