//! From a table and its mapping to observations.

mod cube;
mod derive;
mod label;
mod plausible;
mod unique;

use super::columns::Header;
use super::grid::{Grid, Row};
use super::mapping::{Format, Layout, Mapping, folded};
use super::report::{Report, place};
use cube::CubeReader;
use datenkreis_vocab::cube::Observations;
use datenkreis_vocab::finding::{Finding, rule};

/// What a mapping made of a table.
#[derive(Debug, Default)]
pub struct Reading {
    /// The observations by the id of their cube, each cube once.
    pub parts: Vec<(String, Observations)>,
    /// What is wrong with the table, or does not fit the mapping.
    pub findings: Vec<Finding>,
}

/// Reads the bytes of a table. A table that is none, or is not laid out as the mapping expects, gives findings
/// and no observations. Each key is observed once: of several figures the first one stays, and different ones are
/// told.
pub fn read(mapping: &Mapping, bytes: &[u8]) -> Reading {
    let grid = match Grid::open(bytes, &mapping.layout) {
        Ok(grid) => grid,
        Err(reason) => {
            let finding = Finding::new(&rule::TABLE_UNREADABLE, &mapping.table.dataset).found(reason);
            return Reading { parts: vec![], findings: vec![finding] };
        }
    };
    let mut report = Report::new();
    let parts = parts(mapping, &grid, &mut report);
    if report.is_empty() && parts.iter().all(|(_, observations)| observations.is_empty()) {
        report.tell(&rule::TABLE_WITHOUT_FIGURES, &mapping.table.dataset, String::new(), "");
    }
    Reading { parts, findings: report.finish() }
}

fn parts(mapping: &Mapping, grid: &Grid, report: &mut Report) -> Vec<(String, Observations)> {
    let header = Header::new(grid, &mapping.layout);
    expectations(&mapping.layout, grid, report);
    let readers: Vec<Option<CubeReader<'_>>> =
        mapping.cubes.iter().map(|cube| CubeReader::new(cube, &mapping.layout, &header, report)).collect();
    // One column that is missing makes all others doubtful.
    let Some(mut readers) = readers.into_iter().collect::<Option<Vec<_>>>() else { return vec![] };
    if report.is_of(&rule::TABLE_LAYOUT_CHANGED) {
        return vec![];
    }
    let mut parts: Vec<(String, Observations)> = vec![];
    for cube in &mapping.cubes {
        if !parts.iter().any(|(id, _)| *id == cube.definition.id) {
            let observations = Observations::new(cube.definition.dimensions.len());
            parts.push((cube.definition.id.clone(), observations));
        }
    }
    for &(row, column) in grid.formulas() {
        report.tell(&rule::TABLE_FORMULA_WITHOUT_VALUE, "", place(row, column), "");
    }
    let columns = readers.iter().map(CubeReader::last_column).max().unwrap_or(0);
    for row in body(&mapping.layout, grid) {
        let mut is_read = false;
        for reader in &mut readers {
            if let Some((_, observations)) = parts.iter_mut().find(|(id, _)| id == reader.cube_id()) {
                let before = observations.len();
                reader.read(&row, observations, report);
                is_read |= observations.len() > before;
            }
        }
        if is_read && mapping.layout.format == Format::Csv {
            cells(&row, columns, header.cells(), report);
        }
    }
    for cube in &mapping.cubes {
        if let Some((_, observations)) = parts.iter_mut().find(|(id, _)| *id == cube.definition.id) {
            derive::add(&cube.derive, observations);
        }
    }
    for (id, observations) in &mut parts {
        unique::keep_first(id, observations, report);
    }
    parts
}

/// Tells of a row that ends before the last column read, or goes on beyond the header: a file that was cut off, or a
/// delimiter too many. Only text files have rows of any length.
fn cells(row: &Row<'_>, read: usize, headed: usize, report: &mut Report) {
    let cut = row.cells.len() < read;
    let beyond = row.cells.iter().skip(headed).position(|cell| !cell.text.is_empty());
    let at = match (cut, beyond) {
        (true, _) => row.cells.len(),
        (false, Some(at)) if headed > 0 => headed + at + 1,
        _ => return,
    };
    report.tell(&rule::TABLE_ROW_CELLS, "", place(row.number, at), row.cell(at).text);
}

/// The rows between header and footer.
fn body<'a>(layout: &'a Layout, grid: &'a Grid) -> impl Iterator<Item = Row<'a>> {
    let above = layout.skip + layout.header_rows;
    let is_footer = |row: &Row<'_>| {
        let first = row.cell(1).text;
        layout.ends_at_blank && first.is_empty()
            || layout.ends_with.as_ref().is_some_and(|footer| {
                footer.is_match(
                    row.cells.iter().map(|cell| cell.text).find(|text| !text.is_empty()).unwrap_or(""),
                )
            })
    };
    grid.rows().skip_while(move |row| row.number as usize <= above).take_while(move |row| !is_footer(row))
}

/// Tells of texts that do not stand where the mapping expects them.
fn expectations(layout: &Layout, grid: &Grid, report: &mut Report) {
    if layout.expect.is_empty() {
        return;
    }
    let last = layout.expect.iter().map(|expected| expected.row).max().unwrap_or(0);
    let rows: Vec<Row<'_>> = grid.rows().take_while(|row| row.number <= last).collect();
    for expected in &layout.expect {
        let row = rows.iter().find(|row| row.number == expected.row);
        let found = row.map_or("", |row| row.cell(expected.column).text);
        if folded(found) != folded(&expected.text) {
            let subject = format!("erwartet / expected: {}", expected.text);
            report.tell(&rule::TABLE_LAYOUT_CHANGED, &subject, place(expected.row, expected.column), found);
        }
    }
}
