//! `/vergleich`: up to five areas side by side, in an indicator over the years and in all indicators.

use super::controls::Choice;
use super::{Figure, Ground, page};
use crate::demography::address::{Address, COMPARED, State};
use crate::demography::shown::Cell;
use crate::demography::view::View;
use crate::demography::views::{self, FIRST};
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
use datenkreis_vocab::indicator::indicators;
use url::form_urlencoded::parse;

#[derive(Template)]
#[template(path = "pages/comparison.html")]
struct ComparisonPage {
    layout: Layout,
    words: &'static DemographyTexts,
    areas: Vec<Choice>,
    choices: Vec<Choice>,
    chart: Option<Figure>,
    /// What there is no chart of.
    nothing: Option<String>,
    head: Vec<Value>,
    rows: Vec<IndicatorOfAreas>,
}

/// An indicator with its newest value in each area.
struct IndicatorOfAreas {
    name: Value,
    cells: Vec<Option<(i16, Cell)>>,
}

/// GET `/vergleich` and `/en/comparison`: `gebiet` once for each area, `kennzahl`.
pub async fn comparison(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let query = request.query_string().to_owned();
    page(move || ComparisonPage::new(&portal, language, &query)).await
}

impl ComparisonPage {
    fn new(portal: &Portal, language: Language, query: &str) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let state = State::read(query, language)?;
        let asked = parse(query.as_bytes()).filter(|(name, _)| name == "gebiet");
        let mut chosen: Vec<AreaKey> = vec![];
        for (_, key) in asked {
            let area = ground.area(&key)?;
            if !chosen.contains(&area) {
                chosen.push(area);
            }
        }
        chosen.truncate(COMPARED + 1);
        let territory = &portal.statistics.territory;
        if chosen.is_empty() {
            let first = territory.outer.iter().chain(&territory.municipalities);
            for area in first.filter(|area| ground.area(area.as_str()).is_ok()) {
                if chosen.len() < 3 && !chosen.contains(area) {
                    chosen.push(area.clone());
                }
            }
        }
        let texts = ground.texts;
        let figures = ground.figures();
        let mut layout = Layout::new(portal, language, Page::Comparison(query.into()), texts.comparison);
        layout.description = texts.comparison_lead.into();
        layout.trail = vec![Value::own(texts.title, layout.links.demography())];
        let all = chosen.first().map(|first| ground.comparable(first)).unwrap_or_default();
        let own = chosen.first().map(|first| (first.clone(), figures.name(first)));
        let areas = own.into_iter().chain(all).map(|(key, label)| Choice {
            chosen: chosen.contains(&key),
            value: key.as_str().into(),
            label,
        });
        let known = chosen
            .first()
            .map(|first| views::indicators::known(View::Indicator, &ground.request(first, &state)));
        let known = known.unwrap_or_default();
        let usual = || known.iter().find(|known| *known == FIRST).or(known.first()).cloned();
        let indicator = state.indicator.clone().or_else(usual).unwrap_or_else(|| FIRST.into());
        let chart = chosen.split_first().and_then(|(first, others)| {
            let state =
                State { compared: others.to_vec(), indicator: Some(indicator.clone()), ..state.clone() };
            let address = Address { area: first.clone(), view: View::Indicator, state };
            let shown = ground.show(View::Indicator, first, &address.state)?;
            Some(Figure::new(&ground, &address, shown))
        });
        let nothing = chosen.first().filter(|_| chart.is_none()).map(|first| {
            let title = indicators().iter().find(|found| found.id == indicator);
            let title = title.map_or("", |found| found.title(language.tag()));
            texts.without_figures(&format!("{title} ({})", figures.name(first)))
        });
        let value = |area: &AreaKey, id: &str, decimals: u8, unit: &str| {
            let years = figures.years(INDICATORS, area);
            years.iter().rev().find_map(|year| {
                let found = figures.find(INDICATORS, &[area.as_str(), &year.to_string(), id]);
                found.at?;
                let text = super::indicators::with_unit(language, found.text(language, decimals), unit);
                Some((*year, Cell { text, href: found.path(portal.base()) }))
            })
        };
        let rows = indicators().iter().map(|indicator| {
            let name = Value::own(indicator.title(language.tag()), layout.links.indicator(indicator.id));
            let cells = chosen
                .iter()
                .map(|area| value(area, indicator.id, indicator.decimals, &indicator.unit.symbol));
            IndicatorOfAreas { name, cells: cells.collect() }
        });
        let rows = rows.filter(|row| row.cells.iter().any(Option::is_some)).collect();
        Ok(Self {
            areas: areas.collect(),
            choices: indicators()
                .iter()
                .filter(|found| known.iter().any(|known| known == found.id) || found.id == indicator)
                .map(|found| Choice {
                    value: found.id.into(),
                    label: found.title(language.tag()).into(),
                    chosen: found.id == indicator,
                })
                .collect(),
            nothing,
            chart,
            head: chosen.iter().map(|area| Value::own(figures.name(area), layout.links.area(area))).collect(),
            rows,
            words: texts,
            layout,
        })
    }
}
