use super::reader::{Reader, shown};
use super::writer::Writer;
use super::{Checksum, Coded, DataService, LangString};
use crate::finding::rule;
use crate::lists::{license, usable};
use crate::ns::{adms, dcat, dcatap, dcatde, dcterms, foaf, rdfs, spdx, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

/// dcat:Distribution.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Distribution {
    /// Our IRI: `<dataset>/distribution/<id>`; set by mapping, stable as long as the source's id is.
    pub iri: Option<NamedNode>,
    /// dcterms:title.
    pub title: Vec<LangString>,
    /// dcterms:description.
    pub description: Vec<LangString>,
    /// dcat:accessURL [1..*].
    pub access_url: Vec<NamedNode>,
    /// dcat:downloadURL.
    pub download_url: Vec<NamedNode>,
    /// dcterms:license \[1\].
    pub license: Option<Coded>,
    /// dcatde:licenseAttributionByText.
    pub license_attribution_by_text: Vec<LangString>,
    /// dcterms:rights [0..1], an IRI or a text.
    pub rights: Vec<Coded>,
    /// dcterms:format [0..1], EU file type.
    pub format: Option<Coded>,
    /// dcat:mediaType [0..1], IANA media type.
    pub media_type: Option<Coded>,
    /// dcat:compressFormat [0..1].
    pub compress_format: Option<Coded>,
    /// dcat:packageFormat [0..1].
    pub package_format: Option<Coded>,
    /// dcat:byteSize [0..1] in bytes.
    pub byte_size: Option<u64>,
    /// dcterms:issued [0..1].
    pub issued: Option<Literal>,
    /// dcterms:modified [0..1].
    pub modified: Option<Literal>,
    /// dcterms:language.
    pub language: Vec<Coded>,
    /// dcatap:availability [0..1].
    pub availability: Option<Coded>,
    /// adms:status [0..1].
    pub status: Option<Coded>,
    /// spdx:checksum [0..1].
    pub checksum: Option<Checksum>,
    /// dcterms:conformsTo.
    pub conforms_to: Vec<NamedNode>,
    /// foaf:page.
    pub page: Vec<NamedNode>,
    /// dcatap:applicableLegislation.
    pub applicable_legislation: Vec<NamedNode>,
    /// dcat:accessService.
    pub access_service: Vec<DataService>,
}

impl Distribution {
    /// Whether its licence is the one that stands in want of any.
    pub fn has_no_license_but_the_closed(&self) -> bool {
        let concept = self.license.as_ref().and_then(|license| license.concept.as_ref());
        concept.is_some_and(|concept| concept.as_ref() == license::IN_WANT_OF_ANY)
    }

    /// Writes the node, and the statement that refers to it.
    pub(super) fn to_rdf(&self, subject: &NamedNode, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let node = writer.node(self.iri.as_ref(), "distribution", |writer, node| {
            writer.class(node, dcat::DISTRIBUTION_CLASS);
            self.texts_to_rdf(node, writer);
            self.links_to_rdf(node, writer);
            self.concepts_to_rdf(node, writer);
            self.license_to_rdf(node, writer);
            self.rights_to_rdf(node, writer);
            writer.literals(node, dcterms::ISSUED, &self.issued);
            writer.literals(node, dcterms::MODIFIED, &self.modified);
            if let Some(bytes) = self.byte_size {
                let literal = Literal::new_typed_literal(bytes.to_string(), xsd::NON_NEGATIVE_INTEGER);
                writer.add(node, dcat::BYTE_SIZE, literal);
            }
            if let Some(checksum) = &self.checksum {
                checksum.to_rdf(node, writer);
            }
            for service in &self.access_service {
                service.to_rdf(node, dcat::ACCESS_SERVICE, writer);
            }
        });
        writer.add(subject, dcat::DISTRIBUTION, node);
    }

    fn texts_to_rdf(&self, node: &NamedNode, writer: &mut Writer<'_>) {
        writer.texts(node, dcterms::TITLE, &self.title);
        writer.texts(node, dcterms::DESCRIPTION, &self.description);
        writer.texts(node, dcatde::LICENSE_ATTRIBUTION_BY_TEXT, &self.license_attribution_by_text);
    }

    fn links_to_rdf(&self, node: &NamedNode, writer: &mut Writer<'_>) {
        writer.iris(node, dcat::ACCESS_URL, &self.access_url);
        writer.iris(node, dcat::DOWNLOAD_URL, &self.download_url);
        writer.iris(node, dcterms::CONFORMS_TO, &self.conforms_to);
        writer.iris(node, foaf::PAGE, &self.page);
        writer.iris(node, dcatap::APPLICABLE_LEGISLATION, &self.applicable_legislation);
    }

    fn concepts_to_rdf(&self, node: &NamedNode, writer: &mut Writer<'_>) {
        writer.concepts(node, dcterms::FORMAT, &self.format);
        writer.concepts(node, dcat::MEDIA_TYPE, &self.media_type);
        writer.concepts(node, dcat::COMPRESS_FORMAT, &self.compress_format);
        writer.concepts(node, dcat::PACKAGE_FORMAT, &self.package_format);
        writer.concepts(node, dcterms::LANGUAGE, &self.language);
        writer.concepts(node, dcatap::AVAILABILITY, &self.availability);
        writer.concepts(node, adms::STATUS, &self.status);
    }

    /// A licence is an IRI; terms that no list knows by their name are a node of their own that bears it. Called by
    /// dcterms:title, because GovData's reader takes a label for the value.
    fn license_to_rdf(&self, distribution: &NamedNode, writer: &mut Writer<'_>) {
        match &self.license {
            Some(terms) if terms.concept.is_none() && !writer.is_as_found() => {
                if usable::says_nothing(&terms.found) {
                    return;
                }
                let node = writer.node(None, "license", |writer, node| {
                    writer.class(node, dcterms::LICENSE_DOCUMENT);
                    writer.text(node, dcterms::TITLE, Some(&terms.found));
                });
                writer.add(distribution, dcterms::LICENSE, node);
            }
            license => writer.concepts(distribution, dcterms::LICENSE, license),
        }
    }

    /// Rights are an IRI, or a node of their own that holds the text.
    fn rights_to_rdf(&self, distribution: &NamedNode, writer: &mut Writer<'_>) {
        writer.iris(
            distribution,
            dcterms::RIGHTS,
            self.rights.iter().filter_map(|rights| rights.concept.as_ref()),
        );
        for rights in
            self.rights.iter().filter(|rights| rights.concept.is_none() && !rights.found.trim().is_empty())
        {
            let node = writer.node(None, "rights", |writer, node| {
                writer.class(node, dcterms::RIGHTS_STATEMENT);
                writer.text(node, rdfs::LABEL, Some(&rights.found));
            });
            writer.add(distribution, dcterms::RIGHTS, node);
        }
    }

    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        let Term::NamedNode(iri) = term else {
            return reader.refuse(&rule::IRI_INVALID, predicate, term);
        };
        let node = reader.node(iri);
        reader.types(node, &[dcat::DISTRIBUTION_CLASS]);
        Some(Self {
            iri: Some(iri.clone()),
            title: reader.texts(node, dcterms::TITLE),
            description: reader.texts(node, dcterms::DESCRIPTION),
            access_url: reader.iris(node, dcat::ACCESS_URL),
            download_url: reader.iris(node, dcat::DOWNLOAD_URL),
            license: reader.license(node, dcterms::LICENSE),
            license_attribution_by_text: reader.texts(node, dcatde::LICENSE_ATTRIBUTION_BY_TEXT),
            rights: reader.each(node, dcterms::RIGHTS, rights_from_rdf),
            format: reader.code(node, dcterms::FORMAT),
            media_type: reader.code(node, dcat::MEDIA_TYPE),
            compress_format: reader.code(node, dcat::COMPRESS_FORMAT),
            package_format: reader.code(node, dcat::PACKAGE_FORMAT),
            byte_size: reader.bytes(node, dcat::BYTE_SIZE),
            issued: reader.date(node, dcterms::ISSUED, false),
            modified: reader.date(node, dcterms::MODIFIED, true),
            language: reader.codes(node, dcterms::LANGUAGE),
            availability: reader.code(node, dcatap::AVAILABILITY),
            status: reader.code(node, adms::STATUS),
            checksum: reader
                .take_one(node, spdx::CHECKSUM, |_, term| shown(term))
                .and_then(|term| Checksum::from_rdf(reader, spdx::CHECKSUM, term)),
            conforms_to: reader.iris(node, dcterms::CONFORMS_TO),
            page: reader.iris(node, foaf::PAGE),
            applicable_legislation: reader.iris(node, dcatap::APPLICABLE_LEGISLATION),
            access_service: reader.each(node, dcat::ACCESS_SERVICE, DataService::from_rdf),
        })
    }
}

/// Rights that are nothing but a text become that text; a node that says more stays a node.
fn rights_from_rdf<'a>(
    reader: &mut Reader<'a>,
    predicate: NamedNodeRef<'static>,
    term: &'a Term,
) -> Option<Coded> {
    if let Term::NamedNode(iri) = term
        && reader.is_own(iri)
        && !reader.peek(iri).is_only_a_label()
    {
        return reader.iri_value(predicate, term).map(Coded::concept);
    }
    reader.coded(predicate, term)
}
