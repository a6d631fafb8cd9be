//! The model of a pyramid and the sums in it.

use crate::chart::number::{Datum, Measure, number};
use crate::language::Language;

/// Where groups differ in width, the open one is drawn up to this age, and holds so many years at least.
const OPEN_ENDS_AT: u8 = 100;
const OPEN_AT_LEAST: u8 = 5;

/// A population by age and sex at the end of a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pyramid {
    /// What the values are, persons as a rule.
    pub measure: Measure,
    /// Area and time of the bars, e.g. `Selm 2023`.
    pub name: String,
    /// The year at whose end was counted; for birth cohorts.
    pub year: i32,
    /// The age groups, youngest first, without a gap.
    pub groups: Vec<AgeGroup>,
    /// A second area or year as an outline.
    pub comparison: Option<Comparison>,
    /// Whether bars are persons or shares.
    pub basis: Basis,
    /// Whether the surplus of one sex is hatched.
    pub surplus: bool,
    /// The year of birth of a cohort to mark.
    pub cohort: Option<i32>,
    /// The first ages of the middle and of the old group, e.g. 20 and 65; both begin a group.
    pub limits: Option<(u8, u8)>,
}

/// An age group of both sexes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeGroup {
    /// Its first age in completed years.
    pub from: u8,
    /// Its last age; `None` if it is open.
    pub to: Option<u8>,
    /// Men; negative values are not drawn.
    pub men: Datum,
    /// Women; negative values are not drawn.
    pub women: Datum,
}

/// What a pyramid is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Area and time, e.g. `Kreis Unna 2023`.
    pub name: String,
    /// Its age groups, found by their first age.
    pub groups: Vec<AgeGroup>,
}

/// What the length of a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Persons.
    #[default]
    Absolute,
    /// Share of all persons in percent: for areas of different size.
    Share,
}

/// A side of a pyramid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Left.
    Men,
    /// Right.
    Women,
}

/// The three groups that two ages divide a population into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// The first ages of the middle and of the old group.
    pub limits: (u8, u8),
    /// Young, middle, old: persons.
    pub persons: [f64; 3],
    /// The same as shares of all in percent.
    pub shares: [f64; 3],
}

impl Sex {
    /// Place in a pair of values.
    pub fn index(self) -> usize {
        match self {
            Self::Men => 0,
            Self::Women => 1,
        }
    }

    /// `Männer`, `Women`.
    pub fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Men, Language::De) => "Männer",
            (Self::Women, Language::De) => "Frauen",
            (Self::Men, Language::En) => "Men",
            (Self::Women, Language::En) => "Women",
        }
    }
}

impl AgeGroup {
    /// The ages: `7`, `5–9`, `90+`.
    pub fn label(&self) -> String {
        match self.to {
            None => format!("{}+", self.from),
            Some(to) if to == self.from => to.to_string(),
            Some(to) => format!("{}–{to}", self.from),
        }
    }

    /// The year of birth in the middle of the group, for people counted at the end of a year; `None` if it is open.
    pub fn born(&self, year: i32) -> Option<i32> {
        let to = self.to?;
        Some(year.saturating_sub((i32::from(self.from) + i32::from(to)) / 2))
    }

    /// Both sexes, if both are known.
    pub fn persons(&self) -> Option<f64> {
        Some(self.men.number()? + self.women.number()?)
    }

    /// How many years of age it holds; `None` if it is open.
    pub fn years(&self) -> Option<u8> {
        Some(self.to?.saturating_sub(self.from).saturating_add(1))
    }

    /// Whether an age lies in the group.
    pub fn holds(&self, age: i32) -> bool {
        i32::from(self.from) <= age && self.to.is_none_or(|to| age <= i32::from(to))
    }
}

impl Pyramid {
    /// All persons, if all values are known.
    pub fn total(&self) -> Option<f64> {
        total(&self.groups)
    }

    /// All persons of one sex, if all values are known.
    pub fn sum(&self, sex: Sex) -> Option<f64> {
        self.groups.iter().map(|group| self.value(group, sex)).sum()
    }

    /// The persons of a sex in a group.
    pub fn value(&self, group: &AgeGroup, sex: Sex) -> Option<f64> {
        [group.men, group.women][sex.index()].number()
    }

    /// A bar in words: `Frauen, 65–74 Jahre: 22.880 (5,8 %)`.
    pub fn words_of(&self, language: Language, group: &AgeGroup, sex: Sex) -> String {
        let (sex_name, ages) = (sex.name(language), group.label());
        let value = [group.men, group.women][sex.index()];
        let persons = match value.number() {
            Some(value) => self.measure.write(language, value),
            None => self.measure.label(language, value),
        };
        let share = value.number().zip(self.total().filter(|total| *total > 0.0));
        let share =
            share.map(|(value, total)| format!(" ({}\u{a0}%)", number(language, value / total * 100.0, 1)));
        let share = share.unwrap_or_default();
        match language {
            Language::De => format!("{sex_name}, {ages} Jahre: {persons}{share}"),
            Language::En => format!("{sex_name}, age {ages}: {persons}{share}"),
        }
    }

    /// Whether the marked cohort was not born yet.
    pub fn cohort_is_unborn(&self) -> bool {
        self.cohort.is_some_and(|cohort| cohort > self.year)
    }

    /// The three groups by age; `None` without limits, if a limit lies inside an age group, if a value is
    /// missing, or if nobody lives there.
    pub fn parts(&self) -> Option<Parts> {
        let limits = self.limits.filter(|(old, older)| old < older)?;
        let begins = |age: u8| self.groups.iter().any(|group| group.from == age);
        let total = self.total().filter(|total| *total > 0.0)?;
        if !begins(limits.0) || !begins(limits.1) {
            return None;
        }
        let mut persons = [0.0; 3];
        for group in &self.groups {
            persons[usize::from(group.from >= limits.0) + usize::from(group.from >= limits.1)] +=
                group.persons()?;
        }
        Some(Parts { limits, persons, shares: persons.map(|persons| persons / total * 100.0) })
    }

    /// The group of the marked cohort and its place.
    pub fn cohort_group(&self) -> Option<(usize, &AgeGroup)> {
        let age = self.year.checked_sub(self.cohort?).filter(|age| *age >= 0)?;
        self.groups.iter().enumerate().find(|(_, group)| group.holds(age))
    }

    /// The groups of the comparison.
    pub(super) fn compared_groups(&self) -> &[AgeGroup] {
        self.comparison.as_ref().map_or(&[], |comparison| &comparison.groups)
    }

    /// How many years of age every closed group holds, of the comparison too; `None` if they differ, or begin at
    /// different ages. Then bars are as high as their groups hold years, and as long as there are persons in each.
    pub fn years_of_all(&self) -> Option<u8> {
        let compared = self.compared_groups();
        let mut years = self.groups.iter().chain(compared).filter_map(AgeGroup::years);
        let first = years.next()?;
        let starts = |groups: &[AgeGroup]| groups.iter().map(|group| group.from).collect::<Vec<_>>();
        let alike = compared.is_empty() || starts(compared) == starts(&self.groups);
        (alike && years.all(|other| other == first)).then_some(first)
    }

    /// How many years of age a group is drawn as.
    pub(super) fn drawn_years(&self, group: &AgeGroup) -> f64 {
        let open =
            || self.years_of_all().unwrap_or(OPEN_ENDS_AT.saturating_sub(group.from).max(OPEN_AT_LEAST));
        group.years().unwrap_or_else(open).into()
    }

    /// The lengths of the bars, men and women.
    pub(super) fn bars(&self) -> Vec<[Datum; 2]> {
        self.lengths(&self.groups)
    }

    /// The lengths of the bars of the comparison.
    pub(super) fn comparison_bars(&self) -> Vec<[Datum; 2]> {
        self.lengths(self.compared_groups())
    }

    /// What the lengths of the bars are.
    pub(super) fn shown_measure(&self) -> Measure {
        match self.basis {
            Basis::Absolute => self.measure.clone(),
            Basis::Share => {
                Measure { unit: "%".into(), decimals: 2, unit_of_one: String::new(), ..self.measure.clone() }
            }
        }
    }

    fn lengths(&self, groups: &[AgeGroup]) -> Vec<[Datum; 2]> {
        let by_year = self.years_of_all().is_none();
        let factor = match self.basis {
            Basis::Absolute => Some(1.0),
            Basis::Share => total(groups).filter(|total| *total > 0.0).map(|total| 100.0 / total),
        };
        let length = |datum: Datum, years: f64| match (datum.number(), factor) {
            (Some(value), Some(factor)) => Datum::Known(value * factor / years),
            (None, _) => datum,
            (Some(_), None) => Datum::Missing,
        };
        let pair = |group: &AgeGroup| {
            let years = if by_year { self.drawn_years(group) } else { 1.0 };
            [group.men, group.women].map(|datum| length(datum, years))
        };
        groups.iter().map(pair).collect()
    }
}

fn total(groups: &[AgeGroup]) -> Option<f64> {
    groups.iter().map(AgeGroup::persons).sum()
}
