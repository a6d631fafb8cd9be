//! The exact text to put where, so that a metric's points are gained: in the dialect of the dataset's
//! source, and as ISO 19139 for who keeps such metadata.
//!
//! What the catalogue publishes already stands in the text as it is; where nothing is known, an example
//! stands there, and the fix says so. [`wanted`] decides what is to be said, each dialect how.

mod ckan;
mod iso;
mod table;
#[cfg(test)]
mod tests;
mod turtle;
mod wanted;

use super::{ckan_package, dcat_graph, table_entry};
use crate::config::Organisation;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::Metric;
use oxrdf::Triple;
use url::Url;

/// What is known of a dataset that is to be mended.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The dataset.
    pub dataset: &'a DatasetIri,
    /// The record behind it, as its source delivered it.
    pub received: &'a Received,
    /// What is published of it.
    pub triples: &'a [Triple],
    /// The published distribution that counts in the assessment, if it has any.
    pub distribution: Option<&'a str>,
    /// The organisation of the region it counts for.
    pub organisation: Option<&'a Organisation>,
    /// The portal of the source, as a person would open it.
    pub site: Option<&'a Url>,
    /// Size in bytes of the distribution's file, as its server told.
    pub byte_size: Option<u64>,
}

/// What a text is to be used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The body of a CKAN action; the place is its address.
    CkanAction,
    /// A change of a Turtle file, lines with `+` and `-`; the place is the IRI described.
    TurtleDiff,
    /// A cell of the table of a folder; the place is the heading of the column.
    Cell,
    /// Lines of the TOML file beside a file; the place is the table they belong to, or nothing.
    Toml,
    /// An element of an ISO 19139 document; the place is the XPath of the element it belongs into.
    Iso,
}

/// A text, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it is to be used as.
    pub form: Form,
    /// Where it belongs.
    pub place: String,
    /// Whose row or file it is, by the source's own id, where the place alone does not tell.
    pub record: Option<String>,
    /// The text.
    pub text: String,
    /// Whether it holds an example that has to be replaced by what is true.
    pub is_example: bool,
}

/// How to gain a metric: in the dialect of the source first. Nothing where no text would do, as for the
/// constraints of DCAT-AP, whose results say themselves what to write.
pub fn fixes(metric: Metric, known: &Known<'_>) -> Vec<Fix> {
    let Some(change) = wanted::change(metric, known) else {
        return vec![];
    };
    let mut fixes = match known.received.dialect.as_str() {
        ckan_package::DIALECT => ckan::fix(&change, known).into_iter().collect(),
        dcat_graph::DIALECT => turtle::fix(&change, known).into_iter().collect(),
        table_entry::DIALECT => return table::fixes(&change, known),
        _ => vec![],
    };
    fixes.extend(iso::fix(&change));
    fixes
}
