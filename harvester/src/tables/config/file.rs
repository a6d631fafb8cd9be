//! The keys of a mapping file.

use crate::tables::mapping::{ColumnName, Expectation, Field, Format, SheetName, Sign, TableName};
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub table: TableName,
    #[serde(default)]
    pub layout: Layout,
    #[serde(rename = "cube", default)]
    pub cubes: Vec<Cube>,
}

/// `[layout]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Layout {
    pub format: Format,
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    pub sheet: Option<SheetName>,
    pub skip: usize,
    pub header_rows: usize,
    pub fill_headers: bool,
    pub ends_with: Option<String>,
    pub ends_at_blank: bool,
    pub decimal: Option<char>,
    pub thousands: Option<char>,
    pub signs: BTreeMap<String, Sign>,
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    pub expect: Vec<Expectation>,
}

/// `[[cube]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cube {
    pub id: String,
    pub definition: Option<Definition>,
    #[serde(default)]
    pub values: Vec<Values>,
    #[serde(rename = "where", default)]
    pub conditions: Vec<Condition>,
    #[serde(default)]
    pub dimensions: BTreeMap<String, Place>,
    #[serde(default)]
    pub derive: Vec<Derivation>,
    pub status: Option<Status>,
    pub multiply_by: Option<f64>,
    pub divide_by: Option<f64>,
}

/// `[cube.definition]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    pub title: Text,
    pub description: Text,
    #[serde(rename = "dimension", default)]
    pub dimensions: Vec<Dimension>,
    pub measure: Measure,
}

/// `[[cube.definition.dimension]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    pub id: String,
    pub label: Option<Text>,
    #[serde(default)]
    pub codes: Vec<Code>,
}

/// A code of a dimension.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub notation: String,
    pub label: Text,
}

/// `[cube.definition.measure]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    pub id: String,
    pub label: Text,
    pub unit: Unit,
    #[serde(default)]
    pub decimals: u8,
    #[serde(default)]
    pub counts_things: bool,
}

/// `[cube.definition.measure.unit]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub id: String,
    pub label: Text,
    #[serde(default)]
    pub symbol: String,
}

/// An entry of `values`.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "columns with figures are numbers, ranges (\"4..\", \"4..10\"), texts of the header, or { header = 1, matches = \"…\" }"
)]
pub(super) enum Values {
    Column(ColumnName),
    Header(HeaderMatch),
}

/// Columns by a row of the header.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderMatch {
    pub header: usize,
    pub matches: String,
}

/// An entry of `where`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub column: ColumnName,
    pub equals: Option<OneOrMore>,
    pub matches: Option<String>,
    pub not: Option<OneOrMore>,
}

/// A text or several.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text is allowed, or a list of texts")]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub fn list(&self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text.clone()],
            Self::More(texts) => texts.clone(),
        }
    }
}

/// An entry of `[cube.dimensions]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Place {
    pub column: Option<ColumnName>,
    pub header: Option<usize>,
    pub section: Option<ColumnName>,
    pub title: Option<String>,
    pub constant: Option<String>,
    pub matches: Option<String>,
    pub codes: BTreeMap<String, String>,
    pub leave_out: Vec<String>,
    pub within: Option<String>,
    pub fill_down: bool,
}

/// `[[cube.derive]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Derivation {
    pub dimension: String,
    pub code: String,
    pub from: String,
}

/// `status`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Status {
    pub column: Option<ColumnName>,
    #[serde(default)]
    pub codes: BTreeMap<String, StatusName>,
    pub constant: Option<StatusName>,
}

/// What may be known about a figure that is there.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum StatusName {
    Normal,
    Provisional,
    Revised,
    Estimated,
    Uncertain,
    Forecast,
    Break,
}
