//! Words of lines over years.

use super::change::Change;
use super::{Kind, Tell, Topic, Words, easy, list, nothing, pick};
use crate::chart::line::{LineChart, Series};
use crate::chart::time::{Over, Times};
use crate::language::Language;
use std::cmp::Ordering;

/// Fewest steps in one direction that make a development.
const STEPS: usize = 3;

/// A year and its value.
type Known = (i32, f64);

impl Tell for LineChart {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        self.told(Times::Years, language, topic)
    }
}

impl Tell for Over<LineChart> {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        self.chart.told(self.times, language, topic)
    }
}

impl LineChart {
    fn told(&self, times: Times, language: Language, topic: &Topic<'_>) -> Words {
        let known = self.series.first().map(known).unwrap_or_default();
        let (Some(first), Some(last)) = (known.first(), known.last()) else {
            return self.projection_only(language, topic);
        };
        let story = Story { chart: self, times, language, topic, known: &known, first: *first, last: *last };
        Words { headline: story.headline(), description: story.description(), easy: story.easy() }
    }

    /// A chart without counted values.
    fn projection_only(&self, language: Language, topic: &Topic<'_>) -> Words {
        let mut words = nothing(language, &self.measure.name, topic);
        if let Some(projected) = self.projected(language) {
            words.headline = pick(
                language,
                format!("{} {}: Vorausberechnung", self.measure.name, topic.within),
                format!("{} {}: projection", self.measure.name, topic.within),
            );
            words.description = vec![projected];
            words.easy = self.easy_projection(language);
        }
        words
    }

    /// The last projected value as a sentence.
    fn projected(&self, language: Language) -> Option<String> {
        let projection = &self.series.first()?.projection;
        let (point, value) =
            projection.iter().rev().find_map(|point| Some((point, point.value.number()?)))?;
        let (year, value) = (point.year, self.measure.write(language, value));
        let finite = point.range.filter(|(low, high)| low.is_finite() && high.is_finite());
        let range = finite.map(|(low, high)| {
            let [low, high] = [low, high].map(|value| self.measure.short(language, value));
            pick(
                language,
                format!(" (Spannweite der Varianten: {low} bis {high})"),
                format!(" (range of the variants: {low} to {high})"),
            )
        });
        let range = range.unwrap_or_default();
        Some(pick(
            language,
            format!("Vorausberechnet für {year}: {value}{range}."),
            format!("Projected for {year}: {value}{range}."),
        ))
    }

    fn easy_projection(&self, language: Language) -> Vec<String> {
        let projection = self.series.first().map(|series| series.projection.as_slice()).unwrap_or_default();
        let last = projection.iter().rev().find_map(|point| Some((point.year, point.value.number()?)));
        let line = last.map(|(year, value)| {
            format!("Die Vorausberechnung für das Jahr {year} sagt: {}.", easy::about(&self.measure, value))
        });
        easy::lines(language, line.into_iter().collect())
    }
}

struct Story<'a> {
    chart: &'a LineChart,
    times: Times,
    language: Language,
    topic: &'a Topic<'a>,
    known: &'a [Known],
    first: Known,
    last: Known,
}

impl Story<'_> {
    fn change(&self, from: Known) -> Change<'_> {
        Change { measure: &self.chart.measure, kind: self.topic.kind, from: from.1, to: self.last.1 }
    }

    /// How the last value differs from an earlier one.
    fn since(&self, from: Known) -> String {
        self.change(from).since(self.language, self.times, from.0)
    }

    /// A time as part of a sentence: `im Jahr 2024`.
    fn at(&self, number: i32) -> String {
        self.times.at(self.language, number)
    }

    fn headline(&self) -> String {
        let Topic { place, within, kind } = *self.topic;
        let name = &self.chart.measure.name;
        let value = self.chart.measure.write(self.language, self.last.1);
        let subject = if kind == Kind::Population { place.to_owned() } else { format!("{name} {within}") };
        let [first, last] = [self.first.0, self.last.0].map(|number| self.times.name(self.language, number));
        if self.known.len() == 1 {
            return format!("{name} {within} {last}: {value}");
        }
        let Some((since, again)) = self.run() else {
            let change = self.since(self.first);
            return format!("{subject} {last}: {value}, {change}{}", self.between());
        };
        let grows = self.change(since).direction() == Ordering::Greater;
        let verb = match (kind, grows, self.language) {
            (Kind::Population, true, Language::De) => "wächst",
            (Kind::Population, false, Language::De) => "schrumpft",
            // Names of counts may be plurals: `Geburten`.
            (Kind::Count, true, Language::De) => "steigend",
            (Kind::Count, false, Language::De) => "fallend",
            (Kind::Rate, true, Language::De) => "steigt",
            (Kind::Rate, false, Language::De) => "sinkt",
            (Kind::Population, true, Language::En) => "has been growing",
            (Kind::Population, false, Language::En) => "has been shrinking",
            (Kind::Count, true, Language::En) => "rising",
            (Kind::Count, false, Language::En) => "falling",
            (Kind::Rate, true, Language::En) => "has been rising",
            (Kind::Rate, false, Language::En) => "has been falling",
        };
        let again = if again { pick(self.language, " wieder", " again") } else { "" };
        let change = self.since(since);
        let since = if since == self.first { first } else { self.times.name(self.language, since.0) };
        match self.language {
            Language::De if kind == Kind::Count => {
                format!("{subject}{again} {verb} seit {since}: {value}, {change}")
            }
            Language::De => format!("{subject} {verb} seit {since}{again}: {value}, {change}"),
            Language::En => format!("{subject} {verb}{again} since {since}: {value}, {change}"),
        }
    }

    /// Where the latest development in one direction began, and whether it turned there. Each step counts
    /// as it is written; a break, a gap or standing still ends a development.
    fn run(&self) -> Option<(Known, bool)> {
        let direction = |pair: &[Known]| {
            let change = Change {
                measure: &self.chart.measure,
                kind: self.topic.kind,
                from: pair[0].1,
                to: pair[1].1,
            };
            change.direction()
        };
        let step = self.known.windows(2).map(|pair| pair[1].0.saturating_sub(pair[0].0)).min()?;
        let joined = |pair: &[Known]| {
            let years = pair[0].0.saturating_add(1)..=pair[1].0;
            pair[1].0.saturating_sub(pair[0].0) == step
                && !self.chart.breaks.iter().any(|change| years.contains(&change.year))
        };
        let latest = direction(&self.known[self.known.len().checked_sub(2)?..]);
        let steps = self.known.windows(2).rev();
        let count = steps.take_while(|pair| joined(pair) && direction(pair) == latest).count();
        if latest == Ordering::Equal || count < STEPS {
            return None;
        }
        let start = self.known.len() - 1 - count;
        let turned = start.checked_sub(1).is_some_and(|before| {
            let pair = &self.known[before..=start];
            joined(pair) && direction(pair) == latest.reverse()
        });
        Some((self.known[start], turned))
    }

    fn description(&self) -> Vec<String> {
        let mut sentences = vec![self.course()];
        sentences.extend(self.chart.projected(self.language));
        sentences.extend(self.compared());
        sentences.extend(self.extremes());
        sentences.truncate(3);
        sentences
    }

    /// First and last value.
    fn course(&self) -> String {
        let write = |value| self.chart.measure.write(self.language, value);
        let (name, within) = (&self.chart.measure.name, self.topic.within);
        let (last, value) = (self.at(self.last.0), write(self.last.1));
        if self.known.len() == 1 {
            return format!("{name} {within} {last}: {value}.");
        }
        let (first, before) = (self.at(self.first.0), write(self.first.1));
        let change = self.since(self.first);
        let broken = self.broken().unwrap_or_default();
        format!("{name} {within}: {before} {first}, {value} {last}, {change}{broken}.")
    }

    /// The breaks between the first and the last value.
    fn breaks(&self) -> Option<String> {
        let breaks = self
            .chart
            .breaks
            .iter()
            .filter(|change| (self.first.0.saturating_add(1)..=self.last.0).contains(&change.year));
        let labels: Vec<String> = breaks.map(|change| change.label.clone()).collect();
        (!labels.is_empty()).then(|| list(self.language, &labels))
    }

    /// The same behind a headline that compares across them.
    fn between(&self) -> String {
        let between = |labels| {
            pick(self.language, format!(" (dazwischen: {labels})"), format!(" (in between: {labels})"))
        };
        self.breaks().map(between).unwrap_or_default()
    }

    /// That first and last value are not quite comparable.
    fn broken(&self) -> Option<String> {
        let labels = self.breaks()?;
        Some(pick(
            self.language,
            format!(", wegen {labels} nur eingeschränkt vergleichbar"),
            format!(", to be compared with care because of {labels}"),
        ))
    }

    /// The other series in the same year; one that ends before, in its last year.
    fn compared(&self) -> Option<String> {
        let (first, year) = (self.first.0, self.last.0);
        let items = self.chart.series.iter().skip(1).filter_map(|series| {
            let (at, value) = known(series).into_iter().rfind(|(other, _)| (first..=year).contains(other))?;
            let time =
                if at == year { String::new() } else { format!(" ({})", self.times.name(self.language, at)) };
            Some(format!("{} {}{time}", series.name, self.chart.measure.short(self.language, value)))
        });
        let items: Vec<String> = items.collect();
        let items = (!items.is_empty()).then(|| list(self.language, &items))?;
        let time = self.times.name(self.language, year);
        Some(pick(
            self.language,
            format!("Zum Vergleich {time}: {items}."),
            format!("For comparison, {time}: {items}."),
        ))
    }

    /// The highest and the lowest value, if they differ and are not the ends. Values before and after a break are
    /// no part of one series: what is lowest there may only have been counted in another way.
    fn extremes(&self) -> Option<String> {
        let measure = &self.chart.measure;
        // Of equal values the first counts.
        let highest =
            self.known.iter().copied().reduce(|best, one| if one.1 > best.1 { one } else { best })?;
        let lowest =
            self.known.iter().copied().reduce(|best, one| if one.1 < best.1 { one } else { best })?;
        let ends = [self.first.0, self.last.0];
        if self.breaks().is_some()
            || measure.round(highest.1) == measure.round(lowest.1)
            || (ends.contains(&highest.0) && ends.contains(&lowest.0))
        {
            return None;
        }
        let time = |(number, _): Known| self.times.name(self.language, number);
        let high = format!("{} ({})", measure.write(self.language, highest.1), time(highest));
        let low = format!("{} ({})", measure.write(self.language, lowest.1), time(lowest));
        Some(pick(
            self.language,
            format!("Höchster Wert: {high}, niedrigster: {low}."),
            format!("Highest value: {high}, lowest: {low}."),
        ))
    }

    fn easy(&self) -> Vec<String> {
        let Topic { within, kind, .. } = *self.topic;
        let measure = &self.chart.measure;
        let about = |value| easy::about(measure, value);
        let (last, value) = (self.at(self.last.0), self.last.1);
        let mut lines = match kind {
            Kind::Population => {
                let live = if measure.round(value) == 1.0 { "lebte" } else { "lebten" };
                vec![format!("{} {live} {last} {}.", easy::sentence(within), about(value))]
            }
            _ => vec![format!("{} {within} {last}: {}.", measure.name, about(value))],
        };
        if self.known.len() > 1 {
            let first = self.at(self.first.0);
            lines.extend(easy::compared(measure, (&last, value), (&first, self.first.1)));
        }
        let mut lines = easy::lines(self.language, lines);
        lines.extend(self.chart.easy_projection(self.language));
        lines
    }
}

/// The counted values of a series that are there.
fn known(series: &Series) -> Vec<Known> {
    series.points.iter().filter_map(|point| Some((point.year, point.value.number()?))).collect()
}
