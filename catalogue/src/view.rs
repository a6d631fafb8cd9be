//! What a page needs, no more.

use crate::journal::Version;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::{NativeId, Seq, SourceId};
use datenkreis_vocab::model::Dataset;
use oxrdf::NamedNode;

/// A dataset as its page shows it.
#[derive(Clone, Debug)]
pub struct DatasetView {
    /// The dataset.
    pub dataset: Dataset,
    /// The version shown.
    pub seq: Seq,
    /// Where it comes from.
    pub source: SourceId,
    /// What the source calls it.
    pub native_id: NativeId,
    /// When we first had it.
    pub first_harvested: jiff::Timestamp,
    /// When this version came.
    pub harvested: jiff::Timestamp,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl DatasetView {
    /// Reads the version's triples into the model. The findings are those of the harvest; reading our
    /// own triples back finds nothing new.
    pub fn from_version(version: Version) -> Self {
        let iri = NamedNode::new_unchecked(version.dataset.as_str());
        let (dataset, _) = Dataset::from_rdf(&Graph::from_iter(version.triples), &iri);
        Self {
            dataset,
            seq: version.seq,
            source: version.source,
            native_id: version.native_id,
            first_harvested: version.first_at,
            harvested: version.at,
            findings: version.findings,
        }
    }
}
