//! A portal's configuration in a temporary directory, and the commands an operator runs on it.

use crate::{Portal, RunReport, Status};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// What [`Site::default`] calls itself in what it publishes.
pub const BASE: &str = "http://127.0.0.1:1";

/// A configuration with its data directory; both are deleted at the end.
pub struct Site {
    directory: TempDir,
    base: String,
}

impl Default for Site {
    fn default() -> Self {
        Self::new(BASE, "")
    }
}

impl Site {
    /// A site that calls itself `base`, with further tables of the portal file.
    pub fn new(base: &str, tables: &str) -> Self {
        let directory =
            tempfile::Builder::new().prefix("datenkreis-").tempdir().expect("a temporary directory");
        let site = Self { directory, base: base.into() };
        std::fs::create_dir(site.path("sources")).expect("a directory");
        site.write("region.toml", REGION);
        let portal = PORTAL.replace("BASE", base);
        // Links are checked by the tests that are about them: the rest names hosts that do not exist.
        let links = if tables.contains("[links]") { "" } else { "[links]\nenabled = false\n" };
        site.write("portal.toml", &format!("{portal}\n{tables}\n{links}"));
        site
    }

    /// What the site calls itself.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A path below the site's directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The portal file.
    pub fn config(&self) -> PathBuf {
        self.path("portal.toml")
    }

    /// Writes a file below the site's directory.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Adds a source, or replaces it: its kind, the lines of `[settings]`, and further top-level lines.
    pub fn source(&self, id: &str, kind: &str, settings: &str, options: &str) {
        let text = format!(
            "kind = \"{kind}\"\ntitle = \"{id}\"\npublisher = \"musterstadt\"\n{options}\n\
             [network]\nallow_private = true\nports = {:?}\ngap_millis = 0\n{NETWORK}\n[settings]\n{settings}\n",
            loopback_ports(settings)
        );
        self.write(&format!("sources/{id}.toml"), &text);
    }

    /// Adds a CKAN source.
    pub fn ckan(&self, id: &str, url: &str) {
        self.source(id, "ckan", &format!("url = \"{url}\""), "");
    }

    /// Adds a source of DCAT as RDF.
    pub fn dcat(&self, id: &str, url: &str) {
        self.source(id, "dcat-rdf", &format!("url = \"{url}\""), "");
    }

    /// Adds a folder source for a directory below the site's.
    pub fn folder(&self, id: &str, directory: &Path) {
        let path = toml::Value::from(directory.to_str().expect("a path in UTF-8"));
        self.source(id, "folder", &format!("path = {path}"), "");
    }

    /// Allows an admin token, from the next start on, and returns it.
    pub fn allow_token(&self) -> String {
        let token = "ein-Token-nur-zum-Testen-0123456789";
        let config = std::fs::read_to_string(self.config()).expect("the portal file");
        self.write("portal.toml", &format!("{config}\n[admin]\ntoken_sha256 = [\"{}\"]\n", sha256(token)));
        token.into()
    }

    /// Starts the server.
    pub fn serve(&self) -> Portal {
        Portal::start(&self.config(), &self.base)
    }

    /// Runs a command of the program on this site.
    pub fn command(&self, arguments: &[&str]) -> Output {
        self.prepare(arguments).output().unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
    }

    /// A command of the program on this site, not yet started.
    pub fn prepare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--config").arg(self.config());
        command
    }

    /// Harvests one source, whatever the verdict; the counts have been checked to add up.
    #[track_caller]
    pub fn harvest(&self, id: &str) -> RunReport {
        let report: RunReport = json(&self.command(&["harvest", id, "--format", "json"]));
        report.assert_adds_up();
        report
    }

    /// The state as the data directory tells it, without a server.
    #[track_caller]
    pub fn status(&self) -> Status {
        json(&self.command(&["status", "--format", "json"]))
    }

    /// Lets the last held run of a source count.
    #[track_caller]
    pub fn release(&self, id: &str) {
        let output = self.command(&["release", id]);
        assert!(output.status.success(), "{}", described(&output));
    }
}

/// The ports of the servers on this machine that a text names.
fn loopback_ports(text: &str) -> Vec<u16> {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    text.split("127.0.0.1:").skip(1).filter_map(|rest| digits(rest).parse().ok()).collect()
}

/// The program under test: `DATENKREIS_BINARY`, or the release build of this workspace.
pub fn binary() -> PathBuf {
    let binary = std::env::var_os("DATENKREIS_BINARY").map_or_else(
        || {
            let target = std::env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
            target.join("release/datenkreis")
        },
        PathBuf::from,
    );
    assert!(binary.is_file(), "{} is not there: `make e2e` builds it first", binary.display());
    binary
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first line of a command's output as JSON.
#[track_caller]
pub fn json<T: DeserializeOwned>(output: &Output) -> T {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let line = stdout.lines().next().unwrap_or_default();
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {}", described(output)))
}

/// A command's output, for messages of failing tests.
pub fn described(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\nstdout: {}\nstderr: {}", output.status, text(&output.stdout), text(&output.stderr))
}

const PORTAL: &str = r#"
base_url = "BASE"
listen = "127.0.0.1:0"
data_dir = "data"
region = "region.toml"
sources = "sources"

[title]
de = "Offene Daten in Musterland"
en = "Open data in Musterland"

[description]
de = "Ein Portal zum Prüfen."
en = "A portal for tests."

[operator]
name = "Kreis Musterland"
address = "Marktplatz 1\n12345 Musterstadt"
email = "offene-daten@example.org"
"#;

const REGION: &str = r#"
id = "musterland"

[title]
de = "Musterland"
en = "Musterland"

[[organisation]]
id = "musterstadt"
name = "Stadt Musterstadt"
homepage = "https://musterstadt.example/"
email = "daten@musterstadt.example"
"#;

/// Short limits: the peers of the tests answer at once or never.
const NETWORK: &str = "first_byte_secs = 2\ntotal_secs = 20\ntries = 3";
