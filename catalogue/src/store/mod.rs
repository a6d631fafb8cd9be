//! The triple store behind a trait: the current catalogue as one default graph, written as
//! differences. Never ranks, never searches text.

mod cubes;
mod embedded;
mod quality;
mod reader;

pub use embedded::EmbeddedStore;
pub use quality::quality_graph;
pub use reader::{Answered, Form, Question, QuestionError, ReadOnlyStore};

use crate::Result;
use datenkreis_vocab::identity::Seq;
use oxrdf::{NamedNode, Triple};
use std::collections::BTreeMap;
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

/// A cube that the store knows nothing of.
pub struct NewCube<'a> {
    /// Its id.
    pub id: &'a str,
    /// What its statements are made of; it tells later whether they are up to date.
    pub form: String,
    /// What it is made of.
    pub structure: Vec<Triple>,
    /// Its observations, as many at a time as are to be in memory.
    pub observations: Box<dyn Iterator<Item = Vec<Triple>> + 'a>,
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

    /// The revision of readings applied last; 0 if none was.
    fn counted(&self) -> u64;

    /// Notes that all cubes are as they were at a revision of the readings.
    fn set_counted(&self, revision: u64) -> Result<()>;

    /// The cubes the store holds, each with the form it has.
    fn held_cubes(&self) -> Result<BTreeMap<String, String>>;

    /// Adds cubes of which the store knows nothing: in bulk, and as that all or nothing.
    fn load_cubes(&self, cubes: Vec<NewCube<'_>>) -> Result<()>;

    /// Changes observations of a cube in one transaction. From then on until [`Self::finish_cube`] it has `form`,
    /// which tells that it is being changed.
    fn change_observations(&self, cube: &str, form: &str, changes: Vec<StatementChange>) -> Result<()>;

    /// Replaces the structure of a cube, and says which form it has now; without a form it is gone.
    fn finish_cube(&self, cube: &str, form: Option<&str>, structure: &[Triple]) -> Result<()>;

    /// The observations of a cube, unordered; they stay what they were when this was called.
    fn observations_of(&self, cube: &str) -> Box<dyn Iterator<Item = Result<NamedNode>> + '_>;

    /// Everything the store says about a subject.
    fn about(&self, subject: &NamedNode) -> Result<Vec<Triple>>;

    /// Number of observations.
    fn count_observations(&self) -> Result<u64>;

    /// Number of datasets.
    fn count(&self) -> Result<u64>;

    /// Makes everything applied durable.
    fn flush(&self) -> Result<()>;

    /// Writes a copy of the present state, to be opened read-only, into a new directory.
    fn checkpoint(&self, directory: &Path) -> Result<()>;
}
