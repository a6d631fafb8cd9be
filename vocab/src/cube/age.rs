//! Ages and age groups, by their bounds.

use crate::text::Text;

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
