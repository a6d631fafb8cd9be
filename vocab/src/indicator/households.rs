//! How people live together.

use super::definition::{Direction, Indicator, Validity, ratio, share, unit};
use crate::cube::ObsStatus;
use crate::cube::known::{HOUSEHOLDS, POPULATION};
use crate::text::Text;

pub(super) fn indicators() -> Vec<Indicator> {
    vec![
        Indicator {
            id: "haushaltsgroesse",
            title: Text::new("Mittlere Haushaltsgröße", "Mean household size"),
            statement: Text::new(
                "Sagt, wie viele Menschen im Mittel in einem Haushalt leben.",
                "Tells how many people live in a household on average.",
            ),
            definition: Text::new(
                "Personen mit Hauptwohnung am 31. Dezember, geteilt durch private Haushalte. Weil auch zählt, wer in Heimen und anderen Gemeinschaftsunterkünften wohnt, ist die Zahl geschätzt und eher zu hoch.",
                "Persons with their main residence here on 31 December, divided by private households. People in homes and other collective living quarters are counted, too, so the figure is estimated, and rather too high.",
            ),
            formula: "P / H",
            unit: unit::persons_per_household(),
            decimals: 2,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(500, &[POPULATION, HOUSEHOLDS]),
            calculation: Box::new(|reader| {
                reader.at_least(ObsStatus::Estimated);
                let population = reader.population()?;
                ratio(population, reader.number(HOUSEHOLDS, &["_T"])?)
            }),
        },
        Indicator {
            id: "einpersonenanteil",
            title: Text::new("Anteil der Einpersonenhaushalte", "Share of one-person households"),
            statement: Text::new(
                "Sagt, in wie vielen von 100 Haushalten jemand allein lebt.",
                "Tells in how many of 100 households somebody lives alone.",
            ),
            definition: Text::new(
                "Private Haushalte mit einer Person je 100 private Haushalte.",
                "Private households of one person per 100 private households.",
            ),
            formula: "100 · H(1) / H",
            unit: unit::percent(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(500, &[HOUSEHOLDS]),
            calculation: Box::new(|reader| {
                let alone = reader.number(HOUSEHOLDS, &["1"])?;
                Some(100.0 * share(alone, reader.number(HOUSEHOLDS, &["_T"])?)?)
            }),
        },
    ]
}
