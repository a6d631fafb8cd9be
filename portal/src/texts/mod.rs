//! Every text of the pages in German and English. A text without its translation does not compile.
//!
//! Templates reach them as `layout.texts.<name>`. Texts with numbers or dates in them are methods in
//! [`phrases`]; numbers, dates and sizes are written by [`format`].

mod area;
pub mod format;
mod phrases;
pub mod quality;
mod reason;
mod table;

pub use area::area;
pub use reason::{REASONS, reason};
pub use table::{Texts, of};
