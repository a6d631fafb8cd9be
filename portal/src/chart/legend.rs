//! Keys: what a colour, a line or a hatching means, in words beside its sample.

use super::line::markers;
use super::svg::Svg;
use super::text::width;

/// Size of a sample, in pixels.
const SAMPLE_PX: (f64, f64) = (24.0, 14.0);
/// Font size of keys, in pixels.
const FONT_PX: f64 = 13.0;

/// A sample and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// How it looks.
    pub sample: Sample,
    /// What it means.
    pub label: String,
}

/// How a key looks. Classes are those of the style sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// A filled area.
    Fill(String),
    /// A filled area under a pattern, e.g. `url(#p-hatch)`.
    Pattern {
        /// Class of the fill below.
        class: String,
        /// The pattern.
        fill: String,
    },
    /// A line.
    Line(String),
    /// A line with a round marker on it.
    Marked {
        /// Class of the line.
        line: String,
        /// Class of the marker.
        marker: String,
    },
    /// The line of a series with its sign.
    Series {
        /// Class of the line.
        line: String,
        /// The number of the series, from 0.
        index: usize,
    },
}

impl Key {
    /// A key.
    pub fn new(sample: Sample, label: impl Into<String>) -> Self {
        Self { sample, label: label.into() }
    }

    fn draw(&self, svg: &mut Svg) {
        let (wide, high) = SAMPLE_PX;
        match &self.sample {
            Sample::Fill(class) => rectangle(svg, ("class", class)),
            Sample::Pattern { class, fill } => {
                rectangle(svg, ("class", class));
                rectangle(svg, ("fill", fill));
            }
            Sample::Line(class) => line(svg, class),
            Sample::Marked { line: class, marker } => {
                line(svg, class);
                let circle = svg.element("circle").with("class", marker);
                circle.at("cx", wide / 2.0).at("cy", high / 2.0).at("r", 4.0).empty();
            }
            Sample::Series { line: class, index } => {
                line(svg, class);
                markers::path(svg, *index, (wide / 2.0, high / 2.0), 4.0);
            }
        }
    }
}

/// A list of keys for a page; empty if there are none.
pub fn html(keys: &[Key]) -> String {
    let mut html = Svg::default();
    if keys.is_empty() {
        return html.into_text();
    }
    html.element("ul").with("class", "dk-chart__legend").open();
    for key in keys {
        html.element("li").open();
        let svg = html.element("svg").with("class", "dk-plot dk-chart__key");
        let svg = svg.at("width", SAMPLE_PX.0).at("height", SAMPLE_PX.1);
        svg.with("aria-hidden", "true").with("focusable", "false").open();
        key.draw(&mut html);
        html.end("svg");
        html.element("span").text(&key.label);
        html.end("li");
    }
    html.end("ul");
    html.into_text()
}

/// The keys in lines of at most `width_px`, and how high they are in pixels.
pub fn flow(keys: &[Key], width_px: f64) -> (Svg, f64) {
    let mut svg = Svg::default();
    let (mut x, mut y) = (0.0, 0.0);
    for key in keys {
        let wide = SAMPLE_PX.0 + 8.0 + width(&key.label, FONT_PX);
        if x > 0.0 && x + wide > width_px {
            (x, y) = (0.0, y + 22.0);
        }
        let place = format!("translate({x:.2},{y:.2})");
        svg.element("g").with("transform", place).open();
        key.draw(&mut svg);
        svg.element("text").at("x", SAMPLE_PX.0 + 8.0).at("y", SAMPLE_PX.1 / 2.0 + 4.5).text(&key.label);
        svg.end("g");
        x += wide + 20.0;
    }
    (svg, if keys.is_empty() { 0.0 } else { y + 22.0 })
}

fn rectangle(svg: &mut Svg, (name, value): (&str, &str)) {
    let rectangle = svg.element("rect").with(name, value).at("x", 1.0).at("y", 1.0);
    rectangle.at("width", SAMPLE_PX.0 - 2.0).at("height", SAMPLE_PX.1 - 2.0).empty();
}

fn line(svg: &mut Svg, class: &str) {
    let middle = SAMPLE_PX.1 / 2.0;
    let line = svg.element("line").with("class", class).at("x1", 1.0).at("y1", middle);
    line.at("x2", SAMPLE_PX.0 - 1.0).at("y2", middle).empty();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_flow_into_lines() {
        let key = |label: &str| Key::new(Sample::Fill("dk-plot__fill-1".into()), label);
        let check = |labels: &[&str], width, expected| {
            let keys: Vec<Key> = labels.iter().map(|label| key(label)).collect();
            assert_eq!(flow(&keys, width).1, expected, "{labels:?}");
        };
        check(&[], 300.0, 0.0);
        check(&["Frauen", "Männer"], 300.0, 22.0);
        check(&["Frauen", "Männer"], 120.0, 44.0);
        assert_eq!(html(&[]), "");
        assert!(html(&[key("<Frauen>")]).contains("<span>&lt;Frauen&gt;</span>"));
    }
}
