//! Words of a single value.

use super::change::Change;
use super::{Tell, Topic, Words, easy, nothing, pick};
use crate::chart::value::Value;
use crate::language::Language;

impl Tell for Value {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let name = &self.measure.name;
        let Some(value) = self.value.number() else { return nothing(language, name, topic) };
        let (within, year) = (topic.within, self.year);
        let text = self.measure.write(language, value);
        let change = change_of(self, language).map(|change| format!(", {change}")).unwrap_or_default();
        let sentence = pick(
            language,
            format!("{name} {within} im Jahr {year}: {text}{change}."),
            format!("{name} {within} in {year}: {text}{change}."),
        );
        let mut lines =
            vec![format!("{name} {within} im Jahr {year}: {}.", easy::about(&self.measure, value))];
        if let Some((before, Some(earlier))) = self.before.map(|(year, datum)| (year, datum.number())) {
            lines.extend(easy::compared(&self.measure, (year, value), (before, earlier)));
        }
        Words {
            headline: format!("{name} {within} {year}: {text}{change}"),
            description: vec![sentence],
            easy: easy::lines(language, lines),
        }
    }
}

/// How a value differs from the earlier one: `3,2 % mehr als 2011`.
pub fn change_of(value: &Value, language: Language) -> Option<String> {
    let (year, before) = value.before?;
    let change = Change {
        measure: &value.measure,
        kind: value.kind,
        from: before.number()?,
        to: value.value.number()?,
    };
    Some(change.than(language, &year.to_string()))
}
