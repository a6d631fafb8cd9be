//! Where area and time of figures stand.

use super::About;
use super::blocks::Block;
use super::cubes::{CubeDraft, Draft};
use super::dimensions::{Roles, period_in};
use super::frame::Frame;
use super::profile::{Profile, column_name, column_place, header, profile};
use super::quarters::{has_quarters, names_quarter};
use super::write::quoted;
use datenkreis_vocab::cube::label;
use std::collections::BTreeSet;

/// Names that are listed, for somebody to write the code of each beside it.
pub const LISTED: usize = 60;

/// Adds the place of the area, with what must be filled in.
pub fn area(profiles: &[Profile], roles: &Roles, about: &About, cube: &mut CubeDraft, draft: &mut Draft) {
    let near = about.area.as_ref().map(ToString::to_string);
    let (place, note) = match (roles.area, roles.part, roles.name) {
        (Some(column), ..) => {
            match profile(profiles, column).is_some_and(|profile| profile.lettered > profile.areas) {
                true => (
                    column_place(profiles, column, &["matches = '^[A-Z]*([0-9]+)$'".into()]),
                    Some("letters before keys are dropped"),
                ),
                false => (column_place(profiles, column, &[]), None),
            }
        }
        (None, Some(column), _) => {
            let is_blank = |profile: &Profile| profile.blank > 0 && !profile.is_merged();
            if profile(profiles, column).is_some_and(is_blank) {
                with_number(profiles, column, "matches = \".\"", cube, draft);
            }
            let within = within(near.as_deref(), draft);
            (column_place(profiles, column, &[within]), Some("numbers of parts of this area: check its key"))
        }
        (None, None, Some(column)) if profile(profiles, column).is_some_and(Profile::is_numbered) => {
            if profile(profiles, column).is_some_and(|profile| !profile.is_merged()) {
                with_number(profiles, column, "matches = '^[0-9]+ '", cube, draft);
            }
            let further = [within(near.as_deref(), draft), "matches = '^([0-9]+) '".into()];
            (column_place(profiles, column, &further), Some("numbers of parts of this area: check its key"))
        }
        (None, None, Some(column)) => {
            gap(draft, "refArea: areas are named only; tell the key of each name in `codes`");
            let codes = listed(profiles, column, "areas", draft);
            (column_place(profiles, column, &[codes]), Some("names are not looked up: tell the key of each"))
        }
        (None, None, None) => {
            if near.is_none() {
                gap(draft, "refArea: the table names no area; tell its key");
            }
            let text = format!("{{ constant = {} }}", quoted(&near.unwrap_or_default()));
            (text, Some("the table names no area: check that it is about this one"))
        }
    };
    cube.places.push(("refArea".into(), place, note.map(str::to_owned)));
}

/// Reads only rows with a number of an area.
fn with_number(
    profiles: &[Profile],
    column: usize,
    condition: &str,
    cube: &mut CubeDraft,
    draft: &mut Draft,
) {
    let name = column_name(profiles, column);
    cube.conditions.push(format!("{{ column = {name}, {condition} }}"));
    draft.note(format!(
        "Rows without a number in column {name} are left out: sums, or what cannot be assigned."
    ));
}

fn within(near: Option<&str>, draft: &mut Draft) -> String {
    if near.is_none() {
        gap(draft, "refArea: the numbers are those of parts of an area; tell its key in `within`");
    }
    format!("within = {}", quoted(near.unwrap_or_default()))
}

/// The texts of a column with room for the code of each; of very many only the first, and then it is told.
fn listed(profiles: &[Profile], column: usize, what: &str, draft: &mut Draft) -> String {
    let Some(profile) = profile(profiles, column) else { return "codes = {}".into() };
    if profile.texts.len() > LISTED || profile.has_more {
        let more = if profile.has_more { "more than " } else { "" };
        draft.note(format!(
            "Of the {more}{} {what} in column {column} ({}) only {LISTED} are listed in `codes`: {more}{} are missing there.",
            profile.texts.len(),
            profile.name(),
            profile.texts.len() - LISTED
        ));
    }
    blanks(profile.texts.keys().take(LISTED).map(String::as_str))
}

fn blanks<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(|text| format!("{} = \"\"", quoted(text))).collect();
    format!("codes = {{ {} }}", texts.join(", "))
}

fn gap(draft: &mut Draft, text: &str) {
    if !draft.gaps.iter().any(|gap| gap == text) {
        draft.gaps.push(text.into());
    }
}

const QUARTERS: &str = "refPeriod: quarters are not read as times; tell a day or month for each in `codes`, for stocks the last day of the quarter";

/// Adds the place of the time, with what must be filled in.
pub fn period(
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    about: &About,
    block: &Block,
    cube: &mut CubeDraft,
    draft: &mut Draft,
) {
    let texts = [Some(about.title.as_str()), about.distribution.as_deref(), Some(about.dataset.as_str())];
    let of_names = || texts.into_iter().flatten().find_map(period_in);
    let mut titles = frame.titles.iter().map(String::as_str).chain(texts.into_iter().flatten());
    let names_quarter_above = titles.any(names_quarter);
    // The year of a quarter is not the time of its figures; a day beside it may be.
    let is_time = |found: &str| !names_quarter_above || found.contains('.');
    let of_titles = || {
        let mut found = frame.titles.iter().filter_map(|title| period_in(title));
        found.find(|(_, found)| is_time(found))
    };
    let is_quarterly = |column: usize| profile(profiles, column).is_some_and(has_quarters);
    let of_header = |row: usize| block.columns.iter().map(move |column| header(profiles, row, *column));
    let (place, note) = if let Some(column) = roles.period {
        let further = if is_quarterly(column) {
            gap(draft, QUARTERS);
            vec![listed(profiles, column, "quarters", draft)]
        } else {
            vec![]
        };
        (column_place(profiles, column, &further), None)
    } else if let Some(row) = block.year {
        let quarters: BTreeSet<&str> = of_header(row).filter(|text| names_quarter(text)).collect();
        if let Some(pattern) = block.year_within {
            (
                format!("{{ header = {row}, matches = '{pattern}' }}"),
                Some("between the words of the header: check it".into()),
            )
        } else if quarters.is_empty() {
            (format!("{{ header = {row} }}"), None)
        } else {
            gap(draft, QUARTERS);
            (format!("{{ header = {row}, {} }}", blanks(quarters.into_iter())), None)
        }
    } else if let Some((pattern, found)) = of_titles() {
        (format!("{{ title = '{pattern}' }}"), Some(format!("“{found}” above the header")))
    } else if names_quarter_above {
        gap(
            draft,
            "refPeriod: the title names a quarter, and quarters are not read as times; tell a day or month in `constant`",
        );
        ("{ constant = \"\" }".into(), None)
    } else if let Some(period) = of_names().and_then(|(_, found)| label::period(&found)) {
        let text = format!("{{ constant = {} }}", quoted(&period.to_string()));
        (text, Some("from the title or file name: check it".into()))
    } else {
        gap(draft, "refPeriod: the table does not tell of what time it is; tell it in `constant`");
        ("{ constant = \"\" }".into(), None)
    };
    cube.places.push(("refPeriod".into(), place, note));
}
