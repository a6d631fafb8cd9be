use super::reader::Reader;
use super::writer::Writer;
use super::{Agent, Coded, LangString};
use crate::finding::rule;
use crate::ns::{dcat, dcterms};
use oxrdf::{NamedNode, NamedNodeRef, Term};

/// dcat:DataService behind dcat:accessService of a distribution, or beside the dataset it serves.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DataService {
    /// The node's IRI; without one, writing derives an IRI below the dataset.
    pub iri: Option<NamedNode>,
    /// dcterms:title [1..*].
    pub title: Vec<LangString>,
    /// dcterms:description.
    pub description: Vec<LangString>,
    /// dcat:endpointURL [1..*].
    pub endpoint_url: Vec<NamedNode>,
    /// dcat:endpointDescription.
    pub endpoint_description: Vec<NamedNode>,
    /// dcterms:publisher \[1\].
    pub publisher: Option<Agent>,
    /// dcterms:license [0..1].
    pub license: Option<Coded>,
    /// dcterms:conformsTo.
    pub conforms_to: Vec<NamedNode>,
}

impl DataService {
    /// Writes the node, and the statement that refers to it.
    pub(super) fn to_rdf(&self, subject: &NamedNode, predicate: NamedNodeRef<'_>, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let node = self.describe(writer);
        writer.add(subject, predicate, node);
    }

    /// Writes the node, and that it serves the dataset.
    pub(super) fn serving_to_rdf(&self, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let node = self.describe(writer);
        let dataset = writer.dataset();
        writer.add(&node, dcat::SERVES_DATASET, dataset.clone());
    }

    fn describe(&self, writer: &mut Writer<'_>) -> NamedNode {
        writer.node(self.iri.as_ref(), "service", |writer, node| {
            writer.class(node, dcat::DATA_SERVICE);
            writer.texts(node, dcterms::TITLE, &self.title);
            writer.texts(node, dcterms::DESCRIPTION, &self.description);
            writer.iris(node, dcat::ENDPOINT_URL, &self.endpoint_url);
            writer.iris(node, dcat::ENDPOINT_DESCRIPTION, &self.endpoint_description);
            Agent::all_to_rdf(&self.publisher, node, dcterms::PUBLISHER, writer);
            writer.concepts(node, dcterms::LICENSE, &self.license);
            writer.iris(node, dcterms::CONFORMS_TO, &self.conforms_to);
        })
    }

    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        let Term::NamedNode(iri) = term else {
            return reader.refuse(&rule::IRI_INVALID, predicate, term);
        };
        Some(Self::from_node(reader, iri))
    }

    /// The services that say they serve the dataset, unless they were read already.
    pub(super) fn serving_from_rdf(reader: &mut Reader<'_>) -> Vec<Self> {
        let dataset = Term::from(reader.dataset().clone());
        let mut services = vec![];
        for iri in reader.referring(dcat::SERVES_DATASET) {
            services.push(Self::from_node(reader, iri));
            let node = reader.peek(iri);
            for served in reader.take(node, dcat::SERVES_DATASET) {
                if *served != dataset {
                    reader.leave(node, dcat::SERVES_DATASET, served);
                }
            }
        }
        services
    }

    fn from_node<'a>(reader: &mut Reader<'a>, iri: &'a NamedNode) -> Self {
        let node = reader.node(iri);
        reader.types(node, &[dcat::DATA_SERVICE]);
        Self {
            iri: Some(iri.clone()),
            title: reader.texts(node, dcterms::TITLE),
            description: reader.texts(node, dcterms::DESCRIPTION),
            endpoint_url: reader.iris(node, dcat::ENDPOINT_URL),
            endpoint_description: reader.iris(node, dcat::ENDPOINT_DESCRIPTION),
            publisher: reader
                .take_one(node, dcterms::PUBLISHER, Agent::rank)
                .and_then(|term| Agent::from_rdf(reader, dcterms::PUBLISHER, term)),
            license: reader.license(node, dcterms::LICENSE),
            conforms_to: reader.iris(node, dcterms::CONFORMS_TO),
        }
    }
}
