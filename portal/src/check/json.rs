//! A report as JSON; `docs/check.md` lists the members. Names are never taken away or given another
//! meaning; new ones may come.

use datenkreis_harvester::inspect::{DatasetName, Group, Inspection, Place, Recognised, Remark};
use datenkreis_vocab::finding::by_id;
use datenkreis_vocab::mqa::MOST_POINTS;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The whole report in one object.
pub fn report(inspection: &Inspection) -> Value {
    let mut whole = summary(inspection);
    whole["results"] =
        (0..inspection.report.results.len()).filter_map(|index| result(inspection, index)).collect();
    whole
}

/// The report without its single results.
pub fn summary(inspection: &Inspection) -> Value {
    let [violations, warnings, infos] = inspection.counts();
    let [repaired_violations, repaired_warnings, repaired_infos] = inspection.repaired();
    let score = &inspection.score;
    let chances = score.chances.iter().map(|chance| {
        json!({
            "metric": chance.remedy.metrics().first(),
            "metrics": chance.remedy.metrics(),
            "missing": { "de": chance.remedy.missing("de"), "en": chance.remedy.missing("en") },
            "advice": { "de": chance.remedy.advice("de"), "en": chance.remedy.advice("en") },
            "effort": chance.remedy.effort(),
            "datasets": chance.datasets,
            "points": chance.points,
            "points_for_answers": chance.answers,
        })
    });
    json!({
        "name": inspection.name,
        "recognised": match &inspection.recognised {
            Recognised::Rdf(format) => format.name(),
            Recognised::Ckan => "ckan",
            Recognised::Folder => "folder",
            Recognised::Source(kind) => kind,
        },
        "profile": inspection.profile.name(),
        "offered": inspection.offered().map(|profile| profile.name()),
        "old_terms": inspection.old_terms,
        "conforms": inspection.is_met(),
        "triples": inspection.graph.len(),
        "datasets": inspection.datasets,
        "distributions": inspection.distributions,
        "violations": violations,
        "warnings": warnings,
        "infos": infos,
        "repaired": {
            "violations": repaired_violations, "warnings": repaired_warnings, "infos": repaired_infos,
        },
        "reading": {
            "turtle": inspection.reading.is_foreign,
            "prefixes": inspection.reading.prefixes.iter().copied().collect::<BTreeMap<_, _>>(),
        },
        "published": inspection.published.map(|counts| json!({
            "violations": counts.violations, "warnings": counts.warnings, "infos": counts.infos,
        })),
        "documents": inspection.documents.iter().map(|document| &document.name).collect::<Vec<_>>(),
        "gaps": inspection.gaps,
        "damaged": inspection.gaps.first(),
        "noticed": inspection.remarks.iter().map(|remark| noticed(inspection, remark)).collect::<Vec<_>>(),
        "groups": inspection.groups().iter().filter_map(|of| group(inspection, of)).collect::<Vec<_>>(),
        "score": {
            "datasets": score.datasets,
            "left_out": score.left_out,
            "mean": score.mean(),
            "mean_possible": score.mean_possible(),
            "most": MOST_POINTS,
            "chances": chances.collect::<Vec<_>>(),
        },
        "evaluation_milliseconds": inspection.evaluated_in.as_secs_f64() * 1e3,
    })
}

/// One result; terms are written as in N-Triples.
pub fn result(inspection: &Inspection, index: usize) -> Option<Value> {
    let (result, located) = inspection.result(index)?;
    Some(json!({
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
        "fix": { "de": located.fix[0], "en": located.fix[1] },
        "right": located.right,
        "clause": result.clause("de"),
        "dataset": located.dataset.as_ref().map(dataset),
        "field": located.field,
        "written_in": located.written_in.as_ref().map(|[de, en]| json!({ "de": de, "en": en })),
        "document": located.place.map(|place| place.document),
        "line": located.place.map(|place| place.line),
        "column": located.place.and_then(column),
        "excerpt": located.place.and_then(|place| inspection.excerpt(place)),
        "repaired": located.is_repaired,
    }))
}

fn group(inspection: &Inspection, group: &Group) -> Option<Value> {
    let (first, located) = inspection.result(*group.mistakes.first()?)?;
    let rules: BTreeSet<&str> =
        group.results.iter().filter_map(|index| Some(inspection.result(*index)?.0.rule.id)).collect();
    Some(json!({
        "severity": group.severity.name(),
        "rule": group.rule.id,
        "problem": { "de": first.problem("de"), "en": first.problem("en") },
        "fix": { "de": located.fix[0], "en": located.fix[1] },
        "clause": first.clause("de"),
        "rules": rules,
        "mistakes": group.mistakes.len(),
        "results": group.results.len(),
        "datasets": group.datasets,
        "repaired": group.repaired,
    }))
}

fn noticed(inspection: &Inspection, remark: &Remark) -> Value {
    let mut value = json!(remark.finding);
    if let Some(rule) = by_id(&remark.finding.rule) {
        value["problem"] = json!({ "de": rule.problem[0], "en": rule.problem[1] });
        value["fix"] = json!({ "de": rule.fix[0], "en": rule.fix[1] });
    }
    value["dataset"] = json!(remark.dataset.as_ref().map(dataset));
    value["document"] = json!(remark.place.map(|place| place.document));
    value["line"] = json!(remark.place.map(|place| place.line));
    value["column"] = json!(remark.place.and_then(column));
    value["excerpt"] = json!(remark.place.and_then(|place| inspection.excerpt(place)));
    value
}

fn dataset(name: &DatasetName) -> Value {
    json!({ "id": name.id, "title": name.title })
}

/// The character within the line, if it is known.
fn column(place: Place) -> Option<u32> {
    Some(place.column).filter(|column| *column > 0)
}
