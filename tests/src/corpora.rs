//! Recordings of real portals. They lie beside the checkout and belong to no repository of ours; tests
//! that need them say so and end when they are absent.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of recordings: `DATENKREIS_SHARED`, or `../shared` beside the workspace. `None`, with a
/// message, if there is none.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    if folder.join("corpora/FILES.tsv").is_file() {
        return Some(folder);
    }
    // Written past the test program's capture, so that it is seen although the test passes.
    let name = std::thread::current().name().unwrap_or("?").to_owned();
    let _ = writeln!(std::io::stderr(), "skipped {name}: no recordings at {}", folder.display());
    None
}

/// One recorded file.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Path below `corpora/`.
    pub name: String,
    /// What it holds, in words: `128 entries`, `4236 triples, 100 datasets, 101 distributions`.
    pub records: String,
    /// What a strict parser found wrong with it.
    pub defect: String,
    path: PathBuf,
}

impl Recording {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }

    /// The number that stands before a word in [`Self::records`].
    pub fn count(&self, word: &str) -> Option<u64> {
        let mut before = None;
        for token in self.records.split([' ', ',']).filter(|token| !token.is_empty()) {
            if token == word || token.strip_suffix('s') == Some(word) {
                return before;
            }
            before = token.parse().ok();
        }
        None
    }
}

/// The recordings whose path begins so; empty, with a message, if there are none.
pub fn recordings(prefix: &str) -> Vec<Recording> {
    let Some(corpora) = shared().map(|folder| folder.join("corpora")) else {
        return vec![];
    };
    let rows = rows(&corpora.join("FILES.tsv"));
    let recording = |row: Vec<String>| Recording {
        path: corpora.join(&row[0]),
        name: row[0].clone(),
        records: row[4].clone(),
        defect: row[5].clone(),
    };
    rows.into_iter()
        .filter(|row| row[0].starts_with(prefix))
        .map(recording)
        .filter(|r| r.path.is_file())
        .collect()
}

/// A snapshot in a sequence of one source's real states.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The file.
    pub recording: Recording,
    /// Distinct ids in it.
    pub records: u64,
    /// Against the one before: added, removed, changed, unchanged. `None` for the first.
    pub difference: Option<[u64; 4]>,
}

/// The sequence of a name in SNAPSHOTS.tsv; empty, with a message, if there is none.
pub fn sequence(name: &str) -> Vec<Snapshot> {
    let Some(corpora) = shared().map(|folder| folder.join("corpora")) else {
        return vec![];
    };
    let snapshot = |row: Vec<String>| {
        let recording = recordings(&row[1]).into_iter().next()?;
        let number = |column: usize| row.get(column).and_then(|cell| cell.parse().ok());
        let difference = number(6)
            .map(|added| [added, number(7).unwrap_or(0), number(8).unwrap_or(0), number(9).unwrap_or(0)]);
        Some(Snapshot { recording, records: number(4).unwrap_or(0), difference })
    };
    rows(&corpora.join("SNAPSHOTS.tsv"))
        .into_iter()
        .filter(|row| row[0] == name)
        .filter_map(snapshot)
        .collect()
}

/// The rows of a table with tabs, without its heading.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(records: &str, word: &str, expected: Option<u64>) {
        let recording = Recording {
            name: String::new(),
            records: records.into(),
            defect: String::new(),
            path: PathBuf::new(),
        };
        assert_eq!(recording.count(word), expected, "{records}");
    }

    #[test]
    fn counts_are_read_from_words() {
        check("128 entries", "entries", Some(128));
        check("1 record", "record", Some(1));
        check("4236 triples, 100 datasets, 101 distributions", "dataset", Some(100));
        check("7 triples", "dataset", None);
    }
}
