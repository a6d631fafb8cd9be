//! Full-text search with facets behind a trait; never parses RDF.
//!
//! `document` says what is indexed, `query` what can be asked, `typed` how a text is taken apart and
//! `analyzer` how words are compared; [`tantivy`] is the embedded engine.

mod analyzer;
mod document;
mod plain_text;
mod query;
mod summary;
pub mod tantivy;
mod typed;

pub use document::SearchDocument;
pub use query::{Facet, FacetValue, Hit, SearchPage, SearchQuery, Sort};

use crate::Result;
use datenkreis_vocab::identity::{DatasetIri, Seq};

/// An index of the current datasets.
pub trait SearchIndex: Send + Sync {
    /// The seq applied by the last commit.
    fn applied(&self) -> Seq;
    /// Adds or replaces documents and removes withdrawn ones, then commits with `seq`.
    fn apply(&self, put: Vec<SearchDocument>, withdrawn: &[DatasetIri], seq: Seq) -> Result<()>;
    /// Reads what searches need, so that the first one after a commit does not wait for it.
    fn prepare(&self) -> Result<()>;
    /// Number of documents.
    fn count(&self) -> Result<u64>;
    /// Searches.
    fn search(&self, query: &SearchQuery) -> Result<SearchPage>;
}
