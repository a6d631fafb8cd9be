//! `server.json` in the data directory: how commands on this machine find the running server, and the
//! token by which it knows them. Readable by the server's own user only. A file that a crash left behind
//! does no harm: whoever gets the lock of the directory removes it.

use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

const NAME: &str = "server.json";

/// What the file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFile {
    /// Where the server can be reached from this machine.
    pub address: SocketAddr,
    /// Accepted by the admin API while the server runs.
    pub token: String,
}

/// Removes the file from its directory when dropped.
pub struct Published(PathBuf);

impl Drop for Published {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.0) {
            tracing::warn!(%error, "{NAME} in {} could not be removed", self.0.display());
        }
    }
}

impl ServerFile {
    /// For a server that listens on `address`; an address that stands for all of the machine's becomes
    /// the loopback address.
    pub fn new(address: SocketAddr, token: String) -> Self {
        let ip = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        Self { address: SocketAddr::new(ip, address.port()), token }
    }

    /// Writes the file; it stays as long as what is returned.
    pub fn publish(&self, directory: &Path) -> io::Result<Published> {
        remove(directory)?;
        let path = directory.join(NAME);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        let published = Published(directory.to_owned());
        file.write_all(&serde_json::to_vec(self)?)?;
        Ok(published)
    }

    /// Reads the file; `None` if there is none.
    pub fn read(directory: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(directory.join(NAME)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Removes what an earlier server left behind; only the owner of the directory's lock may.
pub fn remove(directory: &Path) -> io::Result<()> {
    match std::fs::remove_file(directory.join(NAME)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A token nobody can guess: 256 bits.
pub fn new_token() -> String {
    rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_file_is_private_and_goes_with_the_server() {
        let directory = std::env::temp_dir().join(format!("datenkreis-server-file-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let path = directory.join(NAME);
        std::fs::write(&path, "left behind").unwrap();
        let written = ServerFile::new("0.0.0.0:8080".parse().unwrap(), new_token());
        assert_eq!(written.address.to_string(), "127.0.0.1:8080");
        let published = written.publish(&directory).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(ServerFile::read(&directory).unwrap(), Some(written));
        drop(published);
        assert_eq!(ServerFile::read(&directory).unwrap(), None);
        std::fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn addresses_can_be_asked_from_this_machine() {
        for (listens, expected) in
            [("[::]:80", "[::1]:80"), ("10.0.0.7:80", "10.0.0.7:80"), ("127.0.0.1:1", "127.0.0.1:1")]
        {
            let file = ServerFile::new(listens.parse().unwrap(), String::new());
            assert_eq!(file.address.to_string(), expected);
        }
    }
}
