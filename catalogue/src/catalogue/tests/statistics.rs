//! Readings come, change and are retired; cubes, their datasets and the store follow.

use super::*;
use crate::cubes::export::rdf::{observation_triples, structure_triples};
use crate::cubes::samples::{definition, names, observations, rows, table};
use crate::cubes::{Cubes, Derivation, Derived, Slice, Slices, Statistics};
use crate::journal::{Reading, ReadingKind};
use crate::relations::Speaker;
use crate::store::{StatementChange, Statements};
use datenkreis_vocab::cube::{Cell, Figure, Observations, iri as cube_iri, known};
use datenkreis_vocab::ns::qb;

mod measure;
mod real;

/// Twice the area of everything.
struct Doubled;

impl Derivation for Doubled {
    fn name(&self) -> &str {
        "doppelt"
    }

    fn derive(&self, cubes: &Cubes) -> Vec<Derived> {
        let Some(cube) = cubes.get(known::LAND) else { return vec![] };
        let mut definition = cube.definition.clone();
        definition.id.push_str("-doppelt");
        let mut derived = Derived {
            observations: Observations::new(definition.dimensions.len()),
            slices: Slices::default(),
            definition,
        };
        for observation in cube.observations.iter() {
            let value = observation.figure.value.map(|value| 2.0 * value);
            let figure = Figure { value, ..observation.figure };
            derived.observations.push(&observation.notations, figure, Cell::default());
            derived.slices.push([&Slice::new(
                known::LAND,
                observation.notations[0],
                observation.notations[1],
            )]);
        }
        vec![derived]
    }
}

pub(super) fn options() -> Statistics {
    let speaker = Speaker {
        iri: format!("{BASE}/organisation/kreis"),
        name: "Kreis".into(),
        email: "a@kreis.example".into(),
    };
    Statistics { derivations: vec![Arc::new(Doubled)], speaker: Some(speaker), ..Statistics::default() }
}

pub(super) fn mapping(number: u8) -> String {
    format!("tabelle-{number}")
}

/// What is read out of a table whose content depends on its number and state; in some states nothing.
pub(super) fn reading(number: u8, state: u8) -> Reading {
    let land = [
        format!("05978 2024 {state}"),
        format!("05978 {} {number}.5", 2020 + u16::from(state)),
        format!("0597803{number} 2024 {}", if state.is_multiple_of(3) { "•" } else { "7" }),
    ];
    let households = [format!("05978 202{number} _T {state}"), format!("05978 202{number} 1 1")];
    let part = |cube: &str, rows: &[String]| {
        let definition = definition(cube);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        (definition.clone(), observations(definition.dimensions.len(), &rows))
    };
    let mut parts = vec![];
    if state != 5 {
        parts.push(part(known::LAND, &land));
    }
    if state.is_multiple_of(2) && state != 6 {
        parts.push(part(known::HOUSEHOLDS, &households));
    }
    if state == 7 {
        parts.clear();
    }
    Reading {
        table: table(&mapping(number), state.into()),
        mapping_hash: "h".into(),
        priority: (number % 2).into(),
        findings: vec![finding("left-out")],
        parts,
    }
}

/// Everything that cubes say.
pub(super) fn said(catalogue: &Catalogue) -> Vec<Triple> {
    let cubes = catalogue.cubes();
    let of = |cube: &crate::cubes::CubeView| {
        let mut said = structure_triples(&names(BASE), cube);
        let observations = 0..cube.observations.len();
        said.extend(observations.flat_map(|index| observation_triples(BASE, cube, index)));
        said
    };
    cubes.iter().flat_map(of).collect()
}

fn published(catalogue: &Catalogue) -> Result<()> {
    catalogue.publish()?;
    assert_views_agree(catalogue)
}

fn shown(catalogue: &Catalogue, cube: &str) -> Vec<String> {
    catalogue.cubes().get(cube).map(|cube| rows(cube)).unwrap_or_default()
}

fn version(catalogue: &Catalogue, cube: &str) -> Result<Option<Version>> {
    let version = catalogue.current(&cube_iri::cube(BASE, cube))?;
    Ok(version.filter(|version| version.kind != ChangeKind::Withdrawn))
}

#[test]
fn readings_become_cubes_datasets_and_observations() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    assert_eq!(catalogue.cubes().revision(), 0);
    let before = catalogue.publish()?;
    catalogue.add_readings(&[reading(1, 2), reading(2, 4)])?;
    published(&catalogue)?;
    assert_ne!(catalogue.snapshot().store, before.store);
    // Of both tables the first has the higher priority.
    let land = ["05978 2022 1.5", "05978 2024 2", "05978031 2024 7", "05978032 2024 7"];
    assert_eq!(shown(&catalogue, known::LAND), land);
    let doubled = ["05978 2022 3", "05978 2024 4", "05978031 2024 14", "05978032 2024 14"];
    assert_eq!(shown(&catalogue, "flaeche-doppelt"), doubled);
    assert_eq!(shown(&catalogue, known::HOUSEHOLDS).len(), 4);
    let cubes = catalogue.cubes();
    assert_eq!((cubes.revision(), cubes.iter().len()), (2, 3));
    // The second table says two things about 2024, both other than the first.
    assert_eq!(cubes.get(known::LAND).map(|cube| cube.differences().len()), Some(2));
    let datasets = catalogue.published_ids(&SourceId::new("kubus"))?;
    assert_eq!(datasets.len(), 3);
    let mut derived = version(&catalogue, "flaeche-doppelt")?.expect("published").triples;
    derived.retain(|triple| {
        triple.object == NamedNode::new_unchecked(format!("{BASE}/dataset/kubus/flaeche")).into()
    });
    assert_eq!(derived.len(), 1, "it names the cube it came from");

    // The same once more, then what is made of the journal: nothing is written.
    let (seq, snapshot) = (catalogue.seq(), catalogue.publish()?);
    assert_eq!(catalogue.publish()?, snapshot);
    drop(catalogue);
    let catalogue = open(directory.path())?;
    assert_eq!(catalogue.seq(), seq);
    assert_eq!(shown(&catalogue, known::LAND), land);
    assert_views_agree(&catalogue)?;
    drop(catalogue);
    assert_views_agree(&Catalogue::rebuild(super::options(directory.path()), &mut |_, _| {})?)
}

#[test]
fn a_dataset_is_modified_when_its_observations_are() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2)])?;
    published(&catalogue)?;
    let first = version(&catalogue, known::LAND)?.expect("published");
    let mut again = reading(1, 2);
    again.table.sha256 = canonical::hash(b"other bytes");
    catalogue.add_readings(&[again])?;
    published(&catalogue)?;
    assert_eq!(version(&catalogue, known::LAND)?.map(|version| version.seq), Some(first.seq));
    catalogue.add_readings(&[reading(1, 4)])?;
    published(&catalogue)?;
    let second = version(&catalogue, known::LAND)?.expect("published");
    assert!(second.seq > first.seq);
    let issued = |version: &Version| {
        let found = version.triples.iter().find(|triple| triple.predicate == dcterms::ISSUED);
        found.map(|triple| triple.object.clone())
    };
    assert!(issued(&first).is_some() && issued(&first) == issued(&second));
    Ok(())
}

#[test]
fn a_table_that_cannot_be_read_changes_nothing_and_is_told() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2)])?;
    let before = shown(&catalogue, known::LAND);
    catalogue.add_readings(&[reading(1, 7), reading(3, 7)])?;
    published(&catalogue)?;
    assert_eq!(shown(&catalogue, known::LAND), before);
    let current = catalogue.readings()?;
    assert_eq!(current.iter().map(|reading| reading.revision).collect::<Vec<_>>(), [1]);
    assert_eq!(current[0].cubes, [(known::LAND.to_owned(), 3), (known::HOUSEHOLDS.to_owned(), 2)]);
    let history = catalogue.reading_history(&mapping(1))?;
    let kinds: Vec<_> = history.iter().map(|reading| reading.kind).collect();
    assert_eq!(kinds, [ReadingKind::Failed, ReadingKind::Read]);
    assert_eq!(history[0].findings, [finding("left-out")]);

    let kept = catalogue.reading(1)?.expect("a reading");
    let original = reading(1, 2);
    assert_eq!((kept.table, kept.priority), (original.table, original.priority));
    for (kept, original) in kept.parts.iter().zip(&original.parts) {
        assert_eq!(kept.0, original.0);
        assert!(kept.1.iter().eq(original.1.iter()));
    }
    assert_eq!(catalogue.reading(2)?.map(|reading| reading.parts.len()), Some(0));
    assert!(catalogue.reading(9)?.is_none());
    Ok(())
}

#[test]
fn retired_mappings_leave_the_cubes_and_stay_in_the_journal() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2), reading(2, 1)])?;
    published(&catalogue)?;
    catalogue.retire_readings(&BTreeSet::from(["tabelle-2"]))?;
    published(&catalogue)?;
    assert_eq!(shown(&catalogue, known::HOUSEHOLDS), [""; 0]);
    assert!(version(&catalogue, known::HOUSEHOLDS)?.is_none());
    assert_eq!(shown(&catalogue, known::LAND).len(), 3);
    let revision = catalogue.cubes().revision();
    catalogue.retire_readings(&BTreeSet::from(["tabelle-2"]))?;
    assert_eq!(catalogue.cubes().revision(), revision, "nothing else is retired");
    let kinds: Vec<_> = catalogue.reading_history("tabelle-1")?.iter().map(|reading| reading.kind).collect();
    assert_eq!(kinds, [ReadingKind::Retired, ReadingKind::Read]);
    catalogue.retire_readings(&BTreeSet::new())?;
    published(&catalogue)?;
    assert_eq!(catalogue.counts()?.observations, 0);
    catalogue.add_readings(&[reading(1, 2)])?;
    published(&catalogue)?;
    assert_eq!(
        version(&catalogue, known::HOUSEHOLDS)?.map(|version| version.kind),
        Some(ChangeKind::Restored)
    );
    Ok(())
}

#[test]
fn an_interrupted_change_is_healed() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2), reading(2, 4)])?;
    catalogue.publish()?;
    let node = |end: &str| NamedNode::new_unchecked(format!("{BASE}/id/beobachtung/flaeche/{end}"));
    let cube = NamedNode::new_unchecked(cube_iri::cube(BASE, known::LAND).as_str());
    let stray = Triple::new(node("05978/1999"), qb::DATA_SET, cube);
    let store = &catalogue.0.store;
    let lost = store.about(&node("05978/2024"))?;
    assert_eq!(lost.len(), 8);
    let change = |speaker: NamedNode, before: Vec<Triple>, after: Vec<Triple>| {
        let statements = |own| Statements { own, shared: vec![] };
        StatementChange { speaker, before: statements(before), after: statements(after) }
    };
    let changes = vec![
        change(node("05978/2024"), lost, vec![]),
        change(node("05978/1999"), vec![], vec![stray]),
        change(node("05978/2022"), store.about(&node("05978/2022"))?[..2].to_vec(), vec![]),
    ];
    store.change_observations(known::LAND, "", changes)?;
    drop(catalogue);
    let catalogue = open(directory.path())?;
    assert_views_agree(&catalogue)?;
    assert_eq!(catalogue.0.store.about(&node("05978/2022"))?.len(), 8);
    Ok(())
}

#[test]
fn a_change_that_was_interrupted_is_made_once_more() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2)])?;
    catalogue.publish()?;
    let before = catalogue.cubes();
    catalogue.add_readings(&[reading(1, 4)])?;
    let after = catalogue.cubes();
    let form = |cubes: &Cubes| cubes.get(known::LAND).map(|cube| cube.form().to_owned()).unwrap_or_default();
    // One of its observations is changed already.
    let (one, other) = (before.get(known::LAND).expect("a cube"), after.get(known::LAND).expect("a cube"));
    let index = |cube: &crate::cubes::CubeView| cube.find(&["05978", "2024"]).expect("an observation");
    let said = |cube: &crate::cubes::CubeView| observation_triples(BASE, cube, index(cube));
    let statements = |own| Statements { own, shared: vec![] };
    let change = StatementChange {
        speaker: NamedNode::new_unchecked(format!("{BASE}/id/beobachtung/flaeche/05978/2024")),
        before: statements(said(one)),
        after: statements(said(other)),
    };
    let form = format!("{} {}", form(&before), form(&after));
    catalogue.0.store.change_observations(known::LAND, &form, vec![change])?;
    drop(catalogue);
    let catalogue = open(directory.path())?;
    assert_views_agree(&catalogue)?;
    // Something else is read before it is made once more.
    catalogue.0.store.change_observations(known::LAND, &form, vec![])?;
    catalogue.add_readings(&[reading(1, 6)])?;
    published(&catalogue)?;
    drop(catalogue);
    assert_views_agree(&open(directory.path())?)
}

#[test]
fn a_structure_that_is_another_is_replaced() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2)])?;
    catalogue.publish()?;
    let marker = catalogue.0.store.held_cubes()?.remove(known::LAND).expect("a marker");
    let form = marker.split('/').next().unwrap_or_default();
    let other = Triple::new(
        NamedNode::new_unchecked(format!("{BASE}/def/flaecheKm2")),
        dcterms::TITLE,
        Literal::new_simple_literal("früher"),
    );
    catalogue.0.store.finish_cube(known::LAND, Some(&format!("{form}/früher")), &[other])?;
    drop(catalogue);
    let catalogue = open(directory.path())?;
    assert_views_agree(&catalogue)?;
    assert_eq!(catalogue.0.store.held_cubes()?.get(known::LAND), Some(&marker));
    Ok(())
}

#[test]
fn cubes_follow_calculations_that_changed() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    catalogue.add_readings(&[reading(1, 2)])?;
    published(&catalogue)?;
    drop(catalogue);
    let plain = Options { statistics: Statistics::default(), ..super::options(directory.path()) };
    let catalogue = Catalogue::open(plain)?;
    assert_eq!(shown(&catalogue, "flaeche-doppelt"), [""; 0]);
    assert_views_agree(&catalogue)?;
    drop(catalogue);
    let catalogue = open(directory.path())?;
    assert_eq!(shown(&catalogue, "flaeche-doppelt").len(), 3);
    assert_views_agree(&catalogue)
}
