//! All datasets of a source with one kind of finding, and all findings of a source as CSV.

pub mod csv;

use super::dataset::FindingView;
use super::layout::Layout;
use super::links::{Links, Page};
use super::pagination::Pagination;
use super::status::{RUNS, label, last_ended, source_title};
use super::value::Value;
use super::{clean, html, render};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::quality::scope_of;
use crate::state::Portal;
use crate::texts::Texts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{DatasetFindings, Scope};
use datenkreis_vocab::finding::{Severity, by_id};
use datenkreis_vocab::identity::SourceId;
use std::sync::Arc;
use url::form_urlencoded;

/// Datasets on a page.
const PAGE_SIZE: u64 = 50;
/// Datasets read at once for the CSV file.
const BATCH: u64 = 200;

#[derive(Template)]
#[template(path = "pages/findings.html")]
struct FindingsPage {
    layout: Layout,
    /// What the rule says.
    finding: FindingView,
    severity: &'static str,
    class: &'static str,
    heading: String,
    page_note: Option<String>,
    datasets: Vec<DatasetView>,
    pagination: Pagination,
    csv: String,
}

struct DatasetView {
    title: Value,
    findings: Vec<FindingView>,
}

/// GET `/status/{source}/befunde?regel=…&angabe=…` and `/en/status/{source}/findings?…`.
pub async fn list(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<SourceId>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    let asked = Asked::parse(request.query_string());
    let page = web::block(move || {
        let (total, datasets) = portal.catalogue.datasets_breaking(
            &id,
            &asked.rule,
            &asked.property,
            (asked.page - 1) * PAGE_SIZE,
            PAGE_SIZE,
        )?;
        if datasets.is_empty() {
            return Err(PortalError::not_found(language));
        }
        render(&FindingsPage::new(&portal, language, &id, &asked, total, &datasets))
    });
    Ok(html(StatusCode::OK, page.await??))
}

/// GET `/status/{source}/befunde.csv` and `/en/status/{source}/findings.csv`: read and sent in pieces.
pub async fn csv(
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<SourceId>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    let texts = crate::texts::of(language);
    let catalogue = portal.catalogue.clone();
    let (first, source) = (catalogue.clone(), id.clone());
    let known = portal.source(&id).is_some();
    let first = move || {
        let runs = first.runs(&source, RUNS)?;
        Ok::<_, PortalError>((runs, first.datasets_with_findings(&source, 0, BATCH)?))
    };
    let (runs, first) = web::block(first).await??;
    if first.is_empty() && runs.is_empty() && !known {
        return Err(PortalError::not_found(language));
    }
    // What could not be read at all comes first.
    let of_run = last_ended(&runs).map(|run| csv::run_rows(texts, run)).unwrap_or_default();
    let id = Arc::new(id);
    let next = move |after: u64| catalogue.datasets_with_findings(&id, after, BATCH);
    Ok(download(texts, of_run, first, next))
}

/// GET `/qualitaet/regeln.csv` and `/en/quality/constraints.csv`: which datasets break which official
/// constraints.
pub async fn constraints_of_region(
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    constraints(&portal, language, Scope::Region).await
}

/// GET `/qualitaet/{id}/regeln.csv` and `/en/quality/{id}/constraints.csv`: the same for an organisation.
pub async fn constraints_of_organisation(
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let scope = scope_of(&portal, &id).ok_or_else(|| PortalError::not_found(language))?;
    constraints(&portal, language, scope).await
}

async fn constraints(
    portal: &web::Data<Portal>,
    language: Language,
    scope: Scope,
) -> Result<HttpResponse, PortalError> {
    let scope = Arc::new(scope);
    let catalogue = portal.catalogue.clone();
    let next = move |after: u64| catalogue.datasets_with_broken_constraints(&scope, after, BATCH);
    let ask = next.clone();
    let first = web::block(move || ask(0)).await??;
    let texts = crate::texts::of(language);
    let name = match language {
        Language::De => "regeln.csv",
        Language::En => "constraints.csv",
    };
    Ok(stream(name, csv::constraint_head(texts), texts, first, next))
}

/// Findings as a file: `lines` first, then `batch` and those that `next` gives after a position.
fn download(
    texts: &'static Texts,
    lines: String,
    batch: Vec<DatasetFindings>,
    next: impl Fn(u64) -> datenkreis_catalogue::Result<Vec<DatasetFindings>> + Clone + Send + 'static,
) -> HttpResponse {
    stream(csv::file_name(texts), csv::head(texts, &[]) + &lines, texts, batch, next)
}

/// A file of a head and the rows of datasets, read and sent in pieces.
fn stream<T: csv::Listed + Send + 'static>(
    name: &str,
    head: String,
    texts: &'static Texts,
    batch: Vec<T>,
    next: impl Fn(u64) -> datenkreis_catalogue::Result<Vec<T>> + Clone + Send + 'static,
) -> HttpResponse {
    let rows = futures::stream::try_unfold(Some(batch), move |batch| {
        let next = next.clone();
        async move {
            let Some(batch) = batch.filter(|batch| !batch.is_empty()) else { return Ok(None) };
            let work = web::block(move || {
                let after = batch.last().map_or(0, csv::Listed::position);
                let rows: String = batch.iter().map(|dataset| dataset.rows(texts)).collect();
                Ok::<_, PortalError>((web::Bytes::from(rows), Some(next(after)?)))
            });
            Ok(Some(work.await??))
        }
    });
    csv::download(name, head, rows)
}

/// The path of the list for one kind of finding.
pub fn path(links: &Links, source: &SourceId, rule: &str, property: &str, page: u64) -> String {
    links.path(&Page::Findings(
        source.clone(),
        Asked { rule: rule.into(), property: property.into(), page }.query(),
    ))
}

/// What stands in the address.
struct Asked {
    rule: String,
    property: String,
    page: u64,
}

impl Asked {
    fn parse(query: &str) -> Self {
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        let page = value("seite").parse().unwrap_or(1);
        Self {
            rule: value("regel"),
            property: value("angabe"),
            page: u64::clamp(page, 1, u64::from(u32::MAX)),
        }
    }

    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("regel", &self.rule);
        if !self.property.is_empty() {
            query.append_pair("angabe", &self.property);
        }
        if self.page > 1 {
            query.append_pair("seite", &self.page.to_string());
        }
        query.finish()
    }
}

impl FindingsPage {
    fn new(
        portal: &Portal,
        language: Language,
        id: &SourceId,
        asked: &Asked,
        total: u64,
        datasets: &[DatasetFindings],
    ) -> Self {
        let texts = crate::texts::of(language);
        let page = Page::Findings(id.clone(), asked.query());
        let mut layout = Layout::new(portal, language, page, texts.findings_title);
        layout.noindex = true;
        let links = &layout.links;
        layout.trail = vec![
            Value::own(texts.nav_status, links.status()),
            Value::own(source_title(portal, id), links.source(id)).german(language),
        ];
        let last = total.div_ceil(PAGE_SIZE).max(1);
        let number = |page: u64| usize::try_from(page).unwrap_or(usize::MAX);
        let address = |page: usize| path(links, id, &asked.rule, &asked.property, page as u64);
        let severity = severity(&asked.rule, datasets);
        let finding = FindingView::of_rule(language, &asked.rule, severity, &asked.property);
        let (severity, class) = label(texts, severity);
        Self {
            finding,
            severity,
            class,
            heading: texts.in_datasets(total),
            page_note: (last > 1).then(|| texts.page_of(number(asked.page), number(last))),
            datasets: datasets.iter().map(|dataset| DatasetView::new(texts, links, dataset)).collect(),
            pagination: Pagination::new(number(asked.page), number(last), &address),
            csv: links.findings_csv(id),
            layout,
        }
    }
}

impl DatasetView {
    fn new(texts: &'static Texts, links: &Links, dataset: &DatasetFindings) -> Self {
        let finding = |finding| FindingView::new(texts.language, finding, &[]);
        Self {
            title: dataset_link(texts, links, dataset),
            findings: dataset
                .findings
                .iter()
                .map(|found| FindingView { properties: clean::line(&found.property), ..finding(found) })
                .collect(),
        }
    }
}

/// How bad a breach of a rule is; rules of a later version say it with each finding.
pub fn severity(rule: &str, datasets: &[DatasetFindings]) -> Severity {
    let of_finding = || Some(datasets.first()?.findings.first()?.severity);
    by_id(rule).map(|rule| rule.severity).or_else(of_finding).unwrap_or(Severity::Info)
}

/// A dataset's title as link to its page.
pub fn dataset_link(texts: &'static Texts, links: &Links, dataset: &DatasetFindings) -> Value {
    let href = links.dataset(dataset.dataset.as_str());
    match &dataset.title {
        Some(title) if !clean::line(&title.value).is_empty() => Value {
            language: super::value::foreign_tag(title, texts.language),
            ..Value::own(&title.value, href)
        },
        _ => Value::own(texts.result_untitled, href),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        let check =
            |query: &str, expected: &str| assert_eq!(Asked::parse(query).query(), expected, "{query}");
        check("", "regel=");
        check("regel=a&angabe=r%5B%5D.f&seite=3", "regel=a&angabe=r%5B%5D.f&seite=3");
        check("seite=-1&regel=a&x=y", "regel=a");
        check("seite=99999999999999999999&regel=a", "regel=a");
    }
}
