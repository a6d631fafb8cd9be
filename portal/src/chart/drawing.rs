//! What goes into every chart beside its model, and what comes out.

use super::canvas::{Canvas, Gutters};
use crate::language::Language;

/// Where a chart will stand.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Language of numbers and of the few words in the picture.
    pub language: Language,
    /// Begins every id in the markup, so that several charts can be on one page. The page gives the ids
    /// `<prefix>-title` and `<prefix>-description` to the texts that name the chart.
    pub prefix: &'a str,
    /// On a page, or for itself.
    pub medium: Medium<'a>,
}

/// What the markup is for.
#[derive(Clone, Copy, Debug)]
pub enum Medium<'a> {
    /// Inline in HTML: as wide as its place, colours from the style sheet, no text of its own around it.
    Page,
    /// A file that explains itself, in light colours.
    Standalone(Standalone<'a>),
}

/// The texts of a picture that stands alone.
#[derive(Clone, Copy, Debug)]
pub struct Standalone<'a> {
    /// Width in pixels; below 280 it is 280.
    pub width_px: u32,
    /// The finding.
    pub title: &'a str,
    /// Measure, place, time, unit.
    pub subtitle: &'a str,
    /// The description for people who do not see the picture.
    pub description: &'a str,
    /// Source, licence, date.
    pub source: &'a str,
}

/// A finished chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// On a page one element for `<figure class="dk-chart">`; else a whole SVG document.
    pub svg: String,
    /// A list of keys as HTML, to stand between title and picture; empty if the picture needs none or
    /// holds it itself.
    pub legend: String,
    /// Height in pixels. A map on a page grows with its width; for it this is the height where it has
    /// room for 640 pixels.
    pub height_px: u32,
    /// Sentences that belong below the chart, e.g. that an axis does not begin at 0. A picture that
    /// stands alone shows them itself.
    pub notes: Vec<String>,
}

/// Everything that can be drawn.
pub trait Chart {
    /// Draws the chart; a pure function: the same model and frame give the same bytes.
    fn draw(&self, frame: &Frame<'_>) -> Drawing;
}

impl Frame<'_> {
    /// An empty canvas with places for labels beside the plot.
    pub(super) fn canvas(&self, gutters: Gutters) -> Canvas<'_> {
        Canvas::new(self, gutters)
    }

    /// Whether the chart is part of a page, where links lead somewhere.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.medium, Medium::Page)
    }

    /// The German or the English text.
    pub(super) fn say<'t>(&self, german: &'t str, english: &'t str) -> &'t str {
        match self.language {
            Language::De => german,
            Language::En => english,
        }
    }
}

impl Standalone<'_> {
    /// The width that is drawn, in pixels.
    pub(super) fn width(&self) -> f64 {
        f64::from(self.width_px.max(280))
    }
}
