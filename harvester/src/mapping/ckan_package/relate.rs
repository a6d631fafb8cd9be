//! How a dataset is known and what it is connected with: identifiers, related resources, pages, series.

use super::Reader;
use super::fields::{Fields, member, text_of};
use super::members::{Group, tell_rest};
use crate::mapping::Mapping;
use crate::mapping::value::looks_like_iri;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::iri::{below, without_scheme};
use datenkreis_vocab::model::{Dataset, Identifier, Kind};
use datenkreis_vocab::ns::{adms, dcat, dcterms, rdf};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Triple};
use serde_json::Value;
use url::Url;

/// dcterms:identifier as the publisher states it, else the package's id; further identifiers beside.
pub(super) fn identify(fields: &mut Fields, native_id: &NativeId, dataset: &mut Dataset) {
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
pub(super) fn relate(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
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
        (&["has_version"], dcat::HAS_VERSION),
        (&["is_version_of"], dcat::IS_VERSION_OF),
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
pub(super) fn iris(fields: &mut Fields, names: &[&str], reader: &mut Reader) -> Vec<NamedNode> {
    let mut found: Vec<NamedNode> = vec![];
    for (property, text) in fields.take_texts(names, &[]) {
        if looks_like_iri(&text) || text.starts_with('/') || without_scheme(&text).is_some() {
            found.extend(reader.values.iri(&text, &property));
        } else {
            reader.not_mapped(&property, &Value::String(text));
        }
    }
    found.dedup();
    found
}

/// The portal that a person would open, by the address where packages were fetched: its API lies below
/// it. A file lies anywhere; nobody knows whether there is a portal, and where.
pub(super) fn portal(address: &Url, is_file: bool) -> Option<Url> {
    let path = address.path();
    let mut portal = address.clone();
    match path.find("/api/").or_else(|| path.ends_with("/api").then(|| path.len() - "/api".len())) {
        Some(at) => portal.set_path(&path[..at]),
        None if is_file || path.ends_with(".json") || address.query().is_some() => return None,
        None => {}
    }
    Some(portal)
}

/// dcat:landingPage: the page the publisher names, and the dataset's page on the portal, if it is known.
pub(super) fn pages(fields: &mut Fields, site: Option<&Url>, dataset: &mut Dataset, reader: &mut Reader) {
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
        let finding = Finding::new(&rule::VALUE_CONCLUDED, "dcat:landingPage");
        reader.values.findings.push(finding.concluded(page.as_str()));
        dataset.landing_page.extend(NamedNode::new(page.as_str()).ok());
    }
}

/// Dataset series: ckanext-dcat's `in_series`, ckanext-odsh's collections (a package of type
/// `collection` and the relationship `child_of`).
pub(super) fn series(
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
    parents.extend(relationships(fields, mapping, native_id, dataset, reader));
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

/// What is read of a relationship, besides its type.
const OF_RELATIONSHIPS: &[Group] = &[
    &["type"],
    &["object_package_id"],
    &["subject_package_id"],
    &["object"],
    &["subject"],
    &["id"],
    &["__extras"],
];

/// CKAN's relationships between packages, read from either end; returns the parents of a child. The parent of
/// packages says nothing that they do not say themselves.
fn relationships(
    fields: &mut Fields,
    mapping: &Mapping,
    native_id: &NativeId,
    dataset: &mut Dataset,
    reader: &mut Reader,
) -> Vec<String> {
    let mut parents = vec![];
    for (name, is_subject) in [("relationships_as_subject", true), ("relationships_as_object", false)] {
        for (property, relationship) in fields.take_all(&[name]) {
            // Portals differ in which end they call the object; ours is known.
            let ends = ["object_package_id", "subject_package_id", "object", "subject"];
            let end = |name: &&str| {
                member(&relationship, &[name]).or_else(|| member(relationship.get("__extras")?, &[name]))
            };
            let other = ends.iter().filter_map(end).find(|end| end != native_id.as_str());
            let (Some(kind), Some(other)) = (member(&relationship, &["type"]), other) else {
                reader.not_mapped(&property, &relationship);
                continue;
            };
            tell_rest(&relationship, &property, OF_RELATIONSHIPS, reader);
            // What the other end is called where the relationship is read from there.
            let kind = if is_subject { kind.as_str() } else { inverse(&kind) };
            let predicate = match kind {
                "child_of" => {
                    parents.push(other);
                    continue;
                }
                "parent_of" => continue,
                "links_to" => dcterms::REFERENCES,
                "linked_from" => dcterms::IS_REFERENCED_BY,
                "derives_from" => dcterms::SOURCE,
                _ => dcterms::RELATION,
            };
            let Ok(other) = NamedNode::new(mapping.dataset(&NativeId::new(other)).as_str()) else { continue };
            let links = match predicate {
                dcterms::REFERENCES => &mut dataset.references,
                dcterms::RELATION => &mut dataset.relation,
                _ => {
                    reader.extra.push(Triple::new(dataset.iri.clone(), predicate, other));
                    continue;
                }
            };
            if !links.contains(&other) {
                links.push(other);
            }
        }
    }
    parents
}

/// CKAN's relationships in pairs, each the other read from its other end.
fn inverse(kind: &str) -> &str {
    const PAIRS: [[&str; 2]; 4] = [
        ["child_of", "parent_of"],
        ["links_to", "linked_from"],
        ["derives_from", "has_derivation"],
        ["depends_on", "dependency_of"],
    ];
    let other = |[one, other]: [&'static str; 2]| match kind {
        _ if kind == one => Some(other),
        _ if kind == other => Some(one),
        _ => None,
    };
    PAIRS.into_iter().find_map(other).unwrap_or(kind)
}
