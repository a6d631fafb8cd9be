//! What the form sends: `multipart/form-data` from browsers, `application/x-www-form-urlencoded` from
//! simpler ones. Read into memory, never to a file.

use crate::check::{CheckSettings, Subject};
use crate::error::PortalError;
use crate::language::Language;
use crate::texts::check::of;
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{self, Bytes};
use datenkreis_vocab::shapes::Profile;
use futures::{StreamExt, stream};
use std::time::Duration;
use url::{Url, form_urlencoded};

/// Time for a body to arrive.
const LONGEST_UPLOAD: Duration = Duration::from_secs(60);
/// What a form may hold beyond the document.
const OTHER_BYTES: usize = 64 << 10;
/// Fields of a form, at most: ours are five.
const FIELDS: usize = 16;

/// What the result is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    /// A page.
    #[default]
    Page,
    /// JSON.
    Json,
    /// A SHACL report.
    Turtle,
}

/// What was asked for.
pub struct Asked {
    pub text: String,
    pub file: Option<(String, Option<String>, Bytes)>,
    pub address: String,
    pub profile: Profile,
    pub output: Output,
}

/// Why a form cannot be used, and the field to go to.
pub struct Fault {
    pub error: PortalError,
    pub field: &'static str,
}

impl Default for Asked {
    fn default() -> Self {
        let (text, address) = (String::new(), String::new());
        Self { text, file: None, address, profile: Profile::DcatApDe3, output: Output::Page }
    }
}

impl Asked {
    /// The one thing to check, and the field it stands in.
    pub fn subject(&self, base: &str, language: Language) -> Result<(Subject, &'static str), Fault> {
        let texts = of(language);
        let given = [!self.text.trim().is_empty(), self.file.is_some(), !self.address.trim().is_empty()];
        let bad =
            |code, message: &str, field| Fault { error: PortalError::bad_request(code, message), field };
        let document = |name: &str, content_type, body, field| {
            let subject = Subject::document(base, name, content_type, body);
            subject.map(|subject| (subject, field)).map_err(|error| Fault { error, field })
        };
        match (given, &self.file) {
            ([true, false, false], _) => {
                document(texts.text_name, None, self.text.clone().into_bytes(), "dokument")
            }
            ([false, true, false], Some((name, content_type, body))) => {
                document(name, content_type.clone(), body.to_vec(), "datei")
            }
            ([false, false, true], _) => {
                let url = Url::parse(self.address.trim()).ok();
                let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
                let url = url.ok_or_else(|| bad("address-wrong", texts.address_wrong, "adresse"))?;
                Ok((Subject::Address(url), "adresse"))
            }
            ([false, false, false], _) => Err(bad("nothing-given", texts.nothing_given, "dokument")),
            _ => Err(bad("several-given", texts.several_given, "dokument")),
        }
    }

    fn set(&mut self, name: &str, value: Bytes) {
        let text = || String::from_utf8_lossy(&value).into_owned();
        match name {
            "dokument" => self.text = text(),
            "adresse" => self.address = text(),
            "profil" => self.profile = Profile::parse(&text()).unwrap_or(self.profile),
            "ausgabe" => {
                self.output = match &*text() {
                    "json" => Output::Json,
                    "turtle" => Output::Turtle,
                    _ => Output::Page,
                }
            }
            _ => {}
        }
    }
}

/// Reads a form.
pub async fn read(
    headers: &HeaderMap,
    body: web::Payload,
    settings: &CheckSettings,
    language: Language,
) -> Result<Asked, Fault> {
    let body = received(headers, body, settings, Some(language))
        .await
        .map_err(|error| Fault { error, field: "dokument" })?;
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut asked = Asked::default();
    if content_type.starts_with("multipart/form-data") {
        let mut parts = Multipart::new(headers, stream::iter([Ok(body)]));
        for _ in 0..FIELDS {
            let Some(part) = parts.next().await else { return Ok(asked) };
            let mut part = part.map_err(|_| not_understood(language))?;
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.content_disposition().and_then(|part| part.get_filename()).map(str::to_owned);
            let media_type = part.content_type().map(|media_type| media_type.essence_str().to_owned());
            // The whole body is in memory already.
            let value = part.bytes(usize::MAX).await;
            let value = value.ok().and_then(Result::ok).ok_or_else(|| not_understood(language))?;
            match file {
                // A browser sends an empty file where none was chosen.
                Some(file) if name == "datei" => {
                    asked.file = (!value.is_empty() || !file.is_empty()).then_some((file, media_type, value));
                }
                _ => asked.set(&name, value),
            }
        }
        return Err(not_understood(language));
    }
    if content_type.starts_with("application/x-www-form-urlencoded") {
        for (name, value) in form_urlencoded::parse(&body).take(FIELDS) {
            asked.set(&name, Bytes::from(value.into_owned()));
        }
        return Ok(asked);
    }
    Err(not_understood(language))
}

/// A body within the limits of size and time.
pub async fn received(
    headers: &HeaderMap,
    body: web::Payload,
    settings: &CheckSettings,
    language: Option<Language>,
) -> Result<Bytes, PortalError> {
    let most = settings.bytes().saturating_add(OTHER_BYTES);
    let said = |status, code, message: &dyn Fn(&crate::texts::check::Texts) -> String| {
        crate::check::said(language, status, code, message)
    };
    let too_large = || {
        said(StatusCode::PAYLOAD_TOO_LARGE, "document-too-large", &|texts| {
            texts.too_large(settings.mebibytes)
        })
    };
    // Who announces too much need not send it.
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > most) {
        return Err(too_large());
    }
    match tokio::time::timeout(LONGEST_UPLOAD, body.to_bytes_limited(most)).await {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => {
            Err(said(StatusCode::BAD_REQUEST, "request-incomplete", &|texts| texts.incomplete.into()))
        }
        Ok(Err(_)) => Err(too_large()),
        Err(_) => {
            Err(said(StatusCode::REQUEST_TIMEOUT, "request-incomplete", &|texts| texts.incomplete.into()))
        }
    }
}

fn not_understood(language: Language) -> Fault {
    Fault {
        error: PortalError::bad_request("form-not-understood", of(language).not_understood),
        field: "dokument",
    }
}
