//! Tables whose fields stand at fixed places of each line.

use super::Grid;
use super::csv::text_of;
use crate::tables::mapping::{Field, Layout};

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Grid, String> {
    let text = text_of(bytes, layout)?;
    let mut grid = Grid::default();
    for (at, line) in text.lines().enumerate() {
        grid.begin_row(at + 1)?;
        for field in &layout.fields {
            grid.push(slice(line, field), false)?;
        }
    }
    grid.end_row();
    Ok(grid)
}

/// The characters of a field; fewer, or none, if the line is shorter.
fn slice<'a>(line: &'a str, field: &Field) -> &'a str {
    let (start, end) = (field.start - 1, field.start - 1 + field.length);
    if line.is_ascii() {
        return line.get(start.min(line.len())..end.min(line.len())).unwrap_or_default();
    }
    let at = |count: usize| line.char_indices().nth(count).map_or(line.len(), |(at, _)| at);
    line.get(at(start)..at(end)).unwrap_or_default()
}
