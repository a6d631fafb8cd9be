//! Charts: a typed model in, the markup of a picture out, the same for page, embedding and download.
//!
//! Pure functions without input, output or clock. Nothing here knows cubes or catalogues: whoever has
//! numbers fills a model (`LineChart`, `Pyramid` …), asks it to [`Chart::draw`] itself in a [`Frame`], and
//! [`words`] for what it says. To add a chart: one file with a model, its `impl Chart`, its words.

mod axis;
mod canvas;
mod drawing;
mod legend;
pub mod palette;
mod scale;
mod standalone;
mod svg;
mod text;
mod ticks;

pub mod balance;
pub mod bars;
pub mod classes;
pub mod flows;
pub mod line;
pub mod map;
pub mod number;
pub mod png;
pub mod pyramid;
pub mod ranked;
pub mod sheet;
pub mod sparkline;
pub mod stacked;
pub mod time;
pub mod value;
pub mod words;

pub use drawing::{Chart, Drawing, Frame, Medium, Standalone};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
