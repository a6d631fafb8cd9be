//! The cell of the table of a folder, or the line of the TOML file beside a file. Headings and keys are
//! German, as in the template. Whoever keeps only TOML files is told their lines, who keeps a table its
//! cells; both, where the record does not tell.

use super::said::{Change, Field, Target};
use super::wanted::objects;
use super::{Basis, Fix, Form, Known};
use datenkreis_vocab::ns::dcat;
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// Stands where a person names the file that he or she has put into the folder.
const FILE_GAP: &str = "<Name der Datei im Ordner>";

pub(super) fn fixes(change: &Change, known: &Known<'_>) -> Vec<Fix> {
    // A dataset's IRI ends with what its source calls it.
    let record = known.dataset.as_str().rsplit('/').next();
    let record = record.map(|id| percent_decode_str(id).decode_utf8_lossy().into_owned());
    let entry: Value = serde_json::from_slice(&known.received.payload).unwrap_or_default();
    let kept_in = entry.get("kept_in").and_then(Value::as_str).filter(|name| !name.is_empty());
    let is_toml = kept_in.map(|name| name.to_lowercase().ends_with(".toml"));
    let of_file = match change.target {
        Target::Dataset => false,
        Target::Distribution => change.value(Field::License).is_none(),
        Target::NewDistribution => true,
    };
    let mut cells = vec![];
    let mut lines = String::new();
    for said in &change.said {
        let Some((heading, key, values)) = cell(said.field, &said.values, change) else { continue };
        // The columns of dates are about the dataset.
        let is_date_of_file = of_file && matches!(said.field, Field::Issued | Field::Modified);
        if let Some(heading) = heading.filter(|_| !is_date_of_file) {
            cells.push(Fix {
                form: Form::Cell,
                place: heading.into(),
                record: record.clone(),
                text: values.join(", "),
                basis: if is_file_gap(&values) { Basis::Open } else { said.basis },
            });
        }
        let quoted: Vec<String> =
            values.iter().map(|value| toml::Value::from(value.as_str()).to_string()).collect();
        let value = if is_list(said.field) { format!("[{}]", quoted.join(", ")) } else { quoted.concat() };
        lines.push_str(&format!("{key} = {value}\n"));
    }
    if is_toml == Some(true) {
        cells.clear();
    }
    // What no column holds can be said in a TOML file only.
    if lines.is_empty() || is_toml == Some(false) && !cells.is_empty() {
        return cells;
    }
    let replaces = change.target == Target::Distribution
        && change.said.iter().any(|said| matches!(said.field, Field::AccessUrl | Field::DownloadUrl));
    let (form, text) = if replaces {
        let old = known.distribution.map(|file| objects(known.triples, file, dcat::ACCESS_URL));
        let old = old.and_then(|addresses| addresses.into_iter().next()).unwrap_or_default();
        let old = toml::Value::from(old);
        (Form::TomlReplaced, format!("# adresse = {old}\n{lines}"))
    } else if of_file {
        let file = file(change, known, &entry).unwrap_or_default();
        (Form::TomlFile, format!("{}[[datei]]\n{file}{lines}", others(&entry, &file)))
    } else {
        (Form::Toml, lines.clone())
    };
    let place = kept_in.filter(|_| is_toml == Some(true)).unwrap_or_default().to_owned();
    let basis = if lines.contains(FILE_GAP) { Basis::Open } else { change.basis() };
    cells.push(Fix { form, place, record, text, basis });
    cells
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
    let addresses = objects(known.triples, known.distribution?, dcat::ACCESS_URL);
    let files = entry.get("distribution").and_then(Value::as_array)?;
    let text = |file: &Value, name: &str| {
        let text = file.get(name).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let is_meant = |file: &&Value| {
        addresses.iter().any(|address| {
            let name = address.rsplit('/').next().unwrap_or_default();
            let name = percent_decode_str(name).decode_utf8_lossy();
            text(file, "url").as_deref() == Some(address) || text(file, "file").as_deref() == Some(&*name)
        })
    };
    let meant = files.iter().find(is_meant).or_else(|| files.first().filter(|_| files.len() == 1))?;
    let line = |key: &str, value: String| format!("{key} = {}\n", toml::Value::from(value));
    text(meant, "file")
        .map(|name| line("datei", name))
        .or_else(|| text(meant, "url").map(|url| line("adresse", url)))
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
        Field::License => (Some("Lizenz"), "lizenz", after("/licenses/")),
        Field::AccessRights => (Some("Zugang"), "zugang", code()),
        Field::ContactName => (Some("Kontakt-Name"), "kontakt", first()),
        Field::ContactEmail => (Some("Kontakt-E-Mail"), "kontakt_email", first()),
        Field::Publisher => (Some("Herausgeber"), "herausgeber", first()),
        Field::Issued => (Some("Veröffentlicht"), "veroeffentlicht", first()),
        Field::Modified => (Some("Stand"), "stand", first()),
    })
}
