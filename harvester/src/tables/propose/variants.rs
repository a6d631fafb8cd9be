//! Figures of several kinds in one column, as in flat files.

use super::blocks::Block;
use super::file::Sample;
use super::frame::Frame;
use super::measure::{Subject, subject};
use super::profile::{Profile, name};
use super::write::quoted;
use std::collections::BTreeMap;

/// The rows of one cube where figures of several stand in one column: entries of `where`, and what they are about.
#[derive(Default)]
pub struct Variant {
    /// Entries of `where`.
    pub conditions: Vec<String>,
    /// What they are about.
    pub about: Option<String>,
}

/// The kinds of figures of a block, each with the rows it stands in.
pub fn variants(sample: &Sample, frame: &Frame, profiles: &[Profile], block: &Block) -> Vec<Variant> {
    let column =
        |wanted: &str| profiles.iter().find(|profile| profile.name() == wanted).map(|found| found.column);
    let (Some(code), Some(unit)) = (column("value_variable_code"), column("value_unit")) else {
        return vec![Variant { conditions: vec![], about: flat_label(profiles, block) }];
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
    };
    found.into_iter().map(variant).collect()
}

/// What the one column of an older flat file is about: `BEVSTD__Bevoelkerungsstand__Anzahl`.
fn flat_label(profiles: &[Profile], block: &Block) -> Option<String> {
    let [column] = block.columns[..] else { return None };
    let name = name(profiles, column);
    name.contains("__").then(|| name.replace("__", " "))
}
