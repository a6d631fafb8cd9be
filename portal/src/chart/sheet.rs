//! A table as a picture, for those who take one. On a page the table itself stands in its place.

use super::axis;
use super::canvas::{Anchor, FONT_PX, Gutters, LINE_PX};
use super::drawing::{Chart, Drawing, Frame};
use super::text::wrap;

/// Widest name before it goes on in the next line, and room between columns, in pixels.
const NAME_PX: f64 = 150.0;
const GAP: f64 = 10.0;

/// Figures as people read them, in rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the columns are.
    pub head: Vec<String>,
    /// What each row is, and its figures, one a column.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Chart for Sheet {
    fn draw(&self, frame: &Frame<'_>) -> Drawing {
        if frame.is_page() {
            return Drawing { svg: String::new(), legend: String::new(), height_px: 0, notes: vec![] };
        }
        let names: Vec<&str> = self.rows.iter().map(|(name, _)| name.as_str()).collect();
        let (start, names) = axis::names(&names, NAME_PX);
        let mut canvas = frame.canvas(Gutters { start, end: 0.0 });
        let columns = self.head.len().max(1) as f64;
        let end = |column: usize| (column + 1) as f64 / columns;
        let room = canvas.least_plot_width() / columns - GAP;
        let head: Vec<_> = self.head.iter().map(|text| wrap(text, FONT_PX, room)).collect();
        let lines = head.iter().map(Vec::len).max().unwrap_or_default() as f64;
        let mut y = lines * LINE_PX;
        for (column, text) in head.iter().enumerate() {
            canvas.lines("dk-plot__strong", (end(column), 0.0), y / 2.0, Anchor::End, text);
        }
        y += 4.0;
        canvas.line("dk-plot__axis", (0.0, y), (1.0, y));
        for ((_, figures), name) in self.rows.iter().zip(&names) {
            let height = name.len().max(1) as f64 * LINE_PX + 6.0;
            canvas.lines("", (0.0, -8.0), y + height / 2.0, Anchor::End, name);
            for (column, figure) in figures.iter().enumerate() {
                canvas.text("", (end(column), 0.0), y + height / 2.0, Anchor::End, figure);
            }
            y += height;
            canvas.line("dk-plot__grid", (0.0, y), (1.0, y));
        }
        canvas.finish(y + 4.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{NASTY, on_page};
    use crate::chart::{Medium, Standalone};
    use crate::language::Language;

    #[test]
    fn a_table_is_a_picture_only_by_itself() {
        let sheet = Sheet {
            head: vec!["2023".into(), NASTY.into()],
            rows: vec![("Unna".into(), vec!["1.234".into(), "–".into()]), (NASTY.into(), vec!["•".into()])],
        };
        assert_eq!(on_page(&sheet).svg, "");
        let texts = Standalone { width_px: 320, title: "T", subtitle: "U", description: "D", source: "Q" };
        let frame = Frame { language: Language::De, prefix: "p1", medium: Medium::Standalone(texts) };
        let svg = sheet.draw(&frame).svg;
        for text in [">1.234<", ">•<", ">Unna<", ">2023<"] {
            assert!(svg.contains(text), "{text}: {svg}");
        }
        assert!(!svg.contains("<b>"), "{svg}");
    }
}
