//! `datenkreis check-config` and `check-source`: what would happen, writing nothing.

use super::{Outcome, Output, open};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::Options;
use datenkreis_catalogue::journal::Measured;
use datenkreis_catalogue::rdf::{Format, PREFIXES, serialize};
use datenkreis_harvester::chain;
use datenkreis_harvester::config::{absent, advice};
use datenkreis_harvester::sample::{Sample, Sampled, sample};
use datenkreis_harvester::schedule::configure;
use datenkreis_vocab::finding::{Finding, Severity, by_id};
use oxrdf::Triple;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Reads everything an operator edits, as `serve` does, and looks for what it names.
pub fn config(path: &Path) -> Outcome {
    let configuration = open::configuration(path)?;
    let missing: Vec<String> =
        configuration.sources.iter().flat_map(absent).map(|mistake| mistake.to_string()).collect();
    if !missing.is_empty() {
        return Err(missing.join("\n\n"));
    }
    for advice in configuration.sources.iter().filter(|source| source.enabled).flat_map(advice) {
        eprintln!("Hinweis / note: {advice}");
    }
    println!(
        "{}: {} sources, {} organisations, no mistakes",
        path.display(),
        configuration.sources.len(),
        configuration.region.organisations.len()
    );
    Ok(ExitCode::SUCCESS)
}

/// What of a sample is told to a person.
pub struct Detail {
    /// The Turtle that would be published.
    pub turtle: bool,
    /// Notices, too.
    pub all: bool,
}

/// Looks at a sample of a source.
pub fn source(path: &Path, id: &str, limit: usize, detail: Detail, format: Output) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let file = open::source(&configuration, id)?;
    let region = Arc::new(configuration.region.clone());
    let configured =
        configure(configuration.portal.base(), &region, file).map_err(|error| error.to_string())?;
    // A catalogue of its own, thrown away: the real one is neither read nor locked.
    let scratch = std::env::temp_dir().join(format!("datenkreis-check-{}", std::process::id()));
    let base = configuration.portal.base().into();
    let options = Options { directory: scratch.clone(), base, ..Options::default() };
    let catalogue = Catalogue::open(options).map_err(|error| chain(&error))?;
    let stop = Arc::new(AtomicBool::new(false));
    let harvest = open::harvest(&configuration, &catalogue, Arc::new(|_, _| {}), stop);
    let sample = open::runtime()?.block_on(sample(&configured, &harvest, limit));
    drop((harvest, catalogue));
    if let Err(error) = std::fs::remove_dir_all(&scratch) {
        eprintln!("{}: {error}", scratch.display());
    }
    match format {
        Output::Text => print(&sample, &detail),
        Output::Json => print_json(&sample).map_err(|error| error.to_string())?,
    }
    let usable = !sample.records.is_empty() && sample.gaps.is_empty();
    Ok(if usable { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One line for each record, then one for the delivery; graphs as N-Triples.
fn print_json(sample: &Sample) -> serde_json::Result<()> {
    let graph = |triples: &[Triple]| {
        String::from_utf8_lossy(&serialize(triples, Format::NTriples, PREFIXES)).into_owned()
    };
    for record in &sample.records {
        let line = json!({
            "id": record.native_id.as_str(),
            "dataset": record.dataset.as_str(),
            "arrived": graph(&record.arrived),
            "published": graph(&record.triples),
            "findings": record.findings,
            "assessment": record.assessed.as_ref().map(|assessed| json!({
                "arrived": assessed.arrived.as_ref().map(figures),
                "published": figures(&assessed.published),
            })),
        });
        println!("{}", serde_json::to_string(&line)?);
    }
    let notes = sample
        .notes
        .iter()
        .map(|(id, finding)| json!({ "id": id.as_ref().map(|id| id.as_str()), "finding": finding }));
    let delivery =
        json!({ "declared": sample.declared, "gaps": sample.gaps, "notes": notes.collect::<Vec<_>>() });
    println!("{}", serde_json::to_string(&delivery)?);
    Ok(())
}

/// Points of the Metadata Quality Assessment, and results of the official constraints.
fn figures(measured: &Measured) -> serde_json::Value {
    json!({
        "score": measured.assessment.points(),
        "violations": measured.shapes.map(|shapes| shapes.violations),
        "warnings": measured.shapes.map(|shapes| shapes.warnings),
    })
}

fn print(sample: &Sample, detail: &Detail) {
    let shown = |finding: &Finding| detail.all || finding.severity != Severity::Info;
    for record in &sample.records {
        print_record(record, detail.turtle, shown);
    }
    for (id, finding) in sample.notes.iter().filter(|(_, finding)| shown(finding)) {
        println!("\n{}", id.as_ref().map_or("(Lieferung / delivery)", |id| id.as_str()));
        print_finding(finding);
    }
    for gap in &sample.gaps {
        println!("\nunvollständig / incomplete: {gap}");
    }
    let notes = sample.notes.iter().map(|(_, finding)| finding);
    let findings = sample.records.iter().flat_map(|record| &record.findings).chain(notes);
    let left_out = findings.filter(|finding| !shown(finding)).count();
    if left_out > 0 {
        println!(
            "\n{left_out} Hinweise nicht gezeigt; alle mit --all / notices not shown; all of them with --all"
        );
    }
    let declared = sample.declared.map_or("?".into(), |declared| declared.to_string());
    println!("\n{} von / of {declared} Einträgen angesehen / records looked at", sample.records.len());
}

fn print_record(record: &Sampled, turtle: bool, shown: impl Fn(&Finding) -> bool) {
    println!("\n{}\n  -> {} ({} triples)", record.native_id, record.dataset, record.triples.len());
    for finding in record.findings.iter().filter(|finding| shown(finding)) {
        print_finding(finding);
    }
    if turtle {
        println!("{}", String::from_utf8_lossy(&serialize(&record.triples, Format::Turtle, PREFIXES)));
    }
}

fn print_finding(finding: &Finding) {
    let Some(rule) = by_id(&finding.rule) else { return };
    let found = finding.found.as_ref().map(|found| format!(" „{found}“")).unwrap_or_default();
    let concluded = finding.concluded.as_ref().map(|value| format!(" → {value}")).unwrap_or_default();
    println!(
        "  {:?} {} {}{found}{concluded}\n      {} {}",
        finding.severity, rule.id, finding.property, rule.problem[0], rule.fix[0]
    );
}
