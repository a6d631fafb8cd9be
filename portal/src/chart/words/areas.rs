//! Words of areas beside each other, as a map or as ranked bars.

use super::{Tell, Topic, Words, easy, list, nothing, pick};
use crate::chart::map::Map;
use crate::chart::number::{Datum, Measure};
use crate::chart::ranked::Ranked;
use crate::language::Language;

/// More areas than this with the same value are counted, not named.
const NAMED: usize = 3;

impl Tell for Map {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let areas = self.areas.iter().map(|area| (area.name.as_str(), area.value, area.selected)).collect();
        Areas { language, measure: &self.measure, areas }.words(topic)
    }
}

impl Tell for Ranked {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let areas = self.rows.iter().map(|row| (row.name.as_str(), row.value, row.selected)).collect();
        Areas { language, measure: &self.measure, areas }.words(topic)
    }
}

struct Areas<'a> {
    language: Language,
    measure: &'a Measure,
    areas: Vec<(&'a str, Datum, bool)>,
}

impl Areas<'_> {
    fn words(&self, topic: &Topic<'_>) -> Words {
        let values = || self.known().map(|(_, value, _)| value);
        let name = &self.measure.name;
        let Some((low, high)) = crate::chart::scale::extent(values()) else {
            return nothing(self.language, name, topic);
        };
        let write = |value| self.measure.write(self.language, value);
        let [lowest, highest] = [low, high].map(|value| self.named(value));
        let headline = if low == high {
            match self.known().count() {
                1 => format!("{name}, {highest}: {}", write(high)),
                _ => pick(
                    self.language,
                    format!("{name}: überall gleich, {}", write(high)),
                    format!("{name}: the same everywhere, {}", write(high)),
                ),
            }
        } else {
            let [low, high] = [low, high].map(|value| self.measure.short(self.language, value));
            pick(
                self.language,
                format!("{name}: {highest} am höchsten ({high}), {lowest} am niedrigsten ({low})"),
                format!("{name}: {highest} highest ({high}), {lowest} lowest ({low})"),
            )
        };
        let mut description = vec![self.middle((low, high)).unwrap_or_else(|| format!("{headline}."))];
        description.extend(self.rank());
        description.extend(self.gaps());
        let about = |value| easy::about(self.measure, value);
        let mut lines = vec![format!("Es geht um: {name} {}.", topic.within)];
        if low == high {
            lines.push(format!("Der Wert ist überall gleich: {}.", about(high)));
        } else {
            lines.push(format!("Der höchste Wert ist {}.", about(high)));
            lines.push(format!("Den höchsten Wert {}: {highest}.", self.has(high)));
            lines.push(format!("Der niedrigste Wert ist {}.", about(low)));
            lines.push(format!("Den niedrigsten Wert {}: {lowest}.", self.has(low)));
        }
        Words { headline, description, easy: easy::lines(self.language, lines) }
    }

    /// Values as they are written, so that ties are what readers see as ties.
    fn known(&self) -> impl Iterator<Item = (&str, f64, bool)> {
        self.areas.iter().filter_map(|(name, datum, selected)| {
            Some((*name, self.measure.round(datum.number()?), *selected))
        })
    }

    /// The areas with a value.
    fn named(&self, value: f64) -> String {
        let names: Vec<String> =
            self.known().filter(|(_, other, _)| *other == value).map(|(name, ..)| name.to_owned()).collect();
        match names.len() {
            0..=NAMED => list(self.language, &names),
            count => pick(self.language, format!("{count} Gebiete"), format!("{count} areas")),
        }
    }

    /// `hat` or `haben`, as many areas have this value.
    fn has(&self, value: f64) -> &'static str {
        if self.known().filter(|(_, other, _)| *other == value).count() == 1 { "hat" } else { "haben" }
    }

    /// From where to where the values reach, and the one in their middle; nothing if all are the same.
    fn middle(&self, (low, high): (f64, f64)) -> Option<String> {
        let mut values: Vec<f64> = self.known().map(|(_, value, _)| value).collect();
        values.sort_by(f64::total_cmp);
        let count = values.len();
        let median = (values[(count - 1) / 2] + values[count / 2]) / 2.0;
        let [low_text, high_text, median] =
            [low, high, median].map(|value| self.measure.write(self.language, value));
        (low != high).then(|| {
            pick(
                self.language,
                format!("{count} Gebiete: von {low_text} bis {high_text}, Median {median}."),
                format!("{count} areas: from {low_text} to {high_text}, median {median}."),
            )
        })
    }

    /// The place of the selected area among those with a value.
    fn rank(&self) -> Option<String> {
        let (name, value, _) = self.known().find(|(.., selected)| *selected)?;
        let count = self.known().count();
        let place = 1 + self.known().filter(|(_, other, _)| *other > value).count();
        let written = self.measure.write(self.language, value);
        (count > 1).then(|| {
            pick(
                self.language,
                format!("{name}: {written}, Platz {place} von {count} (höchster Wert zuerst)."),
                format!("{name}: {written}, rank {place} of {count} (highest value first)."),
            )
        })
    }

    fn gaps(&self) -> Option<String> {
        let (all, known) = (self.areas.len(), self.known().count());
        let missing = all - known;
        (missing > 0).then(|| {
            pick(
                self.language,
                format!("Gebiete ohne Wert oder mit geheimem Wert: {missing} von {all}."),
                format!("Areas without a value or with a secret one: {missing} of {all}."),
            )
        })
    }
}
