//! The table `[statistics]` of the portal file: which tables are read, and what maps and charts need beside them.

use super::boundaries::Boundaries;
use super::crosswalk::{CrosswalkSettings, rebases};
use super::projection::ProjectionSettings;
use super::territory::Territory;
use datenkreis_harvester::config::ConfigError;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Counts below which figures may be suppressed.
const SUPPRESS_BELOW: RangeInclusive<u32> = 1..=1000;
/// Largest file of boundaries that is read, in bytes: all municipalities of Germany at 1:250,000 are less.
const BOUNDARY_BYTES: u64 = 256 << 20;

/// What an operator sets about statistics.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatisticsSettings {
    /// Directory of mappings, one file a table; relative to the portal file.
    pub tables: PathBuf,
    /// Directory of dashboards, one file each; relative to the portal file.
    pub dashboards: Option<PathBuf>,
    /// Where areas lie.
    pub boundaries: Option<BoundarySettings>,
    /// Names of areas that no register knows, by key.
    #[serde(default)]
    pub names: BTreeMap<AreaKey, String>,
    /// Years from which on a series has another base.
    #[serde(default, rename = "break")]
    pub breaks: Vec<BreakSettings>,
    /// That the population is projected, and how.
    pub projection: Option<ProjectionSettings>,
    /// Counts of people in parts of municipalities are suppressed below this; 5 if nothing is set. With 1 nothing is.
    pub suppress_below: Option<u32>,
    /// What became of areas whose boundaries changed.
    #[serde(default, rename = "crosswalk")]
    pub crosswalks: Vec<CrosswalkSettings>,
}

/// A file of boundaries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundarySettings {
    /// GeoJSON in WGS 84; relative to the portal file.
    pub file: PathBuf,
    /// The property that holds official keys, e.g. `AGS`.
    pub key: String,
    /// Who is to be named, e.g. `© GeoBasis-DE / BKG 2025 (dl-de/by-2-0)`.
    pub source: String,
}

/// A break in series of population.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakSettings {
    /// The first year with the new base.
    pub year: i16,
    /// What it is called.
    pub label: Text,
}

/// The breaks of the official population of Germany, used where none are set: intercensal updates go on from the
/// last census. Source: footnotes of Landesdatenbank NRW, tables 12411 (as of 2026-02).
pub fn german_breaks() -> Vec<BreakSettings> {
    [(2011, "Zensus 2011", "Census 2011"), (2022, "Zensus 2022", "Census 2022")]
        .map(|(year, de, en)| BreakSettings { year, label: Text::new(de, en) })
        .into()
}

impl StatisticsSettings {
    /// What is kept back of small areas.
    pub fn guard(&self) -> Guard {
        let default = Guard::default();
        Guard { threshold: self.suppress_below.map_or(default.threshold, f64::from), ..default }
    }

    /// What is wrong beyond syntax: key and message.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let small = self.suppress_below.filter(|below| !SUPPRESS_BELOW.contains(below)).map(|below| {
            let (least, most) = (SUPPRESS_BELOW.start(), SUPPRESS_BELOW.end());
            let message = format!(
                "`suppress_below` is {below}; {least} to {most} are allowed, and {least} suppresses nothing"
            );
            ("suppress_below", message)
        });
        let shares = rebases(&self.crosswalks).err().map(|message| ("crosswalk", message));
        small.into_iter().chain(shares).collect()
    }

    /// Years from which on the population has another base: those set, else those of Germany.
    pub fn breaks(&self) -> Vec<BreakSettings> {
        if self.breaks.is_empty() { german_breaks() } else { self.breaks.clone() }
    }
}

impl BoundarySettings {
    /// Reads the boundaries of the territory, or of everything if there is none.
    pub fn load(&self, directory: &Path, territory: &Territory) -> Result<Boundaries, ConfigError> {
        let path = directory.join(&self.file);
        let refused = |message: String| ConfigError::file(&path, message);
        let size = std::fs::metadata(&path).map_err(|error| refused(error.to_string()))?.len();
        if size > BOUNDARY_BYTES {
            return Err(refused(format!("{size} bytes; boundaries up to {BOUNDARY_BYTES} bytes are read")));
        }
        let text = std::fs::read_to_string(&path).map_err(|error| refused(error.to_string()))?;
        let wanted = |key: &AreaKey| territory.outer.is_empty() || territory.holds(key);
        let found = Boundaries::read(&text, &self.key, wanted).map_err(|error| refused(error.to_string()))?;
        if found.areas().next().is_none() {
            return Err(refused("no boundary of an area of the region".into()));
        }
        Ok(found)
    }
}
