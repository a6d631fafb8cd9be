//! Observations as Apache Parquet (<https://parquet.apache.org/docs/file-format/>): the columns of the CSV with their
//! types, so that keys, codes and times stay texts, with their leading zeros, whatever reads them.
//!
//! Compressed with Snappy, which every reader knows. Written group by group: never more than a few thousand cells
//! are held beside what is compressed.

use super::csv::{Column, Rows, columns};
use super::{Names, Selection, Terms};
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::{ColumnPath, Type};
use datenkreis_vocab::cube::Observation;
use datenkreis_vocab::indicator::unit_of;
use std::io::{self, Write};
use std::sync::Arc;

/// Observations of a row group.
const GROUP: usize = 1 << 16;

/// Observations whose cells are made at once.
const BATCH: usize = 1 << 12;

/// Writes observations of one cube or several; a dimension that a cube does not have is null.
///
/// # Errors
/// Those of the writer.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: impl Write + Send) -> io::Result<()> {
    let columns = columns(selections);
    let table = || -> Result<()> {
        let schema = Arc::new(schema(&columns, selections)?);
        let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties(selections)))?;
        for selection in selections {
            let rows = Rows::new(selection, names);
            for group in selection.indices.chunks(GROUP) {
                let mut into = file.next_row_group()?;
                for column in &columns {
                    let Some(mut writer) = into.next_column()? else { break };
                    let is_optional = !column.is_required(selections);
                    for batch in group.chunks(BATCH) {
                        Cells { rows: &rows, column, is_optional, indices: batch }.write(&mut writer)?;
                    }
                    writer.close()?;
                }
                into.close()?;
            }
        }
        file.close().map(drop)
    };
    table().map_err(|error| match error {
        // What went wrong with the writer stays what it is.
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    })
}

fn schema(columns: &[Column], selections: &[Selection<'_>]) -> Result<Type> {
    let fields = columns.iter().map(|column| {
        let repetition =
            if column.is_required(selections) { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        let (physical, logical) = match column {
            Column::Value => (PhysicalType::DOUBLE, None),
            Column::RowOfTable | Column::PlaceInRow => (PhysicalType::INT64, None),
            _ => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let name = column.name();
        let field = Type::primitive_type_builder(&name, physical);
        field.with_repetition(repetition).with_logical_type(logical).build().map(Arc::new)
    });
    Type::group_type_builder("observations").with_fields(fields.collect::<Result<_>>()?).build()
}

/// How it is written, and what is to be known of it: each text of several cubes once, one a line.
fn properties(selections: &[Selection<'_>]) -> WriterProperties {
    let terms: Vec<Terms<'_>> = selections.iter().map(Terms::of).collect();
    let definitions = || selections.iter().map(|selection| &selection.cube.definition);
    let together = |texts: Vec<&str>| {
        let mut said: Vec<&str> = vec![];
        for text in texts {
            if !said.contains(&text) {
                said.push(text);
            }
        }
        said.join("\n")
    };
    let known = [
        ("title", definitions().map(|definition| &*definition.title.de).collect()),
        ("description", definitions().map(|definition| &*definition.description.de).collect()),
        ("measure", definitions().map(|definition| &*definition.measure.label.de).collect()),
        ("unit", units(selections)),
        ("attribution", terms.iter().flat_map(|terms| terms.attributions.iter().copied()).collect()),
        ("license", terms.iter().flat_map(|terms| terms.licenses.iter().copied()).collect()),
    ];
    let known = known.map(|(key, texts)| KeyValue::new(key.to_owned(), together(texts)));
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(known.to_vec()))
        // Each is another: a list of all of them would only be written beside them.
        .set_column_dictionary_enabled(ColumnPath::from(Column::Observation.name()), false)
        .build()
}

/// The units of all figures, each once, in the order of the rows.
fn units<'a>(selections: &'a [Selection<'_>]) -> Vec<&'a str> {
    let mut units: Vec<&str> = vec![];
    for selection in selections {
        for (_, observation) in selection.observations() {
            let unit = unit_of(&selection.cube.definition, &observation.notations).label.de.as_str();
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    units
}

/// Cells of one column.
struct Cells<'a> {
    rows: &'a Rows<'a>,
    column: &'a Column,
    is_optional: bool,
    indices: &'a [usize],
}

impl Cells<'_> {
    fn write(&self, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
        match self.column {
            Column::Value => {
                let (values, levels) = self.made(|_, observation| observation.figure.value);
                writer.typed::<DoubleType>().write_batch(&values, levels.as_deref(), None)?;
            }
            Column::RowOfTable | Column::PlaceInRow => {
                // What is empty in the CSV is no number, and so it is null.
                let (values, levels) =
                    self.made(|index, seen| self.rows.cell(self.column, index, seen).parse().ok());
                writer.typed::<Int64Type>().write_batch(&values, levels.as_deref(), None)?;
            }
            _ => {
                let (values, levels) = self.made(|index, seen| {
                    let text = self.rows.cell(self.column, index, seen);
                    (!self.is_optional || !text.is_empty()).then(|| ByteArray::from(text.as_bytes()))
                });
                writer.typed::<ByteArrayType>().write_batch(&values, levels.as_deref(), None)?;
            }
        }
        Ok(())
    }

    /// What there is, and for a column with gaps: of each cell whether it is there.
    fn made<T>(&self, cell: impl Fn(usize, &Observation<'_>) -> Option<T>) -> (Vec<T>, Option<Vec<i16>>) {
        let cells: Vec<Option<T>> =
            self.rows.observations(self.indices).map(|(index, seen)| cell(index, &seen)).collect();
        let levels = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        (cells.into_iter().flatten().collect(), self.is_optional.then_some(levels))
    }
}

#[cfg(test)]
mod tests;
