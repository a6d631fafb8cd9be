//! Columns that a mapping does not use: each is told, with the reason.

use super::cubes::Draft;
use super::dimensions::{FLAT, Roles, is_code, is_named};
use super::profile::{Profile, column_name, name};
use datenkreis_vocab::cube::label;

/// Tells of all columns that are neither used nor told of.
pub fn tell(profiles: &[Profile], roles: &Roles, draft: &mut Draft) {
    let is_role = |column: usize| roles.all().any(|known| known == column);
    let mut told: Vec<(String, Vec<String>)> = vec![];
    for profile in profiles.iter().filter(|profile| !is_role(profile.column)) {
        if profile.filled == 0 && profile.name().is_empty() || is_mentioned(profiles, profile.column, draft) {
            continue;
        }
        let why = roles.left_out.get(&profile.column).cloned().unwrap_or_else(|| why(profile, roles));
        let shown = format!("column {} ({})", profile.column, name(profiles, profile.column));
        match told.iter_mut().find(|(known, _)| *known == why) {
            Some((_, columns)) => columns.push(shown),
            None => told.push((why, vec![shown])),
        }
    }
    let notes = told.into_iter().map(|(why, columns)| format!("Left out: {}, {why}.", columns.join(", ")));
    draft.notes.extend(notes);
}

/// Whether a condition or a status names the column.
fn is_mentioned(profiles: &[Profile], column: usize, draft: &Draft) -> bool {
    let place = format!("column = {},", column_name(profiles, column));
    let mut texts = draft.cubes.iter().flat_map(|cube| cube.conditions.iter().chain(&cube.keys));
    texts.any(|text| text.contains(&place))
}

fn why(profile: &Profile, roles: &Roles) -> String {
    let periods = profile.mostly(profile.periods, 95);
    match profile {
        _ if profile.filled == 0 => "it is blank".into(),
        _ if is_named(&FLAT, profile) => "it says what other columns of a flat file say".into(),
        _ if profile.has_long_key && profile.mostly(profile.lettered, 80) => match roles.area {
            Some(area) => format!("it has keys of areas, as column {area} has"),
            None => "it has keys of areas".into(),
        },
        _ if periods && roles.period.is_some() => "it has times, as another column has".into(),
        _ if is_code(profile) => "it has numbers that are no figures".into(),
        _ if profile.texts.len() == 1 && !profile.has_more => "it says the same in every row".into(),
        _ if profile.texts.keys().any(|text| label::is_total(text)) => {
            "it tells totals from other rows".into()
        }
        _ if profile.numbers > 0 => "few of its cells are figures".into(),
        _ => "it was not understood".into(),
    }
}
