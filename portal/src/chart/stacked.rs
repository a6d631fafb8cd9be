//! Parts of a whole as bars beside each other: age groups over years or areas.

use super::axis;
use super::bars::notes;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, LINE_PX};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, MISSING, Measure, SUPPRESSED};
use super::palette::{CATEGORIES, Ramp, STEPS, fill, on, on_sequence};
use super::scale::Linear;
use super::text::width;
use super::ticks::Ticks;

/// Height of a bar and between rows, in pixels.
const BAR: f64 = 24.0;
const GAP: f64 = 8.0;
/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 110.0;

/// Bars of the same parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stacked {
    /// What the values are.
    pub measure: Measure,
    /// The parts in order, e.g. `unter 20`, `20 bis 64`, `65 und älter`.
    pub categories: Vec<String>,
    /// The bars, e.g. years or areas.
    pub rows: Vec<Row>,
    /// Whether the bars are years, oldest first, so that a change from the first to the last has a meaning.
    pub over_time: bool,
    /// Whether the parts have an order, as ages have: up to five are then steps of one colour.
    pub ordered: bool,
    /// Whether every bar is 100 %.
    pub shares: bool,
}

/// A bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its name, e.g. `2023`.
    pub name: String,
    /// Its parts in the order of the categories. Negative ones are faults and count as missing.
    pub values: Vec<Datum>,
}

impl Row {
    /// The part of a category.
    pub fn value(&self, category: usize) -> Option<f64> {
        self.values.get(category)?.number().filter(|value| *value >= 0.0)
    }

    /// All parts together, if all are known.
    pub fn total(&self, categories: usize) -> Option<f64> {
        (0..categories).map(|category| self.value(category)).sum()
    }
}

impl Stacked {
    /// What the lengths are.
    fn shown_measure(&self) -> Measure {
        match self.shares {
            true => {
                Measure { unit: "%".into(), decimals: 1, unit_of_one: String::new(), ..self.measure.clone() }
            }
            false => self.measure.clone(),
        }
    }

    /// The length of a part: as it is, or in percent of its row; that needs the whole.
    pub fn length(&self, row: &Row, category: usize) -> Option<f64> {
        let value = row.value(category)?;
        if !self.shares {
            return Some(value);
        }
        let total = row.total(self.categories.len()).filter(|total| *total > 0.0)?;
        Some(value / total * 100.0)
    }

    /// Style classes of a part and of the text on it.
    fn classes(&self, category: usize) -> (String, String) {
        let count = self.categories.len();
        if self.ordered && count <= STEPS {
            let class = Ramp::Sequential.class(category, count);
            return (format!("{class} dk-plot__outlined"), on_sequence(category, count));
        }
        (format!("{} dk-plot__separated", fill(category)), on(category))
    }

    fn highest(&self) -> f64 {
        let sum =
            |row: &Row| (0..self.categories.len()).filter_map(|part| self.length(row, part)).sum::<f64>();
        if self.shares { 100.0 } else { self.rows.iter().map(sum).fold(0.0, f64::max) }
    }
}

impl Chart for Stacked {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let (start, names) = axis::names(&names, NAME_PX);
        let measure = self.shown_measure();
        let ticks = Ticks::around(0.0, self.highest(), 4, measure.decimals);
        let labels = axis::labels(frame.language, &measure, &ticks);
        let end = labels.last().map_or(0.0, |label| width(label, FONT_PX) / 2.0 + 2.0);
        let mut canvas = frame.canvas(Gutters { start, end });
        let scale = Linear::new(ticks.range(), (0.0, 1.0));
        let heights: Vec<f64> = names.iter().map(|name| BAR.max(name.len() as f64 * LINE_PX) + GAP).collect();
        let bottom = 4.0 + heights.iter().sum::<f64>();

        axis::uprights(&mut canvas, &ticks, &labels, &scale, (0.0, bottom));
        let mut y = 4.0;
        for ((row, name), height) in self.rows.iter().zip(&names).zip(heights) {
            let middle = y + (height - GAP) / 2.0;
            canvas.lines("", (0.0, -8.0), middle, Anchor::End, name);
            self.row(&mut canvas, row, &scale, &measure, middle);
            y += height;
        }
        for (index, category) in self.categories.iter().enumerate() {
            let (class, _) = self.classes(index);
            let sample = match hatched(index) {
                true => Sample::Pattern { class, fill: canvas.hatch() },
                false => Sample::Fill(class),
            };
            canvas.keys.push(Key::new(sample, category));
        }
        notes(&mut canvas, self.rows.iter().flat_map(|row| &row.values).copied());
        canvas.finish(bottom + 28.0)
    }
}

impl Stacked {
    /// A part in words: `20 bis 64, 2023: 58,9 % (15.310)`.
    fn words_of(&self, canvas: &Canvas<'_>, row: &Row, category: usize, length: f64) -> String {
        let language = canvas.frame.language;
        let mut words = self.shown_measure().write(language, length);
        if let Some(value) = row.value(category).filter(|_| self.shares) {
            words.push_str(&format!(" ({})", self.measure.write(language, value)));
        }
        format!("{}, {}: {words}", self.categories[category], row.name)
    }

    fn row(&self, canvas: &mut Canvas<'_>, row: &Row, scale: &Linear, measure: &Measure, middle: f64) {
        let mut sum = 0.0;
        for category in 0..self.categories.len() {
            let Some(length) = self.length(row, category) else { continue };
            let across = (scale.place(sum), scale.place(sum + length));
            sum += length;
            let top = middle - BAR / 2.0;
            let (class, on) = self.classes(category);
            let label = self.words_of(canvas, row, category, length);
            let bar = canvas.start_rectangle(across, top, BAR).with("class", &class);
            bar.with("data-label", label).empty();
            if hatched(category) {
                let hatch = canvas.hatch();
                canvas.start_rectangle(across, top, BAR).with("fill", hatch).empty();
                continue;
            }
            // One place behind the comma would crowd the bars.
            let short =
                Measure { decimals: if self.shares { 0 } else { measure.decimals }, ..measure.clone() };
            let label = short.number(canvas.frame.language, length);
            let shown = canvas.fits(width(&label, FONT_PX) + 8.0, across.1 - across.0);
            let place = ((across.0 + across.1) / 2.0, 0.0);
            canvas.text_if(shown, &on, place, middle, Anchor::Middle, &label);
        }
        let hidden = |datum: &Datum| datum.number().is_none();
        let gap = row
            .values
            .iter()
            .find(|datum| hidden(datum))
            .or(row.values.is_empty().then_some(&Datum::Missing));
        if let Some(datum) = gap {
            let sign = if *datum == Datum::Suppressed { SUPPRESSED } else { MISSING };
            canvas.text("", (scale.place(sum), 6.0), middle, Anchor::Start, sign);
        }
    }
}

/// From the seventh on, categories have the colours of the first again, hatched.
fn hatched(category: usize) -> bool {
    category >= CATEGORIES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::on_page;

    #[test]
    fn shares_need_the_whole() {
        let known = Datum::Known;
        let check = |values: &[Datum], expected: [Option<f64>; 2]| {
            let row = Row { name: "2023".into(), values: values.to_vec() };
            let categories = vec!["jung".into(), "alt".into()];
            let chart = Stacked { categories, rows: vec![row], shares: true, ..Stacked::default() };
            let found = [0, 1].map(|category| chart.length(&chart.rows[0], category));
            assert_eq!(found, expected, "{values:?}");
            let signs = on_page(&chart).svg.matches(['•', '–']).count();
            assert_eq!(signs > 0, values.len() < 2 || values.contains(&Datum::Suppressed), "{values:?}");
        };
        check(&[known(1.0), known(3.0)], [Some(25.0), Some(75.0)]);
        check(&[known(1.0), Datum::Suppressed], [None, None]);
        check(&[known(0.0), known(0.0)], [None, None]);
        check(&[], [None, None]);
    }
}
