//! What a damaged document says where it cannot be read: whose statements stand there. Looked for in
//! the text, line by line, so it is a good guess and no parser.

use super::terms;
use datenkreis_vocab::ns::{dcat, rdf};
use oxiri::Iri;
use oxrdf::{NamedNode, NamedNodeRef};
use std::collections::{BTreeMap, HashSet};

/// Classes of nodes that are records.
const RECORDS: [NamedNodeRef<'static>; 2] = [dcat::DATASET_CLASS, dcat::DATASET_SERIES];

/// A statement of Turtle that begins at the start of a line.
pub(super) struct Statement {
    /// The line, from 0.
    pub line: u64,
    /// What it is about.
    pub subject: NamedNode,
    /// Whether it says that its subject is a dataset or a series.
    pub is_dataset: bool,
}

/// The statements of a Turtle document about subjects with an IRI. `known` are namespaces of prefixes
/// that the document does not declare.
pub(super) fn statements(text: &str, base: &str, known: &BTreeMap<String, String>) -> Vec<Statement> {
    let names = Names::of(text, base, known);
    let mut found: Vec<Statement> = vec![];
    let mut at = 0;
    for (line, content) in (0..).zip(text.split_inclusive('\n')) {
        if let Some(subject) = names.statement(&text[at..]) {
            found.push(Statement { line, subject, is_dataset: false });
        }
        if let Some(statement) = found.last_mut() {
            statement.is_dataset |= content
                .split_whitespace()
                .filter_map(|word| names.iri(word.trim_end_matches([';', ',', '.'])))
                .any(|iri| RECORDS.contains(&terms::term(iri).as_ref()));
        }
        at += content.len();
    }
    found
}

/// The datasets and series that elements of an RDF/XML document describe.
pub(super) fn elements(text: &str, base: &str) -> Vec<NamedNode> {
    let names = Names { base: Iri::parse(base.to_owned()).ok(), prefixes: BTreeMap::new() };
    let is_record = |tag: &str| {
        let name = tag.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
        ["Dataset", "DatasetSeries"].contains(&name.rsplit(':').next().unwrap_or_default())
    };
    let mut seen = HashSet::new();
    text.split('<')
        .filter(|tag| is_record(tag))
        .filter_map(|tag| {
            let (_, value) = tag.split_once("about")?;
            let value = value.trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value = quick_xml::escape::unescape(value[1..].split(quote).next()?).ok()?;
            names.resolve(value.trim())
        })
        .filter(|iri| seen.insert(iri.clone()))
        .collect()
}

/// How a document shortens IRIs.
struct Names {
    base: Option<Iri<String>>,
    prefixes: BTreeMap<String, String>,
}

impl Names {
    fn of(text: &str, base: &str, known: &BTreeMap<String, String>) -> Self {
        let mut names = Self { base: Iri::parse(base.to_owned()).ok(), prefixes: known.clone() };
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let directive = words.next().unwrap_or_default().trim_start_matches('@').to_ascii_lowercase();
            let bracketed = |word: &str| Some(word.strip_prefix('<')?.split_once('>')?.0.to_owned());
            match (directive.as_str(), words.next(), words.next()) {
                ("prefix", Some(prefix), Some(namespace)) => {
                    if let (Some(prefix), Some(namespace)) = (prefix.strip_suffix(':'), bracketed(namespace))
                    {
                        names.prefixes.insert(prefix.into(), namespace);
                    }
                }
                ("base", Some(iri), _) => {
                    names.base = bracketed(iri).and_then(|iri| Iri::parse(iri).ok()).or(names.base);
                }
                _ => {}
            }
        }
        names
    }

    /// The subject of a statement that begins here: an IRI, then a property, then an object, which is
    /// more than a property with its object would be.
    fn statement(&self, text: &str) -> Option<NamedNode> {
        let (subject, rest) = word(text)?;
        let subject = self.iri(subject)?;
        let (property, rest) = word(rest)?;
        self.iri(property)?;
        let next = skip_blanks(rest).chars().next()?;
        (!matches!(next, ';' | ',' | '.' | ']' | ')')).then_some(subject)
    }

    /// The IRI of `<…>`, of `prefix:name`, or of `a`.
    fn iri(&self, word: &str) -> Option<NamedNode> {
        if word == "a" {
            return Some(rdf::TYPE.into_owned());
        }
        if let Some(inside) = word.strip_prefix('<') {
            return self.resolve(inside.strip_suffix('>')?);
        }
        let (prefix, local) = word.split_once(':')?;
        NamedNode::new(format!("{}{local}", self.prefixes.get(prefix)?)).ok()
    }

    fn resolve(&self, iri: &str) -> Option<NamedNode> {
        let resolved = match &self.base {
            Some(base) => base.resolve(iri).ok()?.into_inner(),
            None => iri.to_owned(),
        };
        NamedNode::new(resolved).ok()
    }
}

/// The next word, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = skip_blanks(text);
    let end = match text.strip_prefix('<') {
        Some(inside) => inside.find(['>', '\n', ' ', '"']).filter(|end| inside[*end..].starts_with('>'))? + 2,
        None => text.find(|c: char| c.is_whitespace() || "<;,[]()\"'".contains(c)).unwrap_or(text.len()),
    };
    (end > 0).then(|| text.split_at(end))
}

/// The text without blanks and comments at its start.
fn skip_blanks(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some(comment) = text.strip_prefix('#') {
        text = comment.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_their_continuations() {
        let text = "@prefix ex: <http://e/> .\n@prefix dcat: <http://www.w3.org/ns/dcat#> .
            ex:a a dcat:Dataset ; # comment
              dcat:theme ex:t ;
              ex:p \"x\" ;
              dcat:distribution ex:d,
                ex:e .
            <b>
              ex:p ex:o .
            ex:c ex:p \"line\" .";
        let found: Vec<(u64, String, bool)> = statements(text, "http://e/f", &BTreeMap::new())
            .into_iter()
            .map(|statement| (statement.line, statement.subject.into_string(), statement.is_dataset))
            .collect();
        let expected = [(2, "http://e/a", true), (7, "http://e/b", false), (9, "http://e/c", false)];
        assert_eq!(found, expected.map(|(line, iri, is_dataset)| (line, iri.to_owned(), is_dataset)));
    }

    #[test]
    fn elements_of_datasets() {
        let text =
            "<dcat:dataset><dcat:Dataset rdf:about='a'/></dcat:dataset><Dataset x='' rdf:about=\"/b&amp;c\">";
        let found: Vec<String> =
            elements(text, "http://e/f").into_iter().map(NamedNode::into_string).collect();
        assert_eq!(found, ["http://e/a", "http://e/b&c"]);
    }
}
