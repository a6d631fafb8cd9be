//! Mappings as an operator writes them: `config/statistics/*.toml`. Every mistake is shown at its line.

mod check;
mod definition;
mod file;

use super::mapping::Mapping;
use crate::config::{ConfigError, recover_toml};
use datenkreis_vocab::cube::{CubeDefinition, known};
use file::File;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads every mapping of a directory, in the order of their names. A directory that is not there holds none, and so
/// does a blank file: a shell makes one before `propose-cube` writes into it.
///
/// # Errors
/// All mistakes of all files.
pub fn load_statistics(directory: &Path) -> Result<Vec<Mapping>, Vec<ConfigError>> {
    if !directory.exists() {
        return Ok(vec![]);
    }
    let entries = std::fs::read_dir(directory).map_err(|error| vec![ConfigError::file(directory, error)])?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut texts = vec![];
    let mut mistakes = vec![];
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => texts.push((path, text)),
            Err(error) => mistakes.push(ConfigError::file(&path, error)),
        }
    }
    match compile(texts) {
        Ok(mappings) if mistakes.is_empty() => Ok(mappings),
        Ok(_) => Err(mistakes),
        Err(further) => Err(mistakes.into_iter().chain(further).collect()),
    }
}

/// A mapping from its text, which stands or will stand in `path`.
///
/// # Errors
/// All its mistakes.
pub fn parse_mapping(path: &Path, text: &str) -> Result<Mapping, Vec<ConfigError>> {
    compile(vec![(path.into(), text.to_owned())])?
        .pop()
        .ok_or_else(|| vec![ConfigError::file(path, "holds no mapping")])
}

/// A cube by its id: one that every portal knows, or one that a file of this directory defines.
type Cubes = BTreeMap<String, Arc<CubeDefinition>>;

fn compile(texts: Vec<(PathBuf, String)>) -> Result<Vec<Mapping>, Vec<ConfigError>> {
    let mut mistakes = vec![];
    let mut files = vec![];
    for (path, text) in texts {
        let (file, found): (Option<File>, _) = recover_toml(&path, &text);
        let is_whole = found.is_empty();
        mistakes.extend(found);
        files.extend(file.map(|file| Read { file, path, text, is_whole }));
    }
    let mut cubes: Cubes =
        known::cubes().iter().map(|cube| (cube.id.clone(), Arc::new(cube.clone()))).collect();
    for read in &files {
        mistakes.extend(define(read, &mut cubes));
    }
    let mut mappings = vec![];
    // What is missing only because its line is wrong is no further mistake.
    for read in files.into_iter().filter(|read| read.is_whole) {
        match check::mapping(&read, &cubes) {
            Ok(mapping) => mappings.push(mapping),
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() { Ok(mappings) } else { Err(mistakes) }
}

/// A file that TOML understands.
struct Read {
    file: File,
    path: PathBuf,
    text: String,
    /// Whether all of it was understood.
    is_whole: bool,
}

impl Read {
    /// The id of the mapping.
    fn id(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn mistake(&self, key: &[&str], message: &str) -> ConfigError {
        ConfigError::at_key(&self.path, &self.text, key, message)
    }
}

/// Adds the cubes that a file defines.
fn define(read: &Read, cubes: &mut Cubes) -> Vec<ConfigError> {
    let mut mistakes = vec![];
    for (at, cube) in read.file.cubes.iter().enumerate() {
        let Some(found) = &cube.definition else { continue };
        let at = at.to_string();
        let definition = match definition::cube(&cube.id, found) {
            Ok(definition) => definition,
            Err((key, message)) => {
                let key: Vec<&str> = ["cube", &at, "definition"].into_iter().chain(key.split('.')).collect();
                mistakes.push(read.mistake(&key, &message));
                continue;
            }
        };
        match cubes.get(&cube.id) {
            Some(known) if **known != definition => {
                let message = format!("the cube `{}` is defined already, and differently", cube.id);
                mistakes.push(read.mistake(&["cube", &at, "id"], &message));
            }
            _ => {
                cubes.insert(cube.id.clone(), Arc::new(definition));
            }
        }
    }
    mistakes
}

#[cfg(test)]
mod tests;
