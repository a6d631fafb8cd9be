//! A line as small as a word, for tables whose numbers say the same.

use super::number::Datum;
use super::scale::{Linear, extent};
use super::svg::{Svg, coordinate};

/// Width, height and margin in pixels; the margin is room for the last point.
const SIZE: (f64, f64) = (64.0, 18.0);
const MARGIN: f64 = 3.0;

/// The values from the first to the last, gaps as gaps, with a point at the last one. Hidden from screen
/// readers. Empty if there is no value.
pub fn sparkline(values: &[Datum]) -> String {
    let mut svg = Svg::default();
    let Some(range) = extent(values.iter().filter_map(|datum| datum.number())) else {
        return svg.into_text();
    };
    let x = Linear::new((0.0, values.len().saturating_sub(1) as f64), (MARGIN, SIZE.0 - MARGIN));
    // Values that are all the same are a level line in the middle.
    let middle = SIZE.1 / 2.0;
    let places = if range.0 == range.1 { (middle, middle) } else { (SIZE.1 - MARGIN, MARGIN) };
    let y = Linear::new(range, places);
    let place =
        |(index, datum): (usize, &Datum)| datum.number().map(|value| (x.place(index as f64), y.place(value)));
    let places: Vec<Option<(f64, f64)>> = values.iter().enumerate().map(place).collect();

    let root = svg.element("svg").with("class", "dk-plot dk-spark").at("width", SIZE.0).at("height", SIZE.1);
    root.with("aria-hidden", "true").with("focusable", "false").open();
    for run in places.split(Option::is_none).filter(|run| run.len() > 1) {
        let points = run.iter().flatten().map(|(x, y)| format!("{},{}", coordinate(*x), coordinate(*y)));
        let line = svg.element("polyline").with("class", "dk-plot__thin dk-plot__stroke-1");
        line.with("points", points.collect::<Vec<_>>().join(" ")).empty();
    }
    if let Some((x, y)) = places.iter().rev().flatten().next() {
        svg.element("circle").with("class", "dk-plot__fill-1").at("cx", *x).at("cy", *y).at("r", 2.5).empty();
    }
    svg.end("svg");
    svg.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stay_gaps() {
        let check = |values: &[Option<f64>], lines, circles| {
            let values: Vec<Datum> = values.iter().map(|value| (*value).into()).collect();
            let svg = sparkline(&values);
            let count = |name: &str| svg.matches(name).count();
            assert_eq!((count("<polyline"), count("<circle")), (lines, circles), "{values:?}: {svg}");
        };
        check(&[], 0, 0);
        check(&[None], 0, 0);
        check(&[Some(f64::NAN)], 0, 0);
        check(&[Some(1.0)], 0, 1);
        check(&[Some(1.0), Some(1.0)], 1, 1);
        check(&[Some(1.0), Some(2.0), None, Some(3.0), Some(2.0)], 2, 1);
        check(&[Some(1.0), Some(2.0), None], 1, 1);
    }
}
