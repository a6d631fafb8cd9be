//! Files that a folder source holds: served from the archive, byte by byte as harvested, except tables that show
//! small numbers: here nobody but the portal publishes them.

use super::dataset::segments;
use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::demography::table::may_be_given_out;
use crate::state::Portal;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_vocab::lists::file_type;

/// GET and HEAD `/dataset/{source}/{id}/datei/{name}`.
pub async fn file(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    let (source, _) = segments(&request).ok_or_else(|| PortalError::not_found(Language::De))?;
    // Local files are archived under their path on this portal: a source does not know its base.
    let path = request.uri().path().to_owned();
    let catalogue = portal.catalogue.clone();
    let found = web::block(move || catalogue.archived(&source, &path)).await??;
    let (fetch, body) = found.ok_or_else(|| PortalError::not_found(Language::De))?;
    may_be_given_out(&portal.catalogue.cubes(), &fetch.body)?;
    let tag = caching::tag(fetch.body);
    let mut response = HttpResponse::Ok();
    let name = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
    response
        .insert_header((header::CONTENT_TYPE, media_type(&name)))
        // Never shown inside our origin, whatever the file claims to be.
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300, must-revalidate"))
        .insert_header(header::ETag(tag.clone()));
    if caching::not_modified(&request, &tag) {
        return Ok(caching::unchanged(&mut response));
    }
    Ok(response.body(body))
}

fn media_type(name: &str) -> &'static str {
    file_type::of_address(name)
        .and_then(|found| file_type::media_type(found.iri))
        .and_then(|iri| iri.split_once("/media-types/"))
        .map_or("application/octet-stream", |(_, name)| name)
}
