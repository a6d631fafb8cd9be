//! What adds and what takes away, year by year, and what remains: births and deaths, people moving in and out.

use super::axis;
use super::bars::notes;
use super::canvas::{Anchor, Canvas, Gutters};
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample};
use super::number::{Datum, MISSING, Measure, SUPPRESSED};
use super::palette::fill;
use super::scale::{Band, Linear, extent};
use super::ticks::Ticks;

/// Height of the plot, in pixels.
const PLOT_PX: f64 = 300.0;

/// Gains above 0 and losses below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// What the values are.
    pub measure: Measure,
    /// The years, rising, without a gap.
    pub years: Vec<i32>,
    /// What adds, from 0 outwards.
    pub gains: Vec<Part>,
    /// What takes away, from 0 outwards, as values above 0.
    pub losses: Vec<Part>,
    /// Name of what remains, e.g. `Saldo`.
    pub net: String,
}

/// One kind of gain or loss.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its name, e.g. `Geburten`.
    pub name: String,
    /// Its values, one a year. Negative ones are faults and count as missing.
    pub values: Vec<Datum>,
}

impl Part {
    /// The value of a year by its place.
    pub fn value(&self, year: usize) -> Option<f64> {
        self.values.get(year)?.number().filter(|value| *value >= 0.0)
    }
}

impl Balance {
    /// What remains in a year by its place, if everything is known.
    pub fn net(&self, year: usize) -> Option<f64> {
        let sum = |parts: &[Part]| parts.iter().map(|part| part.value(year)).sum::<Option<f64>>();
        (!self.gains.is_empty() || !self.losses.is_empty()).then_some(())?;
        Some(sum(&self.gains)? - sum(&self.losses)?)
    }

    fn highest(&self, parts: &[Part]) -> f64 {
        let sum = |year| parts.iter().filter_map(|part| part.value(year)).sum::<f64>();
        extent((0..self.years.len()).map(sum)).map_or(0.0, |(_, high)| high)
    }
}

impl Chart for Balance {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let ticks =
            Ticks::around(-self.highest(&self.losses), self.highest(&self.gains), 6, self.measure.decimals);
        let labels = axis::labels(frame.language, &self.measure, &ticks);
        let mut canvas = frame.canvas(Gutters { start: axis::gutter(&labels), end: 8.0 });
        let scale = Linear::new(ticks.range(), (10.0 + PLOT_PX, 10.0));
        let band = Band::new(self.years.len(), (0.0, 1.0), 0.25);

        axis::levels(&mut canvas, &ticks, &labels, &scale);
        self.side(&mut canvas, &self.gains, 0, 1.0, &scale, &band);
        self.side(&mut canvas, &self.losses, self.gains.len(), -1.0, &scale, &band);
        let zero = scale.place(0.0);
        canvas.line("dk-plot__axis", (0.0, zero), (1.0, zero));
        self.net_line(&mut canvas, &scale, &band);
        if let (Some(&first), Some(&last)) = (self.years.first(), self.years.last()) {
            let place = |year: i32| {
                self.years.iter().position(|other| *other == year).map_or(0.0, |at| band.middle(at))
            };
            axis::years_below(&mut canvas, first, last, place, 10.0 + PLOT_PX + 14.0);
        }
        let parts = self.gains.iter().chain(&self.losses);
        notes(&mut canvas, parts.flat_map(|part| &part.values).copied());
        canvas.finish(PLOT_PX + 40.0)
    }
}

impl Balance {
    /// The bars of one side of 0.
    fn side(
        &self,
        canvas: &mut Canvas<'_>,
        parts: &[Part],
        first: usize,
        sign: f64,
        scale: &Linear,
        band: &Band,
    ) {
        let mut sums = vec![0.0; self.years.len()];
        for (index, part) in parts.iter().enumerate() {
            let class = fill(first + index);
            canvas.svg.element("g").with("class", format_args!("{class} dk-plot__separated")).open();
            for (year, sum) in sums.iter_mut().enumerate() {
                let Some(value) = part.value(year) else { continue };
                let [from, to] = [*sum, *sum + value].map(|value| scale.place(value * sign));
                let across = (band.start(year), band.start(year) + band.width());
                let words = self.measure.write(canvas.frame.language, value);
                let label = format!("{}, {}: {words}", part.name, self.years[year]);
                let bar = canvas.start_rectangle(across, from.min(to), (to - from).abs());
                bar.with("data-label", label).empty();
                *sum += value;
            }
            canvas.svg.end("g");
            // The second of a side is hatched, so that neighbours differ by more than colour.
            if index % 2 == 1 {
                self.hatch(canvas, parts, index, sign, scale, band);
            }
            let sample = match index % 2 {
                1 => Sample::Pattern { class, fill: canvas.light_hatch() },
                _ => Sample::Fill(class),
            };
            canvas.keys.push(Key::new(sample, &part.name));
        }
        for (year, sum) in sums.iter().enumerate() {
            // Without a part the bar is too short, and says so.
            let Some(gap) = parts.iter().find(|part| part.value(year).is_none()) else { continue };
            let secret = gap.values.get(year) == Some(&Datum::Suppressed);
            let y = scale.place(sum * sign) - 8.0 * sign;
            let sign = if secret { SUPPRESSED } else { MISSING };
            canvas.text("", (band.middle(year), 0.0), y, Anchor::Middle, sign);
        }
    }

    fn hatch(
        &self,
        canvas: &mut Canvas<'_>,
        parts: &[Part],
        index: usize,
        sign: f64,
        scale: &Linear,
        band: &Band,
    ) {
        let hatch = canvas.light_hatch();
        for year in 0..self.years.len() {
            let below: f64 = parts[..index].iter().filter_map(|part| part.value(year)).sum();
            let Some(value) = parts[index].value(year) else { continue };
            let [from, to] = [below, below + value].map(|value| scale.place(value * sign));
            let across = (band.start(year), band.start(year) + band.width());
            let bar = canvas.start_rectangle(across, from.min(to), (to - from).abs());
            bar.with("fill", &hatch).empty();
        }
    }

    /// What remains, as a line with markers; years that are not known interrupt it.
    fn net_line(&self, canvas: &mut Canvas<'_>, scale: &Linear, band: &Band) {
        let places: Vec<Option<(f64, f64)>> = (0..self.years.len())
            .map(|year| self.net(year).map(|net| (band.middle(year), scale.place(net))))
            .collect();
        for run in places.split(Option::is_none) {
            let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            if run.len() > 1 {
                canvas.polyline("dk-plot__casing", &run);
                canvas.polyline("dk-plot__net", &run);
            }
        }
        for (x, y) in places.iter().flatten() {
            let x = canvas.x(*x);
            let circle = canvas.svg.element("circle").with("class", "dk-plot__net-marker").with("cx", x);
            circle.at("cy", *y).at("r", 3.5).empty();
        }
        if places.iter().any(Option::is_some) {
            let sample = Sample::Marked { line: "dk-plot__net".into(), marker: "dk-plot__net-marker".into() };
            canvas.keys.push(Key::new(sample, &self.net));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::on_page;

    fn balance(gains: &[Datum], losses: &[Datum]) -> Balance {
        let part = |values: &[Datum]| vec![Part { name: "Teil".into(), values: values.to_vec() }];
        let years = (2020..).take(gains.len()).collect();
        Balance { years, gains: part(gains), losses: part(losses), net: "Saldo".into(), ..Balance::default() }
    }

    #[test]
    fn what_remains() {
        use Datum::{Known, Missing, Suppressed};
        let check = |gain, loss, expected: Option<f64>| {
            assert_eq!(balance(&[gain], &[loss]).net(0), expected, "{gain:?}, {loss:?}");
        };
        check(Known(5.0), Known(3.0), Some(2.0));
        check(Known(3.0), Known(5.0), Some(-2.0));
        check(Missing, Known(5.0), None);
        check(Known(5.0), Suppressed, None);
        check(Known(-1.0), Known(5.0), None);
        assert_eq!(balance(&[], &[]).net(0), None);
        assert_eq!(Balance::default().net(0), None);
    }

    #[test]
    fn a_missing_part_interrupts_the_line() {
        let known = Datum::Known(4.0);
        let svg = on_page(&balance(&[known; 5], &[known, known, Datum::Missing, known, known])).svg;
        assert_eq!(svg.matches("class=\"dk-plot__net\"").count(), 2, "{svg}");
        assert_eq!(svg.matches("<circle").count(), 4);
        assert!(svg.contains(">–<"));
    }
}
