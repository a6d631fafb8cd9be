//! What is wrong with a table, summed up: one finding for all that is wrong in the same way.

use datenkreis_vocab::finding::{Finding, Rule};
use foldhash::{HashMap, HashMapExt};

/// Different examples shown of each kind.
const EXAMPLES: usize = 8;

/// Characters shown of a value.
const SHOWN: usize = 60;

/// Findings on their way.
pub struct Report {
    groups: Vec<Group>,
    by_kind: HashMap<(&'static str, String), usize>,
}

struct Group {
    rule: &'static Rule,
    subject: String,
    count: usize,
    /// Places and values, each value once; those without value by their place.
    examples: Vec<(String, String)>,
}

/// Where something stands, for people: row and column from 1; 0 is left out.
pub fn place(row: u32, column: usize) -> String {
    match (row, column) {
        (0, 0) => String::new(),
        (row, 0) => format!("Zeile {row}"),
        (0, column) => format!("Spalte {column}"),
        (row, column) => format!("Zeile {row}, Spalte {column}"),
    }
}

impl Report {
    /// Nothing is wrong yet.
    pub fn new() -> Self {
        Self { groups: vec![], by_kind: HashMap::new() }
    }

    /// Tells of a value at a place; `subject` is the dimension or column it belongs to.
    pub fn tell(&mut self, rule: &'static Rule, subject: &str, place: String, value: &str) {
        let kind = (rule.id, subject.to_owned());
        let at = *self.by_kind.entry(kind).or_insert_with(|| {
            self.groups.push(Group { rule, subject: subject.into(), count: 0, examples: vec![] });
            self.groups.len() - 1
        });
        let group = &mut self.groups[at];
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            let value: String = value.chars().take(SHOWN).collect();
            if value.is_empty() || !group.examples.iter().any(|(_, known)| *known == value) {
                group.examples.push((place, value));
            }
        }
    }

    /// Whether a rule was broken.
    pub fn is_of(&self, rule: &'static Rule) -> bool {
        self.groups.iter().any(|group| group.rule.id == rule.id)
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The findings, in the order in which they were first met.
    pub fn finish(self) -> Vec<Finding> {
        self.groups.into_iter().map(Group::finding).collect()
    }
}

impl Group {
    fn finding(self) -> Finding {
        let places: Vec<&str> =
            self.examples.iter().map(|(place, _)| place.as_str()).filter(|place| !place.is_empty()).collect();
        let mut property = places.join("; ");
        if self.count > self.examples.len() {
            property = format!("{property}; … ({} Stellen)", self.count);
        }
        let property = match (self.subject.as_str(), property.as_str()) {
            ("", place) => place.to_owned(),
            (subject, "") => subject.to_owned(),
            (subject, place) => format!("{subject}: {place}"),
        };
        let values = self.examples.iter().map(|(_, value)| value.as_str());
        let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
        let finding = Finding::new(self.rule, property);
        if values.is_empty() { finding } else { finding.found(values.join(" | ")) }
    }
}
