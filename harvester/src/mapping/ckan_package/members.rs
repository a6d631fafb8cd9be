//! What a nested dictionary says and nobody reads.

use super::Reader;
use super::fields::{is_empty, text_of};
use serde_json::Value;

/// Names of members that mean the same; the first that says something is read.
pub type Group = &'static [&'static str];

/// Tells every member that stands in none of the groups, and those that say something else than the member
/// of their group that is read.
pub fn tell_rest(value: &Value, property: &str, read: &[Group], reader: &mut Reader) {
    let Some(members) = value.as_object() else {
        return;
    };
    // JSON-LD's own words say what the dictionary is.
    for (name, value) in members.iter().filter(|(name, value)| !name.starts_with('@') && !is_empty(value)) {
        let group = read.iter().find(|group| group.contains(&name.as_str()));
        let mut alike = group.into_iter().flat_map(|group| group.iter());
        let chosen = alike.find_map(|name| members.get(*name).filter(|value| text_of(value).is_some()));
        let is_read = match (group, chosen) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(_), Some(chosen)) => chosen == value || text_of(chosen) == text_of(value),
        };
        if !is_read {
            reader.not_mapped(&format!("{property}.{name}"), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_nobody_reads_are_told() {
        #[track_caller]
        fn check(json: &str, expected: &[&str]) {
            let mut reader = Reader::default();
            tell_rest(
                &serde_json::from_str(json).unwrap(),
                "contact",
                &[&["name", "fn"], &["email"]],
                &mut reader,
            );
            let findings = reader.values.findings.iter();
            let told: Vec<_> = findings
                .map(|f| format!("{} {}", f.property, f.found.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(told, expected, "{json}");
        }
        check(r#"{"name": "Amt", "fn": "Amt", "email": "a@b.de", "fax": ""}"#, &[]);
        check(r#"{"name": "Amt", "fn": "Anderes"}"#, &["contact.fn Anderes"]);
        check(r#"{"fn": "Amt", "fax": "02303"}"#, &["contact.fax 02303"]);
        check(r#""Amt""#, &[]);
    }
}
