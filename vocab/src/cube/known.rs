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
/// Projected population.
pub const PROJECTION: &str = "bevoelkerung-vorausberechnung";
/// Indicators, calculated from the others.
pub const INDICATORS: &str = "kennzahlen";

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
                    ],
                ),
            ],
            persons(),
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
    Measure { id: id.into(), label: text(label), unit, decimals }
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
