//! What people are to know about how a cube came to be: where tables disagree, and what was left out.

use super::Table;
use datenkreis_vocab::cube::{Cell, Figure};
use datenkreis_vocab::text::Text;

/// Two tables say different things about the same; the one that counts more is in the cube.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// The index of the observation in its cube.
    pub index: usize,
    /// What it is about, a notation for each dimension.
    pub notations: Vec<&'a str>,
    /// What the cube says.
    pub kept: Figure,
    /// The table that says so.
    pub kept_table: &'a Table,
    /// What the other table says.
    pub other: Figure,
    /// The other table.
    pub other_table: &'a Table,
    /// Where in the other table.
    pub other_cell: Cell,
}

/// A difference as kept: the rest follows from the cube.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Differing {
    pub index: usize,
    pub table: u16,
    pub figure: Figure,
    pub cell: Cell,
}

/// Observations of a table that are not in the cube they were meant for.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The id of the cube.
    pub cube: String,
    /// The table.
    pub table: Table,
    /// How many of its observations.
    pub observations: usize,
    /// Why.
    pub reason: Reason,
}

/// Why observations are not in a cube.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// The table has other dimensions than the cube.
    Dimensions {
        /// Those of the cube.
        expected: Vec<String>,
        /// Those of the table.
        found: Vec<String>,
    },
    /// The table measures something else, or in another unit.
    Measure {
        /// Measure, unit and decimals of the cube.
        expected: String,
        /// Those of the table.
        found: String,
    },
    /// The list of the dimension has no such code.
    Code {
        /// The dimension.
        dimension: String,
        /// What was found.
        notation: String,
    },
    /// There is a cube with this id already; a calculation may not replace it.
    IdTaken,
    /// A cube holds figures of 65,535 tables.
    TooManyTables,
    /// Small figures of parts of municipalities could be recalculated from others.
    NotProtected,
}

impl Reason {
    /// The reason for people.
    pub fn text(&self) -> Text {
        match self {
            Self::Dimensions { expected, found } => {
                let (expected, found) = (expected.join(", "), found.join(", "));
                Text::new(
                    format!("Die Tabelle hat die Dimensionen {found}, der Kubus {expected}."),
                    format!("The table has the dimensions {found}, the cube {expected}."),
                )
            }
            Self::Measure { expected, found } => Text::new(
                format!("Die Tabelle misst {found}, der Kubus {expected}."),
                format!("The table measures {found}, the cube {expected}."),
            ),
            Self::Code { dimension, notation } => Text::new(
                format!("„{notation}“ ist kein Code der Dimension {dimension}."),
                format!("“{notation}” is no code of the dimension {dimension}."),
            ),
            Self::IdTaken => Text::new(
                "Einen Kubus mit dieser Kennung gibt es schon; eine Berechnung ersetzt ihn nicht.",
                "There is a cube with this id already; a calculation does not replace it.",
            ),
            Self::NotProtected => Text::new(
                "Kleine Zahlen von Teilen der Gemeinden ließen sich aus anderen Zahlen zurückrechnen; alle Zahlen unterhalb der Gemeinden bleiben deshalb weg.",
                "Small figures of parts of municipalities could be recalculated from other figures; therefore all figures below municipalities are left out.",
            ),
            Self::TooManyTables => Text::new(
                "Ein Kubus fasst Werte aus höchstens 65.535 Tabellen.",
                "A cube holds figures of at most 65,535 tables.",
            ),
        }
    }
}
