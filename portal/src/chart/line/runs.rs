//! Which points a line joins.

use super::{Break, Point};

/// The parts of a series without a gap: years and values. A missing value, a year that is left out and a
/// break each end a part.
pub fn runs(points: &[Point], breaks: &[Break]) -> Vec<Vec<(i32, f64)>> {
    let steps =
        points.windows(2).map(|pair| pair[1].year.saturating_sub(pair[0].year)).filter(|step| *step > 0);
    let step = steps.min().unwrap_or(1);
    let mut runs: Vec<Vec<(i32, f64)>> = Vec::new();
    let mut open = false;
    for point in points {
        let Some(value) = point.value.number() else {
            open = false;
            continue;
        };
        let joined = |before: i32| {
            let broken = breaks.iter().any(|change| before < change.year && change.year <= point.year);
            point.year.saturating_sub(before) <= step && !broken
        };
        match runs.last_mut() {
            Some(run) if open && run.last().is_some_and(|(year, _)| joined(*year)) => {
                run.push((point.year, value))
            }
            _ => runs.push(vec![(point.year, value)]),
        }
        open = true;
    }
    runs
}

/// Signs at points: they differ by shape, not only by colour.
pub mod markers {
    use crate::chart::canvas::Canvas;
    use crate::chart::palette::fill;
    use crate::chart::svg::{Svg, coordinate};

    /// Draws the sign of a series at a share of the width and a height, `radius` pixels large.
    pub fn draw(canvas: &mut Canvas<'_>, index: usize, (share, y): (f64, f64), radius: f64) {
        draw_beside(canvas, index, (share, 0.0), y, radius);
    }

    /// The same, moved by pixels to the right.
    pub fn draw_beside(canvas: &mut Canvas<'_>, index: usize, (share, dx): (f64, f64), y: f64, radius: f64) {
        let x = canvas.x(share);
        let group = canvas.svg.element("svg").with("x", x).at("y", y);
        group.with("width", 1).with("height", 1).with("overflow", "visible").open();
        path(&mut canvas.svg, index, (dx, 0.0), radius);
        canvas.svg.end("svg");
    }

    /// Draws the sign of a series at a place in pixels.
    pub fn path(svg: &mut Svg, index: usize, (x, y): (f64, f64), radius: f64) {
        let path = svg.element("path").with("class", fill(index)).with("d", shape(index, radius));
        let path = match (x, y) == (0.0, 0.0) {
            true => path,
            false => path.with("transform", format_args!("translate({} {})", coordinate(x), coordinate(y))),
        };
        path.empty();
    }

    fn shape(index: usize, radius: f64) -> String {
        let [r, wide] = [radius, radius * 1.25].map(coordinate);
        let twice = coordinate(radius * 2.0);
        match index % 4 {
            0 => format!("M-{r} 0a{r} {r} 0 1 1 {twice} 0a{r} {r} 0 1 1 -{twice} 0z"),
            1 => format!("M-{r} -{r}h{twice}v{twice}h-{twice}z"),
            2 => format!("M0 -{wide}L{wide} {r}H-{wide}z"),
            _ => format!("M0 -{wide}L{wide} 0L0 {wide}L-{wide} 0z"),
        }
    }
}
