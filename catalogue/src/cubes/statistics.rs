//! What the operator and the program say about all cubes.

use super::{Areas, Derivation};
use crate::journal::Assessed;
use crate::relations::Speaker;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::identity::DatasetIri;
use oxrdf::Triple;
use std::fmt::{self, Debug};
use std::sync::Arc;

/// Assesses the dataset of a cube.
pub type Assess = Arc<dyn Fn(&DatasetIri, &[Triple]) -> Option<Box<Assessed>> + Send + Sync>;

/// What is said about all cubes. Fixed when the catalogue is opened, for cubes that are calculated are part of
/// what it holds.
#[derive(Clone, Default)]
pub struct Statistics {
    /// Calculations in their order; each sees what those before it gave.
    pub derivations: Vec<Arc<dyn Derivation>>,
    /// What is kept back of small areas, so that nobody is recognised.
    pub guard: Guard,
    /// Who publishes the cubes, and answers for them.
    pub speaker: Option<Speaker>,
    /// The area the portal is about; cubes that cover more say so.
    pub region: Option<AreaKey>,
    /// What is known of areas.
    pub areas: Areas,
    /// Assesses the datasets that cubes are; without it, they are not.
    pub assess: Option<Assess>,
}

impl Debug for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let derivations: Vec<&str> = self.derivations.iter().map(|derivation| derivation.name()).collect();
        f.debug_struct("Statistics")
            .field("derivations", &derivations)
            .field("guard", &self.guard)
            .field("speaker", &self.speaker)
            .field("region", &self.region)
            .field("areas", &self.areas)
            .field("assess", &self.assess.is_some())
            .finish()
    }
}
