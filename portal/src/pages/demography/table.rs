//! A table as it was received: the archived bytes that figures were read from, by their hash. Only what feeds
//! statistics is given out.

use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::archive::BodyHash;
use datenkreis_catalogue::cubes::Cubes;

/// Why some tables are not given out.
const KEPT_BACK: &str = "Diese Tabelle wird hier nicht ausgegeben: Sie nennt kleine Zahlen, an denen einzelne Menschen erkennbar \
     sein können. / This table is not given out here: it states small figures by which single people may be recognised.";

/// Refuses bytes that show what the guard for small numbers keeps back, by whichever address they are asked for.
pub fn may_be_given_out(tables: &Cubes, sha256: &str) -> Result<(), PortalError> {
    if tables.is_kept_back(sha256) {
        return Err(PortalError::new(StatusCode::FORBIDDEN, "small-numbers", KEPT_BACK));
    }
    Ok(())
}

/// GET `/id/tabelle/{sha256}`.
pub async fn table(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    let sha256 = request.match_info().get("sha256").unwrap_or_default().to_owned();
    let asked = sha256.clone();
    let tables = portal.catalogue.cubes();
    may_be_given_out(&tables, &sha256)?;
    let found = web::block(move || {
        let name = tables
            .iter()
            .flat_map(|cube| &cube.tables)
            .find(|table| table.sha256 == asked && !asked.is_empty())?;
        let name = name.url.rsplit('/').next().unwrap_or_default().to_owned();
        Some((name, portal.catalogue.archive().get(&BodyHash(asked))))
    });
    let not_found = || PortalError::not_found(Language::De);
    let (name, body) = found.await?.ok_or_else(not_found)?;
    let body = body?.ok_or_else(not_found)?;
    let tag = caching::tag(sha256);
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        // Never shown inside our origin, whatever the file claims to be.
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header(header::ETag(tag.clone()));
    if caching::not_modified(&request, &tag) {
        return Ok(caching::unchanged(&mut response));
    }
    Ok(response.body(body))
}
