//! Names and last values right of the lines.

use super::{LineChart, Plot, markers};
use crate::chart::axis::spread;
use crate::chart::canvas::{Anchor, Canvas, FONT_PX, LINE_PX};
use crate::chart::text::{width, wrap};
use crate::language::Language;

/// Widest name before it goes on in the next line, in pixels.
const NAME_PX: f64 = 96.0;

/// The labels of all series that have a value.
pub struct EndLabels {
    labels: Vec<Label>,
    /// From the end of the lines to the text, in pixels.
    indent: f64,
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
        let labels: Vec<_> = chart.series.iter().enumerate().filter_map(label).collect();
        let indent = if labels.len() > 1 { 24.0 } else { 10.0 };
        Self { labels, indent }
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
        for (label, middle) in self.labels.iter().zip(middles) {
            markers::draw(canvas, label.series, (plot.x(label.year), y(label)), 4.5);
            if self.labels.len() > 1 {
                markers::draw_beside(canvas, label.series, (1.0, self.indent - 10.0), middle, 4.5);
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

impl Label {
    fn height(&self) -> f64 {
        (self.lines.len() + 1) as f64 * LINE_PX + 4.0
    }
}
