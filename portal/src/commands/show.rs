//! Small commands: status, rebuild, new-folder, hash-token.

use super::open::Door;
use super::{Outcome, Output, open, words};
use crate::server_file;
use crate::status::{SourceStatus, Status, stored};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::RecordStatus;
use datenkreis_harvester::chain;
use datenkreis_harvester::folder_template;
use indicatif::ProgressBar;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// The state of sources and views.
pub fn status(path: &Path, format: Output) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let status = match open::door(&configuration)? {
        Door::Directory(catalogue) => {
            stored(&catalogue, &configuration.sources).map_err(|error| chain(&error))?
        }
        Door::Server(server) => open::runtime()?.block_on(server.status())?,
    };
    match format {
        Output::Json => println!("{}", serde_json::to_string(&status).map_err(|error| error.to_string())?),
        Output::Text => print!("{}", told(&status)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The state for a person.
fn told(status: &Status) -> String {
    let head = [
        "Quelle / source",
        "Stand / state",
        "letzter Lauf / last run",
        "nächster / next",
        "vorhanden / present",
        "fehlend / missing",
        "zurückgezogen / removed",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(status.sources.iter().map(row));
    let mut text = words::table(&rows);
    for orphan in &status.orphans {
        text += &format!(
            "\n{id}: nicht mehr konfiguriert, aber {n} Datensätze veröffentlicht; zurückziehen mit `datenkreis withdraw {id}` / \
             configured no more, but {n} datasets published; withdraw them with `datenkreis withdraw {id}`\n",
            id = orphan.id,
            n = orphan.datasets
        );
    }
    let counts = &status.counts;
    text += &format!(
        "\nDatensätze / datasets: Journal {}, Store {}, Suche / search {} · Stand / seq: {}, {}, {}\n",
        counts.journal, counts.store, counts.index, counts.seq, counts.store_seq, counts.index_seq
    );
    if counts.observations + counts.stored_observations > 0 {
        text += &format!(
            "Beobachtungen / observations: Kuben / cubes {}, Store {} · Stand / revision: {}, {}\n",
            counts.observations, counts.stored_observations, counts.readings, counts.store_readings
        );
    }
    let links = &status.links.counts;
    text += &format!(
        "Links: {} bekannt / known, {} erreichbar / reachable, {} mit Fehler / failing, {} tot / dead\n",
        links.known(),
        links.ok,
        links.failing,
        links.dead
    );
    if counts.hidden > 0 {
        text += &format!(
            "{} Datensätze werden nicht gezeigt, weil eine andere Quelle sie auch liefert / datasets are not shown, for another source delivers them, too: `datenkreis relations`\n",
            counts.hidden
        );
    }
    text
}

fn row(source: &SourceStatus) -> Vec<String> {
    let state = match source.verdict {
        _ if source.running => "läuft / running",
        _ if !source.enabled => "abgeschaltet / disabled",
        Some(verdict) => words::verdict(verdict),
        None => "noch nie / never",
    };
    let moment = |at: Option<jiff::Timestamp>| at.map_or_else(|| "–".to_owned(), words::moment);
    let records = |status| source.records(status).to_string();
    vec![
        source.id.to_string(),
        state.to_owned(),
        moment(source.runs.first().map(|run| run.started)),
        moment(source.next),
        records(RecordStatus::Present),
        records(RecordStatus::Missing),
        records(RecordStatus::Removed),
    ]
}

/// Makes the projections again.
pub fn rebuild(path: &Path) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let bar = ProgressBar::no_length();
    let mut progress = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let catalogue = Catalogue::rebuild(open::options(&configuration), &mut progress)
        .map_err(|error| open::refused(&error, &configuration))?;
    // The lock is ours, so the server that wrote this is gone.
    server_file::remove(&configuration.portal.data_dir).map_err(|error| error.to_string())?;
    bar.finish_and_clear();
    let counts = catalogue.counts().map_err(|error| chain(&error))?;
    println!(
        "Datensätze / datasets: Journal {}, Store {}, Suche / search {} · seq {}",
        counts.journal, counts.store, counts.index, counts.seq
    );
    Ok(ExitCode::SUCCESS)
}

/// Writes the folder template.
pub fn new_folder(directory: &Path, english: bool) -> Outcome {
    let written = folder_template::write(directory, if english { "en" } else { "de" })
        .map_err(|error| format!("{}: {error}", directory.display()))?;
    for file in written {
        println!("{}", file.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Hashes a token from standard input.
pub fn hash_token() -> Outcome {
    let mut token = String::new();
    std::io::stdin().read_to_string(&mut token).map_err(|error| error.to_string())?;
    let token = token.trim();
    if token.len() < 22 {
        return Err(
            "a token has at least 22 characters (128 bits); make one with `openssl rand -base64 24`".into()
        );
    }
    println!("{:x}", Sha256::digest(token));
    Ok(ExitCode::SUCCESS)
}
