//! The answer to a question that was understood: the figures it asks for, in a sentence and a table.

use super::address::{Address, State};
use super::figures::{Figures, Found};
use super::shown::{Cell, Row, Tabulate};
use super::view::View;
use crate::chart::number::{ESTIMATED, number};
use crate::language::Language;
use crate::texts::demography::DemographyTexts;
use datenkreis_vocab::cube::known::{CHANGES, INDICATORS, MIGRATION, POPULATION};
use datenkreis_vocab::cube::{Age, AreaKey, Dimension, iri};
use datenkreis_vocab::indicator::by_id;
use datenkreis_vocab::question::{Question, What, Years};

/// What is found for a question.
pub struct Answered<'a> {
    /// The answer in words.
    pub sentence: String,
    /// The figures.
    pub table: Tabulate<'a, 'a>,
    /// The chart that shows them.
    pub chart: Option<Address>,
}

/// One figure of the answer: a number, and the observations it is, or is the sum of.
struct Value<'a> {
    number: f64,
    parts: Vec<Found<'a>>,
}

/// What the numbers of an answer are.
struct Asked {
    name: String,
    unit: String,
    decimals: u8,
}

/// Finds what is asked for; `None` if there are no such figures. `shown` are the areas meant where none is named.
pub fn answer<'a>(
    figures: Figures<'a>,
    texts: &DemographyTexts,
    question: &Question,
    shown: &[AreaKey],
) -> Option<Answered<'a>> {
    let question = &of_years_to_come(question);
    let asked = Asked::of(&figures, &question.what)?;
    let areas: Vec<&AreaKey> = match (question.order, question.places.as_slice()) {
        (Some(order), []) => shown.iter().filter(|area| area.level() == order.among).collect(),
        (_, []) => shown.iter().collect(),
        (_, places) => places.iter().chain(&question.compare_with).collect(),
    };
    let mut all: Vec<i16> = areas.iter().flat_map(|area| years(&figures, &question.what, area)).collect();
    all.sort_unstable();
    all.dedup();
    let has_value =
        |year: &i16| areas.iter().any(|area| value(&figures, &question.what, area, *year).is_some());
    let there: Vec<i16> = all.into_iter().filter(has_value).collect();
    let last_counted = there.last().copied();
    let projected = || {
        let mut years: Vec<i16> = areas
            .iter()
            .flat_map(|area| projected(&figures, &question.what, area))
            .filter(has_value)
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    };
    // What is to come is told to those alone who name its year.
    let wanted: Vec<i16> = match question.years {
        Years::Latest => latest(&there, question.order.is_some(), areas.len(), |year| {
            areas.iter().map(|area| value(&figures, &question.what, area, year).is_some()).collect()
        }),
        Years::One(year) => there.into_iter().chain(projected()).filter(|other| *other == year).collect(),
        Years::Between(from, to) => {
            there.into_iter().chain(projected()).filter(|year| (from..=to).contains(year)).collect()
        }
        Years::Since(from) => there.into_iter().filter(|year| *year >= from).collect(),
        Years::All => there,
        Years::ToCome => projected(),
    };
    let to_come = |year: i16| {
        matches!(question.what, What::Population { .. }) && last_counted.is_none_or(|last| year > last)
    };
    let written = |year: i16| if to_come(year) { texts.projected_year(year) } else { year.to_string() };
    let newest = *wanted.last()?;
    let mut found: Vec<(&AreaKey, Vec<Option<Value<'a>>>)> = areas
        .iter()
        .map(|area| (*area, wanted.iter().map(|year| value(&figures, &question.what, area, *year)).collect()))
        .filter(|(_, values): &(_, Vec<Option<Value>>)| values.iter().any(Option::is_some))
        .collect();
    if let Some(order) = question.order {
        let last = |values: &[Option<Value<'_>>]| {
            values.last().and_then(|value| value.as_ref().map(|value| value.number))
        };
        found.sort_by(|one, other| {
            let [one, other] = [last(&one.1), last(&other.1)];
            if order.highest { other.partial_cmp(&one) } else { one.partial_cmp(&other) }
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    let write = |value: &Value<'_>| {
        let sign = if value.parts.iter().any(Found::is_estimated) { ESTIMATED } else { "" };
        let text = number(figures.language, value.number, asked.decimals.into());
        if asked.unit.is_empty() {
            format!("{sign}{text}")
        } else {
            format!("{sign}{text}\u{a0}{}", asked.unit)
        }
    };
    let first = found.first()?;
    let said: Vec<String> =
        if question.order.is_some() { vec![first] } else { found.iter().take(6).collect() }
            .into_iter()
            .filter_map(|(area, values)| {
                let of_year = values.iter().zip(&wanted).rev();
                let (value, year) =
                    of_year.filter_map(|(value, year)| Some((value.as_ref()?, *year))).next()?;
                let other = if year == newest { String::new() } else { format!(" ({})", written(year)) };
                Some(format!("{}: {}{other}", figures.name(area), write(value)))
            })
            .collect();
    let unknown = question.places.iter().chain(&question.compare_with);
    let unknown = unknown.filter(|place| !found.iter().any(|(area, _)| area == place));
    let unknown: Vec<String> = unknown.map(|place| figures.name(place)).collect();
    let mut sentence = format!("{}, {} – {}", asked.name, written(newest), said.join("; "));
    if !unknown.is_empty() {
        sentence.push_str(&format!(". {}", texts.without_figures(&unknown.join(", "))));
    }
    if let (Years::Between(from, to), Some(first)) = (question.years, wanted.first())
        && (*first > from || newest < to)
    {
        let stop = if sentence.ends_with('.') { " " } else { ". " };
        sentence.push_str(&format!("{stop}{}", texts.figures_only_of(*first, newest)));
    }
    let head =
        std::iter::once(texts.area.to_owned()).chain(wanted.iter().map(|year| written(*year))).collect();
    let mut table = Tabulate::new(figures.language, figures.base, &asked.name, head);
    for (area, values) in &found {
        let cells = values.iter().zip(&wanted).map(|(value, year)| match value {
            Some(value) => {
                value.parts.iter().for_each(|part| table.used.add(part));
                let href = match value.parts.as_slice() {
                    [one] => one.path(figures.base),
                    [first, ..] => slice(&figures, first, area, *year),
                    [] => None,
                };
                Cell { text: write(value), href }
            }
            None => Cell { text: "–".into(), href: None },
        });
        let cells = cells.collect();
        table.table.rows.push(Row { head: figures.name(area), cells });
    }
    let others: Vec<AreaKey> =
        found.iter().skip(1).take(super::address::COMPARED).map(|(area, _)| (*area).clone()).collect();
    Some(Answered { sentence, table, chart: chart(question, first.0, others, newest) })
}

/// Inhabitants of named years as people who were counted, for these are projected, too; the indicator is not.
fn of_years_to_come(question: &Question) -> Question {
    let is_inhabitants = matches!(&question.what, What::Indicator(id) if id == "einwohner");
    let names_years = matches!(question.years, Years::One(_) | Years::Between(..) | Years::ToCome);
    let what = match is_inhabitants && names_years && question.order.is_none() {
        true => What::Population { age: None, sex: None, share: false },
        false => question.what.clone(),
    };
    Question { what, ..question.clone() }
}

/// The newest year of which all areas have a value; in an order of many, more than half of those that most years
/// have. If there is none, the newest year of each.
fn latest(there: &[i16], is_order: bool, all: usize, known: impl Fn(i16) -> Vec<bool>) -> Vec<i16> {
    let known: Vec<(i16, Vec<bool>)> = there.iter().map(|year| (*year, known(*year))).collect();
    let count = |known: &[bool]| known.iter().filter(|known| **known).count();
    let most = known.iter().map(|(_, known)| count(known)).max().unwrap_or(0);
    let enough = if is_order { most / 2 + 1 } else { all };
    if let Some((year, _)) = known.iter().rfind(|(_, known)| count(known) >= enough) {
        return vec![*year];
    }
    let newest = |area: usize| known.iter().rfind(|(_, known)| known[area]).map(|(year, _)| *year);
    let mut years: Vec<i16> = (0..all).filter_map(newest).collect();
    years.sort_unstable();
    years.dedup();
    years
}

impl Asked {
    fn of(figures: &Figures<'_>, what: &What) -> Option<Self> {
        let tag = figures.language.tag();
        Some(match what {
            What::Indicator(id) => {
                let indicator = by_id(id)?;
                Self {
                    name: indicator.title(tag).into(),
                    unit: indicator.unit.symbol.clone(),
                    decimals: indicator.decimals,
                }
            }
            What::Population { age, sex, share } => {
                let people = match (figures.language, sex) {
                    (Language::De, Some("F")) => "Frauen",
                    (Language::De, Some(_)) => "Männer",
                    (Language::De, None) => "Einwohnerinnen und Einwohner",
                    (Language::En, Some("F")) => "Women",
                    (Language::En, Some(_)) => "Men",
                    (Language::En, None) => "Inhabitants",
                };
                let age = age.map(|age| format!(", {}", age.label().get(tag))).unwrap_or_default();
                Self {
                    name: format!("{people}{age}"),
                    unit: if *share { "%".into() } else { String::new() },
                    decimals: u8::from(*share),
                }
            }
            What::Cube { cube, code } => {
                let definition = &figures.cubes.get(cube)?.definition;
                let label = definition.dimensions.iter().skip(2).find_map(|dimension| match dimension {
                    Dimension::Coded(_) => dimension.label_of(code),
                    _ => None,
                });
                Self {
                    name: label.unwrap_or_else(|| definition.title.clone()).get(tag).into(),
                    unit: String::new(),
                    decimals: definition.measure.decimals,
                }
            }
            What::Overview => return None,
        })
    }
}

fn cube_of(what: &What) -> &str {
    match what {
        What::Indicator(_) => INDICATORS,
        What::Cube { cube, .. } => cube,
        What::Population { .. } | What::Overview => POPULATION,
    }
}

fn years(figures: &Figures<'_>, what: &What, area: &AreaKey) -> Vec<i16> {
    figures.years(cube_of(what), area)
}

/// The years of which only a projection tells.
fn projected(figures: &Figures<'_>, what: &What, area: &AreaKey) -> Vec<i16> {
    match what {
        What::Population { .. } => figures.projected_years(area),
        _ => vec![],
    }
}

/// The first and the last year of which there is what was asked for; `None` if there is none at all.
pub fn years_there(figures: &Figures<'_>, question: &Question, shown: &[AreaKey]) -> Option<(i16, i16)> {
    let areas = if question.places.is_empty() { shown } else { &question.places };
    let years = areas.iter().flat_map(|area| {
        let years = years(figures, &question.what, area).into_iter();
        years.filter(|year| value(figures, &question.what, area, *year).is_some())
    });
    years.fold(None, |range, year| {
        let (first, last) = range.unwrap_or((year, year));
        Some((first.min(year), last.max(year)))
    })
}

/// The narrowest group of ages that is known and holds the one asked for, if that one is not known.
pub fn wider_ages(figures: &Figures<'_>, question: &Question, shown: &[AreaKey]) -> Option<Age> {
    let What::Population { age: Some(age), sex, .. } = &question.what else { return None };
    let areas = if question.places.is_empty() { shown } else { &question.places };
    let is_known = |age: &Age| {
        areas.iter().any(|area| {
            let mut years = figures.years(POPULATION, area).into_iter();
            years.any(|year| figures.people(area, year, sex.unwrap_or("T"), Some(*age)).is_some())
        })
    };
    let to = |up: u8| age.to.map(|to| to.saturating_add(up));
    let wider = (0..=WIDER).flat_map(|width| {
        (0..=width).filter_map(move |up| Some(Age { from: age.from.checked_sub(width - up)?, to: to(up) }))
    });
    wider.skip(1).find(is_known)
}

/// By how many years a group of ages may be wider to be named instead of the one asked for.
const WIDER: u8 = 20;

/// What is asked for of one area and year; `None` if a figure is missing.
fn value<'a>(figures: &Figures<'a>, what: &What, area: &AreaKey, year: i16) -> Option<Value<'a>> {
    let written = year.to_string();
    let one = |found: Found<'a>| Some(Value { number: found.value()?, parts: vec![found] });
    match what {
        What::Overview => None,
        What::Indicator(id) => one(figures.find(INDICATORS, &[area.as_str(), &written, id])),
        What::Cube { cube, code } => {
            let definition = &figures.cubes.get(cube)?.definition;
            let mut has_code = false;
            let further = definition.dimensions.iter().skip(2).map(|dimension| {
                if !has_code && matches!(dimension, Dimension::Coded(_)) && dimension.label_of(code).is_some()
                {
                    has_code = true;
                    return Some(*code);
                }
                dimension.total()
            });
            let further: Vec<&str> = further.collect::<Option<_>>()?;
            let notations: Vec<&str> = [area.as_str(), &written].into_iter().chain(further).collect();
            one(figures.find(cube, &notations))
        }
        What::Population { age, sex, share } => {
            let sex = sex.unwrap_or("T");
            let of = |age: Option<Age>, sex: &str| -> Option<Value<'a>> {
                let parts = figures.people(area, year, sex, age)?;
                let number = parts.iter().map(Found::value).sum::<Option<f64>>()?;
                Some(Value { number, parts })
            };
            let part = of(*age, sex)?;
            if !share {
                return Some(part);
            }
            let all = of(None, "T").filter(|all| all.number > 0.0)?;
            let parts = part.parts.into_iter().chain(all.parts).collect();
            Some(Value { number: part.number / all.number * 100.0, parts })
        }
    }
}

/// The page of all figures of an area and year in the cube of one of them.
fn slice(figures: &Figures<'_>, one: &Found<'_>, area: &AreaKey, year: i16) -> Option<String> {
    let node = iri::slice(figures.base, &one.at?.cube.definition.id, area.as_str(), &year.to_string());
    node.as_str().strip_prefix(figures.base).map(str::to_owned)
}

/// The chart that shows what is asked for.
fn chart(question: &Question, area: &AreaKey, others: Vec<AreaKey>, year: i16) -> Option<Address> {
    let mut state = State { compared: others, ..State::default() };
    let view = match &question.what {
        What::Indicator(id) => {
            state.indicator = Some(id.clone());
            if question.order.is_some() {
                state.compared.clear();
                state.year = Some(year);
                View::Ranking
            } else {
                View::Indicator
            }
        }
        What::Population { age: None, sex: None, .. } => View::Development,
        What::Population { .. } => {
            state.compared.truncate(1);
            state.year = Some(year);
            View::Pyramid
        }
        What::Cube { cube, .. } if *cube == CHANGES => View::Balance,
        What::Cube { cube, .. } if *cube == MIGRATION => View::Origins,
        What::Cube { .. } => View::Households,
        What::Overview => return None,
    };
    Some(Address { area: area.clone(), view, state })
}
