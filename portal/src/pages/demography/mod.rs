//! The pages on statistics: the region, its areas, indicators, comparisons, single charts, and where each figure
//! comes from.

pub mod area;
mod areas;
mod boundary;
pub mod chart;
pub mod comparison;
mod controls;
pub mod cube;
pub mod definition;
mod embed;
mod entry;
mod figure;
mod ground;
pub mod indicator;
mod indicators;
mod lack;
pub mod overview;
mod paper;
pub mod pedigree;
pub mod projection;
pub mod question;
mod similar;
pub mod slice;
pub mod table;

use super::{html, render};
use crate::error::PortalError;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

pub use entry::Entry;
pub use figure::{EXTENSIONS, Figure, sources};
pub use ground::Ground;

/// Renders a page off the async threads.
pub async fn page<P: Template>(
    make: impl FnOnce() -> Result<P, PortalError> + Send + 'static,
) -> Result<HttpResponse, PortalError> {
    let rendered = actix_web::web::block(move || make().and_then(|page| render(&page)));
    Ok(html(StatusCode::OK, rendered.await??))
}
