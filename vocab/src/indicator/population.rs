//! How many, how densely, and how that changes.

use super::definition::{Direction, Indicator, Parameters, Validity, ratio, unit};
use super::figures::{Reader, years_before};
use crate::cube::known::{LAND, POPULATION};
use crate::cube::{ObsStatus, Period};
use crate::text::Text;

/// How much older than the population an area may be: it is measured every year, but published later.
const LAND_YEARS_OLDER: i16 = 5;

pub(super) fn indicators(parameters: &Parameters) -> Vec<Indicator> {
    let base = parameters.base_year;
    vec![
        Indicator {
            id: "einwohner",
            title: Text::new("Einwohnerinnen und Einwohner", "Inhabitants"),
            statement: Text::new(
                "Sagt, wie viele Menschen am Ende des Jahres hier wohnten.",
                "Tells how many people lived here at the end of the year.",
            ),
            definition: Text::new(
                "Personen mit Hauptwohnung am 31. Dezember.",
                "Persons with their main residence here on 31 December.",
            ),
            formula: "P",
            unit: unit::persons(),
            decimals: 0,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[POPULATION]),
            calculation: Box::new(|reader| reader.population()),
        },
        Indicator {
            id: "dichte",
            title: Text::new("Bevölkerungsdichte", "Population density"),
            statement: Text::new(
                "Sagt, wie viele Menschen auf einem Quadratkilometer wohnen.",
                "Tells how many people live on a square kilometre.",
            ),
            definition: Text::new(
                format!(
                    "Personen am 31. Dezember je Quadratkilometer Bodenfläche einschließlich der Gewässer. Ist die Fläche des Jahres nicht bekannt, gilt die jüngste davor, höchstens {LAND_YEARS_OLDER} Jahre alte."
                ),
                format!(
                    "Persons on 31 December per square kilometre of land including inland waters. Where the area of the year is not known, the last one before counts, if it is at most {LAND_YEARS_OLDER} years older."
                ),
            ),
            formula: "P / km²",
            unit: unit::density(),
            decimals: 1,
            direction: Direction::More,
            sources: &["GV-ISys"],
            validity: Validity::new(0, &[POPULATION, LAND]),
            calculation: Box::new(density),
        },
        Indicator {
            id: "veraenderung-vorjahr",
            title: Text::new("Veränderung zum Vorjahr", "Change from last year"),
            statement: Text::new(
                "Sagt, um wie viel Prozent die Bevölkerung in einem Jahr gewachsen oder geschrumpft ist.",
                "Tells by how many per cent the population has grown or shrunk in a year.",
            ),
            definition: change_definition("dem Vorjahr", "last year"),
            formula: "100 · (P(t) / P(t−1) − 1)",
            unit: unit::percent(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[POPULATION]),
            calculation: Box::new(|reader| {
                let base = years_before(reader.period, 1)?;
                change(reader, base)
            }),
        },
        Indicator {
            id: "veraenderung",
            title: Text::new(format!("Veränderung seit {base}"), format!("Change since {base}")),
            statement: Text::new(
                format!(
                    "Sagt, um wie viel Prozent die Bevölkerung seit {base} gewachsen oder geschrumpft ist."
                ),
                format!("Tells by how many per cent the population has grown or shrunk since {base}."),
            ),
            definition: change_definition(&base.to_string(), &base.to_string()),
            formula: "100 · (P(t) / P(t0) − 1)",
            unit: unit::percent(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[POPULATION]),
            calculation: Box::new(move |reader| change(reader, Period::Year(base))),
        },
        Indicator {
            id: "veraenderung-jaehrlich",
            title: Text::new(
                format!("Mittlere jährliche Veränderung seit {base}"),
                format!("Mean yearly change since {base}"),
            ),
            statement: Text::new(
                format!(
                    "Sagt, um wie viel Prozent die Bevölkerung seit {base} im Mittel jedes Jahr gewachsen oder geschrumpft ist."
                ),
                format!(
                    "Tells by how many per cent the population has grown or shrunk in a mean year since {base}."
                ),
            ),
            definition: change_definition(
                &format!("{base}, als gleich bleibende jährliche Rate über n Jahre"),
                &format!("{base}, as a constant yearly rate over n years"),
            ),
            formula: "100 · ((P(t) / P(t0))^(1/n) − 1)",
            unit: unit::percent(),
            decimals: 2,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[POPULATION]),
            calculation: Box::new(move |reader| yearly_change(reader, base)),
        },
        Indicator {
            id: "index",
            title: Text::new(
                format!("Bevölkerungsindex ({base} = 100)"),
                format!("Population index ({base} = 100)"),
            ),
            statement: Text::new(
                format!(
                    "Macht Gebiete verschiedener Größe vergleichbar: Bevölkerung, wenn {base} jedes 100 hatte."
                ),
                format!("Makes areas of different size comparable: population if each had 100 in {base}."),
            ),
            definition: change_definition(&format!("{base} (= 100)"), &format!("{base} (= 100)")),
            formula: "100 · P(t) / P(t0)",
            unit: unit::points(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[POPULATION]),
            calculation: Box::new(move |reader| Some(100.0 * growth(reader, Period::Year(base))?)),
        },
    ]
}

fn change_definition(de: &str, en: &str) -> Text {
    Text::new(
        format!(
            "Personen am 31. Dezember, verglichen mit {de}. Hat die Reihe dazwischen einen Bruch, etwa durch einen Zensus, so trägt die Zahl dessen Kennzeichen."
        ),
        format!(
            "Persons on 31 December, compared with {en}. If the series has a break in between, such as a census, the figure bears its sign."
        ),
    )
}

fn density(reader: &mut Reader<'_>) -> Option<f64> {
    let population = reader.population()?;
    let land = (0..=LAND_YEARS_OLDER).find_map(|years| {
        let period = if years == 0 { reader.period } else { years_before(reader.period, years)? };
        reader.number_of(LAND, period, &[])
    })?;
    ratio(population, land)
}

/// Only since the base: before it nothing had changed from it yet.
fn change(reader: &mut Reader<'_>, base: Period) -> Option<f64> {
    if base > reader.period {
        return None;
    }
    Some(100.0 * (growth(reader, base)? - 1.0))
}

fn yearly_change(reader: &mut Reader<'_>, base: i16) -> Option<f64> {
    let years = reader.period.year() - base;
    let growth = growth(reader, Period::Year(base))?;
    (years > 0).then(|| 100.0 * (growth.powf(1.0 / f64::from(years)) - 1.0))
}

/// P(t) / P(t0), also for years before the base.
fn growth(reader: &mut Reader<'_>, base: Period) -> Option<f64> {
    let period = reader.period;
    if !matches!((period, base), (Period::Year(_), Period::Year(_))) {
        return None;
    }
    let (first, last) = (period.min(base), period.max(base));
    let earlier = reader.earlier_population(first)?;
    let later = if last == first { earlier } else { reader.population_of(last)? };
    if (first.year() + 1..=last.year()).any(|year| reader.has_break(Period::Year(year))) {
        reader.at_least(ObsStatus::Break);
    }
    if base == first { ratio(later, earlier) } else { ratio(earlier, later) }
}
