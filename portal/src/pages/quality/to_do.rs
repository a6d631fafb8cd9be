//! What there is to do as a table for spreadsheets: what was found, which points are missing, which official
//! constraints are broken, each with the day on which it was seen first. What is to be done comes first, what
//! the portal only wants to be known last.

use crate::api::dataset::segments;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::clean;
use crate::pages::findings::csv::{self, Line};
use crate::state::Portal;
use crate::texts::Texts;
use crate::texts::quality::{QualityTexts, of};
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::{ToDo, Whose};
use datenkreis_harvester::assess::violations;
use datenkreis_vocab::finding::{Finding, Severity};
use datenkreis_vocab::iri::dataset_at;
use datenkreis_vocab::mqa::{Level, Metric, Remedy};
use datenkreis_vocab::ns::dcat;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use oxrdf::Term;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// Datasets read at once.
const BATCH: u64 = 100;

/// In which order a data officer would take it up; the number stands in the table, to be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Error = 1,
    Violation,
    Points,
    Warning,
    Hint,
}

/// GET `/qualitaet.csv` and `/en/quality.csv`.
pub async fn of_region(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    answer(&portal, language, Whose::Region).await
}

/// GET `/qualitaet/{id}.csv` and `/en/quality/{id}.csv`.
pub async fn of_organisation(
    portal: web::Data<Portal>,
    language: Language,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let id = id.into_inner();
    portal.region.organisation(&id).ok_or_else(|| PortalError::not_found(language))?;
    answer(&portal, language, Whose::Organisation(id)).await
}

/// GET `/dataset/{source}/{id}/befunde.csv` and `/en/dataset/{source}/{id}/findings.csv`.
pub async fn of_dataset(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (source, id) = segments(&request).ok_or_else(|| PortalError::not_found(language))?;
    let dataset = dataset_at(portal.base(), &source, &id);
    let (catalogue, asked) = (portal.catalogue.clone(), dataset.clone());
    let known = web::block(move || catalogue.current(&asked)).await??;
    known.ok_or_else(|| PortalError::not_found(language))?;
    answer(&portal, language, Whose::Dataset(dataset)).await
}

/// Where the file stands between two pieces.
struct At {
    hints: bool,
    after: u64,
}

/// The table, read and sent in pieces: all that is to be done, then all hints.
async fn answer(portal: &Portal, language: Language, whose: Whose) -> Result<HttpResponse, PortalError> {
    let (texts, words) = (crate::texts::of(language), of(language));
    let whose = Arc::new(whose);
    let catalogue = portal.catalogue.clone();
    // Whatever is wrong with the catalogue is told before the file begins.
    let (asked, own) = (catalogue.clone(), Arc::clone(&whose));
    web::block(move || asked.to_do(&own, 0, 1)).await??;
    let rows = futures::stream::try_unfold(Some(At { hints: false, after: 0 }), move |at| {
        let (catalogue, whose) = (catalogue.clone(), Arc::clone(&whose));
        async move {
            let Some(at) = at else { return Ok(None) };
            let work = web::block(move || piece(&catalogue, &whose, at, texts, words));
            Ok(Some(work.await??))
        }
    });
    let more = [words.csv_since, words.csv_points, words.csv_order];
    Ok(csv::download(csv::file_name(texts), csv::head(texts, &more), rows))
}

fn piece(
    catalogue: &Catalogue,
    whose: &Whose,
    at: At,
    texts: &Texts,
    words: &QualityTexts,
) -> Result<(web::Bytes, Option<At>), PortalError> {
    let batch = catalogue.to_do(whose, at.after, BATCH)?;
    let rows: String = batch.iter().map(|to_do| rows(texts, words, to_do, at.hints)).collect();
    let next = match batch.last() {
        Some(last) => Some(At { after: last.position, ..at }),
        None if at.hints => None,
        None => Some(At { hints: true, after: 0 }),
    };
    Ok((web::Bytes::from(rows), next))
}

/// The lines of a dataset: either its hints or everything else, the most urgent first.
fn rows(texts: &Texts, words: &QualityTexts, to_do: &ToDo, hints: bool) -> String {
    let mut lines: Vec<(Rank, u16, Line)> = vec![];
    for (finding, since) in &to_do.findings {
        let rank = rank(finding);
        if (rank == Rank::Hint) == hints {
            lines.push((rank, 0, Line::of(texts, finding).more([day(*since), String::new(), order(rank)])));
        }
    }
    if !hints {
        lines.extend(missed(texts, words, to_do).map(|(points, line)| (Rank::Points, points, line)));
        let broken = to_do.broken_since.map(|since| broken(texts, words, to_do, since));
        lines.extend(broken.into_iter().flatten().map(|line| (Rank::Violation, 0, line)));
    }
    lines.sort_by_key(|(rank, points, _)| (*rank, Reverse(*points)));
    let title = to_do.title.as_ref().map(|title| clean::line(&title.value)).unwrap_or_default();
    let names = [to_do.native_id.as_str(), &title, to_do.dataset.as_str()];
    lines.into_iter().map(|(_, _, line)| line.write(names)).collect()
}

fn rank(finding: &Finding) -> Rank {
    match finding.severity {
        Severity::Error => Rank::Error,
        Severity::Warning => Rank::Warning,
        Severity::Info if finding.is_proposal() => Rank::Warning,
        Severity::Info => Rank::Hint,
    }
}

fn order(rank: Rank) -> String {
    (rank as u8).to_string()
}

/// What is missing, with its points. Where there is no file, nothing can be said of one: that is one row.
fn missed<'a>(
    texts: &Texts,
    words: &'a QualityTexts,
    to_do: &'a ToDo,
) -> impl Iterator<Item = (u16, Line)> + 'a {
    let tag = texts.language.tag();
    let has_file = to_do.triples.iter().any(|triple| triple.predicate == dcat::DISTRIBUTION);
    let (of_file, others): (Vec<_>, Vec<_>) =
        to_do.missed.iter().copied().partition(|(metric, _)| !has_file && metric.level() != Level::Dataset);
    let row = move |property: &str, rule: &str, name: &str, fix: &str, points: u16, since: Timestamp| {
        let line = Line {
            property: property.into(),
            rule: rule.into(),
            severity: words.csv_missed.into(),
            meaning: format!("{}: {name}", words.csv_missed),
            fix: fix.into(),
            ..Line::default()
        };
        (points, line.more([day(since), points.to_string(), order(Rank::Points)]))
    };
    let file = of_file.iter().map(|(_, since)| *since).min().map(|since| {
        let points = of_file.iter().map(|(metric, _)| metric.points()).sum();
        let remedy = Remedy::File;
        row("dcat:distribution", remedy.id(), remedy.missing(tag), remedy.advice(tag), points, since)
    });
    let metric = move |(metric, since): (Metric, Timestamp)| {
        let (name, advice) = (metric.name(tag), metric.advice(tag));
        row(metric.property(), metric.local(), name, advice, metric.points(), since)
    };
    others.into_iter().map(metric).chain(file)
}

/// The violations that are counted; the same at several nodes once.
fn broken(texts: &Texts, words: &QualityTexts, to_do: &ToDo, since: Timestamp) -> Vec<Line> {
    let tag = texts.language.tag();
    let mut known = HashSet::new();
    let mut lines = vec![];
    for result in violations(to_do.dataset.as_str(), &to_do.triples) {
        let (meaning, fix) = (clean::line(&result.problem(tag)), clean::line(&result.fix(tag)));
        if known.insert((meaning.clone(), fix.clone())) {
            let line = Line {
                property: result.property().into(),
                found: result.found().map(|term| written(term, to_do)).unwrap_or_default(),
                rule: result.clause(tag),
                severity: words.csv_violation.into(),
                meaning,
                fix,
                ..Line::default()
            };
            lines.push(line.more([day(since), String::new(), order(Rank::Violation)]));
        }
    }
    lines
}

/// A value as the publisher may know it; a node that has its name from us is none.
fn written(term: &Term, to_do: &ToDo) -> String {
    match term {
        Term::NamedNode(node) if node.as_str().starts_with(to_do.dataset.as_str()) => String::new(),
        Term::NamedNode(node) => node.as_str().into(),
        Term::Literal(literal) => literal.value().into(),
        Term::BlankNode(_) => String::new(),
    }
}

/// A day as spreadsheets read it, in UTC.
fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::finding::rule;
    use datenkreis_vocab::identity::{DatasetIri, NativeId};
    use datenkreis_vocab::model::LangString;
    use datenkreis_vocab::mqa::Metric;

    fn to_do() -> ToDo {
        let since = Timestamp::UNIX_EPOCH;
        ToDo {
            position: 1,
            dataset: DatasetIri::new("https://daten.example/dataset/unna/7"),
            native_id: NativeId::new("7"),
            title: Some(LangString::german("Bäume")),
            findings: vec![
                (Finding::new(&rule::PLACE_CONCLUDED, "dcterms:spatial"), since),
                (Finding::new(&rule::FORMAT_UNKNOWN, "resources[0].format").found("Excel"), since),
                (Finding::new(&rule::LICENSE_MISSING, "dcterms:license"), since),
            ],
            missed: vec![(Metric::RightsAvailability, since), (Metric::KeywordAvailability, since)],
            broken_since: None,
            triples: vec![oxrdf::Triple::new(
                oxrdf::NamedNode::new_unchecked("https://daten.example/dataset/unna/7"),
                dcat::DISTRIBUTION,
                oxrdf::NamedNode::new_unchecked("https://daten.example/dataset/unna/7/distribution/1"),
            )],
        }
    }

    #[test]
    fn nothing_is_said_of_a_file_that_is_not_there() {
        let (texts, words) = (crate::texts::of(Language::De), of(Language::De));
        let missed =
            [Metric::AccessUrlStatusCode, Metric::MediaTypeAvailability, Metric::KeywordAvailability];
        let missed = missed.map(|metric| (metric, Timestamp::UNIX_EPOCH)).to_vec();
        let without = ToDo { triples: vec![], findings: vec![], missed, ..to_do() };
        let text = rows(texts, words, &without, false);
        let found: Vec<_> = text.lines().filter_map(|line| line.split(';').nth(8)).collect();
        assert_eq!(found, ["distribution", "keywordAvailability"], "{text}");
        assert!(text.lines().next().is_some_and(|line| line.ends_with(";60;3")), "{text}");
    }

    #[test]
    fn what_is_to_be_done_comes_before_hints() {
        let (texts, words) = (crate::texts::of(Language::De), of(Language::De));
        let check = |hints: bool, expected: &[&str]| {
            let text = rows(texts, words, &to_do(), hints);
            let rules: Vec<_> = text.lines().filter_map(|line| line.split(';').nth(8)).collect();
            assert_eq!(rules, expected);
        };
        check(false, &["license-missing", "keywordAvailability", "rightsAvailability", "format-unknown"]);
        check(true, &["place-concluded"]);
    }

    #[test]
    fn a_missed_metric_is_a_row_with_its_points_and_day() {
        let (texts, words) = (crate::texts::of(Language::De), of(Language::De));
        let text = rows(texts, words, &to_do(), false);
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with("7;Bäume;https://daten.example/dataset/unna/7;dcat:keyword;;;;;"), "{row}");
        assert!(row.ends_with(";1970-01-01;30;3"), "{row}");
    }

    #[test]
    fn broken_constraints_are_rows() {
        let dataset = oxrdf::NamedNode::new_unchecked("https://daten.example/dataset/unna/7");
        let class = datenkreis_vocab::ns::dcat::DATASET_CLASS;
        let triples = vec![oxrdf::Triple::new(dataset, datenkreis_vocab::ns::rdf::TYPE, class)];
        let broken_since = Some(Timestamp::UNIX_EPOCH);
        let of_graph = ToDo { triples, broken_since, findings: vec![], missed: vec![], ..to_do() };
        let text = rows(crate::texts::of(Language::De), of(Language::De), &of_graph, false);
        let title = text.lines().find(|line| line.contains("dcterms:title")).unwrap_or_default();
        assert!(title.contains(";Regelverletzung;") && title.ends_with(";1970-01-01;;2"), "{text}");
    }
}
