//! Dashboards as an operator writes them: `config/dashboards/*.toml`. Every mistake is shown at its line.

use super::check;
use super::tile::{Dashboard, Tile};
use crate::demography::territory::Territory;
use datenkreis_harvester::config::{ConfigError, recover_toml};
use datenkreis_vocab::cube::CubeDefinition;
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub title: Text,
    pub description: Text,
    #[serde(rename = "tile", default)]
    pub tiles: Vec<Tile>,
}

/// Reads every dashboard of a directory, in the order of their names. `cubes` are those that mappings feed, beside
/// those every portal knows.
///
/// # Errors
/// All mistakes of all files; that there is no such directory.
pub fn load(
    directory: &Path,
    cubes: &[&CubeDefinition],
    territory: &Territory,
) -> Result<Vec<Dashboard>, Vec<ConfigError>> {
    let entries = std::fs::read_dir(directory).map_err(|error| vec![ConfigError::file(directory, error)])?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut dashboards = vec![];
    let mut mistakes = vec![];
    for path in paths {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                mistakes.push(ConfigError::file(&path, error));
                continue;
            }
        };
        match parse(&path, &text, cubes, territory) {
            Ok(dashboard) => dashboards.push(dashboard),
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() { Ok(dashboards) } else { Err(mistakes) }
}

/// A dashboard from its text, which stands in `path`.
pub(super) fn parse(
    path: &Path,
    text: &str,
    cubes: &[&CubeDefinition],
    territory: &Territory,
) -> Result<Dashboard, Vec<ConfigError>> {
    let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (file, mut mistakes): (Option<File>, _) = recover_toml(path, text);
    if !is_id(id) {
        mistakes
            .push(ConfigError::file(path, format!("the name of the file is part of addresses: {ID_RULE}")));
    }
    // What is missing only because its line is wrong is no further mistake.
    let whole = file.filter(|_| mistakes.is_empty());
    if let Some(file) = &whole {
        let found = check::mistakes(file, cubes, territory);
        mistakes.extend(found.into_iter().map(|(key, message)| {
            let key: Vec<&str> = key.iter().map(String::as_str).collect();
            ConfigError::at_key(path, text, &key, &message)
        }));
    }
    match whole {
        Some(File { title, description, tiles }) if mistakes.is_empty() => {
            Ok(Dashboard { id: id.into(), title, description, tiles })
        }
        _ => Err(mistakes),
    }
}

/// What an id is made of.
pub(super) const ID_RULE: &str = "lower-case letters a to z, digits and hyphens are allowed, up to 64";

/// Whether a text can be an id.
pub(super) fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(allowed)
}
