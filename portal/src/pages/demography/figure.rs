//! A chart as a page shows it: drawn, with its words, its table, its sources and its downloads.

use crate::chart::{Frame, Medium};
use crate::demography::address::Address;
use crate::demography::figures::Used;
use crate::demography::place::Place;
use crate::demography::shown::{Shown, Table};
use crate::demography::view::View;
use crate::pages::value::Value;
use crate::texts::{format, projection};
use datenkreis_catalogue::cubes::Table as Source;
use datenkreis_vocab::cube::known::PROJECTION;

use super::Ground;

/// What `components/chart.html` shows.
pub struct Figure {
    /// Begins all ids.
    pub id: String,
    /// What is seen.
    pub name: String,
    /// What the chart says.
    pub headline: String,
    /// Measure, place, time and unit.
    pub subtitle: String,
    /// What it shows, in sentences.
    pub sentences: Vec<String>,
    /// The same in Leichte Sprache.
    pub easy: Vec<String>,
    /// The picture.
    pub svg: String,
    /// Its height on a page, in pixels.
    pub height_px: u32,
    /// The keys of the picture.
    pub legend: String,
    /// What is to be known beside.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<Value>,
    /// The same numbers.
    pub table: Table,
    /// Names and addresses of files.
    pub downloads: Vec<(&'static str, String)>,
    /// The chart by itself.
    pub page: String,
    /// The chart alone, for a frame on somebody else's page.
    pub embedded: String,
    /// Pages that tell how it is calculated.
    pub methods: Vec<Value>,
    /// The page that tells where the figure comes from, if it is one only.
    pub pedigree: Option<String>,
    /// Whether there is little room, so that sources are unfolded when asked for.
    pub is_small: bool,
    /// The statistics it shows, where the page does not tell anyway.
    pub cubes: Vec<Value>,
}

/// Extensions of the files of a chart.
pub const EXTENSIONS: [&str; 8] = ["csv", "json", "parquet", "ttl", "svg", "png", "zip", "rq"];

impl Figure {
    /// Draws a chart about an area.
    pub fn new(ground: &Ground<'_>, address: &Address, shown: Shown<'_>) -> Self {
        Self::at(ground, place(ground, address), shown)
    }

    /// Draws a chart that has its place.
    pub fn at(ground: &Ground<'_>, place: Place, shown: Shown<'_>) -> Self {
        let Ground { texts, links, language, .. } = ground;
        let drawing =
            shown.model.draw(&Frame { language: *language, prefix: &place.id, medium: Medium::Page });
        let names = [
            texts.download_csv,
            texts.download_json,
            texts.download_parquet,
            texts.download_ttl,
            texts.download_svg,
            texts.download_png,
            texts.download_zip,
            texts.download_query,
        ];
        let downloads = names.into_iter().zip(EXTENSIONS.map(|extension| place.as_file(extension)));
        let methods = shown.indicators.iter().filter_map(|id| datenkreis_vocab::indicator::by_id(id));
        let methods = methods
            .map(|indicator| Value::own(indicator.title(language.tag()), links.indicator(indicator.id)));
        let (sources, method) = origins(ground, &shown.used);
        Self {
            headline: shown.words.headline,
            subtitle: shown.subtitle,
            sentences: shown.words.description,
            easy: shown.words.easy,
            height_px: drawing.height_px,
            svg: drawing.svg,
            legend: drawing.legend,
            notes: drawing.notes.into_iter().chain(shown.notes).collect(),
            sources: sources
                .into_iter()
                .chain(place.is_map.then(|| Value::text(&ground.portal.statistics.boundary_source)))
                .collect(),
            table: shown.table,
            downloads: downloads.collect(),
            embedded: links.absolute(&place.embedded()),
            methods: methods.chain(method).collect(),
            pedigree: None,
            is_small: false,
            cubes: vec![],
            id: place.id,
            name: place.name,
            page: place.page,
        }
    }
}

/// Where figures come from, and the method if some are projected by the portal: what those were calculated from is
/// more than a line holds, and the page on the method names it all.
pub fn origins(ground: &Ground<'_>, used: &Used<'_>) -> (Vec<Value>, Option<Value>) {
    let is_projected = ground.figures().projects()
        && used.by_cube().iter().any(|(cube, _)| cube.definition.id == PROJECTION);
    if !is_projected {
        return (sources(ground, &used.tables(&ground.cubes)), None);
    }
    let told = projection::of(ground.language);
    let link = |text: &str| Value::own(text, ground.links.projection_method());
    let read = sources(ground, &used.without(PROJECTION).tables(&ground.cubes));
    (read.into_iter().chain([link(told.source)]).collect(), Some(link(told.name)))
}

/// Where a chart about an area can be found.
pub fn place(ground: &Ground<'_>, address: &Address) -> Place {
    Place {
        id: address.view.slug().into(),
        name: address.view.name(ground.texts).into(),
        file: format!("{}-{}", address.area, address.view.slug()),
        page: ground.links.chart(address),
        is_map: address.view == View::Map,
    }
}

/// Each source once: who is to be named, with the day it was read and a dataset it is; how many tables have the same
/// name to be given is told, they all stand on the page of the statistic.
pub fn sources(ground: &Ground<'_>, tables: &[&Source]) -> Vec<Value> {
    let mut named: Vec<(&str, jiff::civil::Date, Vec<&Source>)> = vec![];
    for table in tables {
        let name = if table.attribution.is_empty() { &table.title } else { &table.attribution };
        let day = table.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        match named.iter_mut().find(|(known, read, _)| (*known, *read) == (name.as_str(), day)) {
            Some((_, _, same)) => same.push(table),
            None => named.push((name, day, vec![table])),
        }
    }
    let source = |(name, day, same): (&str, jiff::civil::Date, Vec<&Source>)| {
        let read = format!("{} {}", ground.texts.as_of, format::date(ground.language, day));
        let text = match same.len() {
            1 => format!("{name} ({read})"),
            count => format!("{name} ({}, {read})", ground.texts.so_many_tables(count)),
        };
        match same.iter().find_map(|table| table.dataset.as_ref()) {
            Some(dataset) => Value::own(text, ground.links.dataset(dataset.as_str())),
            None => Value::text(text),
        }
    };
    named.into_iter().map(source).collect()
}
