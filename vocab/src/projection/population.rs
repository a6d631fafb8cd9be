//! A population by single year of age and sex.

use super::Error;
use crate::cube::Age;

/// The same for women and men.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BySex<T> {
    /// Of women and girls.
    pub women: T,
    /// Of men and boys.
    pub men: T,
}

impl<T> BySex<T> {
    /// Both by the same function.
    pub fn try_map<U, E>(self, mut function: impl FnMut(T) -> Result<U, E>) -> Result<BySex<U>, E> {
        Ok(BySex { women: function(self.women)?, men: function(self.men)? })
    }

    /// Each with its counterpart.
    pub fn zip<U>(self, other: BySex<U>) -> BySex<(T, U)> {
        BySex { women: (self.women, other.women), men: (self.men, other.men) }
    }

    /// Both by the same function.
    pub fn map<U>(self, mut function: impl FnMut(T) -> U) -> BySex<U> {
        BySex { women: function(self.women), men: function(self.men) }
    }

    /// Both, borrowed.
    pub fn as_ref(&self) -> BySex<&T> {
        BySex { women: &self.women, men: &self.men }
    }
}

/// Persons at the end of a year by completed years of age, the last class open. Both sexes have as many classes,
/// at least 51: mothers are up to 49 years old.
#[derive(Clone, Debug, PartialEq)]
pub struct Population(BySex<Vec<f64>>);

/// The fewest classes.
const CLASSES: usize = 51;

impl Population {
    /// From persons by single year, the last class open. Fails if there are too few classes, if the sexes have
    /// different ones, or if a figure is negative or none.
    pub fn new(persons: BySex<Vec<f64>>) -> Result<Self, Error> {
        let needed = persons.women.len().max(persons.men.len()).max(CLASSES);
        persons
            .try_map(|of_sex| {
                if of_sex.len() < needed {
                    return Err(Error::TooFewAges { table: "population", found: of_sex.len(), needed });
                }
                in_range("population", of_sex, f64::MAX)
            })
            .map(Self)
    }

    /// From classes that are known to be right.
    pub(super) fn unchecked(persons: BySex<Vec<f64>>) -> Self {
        Self(persons)
    }

    /// Persons by completed years of age.
    pub fn persons(&self) -> &BySex<Vec<f64>> {
        &self.0
    }

    /// The youngest age of the open class.
    pub fn open_from(&self) -> usize {
        self.0.women.len() - 1
    }

    /// All persons.
    pub fn total(&self) -> f64 {
        self.0.women.iter().chain(&self.0.men).sum()
    }

    /// Persons of some ages, of both sexes. An open range ends with the open class, a closed one before it.
    pub fn sum(&self, age: Age) -> f64 {
        let of_sex = |of_sex: &[f64]| -> f64 {
            let end = age.to.map_or(of_sex.len(), |to| (usize::from(to) + 1).min(self.open_from()));
            of_sex.get(usize::from(age.from).min(end)..end).into_iter().flatten().sum()
        };
        of_sex(&self.0.women) + of_sex(&self.0.men)
    }

    /// The same with a younger open class; as it is, if its own is as young.
    pub fn opened_at(&self, open_from: usize) -> Self {
        let opened = |of_sex: &Vec<f64>| {
            let open_from = open_from.clamp(CLASSES - 1, of_sex.len() - 1);
            let mut closed = of_sex[..open_from].to_vec();
            closed.push(of_sex[open_from..].iter().sum());
            closed
        };
        Self(self.0.as_ref().map(opened))
    }

    /// Both populations together, with the younger of their open classes.
    pub fn plus(&self, other: &Self) -> Self {
        let open_from = self.open_from().min(other.open_from());
        let (mut sum, other) = (self.opened_at(open_from), other.opened_at(open_from));
        for (own, others) in [(&mut sum.0.women, &other.0.women), (&mut sum.0.men, &other.0.men)] {
            for (own, other) in own.iter_mut().zip(others) {
                *own += other;
            }
        }
        sum
    }
}

/// Figures by age between 0 and `most`; an error names the first that is not.
pub(super) fn in_range(table: &'static str, figures: Vec<f64>, most: f64) -> Result<Vec<f64>, Error> {
    match figures.iter().position(|figure| !(0.0..=most).contains(figure)) {
        Some(age) => Err(Error::OutOfRange { table, age, found: figures[age], most }),
        None => Ok(figures),
    }
}
