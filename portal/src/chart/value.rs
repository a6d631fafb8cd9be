//! One large number and how it changed, in words.

use super::canvas::{Anchor, Gutters};
use super::drawing::{Chart, Drawing, Frame};
use super::number::{Datum, ESTIMATED, Measure, SUPPRESSED};
use super::svg::Svg;
use super::text::width;
use super::time::{Over, Times};
use super::words;
use crate::language::Language;

/// A value and, if there is one, an earlier one to compare it with.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What the value is.
    pub measure: Measure,
    /// The value.
    pub value: Datum,
    /// Whether it is an estimate.
    pub is_estimated: bool,
    /// Its year.
    pub year: i32,
    /// Which words fit the measure.
    pub kind: words::Kind,
    /// An earlier year and its value.
    pub before: Option<(i32, Datum)>,
}

impl Chart for Value {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        self.draw_over(Times::Years, frame)
    }
}

impl Chart for Over<Value> {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        self.chart.draw_over(self.times, frame)
    }
}

impl Value {
    /// The number with its unit, and the sign of an estimate.
    pub fn written(&self, language: Language, value: f64) -> String {
        let sign = if self.is_estimated { ESTIMATED } else { "" };
        format!("{sign}{}", self.measure.write(language, value))
    }

    fn draw_over(&self, times: Times, frame: &Frame<'_>) -> Drawing {
        let language = frame.language;
        let number = match self.value.number() {
            Some(value) => self.written(language, value),
            None if self.value == Datum::Suppressed => {
                format!("{SUPPRESSED} ({})", frame.say("geheim", "secret"))
            }
            None => frame.say("kein Wert", "no value").into(),
        };
        let about = format!("{} {}", self.measure.name, times.name(language, self.year));
        let change = words::change_of(self, times, language).unwrap_or_default();
        if frame.is_page() {
            let mut html = Svg::default();
            html.element("p").with("class", "dk-value").open();
            html.element("span").text(&about);
            html.element("b").text(&number);
            html.element("span").text(&change);
            html.end("p");
            return Drawing {
                svg: html.into_text(),
                legend: String::new(),
                height_px: 110,
                notes: Vec::new(),
            };
        }
        let mut canvas = frame.canvas(Gutters::default());
        canvas.text("dk-plot__muted", (0.0, 0.0), 10.0, Anchor::Start, &about);
        // Long numbers are as small as a title.
        let fits = canvas.plot_width().is_none_or(|room| width(&number, 42.0) <= room);
        let class = if fits { "dk-large" } else { "dk-title" };
        canvas.svg.element("text").with("class", class).at("y", 58.0).text(&number);
        canvas.text("", (0.0, 0.0), 78.0, Anchor::Start, &change);
        canvas.finish(96.0)
    }
}
