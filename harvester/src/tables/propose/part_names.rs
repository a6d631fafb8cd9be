//! Names of parts of an area: no register knows them, so they stand in the portal file.

use super::About;
use super::cubes::Draft;
use super::dimensions::Roles;
use super::file::Sample;
use super::frame::Frame;
use super::places::LISTED;
use super::profile::{Profile, profile};
use super::write::quoted;
use std::collections::BTreeMap;

/// Tells the names that the table has beside numbers of parts.
pub fn tell(
    sample: &Sample,
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    about: &About,
    draft: &mut Draft,
) {
    let Some(whole) = &about.area else { return };
    let numbered =
        || roles.name.filter(|column| profile(profiles, *column).is_some_and(Profile::is_numbered));
    let names: BTreeMap<String, String> = match (roles.area, roles.part) {
        (Some(_), _) => return,
        (None, Some(part)) => {
            let Some(name) = named_beside(profiles, roles, part) else { return };
            frame.rows(sample).map(|row| (row.cell(part).text.into(), row.cell(name).text.into())).collect()
        }
        (None, None) => {
            let Some(column) = numbered() else { return };
            let rows = frame.rows(sample).filter_map(|row| {
                let (number, name) = row.cell(column).text.split_once(' ')?;
                Some((number.to_owned(), name.trim().to_owned()))
            });
            rows.collect()
        }
    };
    let is_named = |(number, name): &(&String, &String)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty()
    };
    let named: Vec<String> = names
        .iter()
        .filter(is_named)
        .map(|(number, name)| format!("{} = {}", quoted(&format!("{whole}-{number}")), quoted(name)))
        .collect();
    if named.is_empty() {
        return;
    }
    let more = match named.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" ({more} more in the table)"),
    };
    let shown = &named[..named.len().min(LISTED)];
    draft.note(format!(
        "Names of the parts, for [statistics] of the portal file{more}: names = {{ {} }}",
        shown.join(", ")
    ));
}

/// The column with a name for each number of a part.
fn named_beside(profiles: &[Profile], roles: &Roles, part: usize) -> Option<usize> {
    let follows = format!("it follows from column {part}");
    let mut following = roles.left_out.iter().filter(|(_, why)| **why == follows).map(|(column, _)| *column);
    following.find(|column| {
        profile(profiles, *column).is_some_and(|profile| profile.mostly(profile.filled - profile.numbers, 90))
    })
}
