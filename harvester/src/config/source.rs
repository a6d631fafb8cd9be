use super::error::{parse_toml, recover_toml};
use super::{ConfigError, Region, check};
use datenkreis_vocab::identity::SourceId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// What a source may reach, and how hard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Whether private, loopback and link-local addresses may be asked. Tests and intranets need it.
    pub allow_private: bool,
    /// Further TCP ports besides 80, 443, 8080 and 8443.
    pub ports: Vec<u16>,
    /// Wait for the first byte of an answer.
    pub first_byte_secs: Option<u64>,
    /// Wait for a whole answer.
    pub total_secs: Option<u64>,
    /// Decoded size of one answer, at most.
    pub body_mebibytes: Option<u64>,
    /// Pause between two requests to the host.
    pub gap_millis: Option<u64>,
    /// Tries per request.
    pub tries: Option<u32>,
    /// Name of the environment variable that holds the value of an `Authorization` header.
    pub authorization_env: Option<String>,
}

/// One source file, `config/…/sources/<id>.toml`: one endpoint.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The file name without `.toml`.
    #[serde(skip, default = "no_id")]
    pub id: SourceId,
    /// Where the file is; relative paths in settings start at its directory.
    #[serde(skip)]
    pub path: PathBuf,
    #[serde(skip)]
    text: String,
    /// One of the registered kinds.
    pub kind: toml::Spanned<String>,
    /// Name shown on the status page.
    pub title: String,
    /// Id of an organisation of the region: publisher where a record names none.
    pub publisher: Option<toml::Spanned<String>>,
    /// Cron expression with seconds (UTC) for full runs. Without one, the source runs on demand only.
    pub schedule: Option<toml::Spanned<String>>,
    /// Cron expression for incremental runs, where the protocol can.
    pub incremental_schedule: Option<toml::Spanned<String>>,
    /// Which source's dataset is shown where several deliver the same: the one with the higher number.
    #[serde(default)]
    pub priority: i64,
    /// Whether the source is harvested at all.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Licence (any spelling of the list) an operator vouches for where a record names none.
    pub license: Option<String>,
    /// dcatde:contributorID added to every dataset.
    pub contributor_id: Option<String>,
    /// Portal a person would open; relative links resolve against it.
    pub site: Option<url::Url>,
    /// Days a record stays published after the source stopped delivering it.
    #[serde(default = "grace_days")]
    pub grace_days: u32,
    /// Share of records (0–1) a run may lose without being held.
    #[serde(default = "max_loss_share")]
    pub max_loss_share: f64,
    /// Number of records a run may lose in any case.
    #[serde(default = "max_loss_records")]
    pub max_loss_records: u64,
    /// Network limits and permissions.
    #[serde(default)]
    pub network: Network,
    /// A remark of the operator, shown nowhere.
    pub note: Option<String>,
    /// Settings of the kind; read by [`SourceFile::settings`].
    #[serde(default, rename = "settings")]
    _settings: serde::de::IgnoredAny,
}

fn no_id() -> SourceId {
    SourceId::new("")
}

fn yes() -> bool {
    true
}

fn grace_days() -> u32 {
    7
}

fn max_loss_share() -> f64 {
    0.1
}

fn max_loss_records() -> u64 {
    20
}

impl SourceFile {
    /// Parses a source file's text.
    pub fn parse(path: &Path, text: String) -> Result<Self, ConfigError> {
        match Self::recover(path, text) {
            (Some(file), mistakes) if mistakes.is_empty() => Ok(file),
            (_, mistakes) => {
                Err(ConfigError::all(mistakes).unwrap_or_else(|| ConfigError::file(path, "cannot be read")))
            }
        }
    }

    /// What can be read of a source file's text, and every mistake that it shows by itself.
    fn recover(path: &Path, text: String) -> (Option<Self>, Vec<ConfigError>) {
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let (file, mut mistakes): (Option<Self>, _) = recover_toml(path, &text);
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            mistakes.push(ConfigError::file(
                path,
                "the file name is the source's id and part of dataset IRIs: lower-case letters, digits and hyphens are allowed",
            ));
        }
        (file.map(|file| Self { id: SourceId::new(id), path: path.into(), text, ..file }), mistakes)
    }

    /// The settings as the kind's own type. The file is read again as that type, so that a mistake is
    /// shown at its line.
    pub fn settings<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        #[derive(Deserialize)]
        struct Only<T> {
            settings: T,
        }
        let only: Only<T> = if self.text.contains("settings") {
            parse_toml(&self.path, &self.text)?
        } else {
            parse_toml(&self.path, &format!("{}\n[settings]\n", self.text))?
        };
        Ok(only.settings)
    }

    /// An error shown at a value of this file.
    pub fn mistake<T>(&self, value: &toml::Spanned<T>, message: &str) -> ConfigError {
        ConfigError::at(&self.path, &self.text, value.span(), message)
    }

    /// An error shown at the value of a key: `&["network", "tries"]`.
    pub fn mistake_at(&self, key: &[&str], message: &str) -> ConfigError {
        ConfigError::at_key(&self.path, &self.text, key, message)
    }

    /// The portal a person would open: the one configured, else the address that is harvested.
    pub fn portal(&self) -> Option<url::Url> {
        #[derive(Deserialize)]
        struct Address {
            url: Option<url::Url>,
        }
        let address = || self.settings::<Address>().ok()?.url;
        self.site.clone().or_else(address)
    }

    /// A path of the settings, relative to the file.
    pub fn relative(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }
}

/// Reads every `*.toml` of a directory, in the order of their names, and checks them, against the
/// region too if there is one. All mistakes are returned together.
pub fn load_sources(directory: &Path, region: Option<&Region>) -> Result<Vec<SourceFile>, Vec<ConfigError>> {
    let entries = std::fs::read_dir(directory).map_err(|error| vec![ConfigError::file(directory, error)])?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut sources = vec![];
    let mut mistakes = vec![];
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let (file, found) = SourceFile::recover(&path, text);
                mistakes.extend(found);
                mistakes.extend(file.iter().flat_map(|file| check::mistakes(file, region)));
                sources.extend(file);
            }
            Err(error) => mistakes.push(ConfigError::file(&path, error)),
        }
    }
    if mistakes.is_empty() { Ok(sources) } else { Err(mistakes) }
}
