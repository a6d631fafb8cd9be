//! What published datasets are worth: their current assessments, the sums over sources,
//! organisations and the region, and how both developed.

mod constraints;
mod events;
mod ledger;
mod patterns;
mod read;
mod reassess;
mod revisions;
mod sums;
mod to_do;

pub use constraints::{Breaches, ConstraintCount, DatasetConstraints};
pub(super) use events::FindingsThen;
pub use events::{EventsOf, QualityEvent};
pub(super) use ledger::Ledger;
pub use patterns::{QualityPattern, RemedySum};
pub(crate) use revisions::QualityChange;
pub use sums::{MetricShare, QualitySums};
pub use to_do::{ToDo, Whose};

use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::mqa::{Assessment, Outcome};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How often the official constraints are broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ShapeCounts {
    /// Results of severity sh:Violation.
    pub violations: u32,
    /// Results of severity sh:Warning.
    pub warnings: u32,
}

/// The quality of one graph of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// By the Metadata Quality Assessment.
    pub assessment: Assessment,
    /// Breaches of each rule of GovData's dashboard, in the order of
    /// [`GovDataRule::ALL`](datenkreis_vocab::mqa::govdata::GovDataRule::ALL).
    pub govdata: [u16; 7],
    /// By the official constraints; `None` if they were not evaluated.
    pub shapes: Option<ShapeCounts>,
}

/// What a harvest found out about the quality of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Of what is published.
    pub published: Measured,
    /// Of what arrived, before our repairs.
    pub arrived: Option<Measured>,
    /// The id of the region's organisation it counts for.
    pub organisation: Option<String>,
    /// How often which official constraints are broken, by rule id; only those that are.
    pub constraints: BTreeMap<&'static str, Breaches>,
}

/// The quality of what arrived, as the journal keeps it. No address is asked for it: compare its
/// points with [`Assessment::unasked`] of what is published.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Arrived {
    /// Points without those for answers.
    pub points: u16,
    /// The outcomes as [`Assessment::letters`] gives them.
    letters: String,
    /// Breaches of the rules of GovData's dashboard.
    pub govdata: [u16; 7],
    /// By the official constraints; `None` if they were not evaluated.
    pub shapes: Option<ShapeCounts>,
}

impl Arrived {
    /// What came of each metric.
    pub fn outcomes(&self) -> [Outcome; 23] {
        Assessment::outcomes_of(&self.letters).unwrap_or_default()
    }
}

impl From<&Measured> for Arrived {
    fn from(measured: &Measured) -> Self {
        Self {
            points: measured.assessment.unasked,
            letters: measured.assessment.letters(),
            govdata: measured.govdata,
            shapes: measured.shapes,
        }
    }
}

/// The current quality of a published dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetQuality {
    /// The dataset.
    pub dataset: DatasetIri,
    /// Its source.
    pub source: SourceId,
    /// Its title, German if there is a German one.
    pub title: Option<LangString>,
    /// The id of the region's organisation it counts for.
    pub organisation: Option<String>,
    /// Since when it is so.
    pub at: Timestamp,
    /// The quality of what is published.
    pub published: Measured,
    /// The quality of what arrived.
    pub arrived: Option<Arrived>,
}

/// The score of a dataset from one time on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityThen {
    /// Since when.
    pub at: Timestamp,
    /// Points gained.
    pub points: u16,
    /// Points if everything pending had turned out well.
    pub possible: u16,
    /// Points of each dimension, in the order of [`datenkreis_vocab::mqa::Dimension::ALL`].
    pub dimensions: [u16; 5],
    /// Violations of the official constraints, if they were evaluated.
    pub violations: Option<u32>,
}

/// What sums are over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// All published datasets.
    Region,
    /// The datasets of a source.
    Source(SourceId),
    /// The datasets that count for an organisation of the region, by its id.
    Organisation(String),
}

impl Scope {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Source(_) => "source",
            Self::Organisation(_) => "organisation",
        }
    }

    pub(in crate::journal) fn name(&self) -> &str {
        match self {
            Self::Region => "",
            Self::Source(source) => source.as_str(),
            Self::Organisation(id) => id,
        }
    }

    /// Those a dataset belongs to.
    fn of(source: &str, organisation: Option<&str>) -> impl Iterator<Item = Self> + use<> {
        let source = Self::Source(SourceId::new(source));
        let organisation = organisation.map(|id| Self::Organisation(id.to_owned()));
        [Self::Region, source].into_iter().chain(organisation)
    }
}
