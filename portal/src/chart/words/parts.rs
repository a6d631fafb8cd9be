//! Words of parts of a whole: stacked bars and simple bars.

use super::{Kind, Tell, Topic, Words, easy, list, nothing, pick, quoted};
use crate::chart::bars::BarChart;
use crate::chart::number::{Measure, number, percent, round};
use crate::chart::stacked::{Row, Stacked};
use crate::language::Language;

/// More categories than this with the same value are not named.
const NAMED: usize = 3;

impl Tell for BarChart {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let known =
            |row: &crate::chart::bars::Bar| Some((row.name.clone(), self.measure.round(row.value.number()?)));
        let known: Vec<(String, f64)> = self.rows.iter().filter_map(known).collect();
        let terms = match topic.kind {
            Kind::Rate => pick(language, ["am höchsten", "Am niedrigsten"], ["highest", "Lowest"]),
            _ => pick(language, ["am häufigsten", "Am seltensten"], ["most frequent", "Least frequent"]),
        };
        let mut words = extremes(language, topic, &self.measure, terms, &known);
        words.description.extend(self.compared(language));
        words
    }
}

impl BarChart {
    /// The largest bar beside what it is compared with.
    fn compared(&self, language: Language) -> Option<String> {
        let name = self.comparison.as_ref()?;
        let known = self.rows.iter().filter_map(|row| Some((row, row.value.number()?)));
        let (row, _) = known.reduce(|best, one| if one.1 > best.1 { one } else { best })?;
        let value = self.measure.write(language, row.comparison.number()?);
        let category = quoted(language, &row.name);
        Some(pick(
            language,
            format!("Zum Vergleich {name}: {category} {value}."),
            format!("For comparison, {name}: {category} {value}."),
        ))
    }
}

impl Tell for Stacked {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let whole = |row: &&Row| row.total(self.categories.len()).is_some_and(|total| total > 0.0);
        let Some(last) = self.rows.iter().rev().find(whole) else {
            return nothing(language, &self.measure.name, topic);
        };
        let measure =
            Measure { unit: "%".into(), decimals: 1, unit_of_one: String::new(), ..self.measure.clone() };
        let shares = |row: &Row| {
            (0..self.categories.len()).filter_map(|index| share(self, row, index)).collect::<Vec<_>>()
        };
        if !self.over_time {
            return self.last_category(language, topic, &measure);
        }
        let known: Vec<(String, f64)> = self.categories.iter().cloned().zip(shares(last)).collect();
        let first = self.rows.iter().find(whole).filter(|first| first.name != last.name);
        let change = first.and_then(|first| {
            self.largest_change(language, topic, (first, &shares(first)), (last, &shares(last)))
        });
        let now = if self.ordered {
            ends(language, topic, (&self.measure.name, &last.name), &known)
        } else {
            let within = format!("{}, {}", topic.within, last.name);
            let topic = Topic { within: &within, kind: Kind::Rate, ..*topic };
            let terms =
                pick(language, ["größter Anteil", "Kleinster Anteil"], ["largest share", "Smallest share"]);
            extremes(language, &topic, &measure, terms, &known)
        };
        let Some(change) = change else { return now };
        Words {
            headline: change.headline,
            description: now.description,
            easy: change.easy.into_iter().chain(now.easy.into_iter().skip(1)).collect(),
        }
    }
}

impl Stacked {
    /// Areas are compared by the share of their last part, the oldest as a rule.
    fn last_category(&self, language: Language, topic: &Topic<'_>, measure: &Measure) -> Words {
        let Some(last) = self.categories.len().checked_sub(1) else {
            return nothing(language, &self.measure.name, topic);
        };
        let known = self.rows.iter().filter_map(|row| Some((row.name.clone(), share(self, row, last)?)));
        let known: Vec<(String, f64)> = known.collect();
        let category = &self.categories[last];
        let category = quoted(language, category);
        let name = pick(language, format!("Anteil {category}"), format!("Share of {category}"));
        let terms = pick(language, ["am höchsten", "Am niedrigsten"], ["highest", "Lowest"]);
        extremes(language, topic, &Measure { name, ..measure.clone() }, terms, &known)
    }

    /// The part whose share changed most between two bars; nothing if none did.
    fn largest_change(
        &self,
        language: Language,
        topic: &Topic<'_>,
        (first, from): (&Row, &[f64]),
        (last, to): (&Row, &[f64]),
    ) -> Option<Words> {
        let changes = from.iter().zip(to).zip(&self.categories);
        let size = |((from, to), _): &((&f64, &f64), &String)| (*to - *from).abs();
        let ((before, after), category) =
            changes.reduce(|best, one| if size(&one) > size(&best) { one } else { best })?;
        let rises = after > before;
        let write = |share: &f64| percent(language, &number(language, *share, 1));
        let category = quoted(language, category);
        let (place, first, last) = (topic.place, &first.name, &last.name);
        let lines = vec![
            about_whom(topic, &self.measure.name),
            format!("Am meisten verändert hat sich die Gruppe {category}."),
            format!("Im Jahr {first}: {}.", easy_share(topic, *before)),
            format!("Im Jahr {last}: {}.", easy_share(topic, *after)),
        ];
        let (before, after) = (write(before), write(after));
        let headline = pick(
            language,
            format!(
                "{place}: Der Anteil {category} {} am stärksten, von {before} ({first}) auf {after} ({last})",
                if rises { "steigt" } else { "sinkt" }
            ),
            format!(
                "{place}: the share {category} {} most, from {before} ({first}) to {after} ({last})",
                if rises { "rises" } else { "falls" }
            ),
        );
        (before != after).then(|| Words { description: vec![], headline, easy: easy::lines(language, lines) })
    }
}

/// The first and the last part of an order, as the youngest and the oldest: the ones between differ in width.
fn ends(
    language: Language,
    topic: &Topic<'_>,
    (measure, name): (&str, &str),
    known: &[(String, f64)],
) -> Words {
    let [first, .., last] = known else { return nothing(language, measure, topic) };
    let write = |(category, share): &(String, f64)| {
        format!("{} {}", quoted(language, category), percent(language, &number(language, *share, 1)))
    };
    let headline = format!("{} {name}: {}, {}", topic.place, write(last), write(first));
    let line = |(category, share): &(String, f64)| {
        format!("{}: {}.", quoted(language, category), easy_share(topic, *share))
    };
    let all: Vec<String> = known.iter().map(write).collect();
    let lines = vec![
        about_whom(topic, measure),
        format!("Die Zahlen sind aus dem Jahr {name}."),
        line(first),
        line(last),
    ];
    Words {
        description: vec![format!("{}: {}.", name, all.join(", "))],
        headline,
        easy: easy::lines(language, lines),
    }
}

/// What it is about, in Leichte Sprache.
fn about_whom(topic: &Topic<'_>, measure: &str) -> String {
    match topic.kind {
        Kind::Population => format!("Es geht um die Menschen {}.", topic.within),
        _ => format!("Es geht um: {measure} {}.", topic.within),
    }
}

/// A share in Leichte Sprache: of people as people, of anything else in percent.
fn easy_share(topic: &Topic<'_>, share: f64) -> String {
    match topic.kind {
        Kind::Population => easy::of_hundred(share),
        _ => easy::about(&Measure { unit: "%".into(), decimals: 1, ..Measure::default() }, share),
    }
}

/// The share of a part in its row in percent, as it is written.
fn share(chart: &Stacked, row: &Row, category: usize) -> Option<f64> {
    let total = row.total(chart.categories.len()).filter(|total| *total > 0.0)?;
    Some(round(row.value(category)? / total * 100.0, 1))
}

/// The largest and the smallest of some categories; the values are rounded.
fn extremes(
    language: Language,
    topic: &Topic<'_>,
    measure: &Measure,
    [most_of, least_of]: [&str; 2],
    known: &[(String, f64)],
) -> Words {
    let name = &measure.name;
    let Some((low, high)) = crate::chart::scale::extent(known.iter().map(|(_, value)| *value)) else {
        return nothing(language, name, topic);
    };
    let named = |value: f64| {
        let names: Vec<String> = known
            .iter()
            .filter(|(_, other)| *other == value)
            .map(|(name, _)| quoted(language, name))
            .collect();
        match names.len() {
            0..=NAMED => list(language, &names),
            count => pick(language, format!("{count} Gruppen"), format!("{count} groups")),
        }
    };
    let within = topic.within;
    let [least, most] = [low, high].map(|value| measure.short(language, value));
    let [lowest, highest] = [named(low), named(high)];
    let headline = if low == high {
        format!("{name} {within}: {highest} {most}")
    } else {
        format!("{name} {within}: {most_of} {highest} ({most})")
    };
    let mut description = vec![format!("{headline}.")];
    let mut lines = vec![
        format!("Es geht um: {name} {within}."),
        format!("Am meisten ist es bei {highest}."),
        format!("Das sind {}.", easy::about(measure, high)),
    ];
    if low != high {
        description.push(format!("{least_of}: {lowest} ({least})."));
        lines.push(format!("Am wenigsten ist es bei {lowest}."));
        lines.push(format!("Das sind {}.", easy::about(measure, low)));
    } else if known.len() > 1 {
        lines.truncate(1);
        lines.push(format!("Der Wert ist überall gleich: {}.", easy::about(measure, high)));
    }
    Words { headline, description, easy: easy::lines(language, lines) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::bars::Bar;
    use crate::chart::number::Datum;

    const SELM: Topic<'_> = Topic { place: "Selm", within: "in Selm", kind: Kind::Population };

    #[test]
    fn ties_are_named_together() {
        let check = |values: &[f64], expected: &str| {
            let row = |(index, value): (usize, &f64)| Bar {
                name: format!("Gruppe {index}"),
                value: Datum::Known(*value),
                comparison: Datum::Missing,
            };
            let measure = Measure { name: "Haushalte".into(), ..Measure::default() };
            let chart = BarChart {
                measure,
                rows: values.iter().enumerate().map(row).collect(),
                ..BarChart::default()
            };
            assert_eq!(chart.words(Language::De, &SELM).headline, expected);
        };
        check(&[], "Haushalte in Selm: keine Werte");
        check(&[7.0], "Haushalte in Selm: „Gruppe 0“ 7");
        check(&[7.0, 9.0], "Haushalte in Selm: am häufigsten „Gruppe 1“ (9)");
        check(&[9.2, 9.0, 1.0], "Haushalte in Selm: am häufigsten „Gruppe 0“ und „Gruppe 1“ (9)");
        check(&[9.0, 9.0, 9.0, 9.0, 1.0], "Haushalte in Selm: am häufigsten 4 Gruppen (9)");
        check(&[0.0, 0.0], "Haushalte in Selm: „Gruppe 0“ und „Gruppe 1“ 0");
    }

    #[test]
    fn only_years_change() {
        let row =
            |name: &str, values: [f64; 2]| Row { name: name.into(), values: values.map(Datum::Known).into() };
        let chart = |over_time, ordered, rows| Stacked {
            categories: vec!["jung".into(), "alt".into()],
            rows,
            over_time,
            ordered,
            ..Stacked::default()
        };
        let check = |chart: Stacked, expected: &str| {
            let words = chart.words(Language::De, &SELM);
            assert_eq!(words.headline.replace('\u{a0}', " "), expected, "{words:?}");
            assert!(words.description.len() <= 3, "{words:?}");
        };
        let years = || vec![row("1990", [3.0, 1.0]), row("2023", [1.0, 1.0])];
        let falls = "Selm: Der Anteil „jung“ sinkt am stärksten, von 75,0 % (1990) auf 50,0 % (2023)";
        check(chart(true, true, years()), falls);
        check(chart(true, false, years()), falls);
        let same = || vec![row("1990", [3.0, 1.0]), row("2023", [6.0, 2.0])];
        check(chart(true, false, same()), " in Selm, 2023: größter Anteil „jung“ (75,0 %)");
        check(chart(true, true, same()), "Selm 2023: „alt“ 25,0 %, „jung“ 75,0 %");
        check(chart(true, true, vec![row("2023", [1.0, 3.0])]), "Selm 2023: „alt“ 75,0 %, „jung“ 25,0 %");
        check(chart(true, true, vec![row("2023", [0.0, 0.0])]), " in Selm: keine Werte");
        check(chart(false, true, years()), "Anteil „alt“ in Selm: am höchsten „2023“ (50,0 %)");
    }
}
