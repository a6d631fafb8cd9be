//! Words of a single value.

use super::change::Change;
use super::{Tell, Topic, Words, easy, nothing};
use crate::chart::time::{Over, Times};
use crate::chart::value::Value;
use crate::language::Language;

impl Tell for Value {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        told(self, Times::Years, language, topic)
    }
}

impl Tell for Over<Value> {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        told(&self.chart, self.times, language, topic)
    }
}

fn told(chart: &Value, times: Times, language: Language, topic: &Topic<'_>) -> Words {
    let name = &chart.measure.name;
    let Some(value) = chart.value.number() else { return nothing(language, name, topic) };
    let (within, at) = (topic.within, times.at(language, chart.year));
    let text = chart.written(language, value);
    let change = change_of(chart, times, language).map(|change| format!(", {change}")).unwrap_or_default();
    let sentence = format!("{name} {within} {at}: {text}{change}.");
    let mut lines = vec![format!("{name} {within} {at}: {}.", easy::about(&chart.measure, value))];
    if let Some((before, Some(earlier))) = chart.before.map(|(year, datum)| (year, datum.number())) {
        let before = times.at(language, before);
        lines.extend(easy::compared(&chart.measure, (&at, value), (&before, earlier)));
    }
    Words {
        headline: format!("{name} {within} {}: {text}{change}", times.name(language, chart.year)),
        description: vec![sentence],
        easy: easy::lines(language, lines),
    }
}

/// How a value differs from the earlier one: `3,2 % mehr als 2011`.
pub fn change_of(value: &Value, times: Times, language: Language) -> Option<String> {
    let (year, before) = value.before?;
    let change = Change {
        measure: &value.measure,
        kind: value.kind,
        from: before.number()?,
        to: value.value.number()?,
    };
    Some(change.since(language, times, year))
}
