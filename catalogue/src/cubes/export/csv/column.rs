//! The columns of the table.

use crate::cubes::export::Selection;
use datenkreis_vocab::cube::{Dimension, Period};
use datenkreis_vocab::text::Text;

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cubes::export) enum Column {
    /// The id of the cube.
    Cube,
    /// The IRI of the area.
    Area,
    AreaName,
    /// The official key, with its leading zero.
    AreaKey,
    /// The time.
    Period {
        /// Whether all times are years.
        years: bool,
    },
    /// The code in a further dimension.
    Code(Dimension),
    /// What the code means.
    CodeName(Dimension),
    /// What is measured.
    Measure,
    /// The figure; empty if it is missing.
    Value,
    Unit,
    Status,
    StatusText,
    /// SHA-256 of the table's bytes.
    Table,
    RowOfTable,
    PlaceInRow,
    /// The IRI of the observation.
    Observation,
}

impl Column {
    /// What it is called in the head of the table: letters, digits and `_`.
    pub(in crate::cubes::export) fn name(&self) -> String {
        let name = match self {
            Self::Cube => "statistik",
            Self::Area => "gebiet",
            Self::AreaName => "gebiet_name",
            Self::AreaKey => "gebiet_schluessel",
            Self::Period { years: true } => "jahr",
            Self::Period { years: false } => "zeit",
            Self::Code(dimension) => return code_name(dimension),
            Self::CodeName(dimension) => return format!("{}_name", code_name(dimension)),
            Self::Measure => "merkmal",
            Self::Value => "wert",
            Self::Unit => "einheit",
            Self::Status => "status",
            Self::StatusText => "status_text",
            Self::Table => "tabelle",
            Self::RowOfTable => "zeile",
            Self::PlaceInRow => "spalte",
            Self::Observation => "beobachtung",
        };
        name.to_owned()
    }

    /// Whether each observation of these selections has something to say here.
    pub(in crate::cubes::export) fn is_required(&self, selections: &[Selection<'_>]) -> bool {
        match self {
            Self::Value | Self::Table | Self::RowOfTable | Self::PlaceInRow => false,
            Self::Code(dimension) | Self::CodeName(dimension) => {
                let has = |selection: &Selection<'_>| selection.cube.definition.position(dimension.id());
                selections.iter().all(|selection| has(selection).is_some())
            }
            _ => true,
        }
    }

    /// What it holds.
    pub(in crate::cubes::export) fn title(&self) -> Text {
        match self {
            Self::Cube => Text::new("Kennung der Statistik", "Id of the statistics"),
            Self::Area => Text::new("Gebiet (IRI)", "Area (IRI)"),
            Self::AreaName => Text::new("Name des Gebiets", "Name of the area"),
            Self::AreaKey => Text::new(
                "Amtlicher Schlüssel des Gebiets; Text, keine Zahl: die führende Null gehört dazu",
                "Official key of the area; a text, no number: the leading zero is part of it",
            ),
            Self::Period { years: true } => Text::new("Jahr", "Year"),
            Self::Period { years: false } => Text::new("Zeit", "Time"),
            Self::Code(dimension) => {
                let label = dimension.label();
                Text::new(format!("{} (Code)", label.de), format!("{} (code)", label.en))
            }
            Self::CodeName(dimension) => dimension.label(),
            Self::Measure => Text::new("Merkmal", "Measure"),
            Self::Value => Text::new("Wert; leer, wenn er fehlt", "Value; empty if it is missing"),
            Self::Unit => Text::new("Einheit", "Unit"),
            Self::Status => Text::new("Status (Code)", "Status (code)"),
            Self::StatusText => Text::new("Status", "Status"),
            Self::Table => Text::new("SHA-256 der gelesenen Tabelle", "SHA-256 of the table that was read"),
            Self::RowOfTable => Text::new("Zeile in der Tabelle", "Row of the table"),
            Self::PlaceInRow => Text::new("Spalte in der Tabelle", "Column of the table"),
            Self::Observation => Text::new("Beobachtung (IRI)", "Observation (IRI)"),
        }
    }
}

/// The columns of observations of one cube or several: all dimensions that occur, in the order they occur first.
pub(in crate::cubes::export) fn columns(selections: &[Selection<'_>]) -> Vec<Column> {
    let is_year = |notation| matches!(Period::from_notation(notation), Some(Period::Year(_)));
    let years = selections.iter().all(|selection| selection.used(1).into_iter().all(is_year));
    let mut columns =
        vec![Column::Cube, Column::Area, Column::AreaName, Column::AreaKey, Column::Period { years }];
    let mut further: Vec<&Dimension> = vec![];
    for dimension in
        selections.iter().flat_map(|selection| selection.cube.definition.dimensions.iter().skip(2))
    {
        if !further.iter().any(|known| known.id() == dimension.id()) {
            further.push(dimension);
            columns.extend([Column::Code(dimension.clone()), Column::CodeName(dimension.clone())]);
        }
    }
    columns.extend([Column::Measure, Column::Value, Column::Unit, Column::Status, Column::StatusText]);
    columns.extend([Column::Table, Column::RowOfTable, Column::PlaceInRow, Column::Observation]);
    columns
}

/// What a dimension is called in files for people.
fn code_name(dimension: &Dimension) -> String {
    match dimension {
        Dimension::Sex => "geschlecht".into(),
        Dimension::Age => "alter".into(),
        other => other.id().replace('-', "_"),
    }
}
