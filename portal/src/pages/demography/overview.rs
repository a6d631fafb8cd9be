//! `/demografie`: the region on a map and ranked, and all its areas.

use super::areas::AreaTable;
use super::boundary::BoundaryChanges;
use super::controls::Controls;
use super::{Figure, Ground, page};
use crate::demography::address::Address;
use crate::demography::states::States;
use crate::demography::view::View;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_vocab::cube::known::INDICATORS;

#[derive(Template)]
#[template(path = "pages/demography.html")]
struct OverviewPage {
    layout: Layout,
    words: &'static DemographyTexts,
    /// Why there is nothing to see.
    nothing: Option<&'static str>,
    /// What stands in the question box: nothing yet.
    question: &'static str,
    charts: Vec<(Figure, Controls)>,
    table: AreaTable,
    /// Areas that are no more.
    dissolved: Vec<Value>,
    cubes: Vec<(Value, String)>,
    indicators: Vec<Value>,
    dashboards: Vec<Value>,
}

/// GET `/demografie` and `/en/demography`.
pub async fn overview(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let states = States::read(request.query_string(), language)?;
    page(move || OverviewPage::new(&portal, language, &states)).await
}

impl OverviewPage {
    fn new(portal: &Portal, language: Language, states: &States) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let texts = ground.texts;
        let mut layout = Layout::new(portal, language, Page::Demography(states.query()), texts.title);
        layout.description = texts.lead.into();
        let around = ground.around();
        let is_empty = ground.cubes.iter().next().is_none();
        let nothing = match (is_empty, portal.statistics.is_configured) {
            (true, false) => Some(texts.nothing),
            (true, true) => Some(texts.nothing_read),
            (false, _) => None,
        };
        // Around several districts lies a Land, whose own population says nothing of the region.
        let is_region = around.as_ref().is_some_and(|area| portal.statistics.territory.is_within(area));
        let course = if is_region { View::Region } else { View::Development };
        let views = [View::Map, View::Ranking, course];
        let charts = around.iter().flat_map(|area| {
            let ground = &ground;
            views.iter().filter_map(move |view| {
                let address = Address { area: area.clone(), view: *view, state: states.of(*view).clone() };
                let shown = ground.show(*view, area, &address.state)?;
                let controls = Controls::new(ground, &address, &shown);
                Some((Figure::new(ground, &address, shown), controls))
            })
        });
        let cubes = ground.cubes.iter().map(|cube| {
            let name =
                Value::own(cube.definition.title.get(language.tag()), layout.links.cube(&cube.definition.id));
            (name, crate::texts::format::number(language, cube.observations.len() as u64))
        });
        let has_values = |id: &str| {
            ground.cubes.get(INDICATORS).is_some_and(|cube| cube.observations.columns()[2].find(id).is_some())
        };
        let indicators =
            datenkreis_vocab::indicator::indicators().iter().filter(|indicator| has_values(indicator.id));
        let dashboards = portal.dashboards.iter().map(|dashboard| {
            Value::own(dashboard.title.get(language.tag()), layout.links.dashboard(&dashboard.id))
        });
        Ok(Self {
            dashboards: dashboards.collect(),
            nothing,
            question: "",
            charts: charts.collect(),
            table: AreaTable::new(&ground),
            dissolved: BoundaryChanges::dissolved(&ground),
            cubes: cubes.collect(),
            indicators: indicators
                .map(|indicator| {
                    Value::own(indicator.title(language.tag()), layout.links.indicator(indicator.id))
                })
                .collect(),
            words: texts,
            layout,
        })
    }
}
