//! The files of a chart: pictures, figures, and the query that gives them.

use super::address::Address;
use super::query::{Pattern, Query};
use super::shown::Shown;
use crate::chart::{Frame, Medium, Standalone};
use crate::error::PortalError;
use crate::pages::demography::Ground;
use datenkreis_catalogue::cubes::CubeView;

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
    address: &Address,
    shown: &Shown<'_>,
    extension: &str,
) -> Result<File, PortalError> {
    let file = |media_type, body| Ok(File { media_type, body });
    match extension {
        "svg" => file("image/svg+xml", picture(ground, address, shown).svg.into_bytes()),
        "png" => {
            let drawing = picture(ground, address, shown);
            let body = ground.portal.statistics.fonts.png(&drawing, 2.0).map_err(PortalError::internal)?;
            file("image/png", body)
        }
        "rq" => file("application/sparql-query", query(ground, shown).into_bytes()),
        _ => Err(PortalError::not_found(ground.language)),
    }
}

fn picture(ground: &Ground<'_>, address: &Address, shown: &Shown<'_>) -> crate::chart::Drawing {
    let sources = crate::pages::demography::sources(ground, &shown.used.tables());
    let source: Vec<_> = sources.iter().map(|source| source.text.as_str()).collect();
    let source = format!("{}: {}", ground.texts.source, source.join("; "));
    let description = shown.words.description_text();
    let medium = Medium::Standalone(Standalone {
        width_px: WIDTH_PX,
        title: &shown.words.headline,
        subtitle: &shown.subtitle,
        description: &description,
        source: &source,
    });
    shown.model.draw(&Frame { language: ground.language, prefix: address.view.slug(), medium })
}

/// The SPARQL query that gives the figures of the chart: of each cube, the notations that occur.
pub fn query(ground: &Ground<'_>, shown: &Shown<'_>) -> String {
    let patterns: Vec<Pattern<'_>> =
        shown.used.by_cube().into_iter().map(|(cube, indices)| pattern(cube, &indices)).collect();
    Query { base: ground.portal.base(), title: &shown.words.headline, patterns: &patterns }.to_string()
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
