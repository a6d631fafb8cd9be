//! The body of a CKAN action. Fields are called as ckanext-dcat and ckanext-dcatde read them; lists that
//! an action replaces as a whole (extras, tags) are given whole.

use super::wanted::{Change, Field, Target, objects};
use super::{Fix, Form, Known};
use datenkreis_vocab::ns::dcat;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// Stands where an id is not known.
const UNKNOWN: &str = "…";

pub(super) fn fix(change: &Change, known: &Known<'_>) -> Option<Fix> {
    let package: Map<String, Value> = serde_json::from_slice(&known.received.payload).ok()?;
    let package_id = text(&package, "id").or_else(|| text(&package, "name")).unwrap_or(UNKNOWN);
    let is_of_package = change.target == Target::Dataset || change.value(Field::License).is_some();
    let (action, body) = match change.target {
        Target::NewDistribution => ("resource_create", resource(change, "package_id", package_id)),
        _ if is_of_package => ("package_patch", patch(change, &package, package_id)),
        _ => {
            let id = resource_of(&package, known).and_then(|resource| text(resource, "id"));
            ("resource_patch", resource(change, "id", id.unwrap_or(UNKNOWN)))
        }
    };
    let text = serde_json::to_string_pretty(&body).ok()?;
    let is_example = change.is_example() || body.get("id").is_some_and(|id| id == UNKNOWN);
    Some(Fix { form: Form::CkanAction, place: address(known, action), record: None, text, is_example })
}

fn address(known: &Known<'_>, action: &str) -> String {
    let path = format!("api/3/action/{action}");
    let site = known.site.map(|site| site.as_str().trim_end_matches('/').to_owned());
    site.map_or_else(|| format!("/{path}"), |site| format!("{site}/{path}"))
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The resource behind the distribution: by its id, which ends the distribution's IRI, else by its
/// address.
fn resource_of<'p>(package: &'p Map<String, Value>, known: &Known<'_>) -> Option<&'p Map<String, Value>> {
    let iri = known.distribution?;
    let name = percent_decode_str(iri.rsplit('/').next()?).decode_utf8_lossy();
    let resources = package.get("resources").and_then(Value::as_array)?;
    let resources: Vec<&Map<String, Value>> = resources.iter().filter_map(Value::as_object).collect();
    let addresses: Vec<String> = [dcat::DOWNLOAD_URL, dcat::ACCESS_URL]
        .into_iter()
        .flat_map(|property| objects(known.triples, iri, property))
        .collect();
    let by_id = resources.iter().find(|resource| text(resource, "id") == Some(name.as_ref()));
    let by_address = || {
        let has = |resource: &&&Map<String, Value>| {
            text(resource, "url").is_some_and(|url| addresses.iter().any(|address| address == url))
        };
        resources.iter().find(has)
    };
    by_id.or_else(by_address).copied()
}

/// The body for a resource.
fn resource(change: &Change, id_name: &str, id: &str) -> Value {
    let mut body = Map::from_iter([(id_name.to_owned(), Value::from(id))]);
    for said in &change.said {
        let Some(value) = said.values.first() else { continue };
        let (name, value) = match said.field {
            Field::AccessUrl => ("url", Value::from(value.as_str())),
            Field::DownloadUrl => ("download_url", value.as_str().into()),
            Field::Format => ("format", last(value).into()),
            Field::MediaType => ("mimetype", media_type(value).into()),
            Field::License => ("license", value.as_str().into()),
            Field::Rights => ("rights", value.as_str().into()),
            Field::ByteSize => ("size", value.parse::<u64>().map_or(Value::Null, Value::from)),
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
    for said in &change.said {
        let Some(first) = said.values.first() else { continue };
        match said.field {
            Field::Keyword => {
                let known = package.get("tags").and_then(Value::as_array).into_iter().flatten();
                let known = known.filter_map(|tag| tag.get("name").or(Some(tag)).and_then(Value::as_str));
                let mut names: Vec<&str> = known.collect();
                names.extend(said.values.iter().map(String::as_str));
                names.dedup();
                let tags: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
                body.insert("tags".into(), tags.into());
            }
            Field::License => drop(body.insert("license_id".into(), first.as_str().into())),
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
