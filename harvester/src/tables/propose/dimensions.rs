//! Which columns say of what area, time, sex and age the figures of a row are.

use super::file::Sample;
use super::frame::Frame;
use super::profile::Profile;
use datenkreis_vocab::cube::label;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use regex::Regex;
use std::sync::LazyLock;

/// Different texts of a column that is a dimension.
const CODES: usize = 60;

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
}

static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(zeit|jahr|stichtag|datum|monat|time|year|date|period|stand|berichtsjahr)").ok()
});
static KEY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)ags|ars|schl(ü|ue)ssel|regional|key|gebiet").ok());
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(id|nr\.?|code|raum|.*[a-zäöü_ ](id|nr\.?|nummer|code)|nummer|plz|postleitzahl.*|rang.*|lfd.*)$").ok()
});
static ALTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\b(alter|age)").ok());
/// Columns of flat files that say the same in every row, or belong to the figure.
static FLAT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^((statisti(k|cs)|time|zeit|[0-9]+_(variable|merkmal))_(code|label)|value_(unit|variable_code|variable_label|q))$")
        .ok()
});

fn is_named(names: &LazyLock<Option<Regex>>, profile: &Profile) -> bool {
    names.as_ref().is_some_and(|names| names.is_match(profile.name()))
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
    roles.sex = best(&|text| label::sex(text).is_some());
    let of_numbers = free.iter().find(|profile| {
        is_named(&ALTER, profile)
            && profile.all_read(|text| label::age(text).is_some())
            && is_free(&roles, profile.column)
    });
    roles.age = best(&|text| label::age(text).is_some() && label::sex(text).is_none_or(|sex| sex == "T"))
        .filter(|column| Some(*column) != roles.sex)
        .or(of_numbers.map(|profile| profile.column));

    let is_code = |profile: &Profile| {
        is_named(&NUMBER, profile)
            || profile.texts.keys().any(|text| {
                text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
            })
    };
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
    let is_value = |profile: &&&Profile| {
        !taken(&roles, profile.column) && profile.mostly(profile.figures, 80) && !is_code(profile)
    };
    roles.values = free.iter().filter(is_value).map(|profile| profile.column).collect();

    others(sample, frame, &texts, &mut roles);
    roles
}

/// What the remaining columns with texts are: what follows from a dimension, is a name; what does not, is one.
fn others(sample: &Sample, frame: &Frame, texts: &[&&Profile], roles: &mut Roles) {
    for profile in texts {
        let column = profile.column;
        let is_taken = [roles.area, roles.period, roles.sex, roles.age, roles.part].contains(&Some(column));
        if is_taken || roles.values.contains(&column) || profile.texts.len() < 2 && !profile.has_more {
            continue;
        }
        let known = [roles.area, roles.part, roles.name, roles.sex, roles.age];
        let mut known = known.into_iter().flatten().chain(roles.coded.iter().copied());
        if known.any(|known| follows(sample, frame, known, column)) {
            continue;
        }
        if roles.area.is_none() && roles.part.is_none() && roles.name.is_none() {
            roles.name = Some(column);
        } else if profile.has_more || profile.texts.len() > CODES {
            // What is different in every row is a number of the row.
            if !is_different(sample, frame, column) {
                roles.unclear.push(column);
            }
        } else {
            roles.coded.push(column);
        }
    }
}

/// Whether no two rows have the same text in a column.
fn is_different(sample: &Sample, frame: &Frame, column: usize) -> bool {
    let mut texts: HashSet<String> = HashSet::new();
    frame.rows(sample).all(|row| texts.insert(row.cell(column).text.to_owned()))
}

/// Whether each text of one column stands beside one text of the other only.
fn follows(sample: &Sample, frame: &Frame, from: usize, to: usize) -> bool {
    let mut beside: HashMap<String, String> = HashMap::new();
    frame.rows(sample).all(|row| {
        let (from, to) = (row.cell(from).text, row.cell(to).text);
        match beside.get(from) {
            Some(known) => known == to || from.is_empty(),
            None => {
                beside.insert(from.into(), to.into());
                true
            }
        }
    })
}

/// A pattern that finds the day or year in a text that names one only, and what it finds.
pub fn period_in(text: &str) -> Option<(&'static str, String)> {
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
