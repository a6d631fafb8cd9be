//! Whose figures they are, and under which terms they may be used.

use super::Selection;
use crate::cubes::Table;
use datenkreis_vocab::lists::license;
use std::collections::BTreeSet;

/// What the tables say that at least one observation stands in, each thing once.
#[derive(Debug, Default)]
pub struct Terms<'a> {
    /// The tables, those that count most first.
    pub tables: Vec<&'a Table>,
    /// IRIs of their licences.
    pub licenses: BTreeSet<&'a str>,
    /// Who is to be named.
    pub attributions: BTreeSet<&'a str>,
    /// IRIs of the datasets they belong to.
    pub datasets: BTreeSet<&'a str>,
}

impl<'a> Terms<'a> {
    /// Those of a selection.
    pub fn of(selection: &Selection<'a>) -> Self {
        let cube = selection.cube;
        let mut is_used = vec![false; cube.tables.len()];
        for &index in &selection.indices {
            let table = cube.origins.get(index).and_then(|&origin| is_used.get_mut(usize::from(origin)));
            if let Some(used) = table {
                *used = true;
            }
        }
        let tables: Vec<&Table> =
            cube.tables.iter().zip(is_used).filter_map(|(table, used)| used.then_some(table)).collect();
        Self {
            licenses: tables.iter().filter_map(|table| table.license.as_deref()).collect(),
            attributions: tables
                .iter()
                .map(|table| &*table.attribution)
                .filter(|text| !text.is_empty())
                .collect(),
            datasets: tables
                .iter()
                .filter_map(|table| table.dataset.as_ref())
                .map(|iri| iri.as_str())
                .collect(),
            tables,
        }
    }

    /// All attributions in one text; empty if nobody is to be named.
    pub fn attribution(&self) -> String {
        self.attributions.iter().copied().collect::<Vec<_>>().join("; ")
    }

    /// The names of the licences in `language`, with their IRIs behind.
    pub fn license_names(&self, language: &str) -> Vec<String> {
        let name = |iri: &&str| match license::name(iri, language) {
            Some(name) => format!("{name} <{iri}>"),
            None => format!("<{iri}>"),
        };
        self.licenses.iter().map(name).collect()
    }
}
