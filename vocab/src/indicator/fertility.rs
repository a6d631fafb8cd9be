//! The total fertility rate.

use super::ages::{Ages, Class, worse};
use super::definition::{Direction, Indicator, Validity, ratio, unit};
use super::figures::{Reader, years_before};
use crate::cube::known::{BIRTHS, POPULATION};
use crate::cube::{Age, ObsStatus, Period};
use crate::text::Text;
use std::collections::BTreeMap;

/// The ages of mothers that are added up.
const YOUNGEST: u8 = 15;
const OLDEST: u8 = 49;
/// Smaller populations are observed for several years: births of a single one are too few.
const POOLED_BELOW: f64 = 50_000.0;
const POOLED_YEARS: i16 = 3;

pub(super) fn indicators() -> Vec<Indicator> {
    vec![Indicator {
        id: "tfr",
        title: Text::new("Zusammengefasste Geburtenziffer", "Total fertility rate"),
        statement: Text::new(
            "Sagt, wie viele Kinder eine Frau bekäme, wenn ihr Leben lang die Verhältnisse dieses Jahres gälten.",
            "Tells how many children a woman would have if the conditions of this year held all her life.",
        ),
        definition: Text::new(
            "Summe der Lebendgeborenen je Frau der mittleren weiblichen Bevölkerung über die Altersjahre 15 bis 49; Mütter unter 15 und über 49 zählen zur nächsten Klasse. Bei Altersgruppen (dann geschätzt) zählt jede so oft, wie sie Jahre hat. Unter 50 000 Einwohnerinnen und Einwohnern über drei Jahre zusammengefasst.",
            "Live births per woman of the mean female population, added up over the ages 15 to 49; mothers under 15 and over 49 count in the next class. Groups (estimated then) count as often as they have years. Below 50,000 inhabitants three years are taken together.",
        ),
        formula: "Σ(a = 15…49) B(a) / F̄(a)",
        unit: unit::children_per_woman(),
        decimals: 2,
        direction: Direction::More,
        sources: &["Statistisches Bundesamt, Tabelle 12612-0009"],
        validity: Validity::new(5_000, &[BIRTHS, POPULATION]),
        calculation: Box::new(total_fertility),
    }]
}

/// Births of mothers of some ages in a year, and how many women of these ages there were on average.
struct Births {
    from: u8,
    to: u8,
    births: f64,
    women: f64,
}

fn total_fertility(reader: &mut Reader<'_>) -> Option<f64> {
    let years = if reader.population()? < POOLED_BELOW { POOLED_YEARS } else { 1 };
    let mut classes: BTreeMap<(u8, u8), (f64, f64)> = BTreeMap::new();
    for ago in 0..years {
        let period = years_before(reader.period, ago)?;
        for found in births_of(reader, period)? {
            let class = classes.entry((found.from, found.to)).or_default();
            class.0 += found.births;
            class.1 += found.women;
        }
    }
    // Where groupings differ between the years, ages would count twice.
    if classes.keys().map(|(from, to)| u32::from(to - from) + 1).sum::<u32>()
        != u32::from(OLDEST - YOUNGEST) + 1
    {
        return None;
    }
    let mut children = 0.0;
    for ((from, to), (births, women)) in classes {
        children += (f64::from(to - from) + 1.0) * ratio(births, women)?;
    }
    Some(children)
}

/// The births of one year in all classes.
fn births_of(reader: &mut Reader<'_>, period: Period) -> Option<Vec<Births>> {
    let before = years_before(period, 1)?;
    let births = within_limits(&reader.ages(BIRTHS, period, &[]))?;
    let women = [before, period].map(|at| (at, reader.ages(POPULATION, at, &["F"])));
    let mut found = Vec::with_capacity(births.len());
    for class in births {
        let mut mean = 0.0;
        for (at, ages) in &women {
            let sum = ages.sum(class.age)?;
            reader.note(POPULATION, *at, sum.status);
            mean += sum.value / 2.0;
        }
        let to = class.age.to?;
        if to > class.age.from {
            reader.at_least(ObsStatus::Estimated);
        }
        reader.note(BIRTHS, period, class.status);
        found.push(Births { from: class.age.from, to, births: class.value, women: mean });
    }
    Some(found)
}

/// The finest classes of births, those of mothers outside the limits in the class next to them.
fn within_limits(births: &Ages) -> Option<Vec<Class>> {
    let ranges = [Age::from(0), Age::from(YOUNGEST), Age::between(0, OLDEST), Age::between(YOUNGEST, OLDEST)];
    let mut classes: Vec<Class> = Vec::new();
    let mut outside: Option<Class> = None;
    for mut class in ranges.iter().find_map(|range| births.cover(*range))? {
        if class.age.to.is_some_and(|to| to < YOUNGEST) {
            class = outside.map_or(class, |younger| add(class, younger));
            outside = Some(class);
            continue;
        }
        if class.age.from > OLDEST {
            let last = classes.pop()?;
            classes.push(add(last, class));
            continue;
        }
        class.age.from = class.age.from.max(YOUNGEST);
        class.age.to = Some(class.age.to.unwrap_or(OLDEST).min(OLDEST));
        classes.push(outside.take().map_or(class, |younger| add(class, younger)));
    }
    Some(classes)
}

/// A class with the births of another one added.
fn add(class: Class, other: Class) -> Class {
    Class { value: class.value + other.value, status: worse(class.status, other.status), ..class }
}
