//! `datenkreis check`: a file against the official constraints, without network, catalogue or server.

use super::{Outcome, open};
use datenkreis_catalogue::rdf::{Format, serialize};
use datenkreis_harvester::chain;
use datenkreis_harvester::rdf::{Parsed, Reader};
use datenkreis_vocab::ns::{dcat, rdf};
use datenkreis_vocab::shapes::{Profile, Report, Severity, Violation, prefixes, prepare, validate};
use oxrdfio::{RdfFormat, RdfSerializer};
use serde_json::{Value, json};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use url::Url;

/// What to check, and how to say what was found.
#[derive(clap::Args)]
pub struct Arguments {
    /// A file of RDF in any format.
    file: PathBuf,
    /// What to measure it by.
    #[arg(long, default_value = "3.0", value_parser = clap::builder::PossibleValuesParser::new(Profile::ALL.map(Profile::name)))]
    profile: String,
    /// How to print the results.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
    /// Texts in English instead of German.
    #[arg(long)]
    english: bool,
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
    /// No results, but the triples they would be about, as N-Triples: the file as it was understood.
    Triples,
}

/// A checked file.
struct Checked {
    profile: Profile,
    parsed: Parsed,
    report: Report,
    /// How long the evaluation took, indexing included, parsing and
    /// compiling not.
    took: Duration,
}

/// Checks a file. Fails if there is a violation, not for warnings.
pub fn check(arguments: &Arguments) -> Outcome {
    let profile = Profile::parse(&arguments.profile).unwrap_or(Profile::DcatApDe3);
    let parsed = read(&arguments.file)?;
    prepare();
    let begun = Instant::now();
    let report = validate(profile, &parsed.triples);
    let checked = Checked { profile, parsed, report, took: begun.elapsed() };
    let mut out = std::io::stdout().lock();
    let written = match arguments.format {
        Output::Text => text(&checked, if arguments.english { "en" } else { "de" }, &mut out),
        Output::Json => lines(&checked, &mut out),
        Output::Turtle => turtle(&checked.report, &mut out),
        Output::Triples => out.write_all(&serialize(&checked.parsed.triples, Format::NTriples, &[])),
    };
    match written {
        // Whoever reads has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.map_err(|error| error.to_string())?,
    }
    Ok(if checked.report.is_met() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes a validation report, statement after statement: nesting thousands of blank nodes takes minutes.
fn turtle(report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in prefixes() {
        serializer = serializer.with_prefix(prefix, namespace).map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for triple in report.to_rdf() {
        writer.serialize_triple(&triple)?;
    }
    writer.finish().map(|_| ())
}

fn read(file: &Path) -> Result<Parsed, String> {
    let told = |error: &dyn std::error::Error| format!("{}: {}", file.display(), chain(error));
    let path = file.canonicalize().map_err(|error| told(&error))?;
    let body = std::fs::read(&path).map_err(|error| told(&error))?;
    let url = Url::from_file_path(&path).map_err(|()| format!("{}: kein Pfad / no path", file.display()))?;
    let read = async { Reader::default().read(body, None, &url, None).await };
    open::runtime()?.block_on(read).map_err(|error| told(&error))
}

impl Checked {
    fn datasets(&self) -> usize {
        let is_dataset = |triple: &&oxrdf::Triple| {
            triple.predicate.as_ref() == rdf::TYPE && triple.object == dcat::DATASET_CLASS.into()
        };
        self.parsed.triples.iter().filter(is_dataset).count()
    }

    fn counts(&self) -> [usize; 3] {
        [Severity::Violation, Severity::Warning, Severity::Info].map(|severity| self.report.count(severity))
    }
}

fn text(checked: &Checked, language: &str, out: &mut impl Write) -> std::io::Result<()> {
    let english = language == "en";
    for result in &checked.report.results {
        writeln!(out, "{}: {}", severity(result.severity, english), result.problem(language))?;
        writeln!(out, "  {}", result.subject())?;
        if let Some(value) = result.found() {
            writeln!(out, "  {}: {value}", if english { "found" } else { "gefunden" })?;
        }
        writeln!(out, "  {}", result.fix(language))?;
        writeln!(out, "  {} ({})\n", result.clause(), result.rule.id)?;
    }
    for noticed in &checked.parsed.noticed {
        let found = noticed.finding.found.as_deref().unwrap_or_default();
        writeln!(
            out,
            "{}: {} {found}",
            if english { "reading" } else { "beim Lesen" },
            noticed.finding.rule
        )?;
    }
    if let Some(damage) = &checked.parsed.damaged {
        writeln!(out, "{}: {damage}", if english { "incomplete" } else { "unvollständig" })?;
    }
    let (datasets, [violations, warnings, infos]) = (checked.datasets(), checked.counts());
    let title = checked.profile.title(language);
    if english {
        writeln!(
            out,
            "{title}: {datasets} dataset(s), {violations} violation(s), {warnings} warning(s), {infos} hint(s)"
        )
    } else {
        writeln!(
            out,
            "{title}: {datasets} Datensätze, {violations} Verstöße, {warnings} Warnungen, {infos} Hinweise"
        )
    }
}

fn severity(severity: Severity, english: bool) -> &'static str {
    match (severity, english) {
        (Severity::Violation, false) => "Verstoß",
        (Severity::Warning, false) => "Warnung",
        (Severity::Info, false) => "Hinweis",
        (Severity::Violation, true) => "violation",
        (Severity::Warning, true) => "warning",
        (Severity::Info, true) => "hint",
    }
}

fn lines(checked: &Checked, out: &mut impl Write) -> std::io::Result<()> {
    for result in &checked.report.results {
        writeln!(out, "{}", line(result))?;
    }
    let [violations, warnings, infos] = checked.counts();
    let noticed: Vec<Value> = checked.parsed.noticed.iter().map(|noticed| json!(noticed.finding)).collect();
    let whole = json!({
        "profile": checked.profile.name(),
        "triples": checked.parsed.triples.len(),
        "datasets": checked.datasets(),
        "violations": violations,
        "warnings": warnings,
        "infos": infos,
        "evaluation_milliseconds": checked.took.as_secs_f64() * 1e3,
        "noticed": noticed,
        "damaged": checked.parsed.damaged,
    });
    writeln!(out, "{whole}")
}

/// A result; terms are written as in N-Triples.
fn line(result: &Violation) -> Value {
    json!({
        "severity": result.severity.name(),
        "rule": result.rule.id,
        "official": result.rule.official,
        "component": result.component(),
        "focus": result.focus.to_string(),
        "path": result.path(),
        "value": result.value.as_ref().map(ToString::to_string),
        "subject": result.subject().to_string(),
        "property": result.property(),
        "found": result.found().map(ToString::to_string),
        "class": result.class(),
        "problem": { "de": result.problem("de"), "en": result.problem("en") },
        "fix": { "de": result.fix("de"), "en": result.fix("en") },
        "clause": result.clause(),
    })
}
