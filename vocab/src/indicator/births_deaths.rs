//! Births, deaths and what remains of both.

use super::definition::{Direction, Indicator, Validity, ratio, unit};
use super::figures::Reader;
use crate::cube::known::{CHANGES, POPULATION};
use crate::text::Text;

const RATE: Validity = Validity::new(5_000, &[CHANGES, POPULATION]);
/// Where the denominator of rates comes from.
const MEAN_POPULATION: &[&str] = &["Landeshauptstadt München, offene Daten (Nenner P̄)"];

pub(super) fn indicators() -> Vec<Indicator> {
    vec![
        rate(
            "geburtenziffer",
            ["Geburtenziffer (je 1 000)", "Birth rate (per 1,000)"],
            ["Kinder auf 1 000 Menschen geboren wurden", "children were born for every 1,000 people"],
            ["Lebendgeborene", "Live births"],
            "1000 · B / P̄",
            births,
        ),
        rate(
            "sterbeziffer",
            ["Sterbeziffer (je 1 000)", "Death rate (per 1,000)"],
            ["von 1 000 Menschen gestorben sind", "of every 1,000 people died"],
            ["Gestorbene", "Deaths"],
            "1000 · D / P̄",
            deaths,
        ),
        Indicator {
            id: "natuerlicher-saldo",
            title: Text::new("Natürlicher Saldo", "Natural change"),
            statement: Text::new(
                "Sagt, um wie viele Menschen die Geburten die Sterbefälle übertreffen; unter null starben mehr, als geboren wurden.",
                "Tells by how many births exceed deaths; below zero more people died than were born.",
            ),
            definition: Text::new(
                "Lebendgeborene weniger Gestorbene eines Jahres.",
                "Live births less deaths of a year.",
            ),
            formula: "B − D",
            unit: unit::cases(),
            decimals: 0,
            direction: Direction::More,
            sources: &[],
            validity: Validity::new(0, &[CHANGES]),
            calculation: Box::new(balance),
        },
        rate(
            "natuerlicher-saldo-je-1000",
            ["Natürlicher Saldo je 1 000", "Natural change per 1,000"],
            [
                "je 1 000 Menschen die Geburten die Sterbefälle übertreffen",
                "births exceeded deaths for every 1,000 people",
            ],
            ["Lebendgeborene weniger Gestorbene", "Live births less deaths"],
            "1000 · (B − D) / P̄",
            balance,
        ),
    ]
}

/// Cases per 1,000 of the mean population.
fn rate(
    id: &'static str,
    title: [&str; 2],
    statement: [&str; 2],
    counted: [&str; 2],
    formula: &'static str,
    cases: fn(&mut Reader<'_>) -> Option<f64>,
) -> Indicator {
    let [how_many, how_many_en] = if id.starts_with("natuerlich") {
        ["um wie viele", "by how many"]
    } else {
        ["wie viele", "how many"]
    };
    Indicator {
        id,
        title: Text::new(title[0], title[1]),
        statement: Text::new(
            format!("Sagt, {how_many} {} in einem Jahr.", statement[0]),
            format!("Tells {how_many_en} {} in a year.", statement[1]),
        ),
        definition: Text::new(
            format!(
                "{} eines Jahres je 1 000 Personen der mittleren Bevölkerung (Mittel aus dem Stand am Ende dieses und des vorigen Jahres).",
                counted[0]
            ),
            format!(
                "{} of a year per 1,000 persons of the mean population (mean of the ends of this year and the last).",
                counted[1]
            ),
        ),
        formula,
        unit: unit::per_thousand(),
        decimals: 1,
        direction: Direction::More,
        sources: MEAN_POPULATION,
        validity: RATE,
        calculation: Box::new(move |reader| Some(1000.0 * ratio(cases(reader)?, reader.mean_population()?)?)),
    }
}

fn births(reader: &mut Reader<'_>) -> Option<f64> {
    reader.number(CHANGES, &["T", "lebendgeborene"])
}

fn deaths(reader: &mut Reader<'_>) -> Option<f64> {
    reader.number(CHANGES, &["T", "gestorbene"])
}

fn balance(reader: &mut Reader<'_>) -> Option<f64> {
    Some(births(reader)? - deaths(reader)?)
}
