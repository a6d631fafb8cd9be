//! Whether a dashboard can be used: everything that can be known without figures. A cube that nobody defines is no
//! mistake, for its table may come later; what a tile asks of a cube that is defined has to be there.

use super::file::{File, ID_RULE, is_id};
use super::tile::{AREA_WORDS, Asked, Kind, Tile, Where};
use crate::demography::territory::Territory;
use datenkreis_vocab::cube::{CubeDefinition, Dimension, Level, Period};

/// More lines cannot be told apart.
const LINES: usize = 6;
/// Codes named in a message.
const NAMED: usize = 20;

/// Where a mistake stands, and what is allowed there.
type Mistake = (Vec<String>, String);

/// All mistakes of a file, in the order of its tiles.
pub(super) fn mistakes(file: &File, cubes: &[&CubeDefinition], territory: &Territory) -> Vec<Mistake> {
    let mut mistakes = vec![];
    if file.tiles.is_empty() {
        mistakes.push((vec!["title".into()], "a dashboard has at least one tile: add [[tile]]".into()));
    }
    for (at, tile) in file.tiles.iter().enumerate() {
        let mut check = Check { at, tile, territory, mistakes: vec![] };
        check.id(&file.tiles[..at]);
        check.axes();
        check.areas();
        check.times();
        if let Some(cube) = cubes.iter().find(|cube| cube.id == tile.cube) {
            check.cube(cube);
        }
        mistakes.extend(check.mistakes);
    }
    mistakes
}

struct Check<'a> {
    at: usize,
    tile: &'a Tile,
    territory: &'a Territory,
    mistakes: Vec<Mistake>,
}

impl Check<'_> {
    fn tell(&mut self, key: &[&str], message: String) {
        let at = self.at.to_string();
        let key = ["tile", &at].iter().chain(key).map(|part| (*part).to_owned()).collect();
        self.mistakes.push((key, message));
    }

    fn id(&mut self, before: &[Tile]) {
        let id = &self.tile.id;
        if !is_id(id) {
            self.tell(&["id"], format!("`{id}` cannot be part of an address: {ID_RULE}"));
        } else if before.iter().any(|other| other.id == *id) {
            self.tell(&["id"], format!("there is a tile `{id}` already; each needs an id of its own"));
        }
    }

    /// Which dimensions may be axes of which kind.
    fn axes(&mut self) {
        let Tile { kind, by, columns, .. } = self.tile;
        if columns.is_some() && *kind != Kind::Table {
            self.tell(&["columns"], "only a tile with kind = \"table\" has columns".into());
        }
        let by = by.as_deref();
        match kind {
            Kind::Value if by.is_some() => {
                self.tell(&["by"], "a value is one figure; bars, line and table show several".into());
            }
            Kind::Map if by.is_some_and(|by| by != "refArea") => {
                self.tell(&["by"], "a map shows areas: `by` is \"refArea\" or left out".into());
            }
            Kind::Line if by == Some("refPeriod") => {
                self.tell(&["by"], "a line runs over time anyway; `by` says what each line is".into());
            }
            Kind::Table
                if columns.is_some() && by.unwrap_or("refArea") == columns.as_deref().unwrap_or_default() =>
            {
                self.tell(&["columns"], "rows (`by`) and columns are different dimensions".into());
            }
            _ => {}
        }
    }

    fn areas(&mut self) {
        let named = self.tile.areas_as_written();
        for (number, text) in named.iter().enumerate().filter(|(_, text)| Where::read(text).is_none()) {
            let message = format!(
                "`{text}` is no area; allowed are {}, and official keys, e.g. \"05978036\"",
                AREA_WORDS.join(", ")
            );
            let number = number.to_string();
            // A single one stands at the key itself, one of a list at its place.
            let key: &[&str] = if named.len() == 1 { &["areas"] } else { &["areas", &number] };
            self.tell(key, message);
        }
        let areas = self.tile.areas();
        let is_axis = self.tile.axes().contains(&"refArea");
        let is_one = matches!(areas.as_slice(), [Where::Chosen | Where::Region | Where::Area(_)]);
        if !is_axis && !named.is_empty() && !is_one {
            self.tell(
                &["areas"],
                "this tile shows one area: \"chosen\", \"region\" or a key; several need by = \"refArea\""
                    .into(),
            );
        }
        if is_axis && self.tile.kind == Kind::Line {
            let lines: usize = areas.iter().map(|area| self.count(area)).sum();
            if lines > LINES {
                self.tell(
                    &["areas"],
                    format!("more than {LINES} lines cannot be told apart; name fewer areas"),
                );
            }
        }
    }

    /// How many areas a word stands for, at least.
    fn count(&self, area: &Where) -> usize {
        let districts = self.territory.outer.iter().filter(|outer| outer.level() == Level::District).count();
        match area {
            Where::Chosen | Where::Region | Where::Area(_) => 1,
            Where::Districts => districts,
            Where::Municipalities => self.territory.municipalities.len(),
            // Nobody knows how many parts a municipality has before its table was read.
            Where::Quarters => LINES + 1,
        }
    }

    fn times(&mut self) {
        let over_time = self.tile.axes().contains(&"refPeriod");
        let wrong = |text: &&str| Period::from_notation(text).is_none();
        match self.tile.times() {
            Asked::Latest | Asked::One(_) if over_time => self.tell(
                &["period"],
                "this tile runs over time: `period` is \"all\" or { from = \"2015\", to = \"2024\" }".into(),
            ),
            Asked::Between(..) if !over_time => {
                let message = "this tile shows one time: `period` is \"latest\" or a time, e.g. \"2024\"";
                self.tell(&["period"], message.into());
            }
            Asked::One(period) if wrong(&period) => self.tell(&["period"], no_period(period)),
            Asked::Between(from, to) => {
                for (key, text) in [("from", from), ("to", to)] {
                    if let Some(text) = text.filter(wrong) {
                        self.tell(&["period", key], no_period(text));
                    }
                }
            }
            _ => {}
        }
    }

    /// What the tile asks of its cube.
    fn cube(&mut self, cube: &CubeDefinition) {
        let known: Vec<&str> = cube.dimensions.iter().map(Dimension::id).collect();
        let named = [("by", &self.tile.by), ("columns", &self.tile.columns)];
        for (key, id) in named.into_iter().filter_map(|(key, id)| Some((key, id.as_deref()?))) {
            if !known.contains(&id) {
                self.tell(&[key], no_dimension(id, &known));
            }
        }
        for (id, codes) in &self.tile.dimensions {
            match cube.position(id) {
                None => self.tell(&["dimensions", id], no_dimension(id, &known)),
                Some(0) => self.tell(&["dimensions", id], "areas are named by `areas`".into()),
                Some(1) => self.tell(&["dimensions", id], "times are named by `period`".into()),
                Some(position) => {
                    let dimension = &cube.dimensions[position];
                    for code in codes.all().iter().filter(|code| dimension.label_of(code).is_none()) {
                        self.tell(&["dimensions", id], no_code(dimension, code));
                    }
                    if codes.all().is_empty() {
                        self.tell(&["dimensions", id], format!("`{id}` names at least one code"));
                    }
                }
            }
        }
        let axes = self.tile.axes();
        for dimension in cube.dimensions.iter().skip(2) {
            let id = dimension.id();
            let codes = self.tile.dimensions.get(id).map(|codes| codes.all().len());
            if axes.contains(&id) {
                let lines = self.tile.along(dimension).len();
                if lines == 0 && codes.is_none() {
                    let message =
                        format!("`{id}` is an axis: name its codes in `dimensions`, for they may overlap");
                    self.tell(&["cube"], message);
                } else if self.tile.kind == Kind::Line && lines > LINES {
                    let message =
                        format!("more than {LINES} lines cannot be told apart; name fewer codes of `{id}`");
                    self.tell(&["kind"], message);
                }
            } else if codes.is_some_and(|codes| codes > 1) {
                let message = format!("nothing is added up: name one code of `{id}`, or show it with `by`");
                self.tell(&["dimensions", id], message);
            } else if self.tile.fixed(dimension).is_none() && codes.is_none() {
                let message = format!(
                    "`{id}` has no total: name one of its codes in `dimensions`, or show it with `by`; there are: {}",
                    codes_of(dimension)
                );
                self.tell(&["cube"], message);
            }
        }
    }
}

fn no_period(text: &str) -> String {
    format!("`{text}` is no time, e.g. \"2024\", \"2024-09\" or \"2024-09-30\"")
}

fn no_dimension(id: &str, known: &[&str]) -> String {
    format!("the cube has no dimension `{id}`; there are: {}", known.join(", "))
}

fn no_code(dimension: &Dimension, code: &str) -> String {
    let allowed = codes_of(dimension);
    format!("`{code}` is no code of `{}`; there are: {allowed}", dimension.id())
}

fn codes_of(dimension: &Dimension) -> String {
    match dimension {
        // These two are told apart before.
        Dimension::RefArea | Dimension::RefPeriod => String::new(),
        Dimension::Sex => "F, M, T".into(),
        Dimension::Age => "_T, and ages such as Y25, Y0T4, Y_GE65".into(),
        Dimension::Coded(coded) => {
            let codes: Vec<&str> =
                coded.codes.iter().take(NAMED).map(|code| code.notation.as_str()).collect();
            let more = coded.codes.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!("{}{more}", codes.join(", "))
        }
    }
}
