//! Where area and time of figures stand.

use super::About;
use super::blocks::Block;
use super::cubes::{CubeDraft, Draft};
use super::dimensions::{Roles, period_in};
use super::frame::Frame;
use super::profile::{Profile, column_name, profile};
use super::write::quoted;
use datenkreis_vocab::cube::label;

/// Adds the place of the area, with what must be filled in.
pub fn area(profiles: &[Profile], roles: &Roles, about: &About, cube: &mut CubeDraft, draft: &mut Draft) {
    let near = about.area.as_ref().map(ToString::to_string);
    let blank = |column: usize| profile(profiles, column).is_some_and(|profile| profile.blank > 0);
    let (place, note) = match (roles.area, roles.part, roles.name) {
        (Some(column), ..) => {
            let name = column_name(profiles, column);
            match profile(profiles, column).is_some_and(|profile| profile.lettered > profile.areas) {
                true => (
                    format!("{{ column = {name}, matches = '^[A-Z]*([0-9]+)$' }}"),
                    Some("letters before keys are dropped"),
                ),
                false => (format!("{{ column = {name} }}"), None),
            }
        }
        (None, Some(column), _) => {
            if blank(column) {
                let name = column_name(profiles, column);
                cube.conditions.push(format!("{{ column = {name}, matches = \".\" }}"));
                draft.notes.push(format!(
                    "Rows without a number in column {name} are left out: sums, or what cannot be assigned."
                ));
            }
            if near.is_none() {
                gap(draft, "refArea: the numbers are those of parts of an area; tell its key in `within`");
            }
            let around = near.clone().unwrap_or_default();
            let text =
                format!("{{ column = {}, within = {} }}", column_name(profiles, column), quoted(&around));
            (text, Some("numbers of parts of this area: check its key"))
        }
        (None, None, Some(column)) if profile(profiles, column).is_some_and(Profile::is_numbered) => {
            let name = column_name(profiles, column);
            cube.conditions.push(format!("{{ column = {name}, matches = '^[0-9]+ ' }}"));
            draft.notes.push(format!(
                "Rows without a number in column {name} are left out: sums, or what cannot be assigned."
            ));
            if near.is_none() {
                gap(draft, "refArea: the numbers are those of parts of an area; tell its key in `within`");
            }
            let around = quoted(&near.unwrap_or_default());
            let text = format!("{{ column = {name}, within = {around}, matches = '^([0-9]+) ' }}");
            (text, Some("numbers of parts of this area: check its key"))
        }
        (None, None, Some(column)) => {
            let shown = profile(profiles, column).map(|profile| {
                profile
                    .texts
                    .keys()
                    .take(5)
                    .map(|text| format!("{} = \"\"", quoted(text)))
                    .collect::<Vec<_>>()
            });
            gap(draft, "refArea: areas are named only; tell the key of each name in `codes`");
            let text = format!(
                "{{ column = {}, codes = {{ {} }} }}",
                column_name(profiles, column),
                shown.unwrap_or_default().join(", ")
            );
            (text, Some("names are not looked up: tell the key of each"))
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

fn gap(draft: &mut Draft, text: &str) {
    if !draft.gaps.iter().any(|gap| gap == text) {
        draft.gaps.push(text.into());
    }
}

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
    let of_titles = || frame.titles.iter().find_map(|title| period_in(title));
    let texts = [Some(about.title.as_str()), about.distribution.as_deref(), Some(about.dataset.as_str())];
    let of_names = || texts.into_iter().flatten().find_map(period_in);
    let (place, note) = if let Some(column) = roles.period {
        (format!("{{ column = {} }}", column_name(profiles, column)), None)
    } else if let Some(row) = block.year {
        (format!("{{ header = {row} }}"), None)
    } else if let Some((pattern, found)) = of_titles() {
        (format!("{{ title = '{pattern}' }}"), Some(format!("“{found}” above the header")))
    } else if let Some(period) = of_names().and_then(|(_, found)| label::period(&found)) {
        let text = format!("{{ constant = {} }}", quoted(&period.to_string()));
        (text, Some("from the title or file name: check it".into()))
    } else {
        gap(draft, "refPeriod: the table does not tell of what time it is; tell it in `constant`");
        ("{ constant = \"\" }".into(), None)
    };
    cube.places.push(("refPeriod".into(), place, note));
}
