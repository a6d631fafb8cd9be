//! Each key once.

use crate::tables::report::{Report, place};
use crate::tables::small::may_be_repeated;
use datenkreis_vocab::cube::{Figure, Observations};
use datenkreis_vocab::finding::rule;

/// Keeps the first observation of each key, and tells of those that say something else.
pub fn keep_first(cube: &str, observations: &mut Observations, report: &mut Report) {
    let columns = observations.columns();
    let compare = |one: &u32, other: &u32| {
        let pairs = columns.iter().map(|column| {
            let codes = column.codes();
            codes[*one as usize].cmp(&codes[*other as usize])
        });
        pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    };
    let mut order: Vec<u32> = (0..observations.len() as u32).collect();
    // Stable: of one key the first stays the first.
    order.sort_by(compare);
    let mut is_repeated = vec![false; observations.len()];
    let mut differ = vec![];
    for same in order.chunk_by(|one, other| compare(one, other).is_eq()) {
        let [first, rest @ ..] = same else { continue };
        for index in rest {
            is_repeated[*index as usize] = true;
            if observations.figure(*index as usize) != observations.figure(*first as usize) {
                differ.push((*first, *index));
            }
        }
    }
    if order.len() == is_repeated.iter().filter(|is_repeated| !**is_repeated).count() {
        return;
    }
    differ.sort_unstable_by_key(|(_, index)| *index);
    for (first, index) in differ {
        let (Some(first), Some(other)) = (observations.get(first as usize), observations.get(index as usize))
        else {
            continue;
        };
        let key = other.notations.join(" ");
        let value = if may_be_repeated(other.notations.first().copied()) {
            format!("{key}: {} / {}", shown(first.figure), shown(other.figure))
        } else {
            key
        };
        let at = place(other.cell.row, other.cell.column.into());
        report.tell(&rule::TABLE_KEY_REPEATED, cube, at, &value);
    }
    let mut kept = Observations::new(observations.columns().len());
    for (observation, is_repeated) in observations.iter().zip(&is_repeated) {
        if !is_repeated {
            kept.push(&observation.notations, observation.figure, observation.cell);
        }
    }
    *observations = kept;
}

fn shown(figure: Figure) -> String {
    figure.value.map_or_else(|| figure.status.notation().to_owned(), |value| value.to_string())
}
