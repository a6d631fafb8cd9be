//! `datenkreis check`: a file, an address or a configured source against the official constraints, without
//! catalogue or server.

mod text;

use super::{Outcome, open};
use crate::check::{failed, html, json, turtle};
use crate::language::Language;
use crate::texts::check::of;
use datenkreis_catalogue::rdf::{Format, serialize};
use datenkreis_harvester::http::{Client, Limits};
use datenkreis_harvester::inspect::{Bounds, InspectError, Inspection, Inspector};
use datenkreis_harvester::schedule::configure;
use datenkreis_harvester::{chain, config::SourceFile};
use datenkreis_vocab::shapes::Profile;
use serde_json::json;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use url::Url;

/// What to check, and how to say what was found.
#[derive(clap::Args)]
#[command(
    after_help = "Ends with 0 if the profile is met (warnings aside), with 1 if there is a violation or a part could not be read, with 2 if nothing could be read or the command was not understood."
)]
pub struct Arguments {
    /// A file (RDF of any format, or JSON from CKAN; - for standard input), a folder with files and what is
    /// said about them, a web address (document, feed, CKAN portal), or the id of a configured source.
    subject: String,
    /// What to measure it by.
    #[arg(long, default_value = "3.0", value_parser = clap::builder::PossibleValuesParser::new(Profile::ALL.map(Profile::name)))]
    profile: String,
    /// How to print the results.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
    /// Every single result, not only a few of each kind (text).
    #[arg(long)]
    all: bool,
    /// Texts in English instead of German.
    #[arg(long)]
    english: bool,
    /// Ask private addresses and any port, too.
    #[arg(long)]
    allow_private: bool,
    /// Pages of a feed that are read, at most.
    #[arg(long, default_value_t = 1000)]
    pages: usize,
    /// Records of a portal or source that are looked at, at most.
    #[arg(long, default_value_t = 100_000)]
    records: usize,
    /// The portal's configuration file, for configured sources.
    #[arg(long, env = "DATENKREIS_CONFIG", default_value = "config/demo.toml")]
    config: PathBuf,
}

/// How to print results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// For people.
    #[default]
    Text,
    /// One JSON object per result, then one about the whole.
    Json,
    /// A W3C validation report.
    Turtle,
    /// One file of HTML, to be kept or sent.
    Html,
    /// No results, but the triples they would be about, as N-Triples: the file as it was understood.
    Triples,
}

/// Nothing could be read, or the command was not understood.
const UNUSABLE: u8 = 2;
/// Bytes of all pages together.
const BYTES: usize = 1 << 30;

/// Checks a file, an address or a source.
pub fn check(arguments: &Arguments) -> Outcome {
    let language = if arguments.english { Language::En } else { Language::De };
    let inspection = match inspect(arguments) {
        Ok(inspection) => inspection,
        Err(message) => {
            unusable(arguments, language, &message)?;
            return Ok(ExitCode::from(UNUSABLE));
        }
    };
    let mut out = std::io::stdout().lock();
    let written = match arguments.format {
        Output::Text => {
            let style = text::Style { all: arguments.all, coloured: out.is_terminal() };
            text::write(&inspection, language, style, &mut out)
        }
        Output::Json => lines(&inspection, &mut out),
        Output::Turtle => turtle(&inspection, &mut out),
        Output::Html => {
            let file = html::file(&inspection, language).map_err(|error| error.to_string())?;
            out.write_all(file.as_bytes())
        }
        Output::Triples => out.write_all(&serialize(&inspection.graph, Format::NTriples, &[])),
    };
    match written {
        // Whoever reads has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.map_err(|error| error.to_string())?,
    }
    Ok(if inspection.is_met() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says why nothing could be checked, in the form that was asked for; people read it on standard error.
fn unusable(arguments: &Arguments, language: Language, message: &str) -> Result<(), String> {
    let subject = arguments.subject.as_str();
    let [german, english] =
        [Language::De, Language::En].map(|language| of(language).half(message).to_owned());
    let mut out = std::io::stdout().lock();
    let written = match arguments.format {
        Output::Json => {
            let error =
                json!({ "name": subject, "conforms": null, "error": { "de": german, "en": english } });
            writeln!(out, "{error}")
        }
        Output::Turtle => failed(subject, [german, english], &mut out),
        Output::Text | Output::Html | Output::Triples => {
            let message = if language == Language::En { english } else { german };
            eprintln!("{subject}: {message}");
            Ok(())
        }
    };
    written.map_err(|error| error.to_string())
}

fn inspect(arguments: &Arguments) -> Result<Inspection, String> {
    let subject = arguments.subject.as_str();
    let mut inspector = Inspector {
        profile: Profile::parse(&arguments.profile).unwrap_or(Profile::DcatApDe3),
        bounds: Bounds { pages: arguments.pages, records: arguments.records, bytes: BYTES },
        region: Arc::default(),
        base: "https://pruefung.invalid".into(),
    };
    let told = |error: &InspectError| chain(error);
    let web = Url::parse(subject).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    if let Some(url) = web {
        let client = Client::new(concat!("Datenkreis/", env!("CARGO_PKG_VERSION")));
        let ports: Vec<u16> = url.port().filter(|_| arguments.allow_private).into_iter().collect();
        let http = client.fetcher(Limits::default(), arguments.allow_private, &ports, None, None);
        let looked = open::runtime()?.block_on(inspector.address(&url, &http));
        return looked.map_err(|error| if error.is_refused() { refused(&error) } else { told(&error) });
    }
    let path = Path::new(subject);
    if subject != "-" && !path.exists() && is_source_id(subject) {
        return source(arguments, &mut inspector, subject);
    }
    if path.is_dir() {
        return folder(arguments, &inspector, path);
    }
    let (body, address) = read(path).map_err(|error| unreadable(&error))?;
    let looked = open::runtime()?.block_on(inspector.document(subject, &address, None, body));
    looked.map_err(|error| told(&error))
}

fn refused(error: &InspectError) -> String {
    let message = chain(error);
    let [german, english] = [Language::De, Language::En].map(|language| of(language).half(&message));
    format!("{german}; mit --allow-private geht es trotzdem / {english}; --allow-private allows it")
}

/// Why a file cannot be read, in both languages.
fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "diese Datei gibt es nicht / there is no such file".into(),
        ErrorKind::PermissionDenied => {
            "diese Datei darf nicht gelesen werden / this file must not be read".into()
        }
        _ => format!("nicht lesbar [{error}] / cannot be read [{error}]"),
    }
}

/// Looks at a directory with files and what is said about them, as a source of kind `folder` would.
fn folder(arguments: &Arguments, inspector: &Inspector, path: &Path) -> Result<Inspection, String> {
    let path = path.canonicalize().map_err(|error| unreadable(&error))?;
    let place = toml::Value::from(path.to_string_lossy().into_owned());
    let text =
        format!("kind = \"folder\"\ntitle = \"https://pruefung.invalid\"\n[settings]\npath = {place}\n");
    let file = SourceFile::parse(Path::new("pruefung.toml"), text).map_err(|error| error.to_string())?;
    let configured =
        configure(&inspector.base, &inspector.region, &file).map_err(|error| error.to_string())?;
    let client = Client::new(concat!("Datenkreis/", env!("CARGO_PKG_VERSION")));
    let http = client.fetcher(Limits::default(), arguments.allow_private, &[], None, None);
    let looked = open::runtime()?.block_on(inspector.source(&configured, &http));
    looked
        .map(|looked| Inspection { name: arguments.subject.clone(), ..looked })
        .map_err(|error| chain(&error))
}

/// The bytes of a file or of standard input, and where they lie.
fn read(path: &Path) -> std::io::Result<(Vec<u8>, Url)> {
    let no_path = || std::io::Error::other("kein Pfad / no path");
    if path == Path::new("-") {
        let mut body = vec![];
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut body)?;
        let here = std::env::current_dir()?.join("-");
        return Ok((body, Url::from_file_path(here).map_err(|()| no_path())?));
    }
    let path = path.canonicalize()?;
    let body = std::fs::read(&path)?;
    Ok((body, Url::from_file_path(&path).map_err(|()| no_path())?))
}

fn is_source_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Looks at a configured source, with its own permissions and limits.
fn source(arguments: &Arguments, inspector: &mut Inspector, id: &str) -> Result<Inspection, String> {
    let missing = |message: String| {
        let [german, english] = [Language::De, Language::En].map(|language| of(language).half(&message));
        format!(
            "„{id}“ ist weder eine Datei noch eine Adresse noch eine Quelle: {german} / “{id}” is neither a file nor an address nor a source: {english}"
        )
    };
    let configuration = open::configuration(&arguments.config).map_err(missing)?;
    let file: &SourceFile = open::source(&configuration, id).map_err(missing)?;
    let region = Arc::new(configuration.region.clone());
    let configured =
        configure(configuration.portal.base(), &region, file).map_err(|error| error.to_string())?;
    inspector.base = configuration.portal.base().to_owned();
    inspector.region = region;
    let network = &file.network;
    let authorization = network.authorization_env.as_ref().and_then(|name| std::env::var(name).ok());
    let client = open::client(&configuration);
    let http = client.fetcher(network.into(), network.allow_private, &network.ports, authorization, None);
    let looked = open::runtime()?.block_on(inspector.source(&configured, &http));
    looked.map_err(|error| chain(&error))
}

/// One line for each result, then one about the whole.
fn lines(inspection: &Inspection, out: &mut impl Write) -> std::io::Result<()> {
    for index in 0..inspection.report.results.len() {
        if let Some(result) = json::result(inspection, index) {
            writeln!(out, "{result}")?;
        }
    }
    writeln!(out, "{}", json::summary(inspection))
}
