//! A cube as a file: all its observations, written while they are fetched.

use crate::caching;
use crate::demography::formats;
use crate::download;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::cubes::export::{Format, Selection};
use serde::Deserialize;
use std::io;

/// What the address says beside the extension.
#[derive(Deserialize)]
pub struct Asked {
    /// One of several ways to say the same in one format.
    profil: Option<String>,
}

/// GET and HEAD `/kubus/{id}.{extension}`.
pub async fn cube(
    request: HttpRequest,
    portal: web::Data<Portal>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PortalError> {
    let part = |name: &str| request.match_info().get(name).unwrap_or_default();
    let not_found = || PortalError::not_found(Language::De);
    let format = Format::read(part("extension"), asked.profil.as_deref()).ok_or_else(not_found)?;
    let id = part("id").to_owned();
    let cubes = portal.catalogue.cubes();
    let content = cubes.get(&id).ok_or_else(not_found)?.content();
    let name = format!("{id}.{}", format.extension());
    let tag = caching::tag(format!("{}-{}", &content[..32.min(content.len())], format.extension()));
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")));
    if let Some(link) = link(format, &id) {
        response.insert_header((header::LINK, link));
    }
    if caching::not_modified(&request, &tag) {
        return Ok(caching::unchanged(&mut response));
    }
    if request.method() == Method::HEAD {
        return Ok(response.streaming(futures::stream::empty::<io::Result<web::Bytes>>()));
    }
    let pieces = download::pieces(move |out| match cubes.get(&id) {
        Some(cube) => formats::write(&portal, format, &[Selection::all(cube)], out),
        None => Ok(()),
    });
    Ok(response.streaming(pieces.await?))
}

/// Where the columns of a table are described, and which profile a file keeps.
fn link(format: Format, id: &str) -> Option<String> {
    match format {
        Format::Csv => {
            let (ending, media_type) = (Format::TableMetadata.ending(), Format::TableMetadata.media_type());
            Some(format!("<{id}.{ending}>; rel=\"describedby\"; type=\"{media_type}\""))
        }
        other => other.profile().map(|profile| format!("<{profile}>; rel=\"profile\"")),
    }
}
