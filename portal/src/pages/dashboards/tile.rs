//! One tile: as a page of its own, to be embedded, and as files.

use super::{TileView, find, place, ready};
use crate::dashboards::choice::Choice;
use crate::dashboards::nothing::Nothing;
use crate::dashboards::{Dashboard, Tile};
use crate::demography::formats;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::demography::chart::{answer, frameable};
use crate::pages::demography::{EXTENSIONS, Figure, Ground, page};
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/tile.html")]
struct TilePage {
    layout: Layout,
    words: &'static DemographyTexts,
    tile: TileView,
}

#[derive(Template)]
#[template(path = "pages/chart-embedded.html")]
struct EmbeddedPage {
    layout: Layout,
    words: &'static DemographyTexts,
    chart: Figure,
}

/// Which tile is asked for, and in which state.
struct Asked {
    dashboard: String,
    tile: String,
    extension: Option<&'static str>,
    choice: Choice,
}

/// GET `/dashboards/{id}/{tile}`, with or without an extension.
pub async fn tile(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let asked = Asked::of(&request, language)?;
    if let Some(extension) = asked.extension {
        return file(portal, language, asked, extension).await;
    }
    page(move || {
        let ground = Ground::new(&portal, language);
        let (dashboard, tile) = asked.find(&ground)?;
        let view = TileView::alone(&ground, dashboard, tile, &asked.choice);
        let title = view.chart.as_ref().map_or(&view.title, |chart| &chart.headline);
        let mut layout = Layout::new(&portal, language, asked.page(), title);
        if let Ok(chart) = &view.chart {
            layout.description.clone_from(&chart.subtitle);
        }
        layout.trail = vec![
            Value::own(ground.texts.dashboards, layout.links.dashboards()),
            Value::own(dashboard.title.get(language.tag()), layout.links.dashboard(&dashboard.id)),
        ];
        Ok(TilePage { tile: view, words: ground.texts, layout })
    })
    .await
}

/// GET `/dashboards/{id}/{tile}/einbetten`: the chart alone, for a frame on somebody else's page.
pub async fn embedded(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let asked = Asked::of(&request, language)?;
    let response = page(move || {
        let ground = Ground::new(&portal, language);
        let (dashboard, tile) = asked.find(&ground)?;
        let view = TileView::alone(&ground, dashboard, tile, &asked.choice);
        let chart = view.chart.map_err(no_figures)?;
        let mut layout = Layout::new(&portal, language, asked.page(), &chart.headline);
        layout.noindex = true;
        Ok(EmbeddedPage { words: ground.texts, chart, layout })
    })
    .await?;
    Ok(frameable(response))
}

async fn file(
    portal: web::Data<Portal>,
    language: Language,
    asked: Asked,
    extension: &'static str,
) -> Result<HttpResponse, PortalError> {
    let made = web::block(move || {
        let ground = Ground::new(&portal, language);
        let (dashboard, tile) = asked.find(&ground)?;
        let ready = ready(&ground, dashboard, tile, &asked.choice);
        let shown = ready.map_err(|nothing: Nothing| no_figures(nothing.reason(language)))?.shown;
        let place = place(&ground, dashboard, tile, &asked.choice);
        let file = formats::file(&ground, &place, &shown, extension)?;
        Ok::<_, PortalError>((file, format!("{}.{extension}", place.file)))
    });
    let (file, name) = made.await??;
    Ok(answer(file, &name))
}

impl Asked {
    fn of(request: &HttpRequest, language: Language) -> Result<Self, PortalError> {
        let part = |name: &str| request.match_info().get(name).unwrap_or_default();
        let (tile, extension) = match part("tile").split_once('.') {
            None => (part("tile"), None),
            Some((tile, extension)) => {
                let known = EXTENSIONS.into_iter().find(|known| *known == extension);
                (tile, Some(known.ok_or_else(|| PortalError::not_found(language))?))
            }
        };
        Ok(Self {
            dashboard: part("id").into(),
            tile: tile.into(),
            extension,
            choice: Choice::read(request.query_string(), language)?,
        })
    }

    fn find<'p>(&self, ground: &Ground<'p>) -> Result<(&'p Dashboard, &'p Tile), PortalError> {
        let dashboard = find(ground, &self.dashboard)?;
        let tile = dashboard.tiles.iter().find(|tile| tile.id == self.tile);
        Ok((dashboard, tile.ok_or_else(|| PortalError::not_found(ground.language))?))
    }

    fn page(&self) -> Page {
        Page::Tile(self.dashboard.clone(), self.tile.clone(), self.choice.query())
    }
}

/// 404 that says what is missing.
fn no_figures(reason: String) -> PortalError {
    PortalError::new(StatusCode::NOT_FOUND, "no-figures", reason)
}
