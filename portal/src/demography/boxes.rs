//! Observations as products of codes: what a query can ask for with a list of codes for each dimension.

use datenkreis_catalogue::cubes::CubeView;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// For each dimension the codes that occur, as numbers within its column.
type Codes = Vec<BTreeSet<u32>>;

/// Lists of codes by dimension that together mean these observations and no other of the cube. Most charts show one
/// product: all ages of all years. Where the ages of one year are others, it is two.
pub fn boxes(cube: &CubeView, indices: &[usize]) -> Vec<Codes> {
    let columns = cube.observations.columns();
    let key = |index: usize| -> Vec<u32> {
        columns.iter().filter_map(|column| column.codes().get(index).copied()).collect()
    };
    let keys: BTreeSet<Vec<u32>> = indices.iter().map(|index| key(*index)).collect();
    let around: Codes =
        (0..columns.len()).map(|position| keys.iter().map(|key| key[position]).collect()).collect();
    let areas = around.first().into_iter().flatten().map(|area| columns[0].notation(*area));
    let is_inside = |index: &usize| {
        columns.iter().zip(&around).all(|(column, codes)| codes.contains(&column.codes()[*index]))
    };
    let inside = areas.flat_map(|area| cube.area(area)).filter(is_inside).count();
    if inside == keys.len() { vec![around] } else { products(&keys) }
}

/// Keys as products: those that begin alike are put together where they go on alike.
fn products(keys: &BTreeSet<Vec<u32>>) -> Vec<Codes> {
    let mut by_first: BTreeMap<u32, BTreeSet<Vec<u32>>> = BTreeMap::new();
    for key in keys {
        let Some((first, rest)) = key.split_first() else { return vec![vec![]] };
        by_first.entry(*first).or_default().insert(rest.to_vec());
    }
    let mut alike: Vec<(BTreeSet<Vec<u32>>, BTreeSet<u32>)> = vec![];
    let mut places: HashMap<BTreeSet<Vec<u32>>, usize> = HashMap::new();
    for (first, rest) in by_first {
        let place = *places.entry(rest).or_insert_with_key(|rest| {
            alike.push((rest.clone(), BTreeSet::new()));
            alike.len() - 1
        });
        alike[place].1.insert(first);
    }
    let product = |(rest, firsts): (BTreeSet<Vec<u32>>, BTreeSet<u32>)| {
        products(&rest).into_iter().map(move |rest| [firsts.clone()].into_iter().chain(rest).collect())
    };
    alike.into_iter().flat_map(product).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_products() {
        let check = |keys: &[[u32; 3]], expected: &[[&[u32]; 3]]| {
            let found = products(&keys.iter().map(|key| key.to_vec()).collect());
            let expected: Vec<Codes> = expected
                .iter()
                .map(|codes| codes.iter().map(|codes| codes.iter().copied().collect()).collect())
                .collect();
            assert_eq!(found, expected, "{keys:?}");
        };
        check(&[[1, 1, 1], [1, 1, 2], [1, 2, 1], [1, 2, 2]], &[[&[1], &[1, 2], &[1, 2]]]);
        check(
            &[[1, 1, 1], [1, 1, 2], [1, 2, 7], [1, 2, 8], [1, 3, 1], [1, 3, 2]],
            &[[&[1], &[1, 3], &[1, 2]], [&[1], &[2], &[7, 8]]],
        );
        check(&[], &[]);
    }
}
