//! A dataset's page: what it is in short, its files, then everything else that is known of it.

mod citation;
mod distribution;
mod facts;
mod findings;
mod quality;
mod schema_org;
mod statistics;

use super::layout::Layout;
use super::same::OtherSources;
use super::series::{MemberView, SeriesView, siblings};
use super::value::{Row, Value, foreign_tag};
use super::{clean, concept, html, render};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::format;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{LinkState, Version};
use datenkreis_catalogue::rdf::{Format, PREFIXES};
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::finding::rule;
use datenkreis_vocab::model::{Kind, LangString, best};
use distribution::DistributionView;
use findings::FindingGroup;
pub use findings::FindingView;
use oxrdf::{Term, Triple};
use quality::QualityView;

/// Longest description shown whole before the files, and how much of a longer one is, in characters.
const LEAD_WHOLE: usize = 500;
const LEAD_CHARACTERS: usize = 300;

#[derive(Template)]
#[template(path = "pages/dataset.html")]
struct DatasetPage {
    layout: Layout,
    title: String,
    kind: Option<&'static str>,
    same: OtherSources,
    series: Vec<SeriesView>,
    siblings: Vec<MemberView>,
    /// Pages that show the figures in it.
    statistics: Vec<Value>,
    themes: Vec<Value>,
    distributions: Vec<DistributionView>,
    lead: Option<RichText>,
    /// Whether the lead is only the beginning.
    lead_is_cut: bool,
    /// The whole description if the lead is cut, then those in other languages.
    description: Vec<RichText>,
    glance: Vec<Row>,
    contacts: Vec<Row>,
    keywords: Vec<Value>,
    all: Vec<Row>,
    extra: Vec<TripleView>,
    findings: Vec<FindingGroup>,
    finding_count: usize,
    quality: Option<QualityView>,
    harvest: Vec<Row>,
    origin: String,
    rdf: Vec<(&'static str, String)>,
    citation: String,
    json_ld: String,
}

/// A text that may hold harmless markup, and its language where it is not the page's.
struct RichText {
    html: String,
    language: Option<String>,
}

struct TripleView {
    subject: String,
    property: Value,
    value: Value,
}

/// The page of a version that is not a tombstone.
pub async fn page(
    portal: &web::Data<Portal>,
    language: Language,
    version: Version,
) -> Result<HttpResponse, PortalError> {
    let portal = portal.clone();
    // Reading the triples into the model and rendering are work, not waiting.
    let page = move || {
        let links = portal.catalogue.links_of(&version.dataset)?;
        let quality = quality_of(&portal, language, &version, &links)?;
        let same = OtherSources::of(&portal, language, &version.dataset)?;
        let siblings = siblings(&portal, language, &version.dataset)?;
        let dataset = version.dataset.clone();
        let statistics = statistics::pages(&portal, language, dataset.as_str());
        let mut view = DatasetView::from_version(version);
        // What the portal says of a series stands in a section of its own.
        let stated = portal.catalogue.stated(&dataset)?;
        view.dataset.extra.retain(|triple| !stated.contains(triple));
        let series = SeriesView::all(&portal, language, &view.dataset)?;
        let page = DatasetPage::new(&portal, language, &view, &links, &series, quality);
        render(&DatasetPage { same, siblings, series, statistics, ..page })
    };
    Ok(html(StatusCode::OK, web::block(page).await??))
}

/// What the dataset is worth; `None` if it is not assessed, as a series is not.
fn quality_of(
    portal: &Portal,
    language: Language,
    version: &Version,
    links: &[LinkState],
) -> Result<Option<QualityView>, PortalError> {
    let Some(quality) = portal.catalogue.quality_of(&version.dataset)? else {
        return Ok(None);
    };
    let received = portal.catalogue.received(&version.dataset)?.unwrap_or_default();
    Ok(Some(QualityView::new(
        portal,
        language,
        &quality,
        &received,
        &version.triples,
        &version.findings,
        links,
    )))
}

impl DatasetPage {
    fn new(
        portal: &Portal,
        language: Language,
        view: &DatasetView,
        addresses: &[LinkState],
        series: &[SeriesView],
        quality: Option<QualityView>,
    ) -> Self {
        let dataset = &view.dataset;
        let iri = dataset.iri.as_str();
        let links = super::links::Links::new(portal.base(), language);
        let title = best(&dataset.title, language.tag());
        let shown = title.map(|title| clean::line(&title.value)).filter(|title| !title.is_empty());
        let texts = crate::texts::of(language);
        let shown = shown.unwrap_or_else(|| texts.result_untitled.into());
        let mut layout = Layout::new(portal, language, links.dataset_page(iri), shown.as_str());
        if let Some(description) = best(&dataset.description, language.tag()) {
            layout.description = clean::beginning(&clean::plain(&description.value), 160);
        }
        layout.alternates = Format::OFFERED
            .into_iter()
            .map(|format| (format.media_type(), links.rdf(iri, format.extension())))
            .collect();
        layout.title_language = title.and_then(|title| foreign_tag(title, language));
        layout.trail = vec![Value::own(texts.nav_search, links.search())];
        let themes = dataset.theme.iter().map(|theme| theme_link(&links, theme, language)).collect();
        // What stands in for a licence that nobody stated tells programs not to use the data; people are told why.
        let says_no_license = view.findings.iter().any(|finding| finding.rule == rule::LICENSE_MISSING.id);
        let findings = findings::groups(texts, &view.findings);
        let mut description = rich(&dataset.description, language);
        let beginning = lead(&dataset.description, language);
        let lead_is_cut = beginning.is_some();
        let lead = match beginning {
            None if description.is_empty() => None,
            None => Some(description.remove(0)),
            beginning => beginning,
        };
        let facts = facts::Facts { portal, language, links: &links, view, series };
        Self {
            kind: (dataset.kind == Kind::DatasetSeries).then_some(texts.dataset_series),
            same: OtherSources::default(),
            series: vec![],
            siblings: vec![],
            statistics: vec![],
            themes,
            distributions: dataset
                .distribution
                .iter()
                .map(|distribution| {
                    let mut shown = DistributionView::new(texts, distribution, addresses);
                    if says_no_license && distribution.has_no_license_but_the_closed() {
                        shown.license = None;
                    }
                    shown
                })
                .collect(),
            lead,
            lead_is_cut,
            description,
            glance: facts.glance(),
            contacts: facts.contacts(),
            keywords: keywords(&links, &dataset.keyword, language),
            all: facts.all(),
            extra: dataset.extra.iter().map(|triple| TripleView::new(iri, triple)).collect(),
            finding_count: findings::to_mend(&findings),
            findings,
            quality,
            harvest: facts.harvest(),
            origin: links.path(&links.origin_page(iri)),
            rdf: Format::OFFERED
                .into_iter()
                .map(|format| (format.name(), links.rdf(iri, format.extension())))
                .collect(),
            citation: citation::citation(view, language, &shown, portal.config.title.get(language.tag())),
            json_ld: schema_org::script(view, language, &shown, portal.base()),
            title: shown,
            layout,
        }
    }
}

/// The beginning of a description too long to stand before the files.
fn lead(texts: &[LangString], language: Language) -> Option<RichText> {
    let text = best(texts, language.tag())?;
    let plain = clean::plain(&text.value);
    (plain.chars().count() > LEAD_WHOLE).then(|| RichText {
        html: clean::rich_beginning(&text.value, LEAD_CHARACTERS),
        language: foreign_tag(text, language),
    })
}

/// The text in the page's language first, then the others.
fn rich(texts: &[LangString], language: Language) -> Vec<RichText> {
    let first = best(texts, language.tag());
    let others = texts.iter().filter(|text| first.is_some_and(|first| !std::ptr::eq(first, *text)));
    first
        .into_iter()
        .chain(others)
        .map(|text| RichText { html: clean::rich(&text.value), language: foreign_tag(text, language) })
        .collect()
}

fn theme_link(
    links: &super::links::Links,
    theme: &datenkreis_vocab::model::Coded,
    language: Language,
) -> Value {
    let label = concept::label(theme, language);
    match theme.concept.as_ref().and_then(|concept| concept.as_str().rsplit('/').next()) {
        Some(code) => Value::own(label, links.filtered("thema", code)),
        None => Value::text(label),
    }
}

fn keywords(links: &super::links::Links, keywords: &[LangString], language: Language) -> Vec<Value> {
    let link = |keyword: &LangString| Value {
        language: foreign_tag(keyword, language),
        ..Value::own(&keyword.value, links.keyword(&keyword.value))
    };
    keywords.iter().filter(|keyword| !keyword.value.trim().is_empty()).map(link).collect()
}

impl TripleView {
    fn new(dataset: &str, triple: &Triple) -> Self {
        let subject = match &triple.subject {
            oxrdf::NamedOrBlankNode::NamedNode(node) => node.as_str(),
            oxrdf::NamedOrBlankNode::BlankNode(node) => node.as_str(),
        };
        // What stands below the dataset's own IRI is shown by its path.
        let subject = subject
            .strip_prefix(dataset)
            .map_or_else(|| clean::short_address(subject).into_owned(), clean::line);
        let value = match &triple.object {
            Term::NamedNode(node) => Value::address(node.as_str()),
            Term::Literal(literal) => {
                Value { language: literal.language().map(str::to_lowercase), ..Value::text(literal.value()) }
            }
            other => Value::text(other.to_string()),
        };
        Self {
            subject,
            property: Value::labelled(prefixed(triple.predicate.as_str()), triple.predicate.as_str()),
            value,
        }
    }
}

/// A property as people write it, if its namespace is one we use ourselves.
fn prefixed(iri: &str) -> String {
    let known = PREFIXES.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    known
        .map_or_else(|| clean::short_address(iri).into_owned(), |(prefix, local)| format!("{prefix}:{local}"))
}

/// A point in time as literal, in words.
fn date(language: Language, literal: &oxrdf::Literal) -> String {
    format::lexical_date(language, literal.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_descriptions_are_cut_before_the_files() {
        let long = "Alle Haltestellen im Kreis. ".repeat(30);
        let check = |text: &str, is_cut: bool| {
            let lead = lead(&[LangString::german(text)], Language::De);
            assert_eq!(lead.is_some(), is_cut);
            lead.map_or(String::new(), |lead| lead.html)
        };
        check("Alle Haltestellen im Kreis.", false);
        let html = check(&long, true);
        assert!(html.starts_with("<p>Alle") && html.ends_with("…</p>") && html.len() < 320, "{html}");
        assert!(lead(&[], Language::De).is_none());
    }
}
