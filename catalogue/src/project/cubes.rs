//! Cubes → store: observations, and what their cubes are made of.

use super::store::STEPS_PER_FLUSH;
use crate::Result;
use crate::cubes::export::rdf::{observation_triples, structure_triples};
use crate::cubes::{Changed, Cube, CubeView, Cubes, changes, is_of_dataset};
use crate::store::{NewCube, StatementChange, Statements, TripleStore};
use datenkreis_vocab::cube::iri;
use oxrdf::{NamedNode, Triple};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Observations a store transaction covers: about 16,000 triples.
const STEP: usize = 2_000;
/// Observations made ready at once while loading.
const LOAD_STEP: usize = 4_000;

/// Brings the store's observations to the cubes. `held` are those the store was brought to before by this
/// process, if it was: then what changed is known without asking the store.
///
/// Cubes new to the store are loaded in bulk. Of the others, those that changed are compared observation by
/// observation. The marker of the revision moves last; what was interrupted is found by the marker of its cube.
pub(crate) fn catch_up_cubes(store: &dyn TripleStore, base: &str, cubes: &Cubes, held: &Cubes) -> Result<()> {
    let forms = store.held_cubes()?;
    let new = cubes.iter().filter(|cube| !forms.contains_key(&cube.definition.id));
    let new: Vec<NewCube<'_>> = new.map(|cube| new_cube(base, cube)).collect();
    if !new.is_empty() {
        store.load_cubes(new)?;
        store.flush()?;
    }
    for (id, form) in &forms {
        match cubes.get(id) {
            Some(cube) if cube.form() == form => {}
            Some(cube) => {
                match held.get(id).filter(|held| held.form() == form) {
                    Some(held) => follow(store, base, held, cube)?,
                    None => compare(store, base, id, Some(cube))?,
                }
                store.finish_cube(id, Some(cube.form()), &structure(base, cube))?;
            }
            None => {
                compare(store, base, id, None)?;
                store.finish_cube(id, None, &[])?;
            }
        }
    }
    if store.counted() != cubes.revision() {
        store.set_counted(cubes.revision())?;
    }
    Ok(())
}

fn new_cube<'a>(base: &'a str, cube: &'a CubeView) -> NewCube<'a> {
    let count = cube.observations.len();
    let steps = (0..count).step_by(LOAD_STEP).map(move |start| {
        let step = start..count.min(start + LOAD_STEP);
        step.into_par_iter().flat_map_iter(|index| observation_triples(base, cube, index)).collect()
    });
    NewCube {
        id: &cube.definition.id,
        form: cube.form(),
        structure: structure(base, cube),
        observations: Box::new(steps),
    }
}

/// What a cube is made of, without what its dataset says.
fn structure(base: &str, cube: &Cube) -> Vec<Triple> {
    let dataset = NamedNode::new_unchecked(iri::cube(base, &cube.definition.id).as_str());
    let triples = structure_triples(base, cube).into_iter();
    triples.filter(|triple| !is_of_dataset(triple, &dataset)).collect()
}

/// Changes what is different between two states of a cube.
fn follow(store: &dyn TripleStore, base: &str, before: &CubeView, after: &CubeView) -> Result<()> {
    let mut writer = Writer::new(store, &after.definition.id);
    let said = |cube: &CubeView, index: Option<usize>| {
        index.map(|index| observation_triples(base, cube, index)).unwrap_or_default()
    };
    for Changed { before: one, after: other } in changes(before, after) {
        writer.change(said(before, one), said(after, other))?;
    }
    writer.finish()
}

/// Compares every observation of a cube with what the store holds.
fn compare(store: &dyn TripleStore, base: &str, id: &str, cube: Option<&CubeView>) -> Result<()> {
    let mut writer = Writer::new(store, id);
    let mut is_held = vec![false; cube.map_or(0, |cube| cube.observations.len())];
    let start = format!("{base}/id/beobachtung/{id}/");
    for subject in store.observations_of(id) {
        let subject = subject?;
        let notations = subject.as_str().strip_prefix(&start).map(|rest| rest.split('/').collect::<Vec<_>>());
        let index = cube.zip(notations).and_then(|(cube, notations)| cube.find(&notations));
        let after = cube.zip(index).map(|(cube, index)| observation_triples(base, cube, index));
        if let Some(held) = index.and_then(|index| is_held.get_mut(index)) {
            *held = true;
        }
        writer.change(store.about(&subject)?, after.unwrap_or_default())?;
    }
    if let Some(cube) = cube {
        for index in (0..is_held.len()).filter(|&index| !is_held[index]) {
            writer.change(vec![], observation_triples(base, cube, index))?;
        }
    }
    writer.finish()
}

/// Writes changes by transactions of bounded size.
struct Writer<'a> {
    store: &'a dyn TripleStore,
    cube: &'a str,
    changes: Vec<StatementChange>,
    steps: u64,
}

impl<'a> Writer<'a> {
    fn new(store: &'a dyn TripleStore, cube: &'a str) -> Self {
        Self { store, cube, changes: vec![], steps: 0 }
    }

    /// What is said about one observation before and after.
    fn change(&mut self, mut before: Vec<Triple>, mut after: Vec<Triple>) -> Result<()> {
        datenkreis_vocab::order::sort(&mut before);
        datenkreis_vocab::order::sort(&mut after);
        let Some(subject) = before.first().or(after.first()).map(|triple| triple.subject.clone()) else {
            return Ok(());
        };
        if before == after {
            return Ok(());
        }
        let oxrdf::NamedOrBlankNode::NamedNode(speaker) = subject else { return Ok(()) };
        let statements = |own| Statements { own, shared: vec![] };
        self.changes.push(StatementChange { speaker, before: statements(before), after: statements(after) });
        if self.changes.len() == STEP { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<()> {
        if self.changes.is_empty() {
            return Ok(());
        }
        self.store.change_observations(self.cube, std::mem::take(&mut self.changes))?;
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_PER_FLUSH) { self.store.flush() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<()> {
        self.write()
    }
}
