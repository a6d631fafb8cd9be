//! The portal's own configuration file, e.g. `config/demo.toml`.

use crate::api::organisation::OPERATOR;
use crate::check::CheckSettings;
use crate::dashboards::{self, Dashboard};
use crate::demography::boundaries::Boundaries;
use crate::demography::projection::ProjectionSettings;
use crate::demography::settings::StatisticsSettings;
use crate::demography::territory::Territory;
use datenkreis_catalogue::relations::{Policy, SERIES_SOURCE, Speaker};
use datenkreis_harvester::config::{
    ConfigError, Region, Relations, SourceFile, is_mailbox, load_sources, recover_toml,
};
use datenkreis_harvester::links::LinkSettings;
use datenkreis_harvester::report::{MailSettings, ReportSettings};
use datenkreis_harvester::tables::{Mapping, load_statistics};
use datenkreis_vocab::cube::iri::SOURCE;
use datenkreis_vocab::cube::{CubeDefinition, known};
use datenkreis_vocab::indicator;
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
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
    /// Addresses of reverse proxies before the server: they, and nobody else, are believed when they say
    /// in `X-Forwarded-For` for whom they ask.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
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
    /// How links are checked.
    #[serde(default)]
    pub links: LinkSettings,
    /// How publishers are told what changes about their data.
    #[serde(default)]
    pub reports: ReportSettings,
    /// The server that takes our mail. Without one nothing is mailed.
    pub mail: Option<MailSettings>,
    /// Limits of checks that visitors ask for.
    #[serde(default)]
    pub check: CheckSettings,
    /// Tables that become statistics, and what charts need beside them.
    pub statistics: Option<StatisticsSettings>,
}

/// The body that runs the portal: Impressum, Datenschutz, and dcterms:publisher of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Official name.
    pub name: String,
    /// Postal address, lines separated by line breaks; left out where there is none.
    #[serde(default)]
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
    /// What the operator says about datasets that are the same.
    pub relations: Relations,
    /// How tables become statistics.
    pub tables: Vec<Mapping>,
    /// What is put together of statistics.
    pub dashboards: Vec<Dashboard>,
    /// Where areas lie.
    pub boundaries: Boundaries,
}

impl Configuration {
    /// Reads the portal file and all it refers to; all mistakes together.
    pub fn load(path: &Path) -> Result<Self, Vec<ConfigError>> {
        let text = std::fs::read_to_string(path).map_err(|error| vec![ConfigError::file(path, error)])?;
        let (portal, mut mistakes): (Option<PortalConfig>, _) = recover_toml(path, &text);
        let Some(mut portal) = portal else { return Err(mistakes) };
        mistakes.extend(portal.mistakes(path, &text));
        match std::env::var(TOKEN_VARIABLE) {
            Ok(hash) if hash.is_empty() => {}
            Ok(hash) if is_sha256(&hash) => portal.admin.token_sha256.push(hash),
            Ok(_) => mistakes.push(ConfigError::file(
                Path::new(TOKEN_VARIABLE),
                format!("the environment variable holds {NO_SHA256}"),
            )),
            Err(_) => {}
        }
        let directory = path.parent().unwrap_or(Path::new(""));
        portal.data_dir = directory.join(&portal.data_dir);
        let [region, sources] = [&portal.region, &portal.sources].map(|path| directory.join(path));
        let beside = sources.parent().unwrap_or(directory).join("relations.toml");
        let region = if region.is_file() {
            Region::load(&region).map_err(|mistake| mistakes.push(mistake)).ok()
        } else {
            let message = format!("there is no such file: {} (relative to this file)", region.display());
            mistakes.push(ConfigError::at_key(path, &text, &["region"], &message));
            None
        };
        let sources = if sources.is_dir() {
            load_sources(&sources, region.as_ref()).map_err(|found| mistakes.extend(found)).ok()
        } else {
            let message =
                format!("there is no such directory: {} (relative to this file)", sources.display());
            mistakes.push(ConfigError::at_key(path, &text, &["sources"], &message));
            None
        };
        let wants_mail = |region: &Region| {
            let reports = region.organisations.iter().filter_map(|organisation| organisation.report.as_ref());
            reports.filter(|report| report.email.is_some()).count() > 0
        };
        if portal.mail.is_none() && region.as_ref().is_some_and(wants_mail) {
            let message =
                "an organisation of the region wants its report by mail, but there is no table `[mail]`";
            mistakes.push(ConfigError::file(path, message));
        }
        for file in sources.iter().flatten().filter(|file| file.id.as_str() == SERIES_SOURCE) {
            let message = format!(
                "no source is called `{SERIES_SOURCE}`: series of relations.toml stand under that name"
            );
            mistakes.push(ConfigError::file(&file.path, message));
        }
        for file in sources.iter().flatten().filter(|file| file.id.as_str() == SOURCE) {
            let message = format!("no source is called `{SOURCE}`: statistical cubes stand under that name");
            mistakes.push(ConfigError::file(&file.path, message));
        }
        let relations = Relations::load(&beside, portal.base()).map_err(|mistake| mistakes.push(mistake));
        let boundaries = match (&portal.statistics, &region) {
            (Some(StatisticsSettings { boundaries: Some(boundaries), .. }), Some(region)) => boundaries
                .load(directory, &Territory::of(region))
                .map_err(|mistake| mistakes.push(mistake))
                .unwrap_or_default(),
            _ => Boundaries::default(),
        };
        let tables =
            portal.statistics.as_ref().map(|settings| load_statistics(&directory.join(&settings.tables)));
        let tables = tables.unwrap_or(Ok(vec![])).map_err(|found| mistakes.extend(found));
        if let (Some(projection), Ok(tables)) = (portal.projection(), &tables) {
            let missing = projection.missing(tables).into_iter();
            mistakes.extend(missing.map(|(key, message)| at_projection(path, &text, key, &message)));
        }
        let tables = tables.unwrap_or_default();
        let dashboards = portal.statistics.as_ref().and_then(|settings| settings.dashboards.as_ref());
        let dashboards = match (dashboards, &region) {
            (Some(folder), Some(region)) => {
                load_dashboards(path, &text, &directory.join(folder), &tables, region)
                    .map_err(|found| mistakes.extend(found))
                    .unwrap_or_default()
            }
            _ => vec![],
        };
        match (region, sources, relations) {
            (Some(region), Some(sources), Ok(relations)) if mistakes.is_empty() => {
                Ok(Self { portal, region, sources, relations, tables, dashboards, boundaries })
            }
            _ => Err(mistakes),
        }
    }
}

/// The dashboards of a directory, checked against all cubes that are defined.
fn load_dashboards(
    path: &Path,
    text: &str,
    folder: &Path,
    tables: &[Mapping],
    region: &Region,
) -> Result<Vec<Dashboard>, Vec<ConfigError>> {
    if !folder.is_dir() {
        let message = format!("there is no such directory: {} (relative to this file)", folder.display());
        return Err(vec![ConfigError::at_key(path, text, &["statistics", "dashboards"], &message)]);
    }
    let indicators = indicator::cube(indicator::indicators());
    let mapped = tables.iter().flat_map(|mapping| &mapping.cubes).map(|cube| &*cube.definition);
    let cubes: Vec<&CubeDefinition> = known::cubes().iter().chain([&indicators]).chain(mapped).collect();
    dashboards::load(folder, &cubes, &Territory::of(region))
}

impl Configuration {
    /// What decides between datasets that are the same, and which are a series.
    pub fn policy(&self) -> Policy {
        let Self { portal, region, sources, relations, .. } = self;
        let speaker = Speaker {
            iri: format!("{}/organisation/{OPERATOR}", portal.base()),
            name: portal.operator.name.clone(),
            email: portal.operator.email.clone(),
        };
        Policy { speaker: Some(speaker), ..relations.policy(region, sources) }
    }
}

impl PortalConfig {
    /// The public address without trailing slash.
    pub fn base(&self) -> &str {
        self.base_url.get_ref()
    }

    /// How the population is projected, if it is.
    pub fn projection(&self) -> Option<&ProjectionSettings> {
        self.statistics.as_ref()?.projection.as_ref()
    }

    /// What is wrong in the portal file beyond its syntax.
    fn mistakes(&self, path: &Path, text: &str) -> Vec<ConfigError> {
        let at = |key: &[&str], message: &str| ConfigError::at_key(path, text, key, message);
        let mut mistakes = vec![];
        let base = self.base();
        let is_address = base.starts_with("http://") || base.starts_with("https://");
        if base.ends_with('/') || !is_address || url::Url::parse(base).is_err() {
            let message = "`base_url` is an http(s) address without trailing slash, e.g. \"https://daten.kreis-unna.de\"";
            mistakes.push(at(&["base_url"], message));
        }
        if self.metrics_listen == Some(self.listen) && self.listen.port() != 0 {
            mistakes.push(at(&["metrics_listen"], "`metrics_listen` needs an address other than `listen`"));
        }
        if !is_mailbox(&self.operator.email) {
            let message = format!(
                "`{}` is no mailbox; e.g. \"offene-daten@example.org\" is allowed",
                self.operator.email
            );
            mistakes.push(at(&["operator", "email"], &message));
        }
        for (number, hash) in self.admin.token_sha256.iter().enumerate() {
            if !is_sha256(hash) {
                mistakes.push(at(&["admin", "token_sha256", &number.to_string()], NO_SHA256));
            }
        }
        let sparql = &self.sparql;
        let limits = [
            ("workers", sparql.workers == 0),
            ("timeout_secs", sparql.timeout_secs == 0),
            ("answer_mebibytes", sparql.answer_mebibytes == 0),
            ("queue", sparql.queue == 0),
        ];
        for (key, is_zero) in limits {
            if is_zero {
                mistakes.push(at(&["sparql", key], &format!("`{key}` is a whole number of 1 or more")));
            }
        }
        if sparql.memory_mebibytes < LEAST_MEMORY_MEBIBYTES {
            let message = format!("`memory_mebibytes` is {LEAST_MEMORY_MEBIBYTES} or more");
            mistakes.push(at(&["sparql", "memory_mebibytes"], &message));
        }
        let check = &self.check;
        for (key, value) in [
            ("at_once", check.at_once as u64),
            ("mebibytes", check.mebibytes),
            ("timeout_secs", check.timeout_secs),
        ] {
            if value == 0 {
                mistakes.push(at(&["check", key], &format!("`{key}` is 1 or more")));
            }
        }
        let statistics = self.statistics.as_ref().map(StatisticsSettings::mistakes).unwrap_or_default();
        mistakes.extend(statistics.iter().map(|(key, message)| at(&["statistics", key], message)));
        let projection = self.projection().map(ProjectionSettings::mistakes).unwrap_or_default();
        mistakes.extend(projection.iter().map(|(key, message)| at_projection(path, text, key, message)));
        let links = self.links.mistakes();
        mistakes.extend(links.iter().map(|(key, message)| at(&["links", key], message)));
        let reports = self.reports.mistakes();
        mistakes.extend(reports.iter().map(|(key, message)| at(&["reports", key], message)));
        let mail = self.mail.as_ref().map(MailSettings::mistakes).unwrap_or_default();
        mistakes.extend(mail.iter().map(|(key, message)| at(&["mail", key], message)));
        mistakes
    }
}

/// A mistake at a key of `[statistics.projection]`; at the table itself, where there is no key.
fn at_projection(path: &Path, text: &str, key: &str, message: &str) -> ConfigError {
    let key: Vec<&str> =
        ["statistics", "projection", key].into_iter().filter(|part| !part.is_empty()).collect();
    ConfigError::at_key(path, text, &key, message)
}

/// Holds a hash that need not stand in a file.
const TOKEN_VARIABLE: &str = "DATENKREIS_ADMIN_TOKEN_SHA256";

const NO_SHA256: &str =
    "not a SHA-256: 64 lower-case hexadecimal digits are allowed (see `datenkreis hash-token`)";

/// With less address space no worker can open a snapshot.
const LEAST_MEMORY_MEBIBYTES: u64 = 1024;

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "base_url = 'https://daten.example.org'\nlisten = '127.0.0.1:0'\ndata_dir = 'd'\n\
        region = 'r.toml'\nsources = 's'\ntitle = { de = 't', en = 't' }\ndescription = { de = 'd', en = 'd' }\n\
        operator = { name = 'n', address = 'a', email = 'daten@example.org' }\n";

    /// The lines at which mistakes are shown.
    fn check(text: &str, lines: &[usize]) {
        let path = Path::new("portal.toml");
        let (portal, mut mistakes): (Option<PortalConfig>, _) = recover_toml(path, text);
        mistakes.extend(portal.iter().flat_map(|portal| portal.mistakes(path, text)));
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), lines.len(), "{text}\n{}", shown.join("\n"));
        for (shown, line) in shown.iter().zip(lines) {
            assert!(shown.contains(&format!("portal.toml:{line}:")), "line {line}:\n{shown}");
        }
    }

    #[test]
    fn all_mistakes_of_a_portal_file_are_shown() {
        check(RIGHT, &[]);
        check(&RIGHT.replace("'daten@example.org'", "'keine mail'").replace("org'\n", "org/'\n"), &[1, 8]);
        check(&format!("{RIGHT}[admin]\ntoken_sha256 = [\n  '',\n  'abc',\n]\n"), &[11, 12]);
        check(&format!("{RIGHT}[sparql]\nworkers = 0\nmemory_mebibytes = 5\n"), &[10, 11]);
        check(&format!("{RIGHT}[links]\nevery_days = 0\nat_once = 3\ntimeout_secs = 0\n"), &[10, 12]);
        check(&format!("{RIGHT}[links]\nevery_day = 1\n"), &[10]);
        check(&format!("{RIGHT}[reports]\nevery_days = 0\n[mail]\nhost = 'h'\nfrom = 'x'\n"), &[10, 13]);
        check(&format!("{RIGHT}[check]\nat_once = 0\nper_minute = 9\nmebibytes = 0\n"), &[10, 12]);
        check(&RIGHT.replace("data_dir", "lsten = 1\ndata_dir"), &[3]);
    }
}
