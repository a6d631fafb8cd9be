//! Figures that are expected and not counted.

use super::About;
use super::cubes::CubeDraft;
use super::dimensions::Roles;
use super::frame::Frame;
use super::profile::{Profile, column_name, header};
use super::write::{quoted, slug};
use regex::Regex;
use std::sync::LazyLock;

static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[\p{L}]*(vorausberechn|vorausschätz|vorausschaetz|prognos|projektion(en)?\b|szenari|\bvariante|forecast|projection|scenari)[\p{L}]*")
        .ok()
});

/// Which figures of a table are expected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection {
    /// The columns with such figures.
    pub columns: Vec<usize>,
    /// Texts that say so, with their column.
    pub rows: Option<(usize, Vec<String>)>,
    /// Whether other columns of the table are no such figures.
    pub is_part: bool,
    /// The word that says so, and where it stands.
    pub why: String,
}

fn word(text: &str) -> Option<&str> {
    WORDS.as_ref()?.find(text).map(|found| found.as_str())
}

/// What the table and the names of its dataset say; a word about the whole table counts for all columns.
pub fn find(frame: &Frame, profiles: &[Profile], roles: &Roles, about: &About) -> Option<Projection> {
    let texts = [("title", about.title.as_str()), ("name", about.dataset.as_str())];
    let texts = texts.into_iter().chain(about.distribution.as_deref().map(|name| ("file name", name)));
    let titles = frame.titles.iter().map(|title| ("rows above the header", title.as_str()));
    let others = profiles.iter().filter(|profile| !roles.values.contains(&profile.column));
    let headers = others.flat_map(|profile| profile.headers.iter().map(|text| ("header", text.as_str())));
    let mut whole = texts.chain(titles).chain(headers);
    let whole = whole.find_map(|(place, text)| Some(format!("“{}” in the {place}", word(text)?)));
    if let Some(why) = whole {
        return Some(Projection { columns: roles.values.clone(), rows: None, is_part: false, why });
    }
    let said = |column: usize| {
        let mut texts = (1..=frame.header_rows).map(move |row| header(profiles, row, column));
        texts.find_map(word).map(str::to_owned)
    };
    let columns: Vec<usize> = roles.values.iter().copied().filter(|column| said(*column).is_some()).collect();
    if let Some(word) = columns.first().and_then(|column| said(*column)) {
        let is_part = columns.len() < roles.values.len();
        let why = format!("“{word}” in the header");
        return Some(Projection { columns, rows: None, is_part, why });
    }
    let others = profiles.iter().filter(|profile| !roles.values.contains(&profile.column));
    others.filter(|profile| !profile.has_more).find_map(|profile| {
        let texts = profile.texts.keys().filter(|text| word(text).is_some());
        let texts: Vec<String> = texts.cloned().collect();
        let why = format!("“{}” in column {} ({})", texts.first()?, profile.column, profile.name());
        let rows = (texts.len() < profile.texts.len()).then_some((profile.column, texts));
        Some(Projection { columns: roles.values.clone(), rows, is_part: false, why })
    })
}

impl Projection {
    /// Gives a cube of such figures a name that differs from that of the counted ones beside them.
    pub fn name(&self, cube: &mut CubeDraft) {
        if let Some(definition) = cube.definition.as_mut().filter(|_| self.is_part) {
            definition.title.push_str(" (Vorausberechnung)");
            cube.id = slug(&format!("vorausberechnung {}", cube.id));
        }
    }

    /// The status of the figures.
    pub fn status(&self, profiles: &[Profile]) -> String {
        match &self.rows {
            None => "status = { constant = \"forecast\" }".into(),
            Some((column, texts)) => {
                let codes: Vec<String> =
                    texts.iter().map(|text| format!("{} = \"forecast\"", quoted(text))).collect();
                format!(
                    "status = {{ column = {}, codes = {{ {} }}, constant = \"normal\" }}",
                    column_name(profiles, *column),
                    codes.join(", ")
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_projections() {
        for text in [
            "Bevölkerungsvorausberechnung 2021 bis 2040",
            "einwohnerprognose-2035.csv",
            "Szenario A",
            "Obere Variante",
            "Population projections",
        ] {
            assert!(word(text).is_some(), "{text}");
        }
        for text in ["Bevölkerung am 31.12.2024", "Projekte", "Invariantes", "Projektionsflächen"] {
            assert_eq!(word(text), None, "{text}");
        }
    }
}
