//! What the cells of each column have in common.

use super::file::Sample;
use super::frame::Frame;
use super::marks::is_figure;
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
    /// Filled cells that are keys of the register.
    pub areas: usize,
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
    for row in frame.rows(sample) {
        for profile in &mut profiles {
            let cell = row.cell(profile.column);
            if cell.text.is_empty() {
                profile.blank += 1;
                continue;
            }
            profile.filled += 1;
            profile.figures += usize::from(cell.is_number || is_figure(cell.text));
            profile.periods += usize::from(label::period(cell.text).is_some());
            if is_area(cell.text) {
                profile.areas += 1;
                profile.has_long_key |= cell.text.len() > 4;
            }
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

/// Whether a text is the key of an area that the register knows, today or before.
fn is_area(text: &str) -> bool {
    AreaKey::read(text).is_some_and(|key| {
        let key = key.as_str();
        key == AreaKey::GERMANY
            || gazetteer::by_key(key).is_some_and(|place| place.is_called(key))
            || gazetteer::former(key).is_some()
    })
}
