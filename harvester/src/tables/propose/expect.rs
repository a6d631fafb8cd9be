//! What stands above columns that a mapping knows by number only: a column more or less is noticed by it.

use super::blocks::Block;
use super::cubes::Draft;
use super::dimensions::period_in;
use super::frame::Frame;
use super::profile::{Profile, column_name, profile};
use super::quarters::names_quarter;
use super::write::quoted;
use datenkreis_vocab::cube::label;
use regex::Regex;
use std::sync::LazyLock;

static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(19|20)[0-9]{2}\b").ok());

/// Remembers a column that the mapping uses, if it has no name of its own.
pub fn by_number(profiles: &[Profile], column: usize, draft: &mut Draft) {
    if column_name(profiles, column) == column.to_string() {
        draft.numbered.insert(column);
    }
}

/// Remembers the columns with figures: of a range its ends. What grows with each edition has no last column.
pub fn of_values(profiles: &[Profile], entry: &str, block: &Block, draft: &mut Draft) {
    let (Some(first), Some(last)) = (block.columns.first(), block.columns.last()) else { return };
    match entry.trim_matches('"').split_once("..") {
        Some((_, "")) => draft.numbered.extend([*first]),
        Some(_) => draft.numbered.extend([*first, *last]),
        None => block.columns.iter().for_each(|column| by_number(profiles, *column, draft)),
    }
}

/// The entries of `[[layout.expect]]`. Times are not expected: they change with each edition.
pub fn entries(frame: &Frame, profiles: &[Profile], draft: &Draft) -> String {
    let mut text = String::new();
    for column in &draft.numbered {
        let Some(profile) = profile(profiles, *column) else { continue };
        for (at, header) in profile.headers.iter().enumerate() {
            if !header.is_empty() && !names_time(header) {
                let row = frame.skip + at + 1;
                let header = quoted(header);
                text.push_str(&format!(
                    "[[layout.expect]]\nrow = {row}\ncolumn = {column}\ntext = {header}\n"
                ));
            }
        }
    }
    text
}

fn names_time(text: &str) -> bool {
    label::period(text).is_some()
        || period_in(text).is_some()
        || names_quarter(text)
        || YEAR.as_ref().is_some_and(|year| year.is_match(text))
}
