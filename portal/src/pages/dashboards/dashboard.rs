//! The page of a dashboard: its tiles, about the area that the visitor chose.

use super::{Form, TileView, areas, find};
use crate::dashboards::choice::Choices;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::demography::{Ground, page};
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/dashboard.html")]
struct DashboardPage {
    layout: Layout,
    words: &'static DemographyTexts,
    description: String,
    form: Form,
    /// What stays chosen for single tiles.
    kept: Vec<(String, String)>,
    tiles: Vec<TileView>,
}

/// GET `/dashboards/{id}` and `/en/dashboards/{id}`.
pub async fn dashboard(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let id = request.match_info().get("id").unwrap_or_default().to_owned();
    let query = request.query_string().to_owned();
    page(move || {
        let ground = Ground::new(&portal, language);
        let dashboard = find(&ground, &id)?;
        let choices = Choices::read(&query, &dashboard.tiles, language)?;
        let tag = language.tag();
        let title = dashboard.title.get(tag);
        let mut layout = Layout::new(&portal, language, Page::Dashboard(id.clone(), choices.query()), title);
        layout.description = dashboard.description.get(tag).into();
        layout.trail = vec![Value::own(ground.texts.dashboards, layout.links.dashboards())];
        Ok(DashboardPage {
            description: dashboard.description.get(tag).into(),
            form: Form {
                action: layout.links.dashboard(&id),
                areas: areas(&ground, &dashboard.tiles, &choices.all),
                area: None,
                times: vec![],
            },
            kept: choices.times(),
            tiles: dashboard
                .tiles
                .iter()
                .map(|tile| TileView::new(&ground, dashboard, tile, choices.of(tile)))
                .collect(),
            words: ground.texts,
            layout,
        })
    })
    .await
}
