//! Values over years as lines: what was counted, what is projected, where a census broke the series.

mod end_labels;
mod runs;
mod years;

use super::axis;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, LINE_PX};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, Measure, SUPPRESSED};
use super::palette::{fill, stroke};
use super::scale::{Linear, extent};
use super::text::width;
use super::ticks::Ticks;
use super::time::{Over, Times};
use end_labels::EndLabels;
pub use runs::markers;

/// Height of the plot, in pixels.
const PLOT_PX: f64 = 280.0;

/// Several series over the same years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineChart {
    /// What the values are.
    pub measure: Measure,
    /// The series; the first is the one the chart is about, the others are for comparison.
    pub series: Vec<Series>,
    /// Where the way of counting changed.
    pub breaks: Vec<Break>,
    /// A value to compare with, e.g. the average of the state.
    pub reference: Option<Reference>,
    /// Whether the axis has to begin at 0. It does anyway where that costs little room.
    pub from_zero: bool,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The area or what else it stands for.
    pub name: String,
    /// What was counted, by year, rising.
    pub points: Vec<Point>,
    /// What is projected, by year, rising.
    pub projection: Vec<Projected>,
}

/// A value of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// Its value.
    pub value: Datum,
}

/// A projected value of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected {
    /// The year.
    pub year: i32,
    /// The middle variant.
    pub value: Datum,
    /// The lowest and the highest variant.
    pub range: Option<(f64, f64)>,
}

/// A change of the way of counting: values before and from it on do not belong to one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// The first year counted anew.
    pub year: i32,
    /// Its name, e.g. `Zensus 2022`.
    pub label: String,
}

/// A value that stays the same over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The value.
    pub value: f64,
    /// What it is, without the value.
    pub label: String,
}

impl Chart for LineChart {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        self.draw_over(Times::Years, frame)
    }
}

impl Chart for Over<LineChart> {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        self.chart.draw_over(self.times, frame)
    }
}

impl LineChart {
    fn draw_over(&self, times: Times, frame: &Frame<'_>) -> Drawing {
        let ticks = self.ticks();
        let labels = axis::labels(frame.language, &self.measure, &ticks);
        let ends = EndLabels::new(self, frame.language);
        let start = axis::gutter(&labels).max(24.0);
        let mut canvas = frame.canvas(Gutters { start, end: ends.width() });
        let plot = Plot::new(self, &ticks, ends.height());

        axis::levels(&mut canvas, &ticks, &labels, &plot.y);
        if ticks.range().0 > 0.0 {
            let note = axis::not_from_zero(frame.language, &self.measure, ticks.range().0, &ticks);
            canvas.notes.push(note);
        }
        let ends_of_plot = (plot.first, plot.last);
        axis::times_below(&mut canvas, times, ends_of_plot, |number| plot.x(number), plot.bottom + 14.0);
        self.breaks(&mut canvas, &plot);
        // The line the chart is about lies on top.
        for (index, series) in self.series.iter().enumerate().rev() {
            self.series(&mut canvas, &plot, index, series);
        }
        self.reference(&mut canvas, &plot);
        ends.draw(&mut canvas, &plot);
        years::draw(self, &mut canvas, &plot);
        canvas.finish(plot.bottom + 30.0)
    }
}

/// Scales of the plot.
struct Plot {
    first: i32,
    last: i32,
    top: f64,
    bottom: f64,
    y: Linear,
}

impl Plot {
    fn new(chart: &LineChart, ticks: &Ticks, least: f64) -> Self {
        let years = extent(chart.years().map(f64::from));
        let (first, last) = years.map_or((0, 0), |(first, last)| (first as i32, last as i32));
        let rows = chart.breaks.len() + usize::from(chart.is_projected());
        let top = 10.0 + rows as f64 * (LINE_PX + 2.0);
        let bottom = top + PLOT_PX.max(least);
        Self { first, last, top, bottom, y: Linear::new(ticks.range(), (bottom, top)) }
    }

    /// Where a year stands, also between two years. A single year stands in the middle.
    fn at(&self, year: f64) -> f64 {
        let (first, last) = (f64::from(self.first), f64::from(self.last));
        if first == last { 0.5 } else { Linear::new((first, last), (0.0, 1.0)).place(year) }
    }

    fn x(&self, year: i32) -> f64 {
        self.at(f64::from(year))
    }
}

impl LineChart {
    /// Whether any series goes on with a projection.
    pub fn is_projected(&self) -> bool {
        self.series.iter().any(|series| !series.projection.is_empty())
    }

    fn years(&self) -> impl Iterator<Item = i32> {
        self.series.iter().flat_map(|series| {
            let counted = series.points.iter().map(|point| point.year);
            counted.chain(series.projection.iter().map(|point| point.year))
        })
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let series = self.series.iter().flat_map(|series| {
            let counted = series.points.iter().map(|point| point.value);
            let projected = series.projection.iter().flat_map(|point| {
                let (low, high) = point.range.unzip();
                [point.value, low.into(), high.into()]
            });
            counted.chain(projected).filter_map(Datum::number)
        });
        series.chain(self.reference.iter().filter_map(|reference| Datum::Known(reference.value).number()))
    }

    fn ticks(&self) -> Ticks {
        let (low, high) = extent(self.values()).unwrap_or((0.0, 1.0));
        // Up to here the whole axis costs at most twice the height.
        let from_zero = self.from_zero || (low > 0.0 && low * 2.0 < high);
        let low = if from_zero { low.min(0.0) } else { low };
        Ticks::around(low, if from_zero { high.max(0.0) } else { high }, 5, self.measure.decimals)
    }

    fn breaks(&self, canvas: &mut Canvas<'_>, plot: &Plot) {
        for (row, change) in self.breaks.iter().enumerate() {
            let x = plot.at(f64::from(change.year) - 0.5);
            let y = 8.0 + row as f64 * (LINE_PX + 2.0);
            if (0.0..=1.0).contains(&x) {
                canvas.line("dk-plot__break", (x, y - 8.0), (x, plot.bottom));
                beside(canvas, x, y, &change.label);
            }
        }
    }

    fn reference(&self, canvas: &mut Canvas<'_>, plot: &Plot) {
        let Some(reference) = &self.reference else { return };
        let Some(value) = Datum::Known(reference.value).number() else { return };
        let y = plot.y.place(value);
        let label = format!("{}: {}", reference.label, self.measure.short(canvas.frame.language, value));
        canvas.line("dk-plot__reference", (0.0, y), (1.0, y));
        canvas.text("dk-plot__muted dk-plot__halo", (0.0, 4.0), y - 10.0, Anchor::Start, &label);
    }

    fn series(&self, canvas: &mut Canvas<'_>, plot: &Plot, index: usize, series: &Series) {
        let place = |year: i32, value: f64| (plot.x(year), plot.y.place(value));
        self.projection(canvas, plot, index, series);
        let class = format!("{} {}", line_style(index), stroke(index));
        for run in runs::runs(&series.points, &self.breaks) {
            let places: Vec<_> = run.iter().map(|(year, value)| place(*year, *value)).collect();
            match places[..] {
                [single] => markers::draw(canvas, index, single, 3.0),
                _ => canvas.polyline(&class, &places),
            }
        }
        for point in series.points.iter().filter(|point| point.value == Datum::Suppressed) {
            let middle = (plot.x(point.year), 0.0);
            canvas.text("", middle, plot.bottom - 8.0, Anchor::Middle, SUPPRESSED);
            let note = axis::suppressed_note(canvas.frame.language);
            if !canvas.notes.contains(&note) {
                canvas.notes.push(note);
            }
        }
    }

    fn projection(&self, canvas: &mut Canvas<'_>, plot: &Plot, index: usize, series: &Series) {
        let Some(first) = series.projection.first() else { return };
        let known = |point: &Point| point.value.number().map(|value| (point.year, value));
        let last = series.points.iter().rev().find_map(known).filter(|(year, _)| *year < first.year);
        let middle = series.projection.iter().filter_map(|point| Some((point.year, point.value.number()?)));
        let ranges = series.projection.iter().filter_map(|point| {
            let (low, high) = point.range?;
            Some((point.year, Datum::Known(low).number()?, Datum::Known(high).number()?))
        });
        let place = |year: i32, value: f64| (plot.x(year), plot.y.place(value));
        let ranges: Vec<_> =
            last.map(|(year, value)| (year, value, value)).into_iter().chain(ranges).collect();
        let upper = ranges.iter().map(|(year, _, high)| place(*year, *high));
        let lower = ranges.iter().rev().map(|(year, low, _)| place(*year, *low));
        let word = canvas.frame.say("Vorausberechnung", "Projection");
        if ranges.len() > 1 {
            canvas.area(
                &format!("dk-plot__band {} {}", fill(index), stroke(index)),
                &upper.chain(lower).collect::<Vec<_>>(),
            );
            if index == 0 {
                let band = Sample::Fill(format!("dk-plot__band {} {}", fill(index), stroke(index)));
                let text = canvas.frame.say("Spannweite der Varianten", "Range of the variants");
                canvas.keys.insert(0, Key::new(band, text));
            }
        }
        let places: Vec<_> = last.into_iter().chain(middle).map(|(year, value)| place(year, value)).collect();
        let class = format!("dk-plot__line dk-plot__dashed {}", stroke(index));
        canvas.polyline(&class, &places);
        if index == 0 {
            canvas.keys.insert(0, Key::new(Sample::Line(class), word));
        }
        // Once for all series: the others lie above each other there.
        if self.series.iter().position(|series| !series.projection.is_empty()) == Some(index) {
            let begin = plot.x(last.map_or(first.year, |(year, _)| year));
            let y = plot.top - LINE_PX / 2.0 - 4.0;
            canvas.line("dk-plot__axis", (begin, y + 9.0), (1.0, y + 9.0));
            beside(canvas, begin, y, word);
        }
    }
}

/// A word at a place, on the side with more room.
fn beside(canvas: &mut Canvas<'_>, x: f64, y: f64, text: &str) {
    let wide = width(text, FONT_PX) / canvas.least_plot_width();
    let (dx, anchor) = if x + wide > 1.0 && x > 0.5 { (-5.0, Anchor::End) } else { (5.0, Anchor::Start) };
    canvas.text("dk-plot__muted dk-plot__halo", (x, dx), y, anchor, text);
}

/// Series differ by the style of their line, too. Dashes are kept for projections.
fn line_style(index: usize) -> &'static str {
    ["dk-plot__line", "dk-plot__thin", "dk-plot__thin dk-plot__dotted", "dk-plot__thin dk-plot__dash-dot"]
        [if index == 0 { 0 } else { 1 + (index - 1) % 3 }]
}

#[cfg(test)]
mod tests;
