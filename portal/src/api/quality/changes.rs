//! What changed about the quality of datasets as Atom (RFC 4287), newest first, in pages (RFC 5005): a
//! data officer's feed reader shows only what is new.

use crate::api::dataset::{http_date, segments};
use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::clean;
use crate::pages::dataset::FindingView;
use crate::pages::links::Links;
use crate::pages::quality::scope_of;
use crate::pages::status::source_title;
use crate::state::Portal;
use crate::texts::quality::{QualityTexts, of};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{ChangeKind, EventsOf, QualityEvent, Scope};
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::SourceId;
use datenkreis_vocab::iri::dataset_at;
use datenkreis_vocab::model::best;
use datenkreis_vocab::mqa::Metric;
use jiff::Timestamp;
use url::form_urlencoded;

/// Events on a page.
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "feeds/changes.xml")]
struct Feed {
    language: &'static str,
    id: String,
    title: String,
    updated: Timestamp,
    author: String,
    email: String,
    page: String,
    this: String,
    next: Option<String>,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    updated: Timestamp,
    href: String,
    /// Heading and items.
    parts: Vec<(&'static str, Vec<String>)>,
}

/// GET `/qualitaet.atom` and `/en/quality.atom`.
pub async fn of_region(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let links = Links::new(portal.base(), language);
    let title = portal.region.title.get(language.tag()).to_owned();
    let about = About { title, path: links.quality_as(None, "atom"), page: links.quality() };
    answer(request, portal, language, EventsOf::Scope(Scope::Region), about).await
}

/// GET `/qualitaet/{id}.atom` and `/en/quality/{id}.atom`.
pub async fn of_organisation(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let scope = scope_of(&portal, &id).ok_or_else(|| PortalError::not_found(language))?;
    let links = Links::new(portal.base(), language);
    let title = portal.region.organisation(&id).map(|own| own.name.clone()).unwrap_or_default();
    let about = About { title, path: links.quality_as(Some(&id), "atom"), page: links.quality_of(&id) };
    answer(request, portal, language, EventsOf::Scope(scope), about).await
}

/// GET `/status/{source}/befunde.atom` and `/en/status/{source}/findings.atom`.
pub async fn of_source(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<SourceId>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    if portal.source(&id).is_none() {
        return Err(PortalError::not_found(language));
    }
    let links = Links::new(portal.base(), language);
    let title = source_title(&portal, &id).to_owned();
    let about = About { title, path: links.source_changes(&id), page: links.source(&id) };
    answer(request, portal, language, EventsOf::Scope(Scope::Source(id)), about).await
}

/// GET `/dataset/{source}/{id}/befunde.atom` and `/en/dataset/{source}/{id}/findings.atom`.
pub async fn of_dataset(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (source, id) = segments(&request).ok_or_else(|| PortalError::not_found(language))?;
    let dataset = dataset_at(portal.base(), &source, &id);
    let (catalogue, asked) = (portal.catalogue.clone(), dataset.clone());
    let version = web::block(move || catalogue.current(&asked)).await??;
    let version = version.ok_or_else(|| PortalError::not_found(language))?;
    if version.kind == ChangeKind::Withdrawn {
        return Err(PortalError::gone(language));
    }
    let links = Links::new(portal.base(), language);
    let view = DatasetView::from_version(version);
    let title = best(&view.dataset.title, language.tag()).map(|title| title.value.clone());
    let about = About {
        title: title.unwrap_or_else(|| crate::texts::of(language).result_untitled.into()),
        path: links.dataset_as(dataset.as_str(), "atom"),
        page: links.dataset(dataset.as_str()),
    };
    answer(request, portal, language, EventsOf::Dataset(dataset), about).await
}

/// Whose changes they are, and where.
struct About {
    title: String,
    path: String,
    page: String,
}

async fn answer(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    of: EventsOf,
    about: About,
) -> Result<HttpResponse, PortalError> {
    let asked = Asked::parse(request.query_string());
    let feed = web::block(move || {
        // One more than shown tells whether there are more.
        let events = portal.catalogue.quality_events(&of, !asked.all, asked.before, PAGE + 1)?;
        let feed = Feed::new(&portal, language, about, asked, events);
        Ok::<_, PortalError>((feed.updated, feed.render().map_err(PortalError::internal)?))
    });
    let (updated, body) = feed.await??;
    let tag = caching::tag_of(body.as_bytes());
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::LAST_MODIFIED, http_date(updated)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300, must-revalidate"));
    if caching::not_modified_since(&request, &tag, updated) {
        return Ok(caching::unchanged(&mut response));
    }
    Ok(response.body(body))
}

/// What stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Asked {
    /// Improvements too (`alles=1`), not only what there is to do.
    all: bool,
    /// The event the page ends before (`vor=`).
    before: Option<u64>,
}

impl Asked {
    fn parse(query: &str) -> Self {
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        };
        Self {
            all: value("alles").is_some_and(|value| value == "1"),
            before: value("vor").and_then(|value| value.parse().ok()),
        }
    }

    /// The query of the page that ends before an event.
    fn query(self, before: Option<u64>) -> String {
        let parts = [self.all.then(|| "alles=1".to_owned()), before.map(|event| format!("vor={event}"))];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

impl Feed {
    fn new(
        portal: &Portal,
        language: Language,
        about: About,
        asked: Asked,
        mut events: Vec<QualityEvent>,
    ) -> Self {
        let words = of(language);
        let links = Links::new(portal.base(), language);
        let has_more = events.len() as u64 > PAGE;
        events.truncate(PAGE as usize);
        let id = links.absolute(&about.path);
        let page = |before: Option<u64>| format!("{id}{}", asked.query(before));
        Self {
            language: language.tag(),
            title: format!("{} – {}", words.feed_title, clean::line(&about.title)),
            // A feed without entries never changed.
            updated: events.first().map_or(Timestamp::UNIX_EPOCH, |event| event.at),
            author: portal.config.operator.name.clone(),
            email: portal.config.operator.email.clone(),
            page: links.absolute(&about.page),
            this: page(asked.before),
            next: events.last().filter(|_| has_more).map(|event| page(Some(event.id))),
            entries: events.iter().map(|event| Entry::new(words, &links, event)).collect(),
            id: page(None),
        }
    }
}

impl Entry {
    fn new(words: &'static QualityTexts, links: &Links, event: &QualityEvent) -> Self {
        let title = event.title.as_ref().map(|title| clean::line(&title.value));
        let title = title.filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| crate::texts::of(words.language).result_untitled.into());
        let metrics = |metrics: &[Metric]| -> Vec<String> {
            metrics.iter().map(|metric| metric.name(words.language.tag()).to_owned()).collect()
        };
        let findings = |found: &[Finding]| -> Vec<String> {
            let mut lines: Vec<String> = found.iter().map(|found| line(words.language, found)).collect();
            lines.dedup();
            lines
        };
        let (lost, gained) = match event.is_of_links() {
            true => (words.feed_links_lost, words.feed_links_gained),
            false => (words.feed_lost, words.feed_gained),
        };
        let parts = [
            (if event.before.is_none() { words.gains } else { lost }, metrics(&event.lost)),
            (gained, metrics(&event.gained)),
            (words.feed_found, findings(&event.found)),
            (words.feed_mended, findings(&event.mended)),
        ];
        Self {
            id: format!("{}#bewertung-{}", event.dataset, event.id),
            title: words.event(&title, event.points, event.before),
            updated: event.at,
            href: links.absolute(&links.dataset(event.dataset.as_str())),
            parts: parts.into_iter().filter(|(_, items)| !items.is_empty()).collect(),
        }
    }
}

/// A finding in one line.
fn line(language: Language, finding: &Finding) -> String {
    let view = FindingView::new(language, finding, &[finding.property.as_str()]);
    let found = view.found.map(|found| format!(": „{found}“")).unwrap_or_default();
    let fix = view.fix.map(|fix| format!(" {fix}")).unwrap_or_default();
    format!("{} ({}{found}){fix}", view.problem, view.properties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::finding::rule;
    use datenkreis_vocab::identity::DatasetIri;
    use datenkreis_vocab::model::LangString;

    fn event(before: Option<u16>, title: &str) -> QualityEvent {
        QualityEvent {
            id: 7,
            dataset: DatasetIri::new("https://x.example/dataset/q/1"),
            source: SourceId::new("q"),
            title: Some(LangString::german(title)),
            at: Timestamp::UNIX_EPOCH,
            points: 250,
            before,
            lost: vec![],
            gained: vec![Metric::LicenceAvailability],
            found: vec![Finding::new(&rule::FORMAT_UNKNOWN, "resources[0].format").found("Excel")],
            mended: vec![],
        }
    }

    fn entry(before: Option<u16>, title: &str) -> Entry {
        let links = Links::new("https://x.example", Language::De);
        Entry::new(of(Language::De), &links, &event(before, title))
    }

    #[test]
    fn an_entry_is_one_change() {
        let entry = entry(Some(230), "Bäume");
        assert_eq!(entry.id, "https://x.example/dataset/q/1#bewertung-7");
        assert_eq!(entry.title, "Bäume: 250 von 405 Punkten (vorher 230)");
        let headings: Vec<_> = entry.parts.iter().map(|(heading, items)| (*heading, items.len())).collect();
        assert_eq!(headings, [("Neu erfüllt:", 1), ("Neu gefunden:", 1)]);
        assert!(entry.parts[1].1[0].contains("Excel"));
    }

    #[test]
    fn titles_cannot_become_markup() {
        let feed = Feed {
            language: "de",
            id: "https://x.example/qualitaet.atom".into(),
            title: "Neue Befunde".into(),
            updated: Timestamp::UNIX_EPOCH,
            author: "Kreis & Co".into(),
            email: "a@x.example".into(),
            page: "https://x.example/qualitaet".into(),
            this: "https://x.example/qualitaet.atom".into(),
            next: Some("https://x.example/qualitaet.atom?vor=7".into()),
            entries: vec![entry(None, "</title><script>alert(1)</script>\u{1}&")],
        };
        let xml = feed.render().unwrap();
        assert!(!xml.contains("<script>") && !xml.contains('\u{1}'), "{xml}");
        for part in [
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">",
            "<updated>1970-01-01T00:00:00Z</updated>",
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://x.example/qualitaet.atom\"/>",
            "<link rel=\"next\" type=\"application/atom+xml\" href=\"https://x.example/qualitaet.atom?vor=7\"/>",
            "<id>https://x.example/dataset/q/1#bewertung-7</id>",
        ] {
            assert!(xml.contains(part), "{part} in\n{xml}");
        }
        assert!(!xml.contains("Kreis & Co"));
    }

    #[test]
    fn an_address_that_stopped_answering_is_told_as_such() {
        let mut stopped = event(Some(280), "Bäume");
        (stopped.lost, stopped.gained, stopped.found) = (vec![Metric::AccessUrlStatusCode], vec![], vec![]);
        let links = Links::new("https://x.example", Language::De);
        let words = of(Language::De);
        let entry = Entry::new(words, &links, &stopped);
        assert_eq!(
            entry.parts.iter().map(|(heading, _)| *heading).collect::<Vec<_>>(),
            [words.feed_links_lost]
        );
    }

    #[test]
    fn pages_end_before_an_event() {
        let check = |query: &str, expected: &str| {
            let asked = Asked::parse(query);
            assert_eq!(asked.query(asked.before), expected, "{query}");
        };
        check("", "");
        check("vor=12", "?vor=12");
        check("vor=-1", "");
        check("x=1&vor=3", "?vor=3");
        check("vor=3&alles=1", "?alles=1&vor=3");
        check("alles=nein", "");
    }
}
