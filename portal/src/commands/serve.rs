//! `datenkreis serve`: the one owner of the data directory.

use super::{Outcome, open, progress};
use crate::api::health;
use crate::config::Configuration;
use crate::server_file::{self, ServerFile};
use crate::state::Portal;
use crate::status::{Orphan, orphans};
use crate::{server, sparql};
use actix_web::web;
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::Mode;
use datenkreis_harvester::chain;
use datenkreis_harvester::config::absent;
use metrics_exporter_prometheus::PrometheusBuilder;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{SignalKind, signal};

/// Serves until SIGTERM or Ctrl-C.
pub fn serve(path: &Path) -> Outcome {
    let terminal = std::io::stderr().is_terminal();
    open::logs(!terminal, if terminal { "warn" } else { "info,tantivy=warn" });
    let configuration = open::configuration(path)?;
    // Runs have threads of their own: the web server's end before a run may.
    let runs = open::runtime()?;
    actix_web::rt::System::new().block_on(run(configuration, terminal, &runs))
}

async fn run(configuration: Configuration, terminal: bool, runs: &tokio::runtime::Runtime) -> Outcome {
    let portal_config = configuration.portal.clone();
    let catalogue = open::catalogue(&configuration)?;
    warn(&configuration, &catalogue)?;
    let stop = Arc::new(AtomicBool::new(false));
    let harvester =
        open::harvester(&configuration, &catalogue, progress::reporter(terminal), Arc::clone(&stop), runs)?;
    let links = open::links(&configuration, &catalogue, harvester.client(), Arc::clone(&stop), runs);
    let reporter = open::reporter(&configuration, &catalogue, harvester.client(), Arc::clone(&stop), runs);
    let pool = sparql::Pool::new(&portal_config.sparql).map_err(|error| error.to_string())?;
    let token = server_file::new_token();
    let portal = Portal::new(
        configuration,
        catalogue,
        harvester.clone(),
        links.clone(),
        reporter.clone(),
        pool,
        token.clone(),
    );
    let portal = web::Data::new(portal.map_err(|error| chain(&error))?);

    let metrics = PrometheusBuilder::new().install_recorder().map_err(|error| error.to_string())?;
    health::describe_metrics();
    if let Some(listen) = portal_config.metrics_listen {
        let server = server::bind_metrics(metrics, portal.clone(), listen)
            .map_err(|error| in_use("metrics_listen", listen, &error))?;
        actix_web::rt::spawn(server);
    }
    let (server, addresses) = server::bind(portal.clone(), portal_config.listen)
        .map_err(|error| in_use("listen", portal_config.listen, &error))?;
    let handle = server.handle();
    let serving = actix_web::rt::spawn(server);
    // Before anybody is told: whoever reads that the server runs may give it commands.
    let address = addresses.first().copied().unwrap_or(portal_config.listen);
    let _published = ServerFile::new(address, token)
        .publish(&portal_config.data_dir)
        .map_err(|error| format!("{}: {error}", portal_config.data_dir.display()))?;
    for address in addresses {
        println!("Datenkreis läuft auf http://{address}/");
    }

    let scheduler = harvester.schedule().await.map_err(|error| chain(&error))?;
    links.schedule();
    reporter.schedule();
    if portal_config.harvest_at_start {
        for id in harvester.sources() {
            harvester.start(id, Mode::Full).map_err(|error| chain(&error))?;
        }
    }
    until_told_to_end().await?;
    stop.store(true, Ordering::Relaxed);
    drop(scheduler);
    handle.stop(true).await;
    serving.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    harvester.wait().await;
    links.wait().await;
    Ok(ExitCode::SUCCESS)
}

/// What an operator should know, and what does not keep a server from starting.
fn warn(configuration: &Configuration, catalogue: &Catalogue) -> Result<(), String> {
    for missing in configuration.sources.iter().filter(|file| file.enabled).flat_map(absent) {
        tracing::warn!("{missing}");
    }
    for orphan in orphans(catalogue, &configuration.sources).map_err(|error| chain(&error))? {
        let Orphan { id, datasets } = orphan;
        tracing::warn!(
            source = %id,
            datasets,
            "source {id} is not configured any more, but {datasets} of its datasets are published; \
             `datenkreis withdraw {id}` withdraws them"
        );
    }
    Ok(())
}

async fn until_told_to_end() -> Result<(), String> {
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    tokio::select! {
        _ = terminate.recv() => {}
        result = tokio::signal::ctrl_c() => result.map_err(|error| error.to_string())?,
    }
    Ok(())
}

fn in_use(key: &str, listen: std::net::SocketAddr, error: &std::io::Error) -> String {
    format!("cannot listen on {listen}: {error}; choose another address for `{key}` in the configuration")
}
