//! Why there is no projection.

use crate::cube::Age;
use crate::text::Text;
use std::fmt::{self, Display};

/// Why there is no projection.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// Fewer inhabitants than a projection can be made for.
    TooSmall {
        /// How many there are.
        population: f64,
        /// How many are needed.
        at_least: f64,
    },
    /// A table has fewer ages than it needs.
    TooFewAges {
        /// What it is a table of.
        table: &'static str,
        /// How many ages it has.
        found: usize,
        /// How many it needs.
        needed: usize,
    },
    /// A figure is out of its range.
    OutOfRange {
        /// What it is a figure of.
        table: &'static str,
        /// The age.
        age: usize,
        /// The figure found.
        found: f64,
        /// The largest allowed; the smallest is 0.
        most: f64,
    },
    /// The groups do not cover all ages.
    Gap {
        /// The groups found.
        groups: Vec<Age>,
    },
    /// No population is known for a year.
    NoYear {
        /// The year.
        year: i16,
    },
    /// Net migration is known for too few years.
    TooFewYears {
        /// How many were found.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
}

impl Error {
    /// What to tell people.
    pub fn message(&self) -> Text {
        match self {
            Self::TooSmall { population, at_least } => Text::new(
                format!(
                    "Unter {at_least} Einwohnerinnen und Einwohnern wird nicht vorausberechnet, hier leben {population:.0}. Möglich ist es für den Kreis oder einen Gemeindeverband."
                ),
                format!(
                    "No projection is made below {at_least} inhabitants, {population:.0} live here. It is possible for the district or an association of municipalities."
                ),
            ),
            Self::TooFewAges { table, found, needed } => Text::new(
                format!("Die Tabelle `{table}` hat {found} Altersjahre, nötig sind {needed}."),
                format!("The table `{table}` has {found} ages, {needed} are needed."),
            ),
            Self::OutOfRange { table, age, found, most } => {
                let [de, en] = match *most {
                    f64::MAX => ["0 und mehr".to_owned(), "0 and more".to_owned()],
                    most => [format!("0 bis {most}"), format!("0 to {most}")],
                };
                Text::new(
                    format!(
                        "In der Tabelle `{table}` steht beim Alter {age} die Zahl {found}; erlaubt ist {de}."
                    ),
                    format!("The table `{table}` has {found} at the age {age}; {en} is allowed."),
                )
            }
            Self::Gap { groups } => {
                let groups: Vec<String> = groups.iter().map(|age| age.notation()).collect();
                Text::new(
                    format!(
                        "Die Altersgruppen decken nicht alle Alter ohne Lücke ab: {}.",
                        groups.join(", ")
                    ),
                    format!("The age groups do not cover all ages without a gap: {}.", groups.join(", ")),
                )
            }
            Self::NoYear { year } => Text::new(
                format!("Für {year} ist keine Bevölkerung nach Alter und Geschlecht bekannt."),
                format!("No population by age and sex is known for {year}."),
            ),
            Self::TooFewYears { found, needed } => Text::new(
                format!("Die Wanderung ist für {found} Jahre bekannt, nötig sind {needed}."),
                format!("Migration is known for {found} years, {needed} are needed."),
            ),
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for Error {}
