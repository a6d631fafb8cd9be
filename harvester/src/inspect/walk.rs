//! An address: one document, a feed of several pages, or a CKAN portal.

use super::{InspectError, Inspection, Inspector, graph, kind, records};
use crate::http::{Fetcher, Response};
use crate::rdf::{Document, ReadError, Reader};
use crate::sources::ckan;
use crate::sources::dcat_rdf::ACCEPT;
use crate::sources::dcat_rdf::paging::{Paging, resolve};
use reqwest::header::CONTENT_TYPE;
use std::collections::HashSet;
use url::Url;

/// Looks at what an address leads to.
pub(super) async fn inspect(
    inspector: &Inspector,
    url: &Url,
    http: &Fetcher,
) -> Result<Inspection, InspectError> {
    let first = http.get(url, &format!("{ACCEPT}, application/json;q=0.2")).await?;
    let content_type = content_type(&first);
    if let Some(what) = kind::of_bytes(&first.body, first.url.path()) {
        return Err(InspectError::Unusable(what));
    }
    if records::are_packages(&first.body, content_type.as_deref()) {
        if ckan::is_file(url) {
            let (name, body) = (url.as_str(), first.body);
            return records::of_file(inspector, name, &first.url, content_type.as_deref(), body).await;
        }
        return records::of_portal(inspector, url, http).await;
    }
    let mut walk = Walk { reader: Reader::default(), visited: HashSet::new(), bytes: 0 };
    match walk.read(url, first).await {
        Ok(document) => walk.go_on(inspector, url, document, http).await,
        // The start page of a portal may be one of CKAN.
        Err(ReadError::NotRdf(reason)) => match records::of_portal(inspector, url, http).await {
            Ok(inspection) => Ok(inspection),
            Err(_) => Err(ReadError::NotRdf(reason).into()),
        },
        Err(error) => Err(error.into()),
    }
}

struct Walk {
    reader: Reader,
    visited: HashSet<Url>,
    bytes: usize,
}

impl Walk {
    async fn read(&mut self, url: &Url, response: Response) -> Result<Document, ReadError> {
        self.visited.insert(url.clone());
        self.bytes += response.body.len();
        let content_type = content_type(&response);
        self.reader.read_with_lines(response.body, content_type.as_deref(), &response.url).await
    }

    /// Reads the other pages. What is not read is told.
    async fn go_on(
        mut self,
        inspector: &Inspector,
        url: &Url,
        first: Document,
        http: &Fetcher,
    ) -> Result<Inspection, InspectError> {
        let mut gaps = vec![];
        let mut next = self.next(url, &first);
        let mut pages = vec![(url.to_string(), first)];
        while let Some(url) = next.take() {
            if pages.len() >= inspector.bounds.pages || self.bytes >= inspector.bounds.bytes {
                let most = pages.len();
                gaps.push(format!(
                    "nur die ersten {most} Seiten wurden geprüft, weiter geht es bei {url} / only the first {most} pages were checked, it goes on at {url}"
                ));
                break;
            }
            let page = match http.get(&url, ACCEPT).await {
                Ok(response) => self.read(&url, response).await.map_err(InspectError::from),
                Err(error) => Err(error.into()),
            };
            match page {
                Ok(page) => {
                    next = self.next(&url, &page);
                    pages.push((url.to_string(), page));
                }
                Err(error) => gaps.push(error.to_string()),
            }
        }
        graph::inspect(inspector, pages, gaps).await
    }

    /// The page after this one, if it was not read already.
    fn next(&self, url: &Url, page: &Document) -> Option<Url> {
        let links = Paging::of(&page.parsed.triples).next;
        links
            .iter()
            .filter_map(|link| resolve(link, url))
            .map(|(next, _)| next)
            .find(|next| !self.visited.contains(next))
    }
}

fn content_type(response: &Response) -> Option<String> {
    response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
