//! `POST /api/check`: a document as body, or JSON with an address; the report as JSON, Turtle or HTML.
//! Described in `docs/check.md`.

use crate::check::{Subject, html};
use crate::client_address::client_address;
use crate::cross_origin;
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::choose;
use crate::pages::check::{Output, received, written};
use crate::state::Portal;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use datenkreis_vocab::shapes::Profile;
use serde::Deserialize;
use url::{Url, form_urlencoded};

const METHODS: &str = "POST, OPTIONS";

const OFFERED: &[(&str, Output)] = &[
    ("application/json", Output::Json),
    ("text/turtle", Output::Turtle),
    ("text/html", Output::Page),
    ("application/x-turtle", Output::Turtle),
    ("application/xhtml+xml", Output::Page),
];

/// Media types of documents; without one, and for the general ones, the document itself tells.
const TAKEN: [&str; 19] = [
    "",
    "application/octet-stream",
    "text/plain",
    "text/turtle",
    "application/x-turtle",
    "application/turtle",
    "text/n3",
    "application/trig",
    "application/n-triples",
    "application/n-quads",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/ld+json",
    "application/json",
    "text/json",
    "text/rdf+n3",
    "application/owl+xml",
    "application/x-trig",
];

/// What stands behind the question mark.
#[derive(Default)]
struct Parameters {
    profile: Option<Profile>,
    language: Language,
}

/// The body that names an address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    url: String,
    profile: Option<String>,
}

/// Every method of `/api/check`.
pub async fn endpoint(portal: web::Data<Portal>, request: HttpRequest, body: web::Payload) -> HttpResponse {
    let mut response = match *request.method() {
        Method::OPTIONS => cross_origin::preflight(METHODS),
        Method::POST => match answer(&portal, &request, body).await {
            Ok(response) => response,
            Err(problem) => problem.error_response(),
        },
        _ => PortalError::method_not_allowed(METHODS).error_response(),
    };
    let headers = response.headers_mut();
    cross_origin::allow(headers);
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

async fn answer(
    portal: &Portal,
    request: &HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, PortalError> {
    let output = output(request)?;
    let mut parameters = Parameters::read(request.query_string())?;
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence =
        content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !TAKEN.contains(&essence.as_str()) {
        return Err(unsupported());
    }
    let body = received(request.headers(), body, &portal.config.check, None).await?;
    let asked =
        (essence == "application/json").then(|| serde_json::from_slice::<Asked>(&body).ok()).flatten();
    let subject = match asked {
        Some(asked) => {
            if let Some(profile) = &asked.profile {
                parameters.set_profile(profile)?;
            }
            Subject::Address(address(&asked.url)?)
        }
        None => {
            let general = ["", "application/octet-stream", "text/plain", "application/json", "text/json"];
            let stated = content_type.filter(|_| !general.contains(&essence.as_str()));
            Subject::document(portal.base(), "document", stated.map(str::to_owned), body.to_vec())?
        }
    };
    let client = client_address(request, &portal.config.trusted_proxies);
    let profile = parameters.profile.unwrap_or(Profile::DcatApDe3);
    let inspection = portal.checks.inspect(portal, client, None, profile, subject).await?;
    if output != Output::Page {
        return written(&inspection, output, false);
    }
    // The file brings its own style, and nothing else may load.
    let file = html::file(&inspection, parameters.language).map_err(PortalError::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ))
        .body(file))
}

fn output(request: &HttpRequest) -> Result<Output, PortalError> {
    let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    let accept = values.collect::<Vec<_>>().join(",");
    if accept.trim().is_empty() {
        return Ok(Output::Json);
    }
    choose(&accept, OFFERED).ok_or_else(|| {
        let message = "Berichte gibt es als JSON, Turtle und HTML. / Reports come as JSON, Turtle and HTML.";
        PortalError::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", message)
    })
}

impl Parameters {
    fn read(query: &str) -> Result<Self, PortalError> {
        let mut parameters = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "profile" => parameters.set_profile(&value)?,
                "language" if value == "en" => parameters.language = Language::En,
                "language" if value == "de" => {}
                _ => return Err(PortalError::query_string(query)),
            }
        }
        Ok(parameters)
    }

    fn set_profile(&mut self, name: &str) -> Result<(), PortalError> {
        self.profile = Profile::parse(name);
        if self.profile.is_some() {
            return Ok(());
        }
        let known = Profile::ALL.map(Profile::name).join(", ");
        let shown: String = name.chars().take(100).collect();
        let message = format!(
            "Einen Maßstab „{shown}“ gibt es nicht; es gibt: {known}. / There is no profile “{shown}”; there are: {known}."
        );
        Err(PortalError::bad_request("profile-unknown", message))
    }
}

fn address(text: &str) -> Result<Url, PortalError> {
    let url =
        Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| {
        let message =
            "„url“ ist keine Webadresse mit http oder https. / “url” is no web address with http or https.";
        PortalError::bad_request("address-wrong", message)
    })
}

fn unsupported() -> PortalError {
    let message = "POST nimmt ein Dokument mit seinem Content-Type (text/turtle, application/rdf+xml, application/ld+json, application/n-triples, application/json …), oder application/json mit {\"url\": \"…\"}. / POST takes a document with its Content-Type (text/turtle, application/rdf+xml, application/ld+json, application/n-triples, application/json …), or application/json with {\"url\": \"…\"}.";
    PortalError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", message)
}
