//! Codes that follow from others: women are all without men.

use crate::tables::mapping::Derivation;
use datenkreis_vocab::cube::{Cell, Figure, ObsStatus, Observations};
use foldhash::{HashMap, HashMapExt};

/// Adds the observations that are calculated; they stand in no cell.
pub fn add(derivations: &[Derivation], observations: &mut Observations) {
    for derivation in derivations {
        for (notations, figure) in derived(derivation, observations) {
            let notations: Vec<&str> = notations.iter().map(String::as_str).collect();
            observations.push(&notations, figure, Cell::default());
        }
    }
}

fn derived(derivation: &Derivation, observations: &Observations) -> Vec<(Vec<String>, Figure)> {
    let columns = observations.columns();
    let Some(column) = columns.get(derivation.position) else { return vec![] };
    let (Some(left), Some(right)) = (column.find(&derivation.left), column.find(&derivation.right)) else {
        return vec![];
    };
    // What the second terms say, by the codes of the other dimensions.
    let key = |index: usize| -> Vec<u32> {
        let others = columns.iter().enumerate().filter(|(at, _)| *at != derivation.position);
        others.map(|(_, column)| column.codes()[index]).collect()
    };
    let mut seconds: HashMap<Vec<u32>, Figure> = HashMap::new();
    for index in (0..observations.len()).filter(|index| column.codes()[*index] == right) {
        seconds.extend(observations.figure(index).map(|figure| (key(index), figure)));
    }
    let calculated = |index: usize| {
        let first = observations.figure(index)?;
        let second = seconds.get(&key(index))?;
        let (one, other) = (first.value?, second.value?);
        let value = if derivation.is_difference { one - other } else { one + other };
        let is_plain = matches!(first.status, ObsStatus::Normal | ObsStatus::Zero);
        let status = match if is_plain { second.status } else { first.status } {
            ObsStatus::Zero => ObsStatus::Normal,
            status => status,
        };
        let mut notations: Vec<String> =
            observations.get(index)?.notations.into_iter().map(str::to_owned).collect();
        notations[derivation.position].clone_from(&derivation.code);
        Some((notations, Figure { value: Some(value), status }))
    };
    (0..observations.len()).filter(|index| column.codes()[*index] == left).filter_map(calculated).collect()
}
