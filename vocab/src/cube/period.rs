//! The time an observation is about.

use crate::ns::xsd;
use oxrdf::Literal;
use std::fmt::{self, Display};

/// A year, a month or a day (`sdmx-dimension:refPeriod`). Stocks of a 31 December are known by their year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year, 1800 to 2200.
    Year(i16),
    /// A month.
    Month(i16, i8),
    /// A day.
    Day(i16, i8, i8),
}

impl Period {
    /// Reads the notation: `2024`, `2024-09`, `2024-09-30`.
    pub fn from_notation(notation: &str) -> Option<Self> {
        let mut parts = notation.split('-');
        let year = parts
            .next()
            .filter(|year| year.len() == 4)?
            .parse()
            .ok()
            .filter(|year| (1800..=2200).contains(year))?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(part) if part.len() == 2 => part.parse::<i8>().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() {
            return None;
        }
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(match (month, day) {
            (None, _) => Self::Year(year),
            (Some(month), None) => Self::Month(year, month),
            (Some(month), Some(day)) => Self::Day(year, month, day),
        })
    }

    /// The year it lies in.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) | Self::Day(year, ..) => year,
        }
    }

    /// The literal: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`.
    pub fn to_literal(self) -> Literal {
        let datatype = match self {
            Self::Year(_) => xsd::G_YEAR,
            Self::Month(..) => xsd::G_YEAR_MONTH,
            Self::Day(..) => xsd::DATE,
        };
        Literal::new_typed_literal(self.to_string(), datatype)
    }
}

impl Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_come_back() {
        for notation in ["2024", "2024-09", "2024-09-30", "1840-12-01"] {
            assert_eq!(Period::from_notation(notation).expect(notation).to_string(), notation);
        }
        for wrong in
            ["", "24", "2024-13", "2023-02-29", "2024-9", "31.12.2024", "2024-01-01-01", "0024", "9999"]
        {
            assert_eq!(Period::from_notation(wrong), None, "{wrong}");
        }
        assert!(Period::Year(2023) < Period::Year(2024));
    }
}
