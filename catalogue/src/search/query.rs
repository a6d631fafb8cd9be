//! What can be asked and what is answered.

use datenkreis_vocab::identity::DatasetIri;

/// The facets; each value of a facet is a stable code (an AGS key, `TRAN`, `CSV`, a licence IRI's
/// last part, a source id), labelled by the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Kommune: official key (AGS) of municipality or district.
    Municipality,
    /// Thema: notation of the EU data theme.
    Theme,
    /// Format: notation of the EU file type.
    Format,
    /// Lizenz: path of the licence IRI below the list, e.g. `dl-by-de/2.0`.
    License,
    /// Quelle: source id.
    Source,
}

impl Facet {
    /// All facets in the order shown.
    pub const ALL: [Facet; 5] = [Self::Municipality, Self::Theme, Self::Format, Self::License, Self::Source];
}

/// Order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; newest first when there is no text.
    #[default]
    Relevance,
    /// dcterms:modified, newest first.
    Modified,
    /// When we first harvested it, newest first.
    Harvested,
    /// Title, A–Z by German collation (ä = a).
    Title,
}

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// What the visitor typed; all words must match (AND); `"…"` is a phrase, `-word` excludes.
    pub text: String,
    /// Chosen facet values; several values of one facet are alternatives, facets combine by AND.
    pub filters: Vec<(Facet, String)>,
    /// Order.
    pub sort: Sort,
    /// How many hits to skip (at most 10,000).
    pub offset: usize,
    /// How many hits to return (at most 1,000).
    pub limit: usize,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The code.
    pub value: String,
    /// Hits that have it, counted as if no other value of this facet were chosen.
    pub count: u64,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The dataset.
    pub dataset: DatasetIri,
    /// German title (or the best there is).
    pub title: String,
    /// Its language tag, if it has one.
    pub title_language: Option<String>,
    /// Beginning of the description, or the passage that matches, as plain text.
    pub summary: String,
    /// Byte ranges of `summary` that match.
    pub highlights: Vec<std::ops::Range<usize>>,
    /// The description's language tag, if it has one.
    pub summary_language: Option<String>,
    /// Publisher name.
    pub publisher: Option<String>,
    /// Keys of municipality or district.
    pub municipality: Vec<String>,
    /// Theme notations.
    pub theme: Vec<String>,
    /// Format notations.
    pub format: Vec<String>,
    /// Licence codes.
    pub license: Vec<String>,
    /// Source id.
    pub source: String,
    /// dcterms:modified, as date.
    pub modified: Option<jiff::civil::Date>,
    /// When we first harvested it, Unix seconds.
    pub harvested: i64,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// All hits, not only those on this page.
    pub total: u64,
    /// This page.
    pub hits: Vec<Hit>,
    /// Values of each facet, most frequent first.
    pub facets: Vec<(Facet, Vec<FacetValue>)>,
    /// What was searched instead, when a word typed occurs nowhere: its parts (`Straßen baum`), or the
    /// word that was probably meant.
    pub corrected: Option<String>,
}
