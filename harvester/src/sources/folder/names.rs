//! The names of a directory's files, compared as a person reads them: macOS writes `ä` as two characters
//! where others write one (Unicode NFD and NFC), and an ending means the same in capitals.

use super::directory::unreadable;
use super::stem_of;
use super::table::is_spreadsheet;
use crate::mapping::table_entry::Entry;
use crate::sources::FetchError;
use datenkreis_vocab::finding::Finding;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::HashMap;
use std::path::Path;

/// Names of the one table that describes all files of a directory.
const TABLES: &[&str] = &["datensaetze", "datensätze", "datasets"];

/// A file of a directory.
#[derive(Debug, PartialEq)]
pub struct FileName {
    /// As the directory has it.
    pub written: String,
    /// As it is compared.
    plain: String,
}

impl FileName {
    fn new(written: String) -> Self {
        Self { plain: plain(&written), written }
    }

    /// Whether it says something about other files.
    pub fn is_metadata(&self) -> bool {
        self.plain.ends_with(".toml")
    }

    /// Whether it is the table about all files.
    pub fn is_table(&self) -> bool {
        let lower = self.plain.to_lowercase();
        TABLES.contains(&stem_of(&lower))
            && (lower.ends_with(".csv") || lower.ends_with(".tsv") || is_spreadsheet(&lower))
    }

    /// Whether metadata with this name is about that file alone: `baeume.csv.toml`.
    pub fn names(&self, data: &Self) -> bool {
        data.plain == plain(stem_of(&self.plain))
    }

    /// Whether metadata with this name is about that file: `baeume.toml` or `baeume.csv.toml`.
    pub fn describes(&self, data: &Self) -> bool {
        !data.is_metadata() && (self.names(data) || stem_of(&data.plain) == stem_of(&self.plain))
    }
}

/// In NFC, and the ending in lower case.
fn plain(name: &str) -> String {
    let name = ComposingNormalizerBorrowed::new_nfc().normalize(name);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{}", ending.to_lowercase()),
        None => name.into_owned(),
    }
}

/// Data and metadata files of a directory.
pub struct Names {
    /// Sorted as written.
    pub files: Vec<FileName>,
    by_plain: HashMap<String, String>,
}

impl Names {
    /// Reads a directory. Left out: hidden and temporary files, subdirectories, instructions
    /// (`LIESMICH`, `README`) and templates (`….vorlage.…`). A name that is no text is a finding.
    pub fn of(directory: &Path) -> Result<(Self, Vec<Finding>), FetchError> {
        let failed = |source| FetchError::File { path: directory.into(), source };
        let mut names = vec![];
        let mut unnamed = vec![];
        for entry in std::fs::read_dir(directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            match entry.file_name().into_string() {
                Ok(name) if !is_aside(&name) && entry.path().is_file() => names.push(name),
                Ok(_) => {}
                Err(name) => unnamed.push(unreadable(&name.to_string_lossy(), "der Dateiname ist nicht in UTF-8 geschrieben; benennen Sie die Datei um / the file name is not written in UTF-8; rename the file")),
            }
        }
        Ok((Self::new(names), unnamed))
    }

    fn new(mut names: Vec<String>) -> Self {
        names.sort();
        let files: Vec<FileName> = names.into_iter().map(FileName::new).collect();
        let by_plain = files.iter().map(|file| (file.plain.clone(), file.written.clone())).collect();
        Self { files, by_plain }
    }

    /// Calls the files of an entry as the directory does.
    pub fn correct(&self, entry: &mut Entry) {
        for file in &mut entry.distribution {
            let has_that_name = || self.files.binary_search_by(|known| known.written.cmp(&file.file)).is_ok();
            if !file.file.is_empty()
                && !has_that_name()
                && let Some(written) = self.by_plain.get(&plain(&file.file))
            {
                file.file.clone_from(written);
            }
        }
    }
}

fn is_aside(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["liesmich", "readme", "thumbs.db", "desktop.ini", "~", "."].iter().any(|start| lower.starts_with(start))
        || lower.contains(".vorlage.")
        || lower.contains(".template.")
        || lower.ends_with('~')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::table_entry::FileEntry;

    const NFC: &str = "B\u{e4}ume";
    const NFD: &str = "Ba\u{308}ume";

    fn file(name: &str) -> FileName {
        FileName::new(name.into())
    }

    #[test]
    fn names_are_compared_as_they_are_read() {
        for (metadata, data, expected) in [
            (format!("{NFC}.toml"), format!("{NFD}.csv"), true),
            (format!("{NFD}.csv.TOML"), format!("{NFC}.CSV"), true),
            ("GROSS.TOML".into(), "GROSS.csv".into(), true),
            ("GROSS.TOML".into(), "gross.csv".into(), false),
            ("a.csv.toml".into(), "a.json".into(), false),
            ("a.toml".into(), "a.TOML".into(), false),
        ] {
            assert!(file(&metadata).is_metadata());
            assert_eq!(file(&metadata).describes(&file(&data)), expected, "{metadata} {data}");
        }
        assert!(file("Datensa\u{308}tze.XLSX").is_table() && file("datasets.csv").is_table());
        assert!(!file("datasets.toml").is_table());
    }

    #[test]
    fn files_are_called_as_in_the_directory() {
        let names = Names::new([format!("{NFD}.csv"), "a.CSV".into(), "b.csv".into(), "b.CSV".into()].into());
        for (said, expected) in [
            (format!("{NFC}.CSV"), format!("{NFD}.csv")),
            ("a.csv".into(), "a.CSV".into()),
            ("b.csv".into(), "b.csv".into()),
            ("b.CSV".into(), "b.CSV".into()),
            ("fehlt.csv".into(), "fehlt.csv".into()),
            (String::new(), String::new()),
        ] {
            let distribution = vec![FileEntry { file: said, ..FileEntry::default() }];
            let mut entry = Entry { distribution, ..Entry::default() };
            names.correct(&mut entry);
            assert_eq!(entry.distribution[0].file, expected);
        }
    }
}
