//! Which columns say of what area, time, sex and age the figures of a row are.

use super::figures;
use super::file::Sample;
use super::frame::Frame;
use super::others::others;
use super::profile::Profile;
use super::quarters::{has_parts, has_quarters, names_quarter};
use datenkreis_vocab::cube::label;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What columns are, by their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roles {
    /// Official keys.
    pub area: Option<usize>,
    /// Numbers of parts of an area.
    pub part: Option<usize>,
    /// Names of areas, if there is nothing better.
    pub name: Option<usize>,
    /// Times.
    pub period: Option<usize>,
    /// Sexes.
    pub sex: Option<usize>,
    /// Ages.
    pub age: Option<usize>,
    /// Texts that tell figures apart.
    pub coded: Vec<usize>,
    /// Texts that tell figures apart, but are too many for a list.
    pub unclear: Vec<usize>,
    /// Figures.
    pub values: Vec<usize>,
    /// Why other columns say nothing of their own.
    pub left_out: BTreeMap<usize, String>,
}

impl Roles {
    /// All columns that are something.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let some = [self.area, self.part, self.name, self.period, self.sex, self.age];
        let more = [&self.coded, &self.unclear, &self.values];
        some.into_iter().flatten().chain(more.into_iter().flatten().copied())
    }
}

static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(zeit|jahr|stichtag|datum|monat|time|year|date|period|stand|berichtsjahr)").ok()
});
static KEY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)ags|ars|schl(ü|ue)ssel|regional|key|gebiet").ok());
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(id|nr\.?|code|raum|.*[a-zäöü_ ](id|nr\.?|nummer|code)|nummer|plz|postleitzahl.*|rang.*|rank.*|lfd.*)$").ok()
});
static ALTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\b(alter|age)").ok());
/// Names of columns with people.
pub static PEOPLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(vor|nach|familien|ruf|first ?|given ?|last ?)name|geschlecht|gender|\bsex\b").ok()
});
/// Columns of flat files that say the same in every row, or belong to the figure.
pub static FLAT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^((statisti(k|cs)|time|zeit|[0-9]+_(variable|merkmal))_(code|label)|value_(unit|variable_code|variable_label|q))$")
        .ok()
});

pub fn is_named(names: &LazyLock<Option<Regex>>, profile: &Profile) -> bool {
    names.as_ref().is_some_and(|names| names.is_match(profile.name()))
}

/// Whether its numbers are names.
pub fn is_code(profile: &Profile) -> bool {
    is_named(&NUMBER, profile)
        || profile.texts.keys().any(|text| {
            text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The roles of all columns.
pub fn roles(sample: &Sample, frame: &Frame, profiles: &[Profile]) -> Roles {
    let mut roles = Roles::default();
    let is_helper = |profile: &Profile| is_named(&FLAT, profile);
    let free: Vec<&Profile> =
        profiles.iter().filter(|profile| profile.filled > 0 && !is_helper(profile)).collect();

    let areas = free.iter().filter(|profile| profile.has_long_key && profile.mostly(profile.lettered, 80));
    let area = areas.min_by_key(|profile| (!is_named(&KEY, profile), profile.column));
    roles.area = area.map(|profile| profile.column);

    let is_free = |roles: &Roles, column: usize| ![roles.area, roles.period].contains(&Some(column));
    let is_period = |profile: &&&Profile| {
        if has_quarters(profile) {
            return true;
        }
        let has_words = profile.texts.keys().any(|text| !text.bytes().all(|byte| byte.is_ascii_digit()));
        profile.mostly(profile.periods, 95)
            && (is_named(&PERIOD, profile)
                || has_words && !profile.mostly(profile.figures, 50)
                || profile.name().is_empty() && profile.column < 4)
    };
    let period = free.iter().find(|profile| is_free(&roles, profile.column) && is_period(profile));
    roles.period = period.map(|profile| profile.column);

    let texts: Vec<&&Profile> = free
        .iter()
        .filter(|profile| is_free(&roles, profile.column) && !profile.mostly(profile.figures, 50))
        .collect();
    let best = |reads: &dyn Fn(&str) -> bool| {
        let reading = texts.iter().filter(|profile| profile.all_read(reads));
        reading.min_by_key(|profile| (profile.blank, profile.column)).map(|profile| profile.column)
    };
    // A column that says the same in all rows is a dimension only if its header says so too.
    let always = |names: &LazyLock<Option<Regex>>, reads: &dyn Fn(&str) -> bool| {
        let mut same = texts.iter().filter(|profile| is_named(names, profile) && profile.texts.len() == 1);
        same.find(|profile| profile.texts.keys().all(|text| reads(text))).map(|profile| profile.column)
    };
    let is_sex = |text: &str| label::sex(text).is_some();
    roles.sex = best(&is_sex).or_else(|| always(&PEOPLE, &is_sex));
    let is_age = |text: &str| label::age(text).is_some();
    let of_numbers = free.iter().find(|profile| {
        is_named(&ALTER, profile) && profile.all_read(is_age) && is_free(&roles, profile.column)
    });
    roles.age = best(&|text| is_age(text) && label::sex(text).is_none_or(|sex| sex == "T"))
        .filter(|column| Some(*column) != roles.sex)
        .or(of_numbers.map(|profile| profile.column))
        .or_else(|| always(&ALTER, &is_age));

    let taken = |roles: &Roles, column: usize| {
        [roles.area, roles.period, roles.sex, roles.age, roles.part].contains(&Some(column))
    };
    if roles.area.is_none() {
        let numbers = free
            .iter()
            .filter(|profile| !taken(&roles, profile.column) && profile.mostly(profile.figures, 80));
        // The one that tells most areas apart; of a key and parts of it, the key.
        let part = numbers.filter(|profile| is_code(profile)).max_by_key(|profile| {
            let different = if profile.has_more { usize::MAX } else { profile.texts.len() };
            (different, usize::MAX - profile.column)
        });
        roles.part = part.map(|profile| profile.column);
    }
    let is_other_area = |profile: &Profile| {
        roles.area.is_some() && profile.has_long_key && profile.mostly(profile.lettered, 80)
    };
    let may_be_value = |profile: &Profile| {
        let is_other = is_helper(profile) || is_code(profile) || has_parts(profile) || is_other_area(profile);
        !taken(&roles, profile.column) && !is_other
    };
    roles.values = figures::values(profiles, &may_be_value);

    let is_text = |profile: &&&Profile| {
        let has_total = profile.texts.keys().any(|text| label::is_total(text));
        !taken(&roles, profile.column)
            && !roles.values.contains(&profile.column)
            && (has_parts(profile) || has_total && !is_code(profile) || !profile.mostly(profile.figures, 50))
    };
    let texts: Vec<&Profile> = free.iter().filter(is_text).copied().collect();
    others(sample, frame, profiles, &texts, &mut roles);
    roles
}

/// A pattern that finds the day or year in a text that names one only, and what it finds; of a quarter nothing, for
/// its figures are not those of its year.
pub fn period_in(text: &str) -> Option<(&'static str, String)> {
    if names_quarter(text) {
        return None;
    }
    const DAY: &str = r"([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})";
    const YEAR: &str = r"\b((?:19|20)[0-9]{2})\b";
    for pattern in [DAY, YEAR] {
        let regex = Regex::new(pattern).ok()?;
        let mut found: Vec<&str> = regex.find_iter(text).map(|found| found.as_str()).collect();
        found.dedup();
        match found[..] {
            [] => {}
            [one] => return Some((pattern, one.to_owned())),
            _ => return None,
        }
    }
    None
}
