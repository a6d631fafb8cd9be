//! The body of a CKAN action. Fields are called as ckanext-dcat and ckanext-dcatde read them; lists that
//! an action replaces as a whole (extras, tags) are given whole. DKAN has no such action: it gets the fields
//! of its form.

use super::said::{Change, Field, Target};
use super::wanted::objects;
use super::{Basis, Fix, Form, Known};
use datenkreis_vocab::lists::{file_type, license};
use datenkreis_vocab::ns::dcat;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use url::Url;

/// Stands where an id is not known.
const UNKNOWN: &str = "‹Kennung›";
/// Stands where the address of the portal is not known.
const UNKNOWN_PORTAL: &str = "https://‹Adresse-Ihres-Portals›";

/// What is asked of CKAN.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    PackagePatch,
    ResourcePatch,
    ResourceCreate,
}

impl Action {
    const fn name(self) -> &'static str {
        match self {
            Self::PackagePatch => "package_patch",
            Self::ResourcePatch => "resource_patch",
            Self::ResourceCreate => "resource_create",
        }
    }
}

pub(super) fn fix(change: &Change, known: &Known<'_>) -> Option<Fix> {
    let package = package(known)?;
    if is_dkan(&package) {
        return form(change, known);
    }
    let (action, body) = action(change, &package, known);
    let text = serde_json::to_string_pretty(&body).ok()?;
    let is_known = body.get("id").is_none_or(|id| id != UNKNOWN);
    let basis = if is_known { change.basis() } else { Basis::Open };
    Some(Fix::new(Form::CkanAction, address(known, action), text, basis))
}

/// The package as it would be after the change; `None` if nobody knows which resource it is about, and for a new
/// one.
pub(super) fn changed(change: &Change, known: &Known<'_>) -> Option<Vec<u8>> {
    let mut package = package(known)?;
    let mut change = change.clone();
    if is_dkan(&package) {
        change.said.retain(|said| label(said.field).is_some());
    }
    let (action, body) = action(&change, &package, known);
    let Value::Object(body) = body else { return None };
    match action {
        Action::PackagePatch => package.extend(body),
        Action::ResourcePatch => {
            let at = resource_of(&package, known)?;
            let resource = package.get_mut("resources")?.as_array_mut()?.get_mut(at)?.as_object_mut()?;
            resource.extend(body.into_iter().filter(|(name, _)| name != "id"));
        }
        Action::ResourceCreate => return None,
    }
    serde_json::to_vec(&package).ok()
}

fn package(known: &Known<'_>) -> Option<Map<String, Value>> {
    serde_json::from_slice(&known.received.payload).ok()
}

fn action(change: &Change, package: &Map<String, Value>, known: &Known<'_>) -> (Action, Value) {
    let package_id = text(package, "id").or_else(|| text(package, "name")).unwrap_or(UNKNOWN);
    match change.target {
        Target::NewDistribution => {
            (Action::ResourceCreate, resource(change, package, "package_id", package_id))
        }
        Target::Distribution if change.value(Field::License).is_none() => {
            let resources = package.get("resources").and_then(Value::as_array);
            let meant = resource_of(package, known).and_then(|at| resources?.get(at)?.as_object());
            let id = meant.and_then(|resource| text(resource, "id")).unwrap_or(UNKNOWN);
            (Action::ResourcePatch, resource(change, package, "id", id))
        }
        Target::Dataset | Target::Distribution => (Action::PackagePatch, patch(change, package, package_id)),
    }
}

/// Whether DKAN wrote the package, as mapping tells it.
fn is_dkan(package: &Map<String, Value>) -> bool {
    text(package, "state") == Some("Active") || text(package, "type") == Some("Dataset")
}

/// What to enter in the form of DKAN; `None` if it has no field for it.
fn form(change: &Change, known: &Known<'_>) -> Option<Fix> {
    let mut text = String::new();
    for said in change.missing() {
        let Some(label) = label(said.field) else { continue };
        let values: Vec<&str> = match said.field {
            Field::Format | Field::AccessRights | Field::Theme => {
                said.values.iter().map(|iri| last(iri)).collect()
            }
            Field::MediaType => said.values.iter().map(|iri| media_type(iri)).collect(),
            _ => said.values.iter().map(String::as_str).collect(),
        };
        text.push_str(&format!("{label}: {}\n", values.join(", ")));
    }
    let place = known.site.map(|site| site.as_str().to_owned()).unwrap_or_default();
    (!text.is_empty()).then(|| Fix::new(Form::DkanForm, place, text, change.basis()))
}

/// What a field is called in the form of DKAN.
fn label(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Keyword => "Schlagwörter (Tags)",
        Field::Theme => "Thema (Topics)",
        Field::Spatial => "Ort (Spatial / Geographical Coverage)",
        Field::PeriodStart => "Zeitraum, Beginn (Temporal Coverage, From)",
        Field::PeriodEnd => "Zeitraum, Ende (Temporal Coverage, To)",
        Field::AccessUrl => "Ressource, Adresse (Resource, URL)",
        // A resource of DKAN has one address.
        Field::DownloadUrl => return None,
        Field::Format => "Ressource, Format (Resource, Format)",
        Field::MediaType => "Ressource, Medientyp (Resource, MIME type)",
        Field::License => "Lizenz (License)",
        Field::AccessRights => "Zugang (Public Access Level)",
        Field::ContactName => "Ansprechstelle (Contact Name)",
        Field::ContactEmail => "E-Mail der Ansprechstelle (Contact Email)",
        Field::Publisher => "Herausgeber (Publisher)",
        Field::Rights => "Rechte (Rights)",
        Field::ByteSize => "Ressource, Größe (Resource, Size)",
        Field::Issued => "Veröffentlicht (Release Date)",
        Field::Modified => "Geändert (Modified Date)",
    })
}

/// A licence as this portal names licences: by IRIs if it does so, else by the id that CKAN has.
fn license_id(package: &Map<String, Value>, iri: &str) -> String {
    // What the package says already means it: nobody needs another word for it.
    let stated =
        text(package, "license_id").filter(|id| license::lookup(id).is_some_and(|found| found.iri == iri));
    let names_iris = text(package, "license_id").is_some_and(|id| id.contains("://"));
    let id = || license::ckan_id(iri).filter(|_| !names_iris).unwrap_or(iri);
    stated.unwrap_or_else(id).to_owned()
}

fn address(known: &Known<'_>, action: Action) -> String {
    // A source may be configured by its interface; a file tells nothing about the portal that wrote it.
    let root =
        |site: &str| site.split_once("/api/").map_or(site, |(root, _)| root).trim_end_matches('/').to_owned();
    let is_file = |site: &&Url| file_type::of_address(site.as_str()).is_some();
    let site = known.site.filter(|site| !is_file(site)).map(|site| root(site.as_str()));
    format!("{}/api/3/action/{}", site.as_deref().unwrap_or(UNKNOWN_PORTAL), action.name())
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Where the resource behind the distribution stands: by its id, which ends the distribution's IRI, else by its
/// address.
fn resource_of(package: &Map<String, Value>, known: &Known<'_>) -> Option<usize> {
    let iri = known.distribution?;
    let name = percent_decode_str(iri.rsplit('/').next()?).decode_utf8_lossy();
    let resources = package.get("resources").and_then(Value::as_array)?;
    let addresses: Vec<String> = [dcat::DOWNLOAD_URL, dcat::ACCESS_URL]
        .into_iter()
        .flat_map(|property| objects(known.triples, iri, property))
        .collect();
    let says = |resource: &Value, field: &str, is: &dyn Fn(&str) -> bool| {
        resource.as_object().and_then(|resource| text(resource, field)).is_some_and(is)
    };
    let by_id = resources.iter().position(|resource| says(resource, "id", &|id| id == name));
    let by_address = || {
        let is_one = |url: &str| addresses.iter().any(|address| address == url);
        resources.iter().position(|resource| says(resource, "url", &is_one))
    };
    by_id.or_else(by_address)
}

/// The body for a resource.
fn resource(change: &Change, package: &Map<String, Value>, id_name: &str, id: &str) -> Value {
    let mut body = Map::from_iter([(id_name.to_owned(), Value::from(id))]);
    for said in change.missing() {
        let Some(value) = said.values.first() else { continue };
        let (name, value) = match said.field {
            Field::AccessUrl => ("url", Value::from(value.as_str())),
            Field::DownloadUrl => ("download_url", value.as_str().into()),
            Field::Format => ("format", last(value).into()),
            Field::MediaType => ("mimetype", media_type(value).into()),
            Field::License => ("license", license_id(package, value).into()),
            Field::Rights => ("rights", value.as_str().into()),
            Field::ByteSize => {
                ("size", value.parse::<u64>().map_or_else(|_| value.as_str().into(), Value::from))
            }
            Field::Issued => ("issued", value.as_str().into()),
            Field::Modified => ("modified", value.as_str().into()),
            _ => continue,
        };
        body.insert(name.into(), value);
    }
    Value::Object(body)
}

/// The body for a package.
fn patch(change: &Change, package: &Map<String, Value>, id: &str) -> Value {
    let mut body = Map::from_iter([("id".to_owned(), Value::from(id))]);
    let mut extras = Extras::of(package);
    for said in change.missing() {
        let Some(first) = said.values.first() else { continue };
        match said.field {
            Field::Keyword => {
                let known = package.get("tags").and_then(Value::as_array).into_iter().flatten();
                // As they came: whatever else CKAN knows of a tag (its vocabulary) is not lost.
                let mut tags: Vec<Value> = known.cloned().collect();
                for name in &said.values {
                    let has_name = |tag: &Value| tag.get("name").or(Some(tag)).is_some_and(|tag| tag == name);
                    if !tags.iter().any(has_name) {
                        tags.push(json!({ "name": name }));
                    }
                }
                body.insert("tags".into(), tags.into());
            }
            Field::License => drop(body.insert("license_id".into(), license_id(package, first).into())),
            Field::ContactName => drop(body.insert("maintainer".into(), first.as_str().into())),
            Field::ContactEmail => drop(body.insert("maintainer_email".into(), first.as_str().into())),
            Field::Theme => extras.set("theme", &list(&said.values)),
            Field::Spatial => {
                extras.set("spatial_uri", first);
                let keys: Vec<String> =
                    said.values.iter().filter(|iri| iri.contains("/politicalGeocoding/")).cloned().collect();
                if !keys.is_empty() {
                    extras.set("politicalGeocodingURI", &list(&keys));
                }
            }
            Field::PeriodStart => extras.set("temporal_start", first),
            Field::PeriodEnd => extras.set("temporal_end", first),
            Field::AccessRights => extras.set("access_rights", first),
            Field::Publisher => extras.set("publisher_name", first),
            _ => {}
        }
    }
    extras.put(package, &mut body);
    Value::Object(body)
}

/// A list as extras hold it: JSON in a text.
fn list(values: &[String]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}

/// The last part of an IRI: the code of its list.
fn last(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or(iri)
}

fn media_type(iri: &str) -> &str {
    iri.split_once("/media-types/").map_or(iri, |(_, name)| name)
}

/// All extras of a package, and what is set in them.
struct Extras {
    all: Vec<(String, String)>,
    set: Vec<(String, String)>,
}

impl Extras {
    fn of(package: &Map<String, Value>) -> Self {
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let all = match package.get("extras") {
            Some(Value::Array(extras)) => extras
                .iter()
                .filter_map(|extra| {
                    Some((extra.get("key")?.as_str()?.to_owned(), plain(extra.get("value")?)))
                })
                .collect(),
            Some(Value::Object(extras)) => {
                extras.iter().map(|(key, value)| (key.clone(), plain(value))).collect()
            }
            _ => vec![],
        };
        Self { all, set: vec![] }
    }

    fn set(&mut self, key: &str, value: &str) {
        self.set.push((key.to_owned(), value.to_owned()));
    }

    /// A portal with a scheme of its own has the field in the package itself; the others among the
    /// extras.
    fn put(self, package: &Map<String, Value>, body: &mut Map<String, Value>) {
        let (own, further): (Vec<_>, Vec<_>) =
            self.set.into_iter().partition(|(key, _)| package.contains_key(key));
        body.extend(own.into_iter().map(|(key, value)| (key, Value::from(value))));
        if further.is_empty() {
            return;
        }
        let kept = self.all.into_iter().filter(|(key, _)| further.iter().all(|(set, _)| set != key));
        let all = kept.chain(further.iter().cloned());
        let all: Vec<Value> = all.map(|(key, value)| json!({ "key": key, "value": value })).collect();
        body.insert("extras".into(), all.into());
    }
}
