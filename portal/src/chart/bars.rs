//! Lengths beside names: simple horizontal bars, if wanted with a second value to compare with.

use super::axis;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, LINE_PX};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, Measure};
use super::palette::fill;
use super::scale::{Linear, extent};
use super::text::widest;

/// Height of a bar, of a bar to compare with, and between rows, in pixels.
const BAR: f64 = 20.0;
const COMPARED: f64 = 8.0;
const GAP: f64 = 8.0;
/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 110.0;

/// Values of categories, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarChart {
    /// What the values are.
    pub measure: Measure,
    /// What the bars are, e.g. `Selm 2023`; needed if there is a comparison.
    pub name: String,
    /// What the bars are compared with, e.g. `Kreis Unna 2023`.
    pub comparison: Option<String>,
    /// The bars.
    pub rows: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The category, e.g. `2 Personen`.
    pub name: String,
    /// Its value.
    pub value: Datum,
    /// The value to compare with; not shown without a name for it in the chart.
    pub comparison: Datum,
}

impl Chart for BarChart {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let (start, names) = axis::names(&names, NAME_PX);
        let labels = self.labels(frame);
        let end = widest(labels.iter().flatten().map(String::as_str), FONT_PX) + 14.0;
        let mut canvas = frame.canvas(Gutters { start, end });
        let (low, high) = extent(self.values()).unwrap_or((0.0, 1.0));
        let scale = Linear::new((low.min(0.0), high.max(0.0)), (0.0, 1.0));
        let scale = if scale.values() == (0.0, 0.0) { Linear::new((0.0, 1.0), (0.0, 1.0)) } else { scale };

        let mut y = 4.0;
        for ((row, name), labels) in self.rows.iter().zip(&names).zip(&labels) {
            let bars = BAR + if self.comparison.is_some() { COMPARED + 4.0 } else { 0.0 };
            let height = bars.max(name.len() as f64 * LINE_PX);
            let top = y + (height - bars) / 2.0;
            canvas.lines("", (0.0, -8.0), y + height / 2.0, Anchor::End, name);
            self.bar(&mut canvas, &scale, (row.value, &labels[0]), "dk-plot__fill-1", (top, BAR));
            if self.comparison.is_some() {
                let place = (top + BAR + 2.0, COMPARED);
                self.bar(&mut canvas, &scale, (row.comparison, &labels[1]), "dk-plot__fill-6", place);
            }
            y += height + GAP;
        }
        let zero = scale.place(0.0);
        canvas.line("dk-plot__axis", (zero, 0.0), (zero, y - GAP + 4.0));
        if let Some(comparison) = &self.comparison {
            canvas.keys.push(Key::new(Sample::Fill(fill(0)), &self.name));
            canvas.keys.push(Key::new(Sample::Fill("dk-plot__fill-6".into()), comparison));
        }
        self.notes(&mut canvas);
        canvas.finish(y)
    }
}

impl BarChart {
    fn values(&self) -> impl Iterator<Item = f64> {
        let compared = self.comparison.is_some();
        let values =
            self.rows.iter().flat_map(move |row| [Some(row.value), compared.then_some(row.comparison)]);
        values.flatten().filter_map(Datum::number)
    }

    fn labels(&self, frame: &Frame<'_>) -> Vec<[String; 2]> {
        let label =
            |row: &Bar| [row.value, row.comparison].map(|datum| self.measure.label(frame.language, datum));
        self.rows.iter().map(label).collect()
    }

    /// A bar with its value: at its end, or in a column right of all bars if one is negative.
    fn bar(
        &self,
        canvas: &mut Canvas<'_>,
        scale: &Linear,
        (datum, label): (Datum, &str),
        class: &str,
        (y, height): (f64, f64),
    ) {
        let end = datum.number().map_or(scale.place(0.0), |value| scale.place(value));
        if datum.number().is_some() {
            canvas.rectangle(class, (scale.place(0.0), end), y, height);
        }
        let x = if scale.values().0 < 0.0 { 1.0 } else { end };
        let class = if height < BAR { "dk-plot__muted" } else { "dk-plot__strong" };
        canvas.text(class, (x, 6.0), y + height / 2.0, Anchor::Start, label);
    }

    fn notes(&self, canvas: &mut Canvas<'_>) {
        let compared = self.comparison.is_some();
        let all =
            self.rows.iter().flat_map(|row| [Some(row.value), compared.then_some(row.comparison)]).flatten();
        notes(canvas, all);
    }
}

/// What the signs of values that are not there mean.
pub(super) fn notes(canvas: &mut Canvas<'_>, data: impl Iterator<Item = Datum>) {
    let language = canvas.frame.language;
    let (mut suppressed, mut missing) = (false, false);
    for datum in data.filter(|datum| datum.number().is_none()) {
        if datum == Datum::Suppressed { suppressed = true } else { missing = true }
    }
    let notes = [(suppressed, axis::suppressed_note(language)), (missing, axis::missing_note(language))];
    canvas.notes.extend(notes.into_iter().filter(|(seen, _)| *seen).map(|(_, note)| note));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::on_page;

    fn chart(values: &[f64]) -> BarChart {
        let row =
            |value: &f64| Bar { name: "Ort".into(), value: Datum::Known(*value), comparison: Datum::Missing };
        BarChart { rows: values.iter().map(row).collect(), ..BarChart::default() }
    }

    #[test]
    fn bars_begin_at_0() {
        let check = |values: &[f64], expected: &[(&str, &str)]| {
            let svg = on_page(&chart(values)).svg;
            let attribute = |bar: &str, name: &str| {
                let rest = bar.split_once(&format!("{name}=\"")).expect("the attribute").1;
                rest.split_once('"').expect("its end").0.to_owned()
            };
            let found: Vec<(String, String)> = svg
                .split("<rect ")
                .skip(1)
                .map(|bar| (attribute(bar, "x"), attribute(bar, "width")))
                .collect();
            let expected: Vec<(String, String)> =
                expected.iter().map(|(x, width)| ((*x).into(), (*width).into())).collect();
            assert_eq!(found, expected, "{values:?}");
        };
        check(&[50.0, 100.0], &[("0%", "50%"), ("0%", "100%")]);
        check(&[99.0, 100.0], &[("0%", "99%"), ("0%", "100%")]);
        check(&[-50.0, 150.0], &[("0%", "25%"), ("25%", "75%")]);
        check(&[0.0, 0.0], &[("0%", "0%"), ("0%", "0%")]);
        check(&[-10.0], &[("0%", "100%")]);
    }
}
