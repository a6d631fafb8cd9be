//! How the population is projected: the method, what is assumed for each area, what comes out, and how the same
//! calculation would have done in the past. Every figure is an observation, and leads to where it comes from.

use super::{Ground, page};
use crate::chart::number::number;
use crate::demography::figures::{Figures, Found};
use crate::demography::shown::{Cell, Row, Table, Tabulate};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::projection::{ProjectionTexts, of};
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::cubes::projection::Settings;
use datenkreis_vocab::cube::known::{
    BIRTHS_PER_WOMAN, DEATHS_TO_TABLE, ERROR_PERCENT, MEAN_ERROR_PERCENT, NET_MIGRATION, POPULATION,
    PROJECTION, PROJECTION_BASIS, decimals_of_basis,
};
use datenkreis_vocab::cube::{Age, AreaKey};
use datenkreis_vocab::projection::AT_LEAST;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "pages/projection.html")]
struct ProjectionPage {
    layout: Layout,
    texts: &'static ProjectionTexts,
    variants: String,
    assumptions: Table,
    outcome: Table,
    test: Option<Test>,
    /// Cubes of other areas that are assumed.
    inputs: Vec<Value>,
    cubes: Vec<Value>,
    sources: Vec<Value>,
}

struct Test {
    text: String,
    errors: Table,
}

/// GET `/demografie/methode/vorausberechnung` and `/en/demography/method/projection`.
pub async fn method(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    page(move || ProjectionPage::new(&portal, language)).await
}

impl ProjectionPage {
    fn new(portal: &Portal, language: Language) -> Result<Self, PortalError> {
        let ground = Ground::new(portal, language);
        let not_found = || PortalError::not_found(language);
        let settings = portal.statistics.projection.as_ref().ok_or_else(not_found)?;
        let shown = Shown::new(&ground).ok_or_else(not_found)?;
        let texts = of(language);
        let mut layout = Layout::new(portal, language, Page::ProjectionMethod, texts.title);
        layout.description = texts.lead.into();
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        let (assumptions, outcome, errors) = (shown.assumptions(), shown.outcome(), shown.errors());
        let mut used = assumptions.used.clone();
        used.extend(&outcome.used);
        let title = |id: &str| {
            let cube = ground.cubes.get(id)?;
            Some(Value::own(cube.definition.title.get(language.tag()), layout.links.cube(id)))
        };
        Ok(Self {
            variants: variants(texts, language, settings),
            inputs: [&settings.mortality.cube, &settings.fertility.cube]
                .into_iter()
                .filter_map(|id| title(id))
                .collect(),
            cubes: [PROJECTION, PROJECTION_BASIS].into_iter().filter_map(title).collect(),
            sources: super::sources(&ground, &used.tables(&ground.cubes)),
            assumptions: assumptions.table,
            outcome: outcome.table,
            test: errors,
            texts,
            layout,
        })
    }
}

fn variants(texts: &ProjectionTexts, language: Language, settings: &Settings) -> String {
    let percent = |share: f64| {
        let percent = share * 100.0;
        let decimals = if (percent - percent.round()).abs() < 1e-9 { 0 } else { 1 };
        format!("{}\u{a0}%", number(language, percent, decimals))
    };
    let Settings { spread, mortality_decline, damping, .. } = settings;
    texts.variants_text(
        &percent(spread.fertility),
        &percent(spread.migration),
        &percent(*mortality_decline),
        &percent(1.0 - damping),
    )
}

/// What is projected, and of what it is told.
struct Shown<'g> {
    ground: &'g Ground<'g>,
    figures: Figures<'g>,
    texts: &'static ProjectionTexts,
    areas: Vec<AreaKey>,
    start: i16,
    years: Vec<i16>,
}

impl<'g> Shown<'g> {
    fn new(ground: &'g Ground<'g>) -> Option<Self> {
        let cube = ground.cubes.get(PROJECTION).filter(|_| ground.figures().projects())?;
        let mut years: Vec<i16> = cube.periods().filter_map(|period| period.parse().ok()).collect();
        years.sort_unstable();
        let start = years.first()? - 1;
        let areas = cube.areas().to_vec();
        Some(Self { ground, figures: ground.figures(), texts: of(ground.language), areas, start, years })
    }

    fn tabulate(&self, caption: &str, head: Vec<String>) -> Tabulate<'g, 'g> {
        Tabulate::new(self.ground.language, self.ground.portal.base(), caption, head)
    }

    fn basis(&self, area: &AreaKey, year: i16, statement: &str) -> Found<'g> {
        self.figures.find(PROJECTION_BASIS, &[area.as_str(), &year.to_string(), statement])
    }

    /// Per area what is assumed.
    fn assumptions(&self) -> Tabulate<'g, 'g> {
        let texts = self.texts;
        let head = [
            self.ground.texts.area,
            texts.births_per_woman,
            texts.deaths_to_table,
            texts.net_migration,
            texts.ages_known,
        ];
        let mut table = self.tabulate(texts.assumptions, head.map(str::to_owned).to_vec());
        for area in &self.areas {
            let cell = |statement| (self.basis(area, self.start, statement), decimals_of_basis(statement));
            table.row(self.figures.name(area), &[BIRTHS_PER_WOMAN, DEATHS_TO_TABLE, NET_MIGRATION].map(cell));
            let known = self.ages_known(area).map(|year| Cell { text: year.to_string(), href: None });
            if let Some(row) = table.table.rows.last_mut() {
                row.cells.extend(known);
            }
        }
        table
    }

    /// The last year before the start of which both sexes are known by age.
    fn ages_known(&self, area: &AreaKey) -> Option<i16> {
        let mut years =
            self.figures.years(POPULATION, area).into_iter().rev().filter(|year| *year <= self.start);
        let is_known = |year: &i16| {
            let of = |sex| self.figures.ages(POPULATION, area.as_str(), &year.to_string(), sex).len();
            of("F") > 1 && of("M") > 1
        };
        years.find(is_known)
    }

    /// Per area where it starts, and where each variant ends.
    fn outcome(&self) -> Tabulate<'g, 'g> {
        let texts = self.texts;
        let last = self.years.last().copied().unwrap_or(self.start);
        let variants = [
            ("niedrig", texts.low),
            ("mittel", texts.middle),
            ("hoch", texts.high),
            ("ohne-wanderung", texts.without_migration),
        ];
        let head = [self.ground.texts.area.to_owned(), texts.inhabitants(self.start)].into_iter();
        let head = head.chain(variants.iter().map(|(_, name)| format!("{last}, {name}"))).collect();
        let mut table = self.tabulate(texts.assumptions, head);
        let (start, last) = (self.start.to_string(), last.to_string());
        for area in &self.areas {
            let counted = self.figures.find(POPULATION, &[area.as_str(), &start, "T", Age::TOTAL]);
            let projected = |(variant, _): &(&str, &str)| {
                self.figures.find(PROJECTION, &[area.as_str(), &last, "T", Age::TOTAL, variant])
            };
            let row = std::iter::once(counted).chain(variants.iter().map(projected));
            table.row(self.figures.name(area), &row.map(|found| (found, 0)).collect::<Vec<_>>());
        }
        table
    }

    /// Per area the errors of the back-test, then the means of parts; `None` if there was none.
    fn errors(&self) -> Option<Test> {
        let texts = self.texts;
        let statements = [ERROR_PERCENT, MEAN_ERROR_PERCENT];
        let cube = self.ground.cubes.get(PROJECTION_BASIS)?;
        let years: BTreeSet<i16> = cube
            .observations
            .iter()
            .filter(|found| found.notations[2] == ERROR_PERCENT)
            .filter_map(|found| found.notations[1].parse().ok())
            .collect();
        let (first, last) = (*years.first()?, *years.last()?);
        let breaks = &self.ground.portal.statistics.breaks;
        let is_across = |year: i16| breaks.iter().any(|found| (first..=year).contains(&found.year));
        let heads = years.iter().map(|year| match is_across(*year) {
            true => texts.across(*year),
            false => year.to_string(),
        });
        let head = std::iter::once(self.ground.texts.area.to_owned()).chain(heads).collect();
        let mut errors = Table { caption: texts.test.into(), head, rows: vec![] };
        for statement in statements {
            for area in cube.areas() {
                let found: Vec<Found<'_>> =
                    years.iter().map(|year| self.basis(area, *year, statement)).collect();
                if found.iter().all(|found| found.at.is_none()) {
                    continue;
                }
                let name = self.figures.name(area);
                let is_mean = statement == MEAN_ERROR_PERCENT;
                let head = if is_mean { format!("{name}: {}", texts.mean_error) } else { name };
                let cells = found.iter().map(|found| self.error(found, is_mean)).collect();
                errors.rows.push(Row { head, cells });
            }
        }
        Some(Test { text: texts.test_text(first, last), errors })
    }

    /// An error with its sign; a mean of errors has none.
    fn error(&self, found: &Found<'_>, is_mean: bool) -> Cell {
        let text = found.text(self.ground.language, decimals_of_basis(ERROR_PERCENT));
        let is_above = found.value().is_some_and(|percent| percent > 0.0) && !is_mean;
        let text = if is_above { format!("+{text}") } else { text };
        let is_known = found.at.is_some();
        Cell {
            text: if is_known { format!("{text}\u{a0}%") } else { text },
            href: found.path(self.ground.portal.base()),
        }
    }
}

/// Why an area has no projection, and which area around it has one.
pub struct Absent {
    /// The reason.
    pub reason: &'static str,
    /// The area around that has one, behind the words that lead to it.
    pub instead: Option<(&'static str, Value)>,
}

impl Absent {
    /// `None` if the area has a projection, or nothing is projected here.
    pub fn new(ground: &Ground<'_>, area: &AreaKey) -> Option<Self> {
        let cube = ground.cubes.get(PROJECTION)?;
        let has_projection = |area: &AreaKey| !cube.area(area.as_str()).is_empty();
        if has_projection(area) {
            return None;
        }
        let around = std::iter::successors(area.parent(), AreaKey::parent).find(has_projection);
        // Of the Land around a region nobody expects one.
        if around.is_none() && !ground.portal.statistics.territory.holds(area) {
            return None;
        }
        let figures = ground.figures();
        let counted = figures.years(POPULATION, area).into_iter().rev().find_map(|year| {
            figures.find(POPULATION, &[area.as_str(), &year.to_string(), "T", Age::TOTAL]).value()
        });
        let texts = of(ground.language);
        let is_small = counted.is_some_and(|persons| persons < AT_LEAST);
        Some(Self {
            reason: if is_small { texts.too_small } else { texts.unknown },
            instead: around
                .map(|area| (texts.instead, Value::own(figures.name(&area), ground.links.area(&area)))),
        })
    }
}
