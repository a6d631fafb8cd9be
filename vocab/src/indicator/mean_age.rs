//! Mean and median age.

use super::ages::Class;
use super::definition::{Direction, Indicator, Validity, ratio, unit};
use super::figures::Reader;
use crate::cube::known::POPULATION;
use crate::cube::{Age, ObsStatus};
use crate::text::Text;

/// From here on, what is assumed about the open class moves the mean by a few hundredths of a year at most: with
/// 85 instead of 90 by 0.03 in every district of North Rhine-Westphalia 2024, with 65 by 0.14.
const OPEN_FROM: u8 = 85;
/// Below, an open class says too little about the ages in it.
const OPEN_AT_LEAST: u8 = 65;
/// The widest closed class whose middle may stand for its ages.
const WIDEST_YEARS: f64 = 10.0;
const VALID: Validity = Validity::new(500, &[POPULATION]);

pub(super) fn indicators() -> Vec<Indicator> {
    vec![
        Indicator {
            id: "durchschnittsalter",
            title: Text::new("Durchschnittsalter", "Mean age"),
            statement: Text::new(
                "Sagt, wie alt die Menschen hier im Mittel sind.",
                "Tells how old people here are on average.",
            ),
            definition: Text::new(
                "Summe der Alter aller Personen am 31. Dezember, geteilt durch ihre Zahl. Wer a Jahre vollendet hat, zählt mit a + 0,5 (wo nur vollendete Jahre zählen, kommt ein halbes Jahr weniger heraus); Altersgruppen zählen mit ihrer Mitte (dann geschätzt, breiter als zehn Jahre nicht berechnet); die offene Klasse ab a Jahren mit a + (98 − a) / 3.",
                "Ages of all persons on 31 December, added up and divided by their number. Whoever has completed a years counts as a + 0.5 (where only completed years count, the result is half a year less); groups count with their middle (estimated then, and not calculated if wider than ten years); the open class from a on with a + (98 − a) / 3.",
            ),
            formula: "Σ (a + 0,5) · P(a) / P",
            unit: unit::years(),
            decimals: 1,
            direction: Direction::Older,
            sources: &["Wegweiser Kommune, Methodik"],
            validity: VALID,
            calculation: Box::new(mean),
        },
        Indicator {
            id: "medianalter",
            title: Text::new("Medianalter", "Median age"),
            statement: Text::new(
                "Sagt, welches Alter die eine Hälfte der Menschen schon erreicht hat und die andere noch nicht.",
                "Tells the age that one half of the people have reached and the other half have not.",
            ),
            definition: Text::new(
                "Alter, unter dem am 31. Dezember die Hälfte der Personen liegt; innerhalb eines Altersjahrs oder einer Altersgruppe gleichmäßig verteilt (bei Gruppen geschätzt).",
                "The age that half of the persons have not reached on 31 December; spread evenly within a year of age or a group (estimated with groups).",
            ),
            formula: "x mit Σ(a < x) P(a) = P / 2",
            unit: unit::years(),
            decimals: 1,
            direction: Direction::Older,
            sources: &[],
            validity: VALID,
            calculation: Box::new(median),
        },
    ]
}

fn mean(reader: &mut Reader<'_>) -> Option<f64> {
    let classes = classes(reader)?;
    let mut years = 0.0;
    for class in &classes {
        years += class.value * middle(class.age)?;
    }
    if classes.iter().any(|class| class.years().map_or(class.age.from < OPEN_FROM, |years| years > 1.0)) {
        reader.at_least(ObsStatus::Estimated);
    }
    ratio(years, classes.iter().map(|class| class.value).sum())
}

/// The age that stands for those of a class.
fn middle(age: Age) -> Option<f64> {
    let from = f64::from(age.from);
    match age.to {
        Some(to) => {
            let years = f64::from(to) + 1.0 - from;
            (years <= WIDEST_YEARS).then_some(from + years / 2.0)
        }
        // The means of the open classes of 65 to 85 years in North Rhine-Westphalia 2024 lie near this line.
        None => (age.from >= OPEN_AT_LEAST).then_some(from + (98.0 - from).max(3.0) / 3.0),
    }
}

fn median(reader: &mut Reader<'_>) -> Option<f64> {
    let classes = classes(reader)?;
    let half = classes.iter().map(|class| class.value).sum::<f64>() / 2.0;
    if half <= 0.0 {
        return None;
    }
    let mut below = 0.0;
    for class in &classes {
        if below + class.value >= half {
            let years = class.years().filter(|years| *years <= WIDEST_YEARS)?;
            if years > 1.0 {
                reader.at_least(ObsStatus::Estimated);
            }
            return Some(f64::from(class.age.from) + years * (half - below) / class.value);
        }
        below += class.value;
    }
    None
}

/// The finest classes of all persons.
fn classes(reader: &mut Reader<'_>) -> Option<Vec<Class>> {
    let period = reader.period;
    let classes = reader.ages(POPULATION, period, &["T"]).cover(Age::from(0))?;
    for class in &classes {
        reader.note(POPULATION, period, class.status);
    }
    Some(classes)
}
