//! Ages and age groups, by their bounds.

use crate::text::Text;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Completed years of life, from and to (both included); an open class has no upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Age {
    /// The youngest, `def:ab`.
    pub from: u8,
    /// The oldest, `def:bis`; `None` if the class is open.
    pub to: Option<u8>,
}

impl Age {
    /// The notation of all ages together.
    pub const TOTAL: &'static str = "_T";

    /// One year of age.
    pub const fn single(year: u8) -> Self {
        Self { from: year, to: Some(year) }
    }

    /// All from one age on.
    pub const fn from(year: u8) -> Self {
        Self { from: year, to: None }
    }

    /// From and to, both included.
    pub const fn between(from: u8, to: u8) -> Self {
        Self { from, to: Some(to) }
    }

    /// Whether all of `other` lies within this group.
    pub fn holds(self, other: Self) -> bool {
        let ends = match (self.to, other.to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => other <= own,
        };
        self.from <= other.from && ends
    }

    /// Of all groups the most that cover the ages from `from` to `to` (`None`: without end) without gap or overlap,
    /// youngest first; `None` if they do not.
    pub fn finest_cover(
        groups: impl IntoIterator<Item = Self>,
        from: u8,
        to: Option<u8>,
    ) -> Option<Vec<Self>> {
        let mut groups: Vec<Self> =
            groups.into_iter().filter(|group| Self { from, to }.holds(*group)).collect();
        groups.sort_unstable_by_key(|group| (Reverse(group.from), group.to.is_none(), group.to));
        groups.dedup();
        // For each age at which a group begins: the best way on from there to the end, by its next group.
        let mut ways: BTreeMap<u8, (usize, Self)> = BTreeMap::new();
        for group in groups {
            let rest = match group.to {
                end if end == to => Some(0),
                Some(end) => ways.get(&end.saturating_add(1)).map(|(length, _)| *length),
                None => None,
            };
            if let Some(rest) = rest
                && ways.get(&group.from).is_none_or(|(known, _)| *known < rest + 1)
            {
                ways.insert(group.from, (rest + 1, group));
            }
        }
        let mut cover = vec![ways.get(&from)?.1];
        while let Some(end) = cover.last().and_then(|last| last.to).filter(|end| Some(*end) != to) {
            cover.push(ways.get(&end.saturating_add(1))?.1);
        }
        Some(cover)
    }

    /// Reads the notation: `Y25`, `Y0T4`, `Y_GE90`. The total is no age group.
    pub fn from_notation(notation: &str) -> Option<Self> {
        let rest = notation.strip_prefix('Y')?;
        let age = |digits: &str| digits.parse::<u8>().ok().filter(|age| *age < 130);
        if let Some(from) = rest.strip_prefix("_GE") {
            return Some(Self::from(age(from)?));
        }
        match rest.split_once('T') {
            Some((from, to)) => {
                Some(Self::between(age(from)?, age(to)?)).filter(|group| Some(group.from) < group.to)
            }
            None => Some(Self::single(age(rest)?)),
        }
    }

    /// The notation, as in SDMX: `Y25`, `Y0T4`, `Y_GE90`.
    pub fn notation(self) -> String {
        match self.to {
            None => format!("Y_GE{}", self.from),
            Some(to) if to == self.from => format!("Y{to}"),
            Some(to) => format!("Y{}T{to}", self.from),
        }
    }

    /// What people call it.
    pub fn label(self) -> Text {
        let Self { from, to } = self;
        match to {
            None => Text::new(format!("{from} Jahre und älter"), format!("{from} years and over")),
            Some(0) => Text::new("unter 1 Jahr", "under 1 year"),
            Some(1) if from == 1 => Text::new("1 Jahr", "1 year"),
            Some(to) if to == from => Text::new(format!("{to} Jahre"), format!("{to} years")),
            Some(to) if from == 0 => {
                Text::new(format!("unter {} Jahren", to + 1), format!("under {} years", to + 1))
            }
            Some(to) => Text::new(format!("{from} bis {to} Jahre"), format!("{from} to {to} years")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finest_groups_cover_all_ages() {
        let check = |groups: &[&str], from: u8, to: Option<u8>, expected: Option<&[&str]>| {
            let cover =
                Age::finest_cover(groups.iter().filter_map(|group| Age::from_notation(group)), from, to);
            let cover = cover.map(|cover| cover.into_iter().map(Age::notation).collect::<Vec<_>>());
            assert_eq!(
                cover.as_deref(),
                expected.map(|all| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>()).as_deref()
            );
        };
        check(&["Y0T4", "Y5T9", "Y0T9", "Y_GE10"], 0, None, Some(&["Y0T4", "Y5T9", "Y_GE10"]));
        check(&["Y0T9", "Y5T9", "Y_GE10", "Y_GE5"], 0, None, Some(&["Y0T9", "Y_GE10"]));
        check(&["Y0T4", "Y_GE10"], 0, None, None);
        check(&["Y0T4", "Y5T9"], 0, None, None);
        check(&["Y0T4", "Y5T9", "Y_GE10"], 0, Some(9), Some(&["Y0T4", "Y5T9"]));
        check(&["Y0T4", "Y5T9", "Y10T19"], 5, Some(14), None);
        check(&["Y_GE0", "Y_GE65"], 0, None, Some(&["Y_GE0"]));
        check(&[], 0, None, None);
    }

    #[test]
    fn notations_come_back() {
        for (notation, age) in [
            ("Y0", Age::single(0)),
            ("Y25", Age::single(25)),
            ("Y0T4", Age::between(0, 4)),
            ("Y_GE90", Age::from(90)),
        ] {
            assert_eq!(Age::from_notation(notation), Some(age));
            assert_eq!(age.notation(), notation);
        }
        for wrong in ["_T", "Y", "Y9T5", "Y5T5", "Y200", "Y_GE", "25"] {
            assert_eq!(Age::from_notation(wrong), None, "{wrong}");
        }
        assert!(Age::from(65).holds(Age::from(90)) && !Age::between(65, 89).holds(Age::from(90)));
        assert_eq!(Age::between(0, 4).label().de, "unter 5 Jahren");
    }
}
