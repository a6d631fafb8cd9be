//! The dialect of CKAN 1.8–2.11 and DKAN: `package_show` dictionaries with the extensions seen in
//! Germany and Europe (ckanext-dcat, ckanext-dcatde, ckanext-scheming, ckanext-odsh, OGD schema 1.0).
//!
//! A new field is read where its property is: `agents`, `places`, `times`, `license`,
//! `distribution`, or below in [`describe`] and [`relate`]. What nobody reads is reported once per
//! field.

mod agents;
mod canonical;
mod distribution;
mod fields;
mod license;
mod places;
mod texts;
mod times;

use super::Mapping;
use super::value::{Values, looks_like_iri};
use crate::record::Payload;
use agents::agents;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::iri::below;
use datenkreis_vocab::model::{Coded, Dataset, Identifier, Kind, LangString};
use datenkreis_vocab::ns::{adms, dcat, dcatde, dcterms, rdf};
use distribution::{Inherited, distribution};
use fields::{Fields, is_empty, member, text_of};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Triple};
use places::places;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use texts::texts;
use times::times;
use url::Url;

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
    "license_title",
    "license_url",
    "isopen",
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
}

/// What the parts of the mapping share while they read one package.
#[derive(Default)]
struct Reader {
    values: Values,
    extra: Vec<Triple>,
    attribution: Vec<LangString>,
    dkan: bool,
    dataset: String,
    not_mapped: BTreeSet<String>,
}

impl Reader {
    /// Reports a field without a place, once per record.
    fn not_mapped(&mut self, name: &str, value: &Value) {
        if self.not_mapped.insert(name.into()) {
            let found = text_of(value).unwrap_or_else(|| value.to_string());
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
        Self { package, portal }
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

    /// Whether the portal says outright that the package is deleted or not public. DKAN's `private`
    /// holds the publication state in words of its interface language (`Veröffentlicht`, `true`) and
    /// tells nothing.
    pub fn is_withdrawn(&self) -> bool {
        let text = |field: &str| self.package.get(field).and_then(text_of).unwrap_or_default().to_lowercase();
        let private = matches!(text("private").as_str(), "true" | "1" | "private");
        matches!(text("state").as_str(), "deleted" | "trashed" | "draft") || (private && !self.is_dkan())
    }

    /// Whether it is no dataset but a harvest source, which ckanext-harvest keeps as a package.
    pub fn is_harvest_source(&self) -> bool {
        self.package.get("type").and_then(Value::as_str) == Some("harvest")
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

    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
        let iri = NamedNode::new_unchecked(mapping.dataset(native_id).as_str());
        let site = mapping.site.clone().or_else(|| self.portal.clone());
        let mut reader = Reader {
            values: Values { base: site.clone(), findings: vec![] },
            dkan: self.is_dkan(),
            dataset: iri.as_str().into(),
            ..Reader::default()
        };
        let mut dataset = Dataset::new(iri);
        let mut fields = Fields::new(&self.package);
        describe(&mut fields, &mut dataset, &mut reader);
        identify(&mut fields, native_id, &mut dataset);
        agents(&mut fields, &mut dataset, &mut reader);
        times(&mut fields, &mut dataset, &mut reader);
        places(&mut fields, &mut dataset, &mut reader);
        relate(&mut fields, &mut dataset, &mut reader);
        pages(&mut fields, site.as_ref(), &mut dataset, &mut reader);
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

/// Title, description, keywords, themes, language and other plain statements.
fn describe(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    dataset.title = first_texts(fields, &["title_translated", "title", "display_name"]);
    if dataset.title.is_empty() {
        dataset.title = first_texts(fields, &["name"]);
        // Without a name either, the check tells.
        if let Some(name) = dataset.title.first() {
            reader.values.findings.push(Finding::new(&rule::TITLE_MISSING, "title").concluded(&name.value));
        }
    }
    dataset.description =
        first_texts(fields, &["notes_translated", "notes", "description_translated", "description"]);
    for (_, tag) in fields.take_all(&["tags_translated", "tags"]) {
        match &tag {
            Value::String(text) => keywords(text, dataset),
            tag if texts::is_by_language(tag) => add_keywords(texts(tag), dataset),
            tag => {
                let named = ["display_name", "name", "title"]
                    .iter()
                    .filter_map(|name| tag.get(*name))
                    .find(|name| !is_empty(name));
                add_keywords(named.map(texts).unwrap_or_default(), dataset);
            }
        }
    }
    for (_, keyword) in fields.take_all(&["keyword", "keywords"]) {
        match &keyword {
            Value::String(text) => keywords(text, dataset),
            keyword => add_keywords(texts(keyword), dataset),
        }
    }
    themes(fields, dataset, reader);
    dataset.language = coded(fields, &["language", "languages"], &[',', ';']);
    dataset.access_rights = one_coded(fields, "access_rights");
    dataset.availability =
        fields.take_text(&["availability", "plannedAvailability"]).map(|(_, found)| Coded::found(found));
    dataset.r#type = coded(fields, &["dcat_type"], &[]);
    dataset.hvd_category = coded(fields, &["hvd_category"], &[]);
    dataset.version = fields.take_text(&["version", "dcat_version"]).map(|(_, version)| version);
    dataset.version_notes = all_texts(fields, &["version_notes"]);
    dataset.provenance = all_texts(fields, &["provenance"]);
    dataset.spatial_resolution_in_meters = fields
        .take_text(&["spatial_resolution_in_meters", "spatial_resolution"])
        .and_then(|(property, found)| reader.values.decimal(&found, &property));
}

fn first_texts(fields: &mut Fields, names: &[&str]) -> Vec<LangString> {
    names
        .iter()
        .filter_map(|name| fields.take(&[name]))
        .map(|(_, value)| texts(&value))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn all_texts(fields: &mut Fields, names: &[&str]) -> Vec<LangString> {
    fields.take_all(names).iter().flat_map(|(_, value)| texts(value)).collect()
}

fn coded(fields: &mut Fields, names: &[&str], separators: &[char]) -> Vec<Coded> {
    fields.take_texts(names, separators).into_iter().map(|(_, found)| Coded::found(found)).collect()
}

fn one_coded(fields: &mut Fields, name: &str) -> Option<Coded> {
    fields.take_text(&[name]).map(|(_, found)| Coded::found(found))
}

fn keywords(text: &str, dataset: &mut Dataset) {
    let words = text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
    add_keywords(words.map(LangString::untagged).collect(), dataset);
}

fn add_keywords(words: Vec<LangString>, dataset: &mut Dataset) {
    for word in words {
        if !dataset.keyword.contains(&word) {
            dataset.keyword.push(word);
        }
    }
}

/// Themes stand in `theme` (IRIs), in CKAN's groups (a group is what the portal sorts by, in Germany
/// mostly the themes) and in the OGD schema's `subgroups`. A group called by a four-letter code is
/// one of the EU's; else its title tells more than its name.
fn themes(fields: &mut Fields, dataset: &mut Dataset, reader: &Reader) {
    let mut found: Vec<String> = fields
        .take_texts(&["theme", "themes", "category", "categories"], &[])
        .into_iter()
        .map(|(_, theme)| theme)
        .collect();
    if !reader.dkan {
        for (name, group) in fields.take_all(&["groups", "subgroups"]) {
            match &group {
                // ckanext-odsh: extra `groups` = "educ,envi".
                Value::String(text) if name.starts_with("extras.") => {
                    found.extend(text.split(',').map(|part| part.trim().to_owned()));
                }
                Value::String(text) => found.push(text.clone()),
                group => {
                    let code = member(group, &["name"]).filter(|name| name.len() == 4);
                    found.extend(code.or_else(|| {
                        let title =
                            ["title", "display_name", "name"].iter().filter_map(|name| group.get(*name));
                        title.flat_map(texts).map(|title| title.value).next()
                    }));
                }
            }
        }
    }
    let mut known = BTreeSet::new();
    dataset.theme = found
        .into_iter()
        .filter(|theme| !theme.is_empty() && known.insert(theme.to_lowercase()))
        .map(Coded::found)
        .collect();
}

/// dcterms:identifier as the publisher states it, else the package's id; further identifiers beside.
fn identify(fields: &mut Fields, native_id: &NativeId, dataset: &mut Dataset) {
    let stated = fields.take_texts(&["identifier"], &[]);
    let stated = if stated.is_empty() { fields.take_texts(&["guid"], &[]) } else { stated };
    for (_, identifier) in &stated {
        dataset.identifier.push(Literal::new_simple_literal(identifier));
    }
    if dataset.identifier.is_empty() {
        dataset.identifier.push(Literal::new_simple_literal(native_id.as_str()));
    }
    let alternate = ["alternate_identifier", "guid", "uri", "metadata_original_id"];
    for (_, notation) in fields.take_texts(&alternate, &[]) {
        if !stated.iter().any(|(_, known)| *known == notation) {
            dataset.other_identifier.push(Identifier { iri: None, notation, datatype: None });
        }
    }
    if let Some((_, notation)) = fields.take_text(&["doi"]) {
        let datatype = Some("http://purl.org/spar/datacite/doi".into());
        dataset.other_identifier.push(Identifier { iri: None, notation, datatype });
    }
}

/// Links to other resources; those the model has no field for become triples.
fn relate(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    dataset.page = iris(fields, &["documentation", "metadata_original_html"], reader);
    dataset.references = iris(fields, &["references"], reader);
    dataset.relation = iris(fields, &["related_resource", "relation", "related"], reader);
    dataset.applicable_legislation = iris(fields, &["applicable_legislation"], reader);
    for (property, value) in fields.take_all(&["conforms_to"]) {
        dataset.conforms_to.extend(reader.standard(&value, &property));
    }
    let further: [(&[&str], NamedNodeRef<'_>); 5] = [
        (&["is_referenced_by"], dcterms::IS_REFERENCED_BY),
        (&["source"], dcterms::SOURCE),
        (&["sample"], adms::SAMPLE),
        (&["has_version"], dcterms::HAS_VERSION),
        (&["is_version_of"], dcterms::IS_VERSION_OF),
    ];
    for (names, predicate) in further {
        for iri in iris(fields, names, reader) {
            reader.extra.push(Triple::new(dataset.iri.clone(), predicate, iri));
        }
    }
    for (number, (property, value)) in fields.take_all(&["qualified_relation"]).into_iter().enumerate() {
        let related = member(&value, &["relation"]).and_then(|found| reader.values.iri(&found, &property));
        let Some(related) = related else { continue };
        let node = below(dataset.iri.as_str(), "relationship", &(number + 1).to_string());
        reader.extra.push(Triple::new(dataset.iri.clone(), dcat::QUALIFIED_RELATION, node.clone()));
        reader.extra.push(Triple::new(node.clone(), rdf::TYPE, dcat::RELATIONSHIP));
        reader.extra.push(Triple::new(node.clone(), dcterms::RELATION, related));
        if let Some(role) = member(&value, &["role"]).and_then(|found| reader.values.iri(&found, &property)) {
            reader.extra.push(Triple::new(node, dcat::HAD_ROLE, role));
        }
    }
}

/// IRIs under these names. Text that is meant as none (`test_isreferencedby`) stays for the report.
fn iris(fields: &mut Fields, names: &[&str], reader: &mut Reader) -> Vec<NamedNode> {
    let mut found: Vec<NamedNode> = vec![];
    for (property, text) in fields.take_texts(names, &[]) {
        if looks_like_iri(&text) || text.starts_with('/') {
            found.extend(reader.values.iri(&text, &property));
        } else {
            reader.not_mapped(&property, &Value::String(text));
        }
    }
    found.dedup();
    found
}

/// dcat:landingPage: the page the publisher names, and the dataset's page on the portal.
fn pages(fields: &mut Fields, site: Option<&Url>, dataset: &mut Dataset, reader: &mut Reader) {
    // In DKAN's flat shape `accessURL` is the dataset's page.
    dataset.landing_page = iris(fields, &["landingPage", "url", "accessURL"], reader);
    let name = fields.peek("name").and_then(text_of);
    let on_portal = |page: &NamedNode, site: &Url| {
        let page = Url::parse(page.as_str()).ok();
        page.is_some_and(|page| page.host_str() == site.host_str() && page.path().contains("/dataset/"))
    };
    if let (Some(site), Some(name)) = (site, name)
        && !reader.dkan
        && !dataset.landing_page.iter().any(|page| on_portal(page, site))
    {
        let mut page = site.clone();
        page.set_query(None);
        page.set_fragment(None);
        if let Ok(mut segments) = page.path_segments_mut() {
            segments.pop_if_empty().extend(["dataset", &name]);
        }
        dataset.landing_page.extend(NamedNode::new(page.as_str()).ok());
    }
}

/// Dataset series: ckanext-dcat's `in_series`, ckanext-odsh's collections (a package of type
/// `collection` and the relationship `child_of`).
fn series(
    fields: &mut Fields,
    mapping: &Mapping,
    native_id: &NativeId,
    dataset: &mut Dataset,
    reader: &mut Reader,
) {
    let of_type = fields.peek("type").and_then(text_of).unwrap_or_default();
    if matches!(of_type.as_str(), "dataset_series" | "collection") {
        dataset.kind = Kind::DatasetSeries;
    } else if !matches!(of_type.to_lowercase().as_str(), "" | "dataset" | "datensatz") {
        // `dokument`, `app`: the catalogue has no such kinds.
        reader.not_mapped("type", &Value::String(of_type));
    }
    let mut parents: Vec<String> = vec![];
    for (_, parent) in fields.take_all(&["in_series"]) {
        parents.extend(text_of(&parent).or_else(|| member(&parent, &["id", "uri"])));
    }
    for (property, relationship) in fields.take_all(&["relationships_as_subject"]) {
        let is_child = member(&relationship, &["type"]).as_deref() == Some("child_of");
        // Portals differ in which end they call the object; ours is known.
        let ends = ["object_package_id", "subject_package_id", "object"];
        let end = |name: &&str| {
            member(&relationship, &[name]).or_else(|| member(relationship.get("__extras")?, &[name]))
        };
        let other = ends.iter().filter_map(end).find(|end| end != native_id.as_str());
        match other {
            Some(other) if is_child => parents.push(other),
            _ => reader.not_mapped(&property, &relationship),
        }
    }
    for parent in parents {
        let iri = if looks_like_iri(&parent) {
            reader.values.iri(&parent, "in_series")
        } else {
            NamedNode::new(mapping.dataset(&NativeId::new(parent)).as_str()).ok()
        };
        if let Some(iri) = iri
            && !dataset.in_series.contains(&iri)
        {
            dataset.in_series.push(iri);
        }
    }
}

/// What DCAT-AP.de adds: contributor, legal basis, quality process.
fn federal(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    for (property, found) in fields.take_texts(&["contributorID", "contributor_id"], &[]) {
        let iri = if looks_like_iri(&found) {
            found.clone()
        } else {
            let iri = format!("http://dcat-ap.de/def/contributors/{found}");
            reader.values.findings.push(
                Finding::new(&rule::VALUE_REWRITTEN, property.as_str()).found(&found).concluded(iri.as_str()),
            );
            iri
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
