use serde_json::{Map, Value};
use std::borrow::Cow;

/// Fields that change without anybody editing the dataset, or with every request: page view
/// counters, star ratings, follower counts, results of link and quality checkers. `revision_id` and
/// `revision_timestamp` stay in: they change only when somebody saves.
const VOLATILE: &[&str] = &[
    "tracking_summary",
    "ratings_average",
    "ratings_count",
    "num_followers",
    "package_count",
    "archiver",
    "qa",
    "total_views",
    "recent_views",
];

/// Lists without an order of their own: some portals deliver them in another order each time.
const SETS: &[&str] = &["tags", "groups", "extras"];

/// The record as JSON with sorted keys, without what is [`VOLATILE`]: the same content always gives
/// the same bytes.
pub fn canonical(package: &Map<String, Value>) -> Vec<u8> {
    let mut out = String::new();
    write_object(package, 0, &mut out);
    out.into_bytes()
}

fn write_object(object: &Map<String, Value>, depth: usize, out: &mut String) {
    let mut members: Vec<_> = object.iter().filter(|(name, _)| !VOLATILE.contains(&name.as_str())).collect();
    members.sort_by_key(|(name, _)| *name);
    out.push('{');
    for (at, (name, value)) in members.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_text(name, out);
        out.push(':');
        match value {
            Value::Array(values) if depth == 0 && SETS.contains(&name.as_str()) => {
                let mut sorted: Vec<String> = values.iter().map(|value| written(value, depth + 1)).collect();
                sorted.sort_unstable();
                out.push('[');
                out.push_str(&sorted.join(","));
                out.push(']');
            }
            value => write(value, depth + 1, out),
        }
    }
    out.push('}');
}

fn written(value: &Value, depth: usize) -> String {
    let mut out = String::new();
    write(value, depth, &mut out);
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(object) => write_object(object, depth, out),
        Value::Array(values) => {
            out.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(value, depth + 1, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        other => out.push_str(&other.to_string()),
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&Value::from(Cow::Borrowed(text)).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        let package: Map<String, Value> = serde_json::from_str(json).unwrap();
        assert_eq!(String::from_utf8(canonical(&package)).unwrap(), expected);
    }

    #[test]
    fn order_and_counters_do_not_matter() {
        check(
            r#"{"title": "ä\"", "id": "1", "tracking_summary": {"total": 4}, "tags": ["b", "a"],
                "resources": [{"url": "z", "tracking_summary": {}}, {"url": "a"}]}"#,
            r#"{"id":"1","resources":[{"url":"z"},{"url":"a"}],"tags":["a","b"],"title":"ä\""}"#,
        );
    }
}
