//! Classes of values for maps and ranked bars. Their limits are given, so that they stay the same over
//! the years; these functions propose them once for all years.

use super::number::Measure;
use super::palette::Ramp;
use super::scale::extent;
use super::ticks::Ticks;
use crate::language::Language;

/// Classes between limits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes {
    /// The values at which the next class begins, rising; one fewer than there are classes.
    pub limits: Vec<f64>,
    /// Their colours.
    pub ramp: Ramp,
}

/// How many classes the functions here make.
pub const CLASSES: usize = 5;

impl Classes {
    /// Classes of about equally many values. Ties may leave fewer than five.
    pub fn quantile(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let at = |part: usize| sorted.get(part * sorted.len() / CLASSES).copied();
        Self::between((1..CLASSES).filter_map(at).collect(), sorted.first().copied())
    }

    /// Classes with round limits of equal distance, at most five of them.
    pub fn pretty(values: &[f64]) -> Self {
        let Some((low, high)) = extent(values.iter().copied().filter(|value| value.is_finite())) else {
            return Self::default();
        };
        let ticks = (1..=CLASSES).rev().map(|count| Ticks::around(low, high, count, 6).values);
        let ticks = ticks.into_iter().find(|ticks| ticks.len() <= CLASSES + 1).unwrap_or_default();
        let inner = ticks.get(1..ticks.len().saturating_sub(1)).unwrap_or_default();
        Self::between(inner.to_vec(), None)
    }

    /// Round limits; for counts, which differ by the size of the areas, classes of about equally many. Two colours
    /// where there are values above and below zero.
    pub fn fitting(values: &[f64], is_count: bool) -> Self {
        let mut classes = if is_count { Self::quantile(values) } else { Self::pretty(values) };
        if values.iter().any(|value| *value < 0.0) && values.iter().any(|value| *value > 0.0) {
            classes.ramp = Ramp::Diverging;
        }
        classes
    }

    /// The class of a value, from 0.
    pub fn of(&self, value: f64) -> usize {
        self.limits.iter().filter(|limit| value >= **limit).count()
    }

    /// How many classes there are.
    pub fn count(&self) -> usize {
        self.limits.len() + 1
    }

    /// Style class of the fill of a value.
    pub(super) fn fill(&self, value: f64) -> String {
        self.ramp.class(self.of(value), self.count())
    }

    /// What each class holds: `unter 10`, `10 bis unter 20`, `20 und mehr`.
    pub fn labels(&self, language: Language, measure: &Measure) -> Vec<String> {
        let write = |limit: f64| measure.short(language, limit);
        let [Some(first), Some(last)] = [self.limits.first(), self.limits.last()] else {
            return vec![if language == Language::De { "alle Werte" } else { "all values" }.into()];
        };
        let (under, between, from) = match language {
            Language::De => ("unter", "bis unter", "und mehr"),
            Language::En => ("under", "to under", "and more"),
        };
        let inner = self.limits.windows(2);
        let inner =
            inner.map(|pair| format!("{} {between} {}", measure.number(language, pair[0]), write(pair[1])));
        let first = format!("{under} {}", write(*first));
        [first].into_iter().chain(inner).chain([format!("{} {from}", write(*last))]).collect()
    }

    /// With limits that differ and leave no class empty for sure.
    fn between(mut limits: Vec<f64>, low: Option<f64>) -> Self {
        limits.dedup();
        limits.retain(|limit| low.is_none_or(|low| *limit > low));
        Self { limits, ramp: Ramp::Sequential }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        let check = |classes: Classes, expected: &[f64]| assert_eq!(classes.limits, expected);
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        check(Classes::quantile(&ten), &[3.0, 5.0, 7.0, 9.0]);
        check(Classes::pretty(&[1.0, 47.0]), &[10.0, 20.0, 30.0, 40.0]);
        check(Classes::pretty(&[-12.0, 8.0]), &[-10.0, -5.0, 0.0, 5.0]);
        check(Classes::quantile(&[]), &[]);
        check(Classes::quantile(&[5.0; 7]), &[]);
    }

    #[test]
    fn classes_of_values() {
        let classes = Classes { limits: vec![10.0, 20.0], ramp: Ramp::Sequential };
        let found: Vec<usize> = [9.9, 10.0, 19.9, 20.0, 99.0].map(|value| classes.of(value)).into();
        assert_eq!(found, [0, 1, 1, 2, 2]);
        let measure = Measure { unit: "%".into(), decimals: 0, ..Measure::default() };
        let labels = classes.labels(Language::De, &measure);
        assert_eq!(labels, ["unter 10\u{a0}%", "10 bis unter 20\u{a0}%", "20\u{a0}% und mehr"]);
        assert_eq!(Classes::default().labels(Language::En, &measure), ["all values"]);
    }
}
