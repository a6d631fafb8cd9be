//! What every handler can reach.

use crate::chart::png::PngError;
use crate::check::Checks;
use crate::config::{Configuration, PortalConfig};
use crate::dashboards::Dashboard;
use crate::demography::Statistics;
use crate::demography::territory::Territory;
use crate::sparql;
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::relations::Policy;
use datenkreis_harvester::config::{Region, SourceFile};
use datenkreis_harvester::links::LinkChecker;
use datenkreis_harvester::report::Reporter;
use datenkreis_harvester::schedule::Harvester;
use datenkreis_harvester::tables::Mapping;
use datenkreis_vocab::identity::SourceId;
use std::sync::Arc;

/// The running portal.
pub struct Portal {
    /// Portal configuration.
    pub config: PortalConfig,
    /// The region's organisations.
    pub region: Arc<Region>,
    /// Configured sources, in the order of their files.
    pub sources: Vec<SourceFile>,
    /// The data directory.
    pub catalogue: Catalogue,
    /// What decides about relations between datasets.
    pub policy: Policy,
    /// Runs and schedules of this process.
    pub harvester: Harvester,
    /// Checks of links in this process.
    pub links: LinkChecker,
    /// Reports to publishers.
    pub reporter: Reporter,
    /// SPARQL worker processes.
    pub sparql: sparql::Pool,
    /// How tables become statistics.
    pub tables: Vec<Mapping>,
    /// What is put together of statistics, in the order of their files.
    pub dashboards: Vec<Dashboard>,
    /// What charts need beside the cubes.
    pub statistics: Statistics,
    /// Checks that visitors asked for.
    pub checks: Checks,
    /// The token by which commands on this machine are known, beside those configured.
    pub local_token: String,
}

impl Portal {
    /// Puts the parts together.
    pub fn new(
        configuration: Configuration,
        catalogue: Catalogue,
        harvester: Harvester,
        links: LinkChecker,
        reporter: Reporter,
        sparql: sparql::Pool,
        local_token: String,
    ) -> Result<Self, PngError> {
        let policy = configuration.policy();
        let Configuration { portal: config, region, sources, tables, dashboards, boundaries, .. } =
            configuration;
        let checks = Checks::new(&config.check);
        let statistics = Statistics::new(config.statistics.as_ref(), Territory::of(&region), boundaries)?;
        Ok(Self {
            config,
            region: Arc::new(region),
            sources,
            catalogue,
            policy,
            harvester,
            links,
            reporter,
            sparql,
            tables,
            dashboards,
            statistics,
            checks,
            local_token,
        })
    }

    /// The configured source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&SourceFile> {
        self.sources.iter().find(|source| &source.id == id)
    }

    /// The public address without trailing slash.
    pub fn base(&self) -> &str {
        self.config.base()
    }
}
