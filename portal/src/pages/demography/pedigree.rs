//! Where a figure comes from: number → query → observation → cell → run → archived bytes and their hash.

use super::cube::Notes;
use super::{Ground, page};
use crate::demography::figures::{At, Found, Used};
use crate::demography::query::{Pattern, Query};
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::{Representation, representation};
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use crate::texts::{format, projection};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::archive::BodyHash;
use datenkreis_catalogue::cubes::export::rdf::observation_triples;
use datenkreis_catalogue::cubes::{CubeView, Slice, Table};
use datenkreis_catalogue::rdf::{PREFIXES, serialize};
use datenkreis_harvester::tables::Grid;
use datenkreis_vocab::cube::{Dimension, iri, known};
use datenkreis_vocab::identity::SourceId;
use datenkreis_vocab::indicator;
use jiff::tz::TimeZone;

/// Rows of a table shown around a figure: its header, and those beside it.
const BESIDE: u32 = 1;

#[derive(Template)]
#[template(path = "pages/pedigree.html")]
struct PedigreePage {
    layout: Layout,
    words: &'static DemographyTexts,
    figure: String,
    status: String,
    /// What the figure is about: dimension and code.
    about: Vec<(String, Value)>,
    cube: Value,
    iri: String,
    query: String,
    query_href: String,
    /// The table and the cell, if the figure was read.
    read: Option<Read>,
    /// How it was calculated, if it was.
    calculated: Option<Calculated>,
    /// Where tables disagree about it, or about what it was calculated from.
    differences: Option<Notes>,
}

struct Read {
    table: Value,
    attribution: String,
    license: Option<Value>,
    mapping: String,
    cell: String,
    rows: Vec<TableRow>,
    run: Option<Value>,
    fetched: String,
    url: String,
    bytes: String,
    sha256: String,
    /// Where the bytes are; nowhere if they tell what is suppressed.
    archived: Option<String>,
    earlier: Vec<String>,
}

struct TableRow {
    number: u32,
    cells: Vec<(String, bool)>,
}

struct Calculated {
    how: Option<Value>,
    formula: String,
    inputs: Vec<Value>,
    /// The tables in which all that it was calculated from stands.
    behind: Vec<Behind>,
}

/// A table that a calculated figure rests on.
struct Behind {
    table: Value,
    run: Option<Value>,
    fetched: String,
    sha256: String,
    /// Where the bytes are; nowhere if they tell what is suppressed.
    archived: Option<String>,
}

/// GET `/id/beobachtung/{cube}/{notations}`: a page, or the observation as RDF.
pub async fn observation(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let info = |name: &str| request.match_info().get(name).unwrap_or_default().to_owned();
    let (cube, notations) = (info("cube"), info("notations"));
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    match representation(accept) {
        Some(Representation::Html) | None => {
            page(move || PedigreePage::new(&portal, language, &cube, &notations)).await
        }
        Some(Representation::Rdf(format)) => {
            let document = web::block(move || {
                let ground = Ground::new(&portal, language);
                let at = find(&ground, &cube, &notations)?;
                let triples = observation_triples(portal.base(), at.cube, at.index);
                Ok::<_, PortalError>(serialize(&triples, format, PREFIXES))
            });
            Ok(HttpResponse::Ok()
                .content_type(format.content_type())
                .insert_header((header::VARY, "accept"))
                .body(document.await??))
        }
    }
}

fn find<'g>(ground: &'g Ground<'_>, cube: &str, notations: &str) -> Result<At<'g>, PortalError> {
    let not_found = || PortalError::not_found(ground.language);
    let cube = ground.cubes.get(cube).ok_or_else(not_found)?;
    let notations: Vec<&str> = notations.split('/').collect();
    let index = cube.find(&notations).ok_or_else(not_found)?;
    Ok(At { cube, index })
}

impl PedigreePage {
    fn new(portal: &Portal, language: Language, cube: &str, notations: &str) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let at = find(&ground, cube, notations)?;
        let definition = &at.cube.definition;
        let observation =
            at.cube.observations.get(at.index).ok_or_else(|| PortalError::not_found(language))?;
        let found = ground.figures().find(cube, &observation.notations);
        let unit = unit(at.cube, &observation.notations, language.tag());
        let figure = super::indicators::with_unit(
            language,
            found.text(language, decimals(at.cube, &observation.notations)),
            unit,
        );
        let path = format!("/id/beobachtung/{cube}/{notations}");
        let mut layout = Layout::new(portal, language, Page::Pedigree(path), ground.texts.pedigree);
        layout.noindex = true;
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        let query = query(&ground, at.cube, &observation.notations);
        let query_href = format!("{}?query={}", layout.links.sparql(), percent(&query));
        let table = at.table().ok_or_else(|| PortalError::not_found(language))?;
        let is_calculated = table.is_calculated();
        let mut used = Used::default();
        used.add(&Found::from(at));
        Ok(Self {
            figure,
            status: observation.figure.status.label(language.tag()).into(),
            about: definition
                .dimensions
                .iter()
                .zip(&observation.notations)
                .map(|(dimension, notation)| {
                    (dimension.label().get(language.tag()).to_owned(), code(&ground, dimension, notation))
                })
                .collect(),
            cube: Value::own(definition.title.get(language.tag()), layout.links.cube(cube)),
            iri: at.iri(portal.base()),
            query,
            query_href,
            read: if is_calculated { None } else { Some(Read::new(&ground, table, observation.cell)?) },
            calculated: is_calculated.then(|| Calculated::new(&ground, &used, &at, &observation.notations)),
            differences: Notes::of_differences(&ground, &used.differences(&ground.cubes)),
            words: ground.texts,
            layout,
        })
    }
}

/// The unit of a figure; statements about a projection name theirs themselves.
fn unit<'c>(cube: &'c CubeView, notations: &[&str], language: &str) -> &'c str {
    match cube.definition.id == known::PROJECTION_BASIS {
        true => "",
        false => indicator::unit_of(&cube.definition, notations).label.get(language),
    }
}

/// Decimals of the measure, or of what a figure is of, where the cube holds figures of several kinds.
pub fn decimals(cube: &CubeView, notations: &[&str]) -> u8 {
    let kind = notations.get(2).copied().unwrap_or_default();
    let of_kind = match cube.definition.id.as_str() {
        known::INDICATORS => indicator::by_id(kind).map(|indicator| indicator.decimals),
        known::PROJECTION_BASIS => Some(known::decimals_of_basis(kind)),
        _ => None,
    };
    of_kind.unwrap_or(cube.definition.measure.decimals)
}

/// A code with its name.
fn code(ground: &Ground<'_>, dimension: &Dimension, notation: &str) -> Value {
    let language = ground.language.tag();
    match (dimension, datenkreis_vocab::cube::AreaKey::read(notation)) {
        (Dimension::RefArea, Some(area)) => {
            Value::own(format!("{} ({area})", ground.figures().name(&area)), ground.links.area(&area))
        }
        _ => {
            let label = dimension.label_of(notation);
            Value::text(label.as_ref().map_or(notation, |label| label.get(language)))
        }
    }
}

fn query(ground: &Ground<'_>, cube: &CubeView, notations: &[&str]) -> String {
    let notations = notations.iter().map(|notation| vec![(*notation).to_owned()]).collect();
    let pattern = Pattern { cube: &cube.definition, notations };
    let title = cube.definition.title.get(ground.language.tag());
    Query { base: ground.portal.base(), title, patterns: &[pattern] }.to_string()
}

fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

impl Read {
    fn new(
        ground: &Ground<'_>,
        table: &Table,
        cell: datenkreis_vocab::cube::Cell,
    ) -> Result<Self, PortalError> {
        let (portal, language) = (ground.portal, ground.language);
        let body = portal.catalogue.archive().get(&BodyHash(table.sha256.clone()))?;
        let behind = Behind::new(ground, table);
        let mapping = portal.tables.iter().find(|mapping| mapping.id == table.mapping);
        let is_kept_back = ground.cubes.is_kept_back(&table.sha256);
        let rows = match (&body, mapping) {
            // The rows beside a figure would tell what is suppressed.
            _ if is_kept_back => vec![],
            (Some(body), Some(mapping)) => {
                let header = (mapping.layout.skip + 1..=mapping.layout.skip + mapping.layout.header_rows)
                    .map(|row| row as u32);
                rows(Grid::open(body, &mapping.layout).ok(), header, cell)
            }
            _ => vec![],
        };
        let earlier = portal.catalogue.reading_history(&table.mapping)?;
        let earlier = earlier.iter().filter(|reading| reading.table.sha256 != table.sha256);
        Ok(Self {
            table: behind.table,
            attribution: table.attribution.clone(),
            license: table.license.as_ref().map(|license| Value::labelled(license, license)),
            mapping: table.mapping.clone(),
            cell: ground.texts.cell_at(cell.row, cell.column),
            rows,
            run: behind.run,
            fetched: behind.fetched,
            url: table.url.clone(),
            bytes: body.map(|body| format::bytes(language, body.len() as u64)).unwrap_or_default(),
            sha256: behind.sha256,
            archived: behind.archived,
            earlier: earlier
                .map(|reading| {
                    let day = format::date(language, reading.table.at.to_zoned(TimeZone::UTC).date());
                    format!("{day}: {}", reading.table.sha256)
                })
                .collect(),
        })
    }
}

impl Behind {
    fn new(ground: &Ground<'_>, table: &Table) -> Self {
        let source = table.dataset.as_ref().and_then(|dataset| source_of(ground.portal, dataset.as_str()));
        Self {
            table: match &table.dataset {
                Some(dataset) => Value::own(&table.title, ground.links.dataset(dataset.as_str())),
                None => Value::text(&table.title),
            },
            run: table.run.map(|run| {
                let text = ground.texts.run_number(run);
                match &source {
                    Some(source) => Value::own(text, ground.links.source(source)),
                    None => Value::text(text),
                }
            }),
            fetched: format::moment(ground.language, table.at),
            sha256: table.sha256.clone(),
            archived: (!ground.cubes.is_kept_back(&table.sha256))
                .then(|| ground.links.archived(&table.sha256)),
        }
    }
}

fn source_of(portal: &Portal, dataset: &str) -> Option<SourceId> {
    let source = dataset.strip_prefix(portal.base())?.strip_prefix("/dataset/")?.split('/').next()?;
    portal.sources.iter().map(|file| &file.id).find(|id| id.as_str() == source).cloned()
}

/// The header of the table and the rows around the cell, which is marked.
fn rows(
    grid: Option<Grid>,
    header: impl Iterator<Item = u32>,
    cell: datenkreis_vocab::cube::Cell,
) -> Vec<TableRow> {
    let header: Vec<u32> = header.collect();
    let Some(grid) = grid else { return vec![] };
    let is_shown = |number: u32| header.contains(&number) || number.abs_diff(cell.row) <= BESIDE;
    let rows = grid.rows().filter(|row| is_shown(row.number)).map(|row| TableRow {
        number: row.number,
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(index, found)| {
                (found.text.to_owned(), row.number == cell.row && index + 1 == usize::from(cell.column))
            })
            .collect(),
    });
    rows.collect()
}

impl Calculated {
    fn new(ground: &Ground<'_>, used: &Used<'_>, at: &At<'_>, notations: &[&str]) -> Self {
        let language = ground.language.tag();
        let kind = notations.get(2).copied().unwrap_or_default();
        let texts = projection::of(ground.language);
        let method = || Some(Value::own(texts.title, ground.links.projection_method()));
        let (how, formula) = match (at.cube.definition.id.as_str(), indicator::by_id(kind)) {
            (known::INDICATORS, Some(indicator)) => {
                let page = ground.links.indicator(indicator.id);
                (Some(Value::own(indicator.title(language), page)), indicator.formula)
            }
            (known::PROJECTION, _) => (method(), texts.formula),
            (known::PROJECTION_BASIS, _) => (method(), texts.formula_of(kind)),
            _ => (None, ""),
        };
        let input = |slice: &Slice| {
            let title = ground
                .cubes
                .get(&slice.cube)
                .map_or(&*slice.cube, |cube| cube.definition.title.get(language));
            let area =
                datenkreis_vocab::cube::AreaKey::read(&slice.area).map(|area| ground.figures().name(&area));
            let text = format!("{title}, {}, {}", area.as_deref().unwrap_or(&slice.area), slice.period);
            let node = iri::slice(ground.portal.base(), &slice.cube, &slice.area, &slice.period);
            Value::own(
                text,
                node.as_str().strip_prefix(ground.portal.base()).unwrap_or(node.as_str()).to_owned(),
            )
        };
        let behind = used.tables(&ground.cubes).into_iter().map(|table| Behind::new(ground, table)).collect();
        let inputs = at.cube.slices.of(at.index).map(input).collect();
        Self { how, formula: formula.into(), inputs, behind }
    }
}
