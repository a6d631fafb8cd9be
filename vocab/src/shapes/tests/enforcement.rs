//! Every constraint of the official shapes has its counterpart here. The list of them lies beside the
//! checkout; without it the test says so and ends.

use super::super::*;
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

/// Sets of the list, and ours that hold its rules.
const SETS: [(&str, &[&str]); 6] = [
    ("dcat-ap-3.0.0", &["ap3"]),
    ("dcat-ap-de-3.0", &["de3"]),
    ("dcat-ap-de-3.0-combined", &["ap3", "de3"]),
    ("dcat-ap-de-2.0", &["ap2", "de2", "konv2"]),
    ("hvd-3.0.0", &["hvd"]),
    ("govdata-dashboard", &["govdata"]),
];

/// Rows that are no constraint: nothing said but target, severity or whether it is switched off.
const NO_CONSTRAINT: [&str; 5] =
    ["targetSubjectsOf=", "targetObjectsOf=", "deactivated=", "name=", "closed="];

#[test]
fn every_official_constraint_has_a_counterpart() {
    let list =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/standards/dcat-ap-de/shacl/enforcement.tsv");
    let Ok(list) = std::fs::read_to_string(&list) else {
        let _ = writeln!(std::io::stderr(), "skipped: no list of constraints at {}", list.display());
        return;
    };
    let ours: HashSet<(&str, String, String, &str)> = rules().iter().flat_map(ours).collect();
    let excused: HashSet<String> =
        ["http://govdata.de/mqa/#failnow", "rdfs:Resource"].map(str::to_owned).into();
    let mut looked_at = 0;
    let mut missing = vec![];
    for row in list.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [profile, _, target, path, _, constraints, ..] = cells[..] else { panic!("{row}") };
        let (_, sets) = SETS.iter().find(|(known, _)| *known == profile).expect("a known profile");
        for (path, kind, value) in official(path, constraints) {
            looked_at += 1;
            let known = sets.iter().any(|set| ours.contains(&(*set, short(target), short(&path), kind)));
            if !known && !excused.contains(path.as_str()) && !excused.contains(value) {
                missing.push(row);
            }
        }
    }
    assert!(missing.is_empty(), "{} of {looked_at}:\n{}", missing.len(), missing.join("\n"));
    assert!(looked_at > 1000, "{looked_at}");
}

/// Set, target, last property and kind of constraint of a rule, all in the spelling of the list.
fn ours(rule: &'static Rule) -> Vec<(&'static str, String, String, &'static str)> {
    let set = rule.id.split('-').next().unwrap_or_default();
    let path = match rule.path.rsplit(" > ").next().unwrap_or_default() {
        path if path.contains('|') => "(complex path)",
        path => path,
    };
    let kind = rule.notation.split([' ', '(']).next().unwrap_or_default();
    let kind = if kind == "classIfDescribed" { "class" } else { kind };
    let mut all = vec![(set, short(rule.target.term), short(path), kind)];
    // A corrected geometry stands for the node kind it corrects.
    if rule.id == "de3-location-geometry" {
        all.push((set, short(rule.target.term), short(path), "nodeKind"));
    }
    all
}

/// Path, kind and value of each constraint in a row of the list.
fn official<'a>(path: &str, constraints: &'a str) -> Vec<(String, &'a str, &'a str)> {
    let parts = constraints.split(" ; ").map(|part| part.trim()).filter(|part| !part.is_empty());
    let part = |part: &'a str| {
        let (nested, rest) = match part.strip_prefix("value.").and_then(|nested| nested.split_once(": ")) {
            Some((nested, rest)) => (nested, rest),
            None => (path, part),
        };
        let (kind, value) = rest.split_once('=')?;
        let said = part != "DEACTIVATED" && !NO_CONSTRAINT.iter().any(|none| part.starts_with(none));
        let said = said && !["flags", "qualifiedValueShape", "severity"].contains(&kind);
        said.then(|| (nested.to_owned(), kind, value))
    };
    parts.filter_map(part).collect()
}

/// Other prefixes for the same.
fn short(term: &str) -> String {
    let term = term.trim_start_matches('<').trim_end_matches('>');
    let first = term.split(" | ").next().unwrap_or(term);
    // Corrected spellings; see deviations.tsv.
    match first {
        "http://purl.org/dc/elements/1.1/isReferencedBy" => "dcterms:isReferencedBy".into(),
        "http://data.europa.eu/r5ravailability" => "dcatap:availability".into(),
        "dcat:plannedAvailability" => "dcatde:plannedAvailability".into(),
        _ => first.replace("dct:", "dcterms:").replace("WRONGdcatap(r5r#):", "dcatap:"),
    }
}
