//! The recorded catalogues, each played by a server.

use crate::operators::Operator;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::cassette::shelf::media_type;
use datenkreis_tests::corpora::{Recording, recordings};
use datenkreis_tests::{Answer, Cassette, Site};
use serde_json::Value;

/// One catalogue as it was recorded.
pub struct Catalogue {
    /// The recording's path.
    pub name: String,
    recording: Recording,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Ckan,
    Rdf,
}

/// All recordings of CKAN, DKAN and DCAT that hold datasets; none, with a message, without the folder of
/// recordings. Of a portal recorded several times only the newest.
pub fn all() -> Vec<Catalogue> {
    let ckan =
        recordings("ckan/").into_iter().filter(holds_packages).map(|recording| (recording, Kind::Ckan));
    let rdf = recordings("dcat/").into_iter().filter(holds_datasets).map(|recording| (recording, Kind::Rdf));
    let catalogue =
        |(recording, kind): (Recording, Kind)| Catalogue { name: recording.name.clone(), recording, kind };
    newest(ckan.chain(rdf).map(catalogue).collect())
}

fn holds_packages(recording: &Recording) -> bool {
    recording.name.ends_with(".json") && !packages(recording).is_empty()
}

fn holds_datasets(recording: &Recording) -> bool {
    recording.count("dataset").is_some_and(|datasets| datasets > 0)
}

/// Names that differ only in a date are recordings of the same portal; sorted by name, the last is the
/// newest.
fn newest(mut catalogues: Vec<Catalogue>) -> Vec<Catalogue> {
    let without_date = |name: &str| name.replace(|character: char| character.is_ascii_digit(), "");
    catalogues.sort_by(|one, other| one.name.cmp(&other.name));
    catalogues.reverse();
    catalogues.dedup_by_key(|catalogue| without_date(&catalogue.name));
    catalogues.reverse();
    catalogues
}

/// The packages of a file: a bare list, an envelope, a group with its packages, or a single package.
fn packages(recording: &Recording) -> Vec<Value> {
    fn find(value: Value) -> Vec<Value> {
        match value {
            Value::Array(mut values) if values.len() == 1 && values[0].is_array() => find(values.remove(0)),
            Value::Array(values) => values.into_iter().filter(is_package).collect(),
            Value::Object(mut object) => {
                let inner =
                    ["result", "results", "packages", "dataset"].iter().find_map(|name| object.remove(*name));
                match inner {
                    Some(inner) => find(inner),
                    None => Some(Value::Object(object)).filter(is_package).into_iter().collect(),
                }
            }
            _ => vec![],
        }
    }
    fn is_package(value: &Value) -> bool {
        value.get("resources").is_some() && (value.get("id").is_some() || value.get("name").is_some())
    }
    serde_json::from_slice(&recording.bytes()).map(find).unwrap_or_default()
}

impl Catalogue {
    /// A site with this catalogue as its source `quelle`.
    pub fn site(&self) -> (Site, Cassette) {
        let site = Site::default();
        Operator::of(&self.name).run(&site);
        match self.kind {
            Kind::Ckan => {
                let packages = packages(&self.recording);
                let is_dkan = packages.first().is_some_and(|package| package["state"] == "Active");
                let ckan = if is_dkan { Ckan::dkan(&packages) } else { Ckan::new(packages) };
                let cassette = Cassette::start(move |asked| ckan.play(asked));
                site.ckan("quelle", &cassette.url(""));
                (site, cassette)
            }
            Kind::Rdf => {
                let name = self.name.rsplit('/').next().unwrap_or_default().to_owned();
                let (body, kind, path) = (self.recording.bytes(), media_type(&name), format!("/{name}"));
                let asked_for = path.clone();
                let cassette = Cassette::start(move |asked| {
                    // One page: what it links to was not recorded.
                    if asked.path() == asked_for && asked.url.query().is_none() {
                        Answer::new(kind, body.clone())
                    } else {
                        Answer::status(404)
                    }
                });
                site.dcat("quelle", &cassette.url(&path));
                (site, cassette)
            }
        }
    }
}
