//! What we ourselves say about a dataset: that it is in our catalogue, and since when
//! (dcat:CatalogRecord, DCAT-AP 3.0 section 6).

use crate::journal::{ChangeKind, Version};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

/// The catalogue's IRI: `<base>/catalog`.
pub fn catalog_iri(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}/catalog"))
}

/// The IRI of a dataset's record: `<dataset IRI>#record`.
pub fn record_iri(dataset: &NamedNode) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#record", dataset.as_str()))
}

/// By which property the catalogue lists a version: dcat:dataset; or dcat:resource for a series, which
/// the shapes of DCAT-AP do not take for a dataset.
pub fn listing(version: &Version) -> NamedNodeRef<'static> {
    if is_series(version) { dcat::RESOURCE } else { dcat::DATASET }
}

/// Whether a version describes a series.
pub fn is_series(version: &Version) -> bool {
    version.triples.iter().any(|triple| {
        triple.predicate == rdf::TYPE
            && triple.object == dcat::DATASET_SERIES.into()
            && matches!(&triple.subject, NamedOrBlankNode::NamedNode(iri) if iri.as_str() == version.dataset.as_str())
    })
}

/// The triples that list a version in the catalogue, and its record: those of [`listing_triples`] and
/// [`entry_triples`]. None for a tombstone.
pub fn record_triples(version: &Version, base: &str) -> Vec<Triple> {
    let mut triples = listing_triples(version, base);
    triples.extend(entry_triples(version));
    triples
}

/// What the catalogue says of a version: dcat:dataset (see [`listing`]) and dcat:record.
pub fn listing_triples(version: &Version, base: &str) -> Vec<Triple> {
    if version.kind == ChangeKind::Withdrawn {
        return Vec::new();
    }
    let catalog = catalog_iri(base);
    let dataset = NamedNode::new_unchecked(version.dataset.as_str());
    let record = record_iri(&dataset);
    vec![Triple::new(catalog.clone(), listing(version), dataset), Triple::new(catalog, dcat::RECORD, record)]
}

/// The record itself, with foaf:primaryTopic, dcterms:issued (first harvested), dcterms:modified (this
/// version), and dcterms:source, if the source's own catalogue has a record of the dataset.
pub fn entry_triples(version: &Version) -> Vec<Triple> {
    if version.kind == ChangeKind::Withdrawn {
        return Vec::new();
    }
    let dataset = NamedNode::new_unchecked(version.dataset.as_str());
    let record = record_iri(&dataset);
    let mut triples = vec![
        Triple::new(record.clone(), rdf::TYPE, dcat::CATALOG_RECORD),
        Triple::new(record.clone(), foaf::PRIMARY_TOPIC, dataset),
        Triple::new(record.clone(), dcterms::ISSUED, date_time(version.first_at)),
        Triple::new(record.clone(), dcterms::MODIFIED, date_time(version.at)),
    ];
    triples.extend(source_record(version).map(|source| Triple::new(record, dcterms::SOURCE, source)));
    triples
}

/// The record from which ours was made. Where the source itself had it from a record of another catalogue,
/// that is the source's business.
fn source_record(version: &Version) -> Option<NamedNode> {
    let topic = Term::from(NamedNode::new_unchecked(version.dataset.as_str()));
    let records: Vec<&NamedOrBlankNode> = version
        .triples
        .iter()
        .filter(|triple| triple.predicate == rdf::TYPE && triple.object == dcat::CATALOG_RECORD.into())
        .map(|triple| &triple.subject)
        .filter(|record| {
            let is_topic =
                |triple: &&Triple| triple.predicate == foaf::PRIMARY_TOPIC && triple.object == topic;
            version.triples.iter().filter(is_topic).any(|triple| triple.subject == **record)
        })
        .collect();
    let is_source = |record: &NamedOrBlankNode| {
        version.triples.iter().any(|triple| {
            triple.predicate == dcterms::SOURCE
                && triple.object == Term::from(record.clone())
                && records.contains(&&triple.subject)
        })
    };
    let newest = records.iter().find(|record| !is_source(record)).or(records.first())?;
    match newest {
        NamedOrBlankNode::NamedNode(iri) => Some(iri.clone()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// xsd:dateTime in UTC, to the second.
fn date_time(at: jiff::Timestamp) -> Literal {
    Literal::new_typed_literal(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), xsd::DATE_TIME)
}
