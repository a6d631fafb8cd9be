//! The cubes every portal knows: what the demographic pages read. Others are declared where their tables are.

use super::definition::{Code, CodedDimension, CubeDefinition, Dimension, Measure, Unit};
use crate::text::Text;
use std::sync::LazyLock;

/// Population at the end of a year, by sex and age.
pub const POPULATION: &str = "bevoelkerung-stand";
/// Population at the end of a year, by sex and citizenship.
pub const CITIZENSHIP: &str = "bevoelkerung-staatsangehoerigkeit";
/// Births, deaths, moves and corrections in a year.
pub const CHANGES: &str = "bevoelkerung-bewegung";
/// Births by age of the mother.
pub const BIRTHS: &str = "geburten-alter-mutter";
/// Moves by age and origin.
pub const MIGRATION: &str = "wanderung";
/// Households by size.
pub const HOUSEHOLDS: &str = "haushalte";
/// Area of territories.
pub const LAND: &str = "flaeche";
/// Probabilities of death, as life tables have them.
pub const MORTALITY: &str = "sterbewahrscheinlichkeit";
/// Births per 1,000 women by age.
pub const FERTILITY: &str = "geburtenziffer";
/// Projected population.
pub const PROJECTION: &str = "bevoelkerung-vorausberechnung";
/// What the projection assumes, what changes the projected population, and how the model did in the past.
pub const PROJECTION_BASIS: &str = "vorausberechnung-annahmen";
/// Indicators, calculated from the others.
pub const INDICATORS: &str = "kennzahlen";

/// In [`PROJECTION_BASIS`]: children per woman in the middle variant.
pub const BIRTHS_PER_WOMAN: &str = "geburten-je-frau";
/// In [`PROJECTION_BASIS`]: deaths of the area against those that the life table gives.
pub const DEATHS_TO_TABLE: &str = "sterblichkeit";
/// In [`PROJECTION_BASIS`]: net migration of a year that is assumed, in persons.
pub const NET_MIGRATION: &str = "wanderungssaldo-annahme";
/// In [`PROJECTION_BASIS`]: births of a projected year.
pub const PROJECTED_BIRTHS: &str = "geburten";
/// In [`PROJECTION_BASIS`]: deaths of a projected year.
pub const PROJECTED_DEATHS: &str = "gestorbene";
/// In [`PROJECTION_BASIS`]: net migration of a projected year.
pub const PROJECTED_MIGRATION: &str = "wanderungssaldo";
/// In [`PROJECTION_BASIS`]: the error of the back-test in per cent, by the year it is compared with.
pub const ERROR_PERCENT: &str = "abweichung";

/// In [`PROJECTION_BASIS`]: the mean of the errors of the areas within one, without their signs.
pub const MEAN_ERROR_PERCENT: &str = "abweichung-der-teile";

/// Decimals of a figure in [`PROJECTION_BASIS`].
pub fn decimals_of_basis(statement: &str) -> u8 {
    match statement {
        BIRTHS_PER_WOMAN | DEATHS_TO_TABLE => 2,
        ERROR_PERCENT | MEAN_ERROR_PERCENT => 1,
        _ => 0,
    }
}

/// The known cubes, without that of the indicators, whose codes are their list.
pub fn cubes() -> &'static [CubeDefinition] {
    &CUBES
}

/// A known cube.
pub fn cube(id: &str) -> Option<&'static CubeDefinition> {
    CUBES.iter().find(|cube| cube.id == id)
}

static CUBES: LazyLock<Vec<CubeDefinition>> = LazyLock::new(|| {
    use Dimension::{Age, Sex};
    vec![
        definition(
            POPULATION,
            ["Bevölkerung nach Alter und Geschlecht", "Population by age and sex"],
            [
                "Einwohnerinnen und Einwohner mit Hauptwohnung am 31. Dezember.",
                "Inhabitants with their main residence on 31 December.",
            ],
            vec![Sex, Age],
            persons(),
        ),
        definition(
            CITIZENSHIP,
            ["Bevölkerung nach Staatsangehörigkeit", "Population by citizenship"],
            [
                "Einwohnerinnen und Einwohner mit Hauptwohnung am 31. Dezember. Wer auch die deutsche Staatsangehörigkeit hat, zählt als deutsch.",
                "Inhabitants with their main residence on 31 December. Whoever has German citizenship among others counts as German.",
            ],
            vec![
                Sex,
                coded(
                    "staatsangehoerigkeit",
                    ["Staatsangehörigkeit", "Citizenship"],
                    &[
                        ("deutsch", "deutsch", "German"),
                        ("nicht-deutsch", "nicht deutsch", "not German"),
                        ("_T", "insgesamt", "total"),
                    ],
                ),
            ],
            persons(),
        ),
        definition(
            CHANGES,
            ["Geburten, Sterbefälle und Wanderungen", "Births, deaths and migration"],
            [
                "Was die Bevölkerung eines Gebiets im Lauf eines Jahres verändert. Umzüge innerhalb des Gebiets zählen nicht.",
                "What changes the population of an area in the course of a year. Moves within the area do not count.",
            ],
            vec![
                Sex,
                coded(
                    "bewegungsart",
                    ["Art der Veränderung", "Kind of change"],
                    &[
                        ("lebendgeborene", "Geburten", "births"),
                        ("gestorbene", "Sterbefälle", "deaths"),
                        ("zuzug", "Zuzüge", "moves in"),
                        ("fortzug", "Fortzüge", "moves out"),
                        ("korrektur", "Korrekturen", "corrections"),
                    ],
                ),
            ],
            cases(),
        ),
        definition(
            BIRTHS,
            ["Geburten nach Alter der Mutter", "Births by age of the mother"],
            ["Lebendgeborene eines Jahres.", "Live births of a year."],
            vec![Age],
            cases(),
        ),
        definition(
            MIGRATION,
            ["Wanderungen nach Alter und Herkunft", "Migration by age and origin"],
            [
                "Zuzüge über die Grenze des Gebiets und Fortzüge im Lauf eines Jahres.",
                "Moves across the boundary of the area in the course of a year.",
            ],
            vec![
                Sex,
                Age,
                coded(
                    "richtung",
                    ["Richtung", "Direction"],
                    &[("zuzug", "Zuzüge", "moves in"), ("fortzug", "Fortzüge", "moves out")],
                ),
                coded(
                    "gegengebiet",
                    ["Herkunft oder Ziel", "Origin or destination"],
                    &[
                        ("kreis", "im selben Kreis", "same district"),
                        ("land", "übriges Land", "rest of the state"),
                        ("bund", "übriges Deutschland", "rest of Germany"),
                        ("ausland", "Ausland", "abroad"),
                        ("_T", "insgesamt", "total"),
                    ],
                ),
            ],
            cases(),
        ),
        definition(
            HOUSEHOLDS,
            ["Haushalte nach Größe", "Households by size"],
            ["Private Haushalte nach der Zahl der Personen.", "Private households by number of persons."],
            vec![coded(
                "haushaltsgroesse",
                ["Haushaltsgröße", "Household size"],
                &[
                    ("1", "1 Person", "1 person"),
                    ("2", "2 Personen", "2 persons"),
                    ("3", "3 Personen", "3 persons"),
                    ("4", "4 Personen", "4 persons"),
                    ("5p", "5 und mehr Personen", "5 or more persons"),
                    ("_T", "insgesamt", "total"),
                ],
            )],
            measure(
                "haushalte",
                ["Haushalte", "Households"],
                unit("haushalt", ["Haushalte", "households"], ""),
                0,
            ),
        ),
        definition(
            LAND,
            ["Fläche der Gemeinden und Kreise", "Area of municipalities and districts"],
            [
                "Bodenfläche einschließlich der Gewässer am 31. Dezember.",
                "Land including inland waters on 31 December.",
            ],
            vec![],
            measure(
                "flaecheKm2",
                ["Fläche", "Area"],
                unit("quadratkilometer", ["Quadratkilometer", "square kilometres"], "km²"),
                2,
            ),
        ),
        definition(
            PROJECTION,
            ["Vorausberechnete Bevölkerung", "Projected population"],
            [
                "Wie sich die Bevölkerung entwickelt, wenn die genannten Annahmen eintreffen: eine Vorausberechnung, keine Vorhersage.",
                "How the population develops if the stated assumptions come true: a projection, no prediction.",
            ],
            vec![
                Sex,
                Age,
                coded(
                    "variante",
                    ["Variante", "Variant"],
                    &[
                        ("niedrig", "untere Variante", "low variant"),
                        ("mittel", "mittlere Variante", "middle variant"),
                        ("hoch", "obere Variante", "high variant"),
                        ("ohne-wanderung", "ohne Wanderung", "without migration"),
                    ],
                ),
            ],
            persons(),
        ),
        definition(
            PROJECTION_BASIS,
            ["Annahmen und Prüfung der Vorausberechnung", "Assumptions and test of the projection"],
            [
                "Was die Vorausberechnung der Bevölkerung annimmt, was die Bevölkerung in der mittleren Variante verändert, und wie weit dasselbe Verfahren, Jahre früher begonnen, von dem abgewichen wäre, was eintrat.",
                "What the projection of population assumes, what changes the population in the middle variant, and how far the same model, begun years before, would have been from what came.",
            ],
            vec![coded(
                "annahme",
                ["Angabe", "Statement"],
                &[
                    (BIRTHS_PER_WOMAN, "Geburten je Frau", "births per woman"),
                    (
                        DEATHS_TO_TABLE,
                        "Sterblichkeit im Verhältnis zur Sterbetafel",
                        "mortality in relation to the life table",
                    ),
                    (
                        NET_MIGRATION,
                        "Wanderungssaldo im Jahr (Annahme), Personen",
                        "net migration a year (assumed), persons",
                    ),
                    (PROJECTED_BIRTHS, "vorausberechnete Geburten, Personen", "projected births, persons"),
                    (PROJECTED_DEATHS, "vorausberechnete Sterbefälle, Personen", "projected deaths, persons"),
                    (
                        PROJECTED_MIGRATION,
                        "vorausberechneter Wanderungssaldo, Personen",
                        "projected net migration, persons",
                    ),
                    (
                        ERROR_PERCENT,
                        "Abweichung der Prüfrechnung, Prozent",
                        "error of the back-test, percent",
                    ),
                    (
                        MEAN_ERROR_PERCENT,
                        "mittlere Abweichung der Prüfrechnung für die Teile ohne Vorzeichen, Prozent",
                        "mean absolute error of the back-test for the parts, percent",
                    ),
                ],
            )],
            // As indicators are measured: the unit is that of the statement.
            measure(
                "wert",
                ["Wert", "Value"],
                unit("kennzahl", ["Einheit der Kennzahl", "unit of the indicator"], ""),
                2,
            ),
        ),
        definition(
            MORTALITY,
            ["Sterbewahrscheinlichkeiten", "Probabilities of death"],
            [
                "Wahrscheinlichkeit q(x), nach dem x-ten Geburtstag vor dem nächsten zu sterben. Eine Sterbetafel über mehrere Jahre steht unter dem letzten.",
                "Probability q(x) of dying after the birthday x and before the next one. A life table of several years stands under the last of them.",
            ],
            vec![Sex, Age],
            measure(
                "sterbewahrscheinlichkeit",
                ["Sterbewahrscheinlichkeit", "Probability of death"],
                unit("wahrscheinlichkeit", ["Anteil von 1", "share of 1"], ""),
                8,
            ),
        ),
        definition(
            FERTILITY,
            ["Geburtenziffern nach Alter der Mutter", "Births per 1,000 women by age"],
            [
                "Lebendgeborene je 1 000 Frauen eines Alters im Lauf eines Jahres.",
                "Live births per 1,000 women of an age in the course of a year.",
            ],
            vec![Age],
            measure(
                "geburtenziffer",
                ["Geburten je 1 000 Frauen", "Births per 1,000 women"],
                unit("je-1000-frauen", ["je 1 000 Frauen", "per 1,000 women"], "‰"),
                1,
            ),
        ),
    ]
});

/// A cube whose first dimensions are area and time.
fn definition(
    id: &str,
    title: [&str; 2],
    description: [&str; 2],
    further: Vec<Dimension>,
    measure: Measure,
) -> CubeDefinition {
    CubeDefinition {
        id: id.into(),
        title: text(title),
        description: text(description),
        dimensions: [Dimension::RefArea, Dimension::RefPeriod].into_iter().chain(further).collect(),
        measure,
    }
}

fn coded(id: &str, label: [&str; 2], codes: &[(&str, &str, &str)]) -> Dimension {
    let code = |&(notation, de, en): &(&str, &str, &str)| Code {
        notation: notation.into(),
        label: Text::new(de, en),
    };
    Dimension::Coded(CodedDimension {
        id: id.into(),
        label: text(label),
        codes: codes.iter().map(code).collect(),
    })
}

fn persons() -> Measure {
    measure("personen", ["Personen", "Persons"], unit("person", ["Personen", "persons"], ""), 0)
}

fn cases() -> Measure {
    measure("faelle", ["Fälle", "Cases"], unit("fall", ["Fälle", "cases"], ""), 0)
}

fn measure(id: &str, label: [&str; 2], unit: Unit, decimals: u8) -> Measure {
    Measure { id: id.into(), label: text(label), unit, decimals, counts_things: false }
}

fn unit(id: &str, label: [&str; 2], symbol: &str) -> Unit {
    Unit { id: id.into(), label: text(label), symbol: symbol.into() }
}

fn text([de, en]: [&str; 2]) -> Text {
    Text::new(de, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn cubes_are_well_formed() {
        let ids: BTreeSet<_> = cubes().iter().map(|cube| &cube.id).collect();
        assert_eq!(ids.len(), cubes().len());
        for cube in cubes() {
            assert_eq!(cube.dimensions[..2], [Dimension::RefArea, Dimension::RefPeriod], "{}", cube.id);
            for dimension in &cube.dimensions[2..] {
                if let Dimension::Coded(coded) = dimension {
                    let codes: BTreeSet<_> = coded.codes.iter().map(|code| &code.notation).collect();
                    assert_eq!(codes.len(), coded.codes.len(), "{}", coded.id);
                }
                assert!(dimension.total().is_none_or(|total| dimension.label_of(total).is_some()));
            }
        }
    }
}
