//! A cube as a file: all its observations.

use crate::caching;
use crate::demography::formats;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::cubes::export::Selection;

/// GET and HEAD `/kubus/{id}.{extension}`.
pub async fn cube(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    let part = |name: &str| request.match_info().get(name).unwrap_or_default().to_owned();
    let (id, extension) = (part("id"), part("extension"));
    let not_found = || PortalError::not_found(Language::De);
    let cubes = portal.catalogue.cubes();
    let content = cubes.get(&id).ok_or_else(not_found)?.content().to_owned();
    let tag = caching::tag(format!("{}-{extension}", &content[..32.min(content.len())]));
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, "no-cache")).insert_header(header::ETag(tag.clone()));
    if caching::not_modified(&request, &tag) {
        return Ok(caching::unchanged(&mut response));
    }
    let name = format!("{id}.{extension}");
    let made = web::block(move || {
        let cube = cubes.get(&id).ok_or_else(not_found)?;
        formats::figures(&portal, &[Selection::all(cube)], &extension)?.ok_or_else(not_found)
    });
    let file = made.await??;
    Ok(response
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .body(file.body))
}
