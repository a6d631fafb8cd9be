//! Every route and every middleware, in one list.

use crate::api::{admin, catalog, dataset, files, health, sparql};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::{assets, pages};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Compress, DefaultHeaders, Next, from_fn};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, Resource, web};
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Nothing but our own files may load, and nobody may frame us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; script-src 'self'; connect-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Largest body a client may send: a SPARQL query is 32 KiB at most.
const REQUEST_BYTES: usize = 64 << 10;

/// Binds the public server; `run` it by awaiting what is returned. The addresses tell the port that
/// was given for port 0.
pub fn bind(
    portal: web::Data<Portal>,
    listen: SocketAddr,
) -> std::io::Result<(actix_web::dev::Server, Vec<SocketAddr>)> {
    let server =
        HttpServer::new(move || {
            App::new()
                .app_data(portal.clone())
                .app_data(web::PayloadConfig::new(REQUEST_BYTES))
                .app_data(web::FormConfig::default().limit(REQUEST_BYTES))
                .app_data(web::QueryConfig::default().error_handler(|error, _| {
                    PortalError::bad_request("query-string", error.to_string()).into()
                }))
                // The last one sees a request first and its answer last.
                .wrap(from_fn(errors_as_pages))
                .wrap(Compress::default())
                .wrap(security_headers())
                .wrap(from_fn(observe))
                .configure(routes)
                .default_service(web::to(not_found))
        })
        .workers(2)
        .client_request_timeout(Duration::from_secs(15))
        .client_disconnect_timeout(Duration::from_secs(5))
        .shutdown_timeout(10)
        .disable_signals()
        .bind(listen)?;
    let addresses = server.addrs();
    Ok((server.run(), addresses))
}

/// Binds the server of `/metrics`.
pub fn bind_metrics(handle: PrometheusHandle, listen: SocketAddr) -> std::io::Result<actix_web::dev::Server> {
    let handle = web::Data::new(handle);
    let server = HttpServer::new(move || {
        App::new().app_data(handle.clone()).route("/metrics", web::get().to(health::metrics))
    });
    Ok(server.workers(1).disable_signals().bind(listen)?.run())
}

fn routes(config: &mut web::ServiceConfig) {
    // Interfaces for programs.
    config
        .service(get_and_head("/healthz").to(health::healthz))
        .service(get_and_head("/readyz").to(health::readyz))
        .service(get_and_head("/catalog").to(catalog::negotiated))
        .service(get_and_head("/catalog.{extension}").to(catalog::by_extension))
        .service(web::resource(vec!["/sparql", "/en/sparql"]).route(web::route().to(sparql::endpoint)))
        .service(web::resource("/api/admin/status").route(web::get().to(admin::status)))
        .service(web::resource("/api/admin/sources/{id}/run").route(web::post().to(admin::run)))
        .service(web::resource("/api/admin/sources/{id}/release").route(web::post().to(admin::release)));
    // Datasets: pages and RDF under one IRI.
    config
        .service(get_and_head("/dataset/{source}/{id}/datei/{name}").to(files::file))
        .service(
            get_and_head_all(["/dataset/{source}/{id}/{below:.+}", "/en/dataset/{source}/{id}/{below:.+}"])
                .to(dataset::below),
        )
        .service(get_and_head_all(["/dataset/{source}/{id}", "/en/dataset/{source}/{id}"]).to(dataset::show));
    // Pages, German and English.
    config
        .service(get_and_head_all(["/", "/en", "/en/"]).to(pages::home::home))
        .service(get_and_head_all(["/suche", "/en/search"]).to(pages::search::search))
        .service(get_and_head_all(["/status", "/en/status"]).to(pages::status::overview))
        .service(get_and_head_all(["/status/{source}", "/en/status/{source}"]).to(pages::status::source))
        .service(
            get_and_head_all(["/status/{source}/befunde", "/en/status/{source}/findings"])
                .to(pages::findings::list),
        )
        .service(
            get_and_head_all(["/status/{source}/befunde.csv", "/en/status/{source}/findings.csv"])
                .to(pages::findings::csv),
        )
        .service(get_and_head_all(["/ueber", "/en/about"]).to(pages::about::about))
        .service(get_and_head_all(["/impressum", "/en/legal-notice"]).to(pages::about::legal_notice))
        .service(get_and_head_all(["/datenschutz", "/en/privacy"]).to(pages::about::privacy))
        .service(get_and_head_all(["/barrierefreiheit", "/en/accessibility"]).to(pages::about::accessibility))
        .service(get_and_head("/static/{file:.+}").to(assets::asset))
        .service(get_and_head("/robots.txt").to(assets::robots));
}

/// GET and HEAD together: `web::get()` alone answers HEAD with 404, and GovData asks HEAD first.
struct Both(Resource);

fn get_and_head(path: &str) -> Both {
    Both(web::resource(path))
}

fn get_and_head_all<const N: usize>(paths: [&str; N]) -> Both {
    Both(web::resource(paths.to_vec()))
}

impl Both {
    fn to<F, Args>(self, handler: F) -> Resource
    where
        F: actix_web::Handler<Args> + Clone,
        Args: actix_web::FromRequest + 'static,
        F::Output: actix_web::Responder + 'static,
    {
        self.0
            .route(web::get().to(handler.clone()))
            .route(web::head().to(handler))
            .default_service(web::to(method_not_allowed))
    }
}

async fn method_not_allowed() -> HttpResponse {
    use actix_web::ResponseError;
    let error = PortalError::new(
        actix_web::http::StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "Hier sind GET und HEAD erlaubt. / GET and HEAD are allowed here.",
    );
    let mut response = error.error_response();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

async fn not_found(request: HttpRequest) -> Result<HttpResponse, PortalError> {
    Err(PortalError::not_found(Language::of_path(request.path())))
}

fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=()"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
}

/// One log line and one measurement per request; no address and no query text of a visitor.
async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = request.path().to_owned();
    let response = next.call(request).await?;
    let took = begun.elapsed();
    let status = response.status().as_u16();
    let route = response.request().match_pattern().unwrap_or_else(|| "none".into());
    metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("http_request_seconds", "route" => route).record(took);
    tracing::info!(%method, path, status, millis = took.as_secs_f64() * 1e3, "request");
    Ok(response)
}

/// Turns problem+json into a page when a browser asked.
async fn errors_as_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let wants_page = accept.is_some_and(|accept| accept.contains("text/html"));
    let language = Language::of_path(request.path());
    let portal = request.app_data::<web::Data<Portal>>().cloned();
    let (request, response) = match next.call(request).await {
        Ok(response) => response.into_parts(),
        Err(error) => return Err(error),
    };
    let response = ServiceResponse::new(request, response);
    match (response.response().error(), portal) {
        (Some(error), Some(portal)) if wants_page => {
            let Some(error) = error.as_error::<PortalError>() else {
                return Ok(response.map_into_left_body());
            };
            let mut page = pages::error::page(&portal, language, error);
            if let Some(secs) = error.retry_after_secs {
                page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs));
            }
            Ok(response.into_response(page).map_into_right_body())
        }
        _ => Ok(response.map_into_left_body()),
    }
}
