//! Tiles as charts: each kind makes a model of what a plan found, its table and the observations it shows.

mod bars;
mod line;
mod map;
mod table;
mod value;

use super::choice::Choice;
use super::nothing::Nothing;
use super::plan::{Axis, Plan, Request};
use super::tile::{Kind, Order, Tile};
use crate::chart::Chart;
use crate::chart::line::Break;
use crate::chart::number::Measure;
use crate::chart::words::{Tell, Topic, Words};
use crate::demography::boundaries::Boundaries;
use crate::demography::figures::Found;
use crate::demography::shown::{Shown, Tabulate};
use crate::pages::links::{Links, Page};
use crate::texts::demography::DemographyTexts;
use datenkreis_vocab::cube::{Age, AreaKey, Dimension, Period};
use std::collections::BTreeSet;

/// What is drawn beside the figures.
pub struct Around<'b> {
    /// Where areas lie.
    pub boundaries: &'b Boundaries,
    /// Where series of population have another base.
    pub breaks: Vec<Break>,
    /// Texts in the language of the page.
    pub texts: &'static DemographyTexts,
    /// Addresses in the language of the page.
    pub links: &'b Links,
    /// The dashboard the tile is on, by its id.
    pub dashboard: &'b str,
}

/// A tile, looked up and ready to be drawn.
pub struct Ready<'a> {
    /// What was looked up.
    pub plan: Plan<'a>,
    /// The chart with everything that goes with it.
    pub shown: Shown<'a>,
}

/// The chart of a tile.
///
/// # Errors
/// Why there is none.
pub fn show<'a>(request: &Request<'a, '_>, around: &Around<'_>) -> Result<Ready<'a>, Nothing> {
    let plan = Plan::new(request)?;
    let tile = request.tile;
    let making = Making { plan: &plan, tile, around };
    let mut shown = match tile.kind {
        Kind::Value => value::value(&making),
        Kind::Line => line::line(&making),
        Kind::Bars => bars::bars(&making),
        Kind::Map => map::map(&making),
        Kind::Table => table::table(&making),
    }?;
    let tag = plan.figures.language.tag();
    shown.notes.extend(tile.note.iter().map(|note| note.get(tag).to_owned()));
    if !plan.without.is_empty() {
        shown.notes.push(around.texts.without_figures(&plan.without.join(", ")));
    }
    shown.indicators = plan.indicators();
    Ok(Ready { plan, shown })
}

/// What every kind of tile has at hand.
struct Making<'a, 'b> {
    plan: &'b Plan<'a>,
    tile: &'b Tile,
    around: &'b Around<'b>,
}

impl<'a> Making<'a, '_> {
    /// What is measured, where it is the same for all figures.
    fn measure(&self) -> Measure {
        self.plan.measure(&[])
    }

    /// The axis that bars, lines or rows are along.
    fn by(&self) -> Result<&Axis, Nothing> {
        self.plan.axes.first().ok_or(Nothing::NoFigures)
    }

    /// The notations of an axis with their figures, in the order the file wants.
    fn along<'s>(&self, axis: &'s Axis) -> Vec<(&'s str, Found<'a>)> {
        let found = axis.notations.iter().map(|notation| (notation.as_str(), self.plan.find(&[notation])));
        let mut found: Vec<(&str, Found<'a>)> = found.collect();
        if self.tile.order == Order::Value {
            sort(&mut found, |(_, found)| found.value());
        }
        found
    }

    /// A table whose first column is headed by the name of an axis, if there is one.
    fn tabulate(&self, heads: Vec<String>) -> Tabulate<'a, 'a> {
        let figures = &self.plan.figures;
        let tag = figures.language.tag();
        let first = self.plan.axes.first();
        let first = match (self.tile.kind, first) {
            (Kind::Value | Kind::Line, _) | (_, None) => self.around.texts.time.to_owned(),
            (_, Some(axis)) => {
                self.plan.cube.definition.dimensions[axis.position].label().get(tag).to_owned()
            }
        };
        let head = std::iter::once(first).chain(heads).collect();
        Tabulate::new(figures.language, figures.base, self.tile.title.get(tag), head)
    }

    /// What is spoken of: of several lines the first.
    fn place(&self) -> AreaKey {
        let first = self.plan.axes.first().filter(|axis| self.tile.kind == Kind::Line && axis.position == 0);
        let first = first.and_then(|axis| AreaKey::read(axis.notations.first()?));
        first.unwrap_or_else(|| self.plan.place().clone())
    }

    /// Measure, place, time and unit.
    fn subtitle(&self, measure: &str, time: &str, unit: &str) -> String {
        let place = self.plan.figures.name(&self.place());
        let parts = [measure, &place, time, unit];
        let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.dedup();
        parts.join(", ")
    }

    /// Where an area leads: to the dashboard with this area chosen, if there are figures of it.
    fn page_of(&self, area: &AreaKey, found: &Found<'_>) -> Option<String> {
        found.at?;
        let choice = Choice { area: Some(area.clone()), period: None };
        Some(self.around.links.path(&Page::Dashboard(self.around.dashboard.into(), choice.query())))
    }

    /// The time it stands at in words, or from when to when it runs.
    fn time(&self) -> String {
        let plan = self.plan;
        let name = |period: Option<&Period>| period.map(|period| plan.time(*period)).unwrap_or_default();
        match plan.period {
            Some(period) => plan.time(period),
            None => format!("{}–{}", name(plan.periods.first()), name(plan.periods.last())),
        }
    }

    /// The head of the only column: what is measured, and when, if that is one time.
    fn headed(&self, name: String) -> String {
        if self.plan.period.is_some() { format!("{name} {}", self.time()) } else { name }
    }

    /// What a chart says about the area of the tile.
    fn words(&self, model: &impl Tell, measure: &Measure) -> Words {
        let language = self.plan.figures.language;
        let place = self.plan.figures.name(&self.place());
        let within = crate::demography::views::place::within(language, &place);
        model.words(language, &Topic { place: &place, within: &within, kind: self.plan.kind(measure) })
    }

    /// What is shown where none of it is higher or more frequent than another: several indicators below each other,
    /// or groups of uneven width.
    fn overview(&self) -> Words {
        let title = self.tile.title.get(self.plan.figures.language.tag());
        let headline = self.subtitle(title, &self.time(), "");
        Words { description: vec![format!("{headline}.")], headline, easy: vec![] }
    }

    /// Whether an axis holds groups of ages of which one spans more years than another: there are more people in it
    /// for that alone.
    fn is_uneven(&self, by: &Axis) -> bool {
        if self.plan.cube.definition.dimensions[by.position] != Dimension::Age {
            return false;
        }
        let ages = by.notations.iter().filter_map(|notation| Age::from_notation(notation));
        let widths: BTreeSet<Option<u8>> = ages.map(|age| age.to.map(|to| to - age.from)).collect();
        widths.len() > 1
    }

    fn shown(
        &self,
        model: impl Chart + 'static,
        words: Words,
        subtitle: String,
        table: Tabulate<'a, '_>,
    ) -> Shown<'a> {
        Shown {
            model: Box::new(model),
            words,
            subtitle,
            table: table.table,
            used: table.used,
            notes: vec![],
            years: vec![],
            indicators: vec![],
            levels: None,
        }
    }
}

/// Largest first, what has no value last; equal ones stay as they were.
fn sort<T>(all: &mut [T], value: impl Fn(&T) -> Option<f64>) {
    let value = |one: &T| value(one).unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|one, other| value(other).total_cmp(&value(one)));
}
