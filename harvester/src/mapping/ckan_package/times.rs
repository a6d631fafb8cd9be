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

/// One date that is both ends, two dates with a word or sign between them (`2014-01-01/2014-12-31`,
/// `01/2020 - 12/2021`, `Freitag, 1. Januar 1926 - 0:00 bis Samstag, 31. Mai 2014 - 0:00`), or a period in other words.
fn period_of_text(text: &str, property: &str, dataset: &mut Dataset, reader: &mut Reader) -> bool {
    let mut quiet = Values::default();
    let both = match quiet.date(text, property) {
        Some(date) => Some((date.clone(), date)),
        None => {
            quiet.findings.clear();
            ends(text).find_map(|(start, end)| {
                let ends = quiet.date(start, property).zip(quiet.date(end, property));
                if ends.is_none() {
                    quiet.findings.clear();
                }
                ends
            })
        }
    };
    if let Some((start, end)) = both {
        reader.values.findings.append(&mut quiet.findings);
        return add(dataset, Some(start), Some(end));
    }
    let one = ends(text)
        .map(|(start, end)| (quiet.date(start, property), quiet.date(end, property)))
        .find(|(start, end)| start.is_some() || end.is_some());
    // Other words for a period hold dates, too; but those of one moment lost the other end.
    let in_words =
        stated_period(text).filter(|(period, _)| one.is_none() || period.start_date != period.end_date);
    if let Some((period, written)) = in_words {
        let finding = Finding::new(&rule::DATE_REWRITTEN, property).found(text).concluded(written);
        reader.values.findings.push(finding);
        return add(dataset, period.start_date, period.end_date);
    }
    // One end is better than none, and the other is told.
    let Some((start, end)) = one else {
        return false;
    };
    reader.values.findings.push(Finding::new(&rule::DATE_UNREADABLE, property).found(text));
    add(dataset, start, end)
}

/// Every way to cut a text into two ends of a period: at words first, then at signs, which dates have within them.
fn ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let between = [" bis ", " to ", " - ", " – ", " — ", "/", "–", "—", "-"];
    between.into_iter().flat_map(move |between| {
        let cuts = text.match_indices(between);
        cuts.map(move |(at, between)| (&text[..at], &text[at + between.len()..]))
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    /// What a text states as a period, and the rules of its findings.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/dataset/a/1"));
        let mut reader = Reader::default();
        period_of_text(text, "temporal", &mut dataset, &mut reader);
        let shown = dataset.temporal.first().map(|period| {
            let end = |date: &Option<Literal>| date.as_ref().map_or("..", Literal::value).to_owned();
            format!("{}/{}", end(&period.start_date), end(&period.end_date))
        });
        let shown = shown.unwrap_or_default();
        let is_unreadable =
            reader.values.findings.iter().any(|finding| finding.rule == rule::DATE_UNREADABLE.id);
        assert_eq!(format!("{shown}{}", if is_unreadable { "?" } else { "" }), expected, "{text}");
    }

    #[test]
    fn periods_with_every_separator() {
        for between in [" - ", "-", " – ", "–", " — ", "—", " bis ", " to ", "/", " / "] {
            check(&format!("2020{between}2021"), "2020/2021");
            check(&format!("01/2020{between}12/2021"), "2020-01/2021-12");
            check(&format!("03.02.2020{between}31.12.2021"), "2020-02-03/2021-12-31");
            check(&format!("2020-02-03{between}2021-12-31"), "2020-02-03/2021-12-31");
        }
        check(
            "Freitag, 1. Januar 1926 - 0:00 bis Samstag, 31. Mai 2014 - 0:00",
            "1926-01-01T00:00:00/2014-05-31T00:00:00",
        );
        check("2020-05", "2020-05/2020-05");
        check("01/2020", "2020-01/2020-01");
        check("01.02.2020", "2020-02-01/2020-02-01");
        check("seit 2015", "2015/..");
        check("Schuljahr 2019/20", "2019-08/2020-07");
        check("Juli-Dezember 2020", "2020-07/2020-12");
        check("2019/20", "2019/2020");
        check("2014-01-01/..", "2014-01-01/..?");
        check("2020-01-01/unbekannt", "2020-01-01/..?");
        check("laufend", "");
    }
}
