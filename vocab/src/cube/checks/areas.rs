use super::{Identity, Imbalance, compare, groups};
use crate::cube::{AreaKey, CubeDefinition, Level, Observations};
use crate::gazetteer::{self, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Districts that are not the sum of their municipalities, states that are not the sum of their districts.
/// Checked where every part that the register knows has a figure.
pub(super) fn sums(cube: &CubeDefinition, observations: &Observations, position: usize) -> Vec<Imbalance> {
    let Some(column) = observations.columns().get(position) else { return vec![] };
    let areas: Vec<Option<AreaKey>> = column.notations().map(AreaKey::read).collect();
    let area = |index: u32| areas[column.codes()[index as usize] as usize].as_ref();
    let mut imbalances = vec![];
    for group in groups(observations, position) {
        let mut parts: BTreeMap<AreaKey, Vec<u32>> = BTreeMap::new();
        for &index in &group {
            let Some(area) = area(index) else { continue };
            if let Some(around) = summand_of(area) {
                parts.entry(around).or_default().push(index);
            }
        }
        for &index in &group {
            let Some(members) = area(index).and_then(|area| Some((area, parts.get(area)?))) else { continue };
            let (around, members) = members;
            let present: BTreeSet<&str> =
                members.iter().filter_map(|&member| Some(area(member)?.as_str())).collect();
            let is_complete = REGISTER
                .get(around.as_str())
                .is_some_and(|keys| keys.iter().all(|key| present.contains(key.as_str())));
            if is_complete {
                imbalances.extend(compare(cube, observations, Identity::Areas, index, members));
            }
        }
    }
    imbalances
}

/// The area whose total an area is a part of.
fn summand_of(area: &AreaKey) -> Option<AreaKey> {
    matches!(area.level(), Level::Municipality | Level::District).then(|| area.parent()).flatten()
}

/// The keys that make up a district or a state; areas without inhabitants need no figure.
static REGISTER: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in gazetteer::places().iter().filter(|place| place.kind != Kind::Area) {
        let Some(area) = AreaKey::read(place.key) else { continue };
        let Some(around) = summand_of(&area) else { continue };
        let keys = parts.entry(around.into()).or_default();
        let key = String::from(area);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    parts
});
