//! One process owns a data directory.

use crate::archive::failed;
use crate::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

/// Takes the lock, which lasts as long as the file stays open and ends with the process, however
/// that ends. The file names the owner's process id for whoever looks. Fails with
/// [`Error::Locked`] if another process has it.
pub(crate) fn lock(directory: &Path) -> Result<File> {
    let path = directory.join("lock");
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(failed("opening", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Locked(directory.to_owned())),
        Err(TryLockError::Error(error)) => return Err(failed("locking", &path)(error)),
    }
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .map_err(failed("writing", &path))?;
    Ok(file)
}
