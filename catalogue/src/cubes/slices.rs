//! What observations were calculated from.

use std::collections::HashMap;

/// All observations of a cube about one area and time (qb:Slice), by their notations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// The id of the cube.
    pub cube: Box<str>,
    /// The key of the area.
    pub area: Box<str>,
    /// The notation of the time.
    pub period: Box<str>,
}

impl Slice {
    /// The slice of a cube about an area and a time.
    pub fn new(cube: &str, area: &str, period: &str) -> Self {
        Self { cube: cube.into(), area: area.into(), period: period.into() }
    }
}

/// For each observation of a calculated cube the slices it came from; each slice is kept once. Cubes that were
/// read have none.
#[derive(Clone, Debug, Default)]
pub struct Slices {
    pool: Vec<Slice>,
    numbers: HashMap<Slice, u32>,
    /// The slices of all observations, one after the other.
    lists: Vec<u32>,
    /// Where the list of each observation ends.
    ends: Vec<usize>,
}

impl Slices {
    /// Adds those of the next observation.
    pub fn push<'a>(&mut self, slices: impl IntoIterator<Item = &'a Slice>) {
        for slice in slices {
            let number = match self.numbers.get(slice) {
                Some(number) => *number,
                None => {
                    let number = self.pool.len() as u32;
                    self.pool.push(slice.clone());
                    self.numbers.insert(slice.clone(), number);
                    number
                }
            };
            self.lists.push(number);
        }
        self.ends.push(self.lists.len());
    }

    /// Those of the observation with an index.
    pub fn of(&self, index: usize) -> impl Iterator<Item = &Slice> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let list = start.zip(self.ends.get(index)).and_then(|(start, &end)| self.lists.get(start..end));
        list.unwrap_or_default().iter().filter_map(|&number| self.pool.get(number as usize))
    }

    /// Every slice that some observation came from, once.
    pub fn all(&self) -> &[Slice] {
        &self.pool
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_observation_has_its_own() {
        let [one, other] = ["2023", "2024"].map(|period| Slice::new("flaeche", "05978", period));
        let mut slices = Slices::default();
        slices.push([&one, &other]);
        slices.push([]);
        slices.push([&other]);
        let check =
            |index: usize, expected: &[&Slice]| assert_eq!(slices.of(index).collect::<Vec<_>>(), expected);
        check(0, &[&one, &other]);
        check(1, &[]);
        check(2, &[&other]);
        check(3, &[]);
        assert_eq!(slices.all().len(), 2);
    }
}
