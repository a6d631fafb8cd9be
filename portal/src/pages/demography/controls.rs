//! The form beside a chart: what can be chosen, with what is chosen now. Works without scripts; with them, choices
//! apply at once.

use super::Ground;
use crate::demography::address::Address;
use crate::demography::shown::Shown;
use crate::demography::view::View;
use crate::demography::views;
use crate::demography::views::pyramid::{LIMITS, age_starts};
use crate::texts::projection;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::{INDICATORS, POPULATION};
use datenkreis_vocab::indicator::indicators;
use std::collections::BTreeSet;

/// What `components/chart-controls.html` shows.
pub struct Controls {
    /// The chart the form belongs to.
    pub id: &'static str,
    /// What the chart shows.
    pub name: &'static str,
    /// Where the form leads.
    pub action: String,
    /// Years, newest first; none if the chart shows all.
    pub years: Vec<Choice>,
    /// Other years to compare with.
    pub compared_years: Vec<Choice>,
    /// Other areas to compare with.
    pub compared: Vec<Choice>,
    /// Indicators.
    pub indicators: Vec<Choice>,
    /// Municipalities or districts, where there is a choice.
    pub districts: Option<bool>,
    /// The indicator, where the page is about one.
    pub indicator: Option<String>,
    /// Persons or shares.
    pub shares: Option<bool>,
    /// The birth cohort followed; an empty text if none is.
    pub cohort: Option<String>,
    /// Where the middle age group begins, and where the oldest: ages at which age groups begin.
    pub limits: Option<[Vec<Choice>; 2]>,
}

/// An option of a list.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Controls {
    /// The form for a chart.
    pub fn new(ground: &Ground<'_>, address: &Address, shown: &Shown<'_>) -> Self {
        let years = &shown.years;
        let Address { area, view, state } = address;
        let choice = |value: String, label: String, chosen: bool| Choice { value, label, chosen };
        let projected = ground.figures().projected_years(area);
        let texts = projection::of(ground.language);
        let label = |year: i16| if projected.contains(&year) { texts.year(year) } else { year.to_string() };
        let newest = years.iter().find(|year| !projected.contains(year)).or(years.first()).copied();
        let seen = state.year.filter(|year| years.contains(year)).or(newest);
        let year = |chosen: Option<i16>| {
            years.iter().map(move |year| choice(year.to_string(), label(*year), chosen == Some(*year)))
        };
        let is_pyramid = *view == View::Pyramid;
        let known = views::indicators::known(*view, &ground.request(area, state));
        // Citizenship of one year shows both groups of one area.
        let takes_areas =
            view.compares_areas() && !(*view == View::Citizenship && shown.indicators.is_empty());
        let language = ground.language.tag();
        let areas = if takes_areas { ground.comparable(area) } else { vec![] };
        Self {
            id: view.slug(),
            name: view.name(ground.texts),
            action: ground.links.chart(&Address { state: Default::default(), ..address.clone() }),
            years: year(seen).collect(),
            compared_years: if is_pyramid && years.len() > 1 {
                year(state.compared_year).collect()
            } else {
                vec![]
            },
            compared: areas
                .into_iter()
                .map(|(key, name)| choice(key.as_str().into(), name, state.compared.contains(&key)))
                .collect(),
            indicators: indicators()
                .iter()
                .filter(|indicator| known.iter().any(|known| known == indicator.id))
                .map(|indicator| {
                    let chosen = shown.indicators.contains(&indicator.id);
                    choice(indicator.id.into(), indicator.title(language).into(), chosen)
                })
                .collect(),
            districts: shown.levels,
            indicator: None,
            shares: is_pyramid.then_some(state.shares),
            cohort: is_pyramid.then(|| state.cohort.map(|year| year.to_string()).unwrap_or_default()),
            limits: is_pyramid.then(|| limits(ground, address, seen)),
        }
    }

    /// The same on a page about one indicator.
    pub fn of_indicator(self, id: &str) -> Self {
        Self { indicators: vec![], indicator: Some(id.into()), ..self }
    }

    /// Whether there is anything to choose.
    pub fn is_empty(&self) -> bool {
        self.years.len() < 2
            && self.compared.is_empty()
            && self.indicators.is_empty()
            && self.shares.is_none()
            && self.districts.is_none()
    }
}

/// The ages that can be limits in the year shown, and those that are.
fn limits(ground: &Ground<'_>, address: &Address, year: Option<i16>) -> [Vec<Choice>; 2] {
    let Address { area, state, .. } = address;
    let (middle, old) = state.limits.unwrap_or(LIMITS);
    let starts = year.map(|year| age_starts(&ground.figures(), area, year)).unwrap_or_default();
    let ages: BTreeSet<u8> = starts.into_iter().filter(|age| *age > 0).chain([middle, old]).collect();
    let choices = |chosen: u8, ages: &[&u8]| {
        let choice =
            |age: &&u8| Choice { value: age.to_string(), label: age.to_string(), chosen: **age == chosen };
        ages.iter().map(choice).collect()
    };
    // The oldest group begins after the middle one.
    let ages: Vec<&u8> = ages.iter().collect();
    [choices(middle, &ages[..ages.len() - 1]), choices(old, &ages[1..])]
}

impl Ground<'_> {
    /// Areas an area may be compared with: those around it, then its neighbours in the region, by name.
    pub fn comparable(&self, area: &AreaKey) -> Vec<(AreaKey, String)> {
        let figures = self.figures();
        // An area of which only life tables are known has nothing to be compared with.
        let cubes = [POPULATION, INDICATORS].map(|id| self.cubes.get(id));
        let has_figures =
            |key: &AreaKey| cubes.iter().flatten().any(|cube| !cube.area(key.as_str()).is_empty());
        let around = std::iter::successors(area.parent(), AreaKey::parent);
        let municipalities = self.portal.statistics.territory.municipalities.iter().cloned();
        let mut seen = vec![area.clone()];
        let mut areas = vec![];
        for key in around.chain(self.portal.statistics.territory.outer.iter().cloned()).chain(municipalities)
        {
            if !seen.contains(&key) && has_figures(&key) {
                areas.push((key.clone(), figures.name(&key)));
                seen.push(key);
            }
        }
        areas
    }
}
