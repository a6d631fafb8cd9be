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

/// What a person writes in a gap.
const FILLED: [(&str, &str); 17] = [
    ("‹Schlagwort›", "Stichwort"),
    ("‹Thema›", "GOVE"),
    ("‹Gemeindeschlüssel›", "05978032"),
    ("‹Beginn JJJJ-MM-TT›", "2026-01-01"),
    ("‹Ende JJJJ-MM-TT›", "2026-12-31"),
    ("https://‹Adresse-der-Datei›", "https://datei.invalid/neu"),
    ("‹Format›", "CSV"),
    ("‹Medientyp›", "text/csv"),
    ("‹Größe in Bytes›", "1"),
    ("‹JJJJ-MM-TT›", "2026-01-01"),
    ("‹Name der Stelle›", "Stelle"),
    ("‹Name der Datei im Ordner›", "neu"),
    ("‹E-Mail-Adresse›", "stelle@datei.invalid"),
    ("‹Lizenz›", "dl-zero-de/2.0"),
    ("‹Zugang›", "PUBLIC"),
    ("‹Kennung›", "d"),
    ("https://‹Adresse-Ihres-Portals›", "https://t.example"),
];

/// The key of a column.
const COLUMNS: [(&str, &str); 12] = [
    ("Schlagwörter", "schlagwoerter"),
    ("Thema", "thema"),
    ("Gemeindeschlüssel", "gemeindeschluessel"),
    ("Zeitraum von", "zeitraum_von"),
    ("Zeitraum bis", "zeitraum_bis"),
    ("Lizenz", "lizenz"),
    ("Zugang", "zugang"),
    ("Kontakt-Name", "kontakt"),
    ("Kontakt-E-Mail", "kontakt_email"),
    ("Herausgeber", "herausgeber"),
    ("Veröffentlicht", "veroeffentlicht"),
    ("Stand", "stand"),
];

fn filled(text: &str) -> String {
    FILLED.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(gap, value))
}

/// A record that texts can be put into.
#[derive(Clone)]
enum Golden {
    Ckan(Map<String, Value>),
    Graph(NamedOrBlankNode, Vec<Triple>),
    /// With the name of the file it is kept in.
    Table(Box<toml::Table>, &'static str),
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
            Self::Table(table, kept_in) => {
                let mut entry: Entry = toml::Value::Table((**table).clone()).try_into().unwrap();
                entry.kept_in = (*kept_in).into();
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

    /// The record with texts in it; `None` if they are for a place that has to be found by a person.
    fn with(&self, fixes: &[Fix]) -> Option<Self> {
        match self {
            Self::Table(table, "d.csv") => with_cells(table, fixes),
            _ => fixes.iter().find_map(|fix| self.with_text(fix)),
        }
    }

    fn with_text(&self, fix: &Fix) -> Option<Self> {
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
            (Self::Table(table, kept_in), Form::Toml | Form::TomlFile) => {
                let mut table = table.clone();
                for (key, value) in text.parse::<toml::Table>().unwrap() {
                    match (table.get_mut(&key), value) {
                        (Some(toml::Value::Array(known)), toml::Value::Array(new)) if key == "datei" => {
                            known.extend(new);
                        }
                        (_, value) => drop(table.insert(key, value)),
                    }
                }
                Some(Self::Table(table, kept_in))
            }
            _ => None,
        }
    }
}

/// The entry of a table with other cells, or with a further row.
fn with_cells(table: &toml::Table, fixes: &[Fix]) -> Option<Golden> {
    let mut table = table.clone();
    let file = |heading: &str, cell: &str| match heading {
        "Format" => Some(("format", cell.to_owned())),
        "Datei oder Adresse" if cell.contains("://") => Some(("adresse", cell.to_owned())),
        "Datei oder Adresse" => Some(("datei", cell.to_owned())),
        _ => None,
    };
    for fix in fixes {
        let text = filled(&fix.text);
        let files = table.get_mut("datei")?.as_array_mut()?;
        if fix.form == Form::Row {
            let cells = text.lines().filter_map(|line| line.split_once(": "));
            let cells = cells.filter_map(|(heading, cell)| {
                let of_dataset = || COLUMNS.iter().find(|(known, _)| *known == heading);
                file(heading, cell).or_else(|| Some((of_dataset()?.1, cell.to_owned())))
            });
            let row = cells.map(|(key, cell)| (key.to_owned(), toml::Value::from(cell)));
            files.push(toml::Value::Table(row.collect()));
            continue;
        }
        assert_eq!(fix.form, Form::Cell, "{fix:?}");
        if let Some((key, cell)) = file(&fix.place, &text) {
            let [only] = files.as_mut_slice() else { return None };
            let only = only.as_table_mut()?;
            if key == "datei" {
                only.remove("adresse");
            }
            only.insert(key.into(), cell.into());
            continue;
        }
        let (_, key) = COLUMNS.iter().find(|(heading, _)| *heading == fix.place)?;
        let cell: toml::Value = match *key {
            "schlagwoerter" => text.split(", ").map(toml::Value::from).collect::<Vec<_>>().into(),
            "thema" => text.split("; ").map(toml::Value::from).collect::<Vec<_>>().into(),
            _ => text.into(),
        };
        table.insert((*key).into(), cell);
    }
    (!fixes.is_empty()).then(|| Golden::Table(Box::new(table), "d.csv"))
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
            for kept_in in ["d.toml", "d.csv"] {
                let name = format!("{} {kept_in}", file.display());
                all.push((name, Golden::Table(Box::new(table.clone()), kept_in)));
            }
        }
    }
    for package in [
        r#"{"id": "arm", "title": "Bäume", "notes": "Alle", "resources": [{"id": "r", "url": "https://t.example/a"}]}"#,
        r#"{"id": "pdf", "title": "Bäume", "notes": "Alle", "license_id": "cc-by",
            "resources": [{"id": "r", "url": "https://t.example/a.pdf", "format": "PDF"},
                {"id": "s", "url": "https://t.example/a.xlsx", "format": "XLSX"}]}"#,
        r#"{"id": "eigen", "title": "Haushalt 2020", "notes": "Alle", "license_id": "other-open",
            "resources": [{"id": "r", "url": "https://t.example/a.pdf", "format": "PDF"}]}"#,
        r#"{"id": "csv", "title": "Bäume", "notes": "Alle", "license_id": "dl-by-de/2.0", "maintainer": "Frau Müller",
            "extras": [{"key": "access_rights", "value": "PUBLIC"}],
            "resources": [{"id": "r", "url": "https://t.example/a", "format": "CSV", "mimetype": "text/csv"},
                {"id": "s", "url": "https://t.example/b.xls"}]}"#,
        r#"{"id": "frei", "title": "Bäume", "notes": "Alle", "license_id": "Freie Nutzung",
            "resources": [{"id": "r", "url": "https://t.example/frei"}]}"#,
        r#"{"id": "leer", "title": "Bäume", "notes": "Alle", "resources": []}"#,
    ] {
        all.push((package.into(), Golden::Ckan(serde_json::from_str(package).unwrap())));
    }
    all
}

fn mapping() -> Mapping {
    let text = "kind = \"ckan\"\ntitle = \"Quelle\"\nsite = \"https://t.example/\"\n[settings]\nurl = \"https://t.example/\"\n";
    let file = SourceFile::parse(Path::new("q.toml"), text.into()).unwrap();
    Mapping::new("https://portal.example", &file, &Arc::default())
}

/// Calls `told` with what is known of a record that was harvested.
fn known<T>(
    (prepared, received): &(Prepared, Received),
    mapping: &Mapping,
    links: &dyn Links,
    told: impl FnOnce(&Assessment, &Known<'_>) -> T,
) -> Option<T> {
    let assessment = &prepared.assessed.as_ref()?.published.assessment;
    let dataset = DatasetIri::new("https://portal.example/dataset/q/d");
    let known = Known {
        dataset: &dataset,
        received,
        triples: &prepared.triples,
        distribution: assessment.distribution.as_deref(),
        organisation: None,
        findings: &prepared.findings,
        links,
        site: mapping.site.as_ref(),
        byte_size: None,
    };
    Some(told(assessment, &known))
}

/// What is promised and what comes differ nowhere; every remedy is met.
#[test]
fn every_text_brings_what_it_promises() {
    let mapping = mapping();
    let unasked = |_: &str| None;
    // What is published does not answer; nobody has asked what is new.
    let dead = |url: &str| (!url.contains("datei.invalid")).then_some(LinkAnswer::Status(404));
    let alive = |url: &str| (!url.contains("datei.invalid")).then_some(LinkAnswer::Status(200));
    let mut met: HashSet<Remedy> = HashSet::new();
    let mut wrong = vec![];
    for (name, record) in golden() {
        let links: [&dyn Links; 3] = [&unasked, &dead, &alive];
        for links in links {
            let before = record.prepared(&mapping, links);
            let told = known(&before, &mapping, links, |assessment, known| {
                (assessment.clone(), offers(assessment, known))
            });
            let Some((assessment, offers)) = told else { continue };
            for offer in offers {
                let planned = assessment.gains().into_iter().find(|gain| gain.remedy == offer.gain.remedy);
                assert!(
                    planned.is_some_and(|planned| planned.total() <= offer.gain.total()),
                    "{name} {offer:?}"
                );
                let Some(changed) = record.with(&offer.fixes) else { continue };
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

/// Whoever has done what is said is not told the same again.
#[test]
fn no_text_comes_twice() {
    let mapping = mapping();
    let unasked = |_: &str| None;
    let texts = |record: &Golden| -> Vec<(Remedy, Vec<Fix>)> {
        let prepared = record.prepared(&mapping, &unasked);
        let told = known(&prepared, &mapping, &unasked, |assessment, known| {
            let offered = offers(assessment, known).into_iter().map(|offer| (offer.gain.remedy, offer.fixes));
            let added = added(assessment, known, &mapping).into_iter().map(|one| (one.remedy, one.fixes));
            offered.chain(added).collect()
        });
        told.unwrap_or_default()
    };
    let mut wrong = vec![];
    let mut done = 0;
    for (name, record) in golden() {
        for (remedy, fixes) in texts(&record) {
            let Some(changed) = record.with(&fixes) else { continue };
            done += 1;
            if texts(&changed).contains(&(remedy, fixes.clone())) {
                wrong.push(format!("{name}: {remedy:?}\n{}", fixes[0].text));
            }
        }
    }
    assert!(wrong.is_empty() && done > 100, "{} of {done} again:\n{}", wrong.len(), wrong.join("\n"));
}

/// What stands in a field or a cell in words of a list is stated.
#[test]
fn what_is_stated_is_not_added() {
    let mapping = mapping();
    let unasked = |_: &str| None;
    let check = |record: &Golden, expected: &[(Remedy, u16)]| {
        let prepared = record.prepared(&mapping, &unasked);
        let told =
            known(&prepared, &mapping, &unasked, |assessment, known| added(assessment, known, &mapping));
        let told: Vec<_> = told.unwrap().iter().map(|one| (one.remedy, one.points)).collect();
        assert_eq!(told, expected);
    };
    let ckan = |resource: &str, more: &str| {
        let text = format!(
            r#"{{"id": "d", "title": "Bäume", "notes": "Alle", "license_id": "cc-by", "publisher_name": "Amt", "resources": [{{"id": "r", {resource}}}]{more}}}"#
        );
        Golden::Ckan(serde_json::from_str(&text).unwrap())
    };
    let stated = r#""url": "https://t.example/a", "format": "csv", "mimetype": "text/csv", "rights": "frei""#;
    check(&ckan(stated, r#", "access_rights": "PUBLIC""#), &[]);
    let at_address = r#""url": "https://t.example/a.csv", "rights": "frei""#;
    check(&ckan(at_address, r#", "access_rights": "PUBLIC""#), &[(Remedy::Format, 80)]);
    let table = |kept_in| {
        let text = "titel = \"Bäume\"\nherausgeber = \"Amt\"\nlizenz = \"cc-by\"\nzugang = \"PUBLIC\"\n[[datei]]\nadresse = \"https://t.example/a\"\nformat = \"XLS\"\n";
        Golden::Table(Box::new(text.parse().unwrap()), kept_in)
    };
    check(&table("d.csv"), &[]);
    // A TOML file has a line for the media type.
    check(&table("d.toml"), &[(Remedy::Format, 20)]);
}
