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
use crate::dashboards::tile::Kind;
use crate::dashboards::{Dashboard, Tile};
use crate::demography::place::Place;
use crate::error::PortalError;
use datenkreis_vocab::cube::AreaKey;

/// What `components/tile.html` shows.
pub struct TileView {
    /// Begins all ids.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// How wide it is, as an ending of style classes.
    pub size: &'static str,
    /// The chart, or why there is none.
    pub content: Result<TileChart, String>,
}

/// A chart with what can be chosen about it.
pub struct TileChart {
    /// The chart.
    pub chart: Figure,
    /// Times to choose from, newest first; none if there is one only, or the chart shows all.
    pub times: Vec<Choosable>,
    /// Where the form leads.
    pub action: String,
    /// The area that stays chosen.
    pub area: Option<String>,
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
        breaks: ground.breaks(),
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
        // No id of the frame around the page begins like this.
        id: format!("kachel-{}", tile.id),
        name: tile.title.get(ground.language.tag()).into(),
        file: format!("{}-{}{area}", dashboard.id, tile.id),
        page: ground.links.tile(&dashboard.id, &tile.id, &choice.query()),
        is_map: tile.kind == Kind::Map,
    }
}

impl TileView {
    /// Looks a tile up and draws it, among others or by itself.
    pub fn new(
        ground: &Ground<'_>,
        dashboard: &Dashboard,
        tile: &Tile,
        choice: &Choice,
        is_alone: bool,
    ) -> Self {
        let place = place(ground, dashboard, tile, choice);
        let size = match (tile.wide, tile.kind) {
            (true, _) => "wide",
            (false, Kind::Value) => "small",
            (false, _) => "half",
        };
        let content = ready(ground, dashboard, tile, choice);
        let content =
            content.map(|ready| TileChart::new(ground, dashboard, tile, choice, place.clone(), ready));
        let content = content.map(|mut content| {
            // A large figure has no room for a form; that is on its own page.
            if tile.kind == Kind::Value && !is_alone {
                content.times.clear();
                content.chart.is_small = true;
            }
            content
        });
        Self {
            id: place.id,
            title: place.name,
            size,
            content: content.map_err(|nothing| nothing.reason(ground.language)),
        }
    }
}

impl TileChart {
    fn new(
        ground: &Ground<'_>,
        dashboard: &Dashboard,
        tile: &Tile,
        choice: &Choice,
        place: Place,
        Ready { plan, shown }: Ready<'_>,
    ) -> Self {
        let definition = &plan.cube.definition;
        let cube = Value::own(definition.title.get(ground.language.tag()), ground.links.cube(&definition.id));
        let times = plan.periods.iter().filter(|_| plan.period.is_some()).map(|period| Choosable {
            value: period.to_string(),
            label: plan.time(*period),
            chosen: plan.period == Some(*period),
        });
        let times: Vec<Choosable> = times.collect();
        let pedigree =
            (tile.kind == Kind::Value).then(|| plan.find(&[]).path(ground.portal.base())).flatten();
        let chart = Figure { pedigree, cubes: vec![cube], ..Figure::at(ground, place, shown) };
        Self {
            chart,
            times: if times.len() > 1 { times } else { vec![] },
            action: ground.links.tile(&dashboard.id, &tile.id, ""),
            area: choice.area.as_ref().map(AreaKey::to_string),
        }
    }
}

/// The areas a dashboard can be about: the region, and all that lies in it, where a tile follows the choice.
fn areas(ground: &Ground<'_>, dashboard: &Dashboard, choice: &Choice) -> Vec<Choosable> {
    use crate::dashboards::tile::Where;
    let follows = |tile: &Tile| tile.areas().contains(&Where::Chosen);
    let cubes: Vec<_> = dashboard
        .tiles
        .iter()
        .filter(|tile| follows(tile))
        .filter_map(|tile| ground.cubes.get(&tile.cube))
        .collect();
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
    // What came by an address and is in no list is chosen nevertheless.
    keys.extend(choice.area.iter().filter(|area| !keys.contains(area)).cloned().collect::<Vec<_>>());
    let choosable = |key: &AreaKey| Choosable {
        value: key.to_string(),
        label: ground.figures().name(key),
        chosen: chosen == Some(key),
    };
    if keys.len() > 1 { keys.iter().map(choosable).collect() } else { vec![] }
}
