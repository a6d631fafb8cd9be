//! All observations of a cube about one area and time (qb:Slice): what a calculated figure came from.

use super::{Ground, page};
use crate::demography::figures::{At, Found};
use crate::demography::shown::{Table, Tabulate};
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

#[derive(Template)]
#[template(path = "pages/slice.html")]
struct SlicePage {
    layout: Layout,
    words: &'static DemographyTexts,
    table: Table,
    sources: Vec<Value>,
}

/// GET `/id/schnitt/{cube}/{area}/{period}`.
pub async fn slice(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let [cube, area, period] =
        ["cube", "area", "period"].map(|name| request.match_info().get(name).unwrap_or_default().to_owned());
    page(move || SlicePage::new(&portal, language, &cube, &area, &period)).await
}

impl SlicePage {
    fn new(
        portal: &Portal,
        language: Language,
        id: &str,
        area: &str,
        period: &str,
    ) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let not_found = || PortalError::not_found(language);
        let cube = ground.cubes.get(id).ok_or_else(not_found)?;
        let indices = cube.slice(area, period);
        if indices.is_empty() {
            return Err(not_found());
        }
        let definition = &cube.definition;
        let further = definition.dimensions.get(2..).unwrap_or_default();
        let heads = further.iter().map(|dimension| dimension.label().get(language.tag()).to_owned());
        let name = AreaKey::read(area).map(|area| ground.figures().name(&area));
        let title = format!(
            "{}, {}, {period}",
            definition.title.get(language.tag()),
            name.as_deref().unwrap_or(area)
        );
        let head = vec![
            heads.collect::<Vec<_>>().join(" · "),
            definition.measure.label.get(language.tag()).to_owned(),
        ];
        let mut table = Tabulate::new(language, portal.base(), &title, head);
        for index in indices {
            let Some(observation) = cube.observations.get(index) else { continue };
            let labels = further.iter().zip(&observation.notations[2..]).map(|(dimension, notation)| {
                dimension
                    .label_of(notation)
                    .map_or((*notation).to_owned(), |label| label.get(language.tag()).to_owned())
            });
            let found = Found { figure: observation.figure, at: Some(At { cube, index }) };
            let decimals = super::pedigree::decimals(cube, &observation.notations);
            table.row(labels.collect::<Vec<_>>().join(" · "), &[(found, decimals)]);
        }
        let path = format!("/id/schnitt/{id}/{area}/{period}");
        let mut layout = Layout::new(portal, language, Page::Pedigree(path), &title);
        layout.noindex = true;
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        let sources = super::sources(&ground, &table.used.tables(&ground.cubes));
        Ok(Self { sources, table: table.table, words: ground.texts, layout })
    }
}
