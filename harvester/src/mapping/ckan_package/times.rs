//! When: issued, modified, the time covered, how often updated.

use super::Reader;
use super::fields::{Fields, member};
use super::members::tell_rest;
use crate::mapping::conclude::stated_period;
use crate::mapping::value::Values;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::{Coded, Dataset, PeriodOfTime};
use oxrdf::Literal;
use serde_json::Value;

/// dcterms:issued and dcterms:modified pass on what the publisher states; CKAN's own times of the
/// record stand in where the publisher states none.
pub fn times(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    roles(fields, dataset, reader);
    let issued: &[&str] = &[
        "issued",
        "dcat_issued",
        "date_released",
        "dateFirstPublished",
        "release_date",
        "published",
        "created",
    ];
    let modified: &[&str] =
        &["modified", "dcat_modified", "date_updated", "dateLastUpdated", "aktualisiert", "last_modified"];
    if dataset.issued.is_none() {
        dataset.issued = first_date(fields, issued, reader);
    }
    if dataset.modified.is_none() {
        dataset.modified = first_date(fields, modified, reader);
    }
    if dataset.issued.is_none() {
        dataset.issued = first_date(fields, &["metadata_created"], reader);
    }
    if dataset.modified.is_none() {
        dataset.modified = first_date(fields, &["metadata_modified"], reader);
    }
    periods(fields, dataset, reader);
    let frequency = [
        "frequency",
        "accrual_periodicity",
        "accrualPeriodicity",
        "update_frequency",
        "updateInterval",
        "frequency-of-update",
    ];
    dataset.accrual_periodicity = fields.take_text(&frequency).map(|(_, found)| Coded::found(found));
    dataset.temporal_resolution = fields
        .take_text(&["temporal_resolution"])
        .and_then(|(property, found)| reader.values.duration(&found, &property));
}

/// The first of these fields that holds a readable date. Others that name the same day say nothing
/// new.
pub fn first_date(fields: &mut Fields, names: &[&str], reader: &mut Reader) -> Option<Literal> {
    let (at, date) = names.iter().enumerate().find_map(|(at, name)| {
        let (property, found) = fields.take_text(&[name])?;
        Some((at, reader.values.date(&found, &property)?))
    })?;
    let day = |date: &Literal| date.value().get(..10).map(str::to_owned);
    for name in &names[at + 1..] {
        let Some((property, found)) = fields.take_text(&[name]) else {
            continue;
        };
        let same = Values::default().date(&found, &property).is_some_and(|other| day(&other) == day(&date));
        if !same {
            fields.give_back(&property);
        }
    }
    Some(date)
}

/// `dates` of the OGD metadata schema 1.0: a list of dates with their role. The earliest publication and
/// the latest change count; the creation stands in for a publication that is not stated.
fn roles(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    let mut created: Option<(String, Literal)> = None;
    for (property, value) in fields.take_all(&["dates"]) {
        let (Some(role), Some(found)) = (member(&value, &["role"]), member(&value, &["date"])) else {
            fields.give_back(&property);
            continue;
        };
        tell_rest(&value, &property, &[&["role"], &["date"]], reader);
        let kind = match role.to_lowercase().as_str() {
            "veroeffentlicht" | "veröffentlicht" | "published" => Role::Published,
            "aktualisiert" | "updated" => Role::Updated,
            "erstellt" | "created" => Role::Created,
            _ => {
                let unknown = Finding::new(&rule::VALUE_UNKNOWN, format!("{property}.role"));
                reader.values.findings.push(unknown.found(format!("{role} {found}")));
                continue;
            }
        };
        let Some(date) = reader.values.date(&found, &property) else {
            continue;
        };
        match kind {
            Role::Published => one_of(&mut dataset.issued, date, false, &property, reader),
            Role::Updated => one_of(&mut dataset.modified, date, true, &property, reader),
            Role::Created => {
                let mut known = created.take().map(|(_, date)| date);
                one_of(&mut known, date, false, &property, reader);
                created = known.map(|date| (property, date));
            }
        }
    }
    match (created, &dataset.issued) {
        (Some((_, created)), None) => dataset.issued = Some(created),
        (Some((property, created)), Some(issued)) if created != *issued => {
            let said = format!("erstellt {}", created.value());
            let finding = Finding::new(&rule::FIELD_NOT_MAPPED, property);
            reader.values.findings.push(finding.found(said));
        }
        _ => {}
    }
}

/// What a date of the OGD metadata schema is the date of.
enum Role {
    Published,
    Updated,
    Created,
}

/// Keeps one date of two, the later one if `latest`, and tells the other.
fn one_of(known: &mut Option<Literal>, date: Literal, latest: bool, property: &str, reader: &mut Reader) {
    let Some(first) = known.take() else {
        *known = Some(date);
        return;
    };
    let later = date.value() > first.value();
    let (kept, other) = if later == latest { (date, first) } else { (first, date) };
    if kept != other {
        let finding = Finding::new(&rule::CARDINALITY, property).found(other.value());
        reader.values.findings.push(finding.concluded(kept.value()));
    }
    *known = Some(kept);
}

fn periods(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    let start =
        first_date(fields, &["temporal_start", "temporal_coverage_from", "temporal-extent-begin"], reader);
    let end = first_date(fields, &["temporal_end", "temporal_coverage_to", "temporal-extent-end"], reader);
    add(dataset, start, end);
    for (property, value) in fields.take_all(&["temporal_coverage", "temporal", "temporals"]) {
        let placed = match &value {
            Value::String(text) => period_of_text(text, &property, dataset, reader),
            value => period_of_members(value, &property, dataset, reader),
        };
        if !placed {
            fields.give_back(&property);
        }
    }
}

fn period_of_members(value: &Value, property: &str, dataset: &mut Dataset, reader: &mut Reader) -> bool {
    let mut end_of = |names| member(value, names).and_then(|found| reader.values.date(&found, property));
    let start = end_of(&["start", "start_date", "startDate", "from", "begin"]);
    let end = end_of(&["end", "end_date", "endDate", "to"]);
    add(dataset, start, end)
}

/// `2014-01-01/2014-12-31`, `Freitag, 1. Januar 1926 - 0:00 bis Samstag, 31. Mai 2014 - 0:00`, or one
/// date that is both ends.
fn period_of_text(text: &str, property: &str, dataset: &mut Dataset, reader: &mut Reader) -> bool {
    let ends = [" bis ", " to ", "/", " – "].iter().find_map(|between| text.split_once(between));
    let mut quiet = Reader::default();
    let (start, end) = match ends {
        Some((start, end)) => (quiet.values.date(start, property), quiet.values.date(end, property)),
        None => {
            let date = quiet.values.date(text, property);
            (date.clone(), date)
        }
    };
    if start.is_none() && end.is_none() {
        let Some((period, written)) = stated_period(text) else {
            return false;
        };
        reader
            .values
            .findings
            .push(Finding::new(&rule::DATE_REWRITTEN, property).found(text).concluded(written));
        return add(dataset, period.start_date, period.end_date);
    }
    if ends.is_some() && (start.is_none() || end.is_none()) {
        reader.values.findings.push(Finding::new(&rule::DATE_UNREADABLE, property).found(text));
    } else {
        reader.values.findings.append(&mut quiet.values.findings);
    }
    add(dataset, start, end)
}

fn add(dataset: &mut Dataset, start_date: Option<Literal>, end_date: Option<Literal>) -> bool {
    let period = PeriodOfTime { start_date, end_date };
    if period == PeriodOfTime::default() {
        return false;
    }
    if !dataset.temporal.contains(&period) {
        dataset.temporal.push(period);
    }
    true
}
