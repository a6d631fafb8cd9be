//! What is different about a cube since another time: for projections that follow it.

use super::CubeView;
use std::collections::HashSet;

/// An observation that is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    /// Its index before; `None` if it is new.
    pub before: Option<usize>,
    /// Its index now; `None` if it is gone.
    pub after: Option<usize>,
}

/// The observations that differ in what they say or where it comes from. If the structure changed, these are
/// all.
pub(crate) fn changes<'a>(before: &'a CubeView, after: &'a CubeView) -> impl Iterator<Item = Changed> + 'a {
    let is_same_structure = before.definition == after.definition;
    let tables: HashSet<(usize, usize)> = same_tables(before, after);
    let find = |from: &CubeView, index: usize, to: &CubeView| {
        let observation = from.observations.get(index)?;
        to.find(&observation.notations)
    };
    let is_same = move |one: usize, other: usize| {
        let slices = |cube: &CubeView, index: usize| cube.slices.of(index).cloned().collect::<Vec<_>>();
        before.observations.figure(one) == after.observations.figure(other)
            && before.observations.cell(one) == after.observations.cell(other)
            && tables.contains(&(before.origins[one].into(), after.origins[other].into()))
            && slices(before, one) == slices(after, other)
    };
    let gone = (0..before.observations.len()).filter_map(move |index| {
        find(before, index, after).is_none().then_some(Changed { before: Some(index), after: None })
    });
    let other = (0..after.observations.len()).filter_map(move |index| {
        let earlier = find(after, index, before);
        let is_same = is_same_structure && earlier.is_some_and(|earlier| is_same(earlier, index));
        (!is_same).then_some(Changed { before: earlier, after: Some(index) })
    });
    gone.chain(other)
}

/// Which table before has the same bytes as which one now.
fn same_tables(before: &CubeView, after: &CubeView) -> HashSet<(usize, usize)> {
    let pairs = before.tables.iter().enumerate().flat_map(|(one, table)| {
        let same = move |(_, other): &(usize, &super::Table)| {
            (&table.sha256, &table.mapping) == (&other.sha256, &other.mapping)
                || !table.sha256.is_empty() && table.sha256 == other.sha256
        };
        after.tables.iter().enumerate().filter(same).map(move |(other, _)| (one, other))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests;
