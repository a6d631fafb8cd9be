//! The text of a proposal.

use super::About;
use super::cubes::{CubeDraft, Draft};
use super::define::{NewCube, NewDimension};
use super::expect;
use super::file::Sample;
use super::frame::Frame;
use super::profile::Profile;
use super::unit::Unit;
use crate::tables::mapping::{Format, SheetName};

/// Characters of an id.
const ID: usize = 50;

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A text as part of an IRI.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.to_lowercase().chars() {
        match char {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            char if char.is_ascii_alphanumeric() => slug.push(char),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(ID);
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "wert".into() } else { slug.into() }
}

/// A mapping with remarks.
pub fn mapping(sample: &Sample, frame: &Frame, profiles: &[Profile], draft: &Draft, about: &About) -> String {
    let mut text = String::from("# Proposed from the cells of the table. Read it before you use it.\n");
    for note in &draft.notes {
        line(&mut text, &format!("# {}", one_line(note)));
    }
    for gap in &draft.gaps {
        line(&mut text, &format!("# FILL IN: {}", one_line(gap)));
    }
    line(&mut text, "");
    table(&mut text, about);
    layout(&mut text, sample, frame, draft);
    text.push_str(&expect::entries(frame, profiles, draft));
    line(&mut text, "");
    for (number, drafted) in draft.cubes.iter().enumerate() {
        let is_defined = draft.cubes[..number].iter().any(|other| other.id == drafted.id);
        cube(&mut text, drafted, is_defined);
    }
    text
}

/// The mapping of the register of municipalities (GV100AD), whose fields are the same in every edition.
pub fn register(about: &About) -> String {
    let mut text = String::from(
        "# The register of municipalities (GV100AD). Of what day its figures are stands in the notes\n# that come with each edition: check refPeriod below.\n\n",
    );
    table(&mut text, about);
    text.push_str(include_str!("gv100ad.toml"));
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table(text: &mut String, about: &About) {
    line(text, "[table]");
    line(text, &format!("source = {}", quoted(&about.source)));
    line(text, &format!("dataset = {}", quoted(&about.dataset)));
    if let Some(distribution) = &about.distribution {
        line(text, &format!("distribution = {}", quoted(distribution)));
    }
    if !about.title.is_empty() {
        line(text, &format!("title = {}", quoted(&about.title)));
    }
    line(text, "");
}

fn layout(text: &mut String, sample: &Sample, frame: &Frame, draft: &Draft) {
    line(text, "[layout]");
    let format = match sample.layout.format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Ods => "ods",
        Format::Fixed => "fixed",
    };
    line(text, &format!("format = {}", quoted(format)));
    if let Some(SheetName::Name(name)) = &sample.layout.sheet {
        let others: Vec<&str> =
            sample.sheets.iter().map(String::as_str).filter(|other| other != name).collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!(" # others: {}", one_line(&others.join(", ")))
        };
        line(text, &format!("sheet = {}{others}", quoted(name)));
    }
    if frame.skip > 0 {
        let title = frame.titles.join(" / ");
        let title: String = one_line(&title).chars().take(100).collect();
        line(text, &format!("skip = {} # {title}", frame.skip));
    }
    line(text, &format!("header_rows = {}", frame.header_rows));
    if let Some(footer) = &frame.footer {
        line(text, &format!("ends_with = {}", quoted(&footer_pattern(footer))));
    }
    for (key, mark) in [("decimal", draft.marks.decimal), ("thousands", draft.marks.thousands)] {
        if let Some(mark) = mark {
            line(text, &format!("{key} = {}", quoted(&mark.to_string())));
        }
    }
    if !draft.marks.signs.is_empty() {
        let signs = draft.marks.signs.keys().map(|sign| format!("{} = \"unknown\"", quoted(sign)));
        let signs: Vec<String> = signs.collect();
        line(
            text,
            &format!(
                "signs = {{ {} }} # no signs of official statistics: check what they mean",
                signs.join(", ")
            ),
        );
    }
}

/// What the first line of a footer looks like.
fn footer_pattern(footer: &str) -> String {
    if footer.starts_with("____") {
        return "^_{4,}".into();
    }
    let start: String = footer.lines().next().unwrap_or_default().chars().take(30).collect();
    format!("^{}", regex::escape(start.trim_end()))
}

fn cube(text: &mut String, cube: &CubeDraft, is_defined: bool) {
    line(text, "[[cube]]");
    line(text, &format!("id = {}", quoted(&cube.id)));
    line(text, &format!("values = [{}]", cube.values.join(", ")));
    if !cube.conditions.is_empty() {
        line(text, &format!("where = [{}]", cube.conditions.join(", ")));
    }
    for key in &cube.keys {
        line(text, key);
    }
    line(text, "[cube.dimensions]");
    for (dimension, place, note) in &cube.places {
        let note = note.as_ref().map(|note| format!(" # {}", one_line(note))).unwrap_or_default();
        line(text, &format!("{dimension} = {place}{note}"));
    }
    if let Some(definition) = cube.definition.as_ref().filter(|_| !is_defined) {
        define(text, definition);
    }
    line(text, "");
}

fn define(text: &mut String, cube: &NewCube) {
    let both = |label: &str| format!("{{ de = {}, en = {} }}", quoted(label), quoted(label));
    let Unit { id: unit_id, label: unit, symbol } = cube.unit;
    let id = match unit_id {
        "prozent" => "anteil",
        "anzahl" => "anzahl",
        _ => "wert",
    };
    let decimals = cube.decimals;
    let label = cube.about.as_ref().unwrap_or(&cube.title);
    line(text, "[cube.definition] # no portal has such a cube: check all texts, and translate them");
    line(text, &format!("title = {}", both(&cube.title)));
    line(text, &format!("description = {}", both(&cube.title)));
    let unit = format!("{{ id = {}, label = {}, symbol = {} }}", quoted(unit_id), both(unit), quoted(symbol));
    line(
        text,
        &format!(
            "measure = {{ id = {}, label = {}, decimals = {decimals}, unit = {unit} }}",
            quoted(id),
            both(label)
        ),
    );
    for NewDimension { id, label, codes } in &cube.dimensions {
        line(text, "[[cube.definition.dimension]]");
        line(text, &format!("id = {}", quoted(id)));
        if codes.is_empty() {
            continue;
        }
        line(text, &format!("label = {}", both(label)));
        let mut list = String::from("codes = [\n");
        for (notation, label) in codes {
            let label = if label.is_empty() { notation } else { label };
            list.push_str(&format!("    {{ notation = {}, label = {} }},\n", quoted(notation), both(label)));
        }
        list.push(']');
        line(text, &list);
    }
}
