//! The built web assets, part of the program: style sheet, fonts, pictures. Their names hold a hash
//! of their content, so browsers may keep them for ever.

use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, HeaderValue, Preference};
use actix_web::{HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../web/dist"]
struct Dist;

/// Plain name to hashed name, as the web build wrote it.
static MANIFEST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// The hashed file name of an asset, e.g. `main-QXN6RYOF.css` for `main.css`; the plain name if there
/// is no such asset.
pub fn hashed(name: &str) -> &str {
    MANIFEST.get(name).map_or(name, String::as_str)
}

/// A file of the web build that is not for browsers, by its plain name.
pub fn bytes(name: &str) -> Option<Vec<u8>> {
    Dist::get(name).map(|file| file.data.into_owned())
}

/// GET and HEAD `/static/{file}`: the file, Brotli or gzip if the browser takes it.
pub async fn asset(
    file: web::Path<String>,
    accept: Option<web::Header<AcceptEncoding>>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let name = file.into_inner();
    let known = MANIFEST.values().any(|hashed| hashed == &name);
    let plain =
        if known { Dist::get(&name) } else { None }.ok_or_else(|| PortalError::not_found(language))?;
    let (file, encoding) =
        accept.and_then(|accept| compressed(&name, &accept)).unwrap_or((plain, "identity"));
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type(&name)))
        // Also `identity`: it keeps the compressing middleware away from what is compressed already.
        .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding)))
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}

/// GET and HEAD `/robots.txt`: pages may be found, combinations of filters and queries not.
pub async fn robots(portal: web::Data<Portal>) -> HttpResponse {
    let robots = "User-agent: *\nDisallow: /sparql\nDisallow: /en/sparql\nDisallow: /suche?*&\nDisallow: /en/search?*&\nDisallow: /api/\n";
    let comment = format!("# {}\n{robots}", portal.base());
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(comment)
}

fn compressed(name: &str, accept: &AcceptEncoding) -> Option<(EmbeddedFile, &'static str)> {
    [(ContentEncoding::Brotli, "br", "br"), (ContentEncoding::Gzip, "gz", "gzip")].into_iter().find_map(
        |(encoding, extension, header)| {
            let file = Dist::get(&format!("{name}.{extension}"))?;
            accepts(accept, encoding).then_some((file, header))
        },
    )
}

fn accepts(accept: &AcceptEncoding, encoding: ContentEncoding) -> bool {
    let quality = |wanted: &Preference<Encoding>| {
        accept.iter().find(|item| &item.item == wanted).map(|item| item.quality > header::Quality::ZERO)
    };
    let named = quality(&Preference::Specific(Encoding::Known(encoding)));
    named.or_else(|| quality(&Preference::Any)).unwrap_or(false)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::Header;

    #[test]
    fn everything_the_pages_name_is_there() {
        for name in [
            "main.css",
            "icon.svg",
            "statistics.js",
            "fira-sans-latin-400-normal.woff2",
            "fira-sans-latin-600-normal.woff2",
            "fira-sans-license.txt",
        ] {
            assert!(Dist::get(hashed(name)).is_some(), "{name}");
            assert_ne!(hashed(name), name);
        }
    }

    #[test]
    fn fonts_for_pictures_have_no_address() {
        for name in ["fira-sans-400.ttf", "fira-sans-600.ttf"] {
            assert!(Dist::get(name).is_some(), "{name}");
            assert_eq!(hashed(name), name);
        }
    }

    #[test]
    fn encodings() {
        let check = |accept: &'static str, expected: &str| {
            let request = actix_web::test::TestRequest::default()
                .insert_header((header::ACCEPT_ENCODING, accept))
                .to_http_request();
            let accept = AcceptEncoding::parse(&request).expect("a valid header");
            let encoding =
                compressed(hashed("main.css"), &accept).map_or("identity", |(_, encoding)| encoding);
            assert_eq!(encoding, expected, "{accept}");
        };
        check("gzip, deflate, br", "br");
        check("gzip", "gzip");
        check("br;q=0, gzip", "gzip");
        check("identity", "identity");
        check("*", "br");
    }
}
