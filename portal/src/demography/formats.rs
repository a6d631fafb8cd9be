//! The files of a chart: pictures, figures, and the query that gives them.

use super::boxes::boxes;
use super::figures::Used;
use super::place::Place;
use super::query::{Pattern, Query};
use super::shown::Shown;
use crate::chart::{Frame, Medium, Standalone};
use crate::error::PortalError;
use crate::pages::demography::Ground;
use crate::state::Portal;
use datenkreis_catalogue::cubes::CubeView;
use datenkreis_catalogue::cubes::export::bundle::{self, Bundle};
use datenkreis_catalogue::cubes::export::{
    Format, Selection, csv, csvw, cube_link, json_stat, parquet, rdf, sdmx_csv,
};
use datenkreis_vocab::cube::ObsStatus;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Width of pictures, in pixels.
const WIDTH_PX: u32 = 800;

/// What the figures of a chart can be had in.
const FIGURES: [Format; 4] = [Format::Csv, Format::JsonStat, Format::Parquet, Format::DataCube];

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
        "zip" => file("application/zip", bundle(ground, place, shown).map_err(PortalError::internal)?),
        _ => {
            let format = FIGURES.into_iter().find(|format| format.ending() == extension);
            let format = format.ok_or_else(|| PortalError::not_found(ground.language))?;
            let mut body = vec![];
            write(ground.portal, format, &selections(shown), &mut body).map_err(PortalError::internal)?;
            file(format.media_type(), body)
        }
    }
}

fn selections<'a>(shown: &Shown<'a>) -> Vec<Selection<'a>> {
    shown.used.by_cube().into_iter().map(|(cube, indices)| Selection { cube, indices }).collect()
}

/// Writes observations in a format. What a whole cube alone can be is refused to those of several.
pub fn write(
    portal: &Portal,
    format: Format,
    selections: &[Selection<'_>],
    out: &mut (impl Write + Send),
) -> io::Result<()> {
    let names = portal.catalogue.names();
    match (format, selections) {
        (Format::Csv, _) => csv::write(selections, &names, out),
        (Format::Parquet, _) => parquet::write(selections, &names, out),
        (Format::JsonStat, _) => json_stat::write(selections, &names, out),
        (Format::DataCube, _) => rdf::write(selections, &names, out),
        (Format::SdmxCsv, [one]) => sdmx_csv::write(one, out),
        (Format::Csvw, [one]) => bundle::write(one, &names, out),
        (Format::TableMetadata, [one]) => {
            let table = format!("{}.{}", one.cube.definition.id, Format::Csv.ending());
            Ok(serde_json::to_writer_pretty(out, &csvw::document(selections, &names, &table))?)
        }
        (Format::CubeLink, [one]) => {
            let publication =
                portal.catalogue.publication(&one.cube.definition.id).map_err(io::Error::other)?;
            let publication = publication.ok_or(io::ErrorKind::NotFound)?;
            cube_link::write(one, &names, &publication, out)
        }
        (Format::SdmxCsv | Format::Csvw | Format::TableMetadata | Format::CubeLink, _) => {
            Err(io::ErrorKind::Unsupported.into())
        }
    }
}

/// The picture, the figures and the query of a chart with what is to be known about them, in one file.
fn bundle(ground: &Ground<'_>, place: &Place, shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    let selections = selections(shown);
    let named = |extension: &str| format!("{}.{extension}", place.file);
    let mut bundle = Bundle::new(vec![]);
    bundle.file("LIESMICH.txt")?.write_all(readme(ground, place, shown).as_bytes())?;
    let names = ground.portal.catalogue.names();
    bundle.describe(&named(Format::Csv.ending()), &selections, &names)?;
    for format in FIGURES {
        write(ground.portal, format, &selections, bundle.file(&named(format.ending()))?)?;
    }
    bundle.file(&named("svg"))?.write_all(picture(ground, place, shown).svg.as_bytes())?;
    bundle.file(&named("rq"))?.write_all(query(ground, shown).as_bytes())?;
    bundle.finish()
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

/// The SPARQL query that gives the figures of the chart, and no others.
pub fn query(ground: &Ground<'_>, shown: &Shown<'_>) -> String {
    let patterns = patterns(&shown.used);
    Query { base: ground.portal.base(), title: &shown.words.headline, patterns: &patterns }.to_string()
}

/// What asks for observations.
pub fn patterns<'a>(used: &Used<'a>) -> Vec<Pattern<'a>> {
    let cubes = used.by_cube().into_iter();
    cubes
        .flat_map(|(cube, indices)| boxes(cube, &indices).into_iter().map(|codes| pattern(cube, &codes)))
        .collect()
}

fn pattern<'a>(cube: &'a CubeView, codes: &[BTreeSet<u32>]) -> Pattern<'a> {
    let columns = cube.observations.columns().iter().zip(codes);
    let notations =
        columns.map(|(column, codes)| codes.iter().map(|code| column.notation(*code).to_owned()).collect());
    Pattern { cube: &cube.definition, notations: notations.collect() }
}
