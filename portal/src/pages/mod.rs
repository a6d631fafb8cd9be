//! The pages people see. A handler asks the catalogue off the async threads, builds the struct its
//! template needs, and renders it. No page needs JavaScript, none holds a query.
//!
//! A new page is a file here, a template in `web/templates/pages/`, an entry in [`links::Page`] and a
//! line in `server.rs`.

pub mod about;
pub mod check;
pub mod clean;
mod concept;
pub mod dashboards;
pub mod dataset;
pub mod demography;
pub mod error;
pub mod findings;
pub mod home;
pub mod layout;
pub mod links;
pub mod origin;
mod pagination;
pub mod quality;
mod same;
pub mod search;
pub mod series;
pub mod status;
mod value;

use crate::error::PortalError;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use askama::Template;

/// A rendered page.
pub fn respond(page: &impl Template) -> Result<HttpResponse, PortalError> {
    Ok(html(StatusCode::OK, render(page)?))
}

fn render(page: &impl Template) -> Result<String, PortalError> {
    page.render().map_err(PortalError::internal)
}

fn html(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        // Pages change with every harvest; browsers ask again, and get compressed HTML of a few KB.
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(body)
}
