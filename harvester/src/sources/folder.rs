//! Source kind `folder`: a directory with data files and what is said about them, or one such table
//! or file at an address. What a small town without a portal can keep.
//!
//! Beside a data file `baeume.csv` lies `baeume.toml` (or `baeume.csv.toml`); or one table
//! `datensaetze.csv` / `.xlsx` names all files. Files are archived as they are read, under
//! [`file_path`], so that the portal can serve them.

mod directory;
mod mistake;
mod names;
mod table;

use super::{FetchError, Item, Request, Source, SourceKind};
use crate::config::{ConfigError, SourceFile};
use crate::mapping::table_entry::{Entry, FileEntry, FoundFile, TableEntry};
use crate::record::SourceRecord;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::{NativeId, SourceId};
use datenkreis_vocab::iri::dataset_iri;
use directory::{Loaded, Planned};
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use url::Url;

inventory::submit! {
    SourceKind {
        name: "folder",
        open: |file| Ok(Box::new(Folder::open(file)?)),
        sample: r#"kind = "folder"
title = "Ordner der Musterstadt"
publisher = "musterstadt"            # id in der Region / id in the region
schedule = "0 15 3 * * *"            # täglich 03:15 UTC / daily

[settings]
path = "../ordner/musterstadt"       # von dieser Datei aus / relative to this file
# Öffentliche Adresse des Ordners; ohne sie stellt das Portal die Dateien selbst bereit.
# Public address of the folder; without it the portal serves the files itself.
# public_url = "https://www.musterstadt.example/offene-daten/"

# Statt `path`: eine Tabelle mit Angaben oder eine Datei an einer Adresse.
# Instead of `path`: a metadata table, or one file, at an address.
# url = "https://www.musterstadt.example/offene-daten/datensaetze.csv"
# [settings.metadata]                # Angaben zu der einen Datei / about the one file
# titel = "Baumkataster"
"#,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    path: Option<toml::Spanned<PathBuf>>,
    url: Option<toml::Spanned<Url>>,
    public_url: Option<Url>,
    metadata: Option<Entry>,
}

/// A folder, a table or a file as configured.
struct Folder {
    source: SourceId,
    place: Place,
    public_url: Option<Url>,
}

enum Place {
    Directory(PathBuf),
    Table(Url),
    File(Url, Box<Entry>),
}

impl Folder {
    fn open(file: &SourceFile) -> Result<Self, ConfigError> {
        let settings: Settings = file.settings()?;
        let place = match (settings.path, settings.url, settings.metadata) {
            (Some(path), None, None) => Place::Directory(file.relative(path.get_ref())),
            (None, Some(url), metadata) => {
                if !matches!(url.get_ref().scheme(), "http" | "https") {
                    return Err(file.mistake(
                        &url,
                        "only http and https addresses can be harvested; use `path` for a directory",
                    ));
                }
                match metadata {
                    Some(metadata) if metadata.distribution.len() > 1 => {
                        return Err(file.mistake(
                            &url,
                            "`metadata` describes the one file at `url`; for several files use a table",
                        ));
                    }
                    Some(metadata) => Place::File(url.into_inner(), Box::new(metadata)),
                    None => Place::Table(url.into_inner()),
                }
            }
            (Some(path), Some(_), _) => {
                return Err(file.mistake(&path, "give either `path` or `url`, not both"));
            }
            (Some(path), None, Some(_)) => {
                return Err(file.mistake(
                    &path,
                    "`metadata` belongs to a single file at `url`; in a directory it stands in TOML files",
                ));
            }
            (None, None, _) => {
                return Err(file.mistake(&file.kind, "a folder needs `path` or `url` in [settings]"));
            }
        };
        // `Url::join` replaces what follows the last slash.
        let public_url = settings.public_url.map(|mut url| {
            if !url.path().ends_with('/') {
                url.set_path(&format!("{}/", url.path()));
            }
            url
        });
        Ok(Self { source: file.id.clone(), place, public_url })
    }
}

/// The name under which a file of a folder is archived: the path of its address on the portal,
/// `/dataset/<source>/<id>/datei/<file>`, percent-encoded.
pub fn file_path(source: &SourceId, dataset: &NativeId, file: &str) -> String {
    datenkreis_vocab::iri::below(dataset_iri("", source, dataset).as_str(), "datei", file).into_string()
}

impl Source for Folder {
    fn fetch<'a>(&'a self, request: &'a Request<'a>) -> BoxStream<'a, Result<Item, FetchError>> {
        let items = async move {
            let planned = match self.plan(request).await {
                Ok(planned) => planned,
                Err(error) => return stream::iter([Err(error)]).boxed(),
            };
            let declared = declared(&planned).map(|count| Ok(Item::Declared(count)));
            let records = stream::iter(planned).then(move |planned| self.deliver(planned, request));
            stream::iter(declared).chain(records).boxed()
        };
        stream::once(items).flatten().boxed()
    }

    fn absent(&self, file: &SourceFile) -> Option<ConfigError> {
        let Place::Directory(path) = &self.place else { return None };
        let message = format!(
            "diesen Ordner gibt es nicht / there is no such directory: {} (relative to this file)",
            path.display()
        );
        (!path.is_dir()).then(|| file.mistake_at(&["settings", "path"], &message))
    }
}

impl Folder {
    /// Everything there is, without the contents of the data files.
    async fn plan(&self, request: &Request<'_>) -> Result<Vec<Planned>, FetchError> {
        match &self.place {
            Place::Directory(path) => {
                let path = path.clone();
                blocking(path.clone(), move || directory::plan(&path)).await
            }
            Place::Table(url) => {
                let response = request.http.get(url, "text/csv, */*;q=0.5").await?;
                let table = table::read(url.path(), &response.body)
                    .map_err(|reason| FetchError::Protocol { url: url.to_string(), reason })?;
                let mut planned: Vec<Planned> =
                    table.findings.into_iter().map(|finding| Planned::Item(Item::Note(finding))).collect();
                for (mut entry, findings) in table.entries {
                    entry.kept_in = url.path().rsplit('/').next().unwrap_or_default().to_owned();
                    for file in &mut entry.distribution {
                        // A table on the web names files beside itself.
                        if file.url.is_empty() && !file.file.is_empty() {
                            file.url = url.join(&file.file).map(String::from).unwrap_or_default();
                            file.file.clear();
                        }
                    }
                    planned.push(Planned::entry(entry, findings, None, None));
                }
                Ok(planned)
            }
            Place::File(url, metadata) => {
                let response = request.http.get(url, "*/*").await?;
                let mut entry = metadata.as_ref().clone();
                let mut file = entry.distribution.drain(..).next().unwrap_or_default();
                file.url = url.to_string();
                file.found = Some(FoundFile { url: Some(url.to_string()), ..found(&response.body) });
                entry.distribution = vec![file];
                let stem = url.path_segments().and_then(|mut segments| segments.next_back()).map(stem_of);
                Ok(vec![Planned::entry(entry, vec![], stem, None)])
            }
        }
    }

    /// Reads and archives the files of one dataset.
    async fn deliver(&self, planned: Planned, request: &Request<'_>) -> Result<Item, FetchError> {
        let (native_id, mut entry, mut findings, directory) = match planned {
            Planned::Item(item) => return Ok(item),
            Planned::Entry { native_id, entry, findings, directory } => {
                (native_id, *entry, findings, directory)
            }
        };
        let Some(native_id) = native_id else {
            let finding = Finding::new(&rule::RECORD_WITHOUT_ID, "kennung");
            return Ok(Item::Unreadable { native_id: None, finding });
        };
        let mut base = None;
        match directory {
            None => {
                if let Place::Table(url) | Place::File(url, _) = &self.place {
                    base = Some(url.clone());
                }
            }
            Some(directory) => {
                let mut files = vec![];
                for file in std::mem::take(&mut entry.distribution) {
                    files.push(self.load(&native_id, file, &directory, request, &mut findings).await?);
                }
                entry.distribution = files;
            }
        }
        let payload = Box::new(TableEntry { entry, findings, base });
        Ok(Item::Record(SourceRecord { native_id, payload, findings: vec![] }))
    }

    async fn load(
        &self,
        dataset: &NativeId,
        mut file: FileEntry,
        directory: &std::path::Path,
        request: &Request<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<FileEntry, FetchError> {
        if file.file.is_empty() {
            return Ok(file);
        }
        let (within, name) = (directory.to_owned(), file.file.clone());
        let loaded = blocking(within.clone(), move || directory::load(&within, &name)).await?;
        let Loaded { bytes, written } = match loaded {
            Ok(loaded) => loaded,
            Err(finding) => {
                findings.push(finding);
                return Ok(file);
            }
        };
        let public = self.public_url.as_ref().and_then(|url| directory::address(url, &file.file));
        file.found = Some(FoundFile { url: public.map(String::from), written, ..found(&bytes) });
        request.http.archive_file(&file_path(&self.source, dataset, &file.file), bytes).await?;
        Ok(file)
    }
}

/// How many records are to come; nobody knows if there is a gap.
fn declared(planned: &[Planned]) -> Option<u64> {
    if planned.iter().any(|planned| matches!(planned, Planned::Item(Item::Gap(_)))) {
        return None;
    }
    let is_record = |planned: &&Planned| !matches!(planned, Planned::Item(Item::Note(_)));
    Some(planned.iter().filter(is_record).count() as u64)
}

fn found(bytes: &[u8]) -> FoundFile {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    FoundFile { byte_size: bytes.len() as u64, sha256, ..FoundFile::default() }
}

/// A file name without its ending.
fn stem_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

async fn blocking<T: Send + 'static>(
    path: PathBuf,
    work: impl FnOnce() -> Result<T, FetchError> + Send + 'static,
) -> Result<T, FetchError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(FetchError::File { path, source: std::io::Error::other(error) }),
    }
}

#[cfg(test)]
mod tests;
