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
/// Height of the label of an age, in pixels.
const AGE_LABEL: f64 = 14.0;
/// Room right of the bars for the shares of age groups, in pixels.
const END: f64 = 84.0;

/// Height of a year of age where groups differ in width, in pixels.
const YEAR: f64 = 4.0;

/// Where bars lie.
struct Plot<'a> {
    pyramid: &'a Pyramid,
    measure: Measure,
    highest: f64,
    /// Height of a year of age, in pixels.
    year: f64,
    bottom: f64,
}

impl Plot<'_> {
    /// A value on one side as a share of the width.
    fn x(&self, sex: Sex, value: f64) -> f64 {
        let outer = if sex == Sex::Men { 0.0 } else { 1.0 };
        Linear::new((0.0, self.highest), (0.5, outer)).place(value)
    }

    /// Where an age begins.
    fn y(&self, age: u8) -> f64 {
        let youngest = self.pyramid.groups.first().map_or(0, |group| group.from);
        self.bottom - (f64::from(age) - f64::from(youngest)) * self.year
    }

    /// The upper edge of a group's bars, and their height.
    fn span(&self, group: &AgeGroup) -> (f64, f64) {
        let height = self.pyramid.drawn_years(group) * self.year;
        (self.y(group.from) - height, height)
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
        let row: f64 = match self.groups.len() {
            0..=25 => 16.0,
            26..=45 => 9.0,
            _ => 4.0,
        };
        let year = self.years_of_all().map_or(YEAR, |years| row / f64::from(years));
        let height =
            |groups: &[AgeGroup]| groups.iter().map(|group| self.drawn_years(group)).sum::<f64>() * year;
        let bottom = TOP + height(&self.groups).max(height(self.compared_groups()));
        let plot = Plot { pyramid: self, measure, highest: ticks.range().1, year, bottom };
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

    /// Ages left of the bars: every group there is room for, of single years every tenth.
    fn ages(&self, canvas: &mut Canvas<'_>) {
        let groups = &self.pyramid.groups;
        let Some(last) = groups.last() else { return };
        let middle = |group: &AgeGroup| {
            let (top, height) = self.span(group);
            top + height / 2.0
        };
        let mut free = f64::INFINITY;
        for group in groups {
            let y = middle(group);
            let is_wanted = self.span(group).1 >= AGE_LABEL || group.from.is_multiple_of(10);
            // The open last class takes the place of a round age right below it.
            let is_near = group != last && y - middle(last) < AGE_LABEL;
            if group == last || (is_wanted && y <= free && !is_near) {
                canvas.text("dk-plot__muted", (0.0, -8.0), y, Anchor::End, &group.label());
                free = y - AGE_LABEL;
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
                let (y, height) = self.span(group);
                let gap = if height > 8.0 { 1.0 } else { 0.0 };
                let across = (0.5, self.x(sex, value));
                let rectangle = canvas.start_rectangle(across, y + gap, height - gap);
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
            let rows = self.pyramid.groups.iter().zip(bars);
            for (group, _) in rows.filter(|(_, pair)| pair[sex.index()] == Datum::Suppressed) {
                let dx = if sex == Sex::Men { -8.0 } else { 8.0 };
                let (y, height) = self.span(group);
                canvas.text("", (0.5, dx), y + height / 2.0, Anchor::Middle, SUPPRESSED);
            }
        }
    }

    /// The part by which one side is longer than the other, hatched.
    fn surplus(&self, canvas: &mut Canvas<'_>, bars: &[[Datum; 2]]) {
        let hatch = canvas.hatch();
        let mut seen = [false; 2];
        for (group, pair) in self.pyramid.groups.iter().zip(bars) {
            let [Some(men), Some(women)] = pair.map(Datum::number) else { continue };
            let sex = if men > women { Sex::Men } else { Sex::Women };
            let [less, more] = if men > women { [women, men] } else { [men, women] };
            if less < 0.0 || less == more {
                continue;
            }
            seen[sex.index()] = true;
            let across = (self.x(sex, less), self.x(sex, more));
            let (y, height) = self.span(group);
            canvas.start_rectangle(across, y, height).with("fill", &hatch).empty();
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
