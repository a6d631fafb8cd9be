use super::fields::{is_empty, text_of};
use datenkreis_vocab::model::LangString;
use serde_json::Value;

/// A text, or texts by language (`{"de": …, "fr": …}`, ckanext-fluent and opendata.swiss). CKAN
/// states no language for plain text, so none is claimed.
pub fn texts(value: &Value) -> Vec<LangString> {
    match value {
        Value::Object(by_language) if is_by_language(value) => by_language
            .iter()
            .filter(|(_, value)| !is_empty(value))
            .flat_map(|(language, value)| {
                let language = Some(language.to_lowercase().replace('_', "-"));
                parts(value).into_iter().map(move |value| LangString { value, language: language.clone() })
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(_) => vec![],
        value => text_of(value).map(LangString::untagged).into_iter().collect(),
    }
}

fn parts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        value => text_of(value).into_iter().collect(),
    }
}

/// Whether all keys of a dictionary are language tags: `de`, `en`, `fr`, `de_DE`, `gsw`.
pub fn is_by_language(value: &Value) -> bool {
    let tag = |key: &String| {
        let (language, region) = key.split_once(['-', '_']).unwrap_or((key, ""));
        matches!(language.len(), 2 | 3)
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && region.len() <= 4
            && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !matches!(key.as_str(), "id" | "uri" | "url" | "iri" | "key" | "fn" | "tel")
    };
    value.as_object().is_some_and(|members| !members.is_empty() && members.keys().all(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &[(&str, Option<&str>)]) {
        let found = texts(&serde_json::from_str(json).unwrap());
        let found: Vec<_> = found.iter().map(|t| (t.value.as_str(), t.language.as_deref())).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn by_language_and_plain() {
        check(r#"{"de": "Bäume", "fr": "", "en": null}"#, &[("Bäume", Some("de"))]);
        check(
            r#"{"de": ["a", "b"], "fr": ["c"]}"#,
            &[("a", Some("de")), ("b", Some("de")), ("c", Some("fr"))],
        );
        check(r#""Bäume ""#, &[("Bäume", None)]);
        check(r#"{"name": "x"}"#, &[]);
    }
}
