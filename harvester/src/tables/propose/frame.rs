//! Where titles, header, figures and footer of a table stand.

use super::file::Sample;
use super::marks::{is_absent, is_figure};
use crate::tables::grid::Row;
use crate::tables::mapping::folded;
use datenkreis_vocab::cube::label;

/// The parts of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Rows above the header.
    pub skip: usize,
    /// Rows of the header.
    pub header_rows: usize,
    /// The rows with figures: the first and the last, by their numbers.
    pub body: (u32, u32),
    /// How many figures there are in them.
    pub figures: usize,
    /// The first cell of the footer.
    pub footer: Option<String>,
    /// The texts above the header.
    pub titles: Vec<String>,
}

impl Frame {
    /// The rows with figures.
    pub fn rows<'a>(&self, sample: &'a Sample) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let (first, last) = self.body;
        sample.grid.rows().skip_while(move |row| row.number < first).take_while(move |row| row.number <= last)
    }
}

/// Finds the parts; `None` if no figures stand in rows.
pub fn find(sample: &Sample) -> Option<Frame> {
    let rows: Vec<Row<'_>> = sample.grid.rows().collect();
    let figures: Vec<usize> = rows.iter().map(self::figures).collect();
    let is_body: Vec<bool> = figures.iter().map(|figures| *figures > 0).collect();
    let first = (0..rows.len()).find(|&at| is_body[at] && is_body.get(at + 1).copied().unwrap_or(true))?;
    // Below a line of “____” stand notes, whatever is in them.
    let line = rows[first..].iter().position(is_line).map(|at| first + at);
    let last = is_body[..line.unwrap_or(rows.len())].iter().rposition(|is_body| *is_body)?;
    let mut top = first;
    while let Some(above) = top.checked_sub(1).map(|at| &rows[at]) {
        let is_next = above.number + 1 == rows[top].number;
        if !is_next || above.cells.iter().skip(1).all(|cell| cell.text.is_empty()) {
            break;
        }
        top -= 1;
    }
    // A row that says one thing about all columns and names a day or year is a title.
    while top < first && is_title(&rows[top]) && top + 1 < first {
        top += 1;
    }
    let header_rows = (rows[first].number - rows[top].number) as usize;
    let footer = rows
        .get(line.unwrap_or(last + 1))
        .and_then(|row| row.cells.iter().map(|cell| cell.text).find(|text| !text.is_empty()));
    Some(Frame {
        skip: rows[top].number as usize - 1,
        header_rows,
        body: (rows[first].number, rows[last].number),
        figures: figures[first..=last].iter().sum(),
        footer: footer.map(str::to_owned),
        titles: rows[..top].iter().map(text).collect(),
    })
}

/// How many figures a row holds, or texts that stand instead; none if it is a header of years or ages.
fn figures(row: &Row<'_>) -> usize {
    let filled = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let cells = row.cells.iter().filter(|cell| cell.is_number || is_figure(cell.text));
    let figures: Vec<&str> = cells.map(|cell| cell.text).collect();
    let absent = row.cells.iter().filter(|cell| is_absent(cell.text)).count();
    match figures.len() {
        _ if filled < 2 => 0,
        // “k.A.” alone may be the name of a column.
        0 if absent < 2 || absent * 2 < filled => 0,
        0 => absent,
        _ if is_series(&figures) => 0,
        count => count,
    }
}

/// Years, or ages that grow by one: the texts of a header. The marks of footnotes behind them do not count.
fn is_series(figures: &[&str]) -> bool {
    let numbers: Vec<i32> = figures.iter().filter_map(|figure| label::plain(figure).parse().ok()).collect();
    let is_whole = numbers.len() == figures.len();
    let are_years = numbers.iter().all(|number| (1900..=2100).contains(number));
    let grows = numbers.len() > 4 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    is_whole && (are_years || grows)
}

/// A line with which the footer of a table of GENESIS begins.
fn is_line(row: &Row<'_>) -> bool {
    row.cells
        .iter()
        .map(|cell| cell.text)
        .find(|text| !text.is_empty())
        .is_some_and(|text| text.starts_with("____"))
}

fn is_title(row: &Row<'_>) -> bool {
    let mut texts: Vec<&str> = row.cells.iter().skip(1).map(|cell| cell.text).collect();
    texts.retain(|text| !text.is_empty());
    texts.dedup();
    matches!(texts[..], [text] if super::dimensions::period_in(text).is_some() && label::period(text).is_none())
}

fn text(row: &Row<'_>) -> String {
    let mut texts: Vec<String> = row.cells.iter().map(|cell| folded(cell.text)).collect();
    texts.retain(|text| !text.is_empty());
    texts.dedup();
    texts.join(" ")
}
