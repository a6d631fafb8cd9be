//! What an operator may do from outside, with a token: run a source, release a held run, see the
//! state of everything.

use crate::error::PortalError;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::journal::Mode;
use datenkreis_harvester::Error;
use datenkreis_vocab::identity::SourceId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use subtle::ConstantTimeEq;

/// Wrong tokens per address and minute before it is told to wait.
const TRIES_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();

static TRIES: LazyLock<DefaultKeyedRateLimiter<IpAddr>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::per_minute(TRIES_PER_MINUTE)));

/// What to ask a source for.
#[derive(Deserialize)]
pub struct RunQuery {
    /// `full` (default) or `incremental`.
    mode: Option<Mode>,
}

/// POST `/api/admin/sources/{id}/run`: starts a run; 202, or 409 if one is under way.
pub async fn run(
    request: HttpRequest,
    portal: web::Data<Portal>,
    id: web::Path<String>,
    query: web::Query<RunQuery>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let id = SourceId::new(id.into_inner());
    portal.harvester.start(&id, query.mode.unwrap_or(Mode::Full)).map_err(refused)?;
    Ok(HttpResponse::Accepted().json(serde_json::json!({ "source": id, "started": true })))
}

/// POST `/api/admin/sources/{id}/release`: lets the last held run count as complete.
pub async fn release(
    request: HttpRequest,
    portal: web::Data<Portal>,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let id = SourceId::new(id.into_inner());
    if portal.source(&id).is_none() {
        return Err(refused(Error::UnknownSource(id)));
    }
    let catalogue = portal.catalogue.clone();
    let source = id.clone();
    match web::block(move || catalogue.release(&source)).await?? {
        Some(released) => Ok(HttpResponse::Ok()
            .json(serde_json::json!({ "source": id, "run": released.run, "missing": released.missing }))),
        None => Err(PortalError::new(
            StatusCode::CONFLICT,
            "nothing-held",
            "Kein Lauf dieser Quelle wartet auf Freigabe. / No run of this source waits for a release.",
        )),
    }
}

/// GET `/api/admin/status`: sources with their last runs, and the counts of all views.
pub async fn status(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let status = web::block(move || crate::status::status(&portal)).await??;
    Ok(HttpResponse::Ok().json(status))
}

/// Checks `Authorization: Bearer …` in constant time against every configured hash.
fn authorize(request: &HttpRequest, portal: &Portal) -> Result<(), PortalError> {
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    let hash = format!("{:x}", Sha256::digest(token));
    let known = portal.config.admin.token_sha256.iter();
    let matches =
        known.fold(0, |matches, known| matches | known.as_bytes().ct_eq(hash.as_bytes()).unwrap_u8());
    if matches == 1 && !token.is_empty() {
        return Ok(());
    }
    let address = request.peer_addr().map(|address| address.ip());
    if address.is_some_and(|address| TRIES.check_key(&address).is_err()) {
        let message = "Zu viele Versuche; bitte eine Minute warten. / Too many tries; please wait a minute.";
        let error = PortalError::new(StatusCode::TOO_MANY_REQUESTS, "too-many-tries", message);
        return Err(PortalError { retry_after_secs: Some(60), ..error });
    }
    let message =
        "Hier wird ein gültiges Token verlangt: Authorization: Bearer … / A valid token is required.";
    Err(PortalError::new(StatusCode::UNAUTHORIZED, "unauthorized", message))
}

fn refused(error: Error) -> PortalError {
    match error {
        Error::UnknownSource(_) => {
            PortalError::new(StatusCode::NOT_FOUND, "source-unknown", error.to_string())
        }
        Error::AlreadyRunning(_) => {
            PortalError::new(StatusCode::CONFLICT, "already-running", error.to_string())
        }
        other => PortalError::internal(other),
    }
}
