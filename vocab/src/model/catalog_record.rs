use super::reader::{Node, Reader, shown};
use super::writer::Writer;
use super::{Coded, LangString};
use crate::finding::rule;
use crate::ns::{adms, dcat, dcterms, foaf};
use oxrdf::{Literal, NamedNode, Term};

/// dcat:CatalogRecord: what a source says of its own entry for the dataset. Our entry is another one, and
/// names this one as its source.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CatalogRecord {
    /// The node's IRI; without one, writing derives an IRI below the dataset.
    pub iri: Option<NamedNode>,
    /// dcterms:title.
    pub title: Vec<LangString>,
    /// dcterms:description.
    pub description: Vec<LangString>,
    /// dcterms:issued [0..1]: when the entry came into the source's catalogue.
    pub issued: Option<Literal>,
    /// dcterms:modified \[1\]: when the entry was changed last.
    pub modified: Option<Literal>,
    /// dcterms:language, EU languages.
    pub language: Vec<Coded>,
    /// dcterms:conformsTo: the application profile of the metadata.
    pub conforms_to: Vec<NamedNode>,
    /// adms:status [0..1]: what was last done with the entry.
    pub status: Option<NamedNode>,
    /// dcterms:source [0..1]: the entry this one was made from.
    pub source: Option<NamedNode>,
}

impl CatalogRecord {
    /// Writes the node, and that it is about the dataset.
    pub(super) fn to_rdf(&self, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let dataset = writer.dataset();
        writer.node(self.iri.as_ref(), "record", |writer, node| {
            writer.class(node, dcat::CATALOG_RECORD);
            writer.add(node, foaf::PRIMARY_TOPIC, dataset.clone());
            writer.texts(node, dcterms::TITLE, &self.title);
            writer.texts(node, dcterms::DESCRIPTION, &self.description);
            writer.literals(node, dcterms::ISSUED, &self.issued);
            writer.literals(node, dcterms::MODIFIED, &self.modified);
            writer.concepts(node, dcterms::LANGUAGE, &self.language);
            writer.iris(node, dcterms::CONFORMS_TO, &self.conforms_to);
            writer.iris(node, adms::STATUS, &self.status);
            writer.iris(node, dcterms::SOURCE, &self.source);
        });
    }

    /// The records that are about the dataset, and the dataset's own links to them, which say the same.
    pub(super) fn all_from_rdf<'a>(reader: &mut Reader<'a>, dataset: Node<'a>) -> Vec<Self> {
        let records: Vec<&NamedNode> =
            reader.referring(foaf::PRIMARY_TOPIC).into_iter().filter(|iri| is_record(reader, iri)).collect();
        for link in reader.take(dataset, foaf::IS_PRIMARY_TOPIC_OF) {
            if !matches!(link, Term::NamedNode(iri) if records.contains(&iri)) {
                reader.leave(dataset, foaf::IS_PRIMARY_TOPIC_OF, link);
            }
        }
        records.into_iter().map(|iri| Self::from_node(reader, iri)).collect()
    }

    fn from_node<'a>(reader: &mut Reader<'a>, iri: &'a NamedNode) -> Self {
        let dataset = Term::from(reader.dataset().clone());
        let node = reader.node(iri);
        reader.types(node, &[dcat::CATALOG_RECORD]);
        for topic in reader.take(node, foaf::PRIMARY_TOPIC) {
            if *topic != dataset {
                reader.find(&rule::TRIPLE_NOT_PUBLISHED, foaf::PRIMARY_TOPIC, shown(topic), None);
            }
        }
        Self {
            iri: Some(iri.clone()),
            title: reader.texts(node, dcterms::TITLE),
            description: reader.texts(node, dcterms::DESCRIPTION),
            issued: reader.date(node, dcterms::ISSUED, false),
            modified: reader.date(node, dcterms::MODIFIED, true),
            language: reader.codes(node, dcterms::LANGUAGE),
            conforms_to: reader.iris(node, dcterms::CONFORMS_TO),
            status: reader.iri(node, adms::STATUS),
            source: reader.iri(node, dcterms::SOURCE),
        }
    }
}

/// A page about the dataset (foaf:Document) has a primary topic, too; what does not say what it is, and is
/// ours, was taken for a record.
fn is_record<'a>(reader: &Reader<'a>, iri: &'a NamedNode) -> bool {
    let mut classes = reader.classes(iri).peekable();
    (classes.peek().is_none() && reader.is_own(iri))
        || classes.any(|class| *class == dcat::CATALOG_RECORD.into())
}
