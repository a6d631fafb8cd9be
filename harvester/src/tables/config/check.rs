//! Whether a mapping can be used: everything that can be known without its table.

mod layout;
mod places;

use super::file::{self, StatusName, Values};
use super::{Cubes, Read};
use crate::config::ConfigError;
use crate::tables::mapping::{
    ColumnName, Condition, CubeMapping, Derivation, Format, Layout, Mapping, Status, ValueColumns, folded,
};
use datenkreis_vocab::cube::{CubeDefinition, ObsStatus};
use regex::Regex;
use std::sync::Arc;

/// The mapping of a file, or all that is wrong with it.
pub(super) fn mapping(read: &Read, cubes: &Cubes) -> Result<Mapping, Vec<ConfigError>> {
    let mut check = Check { read, mistakes: vec![] };
    let layout = check.layout(&read.file.layout);
    if read.file.cubes.is_empty() {
        check.tell(&["table"], "a mapping feeds at least one cube: add [[cube]]");
    }
    let mut mapped = vec![];
    for (at, cube) in read.file.cubes.iter().enumerate() {
        let at = at.to_string();
        match cubes.get(&cube.id) {
            Some(definition) => mapped.push(check.cube(&at, cube, definition, &layout)),
            None if cube.definition.is_some() => {}
            None => {
                let known: Vec<&str> = cubes.keys().map(String::as_str).collect();
                let message = format!(
                    "there is no cube `{}`; there are: {}. Another one needs [cube.definition]",
                    cube.id,
                    known.join(", ")
                );
                check.tell(&["cube", &at, "id"], &message);
            }
        }
    }
    if !check.mistakes.is_empty() {
        return Err(check.mistakes);
    }
    Ok(Mapping {
        id: read.id().into(),
        path: read.path.clone(),
        sha256: read.sha256(),
        table: read.file.table.clone(),
        layout,
        cubes: mapped,
    })
}

/// A file on its way through the checks.
struct Check<'a> {
    read: &'a Read,
    mistakes: Vec<ConfigError>,
}

impl Check<'_> {
    fn tell(&mut self, key: &[&str], message: &str) {
        self.mistakes.push(self.read.mistake(key, message));
    }

    fn regex(&mut self, key: &[&str], pattern: &str) -> Option<Regex> {
        let compiled = regex::RegexBuilder::new(pattern).size_limit(1 << 20).build();
        compiled
            .map_err(|error| self.tell(key, &format!("`{pattern}` is no regular expression: {error}")))
            .ok()
    }

    /// A regular expression whose first group is what counts.
    fn group(&mut self, key: &[&str], pattern: &str) -> Option<Regex> {
        let regex = self.regex(key, pattern)?;
        if regex.captures_len() < 2 {
            self.tell(key, &format!("`{pattern}` has no group: put brackets around what counts"));
            return None;
        }
        Some(regex)
    }

    fn cube(
        &mut self,
        at: &str,
        found: &file::Cube,
        definition: &Arc<CubeDefinition>,
        layout: &Layout,
    ) -> CubeMapping {
        if found.values.is_empty() {
            let message = "`values` names the columns with figures: numbers, ranges (\"4..\"), texts of the header, or { header = 1, matches = \"…\" }";
            self.tell(&["cube", at, "id"], message);
        }
        let values = found.values.iter().enumerate().filter_map(|(number, values)| {
            self.values(&["cube", at, "values", &number.to_string()], values, layout)
        });
        let values = values.collect();
        let conditions = found.conditions.iter().enumerate().map(|(number, condition)| {
            let number = number.to_string();
            let key = ["cube", at, "where", &number];
            self.column(&[&key[..], &["column"]].concat(), &condition.column, layout);
            let pattern = condition.matches.as_ref();
            Condition {
                column: condition.column.clone(),
                equals: condition.equals.as_ref().map(file::OneOrMore::list).unwrap_or_default(),
                matches: pattern.and_then(|pattern| self.regex(&[&key[..], &["matches"]].concat(), pattern)),
                not: condition.not.as_ref().map(file::OneOrMore::list).unwrap_or_default(),
            }
        });
        let conditions = conditions.collect();
        let places = self.places(at, found, definition, layout);
        for (key, factor) in [("multiply_by", found.multiply_by), ("divide_by", found.divide_by)] {
            if factor.is_some_and(|factor| !factor.is_finite() || factor <= 0.0) {
                self.tell(&["cube", at, key], "a factor is larger than 0");
            }
        }
        let derive = found.derive.iter().enumerate().filter_map(|(number, derivation)| {
            self.derivation(&["cube", at, "derive", &number.to_string()], derivation, definition)
        });
        let derive = derive.collect();
        let status = found.status.as_ref().map(|status| self.status(at, status, layout));
        CubeMapping {
            definition: definition.clone(),
            values,
            conditions,
            places,
            derive,
            status,
            multiply_by: found.multiply_by.unwrap_or(1.0),
            divide_by: found.divide_by.unwrap_or(1.0),
        }
    }

    fn values(&mut self, key: &[&str], found: &Values, layout: &Layout) -> Option<ValueColumns> {
        match found {
            Values::Column(ColumnName::Name(text)) if is_range(text) => {
                let (from, to) = text.split_once("..")?;
                let from = from.trim().parse().ok().filter(|from| *from > 0);
                let to = Some(to.trim()).filter(|to| !to.is_empty()).map(str::parse::<usize>).transpose();
                match (from, to) {
                    (Some(from), Ok(to)) if to.is_none_or(|to| to >= from) => {
                        Some(ValueColumns::Range(from, to))
                    }
                    _ => {
                        self.tell(
                            key,
                            &format!("`{text}` is no range of columns, e.g. \"4..\" or \"4..10\""),
                        );
                        None
                    }
                }
            }
            Values::Column(column) => {
                self.column(key, column, layout);
                Some(ValueColumns::Named(column.clone()))
            }
            Values::Header(found) => {
                self.header(&[key, &["header"]].concat(), found.header, layout);
                let regex = self.regex(&[key, &["matches"]].concat(), &found.matches)?;
                Some(ValueColumns::Matching(found.header, regex))
            }
        }
    }

    fn column(&mut self, key: &[&str], column: &ColumnName, layout: &Layout) {
        match column {
            ColumnName::Number(0) => self.tell(key, "columns are counted from 1"),
            // Without fields it is told that they are missing.
            _ if layout.format == Format::Fixed && layout.fields.is_empty() => {}
            ColumnName::Number(number) if layout.format == Format::Fixed && *number > layout.fields.len() => {
                self.tell(key, &format!("there are {} fields only", layout.fields.len()));
            }
            ColumnName::Name(name) if layout.fields.iter().any(|field| field.name == *name) => {}
            ColumnName::Name(name) if layout.format == Format::Fixed => {
                let names: Vec<&str> = layout.fields.iter().map(|field| field.name.as_str()).collect();
                self.tell(key, &format!("there is no field `{name}`; there are: {}", names.join(", ")));
            }
            ColumnName::Name(name) if layout.header_rows == 0 => {
                let message = format!(
                    "`{name}` is looked for in the header, and `layout.header_rows` is 0; use a number"
                );
                self.tell(key, &message);
            }
            _ => {}
        }
    }

    fn header(&mut self, key: &[&str], row: usize, layout: &Layout) {
        if row == 0 || row > layout.header_rows {
            let message =
                format!("the header has {} rows (`layout.header_rows`), counted from 1", layout.header_rows);
            self.tell(key, &message);
        }
    }

    fn derivation(
        &mut self,
        key: &[&str],
        found: &file::Derivation,
        definition: &CubeDefinition,
    ) -> Option<Derivation> {
        let Some(position) = definition.position(&found.dimension) else {
            self.tell(
                &[key, &["dimension"]].concat(),
                &format!("the cube has no dimension `{}`", found.dimension),
            );
            return None;
        };
        // Blanks around the sign: codes may hold hyphens.
        let terms = found.from.split_once(" - ").map(|terms| (terms, true));
        let Some(((left, right), is_difference)) =
            terms.or_else(|| found.from.split_once(" + ").map(|terms| (terms, false)))
        else {
            let message = format!("`{}` is no sum or difference of two codes, e.g. \"T - M\"", found.from);
            self.tell(&[key, &["from"]].concat(), &message);
            return None;
        };
        let dimension = &definition.dimensions[position];
        for (name, code) in [("code", found.code.as_str()), ("from", left.trim()), ("from", right.trim())] {
            self.is_code(&[key, &[name]].concat(), dimension, code);
        }
        Some(Derivation {
            position,
            code: found.code.clone(),
            left: left.trim().into(),
            is_difference,
            right: right.trim().into(),
        })
    }

    fn status(&mut self, at: &str, found: &file::Status, layout: &Layout) -> Status {
        let key = ["cube", at, "status"];
        if let Some(column) = &found.column {
            self.column(&key, column, layout);
        }
        if found.column.is_none() && found.constant.is_none() {
            self.tell(&key, "`column` (with `codes`) or `constant` is needed");
        }
        Status {
            column: found.column.clone(),
            codes: found.codes.iter().map(|(label, name)| (folded(label), status(*name))).collect(),
            otherwise: found.constant.map_or(ObsStatus::Normal, status),
        }
    }
}

/// Whether a text means columns from one number to another.
fn is_range(text: &str) -> bool {
    text.split_once("..").is_some_and(|(from, to)| {
        let is_number = |part: &str| part.trim().bytes().all(|byte| byte.is_ascii_digit());
        !from.trim().is_empty() && is_number(from) && is_number(to)
    })
}

fn status(name: StatusName) -> ObsStatus {
    match name {
        StatusName::Normal => ObsStatus::Normal,
        StatusName::Provisional => ObsStatus::Provisional,
        StatusName::Revised => ObsStatus::Revised,
        StatusName::Estimated => ObsStatus::Estimated,
        StatusName::Uncertain => ObsStatus::Uncertain,
        StatusName::Forecast => ObsStatus::Forecast,
        StatusName::Break => ObsStatus::Break,
    }
}
