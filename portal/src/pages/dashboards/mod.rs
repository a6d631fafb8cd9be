//! The pages of dashboards: all of them, one with its tiles, a tile by itself and as files.

pub mod dashboard;
pub mod list;
pub mod tile;

use super::demography::{Figure, Ground};
use super::value::Value;
use crate::dashboards::choice::Choice;
use crate::dashboards::nothing::Nothing;
use crate::dashboards::plan::Request;
use crate::dashboards::show::{Around, Ready, show};
use crate::dashboards::tile::{Kind, Where};
use crate::dashboards::{Dashboard, Tile};
use crate::demography::place::Place;
use crate::error::PortalError;
use datenkreis_vocab::cube::{AreaKey, Period};

/// What `components/tile.html` shows.
pub struct TileView {
    /// Begins all ids.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// How wide it is, as an ending of style classes.
    pub size: &'static str,
    /// What can be chosen about it.
    pub form: Form,
    /// The chart, or why there is none.
    pub chart: Result<Figure, String>,
}

/// What can be chosen about a tile, or about a dashboard.
pub struct Form {
    /// Where it leads.
    pub action: String,
    /// Areas to choose from.
    pub areas: Vec<Choosable>,
    /// The area that stays chosen where there are none to choose from.
    pub area: Option<String>,
    /// Times to choose from, newest first; none if there is one only, or the chart shows all.
    pub times: Vec<Choosable>,
}

impl Form {
    /// Whether there is anything to choose.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty() && self.times.is_empty()
    }
}

/// An option of a list.
pub struct Choosable {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The dashboard with an id.
fn find<'p>(ground: &Ground<'p>, id: &str) -> Result<&'p Dashboard, PortalError> {
    let found = ground.portal.dashboards.iter().find(|dashboard| dashboard.id == id);
    found.ok_or_else(|| PortalError::not_found(ground.language))
}

/// A tile looked up in the cubes as they are, or why there is nothing to see.
fn ready<'g>(
    ground: &'g Ground<'_>,
    dashboard: &Dashboard,
    tile: &Tile,
    choice: &Choice,
) -> Result<Ready<'g>, Nothing> {
    let statistics = &ground.portal.statistics;
    let mut mapped = ground.portal.tables.iter().flat_map(|mapping| &mapping.cubes);
    let request = Request {
        figures: ground.figures(),
        tile,
        choice,
        territory: &statistics.territory,
        is_mapped: mapped.any(|cube| cube.definition.id == tile.cube),
    };
    let around = Around {
        boundaries: &statistics.boundaries,
        breaks: ground.chart_breaks(),
        texts: ground.texts,
        links: &ground.links,
        dashboard: &dashboard.id,
    };
    show(&request, &around)
}

/// Where a tile can be found.
fn place(ground: &Ground<'_>, dashboard: &Dashboard, tile: &Tile, choice: &Choice) -> Place {
    let area = choice.area.as_ref().map(|area| format!("-{area}")).unwrap_or_default();
    Place {
        id: tile.chart(),
        name: tile.title.get(ground.language.tag()).into(),
        file: format!("{}-{}{area}", dashboard.id, tile.id),
        page: ground.links.tile(&dashboard.id, &tile.id, &choice.query()),
        is_map: tile.kind == Kind::Map,
    }
}

impl TileView {
    /// Looks a tile up and draws it, to stand among others.
    pub fn new(ground: &Ground<'_>, dashboard: &Dashboard, tile: &Tile, choice: &Choice) -> Self {
        let mut view = Self::alone(ground, dashboard, tile, choice);
        // The area is chosen for all tiles at once, and beside a large figure there is no room for a form.
        view.form.areas.clear();
        if tile.kind == Kind::Value {
            view.form.times.clear();
            if let Ok(chart) = &mut view.chart {
                chart.is_small = true;
            }
        }
        view
    }

    /// Looks a tile up and draws it, for its own page.
    pub fn alone(ground: &Ground<'_>, dashboard: &Dashboard, tile: &Tile, choice: &Choice) -> Self {
        let place = place(ground, dashboard, tile, choice);
        let size = match (tile.wide, tile.kind) {
            (true, _) => "wide",
            (false, Kind::Value) => "small",
            (false, _) => "half",
        };
        let mut form = Form {
            action: ground.links.tile(&dashboard.id, &tile.id, ""),
            areas: areas(ground, std::slice::from_ref(tile), choice),
            area: choice.area.as_ref().map(AreaKey::to_string),
            times: vec![],
        };
        let (id, title) = (place.id.clone(), place.name.clone());
        let chart = ready(ground, dashboard, tile, choice).map(|ready| {
            form.times = times(&ready);
            figure(ground, tile, place, ready)
        });
        Self { id, title, size, form, chart: chart.map_err(|nothing| nothing.reason(ground.language)) }
    }
}

fn figure(ground: &Ground<'_>, tile: &Tile, place: Place, Ready { plan, shown }: Ready<'_>) -> Figure {
    let definition = &plan.cube.definition;
    let cube = Value::own(definition.title.get(ground.language.tag()), ground.links.cube(&definition.id));
    let pedigree = (tile.kind == Kind::Value).then(|| plan.find(&[]).path(ground.portal.base())).flatten();
    Figure { pedigree, cubes: vec![cube], ..Figure::at(ground, place, shown) }
}

/// The times a tile can stand at, if there are several.
fn times(Ready { plan, .. }: &Ready<'_>) -> Vec<Choosable> {
    let Some(shown) = plan.period.filter(|_| plan.periods.len() > 1) else { return vec![] };
    let choosable = |period: &Period| Choosable {
        value: period.to_string(),
        label: plan.time(*period),
        chosen: *period == shown,
    };
    plan.periods.iter().map(choosable).collect()
}

/// The areas that tiles can be about: the region, and all that lies in it, where a tile follows the choice.
fn areas(ground: &Ground<'_>, tiles: &[Tile], choice: &Choice) -> Vec<Choosable> {
    let follows = |tile: &Tile| tile.areas().contains(&Where::Chosen);
    let cubes = tiles.iter().filter(|tile| follows(tile)).filter_map(|tile| ground.cubes.get(&tile.cube));
    let cubes: Vec<_> = cubes.collect();
    let territory = &ground.portal.statistics.territory;
    let region = territory.around();
    let mut keys: Vec<AreaKey> = vec![];
    for key in region.iter().chain(&territory.outer).chain(&territory.municipalities) {
        let has_figures = cubes.iter().any(|cube| !cube.area(key.as_str()).is_empty());
        if has_figures && !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let chosen = choice.area.as_ref().or(region.as_ref());
    if !tiles.iter().any(follows) {
        return vec![];
    }
    // What came by an address and is in no list is chosen nevertheless.
    keys.extend(choice.area.iter().filter(|area| !keys.contains(area)).cloned().collect::<Vec<_>>());
    let choosable = |key: &AreaKey| Choosable {
        value: key.to_string(),
        label: ground.figures().name(key),
        chosen: chosen == Some(key),
    };
    if keys.len() > 1 { keys.iter().map(choosable).collect() } else { vec![] }
}
