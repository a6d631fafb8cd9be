//! What a cube is made of: its dimensions with their codes, and its measure (qb:DataStructureDefinition).

use super::Age;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The structure of one cube.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CubeDefinition {
    /// Its id, a part of IRIs and addresses: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What is counted or measured, of whom, and when.
    pub description: Text,
    /// Its dimensions in the order of `qb:order`; the first two are always [`Dimension::RefArea`] and
    /// [`Dimension::RefPeriod`].
    pub dimensions: Vec<Dimension>,
    /// What is measured.
    pub measure: Measure,
}

impl CubeDefinition {
    /// The position of a dimension by its id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.id() == id)
    }
}

/// One dimension of a cube (qb:DimensionProperty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Dimension {
    /// `sdmx-dimension:refArea`: an area by its [`AreaKey`](super::AreaKey).
    RefArea,
    /// `sdmx-dimension:refPeriod`: a [`Period`](super::Period).
    RefPeriod,
    /// `sdmx-dimension:sex`: `F`, `M` or `T`.
    Sex,
    /// `sdmx-dimension:age`: `_T`, or an [`Age`] by its notation.
    Age,
    /// A dimension with a list of codes of its own, `def:<id>`.
    Coded(CodedDimension),
}

/// A dimension with a list of codes of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodedDimension {
    /// Its id, e.g. `bewegungsart`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Its codes, in the order they are shown.
    pub codes: Vec<Code>,
}

/// One code of a list (skos:Concept).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code {
    /// `skos:notation`; `_T` is the total.
    pub notation: String,
    /// `skos:prefLabel`.
    pub label: Text,
}

impl Dimension {
    /// Its id: `refArea`, `refPeriod`, `sex`, `age`, or that of the coded one.
    pub fn id(&self) -> &str {
        match self {
            Self::RefArea => "refArea",
            Self::RefPeriod => "refPeriod",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Coded(coded) => &coded.id,
        }
    }

    /// Its name.
    pub fn label(&self) -> Text {
        match self {
            Self::RefArea => Text::new("Gebiet", "Area"),
            Self::RefPeriod => Text::new("Zeit", "Time"),
            Self::Sex => Text::new("Geschlecht", "Sex"),
            Self::Age => Text::new("Alter", "Age"),
            Self::Coded(coded) => coded.label.clone(),
        }
    }

    /// The notation of its total; areas and times have none.
    pub fn total(&self) -> Option<&'static str> {
        match self {
            Self::RefArea | Self::RefPeriod => None,
            Self::Sex => Some("T"),
            Self::Age => Some(Age::TOTAL),
            Self::Coded(coded) => coded.codes.iter().any(|code| code.notation == "_T").then_some("_T"),
        }
    }

    /// What a code of this dimension means; `None` if it is none. Areas have their names elsewhere.
    pub fn label_of(&self, notation: &str) -> Option<Text> {
        match self {
            Self::RefArea => {
                super::AreaKey::read(notation).map(|area| Text::new(area.as_str(), area.as_str()))
            }
            Self::RefPeriod => super::Period::from_notation(notation).map(|_| Text::new(notation, notation)),
            Self::Sex => match notation {
                "F" => Some(Text::new("weiblich", "female")),
                "M" => Some(Text::new("männlich", "male")),
                "T" => Some(Text::new("insgesamt", "total")),
                _ => None,
            },
            Self::Age if notation == Age::TOTAL => Some(Text::new("insgesamt", "total")),
            Self::Age => Age::from_notation(notation).map(Age::label),
            Self::Coded(coded) => {
                coded.codes.iter().find(|code| code.notation == notation).map(|code| code.label.clone())
            }
        }
    }
}

/// What is measured (qb:MeasureProperty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its id, e.g. `personen`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Its unit.
    pub unit: Unit,
    /// Decimal places that people are shown, 0 for counts.
    pub decimals: u8,
    /// Whether what is counted is neither people nor what happens to them, so that small counts give nobody away.
    #[serde(default)]
    pub counts_things: bool,
}

impl Measure {
    /// Whether small figures may tell something of single persons.
    pub fn counts_people(&self) -> bool {
        self.decimals == 0 && self.unit.symbol.is_empty() && !self.counts_things
    }
}

/// The unit of a measure (`sdmx-attribute:unitMeasure`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id, e.g. `person`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What stands behind a figure, e.g. `%`; empty for counts.
    pub symbol: String,
}
