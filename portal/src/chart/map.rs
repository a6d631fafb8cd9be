//! Areas in the colours of their classes.
//!
//! Projected as plate carrée with longitudes shortened by the cosine of the middle latitude: true to
//! shape as far as anybody sees in a district or a state.

mod geometry;

use super::axis;
use super::canvas::{Anchor, Canvas, FONT_PX, Gutters, HALF_LINE_PX, Shown, named};
use super::classes::Classes;
use super::drawing::{Chart, Drawing, Frame};
use super::legend::{Key, Sample, html};
use super::number::{Datum, Measure, SUPPRESSED};
use super::svg::{Svg, percent};
use super::text::width;
use geometry::Projection;

/// Width of a map in its own units.
const UNITS: f64 = 1000.0;
/// Widest a map becomes, in pixels: the style sheet's 46rem, and 30rem if it is higher than wide.
const WIDEST_PX: f64 = 736.0;
const WIDEST_TALL_PX: f64 = 480.0;
/// From this height by width on, a map is tall.
const TALL: f64 = 1.15;

/// A choropleth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// What the values are.
    pub measure: Measure,
    /// The classes; the same for all years.
    pub classes: Classes,
    /// The areas; what lies within another comes after it.
    pub areas: Vec<Area>,
}

/// An area with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Datum,
    /// Its page.
    pub href: Option<String>,
    /// Whether it is the one the page is about.
    pub selected: bool,
    /// Its outlines in degrees east and north, holes too, each closed or not. Best simplified: every point
    /// is written.
    pub rings: Vec<Vec<(f64, f64)>>,
}

impl Chart for Map {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        let mut canvas = frame.canvas(Gutters::default());
        let Some(projection) = Projection::around(self.areas.iter().flat_map(|area| &area.rings)) else {
            let text = frame.say("Es gibt keine Flächen zu zeigen.", "There are no areas to show.");
            canvas.text("", (0.0, 0.0), 12.0, Anchor::Start, text);
            return canvas.finish(24.0);
        };
        self.keys(&mut canvas);
        match canvas.plot_width() {
            None => self.on_page(canvas, &projection),
            Some(width) => {
                let width = width.min(widest(projection.ratio()));
                self.areas(&mut canvas, &projection, width);
                for label in self.labels(&canvas, &projection, width) {
                    let (x, y) = (label.place.0 * width, label.place.1 * width * projection.ratio());
                    label.write(&mut canvas.svg, x, y + HALF_LINE_PX);
                }
                canvas.finish(width * projection.ratio())
            }
        }
    }
}

impl Map {
    /// Two pictures above each other: areas that grow with the page, and labels that keep their size.
    fn on_page(&self, mut canvas: Canvas<'_>, projection: &Projection) -> Drawing {
        let height = UNITS * projection.ratio();
        self.areas(&mut canvas, projection, UNITS);
        let labels = self.labels(&canvas, projection, widest(projection.ratio()));
        let mut svg = Svg::default();
        let tall = if projection.ratio() > TALL { " dk-map--tall" } else { "" };
        svg.element("div").with("class", format_args!("dk-map{tall}")).open();
        let root = svg.element("svg").with("class", "dk-plot dk-map__areas");
        let root = root.with("viewBox", format_args!("0 0 {UNITS} {height:.0}"));
        named(root, canvas.frame, canvas.links).open();
        canvas.write(&mut svg);
        svg.end("svg");
        let over = svg.element("svg").with("class", "dk-plot dk-map__labels").with("aria-hidden", "true");
        over.with("focusable", "false").with("width", "100%").with("height", "100%").open();
        for label in labels {
            label.write(&mut svg, percent(label.place.0), percent(label.place.1));
        }
        svg.end("svg");
        svg.end("div");
        let height_px = (widest(projection.ratio()).min(640.0) * projection.ratio()).ceil() as u32;
        Drawing { svg: svg.into_text(), legend: html(&canvas.keys), height_px, notes: canvas.notes }
    }

    /// The areas in a picture of `size` units width; the selected one lies on top.
    fn areas(&self, canvas: &mut Canvas<'_>, projection: &Projection, size: f64) {
        let hatch = if canvas.frame.is_page() { canvas.map_gap_hatch() } else { canvas.gap_hatch() };
        for area in self.areas.iter().filter(|area| !area.rings.is_empty()) {
            let path = projection.path(&area.rings, size);
            let text = format!("{}: {}", area.name, self.words(canvas, area.value));
            let linked = area.href.as_ref().filter(|_| canvas.frame.is_page());
            if let Some(href) = linked {
                canvas.links = true;
                canvas.svg.element("a").with("href", href).with("aria-label", &text).open();
            }
            canvas.svg.element("g").open();
            canvas.svg.element("title").text(&text);
            let class = match area.value.number() {
                Some(value) => self.classes.fill(value),
                None => "dk-plot__none".into(),
            };
            let shape = canvas.svg.element("path").with("class", format_args!("dk-plot__area {class}"));
            shape.with("fill-rule", "evenodd").with("d", &path).empty();
            if area.value.number().is_none() {
                let over = canvas.svg.element("path").with("fill", &hatch).with("fill-rule", "evenodd");
                over.with("d", &path).empty();
            }
            canvas.svg.end("g");
            if linked.is_some() {
                canvas.svg.end("a");
            }
        }
        for area in self.areas.iter().filter(|area| area.selected) {
            let path = projection.path(&area.rings, size);
            let shape = canvas.svg.element("path").with("class", "dk-plot__selected");
            shape.with("pointer-events", "none").with("d", path).empty();
        }
    }

    /// Names inside the areas in which there is room for them.
    fn labels<'s>(&'s self, canvas: &Canvas<'_>, projection: &Projection, width_px: f64) -> Vec<Label<'s>> {
        let label = |area: &'s Area| {
            let spot = projection.roomiest(&area.rings)?;
            let needed = width(&area.name, FONT_PX) + 4.0;
            let share = canvas.plot_width().map_or(spot.width, |plot| spot.width * width_px / plot);
            let shown = match canvas.fits(needed, share) {
                // The map stops growing before its place does.
                Shown::From(from) if f64::from(from) > width_px => Shown::Never,
                shown => shown,
            };
            (shown != Shown::Never).then_some(Label { name: &area.name, place: spot.place, shown })
        };
        self.areas.iter().filter_map(label).collect()
    }

    fn keys(&self, canvas: &mut Canvas<'_>) {
        let language = canvas.frame.language;
        let labels = self.classes.labels(language, &self.measure);
        for (index, label) in labels.into_iter().enumerate() {
            let class = self.classes.ramp.class(index, self.classes.count());
            canvas.keys.push(Key::new(Sample::Fill(format!("{class} dk-plot__outlined")), label));
        }
        let suppressed = self.areas.iter().any(|area| area.value == Datum::Suppressed);
        if self.areas.iter().any(|area| area.value.number().is_none()) {
            let fill = canvas.gap_hatch();
            let sample = Sample::Pattern { class: "dk-plot__none dk-plot__outlined".into(), fill };
            let text = match suppressed {
                true => canvas.frame.say("kein Wert oder geheim (•)", "no value or secret (•)"),
                false => canvas.frame.say("kein Wert", "no value"),
            };
            canvas.keys.push(Key::new(sample, text));
        }
        if suppressed {
            canvas.notes.push(axis::suppressed_note(language));
        }
    }

    fn words(&self, canvas: &Canvas<'_>, datum: Datum) -> String {
        match (datum.number(), datum) {
            (Some(value), _) => self.measure.write(canvas.frame.language, value),
            (None, Datum::Suppressed) => {
                format!("{SUPPRESSED} ({})", canvas.frame.say("geheim", "secret"))
            }
            (None, _) => canvas.frame.say("kein Wert", "no value").into(),
        }
    }
}

fn widest(ratio: f64) -> f64 {
    if ratio > TALL { WIDEST_TALL_PX } else { WIDEST_PX }
}

struct Label<'a> {
    name: &'a str,
    /// Shares of width and height.
    place: (f64, f64),
    shown: Shown,
}

impl Label<'_> {
    fn write(&self, svg: &mut Svg, x: impl std::fmt::Display, y: impl std::fmt::Display) {
        let mut class = String::from("dk-plot__halo");
        if let Shown::From(from) = self.shown {
            class.push_str(&format!(" dk-plot__from-{from}"));
        }
        let text = svg.element("text").with("class", class).with("x", x).with("y", y);
        text.with("text-anchor", "middle").text(self.name);
    }
}
