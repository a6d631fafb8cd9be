//! The portal's own configuration file, e.g. `config/demo.toml`.

use datenkreis_harvester::config::{ConfigError, Region, SourceFile, Text, load_sources, read_toml};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What an operator sets for a portal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalConfig {
    /// Public address without trailing slash; part of every IRI, so it never changes.
    pub base_url: toml::Spanned<String>,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Where `/metrics` is served, apart from the public pages. Off if absent.
    pub metrics_listen: Option<SocketAddr>,
    /// Data directory, relative to the configuration file.
    pub data_dir: PathBuf,
    /// Region file, relative to the configuration file.
    pub region: PathBuf,
    /// Directory of source files, relative to the configuration file.
    pub sources: PathBuf,
    /// Harvest every source once when the server has started.
    #[serde(default)]
    pub harvest_at_start: bool,
    /// Name of the portal.
    pub title: Text,
    /// What the portal is, in a sentence or two; also the catalogue's dcterms:description.
    pub description: Text,
    /// The body responsible.
    pub operator: Operator,
    /// Access to the admin API.
    #[serde(default)]
    pub admin: Admin,
    /// Limits of the public SPARQL endpoint.
    #[serde(default)]
    pub sparql: Sparql,
}

/// The body that runs the portal: Impressum, Datenschutz, and dcterms:publisher of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Official name.
    pub name: String,
    /// Postal address, lines separated by line breaks.
    pub address: String,
    /// Mailbox for questions, errors and accessibility feedback.
    pub email: String,
    /// Home page.
    pub homepage: Option<url::Url>,
    /// Telephone number as shown.
    pub telephone: Option<String>,
    /// Who represents the body (Impressum).
    pub represented_by: Option<String>,
}

/// Admin API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Admin {
    /// Lower-case hexadecimal SHA-256 of each token allowed.
    pub token_sha256: Vec<String>,
}

/// The SPARQL workers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sparql {
    /// Worker processes.
    pub workers: usize,
    /// Wall clock of a query in seconds.
    pub timeout_secs: u64,
    /// Address space of a worker in MiB.
    pub memory_mebibytes: u64,
    /// Size of an answer in MiB, at most.
    pub answer_mebibytes: u64,
    /// Queries waiting for a worker, at most.
    pub queue: usize,
}

impl Default for Sparql {
    fn default() -> Self {
        Self { workers: 2, timeout_secs: 15, memory_mebibytes: 2048, answer_mebibytes: 64, queue: 16 }
    }
}

/// Everything that is read once at start.
pub struct Configuration {
    /// The portal file.
    pub portal: PortalConfig,
    /// The region.
    pub region: Region,
    /// The sources.
    pub sources: Vec<SourceFile>,
}

impl Configuration {
    /// Reads the portal file and all it refers to; all mistakes together.
    pub fn load(path: &Path) -> Result<Self, Vec<ConfigError>> {
        let (mut portal, text): (PortalConfig, String) = read_toml(path).map_err(|error| vec![error])?;
        let base = portal.base_url.get_ref();
        if base.ends_with('/') || !base.starts_with("http") || url::Url::parse(base).is_err() {
            return Err(vec![ConfigError::at(
                path,
                &text,
                portal.base_url.span(),
                "`base_url` is an http(s) address without trailing slash, e.g. \"https://daten.kreis-unna.de\"",
            )]);
        }
        if let Ok(hash) = std::env::var("DATENKREIS_ADMIN_TOKEN_SHA256") {
            portal.admin.token_sha256.push(hash);
        }
        if let Some(bad) = portal.admin.token_sha256.iter().find(|hash| !is_sha256(hash)) {
            let at = text.find(bad.as_str()).unwrap_or(0);
            return Err(vec![ConfigError::at(
                path,
                &text,
                at..at + bad.len(),
                "not a SHA-256: 64 lower-case hexadecimal digits are allowed (see `datenkreis hash-token`)",
            )]);
        }
        let directory = path.parent().unwrap_or(Path::new(""));
        portal.data_dir = directory.join(&portal.data_dir);
        let region = Region::load(&directory.join(&portal.region)).map_err(|error| vec![error])?;
        let sources = load_sources(&directory.join(&portal.sources), &region)?;
        Ok(Self { portal, region, sources })
    }
}

impl PortalConfig {
    /// The public address without trailing slash.
    pub fn base(&self) -> &str {
        self.base_url.get_ref()
    }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
