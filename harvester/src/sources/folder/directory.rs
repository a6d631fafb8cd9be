//! A directory on this machine: which files belong together, and reading them without leaving it.

use super::names::{FileName, Names};
use super::{stem_of, table};
use crate::config::toml_by_line;
use crate::mapping::table_entry::{Entry, FileEntry};
use crate::sources::{FetchError, Item};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use url::Url;

/// A data file is read up to this size; larger ones need a public address of their own.
const FILE_BYTES: u64 = 256 << 20;

/// A TOML file or table is read up to this size.
const METADATA_BYTES: u64 = 8 << 20;

/// What a source will deliver.
pub enum Planned {
    /// A dataset whose files are still to be read, from this directory if there is one.
    Entry {
        /// Its id; `None` if nothing gives one.
        native_id: Option<NativeId>,
        /// What is said about it.
        entry: Box<Entry>,
        /// What was wrong with how it is said.
        findings: Vec<Finding>,
        /// Where its files are.
        directory: Option<PathBuf>,
    },
    /// Anything else.
    Item(Item),
}

impl Planned {
    /// A dataset, called by its own id, else the name of its metadata file, else that of its first
    /// file, else its title.
    pub fn entry(
        entry: Entry,
        findings: Vec<Finding>,
        stem: Option<&str>,
        directory: Option<PathBuf>,
    ) -> Self {
        let first =
            entry.distribution.first().map(FileEntry::name).map(|name| {
                stem_of(name.trim_end_matches('/').rsplit('/').next().unwrap_or(name)).to_owned()
            });
        let names = [Some(entry.id.clone()), stem.map(str::to_owned), first, Some(entry.title.clone())];
        let native_id = names.into_iter().flatten().find(|name| !name.is_empty()).map(NativeId::new);
        Self::Entry { native_id, entry: Box::new(entry), findings, directory }
    }

    /// The same with its files called as the directory does; they are described now. What the dataset is
    /// called does not depend on it.
    fn beside(mut self, names: &Names, described: &mut BTreeSet<String>) -> Self {
        if let Self::Entry { entry, .. } = &mut self {
            names.correct(entry);
            described.extend(entry.distribution.iter().map(|file| file.file.clone()));
        }
        self
    }
}

/// The contents of a data file.
pub struct Loaded {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The day it was last written (UTC).
    pub written: Option<String>,
}

/// Reads all metadata of a directory. The order of names decides the order of datasets.
pub fn plan(directory: &Path) -> Result<Vec<Planned>, FetchError> {
    let (names, unnamed) = Names::of(directory)?;
    let mut planned: Vec<Planned> =
        unnamed.into_iter().map(|finding| Planned::Item(Item::Note(finding))).collect();
    let mut described: BTreeSet<String> = BTreeSet::new();
    for metadata in names.files.iter().filter(|file| file.is_metadata()) {
        described.insert(metadata.written.clone());
        planned.push(plan_entry(directory, metadata, &names, &mut described));
    }
    for table in names.files.iter().filter(|file| file.is_table()) {
        described.insert(table.written.clone());
        planned.extend(plan_table(directory, &table.written, &names, &mut described));
    }
    for file in names.files.iter().filter(|file| !described.contains(&file.written)) {
        let finding = Finding::new(&rule::FILE_WITHOUT_METADATA, file.written.as_str());
        planned.push(Planned::Item(Item::Note(finding)));
    }
    Ok(planned)
}

/// The dataset that a TOML file describes.
fn plan_entry(
    directory: &Path,
    metadata: &FileName,
    names: &Names,
    described: &mut BTreeSet<String>,
) -> Planned {
    let own = || names.files.iter().filter(|data| metadata.describes(data)).map(|data| data.written.clone());
    let stem = stem_of(&metadata.written);
    // `baeume.csv.toml` beside `baeume.csv`, or `baeume.toml` beside `baeume.csv`.
    let id = if names.files.iter().any(|data| metadata.names(data)) { stem_of(stem) } else { stem };
    match read_entry(&directory.join(&metadata.written)) {
        Ok(mut entry) => {
            entry.kept_in.clone_from(&metadata.written);
            entry.unite_files();
            if entry.distribution.is_empty() {
                entry.distribution = own().map(|file| FileEntry { file, ..FileEntry::default() }).collect();
            }
            Planned::entry(entry, vec![], Some(id), Some(directory.into())).beside(names, described)
        }
        Err(finding) => {
            described.extend(own());
            Planned::Item(Item::Unreadable { native_id: Some(NativeId::new(id)), finding })
        }
    }
}

/// The datasets of a table.
fn plan_table(directory: &Path, name: &str, names: &Names, described: &mut BTreeSet<String>) -> Vec<Planned> {
    let bytes = read_file(&directory.join(name), METADATA_BYTES).map_err(|error| why(&error));
    let table = match bytes.and_then(|bytes| table::read(name, &bytes)) {
        Ok(table) => table,
        // Which datasets the table held, nobody can tell: the run must not find them missing.
        Err(reason) => return vec![Planned::Item(Item::Gap(format!("{name}: {reason}")))],
    };
    let mut planned: Vec<Planned> =
        table.findings.into_iter().map(|finding| Planned::Item(Item::Note(finding))).collect();
    for (mut entry, findings) in table.entries {
        entry.kept_in = name.to_owned();
        let entry = Planned::entry(entry, findings, None, Some(directory.into()));
        planned.push(entry.beside(names, described));
    }
    planned
}

fn read_entry(path: &Path) -> Result<Entry, Finding> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unreadable = |why: String| Finding::new(&rule::RECORD_UNREADABLE, name.as_str()).found(why);
    let bytes = read_file(path, METADATA_BYTES).map_err(|error| unreadable(why(&error)))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| unreadable("die Datei ist nicht in UTF-8 gespeichert / the file is not UTF-8".into()))?;
    let text = text.trim_start_matches('\u{feff}');
    toml_by_line(text).map_err(|mistakes| unreadable(super::mistake::told(&mistakes)))
}

/// Reads a file of the directory. A name that leaves it, a missing, a too large or an unreadable file
/// is a finding.
pub fn load(directory: &Path, name: &str) -> Result<Result<Loaded, Finding>, FetchError> {
    let refuse = |why: &str| Ok(Err(unreadable(name, why)));
    let relative = Path::new(name);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) || name.contains('\\') {
        return refuse("der Dateiname führt aus dem Ordner hinaus / the file name leads out of the folder");
    }
    let root =
        directory.canonicalize().map_err(|source| FetchError::File { path: directory.into(), source })?;
    let path = match root.join(relative).canonicalize() {
        Ok(path) if path.starts_with(&root) => path,
        Ok(_) => {
            return refuse("der Verweis führt aus dem Ordner hinaus / the link leads out of the folder");
        }
        Err(error) => return refuse(&why(&error)),
    };
    let metadata = match std::fs::metadata(&path) {
        // Reading a pipe would wait for ever.
        Ok(metadata) if !metadata.is_file() => {
            return refuse("unter diesem Namen liegt keine Datei / what has this name is no file");
        }
        Ok(metadata) => metadata,
        Err(error) => return refuse(&why(&error)),
    };
    let written = metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
    match read_file(&path, FILE_BYTES) {
        Ok(bytes) => {
            Ok(Ok(Loaded { bytes, written: written.map(|time| time.strftime("%Y-%m-%d").to_string()) }))
        }
        Err(error) => refuse(&why(&error)),
    }
}

/// A file that cannot be read, and why.
pub fn unreadable(name: &str, why: &str) -> Finding {
    Finding::new(&rule::FILE_UNREADABLE, name).found(why)
}

/// Why a file cannot be read, for the person who keeps the folder.
fn why(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "die Datei fehlt im Ordner / the file is missing from the folder".into(),
        ErrorKind::PermissionDenied => {
            "die Datei darf nicht gelesen werden; prüfen Sie die Zugriffsrechte / the file may not be read; check its permissions".into()
        }
        ErrorKind::FileTooLarge => error.to_string(),
        _ => format!("die Datei ist nicht lesbar / the file cannot be read: {error}"),
    }
}

/// The address of a file below the folder's public address; every part of the name is encoded.
pub fn address(public_url: &Url, name: &str) -> Option<Url> {
    let mut url = public_url.clone();
    url.path_segments_mut().ok()?.pop_if_empty().extend(name.split('/'));
    Some(url)
}

fn read_file(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![];
    std::fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let limit = limit >> 20;
        return Err(std::io::Error::new(
            ErrorKind::FileTooLarge,
            format!("die Datei ist größer als {limit} MiB / the file is larger than {limit} MiB"),
        ));
    }
    Ok(bytes)
}
