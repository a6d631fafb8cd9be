//! The values of a JSON document with their lines. Not a parser that judges: what it cannot read, it
//! leaves out, and it never recurses.

use std::collections::HashMap;

/// Where a value stands: line and character within it, both from 1, and the byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub line: u32,
    pub column: u32,
    pub byte: usize,
}

/// The index of a value.
pub(super) type NodeId = usize;

/// A JSON document, value by value in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Json {
    nodes: Vec<Node>,
    /// Texts by [`tail`].
    by_tail: HashMap<String, Vec<NodeId>>,
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    /// The first value after all that this one holds.
    end: NodeId,
    at: At,
    /// Its name in the object that holds it.
    key: Option<String>,
    /// What it says; `None` for objects and arrays.
    text: Option<String>,
    is_object: bool,
}

/// Names that say how a value is written, not what it is.
const WRAPPERS: [&str; 6] = ["@value", "@list", "@set", "@language", "@id", "id"];

impl Json {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Self {
        let mut json = Scanner {
            rest: text,
            whole: text.len(),
            line: 1,
            column: 1,
            nodes: vec![],
            open: vec![],
            key: None,
        }
        .scan();
        for (id, node) in json.nodes.iter().enumerate() {
            if let Some(text) = &node.text {
                json.by_tail.entry(tail(text).to_owned()).or_default().push(id);
            }
        }
        json
    }

    /// Where a value stands.
    pub(super) fn at(&self, node: NodeId) -> Option<At> {
        self.nodes.get(node).map(|node| node.at)
    }

    /// The value of an object with this name.
    pub(super) fn child(&self, node: NodeId, key: &str) -> Option<NodeId> {
        self.children(node).find(|child| self.nodes[*child].key.as_deref() == Some(key))
    }

    /// The value of an object whose name ends like this, as `dct:title` and `title` do.
    fn child_by_tail(&self, node: NodeId, key: &str) -> Option<NodeId> {
        self.children(node).find(|child| self.nodes[*child].key.as_deref().map(tail) == Some(key))
    }

    /// The values an object or array holds, in their order.
    pub(super) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.nodes.get(node).map_or(0, |node| node.end);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let at = next;
            next = self.nodes.get(at).filter(|_| at < end)?.end;
            Some(at)
        })
    }

    /// The object with this `id` or `name` that looks like a package.
    pub(super) fn package(&self, native_id: &str) -> Option<NodeId> {
        let named = self.by_tail.get(tail(native_id))?.iter().filter(|id| {
            let node = &self.nodes[**id];
            node.text.as_deref() == Some(native_id) && matches!(node.key.as_deref(), Some("id" | "name"))
        });
        let mut packages = named.filter_map(|id| self.nodes[*id].parent);
        packages.find(|package| {
            ["title", "resources", "notes"].iter().any(|key| self.child(*package, key).is_some())
        })
    }

    /// Where a field of a package stands: `resources[2].format`, `extras.frequency`; of the nearest value
    /// around it, if it is not there.
    pub(super) fn field(&self, package: NodeId, field: &str) -> Option<At> {
        let mut at = package;
        for step in field.split(['.', '[']).map(|step| step.trim_end_matches(']')) {
            let next = match step.parse::<usize>() {
                Ok(index) => self.children(at).nth(index),
                Err(_) => self.child(at, step).or_else(|| self.extra(at, step)),
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        self.at(at)
    }

    /// An extra of CKAN: `{"key": …, "value": …}` in a list.
    fn extra(&self, list: NodeId, key: &str) -> Option<NodeId> {
        self.children(list).find_map(|item| {
            let named = self.child(item, "key").filter(|name| self.nodes[*name].text.as_deref() == Some(key));
            named.and_then(|_| self.child(item, "value"))
        })
    }

    /// The object that describes a subject of JSON-LD: of several, the one that says most.
    pub(super) fn subject(&self, iri: &str) -> Option<NodeId> {
        let ids = self.by_tail.get(tail(iri))?.iter().filter(|id| {
            let node = &self.nodes[**id];
            matches!(node.key.as_deref(), Some("@id" | "id"))
                && node.text.as_deref().is_some_and(|text| is_short_for(text, iri))
        });
        let objects = ids.filter_map(|id| self.nodes[*id].parent).filter(|node| self.nodes[*node].is_object);
        // Of equal ones the first.
        objects.min_by_key(|object| usize::MAX - self.children(*object).count())
    }

    /// Where a statement of JSON-LD stands. `subject` is the IRI, if it has one.
    pub(super) fn statement(&self, subject: Option<&str>, property: &str, value: &str) -> Option<At> {
        let property = if property == datenkreis_vocab::ns::rdf::TYPE.as_str() { "@type" } else { property };
        let said = self.by_tail.get(tail(value)).into_iter().flatten().filter(|id| {
            self.nodes[**id].text.as_deref().is_some_and(|text| text == value || is_short_for(text, value))
        });
        let best = said
            .map(|id| {
                let holder = self.property_of(*id);
                let key = self.nodes[holder].key.as_deref().map(tail);
                let has_key = key == Some(tail(property)) || (property == "@type" && key == Some("type"));
                let object = self.nodes[holder].parent;
                let about = object.and_then(|object| {
                    let id = self.child(object, "@id").or_else(|| self.child(object, "id"))?;
                    self.nodes[id].text.as_deref()
                });
                let has_subject = match (subject, about) {
                    (Some(iri), Some(about)) => is_short_for(about, iri),
                    (None, None) => true,
                    _ => false,
                };
                (usize::from(has_key) * 2 + usize::from(has_subject), *id)
            })
            .filter(|(score, _)| *score >= 2)
            .min_by_key(|(score, _)| usize::MAX - score);
        let object = || self.subject(subject?);
        best.map(|(_, id)| id)
            .or_else(|| self.child_by_tail(object()?, tail(property)))
            .and_then(|id| self.at(id))
    }

    /// Where the value number `index` of a property of a subject stands.
    pub(super) fn value(&self, subject: &str, property: &str, index: usize) -> Option<At> {
        let value = self.child_by_tail(self.subject(subject)?, tail(property))?;
        let item = match self.nodes[value].is_object {
            true => Some(value),
            false => self.children(value).nth(index),
        };
        self.at(item.unwrap_or(value))
    }

    /// The value that stands at a property: the text itself, or the object or array around it.
    fn property_of(&self, mut node: NodeId) -> NodeId {
        loop {
            let Node { parent, key, .. } = &self.nodes[node];
            let is_inner = key.as_deref().is_none_or(|key| WRAPPERS.contains(&key));
            match parent {
                Some(parent) if is_inner => node = *parent,
                _ => return node,
            }
        }
    }
}

/// What an IRI and its short form have in common: what follows the last slash, hash or colon.
fn tail(text: &str) -> &str {
    text.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(text)
}

/// Whether a text may stand for an IRI: it is the IRI, or a relative or compact form of it.
fn is_short_for(text: &str, iri: &str) -> bool {
    text == iri || iri.ends_with(text) || (!text.contains("//") && tail(text) == tail(iri))
}

struct Scanner<'a> {
    rest: &'a str,
    /// Bytes of the whole text.
    whole: usize,
    line: u32,
    column: u32,
    nodes: Vec<Node>,
    open: Vec<NodeId>,
    /// The name read last, if its value is still to come.
    key: Option<String>,
}

impl Scanner<'_> {
    fn scan(mut self) -> Json {
        while let Some(first) = self.rest.chars().next() {
            match first {
                '{' | '[' => {
                    let id = self.add(None, first == '{');
                    self.open.push(id);
                    self.skip(1);
                }
                '}' | ']' => {
                    self.close();
                    self.skip(1);
                }
                '"' => self.string(),
                _ if first.is_whitespace() || matches!(first, ',' | ':') => self.skip(first.len_utf8()),
                _ => {
                    let ends =
                        |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '{' | '[' | '}' | ']' | '"');
                    let length = self.rest.find(ends).unwrap_or(self.rest.len());
                    let text = self.rest[..length].to_owned();
                    self.add(Some(text), false);
                    self.skip(length);
                }
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        Json { nodes: self.nodes, by_tail: HashMap::new() }
    }

    fn skip(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        for character in passed.chars() {
            (self.line, self.column) = if character == '\n' {
                (self.line.saturating_add(1), 1)
            } else {
                (self.line, self.column.saturating_add(1))
            };
        }
        self.rest = rest;
    }

    fn close(&mut self) {
        let end = self.nodes.len();
        if let Some(id) = self.open.pop() {
            self.nodes[id].end = end;
        }
        self.key = None;
    }

    fn add(&mut self, text: Option<String>, is_object: bool) -> NodeId {
        let id = self.nodes.len();
        let (parent, key) = (self.open.last().copied(), self.key.take());
        self.nodes.push(Node {
            parent,
            end: id + 1,
            at: At { line: self.line, column: self.column, byte: self.whole - self.rest.len() },
            key,
            text,
            is_object,
        });
        id
    }

    /// A text: a name, if an object is open that has none, else a value.
    fn string(&mut self) {
        let mut end = 1;
        let bytes = self.rest.as_bytes();
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = (end + 1).min(self.rest.len());
        let Some(quoted) = self.rest.get(..end) else {
            self.rest = "";
            return;
        };
        let plain = || quoted.trim_matches('"').to_owned();
        let text = if quoted.contains('\\') {
            serde_json::from_str(quoted).unwrap_or_else(|_| plain())
        } else {
            plain()
        };
        let is_name = self.key.is_none()
            && self.open.last().is_some_and(|id| self.nodes[*id].is_object)
            && self.rest[end..].trim_start().starts_with(':');
        if is_name {
            self.key = Some(text);
        } else {
            self.add(Some(text), false);
        }
        self.skip(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKAGE: &str = r#"{"result": [
  {"id": "a", "title": "A \"quoted\" {title}",
   "extras": [
     {"key": "frequency",
      "value": "täglich"}],
   "resources": [{"url": "http://e/1"}, {
      "license_id": null,
      "url": "http://e/2"}]},
  {"id": "b",
   "notes": "B"}
]}"#;

    #[test]
    fn fields_of_packages_have_lines() {
        let json = Json::read(PACKAGE);
        let check = |id: &str, field: &str, expected: u32| {
            let package = json.package(id).unwrap();
            assert_eq!(json.field(package, field).map(|at| at.line), Some(expected), "{id} {field}");
        };
        check("a", "title", 2);
        check("a", "extras.frequency", 5);
        check("a", "resources[0].url", 6);
        check("a", "resources[1].url", 8);
        check("a", "resources[1].license_id", 7);
        check("a", "resources[1].format", 6);
        check("a", "notes", 2);
        check("b", "notes", 10);
        assert_eq!(json.package("c"), None);
    }

    #[test]
    fn statements_of_json_ld_have_lines() {
        let json = Json::read(
            r#"{"@context": {"dct": "http://purl.org/dc/terms/"},
 "@graph": [
  {"@id": "http://e/a",
   "@type": "dcat:Dataset",
   "dct:title": [{"@value": "Eins", "@language": "de"},
                 {"@value": "One", "@language": "en"}],
   "dct:publisher": {
     "@id": "http://e/p"}},
  {"@id": "http://e/b",
   "title": "Eins"}]}"#,
        );
        let check = |subject: &str, property: &str, value: &str, expected: u32| {
            assert_eq!(
                json.statement(Some(subject), property, value).map(|at| at.line),
                Some(expected),
                "{subject} {property} {value}"
            );
        };
        check("http://e/a", "http://purl.org/dc/terms/title", "Eins", 5);
        check("http://e/a", "http://purl.org/dc/terms/title", "One", 6);
        check("http://e/b", "http://purl.org/dc/terms/title", "Eins", 10);
        check("http://e/a", "http://purl.org/dc/terms/publisher", "http://e/p", 8);
        check(
            "http://e/a",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "http://www.w3.org/ns/dcat#Dataset",
            4,
        );
        assert_eq!(
            json.subject("http://e/b").and_then(|node| json.at(node)).map(|at| (at.line, at.column)),
            Some((9, 3))
        );
        assert_eq!(
            json.value("http://e/a", "http://purl.org/dc/terms/title", 1).map(|at| (at.line, at.column)),
            Some((6, 18))
        );
    }

    #[test]
    fn broken_and_deep_texts_are_survived() {
        for text in ["", "{", "\"", "{\"a\": \"\\", "]}", "{\"a\" \"b\" 1, \"ä", &"[".repeat(100_000)] {
            Json::read(text);
        }
    }
}
