//! Mapping and normalisation measured on the recorded catalogues of `../shared`: how much of what the
//! sources say reaches an official list. What does not is printed by frequency, so that the next rule is
//! obvious. Skipped where the recordings are not.

use super::Mapping;
use super::ckan_package::CkanPackage;
use super::normalise::normalise;
use crate::config::SourceFile;
use crate::record::Payload;
use crate::sources::records_of;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::gazetteer::{self, Context, Kind, Meaning};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::lists::{file_type, license, usable};
use datenkreis_vocab::model::Dataset;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

fn corpora() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let corpora = std::env::var_os("DATENKREIS_SHARED").map_or(default, PathBuf::from).join("corpora");
    if !corpora.join("FILES.tsv").exists() {
        println!("skipped: {} is not there", corpora.display());
        return None;
    }
    Some(corpora)
}

fn mapping(kind: &str) -> Mapping {
    let text = format!("kind = \"{kind}\"\ntitle = \"Quelle\"\n[settings]\nurl = \"https://example.org/\"\n");
    let file = SourceFile::parse(Path::new("quelle.toml"), text).unwrap();
    Mapping::new("https://daten.example", &file, &Arc::default())
}

/// A dataset as it arrived, and what became of it.
struct Recorded {
    file: String,
    before: Dataset,
    after: Dataset,
    findings: Vec<Finding>,
    /// How long normalising took.
    took: Duration,
}

impl Recorded {
    fn of(file: &str, payload: &dyn Payload, id: &NativeId, mapping: &Mapping) -> Self {
        let (before, mut findings) = payload.map(id, mapping);
        let copy = before.clone();
        let start = Instant::now();
        let (after, more) = normalise(copy, mapping);
        let took = start.elapsed();
        findings.extend(more);
        Self { file: file.to_owned(), before, after, findings, took }
    }
}

/// Every dataset of every recording of CKAN packages and of RDF, by the paths of `FILES.tsv`.
async fn recorded() -> Option<Vec<Recorded>> {
    let corpora = corpora()?;
    let table = std::fs::read_to_string(corpora.join("FILES.tsv")).unwrap();
    let mut all: Vec<Recorded> = vec![];
    for line in table.lines() {
        let file = line.split('\t').next().unwrap_or_default();
        // Of several recordings of the same catalogue the newest counts.
        let is_older =
            ["2014-11-07", "2014-12-20", "2014-10-17", "2014-10-22"].iter().any(|day| file.contains(day));
        if file.starts_with("ckan/") && file.ends_with(".json") && !is_older {
            let mapping = mapping("ckan");
            let text = std::fs::read(corpora.join(file)).unwrap();
            for (number, package) in packages(serde_json::from_slice(&text).unwrap()).into_iter().enumerate()
            {
                let package = CkanPackage::new(package, Url::parse("https://daten.example.org/").ok());
                let id = package.native_id().unwrap_or_else(|| NativeId::new(number.to_string()));
                all.push(Recorded::of(file, &package, &id, &mapping));
            }
        } else if file.starts_with("dcat/") && line.contains(" triples") {
            let mapping = mapping("dcat-rdf");
            let body = std::fs::read(corpora.join(file)).unwrap();
            let url = Url::parse(&format!("https://example.org/{file}")).unwrap();
            let Ok(parsed) = crate::rdf::Reader::default().read(body, None, &url, None).await else {
                continue;
            };
            for record in records_of(parsed) {
                all.push(Recorded::of(file, record.payload.as_ref(), &record.native_id, &mapping));
            }
        }
    }
    Some(all)
}

fn packages(value: Value) -> Vec<serde_json::Map<String, Value>> {
    match value {
        Value::Array(values) => values.into_iter().flat_map(packages).collect(),
        Value::Object(mut members) => {
            for name in ["result", "results", "packages", "dataset"] {
                match members.remove(name) {
                    Some(inner @ (Value::Array(_) | Value::Object(_))) => return packages(inner),
                    Some(other) => members.insert(name.into(), other),
                    None => None,
                };
            }
            let is_package = members.contains_key("resources") || members.contains_key("title");
            if is_package { vec![members] } else { vec![] }
        }
        _ => vec![],
    }
}

/// Counts and prints the most frequent ones.
#[derive(Default)]
struct Tally(HashMap<String, usize>);

impl Tally {
    fn add(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    fn print(self, title: &str, limit: usize) {
        let mut rows: Vec<_> = self.0.into_iter().collect();
        rows.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        println!("{title}: {} different", rows.len());
        for (what, count) in rows.into_iter().take(limit) {
            println!("{count:>6}  {what}");
        }
    }
}

/// Whether publisher or title name a municipality or a district.
fn is_municipal(dataset: &Dataset) -> bool {
    let is_local = |meaning: Meaning| match meaning {
        Meaning::One(place) => matches!(place.kind, Kind::Town | Kind::District),
        Meaning::Several(places) => places.len() > 1,
        Meaning::Nothing => false,
    };
    let publisher = dataset.publisher.iter().flat_map(|agent| &agent.name);
    let mut publisher = publisher.map(|name| gazetteer::body(&name.value, &Context::default()));
    let title = dataset.title.first().map_or("", |title| title.value.as_str());
    let words: Vec<&str> = title.split([' ', ',', '(', ')', ':']).filter(|word| word.len() > 3).collect();
    publisher.any(is_local)
        || words.iter().any(|word| {
            word.starts_with(char::is_uppercase)
                && matches!(gazetteer::named(word, &Context::default()), Meaning::One(place) if place.kind == Kind::Town)
        })
}

fn has_key(dataset: &Dataset) -> bool {
    let places = dataset.spatial.iter().filter_map(|place| place.iri.as_ref());
    places.chain(&dataset.political_geocoding_uri).any(|iri| gazetteer::by_iri(iri.as_str()).is_some())
}

#[tokio::test]
async fn municipal_datasets_have_a_place_key() {
    let Some(all) = recorded().await else { return };
    let (mut municipal, mut before, mut after) = (0, 0, 0);
    let mut missing = Tally::default();
    let mut unclear = Tally::default();
    let mut files: HashMap<&str, [usize; 3]> = HashMap::new();
    for record in &all {
        for finding in
            record.findings.iter().filter(|f| f.rule == "place-unknown" || f.rule == "place-ambiguous")
        {
            unclear.add(format!("{} {}", finding.rule, finding.found.as_deref().unwrap_or_default()));
        }
        if !is_municipal(&record.before) {
            continue;
        }
        municipal += 1;
        before += usize::from(has_key(&record.before));
        after += usize::from(has_key(&record.after));
        let file = files.entry(&record.file).or_default();
        file[0] += 1;
        file[1] += usize::from(has_key(&record.before));
        file[2] += usize::from(has_key(&record.after));
        if !has_key(&record.after) {
            let publisher = record.after.publisher.as_ref().and_then(|agent| agent.name.first());
            let title = record.after.title.first().map_or("", |title| title.value.as_str());
            missing.add(format!("{} | {} | {title}", record.file, publisher.map_or("", |name| &name.value)));
        }
    }
    println!("{} datasets, {municipal} municipal, key before {before}, after {after}", all.len());
    let took: Duration = all.iter().map(|record| record.took).sum();
    println!("normalised in {took:?}");
    for (file, counts) in files {
        println!("{counts:?} {file}");
    }
    missing.print("municipal datasets without key", 80);
    unclear.print("places not concluded", 80);
    assert!(after * 10 >= municipal * 9, "{after} of {municipal}");
}

/// A key that is concluded must be right: what other countries publish lies in no German municipality.
#[tokio::test]
async fn datasets_of_other_countries_get_no_german_key() {
    let Some(all) = recorded().await else { return };
    let abroad =
        ["dcat/norway/", "dcat/switzerland/", "ckan/zuerich", "ckan/envidat/", "dcat/udata/", "ckan/udata"];
    let mut wrong = Tally::default();
    let mut seen = 0;
    for record in all.iter().filter(|record| abroad.iter().any(|folder| record.file.starts_with(folder))) {
        seen += 1;
        if has_key(&record.after) && !has_key(&record.before) {
            let told = record.findings.iter().filter(|finding| finding.rule.starts_with("place-"));
            let told: Vec<String> =
                told.map(|finding| format!("{:?} {:?}", finding.found, finding.concluded)).collect();
            wrong.add(format!("{} {}", record.file, told.join(", ")));
        }
    }
    let count = wrong.0.len();
    wrong.print("keys concluded abroad", 40);
    assert!(seen > 900 && count == 0, "{count} of {seen}");
}

#[tokio::test]
async fn licenses_reach_a_list() {
    let Some(all) = recorded().await else { return };
    let (mut stated, mut resolved) = (0, 0);
    let mut missing = Tally::default();
    for record in &all {
        for (before, after) in record.before.distribution.iter().zip(&record.after.distribution) {
            let found = before.license.as_ref().map_or("", |license| license.found.as_str());
            if !usable::names_terms(found) {
                continue;
            }
            stated += 1;
            let concept = after.license.as_ref().and_then(|license| license.concept.as_ref());
            if concept.is_some_and(|iri| license::lookup(iri.as_str()).is_some()) {
                resolved += 1;
            } else {
                missing.add(format!("{found}   [{}]", record.file));
            }
        }
    }
    println!("{stated} distributions say a licence, {resolved} are known");
    missing.print("licences not known", 120);
    assert!(resolved * 100 >= stated * 95, "{resolved} of {stated}");
}

#[tokio::test]
async fn formats_reach_a_list() {
    let Some(all) = recorded().await else { return };
    let (mut stated, mut resolved) = (0, 0);
    let mut missing = Tally::default();
    for record in &all {
        for (before, after) in record.before.distribution.iter().zip(&record.after.distribution) {
            let texts: Vec<&str> = [&before.format, &before.media_type]
                .into_iter()
                .flatten()
                .map(|coded| coded.found.trim())
                .filter(|found| usable::names_format(found))
                .collect();
            let path = before.download_url.first().or(before.access_url.first());
            let path = path.and_then(|iri| Url::parse(iri.as_str()).ok());
            let ending = path.as_ref().and_then(|url| {
                let (_, ending) = url.path().rsplit('/').next()?.rsplit_once('.')?;
                (ending.len() < 6).then(|| ending.to_lowercase())
            });
            let ending = ending.filter(|ending| file_type::lookup(ending).is_some());
            if texts.is_empty() && ending.is_none() {
                continue;
            }
            stated += 1;
            let is_known = after.format.as_ref().is_some_and(|format| format.concept.is_some());
            resolved += usize::from(is_known);
            if !is_known {
                missing.add(format!("{}   [{}]", texts.join(" + "), record.file));
            }
        }
    }
    println!("{stated} distributions say a format, {resolved} are known");
    missing.print("formats not known", 120);
    assert!(resolved * 100 >= stated * 95, "{resolved} of {stated}");
}
