//! What a projection assumes: mortality, fertility, migration, and how far variants lie apart.

use super::population::in_range;
use super::{BySex, Error, Population};

/// Probabilities of death in the course of a calendar year, by completed years of age at its beginning, the last
/// class open.
#[derive(Clone, Debug, PartialEq)]
pub struct Mortality {
    by_age: BySex<Vec<f64>>,
    newborn: BySex<f64>,
}

impl Mortality {
    /// From the q(x) of a life table, for a population whose open class begins at `open_from`. A life table tells
    /// who dies between two birthdays; who has completed x years at the beginning of a calendar year is half a
    /// year older on average, so it is the persons living at x and x + 1 in the table that are compared, q(x, s, t)
    /// = 1 − L(x+1) / L(x), and for the open class all that live beyond. Half of q(0) of the table is that of the
    /// newborn. After its last age, a table stays as it is there. Fails if the table ends before `open_from`, or
    /// has a figure that is no probability.
    pub fn new(table: BySex<Vec<f64>>, open_from: usize) -> Result<Self, Error> {
        let table = table.try_map(|of_sex| {
            if of_sex.len() <= open_from {
                let (found, needed) = (of_sex.len(), open_from + 1);
                return Err(Error::TooFewAges { table: "mortality", found, needed });
            }
            in_range("mortality", of_sex, 1.0)
        })?;
        Ok(Self {
            newborn: table.as_ref().map(|of_sex| of_sex[0] / 2.0),
            by_age: table.map(|of_sex| in_calendar_years(&of_sex, open_from)),
        })
    }

    /// All probabilities times a factor, for instance the deaths of an area against those the table gives; none
    /// becomes more than 1.
    pub fn scaled(&self, factor: f64) -> Self {
        let scaled = |probability: f64| (probability * factor).min(1.0);
        Self {
            by_age: self.by_age.as_ref().map(|of_sex| of_sex.iter().copied().map(scaled).collect()),
            newborn: self.newborn.as_ref().map(|newborn| scaled(*newborn)),
        }
    }

    /// The probabilities by age.
    pub fn probabilities(&self) -> &BySex<Vec<f64>> {
        &self.by_age
    }

    /// The probability that a child dies before the end of the year it is born in.
    pub fn newborn(&self) -> &BySex<f64> {
        &self.newborn
    }
}

fn in_calendar_years(table: &[f64], open_from: usize) -> Vec<f64> {
    let last = table.len() - 1;
    // Of one person that completes an age, the years that are lived until the next one.
    let lived = |age: usize| 1.0 - table[age] / 2.0;
    let mut by_age: Vec<f64> =
        (0..open_from).map(|age| 1.0 - (1.0 - table[age]) * lived(age + 1) / lived(age)).collect();
    let (mut survivors, mut beyond) = (1.0, 0.0);
    for (age, probability) in table.iter().enumerate().skip(open_from) {
        let years = survivors * lived(age);
        beyond += if age == last && years > 0.0 { years / probability } else { years };
        survivors *= 1.0 - probability;
    }
    by_age.push(lived(open_from) / beyond);
    by_age
}

/// Live births per woman and year by completed years of age.
///
/// Statistics that count the age of mothers by years of birth (child's less mother's, as Destatis does) are read
/// by [`Fertility::by_year_of_birth`].
#[derive(Clone, Debug, PartialEq)]
pub struct Fertility {
    from: usize,
    rates: Vec<f64>,
}

impl Fertility {
    /// Rates from one age on, as births per woman (not per 1,000). Fails if one is out of range, or no age is
    /// left after the youngest or before the oldest of mothers.
    pub fn new(from: u8, rates: Vec<f64>) -> Result<Self, Error> {
        if from == 0 || rates.is_empty() {
            return Err(Error::TooFewAges { table: "fertility", found: rates.len(), needed: 1 });
        }
        Ok(Self { from: usize::from(from), rates: in_range("fertility", rates, 1.0)? })
    }

    /// The same from rates by the difference between the years of birth of child and mother: who has completed a
    /// years in the course of a calendar year was born a or a + 1 years before, half of them each.
    pub fn by_year_of_birth(from: u8, rates: &[f64]) -> Result<Self, Error> {
        let of = |index: usize| rates.get(index).copied().unwrap_or_default();
        let first = rates.first().copied().unwrap_or_default() / 2.0;
        let others = (0..rates.len()).map(|index| (of(index) + of(index + 1)) / 2.0);
        let rates = if rates.is_empty() { vec![] } else { std::iter::once(first).chain(others).collect() };
        Self::new(from.saturating_sub(1), rates)
    }

    /// The sum of the rates: children per woman.
    pub fn total(&self) -> f64 {
        self.rates.iter().sum()
    }

    /// All rates times a factor, for instance the births of an area against those these rates give.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { from: self.from, rates: self.rates.iter().map(|rate| rate * factor).collect() }
    }

    /// The births of the year that begins with a population: Σ f(a) · (F(a) + F(a−1)) / 2.
    pub fn births(&self, start: &Population) -> f64 {
        let women = &start.persons().women;
        let of = |age: usize| women.get(age).copied().unwrap_or_default();
        let births = |(index, rate): (usize, &f64)| {
            let age = self.from + index;
            rate * (of(age) + of(age - 1)) / 2.0
        };
        self.rates.iter().enumerate().map(births).sum()
    }
}

/// Net migration of a year in persons, by completed years of age at its end; the last class open. W(a) of the
/// formula stands at a + 1, for the persons are a year older when they are counted; at 0 stand children born in
/// the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Migration(BySex<Vec<f64>>);

impl Migration {
    /// Persons that came less persons that left.
    pub fn new(net: BySex<Vec<f64>>) -> Self {
        Self(net)
    }

    /// Nobody comes or leaves.
    pub fn none(classes: usize) -> Self {
        Self(BySex { women: vec![0.0; classes], men: vec![0.0; classes] })
    }

    /// Net migration by age.
    pub fn net(&self) -> &BySex<Vec<f64>> {
        &self.0
    }

    /// Of both areas together.
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |(one, other): (&Vec<f64>, &Vec<f64>)| {
            let classes = one.len().max(other.len());
            let of = |all: &Vec<f64>, age: usize| all.get(age).copied().unwrap_or_default();
            (0..classes).map(|age| of(one, age) + of(other, age)).collect()
        };
        Self(self.0.as_ref().zip(other.0.as_ref()).map(sum))
    }

    /// Persons that came less persons that left, at all ages.
    pub fn total(&self) -> f64 {
        self.0.women.iter().chain(&self.0.men).sum()
    }

    /// The mean of several years; `None` if there is none, or if they have different classes.
    pub fn mean(years: &[Self]) -> Option<Self> {
        let first = years.first()?;
        let mut sum = Self::none(first.0.women.len()).0;
        for year in years {
            for (sum, of_year) in [(&mut sum.women, &year.0.women), (&mut sum.men, &year.0.men)] {
                if sum.len() != of_year.len() {
                    return None;
                }
                for (sum, of_age) in sum.iter_mut().zip(of_year) {
                    *sum += of_age / years.len() as f64;
                }
            }
        }
        Some(Self(sum))
    }

    /// Smoothed over neighbouring ages with the weights ¼, ½, ¼; those born in the year and the open class stay
    /// as they are. At both ends the age itself stands for its missing neighbour: so the sum stays the same, and
    /// what is the same for all ages, too.
    pub fn smoothed(&self) -> Self {
        let smoothed = |of_sex: &Vec<f64>| {
            let mut smoothed = of_sex.clone();
            let last = of_sex.len().saturating_sub(2);
            for age in 1..=last {
                let (before, after) = (of_sex[(age - 1).max(1)], of_sex[(age + 1).min(last)]);
                smoothed[age] = before / 4.0 + of_sex[age] / 2.0 + after / 4.0;
            }
            smoothed
        };
        Self(self.0.as_ref().map(smoothed))
    }
}

/// Which course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// Less migration and fewer children.
    Low,
    /// As in the years before.
    Middle,
    /// More migration and more children.
    High,
    /// As in the years before, but nobody moves: what age alone brings.
    WithoutMigration,
}

impl Variant {
    /// The lowest, the middle and the highest, then the one for comparison.
    pub const ALL: [Self; 4] = [Self::Low, Self::Middle, Self::High, Self::WithoutMigration];

    /// Its notation in the cube of projections.
    pub fn notation(self) -> &'static str {
        match self {
            Self::Low => "niedrig",
            Self::Middle => "mittel",
            Self::High => "hoch",
            Self::WithoutMigration => "ohne-wanderung",
        }
    }

    pub(super) fn sign(self) -> f64 {
        match self {
            Self::Low => -1.0,
            Self::Middle | Self::WithoutMigration => 0.0,
            Self::High => 1.0,
        }
    }
}

/// How far the low and the high variant lie from the middle, as shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Of fertility: 0.1 is a tenth more or fewer children.
    pub fertility: f64,
    /// Of net migration, at each age of its amount: losses of an age are larger in the low variant.
    pub migration: f64,
}

impl Default for Spread {
    /// A tenth of fertility, a quarter of net migration; a choice of ours.
    fn default() -> Self {
        Self { fertility: 0.1, migration: 0.25 }
    }
}

/// What a projection assumes.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// Mortality in the first year.
    pub mortality: Mortality,
    /// By which share mortality declines each year; 0 if it stays.
    pub mortality_decline: f64,
    /// Fertility in all years.
    pub fertility: Fertility,
    /// Net migration in the first year.
    pub migration: Migration,
    /// What is left of net migration from one year to the next: 1 if it stays, 0.95 if a twentieth goes.
    pub damping: f64,
    /// How far the variants lie apart.
    pub spread: Spread,
}
