//! Statistics for people: what can be seen of an area, as charts with words, table, sources and downloads.
//!
//! `figures` reads cubes, `views` make charts of them, `shown` is what all have in common, `address` their state
//! in the address (`states` that of several), `query` the SPARQL that gives the same numbers, `formats` the files.

pub mod address;
pub mod answer;
pub mod boundaries;
mod boxes;
pub mod crosswalk;
pub mod figures;
pub mod formats;
pub mod place;
pub mod projection;
pub mod query;
pub mod said;
pub mod settings;
pub mod shown;
pub mod states;
pub mod territory;
pub mod view;
pub mod views;

use crate::assets;
use crate::chart::png::{FontStore, PngError};
use boundaries::Boundaries;
use datenkreis_catalogue::cubes::projection::Settings;
use projection::ProjectionSettings;
use settings::{BreakSettings, StatisticsSettings, german_breaks};
use territory::Territory;

/// The fonts of pictures, weights 400 and 600.
const REGULAR: &str = "fira-sans-400.ttf";
const STRONG: &str = "fira-sans-600.ttf";

/// What charts need beside the cubes, read once.
pub struct Statistics {
    /// Whether the operator set any tables.
    pub is_configured: bool,
    /// The region's areas.
    pub territory: Territory,
    /// Where areas lie.
    pub boundaries: Boundaries,
    /// Who is to be named for the boundaries.
    pub boundary_source: String,
    /// Where series of population have another base.
    pub breaks: Vec<BreakSettings>,
    /// How the population is projected, if it is.
    pub projection: Option<Settings>,
    /// Fonts of pictures.
    pub fonts: FontStore,
}

impl Statistics {
    /// Puts the parts together.
    ///
    /// # Errors
    /// If the program was built without fonts.
    pub fn new(
        settings: Option<&StatisticsSettings>,
        territory: Territory,
        boundaries: Boundaries,
    ) -> Result<Self, PngError> {
        let font = |name| assets::bytes(name).unwrap_or_default();
        let source = settings
            .and_then(|settings| settings.boundaries.as_ref())
            .map(|boundaries| boundaries.source.clone());
        Ok(Self {
            is_configured: settings.is_some(),
            territory,
            boundaries,
            boundary_source: source.unwrap_or_default(),
            breaks: settings.map_or_else(german_breaks, StatisticsSettings::breaks),
            projection: settings
                .and_then(|settings| settings.projection.as_ref())
                .map(ProjectionSettings::settings),
            fonts: FontStore::new(font(REGULAR), font(STRONG))?,
        })
    }
}
