//! What concerns several datasets: which of different sources are the same, and which of them is shown.
//!
//! Decided after each run from the journal, for what changed only, and kept there beside the versions
//! ([ADR 0006](../../docs/adr/0006-same-dataset.md)). `keys` says by what a dataset is recognised,
//! `agree` what speaks against it, `groups` which belong together and which is shown; `siblings` which are probably a series, and `series`
//! what is published where the operator says that they are.

mod agree;
mod groups;
mod keys;
mod series;
mod siblings;

pub(crate) use agree::agree;
pub(crate) use groups::{Candidate, Edge, Member, decide};
pub(crate) use keys::{Compared, Key};
pub use series::{SERIES_SOURCE, Series, Speaker};
pub(crate) use series::{is_confirmed, membership};
pub(crate) use siblings::Sibling;

use datenkreis_vocab::identity::{DatasetIri, Seq, SourceId};
use datenkreis_vocab::model::LangString;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// By what two datasets are known to be the same, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// The operator says so.
    Operator,
    /// An IRI both bear, or one names of the other.
    Iri,
    /// An identifier that is unique by its form.
    Identifier,
    /// An identifier of another form, and the title.
    IdentifierAndTitle,
    /// A page about the dataset, and the title.
    LandingPage,
    /// Title, publisher and the addresses of all distributions.
    Fingerprint,
}

/// What an operator says about sources and datasets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The sources.
    pub sources: BTreeMap<SourceId, SourcePolicy>,
    /// Datasets that are the same whatever their keys say.
    pub same: BTreeSet<(DatasetIri, DatasetIri)>,
    /// Datasets that are not the same whatever their keys say.
    pub different: BTreeSet<(DatasetIri, DatasetIri)>,
    /// Datasets that are shown whenever they have others beside them.
    pub show: BTreeSet<DatasetIri>,
    /// Series, in the order of the file.
    pub series: Vec<Series>,
    /// Who speaks for series of several publishers.
    pub speaker: Option<Speaker>,
}

/// What decides between sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcePolicy {
    /// The higher one is shown.
    pub priority: i64,
    /// The name of the body whose own source this is.
    pub publisher: Option<String>,
}

impl Policy {
    /// Changes whenever another decision could follow.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{VERSION}-{:x}", Sha256::digest(format!("{self:?}")))
    }
}

/// Whether keys were made as they are made now when a policy had this fingerprint.
pub(crate) fn is_current(fingerprint: &str) -> bool {
    fingerprint.split_once('-').is_some_and(|(version, _)| version == VERSION.to_string())
}

/// Changes whenever keys or decisions are made in another way, so that all are made again.
const VERSION: u32 = 3;

/// A dataset that is not shown, for another is shown instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The seq from which on it holds.
    pub seq: Seq,
    /// When it was made.
    pub at: Timestamp,
    /// The dataset not shown.
    pub hidden: DatasetIri,
    /// Its source.
    pub hidden_source: SourceId,
    /// The dataset shown.
    pub shown: DatasetIri,
    /// Its source.
    pub shown_source: SourceId,
    /// By what both are known to be the same.
    pub kind: KeyKind,
    /// The key they share; empty where the operator says so.
    pub key: String,
}

/// Two datasets that share a key, but whose title, period or publisher speaks against their being the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Doubt {
    /// One.
    pub one: DatasetIri,
    /// Its title.
    pub title: String,
    /// The other.
    pub other: DatasetIri,
    /// Its title.
    pub other_title: String,
    /// What the key is.
    pub kind: KeyKind,
    /// The key they share.
    pub key: String,
}

/// What deciding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Datasets hidden, or with another one shown instead than before.
    pub hidden: u64,
    /// Datasets shown again.
    pub shown: u64,
}

/// Datasets whose titles differ in their times only, and which no series holds: a series, probably.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What their titles have in common.
    pub title: String,
    /// The datasets, by their time.
    pub members: Vec<DatasetIri>,
}

/// A series that the operator confirms, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Its IRI.
    pub series: DatasetIri,
    /// Its members, by their time; without any, it is not published.
    pub members: Vec<DatasetIri>,
    /// Datasets named for it that are unknown or withdrawn.
    pub unknown: Vec<DatasetIri>,
}

/// A dataset of a series, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InSeries {
    /// The dataset.
    pub dataset: DatasetIri,
    /// Its title.
    pub title: LangString,
}
