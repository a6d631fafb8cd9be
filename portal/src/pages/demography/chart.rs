//! One chart: as a page of its own, to be embedded, and as files.

use super::controls::Controls;
use super::lack::Lack;
use super::{Figure, Ground, page};
use crate::demography::address::{Address, State};
use crate::demography::formats;
use crate::demography::view::View;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/chart.html")]
struct ChartPage {
    layout: Layout,
    words: &'static DemographyTexts,
    chart: Figure,
    controls: Controls,
}

#[derive(Template)]
#[template(path = "pages/chart-embedded.html")]
struct EmbeddedPage {
    layout: Layout,
    words: &'static DemographyTexts,
    chart: Figure,
}

/// GET `/demografie/{area}/{view}`, with or without an extension.
pub async fn chart(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (address, extension) = address(&request, language)?;
    if let Some(extension) = extension {
        return file(portal, language, address, extension).await;
    }
    page(move || {
        let ground = Ground::new(&portal, language);
        let area = ground.charted(address.area.as_str())?;
        let shown =
            ground.show(address.view, &area, &address.state).ok_or_else(|| nothing(&ground, &address))?;
        let controls = Controls::new(&ground, &address, &shown);
        let chart = Figure::new(&ground, &address, shown);
        let mut layout = Layout::new(&portal, language, Page::Chart(address.clone()), &chart.headline);
        layout.description.clone_from(&chart.subtitle);
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        // The area around the region has no page of its own where nothing but the region is known of it.
        if ground.area(area.as_str()).is_ok() {
            layout.trail.push(Value::own(ground.figures().name(&area), layout.links.area(&area)));
        }
        Ok(ChartPage { words: ground.texts, chart, controls, layout })
    })
    .await
}

/// GET `/demografie/{area}/{view}/einbetten`: the chart alone, for a frame on somebody else's page.
pub async fn embedded(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (address, _) = address(&request, language)?;
    let response = page(move || {
        let ground = Ground::new(&portal, language);
        let area = ground.charted(address.area.as_str())?;
        let shown =
            ground.show(address.view, &area, &address.state).ok_or_else(|| nothing(&ground, &address))?;
        let chart = Figure::new(&ground, &address, shown);
        let mut layout = Layout::new(&portal, language, Page::Chart(address), &chart.headline);
        layout.noindex = true;
        Ok(EmbeddedPage { words: ground.texts, chart, layout })
    })
    .await?;
    Ok(frameable(response))
}

/// Anybody may frame this page, and no other.
pub fn frameable(mut response: HttpResponse) -> HttpResponse {
    let policy =
        crate::server::CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.headers_mut().insert(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

async fn file(
    portal: web::Data<Portal>,
    language: Language,
    address: Address,
    extension: &'static str,
) -> Result<HttpResponse, PortalError> {
    let name = format!("{}-{}.{extension}", address.area, address.view.slug());
    let made = web::block(move || {
        let ground = Ground::new(&portal, language);
        let area = ground.charted(address.area.as_str())?;
        let shown =
            ground.show(address.view, &area, &address.state).ok_or_else(|| nothing(&ground, &address))?;
        formats::file(&ground, &super::figure::place(&ground, &address), &shown, extension)
    });
    Ok(answer(made.await??, &name))
}

/// A file of a chart as an answer.
pub fn answer(file: formats::File, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(file.body)
}

/// What the path and the query string say.
fn address(
    request: &HttpRequest,
    language: Language,
) -> Result<(Address, Option<&'static str>), PortalError> {
    let not_found = || PortalError::not_found(language);
    let part = |name: &str| request.match_info().get(name).unwrap_or_default();
    let (slug, extension) = match part("view").split_once('.') {
        None => (part("view"), None),
        Some((slug, extension)) => {
            let known = super::figure::EXTENSIONS.into_iter().find(|known| *known == extension);
            (slug, Some(known.ok_or_else(not_found)?))
        }
    };
    let area = datenkreis_vocab::cube::AreaKey::read(part("area")).ok_or_else(not_found)?;
    let view = View::from_slug(slug).ok_or_else(not_found)?;
    Ok((Address { area, view, state: State::read(request.query_string(), language)? }, extension))
}

/// 404 that says what is missing.
fn nothing(ground: &Ground<'_>, address: &Address) -> PortalError {
    let (view, area) = (address.view.name(ground.texts), ground.figures().name(&address.area));
    let lack = Lack::new(ground, address.view).figures;
    let message = match ground.language {
        Language::De => format!("„{view}“ kann für {area} nicht gezeigt werden. Es fehlt: {lack}."),
        Language::En => format!("“{view}” cannot be shown for {area}. Missing: {lack}."),
    };
    PortalError::new(actix_web::http::StatusCode::NOT_FOUND, "no-figures", message)
}
