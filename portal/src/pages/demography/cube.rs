//! The page of a cube: what it is made of, which tables feed it, what the checks found, and its files.

use super::{Ground, page};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::dataset::FindingView;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use crate::texts::{downloads, format};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::cubes::export::Format;
use datenkreis_catalogue::cubes::{CubeView, Difference, LeftOut};
use datenkreis_catalogue::journal::{ReadingKind, ReadingSummary};
use datenkreis_vocab::cube::checks::{Imbalance, balance};
use datenkreis_vocab::cube::known::{CHANGES, POPULATION};
use datenkreis_vocab::cube::{AreaKey, iri};
use datenkreis_vocab::finding::Finding;

/// Notes shown of each kind; how many there are is always told.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "pages/cube.html")]
struct CubePage {
    layout: Layout,
    words: &'static DemographyTexts,
    description: String,
    observations: String,
    dimensions: Vec<(String, String)>,
    measure: String,
    tables: Vec<TableView>,
    notes: Vec<Notes>,
    dataset: String,
    downloads: Vec<Download>,
}

/// A file of all observations.
struct Download {
    name: &'static str,
    href: String,
    /// Whom it is good for.
    purpose: &'static str,
}

struct TableView {
    title: Value,
    attribution: String,
    mapping: String,
    read: String,
    archived: Option<String>,
    findings: Vec<FindingView>,
    /// When it was tried again in vain, and why.
    failed: Option<(String, Vec<FindingView>)>,
}

/// Notes of one kind.
pub struct Notes {
    /// Of which kind, and how many.
    pub title: String,
    /// The first of them.
    pub lines: Vec<String>,
    /// How many more there are.
    pub more: Option<String>,
}

/// GET `/kubus/{id}` and `/en/cube/{id}`.
pub async fn cube(
    portal: web::Data<Portal>,
    request: HttpRequest,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let id = request.match_info().get("id").unwrap_or_default().to_owned();
    page(move || CubePage::new(&portal, language, &id)).await
}

impl CubePage {
    fn new(portal: &Portal, language: Language, id: &str) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let cube = ground.cubes.get(id).ok_or_else(|| PortalError::not_found(language))?;
        let (texts, tag) = (ground.texts, language.tag());
        let definition = &cube.definition;
        let mut layout = Layout::new(portal, language, Page::Cube(id.into()), definition.title.get(tag));
        layout.description = definition.description.get(tag).into();
        layout.trail = vec![Value::own(texts.title, layout.links.demography())];
        let dimensions =
            definition.dimensions.iter().zip(cube.observations.columns()).map(|(dimension, column)| {
                let codes = format::number(language, column.notations().len() as u64);
                (dimension.label().get(tag).to_owned(), texts.codes(&codes))
            });
        let findings = |reading: &ReadingSummary| {
            let view = |finding: &Finding| FindingView::new(language, finding, &[finding.property.as_str()]);
            reading.findings.iter().map(view).collect()
        };
        let tables = cube.tables.iter().map(|table| -> Result<TableView, PortalError> {
            let readings = portal.catalogue.reading_history(&table.mapping)?;
            let reading = readings.iter().find(|reading| reading.kind == ReadingKind::Read);
            let newest = readings.first().filter(|reading| reading.kind == ReadingKind::Failed);
            Ok(TableView {
                title: match &table.dataset {
                    Some(dataset) => Value::own(&table.title, layout.links.dataset(dataset.as_str())),
                    None => Value::text(&table.title),
                },
                attribution: table.attribution.clone(),
                mapping: table.mapping.clone(),
                read: format::moment(language, table.at),
                archived: (!table.sha256.is_empty() && !ground.cubes.is_kept_back(&table.sha256))
                    .then(|| layout.links.archived(&table.sha256)),
                findings: reading.map(findings).unwrap_or_default(),
                failed: newest.map(|failed| (format::moment(language, failed.table.at), findings(failed))),
            })
        });
        let links = &layout.links;
        let dataset = links.dataset(iri::cube(portal.base(), id).as_str());
        Ok(Self {
            description: definition.description.get(tag).into(),
            observations: format::number(language, cube.observations.len() as u64),
            dimensions: dimensions.collect(),
            measure: format!(
                "{} ({})",
                definition.measure.label.get(tag),
                definition.measure.unit.label.get(tag)
            ),
            tables: tables.collect::<Result<_, _>>()?,
            notes: notes(&ground, cube),
            dataset,
            downloads: Format::ALL
                .map(|format| {
                    let [name, purpose] = downloads::of(language, format);
                    Download { name, href: links.cube_as(id, format.ending()), purpose }
                })
                .into(),
            words: texts,
            layout,
        })
    }
}

fn notes(ground: &Ground<'_>, cube: &CubeView) -> Vec<Notes> {
    let texts = ground.texts;
    let id = cube.definition.id.as_str();
    let mut imbalances: Vec<Imbalance> = cube.imbalances().to_vec();
    if id == CHANGES
        && let Some(population) = ground.cubes.get(POPULATION)
    {
        imbalances.extend(balance(&population.observations, &cube.observations));
    }
    let left_out: Vec<&LeftOut> = ground.cubes.left_out().iter().filter(|left| left.cube == id).collect();
    let differences: Vec<_> = cube.differences().map(|found| (cube, found)).collect();
    let kept_back = cube.kept_back().map(|kept_back| {
        let number = |count: usize| format::number(ground.language, count as u64);
        texts.kept_back(
            &kept_back.threshold.to_string(),
            &number(kept_back.primary),
            &number(kept_back.secondary),
        )
    });
    [
        Notes::new(ground, texts.notes_kept_back, kept_back_figures(cube), kept_back.into_iter()),
        Notes::new(
            ground,
            texts.notes_imbalances,
            imbalances.len(),
            imbalances.iter().map(|found| imbalance(ground, cube, found)),
        ),
        Notes::of_differences(ground, &differences),
        Notes::new(
            ground,
            texts.notes_left_out,
            left_out.len(),
            left_out.iter().map(|left| {
                format!("{}: {}", left.table.title, left.reason.text().get(ground.language.tag()))
            }),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Notes {
    /// Where tables disagree.
    pub fn of_differences(ground: &Ground<'_>, found: &[(&CubeView, Difference<'_>)]) -> Option<Self> {
        let lines = found.iter().map(|(cube, found)| difference(ground, cube, found));
        Self::new(ground, ground.texts.notes_differences, found.len(), lines)
    }

    fn new(
        ground: &Ground<'_>,
        title: &str,
        count: usize,
        lines: impl Iterator<Item = String>,
    ) -> Option<Self> {
        let number = |count: usize| format::number(ground.language, count as u64);
        (count > 0).then(|| Self {
            title: format!("{title} ({})", number(count)),
            lines: lines.take(SHOWN).collect(),
            more: (count > SHOWN).then(|| ground.texts.and_more(&number(count - SHOWN))),
        })
    }
}

fn kept_back_figures(cube: &CubeView) -> usize {
    cube.kept_back().map_or(0, |kept_back| kept_back.primary + kept_back.secondary)
}

/// What observations are about, in words.
fn about(ground: &Ground<'_>, cube: &CubeView, notations: &[&str]) -> String {
    let language = ground.language.tag();
    let labels = cube.definition.dimensions.iter().zip(notations).map(|(dimension, notation)| {
        match AreaKey::read(notation).filter(|_| dimension.id() == "refArea") {
            Some(area) => ground.figures().name(&area),
            None => dimension
                .label_of(notation)
                .map_or((*notation).to_owned(), |label| label.get(language).to_owned()),
        }
    });
    labels.collect::<Vec<_>>().join(", ")
}

fn imbalance(ground: &Ground<'_>, cube: &CubeView, found: &Imbalance) -> String {
    let number = |value: f64| {
        crate::chart::number::number(ground.language, value, cube.definition.measure.decimals.into())
    };
    let notations: Vec<&str> = found.notations.iter().map(String::as_str).collect();
    ground.texts.imbalance(
        &about(ground, cube, &notations),
        &number(found.found),
        &number(found.expected),
        &number(found.difference()),
    )
}

fn difference(ground: &Ground<'_>, cube: &CubeView, found: &Difference<'_>) -> String {
    let number = |value: Option<f64>| {
        value.map_or("–".into(), |value| {
            crate::chart::number::number(ground.language, value, cube.definition.measure.decimals.into())
        })
    };
    ground.texts.difference(
        &about(ground, cube, &found.notations),
        (&number(found.kept.value), &found.kept_table.title),
        (&number(found.other.value), &found.other_table.title),
    )
}
