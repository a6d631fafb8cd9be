//! Look-ups in one cube: nothing is copied or allocated, and nothing is walked through that was not asked for.

use super::note::Differing;
use super::union::United;
use super::{Cube, Difference, KeptBack, bytes};
use crate::rdf::canonical;
use datenkreis_vocab::cube::checks::{Imbalance, totals};
use datenkreis_vocab::cube::{AreaKey, Column, Figure};
use std::ops::{Deref, Range, RangeInclusive};
use std::sync::OnceLock;

/// A cube made ready for look-ups. Its observations are sorted by area, then time, so that all about one area,
/// and among them all about one time, are a range of indices.
#[derive(Debug)]
pub struct CubeView {
    cube: Cube,
    /// By their numbers; the number of an area is its place in the order.
    areas: Vec<AreaKey>,
    /// Where the observations about each area start; at the end their number.
    starts: Vec<usize>,
    differences: Vec<Differing>,
    kept_back: Option<KeptBack>,
    content: String,
    form: String,
    imbalances: OnceLock<Vec<Imbalance>>,
}

impl Deref for CubeView {
    type Target = Cube;

    fn deref(&self) -> &Cube {
        &self.cube
    }
}

impl CubeView {
    pub(crate) fn new(united: United) -> (Self, Vec<super::LeftOut>) {
        let United { cube, differences, left_out, kept_back } = united;
        let column = cube.observations.columns().first();
        let areas: Vec<AreaKey> =
            column.map(|column| column.notations().filter_map(AreaKey::read).collect()).unwrap_or_default();
        let codes = column.map(Column::codes).unwrap_or_default();
        let starts =
            (0..=areas.len()).map(|area| codes.partition_point(|&code| (code as usize) < area)).collect();
        let (content, form) = (content(&cube), form(&cube));
        let imbalances = OnceLock::new();
        (Self { cube, areas, starts, differences, kept_back, content, form, imbalances }, left_out)
    }

    /// The cube.
    pub fn cube(&self) -> &Cube {
        &self.cube
    }

    /// SHA-256 of what the observations say; where they were read does not matter.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// What the guard for small numbers kept back of it.
    pub fn kept_back(&self) -> Option<&KeptBack> {
        self.kept_back.as_ref()
    }

    /// Totals that are not the sum of their parts; looked for once.
    pub fn imbalances(&self) -> &[Imbalance] {
        self.imbalances.get_or_init(|| totals(&self.cube.definition, &self.cube.observations))
    }

    /// SHA-256 of everything that becomes statements.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    /// The areas there are figures of, by their keys.
    pub fn areas(&self) -> &[AreaKey] {
        &self.areas
    }

    /// The areas within another one, without itself, by their keys.
    pub fn areas_below<'a>(&'a self, parent: &'a AreaKey) -> impl Iterator<Item = &'a AreaKey> {
        // What lies in an area has a key that begins with its key, but in the country.
        let prefix = if parent.as_str() == AreaKey::GERMANY { "" } else { parent.as_str() };
        let start = self.areas.partition_point(|area| area.as_str() < prefix);
        let within = self.areas[start..].iter().take_while(move |area| area.as_str().starts_with(prefix));
        within.filter(move |area| parent.holds(area) && *area != parent)
    }

    /// The times there are figures of, from the earliest on.
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.column(1).into_iter().flat_map(|column| {
            (0..column.notations().len()).filter_map(|number| Some(column.notation(number.try_into().ok()?)))
        })
    }

    /// The times there are figures of an area of, from the earliest on.
    pub fn periods_of(&self, area: &str) -> impl Iterator<Item = &str> {
        let rows = self.area(area);
        self.column(1).into_iter().flat_map(move |column| {
            let codes = &column.codes()[rows.clone()];
            codes.chunk_by(|one, other| one == other).map(|same| column.notation(same[0]))
        })
    }

    /// The areas there are figures of at a time, by their keys.
    pub fn areas_at<'a>(&'a self, period: &'a str) -> impl Iterator<Item = &'a AreaKey> {
        self.areas.iter().filter(move |area| !self.slice(area.as_str(), period).is_empty())
    }

    /// The indices of all observations about an area.
    pub fn area(&self, area: &str) -> Range<usize> {
        let number = self.column(0).and_then(|column| column.find(area));
        let range = number.and_then(|number| {
            let number = number as usize;
            Some(*self.starts.get(number)?..*self.starts.get(number + 1)?)
        });
        range.unwrap_or_default()
    }

    /// The indices of all observations about an area at a time.
    pub fn slice(&self, area: &str, period: &str) -> Range<usize> {
        self.range(&[area, period])
    }

    /// The indices of all observations whose first notations are these: of `["05978", "2024", "F"]` those about
    /// women of all ages.
    pub fn range(&self, notations: &[&str]) -> Range<usize> {
        let Some((area, rest)) = notations.split_first() else { return 0..self.cube.observations.len() };
        let columns = self.cube.observations.columns();
        let mut rows = self.area(area);
        for (position, notation) in (1..).zip(rest) {
            let found = columns.get(position).and_then(|column| Some((column, column.find(notation)?)));
            let Some((column, number)) = found else { return 0..0 };
            let codes = &column.codes()[rows.clone()];
            let from = codes.partition_point(|&code| code < number);
            let to = from + codes[from..].partition_point(|&code| code <= number);
            rows = rows.start + from..rows.start + to;
        }
        rows
    }

    /// Those of a range of indices that have a notation in the dimension at a position.
    pub fn with_notation(
        &self,
        rows: Range<usize>,
        position: usize,
        notation: &str,
    ) -> impl Iterator<Item = usize> {
        let found = self.column(position).and_then(|column| Some((column.codes(), column.find(notation)?)));
        found
            .into_iter()
            .flat_map(move |(codes, number)| rows.clone().filter(move |&row| codes[row] == number))
    }

    /// The indices of all observations about an area from one time to another (both included). Notations of
    /// the times need not occur; a year is before its months and days.
    pub fn series(&self, area: &str, periods: RangeInclusive<&str>) -> Range<usize> {
        let rows = self.area(area);
        let Some(column) = self.column(1) else { return 0..0 };
        let codes = &column.codes()[rows.clone()];
        let from = codes.partition_point(|&code| column.notation(code) < *periods.start());
        let to = codes.partition_point(|&code| column.notation(code) <= *periods.end());
        rows.start + from..rows.start + to.max(from)
    }

    /// The index of the observation with these notations, one for each dimension.
    pub fn find(&self, notations: &[&str]) -> Option<usize> {
        let rows = self.range(notations);
        (notations.len() == self.cube.observations.columns().len() && rows.len() == 1).then_some(rows.start)
    }

    /// The figure with these notations, one for each dimension; `None` if nobody says anything about it.
    pub fn figure(&self, notations: &[&str]) -> Option<Figure> {
        self.cube.observations.figure(self.find(notations)?)
    }

    fn column(&self, position: usize) -> Option<&Column> {
        self.cube.observations.columns().get(position)
    }

    /// Where tables disagree, in the order of the observations.
    pub fn differences(&self) -> impl ExactSizeIterator<Item = Difference<'_>> {
        self.differences.iter().map(|differing| self.difference(differing))
    }

    /// The same of a range of observations.
    pub fn differences_in(&self, rows: Range<usize>) -> impl Iterator<Item = Difference<'_>> {
        let from = self.differences.partition_point(|differing| differing.index < rows.start);
        let within = self.differences[from..].iter().take_while(move |differing| differing.index < rows.end);
        within.map(|differing| self.difference(differing))
    }

    fn difference(&self, differing: &Differing) -> Difference<'_> {
        let observation = self.cube.observations.get(differing.index);
        let (notations, kept) = observation.map(|found| (found.notations, found.figure)).unwrap_or_default();
        let table = |number: u16| &self.cube.tables[usize::from(number)];
        Difference {
            index: differing.index,
            notations,
            kept,
            kept_table: table(self.cube.origins[differing.index]),
            other: differing.figure,
            other_table: table(differing.table),
            other_cell: differing.cell,
        }
    }
}

/// Raised when the same cube becomes other statements than before.
const FORM: u8 = 2;

fn content(cube: &Cube) -> String {
    let mut said = vec![];
    bytes::push_keys(&cube.observations, &mut said);
    bytes::push_figures(&cube.observations, &mut said);
    canonical::hash(&said)
}

fn form(cube: &Cube) -> String {
    let mut said = vec![FORM];
    // A definition that cannot be written as JSON there is not: its maps have texts for keys.
    bytes::push_text(&serde_json::to_string(&cube.definition).unwrap_or_default(), &mut said);
    bytes::push_keys(&cube.observations, &mut said);
    bytes::push_figures(&cube.observations, &mut said);
    bytes::push_cells(&cube.observations, &mut said);
    for &origin in &cube.origins {
        said.extend(origin.to_le_bytes());
    }
    for table in &cube.tables {
        bytes::push_text(&table.mapping, &mut said);
        bytes::push_text(&table.sha256, &mut said);
    }
    for index in 0..cube.observations.len() {
        for slice in cube.slices.of(index) {
            for part in [&slice.cube, &slice.area, &slice.period] {
                bytes::push_text(part, &mut said);
            }
        }
    }
    canonical::hash(&said)
}

#[cfg(test)]
mod tests;
