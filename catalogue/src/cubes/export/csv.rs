//! Observations as CSV (RFC 4180, UTF-8, commas), to be read by anything without options: one row each, codes and
//! their German names side by side.
//!
//! What readers make of a column is part of the form. Digits alone are numbers to R and pandas, and official keys
//! lose their leading zero there: so an area is told by its IRI and its name, which stay what they are, and by its
//! plain key for those who join by it. To R, a column of nothing but `F` or `T` is one of truth values: so the codes
//! of SDMX are written as their IRIs end, `sex-F`, `obsStatus-F`.

mod column;
mod row;
#[cfg(test)]
mod tests;

pub(super) use column::{Column, columns};
pub(super) use row::row;

use super::{Names, Selection, number};
use datenkreis_vocab::cube::{AreaKey, Dimension, ObsStatus, Observation, iri};
use datenkreis_vocab::indicator::unit_of;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes observations of one cube or several; a dimension that a cube does not have stays empty.
///
/// # Errors
/// Those of the writer.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    let columns = columns(selections);
    row(out, columns.iter().map(|column| Cow::Owned(column.name())))?;
    for selection in selections {
        let writer = Rows::new(selection, names);
        for (index, observation) in selection.observations() {
            row(out, columns.iter().map(|column| writer.cell(column, index, &observation)))?;
        }
    }
    Ok(())
}

/// What the rows of one cube have in common.
pub(super) struct Rows<'a> {
    selection: &'a Selection<'a>,
    base: &'a str,
    /// Of each dimension the names of its notations, by their numbers.
    labels: Vec<Vec<String>>,
    /// The IRIs of the areas, by their numbers.
    areas: Vec<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(selection: &'a Selection<'a>, names: &'a Names<'_>) -> Self {
        let labels =
            (0..selection.cube.definition.dimensions.len()).map(|at| selection.labels(names, at, "de"));
        let areas = selection.cube.observations.columns().first().map(|column| {
            let iri =
                |notation| AreaKey::read(notation).map(|area| iri::area(names.base, &area).into_string());
            column.notations().map(|notation| iri(notation).unwrap_or_default()).collect()
        });
        Self { selection, base: names.base, labels: labels.collect(), areas: areas.unwrap_or_default() }
    }

    /// Some of the observations of the cube.
    pub(super) fn observations<'s>(
        &'s self,
        indices: &'s [usize],
    ) -> impl Iterator<Item = (usize, Observation<'a>)> + 's {
        let cube = self.selection.cube;
        indices.iter().filter_map(move |index| Some((*index, cube.observations.get(*index)?)))
    }

    pub(super) fn cell<'s>(
        &'s self,
        column: &Column,
        index: usize,
        observation: &Observation<'s>,
    ) -> Cow<'s, str> {
        let cube = self.selection.cube;
        let definition = &cube.definition;
        let status = observation.figure.status;
        let notation = |at: usize| observation.notations.get(at).copied().unwrap_or_default();
        let by_number = |texts: &'s [String], at: usize| {
            let column = cube.observations.columns().get(at);
            let number = column.and_then(|column| column.codes().get(index).copied());
            let text = number.and_then(|number| texts.get(number as usize));
            Cow::from(text.map(String::as_str).unwrap_or_default())
        };
        let label = |at: usize| by_number(self.labels.get(at).map(Vec::as_slice).unwrap_or_default(), at);
        let read = || cube.table_of(index).filter(|table| !table.sha256.is_empty());
        match column {
            Column::Cube => Cow::from(definition.id.as_str()),
            Column::Area => by_number(&self.areas, 0),
            Column::AreaName => label(0),
            Column::AreaKey => Cow::from(notation(0)),
            Column::Period { .. } => Cow::from(notation(1)),
            Column::Code(dimension) => match definition.position(dimension.id()) {
                Some(at) => code(&definition.dimensions[at], notation(at)),
                None => Cow::default(),
            },
            Column::CodeName(dimension) => definition.position(dimension.id()).map(label).unwrap_or_default(),
            Column::Measure => Cow::from(definition.measure.label.de.as_str()),
            Column::Value => {
                observation.figure.value.map(|value| Cow::from(number(value))).unwrap_or_default()
            }
            Column::Unit => Cow::from(unit_of(definition, &observation.notations).label.de.as_str()),
            Column::Status => status_code(status),
            Column::StatusText => Cow::from(status.label("de")),
            Column::Table => read().map(|table| Cow::from(table.sha256.as_str())).unwrap_or_default(),
            Column::RowOfTable => {
                read().map(|_| Cow::from(observation.cell.row.to_string())).unwrap_or_default()
            }
            Column::PlaceInRow => {
                read().map(|_| Cow::from(observation.cell.column.to_string())).unwrap_or_default()
            }
            Column::Observation => {
                Cow::from(iri::observation(self.base, definition, &observation.notations).into_string())
            }
        }
    }
}

/// A code as it stands in files.
fn code<'a>(dimension: &Dimension, notation: &'a str) -> Cow<'a, str> {
    match dimension {
        Dimension::Sex => Cow::from(format!("sex-{notation}")),
        _ => Cow::from(notation),
    }
}

/// A status as it stands in files: the end of its IRI.
pub(super) fn status_code(status: ObsStatus) -> Cow<'static, str> {
    let iri = iri::status("", status).into_string();
    let end = iri.rsplit(['/', '#']).next().map(str::to_owned);
    Cow::from(end.unwrap_or_default())
}
