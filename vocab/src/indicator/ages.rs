//! Sums over ages, from whatever groups a slice has.

use crate::cube::{Age, Figure, ObsStatus};
use std::cell::OnceCell;

/// The ages of one slice of a cube: single years, groups, several groupings beside one another. The total is
/// no age group and does not belong here.
#[derive(Clone, Debug, Default)]
pub struct Ages {
    groups: Vec<(Age, Figure)>,
    /// The finest classes of all ages: where both bounds of a range are bounds of it, it need not be searched for.
    finest: OnceCell<Vec<Class>>,
}

/// A sum, and what is to be known about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// The sum.
    pub value: f64,
    /// The worst status of what was added up.
    pub status: ObsStatus,
}

/// One class of a cover, with its figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Its bounds.
    pub age: Age,
    /// The figure.
    pub value: f64,
    /// What is to be known about it.
    pub status: ObsStatus,
}

impl Ages {
    /// The groups in any order, those without figure among them.
    pub fn new(mut groups: Vec<(Age, Figure)>) -> Self {
        groups.sort_unstable_by_key(|(age, _)| *age);
        Self { groups, finest: OnceCell::new() }
    }

    /// Whether there is no group.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The groups as they are, youngest first.
    pub fn groups(&self) -> &[(Age, Figure)] {
        &self.groups
    }

    /// The finest classes with figures that make up `range` exactly, youngest first; nothing is counted twice.
    /// `None` if there are none: a group is cut by the bounds, or a figure is missing.
    pub fn cover(&self, range: Age) -> Option<Vec<Class>> {
        let finest = self.finest.get_or_init(|| self.search(Age::from(0)).unwrap_or_default());
        let first = finest.binary_search_by_key(&range.from, |class| class.age.from).ok();
        let last = finest.iter().rposition(|class| class.age.to == range.to);
        match (first, last) {
            (Some(first), Some(last)) if first <= last => Some(finest[first..=last].to_vec()),
            _ => self.search(range),
        }
    }

    fn search(&self, range: Age) -> Option<Vec<Class>> {
        let there = self.groups.iter().filter(|(_, figure)| number(*figure).is_some()).map(|(age, _)| *age);
        let cover = Age::finest_cover(there, range.from, range.to)?;
        cover.into_iter().map(|age| self.class(age)).collect()
    }

    fn class(&self, age: Age) -> Option<Class> {
        let index = self.groups.binary_search_by_key(&age, |(age, _)| *age).ok()?;
        let figure = self.groups[index].1;
        Some(Class { age, value: number(figure)?, status: figure.status })
    }

    /// How many are of these ages; `None` as in [`cover`](Self::cover).
    pub fn sum(&self, range: Age) -> Option<Sum> {
        let cover = self.cover(range)?;
        Some(Sum {
            value: cover.iter().map(|class| class.value).sum(),
            status: cover.iter().map(|class| class.status).fold(ObsStatus::Normal, worse),
        })
    }
}

impl Class {
    /// How many years it is wide; an open class has no width.
    pub fn years(self) -> Option<f64> {
        self.age.to.map(|to| f64::from(to - self.age.from) + 1.0)
    }
}

/// The number a figure stands for; a figure that is exactly zero is 0.
pub(super) fn number(figure: Figure) -> Option<f64> {
    match figure.status {
        status if status.is_missing() => None,
        ObsStatus::Zero => Some(0.0),
        _ => figure.value,
    }
}

/// The status of what is calculated from two figures.
pub(super) fn worse(one: ObsStatus, other: ObsStatus) -> ObsStatus {
    let worst = if rank(other) > rank(one) { other } else { one };
    if worst == ObsStatus::Zero { ObsStatus::Normal } else { worst }
}

/// How much a status takes from a figure.
fn rank(status: ObsStatus) -> u8 {
    match status {
        ObsStatus::Normal | ObsStatus::Zero => 0,
        ObsStatus::Revised => 1,
        ObsStatus::Break => 2,
        ObsStatus::Provisional => 3,
        ObsStatus::Estimated => 4,
        ObsStatus::Uncertain => 5,
        ObsStatus::Forecast => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ages(groups: &[(&str, Option<f64>)]) -> Ages {
        let figure =
            |value: Option<f64>| value.map_or(Figure::missing(ObsStatus::Suppressed), Figure::normal);
        Ages::new(
            groups
                .iter()
                .map(|(notation, value)| (Age::from_notation(notation).expect(notation), figure(*value)))
                .collect(),
        )
    }

    #[test]
    fn ranges_are_covered_exactly() {
        let check = |groups: &[(&str, Option<f64>)], range: Age, expected: Option<f64>| {
            assert_eq!(ages(groups).sum(range).map(|sum| sum.value), expected, "{groups:?} {range:?}");
        };
        let groups = [("Y0T2", Some(3.0)), ("Y3T5", Some(4.0)), ("Y6T9", Some(5.0)), ("Y_GE10", Some(100.0))];
        check(&groups, Age::between(0, 9), Some(12.0));
        check(&groups, Age::between(3, 5), Some(4.0));
        check(&groups, Age::from(6), Some(105.0));
        // The bounds cut a group, or lie in the open class, or beyond what there is.
        check(&groups, Age::between(0, 4), None);
        check(&groups, Age::from(8), None);
        check(&groups, Age::between(6, 30), None);
        check(&[], Age::from(0), None);
        // Several groupings: nothing twice, and what is missing in one is taken from the other.
        let both =
            [("Y0", Some(1.0)), ("Y1", Some(2.0)), ("Y0T1", Some(3.0)), ("Y2T4", None), ("Y_GE2", Some(9.0))];
        check(&both, Age::between(0, 1), Some(3.0));
        check(&both, Age::from(0), Some(12.0));
        check(&both, Age::between(0, 4), None);
        check(&[("Y0", None), ("Y1", Some(2.0)), ("Y0T1", Some(3.0))], Age::between(0, 1), Some(3.0));
        check(&[("Y0", None), ("Y1", Some(2.0))], Age::between(0, 1), None);
    }

    #[test]
    fn the_finest_cover_is_taken() {
        let both = ages(&[("Y0T1", Some(3.0)), ("Y0", Some(1.0)), ("Y1", Some(2.0))]);
        assert_eq!(both.cover(Age::between(0, 1)).expect("covered").len(), 2);
    }

    #[test]
    fn zero_is_a_number_and_a_sign_is_none() {
        let zero = Figure { value: Some(0.0), status: ObsStatus::Zero };
        let uncertain = Figure { value: Some(7.0), status: ObsStatus::Uncertain };
        let sum = |second| {
            Ages::new(vec![(Age::single(0), zero), (Age::single(1), second)]).sum(Age::between(0, 1))
        };
        assert_eq!(sum(zero), Some(Sum { value: 0.0, status: ObsStatus::Normal }));
        assert_eq!(sum(uncertain), Some(Sum { value: 7.0, status: ObsStatus::Uncertain }));
        assert_eq!(sum(Figure::missing(ObsStatus::Unknown)), None);
    }
}
