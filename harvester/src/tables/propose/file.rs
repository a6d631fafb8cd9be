//! What kind of file a table is.

use super::frame::{self, Frame};
use crate::tables::grid::{Grid, sheets};
use crate::tables::mapping::{Format, Layout, SheetName};

/// A table, and how it was opened.
pub struct Sample {
    /// The rows.
    pub grid: Grid,
    /// Format, delimiter, encoding and sheet.
    pub layout: Layout,
    /// All sheets of a spreadsheet.
    pub sheets: Vec<String>,
}

impl Sample {
    /// The same table, opened as it will be read: merged cells of the header are known now.
    pub fn anew(bytes: &[u8], sample: Self, frame: &Frame) -> Result<Self, String> {
        let layout = Layout { skip: frame.skip, header_rows: frame.header_rows, ..sample.layout };
        Ok(Self { grid: Grid::open(bytes, &layout)?, layout, sheets: sample.sheets })
    }
}

/// Opens a file as what it is.
pub fn open(bytes: &[u8]) -> Result<Sample, String> {
    let format = format(bytes);
    let layout = Layout { format, ..Layout::default() };
    if matches!(format, Format::Csv | Format::Fixed) {
        let grid = if format == Format::Csv { Grid::open(bytes, &layout)? } else { Grid::default() };
        return Ok(Sample { grid, layout, sheets: vec![] });
    }
    let sheets = sheets(bytes, format)?;
    let mut best: Option<(usize, Sample)> = None;
    // Of several sheets the one with most figures; the first ones are covers and notes.
    for sheet in &sheets {
        let layout = Layout { sheet: Some(SheetName::Name(sheet.clone())), ..layout.clone() };
        let sample = Sample { grid: Grid::open(bytes, &layout)?, layout, sheets: sheets.clone() };
        let figures = frame::find(&sample).map_or(0, |frame| frame.figures);
        if best.as_ref().is_none_or(|(most, _)| figures > *most) {
            best = Some((figures, sample));
        }
    }
    best.map(|(_, sample)| sample)
        .ok_or_else(|| "die Datei hat kein Tabellenblatt / the file has no sheet".into())
}

fn format(bytes: &[u8]) -> Format {
    let names = |bytes: &[u8]| -> Option<Vec<String>> {
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
        Some(archive.file_names().flatten().map(|name| name.into_owned()).collect())
    };
    if bytes.starts_with(b"PK\x03\x04") {
        let names = names(bytes).unwrap_or_default();
        let has = |part: &str| names.iter().any(|name| name == part);
        return match (has("xl/workbook.xml"), has("content.xml")) {
            (true, _) => Format::Xlsx,
            (_, true) => Format::Ods,
            _ => Format::Csv,
        };
    }
    if is_register(bytes) { Format::Fixed } else { Format::Csv }
}

/// Whether it is the register of municipalities (GV100AD): every line begins with a type of record and a day.
fn is_register(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = bytes.split(|byte| *byte == b'\n').take(50).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            line.len() > 180
                && matches!(line.get(..2), Some(b"10" | b"20" | b"30" | b"40" | b"50" | b"60"))
                && line[2..10].iter().all(u8::is_ascii_digit)
        })
}
