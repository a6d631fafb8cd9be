//! One cube in memory: its structure, its observations sorted by area and time, and where each came from.

use super::Slices;
use datenkreis_vocab::cube::{CubeDefinition, Observation, Observations};
use datenkreis_vocab::identity::DatasetIri;
use jiff::Timestamp;

/// A table that was read, or a calculation that takes the place of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The mapping that made observations of it: the name of its file in `config/statistics`; a calculation has
    /// a name with a slash (`berechnet/kennzahlen`).
    pub mapping: String,
    /// What the table is called, e.g. “12411-15i Katasterfläche, Bevölkerung und Bevölkerungsdichte”.
    pub title: String,
    /// The dataset whose distribution it is; a calculation has none.
    pub dataset: Option<DatasetIri>,
    /// Where it was fetched.
    pub url: String,
    /// SHA-256 of the archived bytes, lower-case hexadecimal; empty for a calculation.
    pub sha256: String,
    /// The harvest run that fetched it.
    pub run: Option<i64>,
    /// When it was read.
    pub at: Timestamp,
    /// Who is to be named, and under which licence, as the dataset says: `© IT.NRW, dl-de/by-2-0`.
    pub attribution: String,
    /// IRI of the licence, if known.
    pub license: Option<String>,
}

/// A cube as it stands: the union of the current readings that feed it.
#[derive(Clone, Debug)]
pub struct Cube {
    /// Its structure.
    pub definition: CubeDefinition,
    /// Its observations, sorted by area, then time, then the further dimensions in the order of their codes; no
    /// two with the same notations.
    pub observations: Observations,
    /// For each observation the index of its table in `tables`.
    pub origins: Vec<u16>,
    /// The tables that were united, the one that counts most first.
    pub tables: Vec<Table>,
    /// For each observation of a calculated cube what it came from.
    pub slices: Slices,
}

impl Cube {
    /// The table that an observation stands in.
    pub fn table_of(&self, index: usize) -> Option<&Table> {
        self.tables.get(usize::from(*self.origins.get(index)?))
    }

    /// All observations with their tables, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (Observation<'_>, &Table)> {
        self.observations
            .iter()
            .enumerate()
            .filter_map(|(index, observation)| Some((observation, self.table_of(index)?)))
    }

    /// The tables that at least one observation stands in: those to be named where the cube is shown.
    pub fn sources(&self) -> impl Iterator<Item = &Table> {
        let mut is_used = vec![false; self.tables.len()];
        for &origin in &self.origins {
            if let Some(used) = is_used.get_mut(usize::from(origin)) {
                *used = true;
            }
        }
        self.tables.iter().zip(is_used).filter_map(|(table, used)| used.then_some(table))
    }
}

impl Table {
    /// Whether it is no table, but a calculation.
    pub fn is_calculated(&self) -> bool {
        self.mapping.contains('/')
    }
}
