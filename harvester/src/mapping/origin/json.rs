//! The values of a JSON document with their places.

use serde_json::Value;

/// Calls `tell` with the place and text of every value that says something: `organization.title`,
/// `resources[2].format`.
pub fn walk(place: &str, value: &Value, tell: &mut impl FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => tell(place, text.clone()),
        Value::Array(values) => {
            for (number, value) in values.iter().enumerate() {
                walk(&format!("{place}[{number}]"), value, tell);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                walk(&place, value, tell);
            }
        }
        other => tell(place, other.to_string()),
    }
}

/// The first of `ways` whose pattern matches a place. A pattern is the beginning of the place without
/// its indices, up to a dot or its end; case, hyphens and underscores do not matter.
pub fn first_way(ways: &[(&[&str], &'static str)], place: &str) -> Option<&'static str> {
    let place = plain(place);
    let begins = |pattern: &&str| {
        let rest = place.strip_prefix(plain(pattern).as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    ways.iter().find(|(patterns, _)| patterns.iter().any(begins)).map(|(_, way)| *way)
}

fn plain(place: &str) -> String {
    let mut plain = String::with_capacity(place.len());
    let mut in_index = false;
    for character in place.chars() {
        match character {
            '[' => in_index = true,
            ']' => in_index = false,
            '-' | '_' | ':' | ' ' => {}
            _ if in_index => {}
            _ => plain.extend(character.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_value_has_a_place() {
        let mut told = vec![];
        let value = json!({"a": "x", "b": [{"c": 1}, {"c": null, "d": true}], "e": " "});
        walk("", &value, &mut |place, value| told.push(format!("{place}={value}")));
        assert_eq!(told, ["a=x", "b[0].c=1", "b[1].d=true"]);
    }

    #[test]
    fn patterns_match_whole_names() {
        const WAYS: &[(&[&str], &str)] = &[(&["resources.license_id"], "license"), (&["resources"], "file")];
        for (place, expected) in [
            ("resources[12].license-id", Some("license")),
            ("resources[0].license_idx", Some("file")),
            ("resourcesx", None),
            ("x.resources", None),
        ] {
            assert_eq!(first_way(WAYS, place), expected, "{place}");
        }
    }
}
