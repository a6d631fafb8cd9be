//! The page of an area: its figures at a glance, all charts there are figures for, and all indicators.

use super::boundary::BoundaryChanges;
use super::controls::Controls;
use super::indicators::IndicatorRow;
use super::lack::Lack;
use super::paper::{self, Paper};
use super::projection::Absent;
use super::similar::SimilarAreas;
use super::{Figure, Ground, page};
use crate::chart::words::Kind;
use crate::chart::{self, Chart, Frame, Medium};
use crate::demography::address::Address;
use crate::demography::figures::Used;
use crate::demography::states::States;
use crate::demography::view::View;
use crate::demography::views::{measure, rests_on_population};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::indicator::by_id;

/// The charts of the page, in their order; maps only where there is something within.
const VIEWS: [View; 12] = [
    View::Development,
    View::Pyramid,
    View::Map,
    View::Ranking,
    View::AgeGroups,
    View::Balance,
    View::Ratios,
    View::MovesByAge,
    View::Origins,
    View::Households,
    View::Citizenship,
    View::Nationalities,
];

#[derive(Template)]
#[template(path = "pages/area.html")]
struct AreaPage {
    layout: Layout,
    words: &'static DemographyTexts,
    /// What the area is, and in which other it lies.
    kind: String,
    key_figures: Vec<KeyFigure>,
    paper: Paper<(Figure, Controls)>,
    /// Names of the charts that do not fit on paper.
    not_on_paper: String,
    /// The address of the page, for paper.
    address: String,
    indicators: Vec<IndicatorRow>,
    /// What became of the area, and what came to it.
    boundary: Option<BoundaryChanges>,
    /// Name of the area that values are compared with.
    around: Option<Value>,
    /// Whether any value has a rank.
    has_ranks: bool,
    similar: Option<SimilarAreas>,
    /// The comparison with others, begun with the area.
    compare: String,
    missing: Vec<Lack>,
    /// Why there is no projection, where there is one for an area around.
    unprojected: Option<Absent>,
    datasets: Option<String>,
    sources: Vec<Value>,
}

/// Indicators shown large, as far as there are values.
pub const KEY_FIGURES: [&str; 5] =
    ["einwohner", "durchschnittsalter", "altenquotient", "natuerlicher-saldo", "wanderungssaldo"];

/// A large number with its change.
pub struct KeyFigure {
    /// Its name, the number and how it changed.
    pub html: String,
    /// Where the number comes from.
    pub href: String,
    /// What lies between the two values.
    between: Option<String>,
}

impl KeyFigure {
    /// The newest value, beside the one of ten years before, or the first there is since then.
    pub fn new(ground: &Ground<'_>, area: &AreaKey, id: &str) -> Option<Self> {
        let indicator = by_id(id)?;
        let figures = ground.figures();
        let found = |year: i16| figures.find(INDICATORS, &[area.as_str(), &year.to_string(), id]);
        let years: Vec<i16> =
            figures.years(INDICATORS, area).into_iter().filter(|year| found(*year).at.is_some()).collect();
        let newest = *years.last()?;
        let before = years.iter().copied().find(|year| *year >= newest - 10 && *year < newest);
        let value = chart::value::Value {
            measure: measure(indicator, ground.language),
            value: found(newest).datum(),
            is_estimated: found(newest).is_estimated(),
            year: newest.into(),
            kind: if id == "einwohner" { Kind::Population } else { Kind::Rate },
            before: before.map(|year| (year.into(), found(year).datum())),
        };
        let breaks: Vec<String> = before
            .into_iter()
            .filter(|_| rests_on_population(indicator))
            .flat_map(|before| ground.breaks().filter(move |(year, _)| (before + 1..=newest).contains(year)))
            .map(|(_, label)| label)
            .collect();
        let between = (!breaks.is_empty()).then(|| ground.texts.in_between(&breaks.join(", ")));
        let frame = Frame { language: ground.language, prefix: id, medium: Medium::Page };
        Some(Self { html: value.draw(&frame).svg, href: found(newest).path(ground.portal.base())?, between })
    }
}

/// GET `/demografie/{area}` and `/en/demography/{area}`.
pub async fn area(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let key = request.match_info().get("area").unwrap_or_default().to_owned();
    let states = States::read(request.query_string(), language)?;
    page(move || AreaPage::new(&portal, language, &key, &states)).await
}

/// GET `/id/gebiet/{area}`: the IRI of an area leads to its page (303, as linked data on the web does it).
pub async fn known_as(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let ground = Ground::new(&portal, language);
    let area = ground.area(request.match_info().get("area").unwrap_or_default())?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, ground.links.area(&area))).finish())
}

impl AreaPage {
    fn new(portal: &Portal, language: Language, key: &str, states: &States) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let area = ground.area(key)?;
        let figures = ground.figures();
        let name = figures.name(&area);
        let mut layout = Layout::new(portal, language, Page::Area(area.clone(), states.query()), &name);
        layout.description = ground.texts.area_lead.into();
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        let mut charts = vec![];
        let mut missing = vec![];
        let mut used = Used::default();
        let has_inside = !area.is_municipality() && area.level() <= Level::District;
        let views = VIEWS.into_iter().filter(|view| has_inside || !matches!(view, View::Map | View::Ranking));
        for view in views {
            let address = Address { area: area.clone(), view, state: states.of(view).clone() };
            match ground.show(view, &area, &address.state) {
                Some(shown) => {
                    used.extend(&shown.used);
                    let controls = Controls::new(&ground, &address, &shown);
                    charts.push((Figure::new(&ground, &address, shown), controls));
                }
                None => missing.push(Lack::new(&ground, view)),
            }
        }
        let around = area.parent().filter(|around| ground.area(around.as_str()).is_ok());
        let indicators = IndicatorRow::all(&ground, &area, around.as_ref(), &mut used);
        let similar = SimilarAreas::new(&ground, &area);
        let sources = super::figure::sources(&ground, &used.tables(&ground.cubes));
        let above = paper::above(indicators.iter().map(|row| row.name.text.as_str()));
        let below = paper::below(similar.as_ref(), sources.iter().map(|source| source.text.as_str()));
        let paper = Paper::new(charts, |(figure, _)| figure, above, below);
        let not_on_paper: Vec<&str> = paper.rest.iter().map(|(figure, _)| figure.name.as_str()).collect();
        let is_municipality = portal.statistics.territory.municipalities.contains(&area);
        Ok(Self {
            kind: kind(&ground, &area),
            boundary: BoundaryChanges::new(&ground, &area),
            key_figures: KEY_FIGURES
                .into_iter()
                .filter_map(|id| KeyFigure::new(&ground, &area, id))
                .collect(),
            has_ranks: indicators.iter().any(|row| row.rank.is_some()),
            indicators,
            around: around.map(|around| Value::own(figures.name(&around), layout.links.area(&around))),
            similar,
            compare: format!("{}?gebiet={area}", layout.links.comparison()),
            missing,
            unprojected: Absent::new(&ground, &area),
            not_on_paper: not_on_paper.join(", "),
            address: layout.links.absolute(&layout.links.area(&area)),
            datasets: is_municipality.then(|| layout.links.filtered("kommune", area.as_str())),
            sources,
            paper,
            words: ground.texts,
            layout,
        })
    }
}

/// “Stadt im Kreis Unna”.
fn kind(ground: &Ground<'_>, area: &AreaKey) -> String {
    let about = ground.portal.catalogue.statistics().areas.area(area);
    let (german, english) = match area.level() {
        Level::Country => ("Staat", "Country"),
        Level::State => ("Land", "State"),
        Level::GovernmentDistrict => ("Regierungsbezirk", "Government district"),
        Level::District => ("Kreis", "District"),
        Level::Association => ("Gemeindeverband", "Association of municipalities"),
        Level::Municipality => ("Gemeinde", "Municipality"),
        Level::Quarter => ("Ortsteil", "Quarter"),
    };
    let is_city = area.level() == Level::District && area.is_municipality();
    let kind = match ground.language {
        Language::De if is_city => "Kreisfreie Stadt",
        Language::En if is_city => "City without a district",
        Language::De => about.rank.as_deref().unwrap_or(german),
        Language::En => english,
    };
    let around = area.parent().filter(|_| area.level() >= Level::District);
    match around.map(|around| ground.figures().name(&around)) {
        Some(around) => format!("{kind} · {around}"),
        None => kind.into(),
    }
}
