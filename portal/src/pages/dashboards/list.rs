//! `/dashboards`: all dashboards there are.

use crate::error::PortalError;
use crate::language::Language;
use crate::pages::demography::{Ground, page};
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/dashboards.html")]
struct ListPage {
    layout: Layout,
    words: &'static DemographyTexts,
    /// Each with what it tells.
    dashboards: Vec<(Value, String)>,
}

/// GET `/dashboards` and `/en/dashboards`.
pub async fn list(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    page(move || {
        let ground = Ground::new(&portal, language);
        let texts = ground.texts;
        let mut layout = Layout::new(&portal, language, Page::Dashboards, texts.dashboards);
        layout.description = texts.dashboards_lead.into();
        let configured = portal.dashboards.iter().map(|dashboard| {
            let title = dashboard.title.get(language.tag());
            (
                Value::own(title, layout.links.dashboard(&dashboard.id)),
                dashboard.description.get(language.tag()).into(),
            )
        });
        let demography = (Value::own(texts.title, layout.links.demography()), texts.lead.into());
        let dashboards =
            portal.statistics.is_configured.then_some(demography).into_iter().chain(configured).collect();
        Ok(ListPage { dashboards, words: texts, layout })
    })
    .await
}
