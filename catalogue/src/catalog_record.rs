//! What we ourselves say about a dataset: that it is in our catalogue, and since when
//! (dcat:CatalogRecord, DCAT-AP 3.0 section 6).

use crate::journal::{ChangeKind, Version};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Triple};

/// The catalogue's IRI: `<base>/catalog`.
pub fn catalog_iri(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}/catalog"))
}

/// The IRI of a dataset's record: `<dataset IRI>#record`.
pub fn record_iri(dataset: &DatasetIri) -> NamedNode {
    NamedNode::new_unchecked(format!("{dataset}#record"))
}

/// By which property the catalogue lists a version: dcat:dataset; or dcat:resource for a series, which
/// the shapes of DCAT-AP do not take for a dataset.
pub fn listing(version: &Version) -> NamedNodeRef<'static> {
    let is_series = version.triples.iter().any(|triple| {
        triple.predicate == rdf::TYPE
            && triple.object == dcat::DATASET_SERIES.into()
            && matches!(&triple.subject, NamedOrBlankNode::NamedNode(iri) if iri.as_str() == version.dataset.as_str())
    });
    if is_series { dcat::RESOURCE } else { dcat::DATASET }
}

/// The triples that list a version in the catalogue: dcat:dataset (see [`listing`]), dcat:record and the record itself
/// with foaf:primaryTopic, dcterms:issued (first harvested) and dcterms:modified (this version).
/// None for a tombstone.
pub fn record_triples(version: &Version, base: &str) -> Vec<Triple> {
    if version.kind == ChangeKind::Withdrawn {
        return Vec::new();
    }
    let catalog = catalog_iri(base);
    let record = record_iri(&version.dataset);
    let dataset = NamedNode::new_unchecked(version.dataset.as_str());
    vec![
        Triple::new(catalog.clone(), listing(version), dataset.clone()),
        Triple::new(catalog, dcat::RECORD, record.clone()),
        Triple::new(record.clone(), rdf::TYPE, dcat::CATALOG_RECORD),
        Triple::new(record.clone(), foaf::PRIMARY_TOPIC, dataset),
        Triple::new(record.clone(), dcterms::ISSUED, date_time(version.first_at)),
        Triple::new(record, dcterms::MODIFIED, date_time(version.at)),
    ]
}

/// xsd:dateTime in UTC, to the second.
fn date_time(at: jiff::Timestamp) -> Literal {
    Literal::new_typed_literal(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), xsd::DATE_TIME)
}
