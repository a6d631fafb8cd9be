//! Observations of several cubes as a view: what the formulas are tested on.

use crate::cube::known::cube;
use crate::cube::{Age, AreaKey, Cell, Figure, Observations, Period};
use crate::indicator::{Ages, Figures, Slice};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Cubes by id, with the indexes of the observations of each slice.
#[derive(Default)]
pub(super) struct View(HashMap<String, Cube>);

struct Cube {
    observations: Observations,
    age: Option<usize>,
    slices: HashMap<(AreaKey, Period), Vec<usize>>,
}

impl View {
    /// Adds figures of a cube: area, period, further notations, figure.
    pub(super) fn push(&mut self, id: &str, area: &str, period: &str, further: &[&str], figure: Figure) {
        let definition = cube(id).expect("known cube");
        let cube = self.0.entry(id.to_owned()).or_insert_with(|| Cube {
            observations: Observations::new(definition.dimensions.len()),
            age: definition.position("age"),
            slices: HashMap::new(),
        });
        let notations: Vec<&str> = [area, period].into_iter().chain(further.iter().copied()).collect();
        assert_eq!(notations.len(), definition.dimensions.len());
        let key = (AreaKey::read(area).expect(area), Period::from_notation(period).expect(period));
        cube.slices.entry(key).or_default().push(cube.observations.len());
        cube.observations.push(&notations, figure, Cell::default());
    }

    fn matching<'a>(
        &'a self,
        slice: Slice<'a>,
        further: &'a [&'a str],
        without: Option<usize>,
    ) -> impl Iterator<Item = (&'a Cube, usize)> {
        let found = self.0.get(slice.cube).and_then(|cube| {
            let indexes = cube.slices.get(&(slice.area.clone(), slice.period))?;
            let mut wanted: Vec<(usize, u32)> = Vec::new();
            let positions =
                (2..cube.observations.columns().len()).filter(|position| Some(*position) != without);
            for (position, notation) in positions.zip(further) {
                wanted.push((position, cube.observations.columns()[position].find(notation)?));
            }
            Some((cube, indexes, wanted))
        });
        found.into_iter().flat_map(|(cube, indexes, wanted)| {
            let columns = cube.observations.columns();
            indexes
                .iter()
                .copied()
                .filter(move |index| {
                    wanted.iter().all(|(position, code)| columns[*position].codes()[*index] == *code)
                })
                .map(move |index| (cube, index))
        })
    }
}

impl Figures for View {
    fn figure(&self, slice: Slice<'_>, further: &[&str]) -> Option<Figure> {
        self.matching(slice, further, None).next().and_then(|(cube, index)| cube.observations.figure(index))
    }

    fn ages(&self, slice: Slice<'_>, further: &[&str]) -> Rc<Ages> {
        let position = self.0.get(slice.cube).and_then(|cube| cube.age);
        let of = |(cube, index): (&Cube, usize)| {
            let column = &cube.observations.columns()[position?];
            let age = Age::from_notation(column.notation(column.codes()[index]))?;
            Some((age, cube.observations.figure(index)?))
        };
        Rc::new(Ages::new(self.matching(slice, further, position).filter_map(of).collect()))
    }

    fn slices(&self, cube: &str) -> Vec<(AreaKey, Period)> {
        let slices: BTreeSet<_> =
            self.0.get(cube).into_iter().flat_map(|cube| cube.slices.keys().cloned()).collect();
        slices.into_iter().collect()
    }
}
