//! Cubes → store: observations, and what their cubes are made of.

use super::store::STEPS_PER_FLUSH;
use crate::Result;
use crate::cubes::export::Names;
use crate::cubes::export::rdf::{observation_triples, structure_triples};
use crate::cubes::{Cube, CubeView, Cubes, changes, is_of_dataset};
use crate::rdf::canonical;
use crate::store::{NewCube, StatementChange, Statements, TripleStore};
use datenkreis_vocab::cube::iri;
use datenkreis_vocab::order;
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::sync::Arc;

/// Observations a store transaction covers: about 16,000 triples.
const STEP: usize = 2_000;
/// Observations made ready at once while loading or comparing.
const LOAD_STEP: usize = 4_000;

/// Brings the store's observations to the cubes. `past` gives the cubes as they were at a revision of the
/// readings: what is different since the one the store was brought to is then known without asking the store.
///
/// Cubes new to the store are loaded in bulk. Of the others only what changed is written; where the store is not
/// what it was at that revision, every observation is compared with it. The marker of the revision moves last;
/// what was interrupted is found by the marker of its cube.
pub(crate) fn catch_up_cubes(
    store: &dyn TripleStore,
    names: &Names<'_>,
    cubes: &Cubes,
    past: &dyn Fn(u64) -> Result<Arc<Cubes>>,
) -> Result<()> {
    let held = store.held_cubes()?;
    let new = cubes.iter().filter(|cube| !held.contains_key(&cube.definition.id));
    let new: Vec<NewCube<'_>> = new.map(|cube| new_cube(names, cube)).collect();
    if !new.is_empty() {
        store.load_cubes(new)?;
        store.flush()?;
    }
    let mut before: Option<Arc<Cubes>> = None;
    for (id, marker) in &held {
        let (cube, form) = (cubes.get(id), Form::read(marker));
        let structure = cube.map(|cube| structure(names, cube)).unwrap_or_default();
        let wanted = cube.map(|cube| Form::of(cube, &structure));
        if wanted.as_ref() == Some(&form) {
            continue;
        }
        if wanted.as_ref().is_none_or(|wanted| wanted.observations != form.observations) {
            let before = match &before {
                Some(before) => before,
                None => before.insert(past(store.counted())?),
            };
            let is_between = |before: &CubeView| {
                form.observations == before.form() || form.observations == between(before, cube)
            };
            match before.get(id).filter(|before| is_between(before)) {
                Some(before) => follow(store, names.base, before, cube)?,
                None => compare(store, names.base, id, cube)?,
            }
        }
        store.finish_cube(id, wanted.map(Form::marker).as_deref(), &structure)?;
    }
    if store.counted() != cubes.revision() {
        store.set_counted(cubes.revision())?;
    }
    Ok(())
}

/// What the store's statements about a cube were made of.
#[derive(PartialEq)]
struct Form {
    /// See [`CubeView::form`]; while they are changed, what [`between`] gives.
    observations: String,
    /// Hash of the structure, which may depend on more than the cube, names of areas for instance.
    structure: String,
}

impl Form {
    fn of(cube: &CubeView, structure: &[Triple]) -> Self {
        let structure = canonical::hash(&canonical::n_quads(structure, ""));
        Self { observations: cube.form().to_owned(), structure }
    }

    fn marker(self) -> String {
        format!("{}/{}", self.observations, self.structure)
    }

    /// Anything else is a form that no cube has.
    fn read(marker: &str) -> Self {
        let (observations, structure) = marker.split_once('/').unwrap_or((marker, ""));
        Self { observations: observations.to_owned(), structure: structure.to_owned() }
    }
}

fn new_cube<'a>(names: &Names<'a>, cube: &'a CubeView) -> NewCube<'a> {
    let base = names.base;
    let count = cube.observations.len();
    let steps = (0..count).step_by(LOAD_STEP).map(move |start| {
        let step = start..count.min(start + LOAD_STEP);
        step.into_par_iter().flat_map_iter(|index| observation_triples(base, cube, index)).collect()
    });
    let structure = structure(names, cube);
    NewCube {
        id: &cube.definition.id,
        form: Form::of(cube, &structure).marker(),
        structure,
        observations: Box::new(steps),
    }
}

/// What a cube is made of, without what its dataset says.
fn structure(names: &Names<'_>, cube: &Cube) -> Vec<Triple> {
    let dataset = NamedNode::new_unchecked(iri::cube(names.base, &cube.definition.id).as_str());
    let triples = structure_triples(names, cube).into_iter();
    triples.filter(|triple| !is_of_dataset(triple, &dataset)).collect()
}

/// The form of a cube while it is changed from one state to another. Each of its observations is in one of these,
/// so that the change can be made once more if it was interrupted.
fn between(before: &CubeView, after: Option<&CubeView>) -> String {
    format!("{} {}", before.form(), after.map(CubeView::form).unwrap_or_default())
}

/// Changes what is different between two states of a cube.
fn follow(store: &dyn TripleStore, base: &str, before: &CubeView, after: Option<&CubeView>) -> Result<()> {
    let mut writer = Writer::new(store, &before.definition.id, between(before, after));
    let said = |cube: &CubeView, index: usize| observation_triples(base, cube, index);
    let Some(after) = after else {
        for index in 0..before.observations.len() {
            writer.change(said(before, index), vec![])?;
        }
        return writer.finish();
    };
    for changed in changes(before, after) {
        let one = changed.before.map(|index| said(before, index)).unwrap_or_default();
        let other = changed.after.map(|index| said(after, index)).unwrap_or_default();
        writer.change(one, other)?;
    }
    writer.finish()
}

/// Compares every observation of a cube with what the store holds.
fn compare(store: &dyn TripleStore, base: &str, id: &str, cube: Option<&CubeView>) -> Result<()> {
    let mut writer = Writer::new(store, id, String::new());
    let mut is_held = vec![false; cube.map_or(0, |cube| cube.observations.len())];
    let start = format!("{base}/id/beobachtung/{id}/");
    let found = |subject: &NamedNode| -> Option<(&CubeView, usize)> {
        let notations: Vec<&str> = subject.as_str().strip_prefix(&start)?.split('/').collect();
        let cube = cube?;
        Some((cube, cube.find(&notations)?))
    };
    let mut subjects = store.observations_of(id);
    loop {
        let step: Vec<NamedNode> = subjects.by_ref().take(LOAD_STEP).collect::<Result<_>>()?;
        if step.is_empty() {
            break;
        }
        let said = step.par_iter().map(|subject| {
            let found = found(subject);
            let after = found.map(|(cube, index)| observation_triples(base, cube, index));
            Ok((store.about(subject)?, after.unwrap_or_default(), found.map(|(_, index)| index)))
        });
        for (before, after, index) in said.collect::<Result<Vec<_>>>()? {
            if let Some(held) = index.and_then(|index| is_held.get_mut(index)) {
                *held = true;
            }
            writer.change(before, after)?;
        }
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
    /// The form of the cube while it is changed; empty if it is not known what it is changed from.
    form: String,
    changes: Vec<StatementChange>,
    steps: u64,
}

impl<'a> Writer<'a> {
    fn new(store: &'a dyn TripleStore, cube: &'a str, form: String) -> Self {
        Self { store, cube, form, changes: vec![], steps: 0 }
    }

    /// What is said about one observation before and after.
    fn change(&mut self, mut before: Vec<Triple>, mut after: Vec<Triple>) -> Result<()> {
        order::sort(&mut before);
        order::sort(&mut after);
        let Some(subject) = before.first().or(after.first()).map(|triple| triple.subject.clone()) else {
            return Ok(());
        };
        if before == after {
            return Ok(());
        }
        let NamedOrBlankNode::NamedNode(speaker) = subject else { return Ok(()) };
        let statements = |own| Statements { own, shared: vec![] };
        self.changes.push(StatementChange { speaker, before: statements(before), after: statements(after) });
        if self.changes.len() == STEP { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<()> {
        if self.changes.is_empty() {
            return Ok(());
        }
        self.store.change_observations(self.cube, &self.form, std::mem::take(&mut self.changes))?;
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_PER_FLUSH) { self.store.flush() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<()> {
        self.write()
    }
}
