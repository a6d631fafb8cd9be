use super::reader::{Node, Reader, is_decimal};
use super::writer::{Writer, named};
use super::{
    Agent, CatalogRecord, Coded, ContactPoint, DataService, Distribution, Identifier, LangString, Location,
    PeriodOfTime,
};
use crate::finding::Finding;
use crate::graph::Graph;
use crate::ns::{adms, dcat, dcatap, dcatde, dcterms, foaf, geodcatap, rdf, rdfs, skos, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

/// The class of a catalogued resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// dcat:Dataset.
    #[default]
    Dataset,
    /// dcat:DatasetSeries.
    DatasetSeries,
}

/// dcat:Dataset (or dcat:DatasetSeries), DCAT-AP.de 3.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Our IRI, stable for ever: `<base>/dataset/<source>/<native id>`.
    pub iri: NamedNode,
    /// dcat:Dataset or dcat:DatasetSeries.
    pub kind: Kind,
    /// dcterms:title [1..*].
    pub title: Vec<LangString>,
    /// dcterms:description [1..*].
    pub description: Vec<LangString>,
    /// dcterms:publisher \[1\].
    pub publisher: Option<Agent>,
    /// dcterms:creator.
    pub creator: Vec<Agent>,
    /// dcterms:contributor.
    pub contributor: Vec<Agent>,
    /// geodcatap:originator (dcatde:originator before 3.0).
    pub originator: Vec<Agent>,
    /// geodcatap:custodian (dcatde:maintainer before 3.0).
    pub custodian: Vec<Agent>,
    /// dcat:contactPoint.
    pub contact_point: Vec<ContactPoint>,
    /// dcat:keyword.
    pub keyword: Vec<LangString>,
    /// dcat:theme, EU data themes.
    pub theme: Vec<Coded>,
    /// dcterms:identifier; passed on unchanged (convention 25). DCAT-AP allows several, GovData
    /// reads one.
    pub identifier: Vec<Literal>,
    /// adms:identifier.
    pub other_identifier: Vec<Identifier>,
    /// dcterms:issued [0..1].
    pub issued: Option<Literal>,
    /// dcterms:modified [0..1]; passed on unchanged, for GovData decides duplicates by it.
    pub modified: Option<Literal>,
    /// dcterms:accrualPeriodicity [0..1], EU frequency.
    pub accrual_periodicity: Option<Coded>,
    /// dcterms:accessRights [0..1], EU access right.
    pub access_rights: Option<Coded>,
    /// dcatap:availability [0..1].
    pub availability: Option<Coded>,
    /// dcterms:language, EU languages.
    pub language: Vec<Coded>,
    /// dcterms:spatial.
    pub spatial: Vec<Location>,
    /// dcatde:politicalGeocodingLevelURI.
    pub political_geocoding_level_uri: Vec<Coded>,
    /// dcatde:politicalGeocodingURI (deprecated in 3.0; GovData's reader still wants it).
    pub political_geocoding_uri: Vec<NamedNode>,
    /// dcatde:geocodingDescription (deprecated in 3.0).
    pub geocoding_description: Vec<LangString>,
    /// dcatde:contributorID.
    pub contributor_id: Vec<NamedNode>,
    /// dcterms:temporal.
    pub temporal: Vec<PeriodOfTime>,
    /// dcat:temporalResolution [0..1], xsd:duration.
    pub temporal_resolution: Option<Literal>,
    /// dcat:spatialResolutionInMeters [0..1], xsd:decimal.
    pub spatial_resolution_in_meters: Option<Literal>,
    /// dcat:landingPage.
    pub landing_page: Vec<NamedNode>,
    /// foaf:page.
    pub page: Vec<NamedNode>,
    /// dcterms:conformsTo.
    pub conforms_to: Vec<NamedNode>,
    /// dcterms:relation.
    pub relation: Vec<NamedNode>,
    /// dcterms:references.
    pub references: Vec<NamedNode>,
    /// dcterms:provenance, the text of a dcterms:ProvenanceStatement.
    pub provenance: Vec<LangString>,
    /// dcterms:type, EU dataset type.
    pub r#type: Vec<Coded>,
    /// dcat:version [0..1] (owl:versionInfo before 3.0).
    pub version: Option<String>,
    /// adms:versionNotes.
    pub version_notes: Vec<LangString>,
    /// dcat:inSeries.
    pub in_series: Vec<NamedNode>,
    /// dcatap:applicableLegislation.
    pub applicable_legislation: Vec<NamedNode>,
    /// dcatap:hvdCategory.
    pub hvd_category: Vec<Coded>,
    /// dcatde:legalBasis (deprecated in 3.0).
    pub legal_basis: Vec<LangString>,
    /// dcat:distribution.
    pub distribution: Vec<Distribution>,
    /// Services that say they serve the dataset (dcat:servesDataset) and stand behind no distribution.
    pub service: Vec<DataService>,
    /// The entries of the source's catalogue that are about the dataset (foaf:primaryTopic).
    pub record: Vec<CatalogRecord>,
    /// Every triple of the source that the model does not know. Subjects are this dataset, nodes
    /// below its IRI, or foreign resources it refers to; no blank nodes.
    pub extra: Vec<Triple>,
}

impl Dataset {
    /// An empty dataset at `iri`.
    pub fn new(iri: NamedNode) -> Self {
        Self {
            iri,
            kind: Kind::default(),
            title: vec![],
            description: vec![],
            publisher: None,
            creator: vec![],
            contributor: vec![],
            originator: vec![],
            custodian: vec![],
            contact_point: vec![],
            keyword: vec![],
            theme: vec![],
            identifier: vec![],
            other_identifier: vec![],
            issued: None,
            modified: None,
            accrual_periodicity: None,
            access_rights: None,
            availability: None,
            language: vec![],
            spatial: vec![],
            political_geocoding_level_uri: vec![],
            political_geocoding_uri: vec![],
            geocoding_description: vec![],
            contributor_id: vec![],
            temporal: vec![],
            temporal_resolution: None,
            spatial_resolution_in_meters: None,
            landing_page: vec![],
            page: vec![],
            conforms_to: vec![],
            relation: vec![],
            references: vec![],
            provenance: vec![],
            r#type: vec![],
            version: None,
            version_notes: vec![],
            in_series: vec![],
            applicable_legislation: vec![],
            hvd_category: vec![],
            legal_basis: vec![],
            distribution: vec![],
            service: vec![],
            record: vec![],
            extra: vec![],
        }
    }

    /// Writes the dataset as triples, sorted and without duplicates: the same dataset always gives
    /// the same triples. Blank nodes never occur. A [`Coded`] value without concept is not written.
    pub fn to_rdf(&self) -> Vec<Triple> {
        self.written_by(Writer::new(&self.iri))
    }

    /// Like [`Self::to_rdf`], but a [`Coded`] value that was not looked up is written as it was found:
    /// an IRI if it is one, else a text. So a dataset can be judged as it arrived, before it is
    /// normalised.
    pub fn to_rdf_as_found(&self) -> Vec<Triple> {
        self.written_by(Writer::as_found(&self.iri))
    }

    fn written_by(&self, mut writer: Writer<'_>) -> Vec<Triple> {
        writer.class(&self.iri, self.kind.class());
        self.texts_to_rdf(&mut writer);
        self.agents_to_rdf(&mut writer);
        self.concepts_to_rdf(&mut writer);
        self.literals_to_rdf(&mut writer);
        self.links_to_rdf(&mut writer);
        self.provenance_to_rdf(&mut writer);
        for identifier in &self.other_identifier {
            identifier.to_rdf(&self.iri, &mut writer);
        }
        for location in &self.spatial {
            location.to_rdf(&self.iri, &mut writer);
        }
        for period in &self.temporal {
            period.to_rdf(&self.iri, &mut writer);
        }
        for distribution in &self.distribution {
            distribution.to_rdf(&self.iri, &mut writer);
        }
        for service in &self.service {
            service.serving_to_rdf(&mut writer);
        }
        for record in &self.record {
            record.to_rdf(&mut writer);
        }
        writer.extend(self.extra.iter().cloned());
        writer.finish()
    }

    fn texts_to_rdf(&self, writer: &mut Writer<'_>) {
        let iri = &self.iri;
        writer.texts(iri, dcterms::TITLE, &self.title);
        writer.texts(iri, dcterms::DESCRIPTION, &self.description);
        writer.texts(iri, dcat::KEYWORD, &self.keyword);
        writer.texts(iri, dcatde::GEOCODING_DESCRIPTION, &self.geocoding_description);
        writer.texts(iri, dcatde::LEGAL_BASIS, &self.legal_basis);
        writer.texts(iri, adms::VERSION_NOTES, &self.version_notes);
        writer.text(iri, dcat::VERSION, self.version.as_ref());
    }

    fn agents_to_rdf(&self, writer: &mut Writer<'_>) {
        let iri = &self.iri;
        Agent::all_to_rdf(&self.publisher, iri, dcterms::PUBLISHER, writer);
        Agent::all_to_rdf(&self.creator, iri, dcterms::CREATOR, writer);
        Agent::all_to_rdf(&self.contributor, iri, dcterms::CONTRIBUTOR, writer);
        Agent::all_to_rdf(&self.originator, iri, geodcatap::ORIGINATOR, writer);
        Agent::all_to_rdf(&self.custodian, iri, geodcatap::CUSTODIAN, writer);
        for contact in &self.contact_point {
            contact.to_rdf(iri, dcat::CONTACT_POINT, writer);
        }
    }

    fn concepts_to_rdf(&self, writer: &mut Writer<'_>) {
        let iri = &self.iri;
        writer.concepts(iri, dcat::THEME, &self.theme);
        writer.concepts(iri, dcterms::ACCRUAL_PERIODICITY, &self.accrual_periodicity);
        writer.concepts(iri, dcterms::ACCESS_RIGHTS, &self.access_rights);
        writer.concepts(iri, dcatap::AVAILABILITY, &self.availability);
        writer.concepts(iri, dcterms::LANGUAGE, &self.language);
        writer.concepts(iri, dcatde::POLITICAL_GEOCODING_LEVEL_URI, &self.political_geocoding_level_uri);
        writer.concepts(iri, dcterms::TYPE, &self.r#type);
        writer.concepts(iri, dcatap::HVD_CATEGORY, &self.hvd_category);
    }

    fn literals_to_rdf(&self, writer: &mut Writer<'_>) {
        let iri = &self.iri;
        writer.literals(iri, dcterms::IDENTIFIER, &self.identifier);
        writer.literals(iri, dcterms::ISSUED, &self.issued);
        writer.literals(iri, dcterms::MODIFIED, &self.modified);
        writer.literals(iri, dcat::TEMPORAL_RESOLUTION, &self.temporal_resolution);
        writer.literals(iri, dcat::SPATIAL_RESOLUTION_IN_METERS, &self.spatial_resolution_in_meters);
    }

    fn links_to_rdf(&self, writer: &mut Writer<'_>) {
        let iri = &self.iri;
        writer.iris(iri, dcatde::POLITICAL_GEOCODING_URI, &self.political_geocoding_uri);
        writer.iris(iri, dcatde::CONTRIBUTOR_ID, &self.contributor_id);
        writer.iris(iri, dcat::LANDING_PAGE, &self.landing_page);
        writer.iris(iri, foaf::PAGE, &self.page);
        writer.iris(iri, dcterms::CONFORMS_TO, &self.conforms_to);
        writer.iris(iri, dcterms::RELATION, &self.relation);
        writer.iris(iri, dcterms::REFERENCES, &self.references);
        writer.iris(iri, dcat::IN_SERIES, &self.in_series);
        writer.iris(iri, dcatap::APPLICABLE_LEGISLATION, &self.applicable_legislation);
    }

    fn provenance_to_rdf(&self, writer: &mut Writer<'_>) {
        for text in &self.provenance {
            let node = provenance_node(&self.iri, text);
            writer.class(&node, dcterms::PROVENANCE_STATEMENT);
            writer.add(&node, rdfs::LABEL, text.to_literal());
            writer.add(&self.iri, dcterms::PROVENANCE, node);
        }
    }

    /// Reads the dataset `iri` from `graph` (see [`crate::graph::Graph`]) whose nodes are all IRIs.
    /// What the model knows goes into fields, everything else reachable into `extra`; what can go
    /// into neither has a finding. Reads back exactly what [`Self::to_rdf`] wrote.
    ///
    /// Deprecated properties and foreign namespaces are not looked at: mapping brings them to
    /// DCAT-AP.de 3.0 before.
    pub fn from_rdf(graph: &Graph, iri: &NamedNode) -> (Self, Vec<Finding>) {
        Self::from_rdf_of(graph, iri, &|_| false)
    }

    /// As [`Self::from_rdf`]. Of several publishers the one counts of whose IRI or name `is_own` says that it
    /// is the source's own organisation.
    pub fn from_rdf_of(
        graph: &Graph,
        iri: &NamedNode,
        is_own: &dyn Fn(&str) -> bool,
    ) -> (Self, Vec<Finding>) {
        let mut reader = Reader::new(graph, iri);
        let node = reader.node(iri);
        let mut dataset = Self::new(iri.clone());
        dataset.kind = Kind::from_rdf(&mut reader, node);
        dataset.texts_from_rdf(&mut reader, node);
        dataset.agents_from_rdf(&mut reader, node, is_own);
        dataset.concepts_from_rdf(&mut reader, node);
        dataset.literals_from_rdf(&mut reader, node);
        dataset.links_from_rdf(&mut reader, node);
        dataset.provenance = provenance_from_rdf(&mut reader, node);
        dataset.other_identifier = reader.each(node, adms::IDENTIFIER, Identifier::from_rdf);
        dataset.spatial = reader.each(node, dcterms::SPATIAL, Location::from_rdf);
        dataset.temporal = PeriodOfTime::all_from_rdf(&mut reader, node);
        dataset.distribution = reader.each(node, dcat::DISTRIBUTION, Distribution::from_rdf);
        dataset.service = DataService::serving_from_rdf(&mut reader);
        dataset.record = CatalogRecord::all_from_rdf(&mut reader, node);
        let (extra, findings) = reader.finish();
        dataset.extra = extra;
        (dataset, findings)
    }

    fn texts_from_rdf<'a>(&mut self, reader: &mut Reader<'a>, node: Node<'a>) {
        self.title = reader.texts(node, dcterms::TITLE);
        self.description = reader.texts(node, dcterms::DESCRIPTION);
        self.keyword = reader.texts(node, dcat::KEYWORD);
        self.geocoding_description = reader.texts(node, dcatde::GEOCODING_DESCRIPTION);
        self.legal_basis = reader.texts(node, dcatde::LEGAL_BASIS);
        self.version_notes = reader.texts(node, adms::VERSION_NOTES);
        self.version = reader.text(node, dcat::VERSION);
    }

    fn agents_from_rdf<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        node: Node<'a>,
        is_own: &dyn Fn(&str) -> bool,
    ) {
        self.publisher = reader
            .take_one(node, dcterms::PUBLISHER, |reader, term| {
                (!Agent::is_called(reader, term, is_own), Agent::rank(reader, term))
            })
            .and_then(|term| Agent::from_rdf(reader, dcterms::PUBLISHER, term));
        self.creator = reader.each(node, dcterms::CREATOR, Agent::from_rdf);
        self.contributor = reader.each(node, dcterms::CONTRIBUTOR, Agent::from_rdf);
        self.originator = reader.each(node, geodcatap::ORIGINATOR, Agent::from_rdf);
        self.custodian = reader.each(node, geodcatap::CUSTODIAN, Agent::from_rdf);
        self.contact_point = reader.each(node, dcat::CONTACT_POINT, ContactPoint::from_rdf);
    }

    fn concepts_from_rdf<'a>(&mut self, reader: &mut Reader<'a>, node: Node<'a>) {
        self.theme = reader.codes(node, dcat::THEME);
        self.accrual_periodicity = reader.code(node, dcterms::ACCRUAL_PERIODICITY);
        self.access_rights = reader.code(node, dcterms::ACCESS_RIGHTS);
        self.availability = reader.code(node, dcatap::AVAILABILITY);
        self.language = reader.codes(node, dcterms::LANGUAGE);
        self.political_geocoding_level_uri = reader.codes(node, dcatde::POLITICAL_GEOCODING_LEVEL_URI);
        self.r#type = reader.codes(node, dcterms::TYPE);
        self.hvd_category = reader.codes(node, dcatap::HVD_CATEGORY);
    }

    fn literals_from_rdf<'a>(&mut self, reader: &mut Reader<'a>, node: Node<'a>) {
        self.identifier = reader.literals(node, dcterms::IDENTIFIER);
        self.issued = reader.date(node, dcterms::ISSUED, false);
        self.modified = reader.date(node, dcterms::MODIFIED, true);
        self.temporal_resolution = reader.typed(node, dcat::TEMPORAL_RESOLUTION, xsd::DURATION, is_duration);
        self.spatial_resolution_in_meters =
            reader.typed(node, dcat::SPATIAL_RESOLUTION_IN_METERS, xsd::DECIMAL, is_decimal);
    }

    fn links_from_rdf<'a>(&mut self, reader: &mut Reader<'a>, node: Node<'a>) {
        self.political_geocoding_uri = reader.iris(node, dcatde::POLITICAL_GEOCODING_URI);
        self.contributor_id = reader.each(node, dcatde::CONTRIBUTOR_ID, Reader::contributor);
        self.landing_page = reader.iris(node, dcat::LANDING_PAGE);
        self.page = reader.iris(node, foaf::PAGE);
        self.conforms_to = reader.iris(node, dcterms::CONFORMS_TO);
        self.relation = reader.iris(node, dcterms::RELATION);
        self.references = reader.iris(node, dcterms::REFERENCES);
        self.in_series = reader.iris(node, dcat::IN_SERIES);
        self.applicable_legislation = reader.iris(node, dcatap::APPLICABLE_LEGISLATION);
    }
}

impl Kind {
    fn class(self) -> NamedNodeRef<'static> {
        match self {
            Self::Dataset => dcat::DATASET_CLASS,
            Self::DatasetSeries => dcat::DATASET_SERIES,
        }
    }

    fn from_rdf<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Self {
        let is_series = node.objects(rdf::TYPE).any(|class| *class == dcat::DATASET_SERIES.into());
        let kind = if is_series { Self::DatasetSeries } else { Self::Dataset };
        reader.types(node, &[kind.class()]);
        kind
    }
}

fn provenance_node(dataset: &NamedNode, text: &LangString) -> NamedNode {
    named(dataset, "provenance", &text.to_literal().to_string())
}

/// A statement given as text, or as a node with labels. A node without label stays as it is.
fn provenance_from_rdf<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Vec<LangString> {
    const NAMES: [NamedNodeRef<'static>; 4] =
        [rdfs::LABEL, dcterms::DESCRIPTION, rdf::VALUE, skos::PREF_LABEL];
    let mut texts = vec![];
    for term in reader.take(node, dcterms::PROVENANCE) {
        let Term::NamedNode(iri) = term else {
            texts.extend(reader.text_value(dcterms::PROVENANCE, term));
            continue;
        };
        let statement = reader.peek(iri);
        let names = if reader.is_own(iri) { reader.names(statement, &NAMES) } else { vec![] };
        match names.first() {
            Some(name) => {
                reader.dissolve(iri, Some(provenance_node(reader.dataset(), name)));
                texts.extend(names);
            }
            None => reader.leave(node, dcterms::PROVENANCE, term),
        }
    }
    texts.dedup();
    texts
}

/// The form of an xsd:duration, without its finer points.
fn is_duration(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    body.strip_prefix('P').is_some_and(|rest| {
        rest.ends_with(['Y', 'M', 'D', 'H', 'S'])
            && rest.starts_with(|c: char| c.is_ascii_digit() || c == 'T')
            && rest.chars().all(|c| c.is_ascii_digit() || "YMDTHS.".contains(c))
    })
}
