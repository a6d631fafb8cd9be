//! How often the rules are right, on recorded catalogues that state what is to be concluded.

use super::super::{language, period};
use crate::config::SourceFile;
use crate::mapping::Mapping;
use crate::mapping::ckan_package::CkanPackage;
use datenkreis_vocab::date;
use datenkreis_vocab::finding::CONFIDENT_PERCENT;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::model::{Coded, Dataset, Distribution, LangString, PeriodOfTime};
use datenkreis_vocab::ns::{dcat, dcterms, rdf, schema};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxrdfio::{RdfFormat, RdfParser};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn corpora() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let corpora = std::env::var_os("DATENKREIS_SHARED").map_or(default, PathBuf::from).join("corpora");
    if !corpora.is_dir() {
        println!("skipped: {} is not there", corpora.display());
        return None;
    }
    Some(corpora)
}

fn files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { self::files(&entry.path(), files) } else { files.push(entry.path()) }
    }
    files.sort();
}

/// The datasets of a file as far as conclusions look at them.
fn of_rdf(path: &Path, format: RdfFormat) -> Vec<Dataset> {
    let mut graph: HashMap<NamedOrBlankNode, Vec<(NamedNode, Term)>> = HashMap::new();
    let parser = RdfParser::from_format(format).lenient().with_base_iri("https://x.example/").unwrap();
    for quad in parser.for_slice(&std::fs::read(path).unwrap()).map_while(Result::ok) {
        graph.entry(quad.subject).or_default().push((quad.predicate, quad.object));
    }
    let objects = |node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>| -> Vec<Term> {
        let about = graph.get(node).into_iter().flatten();
        about.filter(|(found, _)| *found == predicate).map(|(_, object)| object.clone()).collect()
    };
    let node = |term: &Term| match term {
        Term::NamedNode(node) => Some(NamedOrBlankNode::from(node.clone())),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    };
    let texts = |node: &NamedOrBlankNode, predicate| -> Vec<LangString> {
        objects(node, predicate).iter().filter_map(LangString::from_term).collect()
    };
    let iris = |node: &NamedOrBlankNode, predicate| -> Vec<NamedNode> {
        let iri = |term| if let Term::NamedNode(iri) = term { Some(iri) } else { None };
        objects(node, predicate).into_iter().filter_map(iri).collect()
    };
    let day = |node: &NamedOrBlankNode, predicates: [NamedNodeRef<'static>; 2]| {
        let found = predicates.iter().flat_map(|predicate| texts(node, *predicate)).next()?;
        Some(date::read(&found.value)?.literal)
    };
    let class = Term::from(dcat::DATASET_CLASS);
    let subjects = graph.keys().filter(|subject| objects(subject, rdf::TYPE).contains(&class));
    let dataset = |subject: &NamedOrBlankNode| {
        let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/1"));
        dataset.title = texts(subject, dcterms::TITLE);
        dataset.description = texts(subject, dcterms::DESCRIPTION);
        dataset.modified = day(subject, [dcterms::MODIFIED; 2]);
        for period in objects(subject, dcterms::TEMPORAL).iter().filter_map(node) {
            let start_date = day(&period, [dcat::START_DATE, schema::START_DATE]);
            let end_date = day(&period, [dcat::END_DATE, schema::END_DATE]);
            dataset.temporal.push(PeriodOfTime { start_date, end_date });
        }
        dataset.language = objects(subject, dcterms::LANGUAGE)
            .iter()
            .map(|term| Coded::found(term.to_string().trim_matches(['<', '>', '"'])))
            .collect();
        for distribution in objects(subject, dcat::DISTRIBUTION).iter().filter_map(node) {
            dataset.distribution.push(Distribution {
                title: texts(&distribution, dcterms::TITLE),
                access_url: iris(&distribution, dcat::ACCESS_URL),
                download_url: iris(&distribution, dcat::DOWNLOAD_URL),
                ..Distribution::default()
            });
        }
        dataset
    };
    subjects.map(dataset).collect()
}

fn of_ckan(path: &Path) -> Vec<Dataset> {
    fn packages(value: Value, found: &mut Vec<serde_json::Map<String, Value>>) {
        match value {
            Value::Object(members) if members.contains_key("resources") => found.push(members),
            Value::Object(members) => members.into_iter().for_each(|(_, member)| packages(member, found)),
            Value::Array(values) => values.into_iter().for_each(|value| packages(value, found)),
            _ => {}
        }
    }
    let file = SourceFile::parse(Path::new("quelle.toml"), "kind = \"ckan\"\ntitle = \"Quelle\"\n".into());
    let mapping = Mapping::new("https://x.example", &file.unwrap(), &Arc::default());
    let mut found = vec![];
    if let Ok(value) = serde_json::from_slice(&std::fs::read(path).unwrap()) {
        packages(value, &mut found);
    }
    let map = |package| {
        use crate::record::Payload;
        CkanPackage::new(package, None).map(&NativeId::new("1"), &mapping).0
    };
    found.into_iter().map(map).collect()
}

/// Each title once, as catalogues repeat themselves.
fn datasets() -> Option<Vec<Dataset>> {
    let corpora = corpora()?;
    let mut paths = vec![];
    files(&corpora.join("dcat"), &mut paths);
    files(&corpora.join("ckan"), &mut paths);
    let mut known = HashSet::new();
    let mut datasets = vec![];
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let found = match extension {
            "ttl" => of_rdf(&path, RdfFormat::Turtle),
            "rdf" | "xml" => of_rdf(&path, RdfFormat::RdfXml),
            "json" if path.starts_with(corpora.join("ckan")) => of_ckan(&path),
            _ => vec![],
        };
        datasets.extend(found.into_iter().filter(|dataset| known.insert(dataset.title.clone())));
    }
    Some(datasets)
}

#[derive(Default)]
struct Score {
    published: [usize; 2],
    proposed: [usize; 2],
}

fn print(scores: &BTreeMap<String, Score>) -> [usize; 2] {
    for (rule, score) in scores {
        let ([right, wrong], [likely, unlikely]) = (score.published, score.proposed);
        println!("{rule}: published {right} right, {wrong} wrong; proposed {likely} right, {unlikely} wrong");
    }
    scores.values().fold([0, 0], |sum, score| [sum[0] + score.published[0], sum[1] + score.published[1]])
}

fn rule_of(found: Option<&str>) -> String {
    found.and_then(|found| found.rsplit_once('(')).map_or("", |(_, rule)| rule.trim_end_matches(')')).into()
}

/// A period is right if its known ends lie in the years of the stated ones, or it holds the stated period.
#[test]
fn periods_are_right() {
    let Some(datasets) = datasets() else { return };
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut stated, mut silent, mut concluded, mut proposed) = (0, 0, 0, 0);
    for mut dataset in datasets {
        let truth = std::mem::take(&mut dataset.temporal);
        let finding = period::conclude(&mut dataset);
        let published = dataset.temporal.first().cloned();
        let Some(truth) = truth.first().filter(|truth| !truth.is_empty()) else {
            silent += 1;
            concluded += usize::from(published.is_some());
            proposed += usize::from(published.is_none() && finding.is_some());
            continue;
        };
        stated += 1;
        let Some(finding) = finding else { continue };
        let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i16>().ok());
        let value = finding.concluded.clone().unwrap();
        let (start, end) = value.split_once('/').unwrap_or((&value, &value));
        let (first, last) = (year(start).unwrap_or(i16::MIN), year(end).unwrap_or(i16::MAX));
        let truth_year = |date: &Option<oxrdf::Literal>| date.as_ref().and_then(|date| year(date.value()));
        let true_first = truth_year(&truth.start_date).or(truth_year(&truth.end_date)).unwrap();
        let true_last = truth_year(&truth.end_date).unwrap_or(true_first);
        let right = first <= true_first && true_last <= last
            || (true_first, true_last) == (first, last)
            || year(end).is_none() && first == true_first;
        if !right {
            let title = dataset.title.first().map_or("", |title| title.value.as_str());
            println!("{title:?}: {value} {:?}, stated {true_first}/{true_last}", finding.confidence);
        }
        let score = scores.entry(rule_of(finding.found.as_deref())).or_default();
        let counted = if finding.confidence >= Some(CONFIDENT_PERCENT) {
            &mut score.published
        } else {
            &mut score.proposed
        };
        counted[usize::from(!right)] += 1;
    }
    let [right, wrong] = print(&scores);
    println!(
        "{stated} periods stated: {right} right, {wrong} wrong; of {silent} silent, {concluded} published, {proposed} proposed"
    );
    // Of those that are wrong, most are given the year of their publication at the source, the next one.
    assert!(right > 100 && right * 100 >= 87 * (right + wrong), "{right} right, {wrong} wrong");
}

#[test]
fn languages_are_right() {
    let Some(datasets) = datasets() else { return };
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for mut dataset in datasets {
        let truth: Vec<_> = std::mem::take(&mut dataset.language)
            .iter()
            .filter_map(|stated| datenkreis_vocab::lists::language::lookup(&stated.found))
            .map(|found| found.iri)
            .collect();
        if truth.is_empty() {
            continue;
        }
        let Some(finding) = language::conclude(&mut dataset) else {
            scores.entry("nothing".into()).or_default().proposed[0] += 1;
            continue;
        };
        let right = truth.contains(&finding.concluded.as_deref().unwrap());
        if !right {
            println!("{:?}: {:?}, stated {truth:?}", dataset.title, finding.concluded);
        }
        let score = scores.entry(rule_of(finding.found.as_deref())).or_default();
        let counted = if finding.is_proposal() { &mut score.proposed } else { &mut score.published };
        counted[usize::from(!right)] += 1;
    }
    let [right, wrong] = print(&scores);
    assert!(right > 100 && wrong * 20 <= right, "{right} right, {wrong} wrong");
}

/// Titles only, where nothing is stated: what is concluded from how many.
#[test]
fn titles_of_north_rhine_westphalia() {
    let Some(corpora) = corpora() else { return };
    let table = csv::Reader::from_path(corpora.join("metadata_text/musterdatenkatalog-2.1-nrw.csv"));
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = HashSet::new();
    for row in table.unwrap().records().flatten() {
        if !known.insert(row[0].to_owned()) {
            continue;
        }
        let mut dataset = super::dataset(&row[0]);
        dataset.description = vec![LangString::untagged(&row[4])];
        let finding = period::conclude(&mut dataset);
        let rule = finding.map_or("nothing".into(), |finding| {
            println!("{}\t{:?}\t{}", finding.concluded.as_deref().unwrap(), finding.confidence, &row[0]);
            format!("{} {}", finding.rule, rule_of(finding.found.as_deref()))
        });
        *rules.entry(rule).or_default() += 1;
    }
    println!("{} titles: {rules:#?}", known.len());
    assert!(known.len() > 2_000);
}
