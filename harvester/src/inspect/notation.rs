//! Advice in the words of the document: with the prefixes that it declares itself. Those that it does not
//! declare, and that the advice is Turtle where the document is not, is said once beside the report.

use crate::rdf::Format;
use datenkreis_vocab::ns::PREFIXES;
use std::collections::{BTreeMap, HashMap};

/// How advice is written for a document.
pub(super) struct Notation {
    is_turtle: bool,
    /// The document's prefix for each of our namespaces that it declares.
    own: HashMap<&'static str, String>,
    used: BTreeMap<&'static str, &'static str>,
}

/// What is to be known to read the advice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether the advice is Turtle although the document is not.
    pub is_foreign: bool,
    /// Prefixes of the advice that the document does not declare, and their namespaces.
    pub prefixes: Vec<(&'static str, &'static str)>,
}

impl Notation {
    pub(super) fn of<'t>(format: Format, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let is_turtle = matches!(format, Format::Turtle | Format::TriG);
        let own = if is_turtle { declared(texts) } else { HashMap::new() };
        Self { is_turtle, own, used: BTreeMap::new() }
    }

    /// An advice with the document's own prefixes.
    pub(super) fn written(&mut self, advice: [String; 2]) -> [String; 2] {
        advice.map(|text| self.renamed(&text))
    }

    fn renamed(&mut self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        // Names stand between blanks and brackets; what stands in quotation marks or angle brackets is none.
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || matches!(c, '"' | '<')) {
            let (before, from) = rest.split_at(start);
            written.push_str(before);
            let end = match from.as_bytes().first() {
                Some(b'"') => end_of_literal(from),
                Some(b'<') => from.find('>').map_or(from.len(), |end| end + 1),
                _ => {
                    let end = from.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '_' | '-')));
                    end.unwrap_or(from.len())
                }
            };
            let (token, after) = from.split_at(end);
            written.push_str(&self.name(token));
            rest = after;
        }
        written.push_str(rest);
        written
    }

    fn name(&mut self, token: &str) -> String {
        let known = token.split_once(':').and_then(|(prefix, local)| {
            let (prefix, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
            Some((*prefix, *namespace, local)).filter(|(.., local)| local.starts_with(char::is_alphabetic))
        });
        let Some((prefix, namespace, local)) = known else { return token.to_owned() };
        match self.own.get(namespace) {
            Some(own) => format!("{own}:{local}"),
            None => {
                self.used.insert(prefix, namespace);
                token.to_owned()
            }
        }
    }

    pub(super) fn reading(self) -> Reading {
        let is_foreign = !self.is_turtle && !self.used.is_empty();
        Reading { is_foreign, prefixes: self.used.into_iter().collect() }
    }
}

/// The byte behind a literal that begins here.
fn end_of_literal(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !is_escaped => return at + 1,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

/// The prefix by which documents declare each of our namespaces; our own one where it is declared, too.
fn declared<'t>(texts: impl IntoIterator<Item = &'t str>) -> HashMap<&'static str, String> {
    let mut own: HashMap<&'static str, String> = HashMap::new();
    for line in texts.into_iter().flat_map(str::lines) {
        let mut words = line.split_whitespace();
        let is_declaration = words
            .next()
            .is_some_and(|word| ["@prefix", "prefix"].iter().any(|known| word.eq_ignore_ascii_case(known)));
        let (Some(prefix), Some(namespace), true) = (words.next(), words.next(), is_declaration) else {
            continue;
        };
        let namespace = namespace.trim_end_matches('.').trim_matches(['<', '>']);
        let known = PREFIXES.iter().find(|(_, known)| *known == namespace);
        if let (Some((ours, namespace)), Some(prefix)) = (known, prefix.strip_suffix(':')) {
            let kept = own.entry(namespace).or_insert_with(|| prefix.to_owned());
            if prefix == *ours {
                prefix.clone_into(kept);
            }
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, text: &str, advice: &str, expected: &str, prefixes: &[&str]) {
        let mut notation = Notation::of(format, [text]);
        let [written, _] = notation.written([advice.into(), String::new()]);
        assert_eq!(written, expected);
        let reading = notation.reading();
        let told: Vec<&str> = reading.prefixes.iter().map(|(prefix, _)| *prefix).collect();
        assert_eq!(told, prefixes);
    }

    #[test]
    fn advice_uses_the_prefixes_of_the_document() {
        let dct = "@prefix dct: <http://purl.org/dc/terms/> .\nPREFIX : <http://www.w3.org/ns/dcat#>\n";
        check(
            Format::Turtle,
            dct,
            "Ergänzen Sie: dcterms:title \"dcterms:title \\\" foaf:x\"@de .",
            "Ergänzen Sie: dct:title \"dcterms:title \\\" foaf:x\"@de .",
            &[],
        );
        check(
            Format::Turtle,
            dct,
            "dcterms:publisher [ a foaf:Organization ; dcat:x <http://e/dcat:y> ] .",
            "dct:publisher [ a foaf:Organization ; :x <http://e/dcat:y> ] .",
            &["foaf"],
        );
        let both =
            "@prefix dct: <http://purl.org/dc/terms/> .\n@prefix dcterms: <http://purl.org/dc/terms/>.\n";
        check(Format::Turtle, both, "dcterms:title \"a\"", "dcterms:title \"a\"", &[]);
        check(Format::RdfXml, dct, "dcterms:title \"a\"", "dcterms:title \"a\"", &["dcterms"]);
    }
}
