//! The markup that shows a chart on somebody else's page.

use super::Figure;

/// Width of a frame that its height is reckoned for, in pixels: a column of text. In a narrower one the frame scrolls.
const WIDTH_PX: usize = 600;
/// What stands around picture and texts: margins, what can be unfolded, the link to the portal.
const AROUND_PX: usize = 300;

impl Figure {
    /// An `iframe` as high as picture and texts need.
    pub fn embed(&self) -> String {
        format!(
            r#"<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>"#,
            self.embedded,
            self.headline.replace('"', "&quot;"),
            self.framed_height_px(),
        )
    }

    fn framed_height_px(&self) -> usize {
        let body: usize = self.sentences.iter().map(|sentence| sentence.chars().count() + 1).sum();
        let further =
            self.notes.iter().chain([&self.subtitle]).map(|text| paragraph_px(text.chars().count(), 8, 26));
        let sources = self.sources.iter().map(|source| paragraph_px(source.text.chars().count(), 8, 26));
        let sources: usize = if self.folds_sources() { 0 } else { sources.sum() };
        AROUND_PX
            + self.height_px as usize
            + paragraph_px(self.headline.chars().count(), 11, 32)
            + paragraph_px(body, 8, 28)
            + further.sum::<usize>()
            + sources
    }

    /// Whether sources are unfolded only when asked for: there are many, or there is little room.
    pub fn folds_sources(&self) -> bool {
        self.is_small || self.sources.len() > 2
    }
}

/// The height of a text of so many characters, each and each line so many pixels wide and high.
fn paragraph_px(characters: usize, wide: usize, high: usize) -> usize {
    (characters * wide).div_ceil(WIDTH_PX - 2 * 16) * high
}
