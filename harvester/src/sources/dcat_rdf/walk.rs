//! From page to page, each page once. While a page is parsed, the next one is fetched already if it can
//! be guessed.

use super::DcatRdf;
use super::paging::{Paging, guess, resolve};
use crate::http::{Fetcher, HttpError, Response};
use crate::rdf::{Parsed, Reader, halves};
use crate::sources::FetchError;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::dcat;
use futures::future::OptionFuture;
use oxrdf::{NamedNodeRef, Term};
use reqwest::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use url::Url;

const EMPTY: &str = "die Antwort ist leer / the answer is empty";
const LINK_UNREADABLE: &str =
    "der Verweis auf die nächste Seite ist nicht lesbar / the link to the next page cannot be read";

/// The walk over a catalogue's pages.
pub(super) struct Walk<'a> {
    source: &'a DcatRdf,
    http: &'a Fetcher,
    next: Option<Url>,
    visited: HashSet<Url>,
    /// Digests of the pages' bodies, by which a server is recognised that ignores paging.
    bodies: HashSet<[u8; 32]>,
    rewritten: bool,
    reader: Reader,
    /// The page that was guessed to be the next one.
    ahead: Option<(Url, Result<Response, HttpError>)>,
}

/// A page as parsed.
pub(super) struct Fetched {
    /// Where it was asked for.
    pub url: Url,
    /// Whether the walk began here.
    pub is_first: bool,
    /// What it says.
    pub parsed: Parsed,
    /// How many records it says all pages hold.
    pub total: Option<u64>,
    /// Where it leads.
    pub onward: Onward,
    /// A finding about the link to the next page.
    pub note: Option<Finding>,
}

/// What follows after a page.
pub(super) enum Onward {
    /// Another page.
    Page,
    /// It was the last one.
    End,
    /// Only links to pages that were read already.
    Circle,
    /// It was a page read already, under another address.
    Repeated,
    /// More pages that are not read, and why.
    Gap(String),
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a DcatRdf, http: &'a Fetcher) -> Self {
        Self {
            source,
            http,
            next: Some(source.url.clone()),
            visited: HashSet::new(),
            bodies: HashSet::new(),
            rewritten: false,
            reader: Reader::default(),
            ahead: None,
        }
    }

    /// The next page; `None` after the last one.
    pub(super) async fn page(&mut self) -> Option<Result<Fetched, FetchError>> {
        let url = self.next.take()?;
        self.visited.insert(url.clone());
        Some(self.read(url).await)
    }

    async fn read(&mut self, url: Url) -> Result<Fetched, FetchError> {
        let is_first = self.visited.len() == 1;
        let response = match self.ahead.take() {
            Some((ahead, response)) if ahead == url => response?,
            _ => self.http.get(&url, &self.source.accept).await?,
        };
        let digest: [u8; 32] = Sha256::digest(&response.body).into();
        let nothing = |onward| Fetched {
            url: url.clone(),
            is_first,
            parsed: Parsed::default(),
            total: None,
            onward,
            note: None,
        };
        if !self.bodies.insert(digest) {
            return Ok(nothing(Onward::Repeated));
        }
        let protocol = |reason: String| FetchError::Protocol { url: url.to_string(), reason };
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return if is_first { Err(protocol(EMPTY.into())) } else { Ok(nothing(Onward::End)) };
        }
        let content_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let guess =
            guess(&response.body, &url).filter(|next| !self.is_at_end() && !self.visited.contains(next));
        let (http, accept) = (self.http, &self.source.accept);
        let ahead = guess.map(async |next| {
            let response = http.get(&next, accept).await;
            (next, response)
        });
        let read = self.reader.read(response.body, content_type, &response.url, self.source.format);
        let (parsed, ahead) = tokio::join!(read, OptionFuture::from(ahead));
        self.ahead = ahead;
        let parsed = parsed.map_err(|error| protocol(error.to_string()))?;
        let paging = Paging::of(&parsed.triples);
        let unusable =
            unreadable(&parsed).or_else(|| is_first.then(|| nothing_usable(&parsed, &paging)).flatten());
        if let Some(reason) = unusable {
            return Err(protocol(reason));
        }
        // Links are relative to where the page was asked for, as a redirect may lead anywhere.
        let (onward, note) = self.go_on(&url, &paging);
        Ok(Fetched { url, is_first, parsed, total: paging.total, onward, note })
    }

    /// Whether as many pages were read as are allowed.
    fn is_at_end(&self) -> bool {
        self.visited.len() >= self.source.max_pages as usize
    }

    /// Chooses the next page.
    fn go_on(&mut self, url: &Url, paging: &Paging) -> (Onward, Option<Finding>) {
        let links: Vec<(&String, Url, bool)> = paging
            .next
            .iter()
            .filter_map(|link| resolve(link, url).map(|(next, rewritten)| (link, next, rewritten)))
            .collect();
        let Some((link, next, rewritten)) = links.iter().find(|(_, next, _)| !self.visited.contains(next))
        else {
            return match (links.is_empty(), paging.next.is_empty()) {
                (true, true) => (Onward::End, None),
                (true, false) => (Onward::Gap(LINK_UNREADABLE.into()), None),
                (false, _) => (Onward::Circle, None),
            };
        };
        if self.is_at_end() {
            let most = self.source.max_pages;
            return (Onward::Gap(format!("mehr als {most} Seiten / more than {most} pages")), None);
        }
        self.next = Some(next.clone());
        // Once is enough: a server that names its inner address does so on every page.
        let is_news = *rewritten && !self.rewritten;
        self.rewritten |= *rewritten;
        let note = is_news.then(|| {
            Finding::new(&rule::PAGE_LINK_REWRITTEN, "hydra:next").found(link).concluded(next.as_str())
        });
        (Onward::Page, note)
    }
}

/// Why a page cannot be read at all, if it cannot.
fn unreadable(parsed: &Parsed) -> Option<String> {
    let [german, english] = halves(parsed.damaged.as_ref().filter(|_| parsed.triples.is_empty())?);
    Some(format!(
        "die Antwort ist nicht als RDF lesbar ({german}) / the answer cannot be read as RDF ({english})"
    ))
}

/// Why the first page is none of a catalogue, if it is none: it holds neither a dataset nor a catalogue,
/// nor a way to other pages, nor the statement that there are no datasets.
fn nothing_usable(parsed: &Parsed, paging: &Paging) -> Option<String> {
    const CLASSES: [NamedNodeRef<'static>; 3] =
        [dcat::CATALOG_CLASS, dcat::DATASET_CLASS, dcat::DATASET_SERIES];
    if parsed.triples.is_empty() {
        return Some(EMPTY.into());
    }
    let is_catalogue = paging.total.is_some()
        || !paging.next.is_empty()
        || parsed.triples.iter().any(|triple| {
            triple.predicate == dcat::DATASET
                || matches!(&triple.object, Term::NamedNode(class) if CLASSES.contains(&class.as_ref()))
        });
    (!is_catalogue).then(|| {
        "die Antwort ist RDF, aber kein Katalog: sie enthält keinen Datensatz / the answer is RDF, but no catalogue: it holds no dataset"
            .into()
    })
}
