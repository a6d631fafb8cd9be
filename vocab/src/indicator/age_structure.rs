//! How many young and old there are for those in between.

use super::definition::{Direction, Formula, Indicator, Parameters, Validity, ratio, unit};
use super::figures::Reader;
use crate::cube::Age;
use crate::cube::known::POPULATION;
use crate::text::Text;

/// Where quotients of ages come from, and their limits.
const QUOTIENTS: &[&str] = &["sozialberichte.nrw.de, Indikator 2.6 (IT.NRW)"];
const VALID: Validity = Validity::new(1_000, &[POPULATION]);

pub(super) fn indicators(parameters: &Parameters) -> Vec<Indicator> {
    let greying = parameters.greying_from;
    vec![
        quotient(
            "jugendquotient",
            ["Jugendquotient (0–19 je 100 von 20–64)", "Youth ratio (0–19 per 100 aged 20–64)"],
            ["Menschen unter 20 Jahren auf 100", "people under 20 there are for every 100"],
            "100 · P(0–19) / P(20–64)",
            Direction::Younger,
            per_hundred(Age::between(0, 19), Age::between(20, 64)),
        ),
        quotient(
            "altenquotient",
            ["Altenquotient (65+ je 100 von 20–64)", "Old-age ratio (65+ per 100 aged 20–64)"],
            ["Menschen ab 65 Jahren auf 100", "people of 65 and over there are for every 100"],
            "100 · P(65+) / P(20–64)",
            Direction::Older,
            per_hundred(Age::from(65), Age::between(20, 64)),
        ),
        quotient(
            "altenquotient-67",
            ["Altenquotient (67+ je 100 von 20–66)", "Old-age ratio (67+ per 100 aged 20–66)"],
            ["Menschen ab 67 Jahren auf 100", "people of 67 and over there are for every 100"],
            "100 · P(67+) / P(20–66)",
            Direction::Older,
            per_hundred(Age::from(67), Age::between(20, 66)),
        ),
        quotient(
            "gesamtquotient",
            [
                "Gesamtquotient (0–19 und 65+ je 100 von 20–64)",
                "Total dependency ratio (0–19 and 65+ per 100 aged 20–64)",
            ],
            [
                "Menschen unter 20 und ab 65 Jahren auf 100",
                "people under 20 or of 65 and over there are for every 100",
            ],
            "100 · (P(0–19) + P(65+)) / P(20–64)",
            Direction::Neutral,
            Box::new(|reader| {
                let others = reader.persons(Age::between(0, 19))? + reader.persons(Age::from(65))?;
                Some(100.0 * ratio(others, reader.persons(Age::between(20, 64))?)?)
            }),
        ),
        Indicator {
            id: "billeter",
            title: Text::new("Billeter-Maß (0–14, 15–49, 50+)", "Billeter measure (0–14, 15–49, 50+)"),
            statement: Text::new(
                "Stellt Kinder den Älteren gegenüber: unter null gibt es mehr ab 50 als unter 15.",
                "Weighs children against older people: below zero there are more of 50 and over than under 15.",
            ),
            definition: Text::new(
                "Personen unter 15 Jahren weniger Personen ab 50, geteilt durch Personen von 15 bis 49, am 31. Dezember.",
                "Persons under 15 less persons of 50 and over, divided by persons from 15 to 49, on 31 December.",
            ),
            formula: "(P(0–14) − P(50+)) / P(15–49)",
            unit: unit::number(),
            decimals: 2,
            direction: Direction::Younger,
            sources: &["Wikipedia: Billeter J"],
            validity: VALID,
            calculation: Box::new(billeter),
        },
        Indicator {
            id: "greying",
            title: Text::new(
                format!("Greying-Index (80+ je 100 von {greying}–79)"),
                format!("Greying index (80+ per 100 aged {greying}–79)"),
            ),
            statement: Text::new(
                format!("Sagt, wie viele Menschen ab 80 Jahren auf 100 zwischen {greying} und 79 kommen."),
                format!("Tells how many people of 80 and over there are for every 100 from {greying} to 79."),
            ),
            definition: Text::new(
                format!(
                    "Personen ab 80 Jahren je 100 Personen von {greying} bis 79 Jahren am 31. Dezember. Die untere Grenze wird verschieden gewählt (60 oder 65)."
                ),
                format!(
                    "Persons of 80 and over per 100 persons from {greying} to 79 on 31 December. Authors choose different lower limits (60 or 65)."
                ),
            ),
            formula: if greying == 60 { "100 · P(80+) / P(60–79)" } else { "100 · P(80+) / P(x–79)" },
            unit: unit::per_hundred(),
            decimals: 1,
            direction: Direction::Older,
            sources: &["VDSt, Heft 1 (2011)"],
            validity: VALID,
            calculation: per_hundred(Age::from(80), Age::between(greying, 79)),
        },
    ]
}

/// A quotient of ages: what is counted of whom, in German and English.
fn quotient(
    id: &'static str,
    title: [&str; 2],
    counted: [&str; 2],
    formula: &'static str,
    direction: Direction,
    calculation: Formula,
) -> Indicator {
    let [de, en] = counted;
    let middle = if id.ends_with("-67") { ["20 bis 66", "20 to 66"] } else { ["20 bis 64", "20 to 64"] };
    Indicator {
        id,
        title: Text::new(title[0], title[1]),
        statement: Text::new(
            format!("Sagt, wie viele {de} zwischen {} kommen.", middle[0].replace("bis", "und")),
            format!("Tells how many {en} from {}.", middle[1]),
        ),
        definition: Text::new(
            format!(
                "{de} Personen von {} Jahren am 31. Dezember. Andere Veröffentlichungen ziehen die Grenzen anders, ältere oft bei 60.",
                middle[0]
            ),
            format!(
                "How many {en} persons from {} on 31 December. Other publications draw the limits differently, older ones often at 60.",
                middle[1]
            ),
        ),
        formula,
        unit: unit::per_hundred(),
        decimals: 1,
        direction,
        sources: QUOTIENTS,
        validity: VALID,
        calculation,
    }
}

fn per_hundred(some: Age, others: Age) -> Formula {
    Box::new(move |reader| Some(100.0 * ratio(reader.persons(some)?, reader.persons(others)?)?))
}

fn billeter(reader: &mut Reader<'_>) -> Option<f64> {
    let more_old = reader.persons(Age::between(0, 14))? - reader.persons(Age::from(50))?;
    ratio(more_old, reader.persons(Age::between(15, 49))?)
}
