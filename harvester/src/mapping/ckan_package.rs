//! The dialect of CKAN 1.8–2.11 and DKAN: `package_show` dictionaries with the extensions seen in
//! Germany and Europe (ckanext-dcat, ckanext-dcatde, ckanext-scheming, ckanext-odsh, OGD schema 1.0).
//!
//! A new field is read where its property is: `agents`, `places`, `times`, `license`,
//! `distribution`, or in `describe` and `relate`. What nobody reads is reported once per
//! field.

mod address;
mod agents;
mod canonical;
mod describe;
mod distribution;
mod extents;
mod fields;
mod license;
mod members;
mod places;
mod relate;
mod texts;
mod times;

use super::Mapping;
use super::value::{Values, looks_like_iri};
use crate::record::Payload;
use agents::agents;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::contributors;
use datenkreis_vocab::model::{Coded, Dataset, LangString};
use datenkreis_vocab::ns::{dcatde, dcterms, rdf};
use describe::{all_texts, describe};
use distribution::{Inherited, distribution};
use fields::{Fields, is_empty, member, text_of};
use oxrdf::{Literal, NamedNode, Triple};
use places::places;
use relate::{identify, iris, pages, relate, series};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use times::times;
use url::Url;

/// What packages are called among the records received.
pub const DIALECT: &str = "ckan";

/// Fields of a package without meaning outside CKAN or DKAN, or said elsewhere already.
const INTERNAL: &[&str] = &[
    "id",
    "name",
    "resources",
    "distribution",
    "private",
    "state",
    "isopen",
    "is_new",
    "type",
    "creator_user_id",
    "owner_org",
    "organization",
    "num_resources",
    "num_tags",
    "revision_id",
    "revision_timestamp",
    "log_message",
    "tracking_summary",
    "relationships",
    "relationships_as_object",
    "relationships_as_subject",
    "ratings_average",
    "ratings_count",
    "notes_rendered",
    "metadata_created",
    "metadata_modified",
    "created",
    "archiver",
    "qa",
    "harvest_object_id",
    "harvest_source_id",
    "harvest_source_title",
    "spatial_harvester",
    "ckan_url",
    "download_url",
    "deprecatedResources",
    "publication_state",
    "owner_org_title",
    "tag_string",
    "title",
    "notes",
];

/// A CKAN package as received.
#[derive(Clone, Debug)]
pub struct CkanPackage {
    package: Map<String, Value>,
    portal: Option<Url>,
    is_of_file: bool,
}

/// What a portal says of a package that is not to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It was deleted.
    Deleted,
    /// It is not finished.
    Draft,
    /// It is not public.
    Private,
    /// It is no dataset but a harvest source.
    HarvestSource,
}

/// What the parts of the mapping share while they read one package.
#[derive(Default)]
struct Reader {
    values: Values,
    extra: Vec<Triple>,
    attribution: Vec<LangString>,
    /// Terms of use of all resources beside the licence.
    rights: Vec<Coded>,
    dkan: bool,
    dataset: String,
    not_mapped: BTreeSet<String>,
    /// The longitude of the region, which tells the zone of coordinates in metres.
    longitude: Option<f64>,
}

impl Reader {
    /// Reports a field without a place: each value once, but of the resources, which mostly resemble
    /// each other, each field once.
    fn not_mapped(&mut self, name: &str, value: &Value) {
        let found = match value {
            Value::Array(_) | Value::Object(_) => value.to_string(),
            value => text_of(value).unwrap_or_default(),
        };
        let told = if name.starts_with("resources[]") { name.into() } else { format!("{name} {found}") };
        if self.not_mapped.insert(told) {
            self.values.findings.push(Finding::new(&rule::FIELD_NOT_MAPPED, name).found(found));
        }
    }

    /// A standard, by its IRI or by its title.
    fn standard(&mut self, value: &Value, property: &str) -> Option<NamedNode> {
        let found = text_of(value).or_else(|| member(value, &["uri", "title", "name"]))?;
        if looks_like_iri(&found) {
            return self.values.iri(&found, property);
        }
        let node = below(&self.dataset, "standard", &found);
        self.extra.push(Triple::new(node.clone(), rdf::TYPE, dcterms::STANDARD));
        self.extra.push(Triple::new(node.clone(), dcterms::TITLE, Literal::new_simple_literal(found)));
        Some(node)
    }
}

impl CkanPackage {
    /// Takes a package. `portal` is where it was fetched; relative links resolve against it unless
    /// the configuration names another site.
    pub fn new(package: Map<String, Value>, portal: Option<Url>) -> Self {
        Self { package, portal, is_of_file: false }
    }

    /// The package lies in a file: the address where it was fetched is no portal.
    #[must_use]
    pub fn of_file(self) -> Self {
        Self { is_of_file: true, ..self }
    }

    /// The package's `id`, else its `name`, else its `identifier` (data.json).
    pub fn native_id(&self) -> Option<NativeId> {
        let texts =
            ["id", "name", "identifier"].iter().filter_map(|field| text_of(self.package.get(*field)?));
        texts.map(NativeId::new).next()
    }

    /// Whether DKAN wrote it: DKAN says `"state": "Active"` and `"type": "Dataset"`.
    fn is_dkan(&self) -> bool {
        let says = |field: &str, value: &str| self.package.get(field).and_then(Value::as_str) == Some(value);
        says("state", "Active") || says("type", "Dataset")
    }

    /// Why the portal does not want it published, if it says so. DKAN's `private` holds the publication
    /// state in words of its interface language (`Veröffentlicht`, `true`) and tells nothing.
    /// ckanext-harvest keeps its harvest sources as packages.
    pub fn mark(&self) -> Option<Mark> {
        let text = |field: &str| self.package.get(field).and_then(text_of).unwrap_or_default().to_lowercase();
        let private = matches!(text("private").as_str(), "true" | "1" | "private");
        match text("state").as_str() {
            "deleted" | "trashed" => Some(Mark::Deleted),
            "draft" => Some(Mark::Draft),
            _ if private && !self.is_dkan() => Some(Mark::Private),
            _ if text("type") == "harvest" => Some(Mark::HarvestSource),
            _ => None,
        }
    }

    /// Whether it is no dataset but a group or organisation: it says so, and has nothing that only
    /// packages have.
    pub fn is_group(&self) -> bool {
        const OF_PACKAGES: [&str; 8] = [
            "resources",
            "distribution",
            "license_id",
            "metadata_created",
            "metadata_modified",
            "num_resources",
            "owner_org",
            "notes",
        ];
        let of_type = self.package.get("type").and_then(Value::as_str);
        let says = self.package.contains_key("is_organization")
            || matches!(of_type, Some("group" | "organization" | "organisation"));
        says && !OF_PACKAGES.iter().any(|field| self.package.contains_key(*field))
    }

    /// The dictionary as received.
    pub fn package(&self) -> &Map<String, Value> {
        &self.package
    }
}

impl Payload for CkanPackage {
    fn canonical(&self) -> Cow<'_, [u8]> {
        Cow::Owned(canonical::canonical(&self.package))
    }

    fn received(&self) -> Received {
        Received { dialect: DIALECT.into(), payload: serde_json::to_vec(&self.package).unwrap_or_default() }
    }

    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
        let iri = NamedNode::new_unchecked(mapping.dataset(native_id).as_str());
        let site = mapping.site.clone().or_else(|| self.portal.clone());
        let mut reader = Reader {
            values: Values { base: site.clone(), findings: vec![] },
            dkan: self.is_dkan(),
            dataset: iri.as_str().into(),
            longitude: mapping.longitude(),
            ..Reader::default()
        };
        let mut dataset = Dataset::new(iri);
        let mut fields = Fields::new(&self.package);
        describe(&mut fields, &mut dataset, &mut reader);
        identify(&mut fields, native_id, &mut dataset);
        agents(&mut fields, &mut dataset, &mut reader, mapping);
        times(&mut fields, &mut dataset, &mut reader);
        places(&mut fields, &mut dataset, &mut reader);
        relate(&mut fields, &mut dataset, &mut reader);
        let fetched = || relate::portal(self.portal.as_ref()?, self.is_of_file);
        let portal = mapping.site.clone().or_else(fetched);
        pages(&mut fields, portal.as_ref(), &mut dataset, &mut reader);
        series(&mut fields, mapping, native_id, &mut dataset, &mut reader);
        federal(&mut fields, &mut dataset, &mut reader);
        self.distributions(&mut fields, &mut dataset, &mut reader);
        let rest: Vec<_> =
            fields.rest(INTERNAL).into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        for (name, value) in rest {
            reader.not_mapped(&name, &value);
        }
        dataset.extra = reader.extra;
        (dataset, reader.values.findings)
    }
}

impl CkanPackage {
    fn distributions(&self, fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
        let license = license::license(fields, reader);
        let inherited = Inherited { license, attribution: license::attribution(fields, reader) };
        for field in ["resources", "distribution"] {
            match self.package.get(field) {
                Some(Value::Array(resources)) => {
                    // Findings name the place at the source, so what says nothing still counts.
                    for (number, resource) in
                        resources.iter().enumerate().filter(|(_, resource)| !resource.is_null())
                    {
                        distribution(resource, number, &inherited, dataset, reader);
                    }
                }
                Some(value) if !is_empty(value) => reader
                    .values
                    .findings
                    .push(Finding::new(&rule::RESOURCE_UNREADABLE, field).found(value.to_string())),
                _ => {}
            }
        }
    }
}

/// What DCAT-AP.de adds: contributor, legal basis, quality process.
fn federal(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    for (property, found) in fields.take_texts(&["contributorID", "contributor_id"], &[]) {
        let iri = if looks_like_iri(&found) {
            found
        } else if let Some(listed) = contributors::lookup(&found) {
            let finding = Finding::new(&rule::VALUE_NORMALISED, property.as_str()).found(&found);
            reader.values.findings.push(finding.concluded(listed.iri));
            listed.iri.to_owned()
        } else {
            let unknown = Finding::new(&rule::VALUE_UNKNOWN, property.as_str()).found(&found);
            reader.values.findings.push(unknown);
            continue;
        };
        dataset.contributor_id.extend(reader.values.iri(&iri, &property));
    }
    dataset.legal_basis = all_texts(fields, &["legalbasisText", "legalBasis", "legal_basis"]);
    for iri in iris(fields, &["qualityProcessURI"], reader) {
        reader.extra.push(Triple::new(dataset.iri.clone(), dcatde::QUALITY_PROCESS_URI, iri));
    }
}

#[cfg(test)]
mod tests;
