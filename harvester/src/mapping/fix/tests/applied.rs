//! What is promised comes: for every golden record and every remedy, the text is put where it says, the
//! record is mapped again as a harvest would, and measured.

use super::super::*;
use crate::config::SourceFile;
use crate::mapping::Mapping;
use crate::mapping::ckan_package::CkanPackage;
use crate::mapping::dcat_graph::DcatGraph;
use crate::mapping::table_entry::{Entry, FoundFile, TableEntry};
use crate::record::{Payload, SourceRecord};
use crate::run::{Prepared, prepare};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::mqa::LinkAnswer;
use oxrdf::NamedOrBlankNode;
use oxttl::TurtleParser;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a person writes in a gap, as it stands in texts and in IRIs.
const FILLED: [(&str, &str); 18] = [
    ("<Schlagwort>", "Stichwort"),
    ("data-theme/<Thema>", "data-theme/GOVE"),
    ("data-theme/Thema", "data-theme/GOVE"),
    ("<Thema>", "GOVE"),
    ("<Gemeindeschlüssel>", "05978032"),
    ("Key/Gemeindeschlüssel", "Key/05978032"),
    ("<Beginn JJJJ-MM-TT>", "2026-01-01"),
    ("<Ende JJJJ-MM-TT>", "2026-12-31"),
    ("https://<Adresse der Datei>", "https://datei.invalid/neu"),
    ("https://Adresse-der-Datei", "https://datei.invalid/neu"),
    ("<Format>", "CSV"),
    ("file-type/Format", "file-type/CSV"),
    ("<Medientyp>", "text/csv"),
    ("media-types/Medientyp", "media-types/text/csv"),
    ("<Größe in Bytes>", "1"),
    ("<JJJJ-MM-TT>", "2026-01-01"),
    ("<Name der Stelle>", "Stelle"),
    ("<Name der Datei im Ordner>", "neu"),
];

fn filled(text: &str) -> String {
    let text = FILLED.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(gap, value));
    let text = text.replace("<E-Mail-Adresse>", "stelle@datei.invalid");
    let text = text.replace("E-Mail-Adresse>", "stelle@datei.invalid>");
    text.replace("licenses/Lizenz>", "licenses/dl-zero-de/2.0>").replace("<Lizenz>", "dl-zero-de/2.0")
}

/// A record that texts can be put into.
#[derive(Clone)]
enum Golden {
    Ckan(Map<String, Value>),
    Graph(NamedOrBlankNode, Vec<Triple>),
    Table(Box<toml::Table>),
}

impl Golden {
    fn prepared(&self, mapping: &Mapping, links: &dyn Links) -> (Prepared, Received) {
        let payload: Box<dyn Payload> = match self {
            Self::Ckan(package) => Box::new(CkanPackage::new(package.clone(), mapping.site.clone())),
            Self::Graph(subject, triples) => Box::new(DcatGraph {
                subject: subject.clone(),
                triples: triples.clone(),
                siblings: BTreeMap::new(),
                publisher: None,
                entries: vec![],
            }),
            Self::Table(table) => {
                let mut entry: Entry = toml::Value::Table((**table).clone()).try_into().unwrap();
                entry.kept_in = "d.toml".into();
                entry.unite_files();
                // Who names a file has put it into the folder.
                for file in entry.distribution.iter_mut().filter(|file| file.file == "neu") {
                    let url = Some("https://datei.invalid/neu".to_owned());
                    file.found = Some(FoundFile { url, byte_size: 1, ..FoundFile::default() });
                }
                Box::new(TableEntry { entry, findings: vec![], base: mapping.site.clone() })
            }
        };
        let received = payload.received();
        let record = SourceRecord { native_id: NativeId::new("d"), payload, findings: vec![] };
        (prepare(record, mapping, links), received)
    }

    /// The record with a text in it; `None` if the text is for a place that has to be found by a person.
    fn with(&self, fix: &Fix) -> Option<Self> {
        let text = filled(&fix.text);
        match (self, fix.form) {
            (Self::Ckan(package), Form::CkanAction) => {
                let body: Map<String, Value> = serde_json::from_str(&text).unwrap();
                Some(Self::Ckan(acted(package.clone(), &fix.place, body)))
            }
            (Self::Graph(subject, triples), Form::TurtleDiff) => {
                // Which nameless node is meant, a person sees.
                if fix.place.contains("[]") || text.lines().any(|line| line == "     dcat:distribution [") {
                    return None;
                }
                let prefixes: String = text.lines().filter(|line| line.contains("@prefix")).collect();
                let about = format!("{} ", fix.place);
                let gone = text.lines().filter_map(|line| line.strip_prefix('-'));
                let gone: HashSet<String> = gone
                    .flat_map(|line| {
                        let line = format!("{prefixes}{about}{} .", line.trim().trim_end_matches(';'));
                        parse(&line).into_iter().map(|triple| triple.to_string())
                    })
                    .collect();
                let mut triples = triples.clone();
                triples.retain(|triple| !gone.contains(&triple.to_string()));
                let come = text.lines().filter(|line| !line.starts_with('-'));
                let come: String =
                    come.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect();
                triples.extend(parse(&come));
                Some(Self::Graph(subject.clone(), triples))
            }
            (Self::Table(table), Form::Toml | Form::TomlFile) => {
                let mut table = table.clone();
                for (key, value) in text.parse::<toml::Table>().unwrap() {
                    match (table.get_mut(&key), value) {
                        (Some(toml::Value::Array(known)), toml::Value::Array(new)) if key == "datei" => {
                            known.extend(new);
                        }
                        (_, value) => drop(table.insert(key, value)),
                    }
                }
                Some(Self::Table(table))
            }
            _ => None,
        }
    }
}

fn parse(text: &str) -> Vec<Triple> {
    TurtleParser::new()
        .for_slice(text.as_bytes())
        .map(|triple| triple.unwrap_or_else(|error| panic!("{error}:\n{text}")))
        .collect()
}

/// What CKAN does.
fn acted(mut package: Map<String, Value>, place: &str, mut body: Map<String, Value>) -> Map<String, Value> {
    let resources = package.entry("resources").or_insert_with(|| Value::Array(vec![]));
    let resources = resources.as_array_mut().unwrap();
    if place.ends_with("package_patch") {
        package.extend(body);
    } else if place.ends_with("resource_create") {
        body.remove("package_id");
        body.insert("id".into(), "neu".into());
        resources.push(Value::Object(body));
    } else {
        let resource = resources.iter_mut().find(|resource| resource.get("id") == body.get("id"));
        resource.unwrap().as_object_mut().unwrap().extend(body);
    }
    package
}

fn fixtures(kind: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/mapping").join(kind);
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn golden() -> Vec<(String, Golden)> {
    let mut all = vec![];
    for case in fixtures("ckan") {
        let Value::Array(packages) =
            serde_json::from_slice(&std::fs::read(case.join("input.json")).unwrap()).unwrap()
        else {
            continue;
        };
        for package in packages {
            let Value::Object(package) = package else { continue };
            all.push((format!("{} {}", case.display(), package["id"]), Golden::Ckan(package)));
        }
    }
    for case in fixtures("dcat-rdf") {
        let Ok(text) = std::fs::read_to_string(case.join("input.ttl")) else { continue };
        let triples = parse(&text);
        let is_dataset =
            |triple: &&Triple| triple.object.to_string() == "<http://www.w3.org/ns/dcat#Dataset>";
        for dataset in triples.iter().filter(is_dataset) {
            let name = format!("{} {}", case.display(), dataset.subject);
            all.push((name, Golden::Graph(dataset.subject.clone(), triples.clone())));
        }
    }
    for case in fixtures("folder") {
        for file in std::fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let is_toml = file.extension().is_some_and(|extension| extension == "toml");
            let Ok(mut table) = text.parse::<toml::Table>() else { continue };
            if !is_toml || toml::Value::Table(table.clone()).try_into::<Entry>().is_err() {
                continue;
            }
            // Beside the fixture lies its file; here an address stands for it.
            table.entry("datei").or_insert_with(|| {
                let file = toml::Table::from_iter([("adresse".into(), "https://t.example/a.csv".into())]);
                toml::Value::Array(vec![file.into()])
            });
            all.push((file.display().to_string(), Golden::Table(Box::new(table))));
        }
    }
    for package in [
        r#"{"id": "arm", "title": "Bäume", "notes": "Alle", "resources": [{"id": "r", "url": "https://t.example/a"}]}"#,
        r#"{"id": "pdf", "title": "Bäume", "notes": "Alle", "license_id": "cc-by",
            "resources": [{"id": "r", "url": "https://t.example/a.pdf", "format": "PDF"},
                {"id": "s", "url": "https://t.example/a.xlsx", "format": "XLSX"}]}"#,
        r#"{"id": "eigen", "title": "Haushalt 2020", "notes": "Alle", "license_id": "other-open",
            "resources": [{"id": "r", "url": "https://t.example/a.pdf", "format": "PDF"}]}"#,
        r#"{"id": "leer", "title": "Bäume", "notes": "Alle", "resources": []}"#,
    ] {
        all.push((package.into(), Golden::Ckan(serde_json::from_str(package).unwrap())));
    }
    all
}

/// What is promised and what comes differ nowhere; every remedy is met.
#[test]
fn every_text_brings_what_it_promises() {
    let text = "kind = \"ckan\"\ntitle = \"Quelle\"\nsite = \"https://t.example/\"\n[settings]\nurl = \"https://t.example/\"\n";
    let file = SourceFile::parse(Path::new("q.toml"), text.into()).unwrap();
    let mapping = Mapping::new("https://portal.example", &file, &Arc::default());
    let unasked = |_: &str| None;
    // What is published does not answer; nobody has asked what is new.
    let dead = |url: &str| (!url.contains("datei.invalid")).then_some(LinkAnswer::Status(404));
    let alive = |url: &str| (!url.contains("datei.invalid")).then_some(LinkAnswer::Status(200));
    let mut met: HashSet<Remedy> = HashSet::new();
    let mut wrong = vec![];
    for (name, record) in golden() {
        let links: [&dyn Links; 3] = [&unasked, &dead, &alive];
        for links in links {
            let (before, received) = record.prepared(&mapping, links);
            let Some(assessed) = &before.assessed else { continue };
            let assessment = &assessed.published.assessment;
            let dataset = DatasetIri::new("https://portal.example/dataset/q/d");
            let known = Known {
                dataset: &dataset,
                received: &received,
                triples: &before.triples,
                distribution: assessment.distribution.as_deref(),
                organisation: None,
                findings: &before.findings,
                links,
                site: mapping.site.as_ref(),
                byte_size: None,
            };
            for offer in offers(assessment, &known) {
                let planned = assessment.gains().into_iter().find(|gain| gain.remedy == offer.gain.remedy);
                assert!(
                    planned.is_some_and(|planned| planned.total() <= offer.gain.total()),
                    "{name} {offer:?}"
                );
                let Some(changed) = offer.fixes.iter().find_map(|fix| record.with(fix)) else { continue };
                let (after, _) = changed.prepared(&mapping, links);
                let after = after.assessed.unwrap().published.assessment;
                let points = i32::from(after.points()) - i32::from(assessment.points());
                let total = i32::from(after.possible) - i32::from(assessment.possible);
                met.insert(offer.gain.remedy);
                let promised = (i32::from(offer.gain.points), i32::from(offer.gain.total()));
                if promised != (points, total) {
                    let text = &offer.fixes[0].text;
                    wrong.push(format!(
                        "{name}: {:?} promised {promised:?}, came {:?}\n{text}\n{}\n{}",
                        offer.gain.remedy,
                        (points, total),
                        assessment.letters(),
                        after.letters()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let unmet: Vec<Remedy> = Remedy::ALL.into_iter().filter(|remedy| !met.contains(remedy)).collect();
    assert_eq!(
        unmet,
        [Remedy::Constraints, Remedy::KnownLicence, Remedy::Publisher, Remedy::Rights],
        "no text, or nothing to do"
    );
}
