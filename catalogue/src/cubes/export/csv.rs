//! Observations as CSV (RFC 4180, UTF-8, commas), to be read by anything without options: one row each, codes and
//! their German names side by side.
//!
//! Official keys lose their leading zero where a column of digits is taken for numbers, as R and pandas do. So an
//! area is told by its IRI and its name, which stay what they are, and by its plain key for people who join by it.

use super::{Names, Selection, number};
use datenkreis_vocab::cube::{Dimension, iri};
use std::io::{self, Write};

/// Writes observations of one cube or several; a dimension that a cube does not have stays empty.
///
/// # Errors
/// Those of the writer.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    let further = further(selections);
    let mut head: Vec<String> =
        ["statistik", "gebiet", "gebiet_name", "gebiet_schluessel", "jahr"].map(str::to_owned).into();
    for id in &further {
        head.extend([column(id), format!("{}_name", column(id))]);
    }
    head.extend(
        ["merkmal", "wert", "einheit", "status", "status_text", "tabelle", "zeile", "spalte", "beobachtung"]
            .map(str::to_owned),
    );
    row(out, head.iter().map(String::as_str))?;
    for selection in selections {
        let definition = &selection.cube.definition;
        let [measure, unit] = [&definition.measure.label.de, &definition.measure.unit.label.de];
        for (index, observation) in selection.observations() {
            let notations = &observation.notations;
            let area = names.label(&Dimension::RefArea, notations[0], "de");
            let area_iri = iri::code(names.base, &Dimension::RefArea, notations[0]);
            let mut cells: Vec<String> = vec![
                definition.id.clone(),
                area_iri.map(|node| node.into_string()).unwrap_or_default(),
                area,
                notations[0].to_owned(),
                notations[1].to_owned(),
            ];
            for id in &further {
                match definition.position(id) {
                    Some(at) => {
                        let notation = notations[at];
                        cells.extend([
                            notation.to_owned(),
                            names.label(&definition.dimensions[at], notation, "de"),
                        ]);
                    }
                    None => cells.extend([String::new(), String::new()]),
                }
            }
            let table = selection.cube.table_of(index);
            let cell = observation.cell;
            let is_read = table.is_some_and(|table| !table.sha256.is_empty());
            let place = |number: u32| if is_read { number.to_string() } else { String::new() };
            cells.extend([
                measure.clone(),
                observation.figure.value.map(number).unwrap_or_default(),
                unit.clone(),
                observation.figure.status.notation().to_owned(),
                observation.figure.status.label("de").to_owned(),
                table.map(|table| table.sha256.clone()).unwrap_or_default(),
                place(cell.row),
                place(cell.column.into()),
                iri::observation(names.base, definition, notations).into_string(),
            ]);
            row(out, cells.iter().map(String::as_str))?;
        }
    }
    Ok(())
}

/// The ids of all dimensions beside area and time, in the order they occur first.
fn further(selections: &[Selection<'_>]) -> Vec<String> {
    let mut ids: Vec<String> = vec![];
    let dimensions =
        selections.iter().flat_map(|selection| selection.cube.definition.dimensions.iter().skip(2));
    for dimension in dimensions {
        if !ids.iter().any(|id| id == dimension.id()) {
            ids.push(dimension.id().to_owned());
        }
    }
    ids
}

/// What a dimension is called in files for people.
fn column(id: &str) -> String {
    match id {
        "sex" => "geschlecht".into(),
        "age" => "alter".into(),
        other => other.replace('-', "_"),
    }
}

/// One record; quotes only where they are needed.
pub(super) fn row<'a>(out: &mut impl Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}
