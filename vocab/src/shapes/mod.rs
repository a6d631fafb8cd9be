//! The official constraints of DCAT-AP.de as rules of our own: SHACL Core without SHACL.
//!
//! The constraints are facts, one a line, in `vocab/data/shapes/<set>.tsv` (the notation is described
//! at `notation`). They are compiled once and evaluated on a graph without any input or output. What
//! the shapes need to know beyond the graph (which IRI stands in which official list, which class is
//! part of which) comes from [`crate::lists`] and three small tables. Known mistakes of the official
//! shapes are not repeated; [`deviations()`] lists every one. See `docs/adr/0005-own-compiled-shapes.md`.
//!
//! Start reading at [`validate`], then `evaluate`.

mod background;
mod claims;
mod datatype;
mod demand;
mod deviations;
mod evaluate;
mod index;
mod messages;
mod notation;
mod profile;
mod report;
mod rule;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use deviations::{Deviation, deviations};
pub use profile::Profile;
pub use report::{Outer, Report, Violation, prefixes};
pub use rule::{Rule, Severity, Target, TargetKind};
pub use tables::rules;
pub use words::{called, example};

use index::Index;
use oxrdf::Triple;

/// Evaluates every constraint of a profile on a graph. Blank nodes are compared by their labels, so all
/// triples must come from one document.
pub fn validate(profile: Profile, triples: &[Triple]) -> Report {
    validate_all(&[profile], triples).pop().unwrap_or_default()
}

/// Evaluates several profiles on one graph, which is indexed once; one report each, in their order.
pub fn validate_all(profiles: &[Profile], triples: &[Triple]) -> Vec<Report> {
    let index = Index::of(triples, tables::constants());
    profiles.iter().map(|&profile| evaluate::evaluate(tables::program(profile), &index)).collect()
}

/// Compiles the tables and reads the lists, so that the first evaluation takes no longer than others.
pub fn prepare() {
    background::prepare();
    validate_all(&Profile::ALL, &[]);
}
