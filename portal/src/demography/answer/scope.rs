//! Which areas and years a question is about, and the figures there are of them.

use crate::demography::figures::{Figures, Found};
use datenkreis_vocab::cube::known::{INDICATORS, POPULATION};
use datenkreis_vocab::cube::{Age, AreaKey, Dimension};
use datenkreis_vocab::question::{Question, What, Years};
use std::collections::BTreeSet;

/// One figure of an answer: a number, and the observations it is, or is the sum of.
pub(super) struct Value<'a> {
    pub(super) number: f64,
    pub(super) parts: Vec<Found<'a>>,
}

/// What is asked for, and of which areas.
pub(super) struct Scope<'a, 's> {
    figures: Figures<'a>,
    pub(super) what: What,
    pub(super) areas: Vec<&'s AreaKey>,
}

impl<'a, 's> Scope<'a, 's> {
    /// `shown` are the areas meant where none is named.
    pub(super) fn new(figures: Figures<'a>, question: &'s Question, shown: &'s [AreaKey]) -> Self {
        let areas = match (question.order, question.places.as_slice()) {
            // “Welche Stadt im Kreis Unna …”
            (Some(order), places) if places.iter().all(|place| place.level() != order.among) => {
                let is_meant = |area: &&AreaKey| {
                    area.level() == order.among
                        && (places.is_empty() || places.iter().any(|place| place.holds(area)))
                };
                shown.iter().filter(is_meant).collect()
            }
            (_, []) => shown.iter().collect(),
            (_, places) => places.iter().chain(&question.compare_with).collect(),
        };
        Self { figures, what: counted_too(question), areas }
    }

    /// The same question about another area.
    pub(super) fn about<'o>(&self, area: &'o AreaKey) -> Scope<'a, 'o> {
        Scope { figures: self.figures, what: self.what.clone(), areas: vec![area] }
    }

    /// Another question about the same areas.
    pub(super) fn asking(&self, what: What) -> Self {
        Self { figures: self.figures, what, areas: self.areas.clone() }
    }

    /// The years that are asked for and have a figure, from the earliest on.
    pub(super) fn years_told(&self, question: &Question) -> Vec<i16> {
        let counted = self.counted();
        // What is to come is told to those alone who name its year.
        let both = || counted.iter().copied().chain(self.projected());
        match question.years {
            Years::Latest => self.latest(&counted, question.order.is_some()),
            Years::One(year) => both().filter(|other| *other == year).collect(),
            Years::Between(from, to) => both().filter(|year| (from..=to).contains(year)).collect(),
            Years::Since(from) if counted.last().is_none_or(|last| *last < from) => {
                both().filter(|year| *year >= from).collect()
            }
            Years::Since(from) => counted.into_iter().filter(|year| *year >= from).collect(),
            Years::Last(count) => counted[counted.len().saturating_sub(count.into())..].to_vec(),
            Years::All => counted,
            Years::ToCome => self.projected(),
        }
    }

    /// The years of which any area has a figure that was counted.
    pub(super) fn counted(&self) -> Vec<i16> {
        self.with_value(|area| self.years(area))
    }

    /// Whether any area has a figure that was counted.
    pub(super) fn has_figures(&self) -> bool {
        let has_figure = |area: &AreaKey| {
            let mut years = self.years(area).into_iter();
            years.any(|year| self.value(area, year).is_some())
        };
        self.areas.iter().any(|area| has_figure(area))
    }

    /// All groups of ages that people of the areas were counted in.
    pub(super) fn age_groups(&self) -> BTreeSet<Age> {
        self.areas.iter().flat_map(|area| self.figures.age_groups(area)).collect()
    }

    /// The years of which there may be figures that were counted.
    fn years(&self, area: &AreaKey) -> Vec<i16> {
        let cube = match &self.what {
            What::Indicator(_) => INDICATORS,
            What::Cube { cube, .. } => cube,
            What::Population { .. } | What::Ages | What::Overview => POPULATION,
        };
        self.figures.years(cube, area)
    }

    /// The years of which only a projection tells.
    pub(super) fn projected(&self) -> Vec<i16> {
        self.with_value(|area| match &self.what {
            What::Population { .. } | What::Ages => self.figures.projected_years(area),
            _ => vec![],
        })
    }

    pub(super) fn is_to_come(&self, year: i16) -> bool {
        let is_counted =
            || self.areas.iter().any(|area| self.figures.years(POPULATION, area).contains(&year));
        matches!(self.what, What::Population { .. } | What::Ages) && !is_counted()
    }

    fn with_value(&self, years: impl Fn(&AreaKey) -> Vec<i16>) -> Vec<i16> {
        let mut years: Vec<i16> = self.areas.iter().flat_map(|area| years(area)).collect();
        years.sort_unstable();
        years.dedup();
        years.retain(|year| self.areas.iter().any(|area| self.value(area, *year).is_some()));
        years
    }

    /// The newest year of which all areas have a value; in an order of many, more than half of those that most years
    /// have. If there is none, the newest year of each.
    fn latest(&self, counted: &[i16], is_order: bool) -> Vec<i16> {
        let known = |year: i16| -> Vec<bool> {
            self.areas.iter().map(|area| self.value(area, year).is_some()).collect()
        };
        let known: Vec<(i16, Vec<bool>)> = counted.iter().map(|year| (*year, known(*year))).collect();
        let count = |known: &[bool]| known.iter().filter(|known| **known).count();
        let most = known.iter().map(|(_, known)| count(known)).max().unwrap_or(0);
        let enough = if is_order { most / 2 + 1 } else { self.areas.len() };
        if let Some((year, _)) = known.iter().rfind(|(_, known)| count(known) >= enough) {
            return vec![*year];
        }
        let newest = |area: usize| known.iter().rfind(|(_, known)| known[area]).map(|(year, _)| *year);
        let mut years: Vec<i16> = (0..self.areas.len()).filter_map(newest).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What is asked for of one area and year; `None` if a figure is missing.
    pub(super) fn value(&self, area: &AreaKey, year: i16) -> Option<Value<'a>> {
        let written = year.to_string();
        let one = |found: Found<'a>| Some(Value { number: found.value()?, parts: vec![found] });
        match &self.what {
            What::Overview => None,
            What::Indicator(id) => one(self.figures.find(INDICATORS, &[area.as_str(), &written, id])),
            What::Cube { cube, code } => {
                let further = self.further(cube, code)?;
                let notations: Vec<&str> = [area.as_str(), &written].into_iter().chain(further).collect();
                one(self.figures.find(cube, &notations))
            }
            What::Ages => self.people(area, year, "M", Some(Age::from(0))),
            What::Population { age, sex, share } => {
                let part = self.people(area, year, sex.unwrap_or("T"), *age)?;
                if !share {
                    return Some(part);
                }
                let all = self.people(area, year, "T", None).filter(|all| all.number > 0.0)?;
                let parts = part.parts.into_iter().chain(all.parts).collect();
                Some(Value { number: part.number / all.number * 100.0, parts })
            }
        }
    }

    /// The notations of a cube's own dimensions: a code, and totals of all others.
    fn further(&self, cube: &str, code: &'static str) -> Option<Vec<&'a str>> {
        let definition = &self.figures.cubes.get(cube)?.definition;
        let mut has_code = false;
        let further = definition.dimensions.iter().skip(2).map(|dimension| {
            if !has_code && matches!(dimension, Dimension::Coded(_)) && dimension.label_of(code).is_some() {
                has_code = true;
                return Some(code);
            }
            dimension.total()
        });
        further.collect()
    }

    fn people(&self, area: &AreaKey, year: i16, sex: &str, ages: Option<Age>) -> Option<Value<'a>> {
        let parts = self.figures.people(area, year, sex, ages)?;
        let number = parts.iter().map(Found::value).sum::<Option<f64>>()?;
        Some(Value { number, parts })
    }
}

/// Inhabitants of named years as people who were counted, for these are projected, too; the indicator is not.
fn counted_too(question: &Question) -> What {
    let is_inhabitants = matches!(&question.what, What::Indicator(id) if id == "einwohner");
    let names_years =
        matches!(question.years, Years::One(_) | Years::Between(..) | Years::Since(_) | Years::ToCome);
    match is_inhabitants && names_years && question.order.is_none() {
        true => What::Population { age: None, sex: None, share: false },
        false => question.what.clone(),
    }
}
