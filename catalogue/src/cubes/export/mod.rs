//! A cube, or some of its observations, as it leaves: one file for each format.

pub mod bundle;
pub mod csv;
pub mod csvw;
pub mod cube_link;
mod format;
pub mod json_stat;
pub mod parquet;
pub mod rdf;
pub mod sdmx_csv;
mod terms;

pub use format::Format;
pub use terms::Terms;

use super::{Areas, Cube};
use datenkreis_vocab::cube::{AreaKey, Dimension, ObsStatus, Observation};
use datenkreis_vocab::text::Text;
use std::collections::HashSet;

/// Observations of one cube.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// The cube.
    pub cube: &'a Cube,
    /// The indices of the observations, in the order they are written.
    pub indices: Vec<usize>,
}

impl<'a> Selection<'a> {
    /// All observations of a cube.
    pub fn all(cube: &'a Cube) -> Self {
        Self { cube, indices: (0..cube.observations.len()).collect() }
    }

    /// The notations of the dimension at a position that occur, in the order of its codes.
    fn used(&self, position: usize) -> Vec<&'a str> {
        let Some(column) = self.cube.observations.columns().get(position) else { return vec![] };
        let mut is_used = vec![false; column.notations().len()];
        let codes = column.codes();
        for number in self.indices.iter().filter_map(|index| codes.get(*index)) {
            if let Some(used) = is_used.get_mut(*number as usize) {
                *used = true;
            }
        }
        column.notations().zip(is_used).filter_map(|(notation, used)| used.then_some(notation)).collect()
    }

    /// The names of all notations of the dimension at a position, by their numbers.
    fn labels(&self, names: &Names<'_>, position: usize, language: &str) -> Vec<String> {
        let column = self.cube.observations.columns().get(position);
        let dimension = self.cube.definition.dimensions.get(position);
        let Some((column, dimension)) = column.zip(dimension) else { return vec![] };
        column.notations().map(|notation| names.label(dimension, notation, language)).collect()
    }

    /// The statuses that occur, in the order of their list.
    fn statuses(&self) -> Vec<ObsStatus> {
        let figures = self.indices.iter().filter_map(|index| self.cube.observations.figure(*index));
        let used: HashSet<ObsStatus> = figures.map(|figure| figure.status).collect();
        ObsStatus::all().filter(|status| used.contains(status)).collect()
    }

    /// Areas and times of which there is an observation, in the order they occur first.
    fn slices(&self) -> Vec<(&'a str, &'a str)> {
        let [area, period, ..] = self.cube.observations.columns() else { return vec![] };
        let mut seen = HashSet::new();
        let pair = |index: &usize| Some((*area.codes().get(*index)?, *period.codes().get(*index)?));
        let pairs = self.indices.iter().filter_map(pair).filter(|pair| seen.insert(*pair));
        pairs.map(|(one, other)| (area.notation(one), period.notation(other))).collect()
    }

    fn observations(&self) -> impl Iterator<Item = (usize, Observation<'a>)> {
        let cube = self.cube;
        self.indices.iter().filter_map(move |index| Some((*index, cube.observations.get(*index)?)))
    }
}

/// What exports call things, beside their codes.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The portal's base IRI without trailing slash.
    pub base: &'a str,
    /// What is known of areas.
    pub areas: &'a Areas,
}

impl Names<'_> {
    /// What people call an area.
    fn area(&self, key: &AreaKey) -> Text {
        self.areas.area(key).short_name
    }

    /// What a code means, in `language`.
    fn label(&self, dimension: &Dimension, notation: &str, language: &str) -> String {
        let area = AreaKey::read(notation).filter(|_| matches!(dimension, Dimension::RefArea));
        let label = area.map(|area| self.area(&area)).or_else(|| dimension.label_of(notation));
        label.map_or_else(|| notation.to_owned(), |label| label.get(language).to_owned())
    }
}

/// A number as it stands in files: without exponent, and without the sign of a zero.
fn number(value: f64) -> String {
    format!("{}", value + 0.0)
}
