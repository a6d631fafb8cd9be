//! The values no rule resolves yet, by frequency: the next rule is the first line.

use crate::figures::Missed;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// Values printed of one property; the rest is counted.
const SHOWN: usize = 25;

/// Findings that tell of a value nobody could place.
const RULES: [&str; 9] = [
    "license-unknown",
    "format-unknown",
    "media-type-unknown",
    "theme-unknown",
    "value-unknown",
    "place-unknown",
    "place-ambiguous",
    "date-unreadable",
    "period-proposed",
];

/// How often each value was found, by rule and property.
#[derive(Default)]
pub struct Unresolved(BTreeMap<(String, String), HashMap<String, u64>>);

impl Unresolved {
    /// Counts the findings of one record, each value once.
    pub fn dataset(&mut self, line: &Value) {
        for finding in line["findings"].as_array().into_iter().flatten() {
            let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
            let rule = text("rule");
            if RULES.contains(&rule.as_str()) {
                let property: String = text("property").chars().filter(|c| !c.is_ascii_digit()).collect();
                *self.0.entry((rule, property)).or_default().entry(text("found")).or_default() += 1;
            }
        }
    }
}

impl Unresolved {
    /// Counts what could have been resolved and was not.
    pub fn missed(&mut self, catalogue: &str, missed: Missed) {
        let [licenses, formats] = missed.values;
        let found = [
            ("usable, not resolved", "dcterms:license", licenses),
            ("usable, not resolved", "dcterms:format", formats),
            ("counted apart: no entry in the EU list", "dcterms:format", missed.of_no_list),
            ("municipal datasets without a key", "dcterms:spatial", missed.places),
        ];
        for (rule, property, values) in found {
            for value in values {
                let value = format!("{value}   [{catalogue}]");
                *self.0.entry((rule.into(), property.into())).or_default().entry(value).or_default() += 1;
            }
        }
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((rule, property), values) in &self.0 {
            let mut values: Vec<(&String, &u64)> = values.iter().collect();
            values.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
            let datasets: u64 = values.iter().map(|(_, count)| **count).sum();
            writeln!(f, "### {rule} at {property}: {} values in {datasets} datasets\n", values.len())?;
            for (value, count) in values.iter().take(SHOWN) {
                writeln!(f, "{count:>7}  {}", value.replace('\n', " "))?;
            }
            if values.len() > SHOWN {
                let rest: u64 = values[SHOWN..].iter().map(|(_, count)| **count).sum();
                writeln!(f, "{rest:>7}  in {} further values", values.len() - SHOWN)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
