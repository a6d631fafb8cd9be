//! The search page. Its whole state stands in the address, so a search can be shared and the page
//! works as a plain form.

mod address;

use super::layout::Layout;
use super::links::Page;
use super::pagination::Pagination;
use super::same::also_from;
use super::value::{Value, foreign_language};
use super::{clean, concept, respond};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::{Texts, format};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use address::Address;
use askama::Template;
use datenkreis_catalogue::search::{Facet, FacetValue, Hit, SearchPage, Sort};
use datenkreis_vocab::identity::DatasetIri;
use std::collections::HashMap;

/// Values of a facet shown at once; the others are one click away.
const VALUES_SHOWN: usize = 8;
/// Values of a facet shown at all.
const VALUES_LISTED: usize = 60;

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Search {
    layout: Layout,
    query: String,
    filters: Vec<(&'static str, String)>,
    order: Option<&'static str>,
    heading: String,
    page_note: Option<String>,
    corrected: Option<String>,
    total: u64,
    /// Whether there are no datasets at all yet.
    is_empty: bool,
    active: Vec<ActiveFilter>,
    clear: String,
    facets: Vec<FacetView>,
    sorts: Vec<SortOption>,
    results: Vec<ResultView>,
    pagination: Pagination,
    mail: String,
}

struct ActiveFilter {
    facet: &'static str,
    label: String,
    language: Option<String>,
    remove: String,
}

struct FacetView {
    id: &'static str,
    label: &'static str,
    first: Vec<FacetLink>,
    more: Vec<FacetLink>,
}

struct FacetLink {
    label: String,
    language: Option<String>,
    href: String,
    count: u64,
    chosen: bool,
}

struct SortOption {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

struct ResultView {
    title: String,
    title_language: Option<String>,
    summary_language: Option<String>,
    href: String,
    turtle: String,
    json_ld: String,
    summary: Vec<Passage>,
    publisher: Option<String>,
    places: String,
    modified: Option<String>,
    /// The same dataset at other sources.
    also: Vec<Value>,
    tags: Vec<String>,
}

/// A piece of a summary; matches are marked.
#[derive(Debug, PartialEq, Eq)]
struct Passage {
    text: String,
    matches: bool,
}

/// GET `/suche` and `/en/search`.
pub async fn search(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let address = Address::parse(request.query_string());
    let query = address.query();
    let of = portal.clone();
    let look = move || {
        let found = of.catalogue.search(&query)?;
        let shown: Vec<&DatasetIri> = found.hits.iter().map(|hit| &hit.dataset).collect();
        let also = also_from(&of, language, &shown)?;
        Ok::<_, PortalError>((found, also))
    };
    let (found, also) = web::block(look).await??;
    if found.hits.is_empty() && found.total > 0 {
        // A page behind the last, e.g. from an old bookmark: the last one.
        let last = Address { page: address.last_page(found.total), ..address };
        let layout = Layout::new(&portal, language, Page::Search(last.to_string()), "");
        let location = layout.links.path(&Page::Search(last.to_string()));
        return Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, location)).finish());
    }
    respond(&Search::new(&portal, language, &address, found, also))
}

impl Search {
    fn new(
        portal: &Portal,
        language: Language,
        address: &Address,
        found: SearchPage,
        mut also: HashMap<DatasetIri, Vec<Value>>,
    ) -> Self {
        let texts = crate::texts::of(language);
        let title =
            if address.text.is_empty() { texts.search_title.into() } else { texts.search_for(&address.text) };
        let mut layout = Layout::new(portal, language, Page::Search(address.to_string()), title);
        // Combinations are endless; crawlers find the datasets through places, themes and the feed.
        layout.noindex = address.filters.len() > 1 || !address.text.is_empty() || address.page > 1;
        let path = |address: &Address| layout.links.path(&Page::Search(address.to_string()));
        let last = address.last_page(found.total);
        let active = address.filters.iter().map(|(facet, value)| ActiveFilter {
            facet: facet_label(texts, *facet),
            label: concept::facet_value(portal, language, *facet, value),
            language: facet_language(*facet, language),
            remove: path(&address.toggled(*facet, value)),
        });
        let facets = Facet::ALL.into_iter().filter_map(|facet| {
            let (_, values) = found.facets.iter().find(|(kind, _)| *kind == facet)?;
            FacetView::new(portal, language, address, facet, values, &path)
        });
        let sorts = [
            (Sort::Relevance, texts.sort_relevance),
            (Sort::Modified, texts.sort_modified),
            (Sort::Harvested, texts.sort_harvested),
            (Sort::Title, texts.sort_title),
        ];
        let page = |page| path(&Address { page, ..address.clone() });
        Self {
            query: address.text.clone(),
            filters: address.hidden_fields(),
            order: (address.sort != Sort::default()).then(|| address::sort_name(address.sort)),
            heading: texts.results(found.total),
            page_note: (last > 1).then(|| texts.page_of(address.page, last)),
            corrected: found.corrected.as_deref().map(|corrected| texts.corrected(&address.text, corrected)),
            total: found.total,
            is_empty: portal.catalogue.snapshot().datasets == 0,
            active: active.collect(),
            clear: path(&Address { filters: vec![], page: 1, ..address.clone() }),
            facets: facets.collect(),
            sorts: sorts
                .map(|(sort, label)| SortOption {
                    value: address::sort_name(sort),
                    label,
                    chosen: sort == address.sort,
                })
                .into(),
            results: found
                .hits
                .iter()
                .map(|hit| {
                    let also = also.remove(&hit.dataset).unwrap_or_default();
                    ResultView { also, ..ResultView::new(portal, language, &layout, hit) }
                })
                .collect(),
            pagination: Pagination::new(address.page, last, &page),
            mail: portal.config.operator.email.clone(),
            layout,
        }
    }
}

impl FacetView {
    fn new(
        portal: &Portal,
        language: Language,
        address: &Address,
        facet: Facet,
        values: &[FacetValue],
        path: &impl Fn(&Address) -> String,
    ) -> Option<Self> {
        let texts = crate::texts::of(language);
        let link = |value: &FacetValue| FacetLink {
            label: concept::facet_value(portal, language, facet, &value.value),
            language: facet_language(facet, language),
            href: path(&address.toggled(facet, &value.value)),
            count: value.count,
            chosen: address.has(facet, &value.value),
        };
        let mut first: Vec<_> = values.iter().take(VALUES_LISTED).map(link).collect();
        // One value that all results have narrows nothing.
        if first.is_empty() {
            return None;
        }
        let more = first.split_off(first.len().min(VALUES_SHOWN));
        Some(Self { id: concept::parameter(facet), label: facet_label(texts, facet), first, more })
    }
}

impl ResultView {
    fn new(portal: &Portal, language: Language, layout: &Layout, hit: &Hit) -> Self {
        let iri = hit.dataset.as_str();
        let title = clean::line(&hit.title);
        let places: Vec<_> = hit
            .municipality
            .iter()
            .take(3)
            .filter_map(|key| concept::municipality(portal, language, key))
            .collect();
        let word = |facet| move |value: &String| concept::facet_value(portal, language, facet, value);
        let mut tags: Vec<_> = hit.format.iter().map(word(Facet::Format)).collect();
        tags.extend(hit.license.iter().map(word(Facet::License)));
        Self {
            title: if title.is_empty() { layout.texts.result_untitled.into() } else { title },
            title_language: foreign_language(hit.title_language.as_deref(), language),
            summary_language: foreign_language(hit.summary_language.as_deref(), language),
            href: layout.links.dataset(iri),
            turtle: layout.links.rdf(iri, "ttl"),
            json_ld: layout.links.rdf(iri, "jsonld"),
            summary: passages(&hit.summary, &hit.highlights),
            publisher: hit.publisher.as_deref().map(clean::line),
            places: places.join(", "),
            modified: hit.modified.map(|date| format::date(language, date)),
            also: vec![],
            tags,
        }
    }
}

fn facet_label(texts: &'static Texts, facet: Facet) -> &'static str {
    match facet {
        Facet::Municipality => texts.facet_municipality,
        Facet::Theme => texts.facet_theme,
        Facet::Format => texts.facet_format,
        Facet::License => texts.facet_license,
        Facet::Source => texts.facet_source,
    }
}

/// The language of a facet's words where it differs from the page's: sources have German titles, the
/// others are names or have words in both languages.
fn facet_language(facet: Facet, page: Language) -> Option<String> {
    (facet == Facet::Source).then(|| foreign_language(None, page)).flatten()
}

/// The summary cut at the matches. Ranges that do not fit the text are left out.
fn passages(summary: &str, highlights: &[std::ops::Range<usize>]) -> Vec<Passage> {
    let mut passages = vec![];
    let mut at = 0;
    let mut push = |text: &str, matches| {
        if !text.is_empty() {
            let text: String = text.chars().filter(|character| !character.is_control()).collect();
            passages.push(Passage { text, matches });
        }
    };
    for range in highlights {
        if range.start >= at
            && let (Some(before), Some(text)) = (summary.get(at..range.start), summary.get(range.clone()))
        {
            push(before, false);
            push(text, true);
            at = range.end;
        }
    }
    push(summary.get(at..).unwrap_or_default(), false);
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    #[test]
    fn titles_of_sources_are_german() {
        let check = |facet, page, expected: Option<&str>| {
            assert_eq!(facet_language(facet, page).as_deref(), expected);
        };
        check(Facet::Source, Language::En, Some("de"));
        check(Facet::Source, Language::De, None);
        check(Facet::Theme, Language::En, None);
    }

    #[test]
    fn matches_are_marked() {
        use std::slice::from_ref;
        let check = |summary: &str, ranges: &[Range<usize>], expected: &[(&str, bool)]| {
            let found = passages(summary, ranges);
            let found: Vec<_> =
                found.iter().map(|passage| (passage.text.as_str(), passage.matches)).collect();
            assert_eq!(found, expected);
        };
        check("ein Wort", from_ref(&(4..8)), &[("ein ", false), ("Wort", true)]);
        check("Öl ist da", &[0..3, 8..10], &[("Öl", true), (" ist ", false), ("da", true)]);
        // Overlapping, inside a character, behind the end.
        check("Öl", from_ref(&(0..1)), &[("Öl", false)]);
        check("abc", &[0..2, 1..3, 7..9], &[("ab", true), ("c", false)]);
        check("", &[], &[]);
    }
}
