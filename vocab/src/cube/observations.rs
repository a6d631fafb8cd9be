//! Observations in columns: a code per dimension, a figure, and the cell it came from.

use super::{Figure, ObsStatus};
use foldhash::HashMap;

/// Where in its table a figure stands, counted from 1 as in RFC 7111; 0 for figures that were calculated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The row, title and header rows counted.
    pub row: u32,
    /// The column.
    pub column: u16,
}

/// One observation, borrowed from its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation<'a> {
    /// The notation in each dimension, in the order of the cube's definition.
    pub notations: Vec<&'a str>,
    /// The figure.
    pub figure: Figure,
    /// Where it stands.
    pub cell: Cell,
}

/// The codes of one dimension, one for each observation.
#[derive(Clone, Debug, Default)]
pub struct Column {
    notations: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
    codes: Vec<u32>,
}

impl Column {
    /// The number of a notation within this column; a new one if it was not seen yet.
    fn number(&mut self, notation: &str) -> u32 {
        if let Some(number) = self.numbers.get(notation) {
            return *number;
        }
        let number = self.notations.len() as u32;
        self.notations.push(notation.into());
        self.numbers.insert(notation.into(), number);
        number
    }

    /// The number of a notation, if an observation has it.
    pub fn find(&self, notation: &str) -> Option<u32> {
        self.numbers.get(notation).copied()
    }

    /// The notation with a number.
    pub fn notation(&self, number: u32) -> &str {
        self.notations.get(number as usize).map(AsRef::as_ref).unwrap_or_default()
    }

    /// All notations, by number.
    pub fn notations(&self) -> impl ExactSizeIterator<Item = &str> {
        self.notations.iter().map(AsRef::as_ref)
    }

    /// The numbers, one for each observation.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }
}

/// Observations of one cube, in columns; 20 to 40 bytes each.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    columns: Vec<Column>,
    /// Not a number where the figure is missing.
    values: Vec<f64>,
    statuses: Vec<ObsStatus>,
    cells: Vec<Cell>,
}

impl Observations {
    /// None yet, of a cube with so many dimensions.
    pub fn new(dimensions: usize) -> Self {
        Self { columns: vec![Column::default(); dimensions], ..Self::default() }
    }

    /// None yet, with the notations of each dimension numbered in the order given.
    pub fn with_notations<'a>(dimensions: impl IntoIterator<Item = Vec<&'a str>>) -> Self {
        let column = |notations: Vec<&str>| {
            let mut column = Column::default();
            for notation in notations {
                column.number(notation);
            }
            column
        };
        Self { columns: dimensions.into_iter().map(column).collect(), ..Self::default() }
    }

    /// Adds one by the numbers of its notations ([`Column::find`]), one for each dimension. Numbers that no
    /// notation has stand for the empty notation.
    pub fn push_numbers(&mut self, numbers: &[u32], figure: Figure, cell: Cell) {
        for (position, column) in self.columns.iter_mut().enumerate() {
            column.codes.push(numbers.get(position).copied().unwrap_or(u32::MAX));
        }
        self.values.push(figure.value.unwrap_or(f64::NAN));
        self.statuses.push(figure.status);
        self.cells.push(cell);
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, further: usize) {
        for column in &mut self.columns {
            column.codes.reserve_exact(further);
        }
        self.values.reserve_exact(further);
        self.statuses.reserve_exact(further);
        self.cells.reserve_exact(further);
    }

    /// Adds one. `notations` are as many as the cube has dimensions; missing ones are empty, further ones left
    /// out. A figure that is not a number is a missing one.
    pub fn push(&mut self, notations: &[&str], figure: Figure, cell: Cell) {
        for (position, column) in self.columns.iter_mut().enumerate() {
            let number = column.number(notations.get(position).copied().unwrap_or_default());
            column.codes.push(number);
        }
        self.values.push(figure.value.unwrap_or(f64::NAN));
        self.statuses.push(figure.status);
        self.cells.push(cell);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The columns of the dimensions.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The figure of the observation with an index.
    pub fn figure(&self, index: usize) -> Option<Figure> {
        let value = self.values.get(index).copied().filter(|value| value.is_finite());
        Some(Figure { value, status: *self.statuses.get(index)? })
    }

    /// Where the figure of the observation with an index stands.
    pub fn cell(&self, index: usize) -> Option<Cell> {
        self.cells.get(index).copied()
    }

    /// The notation of the observation with an index in the dimension at a position.
    pub fn notation(&self, index: usize, position: usize) -> Option<&str> {
        let column = self.columns.get(position)?;
        Some(column.notation(*column.codes.get(index)?))
    }

    /// The observation with an index.
    pub fn get(&self, index: usize) -> Option<Observation<'_>> {
        let figure = self.figure(index)?;
        let notations = self.columns.iter().map(|column| column.notation(column.codes[index])).collect();
        Some(Observation { notations, figure, cell: self.cells[index] })
    }

    /// All observations in the order they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Observation<'_>> {
        (0..self.len()).map(|index| Observation {
            notations: self.columns.iter().map(|column| column.notation(column.codes[index])).collect(),
            figure: Figure {
                value: Some(self.values[index]).filter(|value| value.is_finite()),
                status: self.statuses[index],
            },
            cell: self.cells[index],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out() {
        let mut observations = Observations::new(3);
        observations.push(&["05978020", "2024", "T"], Figure::normal(43602.0), Cell { row: 7, column: 4 });
        observations.push(
            &["05978020", "2023", "T"],
            Figure::missing(ObsStatus::Unknown),
            Cell { row: 8, column: 4 },
        );
        let all: Vec<_> = observations.iter().collect();
        assert_eq!(all[0].notations, ["05978020", "2024", "T"]);
        assert_eq!(all[0].figure, Figure::normal(43602.0));
        assert_eq!(all[1].figure, Figure::missing(ObsStatus::Unknown));
        assert_eq!(observations.get(1), Some(all[1].clone()));
        assert_eq!(observations.cell(1), Some(Cell { row: 8, column: 4 }));
        assert_eq!(observations.notation(1, 1), Some("2023"));
        assert_eq!(observations.columns()[0].find("05978020"), Some(0));
        assert_eq!(observations.columns()[1].notations().collect::<Vec<_>>(), ["2024", "2023"]);
    }

    #[test]
    fn numbers_follow_the_order_given() {
        let mut observations = Observations::with_notations([vec!["05978020"], vec!["2023", "2024"]]);
        observations.push_numbers(&[0, 1], Figure::normal(1.0), Cell::default());
        observations.push_numbers(&[0], Figure::normal(2.0), Cell::default());
        let all: Vec<_> = observations.iter().map(|observation| observation.notations).collect();
        assert_eq!(all, [["05978020", "2024"], ["05978020", ""]]);
    }
}
