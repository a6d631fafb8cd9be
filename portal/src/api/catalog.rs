//! The feed federal portals harvest: `/catalog.{ttl,rdf,jsonld,nt}`, paged with hydra, every page
//! of a walk pinned to one snapshot. HEAD answers as GET; an empty catalogue is never served.

use super::dataset::{http_date, not_acceptable, offered};
use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::serialisation;
use crate::pages::series::is_order;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, AcceptEncoding, Encoding, EntityTag, Header};
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::catalog_record::listing_triples;
use datenkreis_catalogue::rdf::{Format, PREFIXES, serialize};
use datenkreis_vocab::identity::Seq;
use datenkreis_vocab::ns::{hydra, rdf, xsd};
use flate2::Compression;
use flate2::write::GzEncoder;
use moka::sync::Cache;
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};
use serde::Deserialize;
use std::io::Write;
use std::sync::LazyLock;

/// Datasets per page, as CKAN does it.
pub const PAGE_SIZE: usize = 100;

/// Encoded pages, at most 32 MiB of them: a federal portal asks for each page twice (HEAD, GET).
static PAGES: LazyLock<Cache<Key, Encoded>> = LazyLock::new(|| {
    Cache::builder()
        .weigher(|_, page: &Encoded| u32::try_from(page.body.len()).unwrap_or(u32::MAX))
        .max_capacity(32 << 20)
        .build()
});

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    snapshot: Seq,
    page: usize,
    format: &'static str,
    base: String,
    gzip: bool,
}

/// A page as it is sent.
#[derive(Clone)]
struct Encoded {
    body: web::Bytes,
    /// From the page's content, of which the seq is only a part: the portal may describe itself anew.
    tag: EntityTag,
}

/// What a page URL carries.
#[derive(Deserialize)]
pub struct PageQuery {
    /// The seq the walk is pinned to; the newest, if absent.
    snapshot: Option<u64>,
    /// Page, from 1.
    page: Option<usize>,
}

/// GET and HEAD `/catalog`: the same feed by Accept header; browsers get Turtle.
pub async fn negotiated(
    request: HttpRequest,
    portal: web::Data<Portal>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, PortalError> {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let format = serialisation(accept).ok_or_else(|| not_acceptable(Language::De))?;
    let mut response = respond(&request, &portal, &query, format).await?;
    response.headers_mut().append(header::VARY, header::HeaderValue::from_static("accept"));
    Ok(response)
}

/// GET and HEAD `/catalog.{extension}`.
pub async fn by_extension(
    request: HttpRequest,
    portal: web::Data<Portal>,
    extension: web::Path<String>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, PortalError> {
    let format = offered(&extension).ok_or_else(|| PortalError::not_found(Language::De))?;
    respond(&request, &portal, &query, format).await
}

async fn respond(
    request: &HttpRequest,
    portal: &web::Data<Portal>,
    query: &PageQuery,
    format: Format,
) -> Result<HttpResponse, PortalError> {
    let newest = portal.catalogue.snapshot();
    if newest.datasets == 0 {
        return Err(PortalError::not_ready("Der Katalog ist noch leer. / The catalogue is still empty."));
    }
    let snapshot = query.snapshot.map_or(newest.seq, Seq);
    if snapshot > newest.seq || snapshot == Seq(0) {
        return Err(PortalError::new(
            StatusCode::GONE,
            "snapshot-unknown",
            "Diesen Stand gibt es nicht; beginnen Sie ohne „snapshot“ von vorn. / There is no such snapshot; start again without “snapshot”.",
        ));
    }
    let page = Page {
        base: portal.base().into(),
        snapshot,
        number: query.page.unwrap_or(1),
        format,
        gzip: accepts_gzip(request),
    };
    let gzip = page.gzip;
    let catalogue = portal.catalogue.clone();
    let Encoded { body, tag } = web::block(move || page.encoded(&catalogue)).await??;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, format.content_type()))
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::LAST_MODIFIED, http_date(newest.at)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60, must-revalidate"))
        .insert_header(("Datenkreis-Seq", snapshot.to_string()));
    if caching::not_modified_since(request, &tag, newest.at) {
        return Ok(caching::unchanged(&mut response));
    }
    if gzip {
        response.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    Ok(response.body(body))
}

fn accepts_gzip(request: &HttpRequest) -> bool {
    let gzip = Encoding::gzip();
    AcceptEncoding::parse(request)
        .is_ok_and(|accepted| accepted.negotiate([gzip.clone(), Encoding::identity()].iter()) == Some(gzip))
}

fn compressed(body: &[u8]) -> Result<Vec<u8>, PortalError> {
    let mut encoder = GzEncoder::new(vec![], Compression::default());
    encoder.write_all(body).and_then(|()| encoder.finish()).map_err(PortalError::internal)
}

/// One page of a pinned walk.
struct Page {
    base: String,
    snapshot: Seq,
    number: usize,
    format: Format,
    /// Compressed here and cached, so that HEAD and GET can tell its length.
    gzip: bool,
}

impl Page {
    fn encoded(&self, catalogue: &Catalogue) -> Result<Encoded, PortalError> {
        let key = Key {
            snapshot: self.snapshot,
            page: self.number,
            format: self.format.extension(),
            base: self.base.clone(),
            gzip: self.gzip,
        };
        if let Some(page) = PAGES.get(&key) {
            return Ok(page);
        }
        let body = serialize(&self.triples(catalogue)?, self.format, PREFIXES);
        let tag = caching::tag_of(&body);
        let body = if self.gzip { compressed(&body)? } else { body };
        let page = Encoded { body: body.into(), tag };
        PAGES.insert(key, page.clone());
        Ok(page)
    }

    /// The catalogue's description, this page's datasets with their records, and the way to the other
    /// pages. Readers of federal portals pass over the records, and nothing leads there from a dataset.
    fn triples(&self, catalogue: &Catalogue) -> Result<Vec<Triple>, PortalError> {
        let all = catalogue.as_of(self.snapshot)?;
        let pages = all.len().div_ceil(PAGE_SIZE);
        if self.number == 0 || self.number > pages {
            return Err(PortalError::new(
                StatusCode::NOT_FOUND,
                "page-unknown",
                format!("Es gibt die Seiten 1 bis {pages}. / There are pages 1 to {pages}."),
            ));
        }
        let mut triples = catalogue.description().as_ref().clone();
        let first = (self.number - 1) * PAGE_SIZE;
        let versions = catalogue.versions(&all[first..all.len().min(first + PAGE_SIZE)])?;
        triples.extend(versions.iter().flat_map(|version| listing_triples(version, &self.base)));
        let described = catalogue.document(versions, self.snapshot)?.triples;
        triples.extend(described.into_iter().filter(|triple| !is_order(triple, &self.base)));
        triples.extend(self.hydra(all.len(), pages));
        Ok(triples)
    }

    /// Paging in the words of every reader: `hydra:PagedCollection` with the old names as literals,
    /// as CKAN writes them, and the new names as IRIs.
    fn hydra(&self, total: usize, pages: usize) -> Vec<Triple> {
        let this = self.url(self.number);
        let mut triples = vec![Triple::new(this.clone(), rdf::TYPE, hydra::PAGED_COLLECTION)];
        let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
            triples.push(Triple::new(this.clone(), predicate.into_owned(), object));
        };
        let integer = |value: usize| Term::from(Literal::new_typed_literal(value.to_string(), xsd::INTEGER));
        add(hydra::TOTAL_ITEMS, integer(total));
        add(hydra::ITEMS_PER_PAGE, integer(PAGE_SIZE));
        let mut link = |old: NamedNodeRef<'_>, new: NamedNodeRef<'_>, page: usize| {
            let url = self.url(page);
            add(old, Literal::new_simple_literal(url.as_str()).into());
            add(new, url.into());
        };
        link(hydra::FIRST_PAGE, hydra::FIRST, 1);
        link(hydra::LAST_PAGE, hydra::LAST, pages);
        if self.number > 1 {
            link(hydra::PREVIOUS_PAGE, hydra::PREVIOUS, self.number - 1);
        }
        if self.number < pages {
            link(hydra::NEXT_PAGE, hydra::NEXT, self.number + 1);
        }
        triples
    }

    fn url(&self, page: usize) -> NamedNode {
        NamedNode::new_unchecked(format!(
            "{}/catalog.{}?snapshot={}&page={page}",
            self.base,
            self.format.extension(),
            self.snapshot
        ))
    }
}
