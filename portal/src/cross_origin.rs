//! Everybody's pages may read what is for programs: RDF, feed, SPARQL. There are no credentials here that
//! they could misuse.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

/// Methods of what can only be read.
pub const READ: &str = "GET, HEAD, OPTIONS";

/// Allows every origin, also for errors, and answers preflights of resources that can only be read.
pub async fn readable(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut response = if request.method() == Method::OPTIONS {
        request.into_response(preflight(READ))
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    allow(response.headers_mut());
    Ok(response)
}

/// The answer to a browser that asks before it asks.
pub fn preflight(methods: &'static str) -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ALLOW, methods))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, methods))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Content-Type, If-None-Match"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "86400"))
        .finish()
}

/// Allows every origin to read an answer and the headers that belong to it.
pub fn allow(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("ETag, Link, Datenkreis-Seq, Retry-After"),
    );
}
