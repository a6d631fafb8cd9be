//! What an operator may do from outside, with a token: run a source, release a held run, withdraw a
//! source that is configured no more, see the state of everything. The commands of this program use it
//! too, when a server runs.

use crate::client_address::client_address;
use crate::commands::relations;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::journal::Mode;
use datenkreis_harvester::Error;
use datenkreis_harvester::config::{Region, SourceFile};
use datenkreis_harvester::links::Round;
use datenkreis_harvester::tables::{TableName, propose_for};
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::identity::{Seq, SourceId};
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

/// POST `/api/admin/sources/{id}/withdraw`: withdraws everything that is published of a source which is
/// not configured any more.
pub async fn withdraw(
    request: HttpRequest,
    portal: web::Data<Portal>,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let id = SourceId::new(id.into_inner());
    if portal.source(&id).is_some() {
        return Err(PortalError::new(
            StatusCode::CONFLICT,
            "source-configured",
            "Diese Quelle ist konfiguriert; erst ihre Datei entfernen und neu starten. / This source is configured; remove its file and restart first.",
        ));
    }
    let (catalogue, source) = (portal.catalogue.clone(), id.clone());
    if web::block(move || catalogue.published_records(&source)).await?? == 0 {
        return Err(refused(Error::UnknownSource(id)));
    }
    let report = portal.harvester.withdraw(&id).await.map_err(refused)?;
    Ok(HttpResponse::Ok().json(report))
}

/// Which links to check.
#[derive(Deserialize)]
pub struct LinksQuery {
    /// Only what datasets of this source name.
    source: Option<SourceId>,
    /// Everything, not only what is due.
    #[serde(default)]
    all: bool,
}

/// POST `/api/admin/links/check`: starts a round of checks; 202, or 409 if one is under way.
pub async fn check_links(
    request: HttpRequest,
    portal: web::Data<Portal>,
    query: web::Query<LinksQuery>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let LinksQuery { source, all } = query.into_inner();
    if let Some(unknown) = source.as_ref().filter(|id| portal.source(id).is_none()) {
        return Err(refused(Error::UnknownSource(unknown.clone())));
    }
    portal.links.start(Round { source, all, as_of: None }).map_err(refused)?;
    Ok(HttpResponse::Accepted().json(serde_json::json!({ "started": true })))
}

/// GET `/api/admin/reports/{organisation}`: the report the organisation would get now.
pub async fn preview_report(
    request: HttpRequest,
    portal: web::Data<Portal>,
    organisation: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let report = portal.reporter.preview(&organisation, jiff::Timestamp::now()).await;
    Ok(HttpResponse::Ok().json(report.map_err(refused)?))
}

/// POST `/api/admin/reports/{organisation}`: delivers it, if it is due and there is something to tell.
pub async fn deliver_report(
    request: HttpRequest,
    portal: web::Data<Portal>,
    organisation: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let deliveries = portal.reporter.deliver(Some(&organisation), jiff::Timestamp::now()).await;
    Ok(HttpResponse::Ok().json(deliveries.map_err(refused)?))
}

/// GET `/api/admin/status`: sources with their last runs, and the counts of all views.
pub async fn status(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let status = web::block(move || crate::status::status(&portal)).await??;
    Ok(HttpResponse::Ok().json(status))
}

/// GET `/api/admin/statistics/proposal`: the mapping that the cells of a table propose.
pub async fn propose_cube(
    request: HttpRequest,
    portal: web::Data<Portal>,
    query: web::Query<TableName>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let table = query.into_inner();
    let id = SourceId::new(&table.source);
    let file = portal.source(&id).ok_or_else(|| PortalError::not_found(Language::De))?;
    let area = responsible(file, &portal.region);
    let proposed = propose_for(&portal.catalogue, &portal.harvester.client(), file, &table, area).await;
    let proposal = proposed.map_err(|message| PortalError::bad_request("no-proposal", message))?;
    Ok(HttpResponse::Ok().json(proposal))
}

/// The area that the publisher of a source is responsible for.
pub fn responsible(file: &SourceFile, region: &Region) -> Option<AreaKey> {
    let organisation = file.publisher.as_ref().and_then(|id| region.organisation(id.get_ref()))?;
    AreaKey::read(organisation.ags.as_deref()?)
}

/// Where a list of decisions goes on.
#[derive(Deserialize)]
pub struct AfterQuery {
    /// The seq of the last decision known; 0 for the first.
    #[serde(default)]
    after: u64,
}

/// GET `/api/admin/relations`: the next 1,000 decisions that hold now about datasets that are the same.
pub async fn relations(
    request: HttpRequest,
    portal: web::Data<Portal>,
    query: web::Query<AfterQuery>,
) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let after = Seq(query.after);
    let decisions = web::block(move || portal.catalogue.decisions(after, relations::PAGE)).await??;
    Ok(HttpResponse::Ok().json(decisions))
}

/// GET `/api/admin/relations/series`: the series that the operator confirms, and what else is proposed as
/// one.
pub async fn series(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let series = web::block(move || portal.catalogue.series(&portal.policy)).await??;
    Ok(HttpResponse::Ok().json(series))
}

/// GET `/api/admin/relations/doubts`: datasets of different sources that share a key, but are both shown.
pub async fn doubts(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    authorize(&request, &portal)?;
    let doubts = web::block(move || portal.catalogue.doubts(&portal.policy)).await??;
    Ok(HttpResponse::Ok().json(doubts))
}

/// Checks `Authorization: Bearer …` in constant time against every hash allowed.
fn authorize(request: &HttpRequest, portal: &Portal) -> Result<(), PortalError> {
    let token = token(request).unwrap_or_default();
    let hash = |token: &str| format!("{:x}", Sha256::digest(token));
    let given = hash(token);
    let local = hash(&portal.local_token);
    let known = portal.config.admin.token_sha256.iter().chain([&local]);
    let matches =
        known.fold(0, |matches, known| matches | known.as_bytes().ct_eq(given.as_bytes()).unwrap_u8());
    if matches == 1 && !token.is_empty() {
        return Ok(());
    }
    let address = client_address(request, &portal.config.trusted_proxies);
    if address.is_some_and(|address| TRIES.check_key(&address).is_err()) {
        let message = "Zu viele Versuche; bitte eine Minute warten. / Too many tries; please wait a minute.";
        let error = PortalError::new(StatusCode::TOO_MANY_REQUESTS, "too-many-tries", message);
        return Err(PortalError { retry_after_secs: Some(60), ..error });
    }
    let message =
        "Hier wird ein gültiges Token verlangt: Authorization: Bearer … / A valid token is required.";
    Err(PortalError::new(StatusCode::UNAUTHORIZED, "unauthorized", message))
}

/// The token of the header; the name of the scheme is written in any case (RFC 9110 §11.1).
fn token(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn refused(error: Error) -> PortalError {
    match error {
        Error::UnknownSource(id) => PortalError::new(
            StatusCode::NOT_FOUND,
            "source-unknown",
            format!("Eine Quelle „{id}“ gibt es hier nicht. / There is no source “{id}” here."),
        ),
        Error::AlreadyRunning(id) => PortalError::new(
            StatusCode::CONFLICT,
            "already-running",
            format!(
                "Ein Lauf der Quelle „{id}“ ist schon unterwegs. / A run of the source “{id}” is under way."
            ),
        ),
        Error::UnknownOrganisation(id) => PortalError::new(
            StatusCode::NOT_FOUND,
            "organisation-unknown",
            format!("Eine Organisation „{id}“ gibt es hier nicht. / There is no organisation “{id}” here."),
        ),
        Error::LinksUnderWay => PortalError::new(
            StatusCode::CONFLICT,
            "already-running",
            "Die Links werden gerade schon geprüft. / Links are being checked already.",
        ),
        other => PortalError::internal(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_scheme_is_written_in_any_case() {
        for (value, expected) in [
            ("Bearer abc", Some("abc")),
            ("bearer abc", Some("abc")),
            ("BEARER  abc ", Some("abc")),
            ("Basic abc", None),
            ("abc", None),
        ] {
            let request = TestRequest::default().insert_header((header::AUTHORIZATION, value));
            assert_eq!(token(&request.to_http_request()), expected, "{value}");
        }
    }
}
