//! From one value to another in words.

use super::{Kind, pick};
use crate::chart::number::{self, Measure, number, round};
use crate::chart::time::Times;
use crate::language::Language;
use std::cmp::Ordering;

/// Counts below this have no meaningful percentages.
const FEWEST: f64 = 100.0;

/// A change between two values as they are written.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// What the values are.
    pub measure: &'a Measure,
    /// Which words fit.
    pub kind: Kind,
    /// The earlier value.
    pub from: f64,
    /// The later value.
    pub to: f64,
}

impl Change<'_> {
    /// Whether the value rose, fell or stayed, after rounding: nobody sees more than that.
    pub fn direction(&self) -> Ordering {
        self.measure.round(self.to).total_cmp(&self.measure.round(self.from))
    }

    /// The change since a time: `3,2 % mehr als 2011`, `um 0,4 Jahre niedriger als im März 2024`, `unverändert
    /// gegenüber 2011`.
    pub fn since(&self, language: Language, times: Times, number: i32) -> String {
        let (other, then) = (times.from(language, number), times.then(language, number));
        let more = match self.direction() {
            Ordering::Equal => {
                return pick(
                    language,
                    format!("unverändert gegenüber {other}"),
                    format!("unchanged from {other}"),
                );
            }
            Ordering::Greater => true,
            Ordering::Less => false,
        };
        match (self.kind, language) {
            (Kind::Rate, Language::De) => {
                let word = if more { "höher" } else { "niedriger" };
                format!("um {} {word} als {then}", self.difference(language))
            }
            (Kind::Rate, Language::En) => {
                let word = if more { "higher" } else { "lower" };
                format!("{} {word} than {then}", self.difference(language))
            }
            (_, Language::De) => {
                let word = if more { "mehr" } else { "weniger" };
                format!("{} {word} als {then}", self.amount(language))
            }
            (_, Language::En) => {
                let word = if more { "more" } else { "fewer" };
                format!("{} {word} than {then}", self.amount(language))
            }
        }
    }

    /// A percentage, or the difference where a percentage would mislead.
    fn amount(&self, language: Language) -> String {
        let [from, to] = [self.from, self.to].map(|value| self.measure.round(value));
        let percent = round((to / from - 1.0) * 100.0, 1).abs();
        if from < FEWEST || !percent.is_finite() || percent == 0.0 || to < 0.0 {
            return self.difference(language);
        }
        number::percent(language, &number(language, percent, 1))
    }

    /// The difference with its unit; that of percentages is percentage points.
    fn difference(&self, language: Language) -> String {
        let [from, to] = [self.from, self.to].map(|value| self.measure.round(value));
        let difference = (to - from).abs();
        if self.measure.unit == "%" {
            let points = pick(language, "Prozentpunkte", "percentage points");
            return format!("{} {points}", self.measure.number(language, difference));
        }
        self.measure.write(language, difference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes() {
        let check = |kind, unit: &str, decimals, from, to, german: &str, english: &str| {
            let measure = Measure { unit: unit.into(), decimals, ..Measure::default() };
            let change = Change { measure: &measure, kind, from, to };
            assert_eq!(change.since(Language::De, Times::Years, 2011).replace('\u{a0}', " "), german);
            assert_eq!(change.since(Language::En, Times::Years, 2011).replace('\u{a0}', " "), english);
        };
        use Kind::{Population, Rate};
        check(Population, "", 0, 25_000.0, 25_800.0, "3,2 % mehr als 2011", "3.2% more than in 2011");
        check(Population, "", 0, 25_000.0, 24_000.0, "4,0 % weniger als 2011", "4.0% fewer than in 2011");
        check(Population, "", 0, 100.2, 100.4, "unverändert gegenüber 2011", "unchanged from 2011");
        check(Population, "", 0, 250_000.0, 250_001.0, "1 mehr als 2011", "1 more than in 2011");
        check(Population, "", 0, 2.0, 3.0, "1 mehr als 2011", "1 more than in 2011");
        check(Population, "", 0, 0.0, 3.0, "3 mehr als 2011", "3 more than in 2011");
        check(
            Rate,
            "%",
            1,
            4.0,
            6.5,
            "um 2,5 Prozentpunkte höher als 2011",
            "2.5 percentage points higher than in 2011",
        );
        check(
            Rate,
            "Jahre",
            1,
            -1.0,
            -2.0,
            "um 1,0 Jahre niedriger als 2011",
            "1.0 Jahre lower than in 2011",
        );
    }
}
