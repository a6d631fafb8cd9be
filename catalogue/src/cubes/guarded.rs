//! The guard for small numbers, between what tables say and what anybody gets to see.
//!
//! It looks at the union of all tables of a cube, for one may give away what another suppresses, and comes before
//! everything else: what it keeps back is in no cube in memory, and so in no store, file, chart or calculation.

use super::union::{Part, United, unite};
use super::{Cube, LeftOut, Reason, Slices};
use datenkreis_vocab::cube::suppress::{Guard, suppress};
use datenkreis_vocab::cube::{AreaKey, Column, Figure, ObsStatus, Observations};
use std::collections::{BTreeMap, BTreeSet};

/// What the guard kept back of a cube.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptBack {
    /// Counts below are kept back.
    pub threshold: f64,
    /// How many figures are small, also in tables that another one stands above.
    pub primary: usize,
    /// How many more would have given those away, or are suppressed by the table that counts.
    pub secondary: usize,
    /// SHA-256 of the tables that show what was kept back.
    pub tables: BTreeSet<String>,
}

/// Unites what readings say about one cube, without what would give single persons away.
pub(super) fn unite_guarded(parts: Vec<Part>, guard: &Guard) -> Option<United> {
    let guards = |part: &&Part| part.observations.columns().first().is_some_and(|areas| is_any(areas, guard));
    let tables: BTreeSet<String> =
        parts.iter().filter(guards).map(|part| part.table.sha256.clone()).collect();
    let united = unite(parts)?;
    // Nobody is counted below one: with that threshold the operator wants no guard.
    let is_off = guard.threshold <= 1.0;
    let is_open = is_off || tables.is_empty() || !united.cube.definition.measure.counts_people();
    Some(if is_open { united } else { guarded(united, guard, tables) })
}

fn is_any(areas: &Column, guard: &Guard) -> bool {
    areas.notations().filter_map(AreaKey::read).any(|area| (guard.guards)(&area))
}

fn guarded(mut united: United, guard: &Guard, tables: BTreeSet<String>) -> United {
    let concerned = concerned(&united.cube.observations, guard);
    let of_concerned = selected(&united.cube.observations, &concerned);
    let found = suppress(&of_concerned, &united.cube.definition.dimensions, guard);
    let outvoted = take_outvoted(&mut united, guard);
    if found.primary + outvoted.small + outvoted.hidden == 0 && found.unprotected.is_empty() {
        return united;
    }
    let kept_back = KeptBack {
        threshold: guard.threshold,
        primary: found.primary + outvoted.small,
        secondary: found.secondary + outvoted.hidden,
        tables,
    };
    let mut changed: BTreeMap<usize, Option<Figure>> = BTreeMap::new();
    let guards = |index: usize| is_guarded(&united.cube.observations, index, guard);
    for (at, index) in concerned.into_iter().enumerate() {
        if !found.unprotected.is_empty() && guards(index) {
            changed.insert(index, None);
        } else if let Some(figure) = found.observations.figure(at)
            && Some(figure) != united.cube.observations.figure(index)
        {
            changed.insert(index, Some(figure));
        }
    }
    United { kept_back: Some(kept_back), ..without(united, &changed) }
}

/// Figures that only tables state that are not followed.
#[derive(Default)]
struct Outvoted {
    /// Small ones, where the cube has none that is.
    small: usize,
    /// Further ones that the table which is followed suppresses.
    hidden: usize,
}

/// Takes away what is said of figures that another table states though they are small, or though the table that
/// counts suppresses them.
fn take_outvoted(united: &mut United, guard: &Guard) -> Outvoted {
    let observations = &united.cube.observations;
    let mut outvoted = Outvoted::default();
    united.differences.retain(|differing| {
        let Some(stated) = differing.figure.value else { return true };
        if !is_guarded(observations, differing.index, guard) {
            return true;
        }
        let kept = observations.figure(differing.index).unwrap_or_default();
        let is_counted = kept.value.is_some_and(|value| guard.is_small(value));
        match (guard.is_small(stated), kept.status == ObsStatus::Suppressed) {
            (true, _) => outvoted.small += usize::from(!is_counted),
            (false, true) => outvoted.hidden += 1,
            (false, false) => return true,
        }
        false
    });
    outvoted
}

fn is_guarded(observations: &Observations, index: usize, guard: &Guard) -> bool {
    let area = observations.notation(index, 0).and_then(AreaKey::read);
    area.is_some_and(|area| (guard.guards)(&area))
}

/// The observations about areas that are guarded, and about those that these add up to.
fn concerned(observations: &Observations, guard: &Guard) -> Vec<usize> {
    let Some(areas) = observations.columns().first() else { return vec![] };
    let mut keys: BTreeSet<AreaKey> = BTreeSet::new();
    for area in areas.notations().filter_map(AreaKey::read).filter(|area| (guard.guards)(area)) {
        keys.extend((guard.within)(&area));
        keys.insert(area);
    }
    let is_meant: Vec<bool> = areas
        .notations()
        .map(|notation| AreaKey::read(notation).is_some_and(|area| keys.contains(&area)))
        .collect();
    let codes = areas.codes().iter().enumerate();
    codes.filter(|(_, code)| is_meant.get(**code as usize) == Some(&true)).map(|(index, _)| index).collect()
}

/// Some of the observations.
fn selected(observations: &Observations, indices: &[usize]) -> Observations {
    let columns = observations.columns();
    let mut selected =
        Observations::with_notations(columns.iter().map(|column| column.notations().collect()));
    for &index in indices {
        let numbers: Vec<u32> = columns.iter().map(|column| column.codes()[index]).collect();
        let figure = observations.figure(index).unwrap_or_default();
        selected.push_numbers(&numbers, figure, observations.cell(index).unwrap_or_default());
    }
    selected
}

/// The cube with other figures, or without some; what was said about these is gone, too.
fn without(united: United, changed: &BTreeMap<usize, Option<Figure>>) -> United {
    let United { cube, differences, mut left_out, kept_back } = united;
    let is_left = |index: &usize| changed.get(index) != Some(&None);
    let left: Vec<usize> = (0..cube.observations.len()).filter(is_left).collect();
    let columns = cube.observations.columns();
    let used = columns.iter().map(|column| {
        let used: BTreeSet<u32> = left.iter().map(|&index| column.codes()[index]).collect();
        used.into_iter().map(|number| column.notation(number)).collect()
    });
    let mut observations = Observations::with_notations(used);
    observations.reserve(left.len());
    let has_slices = !cube.slices.all().is_empty();
    let (mut origins, mut slices) = (vec![], Slices::default());
    for &index in &left {
        let Some(found) = cube.observations.get(index) else { continue };
        let figure = changed.get(&index).copied().flatten().unwrap_or(found.figure);
        observations.push(&found.notations, figure, found.cell);
        origins.push(cube.origins[index]);
        if has_slices {
            slices.push(cube.slices.of(index));
        }
    }
    let mut removed: BTreeMap<u16, usize> = BTreeMap::new();
    for index in changed.keys().filter(|index| !is_left(index)) {
        *removed.entry(cube.origins[*index]).or_default() += 1;
    }
    left_out.extend(removed.into_iter().map(|(origin, observations)| LeftOut {
        cube: cube.definition.id.clone(),
        table: cube.tables[usize::from(origin)].clone(),
        observations,
        reason: Reason::NotProtected,
    }));
    let differences = differences.into_iter().filter(|found| !changed.contains_key(&found.index)).filter_map(
        |mut found| {
            found.index = left.binary_search(&found.index).ok()?;
            Some(found)
        },
    );
    let differences = differences.collect();
    let cube = Cube { observations, origins, slices, ..cube };
    United { cube, differences, left_out, kept_back }
}

#[cfg(test)]
mod tests;
