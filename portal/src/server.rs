//! Every route and every middleware, in one list.

use crate::api::{admin, catalog, check, cube, dataset, files, health, organisation, quality, sparql};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::{assets, caching, cross_origin, pages};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::{Compress, DefaultHeaders, Next, from_fn};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, Resource, web};
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Nothing but our own files may load, and nobody may frame us.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
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
    let server = HttpServer::new(move || {
        App::new()
            .app_data(portal.clone())
            .app_data(web::PayloadConfig::new(REQUEST_BYTES))
            .app_data(web::FormConfig::default().limit(REQUEST_BYTES))
            .app_data(
                web::QueryConfig::default()
                    .error_handler(|_, request| PortalError::query_string(request.query_string()).into()),
            )
            // The last one sees a request first and its answer last.
            .wrap(from_fn(errors_as_pages))
            .wrap(from_fn(without_trailing_slash))
            .wrap(from_fn(caching::tag_pages))
            .wrap(Compress::default())
            .wrap(from_fn(caching::vary_by_encoding))
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
pub fn bind_metrics(
    handle: PrometheusHandle,
    portal: web::Data<Portal>,
    listen: SocketAddr,
) -> std::io::Result<actix_web::dev::Server> {
    let handle = web::Data::new(handle);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(handle.clone())
            .app_data(portal.clone())
            .route("/metrics", web::get().to(health::metrics))
    });
    Ok(server.workers(1).disable_signals().bind(listen)?.run())
}

fn routes(config: &mut web::ServiceConfig) {
    // Interfaces for programs.
    config
        .service(get_and_head("/healthz").to(health::healthz))
        .service(get_and_head("/readyz").to(health::readyz))
        .service(get_and_head("/catalog").to(catalog::negotiated).wrap(from_fn(cross_origin::readable)))
        .service(
            get_and_head("/catalog.{extension}")
                .to(catalog::by_extension)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(web::resource(vec!["/sparql", "/en/sparql"]).route(web::route().to(sparql::endpoint)))
        .service(get_and_head("/qualitaet.json").to(quality::region).wrap(from_fn(cross_origin::readable)))
        .service(
            get_and_head("/qualitaet/{id}.json")
                .to(quality::organisation)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/qualitaet.atom", "/en/quality.atom"])
                .to(quality::changes::of_region)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/qualitaet/{id}.atom", "/en/quality/{id}.atom"])
                .to(quality::changes::of_organisation)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/status/{source}/befunde.atom", "/en/status/{source}/findings.atom"])
                .to(quality::changes::of_source)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(web::resource("/api/check").route(web::route().to(check::endpoint)))
        .service(get_and_head("/api/admin/status").to(admin::status))
        .service(post("/api/admin/links/check").route(web::post().to(admin::check_links)))
        .service(get_and_head("/api/admin/relations").to(admin::relations))
        .service(get_and_head("/api/admin/statistics/proposal").to(admin::propose_cube))
        .service(get_and_head("/api/admin/relations/series").to(admin::series))
        .service(get_and_head("/api/admin/relations/doubts").to(admin::doubts))
        .service(
            web::resource("/api/admin/reports/{organisation}")
                .route(web::get().to(admin::preview_report))
                .route(web::post().to(admin::deliver_report)),
        )
        .service(post("/api/admin/sources/{id}/run").route(web::post().to(admin::run)))
        .service(post("/api/admin/sources/{id}/release").route(web::post().to(admin::release)))
        .service(post("/api/admin/sources/{id}/withdraw").route(web::post().to(admin::withdraw)));
    // Datasets: pages and RDF under one IRI.
    config
        .service(
            get_and_head("/dataset/{source}/{id}/datei/{name}")
                .to(files::file)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/dataset/{source}/{id}/herkunft", "/en/dataset/{source}/{id}/provenance"])
                .to(pages::origin::page),
        )
        .service(
            get_and_head_all([
                "/dataset/{source}/{id}/befunde.csv",
                "/en/dataset/{source}/{id}/findings.csv",
            ])
            .to(pages::quality::to_do::of_dataset),
        )
        .service(
            get_and_head_all([
                "/dataset/{source}/{id}/befunde.atom",
                "/en/dataset/{source}/{id}/findings.atom",
            ])
            .to(quality::changes::of_dataset)
            .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head("/dataset/{source}/{id}/original")
                .to(pages::origin::record)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/dataset/{source}/{id}/{below:.+}", "/en/dataset/{source}/{id}/{below:.+}"])
                .to(dataset::below)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/dataset/{source}/{id}", "/en/dataset/{source}/{id}"])
                .to(dataset::show)
                .wrap(from_fn(cross_origin::readable)),
        );
    config.service(get_and_head("/organisation/{id}").to(organisation::organisation));
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
        .service(get_and_head_all(["/qualitaet", "/en/quality"]).to(pages::quality::region))
        .service(get_and_head_all(["/qualitaet.csv", "/en/quality.csv"]).to(pages::quality::to_do::of_region))
        .service(
            get_and_head_all(["/qualitaet/regeln.csv", "/en/quality/constraints.csv"])
                .to(pages::findings::constraints_of_region),
        )
        .service(
            get_and_head_all(["/qualitaet/{id}/regeln.csv", "/en/quality/{id}/constraints.csv"])
                .to(pages::findings::constraints_of_organisation),
        )
        .service(
            get_and_head_all(["/qualitaet/{id}.csv", "/en/quality/{id}.csv"])
                .to(pages::quality::to_do::of_organisation),
        )
        .service(get_and_head_all(["/qualitaet/{id}", "/en/quality/{id}"]).to(pages::quality::organisation))
        .service(
            get_and_head_all(["/demografie", "/en/demography"]).to(pages::demography::overview::overview),
        )
        .service(
            get_and_head_all(["/demografie/methode/vorausberechnung", "/en/demography/method/projection"])
                .to(pages::demography::projection::method),
        )
        .service(
            get_and_head_all(["/demografie/{area}", "/en/demography/{area}"])
                .to(pages::demography::area::area),
        )
        .service(
            get_and_head_all([
                "/demografie/{area}/{view}/einbetten",
                "/en/demography/{area}/{view}/einbetten",
            ])
            .to(pages::demography::chart::embedded),
        )
        .service(
            get_and_head_all(["/demografie/{area}/{view}", "/en/demography/{area}/{view}"])
                .to(pages::demography::chart::chart)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(get_and_head_all(["/dashboards", "/en/dashboards"]).to(pages::dashboards::list::list))
        .service(
            get_and_head_all(["/dashboards/{id}", "/en/dashboards/{id}"])
                .to(pages::dashboards::dashboard::dashboard),
        )
        .service(
            get_and_head_all(["/dashboards/{id}/{tile}/einbetten", "/en/dashboards/{id}/{tile}/einbetten"])
                .to(pages::dashboards::tile::embedded),
        )
        .service(
            get_and_head_all(["/dashboards/{id}/{tile}", "/en/dashboards/{id}/{tile}"])
                .to(pages::dashboards::tile::tile)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(get_and_head_all(["/indikator", "/en/indicator"]).to(pages::demography::indicator::list))
        .service(
            get_and_head_all(["/indikator/{id}", "/en/indicator/{id}"])
                .to(pages::demography::indicator::indicator),
        )
        .service(
            get_and_head("/kubus/{id:[^.]+}.{extension:.+}")
                .to(cube::cube)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(get_and_head_all(["/kubus/{id:[^.]+}", "/en/cube/{id}"]).to(pages::demography::cube::cube))
        .service(
            get_and_head_all(["/id/gebiet/{area}", "/en/id/gebiet/{area}"])
                .to(pages::demography::area::known_as),
        )
        .service(get_and_head_all(["/frage", "/en/question"]).to(pages::demography::question::question))
        .service(
            get_and_head_all(["/vergleich", "/en/comparison"]).to(pages::demography::comparison::comparison),
        )
        .service(
            get_and_head_all([
                "/id/beobachtung/{cube}/{notations:.+}",
                "/en/id/beobachtung/{cube}/{notations:.+}",
            ])
            .to(pages::demography::pedigree::observation)
            .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/id/schnitt/{cube}/{area}/{period}", "/en/id/schnitt/{cube}/{area}/{period}"])
                .to(pages::demography::slice::slice),
        )
        .service(
            get_and_head_all(["/def/{name:.+}", "/en/def/{name:.+}"])
                .to(pages::demography::definition::definition)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head("/id/tabelle/{sha256}")
                .to(pages::demography::table::table)
                .wrap(from_fn(cross_origin::readable)),
        )
        .service(
            get_and_head_all(["/pruefen", "/en/check"])
                .to(pages::check::form)
                .route(web::post().to(pages::check::answer)),
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
            .default_service(web::to(only_get_and_head))
    }
}

/// What changes something: POST only.
fn post(path: &str) -> Resource {
    web::resource(path).default_service(web::to(only_post))
}

async fn only_get_and_head() -> Result<HttpResponse, PortalError> {
    Err(PortalError::method_not_allowed("GET, HEAD"))
}

async fn only_post() -> Result<HttpResponse, PortalError> {
    Err(PortalError::method_not_allowed("POST"))
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

/// Sends whoever adds a slash to the address without it (308), if there is something there.
async fn without_trailing_slash(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path();
    let shorter = path.trim_end_matches('/');
    let routes = request.resource_map();
    if shorter.len() == path.len() || routes.has_resource(path) || !routes.has_resource(shorter) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    // As the client wrote it, percent signs and all.
    let path = request.uri().path().trim_end_matches('/');
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let moved = HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, format!("{path}{query}")))
        .finish();
    Ok(request.into_response(moved).map_into_right_body())
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
            error.explain(page.headers_mut());
            Ok(response.into_response(page).map_into_right_body())
        }
        _ => Ok(response.map_into_left_body()),
    }
}
