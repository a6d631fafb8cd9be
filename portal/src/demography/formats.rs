//! The files of a chart: pictures, figures, and the query that gives them.

use super::figures::Used;
use super::place::Place;
use super::query::{Pattern, Query};
use super::shown::Shown;
use crate::chart::{Frame, Medium, Standalone};
use crate::error::PortalError;
use crate::pages::demography::Ground;
use crate::state::Portal;
use datenkreis_catalogue::cubes::CubeView;
use datenkreis_catalogue::cubes::export::{Names, Selection, csv, json_stat, rdf, sdmx_csv};
use datenkreis_vocab::cube::ObsStatus;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Width of pictures, in pixels.
const WIDTH_PX: u32 = 800;

/// A file.
pub struct File {
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// A chart as a file, by its extension.
pub fn file(
    ground: &Ground<'_>,
    place: &Place,
    shown: &Shown<'_>,
    extension: &str,
) -> Result<File, PortalError> {
    let file = |media_type, body| Ok(File { media_type, body });
    match extension {
        "svg" => file("image/svg+xml", picture(ground, place, shown).svg.into_bytes()),
        "png" => {
            let drawing = picture(ground, place, shown);
            let body = ground.portal.statistics.fonts.png(&drawing, 2.0).map_err(PortalError::internal)?;
            file("image/png", body)
        }
        "rq" => file("application/sparql-query", query(ground, shown).into_bytes()),
        "zip" => file("application/zip", bundle(ground, place, shown)?),
        _ => {
            let selections = selections(shown);
            figures(ground.portal, &selections, extension)?
                .ok_or_else(|| PortalError::not_found(ground.language))
        }
    }
}

fn selections<'a>(shown: &Shown<'a>) -> Vec<Selection<'a>> {
    shown.used.by_cube().into_iter().map(|(cube, indices)| Selection { cube, indices }).collect()
}

/// Observations as a file, by its extension; `None` if there is no such format.
pub fn figures(
    portal: &Portal,
    selections: &[Selection<'_>],
    extension: &str,
) -> Result<Option<File>, PortalError> {
    let areas = &portal.catalogue.statistics().areas;
    let names = Names { base: portal.base(), area: &|area| areas.area(area).short_name };
    let mut body = vec![];
    let written = |done: std::io::Result<()>| done.map_err(PortalError::internal);
    let media_type = match extension {
        "csv" => {
            written(csv::write(selections, &names, &mut body))?;
            "text/csv; charset=utf-8; header=present"
        }
        "sdmx.csv" => {
            for selection in selections {
                written(sdmx_csv::write(selection, &mut body))?;
            }
            "application/vnd.sdmx.data+csv;version=2.0.0"
        }
        "json" => {
            written(json_stat::write(selections, &names, &mut body))?;
            "application/json"
        }
        "ttl" => {
            written(rdf::write(selections, &names, &mut body))?;
            "text/turtle; charset=utf-8"
        }
        _ => return Ok(None),
    };
    Ok(Some(File { media_type, body }))
}

/// The picture, the figures and the query of a chart with what is to be known about them, in one file.
fn bundle(ground: &Ground<'_>, place: &Place, shown: &Shown<'_>) -> Result<Vec<u8>, PortalError> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut add = |name: String, bytes: &[u8]| {
        zip.start_file(name, options).map_err(PortalError::internal)?;
        zip.write_all(bytes).map_err(PortalError::internal)
    };
    add("LIESMICH.txt".into(), readme(ground, place, shown).as_bytes())?;
    for extension in ["csv", "json", "ttl", "svg", "rq"] {
        let file = file(ground, place, shown, extension)?;
        add(format!("{}.{extension}", place.file), &file.body)?;
    }
    Ok(zip.finish().map_err(PortalError::internal)?.into_inner())
}

/// What stands in the bundle beside the figures, German first.
fn readme(ground: &Ground<'_>, place: &Place, shown: &Shown<'_>) -> String {
    let sources = crate::pages::demography::sources(ground, &shown.used.tables(&ground.cubes));
    let sources: Vec<_> = sources.iter().map(|source| format!("- {}", source.text)).collect();
    let page = ground.links.absolute(&place.page);
    let statuses: Vec<_> = ObsStatus::all()
        .map(|status| format!("{}: {} / {}", status.notation(), status.label("de"), status.label("en")))
        .collect();
    format!(
        "{}\r\n{}\r\n\r\n{}\r\n\r\n{page}\r\n\r\n{}:\r\n{}\r\n\r\nStatus:\r\n{}\r\n",
        shown.words.headline,
        shown.subtitle,
        shown.words.description_text(),
        ground.texts.sources,
        sources.join("\r\n"),
        statuses.join("\r\n"),
    )
}

fn picture(ground: &Ground<'_>, place: &Place, shown: &Shown<'_>) -> crate::chart::Drawing {
    let sources = crate::pages::demography::sources(ground, &shown.used.tables(&ground.cubes));
    // Tables of several datasets may name the same body in the same words.
    let mut named: Vec<&str> = vec![];
    for source in &sources {
        if !named.contains(&source.text.as_str()) {
            named.push(&source.text);
        }
    }
    let source = format!("{}: {}", ground.texts.source, named.join("; "));
    let description = shown.words.description_text();
    let medium = Medium::Standalone(Standalone {
        width_px: WIDTH_PX,
        title: &shown.words.headline,
        subtitle: &shown.subtitle,
        description: &description,
        source: &source,
    });
    shown.model.draw(&Frame { language: ground.language, prefix: &place.id, medium })
}

/// The SPARQL query that gives the figures of the chart: of each cube, the notations that occur.
pub fn query(ground: &Ground<'_>, shown: &Shown<'_>) -> String {
    let patterns = patterns(&shown.used);
    Query { base: ground.portal.base(), title: &shown.words.headline, patterns: &patterns }.to_string()
}

/// What asks for observations.
pub fn patterns<'a>(used: &Used<'a>) -> Vec<Pattern<'a>> {
    used.by_cube().into_iter().map(|(cube, indices)| pattern(cube, &indices)).collect()
}

fn pattern<'a>(cube: &'a CubeView, indices: &[usize]) -> Pattern<'a> {
    let columns = cube.observations.columns().iter().map(|column| {
        let mut numbers: Vec<u32> =
            indices.iter().filter_map(|index| column.codes().get(*index).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| column.notation(number).to_owned()).collect()
    });
    Pattern { cube: &cube.definition, notations: columns.collect() }
}
