//! Pictures that stand alone as PNG.

use super::drawing::Drawing;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Font, FontResolver, Options, Tree, fontdb};
use std::io::Write;
use std::sync::Arc;

/// Largest picture, in pixels on each side.
const LARGEST: u32 = 8192;
/// Rows drawn at once.
const STRIP: u32 = 512;

/// The fonts of pictures, read once.
#[derive(Clone, Debug)]
pub struct FontStore {
    fonts: Arc<fontdb::Database>,
    regular: fontdb::ID,
    strong: fontdb::ID,
}

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// The bytes of a font are none.
    #[error("the {0} font is no TrueType or OpenType font")]
    Font(&'static str),
    /// The drawing is no document of its own.
    #[error("the drawing was made for a page and has no size of its own")]
    Page,
    /// The drawing is no SVG.
    #[error("the drawing cannot be read as a picture: {0}")]
    Picture(#[from] resvg::usvg::Error),
    /// More pixels than a picture may have, or none.
    #[error("a picture of {0} by {1} pixels is not possible")]
    Size(u32, u32),
    /// The PNG could not be written.
    #[error("the picture cannot be written as PNG: {0}")]
    Encoding(#[from] png::EncodingError),
}

impl FontStore {
    /// From the bytes of two TrueType or OpenType fonts, weights 400 and 600.
    ///
    /// # Errors
    /// If one of them is no font.
    pub fn new(regular: Vec<u8>, strong: Vec<u8>) -> Result<Self, PngError> {
        let mut fonts = fontdb::Database::new();
        let mut load = |bytes: Vec<u8>, name| {
            let ids = fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
            ids.first().copied().ok_or(PngError::Font(name))
        };
        let (regular, strong) = (load(regular, "regular")?, load(strong, "strong")?);
        Ok(Self { fonts: Arc::new(fonts), regular, strong })
    }

    /// A picture that stands alone as PNG; `scale` 2 gives twice the pixels in each direction.
    ///
    /// # Errors
    /// If the drawing was made for a page, or the picture would be too large.
    pub fn png(&self, drawing: &Drawing, scale: f32) -> Result<Vec<u8>, PngError> {
        if !drawing.svg.starts_with("<svg xmlns") {
            return Err(PngError::Page);
        }
        let tree = Tree::from_str(&drawing.svg, &self.options())?;
        let [width, height] =
            [tree.size().width(), tree.size().height()].map(|side| (side * scale).ceil() as u32);
        if width > LARGEST || height > LARGEST {
            return Err(PngError::Size(width, height));
        }
        write(&tree, scale, width, height)
    }

    fn options(&self) -> Options<'_> {
        let (regular, strong) = (self.regular, self.strong);
        let select = move |font: &Font, _: &mut Arc<fontdb::Database>| {
            Some(if font.weight() >= 600 { strong } else { regular })
        };
        let font_resolver = FontResolver {
            select_font: Box::new(select),
            // What the house's fonts lack stays empty; there is no other font.
            select_fallback: Box::new(|_, _, _| None),
        };
        Options { fontdb: Arc::clone(&self.fonts), font_resolver, ..Options::default() }
    }
}

/// Drawn and written in strips: a whole picture's pixels are tens of megabytes, and to get them from the system takes
/// longer than to draw. Without transparency, for nothing shines through, and by the compressor made for pictures,
/// which is several times as fast as the usual one for a file half as large again.
fn write(tree: &Tree, scale: f32, width: u32, height: u32) -> Result<Vec<u8>, PngError> {
    let mut strip = Pixmap::new(width, STRIP.min(height)).ok_or(PngError::Size(width, height))?;
    let mut file = vec![];
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let mut rgb = vec![[0; 3]; width as usize];
    for top in (0..height).step_by(STRIP as usize) {
        strip.fill(Color::WHITE);
        let shift = Transform::from_translate(0.0, -(top as f32));
        resvg::render(tree, shift.pre_scale(scale, scale), &mut strip.as_mut());
        let pixels = strip.data().as_chunks().0.chunks_exact(width as usize);
        for row in pixels.take((height - top) as usize) {
            for (rgb, [red, green, blue, _]) in rgb.iter_mut().zip(row) {
                *rgb = [*red, *green, *blue];
            }
            rows.write_all(rgb.as_flattened()).map_err(png::EncodingError::from)?;
        }
    }
    rows.finish()?;
    writer.finish()?;
    Ok(file)
}
