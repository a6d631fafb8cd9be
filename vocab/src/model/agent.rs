use super::reader::Reader;
use super::writer::Writer;
use super::{Coded, LangString};
use crate::finding::rule;
use crate::ns::{dcterms, foaf, rdfs, skos, vcard};
use oxrdf::{NamedNode, NamedNodeRef, Term};

/// foaf:Agent, DCAT-AP.de 3.0 §foaf:Agent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Agent {
    /// The IRI at the source or of the configured organisation; without one, writing derives an
    /// IRI below the dataset.
    pub iri: Option<NamedNode>,
    /// foaf:name [1..*].
    pub name: Vec<LangString>,
    /// dcterms:type [0..1], ADMS publisher type.
    pub r#type: Option<Coded>,
    /// foaf:mbox, a `mailto:` IRI.
    pub mbox: Vec<NamedNode>,
    /// foaf:homepage.
    pub homepage: Option<NamedNode>,
}

/// What a foreign graph may call an agent by, best first.
const NAMES: [NamedNodeRef<'static>; 5] =
    [foaf::NAME, rdfs::LABEL, skos::PREF_LABEL, vcard::FN, dcterms::TITLE];

impl Agent {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes the node and returns its IRI. Only foaf:Agent is claimed; a class known from the source
    /// (foaf:Organization, …) travels in `extra`.
    fn to_rdf(&self, writer: &mut Writer<'_>) -> NamedNode {
        writer.node(self.iri.as_ref(), "agent", |writer, node| {
            writer.class(node, foaf::AGENT);
            writer.texts(node, foaf::NAME, &self.name);
            writer.concepts(node, dcterms::TYPE, &self.r#type);
            writer.iris(node, foaf::MBOX, &self.mbox);
            writer.iris(node, foaf::HOMEPAGE, &self.homepage);
        })
    }

    /// Writes agents and the statements that refer to them.
    pub(super) fn all_to_rdf<'b>(
        agents: impl IntoIterator<Item = &'b Self>,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        writer: &mut Writer<'_>,
    ) {
        for agent in agents {
            if !agent.is_empty() {
                let node = agent.to_rdf(writer);
                writer.add(subject, predicate, node);
            }
        }
    }

    /// Reads an agent given as node, as bare IRI or as its name.
    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        match term {
            Term::NamedNode(iri) => {
                let node = reader.node(iri);
                reader.types(node, &[foaf::AGENT]);
                Some(Self {
                    iri: Some(iri.clone()),
                    name: reader.names(node, &NAMES),
                    r#type: reader.code(node, dcterms::TYPE),
                    mbox: reader.mailboxes(node, foaf::MBOX),
                    homepage: reader.iri(node, foaf::HOMEPAGE),
                })
            }
            Term::Literal(literal) if !literal.value().trim().is_empty() => {
                Some(Self { name: LangString::from_term(term).into_iter().collect(), ..Self::default() })
            }
            _ => reader.refuse(&rule::LITERAL_INVALID, predicate, term),
        }
    }

    /// Whether `is_called` holds for the IRI or for a name of an agent.
    pub(super) fn is_called(reader: &Reader<'_>, term: &Term, is_called: &dyn Fn(&str) -> bool) -> bool {
        match term {
            Term::NamedNode(iri) => {
                let node = reader.peek(iri);
                let mut names = NAMES.iter().flat_map(|name| node.objects(*name));
                is_called(iri.as_str())
                    || names.any(|name| matches!(name, Term::Literal(name) if is_called(name.value())))
            }
            Term::Literal(name) => is_called(name.value()),
            _ => false,
        }
    }

    /// Ranks the objects of a statement that allows one agent: a node with a name, then a literal,
    /// then a bare IRI.
    pub(super) fn rank(reader: &Reader<'_>, term: &Term) -> u8 {
        match term {
            Term::NamedNode(iri) if reader.has_any(iri, &NAMES) => 0,
            Term::Literal(_) => 1,
            _ => 2,
        }
    }
}
