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
    let agreed = counts.agree();
    let behind =
        counts.store_seq.min(counts.index_seq) < counts.seq || counts.store_readings < counts.readings;
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

/// Says what the figures mean, as `/metrics` shows it.
pub fn describe_metrics() {
    metrics::describe_gauge!("catalogue_datasets", "Published datasets.");
    metrics::describe_gauge!("catalogue_snapshot_seq", "Newest change that is published.");
    metrics::describe_gauge!("harvest_runs_running", "Harvest runs under way, or waiting for others.");
    metrics::describe_gauge!(
        "harvest_last_complete_timestamp_seconds",
        "When the last complete run of a source ended."
    );
    metrics::describe_counter!("harvest_runs_total", "Harvest runs that ended, by verdict.");
    metrics::describe_counter!("harvest_records_total", "What became of the records of ended runs.");
    metrics::describe_counter!("link_checks_total", "Addresses asked, by what was found.");
    metrics::describe_gauge!("links", "Addresses that published datasets name, by how they stand.");
    metrics::describe_gauge!(
        "links_suspicious",
        "Addresses that answer, but with what looks like a page saying “not found”."
    );
    metrics::describe_gauge!("links_last_check_timestamp_seconds", "When an address was last asked.");
    metrics::describe_counter!("reports_total", "Reports to publishers, by way and outcome.");
    metrics::describe_counter!("http_requests_total", "Requests answered, by route and status.");
    metrics::describe_histogram!(
        "http_request_seconds",
        metrics::Unit::Seconds,
        "Time from a request to its answer."
    );
    metrics::describe_counter!("sparql_queries_total", "SPARQL queries, by outcome.");
}
