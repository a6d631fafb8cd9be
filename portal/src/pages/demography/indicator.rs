//! The page of an indicator: what it says, how it is calculated, and its values on a map, ranked and over time.

use super::controls::Controls;
use super::{Figure, Ground, page};
use crate::demography::address::{Address, State};
use crate::demography::shown::Cell;
use crate::demography::states::States;
use crate::demography::view::View;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use crate::texts::format;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::indicator::{Indicator, by_id};

#[derive(Template)]
#[template(path = "pages/indicator.html")]
struct IndicatorPage {
    layout: Layout,
    words: &'static DemographyTexts,
    statement: String,
    facts: Vec<(&'static str, String)>,
    charts: Vec<(Figure, Controls)>,
    /// The values there are, where they are too few for a chart.
    values: Vec<(Value, i16, Cell)>,
}

/// GET `/indikator/{id}` and `/en/indicator/{id}`.
pub async fn indicator(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let id = request.match_info().get("id").unwrap_or_default().to_owned();
    let states = States::read(request.query_string(), language)?;
    page(move || IndicatorPage::new(&portal, language, &id, &states)).await
}

/// GET `/indikator` and `/en/indicator`: the list of all indicators stands on the page of the region.
pub async fn list(portal: web::Data<Portal>, language: Language) -> HttpResponse {
    let overview = Layout::new(&portal, language, Page::Demography(String::new()), "").links.demography();
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, format!("{overview}#alle-kennzahlen")))
        .finish()
}

impl IndicatorPage {
    fn new(portal: &Portal, language: Language, id: &str, states: &States) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let indicator = by_id(id).ok_or_else(|| PortalError::not_found(language))?;
        let texts = ground.texts;
        let tag = language.tag();
        let mut layout =
            Layout::new(portal, language, Page::Indicator(id.into(), states.query()), indicator.title(tag));
        layout.description = indicator.statement.get(tag).into();
        layout.trail = vec![Value::own(texts.title, layout.links.demography())];
        let around = ground.around();
        let charts = around.iter().flat_map(|area| {
            let ground = &ground;
            [View::Map, View::Ranking, View::Indicator].into_iter().filter_map(move |view| {
                let state = State { indicator: Some(id.into()), ..states.of(view).clone() };
                let address = Address { area: area.clone(), view, state };
                let shown = ground.show(view, area, &address.state)?;
                let controls = Controls::new(ground, &address, &shown).of_indicator(id);
                Some((Figure::new(ground, &address, shown), controls))
            })
        });
        let charts: Vec<_> = charts.collect();
        let values = if charts.is_empty() { values(&ground, indicator) } else { vec![] };
        let cubes = indicator.validity.cubes.iter().map(|id| {
            let title = datenkreis_vocab::cube::known::cube(id).map(|cube| cube.title.get(tag));
            title.unwrap_or(id)
        });
        let facts = [
            (texts.definition, indicator.definition.get(tag).to_owned()),
            (texts.formula, indicator.formula.to_owned()),
            (texts.unit, indicator.unit.label.get(tag).to_owned()),
            (texts.needs, cubes.collect::<Vec<_>>().join(", ")),
            (
                texts.validity,
                texts.inhabitants_from(&format::number(language, indicator.validity.population_from.into())),
            ),
            (texts.definition_source, indicator.sources.join("; ")),
        ];
        Ok(Self {
            statement: indicator.statement.get(tag).into(),
            facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
            charts,
            values,
            words: texts,
            layout,
        })
    }
}

/// The newest value of each area of the region.
fn values(ground: &Ground<'_>, indicator: &Indicator) -> Vec<(Value, i16, Cell)> {
    let figures = ground.figures();
    let territory = &ground.portal.statistics.territory;
    let cube = ground.cubes.get(INDICATORS);
    let areas = cube.into_iter().flat_map(|cube| cube.areas()).filter(|area| territory.holds(area));
    let newest = areas.filter_map(|area| {
        let find = |year: i16| figures.find(INDICATORS, &[area.as_str(), &year.to_string(), indicator.id]);
        let years = figures.years(INDICATORS, area);
        let (year, found) =
            years.into_iter().rev().map(|year| (year, find(year))).find(|(_, found)| found.at.is_some())?;
        let text = found.text(ground.language, indicator.decimals);
        let text = super::indicators::with_unit(ground.language, text, &indicator.unit.symbol);
        let name = Value::own(figures.name(area), ground.links.area(area));
        Some((name, year, Cell { text, href: found.path(ground.portal.base()) }))
    });
    newest.collect()
}
