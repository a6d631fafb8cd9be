//! The page of an area on two sheets of A4: key figures, indicators and two charts on the first, the others in two
//! columns on the second. What does not fit there any more stays on the screen, and the paper says so.
//!
//! Lengths are pixels of CSS on paper; `_paper.scss` has the same margins and sizes.

use super::Figure;
use super::similar::SimilarAreas;

/// What a column of a sheet holds.
const COLUMN_PX: f64 = 1000.0;
/// What stands above the table on the first sheet, and a row of that.
const ABOVE_PX: f64 = 265.0;
const ROW_PX: f64 = 15.5;
/// Characters in a line of the first column of the table.
const NAME: usize = 46;
/// By how much pictures are made smaller: the first that has room for all, else the last.
const ZOOMS: [(&str, f64); 2] = [("", 0.7), ("dk-paper--small", 0.56)];
/// Characters in a line of a column, and the height of a line.
const LINE: (usize, f64) = (62, 12.5);
/// The same across the whole sheet.
const WIDE_LINE: (usize, f64) = (125, 13.0);
/// The same of the sources, which are smaller.
const SOURCE_LINE: (usize, f64) = (76, 10.5);
/// Between two charts.
const GAP_PX: f64 = 14.0;

/// Where the charts of a page stand on paper.
pub struct Paper<T> {
    /// Beside each other on the first sheet.
    pub first: Vec<T>,
    /// On the second sheet, left.
    pub left: Vec<T>,
    /// On the second sheet, right.
    pub right: Vec<T>,
    /// Not on paper.
    pub rest: Vec<T>,
    /// The classes that make the pictures of each sheet small enough.
    pub classes: [&'static str; 2],
}

impl<T> Paper<T> {
    /// Lays out charts in their order. `above_px` is what stands above the charts on the first sheet, `below_px` what
    /// stands below those on the second.
    pub fn new(charts: Vec<T>, figure: impl Fn(&T) -> &Figure, above_px: f64, below_px: f64) -> Self {
        let fits = |zoom: f64| {
            charts.iter().take(2).all(|chart| above_px + height(figure(chart), zoom) <= COLUMN_PX)
        };
        let first_class = if fits(ZOOMS[0].1) { ZOOMS[0].0 } else { ZOOMS[1].0 };
        let further: Vec<&Figure> = charts.iter().skip(2).map(figure).collect();
        let room = COLUMN_PX - below_px;
        let mut columns = vec![];
        let mut class = "";
        for (name, zoom) in ZOOMS {
            let heights: Vec<f64> = further.iter().map(|figure| height(figure, zoom)).collect();
            (columns, class) = (place(&heights, room), name);
            if columns.iter().all(Option::is_some) {
                break;
            }
        }
        let mut paper =
            Self { first: vec![], left: vec![], right: vec![], rest: vec![], classes: [first_class, class] };
        for (index, chart) in charts.into_iter().enumerate() {
            match index.checked_sub(2).and_then(|index| columns.get(index)) {
                None => paper.first.push(chart),
                Some(Some(0)) => paper.left.push(chart),
                Some(Some(_)) => paper.right.push(chart),
                Some(None) => paper.rest.push(chart),
            }
        }
        paper
    }
}

/// The column of each chart, so that the order of the page stays that of the paper: cut in two where both columns come
/// out alike. If that is too much, the left one is filled, then the right one, and what does not fit is left out.
fn place(heights: &[f64], room: f64) -> Vec<Option<usize>> {
    let longer = |cut: &usize| {
        let (left, right) = heights.split_at(*cut);
        left.iter().sum::<f64>().max(right.iter().sum())
    };
    let cuts = (0..=heights.len()).rev().min_by(|one, other| longer(one).total_cmp(&longer(other)));
    if let Some(cut) = cuts.filter(|cut| longer(cut) <= room) {
        return (0..heights.len()).map(|index| Some(usize::from(index >= cut))).collect();
    }
    let mut used = [0.0, 0.0];
    let mut from = 0;
    let mut column = |height: &f64| {
        let fits = (from..2).find(|column| used[*column] + height <= room)?;
        from = fits;
        used[fits] += height;
        Some(fits)
    };
    heights.iter().map(&mut column).collect()
}

/// The height of a chart with its words.
fn height(figure: &Figure, zoom: f64) -> f64 {
    let keys = figure.legend.matches("<li").count().div_ceil(3);
    let texts = [&figure.headline, &figure.subtitle].into_iter().chain(&figure.notes);
    let text: f64 = texts.map(|text| lines(text, LINE)).sum();
    f64::from(figure.height_px) * zoom + text + keys as f64 * LINE.1 + GAP_PX
}

/// The height of what stands above the charts: key figures, and a table with these names in its rows.
pub fn above<'a>(names: impl Iterator<Item = &'a str>) -> f64 {
    ABOVE_PX + names.map(|name| lines(name, (NAME, ROW_PX))).sum::<f64>()
}

/// The height of what stands below the charts: similar areas with their lead, and the sources in two columns.
pub fn below<'a>(similar: Option<&SimilarAreas>, sources: impl Iterator<Item = &'a str>) -> f64 {
    const HEADING_PX: f64 = 28.0;
    let similar = similar.map_or(0.0, |similar| {
        let rows = similar.rows.iter().map(|row| lines(&row.because, WIDE_LINE).max(WIDE_LINE.1));
        let lead = lines(&similar.by, WIDE_LINE) + lines(&similar.among, WIDE_LINE) + 2.0 * WIDE_LINE.1;
        HEADING_PX + lead + rows.sum::<f64>()
    });
    let sources = sources.map(|source| lines(source, SOURCE_LINE)).sum::<f64>() / 2.0;
    similar + sources + 2.0 * HEADING_PX
}

fn lines(text: &str, (characters, height): (usize, f64)) -> f64 {
    text.chars().count().div_ceil(characters) as f64 * height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_in_order() {
        let check = |heights: &[f64], expected: &[Option<usize>]| assert_eq!(place(heights, 100.0), expected);
        check(&[], &[]);
        check(&[60.0], &[Some(0)]);
        check(&[60.0, 40.0, 10.0], &[Some(0), Some(1), Some(1)]);
        check(&[20.0, 30.0, 50.0], &[Some(0), Some(0), Some(1)]);
        // Too much for the paper: the left column is closed once the right one has begun.
        check(&[60.0, 90.0, 30.0, 10.0], &[Some(0), Some(1), None, Some(1)]);
        check(&[120.0, 20.0], &[None, Some(0)]);
    }

    #[test]
    fn long_names_take_two_lines() {
        assert_eq!(above(["kurz", "lang".repeat(20).as_str()].into_iter()), ABOVE_PX + 3.0 * ROW_PX);
    }

    #[test]
    fn sources_take_half_of_their_lines() {
        let one_line = below(None, ["a"].into_iter());
        assert_eq!(below(None, ["a", "b", "c"].into_iter()) - one_line, SOURCE_LINE.1);
        let nothing = SimilarAreas { rows: vec![], by: String::new(), among: "nichts".into() };
        assert!(below(Some(&nothing), ["a"].into_iter()) > one_line);
    }
}
