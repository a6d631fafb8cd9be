//! Names and last values right of the lines.

use super::{LineChart, Plot, line_style, markers};
use crate::chart::axis::spread;
use crate::chart::canvas::{Anchor, Canvas, FONT_PX, LINE_PX};
use crate::chart::legend::{Key, Sample};
use crate::chart::palette::stroke;
use crate::chart::svg::coordinate;
use crate::chart::text::{width, wrap};
use crate::language::Language;

/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 88.0;

/// The labels of all series that have a value.
pub struct EndLabels {
    labels: Vec<Label>,
    /// From the end of the lines to the text, in pixels.
    indent: f64,
    /// Names for the legend: a word too long to stand beside the lines would leave no room for them.
    keys: Vec<Key>,
}

struct Label {
    series: usize,
    year: i32,
    value: f64,
    lines: Vec<String>,
    number: String,
}

impl EndLabels {
    /// The labels of a chart.
    pub fn new(chart: &LineChart, language: Language) -> Self {
        let label = |(index, series): (usize, &super::Series)| {
            let projected =
                series.projection.iter().rev().find_map(|point| Some((point.year, point.value.number()?)));
            let counted =
                || series.points.iter().rev().find_map(|point| Some((point.year, point.value.number()?)));
            let (year, value) = projected.or_else(counted)?;
            let lines = wrap(&series.name, FONT_PX, NAME_PX);
            Some(Label { series: index, year, value, lines, number: chart.measure.short(language, value) })
        };
        let mut labels: Vec<_> = chart.series.iter().enumerate().filter_map(label).collect();
        let indent = if labels.len() > 1 { 24.0 } else { 10.0 };
        let name = |label: &Label| chart.series[label.series].name.clone();
        let is_long = |word: &str| width(word, FONT_PX) > NAME_PX;
        if !labels.iter().any(|label| name(label).split([' ', '-', '/']).any(is_long)) {
            return Self { labels, indent, keys: vec![] };
        }
        let key = |label: &Label| {
            let line = format!("{} {}", line_style(label.series), stroke(label.series));
            Key::new(Sample::Series { line, index: label.series }, name(label))
        };
        let keys = labels.iter().map(key).collect();
        labels.iter_mut().for_each(|label| label.lines.clear());
        Self { labels, indent, keys }
    }

    /// Room they need beside the plot, in pixels.
    pub fn width(&self) -> f64 {
        let lines = self.labels.iter().flat_map(|label| label.lines.iter().chain([&label.number]));
        lines.map(|line| width(line, FONT_PX)).fold(16.0, f64::max) + self.indent + 4.0
    }

    /// Room they need below each other, in pixels.
    pub fn height(&self) -> f64 {
        self.labels.iter().map(Label::height).sum()
    }

    /// Draws them and the signs at the ends of the lines.
    pub fn draw(mut self, canvas: &mut Canvas<'_>, plot: &Plot) {
        let y = |label: &Label| plot.y.place(label.value);
        self.labels.sort_by(|one, other| y(one).total_cmp(&y(other)).then(one.series.cmp(&other.series)));
        let wanted: Vec<_> = self.labels.iter().map(|label| (y(label), label.height())).collect();
        let middles = spread(&wanted, plot.top - LINE_PX, plot.bottom + LINE_PX);
        canvas.keys.splice(0..0, self.keys);
        for (label, middle) in self.labels.iter().zip(middles) {
            markers::draw(canvas, label.series, (plot.x(label.year), y(label)), 4.5);
            let is_at_the_end = plot.x(label.year) >= 1.0;
            match self.labels.len() > 1 {
                // A sign of its own beside the last point would look like one more point.
                true if is_at_the_end => leader(canvas, y(label), middle, self.indent - 3.0),
                true => markers::draw_beside(canvas, label.series, (1.0, self.indent - 10.0), middle, 4.5),
                false => {}
            }
            let mut line_middle = middle - label.lines.len() as f64 * LINE_PX / 2.0;
            for line in &label.lines {
                canvas.text("", (1.0, self.indent), line_middle, Anchor::Start, line);
                line_middle += LINE_PX;
            }
            canvas.text("dk-plot__strong", (1.0, self.indent), line_middle, Anchor::Start, &label.number);
        }
    }
}

/// Leads from a point at the right end of the plot to its label.
fn leader(canvas: &mut Canvas<'_>, from: f64, to: f64, indent: f64) {
    let x = canvas.x(1.0);
    let group = canvas.svg.element("svg").with("x", x).at("y", from);
    group.with("width", 1).with("height", 1).with("overflow", "visible").open();
    let path = format!("M6 0L{} {}", coordinate(indent), coordinate(to - from));
    canvas.svg.element("path").with("class", "dk-plot__axis").with("d", path).empty();
    canvas.svg.end("svg");
}

impl Label {
    fn height(&self) -> f64 {
        (self.lines.len() + 1) as f64 * LINE_PX + 4.0
    }
}
