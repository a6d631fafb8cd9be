use serde_json::Value;

/// What a source is restricted to. Values of one kind are alternatives, the kinds together must all
/// hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Names of organisations.
    pub organizations: Vec<String>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}

impl Filter {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.organizations.is_empty() && self.groups.is_empty() && self.tags.is_empty()
    }

    /// The restriction in the query language of Solr, for `fq` of `package_search`.
    pub fn to_solr(&self) -> Vec<String> {
        [("organization", &self.organizations), ("groups", &self.groups), ("tags", &self.tags)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(field, names)| {
                let quoted: Vec<String> = names.iter().map(|name| quote(name)).collect();
                format!("{field}:({})", quoted.join(" OR "))
            })
            .collect()
    }

    /// Whether a record passes, for listings that cannot filter themselves.
    pub fn matches(&self, record: &Value) -> bool {
        let list = |field: &str| record.get(field).and_then(Value::as_array).into_iter().flatten().collect();
        let organization =
            ["organization", "owner_org"].iter().filter_map(|field| record.get(*field)).collect();
        passes(&self.organizations, organization)
            && passes(&self.groups, list("groups"))
            && passes(&self.tags, list("tags"))
    }
}

/// Whether one of the values is called as wanted.
fn passes(wanted: &[String], values: Vec<&Value>) -> bool {
    let is_wanted = |value: &Value| {
        let names = ["name", "id", "title", "display_name"].iter().filter_map(|name| value.get(*name));
        names.chain([value]).filter_map(Value::as_str).any(|name| wanted.iter().any(|wanted| wanted == name))
    };
    wanted.is_empty() || values.into_iter().any(is_wanted)
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter() -> Filter {
        Filter {
            organizations: vec!["kreis-unna".into(), "a\"b".into()],
            groups: vec![],
            tags: vec!["Baum".into()],
        }
    }

    #[test]
    fn solr_values_are_quoted() {
        assert_eq!(filter().to_solr(), [r#"organization:("kreis-unna" OR "a\"b")"#, r#"tags:("Baum")"#]);
    }

    #[test]
    fn records_are_matched_locally() {
        let check = |json: &str, expected| {
            assert_eq!(filter().matches(&serde_json::from_str(json).unwrap()), expected, "{json}")
        };
        check(r#"{"organization": {"name": "kreis-unna"}, "tags": [{"name": "Baum"}]}"#, true);
        check(r#"{"organization": {"name": "kreis-unna"}, "tags": ["Strauch"]}"#, false);
        check(r#"{"organization": null, "tags": ["Baum"]}"#, false);
    }
}
