//! What caches need to know, in one place: which headers an answer depends on, and whether the client has
//! it already.
//!
//! Answers are compressed on their way out, so a tag stands for a representation in all its encodings.
//! That makes it a weak one (RFC 9110 §8.8.3.3), and weakly it is compared.

use actix_web::body::{self, BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    self, EntityTag, Header, HeaderMap, HeaderValue, IfModifiedSince, IfNoneMatch, TryIntoHeaderValue,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, HttpResponseBuilder};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::time::SystemTime;

/// A tag from what tells versions of a representation apart.
pub fn tag(version: impl Into<String>) -> EntityTag {
    EntityTag::new_weak(version.into())
}

/// The tag of a body, as it is before compression.
pub fn tag_of(body: &[u8]) -> EntityTag {
    let hash = format!("{:x}", Sha256::digest(body));
    tag(&hash[..32])
}

/// Whether the client has this very representation (weak comparison, RFC 9110 §13.1.2).
pub fn not_modified(request: &impl HttpMessage, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

/// The same for what says when it was last changed: a client that knows no tag may tell when it asked last
/// (RFC 9110 §13.1.3); one that knows a tag is answered by the tag.
pub fn not_modified_since(request: &impl HttpMessage, tag: &EntityTag, changed: Timestamp) -> bool {
    if request.headers().contains_key(header::IF_NONE_MATCH) {
        return not_modified(request, tag);
    }
    // Whole seconds, as `Last-Modified` told them.
    IfModifiedSince::parse(request).is_ok_and(|IfModifiedSince(asked)| {
        let asked = SystemTime::from(asked).duration_since(SystemTime::UNIX_EPOCH);
        asked.is_ok_and(|asked| changed.as_second() <= i64::try_from(asked.as_secs()).unwrap_or(i64::MAX))
    })
}

/// 304 with the headers set so far. It has no body, not even an empty one with a length.
pub fn unchanged(response: &mut HttpResponseBuilder) -> HttpResponse {
    response.status(StatusCode::NOT_MODIFIED).body(body::None::new())
}

/// Gives pages a tag, and answers 304 to browsers that have them.
pub async fn tag_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.call(request).await?.map_into_boxed_body();
    let headers = response.headers();
    let is_html = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|content_type| content_type.as_bytes().starts_with(b"text/html"));
    if !is_read || !is_html || response.status() != StatusCode::OK || headers.contains_key(header::ETAG) {
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (mut response, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Ok(body) => body,
        Err(body) => return Ok(ServiceResponse::new(request, response.set_body(body))),
    };
    let tag = tag_of(&body);
    if let Ok(value) = tag.clone().try_into_value() {
        response.headers_mut().insert(header::ETAG, value);
    }
    if !not_modified(&request, &tag) {
        return Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))));
    }
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().remove(header::CONTENT_TYPE);
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body::None::new()))))
}

/// Says once of every answer with a body, and of every 304 that stands for one, that it depends on the
/// encodings accepted. Stands outside of the compression, which says so only when it has compressed.
pub async fn vary_by_encoding(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let is_head = response.request().method() == Method::HEAD;
    let has_body = !matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    let status = response.status();
    let depends = status == StatusCode::NOT_MODIFIED || has_body || (is_head && status.is_success());
    vary(response.headers_mut(), depends.then_some("accept-encoding"));
    Ok(response)
}

/// One `Vary` header instead of several, every name once, and one more if need be.
fn vary(headers: &mut HeaderMap, more: Option<&str>) {
    let values = headers.get_all(header::VARY).filter_map(|value| value.to_str().ok());
    let names = values.flat_map(|value| value.split(',')).map(|name| name.trim().to_ascii_lowercase());
    let mut names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
    names.extend(more.map(str::to_owned));
    let names: Vec<String> = names.into_iter().collect();
    match HeaderValue::from_str(&names.join(", ")) {
        Ok(value) if !names.is_empty() => drop(headers.insert(header::VARY, value)),
        _ => drop(headers.remove(header::VARY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::middleware::{Compress, from_fn};
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, web};

    #[test]
    fn vary_names_everything_once() {
        let check = |before: &[&'static str], more: Option<&str>, expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            for value in before {
                headers.append(header::VARY, HeaderValue::from_static(value));
            }
            vary(&mut headers, more);
            let found: Vec<_> = headers.get_all(header::VARY).collect();
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{before:?}");
        };
        check(&[], None, None);
        check(&[], Some("accept-encoding"), Some("accept-encoding"));
        check(&["Accept, Accept-Encoding", "accept-encoding"], None, Some("accept, accept-encoding"));
        check(&["accept"], Some("accept-encoding"), Some("accept, accept-encoding"));
    }

    #[test]
    fn a_tag_counts_before_a_date() {
        const CHANGED: &str = "Sun, 22 Nov 2026 12:00:00 GMT";
        let changed: Timestamp = "2026-11-22T12:00:00.9Z".parse().expect("a time");
        let check = |tag_known: Option<&str>, since: Option<&str>, expected: bool| {
            let mut request = TestRequest::default();
            for (name, value) in [(header::IF_NONE_MATCH, tag_known), (header::IF_MODIFIED_SINCE, since)] {
                request = value
                    .into_iter()
                    .fold(request, |request, value| request.insert_header((name.clone(), value)));
            }
            let found = not_modified_since(&request.to_http_request(), &tag("a"), changed);
            assert_eq!(found, expected, "{tag_known:?} {since:?}");
        };
        check(None, None, false);
        check(None, Some(CHANGED), true);
        check(None, Some("Mon, 23 Nov 2026 00:00:00 GMT"), true);
        check(None, Some("Sun, 22 Nov 2026 11:59:59 GMT"), false);
        check(None, Some("yesterday"), false);
        check(Some("W/\"a\""), Some("Sun, 22 Nov 2026 11:59:59 GMT"), true);
        check(Some("W/\"b\""), Some(CHANGED), false);
    }

    #[actix_web::test]
    async fn pages_are_sent_once_whatever_their_encoding() {
        let page = || async { HttpResponse::Ok().content_type("text/html").body("<p>Hallo</p>".repeat(100)) };
        let app = App::new()
            .wrap(from_fn(tag_pages))
            .wrap(Compress::default())
            .wrap(from_fn(vary_by_encoding))
            .route("/", web::get().to(page))
            .route("/", web::head().to(page));
        let app = init_service(app).await;
        let ask = async |method: Method, encoding: &'static str, known: &str| {
            let request = TestRequest::default().method(method);
            let request = request.insert_header((header::ACCEPT_ENCODING, encoding));
            let request = request.insert_header((header::IF_NONE_MATCH, known.to_owned())).to_request();
            let response = call_service(&app, request).await;
            let header = |name| response.headers().get(&name).and_then(|value| value.to_str().ok());
            let told = (
                response.status().as_u16(),
                header(header::ETAG).unwrap_or_default().to_owned(),
                header(header::VARY).unwrap_or_default().to_owned(),
            );
            (told, read_body(response).await.len())
        };
        let (plain, _) = ask(Method::GET, "identity", "\"other\"").await;
        assert_eq!((plain.0, plain.2.as_str()), (200, "accept-encoding"));
        assert!(plain.1.starts_with("W/\""), "{}", plain.1);
        assert_eq!(ask(Method::GET, "br", "\"other\"").await.0, plain);
        assert_eq!(ask(Method::HEAD, "identity", "\"other\"").await.0, plain);
        for encoding in ["br", "identity"] {
            let (told, length) = ask(Method::GET, encoding, &plain.1).await;
            assert_eq!((told, length), ((304, plain.1.clone(), plain.2.clone()), 0));
        }
    }
}
