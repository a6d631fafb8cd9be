//! What `datenkreis new-folder` writes: a folder that can be harvested as it is, for a municipality to
//! put its own files into.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The files of the template: name and text, in German and English.
const GERMAN: &[(&str, &str)] = &[
    ("LIESMICH.txt", include_str!("folder_template/LIESMICH.txt")),
    ("beispiel-baeume.csv", include_str!("folder_template/beispiel-baeume.csv")),
    ("beispiel-baeume.toml", include_str!("folder_template/beispiel-baeume.toml")),
    ("datensaetze.vorlage.csv", include_str!("folder_template/datensaetze.vorlage.csv")),
    ("quelle.vorlage.toml", include_str!("folder_template/quelle.vorlage.toml")),
];

const ENGLISH: &[(&str, &str)] = &[
    ("README.txt", include_str!("folder_template/README.txt")),
    ("example-trees.csv", include_str!("folder_template/example-trees.csv")),
    ("example-trees.toml", include_str!("folder_template/example-trees.toml")),
    ("datasets.template.csv", include_str!("folder_template/datasets.template.csv")),
    ("source.template.toml", include_str!("folder_template/source.template.toml")),
];

/// Writes the template into `directory`, which is made if need be. `language` is `de` or `en`.
/// Returns the files written.
///
/// # Errors
/// An existing file is never overwritten: the first one found ends the work. All other errors are
/// those of the file system.
pub fn write(directory: &Path, language: &str) -> std::io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(directory)?;
    let files = if language == "en" { ENGLISH } else { GERMAN };
    if let Some((name, _)) = files.iter().find(|(name, _)| directory.join(name).exists()) {
        return Err(std::io::Error::new(
            std::io::ErrorKind::AlreadyExists,
            format!(
                "die Datei {name} gibt es schon, und nichts wird überschrieben; bitte einen leeren Ordner nennen / \
                 the file {name} is there already, and nothing is overwritten; please name an empty folder"
            ),
        ));
    }
    let mut written = vec![];
    for (name, text) in files {
        let path = directory.join(name);
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        // Spreadsheet programs take a CSV file for Latin-1 unless it begins with a byte order mark.
        if name.ends_with(".csv") {
            file.write_all("\u{feff}".as_bytes())?;
        }
        file.write_all(text.as_bytes())?;
        written.push(path);
    }
    Ok(written)
}
