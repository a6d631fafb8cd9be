//! The picture that stands alone: title, measure, keys, notes and source around the chart.

use super::drawing::{Drawing, Frame, Standalone};
use super::legend::{self, Key};
use super::palette;
use super::svg::Svg;
use super::text::wrap;

/// Margin on all sides, in pixels.
const MARGIN: f64 = 16.0;
/// Class, font size and height of a line of each kind of text, in pixels.
const TITLE: Style = Style { class: "dk-title", size: 20.0, line: 25.0 };
const SUBTITLE: Style = Style { class: "dk-subtitle", size: 14.0, line: 19.0 };
const NOTE: Style = Style { class: "dk-note", size: 12.0, line: 17.0 };

struct Style {
    class: &'static str,
    size: f64,
    line: f64,
}

/// Width between the margins, in pixels.
pub fn inner_width(texts: &Standalone<'_>) -> f64 {
    texts.width() - 2.0 * MARGIN
}

/// The whole document around a chart that is `height` pixels high and whose plot begins at `start`.
pub fn document(
    frame: &Frame<'_>,
    texts: &Standalone<'_>,
    keys: &[Key],
    notes: Vec<String>,
    chart: &Svg,
    start: f64,
    height: f64,
) -> Drawing {
    let width = inner_width(texts);
    let mut body = Svg::default();
    let mut y = MARGIN;
    y = paragraph(&mut body, &TITLE, texts.title, y, width) + 2.0;
    y = paragraph(&mut body, &SUBTITLE, texts.subtitle, y, width) + 10.0;
    let (legend, legend_height) = legend::flow(keys, width);
    group(&mut body, MARGIN, y, &legend);
    y += legend_height + 4.0;
    group(&mut body, MARGIN + start, y, chart);
    y += height + 10.0;
    for note in &notes {
        y = paragraph(&mut body, &NOTE, note, y, width);
    }
    y = (paragraph(&mut body, &NOTE, texts.source, y, width) + MARGIN / 2.0).ceil();

    let mut svg = Svg::default();
    let prefix = frame.prefix;
    let root = svg.element("svg").with("xmlns", "http://www.w3.org/2000/svg").with("class", "dk-plot");
    let root = root.at("width", texts.width()).at("height", y);
    let root = root.with("viewBox", format_args!("0 0 {} {y}", texts.width()));
    let root = root.with("font-family", "Fira Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif");
    let root = root.with("lang", frame.language.tag()).with("role", "img");
    root.with("aria-labelledby", format_args!("{prefix}-title {prefix}-description")).open();
    svg.element("title").with("id", format_args!("{prefix}-title")).text(texts.title);
    svg.element("desc").with("id", format_args!("{prefix}-description")).text(texts.description);
    svg.element("style").open();
    svg.rules(palette::standalone_rules());
    for Style { class, size, .. } in [TITLE, SUBTITLE, NOTE] {
        svg.rules(&format!(".dk-plot .{class} {{ font-size: {size}px; }}\n"));
    }
    svg.rules(".dk-plot .dk-title { font-weight: 600; }\n.dk-plot .dk-large { font-size: 40px; font-weight: 600; }\n");
    svg.end("style");
    let paper = svg.element("rect").with("width", "100%").with("height", "100%");
    paper.with("fill", palette::SURFACE).empty();
    svg.append(&body);
    svg.end("svg");
    Drawing { svg: svg.into_text(), legend: String::new(), height_px: y as u32, notes }
}

fn group(svg: &mut Svg, x: f64, y: f64, content: &Svg) {
    svg.element("g").with("transform", format_args!("translate({x:.2},{y:.2})")).open();
    svg.append(content);
    svg.end("g");
}

/// Writes a text in lines and tells where the next may begin.
fn paragraph(svg: &mut Svg, style: &Style, text: &str, y: f64, width: f64) -> f64 {
    let lines = wrap(text, style.size, width);
    for (index, line) in lines.iter().enumerate() {
        let baseline = y + style.line * index as f64 + style.size;
        svg.element("text").with("class", style.class).at("x", MARGIN).at("y", baseline).text(line);
    }
    y + style.line * lines.len() as f64
}
