//! What several commands need: configuration, catalogue, harvester, logs.

use super::server::Server;
use crate::config::Configuration;
use crate::demography::crosswalk::rebases;
use crate::demography::settings::StatisticsSettings;
use crate::demography::territory::Territory;
use crate::describe::describe;
use crate::server_file::{self, ServerFile};
use datenkreis_catalogue::cubes::indicators::Indicators;
use datenkreis_catalogue::cubes::projection::{Projections, Settings};
use datenkreis_catalogue::cubes::{Areas, Crosswalk, Derivation, Statistics};
use datenkreis_catalogue::{Catalogue, Error, Options};
use datenkreis_harvester::assess::assess_made;
use datenkreis_harvester::chain;
use datenkreis_harvester::config::{ConfigError, SourceFile};
use datenkreis_harvester::http::Client;
use datenkreis_harvester::links::LinkChecker;
use datenkreis_harvester::report::{Reporter, Sender};
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

/// The way to the data: the directory itself, or the server that owns it.
pub enum Door {
    /// Nobody else has it open.
    Directory(Catalogue),
    /// A server has.
    Server(Box<Server>),
}

/// Opens the data directory, or finds the server that has it.
pub fn door(configuration: &Configuration) -> Result<Door, String> {
    match owned(configuration) {
        Ok(catalogue) => Ok(Door::Directory(catalogue)),
        Err(Error::Locked(directory)) => {
            server(&directory, configuration).map(|server| Door::Server(Box::new(server)))
        }
        Err(error) => Err(refused(&error, configuration)),
    }
}

/// Opens the catalogue and tells it how it describes itself.
pub fn catalogue(configuration: &Configuration) -> Result<Catalogue, String> {
    owned(configuration).map_err(|error| refused(&error, configuration))
}

fn owned(configuration: &Configuration) -> Result<Catalogue, Error> {
    let catalogue = Catalogue::open(options(configuration))?;
    // The lock is ours, so the server that wrote this is gone.
    if let Err(error) = server_file::remove(&configuration.portal.data_dir) {
        tracing::warn!(%error, "what an earlier server left behind could not be removed");
    }
    catalogue.describe(describe(configuration))?;
    // What the configuration says about same datasets may have changed, or a run was interrupted.
    catalogue.relate(&configuration.policy())?;
    // Tables whose mappings are gone feed nothing any more.
    catalogue.retire_readings(&configuration.tables.iter().map(|mapping| mapping.id.as_str()).collect())?;
    catalogue.publish()?;
    Ok(catalogue)
}

fn server(directory: &Path, configuration: &Configuration) -> Result<Server, String> {
    let shown = directory.display();
    match ServerFile::read(directory) {
        Ok(Some(file)) => Server::new(&file, configuration),
        Ok(None) => Err(format!(
            "{shown}: ein anderer Prozess von datenkreis benutzt das Datenverzeichnis, und es ist kein Server, oder einer, der gerade startet oder endet; bitte warten, bis er so weit ist / \
             another datenkreis process uses the data directory, and it is no server, or one that just starts or ends; please wait for it"
        )),
        Err(error) => Err(format!(
            "{shown}: {error}; {}",
            other_user("Ein Server benutzt das Datenverzeichnis", "A server uses the data directory")
        )),
    }
}

/// Why the directory could not be opened, and what to do.
pub fn refused(error: &Error, configuration: &Configuration) -> String {
    let message = chain(error);
    match error {
        Error::Io { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied => {
            let shown = configuration.portal.data_dir.display();
            let german = format!("Das Datenverzeichnis {shown} gehört jemand anderem");
            let english = format!("The data directory {shown} belongs to somebody else");
            format!("{message}. {}", other_user(&german, &english))
        }
        _ => message,
    }
}

fn other_user(german: &str, english: &str) -> String {
    format!(
        "{german}: bitte den Befehl als der Benutzer ausführen, unter dem der Server läuft (`sudo -u … datenkreis …`), oder die Admin-API mit einem Token fragen. / \
         {english}: please run the command as the user the server runs as (`sudo -u … datenkreis …`), or ask the admin API with a token."
    )
}

/// Where the catalogue lies.
pub fn options(configuration: &Configuration) -> Options {
    let speaker = configuration.policy().speaker;
    let statistics = configuration.portal.statistics.as_ref();
    Options {
        directory: configuration.portal.data_dir.clone(),
        base: configuration.portal.base().into(),
        statistics: Statistics {
            derivations: derivations(configuration),
            speaker,
            region: Territory::of(&configuration.region).around(),
            areas: Areas::new(
                statistics.into_iter().flat_map(|settings| settings.names.clone()),
                statistics.into_iter().flat_map(|settings| &settings.crosswalks).map(Crosswalk::from),
            ),
            guard: statistics.map(StatisticsSettings::guard).unwrap_or_default(),
            assess: Some(Arc::new(|dataset, triples| Some(Box::new(assess_made(dataset.as_str(), triples))))),
        },
    }
}

/// What is calculated: indicators always, series within present boundaries and the projection where they are set.
fn derivations(configuration: &Configuration) -> Vec<Arc<dyn Derivation>> {
    let mut derivations: Vec<Arc<dyn Derivation>> = vec![Arc::new(Indicators)];
    let crosswalks =
        configuration.portal.statistics.iter().flat_map(|statistics| rebases(&statistics.crosswalks));
    derivations.extend(crosswalks.flatten().map(|rebase| Arc::new(rebase) as Arc<dyn Derivation>));
    if let (Some(statistics), Some(projection)) =
        (&configuration.portal.statistics, configuration.portal.projection())
    {
        derivations.push(Arc::new(Projections::new(Settings {
            breaks: statistics.breaks().iter().map(|found| found.year).collect(),
            region: Territory::of(&configuration.region).outer,
            ..projection.settings()
        })));
    }
    derivations
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
    let policy = Arc::new(configuration.policy());
    let tables = Arc::new(configuration.tables.clone());
    Harvest { catalogue: catalogue.clone(), client: client(configuration), policy, tables, progress, stop }
}

/// The link checker. In a server it shares the harvester's client, so that no host is asked by both at a
/// time.
pub fn links(
    configuration: &Configuration,
    catalogue: &Catalogue,
    client: Client,
    stop: Arc<AtomicBool>,
    runtime: &tokio::runtime::Runtime,
) -> LinkChecker {
    let portal = &configuration.portal;
    LinkChecker::new(
        catalogue.clone(),
        client,
        portal.links.clone(),
        portal.base(),
        &configuration.sources,
        stop,
        runtime.handle().clone(),
    )
}

/// Who tells publishers what changes about their data.
pub fn reporter(
    configuration: &Configuration,
    catalogue: &Catalogue,
    client: Client,
    stop: Arc<AtomicBool>,
    runtime: &tokio::runtime::Runtime,
) -> Reporter {
    let portal = &configuration.portal;
    let sender = Sender {
        title: portal.title.de.clone(),
        base: portal.base().into(),
        contact: portal.operator.email.clone(),
    };
    Reporter::new(
        catalogue.clone(),
        client,
        sender,
        portal.reports.clone(),
        portal.mail.clone(),
        &configuration.region,
        stop,
        runtime.handle().clone(),
    )
}

/// The guarded client, under our name.
pub fn client(configuration: &Configuration) -> Client {
    let agent = format!("Datenkreis/{} (+{})", env!("CARGO_PKG_VERSION"), configuration.portal.base());
    Client::new(&agent)
}

/// The source file with this id, or a message that names those there are.
pub fn source<'a>(configuration: &'a Configuration, id: &str) -> Result<&'a SourceFile, String> {
    let sources = &configuration.sources;
    sources.iter().find(|source| source.id.as_str() == id).ok_or_else(|| {
        let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        let ids = ids.join(", ");
        format!(
            "eine Quelle „{id}“ gibt es nicht; es gibt: {ids} / there is no source “{id}”; there are: {ids}"
        )
    })
}

/// Logs: readable lines on a terminal, JSON otherwise; `DATENKREIS_LOG` filters as `RUST_LOG` would.
pub fn logs(json: bool, default: &str) {
    let filter =
        EnvFilter::try_from_env("DATENKREIS_LOG").unwrap_or_else(|_| EnvFilter::new(filter(default)));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { logs.json().flatten_event(true).init() } else { logs.with_target(false).init() }
}

/// `default`, without what others call a warning and is none. The web server calls every malformed request
/// of a stranger an error of its own. The index warns when a commit deletes the last document of a segment
/// that is being merged: it drops the empty segment, and then the merged one, for whose parts it looks in
/// vain; the other parts stay as they were and are merged the next time.
fn filter(default: &str) -> String {
    format!("{default},actix_http=off,tantivy::indexer::segment_manager=error")
}

/// The runtime of commands that wait for something.
pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())
}

fn all(mistakes: Vec<ConfigError>) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::{Layer, SubscriberExt};

    #[test]
    fn what_others_call_a_warning_is_not_shown() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};

        struct Count(Arc<AtomicUsize>);
        impl<S: tracing::Subscriber> Layer<S> for Count {
            fn on_event(&self, _: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }

        let shown = Arc::new(AtomicUsize::new(0));
        let layers = tracing_subscriber::registry()
            .with(EnvFilter::new(filter("warn")))
            .with(Count(Arc::clone(&shown)));
        tracing::subscriber::with_default(layers, || {
            tracing::warn!(target: "tantivy::indexer::segment_manager", "couldn't find segment");
            tracing::warn!(target: "tantivy::indexer::segment_updater", "merge failed");
            tracing::warn!(target: "datenkreis", "something else");
        });
        assert_eq!(shown.load(Ordering::Relaxed), 2);
    }
}
