//! Cubes that are calculated from others whenever these change.

use super::{Cubes, Slices};
use datenkreis_vocab::cube::{CubeDefinition, Observations};

/// A calculation, registered in [`Statistics`](super::Statistics). It is a pure function of the cubes: the same
/// cubes always give the same result.
pub trait Derivation: Send + Sync {
    /// Its name, a part of [`Table::mapping`](super::Table::mapping): lower-case letters, digits and hyphens.
    fn name(&self) -> &str;

    /// What it calculates of the cubes read and those calculated before it. Nothing if what it needs is not
    /// there.
    fn derive(&self, cubes: &Cubes) -> Vec<Derived>;
}

/// A calculated cube.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its structure; the id is that of no cube that is read.
    pub definition: CubeDefinition,
    /// Its observations in any order; of two with the same notations the first counts.
    pub observations: Observations,
    /// For each observation the slices it came from.
    pub slices: Slices,
}
