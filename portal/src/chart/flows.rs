//! Who comes and who goes, by origin or by age: losses left of 0, gains right, what remains beside them.

use super::axis;
use super::bars::notes;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, LINE_PX, Shown};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, MISSING, Measure, SUPPRESSED, signed};
use super::palette::fill;
use super::scale::Linear;
use super::text::{widest, width};
use super::ticks::Ticks;

/// Height of a bar and between rows, in pixels.
const BAR: f64 = 20.0;
const GAP: f64 = 8.0;
/// Height of the head of the columns, in pixels.
const TOP: f64 = 24.0;
/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 96.0;

/// Gains and losses by category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    /// What the values are.
    pub measure: Measure,
    /// Name of the gains, e.g. `Zuzüge`.
    pub gains: String,
    /// Name of the losses, e.g. `Fortzüge`.
    pub losses: String,
    /// Name of what remains, e.g. `Saldo`.
    pub net: String,
    /// The categories, in the order in which they are shown.
    pub rows: Vec<Flow>,
}

/// A category.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Its name, e.g. `Kreis Unna` or `18 bis 24`.
    pub name: String,
    /// Gains, 0 or more.
    pub gain: Datum,
    /// Losses, 0 or more.
    pub loss: Datum,
}

impl Flow {
    /// What remains, if both are known.
    pub fn net(&self) -> Option<f64> {
        Some(self.value(self.gain)? - self.value(self.loss)?)
    }

    /// Negative values are faults and count as missing.
    fn value(&self, datum: Datum) -> Option<f64> {
        datum.number().filter(|value| *value >= 0.0)
    }
}

impl Chart for Flows {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let (start, names) = axis::names(&names, NAME_PX);
        let nets: Vec<String> = self.rows.iter().map(|row| self.net_label(frame, row)).collect();
        let end = widest(nets.iter().map(String::as_str), FONT_PX).max(width(&self.net, FONT_PX)) + 12.0;
        let mut canvas = frame.canvas(Gutters { start, end });
        let values = self.rows.iter().flat_map(|row| [row.value(row.gain), row.value(row.loss)]).flatten();
        let ticks = Ticks::around(0.0, values.fold(0.0, f64::max), 3, self.measure.decimals);
        let outer = ticks.range().1;
        let scale = Linear::new((-outer, outer), (0.0, 1.0));
        let heights: Vec<f64> = names.iter().map(|name| BAR.max(name.len() as f64 * LINE_PX) + GAP).collect();
        let bottom = TOP + heights.iter().sum::<f64>();

        self.head(&mut canvas, &ticks, &scale, bottom);
        let mut y = TOP + GAP / 2.0;
        for (((row, name), net), height) in self.rows.iter().zip(&names).zip(&nets).zip(heights) {
            let middle = y + (height - GAP) / 2.0;
            canvas.lines("", (0.0, -8.0), middle, Anchor::End, name);
            self.row(&mut canvas, row, &scale, middle);
            canvas.text("dk-plot__strong", (1.0, end), middle, Anchor::End, net);
            y += height;
        }
        canvas.line("dk-plot__axis", (0.5, TOP), (0.5, bottom));
        self.net_key(&mut canvas);
        notes(&mut canvas, self.rows.iter().flat_map(|row| [row.gain, row.loss]));
        canvas.finish(bottom + 28.0)
    }
}

impl Flows {
    fn net_label(&self, frame: &Frame<'_>, row: &Flow) -> String {
        match row.net() {
            Some(net) => signed(frame.language, net, self.measure.decimals),
            None if [row.gain, row.loss].contains(&Datum::Suppressed) => SUPPRESSED.into(),
            None => MISSING.into(),
        }
    }

    fn head(&self, canvas: &mut Canvas<'_>, ticks: &Ticks, scale: &Linear, bottom: f64) {
        let labels = axis::labels(canvas.frame.language, &self.measure, ticks);
        let step = 0.5 / (ticks.values.len() - 1).max(1) as f64;
        let room = widest(labels.iter().map(String::as_str), FONT_PX) + 10.0;
        for (index, (value, label)) in ticks.values.iter().zip(&labels).enumerate() {
            let shown = if index % 2 == 0 { Shown::Always } else { canvas.fits(room, step) };
            for sign in if *value == 0.0 { &[1.0][..] } else { &[-1.0, 1.0] } {
                let x = scale.place(value * sign);
                canvas.line("dk-plot__grid", (x, TOP), (x, bottom));
                canvas.text_if(shown, "dk-plot__muted", (x, 0.0), bottom + 14.0, Anchor::Middle, label);
            }
        }
        canvas.text("dk-plot__strong", (0.5, -10.0), 10.0, Anchor::End, &self.losses);
        canvas.text("dk-plot__strong", (0.5, 10.0), 10.0, Anchor::Start, &self.gains);
    }

    fn row(&self, canvas: &mut Canvas<'_>, row: &Flow, scale: &Linear, middle: f64) {
        let top = middle - BAR / 2.0;
        let sides = [(row.loss, -1.0, fill(1), &self.losses), (row.gain, 1.0, fill(0), &self.gains)];
        for (datum, sign, class, side) in sides {
            match row.value(datum) {
                Some(value) => {
                    let words = self.measure.write(canvas.frame.language, value);
                    let label = format!("{side}, {}: {words}", row.name);
                    let bar = canvas.start_rectangle((0.5, scale.place(value * sign)), top, BAR);
                    bar.with("class", class).with("data-label", label).empty();
                }
                None => {
                    let text = if datum == Datum::Suppressed { SUPPRESSED } else { MISSING };
                    canvas.text("", (0.5, 10.0 * sign), middle, Anchor::Middle, text);
                }
            }
        }
        if let Some(net) = row.net() {
            let x = canvas.x(scale.place(net));
            let circle = canvas.svg.element("circle").with("class", "dk-plot__net-marker").with("cx", x);
            circle.at("cy", middle).at("r", 4.5).empty();
        }
    }

    fn net_key(&self, canvas: &mut Canvas<'_>) {
        let marker = "dk-plot__net-marker".to_owned();
        canvas.keys.push(Key::new(Sample::Fill(fill(1)), &self.losses));
        canvas.keys.push(Key::new(Sample::Fill(fill(0)), &self.gains));
        canvas.keys.push(Key::new(Sample::Marked { line: String::new(), marker }, &self.net));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::on_page;

    #[test]
    fn what_remains_stands_beside_the_bars() {
        let check = |gain, loss, expected: &str| {
            let row = Flow { name: "18 bis 24".into(), gain, loss };
            let svg = on_page(&Flows { rows: vec![row], ..Flows::default() }).svg;
            assert!(svg.contains(&format!(">{expected}</text>")), "{expected}: {svg}");
        };
        check(Datum::Known(30.0), Datum::Known(10.0), "+20");
        check(Datum::Known(10.0), Datum::Known(30.0), "−20");
        check(Datum::Known(10.0), Datum::Known(10.0), "0");
        check(Datum::Known(10.0), Datum::Suppressed, "•");
        check(Datum::Missing, Datum::Known(10.0), "–");
    }
}
