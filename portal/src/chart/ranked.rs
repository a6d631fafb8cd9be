//! Areas in the order of their values, in the colours of the map beside them.

use super::axis;
use super::bars::notes;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, LINE_PX};
use super::classes::Classes;
use super::drawing::{Chart, Drawing, Frame};
use super::number::{Datum, Measure};
use super::scale::{Linear, extent};
use super::text::widest;

/// Height of a bar and between rows, in pixels.
const BAR: f64 = 18.0;
const GAP: f64 = 6.0;
/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 120.0;

/// Areas with values of one year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// What the values are.
    pub measure: Measure,
    /// The classes of the map.
    pub classes: Classes,
    /// The areas, in any order.
    pub rows: Vec<Ranking>,
}

/// An area and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Datum,
    /// Its page.
    pub href: Option<String>,
    /// Whether it is the one the page is about.
    pub selected: bool,
}

impl Ranked {
    /// The areas in order: largest first, equal ones by name, those without a value last.
    pub fn in_order(&self) -> Vec<&Ranking> {
        let mut rows: Vec<&Ranking> = self.rows.iter().collect();
        let value = |row: &Ranking| row.value.number().unwrap_or(f64::NEG_INFINITY);
        rows.sort_by(|one, other| {
            value(other).total_cmp(&value(one)).then_with(|| one.name.cmp(&other.name))
        });
        rows
    }
}

impl Chart for Ranked {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let rows = self.in_order();
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        let (start, names) = axis::names(&names, NAME_PX);
        let labels: Vec<String> =
            rows.iter().map(|row| self.measure.label(frame.language, row.value)).collect();
        let end = widest(labels.iter().map(String::as_str), FONT_PX) + 14.0;
        let mut canvas = frame.canvas(Gutters { start, end });
        let (low, high) = extent(rows.iter().filter_map(|row| row.value.number())).unwrap_or((0.0, 1.0));
        let (low, high) = (low.min(0.0), high.max(0.0));
        let scale = Linear::new((low, if low == high { 1.0 } else { high }), (0.0, 1.0));

        let mut y = 4.0;
        for ((row, name), label) in rows.iter().zip(&names).zip(&labels) {
            let height = BAR.max(name.len() as f64 * LINE_PX);
            self.row(&mut canvas, row, name, y + height / 2.0);
            let zero = scale.place(0.0);
            let end = row.value.number().map(|value| scale.place(value));
            if let (Some(value), Some(end)) = (row.value.number(), end) {
                let class = format!("{} dk-plot__outlined", self.classes.fill(value));
                canvas.rectangle(&class, (zero, end), y + (height - BAR) / 2.0, BAR);
            }
            let x = if low < 0.0 { 1.0 } else { end.unwrap_or(zero) };
            let class = if row.selected { "dk-plot__strong" } else { "" };
            canvas.text(class, (x, 7.0), y + height / 2.0, Anchor::Start, label);
            y += height + GAP;
        }
        let zero = scale.place(0.0);
        canvas.line("dk-plot__axis", (zero, 0.0), (zero, y));
        notes(&mut canvas, self.rows.iter().map(|row| row.value));
        canvas.finish(y + 2.0)
    }
}

impl Ranked {
    fn row(&self, canvas: &mut Canvas<'_>, row: &Ranking, name: &[String], y: f64) {
        let class = if row.selected { "dk-plot__strong" } else { "" };
        if let Some(href) = row.href.as_ref().filter(|_| canvas.frame.is_page()) {
            canvas.links = true;
            canvas.svg.element("a").with("href", href).open();
            canvas.lines(class, (0.0, -8.0), y, Anchor::End, name);
            canvas.svg.end("a");
        } else {
            canvas.lines(class, (0.0, -8.0), y, Anchor::End, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let row = |(name, value): &(&str, Datum)| Ranking {
            name: (*name).into(),
            value: *value,
            href: None,
            selected: false,
        };
        let rows = [
            ("Werne", Datum::Suppressed),
            ("Selm", Datum::Known(1.0)),
            ("Unna", Datum::Known(-3.0)),
            ("Kamen", Datum::Known(1.0)),
            ("Bönen", Datum::Known(f64::NAN)),
        ];
        let ranked = Ranked { rows: rows.iter().map(row).collect(), ..Ranked::default() };
        let names: Vec<&str> = ranked.in_order().iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Kamen", "Selm", "Unna", "Bönen", "Werne"]);
    }
}
