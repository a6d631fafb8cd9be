//! What several commands need: configuration, catalogue, harvester, logs.

use crate::config::Configuration;
use crate::describe::describe;
use datenkreis_catalogue::{Catalogue, Options};
use datenkreis_harvester::chain;
use datenkreis_harvester::config::{ConfigError, SourceFile};
use datenkreis_harvester::http::Client;
use datenkreis_harvester::run::{Harvest, OnProgress};
use datenkreis_harvester::schedule::Harvester;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tracing_subscriber::EnvFilter;

/// Reads the configuration; all mistakes, each with file, line and caret, make the message.
pub fn configuration(path: &Path) -> Result<Configuration, String> {
    Configuration::load(path).map_err(all)
}

/// Opens the catalogue and tells it how it describes itself.
pub fn catalogue(configuration: &Configuration) -> Result<Catalogue, String> {
    let catalogue = Catalogue::open(options(configuration)).map_err(|error| chain(&error))?;
    catalogue.describe(describe(configuration)).map_err(|error| chain(&error))?;
    Ok(catalogue)
}

/// Where the catalogue lies.
pub fn options(configuration: &Configuration) -> Options {
    Options { directory: configuration.portal.data_dir.clone(), base: configuration.portal.base().into() }
}

/// Opens all sources.
pub fn harvester(
    configuration: &Configuration,
    catalogue: &Catalogue,
    progress: OnProgress,
    stop: Arc<AtomicBool>,
    runtime: &tokio::runtime::Runtime,
) -> Result<Harvester, String> {
    let harvest = harvest(configuration, catalogue, progress, stop);
    let region = Arc::new(configuration.region.clone());
    Harvester::new(
        harvest,
        configuration.portal.base(),
        &region,
        &configuration.sources,
        runtime.handle().clone(),
    )
    .map_err(all)
}

/// What all runs share.
pub fn harvest(
    configuration: &Configuration,
    catalogue: &Catalogue,
    progress: OnProgress,
    stop: Arc<AtomicBool>,
) -> Harvest {
    let agent = format!("Datenkreis/{} (+{})", env!("CARGO_PKG_VERSION"), configuration.portal.base());
    Harvest { catalogue: catalogue.clone(), client: Client::new(&agent), progress, stop }
}

/// The source file with this id, or a message that names those there are.
pub fn source<'a>(configuration: &'a Configuration, id: &str) -> Result<&'a SourceFile, String> {
    let sources = &configuration.sources;
    sources.iter().find(|source| source.id.as_str() == id).ok_or_else(|| {
        let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        format!("there is no source “{id}”; there are: {}", ids.join(", "))
    })
}

/// Logs: readable lines on a terminal, JSON otherwise; `DATENKREIS_LOG` filters as `RUST_LOG` would.
pub fn logs(json: bool, default: &str) {
    let filter = EnvFilter::try_from_env("DATENKREIS_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { logs.json().flatten_event(true).init() } else { logs.with_target(false).init() }
}

/// The runtime of commands that wait for something.
pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())
}

fn all(mistakes: Vec<ConfigError>) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}
