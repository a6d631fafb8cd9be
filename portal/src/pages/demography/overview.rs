//! `/demografie`: the region on a map and ranked, and all its areas.

use super::controls::Controls;
use super::{Figure, Ground, page};
use crate::demography::address::{Address, State};
use crate::demography::shown::Cell;
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
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::indicator::by_id;

/// What is told of every area.
const COLUMNS: [&str; 4] = ["einwohner", "dichte", "frauenanteil", "altenquotient"];

#[derive(Template)]
#[template(path = "pages/demography.html")]
struct OverviewPage {
    layout: Layout,
    words: &'static DemographyTexts,
    /// Why there is nothing to see.
    nothing: Option<&'static str>,
    /// What stands in the question box: nothing yet.
    question: &'static str,
    around: Option<Value>,
    charts: Vec<(Figure, Controls)>,
    head: Vec<String>,
    areas: Vec<AreaRow>,
    cubes: Vec<(Value, String)>,
    indicators: Vec<Value>,
    dashboards: Vec<Value>,
}

struct AreaRow {
    name: Value,
    cells: Vec<Option<(i16, Cell)>>,
}

/// GET `/demografie` and `/en/demography`.
pub async fn overview(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let state = State::read(request.query_string(), language)?;
    page(move || OverviewPage::new(&portal, language, &state)).await
}

impl OverviewPage {
    fn new(portal: &Portal, language: Language, state: &State) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let texts = ground.texts;
        let mut layout = Layout::new(portal, language, Page::Demography(state.query()), texts.title);
        layout.description = texts.lead.into();
        let around = portal.statistics.territory.around().filter(|area| ground.area(area.as_str()).is_ok());
        let is_empty = ground.cubes.iter().next().is_none();
        let nothing = match (is_empty, portal.statistics.is_configured) {
            (true, false) => Some(texts.nothing),
            (true, true) => Some(texts.nothing_read),
            (false, _) => None,
        };
        let views: &[View] = &[View::Map, View::Ranking, View::Development];
        let charts = around.iter().flat_map(|area| {
            let ground = &ground;
            views.iter().filter_map(move |view| {
                let address = Address { area: area.clone(), view: *view, state: state.clone() };
                let shown = ground.show(*view, area, state)?;
                let controls = Controls::new(ground, &address, &shown.years);
                Some((Figure::new(ground, &address, shown), controls))
            })
        });
        let figures = ground.figures();
        let columns: Vec<_> = COLUMNS.into_iter().filter_map(by_id).collect();
        let keys =
            portal.statistics.territory.outer.iter().chain(&portal.statistics.territory.municipalities);
        let mut areas: Vec<&AreaKey> = vec![];
        for key in keys.filter(|key| ground.area(key.as_str()).is_ok()) {
            if !areas.contains(&key) {
                areas.push(key);
            }
        }
        let row = |area: &&AreaKey| AreaRow {
            name: Value::own(figures.name(area), layout.links.area(area)),
            cells: columns
                .iter()
                .map(|indicator| {
                    let years = figures.years(INDICATORS, area);
                    years.iter().rev().find_map(|year| {
                        let found =
                            figures.find(INDICATORS, &[area.as_str(), &year.to_string(), indicator.id]);
                        found.at?;
                        let text = super::indicators::with_unit(
                            found.text(language, indicator.decimals),
                            &indicator.unit.symbol,
                        );
                        Some((*year, Cell { text, href: found.path(portal.base()) }))
                    })
                })
                .collect(),
        };
        let areas: Vec<AreaRow> = areas.iter().map(row).collect();
        // A column nobody has a value in is left out.
        let shown: Vec<usize> = (0..columns.len())
            .filter(|column| areas.iter().any(|row| row.cells[*column].is_some()))
            .collect();
        let head = shown.iter().map(|column| columns[*column].title(language.tag()).to_owned()).collect();
        let areas = areas.into_iter().map(|mut row| AreaRow {
            cells: shown.iter().map(|column| row.cells[*column].take()).collect(),
            ..row
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
            around: around.as_ref().map(|area| Value::own(figures.name(area), layout.links.area(area))),
            charts: charts.collect(),
            head,
            areas: areas.collect(),
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
