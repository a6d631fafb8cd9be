//! The fields of a CKAN dictionary, wherever a portal keeps them: at the top level, in `extras` as a
//! list or a dictionary, or as JSON inside a string. Remembers what was used, so that the rest can be
//! reported.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// The fields of a package or resource that hold something.
pub struct Fields {
    entries: HashMap<String, Vec<Entry>>,
    order: Vec<(String, usize)>,
}

struct Entry {
    name: String,
    value: Value,
    used: bool,
}

impl Fields {
    /// Takes in a dictionary; `extras` are laid beside the top level, which comes first.
    pub fn new(dictionary: &Map<String, Value>) -> Self {
        let mut fields = Self { entries: HashMap::new(), order: vec![] };
        for (name, value) in dictionary {
            if name != "extras" {
                fields.add(name.clone(), value);
            }
        }
        fields.add_extras(dictionary.get("extras"));
        fields
    }

    fn add_extras(&mut self, extras: Option<&Value>) {
        match extras {
            Some(Value::Object(extras)) => {
                for (key, value) in extras {
                    self.add(format!("extras.{key}"), value);
                }
            }
            Some(Value::Array(extras)) => {
                for extra in extras {
                    match (extra.get("key").and_then(Value::as_str), extra.get("value")) {
                        (Some(key), Some(value)) => self.add(format!("extras.{key}"), value),
                        _ => self.add("extras".into(), extra),
                    }
                }
            }
            Some(Value::String(text)) => {
                if let Some(decoded @ (Value::Object(_) | Value::Array(_))) = decode(text) {
                    self.add_extras(Some(&decoded));
                } else {
                    self.add("extras".into(), &Value::String(text.clone()));
                }
            }
            Some(other) => self.add("extras".into(), other),
            None => {}
        }
    }

    fn add(&mut self, name: String, value: &Value) {
        let value = match value {
            Value::String(text) => decode(text).unwrap_or_else(|| Value::String(text.trim().into())),
            other => other.clone(),
        };
        if is_empty(&value) {
            return;
        }
        let key = key(name.strip_prefix("extras.").unwrap_or(&name));
        let slot = self.entries.entry(key.clone()).or_default();
        self.order.push((key, slot.len()));
        slot.push(Entry { name, value, used: false });
    }

    /// The first value under one of these names, in their order, with the name the source uses. Equal
    /// values under the other names count as used too.
    pub fn take(&mut self, names: &[&str]) -> Option<(String, Value)> {
        let mut found: Option<(String, Value)> = None;
        for name in names {
            for entry in self.entries.get_mut(&key(name)).into_iter().flatten() {
                match &found {
                    None if !entry.used => {
                        entry.used = true;
                        found = Some((entry.name.clone(), entry.value.clone()));
                    }
                    Some((_, value)) if *value == entry.value => entry.used = true,
                    _ => {}
                }
            }
        }
        found
    }

    /// As [`Fields::take`], for a single text; of a list the first text counts.
    pub fn take_text(&mut self, names: &[&str]) -> Option<(String, String)> {
        let (name, value) = self.take(names)?;
        Some((name, text_of(&value)?))
    }

    /// All values under these names, lists flattened.
    pub fn take_all(&mut self, names: &[&str]) -> Vec<(String, Value)> {
        let mut all: Vec<(String, Value)> = vec![];
        for name in names {
            for entry in self.entries.get_mut(&key(name)).into_iter().flatten().filter(|entry| !entry.used) {
                entry.used = true;
                let values = match &entry.value {
                    Value::Array(values) => values.clone(),
                    value => vec![value.clone()],
                };
                for value in values {
                    if !is_empty(&value) && !all.iter().any(|(_, known)| *known == value) {
                        all.push((entry.name.clone(), value));
                    }
                }
            }
        }
        all
    }

    /// As [`Fields::take_all`], for texts. A text that holds a list (`en,es,ca`) is split at any of
    /// `separators`.
    pub fn take_texts(&mut self, names: &[&str], separators: &[char]) -> Vec<(String, String)> {
        let mut texts: Vec<(String, String)> = vec![];
        for (name, value) in self.take_all(names) {
            let Some(text) = text_of(&value) else {
                self.give_back(&name);
                continue;
            };
            for part in text.split(separators).map(str::trim).filter(|part| !part.is_empty()) {
                if !texts.iter().any(|(_, known)| known == part) {
                    texts.push((name.clone(), part.into()));
                }
            }
        }
        texts
    }

    /// Looks without using up.
    pub fn peek(&self, name: &str) -> Option<&Value> {
        self.entries.get(&key(name))?.first().map(|entry| &entry.value)
    }

    /// Gives a value back that was taken but could not be placed.
    pub fn give_back(&mut self, name: &str) {
        let key = key(name.strip_prefix("extras.").unwrap_or(name));
        // Extras may repeat a key; better all are told than the wrong one.
        for entry in self.entries.get_mut(&key).into_iter().flatten().filter(|entry| entry.name == name) {
            entry.used = false;
        }
    }

    /// What was not used, in the order of the source; `ignored` names have no meaning outside CKAN.
    pub fn rest(&self, ignored: &[&str]) -> Vec<(&str, &Value)> {
        let ignored: Vec<String> = ignored.iter().map(|name| key(name)).collect();
        self.order
            .iter()
            .filter(|(key, _)| !ignored.contains(key))
            .filter_map(|(key, at)| self.entries.get(key)?.get(*at))
            .filter(|entry| !entry.used)
            .map(|entry| (entry.name.as_str(), &entry.value))
            .collect()
    }
}

/// Names that differ only in case, hyphens, underscores, colons or blanks are the same field:
/// `temporal_coverage-from`, `temporal_coverage_from`, `accessURL`, `access_url`.
fn key(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ':' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

/// Whether a value says nothing: null, blank, `"null"`, or a container of such values.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => matches!(text.trim(), "" | "null" | "None" | "[]" | "{}" | "\"\""),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(values) => values.values().all(is_empty),
        _ => false,
    }
}

/// A number, boolean or text as text; of a list the first.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().into()).filter(|text: &String| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Array(values) => values.iter().find_map(text_of),
        _ => None,
    }
}

/// The first of these members of a dictionary that holds a text.
pub fn member(value: &Value, names: &[&str]) -> Option<String> {
    let dictionary = value.as_object()?;
    names.iter().find_map(|name| dictionary.get(*name).filter(|value| !is_empty(value)).and_then(text_of))
}

/// JSON inside a string (CKAN 1.x extras, ckanext-dcat lists, EnviDat), also with HTML-escaped
/// quotation marks (DKAN). Anything else is plain text.
fn decode(text: &str) -> Option<Value> {
    let text = text.trim();
    let json = |open, close| text.len() > 1 && text.starts_with(open) && text.ends_with(close);
    if !(json('[', ']') || json('{', '}') || json('"', '"')) {
        return None;
    }
    let decoded = serde_json::from_str(text);
    let decoded =
        decoded.or_else(|_| serde_json::from_str(&text.replace("&quot;", "\"").replace("&amp;", "&")));
    decoded.ok().filter(|value: &Value| !matches!(value, Value::Null))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Fields {
        let Ok(Value::Object(dictionary)) = serde_json::from_str(json) else { panic!("test input") };
        Fields::new(&dictionary)
    }

    #[test]
    fn extras_of_every_shape() {
        for json in [
            r#"{"extras": [{"key": "theme", "value": "[\"a\", \"b\"]"}]}"#,
            r#"{"extras": {"theme": ["a", "b"]}}"#,
            r#"{"extras": "{\"theme\": [\"a\", \"b\"]}"}"#,
            r#"{"theme": "[&quot;a&quot;, &quot;b&quot;]"}"#,
            r#"{"Theme": "a,b"}"#,
        ] {
            let themes: Vec<_> =
                fields(json).take_texts(&["theme"], &[',']).into_iter().map(|(_, t)| t).collect();
            assert_eq!(themes, ["a", "b"], "{json}");
        }
    }

    #[test]
    fn the_rest_is_what_nobody_took() {
        let mut fields = fields(r#"{"a": 1, "b": "", "c": {"x": null}, "extras": {"d": "2", "a": "1"}}"#);
        assert_eq!(fields.take_text(&["a"]), Some(("a".into(), "1".into())));
        let rest: Vec<_> = fields.rest(&[]).into_iter().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(rest, ["extras.d", "extras.a"]);
        fields.give_back("a");
        assert_eq!(fields.rest(&["d"]).len(), 2);
    }

    #[test]
    fn a_text_in_brackets_stays_text() {
        assert_eq!(
            fields(r#"{"title": "[vorläufig] Karte"}"#).take_text(&["title"]).unwrap().1,
            "[vorläufig] Karte"
        );
    }
}
