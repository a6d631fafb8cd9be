//! A mapping, checked: which cells of a table are figures, and where the code of each dimension stands.

use datenkreis_vocab::cube::figure::FigureFormat;
use datenkreis_vocab::cube::{AreaKey, CubeDefinition, ObsStatus};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A file `config/statistics/<id>.toml`.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Its id, the name of the file without `.toml`.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// SHA-256 of the file, in hexadecimal digits: a table is read again when it changes.
    pub sha256: String,
    /// The table it reads.
    pub table: TableName,
    /// How the table is laid out.
    pub layout: Layout,
    /// The cubes it feeds.
    pub cubes: Vec<CubeMapping>,
}

/// `[table]`: which table is read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableName {
    /// The id of the source.
    pub source: String,
    /// The id of the dataset at its source.
    pub dataset: String,
    /// File name, title or format of the distribution; not needed if there is one only.
    pub distribution: Option<String>,
    /// What the table is called.
    pub title: Option<String>,
    /// Of two tables that say something about the same, the one with the higher number is right.
    #[serde(default)]
    pub priority: i64,
}

/// `[layout]`: how a table is laid out.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// What the file is.
    pub format: Format,
    /// The encoding of a text; found if not declared.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// What stands between the cells of a text; found if not declared.
    pub delimiter: Option<u8>,
    /// The sheet of a spreadsheet; the first visible one if not declared.
    pub sheet: Option<SheetName>,
    /// Rows above the header.
    pub skip: usize,
    /// Rows of the header.
    pub header_rows: usize,
    /// A blank header cell says what the cell to its left says.
    pub fill_headers: bool,
    /// The first cell of the row at which the footer begins.
    pub ends_with: Option<Regex>,
    /// The footer begins at the first row below the header whose first cell is blank.
    pub ends_at_blank: bool,
    /// How figures are written.
    pub figures: FigureFormat,
    /// The fields of a line, where they have fixed places.
    pub fields: Vec<Field>,
    /// Texts that stand at fixed places as long as the layout stays.
    pub expect: Vec<Expectation>,
}

/// What a table's file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text with a delimiter; also alone in a ZIP archive.
    #[default]
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// Text with fields of fixed width.
    Fixed,
}

/// A sheet of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "the name of a sheet is allowed, or its number from 1")]
pub enum SheetName {
    /// By its place, from 1.
    Number(usize),
    /// By its name.
    Name(String),
}

/// `[[layout.field]]`: a field of fixed width.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its first character, from 1.
    pub start: usize,
    /// How many characters it has.
    pub length: usize,
}

/// `[[layout.expect]]`: nothing is read if the text does not stand there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1.
    pub column: usize,
    /// The text.
    pub text: String,
}

/// What a sign of a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    /// Exactly zero.
    Zero,
    /// Unknown, or not to be published.
    Unknown,
    /// The cell is blocked.
    Blocked,
    /// Left out, not reliable enough.
    Unreliable,
    /// Suppressed to protect individuals.
    Suppressed,
    /// To be published later.
    Pending,
    /// The same as an empty cell.
    Empty,
}

impl Sign {
    /// The status of an observation with this sign.
    pub fn status(self) -> ObsStatus {
        match self {
            Self::Zero => ObsStatus::Zero,
            Self::Unknown => ObsStatus::Unknown,
            Self::Blocked => ObsStatus::Blocked,
            Self::Unreliable => ObsStatus::Unreliable,
            Self::Suppressed => ObsStatus::Suppressed,
            Self::Pending => ObsStatus::Pending,
            Self::Empty => ObsStatus::Empty,
        }
    }
}

/// `[[cube]]`: what of the table goes into one cube.
#[derive(Clone, Debug)]
pub struct CubeMapping {
    /// The structure of the cube.
    pub definition: Arc<CubeDefinition>,
    /// The columns with figures.
    pub values: Vec<ValueColumns>,
    /// Only rows for which all of these hold are read.
    pub conditions: Vec<Condition>,
    /// Where the code of each dimension stands, in the order of the definition.
    pub places: Vec<Place>,
    /// Codes that follow from others.
    pub derive: Vec<Derivation>,
    /// What is to be known about all normal figures.
    pub status: Option<Status>,
    /// What figures are multiplied by.
    pub multiply_by: f64,
    /// What figures are divided by.
    pub divide_by: f64,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "the number of a column from 1 is allowed, or the text of its header")]
pub enum ColumnName {
    /// By its place, from 1.
    Number(usize),
    /// By a text of its header, or the name of its field.
    Name(String),
}

/// Columns with figures.
#[derive(Clone, Debug)]
pub enum ValueColumns {
    /// One, or all with this text in their header.
    Named(ColumnName),
    /// From one to another; to the last one of the table if that is `None`.
    Range(usize, Option<usize>),
    /// Those whose cell in a row of the header, counted from 1, matches.
    Matching(usize, Regex),
}

/// What must hold for a row to be read.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The column.
    pub column: ColumnName,
    /// The texts allowed; none means any.
    pub equals: Vec<String>,
    /// What the text must match.
    pub matches: Option<Regex>,
    /// Texts that are not allowed.
    pub not: Vec<String>,
}

/// Where the code of a dimension stands, and how it is read.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where.
    pub code: Code,
    /// Only what the first group of this matches is the label.
    pub matches: Option<Regex>,
    /// Labels that mean a code by declaration.
    pub codes: BTreeMap<String, String>,
    /// Labels that are not read.
    pub leave_out: Vec<String>,
    /// Labels are numbers of parts of this area.
    pub within: Option<AreaKey>,
    /// A blank cell says what the cell above it says.
    pub fill_down: bool,
}

/// Where the code of a dimension stands.
#[derive(Clone, Debug)]
pub enum Code {
    /// In a column.
    Column(ColumnName),
    /// In a row of the header, counted from 1 below the rows that are skipped.
    Header(usize),
    /// In a row of its own above the rows it is about, in which only this column is filled.
    Section(ColumnName),
    /// In the rows above the header: what the first group matches.
    Title(Regex),
    /// It is always the same.
    Constant(String),
}

/// `[[cube.derive]]`: a code whose figure is the sum or difference of those of two others.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The position of the dimension.
    pub position: usize,
    /// The code that is calculated.
    pub code: String,
    /// The first term.
    pub left: String,
    /// Whether the second term is taken away.
    pub is_difference: bool,
    /// The second term.
    pub right: String,
}

/// What is to be known about figures: in a column, or always the same.
#[derive(Clone, Debug)]
pub struct Status {
    /// The column; `None` if it is always the same.
    pub column: Option<ColumnName>,
    /// What the texts of the column mean.
    pub codes: BTreeMap<String, ObsStatus>,
    /// What is to be known where the column says nothing else.
    pub otherwise: ObsStatus,
}

/// A text on one line, as headers and labels are compared.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
