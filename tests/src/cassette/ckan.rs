//! A CKAN or DKAN portal's Action API over a list of packages.

use super::{Answer, Asked};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Most packages a page of `package_search` has, however many are asked for (CKAN's own limit).
const ROWS: usize = 1000;

/// Which portal software is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Ckan,
    Dkan,
}

/// The packages of a portal.
#[derive(Clone)]
pub struct Ckan {
    dialect: Dialect,
    rows: usize,
    packages: Vec<String>,
    by_id: HashMap<String, usize>,
}

impl Ckan {
    /// CKAN: `package_search`, `package_list`, `package_show`, `current_package_list_with_resources`.
    pub fn new(mut packages: Vec<Value>) -> Self {
        packages.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
        let mut by_id = HashMap::new();
        for (index, package) in packages.iter().enumerate() {
            for key in ["id", "name"].into_iter().filter_map(|field| package[field].as_str()) {
                by_id.insert(key.to_owned(), index);
            }
        }
        let packages = packages.iter().map(Value::to_string).collect();
        Self { dialect: Dialect::Ckan, rows: ROWS, packages, by_id }
    }

    /// DKAN 1: `current_package_list_with_resources` alone, which gives a bare list in the order
    /// given.
    pub fn dkan(packages: &[Value]) -> Self {
        let packages = packages.iter().map(Value::to_string).collect();
        Self { dialect: Dialect::Dkan, rows: ROWS, packages, by_id: HashMap::new() }
    }

    /// Gives fewer packages per page than asked for, without saying so.
    pub fn capped(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// How many packages there are.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    /// Answers a request.
    pub fn play(&self, asked: &Asked) -> Answer {
        let action = asked.path().rsplit_once("/action/").map(|(_, action)| action.trim_end_matches('/'));
        match (self.dialect, action) {
            (Dialect::Dkan, Some("current_package_list_with_resources")) => {
                Answer::new("application/json", format!("[{}]", self.packages.join(",")))
            }
            (Dialect::Ckan, Some("package_search")) => self.search(asked),
            (Dialect::Ckan, Some("current_package_list_with_resources")) => {
                let page =
                    self.page(asked.number("offset").unwrap_or(0), asked.number("limit").unwrap_or(ROWS));
                success(&format!("[{}]", page.join(",")))
            }
            (Dialect::Ckan, Some("package_list")) => {
                let ids: Vec<&str> = self.packages.iter().filter_map(|text| self.id_of(text)).collect();
                success(&json!(ids).to_string())
            }
            (Dialect::Ckan, Some("package_show")) => {
                let index = asked.parameter("id").and_then(|id| self.by_id.get(&id));
                index.map_or_else(not_found, |index| success(&self.packages[*index]))
            }
            (Dialect::Ckan, Some("status_show")) => {
                success(r#"{"ckan_version":"2.10.4","site_title":"Musterportal"}"#)
            }
            _ => not_found(),
        }
    }

    fn search(&self, asked: &Asked) -> Answer {
        let page = self.page(asked.number("start").unwrap_or(0), asked.number("rows").unwrap_or(10));
        let results = page.join(",");
        success(&format!(
            r#"{{"count":{},"sort":"id asc","facets":{{}},"results":[{results}]}}"#,
            self.packages.len()
        ))
    }

    fn page(&self, start: usize, rows: usize) -> &[String] {
        let start = start.min(self.packages.len());
        let end = (start + rows.min(self.rows)).min(self.packages.len());
        &self.packages[start..end]
    }

    fn id_of<'a>(&'a self, text: &str) -> Option<&'a str> {
        let package: Value = serde_json::from_str(text).ok()?;
        let (id, _) = self.by_id.get_key_value(package["id"].as_str()?)?;
        Some(id)
    }
}

fn success(result: &str) -> Answer {
    Answer::new(
        "application/json;charset=utf-8",
        format!(r#"{{"help":"","success":true,"result":{result}}}"#),
    )
}

fn not_found() -> Answer {
    let error = json!({ "help": "", "success": false, "error": { "__type": "Not Found Error", "message": "Nicht gefunden" } });
    Answer::json(&error).with_status(404)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cassette, Client};

    fn check(target: &str, expected: &str) {
        let packages = ["b", "a", "c"].map(|id| json!({ "id": id, "name": id }));
        let ckan = Ckan::new(packages.to_vec()).capped(2);
        let cassette = Cassette::start(move |asked| ckan.play(asked));
        let answer = Client::new(&cassette.url(""), "").get(target);
        assert!(answer.text().contains(expected), "{target}: {}", answer.text());
    }

    #[test]
    fn packages_are_paged_by_id() {
        check("/api/3/action/package_search?rows=5", r#""count":3"#);
        check("/api/3/action/package_search?rows=5", r#"[{"id":"a","name":"a"},{"id":"b","name":"b"}]"#);
        check("/api/3/action/package_search?start=2&rows=5", r#"[{"id":"c","name":"c"}]"#);
        check("/api/3/action/package_list", r#"["a","b","c"]"#);
        check("/api/3/action/package_show?id=c", r#""id":"c""#);
        check("/api/3/action/package_show?id=d", r#""success":false"#);
    }
}
