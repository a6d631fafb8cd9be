//! The start page.

use super::demography::Entry;
use super::layout::Layout;
use super::links::Page;
use super::value::foreign_language;
use super::{clean, concept, respond};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::format;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::rdf::Format;
use datenkreis_catalogue::search::{Facet, Hit, SearchPage, SearchQuery, Sort};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Newest datasets shown.
const NEWEST: usize = 6;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    layout: Layout,
    lead: String,
    total: u64,
    participation: String,
    ring: Vec<Segment>,
    source_count: u64,
    harvested: Option<String>,
    municipalities: Vec<Tile>,
    /// Names of the region's municipalities that no dataset is about.
    without_data: String,
    themes: Vec<Tile>,
    demography: Option<Entry>,
    newest: Vec<Newest>,
    query: &'static str,
}

/// A link with a count.
struct Tile {
    label: String,
    href: String,
    count: u64,
}

/// An arc of the region's circle, in hundredths of it.
#[derive(Debug, PartialEq)]
struct Segment {
    start: String,
    length: String,
    filled: bool,
}

struct Newest {
    title: String,
    language: Option<String>,
    href: String,
    publisher: Option<String>,
    modified: Option<String>,
}

/// GET `/` and `/en/`.
pub async fn home(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let asked = portal.clone();
    let (found, newest, harvested) = web::block(move || {
        let found = asked.catalogue.search(&SearchQuery::default())?;
        let newest = newest(&asked.catalogue, &found)?;
        Ok::<_, datenkreis_catalogue::Error>((found, newest, last_harvest(&asked)?))
    })
    .await??;
    respond(&Home::new(&portal, language, found, newest, harvested))
}

/// The newest datasets of different sources: one harvest of one source must not fill the list. Each
/// search leaves out the sources found before, so that there are at most as many as datasets shown.
fn newest(catalogue: &Catalogue, found: &SearchPage) -> datenkreis_catalogue::Result<Vec<Hit>> {
    let sources = found.facets.iter().filter(|(facet, _)| *facet == Facet::Source);
    let mut left: Vec<_> =
        sources.flat_map(|(_, values)| values).map(|source| source.value.clone()).collect();
    let all = left.len();
    let mut hits = vec![];
    while !left.is_empty() && all - left.len() < NEWEST {
        let filters = left.iter().map(|source| (Facet::Source, source.clone())).collect();
        let query = SearchQuery { filters, sort: Sort::Harvested, limit: NEWEST, ..SearchQuery::default() };
        let page = catalogue.search(&query)?;
        if page.hits.is_empty() {
            break;
        }
        left.retain(|source| page.hits.iter().all(|hit| hit.source != *source));
        hits.extend(page.hits);
    }
    Ok(varied(hits))
}

/// The first of every source, then the second of every source, until there are enough; shown newest
/// first. Hits of one source come newest first.
fn varied(hits: Vec<Hit>) -> Vec<Hit> {
    let mut of_source: HashMap<String, usize> = HashMap::new();
    let ranked = hits.into_iter().map(|hit| {
        let rank = of_source.entry(hit.source.clone()).or_default();
        *rank += 1;
        (*rank, hit)
    });
    let mut ranked: Vec<_> = ranked.collect();
    let newest = |hit: &Hit| Reverse((hit.harvested, hit.modified));
    ranked.sort_by_key(|(rank, hit)| (*rank, newest(hit)));
    ranked.truncate(NEWEST);
    ranked.sort_by_key(|(_, hit)| newest(hit));
    ranked.into_iter().map(|(_, hit)| hit).collect()
}

/// When the newest complete run of any source ended.
fn last_harvest(portal: &Portal) -> datenkreis_catalogue::Result<Option<Timestamp>> {
    let mut newest = None;
    for source in &portal.sources {
        let run = portal.catalogue.last_complete_run(&source.id)?;
        newest = newest.max(run.and_then(|run| run.ended));
    }
    Ok(newest)
}

impl Home {
    fn new(
        portal: &Portal,
        language: Language,
        found: SearchPage,
        newest: Vec<Hit>,
        harvested: Option<Timestamp>,
    ) -> Self {
        let title = portal.config.title.get(language.tag());
        let mut layout = Layout::new(portal, language, Page::Home, title);
        layout.alternates = Format::OFFERED
            .into_iter()
            .map(|format| (format.media_type(), layout.links.catalogue(format.extension())))
            .collect();
        let municipalities = municipalities(portal, language, &layout, &found);
        let members =
            portal.region.organisations.iter().filter(|organisation| organisation.ags.is_some()).count();
        let ring = ring(municipalities.iter().take(members).map(|tile| tile.count > 0));
        let themes = tiles(portal, language, &layout, &found, Facet::Theme);
        let (municipalities, without_data): (Vec<_>, Vec<_>) =
            municipalities.into_iter().partition(|tile| tile.count > 0);
        let without_data: Vec<_> = without_data.into_iter().map(|tile| tile.label).collect();
        let newest = newest.iter().map(|hit| Newest {
            title: clean::line(&hit.title),
            language: foreign_language(hit.title_language.as_deref(), language),
            href: layout.links.dataset(hit.dataset.as_str()),
            publisher: hit.publisher.as_deref().map(clean::line),
            modified: hit.modified.map(|date| format::date(language, date)),
        });
        Self {
            lead: portal.config.description.get(language.tag()).into(),
            total: found.total,
            participation: layout.texts.of(ring.iter().filter(|segment| segment.filled).count(), ring.len()),
            ring,
            source_count: portal.sources.iter().filter(|source| source.enabled).count() as u64,
            harvested: harvested.map(|at| format::moment(language, at)),
            demography: Entry::new(portal, language),
            newest: newest.collect(),
            municipalities,
            without_data: without_data.join(", "),
            themes,
            query: "",
            layout,
        }
    }
}

/// The region's organisations in their order, then other places that occur.
fn municipalities(portal: &Portal, language: Language, layout: &Layout, found: &SearchPage) -> Vec<Tile> {
    let mut counted = tiles(portal, language, layout, found, Facet::Municipality);
    let mut ordered = vec![];
    for organisation in &portal.region.organisations {
        let Some(key) = &organisation.ags else {
            continue;
        };
        let href = layout.links.filtered(concept::parameter(Facet::Municipality), key);
        let at = counted.iter().position(|tile| tile.href == href);
        let count = at.map_or(0, |at| counted.remove(at).count);
        ordered.push(Tile { label: organisation.name.clone(), href, count });
    }
    ordered.extend(counted);
    ordered
}

fn tiles(
    portal: &Portal,
    language: Language,
    layout: &Layout,
    found: &SearchPage,
    facet: Facet,
) -> Vec<Tile> {
    let values = found.facets.iter().filter(|(kind, _)| *kind == facet).flat_map(|(_, values)| values);
    let tile = |value: &datenkreis_catalogue::search::FacetValue| Tile {
        label: concept::facet_value(portal, language, facet, &value.value),
        href: layout.links.filtered(concept::parameter(facet), &value.value),
        count: value.count,
    };
    values.map(tile).collect()
}

/// Equal arcs with a small gap between them; a circle of one has none.
fn ring(filled: impl Iterator<Item = bool>) -> Vec<Segment> {
    let filled: Vec<_> = filled.collect();
    let width = 100.0 / filled.len().max(1) as f64;
    let gap = if filled.len() > 1 { (width * 0.12).min(1.2) } else { 0.0 };
    let arc = |(index, filled): (usize, bool)| Segment {
        start: format!("{:.2}", index as f64 * width + gap / 2.0),
        length: format!("{:.2}", width - gap),
        filled,
    };
    filled.into_iter().enumerate().map(arc).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::identity::DatasetIri;

    #[test]
    fn no_source_fills_the_list_of_the_newest() {
        let hit = |&(source, title, harvested): &(&str, &str, i64)| Hit {
            dataset: DatasetIri::new(title),
            title: title.into(),
            title_language: None,
            summary: String::new(),
            highlights: vec![],
            summary_language: None,
            publisher: None,
            municipality: vec![],
            theme: vec![],
            format: vec![],
            license: vec![],
            source: source.into(),
            modified: None,
            harvested,
        };
        let check = |hits: &[(&str, &str, i64)], expected: &str| {
            let titles: Vec<_> =
                varied(hits.iter().map(hit).collect()).into_iter().map(|hit| hit.title).collect();
            assert_eq!(titles.join(" "), expected);
        };
        check(&[], "");
        check(&[("x", "a", 9), ("x", "b", 8)], "a b");
        check(
            &[
                ("x", "a", 9),
                ("x", "b", 8),
                ("x", "c", 7),
                ("x", "d", 6),
                ("x", "e", 5),
                ("x", "f", 4),
                ("y", "g", 3),
                ("y", "h", 2),
                ("z", "i", 1),
            ],
            "a b c g h i",
        );
    }

    #[test]
    fn rings_close() {
        let check = |filled: &[bool], expected: &[(&str, &str)]| {
            let ring = ring(filled.iter().copied());
            let arcs: Vec<_> = ring.iter().map(|arc| (arc.start.as_str(), arc.length.as_str())).collect();
            assert_eq!(arcs, expected);
        };
        check(&[], &[]);
        check(&[true], &[("0.00", "100.00")]);
        check(&[true, false], &[("0.60", "48.80"), ("50.60", "48.80")]);
    }
}
