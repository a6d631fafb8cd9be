//! Whether the process lives, whether it is ready, and what it counts.

use crate::error::PortalError;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::PrometheusHandle;

/// GET `/healthz`: the process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

/// GET `/readyz`: journal, store and index hold the same datasets at the same seq. While a run
/// commits, store and index may be behind the journal; then the published snapshot counts.
pub async fn readyz(portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    let catalogue = portal.catalogue.clone();
    let counts = web::block(move || catalogue.counts()).await??;
    let agreed = counts.journal == counts.store && counts.journal == counts.index;
    let behind = counts.store_seq.min(counts.index_seq) < counts.seq;
    let ready = agreed || behind;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok(HttpResponse::build(status).json(serde_json::json!({
        "status": if ready { "ready" } else { "not ready" },
        "snapshot": portal.catalogue.snapshot().seq,
        "counts": counts,
    })))
}

/// GET `/metrics`, on its own port.
pub async fn metrics(handle: web::Data<PrometheusHandle>, portal: web::Data<Portal>) -> HttpResponse {
    let snapshot = portal.catalogue.snapshot();
    metrics::gauge!("catalogue_datasets").set(snapshot.datasets as f64);
    metrics::gauge!("catalogue_snapshot_seq").set(snapshot.seq.0 as f64);
    metrics::gauge!("harvest_runs_running").set(portal.harvester.running() as f64);
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(handle.render())
}
