//! What a harvest would make of the datasets of a document: the same mapping and normalising, for its findings.

use super::advice::is_ours;
use super::owners::Owners;
use crate::check::check;
use crate::mapping::dcat_graph::id;
use crate::mapping::{Mapping, normalise::normalise};
use crate::rdf::Parsed;
use crate::record::SourceRecord;
use crate::sources::records_of;
use datenkreis_vocab::finding::{Finding, rule};
use oxrdf::{NamedOrBlankNode, Triple};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{HashMap, HashSet};

/// Findings that only say how we keep a record.
const OURS: [&str; 3] =
    [rule::VOCABULARY_STATEMENT.id, rule::TRIPLE_NOT_PUBLISHED.id, rule::IDENTITY_CONFLICT.id];

/// What was found in a dataset.
pub(super) struct Mapped {
    /// Its number among those of the document; `None` if it has no IRI.
    pub dataset: Option<usize>,
    /// What mapping and normalising found.
    pub findings: Vec<Finding>,
}

/// Maps the datasets of a document.
pub(super) fn datasets(triples: &[Triple], owners: &Owners<'_>, mapping: &Mapping) -> Vec<Mapped> {
    let numbers: HashMap<String, usize> = owners
        .datasets()
        .iter()
        .enumerate()
        .filter_map(|(number, node)| match node {
            NamedOrBlankNode::NamedNode(iri) => Some((id::of_iri(iri.as_str()).to_string(), number)),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    let parsed = Parsed { triples: triples.to_vec(), ..Parsed::default() };
    let mapped = |record: SourceRecord| Mapped {
        dataset: numbers.get(record.native_id.as_str()).copied(),
        findings: findings(&record, mapping),
    };
    records_of(parsed).into_par_iter().map(mapped).collect()
}

fn findings(record: &SourceRecord, mapping: &Mapping) -> Vec<Finding> {
    let (dataset, mut findings) = record.payload.map(&record.native_id, mapping);
    let (dataset, normalised) = normalise(dataset, mapping);
    findings.extend(normalised);
    findings.extend(check(dataset).findings);
    let mut seen = HashSet::new();
    findings.retain(|finding| {
        !OURS.contains(&finding.rule.as_str()) && !is_ours(finding) && seen.insert(finding.clone())
    });
    findings
}
