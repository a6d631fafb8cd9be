//! What terms are called in German and English, with an example of a value.

use super::tables::rows;
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

/// A value of a property as people write it, without the notation of Turtle; `None` if it is a node of its own.
pub fn example(term: &str) -> Option<String> {
    let turtle = word(term)?.example;
    let iri = turtle.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let text = || turtle.strip_prefix('"')?.rsplit_once('"').map(|(text, _)| text);
    iri.or_else(text).map(str::to_owned)
}

/// A value as Turtle writes it, in the form of the property's example.
pub(super) fn written(term: &str, value: &str) -> String {
    const DATE: &str = "^^xsd:date";
    let example = word(term).map(|word| word.example).unwrap_or_default();
    let form = example.rsplit_once('"').map_or("", |(_, form)| form);
    let is_iri =
        value.contains("://") || ["urn:", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme));
    if form.is_empty() && is_iri {
        return format!("<{value}>");
    }
    // Years and months are dates, too; so are moments.
    let form = match (form, value.len()) {
        (DATE, 4) => "^^xsd:gYear",
        (DATE, 7) => "^^xsd:gYearMonth",
        (DATE, _) if value.contains('T') => "^^xsd:dateTime",
        _ => form,
    };
    format!("\"{}\"{form}", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The name of a term; the term itself if it has none.
pub(super) fn name(term: &str, english: bool) -> &str {
    word(term).map_or(term, |word| word.names[usize::from(english)])
}
