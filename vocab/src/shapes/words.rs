//! What terms are called in German and English, with an example of a value.

use super::tables::rows;
use crate::iri::{Checked, check};
use oxrdf::NamedNode;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/shapes/words.tsv");

/// A row of the table.
pub(super) struct Word {
    names: [&'static str; 2],
    /// A value as Turtle writes it; may be empty.
    pub example: &'static str,
    /// The term that has taken the place of this one; may be empty.
    pub instead: &'static str,
}

static WORDS: LazyLock<HashMap<&str, Word>> = LazyLock::new(|| {
    let word = |row: &'static str| {
        let mut cells = row.split('\t');
        let (term, german, english) = (cells.next()?, cells.next()?, cells.next()?);
        let (example, instead) = (cells.next()?, cells.next()?);
        Some((term, Word { names: [german, english], example, instead }))
    };
    rows(TABLE).filter_map(word).collect()
});

/// What is known of a term, written as in the tables.
pub(super) fn word(term: &str) -> Option<&'static Word> {
    WORDS.get(term)
}

/// What people call a term, written as a prefixed name; `None` if the tables do not know it. Any language
/// but `en` gives German.
pub fn called(term: &str, language: &str) -> Option<&'static str> {
    word(term).map(|word| word.names[usize::from(language == "en")])
}

/// An example of a value of a property, as Turtle writes it: that of the property at instances of a class, or
/// in the place of an outdated property, if the table has one; empty if there is none.
pub(super) fn example_within(context: Option<&str>, property: &str) -> &'static str {
    let own = context.and_then(|context| word(&format!("{context} {property}")));
    own.or_else(|| word(property)).map_or("", |word| word.example)
}

/// A value of a property as people write it, without the notation of Turtle; `None` if it is a node of its own.
/// `class` is that of the node it is said of.
pub fn example(class: Option<&str>, property: &str) -> Option<String> {
    let turtle = example_within(class, property);
    let iri = turtle.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let text = || turtle.strip_prefix('"')?.rsplit_once('"').map(|(text, _)| text);
    iri.or_else(text).map(str::to_owned)
}

/// A value as Turtle writes it, in the form of the property's example; `None` if that is a node in which a
/// text alone has no place.
pub(super) fn written(class: Option<&str>, property: &str, value: &str) -> Option<String> {
    let example = example_within(class, property);
    if !example.starts_with('"')
        && let Some(iri) = iri(value)
    {
        return Some(iri.to_string());
    }
    if example.starts_with('[') {
        return filled(example, value);
    }
    Some(literal(value, example.rsplit_once('"').map_or("", |(_, form)| form)))
}

/// A value that is meant as an IRI, as Turtle may hold it.
fn iri(value: &str) -> Option<NamedNode> {
    let is_meant =
        value.contains("://") || ["urn:", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme));
    match check(value) {
        Checked::Valid(iri) | Checked::Repaired(iri) if is_meant => Some(iri),
        _ => None,
    }
}

/// The description of a node with the texts of a value in the place of its own: a name, or both ends of a
/// period. `None` if the example says more than that, which nobody knows of the value.
fn filled(example: &str, value: &str) -> Option<String> {
    const FORMS: [&str; 3] = ["", "@de", DATE];
    let parts: Vec<&str> = example.split('"').collect();
    let count = parts.len() / 2;
    let form = |rest: &str| rest.split([' ', ';']).next().unwrap_or_default().to_owned();
    let forms: Vec<String> = parts.iter().skip(2).step_by(2).map(|rest| form(rest)).collect();
    if count == 0 || example.contains('<') || !forms.iter().all(|form| FORMS.contains(&form.as_str())) {
        return None;
    }
    let values: Vec<&str> = if count == 1 { vec![value] } else { value.split('/').collect() };
    if values.len() != count || values.iter().any(|value| value.trim().is_empty()) {
        return None;
    }
    let mut text = parts.first()?.to_string();
    for ((value, form), rest) in values.iter().zip(&forms).zip(parts.iter().skip(2).step_by(2)) {
        text.push_str(&literal(value.trim(), form));
        text.push_str(rest.strip_prefix(form.as_str()).unwrap_or(rest));
    }
    Some(text)
}

const DATE: &str = "^^xsd:date";

/// A literal as Turtle writes it (2.5.1). Years and months are dates, too; so are moments.
fn literal(value: &str, form: &str) -> String {
    let form = match (form, value.len()) {
        (DATE, 4) => "^^xsd:gYear",
        (DATE, 7) => "^^xsd:gYearMonth",
        (DATE, _) if value.contains('T') => "^^xsd:dateTime",
        _ => form,
    };
    let mut text = String::with_capacity(value.len() + 2);
    for character in value.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '"' => text.push_str("\\\""),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
    format!("\"{text}\"{form}")
}

/// The name of a term; the term itself if it has none.
pub(super) fn name(term: &str, english: bool) -> &str {
    word(term).map_or(term, |word| word.names[usize::from(english)])
}
