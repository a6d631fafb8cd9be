//! What can be seen of an area: each view makes a chart model, its table and the observations it shows.
//!
//! A new view is a file here, an entry in [`View`] and a line in [`show`].

mod age_groups;
mod balance;
mod by_indicator;
mod citizenship;
mod courses;
mod development;
mod households;
pub mod indicators;
mod migration;
mod missing;
pub mod place;
pub mod pyramid;
mod region;
mod within;

use super::address::State;
use super::figures::Figures;
pub use super::shown::{Shown, Tabulate};
use super::view::View;
use crate::chart::Chart;
use crate::chart::line::Break;
use crate::chart::number::Measure;
use crate::chart::words::{Kind, Tell, Topic};
use crate::demography::boundaries::Boundaries;
use crate::demography::territory::Territory;
use crate::language::Language;
use crate::pages::links::Links;
use crate::texts::demography::DemographyTexts;
pub use by_indicator::FIRST;
pub use citizenship::NATIONALITIES;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::{CITIZENSHIP, POPULATION};
use datenkreis_vocab::indicator::{Indicator, indicators};
use place::About;
pub use region::sums;

/// What is to be shown.
pub struct Request<'a, 'b> {
    /// Where figures come from.
    pub figures: Figures<'a>,
    /// The area.
    pub area: &'b AreaKey,
    /// What the visitor chose.
    pub state: &'b State,
    /// The region's areas.
    pub territory: &'b Territory,
    /// Where areas lie.
    pub boundaries: &'b Boundaries,
    /// Where series of population have another base.
    pub breaks: Vec<Break>,
    /// Texts in the language of the page.
    pub texts: &'static DemographyTexts,
    /// Addresses in the language of the page.
    pub links: &'b Links,
}

impl<'a> Request<'a, '_> {
    /// A chart with what all have.
    fn shown(
        &self,
        model: impl Chart + Tell + 'static,
        kind: Kind,
        subtitle: String,
        table: Tabulate<'a, '_>,
        years: Vec<i16>,
    ) -> Shown<'a> {
        self.shown_about(&self.about(), model, kind, subtitle, (table, years))
    }

    /// The same, about a place in a year, or about the region.
    fn shown_about(
        &self,
        about: &About,
        model: impl Chart + Tell + 'static,
        kind: Kind,
        subtitle: String,
        (table, years): (Tabulate<'a, '_>, Vec<i16>),
    ) -> Shown<'a> {
        let Tabulate { table, used, .. } = table;
        let topic = Topic { place: &about.place, within: &about.within, kind };
        Shown {
            words: model.words(self.figures.language, &topic),
            model: Box::new(model),
            subtitle,
            table,
            used,
            notes: vec![],
            years,
            indicators: vec![],
            levels: None,
        }
    }

    /// The area.
    fn about(&self) -> About {
        About::new(self.figures.language, &self.figures.name(self.area))
    }

    /// An area whose inner areas are shown. One around the territory stands for the region: nothing else of it is
    /// shown.
    fn about_of(&self, area: &AreaKey) -> About {
        let language = self.figures.language;
        match self.territory.is_within(area) {
            true => About::new(language, self.territory.name.get(language.tag())),
            false => About::new(language, &self.figures.name(area)),
        }
    }
}

/// The chart of a view; `None` if there are no figures for it.
pub fn show<'a>(view: View, request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let mut shown = of_view(view, request)?;
    shown.notes.extend(missing::notes(view, request, &shown));
    Some(shown)
}

fn of_view<'a>(view: View, request: &Request<'a, '_>) -> Option<Shown<'a>> {
    match view {
        View::Pyramid => pyramid::pyramid(request),
        View::Development => development::development(request),
        View::Balance => balance::balance(request),
        View::AgeGroups => age_groups::age_groups(request),
        View::Ratios => by_indicator::ratios(request),
        View::Households => households::households(request),
        View::Origins => migration::origins(request),
        View::MovesByAge => migration::by_age(request),
        View::Citizenship => citizenship::share(request),
        View::Nationalities => citizenship::nationalities(request),
        View::Region => region::region(request),
        View::Map => within::map(request),
        View::Ranking => within::ranking(request),
        View::Indicator => by_indicator::indicator(request),
    }
}

/// Inhabitants.
fn persons(language: Language) -> Measure {
    let [name, unit, one] = match language {
        Language::De => ["Einwohnerzahl", "Menschen", "Mensch"],
        Language::En => ["Population", "people", "person"],
    };
    Measure { name: name.into(), unit: unit.into(), unit_of_one: one.into(), decimals: 0 }
}

/// Persons that are born, die, come or go: as words need them behind a verb.
fn cases(language: Language, name: &str) -> Measure {
    let [unit, one] = match language {
        Language::De => ["Personen", "Person"],
        Language::En => ["people", "person"],
    };
    Measure { name: name.into(), unit: unit.into(), unit_of_one: one.into(), decimals: 0 }
}

/// Whether the values of an indicator change with the base of the population.
pub fn rests_on_population(indicator: &Indicator) -> bool {
    indicator.validity.cubes.iter().any(|cube| matches!(*cube, POPULATION | CITIZENSHIP))
}

/// What the values of an indicator are.
pub fn measure(indicator: &Indicator, language: Language) -> Measure {
    Measure {
        name: indicator.title(language.tag()).into(),
        unit: indicator.unit.symbol.clone(),
        decimals: indicator.decimals.into(),
        ..Measure::default()
    }
}

/// The title of an indicator without what stands in parentheses; of that only the first word where several are else
/// called the same: `Altenquotient (65+)`.
pub fn short_title(indicator: &Indicator, language: Language) -> String {
    let parts = |indicator: &'static Indicator| indicator.title(language.tag()).split_once(" (");
    let title = indicator.title(language.tag());
    let Some((name, limits)) = title.split_once(" (") else { return title.into() };
    let same = indicators().iter().filter_map(parts).filter(|(other, _)| *other == name).count();
    match limits.split(' ').next() {
        Some(first) if same > 1 => format!("{name} ({first})"),
        _ => name.into(),
    }
}

/// The same, with a name that a headline has room for: limits of age and the like stand in the subtitle.
fn headline_measure(indicator: &Indicator, language: Language) -> Measure {
    Measure { name: short_title(indicator, language), ..measure(indicator, language) }
}

/// From one year to another: `2018–2024`.
fn span(first: i16, last: i16) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

fn newest_first(mut years: Vec<i16>) -> Vec<i16> {
    years.reverse();
    years
}
