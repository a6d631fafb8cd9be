//! `/pruefen`: hand in a catalogue, learn what is wrong with it. A plain form; nothing is kept.

mod form;

use super::layout::Layout;
use super::links::Page;
use crate::check;
use crate::check::view::ReportView;
use crate::client_address::client_address;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::check::{Texts, of};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_harvester::inspect::Inspection;
use datenkreis_vocab::shapes::Profile;
use form::{Asked, Fault};
pub use form::{Output, received};
use url::form_urlencoded;

/// Bytes of a document that a result page carries along, so that its report can be downloaded.
const CARRIED: usize = 1 << 20;

#[derive(Template)]
#[template(path = "pages/check.html")]
struct CheckPage {
    layout: Layout,
    texts: &'static Texts,
    limits: String,
    problem: Option<Problem>,
    report: Option<ReportView>,
    again: Option<Again>,
    text: String,
    address: String,
    profile: &'static str,
    profiles: Vec<(&'static str, &'static str)>,
    api: String,
}

/// Why there is no result.
struct Problem {
    message: String,
    /// The field to go to; empty if it is none's fault.
    field: &'static str,
}

/// What was checked, to be sent again.
struct Again {
    field: &'static str,
    value: String,
}

/// GET `/pruefen` and `/en/check`; `?adresse=…` fills the field in.
pub async fn form(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let mut asked = Asked::default();
    for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
        match &*name {
            "adresse" => asked.address = value.into_owned(),
            "profil" => asked.profile = Profile::parse(&value).unwrap_or(asked.profile),
            _ => {}
        }
    }
    page(&portal, language, asked, None, None, StatusCode::OK)
}

/// POST of the form.
pub async fn answer(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
    body: web::Payload,
) -> Result<HttpResponse, PortalError> {
    let settings = &portal.config.check;
    let read = form::read(request.headers(), body, settings, language).await;
    let (asked, fault) = match read {
        Ok(asked) => (asked, None),
        Err(fault) => (Asked::default(), Some(fault)),
    };
    let subject = match fault {
        Some(fault) => Err(fault),
        None => asked.subject(portal.base(), language),
    };
    let (subject, field) = match subject {
        Ok(subject) => subject,
        Err(Fault { error, field }) => return failed(&portal, language, asked, &error, field),
    };
    let client = client_address(&request, &portal.config.trusted_proxies);
    let looked = portal.checks.inspect(&portal, client, Some(language), asked.profile, subject).await;
    match looked {
        Ok(inspection) => match asked.output {
            Output::Page => page(&portal, language, asked, Some(&inspection), None, StatusCode::OK),
            output => written(&inspection, output, true),
        },
        Err(error) => failed(&portal, language, asked, &error, field),
    }
}

/// A report for programs; `is_file` lets browsers keep it as a file.
pub fn written(inspection: &Inspection, output: Output, is_file: bool) -> Result<HttpResponse, PortalError> {
    let (content_type, name, body) = match output {
        Output::Turtle => {
            let mut turtle = vec![];
            check::turtle(inspection, &mut turtle).map_err(PortalError::internal)?;
            ("text/turtle; charset=utf-8", "pruefbericht.ttl", turtle)
        }
        _ => (
            "application/json",
            "pruefbericht.json",
            check::json::report(inspection).to_string().into_bytes(),
        ),
    };
    let mut response = HttpResponse::Ok();
    response.content_type(content_type).insert_header((header::CACHE_CONTROL, "no-store"));
    if is_file {
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    }
    Ok(response.body(body))
}

fn failed(
    portal: &Portal,
    language: Language,
    asked: Asked,
    error: &PortalError,
    field: &'static str,
) -> Result<HttpResponse, PortalError> {
    let problem = Problem { message: error.message.clone(), field };
    let mut page = page(portal, language, asked, None, Some(problem), error.status)?;
    error.explain(page.headers_mut());
    Ok(page)
}

fn page(
    portal: &Portal,
    language: Language,
    asked: Asked,
    inspection: Option<&Inspection>,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<HttpResponse, PortalError> {
    let texts = of(language);
    // Whoever hears only the title of the page learns how it ended.
    let title = match (&problem, inspection) {
        (Some(_), _) => format!("{}: {}", texts.failed, texts.title),
        (None, Some(_)) => format!("{}: {}", texts.result, texts.title),
        (None, None) => texts.title.to_owned(),
    };
    let mut layout = Layout::new(portal, language, Page::Check, title);
    layout.noindex = inspection.is_some() || problem.is_some();
    let settings = &portal.config.check;
    let page = CheckPage {
        texts,
        limits: texts.limits(settings.mebibytes, settings.timeout_secs),
        problem,
        report: inspection.map(|inspection| ReportView::of(inspection, language)),
        again: inspection.and_then(|inspection| again(inspection, &asked.address)),
        text: asked.text,
        address: asked.address,
        profile: asked.profile.name(),
        profiles: Profile::ALL.map(|profile| (profile.name(), profile.title(language.tag()))).into(),
        api: format!("POST {}/api/check", portal.base()),
        layout,
    };
    let body = page.render().map_err(PortalError::internal)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}

fn again(inspection: &Inspection, address: &str) -> Option<Again> {
    if !address.trim().is_empty() {
        return Some(Again { field: "adresse", value: address.to_owned() });
    }
    let text = inspection.documents.first()?.text();
    (text.len() <= CARRIED).then(|| Again { field: "dokument", value: text.to_owned() })
}
