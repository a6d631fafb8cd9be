//! Statistics as RDF Data Cube: readings of tables, the cubes they make up, and the view that charts, pages and
//! exports read ([ADR 0010](../../docs/adr/0010-statistics.md)). Never the rules of dcat:Dataset.

mod cube;

pub use cube::{Cube, Table};
