//! The surface charts are drawn on: shares of the width, pixels of the height.
//!
//! On a page x-coordinates are percent, so that the picture needs no script and no scaled text; in a picture
//! that stands alone the same shares become pixels. Labels beside the plot stand in gutters, which a page
//! has as padding of the `<svg>`.

use super::drawing::{Drawing, Frame, Medium};
use super::legend::{self, Key};
use super::standalone;
use super::svg::{Element, Svg, coordinate, percent};

/// Font size of all labels, in pixels.
pub const FONT_PX: f64 = 13.0;
/// From the middle of a line of text to its baseline, in pixels.
pub const HALF_LINE_PX: f64 = 4.5;
/// Height of a line of text, in pixels.
pub const LINE_PX: f64 = 16.0;

/// Container widths in pixels from which the style sheet can show a label.
const WIDTHS: [u32; 5] = [400, 560, 720, 880, 1040];
/// The narrowest place a chart has: a screen of 320 pixels less its margins.
const NARROWEST: f64 = 280.0;
/// The widest gutter, in pixels.
pub const WIDEST_GUTTER_PX: f64 = 160.0;

/// Room beside the plot for labels, in pixels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gutters {
    /// Left.
    pub start: f64,
    /// Right.
    pub end: f64,
}

/// Where a text stands relative to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred.
    Middle,
    /// It ends there.
    End,
}

/// When a label is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// From a width of the chart on, in pixels.
    From(u32),
    /// There is never room.
    Never,
}

/// A chart in the making.
pub struct Canvas<'a> {
    /// Where the chart will stand.
    pub frame: &'a Frame<'a>,
    /// The markup so far.
    pub svg: Svg,
    /// What the keys beside the title explain.
    pub keys: Vec<Key>,
    /// Sentences below the chart.
    pub notes: Vec<String>,
    /// Whether there are links in the chart.
    pub links: bool,
    gutters: Gutters,
    definitions: Svg,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(frame: &'a Frame<'a>, gutters: Gutters) -> Self {
        let steps = |pixels: f64| ((pixels / 8.0).ceil() * 8.0).clamp(0.0, WIDEST_GUTTER_PX);
        Self {
            frame,
            svg: Svg::default(),
            keys: Vec::new(),
            notes: Vec::new(),
            links: false,
            gutters: Gutters { start: steps(gutters.start), end: steps(gutters.end) },
            definitions: Svg::default(),
        }
    }

    /// A place in the plot: 0 its first, 1 its last.
    pub fn x(&self, share: f64) -> String {
        match self.plot_width() {
            None => percent(share),
            Some(width) => coordinate(share * width),
        }
    }

    /// Width of the plot in pixels, if it is known.
    pub fn plot_width(&self) -> Option<f64> {
        match &self.frame.medium {
            Medium::Page => None,
            Medium::Standalone(standalone) => {
                Some((standalone::inner_width(standalone) - self.gutters.start - self.gutters.end).max(40.0))
            }
        }
    }

    /// Width of the plot on the narrowest screen, or as it is, in pixels.
    pub fn least_plot_width(&self) -> f64 {
        self.plot_width().unwrap_or((NARROWEST - self.gutters.start - self.gutters.end).max(40.0))
    }

    /// When something of a width in pixels fits into a share of the plot.
    pub fn fits(&self, width_px: f64, share: f64) -> Shown {
        let gutters = self.gutters.start + self.gutters.end;
        let fits = |width: f64| (width - gutters) * share >= width_px;
        match self.plot_width() {
            Some(width) if width * share >= width_px => Shown::Always,
            Some(_) => Shown::Never,
            None if fits(NARROWEST) => Shown::Always,
            None => {
                WIDTHS.into_iter().find(|width| fits(f64::from(*width))).map_or(Shown::Never, Shown::From)
            }
        }
    }

    /// A straight line between two places; `x` are shares, `y` pixels.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let [x1, x2] = [x1, x2].map(|share| self.x(share));
        let line = self.svg.element("line").with("class", class).with("x1", x1).at("y1", y1);
        line.with("x2", x2).at("y2", y2).empty();
    }

    /// A rectangle from one share of the width to another.
    pub fn rectangle(&mut self, class: &str, (from, to): (f64, f64), y: f64, height: f64) {
        self.start_rectangle((from, to), y, height).with("class", class).empty();
    }

    /// A rectangle that is to be given further attributes.
    pub fn start_rectangle(&mut self, (from, to): (f64, f64), y: f64, height: f64) -> Element<'_> {
        let (from, to) = (from.min(to), from.max(to));
        let [x, width] = [from, to - from].map(|share| self.x(share));
        self.svg.element("rect").with("x", x).at("y", y).with("width", width).at("height", height.max(0.0))
    }

    /// A text at a share of the width, moved by pixels; `y` is the middle of the line.
    pub fn text(&mut self, class: &str, (share, dx): (f64, f64), y: f64, anchor: Anchor, text: &str) {
        let x = self.x(share);
        let element = self.svg.element("text").with("x", x).at("y", y + HALF_LINE_PX);
        let element = if dx == 0.0 { element } else { element.at("dx", dx) };
        let element = if class.is_empty() { element } else { element.with("class", class) };
        let element = match anchor {
            Anchor::Start => element,
            Anchor::Middle => element.with("text-anchor", "middle"),
            Anchor::End => element.with("text-anchor", "end"),
        };
        element.text(text);
    }

    /// A text that is shown only where there is room.
    pub fn text_if(
        &mut self,
        shown: Shown,
        class: &str,
        place: (f64, f64),
        y: f64,
        anchor: Anchor,
        text: &str,
    ) {
        match shown {
            Shown::Always => self.text(class, place, y, anchor, text),
            Shown::From(width) => {
                let class = format!("{class} dk-plot__from-{width}");
                self.text(class.trim_start(), place, y, anchor, text);
            }
            Shown::Never => {}
        }
    }

    /// Lines of text below each other, around `y` as their middle.
    pub fn lines(&mut self, class: &str, place: (f64, f64), y: f64, anchor: Anchor, lines: &[String]) {
        let first = y - (lines.len().saturating_sub(1)) as f64 * LINE_PX / 2.0;
        for (index, line) in lines.iter().enumerate() {
            self.text(class, place, first + index as f64 * LINE_PX, anchor, line);
        }
    }

    /// A line through places; its width stays the same however wide the chart is.
    pub fn polyline(&mut self, class: &str, places: &[(f64, f64)]) {
        self.stretched(
            |canvas, points| {
                let line = canvas.svg.element("polyline").with("class", class).with("points", points);
                line.with("fill", "none").with("vector-effect", "non-scaling-stroke").empty();
            },
            places,
        );
    }

    /// A filled area around places; its outline stays as wide as it is.
    pub fn area(&mut self, class: &str, places: &[(f64, f64)]) {
        self.stretched(
            |canvas, points| {
                let area = canvas.svg.element("polygon").with("class", class).with("points", points);
                area.with("vector-effect", "non-scaling-stroke").empty();
            },
            places,
        );
    }

    /// Fill of hatching, light lines over what lies below; for the attribute `fill`.
    pub fn hatch(&mut self) -> String {
        self.pattern("hatch", "dk-plot__hatch-line", 5.0)
    }

    /// Fill of hatching so light that a large area stays calm.
    pub fn light_hatch(&mut self) -> String {
        self.pattern("light", "dk-plot__light-line", 6.0)
    }

    /// Fill for places without a value.
    pub fn gap_hatch(&mut self) -> String {
        self.pattern("gap", "dk-plot__gap-line", 7.0)
    }

    /// The same in the units of a map on a page, which are smaller than pixels.
    pub fn map_gap_hatch(&mut self) -> String {
        self.pattern("map-gap", "dk-plot__map-gap-line", 18.0)
    }

    /// The finished chart, so high in pixels.
    pub fn finish(self, height: f64) -> Drawing {
        let mut body = Svg::default();
        self.write(&mut body);
        match &self.frame.medium {
            Medium::Page => {
                let mut svg = Svg::default();
                let mut class = String::from("dk-plot");
                for (side, pixels) in [("start", self.gutters.start), ("end", self.gutters.end)] {
                    if pixels > 0.0 {
                        class.push_str(&format!(" dk-plot--{side}-{}", coordinate(pixels / 8.0)));
                    }
                }
                let root =
                    svg.element("svg").with("class", class).with("width", "100%").at("height", height.ceil());
                named(root, self.frame, self.links).open();
                svg.append(&body);
                svg.end("svg");
                let legend = legend::html(&self.keys);
                Drawing { svg: svg.into_text(), legend, height_px: height.ceil() as u32, notes: self.notes }
            }
            Medium::Standalone(texts) => standalone::document(
                self.frame,
                texts,
                &self.keys,
                self.notes,
                &body,
                self.gutters.start,
                height,
            ),
        }
    }

    /// Writes what was drawn, patterns first.
    pub fn write(&self, svg: &mut Svg) {
        if !self.definitions.is_empty() {
            svg.element("defs").open();
            svg.append(&self.definitions);
            svg.end("defs");
        }
        svg.append(&self.svg);
    }

    fn stretched(&mut self, draw: impl FnOnce(&mut Self, String), places: &[(f64, f64)]) {
        let width = self.plot_width();
        let point = |(share, y): &(f64, f64)| {
            format!("{},{}", coordinate(share * width.unwrap_or(1000.0)), coordinate(*y))
        };
        let points = places.iter().map(point).collect::<Vec<_>>().join(" ");
        if width.is_some() {
            return draw(self, points);
        }
        let svg =
            self.svg.element("svg").with("width", "100%").with("height", 100).with("overflow", "visible");
        svg.with("viewBox", "0 0 1000 100").with("preserveAspectRatio", "none").open();
        draw(self, points);
        self.svg.end("svg");
    }

    fn pattern(&mut self, name: &str, class: &str, size: f64) -> String {
        let id = format!("{}-{name}", self.frame.prefix);
        let fill = format!("url(#{id})");
        // Asked for often, defined once.
        if !self.definitions.contains(&format!("id=\"{id}\"")) {
            let pattern =
                self.definitions.element("pattern").with("id", id).at("width", size).at("height", size);
            pattern.with("patternUnits", "userSpaceOnUse").with("patternTransform", "rotate(45)").open();
            let line = self.definitions.element("line").with("class", class).at("x1", size / 2.0);
            line.at("x2", size / 2.0).at("y2", size).empty();
            self.definitions.end("pattern");
        }
        fill
    }
}

/// Role and name of the root of a chart.
pub fn named<'e>(root: Element<'e>, frame: &Frame<'_>, links: bool) -> Element<'e> {
    let prefix = frame.prefix;
    root.with("role", if links { "group" } else { "img" })
        .with("aria-labelledby", format_args!("{prefix}-title {prefix}-description"))
}
