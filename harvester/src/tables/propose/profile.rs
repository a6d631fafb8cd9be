//! What the cells of each column have in common.

use super::file::Sample;
use super::frame::Frame;
use super::marks::is_figure;
use super::write::quoted;
use crate::tables::columns::Header;
use crate::tables::mapping::folded;
use datenkreis_vocab::cube::{AreaKey, label};
use datenkreis_vocab::gazetteer;
use std::collections::BTreeMap;

/// Different texts of a column that are looked at; one that has more is no dimension.
pub const DIFFERENT: usize = 300;

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Its number from 1.
    pub column: usize,
    /// The texts of its header, from the top.
    pub headers: Vec<String>,
    /// Cells that are filled.
    pub filled: usize,
    /// Cells that are blank.
    pub blank: usize,
    /// Filled cells that are figures or signs.
    pub figures: usize,
    /// Filled cells that are figures with digits.
    pub numbers: usize,
    /// Filled cells right above a blank one.
    pub above_blank: usize,
    /// Whether its first cell is filled.
    pub begins: bool,
    /// Filled cells that are keys of the register.
    pub areas: usize,
    /// Filled cells that are such keys behind letters, or without: `JH05978020`.
    pub lettered: usize,
    /// Whether one of these keys has five digits or more.
    pub has_long_key: bool,
    /// Filled cells that are times.
    pub periods: usize,
    /// Its different texts, and how often each stands there, as long as they are not too many.
    pub texts: BTreeMap<String, usize>,
    /// Whether there are more different texts.
    pub has_more: bool,
}

impl Profile {
    /// The text of the header nearest to the figures.
    pub fn name(&self) -> &str {
        self.headers.iter().rev().find(|text| !text.is_empty()).map_or("", String::as_str)
    }

    /// Whether most texts are names behind a number: `11 Aegidii`.
    pub fn is_numbered(&self) -> bool {
        let is_numbered = |text: &&String| {
            text.split_once(' ').is_some_and(|(number, name)| {
                !name.is_empty() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        self.texts.keys().filter(is_numbered).count() * 100 >= self.texts.len().max(1) * 60
    }

    /// Whether cells are merged: a blank one says what the one above it says.
    pub fn is_merged(&self) -> bool {
        self.begins && self.mostly(self.above_blank, 80) && self.blank.max(self.filled) > 1
    }

    /// Its texts that are neither figures nor signs of statistics offices.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str).filter(|text| !is_figure(text))
    }

    /// Whether at least so many of a hundred filled cells are counted in `count`.
    pub fn mostly(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// Whether every text means something to `reads`, and not always the same.
    pub fn all_read(&self, reads: impl Fn(&str) -> bool) -> bool {
        !self.has_more && self.texts.len() > 1 && self.texts.keys().all(|text| reads(text))
    }
}

/// All columns of the table.
pub fn of(sample: &Sample, frame: &Frame) -> Vec<Profile> {
    let header = Header::new(&sample.grid, &sample.layout);
    let width = frame.rows(sample).map(|row| row.cells.len()).max().unwrap_or(0);
    let mut profiles: Vec<Profile> = (1..=width)
        .map(|column| Profile {
            column,
            headers: (1..=frame.header_rows).map(|row| header.text(row, column).to_owned()).collect(),
            ..Profile::default()
        })
        .collect();
    let mut above = vec![false; width];
    for row in frame.rows(sample) {
        for (profile, above) in profiles.iter_mut().zip(&mut above) {
            let cell = row.cell(profile.column);
            profile.begins |= profile.filled + profile.blank == 0 && !cell.text.is_empty();
            profile.above_blank += usize::from(*above && cell.text.is_empty());
            *above = !cell.text.is_empty();
            if cell.text.is_empty() {
                profile.blank += 1;
                continue;
            }
            profile.filled += 1;
            let is_figure = cell.is_number || is_figure(cell.text);
            profile.figures += usize::from(is_figure);
            profile.numbers +=
                usize::from(is_figure && cell.text.contains(|char: char| char.is_ascii_digit()));
            profile.periods += usize::from(label::period(cell.text).is_some());
            let digits = cell.text.trim_start_matches(|char: char| char.is_ascii_uppercase());
            if is_area(cell.text) {
                profile.areas += 1;
                profile.has_long_key |= cell.text.len() > 4;
            }
            profile.lettered += usize::from(is_area(cell.text) || digits.len() > 4 && is_area(digits));
            if profile.texts.len() < DIFFERENT {
                *profile.texts.entry(folded(cell.text)).or_default() += 1;
            } else if let Some(count) = profile.texts.get_mut(&folded(cell.text)) {
                *count += 1;
            } else {
                profile.has_more = true;
            }
        }
    }
    profiles
}

/// A column by its number.
pub fn profile(profiles: &[Profile], column: usize) -> Option<&Profile> {
    column.checked_sub(1).and_then(|at| profiles.get(at))
}

/// The text of its header nearest to the figures.
pub fn name(profiles: &[Profile], column: usize) -> &str {
    profile(profiles, column).map_or("", Profile::name)
}

/// What a row of the header, counted from 1, says about a column.
pub fn header(profiles: &[Profile], row: usize, column: usize) -> &str {
    profile(profiles, column).and_then(|profile| profile.headers.get(row - 1)).map_or("", String::as_str)
}

/// A column as a mapping names it: by its header if that is its alone, else by its number.
pub fn column_name(profiles: &[Profile], column: usize) -> String {
    let name = name(profiles, column);
    let is_last = profile(profiles, column)
        .is_some_and(|profile| profile.headers.last().is_some_and(|last| last == name));
    let same = profiles.iter().filter(|profile| profile.headers.iter().any(|text| text == name)).count();
    let is_range = name.contains("..");
    if name.is_empty() || !is_last || same != 1 || is_range { column.to_string() } else { quoted(name) }
}

/// The place of a code in a column, with what else is to be said of it.
pub fn column_place(profiles: &[Profile], column: usize, further: &[String]) -> String {
    let mut parts = vec![format!("column = {}", column_name(profiles, column))];
    parts.extend(further.iter().cloned());
    if profile(profiles, column).is_some_and(Profile::is_merged) {
        parts.push("fill_down = true".into());
    }
    format!("{{ {} }}", parts.join(", "))
}

/// Whether a text is the key of an area that the register knows, today or before.
fn is_area(text: &str) -> bool {
    AreaKey::read(text).is_some_and(|key| {
        let key = key.as_str();
        key == AreaKey::GERMANY
            || gazetteer::by_key(key).is_some_and(|place| place.is_called(key))
            || gazetteer::former(key).is_some()
    })
}
