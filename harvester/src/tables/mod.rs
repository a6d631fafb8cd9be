//! Statistics from tables: the bytes of a table and a mapping that an operator declared become observations.
//!
//! [`load_statistics`] reads the mappings (`config/statistics/*.toml`), [`read()`] applies one to the bytes of its
//! table, [`propose()`] writes one for a table that nobody has mapped. The path of a table is
//! bytes → [`Grid`] (rows of texts) → [`Reading`]. How to write a mapping: docs/statistics.md.

mod columns;
mod config;
mod grid;
mod mapping;
mod propose;
mod read;
pub(crate) mod refresh;
mod report;
mod small;

pub use config::{load_statistics, parse_mapping};
pub use grid::{CellText, Grid, Row};
pub use mapping::{
    Code, Condition, CubeMapping, Derivation, Expectation, Field, Format, Layout, Mapping, Place, SheetName,
    Sign, Status, TableName,
};
pub use propose::{About, Proposal, propose};
pub use read::{Reading, read};
pub use refresh::propose_for;

#[cfg(test)]
mod tests;
