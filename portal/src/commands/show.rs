//! Small commands: status, rebuild, new-folder, hash-token.

use super::{Outcome, Output, open};
use crate::status::stored;
use datenkreis_catalogue::Catalogue;
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
    let catalogue = open::catalogue(&configuration)?;
    let status = stored(&catalogue, &configuration.sources).map_err(|error| chain(&error))?;
    match format {
        Output::Json => println!("{}", serde_json::to_string(&status).map_err(|error| error.to_string())?),
        Output::Text => {
            for source in &status.sources {
                let last = source.runs.first().map_or("never harvested".into(), |run| {
                    let verdict = run.verdict.map_or("running".into(), |verdict| format!("{verdict:?}"));
                    format!("{verdict} {}", run.started)
                });
                println!("{}: {last} · {:?}", source.id, source.records);
            }
            println!("{:?}", status.counts);
        }
    }
    Ok(ExitCode::SUCCESS)
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
    let catalogue =
        Catalogue::rebuild(open::options(&configuration), &mut progress).map_err(|error| chain(&error))?;
    bar.finish_and_clear();
    println!("{:?}", catalogue.counts().map_err(|error| chain(&error))?);
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
