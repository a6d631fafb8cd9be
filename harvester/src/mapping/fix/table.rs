//! The cell of the table of a folder, or the line of the TOML file beside a file. Headings and keys are
//! German, as in the template. Whoever keeps only TOML files is told their lines, who keeps a table its
//! cells; both, where the record does not tell.

use super::said::{Change, Field, Said, Target};
use super::wanted::objects;
use super::{Basis, Fix, Form, Known};
use crate::mapping::table_entry::{Entry, FileEntry};
use datenkreis_vocab::lists::license;
use datenkreis_vocab::ns::dcat;
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// Stands where a person names the file that he or she has put into the folder.
const FILE_GAP: &str = "‹Name der Datei im Ordner›";

/// Where an entry is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept<'a> {
    Table,
    /// In the TOML file with this name.
    Toml(&'a str),
    /// An older record does not tell.
    Unknown,
}

impl<'a> Kept<'a> {
    fn of(entry: &'a Value) -> Self {
        match entry.get("kept_in").and_then(Value::as_str).filter(|name| !name.is_empty()) {
            None => Self::Unknown,
            Some(name) if name.to_lowercase().ends_with(".toml") => Self::Toml(name),
            Some(_) => Self::Table,
        }
    }
}

/// What a field becomes.
struct Line {
    /// The heading of the column, if there is one.
    heading: Option<&'static str>,
    /// The line as TOML has it.
    toml: String,
    /// The cell.
    cell: String,
    /// Whether the line is about the file, and not about the dataset. A table has columns for the dates of the
    /// dataset only, which hold for its files.
    is_of_file: bool,
    basis: Basis,
}

pub(super) fn fixes(change: &Change, known: &Known<'_>) -> Vec<Fix> {
    let entry: Value = serde_json::from_slice(&known.received.payload).unwrap_or_default();
    let kept = Kept::of(&entry);
    let lines = lines(change);
    let mut fixes = vec![];
    if !matches!(kept, Kept::Toml(_)) {
        fixes.extend(cells(change, &lines));
    }
    // What no column holds cannot be said in a table: a TOML file beside it would be another dataset.
    if kept != Kept::Table && !lines.is_empty() {
        let place = if let Kept::Toml(name) = kept { name } else { "" };
        fixes.push(toml(change, &lines, place, known, &entry));
    }
    // A dataset's IRI ends with what its source calls it.
    let record = known.dataset.as_str().rsplit('/').next();
    let record = record.map(|id| percent_decode_str(id).decode_utf8_lossy().into_owned());
    fixes.iter_mut().for_each(|fix| fix.record.clone_from(&record));
    fixes
}

/// What is said about the file is kept with it, terms of use with the dataset.
fn is_about_file(change: &Change) -> bool {
    match change.target {
        Target::Dataset => false,
        Target::Distribution => change.value(Field::License).is_none(),
        Target::NewDistribution => true,
    }
}

fn lines(change: &Change) -> Vec<Line> {
    let is_of_file = is_about_file(change);
    let line = |said: &Said| {
        let (heading, key, values) = cell(said.field, &said.values, change)?;
        let quoted: Vec<String> =
            values.iter().map(|value| toml::Value::from(value.as_str()).to_string()).collect();
        let value = if is_list(said.field) { format!("[{}]", quoted.join(", ")) } else { quoted.concat() };
        let basis = if is_file_gap(&values) { Basis::Open } else { said.basis };
        // Names of themes hold commas.
        let cell = values.join(if said.field == Field::Theme { "; " } else { ", " });
        Some(Line { heading, toml: format!("{key} = {value}\n"), cell, is_of_file, basis })
    };
    change.missing().filter_map(line).collect()
}

/// Cells of the dataset's row, or a row of a further file.
fn cells(change: &Change, lines: &[Line]) -> Vec<Fix> {
    let with_column = lines.iter().filter_map(|line| Some((line.heading?, line)));
    if change.target != Target::NewDistribution {
        let fix = |(heading, line): (&'static str, &Line)| {
            Fix::new(Form::Cell, heading, line.cell.clone(), line.basis)
        };
        return with_column.map(fix).collect();
    }
    let text: String = with_column.map(|(heading, line)| format!("{heading}: {}\n", line.cell)).collect();
    vec![Fix::new(Form::Row, "", text, Basis::Open)]
}

fn toml(change: &Change, lines: &[Line], place: &str, known: &Known<'_>, entry: &Value) -> Fix {
    let text: String = lines.iter().map(|line| line.toml.as_str()).collect();
    let replaces = change.target == Target::Distribution
        && change.said.iter().any(|said| matches!(said.field, Field::AccessUrl | Field::DownloadUrl));
    let basis = if text.contains(FILE_GAP) { Basis::Open } else { change.basis() };
    let (form, text) = if replaces {
        let old = known.distribution.map(|file| objects(known.triples, file, dcat::ACCESS_URL));
        let old = old.and_then(|addresses| addresses.into_iter().next()).unwrap_or_default();
        (Form::TomlReplaced, format!("# adresse = {}\n{text}", toml::Value::from(old)))
    } else if is_about_file(change) {
        let file = file(change, known, entry).unwrap_or_default();
        (Form::TomlFile, format!("{}[[datei]]\n{file}{text}", others(entry, &file)))
    } else {
        (Form::Toml, text)
    };
    Fix::new(form, place, text, basis)
}

/// The entry as it would be after the change; `None` if it has no place for it, or a person has to put a file into
/// the folder first.
pub(super) fn changed(change: &Change, known: &Known<'_>) -> Option<Vec<u8>> {
    let mut entry: Value = serde_json::from_slice(&known.received.payload).ok()?;
    let is_table = Kept::of(&entry) == Kept::Table;
    let lines = lines(change);
    if change.target == Target::NewDistribution || lines.iter().any(|line| line.toml.contains(FILE_GAP)) {
        return None;
    }
    let with_place = lines.iter().filter(|line| line.heading.is_some() || !is_table);
    let (of_file, of_dataset): (Vec<&Line>, Vec<&Line>) = with_place.partition(|line| line.is_of_file);
    let text = |lines: &[&Line]| -> String { lines.iter().map(|line| line.toml.as_str()).collect() };
    let said: Entry = toml::from_str(&text(&of_dataset)).ok()?;
    put(serde_json::to_value(said).ok()?, &mut entry);
    if !of_file.is_empty() {
        let at = meant(known, &entry)?;
        let said: FileEntry = toml::from_str(&text(&of_file)).ok()?;
        put(serde_json::to_value(said).ok()?, entry.get_mut("distribution")?.get_mut(at)?);
    }
    serde_json::to_vec(&entry).ok()
}

/// Writes every field that says something over what was there.
fn put(said: Value, kept: &mut Value) {
    let (Value::Object(said), Some(kept)) = (said, kept.as_object_mut()) else { return };
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    };
    kept.extend(said.into_iter().filter(|(_, value)| !is_empty(value)));
}

/// A `[[datei]]` for each other file of the entry that none names yet: a TOML file that names one file is
/// believed to name all.
fn others(entry: &Value, file: &str) -> String {
    let files = entry.get("distribution").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let says = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_bare = |file: &Value| {
        let fields = file.as_object().into_iter().flatten();
        fields.filter(|(name, _)| *name != "file").all(|(_, value)| !says(value))
    };
    if !files.iter().all(is_bare) {
        return String::new();
    }
    let names = files.iter().filter_map(|file| file.get("file").and_then(Value::as_str));
    let lines =
        names.filter(|name| !name.is_empty()).map(|name| format!("datei = {}\n", toml::Value::from(name)));
    lines.filter(|line| line != file).map(|line| format!("[[datei]]\n{line}\n")).collect()
}

/// The line that tells which file of the entry is meant.
fn file(change: &Change, known: &Known<'_>, entry: &Value) -> Option<String> {
    // Another file is told by itself.
    if change.target != Target::Distribution {
        return None;
    }
    let file = entry.get("distribution")?.get(meant(known, entry)?)?;
    let line = |key: &str, value: &str| format!("{key} = {}\n", toml::Value::from(value));
    text(file, "file")
        .map(|name| line("datei", name))
        .or_else(|| text(file, "url").map(|url| line("adresse", url)))
}

/// Where the file behind the distribution stands: by its name or address, else the only one.
fn meant(known: &Known<'_>, entry: &Value) -> Option<usize> {
    let addresses = objects(known.triples, known.distribution?, dcat::ACCESS_URL);
    let files = entry.get("distribution").and_then(Value::as_array)?;
    let is_meant = |file: &Value| {
        addresses.iter().any(|address| {
            let name = address.rsplit('/').next().unwrap_or_default();
            let name = percent_decode_str(name).decode_utf8_lossy();
            text(file, "url") == Some(address) || text(file, "file") == Some(&name)
        })
    };
    files.iter().position(is_meant).or((files.len() == 1).then_some(0))
}

fn text<'v>(file: &'v Value, name: &str) -> Option<&'v str> {
    file.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn is_file_gap(values: &[String]) -> bool {
    values.iter().any(|value| value == FILE_GAP)
}

fn is_list(field: Field) -> bool {
    matches!(field, Field::Keyword | Field::Theme)
}

/// Heading of the column, if there is one, key in TOML, and the values as the template has them. `None`
/// for what a folder tells by itself.
fn cell(
    field: Field,
    values: &[String],
    change: &Change,
) -> Option<(Option<&'static str>, &'static str, Vec<String>)> {
    let last = |value: &String| value.rsplit('/').next().unwrap_or(value).to_owned();
    let code = || values.iter().map(last).collect();
    let first = || values.iter().take(1).cloned().collect();
    let after = |mark: &str| {
        let cut = |value: &String| value.split_once(mark).map_or(value.clone(), |(_, rest)| rest.to_owned());
        values.iter().take(1).map(cut).collect()
    };
    let in_folder = || (Some("Datei oder Adresse"), "datei", vec![FILE_GAP.to_owned()]);
    Some(match field {
        Field::Keyword => (Some("Schlagwörter"), "schlagwoerter", values.to_vec()),
        Field::Theme => (Some("Thema"), "thema", code()),
        Field::Spatial => {
            (Some("Gemeindeschlüssel"), "gemeindeschluessel", values.iter().take(1).map(last).collect())
        }
        Field::PeriodStart => (Some("Zeitraum von"), "zeitraum_von", first()),
        Field::PeriodEnd => (Some("Zeitraum bis"), "zeitraum_bis", first()),
        // A file that lies in the folder can be had there, and its size is known.
        Field::AccessUrl if change.target == Target::NewDistribution => in_folder(),
        Field::AccessUrl => (Some("Datei oder Adresse"), "adresse", first()),
        Field::DownloadUrl if change.target == Target::Distribution => in_folder(),
        Field::DownloadUrl | Field::ByteSize | Field::Rights => return None,
        Field::Format => (Some("Format"), "format", code()),
        Field::MediaType => (None, "medientyp", after("/media-types/")),
        // Licences of other lists have no short name in this one.
        Field::License => (Some("Lizenz"), "lizenz", after(license::LIST.base)),
        Field::AccessRights => (Some("Zugang"), "zugang", code()),
        Field::ContactName => (Some("Kontakt-Name"), "kontakt", first()),
        Field::ContactEmail => (Some("Kontakt-E-Mail"), "kontakt_email", first()),
        Field::Publisher => (Some("Herausgeber"), "herausgeber", first()),
        Field::Issued => (Some("Veröffentlicht"), "veroeffentlicht", first()),
        Field::Modified => (Some("Stand"), "stand", first()),
    })
}
