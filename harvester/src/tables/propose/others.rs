//! What columns with texts are that are neither area, time, sex nor age.

use super::dimensions::{PEOPLE, Roles, is_named};
use super::file::Sample;
use super::frame::Frame;
use super::profile::{Profile, profile};
use super::quarters::has_parts;
use datenkreis_vocab::cube::label;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use regex::Regex;
use std::sync::LazyLock;

/// Different texts of a column that is a dimension.
const CODES: usize = 60;

/// Names of columns with areas.
static AREA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)gemeinde|stadt|städt|staedt|kreis|bezirk|viertel|quartier|gebiet|region|raum|räume|kommune|\bort|\bland\b|länder|name|area|district|municipal|city|town|country|county").ok()
});
/// Names of columns with the labels of codes in flat files.
static FLAT_LABEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^[0-9]+_(variable_attribute|auspr(ae|ä)gung)_label$").ok());

/// What a flat file calls the labels of a column.
pub fn flat_name(profiles: &[Profile], column: usize) -> Option<&str> {
    let label = profile(profiles, column).filter(|profile| is_named(&FLAT_LABEL, profile))?;
    let (number, _) = label.name().split_once('_')?;
    let names = [format!("{number}_variable_label"), format!("{number}_merkmal_label")];
    let named = profiles.iter().find(|profile| names.contains(&profile.name().to_lowercase()))?;
    let mut texts = named.texts.keys();
    texts.next().filter(|_| texts.next().is_none()).map(String::as_str)
}

/// Whether most texts of a column are sexes, or its header says that people are named.
fn is_of_people(profile: &Profile) -> bool {
    let sexes = profile.texts.keys().filter(|text| matches!(label::sex(text), Some("F" | "M"))).count();
    is_named(&PEOPLE, profile) || !profile.has_more && sexes * 2 >= profile.texts.len()
}

/// What the remaining columns with texts are: what follows from a dimension, is a name; what does not, is one.
pub fn others(sample: &Sample, frame: &Frame, profiles: &[Profile], texts: &[&Profile], roles: &mut Roles) {
    let differing = |profile: &&&Profile| profile.texts.len() > 1 || profile.has_more;
    if roles.area.or(roles.part).is_none() {
        let follows_one = |column: usize| {
            let mut known = [roles.sex, roles.age].into_iter().flatten();
            known.any(|known| follows(sample, frame, profiles, known, column))
        };
        let may_be_area = |profile: &&&Profile| {
            !is_of_people(profile) && !has_parts(profile) && !follows_one(profile.column)
        };
        let areas = texts.iter().filter(differing).filter(may_be_area);
        let name = areas.min_by_key(|profile| (!is_named(&AREA, profile), profile.column));
        roles.name = name.map(|profile| profile.column);
    }
    // Labels say more than the codes beside them, and of totals alone something.
    let mut texts: Vec<&Profile> = texts.iter().filter(differing).copied().collect();
    texts.sort_by_key(|profile| !is_named(&FLAT_LABEL, profile));
    for profile in texts {
        let column = profile.column;
        if roles.name == Some(column) {
            continue;
        }
        let known = [roles.area, roles.part, roles.name, roles.sex, roles.age];
        let mut known = known.into_iter().flatten().chain(roles.coded.iter().copied());
        if let Some(known) = known.find(|known| follows(sample, frame, profiles, *known, column)) {
            roles.left_out.insert(column, format!("it follows from column {known}"));
        } else if !profile.has_more && profile.texts.len() <= CODES {
            roles.coded.push(column);
        } else if is_number(profile) && is_different(sample, frame, column) {
            roles.left_out.insert(column, "it is a number of the row".into());
        } else {
            roles.unclear.push(column);
        }
    }
}

/// Whether digits stand in all texts, as in numbers of rows; names without any tell figures apart.
fn is_number(profile: &Profile) -> bool {
    profile.texts.keys().all(|text| text.chars().any(|char| char.is_ascii_digit()))
}

/// Whether no two rows have the same text in a column.
fn is_different(sample: &Sample, frame: &Frame, column: usize) -> bool {
    let mut texts: HashSet<String> = HashSet::new();
    frame.rows(sample).all(|row| texts.insert(row.cell(column).text.to_owned()))
}

/// Whether each text of one column stands beside one text of the other only.
fn follows(sample: &Sample, frame: &Frame, profiles: &[Profile], from: usize, to: usize) -> bool {
    let mut beside: HashMap<&str, &str> = HashMap::new();
    let mut above = ["", ""];
    let is_merged = [from, to].map(|column| profile(profiles, column).is_some_and(Profile::is_merged));
    frame.rows(sample).all(|row| {
        for ((above, column), is_merged) in above.iter_mut().zip([from, to]).zip(is_merged) {
            let text = row.cell(column).text;
            *above = if is_merged && text.is_empty() { *above } else { text };
        }
        let [from, to] = above;
        from.is_empty() || *beside.entry(from).or_insert(to) == to
    })
}
