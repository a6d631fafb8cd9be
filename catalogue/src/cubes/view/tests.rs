use super::*;
use crate::cubes::samples::{part, rows, table};
use crate::cubes::{Slice, Slices};
use datenkreis_vocab::cube::known;

/// The first observation of a cube as a cube of another id.
struct First(&'static str, &'static str);

impl Derivation for First {
    fn name(&self) -> &str {
        "erste"
    }

    fn derive(&self, cubes: &Cubes) -> Vec<Derived> {
        let Some(cube) = cubes.get(self.0) else { return vec![] };
        let mut definition = cube.definition.clone();
        definition.id = self.1.into();
        let mut derived =
            Derived { definition, observations: cube.observations.clone(), slices: Slices::default() };
        for observation in cube.observations.iter() {
            derived.slices.push([&Slice::new(self.0, observation.notations[0], observation.notations[1])]);
        }
        vec![derived]
    }
}

fn derivations(pairs: &[(&'static str, &'static str)]) -> Vec<Arc<dyn Derivation>> {
    pairs.iter().map(|&(from, to)| Arc::new(First(from, to)) as Arc<dyn Derivation>).collect()
}

fn land(at: i64, rows: &[&str]) -> Vec<(String, Vec<Part>)> {
    vec![(known::LAND.into(), vec![part(table("eine", at), known::LAND, rows)])]
}

#[test]
fn each_calculation_sees_those_before_it() {
    let derivations = derivations(&[("zwei", "drei"), (known::LAND, "eins"), ("eins", "zwei")]);
    let cubes = Cubes::default().renewed(1, land(1, &["05978 2024 1"]), &derivations, &Guard::default());
    let ids: Vec<&str> = cubes.iter().map(|cube| cube.definition.id.as_str()).collect();
    assert_eq!(ids, ["eins", "flaeche", "zwei"]);
    let two = cubes.get("zwei").expect("a cube");
    assert_eq!(two.tables[0].mapping, "berechnet/erste");
    assert_eq!(two.tables[0].attribution, "© IT.NRW", "handed down twice");
    assert_eq!(two.slices.of(0).collect::<Vec<_>>(), [&Slice::new("eins", "05978", "2024")]);
    assert_eq!(cubes.observations(), 3);
}

#[test]
fn a_calculation_replaces_nothing_that_is_there() {
    let derivations =
        derivations(&[(known::LAND, known::LAND), (known::LAND, "eins"), (known::LAND, "eins")]);
    let mut cubes = Cubes::default();
    for revision in 1..3 {
        cubes = cubes.renewed(revision, land(1, &["05978 2024 1"]), &derivations, &Guard::default());
        let left: Vec<_> = cubes.left_out().iter().map(|left| (left.cube.as_str(), &left.reason)).collect();
        assert_eq!(left, [(known::LAND, &Reason::IdTaken), ("eins", &Reason::IdTaken)]);
        assert!(!cubes.get(known::LAND).expect("a cube").tables[0].is_calculated());
    }
}

#[test]
fn what_did_not_change_stays_where_it_is() {
    let derivations = derivations(&[(known::LAND, "eins")]);
    let households = || part(table("andere", 1), known::HOUSEHOLDS, &["05978 2024 1 7", "Selm 2024 1 7"]);
    let mut changed = land(1, &["05978 2024 1"]);
    changed.push((known::HOUSEHOLDS.into(), vec![households()]));
    let before = Cubes::default().renewed(1, changed, &derivations, &Guard::default());
    assert_eq!(before.left_out().len(), 1);
    let after = before.renewed(2, land(2, &["05978 2024 2"]), &derivations, &Guard::default());
    assert_eq!((after.revision(), after.left_out()), (2, before.left_out()));
    let is_same = |id: &str| Arc::ptr_eq(&before.cubes[id], &after.cubes[id]);
    assert!(is_same(known::HOUSEHOLDS) && !is_same(known::LAND) && !is_same("eins"));
    assert_eq!(after.get("eins").map(|cube| rows(cube)), Some(vec!["05978 2024 2".to_owned()]));
    let gone = after.renewed(3, vec![(known::LAND.into(), vec![])], &derivations, &Guard::default());
    assert_eq!(gone.iter().len(), 1);
    assert!(Arc::ptr_eq(&before.cubes[known::HOUSEHOLDS], &gone.cubes[known::HOUSEHOLDS]));
}
