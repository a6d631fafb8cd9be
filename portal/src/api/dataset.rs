//! One dataset under its own IRI: a page for people, RDF for programs.

use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::{Representation, representation};
use crate::pages;
use crate::pages::links::Links;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::journal::{ChangeKind, Version};
use datenkreis_catalogue::rdf::{Format, PREFIXES, serialize};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::iri::dataset_at;
use oxrdf::{NamedOrBlankNode, Term};
use percent_encoding::percent_decode_str;

/// GET and HEAD `/dataset/{source}/{id}`, with or without extension; `/en/dataset/…` likewise.
pub async fn show(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (source, id) = segments(&request).ok_or_else(|| PortalError::not_found(language))?;
    let extension = id.rsplit_once('.').and_then(|(stem, extension)| Some((stem, offered(extension)?)));
    if let Some((stem, format)) = extension
        && let Some(version) = current(&portal, &source, stem).await?
    {
        return respond(&request, &portal, version, Representation::Rdf(format), false, language).await;
    }
    let version = current(&portal, &source, &id).await?.ok_or_else(|| PortalError::not_found(language))?;
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let representation = representation(accept).ok_or_else(|| not_acceptable(language))?;
    respond(&request, &portal, version, representation, true, language).await
}

/// GET and HEAD of something below a dataset (`…/distribution/42`): its description stands with the
/// dataset (303, as linked data on the web does it). What the dataset does not speak of is not there (404).
pub async fn below(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (source, id) = segments(&request).ok_or_else(|| PortalError::not_found(language))?;
    let version = current(&portal, &source, &id).await?.ok_or_else(|| PortalError::not_found(language))?;
    if version.kind == ChangeKind::Withdrawn {
        return Err(PortalError::gone(language));
    }
    if !speaks_of(&version, request.uri().path()) {
        return Err(PortalError::not_found(language));
    }
    let dataset = version.dataset.as_str();
    let links = Links::new(portal.base(), language);
    let location = match language {
        Language::De => dataset.to_owned(),
        Language::En => links.absolute(&links.dataset(dataset)),
    };
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, location)).finish())
}

/// Whether a dataset says something of, or refers to, the node of its own that a path names.
fn speaks_of(version: &Version, path: &str) -> bool {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let path = path.strip_prefix("/en").unwrap_or(path);
    // Behind /dataset/{source}/{id}/, which is how the IRI of the dataset ends.
    let Some(wanted) = path.splitn(5, '/').nth(4).map(decoded) else {
        return false;
    };
    let is_wanted = |iri: &str| {
        let own = iri.strip_prefix(version.dataset.as_str()).and_then(|rest| rest.strip_prefix('/'));
        own.is_some_and(|rest| decoded(rest) == wanted)
    };
    version.triples.iter().any(|triple| {
        let subject =
            matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if is_wanted(node.as_str()));
        subject || matches!(&triple.object, Term::NamedNode(node) if is_wanted(node.as_str()))
    })
}

/// Source and native id as they stand in the path, decoded.
pub fn segments(request: &HttpRequest) -> Option<(SourceId, String)> {
    let path = request.uri().path();
    let mut segments = path.strip_prefix("/en").unwrap_or(path).strip_prefix("/dataset/")?.split('/');
    let source = segments.next()?;
    let id = percent_decode_str(segments.next()?).decode_utf8().ok()?;
    Some((SourceId::new(source), id.into_owned()))
}

async fn current(
    portal: &web::Data<Portal>,
    source: &SourceId,
    id: &str,
) -> Result<Option<Version>, PortalError> {
    let dataset = dataset_at(portal.base(), source, id);
    let catalogue = portal.catalogue.clone();
    Ok(web::block(move || catalogue.current(&dataset)).await??)
}

async fn respond(
    request: &HttpRequest,
    portal: &web::Data<Portal>,
    version: Version,
    representation: Representation,
    negotiated: bool,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    if version.kind == ChangeKind::Withdrawn {
        return Err(PortalError::gone(language));
    }
    let format = match representation {
        Representation::Html => {
            let mut response = pages::dataset::page(portal, language, version).await?;
            vary(&mut response, negotiated);
            return Ok(response);
        }
        Representation::Rdf(format) => format,
    };
    let iri = version.dataset.clone();
    let catalogue = portal.catalogue.clone();
    let (body, at) = web::block(move || {
        let document = catalogue.document(vec![version], catalogue.seq())?;
        Ok::<_, datenkreis_catalogue::Error>((serialize(&document.triples, format, PREFIXES), document.at))
    })
    .await??;
    // Of what is said, not of the version: the series it is in may have changed.
    let tag = caching::tag_of(&body);
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, format.content_type()))
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::LAST_MODIFIED, http_date(at)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300, must-revalidate"))
        .insert_header((header::LINK, links(&iri)));
    if negotiated {
        let location = format!("{iri}.{}", format.extension());
        response.insert_header((header::CONTENT_LOCATION, location));
    }
    let mut response = if caching::not_modified_since(request, &tag, at) {
        caching::unchanged(&mut response)
    } else {
        response.body(body)
    };
    vary(&mut response, negotiated);
    Ok(response)
}

fn vary(response: &mut HttpResponse, negotiated: bool) {
    if negotiated {
        response.headers_mut().append(header::VARY, header::HeaderValue::from_static("accept"));
    }
}

/// RFC 8288 links to every representation of a dataset.
fn links(iri: &DatasetIri) -> String {
    let alternate = |format: Format| {
        format!("<{iri}.{}>; rel=\"alternate\"; type=\"{}\"", format.extension(), format.media_type())
    };
    let mut links = vec![format!("<{iri}>; rel=\"canonical\"")];
    links.extend(Format::OFFERED.into_iter().map(alternate));
    links.join(", ")
}

/// The format we offer under a file name extension.
pub fn offered(extension: &str) -> Option<Format> {
    Format::from_extension(extension).filter(|format| Format::OFFERED.contains(format))
}

/// A time as HTTP writes it.
pub fn http_date(at: jiff::Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// 406, with what there is.
pub fn not_acceptable(language: Language) -> PortalError {
    let message = match language {
        Language::De => {
            "Es gibt text/html, text/turtle, application/rdf+xml, application/ld+json und application/n-triples."
        }
        Language::En => {
            "There are text/html, text/turtle, application/rdf+xml, application/ld+json and application/n-triples."
        }
    };
    PortalError::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", message)
}
