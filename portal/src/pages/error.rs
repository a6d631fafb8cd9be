//! The page a visitor sees when something is wrong: what, and where to go from here.

use super::html;
use super::layout::Layout;
use super::links::Page;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    layout: Layout,
    message: String,
    status: u16,
    code: &'static str,
    query: &'static str,
}

/// The page for an error, with its status.
pub fn page(portal: &Portal, language: Language, error: &PortalError) -> HttpResponse {
    let texts = crate::texts::of(language);
    let title = match error.status {
        StatusCode::NOT_FOUND => texts.error_not_found,
        StatusCode::GONE => texts.error_gone,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => texts.error_unavailable,
        status if status.is_client_error() => texts.error_bad_request,
        _ => texts.error_internal,
    };
    let mut layout = Layout::new(portal, language, Page::Error, title);
    layout.noindex = true;
    let page = ErrorPage {
        layout,
        message: error.message.clone(),
        status: error.status.as_u16(),
        code: error.code,
        query: "",
    };
    match page.render() {
        Ok(body) => html(error.status, body),
        Err(_) => error.error_response(),
    }
}
