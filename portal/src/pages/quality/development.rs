//! How a score developed: a line for the eye, and the table that says the same.

use crate::texts::format;
use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::QualitySums;
use datenkreis_vocab::mqa::MOST_POINTS;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Width and height of the picture, in its own units.
const SIZE: (f64, f64) = (600.0, 120.0);

/// The days on which a score changed.
pub struct Development {
    /// The points of the line, as SVG has them.
    pub line: String,
    /// Each day, the newest first.
    pub days: Vec<DayView>,
}

/// One day.
pub struct DayView {
    /// The day.
    pub day: String,
    /// Mean points at its end.
    pub points: String,
    /// Datasets at its end.
    pub datasets: String,
}

impl Development {
    /// Of the days given, oldest first; `None` if there is no development yet.
    pub fn new(words: &QualityTexts, history: &[(Date, QualitySums)]) -> Option<Self> {
        let known: Vec<&(Date, QualitySums)> = history.iter().filter(|(_, sums)| sums.datasets > 0).collect();
        let [(first, _), .., (last, _)] = known[..] else { return None };
        let all = days(*first, *last);
        let mut line = String::new();
        let mut height = None;
        for (day, sums) in &known {
            let x = SIZE.0 * days(*first, *day) / all;
            let y = SIZE.1 * (1.0 - sums.mean() / f64::from(MOST_POINTS));
            // Between the days nothing changed.
            if let Some(before) = height.replace(y) {
                let _ = write!(line, "{x:.1},{before:.1} ");
            }
            let _ = write!(line, "{x:.1},{y:.1} ");
        }
        let view = |(day, sums): &&(Date, QualitySums)| DayView {
            day: format::date(words.language, *day),
            points: format::decimal(words.language, sums.mean()),
            datasets: format::number(words.language, sums.datasets.unsigned_abs()),
        };
        Some(Self { line: line.trim_end().to_owned(), days: known.iter().rev().map(view).collect() })
    }
}

/// Days between two, at least one.
fn days(from: Date, to: Date) -> f64 {
    let days = to.since(from).map_or(0, |span| span.get_days());
    if from == to { 0.0 } else { f64::from(days.max(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::texts::quality::of;

    fn sums(datasets: i64, points: i64) -> QualitySums {
        serde_json::from_value(serde_json::json!({ "datasets": datasets, "points": points })).expect("sums")
    }

    #[test]
    fn one_day_is_no_development() {
        let day = |day| Date::constant(2026, 3, day);
        let check = |history: &[(Date, QualitySums)], expected: Option<&str>| {
            let found = Development::new(of(Language::De), history);
            assert_eq!(found.map(|found| found.line).as_deref(), expected);
        };
        check(&[], None);
        check(&[(day(1), sums(1, 100))], None);
        check(&[(day(1), sums(0, 0)), (day(2), sums(1, 100))], None);
        let history = [(day(1), sums(1, 0)), (day(3), sums(2, 810)), (day(5), sums(2, 405))];
        check(&history, Some("0.0,120.0 300.0,120.0 300.0,0.0 600.0,0.0 600.0,60.0"));
        let newest = Development::new(of(Language::De), &history).map(|found| found.days[0].points.clone());
        assert_eq!(newest.as_deref(), Some("202,5"));
    }
}
