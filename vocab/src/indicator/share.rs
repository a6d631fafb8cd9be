//! Shares of groups of persons.

use super::definition::{Direction, Indicator, Validity, ratio, share, unit};
use crate::cube::Age;
use crate::cube::known::{CITIZENSHIP, POPULATION};
use crate::text::Text;

pub(super) fn indicators() -> Vec<Indicator> {
    vec![
        Indicator {
            id: "frauenanteil",
            title: Text::new("Frauenanteil", "Share of women"),
            statement: Text::new(
                "Sagt, wie viele von 100 Menschen weiblich sind.",
                "Tells how many of 100 people are female.",
            ),
            definition: Text::new(
                "Weibliche Personen je 100 Personen am 31. Dezember.",
                "Female persons per 100 persons on 31 December.",
            ),
            formula: "100 · F / P",
            unit: unit::percent(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(100, &[POPULATION]),
            calculation: Box::new(|reader| {
                let women = reader.number(POPULATION, &["F", Age::TOTAL])?;
                Some(100.0 * share(women, reader.population()?)?)
            }),
        },
        Indicator {
            id: "sexualproportion",
            title: Text::new("Sexualproportion (Männer je 100 Frauen)", "Sex ratio (men per 100 women)"),
            statement: Text::new(
                "Sagt, wie viele Männer auf 100 Frauen kommen.",
                "Tells how many men there are for every 100 women.",
            ),
            definition: Text::new(
                "Männliche Personen je 100 weibliche Personen am 31. Dezember.",
                "Male persons per 100 female persons on 31 December.",
            ),
            formula: "100 · M / F",
            unit: unit::per_hundred_women(),
            decimals: 1,
            direction: Direction::Neutral,
            sources: &[],
            validity: Validity::new(100, &[POPULATION]),
            calculation: Box::new(|reader| {
                let men = reader.number(POPULATION, &["M", Age::TOTAL])?;
                Some(100.0 * ratio(men, reader.number(POPULATION, &["F", Age::TOTAL])?)?)
            }),
        },
        Indicator {
            id: "auslaenderanteil",
            title: Text::new("Anteil ohne deutsche Staatsangehörigkeit", "Share without German citizenship"),
            statement: Text::new(
                "Sagt, wie viele von 100 Menschen keine deutsche Staatsangehörigkeit haben.",
                "Tells how many of 100 people have no German citizenship.",
            ),
            definition: Text::new(
                "Personen ohne deutsche Staatsangehörigkeit je 100 Personen am 31. Dezember. Wer auch die deutsche hat, zählt als deutsch.",
                "Persons without German citizenship per 100 persons on 31 December. Whoever has it among others counts as German.",
            ),
            formula: "100 · P(nicht deutsch) / P",
            unit: unit::percent(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(100, &[CITIZENSHIP]),
            calculation: Box::new(|reader| {
                let others = reader.number(CITIZENSHIP, &["T", "nicht-deutsch"])?;
                Some(100.0 * share(others, reader.number(CITIZENSHIP, &["T", "_T"])?)?)
            }),
        },
    ]
}
