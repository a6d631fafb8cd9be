//! Who comes and who leaves.

use super::definition::{Direction, Indicator, Validity, ratio, unit};
use super::figures::Reader;
use crate::cube::known::{CHANGES, POPULATION};
use crate::text::Text;

const RATE: Validity = Validity::new(1_000, &[CHANGES, POPULATION]);

pub(super) fn indicators() -> Vec<Indicator> {
    vec![
        Indicator {
            id: "wanderungssaldo",
            title: Text::new("Wanderungssaldo", "Net migration"),
            statement: Text::new(
                "Sagt, um wie viele Menschen die Zuzüge die Fortzüge übertreffen; unter null zogen mehr fort als zu.",
                "Tells by how many moves in exceed moves out; below zero more people left than came.",
            ),
            definition: Text::new(
                "Zuzüge über die Grenze des Gebiets weniger Fortzüge im Lauf eines Jahres.",
                "Moves into the area less moves out of it in the course of a year.",
            ),
            formula: "Z − F",
            unit: unit::persons(),
            decimals: 0,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[CHANGES]),
            calculation: Box::new(|reader| {
                let (come, leave) = moves(reader)?;
                Some(come - leave)
            }),
        },
        Indicator {
            id: "wanderungssaldo-je-1000",
            title: Text::new("Wanderungssaldo je 1 000", "Net migration per 1,000"),
            statement: Text::new(
                "Sagt, um wie viele je 1 000 Menschen die Zuzüge die Fortzüge übertreffen.",
                "Tells by how many moves in exceed moves out for every 1,000 people.",
            ),
            definition: Text::new(
                "Zuzüge weniger Fortzüge eines Jahres je 1 000 Personen der mittleren Bevölkerung.",
                "Moves in less moves out of a year per 1,000 persons of the mean population.",
            ),
            formula: "1000 · (Z − F) / P̄",
            unit: unit::per_thousand(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: RATE,
            calculation: Box::new(|reader| {
                let (come, leave) = moves(reader)?;
                Some(1000.0 * ratio(come - leave, reader.mean_population()?)?)
            }),
        },
        Indicator {
            id: "wanderungsvolumen",
            title: Text::new("Wanderungsvolumen je 1 000", "Migration turnover per 1,000"),
            statement: Text::new(
                "Sagt, wie viele Zu- und Fortzüge in einem Jahr auf 1 000 Menschen kommen.",
                "Tells how many moves in and out there were in a year for every 1,000 people.",
            ),
            definition: Text::new(
                "Zuzüge und Fortzüge eines Jahres je 1 000 Personen der mittleren Bevölkerung.",
                "Moves in and out of a year per 1,000 persons of the mean population.",
            ),
            formula: "1000 · (Z + F) / P̄",
            unit: unit::per_thousand(),
            decimals: 1,
            direction: Direction::More,
            sources: &[],
            validity: RATE,
            calculation: Box::new(|reader| {
                let (come, leave) = moves(reader)?;
                Some(1000.0 * ratio(come + leave, reader.mean_population()?)?)
            }),
        },
    ]
}

/// Moves in and out.
fn moves(reader: &mut Reader<'_>) -> Option<(f64, f64)> {
    Some((reader.number(CHANGES, &["T", "zuzug"])?, reader.number(CHANGES, &["T", "fortzug"])?))
}
