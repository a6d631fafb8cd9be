//! The population by age and sex: men left, women right, the youngest at the bottom.

mod marks;
mod model;

use super::axis;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, Shown};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, Measure, SUPPRESSED};
use super::palette::fill;
use super::scale::Linear;
use super::text::widest;
use super::ticks::Ticks;
pub use model::{AgeGroup, Basis, Comparison, Parts, Pyramid, Sex};

/// Room above the bars for the names of both sides, in pixels.
const TOP: f64 = 26.0;
/// Room right of the bars for the shares of age groups, in pixels.
const END: f64 = 84.0;

/// Where bars lie.
struct Plot<'a> {
    pyramid: &'a Pyramid,
    measure: Measure,
    highest: f64,
    row: f64,
    bottom: f64,
}

impl Plot<'_> {
    /// A value on one side as a share of the width.
    fn x(&self, sex: Sex, value: f64) -> f64 {
        let outer = if sex == Sex::Men { 0.0 } else { 1.0 };
        Linear::new((0.0, self.highest), (0.5, outer)).place(value)
    }

    /// The upper edge of a row; rows are counted from the youngest.
    fn y(&self, row: usize) -> f64 {
        self.bottom - (row + 1) as f64 * self.row
    }
}

impl Chart for Pyramid {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let bars = self.bars();
        let outline = self.comparison_bars();
        let highest = bars.iter().chain(&outline).flat_map(|pair| pair.iter().filter_map(|bar| bar.number()));
        let highest = highest.filter(|value| *value >= 0.0).fold(0.0, f64::max);
        let measure = self.shown_measure();
        let ticks = Ticks::around(0.0, highest, 3, measure.decimals);
        let row = match self.groups.len() {
            0..=25 => 16.0,
            26..=45 => 9.0,
            _ => 4.0,
        };
        let bottom = TOP + row * self.groups.len() as f64;
        let plot = Plot { pyramid: self, measure, highest: ticks.range().1, row, bottom };
        let end = if self.parts().is_some() { END } else { 24.0 };
        let mut canvas = frame.canvas(Gutters { start: plot.age_gutter(), end });

        plot.grid(&mut canvas, &ticks);
        plot.bars(&mut canvas, &bars);
        if self.surplus {
            plot.surplus(&mut canvas, &bars);
        }
        plot.outline(&mut canvas, &outline);
        plot.limits(&mut canvas);
        plot.cohort(&mut canvas);
        plot.notes(&mut canvas);
        canvas.finish(bottom + 30.0)
    }
}

impl Plot<'_> {
    fn age_gutter(&self) -> f64 {
        let labels: Vec<String> = self.pyramid.groups.iter().map(AgeGroup::label).collect();
        axis::gutter(&labels)
    }

    fn grid(&self, canvas: &mut Canvas<'_>, ticks: &Ticks) {
        let language = canvas.frame.language;
        let labels = axis::labels(language, &self.measure, ticks);
        let step = 0.5 / (ticks.values.len() - 1).max(1) as f64;
        let room = widest(labels.iter().map(String::as_str), FONT_PX) + 10.0;
        for sex in [Sex::Men, Sex::Women] {
            for (index, (value, label)) in ticks.values.iter().zip(&labels).enumerate() {
                let x = self.x(sex, *value);
                if index > 0 || sex == Sex::Men {
                    let class = if index == 0 { "dk-plot__axis" } else { "dk-plot__grid" };
                    canvas.line(class, (x, TOP), (x, self.bottom));
                    let shown = if index % 2 == 0 { Shown::Always } else { canvas.fits(room, step) };
                    let y = self.bottom + 14.0;
                    canvas.text_if(shown, "dk-plot__muted", (x, 0.0), y, Anchor::Middle, label);
                }
            }
            let name = sex.name(language);
            let sum = self.pyramid.sum(sex).map(|sum| self.pyramid.measure.number(language, sum));
            let heading = sum.map_or(name.into(), |sum| format!("{name}: {sum}"));
            let (dx, anchor) = if sex == Sex::Men { (-12.0, Anchor::End) } else { (12.0, Anchor::Start) };
            canvas.text("dk-plot__strong", (0.5, dx), 10.0, anchor, &heading);
        }
        self.ages(canvas);
    }

    /// Ages left of the bars: every group if there is room, else every tenth year.
    fn ages(&self, canvas: &mut Canvas<'_>) {
        let groups = &self.pyramid.groups;
        for (row, group) in groups.iter().enumerate() {
            let last = row + 1 == groups.len();
            // The open last class takes the place of a round age right below it.
            let near = (groups.len() - 1 - row) as f64 * self.row < 14.0;
            if self.row >= 14.0 || last || (group.from.is_multiple_of(10) && !near) {
                let y = self.y(row) + self.row / 2.0;
                canvas.text("dk-plot__muted", (0.0, -8.0), y, Anchor::End, &group.label());
            }
        }
    }

    fn bars(&self, canvas: &mut Canvas<'_>, bars: &[[Datum; 2]]) {
        let followed = self.pyramid.cohort_group().map(|(row, _)| row);
        for sex in [Sex::Men, Sex::Women] {
            let groups = self.pyramid.groups.iter();
            let labels: Vec<String> =
                groups.map(|group| self.pyramid.words_of(canvas.frame.language, group, sex)).collect();
            canvas.svg.element("g").with("class", fill(sex.index())).open();
            for (row, (group, pair)) in self.pyramid.groups.iter().zip(bars).enumerate() {
                let Some(value) = pair[sex.index()].number().filter(|value| *value >= 0.0) else { continue };
                let gap = if self.row > 8.0 { 1.0 } else { 0.0 };
                let across = (0.5, self.x(sex, value));
                let rectangle = canvas.start_rectangle(across, self.y(row) + gap, self.row - gap);
                let rectangle = rectangle.with("data-label", &labels[row]);
                let rectangle = match group.born(self.pyramid.year) {
                    Some(born) => rectangle.with("data-cohort", born),
                    None => rectangle,
                };
                match followed == Some(row) {
                    true => rectangle.with("data-followed", "").empty(),
                    false => rectangle.empty(),
                }
            }
            canvas.svg.end("g");
            let suppressed =
                bars.iter().enumerate().filter(|(_, pair)| pair[sex.index()] == Datum::Suppressed);
            for (row, _) in suppressed {
                let dx = if sex == Sex::Men { -8.0 } else { 8.0 };
                let y = self.y(row) + self.row / 2.0;
                canvas.text("", (0.5, dx), y, Anchor::Middle, SUPPRESSED);
            }
        }
    }

    /// The part by which one side is longer than the other, hatched.
    fn surplus(&self, canvas: &mut Canvas<'_>, bars: &[[Datum; 2]]) {
        let hatch = canvas.hatch();
        let mut seen = [false; 2];
        for (row, pair) in bars.iter().enumerate() {
            let [Some(men), Some(women)] = pair.map(Datum::number) else { continue };
            let sex = if men > women { Sex::Men } else { Sex::Women };
            let [less, more] = if men > women { [women, men] } else { [men, women] };
            if less < 0.0 || less == more {
                continue;
            }
            seen[sex.index()] = true;
            let across = (self.x(sex, less), self.x(sex, more));
            canvas.start_rectangle(across, self.y(row), self.row).with("fill", &hatch).empty();
        }
        for sex in [Sex::Men, Sex::Women].into_iter().filter(|sex| seen[sex.index()]) {
            let sample = Sample::Pattern { class: fill(sex.index()), fill: hatch.clone() };
            let text = match sex {
                Sex::Men => canvas.frame.say("mehr Männer als Frauen", "more men than women"),
                Sex::Women => canvas.frame.say("mehr Frauen als Männer", "more women than men"),
            };
            canvas.keys.push(Key::new(sample, text));
        }
    }
}

#[cfg(test)]
mod tests;
