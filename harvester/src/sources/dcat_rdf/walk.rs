//! From page to page, each page once.

use super::DcatRdf;
use super::paging::{Paging, resolve};
use super::records::{Page, split};
use crate::http::Fetcher;
use crate::rdf::{self, Parsed};
use crate::sources::{FetchError, Item};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{dcat, dcterms};
use reqwest::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use url::Url;

/// The walk over a catalogue's pages.
pub(super) struct Walk<'a> {
    source: &'a DcatRdf,
    http: &'a Fetcher,
    next: Option<Url>,
    visited: HashSet<Url>,
    /// Digests of the pages' bodies, by which a server is recognised that ignores paging.
    bodies: HashSet<[u8; 32]>,
    /// Native ids of the records so far.
    seen: HashSet<String>,
    declared: Option<u64>,
    rewritten: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a DcatRdf, http: &'a Fetcher) -> Self {
        Self {
            source,
            http,
            next: Some(source.url.clone()),
            visited: HashSet::new(),
            bodies: HashSet::new(),
            seen: HashSet::new(),
            declared: None,
            rewritten: false,
        }
    }

    /// The items of the next page; `None` after the last one.
    pub(super) async fn page(&mut self) -> Option<Vec<Result<Item, FetchError>>> {
        let url = self.next.take()?;
        self.visited.insert(url.clone());
        Some(match self.read(&url).await {
            Ok(items) => items.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    async fn read(&mut self, url: &Url) -> Result<Vec<Item>, FetchError> {
        let response = self.http.get(url, &self.source.accept).await?;
        let digest: [u8; 32] = Sha256::digest(&response.body).into();
        if !self.bodies.insert(digest) {
            return Ok(vec![Item::Gap(format!("{url}: the same page again; the server ignores paging"))]);
        }
        let content_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let protocol = |reason: String| FetchError::Protocol { url: url.to_string(), reason };
        let parsed = rdf::read(response.body, content_type, &response.url, self.source.format)
            .await
            .map_err(|error| protocol(error.to_string()))?;
        let is_first = self.visited.len() == 1;
        if let Some(reason) = nothing_usable(&parsed, is_first) {
            return Err(protocol(reason));
        }
        let paging = Paging::of(&parsed.triples);
        let damaged = parsed.damaged.clone();
        let page = tokio::task::spawn_blocking(move || split(parsed))
            .await
            .map_err(|error| protocol(format!("splitting the page stopped: {error}")))?;
        // Links are relative to where the page was asked for, as a redirect may lead anywhere.
        let items = self.items(url, page, &paging, damaged);
        Ok(items)
    }

    fn items(&mut self, url: &Url, page: Page, paging: &Paging, damaged: Option<String>) -> Vec<Item> {
        let is_first = self.visited.len() == 1;
        let is_empty = page.records.is_empty() && page.halves.is_empty();
        let ids = page.records.iter().map(|record| &record.native_id).chain(&page.halves);
        self.seen.extend(ids.map(|id| id.as_str().to_owned()));
        let mut items = vec![];
        // Without the damage there might have been datasets: nobody can tell.
        let is_mangled = is_empty && page.notes.iter().any(|note| note.rule == rule::DOCUMENT_DAMAGED.id);
        self.declared = paging.total.or(self.declared).or((is_first && is_empty).then_some(0));
        items.extend(self.declared.map(Item::Declared));
        items.extend(page.notes.into_iter().map(Item::Note));
        items.extend(page.records.into_iter().map(Item::Record));
        items.extend(page.halves.into_iter().map(|id| {
            Item::Unreadable {
                native_id: Some(id),
                finding: Finding::new(&rule::RECORD_UNREADABLE, "dcat:Dataset")
                    .found(damaged.clone().unwrap_or_default()),
            }
        }));
        if let Some(damaged) = damaged {
            items.push(Item::Gap(format!("{url}: a part cannot be read: {damaged}")));
        }
        items.extend(self.go_on(url, paging));
        if is_mangled {
            items.push(Item::Gap(format!("{url}: the document is damaged, and no dataset was found in it")));
        } else if is_empty && !is_first && !self.has_all() {
            items.push(Item::Gap(format!("{url}: a page without datasets")));
        } else if is_empty && is_first && self.next.is_some() {
            items.push(Item::Gap(format!("{url}: the first page has no datasets, but there are more pages")));
        }
        items
    }

    /// Chooses the next page.
    fn go_on(&mut self, url: &Url, paging: &Paging) -> Vec<Item> {
        let mut items = vec![];
        let links: Vec<(&String, Url, bool)> = paging
            .next
            .iter()
            .filter_map(|link| resolve(link, url).map(|(next, rewritten)| (link, next, rewritten)))
            .collect();
        if links.len() < paging.next.len() {
            items.push(Item::Gap(format!("{url}: the link to the next page cannot be read")));
        }
        let Some((link, next, rewritten)) = links.iter().find(|(_, next, _)| !self.visited.contains(next))
        else {
            if !links.is_empty() && !self.has_all() {
                items.push(Item::Gap(format!("{url}: the links to the next page lead in a circle")));
            }
            return items;
        };
        if self.visited.len() >= self.source.max_pages as usize {
            items.push(Item::Gap(format!("{url}: more than {} pages", self.source.max_pages)));
            return items;
        }
        if *rewritten && !self.rewritten {
            self.rewritten = true;
            let finding = Finding::new(&rule::PAGE_LINK_REWRITTEN, "hydra:next");
            items.push(Item::Note(finding.found(link).concluded(next.as_str())));
        }
        self.next = Some(next.clone());
        items
    }

    /// Whether the source has delivered as many records as it says it has.
    fn has_all(&self) -> bool {
        self.declared.is_some_and(|declared| self.seen.len() as u64 >= declared)
    }
}

/// Why a page is no page of a catalogue, if it is none.
fn nothing_usable(parsed: &Parsed, is_first: bool) -> Option<String> {
    if let Some(damaged) = &parsed.damaged
        && parsed.triples.is_empty()
    {
        return Some(format!("the answer cannot be read as RDF: {damaged}"));
    }
    let paging = Paging::of(&parsed.triples);
    let is_catalogue = paging.is_paged
        || parsed.triples.iter().any(|triple| {
            let about_data = |iri: &str| iri.starts_with(dcat::NS) || iri.starts_with(dcterms::NS);
            about_data(triple.predicate.as_str())
                || matches!(&triple.object, oxrdf::Term::NamedNode(iri) if about_data(iri.as_str()))
        });
    let is_other = is_first && !parsed.triples.is_empty() && !is_catalogue;
    is_other.then(|| "the answer is RDF, but no catalogue: it has no term of DCAT".into())
}
