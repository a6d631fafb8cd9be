//! Every response body as received, before anything is parsed: zstd files named after the SHA-256
//! of the bytes. Never interprets what it holds. The journal remembers which URL gave which body.

use crate::rdf::canonical;
use crate::{Error, Result};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// SHA-256 of a body, lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BodyHash(pub String);

/// The directory of bodies: `<first two digits>/<next two>/<hash>.zst`.
#[derive(Clone, Debug)]
pub struct Archive {
    directory: PathBuf,
}

/// Distinguishes files being written at the same time by this process.
static WRITES: AtomicU64 = AtomicU64::new(0);

impl Archive {
    /// Opens or creates the directory; throws away what a crash left half written.
    pub fn open(directory: &Path) -> Result<Self> {
        let unfinished = directory.join("unfinished");
        match fs::remove_dir_all(&unfinished) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(failed("clearing", &unfinished)(error));
            }
            _ => {}
        }
        fs::create_dir_all(&unfinished).map_err(failed("creating", &unfinished))?;
        Ok(Self { directory: directory.to_owned() })
    }

    /// Stores a body; durable when it returns. A body already there is not written again.
    pub fn put(&self, body: &[u8]) -> Result<BodyHash> {
        let hash = BodyHash(canonical::hash(body));
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        let number = WRITES.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.directory.join("unfinished").join(number.to_string());
        let compressed = zstd::bulk::compress(body, 3).map_err(failed("compressing", &path))?;
        let mut file = File::create(&unfinished).map_err(failed("creating", &unfinished))?;
        let written = file.write_all(&compressed).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // A full disk: what could be written is of no use. That it cannot be removed either is
            // no news.
            let _ = fs::remove_file(&unfinished);
            return Err(failed("writing", &unfinished)(error));
        }
        let parent = path.parent().unwrap_or(&self.directory);
        fs::create_dir_all(parent).map_err(failed("creating", parent))?;
        fs::rename(&unfinished, &path).map_err(failed("writing", &path))?;
        // The names are durable once every directory on the way is.
        for directory in parent.ancestors().take(3) {
            sync_directory(directory)?;
        }
        Ok(hash)
    }

    /// Reads a body back; `None` if it was never stored. Fails with [`Error::Body`] if the bytes do
    /// not have this hash any more.
    pub fn get(&self, hash: &BodyHash) -> Result<Option<Vec<u8>>> {
        if hash.0.len() != 64 || !hash.0.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let path = self.path(hash);
        let compressed = match fs::read(&path) {
            Ok(compressed) => compressed,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("reading", &path)(error)),
        };
        let body = zstd::stream::decode_all(compressed.as_slice()).map_err(failed("decompressing", &path))?;
        if canonical::hash(&body) == hash.0 { Ok(Some(body)) } else { Err(Error::Body(path)) }
    }

    fn path(&self, hash: &BodyHash) -> PathBuf {
        let BodyHash(digits) = hash;
        self.directory.join(&digits[..2]).join(&digits[2..4]).join(format!("{digits}.zst"))
    }
}

/// Makes the names in a directory durable.
pub(crate) fn sync_directory(directory: &Path) -> Result<()> {
    File::open(directory).and_then(|opened| opened.sync_all()).map_err(failed("syncing", directory))
}

/// Names what was being done, and where, when the file system refused.
pub(crate) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { doing, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_come_back_and_damage_is_noticed() -> Result<()> {
        let directory = tempfile::TempDir::new().expect("a temporary directory");
        let archive = Archive::open(directory.path())?;
        let body = "ä".repeat(10_000).into_bytes();
        let hash = archive.put(&body)?;
        assert_eq!(archive.put(&body)?, hash);
        let archive = Archive::open(directory.path())?;
        assert_eq!(archive.get(&hash)?, Some(body));
        let empty = archive.put(b"")?;
        assert_eq!(archive.get(&empty)?, Some(Vec::new()));

        let path = archive.path(&hash);
        let wrong = zstd::bulk::compress(b"something else", 3).map_err(failed("compressing", &path))?;
        fs::write(&path, wrong).map_err(failed("writing", &path))?;
        assert!(matches!(archive.get(&hash), Err(Error::Body(damaged)) if damaged == path));
        fs::write(&path, b"no zstd").map_err(failed("writing", &path))?;
        assert!(archive.get(&hash).is_err());
        Ok(())
    }

    #[test]
    fn what_is_no_hash_is_not_found() -> Result<()> {
        let directory = tempfile::TempDir::new().expect("a temporary directory");
        let archive = Archive::open(directory.path())?;
        for hash in ["", "ab", "../../../../etc/passwd", &"ä".repeat(32), &"0".repeat(64)] {
            assert_eq!(archive.get(&BodyHash(hash.into()))?, None);
        }
        Ok(())
    }
}
