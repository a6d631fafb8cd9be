//! Records of a source (CKAN packages first of all): mapped as a harvest would, and judged as they arrived
//! and as they would be published.

use super::advice::{INTERNAL, Rights, is_ours, key, of_field, of_statement, shown, text};
use super::fields::Fields;
use super::folder::Keeper;
use super::graph::{in_force, in_order, instances, old_terms, score};
use super::json::{At, Json};
use super::outcome::{Outcome, Outcomes};
use super::owners::Owners;
use super::{
    DatasetName, Document, InspectError, Inspection, Inspector, Located, Place, Published, Reading,
    Recognised, Remark, Score,
};
use crate::config::SourceFile;
use crate::http::Fetcher;
use crate::mapping::{Mapping, origin};
use crate::rdf::decode;
use crate::record::SourceRecord;
use crate::run::{Concluded, conclude};
use crate::sources::{FetchError, Item, Request, Source, ckan};
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::ns::dcat;
use datenkreis_vocab::shapes::{Profile, Report, Severity, prepare as compile, validate};
use futures::StreamExt;
use oxrdf::Triple;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

/// Names by which JSON-LD is known.
const KEYWORDS: [&str; 4] = ["\"@context\"", "\"@graph\"", "\"@id\"", "\"@type\""];

/// Records judged before what they say is put together.
const AT_ONCE: usize = 500;

/// What came of a source, and what did not.
#[derive(Default)]
struct Delivery {
    records: Vec<SourceRecord>,
    remarks: Vec<Remark>,
    gaps: Vec<String>,
}

/// Whether a document is JSON that is no JSON-LD.
pub(super) fn are_packages(body: &[u8], content_type: Option<&str>) -> bool {
    let (text, _) = decode(body, content_type);
    let text = text.trim_start();
    let is_json = text.strip_prefix(['{', '[']).is_some_and(|rest| {
        matches!(rest.trim_start().chars().next(), Some('"' | '{' | '[' | '}' | ']') | None)
    });
    is_json && !KEYWORDS.iter().any(|keyword| text.contains(keyword))
}

/// Looks at a file with packages.
pub(super) async fn of_file(
    inspector: &Inspector,
    name: &str,
    address: &Url,
    content_type: Option<&str>,
    body: Vec<u8>,
) -> Result<Inspection, InspectError> {
    let text = decode(&body, content_type).0.into_owned();
    let document = Document::new(name.to_owned(), text);
    let items = ckan::records_of_file(body, address).map_err(|error| match error {
        // Whoever hands in a file knows nothing of an address.
        FetchError::Protocol { reason, .. } => InspectError::Unusable(reason),
        other => other.into(),
    })?;
    let mut delivery = Delivery::default();
    items.into_iter().for_each(|item| delivery.take(item));
    let mut mapping = mapping(inspector)?;
    mapping.site = matches!(address.scheme(), "http" | "https").then(|| address.clone());
    let mapping = Arc::new(mapping);
    judged(inspector, name.to_owned(), Recognised::Ckan, mapping, delivery, Some(document)).await
}

/// Looks at a CKAN portal.
pub(super) async fn of_portal(
    inspector: &Inspector,
    url: &Url,
    http: &Fetcher,
) -> Result<Inspection, InspectError> {
    let file = file(url)?;
    let source = crate::sources::open(&file).map_err(|error| InspectError::Unusable(error.to_string()))?;
    let mapping = Arc::new(Mapping::new(INTERNAL, &file, &inspector.region));
    of_source(inspector, url.to_string(), Recognised::Ckan, source.as_ref(), mapping, http).await
}

/// Looks at the records of any source.
pub(super) async fn of_source(
    inspector: &Inspector,
    name: String,
    recognised: Recognised,
    source: &dyn Source,
    mapping: Arc<Mapping>,
    http: &Fetcher,
) -> Result<Inspection, InspectError> {
    let request = Request { http, mode: Mode::Full, since: None };
    let mut items = source.fetch(&request);
    let mut delivery = Delivery::default();
    while let Some(item) = items.next().await {
        match item {
            Ok(Item::Record(_)) if delivery.records.len() >= inspector.bounds.records => {
                let most = inspector.bounds.records;
                delivery.gaps.push(format!(
                    "nur die ersten {most} Datensätze wurden geprüft / only the first {most} records were checked"
                ));
                break;
            }
            Ok(item) => delivery.take(item),
            Err(error) if delivery.records.is_empty() => return Err(error.into()),
            Err(error) => {
                delivery.gaps.push(crate::chain(&error));
                break;
            }
        }
    }
    drop(items);
    judged(inspector, name, recognised, mapping, delivery, None).await
}

impl Delivery {
    fn take(&mut self, item: Item) {
        match item {
            Item::Record(record) => self.records.push(record),
            Item::Unreadable { native_id, finding } => {
                let dataset = native_id.map(|id| DatasetName { id: id.to_string(), title: None });
                self.remarks.push(Remark { dataset, place: None, finding });
            }
            Item::Note(finding) => self.remarks.push(Remark { dataset: None, place: None, finding }),
            Item::Gap(reason) => self.gaps.push(reason),
            Item::Declared(_) | Item::Undescribed(_) | Item::Deleted(_) => {}
        }
    }
}

/// The configuration an operator would write for a portal at this address.
fn file(url: &Url) -> Result<SourceFile, InspectError> {
    let url = toml::Value::from(url.as_str());
    let text = format!("kind = \"ckan\"\ntitle = \"{INTERNAL}\"\nsite = {url}\n[settings]\nurl = {url}\n");
    SourceFile::parse(Path::new("pruefung.toml"), text)
        .map_err(|error| InspectError::Unusable(error.to_string()))
}

/// What mapping knows of a document: nothing.
pub(super) fn mapping(inspector: &Inspector) -> Result<Mapping, InspectError> {
    let nowhere = Url::parse(INTERNAL).map_err(|error| InspectError::Unusable(error.to_string()))?;
    let mut mapping = Mapping::new(INTERNAL, &file(&nowhere)?, &inspector.region);
    mapping.site = None;
    Ok(mapping)
}

async fn judged(
    inspector: &Inspector,
    name: String,
    recognised: Recognised,
    mapping: Arc<Mapping>,
    delivery: Delivery,
    document: Option<Document>,
) -> Result<Inspection, InspectError> {
    if delivery.records.is_empty() {
        let why = delivery
            .gaps
            .first()
            .cloned()
            .unwrap_or_else(|| "es ist kein Datensatz darin / it holds no dataset".to_owned());
        return Err(InspectError::Unusable(why));
    }
    let profile = inspector.profile;
    let judge = move || judge(profile, name, recognised, &mapping, delivery, document);
    Ok(tokio::task::spawn_blocking(judge).await?)
}

fn judge(
    profile: Profile,
    name: String,
    recognised: Recognised,
    mapping: &Mapping,
    delivery: Delivery,
    document: Option<Document>,
) -> Inspection {
    let json = document.as_ref().map(|document| Json::read(document.text()));
    let Delivery { records, remarks, gaps } = delivery;
    let mut whole = Inspection {
        name,
        recognised,
        profile,
        documents: document.into_iter().collect(),
        datasets: 0,
        distributions: 0,
        old_terms: vec![],
        remarks,
        gaps,
        report: Report::default(),
        located: vec![],
        published: Some(Published::default()),
        score: Score::default(),
        evaluated_in: Duration::ZERO,
        reading: Reading::default(),
        graph: vec![],
    };
    compile();
    let mut told = HashSet::new();
    let mut old = BTreeSet::new();
    // A few at a time on all cores: what they say is put together in their order.
    let mut records = records.into_iter();
    loop {
        let some: Vec<SourceRecord> = records.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let judged: Vec<Judged> =
            some.into_par_iter().map(|record| Judged::of(profile, record, mapping)).collect();
        judged.into_iter().for_each(|judged| add(&mut whole, &mut told, &mut old, judged, json.as_ref()));
    }
    whole.old_terms = old.into_iter().collect();
    whole.score.sort();
    in_order(&mut whole.remarks);
    whole
}

/// What is to be said of one record.
struct Judged {
    native_id: NativeId,
    name: DatasetName,
    arrived: Vec<Triple>,
    report: Report,
    /// In the order of the results; places are still missing.
    located: Vec<Located>,
    findings: Vec<Finding>,
    published: Published,
    score: Score,
    evaluated_in: Duration,
}

impl Judged {
    fn of(profile: Profile, record: SourceRecord, mapping: &Mapping) -> Self {
        let native_id = record.native_id.clone();
        let dataset = mapping.dataset(&native_id);
        let received = record.payload.received();
        let Concluded { title, arrived, triples, findings, .. } = conclude(record, mapping);
        let name = DatasetName { id: native_id.to_string(), title };
        let fields = Fields::of(&received, &dataset, &arrived);
        let published = validate(profile, &triples);
        let begun = Instant::now();
        let mut report = validate(profile, &arrived);
        let evaluated_in = begun.elapsed();
        let rights = Rights::of(&findings);
        let outcomes = Outcomes::of(&arrived, &triples, &published, &findings);
        let keeper = Keeper::of(&received);
        let in_folder = matches!(keeper, Some(Keeper::Table(_) | Keeper::Toml(_)));
        let becomes = report.results.iter().map(|result| {
            // A property for which a folder has no words is ours: outdated ones stand beside the new.
            let is_ours =
                result.component() == "MaxCountConstraintComponent" && fields.of_result(result).is_none();
            if in_folder && is_ours { Outcome::Understood } else { outcomes.of_result(result) }
        });
        let mut becomes: Vec<Outcome> = becomes.collect();
        let mut understood = becomes.iter().map(|outcome| *outcome == Outcome::Understood);
        report.results.retain(|_| !understood.next().unwrap_or_default());
        becomes.retain(|outcome| *outcome != Outcome::Understood);
        let understood_graph = outcomes.understood(&arrived);
        let conformity = in_force(profile, &report, &understood_graph);
        let score = score(&understood_graph, &Owners::of(&understood_graph), &conformity);
        let located = report.results.iter().zip(becomes).map(|(result, outcome)| {
            let field = fields.of_result(result);
            let right = rights.value(result, field.as_deref());
            Located {
                dataset: Some(name.clone()),
                place: None,
                found: result.found().and_then(|found| shown(found, &format!("{}/", dataset.as_str()))),
                fix: match &keeper {
                    Some(keeper) => {
                        of_field(&received.dialect, keeper, result, field.as_deref(), right.as_deref())
                    }
                    None => of_statement(result, right.as_deref()),
                },
                written_in: keeper.as_ref().zip(field.as_deref()).and_then(|(keeper, field)| {
                    let name = keeper.name(field)?;
                    Some(match keeper {
                        Keeper::Portal => [name.clone(), name],
                        _ => keeper.place(&name),
                    })
                }),
                right,
                field,
                is_repaired: outcome == Outcome::Completed,
            }
        });
        let located: Vec<Located> = located.collect();
        let findings = news(findings, &report, &located, &received.dialect);
        let count = |severity| published.count(severity);
        let published = Published {
            violations: count(Severity::Violation),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        };
        Self { native_id, name, arrived, report, located, findings, published, score, evaluated_in }
    }
}

/// What mapping found that the results do not say already, and that does not speak of a source whose name
/// nobody knows.
fn news(findings: Vec<Finding>, report: &Report, located: &[Located], dialect: &str) -> Vec<Finding> {
    let mut reported: HashSet<(String, Option<String>)> = HashSet::new();
    for (result, located) in report.results.iter().zip(located) {
        let found = result.found().map(|found| text(found).trim().to_owned());
        let places = result.property().split('|').map(str::to_owned);
        for place in places.chain(located.field.clone()) {
            reported.insert((place, found.clone()));
        }
    }
    let is_told = |finding: &Finding| {
        let found = finding.found.as_deref().map(|found| found.trim().to_owned());
        let way = origin::property_of(dialect, &finding.property);
        let property = key(way.as_deref().unwrap_or(&finding.property)).to_owned();
        // What is missing is missing, whatever was taken in its place.
        let is_missing = reported.contains(&(property.clone(), None)) && finding.rule.ends_with("-missing");
        is_missing
            || reported.contains(&(property, found.clone()))
            || reported.contains(&(finding.property.clone(), found))
    };
    findings.into_iter().filter(|finding| !is_told(finding) && !is_ours(finding)).collect()
}

/// Adds what is to be said of one record. What records share (their publisher) is told once.
fn add(
    whole: &mut Inspection,
    told: &mut HashSet<String>,
    old: &mut BTreeSet<String>,
    judged: Judged,
    json: Option<&Json>,
) {
    let Judged { native_id, name, arrived, report, located, findings, published, score, evaluated_in } =
        judged;
    let package = json.and_then(|json| Some((json, json.package(native_id.as_str())?)));
    let place = |field: &str| {
        let At { line, column, byte } = package.and_then(|(json, package)| json.field(package, field))?;
        Some(Place { document: 0, line, column, byte })
    };
    for (result, located) in report.results.into_iter().zip(located) {
        let key = format!("{} {} {:?}", result.rule.id, result.focus, result.value);
        if !told.insert(key) {
            continue;
        }
        let place = place(located.field.as_deref().unwrap_or_default());
        whole.located.push(Located { place, ..located });
        whole.report.results.push(result);
    }
    whole.remarks.extend(findings.into_iter().map(|finding: Finding| Remark {
        dataset: Some(name.clone()),
        place: place(&finding.property),
        finding,
    }));
    if let Some(counts) = &mut whole.published {
        counts.violations += published.violations;
        counts.warnings += published.warnings;
        counts.infos += published.infos;
    }
    whole.evaluated_in += evaluated_in;
    whole.score.add(&score);
    whole.datasets += instances(&arrived, dcat::DATASET_CLASS);
    whole.distributions += instances(&arrived, dcat::DISTRIBUTION_CLASS);
    old.extend(old_terms(&arrived));
    whole.graph.extend(arrived);
}
