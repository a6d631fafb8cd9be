//! Statistics as RDF Data Cube: readings of tables, the cubes they make up, and the view that charts, pages and
//! exports read ([ADR 0010](../../docs/adr/0010-statistics.md)). Never the rules of dcat:Dataset.
//!
//! `union` makes one cube of several readings, `derive` calculates others from these, `view` is what all of
//! them are in memory.

mod area;
mod bytes;
mod changes;
mod cube;
mod derive;
mod described;
pub mod export;
mod guarded;
pub mod indicators;
mod lookup;
mod note;
pub mod projection;
mod rebase;
#[cfg(test)]
pub(crate) mod samples;
mod slices;
mod statistics;
mod union;
mod view;

pub use area::{Area, Areas};
pub(crate) use bytes::{from_bytes, to_bytes};
pub(crate) use changes::changes;
pub use cube::{Cube, Table};
pub use derive::{Derivation, Derived};
pub(crate) use described::{described, is_of_dataset};
pub use guarded::KeptBack;
pub use lookup::CubeView;
pub use note::{Difference, LeftOut, Reason};
pub use rebase::{Crosswalk, Rebase, rebased_id};
pub use slices::{Slice, Slices};
pub use statistics::{Assess, Statistics};
pub(crate) use union::{Part, unite};
pub use view::Cubes;
