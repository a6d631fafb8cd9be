//! Axes: grid lines with numbers, and years below a plot.

use super::canvas::{Anchor, Canvas, FONT_PX, HALF_LINE_PX, Shown};
use super::number::Measure;
use super::scale::Linear;
use super::text::{widest, width};
use super::ticks::{Ticks, round_years, years};
use super::time::Times;
use crate::language::Language;

/// The room a year needs below a plot, in pixels.
const YEAR_PX: f64 = 44.0;
/// The room a month needs, with a gap.
const MONTH_PX: f64 = 72.0;

/// Numbers at ticks, as the axis shows them.
pub fn labels(language: Language, measure: &Measure, ticks: &Ticks) -> Vec<String> {
    let measure = Measure { decimals: ticks.decimals, ..measure.clone() };
    ticks.values.iter().map(|value| measure.short(language, *value)).collect()
}

/// Room that numbers at the left of a plot need, in pixels.
pub fn gutter(labels: &[String]) -> f64 {
    widest(labels.iter().map(String::as_str), FONT_PX) + 10.0
}

/// Level lines with their numbers left of the plot; the line at 0 is the stronger one.
pub fn levels(canvas: &mut Canvas<'_>, ticks: &Ticks, labels: &[String], scale: &Linear) {
    for (value, label) in ticks.values.iter().zip(labels) {
        let y = scale.place(*value);
        let class = if *value == 0.0 { "dk-plot__axis" } else { "dk-plot__grid" };
        canvas.line(class, (0.0, y), (1.0, y));
        canvas.text("dk-plot__muted", (0.0, -8.0), y, Anchor::End, label);
    }
}

/// Upright lines with their numbers below the plot, for values that run from left to right. Where numbers
/// would touch each other, every second one waits for more room.
pub fn uprights(
    canvas: &mut Canvas<'_>,
    ticks: &Ticks,
    labels: &[String],
    scale: &Linear,
    (top, bottom): (f64, f64),
) {
    let zero = ticks.values.iter().position(|value| *value == 0.0).unwrap_or(0);
    let step = if ticks.values.len() > 1 {
        (scale.place(ticks.values[1]) - scale.place(ticks.values[0])).abs()
    } else {
        1.0
    };
    let room = widest(labels.iter().map(String::as_str), FONT_PX) + 12.0;
    for (index, (value, label)) in ticks.values.iter().zip(labels).enumerate() {
        let x = scale.place(*value);
        let class = if *value == 0.0 { "dk-plot__axis" } else { "dk-plot__grid" };
        canvas.line(class, (x, top), (x, bottom));
        // The first level of numbers is counted from 0, so that 0 always stands.
        let shown =
            if index.abs_diff(zero).is_multiple_of(2) { Shown::Always } else { canvas.fits(room, step) };
        canvas.text_if(shown, "dk-plot__muted", (x, 0.0), bottom + 14.0, Anchor::Middle, label);
    }
}

/// Years below a plot, as many as there is room for.
pub fn years_below(canvas: &mut Canvas<'_>, first: i32, last: i32, place: impl Fn(i32) -> f64, y: f64) {
    let few = (canvas.least_plot_width() / (YEAR_PX + 8.0)).floor().max(1.0) as usize;
    let mut shown = years(first, last, few);
    for year in &shown {
        year_below(canvas, Shown::Always, *year, place(*year), y);
    }
    for year in round_years(first, last, 16) {
        let nearest = shown.iter().map(|other| (place(year) - place(*other)).abs()).fold(1.0, f64::min);
        if nearest > 0.0 {
            let fits = canvas.fits(YEAR_PX, nearest);
            year_below(canvas, fits, year, place(year), y);
            shown.push(year);
        }
    }
}

/// Years, months or days below a plot, as many as there is room for.
pub fn times_below(
    canvas: &mut Canvas<'_>,
    times: Times,
    (first, last): (i32, i32),
    place: impl Fn(i32) -> f64,
    y: f64,
) {
    if times == Times::Years {
        return years_below(canvas, first, last, place, y);
    }
    let language = canvas.frame.language;
    let few = (canvas.least_plot_width() / MONTH_PX).floor().max(1.0) as usize;
    let mut shown: Vec<f64> = vec![];
    // First what has room everywhere, then what has room on wider screens.
    for (most, always) in [(few, true), (12, false)] {
        for (number, name) in times.marks(language, first, last, most) {
            let x = place(number);
            let nearest = shown.iter().map(|other| (x - other).abs()).fold(1.0, f64::min);
            if always || nearest > 0.0 {
                let fits = if always { Shown::Always } else { canvas.fits(MONTH_PX, nearest) };
                canvas.text_if(fits, "dk-plot__muted", (x, 0.0), y + HALF_LINE_PX, Anchor::Middle, &name);
                shown.push(x);
            }
        }
    }
}

/// That an axis does not begin at 0, as a sentence.
pub fn not_from_zero(language: Language, measure: &Measure, low: f64, ticks: &Ticks) -> String {
    let measure = Measure { decimals: ticks.decimals, ..measure.clone() };
    let low = measure.short(language, low);
    match language {
        Language::De => format!("Die senkrechte Achse beginnt bei {low}, nicht bei 0."),
        Language::En => format!("The vertical axis begins at {low}, not at 0."),
    }
}

/// What the sign of a suppressed value means, as a sentence.
pub fn suppressed_note(language: Language) -> String {
    match language {
        Language::De => "•: Der Wert ist geheim, damit niemand erkannt werden kann.".into(),
        Language::En => "•: The value is kept secret so that nobody can be identified.".into(),
    }
}

/// What the sign of a missing value means, as a sentence.
pub fn missing_note(language: Language) -> String {
    match language {
        Language::De => "–: Es liegt kein Wert vor.".into(),
        Language::En => "–: There is no value.".into(),
    }
}

/// Places for labels beside each other's: each as near to the place it wants as the others allow. `wanted`
/// are middles and heights in pixels, rising; the results are middles. If the labels are higher together
/// than the room, they go on below it.
pub fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut tops: Vec<f64> = Vec::with_capacity(wanted.len());
    let mut free = top;
    for (middle, height) in wanted {
        let place = (middle - height / 2.0).max(free);
        tops.push(place);
        free = place + height;
    }
    // What was pushed beyond the bottom pushes back.
    let mut limit = bottom.max(top + wanted.iter().map(|(_, height)| height).sum::<f64>());
    for (place, (_, height)) in tops.iter_mut().zip(wanted).rev() {
        *place = place.min(limit - height);
        limit = *place;
    }
    tops.iter().zip(wanted).map(|(place, (_, height))| place + height / 2.0).collect()
}

/// Width of the label column for names left of bars, in pixels, and the names in its lines.
pub fn names(names: &[&str], most_px: f64) -> (f64, Vec<Vec<String>>) {
    let lines: Vec<_> = names.iter().map(|name| super::text::wrap(name, FONT_PX, most_px)).collect();
    let wide = lines.iter().flatten().map(|line| width(line, FONT_PX)).fold(0.0, f64::max);
    (wide + 10.0, lines)
}

fn year_below(canvas: &mut Canvas<'_>, shown: Shown, year: i32, share: f64, y: f64) {
    canvas.text_if(
        shown,
        "dk-plot__muted",
        (share, 0.0),
        y + HALF_LINE_PX,
        Anchor::Middle,
        &year.to_string(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_overlap() {
        let check = |wanted: &[(f64, f64)], expected: &[f64]| {
            assert_eq!(spread(wanted, 0.0, 100.0), expected, "{wanted:?}");
        };
        check(&[], &[]);
        check(&[(50.0, 20.0)], &[50.0]);
        check(&[(50.0, 20.0), (50.0, 20.0)], &[50.0, 70.0]);
        check(&[(95.0, 20.0), (96.0, 20.0)], &[70.0, 90.0]);
        check(&[(0.0, 20.0), (99.0, 20.0)], &[10.0, 90.0]);
        check(&[(50.0, 80.0), (50.0, 80.0)], &[40.0, 120.0]);
    }
}
