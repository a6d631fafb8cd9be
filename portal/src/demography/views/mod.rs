//! What can be seen of an area: each view makes a chart model, its table and the observations it shows.
//!
//! A new view is a file here, an entry in [`View`] and a line in [`show`].

mod age_groups;
mod balance;
mod by_indicator;
mod development;
mod households;
mod migration;
mod pyramid;
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
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::indicator::Indicator;

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
        let Tabulate { table, used, .. } = table;
        let place = self.figures.name(self.area);
        let within = within(self.figures.language, &place);
        let topic = Topic { place: &place, within: &within, kind };
        Shown {
            words: model.words(self.figures.language, &topic),
            model: Box::new(model),
            subtitle,
            table,
            used,
            notes: vec![],
            years,
            indicators: vec![],
        }
    }
}

/// The chart of a view; `None` if there are no figures for it.
pub fn show<'a>(view: View, request: &Request<'a, '_>) -> Option<Shown<'a>> {
    match view {
        View::Pyramid => pyramid::pyramid(request),
        View::Development => development::development(request),
        View::Balance => balance::balance(request),
        View::AgeGroups => age_groups::age_groups(request),
        View::Ratios => by_indicator::ratios(request),
        View::Households => households::households(request),
        View::Origins => migration::origins(request),
        View::MovesByAge => migration::by_age(request),
        View::Citizenship => by_indicator::citizenship(request),
        View::Map => within::map(request),
        View::Ranking => within::ranking(request),
        View::Indicator => by_indicator::indicator(request),
    }
}

/// “in Selm”, “im Kreis Unna”.
pub fn within(language: Language, place: &str) -> String {
    let is_male =
        ["Kreis ", "Landkreis ", "Regionalverband ", "Reg.-Bez. ", "Märkischer Kreis", "Rhein-", "Ennepe-"];
    let takes_article = language == Language::De && is_male.iter().any(|start| place.starts_with(start));
    match (takes_article, place.strip_prefix("Märkischer ")) {
        (true, Some(rest)) => format!("im Märkischen {rest}"),
        (true, None) => format!("im {place}"),
        (false, _) => format!("in {place}"),
    }
}

fn persons(language: Language) -> Measure {
    let name = match language {
        Language::De => "Einwohnerzahl",
        Language::En => "Population",
    };
    Measure { name: name.into(), decimals: 0, ..Measure::default() }
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

/// From one year to another: `2018–2024`.
fn span(first: i16, last: i16) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

fn newest_first(mut years: Vec<i16>) -> Vec<i16> {
    years.reverse();
    years
}
