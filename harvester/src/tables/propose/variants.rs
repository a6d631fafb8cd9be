//! Figures of several kinds in one column, as in flat files.

use super::blocks::Block;
use super::dimensions::Roles;
use super::file::Sample;
use super::frame::Frame;
use super::measure::{Subject, subject};
use super::profile::{Profile, column_name, name, profile};
use super::unit::{Unit, named, unit};
use super::write::quoted;
use std::collections::BTreeMap;

/// The rows of one cube where figures of several stand in one column: entries of `where`, and what they are about.
#[derive(Default)]
pub struct Variant {
    /// Entries of `where`.
    pub conditions: Vec<String>,
    /// What they are about.
    pub about: Option<String>,
    /// Their unit, if the rows name one.
    pub unit: Option<Unit>,
    /// A column with texts that tell figures apart, and those of these rows.
    pub labels: Option<(usize, Vec<String>)>,
}

impl Variant {
    /// What tells these figures apart in a column: one text alone does not.
    pub fn labels_in(&self, column: usize) -> Option<&[String]> {
        let (_, labels) = self.labels.as_ref().filter(|(of, _)| *of == column)?;
        Some(if labels.len() > 1 { labels } else { &[] })
    }
}

/// The kinds of figures of a block, each with the rows it stands in.
pub fn variants(
    sample: &Sample,
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    block: &Block,
) -> Vec<Variant> {
    let column =
        |wanted: &str| profiles.iter().find(|profile| profile.name() == wanted).map(|found| found.column);
    let (Some(code), Some(unit)) = (column("value_variable_code"), column("value_unit")) else {
        return by_unit(profiles, roles, block);
    };
    let label = column("value_variable_label").unwrap_or(code);
    let statistic = column("statistics_label").unwrap_or(label);
    let mut found: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in frame.rows(sample) {
        let key = (row.cell(code).text.to_owned(), row.cell(unit).text.to_owned());
        found.entry(key).or_insert_with(|| {
            // “Personen” says less than the name of its statistic.
            let texts = [row.cell(label).text, row.cell(unit).text];
            match subject(&texts.join(" ")) {
                Subject::Other => format!("{} {}", texts.join(" "), row.cell(statistic).text),
                _ => texts.join(" "),
            }
        });
    }
    let variant = |((code, unit), about): ((String, String), String)| Variant {
        conditions: vec![
            format!("{{ column = \"value_variable_code\", equals = {} }}", quoted(&code)),
            format!("{{ column = \"value_unit\", equals = {} }}", quoted(&unit)),
        ],
        about: Some(about),
        unit: named(&unit),
        labels: None,
    };
    found.into_iter().map(variant).collect()
}

/// The rows of each unit, where the texts of a column name several.
fn by_unit(profiles: &[Profile], roles: &Roles, block: &Block) -> Vec<Variant> {
    let whole =
        Variant { about: block.label.clone().or_else(|| flat_label(profiles, block)), ..Variant::default() };
    if block.subject.cube().is_some() {
        return vec![whole];
    }
    let units = roles.coded.iter().filter_map(|column| {
        let mut units: Vec<(Option<Unit>, Vec<String>)> = vec![];
        for text in profile(profiles, *column)?.texts.keys() {
            let unit = unit(text);
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, texts)) => texts.push(text.clone()),
                None => units.push((unit, vec![text.clone()])),
            }
        }
        (units.len() > 1).then_some((*column, units))
    });
    let Some((column, units)) = units.into_iter().next() else { return vec![whole] };
    let variant = |(unit, texts): (Option<Unit>, Vec<String>)| {
        let listed: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        Variant {
            conditions: vec![format!(
                "{{ column = {}, equals = [{}] }}",
                column_name(profiles, column),
                listed.join(", ")
            )],
            about: if let [one] = &texts[..] { Some(one.clone()) } else { None },
            unit,
            labels: Some((column, texts)),
        }
    };
    units.into_iter().map(variant).collect()
}

/// What the one column of an older flat file is about: `BEVSTD__Bevoelkerungsstand__Anzahl`.
fn flat_label(profiles: &[Profile], block: &Block) -> Option<String> {
    let [column] = block.columns[..] else { return None };
    let name = name(profiles, column);
    name.contains("__").then(|| name.replace("__", " "))
}
