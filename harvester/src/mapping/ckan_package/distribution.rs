//! One resource becomes one distribution.

use super::Reader;
use super::fields::{Fields, is_empty, member, text_of};
use super::license::{is_usable, license};
use super::texts::texts;
use super::times::first_date;
use crate::mapping::left_out::joined;
use crate::mapping::normalise::restrict;
use crate::mapping::value::looks_like_iri;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::license as list;
use datenkreis_vocab::model::{Checksum, Coded, DataService, Dataset, Distribution, LangString};
use datenkreis_vocab::ns::dcat;
use oxrdf::{NamedNode, Triple};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Fields of a resource without meaning outside CKAN or DKAN.
const INTERNAL: &[&str] = &[
    "id",
    "package_id",
    "resource_group_id",
    "position",
    "state",
    "revision_id",
    "revision_timestamp",
    "cache_url",
    "cache_last_updated",
    "webstore_url",
    "webstore_last_updated",
    "mimetype_inner",
    "url_type",
    "datastore_active",
    "datastore_contains_all_records_of_source_file",
    "on_same_domain",
    "has_views",
    "tracking_summary",
    "archiver",
    "qa",
    "ckan_url",
    "file_id",
    "file_name",
    "file_link",
    "restricted",
    "resource_size",
    "metadata_modified",
    "created",
    "last_modified",
    "uri",
    "resource_type",
];

/// What a resource inherits from its package.
pub struct Inherited {
    /// Licence of the package.
    pub license: Option<Coded>,
    /// Text of attribution of the package.
    pub attribution: Vec<LangString>,
}

/// Reads resource number `number` (from 0).
pub fn distribution(
    resource: &Value,
    number: usize,
    inherited: &Inherited,
    dataset: &mut Dataset,
    reader: &mut Reader,
) {
    let Value::Object(members) = resource else {
        let property = format!("resources[{number}]");
        reader
            .values
            .findings
            .push(Finding::new(&rule::RESOURCE_UNREADABLE, property).found(resource.to_string()));
        return;
    };
    let before = reader.values.findings.len();
    if let Some(state) = members.get("state").and_then(text_of).filter(|state| is_deleted(state)) {
        reader.values.findings.push(Finding::new(&rule::LEFT_OUT, "state").found(state));
        place_findings(before, number, reader);
        return;
    }
    let mut fields = Fields::new(members);
    let mut distribution = Distribution::default();
    addresses(&mut fields, &mut distribution, reader);
    if distribution.access_url.is_empty() {
        let missing = Finding::new(&rule::ACCESS_URL_MISSING, "url");
        let said = left_out(members, &fields);
        if said.is_empty() {
            reader.values.findings.push(missing.clone());
        }
        reader.values.findings.extend(said.into_iter().map(|said| missing.clone().found(said)));
        place_findings(before, number, reader);
        return;
    }
    let iri = identity(members, &distribution, dataset);
    about(&mut fields, &mut distribution, reader);
    terms(&mut fields, &mut distribution, inherited, reader);
    file(&mut fields, &mut distribution, reader);
    services(&mut fields, &mut distribution, reader);
    resolutions(&mut fields, &iri, reader);
    distribution.iri = Some(iri);
    dataset.distribution.push(distribution);
    place_findings(before, number, reader);
    for (name, value) in fields.rest(INTERNAL) {
        reader.not_mapped(&format!("resources[].{name}"), value);
    }
}

/// What a resource without address says, for nothing of it is published: all its fields, names first.
fn left_out(members: &serde_json::Map<String, Value>, fields: &Fields) -> Vec<String> {
    const FIRST: [&str; 4] = ["name", "title", "format", "description"];
    let place = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
    let mut said = fields.rest(INTERNAL);
    said.sort_by_key(|(name, _)| place(name));
    // What stands in place of the address was read, in vain.
    let address = ["url", "access_url", "download_url"].into_iter();
    let address =
        address.filter_map(|name| Some((name, members.get(name).filter(|value| !is_empty(value))?)));
    let said = address.chain(said).map(|(name, value)| {
        let text = text_of(value).filter(|_| !value.is_array() && !value.is_object());
        format!("{name}: {}", text.unwrap_or_else(|| value.to_string()))
    });
    joined(said.collect())
}

/// CKAN lists a deleted resource to those who may see it.
fn is_deleted(state: &str) -> bool {
    matches!(state.to_lowercase().as_str(), "deleted" | "trashed")
}

/// Findings of a resource tell which resource.
fn place_findings(from: usize, number: usize, reader: &mut Reader) {
    for finding in &mut reader.values.findings[from..] {
        finding.property = format!("resources[{number}].{}", finding.property);
    }
}

/// The resource's id, else its address; never its place in the list, which changes.
fn identity(
    members: &serde_json::Map<String, Value>,
    distribution: &Distribution,
    dataset: &Dataset,
) -> NamedNode {
    let id = members.get("id").and_then(text_of).unwrap_or_else(|| {
        let address = distribution.access_url.first().or(distribution.download_url.first());
        let digest = Sha256::digest(address.map(NamedNode::as_str).unwrap_or_default());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    });
    let taken = |iri: &NamedNode| dataset.distribution.iter().any(|known| known.iri.as_ref() == Some(iri));
    let mut iri = below(dataset.iri.as_str(), "distribution", &id);
    let mut twin = 2;
    while taken(&iri) {
        iri = below(dataset.iri.as_str(), "distribution", &format!("{id}-{twin}"));
        twin += 1;
    }
    iri
}

/// Where it can be had. A resource that only states a file is accessible at the file.
fn addresses(fields: &mut Fields, distribution: &mut Distribution, reader: &mut Reader) {
    let uploaded = fields.peek("url_type").and_then(text_of).as_deref() == Some("upload");
    for name in ["access_url", "url", "link_to_api"] {
        for (property, found) in fields.take_texts(&[name], &[]) {
            let Some(iri) = reader.values.iri(&found, &property) else {
                continue;
            };
            if uploaded && name == "url" {
                add(&mut distribution.download_url, iri.clone());
            }
            add(&mut distribution.access_url, iri);
        }
    }
    for (property, found) in fields.take_texts(&["download_url", "file_url"], &[]) {
        if let Some(iri) = reader.values.iri(&found, &property) {
            add(&mut distribution.download_url, iri);
        }
    }
    if distribution.access_url.is_empty() {
        distribution.access_url.extend(distribution.download_url.first().cloned());
    }
}

fn add(list: &mut Vec<NamedNode>, iri: NamedNode) {
    if !list.contains(&iri) {
        list.push(iri);
    }
}

fn about(fields: &mut Fields, distribution: &mut Distribution, reader: &mut Reader) {
    for name in ["name_translated", "title", "name"] {
        let Some((_, value)) = fields.take(&[name]) else {
            continue;
        };
        // DKAN puts a path into `name`.
        let path =
            value.as_str().is_some_and(|text| text.starts_with("dataset/") && text.contains("/resource/"));
        if distribution.title.is_empty() && !path {
            distribution.title = texts(&value);
        }
    }
    for name in ["description_translated", "description", "notes"] {
        if let Some((_, value)) = fields.take(&[name])
            && distribution.description.is_empty()
        {
            distribution.description = texts(&value);
        }
    }
    distribution.issued = first_date(fields, &["issued", "issued_date", "release_date", "created"], reader);
    distribution.modified =
        first_date(fields, &["modified", "modified_date", "last_modified", "metadata_modified"], reader);
    distribution.language = coded(fields, &["language"]);
    distribution.status = coded(fields, &["status"]).into_iter().next();
    distribution.availability = coded(fields, &["availability", "plannedAvailability"]).into_iter().next();
    for (property, found) in fields.take_texts(&["documentation", "documentation_url"], &[]) {
        distribution.page.extend(reader.values.iri(&found, &property));
    }
    for (property, found) in fields.take_texts(&["applicable_legislation"], &[]) {
        distribution.applicable_legislation.extend(reader.values.iri(&found, &property));
    }
    for (property, value) in fields.take_all(&["conforms_to"]) {
        distribution.conforms_to.extend(reader.standard(&value, &property));
    }
}

fn coded(fields: &mut Fields, names: &[&str]) -> Vec<Coded> {
    fields.take_texts(names, &[',']).into_iter().map(|(_, found)| Coded::found(found)).collect()
}

fn terms(fields: &mut Fields, distribution: &mut Distribution, inherited: &Inherited, reader: &mut Reader) {
    let attribution =
        fields.take_all(&["licenseAttributionByText", "license_attribution_by_text", "attribution_text"]);
    distribution.license_attribution_by_text =
        attribution.iter().flat_map(|(_, value)| texts(value)).collect();
    if distribution.license_attribution_by_text.is_empty() {
        distribution.license_attribution_by_text = inherited.attribution.clone();
    }
    distribution.rights =
        fields.take_texts(&["rights"], &[]).into_iter().map(|(_, found)| Coded::found(found)).collect();
    distribution.license = own_license(fields, &distribution.rights, inherited, reader);
    for terms in &reader.rights {
        if !distribution.rights.contains(terms) {
            distribution.rights.push(terms.clone());
        }
    }
}

/// The licence of the resource, else that of its package; so too where the resource only has a text that
/// tells nobody what is allowed. Rights of its own that are no licence may forbid what that of the package allows.
fn own_license(
    fields: &mut Fields,
    rights: &[Coded],
    inherited: &Inherited,
    reader: &mut Reader,
) -> Option<Coded> {
    let Some(own) = license(fields, reader) else {
        let license = inherited.license.as_ref()?;
        let names_one = rights.iter().any(|rights| list::lookup(&rights.found).is_some());
        let Some(terms) = rights.iter().find(|rights| !names_one && restrict(&rights.found)) else {
            return Some(license.clone());
        };
        let found = format!("{} | rights {}", license.found, terms.found);
        reader.values.findings.push(Finding::new(&rule::LICENSE_AMBIGUOUS, "license").found(found));
        return None;
    };
    match inherited.license.as_ref().filter(|license| is_usable(&license.found)) {
        Some(license) if !is_usable(&own.found) => {
            let finding = Finding::new(&rule::LICENSE_UNKNOWN, "license").found(&own.found);
            reader.values.findings.push(finding.concluded(license.found.as_str()));
            Some(license.clone())
        }
        _ => Some(own),
    }
}

fn file(fields: &mut Fields, distribution: &mut Distribution, reader: &mut Reader) {
    distribution.format = fields.take_text(&["format"]).map(|(_, found)| Coded::found(found));
    distribution.media_type =
        fields.take_text(&["mimetype", "mime_type", "media_type"]).map(|(_, found)| Coded::found(found));
    distribution.compress_format =
        fields.take_text(&["compress_format"]).map(|(_, found)| Coded::found(found));
    distribution.package_format = fields.take_text(&["package_format"]).map(|(_, found)| Coded::found(found));
    distribution.byte_size = fields
        .take_text(&["size", "byte_size", "file_size"])
        .and_then(|(property, found)| reader.values.size_bytes(&found, &property));
    if let Some((property, found)) = fields.take_text(&["hash", "sha"]) {
        let algorithm = fields.take_text(&["hash_algorithm"]).map(|(_, algorithm)| algorithm);
        distribution.checksum = checksum(&found, algorithm, &property, reader);
    }
    fields.take(&["hash_algorithm"]);
}

/// CKAN's `hash` names no algorithm, its length does (the archiver and xloader write MD5 or SHA-1).
fn checksum(found: &str, algorithm: Option<String>, property: &str, reader: &mut Reader) -> Option<Checksum> {
    let (prefix, value) =
        found.split_once(':').map_or((None, found), |(prefix, value)| (Some(prefix), value));
    let concluded = match value.len() {
        32 => "md5",
        40 => "sha1",
        64 => "sha256",
        128 => "sha512",
        _ => "",
    };
    let algorithm = algorithm.or(prefix.map(str::to_owned)).unwrap_or_else(|| concluded.into());
    if !value.bytes().all(|byte| byte.is_ascii_hexdigit()) || value.is_empty() || algorithm.is_empty() {
        reader.values.findings.push(Finding::new(&rule::LITERAL_INVALID, property).found(found));
        return None;
    }
    Some(Checksum { algorithm: Coded::found(algorithm), checksum_value: value.to_lowercase() })
}

fn services(fields: &mut Fields, distribution: &mut Distribution, reader: &mut Reader) {
    for (property, value) in fields.take_all(&["access_services", "access_service"]) {
        let service = service(&value, &property, reader);
        if service.endpoint_url.is_empty() && service.title.is_empty() {
            fields.give_back(&property);
        } else {
            distribution.access_service.push(service);
        }
    }
}

fn service(value: &Value, property: &str, reader: &mut Reader) -> DataService {
    let iris = |name: &str, reader: &mut Reader| -> Vec<NamedNode> {
        let found = value.get(name).filter(|value| !is_empty(value));
        let found = found
            .map(|value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]))
            .unwrap_or_default();
        found.iter().filter_map(text_of).filter_map(|found| reader.values.iri(&found, property)).collect()
    };
    DataService {
        iri: member(value, &["uri"]).and_then(|found| reader.values.iri(&found, property)),
        title: value.get("title").filter(|value| !is_empty(value)).map(texts).unwrap_or_default(),
        description: value.get("description").filter(|value| !is_empty(value)).map(texts).unwrap_or_default(),
        endpoint_url: iris("endpoint_url", reader),
        endpoint_description: iris("endpoint_description", reader),
        license: member(value, &["license"]).map(Coded::found),
        conforms_to: iris("conforms_to", reader),
        publisher: None,
    }
}

/// Resolutions of a distribution, which the model keeps for datasets only.
fn resolutions(fields: &mut Fields, iri: &NamedNode, reader: &mut Reader) {
    if let Some((property, found)) = fields.take_text(&["temporal_resolution"])
        && let Some(duration) = reader.values.duration(&found, &property)
    {
        reader.extra.push(Triple::new(iri.clone(), dcat::TEMPORAL_RESOLUTION, duration));
    }
    if let Some((property, found)) = fields.take_text(&["spatial_resolution_in_meters"])
        && let Some(metres) = reader.values.decimal(&found, &property)
    {
        reader.extra.push(Triple::new(iri.clone(), dcat::SPATIAL_RESOLUTION_IN_METERS, metres));
    }
    // The IRI at the source stays findable as an address, if it is one.
    if fields.peek("uri").and_then(text_of).is_some_and(|uri| looks_like_iri(&uri)) {
        fields.take(&["uri"]);
    }
}
