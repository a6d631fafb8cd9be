//! The quality of an organisation's datasets: what to do next, and for each step the datasets concerned
//! with the exact text.

use super::constraints::ConstraintRow;
use super::development::Development;
use super::fix::Fixes;
use super::step::{StepView, path};
use super::{BrokenView, FixView, Repaired, ScoreView, proposed, since, violations};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::concept;
use crate::pages::layout::Layout;
use crate::pages::links::{Links, Page};
use crate::pages::pagination::Pagination;
use crate::pages::value::{Value, foreign_tag};
use crate::pages::{clean, html, render};
use crate::state::Portal;
use crate::texts::Texts;
use crate::texts::quality::{QualityTexts, of};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{BadLink, DatasetQuality, LinkHealth, QualityPattern, RemedySum, Scope};
use datenkreis_catalogue::search::Facet;
use datenkreis_harvester::config::Organisation;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::mqa::Remedy;
use url::form_urlencoded;

/// Datasets of a step on a page; each needs its graph and its record.
const DATASETS: u64 = 20;
/// Dead links on a page.
const LINKS: u64 = 50;

#[derive(Template)]
#[template(path = "pages/quality-organisation.html")]
struct OrganisationPage {
    layout: Layout,
    words: &'static QualityTexts,
    /// `None` if it has no datasets.
    score: Option<ScoreView>,
    datasets: String,
    search: Option<String>,
    repaired: Option<Repaired>,
    steps: Vec<StepView>,
    series_proposed: Option<String>,
    violations: Option<String>,
    constraints: Vec<ConstraintRow>,
    constraints_csv: String,
    dead: Vec<DeadLink>,
    pagination: Pagination,
    development: Option<Development>,
    downloads: Vec<(&'static str, String)>,
}

struct DeadLink {
    address: Value,
    note: Option<String>,
    datasets: Vec<Value>,
}

#[derive(Template)]
#[template(path = "pages/quality-step.html")]
struct StepPage {
    layout: Layout,
    words: &'static QualityTexts,
    step: StepView,
    page_note: Option<String>,
    datasets: Vec<DatasetRow>,
    pagination: Pagination,
    back: String,
}

/// A dataset with what would mend it.
pub struct DatasetRow {
    /// Link to its page.
    pub title: Value,
    /// Its points.
    pub points: String,
    /// What the text brings it.
    pub gain: String,
    /// The texts.
    pub fixes: Vec<FixView>,
    /// What breaks the rules of DCAT-AP, where that is what is to be mended.
    pub broken: Vec<BrokenView>,
}

/// GET `/qualitaet/{id}` and `/en/quality/{id}`; `?schritt=` shows one step, `?seite=` pages of it or of
/// the dead links.
pub async fn organisation(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    let (step, page) = asked(request.query_string());
    let page = web::block(move || {
        let organisation = portal.region.organisation(&id).ok_or_else(|| PortalError::not_found(language))?;
        match step {
            None => render(&OrganisationPage::new(&portal, language, organisation, page)?),
            Some(step) => {
                let remedy = Remedy::by_id(&step).ok_or_else(|| PortalError::not_found(language))?;
                render(&StepPage::new(&portal, language, organisation, remedy, page)?)
            }
        }
    });
    Ok(html(StatusCode::OK, page.await??))
}

/// The scope of an organisation of the region; `None` if there is none with this id.
pub fn scope_of(portal: &Portal, id: &str) -> Option<Scope> {
    portal.region.organisation(id).map(|organisation| Scope::Organisation(organisation.id.clone()))
}

/// Step and page of a query string.
fn asked(query: &str) -> (Option<String>, u64) {
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    let page = value("seite").and_then(|page| page.parse().ok()).unwrap_or(1);
    (value("schritt"), u64::clamp(page, 1, u64::from(u32::MAX)))
}

fn layout(
    portal: &Portal,
    language: Language,
    organisation: &Organisation,
    query: String,
    title: &str,
) -> Layout {
    let page = Page::QualityOf(organisation.id.clone(), query);
    let mut layout = Layout::new(portal, language, page, title);
    layout.trail = vec![Value::own(of(language).title, layout.links.quality())];
    let feed = layout.links.quality_as(Some(&organisation.id), "atom");
    layout.alternates = vec![("application/atom+xml", feed)];
    layout
}

impl OrganisationPage {
    fn new(
        portal: &Portal,
        language: Language,
        organisation: &Organisation,
        page: u64,
    ) -> Result<Self, PortalError> {
        let words = of(language);
        let texts = crate::texts::of(language);
        let id = organisation.id.as_str();
        let scope = Scope::Organisation(id.to_owned());
        let catalogue = &portal.catalogue;
        let sums = catalogue.quality_summary(&scope)?;
        let patterns = catalogue.quality_patterns(&scope)?;
        let remedies = RemedySum::all(&patterns);
        let history = catalogue.quality_history(&scope, since())?;
        let (count, dead) =
            catalogue.links_of_organisation(id, LinkHealth::Dead, (page - 1) * LINKS, LINKS)?;
        if page > 1 && dead.is_empty() {
            return Err(PortalError::not_found(language));
        }
        let query = if page > 1 { format!("seite={page}") } else { String::new() };
        let mut layout = layout(portal, language, organisation, query, &words.title_of(&organisation.name));
        layout.noindex = page > 1;
        let links = &layout.links;
        let address = |page: usize| links.path(&Page::QualityOf(id.to_owned(), format!("seite={page}")));
        let has_any = sums.datasets > 0;
        let mut steps = StepView::all(words, links, Some(id), &remedies, sums.datasets.unsigned_abs());
        for (step, sum) in steps.iter_mut().zip(&remedies) {
            step.example = example(portal, words, links, &scope, &patterns, sum.remedy)?;
        }
        Ok(Self {
            words,
            score: has_any.then(|| ScoreView::of_sums(words, &sums)),
            datasets: texts.datasets(sums.datasets.unsigned_abs()),
            search: organisation
                .ags
                .as_deref()
                .map(|key| links.filtered(concept::parameter(Facet::Municipality), key)),
            repaired: Repaired::new(words, &sums),
            steps,
            series_proposed: proposed(language, &catalogue.broken_rules(&scope)?),
            violations: violations(words, &sums),
            constraints: ConstraintRow::all(language, &catalogue.broken_constraints(&scope)?),
            constraints_csv: links.constraints_csv(Some(id)),
            dead: dead.iter().map(|link| DeadLink::new(texts, links, link)).collect(),
            pagination: Pagination::new(whole(page), whole(count.div_ceil(LINKS).max(1)), &address),
            development: Development::new(words, &history),
            downloads: vec![
                (words.download_csv, links.quality_as(Some(id), "csv")),
                (words.download_atom, links.quality_as(Some(id), "atom")),
                (words.download_atom_all, format!("{}?alles=1", links.quality_as(Some(id), "atom"))),
                (words.download_json, links.quality_as(Some(id), "json")),
            ],
            layout,
        })
    }
}

impl DeadLink {
    fn new(texts: &'static Texts, links: &Links, link: &BadLink) -> Self {
        let datasets = link.datasets.iter();
        Self {
            address: Value::text(&link.state.url),
            note: texts.dead_link(&link.state),
            datasets: datasets
                .map(|dataset| title(texts, links, &dataset.dataset, dataset.title.as_ref()))
                .collect(),
        }
    }
}

impl StepPage {
    fn new(
        portal: &Portal,
        language: Language,
        organisation: &Organisation,
        remedy: Remedy,
        page: u64,
    ) -> Result<Self, PortalError> {
        let words = of(language);
        let texts = crate::texts::of(language);
        let id = organisation.id.as_str();
        let scope = Scope::Organisation(id.to_owned());
        let patterns = portal.catalogue.quality_patterns(&scope)?;
        let all: u64 = patterns.iter().map(|pattern| pattern.datasets).sum();
        let sums = RemedySum::all(&patterns);
        let sum = sums.iter().find(|sum| sum.remedy == remedy);
        let sum = sum.ok_or_else(|| PortalError::not_found(language))?;
        let wanting = wanting(&patterns, remedy);
        let datasets = portal.catalogue.with_patterns(&scope, &wanting, (page - 1) * DATASETS, DATASETS)?;
        if datasets.is_empty() {
            return Err(PortalError::not_found(language));
        }
        let query = path(&Links::new("", language), id, remedy, page);
        let query = query.split_once('?').map_or(String::new(), |(_, query)| query.to_owned());
        let title = words.title_of_step(&organisation.name, remedy.missing(language.tag()));
        let mut layout = layout(portal, language, organisation, query, &title);
        layout.noindex = true;
        layout.trail.push(Value::own(&organisation.name, layout.links.quality_of(id)).german(language));
        let links = &layout.links;
        let last = sum.datasets.div_ceil(DATASETS).max(1);
        let rows = datasets.iter().map(|quality| DatasetRow::new(portal, words, links, quality, remedy));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let step = StepView::all(words, links, Some(id), std::slice::from_ref(sum), all);
        let step = step.into_iter().next().ok_or_else(|| PortalError::not_found(language))?;
        Ok(Self {
            words,
            step,
            page_note: (last > 1).then(|| texts.page_of(whole(page), whole(last))),
            datasets: rows,
            pagination: Pagination::new(whole(page), whole(last), &|page| {
                path(links, id, remedy, page as u64)
            }),
            back: links.quality_of(id),
            layout,
        })
    }
}

/// The patterns of the datasets that want a remedy.
fn wanting(patterns: &[QualityPattern], remedy: Remedy) -> Vec<QualityPattern> {
    patterns.iter().filter(|pattern| pattern.gain(remedy).is_some()).cloned().collect()
}

/// The first of the datasets that want a remedy, if there is anything to show of it.
fn example(
    portal: &Portal,
    words: &'static QualityTexts,
    links: &Links,
    scope: &Scope,
    patterns: &[QualityPattern],
    remedy: Remedy,
) -> Result<Option<DatasetRow>, PortalError> {
    let first = portal.catalogue.with_patterns(scope, &wanting(patterns, remedy), 0, 1)?;
    let Some(quality) = first.first() else { return Ok(None) };
    let row = DatasetRow::new(portal, words, links, quality, remedy)?;
    Ok(Some(row).filter(|row| !row.fixes.is_empty() || !row.broken.is_empty()))
}

impl DatasetRow {
    fn new(
        portal: &Portal,
        words: &'static QualityTexts,
        links: &Links,
        quality: &DatasetQuality,
        remedy: Remedy,
    ) -> Result<Self, PortalError> {
        let texts = crate::texts::of(words.language);
        let dataset = &quality.dataset;
        let received = portal.catalogue.received(dataset)?.unwrap_or_default();
        let version = portal.catalogue.current(dataset)?;
        let (triples, findings) =
            version.map(|version| (version.triples, version.findings)).unwrap_or_default();
        let addresses = portal.catalogue.links_of(dataset)?;
        let fixes = Fixes::new(portal, words, quality, &received, &triples, &findings, &addresses);
        // It may have been mended a moment ago.
        let (gain, fixes) =
            fixes.offer_of(remedy).map_or((None, vec![]), |(gain, fixes)| (Some(gain), fixes));
        let gain = gain.map(|gain| words.gained(f64::from(gain.points), f64::from(gain.answers)));
        let is_about_rules = remedy == Remedy::Constraints;
        Ok(Self {
            title: title(texts, links, dataset, quality.title.as_ref()),
            points: words.points(f64::from(quality.published.assessment.points())),
            gain: gain.unwrap_or_default(),
            fixes,
            broken: if is_about_rules { BrokenView::european(words.language, &triples) } else { vec![] },
        })
    }
}

/// A dataset's title as link to its page.
fn title(texts: &Texts, links: &Links, dataset: &DatasetIri, title: Option<&LangString>) -> Value {
    let href = links.dataset(dataset.as_str());
    match title.filter(|title| !clean::line(&title.value).is_empty()) {
        Some(title) => {
            Value { language: foreign_tag(title, texts.language), ..Value::own(&title.value, href) }
        }
        None => Value::own(texts.result_untitled, href),
    }
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
