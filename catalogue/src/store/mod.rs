//! The triple store behind a trait: the current catalogue as one default graph, written as
//! differences. Never ranks, never searches text.

mod embedded;
mod quality;
mod reader;

pub use embedded::EmbeddedStore;
pub use quality::quality_graph;
pub use reader::{Answered, Form, Question, QuestionError, ReadOnlyStore};

use crate::Result;
use datenkreis_vocab::identity::Seq;
use oxrdf::{NamedNode, Triple};
use std::path::Path;

/// What one speaker (a dataset, or the portal describing its catalogue) says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// Triples only this speaker can say, because their subject is its own.
    pub own: Vec<Triple>,
    /// Triples about things several may speak of (a publisher). They stay in the catalogue until the
    /// last who says them is gone.
    pub shared: Vec<Triple>,
}

/// One speaker's statements before and after a change.
#[derive(Clone, Debug)]
pub struct StatementChange {
    /// Who speaks.
    pub speaker: NamedNode,
    /// What the store holds of it now.
    pub before: Statements,
    /// What it shall hold.
    pub after: Statements,
}

/// What is measured of a dataset from now on.
#[derive(Clone, Debug)]
pub struct MeasurementChange {
    /// The dataset.
    pub dataset: NamedNode,
    /// Whether the store knows of no measurement of it.
    pub is_new: bool,
    /// All its measurements; none if it is not measured any more.
    pub measurements: Vec<Triple>,
}

/// A store of the current catalogue. Its default graph is the catalogue; one named graph holds what is
/// measured of it (see [`quality_graph`]); the other named graphs are bookkeeping that SPARQL users
/// must not see.
pub trait TripleStore: Send + Sync {
    /// The seq applied by the last change; 0 if it is empty.
    fn applied(&self) -> Seq;

    /// Applies changes in one transaction, which also writes `seq`: all of it happens, or nothing.
    fn apply(&self, changes: Vec<StatementChange>, seq: Seq) -> Result<()>;

    /// Adds what speakers say of whom the store knows nothing: in bulk, much faster than
    /// [`Self::apply`], and as that all or nothing.
    fn load(
        &self,
        speakers: &mut dyn Iterator<Item = Result<(NamedNode, Statements)>>,
        seq: Seq,
    ) -> Result<()>;

    /// Merges what was loaded with the rest, for faster reading. Takes time that grows with the store.
    fn compact(&self) -> Result<()>;

    /// Replaces what the portal says about the catalogue.
    fn describe(&self, triples: &[Triple]) -> Result<()>;

    /// The revision of assessments applied last; 0 if none was.
    fn measured(&self) -> u64;

    /// Replaces measurements in one transaction, which also writes `revision`.
    fn measure(&self, changes: Vec<MeasurementChange>, revision: u64) -> Result<()>;

    /// Adds measurements of datasets of which the store knows none: in bulk, and as that all or nothing.
    fn load_measurements(
        &self,
        measurements: &mut dyn Iterator<Item = Result<Vec<Triple>>>,
        revision: u64,
    ) -> Result<()>;

    /// Says what is measured: metrics and dimensions.
    fn describe_measurements(&self, triples: &[Triple]) -> Result<()>;

    /// Number of datasets with measurements.
    fn count_measured(&self) -> Result<u64>;

    /// Number of datasets.
    fn count(&self) -> Result<u64>;

    /// Makes everything applied durable.
    fn flush(&self) -> Result<()>;

    /// Writes a copy of the present state, to be opened read-only, into a new directory.
    fn checkpoint(&self, directory: &Path) -> Result<()>;
}
