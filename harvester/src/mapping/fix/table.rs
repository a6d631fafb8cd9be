//! The cell of the table of a folder, or the line of the TOML file beside a file. Headings and keys are
//! German, as in the template.

use super::wanted::{Change, Field, Target};
use super::{Fix, Form, Known};
use percent_encoding::percent_decode_str;

pub(super) fn fixes(change: &Change, known: &Known<'_>) -> Vec<Fix> {
    // A dataset's IRI ends with what its source calls it.
    let record = known.dataset.as_str().rsplit('/').next();
    let record = record.map(|id| percent_decode_str(id).decode_utf8_lossy().into_owned());
    let mut fixes = vec![];
    let mut lines = String::new();
    let of_file = change.target != Target::Dataset && change.value(Field::License).is_none();
    for said in &change.said {
        let Some((heading, key, values)) = cell(said.field, &said.values) else { continue };
        let is_example = said.is_example;
        if let Some(heading) = heading {
            let text = values.join(", ");
            fixes.push(Fix {
                form: Form::Cell,
                place: heading.into(),
                record: record.clone(),
                text,
                is_example,
            });
        }
        let quoted: Vec<String> =
            values.iter().map(|value| toml::Value::from(value.as_str()).to_string()).collect();
        let value = if is_list(said.field) { format!("[{}]", quoted.join(", ")) } else { quoted.concat() };
        lines.push_str(&format!("{key} = {value}\n"));
    }
    if !lines.is_empty() {
        let (place, text) = if of_file {
            ("[[datei]]".to_owned(), format!("[[datei]]\n{lines}"))
        } else {
            (String::new(), lines)
        };
        fixes.push(Fix { form: Form::Toml, place, record, text, is_example: change.is_example() });
    }
    fixes
}

fn is_list(field: Field) -> bool {
    matches!(field, Field::Keyword | Field::Theme)
}

/// Heading of the column, if there is one, key in TOML, and the values as the template has them. `None`
/// for what a folder tells by itself.
fn cell(field: Field, values: &[String]) -> Option<(Option<&'static str>, &'static str, Vec<String>)> {
    let last = |value: &String| value.rsplit('/').next().unwrap_or(value).to_owned();
    let code = || values.iter().map(last).collect();
    let first = || values.iter().take(1).cloned().collect();
    let after = |mark: &str| {
        let cut = |value: &String| value.split_once(mark).map_or(value.clone(), |(_, rest)| rest.to_owned());
        values.iter().take(1).map(cut).collect()
    };
    Some(match field {
        Field::Keyword => (Some("Schlagwörter"), "schlagwoerter", values.to_vec()),
        Field::Theme => (Some("Thema"), "thema", code()),
        Field::Spatial => {
            (Some("Gemeindeschlüssel"), "gemeindeschluessel", values.iter().take(1).map(last).collect())
        }
        Field::PeriodStart => (Some("Zeitraum von"), "zeitraum_von", first()),
        Field::PeriodEnd => (Some("Zeitraum bis"), "zeitraum_bis", first()),
        Field::AccessUrl => (Some("Datei oder Adresse"), "adresse", first()),
        // A folder has one address for each file.
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
