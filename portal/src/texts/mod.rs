//! Every text of the pages in German and English. A text without its translation does not compile.
//!
//! Templates reach them as `layout.texts.<name>`. Texts with numbers or dates in them are methods in
//! `phrases`; numbers, dates and sizes are written by `format`.

/// A table of texts in both languages, each named after where it stands.
macro_rules! texts {
    ($texts:ident: $($name:ident: $german:literal / $english:literal;)*) => {
        /// The texts of one language, named after where they stand.
        // They are no markup: `[[datei]]` is no link.
        #[allow(rustdoc::broken_intra_doc_links)]
        #[derive(Debug)]
        pub struct $texts {
            /// The language.
            pub language: Language,
            $(#[doc = $english] pub $name: &'static str,)*
        }

        static GERMAN: $texts = $texts { language: Language::De, $($name: $german,)* };
        static ENGLISH: $texts = $texts { language: Language::En, $($name: $english,)* };
    };
}

mod area;
pub mod check;
pub mod demography;
pub mod downloads;
pub mod format;
mod phrases;
pub mod projection;
pub mod quality;
mod reason;
mod table;

pub use area::area;
pub use reason::{REASONS, reason};
pub use table::{Texts, of};
