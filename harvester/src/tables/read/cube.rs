//! The observations of one cube, row by row.

use super::label::{Labels, Meaning};
use super::plausible::is_implausible;
use crate::tables::columns::{Header, NotFound, shown};
use crate::tables::grid::Row;
use crate::tables::mapping::{Code, ColumnName, CubeMapping, Layout, folded};
use crate::tables::report::{Report, place};
use crate::tables::small::may_be_repeated;
use datenkreis_vocab::cube::figure::Unreadable;
use datenkreis_vocab::cube::{AreaKey, Cell, Dimension, Figure, ObsStatus, Observations};
use datenkreis_vocab::finding::rule;
use datenkreis_vocab::gazetteer;
use std::sync::Arc;

/// Reads the rows of a table for one `[[cube]]`.
pub struct CubeReader<'a> {
    mapping: &'a CubeMapping,
    layout: &'a Layout,
    /// The columns with figures.
    values: Vec<usize>,
    /// The columns of the conditions.
    conditions: Vec<usize>,
    status: Option<usize>,
    dimensions: Vec<DimensionReader<'a>>,
}

/// Reads the codes of one dimension.
struct DimensionReader<'a> {
    dimension: &'a Dimension,
    labels: Labels<'a>,
    source: Source,
}

/// Where a code comes from, as the table has it.
enum Source {
    /// The same in all rows.
    Always(Arc<str>),
    /// For each column with figures; `None` if the column is not read.
    Columns(Vec<Option<Arc<str>>>),
    /// In a column of each row; with the text above, if a blank cell repeats it.
    Rows { column: usize, above: Option<String> },
    /// In rows of their own; the one above.
    Section { column: usize, current: Option<Arc<str>> },
}

impl<'a> CubeReader<'a> {
    /// Finds the columns. `None` if one of them is not there; then it was told.
    pub fn new(
        mapping: &'a CubeMapping,
        layout: &'a Layout,
        header: &Header,
        report: &mut Report,
    ) -> Option<Self> {
        let values = match header.values(&mapping.values) {
            Ok(values) => values,
            Err(missing) => {
                report.tell(&rule::TABLE_LAYOUT_CHANGED, "values", String::new(), &missing);
                return None;
            }
        };
        let mut find = |name: &ColumnName| column(header, name, report);
        let conditions: Option<Vec<usize>> =
            mapping.conditions.iter().map(|condition| find(&condition.column)).collect();
        let status = match mapping.status.as_ref().and_then(|status| status.column.as_ref()) {
            Some(name) => Some(find(name)?),
            None => None,
        };
        let mut dimensions = vec![];
        for (dimension, stands) in mapping.definition.dimensions.iter().zip(&mapping.places) {
            let mut labels = Labels::new(dimension, stands);
            let source = match &stands.code {
                Code::Constant(notation) => Source::Always(constant(dimension, notation)),
                Code::Column(name) => Source::Rows { column: column(header, name, report)?, above: None },
                Code::Section(name) => {
                    Source::Section { column: column(header, name, report)?, current: None }
                }
                Code::Title(regex) => {
                    let groups = header.titles.iter().filter_map(|title| regex.captures(title)?.get(1));
                    let label = groups.map(|group| group.as_str()).next();
                    match label.map(|label| labels.read(label)) {
                        Some(Meaning::Code { notation, .. }) => Source::Always(notation),
                        _ => {
                            let subject = format!("{}: {}", dimension.id(), regex.as_str());
                            let found = label.map_or_else(|| header.titles.join(" | "), str::to_owned);
                            report.tell(&rule::TABLE_LAYOUT_CHANGED, &subject, String::new(), &found);
                            return None;
                        }
                    }
                }
                Code::Header(row) => {
                    let codes = values.iter().map(|&column| {
                        let label = header.text(*row, column);
                        match labels.read(label) {
                            Meaning::Code { notation, .. } => Some(notation),
                            Meaning::LeftOut => None,
                            Meaning::Unknown => {
                                let place = place((layout.skip + row) as u32, column);
                                report.tell(&rule::TABLE_CODE_UNKNOWN, dimension.id(), place, label);
                                None
                            }
                        }
                    });
                    Source::Columns(codes.collect())
                }
            };
            dimensions.push(DimensionReader { dimension, labels, source });
        }
        Some(Self { mapping, layout, values, conditions: conditions?, status, dimensions })
    }

    /// The cube that the observations belong to.
    pub fn cube_id(&self) -> &str {
        &self.mapping.definition.id
    }

    /// The last column with figures.
    pub fn last_column(&self) -> usize {
        self.values.iter().copied().max().unwrap_or(0)
    }

    /// Adds the observations of a row.
    pub fn read(&mut self, row: &Row<'_>, observations: &mut Observations, report: &mut Report) {
        let is_blank = self.values.iter().all(|column| row.cell(*column).text.is_empty());
        if is_blank && self.section(row, report) {
            return;
        }
        self.remember(row);
        if !self.is_wanted(row) {
            return;
        }
        let Some(codes) = self.codes(row, is_blank, report) else { return };
        let area = self.dimensions.iter().position(|reader| *reader.dimension == Dimension::RefArea);
        let columns = self.values.iter().enumerate().map(|(at, &column)| {
            let area = area.and_then(|area| self.notation(area, at, &codes));
            (column, self.figure(row, column, may_be_repeated(area), report))
        });
        let figures: Vec<(usize, Option<Figure>)> = columns.collect();
        if self.is_of_the_past(row, &codes, &figures, report) {
            return;
        }
        let mut notations = vec![""; codes.len()];
        for (at, (column, figure)) in figures.iter().enumerate() {
            let Some(figure) = figure else { continue };
            let of_column = (0..codes.len()).map(|dimension| self.notation(dimension, at, &codes));
            let mut is_read = true;
            for (slot, notation) in notations.iter_mut().zip(of_column) {
                is_read &= notation.is_some();
                *slot = notation.unwrap_or_default();
            }
            if is_read {
                let cell = Cell { row: row.number, column: *column as u16 };
                observations.push(&notations, *figure, cell);
            }
        }
    }

    /// The code of a dimension for one of the columns with figures; `codes` are those of the row.
    fn notation<'b>(
        &'b self,
        dimension: usize,
        column: usize,
        codes: &'b [Option<(Arc<str>, bool)>],
    ) -> Option<&'b str> {
        match &self.dimensions[dimension].source {
            Source::Columns(codes) => codes[column].as_deref(),
            _ => codes[dimension].as_ref().map(|(notation, _)| &**notation),
        }
    }

    /// Takes a row for the heading of the rows below, if it is one.
    fn section(&mut self, row: &Row<'_>, report: &mut Report) -> bool {
        let mut heading: Option<(usize, &str)> = None;
        let mut is_known = false;
        for reader in &mut self.dimensions {
            let Source::Section { column, current } = &mut reader.source else { continue };
            let label = row.cell(*column).text;
            if label.is_empty() {
                continue;
            }
            heading = Some((*column, label));
            match reader.labels.read(label) {
                Meaning::Code { notation, .. } => (*current, is_known) = (Some(notation), true),
                Meaning::LeftOut => (*current, is_known) = (None, true),
                Meaning::Unknown => {}
            }
        }
        let Some((column, label)) = heading else { return false };
        if !is_known {
            report.tell(&rule::TABLE_CODE_UNKNOWN, "section", place(row.number, column), label);
        }
        true
    }

    /// Keeps the texts that blank cells below repeat; also of rows that are not read.
    fn remember(&mut self, row: &Row<'_>) {
        for (reader, place) in self.dimensions.iter_mut().zip(&self.mapping.places) {
            if let Source::Rows { column, above } = &mut reader.source {
                let text = row.cell(*column).text;
                if place.fill_down && !text.is_empty() {
                    *above = Some(text.to_owned());
                }
            }
        }
    }

    fn is_wanted(&self, row: &Row<'_>) -> bool {
        self.mapping.conditions.iter().zip(&self.conditions).all(|(condition, column)| {
            let text = folded(row.cell(*column).text);
            (condition.equals.is_empty() || condition.equals.contains(&text))
                && !condition.not.contains(&text)
                && condition.matches.as_ref().is_none_or(|regex| regex.is_match(&text))
        })
    }

    /// The codes that hold for the whole row, with whether they are in use at present; `None` for a dimension
    /// whose code depends on the column, and for a row that cannot be read.
    #[expect(clippy::type_complexity, reason = "a code or none for each dimension")]
    fn codes(
        &mut self,
        row: &Row<'_>,
        is_blank: bool,
        report: &mut Report,
    ) -> Option<Vec<Option<(Arc<str>, bool)>>> {
        let mut codes = vec![];
        for reader in &mut self.dimensions {
            let code = match &reader.source {
                Source::Always(notation) => Some((notation.clone(), true)),
                Source::Columns(_) => None,
                Source::Section { current: Some(notation), .. } => Some((notation.clone(), true)),
                Source::Section { column, current: None } => {
                    report.tell(
                        &rule::TABLE_CODE_UNKNOWN,
                        reader.dimension.id(),
                        place(row.number, *column),
                        "",
                    );
                    return None;
                }
                Source::Rows { column, above } => {
                    let text = row.cell(*column).text;
                    let label = above.as_deref().filter(|_| text.is_empty()).unwrap_or(text);
                    match reader.labels.read(label) {
                        Meaning::Code { notation, is_present } => Some((notation, is_present)),
                        Meaning::LeftOut => return None,
                        Meaning::Unknown => {
                            let rule = match reader.dimension {
                                _ if is_blank => &rule::TABLE_ROW_WITHOUT_FIGURES,
                                Dimension::RefArea => &rule::TABLE_AREA_UNKNOWN,
                                _ => &rule::TABLE_CODE_UNKNOWN,
                            };
                            report.tell(rule, reader.dimension.id(), place(row.number, *column), label);
                            return None;
                        }
                    }
                }
            };
            codes.push(code);
        }
        Some(codes)
    }

    fn figure(
        &self,
        row: &Row<'_>,
        column: usize,
        may_be_repeated: bool,
        report: &mut Report,
    ) -> Option<Figure> {
        let cell = row.cell(column);
        let read = match cell.text.parse::<f64>() {
            Ok(value) if cell.is_number && value.is_finite() => Ok(Figure::normal(value)),
            _ => self.layout.figures.read(cell.text),
        };
        match read {
            Ok(figure) => {
                let figure = self.scaled(self.with_status(row, figure));
                if is_implausible(&self.mapping.definition, figure) {
                    let text = if may_be_repeated { cell.text } else { "" };
                    let place = place(row.number, column);
                    report.tell(&rule::TABLE_COUNT_IMPLAUSIBLE, self.cube_id(), place, text);
                }
                Some(figure)
            }
            Err(reason) => {
                let rule = match reason {
                    Unreadable::Ambiguous => &rule::TABLE_NUMBER_AMBIGUOUS,
                    Unreadable::NoNumber => &rule::TABLE_NUMBER_UNREADABLE,
                };
                let text = if may_be_repeated { cell.text } else { "" };
                report.tell(rule, self.cube_id(), place(row.number, column), text);
                None
            }
        }
    }

    fn with_status(&self, row: &Row<'_>, figure: Figure) -> Figure {
        let Some(status) = self.mapping.status.as_ref().filter(|_| figure.status == ObsStatus::Normal) else {
            return figure;
        };
        let stated = self.status.and_then(|column| status.codes.get(&folded(row.cell(column).text)));
        Figure { status: stated.copied().unwrap_or(status.otherwise), ..figure }
    }

    fn scaled(&self, figure: Figure) -> Figure {
        let (by, of) = (self.mapping.multiply_by, self.mapping.divide_by);
        if by == 1.0 && of == 1.0 {
            return figure;
        }
        // A factor may leave a trace of binary fractions.
        let scale = |value: f64| (value * by / of * 1e9).round() / 1e9;
        Figure { value: figure.value.map(scale), ..figure }
    }

    /// Whether a row is about an area that is no more, and has nothing to say: a dash in every cell means that the
    /// area is dissolved, not that nobody lives there. An area with figures that the register does not know is
    /// told and read.
    fn is_of_the_past(
        &self,
        row: &Row<'_>,
        codes: &[Option<(Arc<str>, bool)>],
        figures: &[(usize, Option<Figure>)],
        report: &mut Report,
    ) -> bool {
        let at = self.dimensions.iter().position(|reader| *reader.dimension == Dimension::RefArea);
        let Some((key, false)) = at.and_then(|at| codes[at].as_ref()) else { return false };
        let column = at.map_or(0, |at| match &self.dimensions[at].source {
            Source::Rows { column, .. } => *column,
            _ => 0,
        });
        let says_nothing = figures.iter().all(|(_, figure)| {
            figure.is_none_or(|figure| figure.status.is_missing() || figure.status == ObsStatus::Zero)
        });
        if says_nothing {
            report.tell(&rule::TABLE_AREA_DISSOLVED, "refArea", place(row.number, column), key);
        } else if gazetteer::former(key).is_none() {
            report.tell(&rule::TABLE_AREA_NOT_IN_REGISTER, "refArea", place(row.number, column), key);
        }
        says_nothing
    }
}

/// The column of a name; what is wrong is told.
fn column(header: &Header, name: &ColumnName, report: &mut Report) -> Option<usize> {
    match header.column(name) {
        Ok(column) => Some(column),
        Err(reason) => {
            let subject = match reason {
                NotFound::Missing => "Spalte fehlt / column missing",
                NotFound::Several => "mehrere Spalten / several columns",
            };
            report.tell(&rule::TABLE_LAYOUT_CHANGED, subject, String::new(), &shown(name));
            None
        }
    }
}

/// A constant by the notation in use: the key of a city that belongs to no district is that of the district.
fn constant(dimension: &Dimension, notation: &str) -> Arc<str> {
    let area = AreaKey::read(notation).filter(|_| *dimension == Dimension::RefArea);
    area.map_or_else(|| notation.into(), |area| area.as_str().into())
}
