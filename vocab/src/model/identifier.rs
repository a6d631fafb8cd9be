use super::reader::Reader;
use super::writer::Writer;
use crate::finding::rule;
use crate::ns::{adms, dcterms, rdfs, skos, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

/// adms:Identifier: a further identifier with the scheme it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Identifier {
    /// The node's IRI at the source, passed on unchanged (convention 26); without one, writing
    /// derives an IRI below the dataset.
    pub iri: Option<NamedNode>,
    /// skos:notation \[1\].
    pub notation: String,
    /// The datatype IRI of the notation (a DataCite identifier scheme), if stated.
    pub datatype: Option<String>,
}

impl Identifier {
    /// Writes the node, and the statement that refers to it. It is a node with an IRI because
    /// GovData's reader stores the IRI.
    pub(super) fn to_rdf(&self, subject: &NamedNode, writer: &mut Writer<'_>) {
        if self.notation.is_empty() {
            return;
        }
        let node = writer.node(self.iri.as_ref(), "identifier", |writer, node| {
            writer.class(node, adms::IDENTIFIER_CLASS);
            writer.add(node, skos::NOTATION, self.literal());
        });
        writer.add(subject, adms::IDENTIFIER, node);
    }

    fn literal(&self) -> Literal {
        match self.datatype.as_ref().and_then(|datatype| NamedNode::new(datatype).ok()) {
            Some(datatype) => Literal::new_typed_literal(&self.notation, datatype),
            None => Literal::new_simple_literal(&self.notation),
        }
    }

    fn from_literal(iri: Option<NamedNode>, literal: &Literal) -> Self {
        let datatype = Some(literal.datatype())
            .filter(|datatype| *datatype != xsd::STRING && literal.language().is_none());
        Self {
            iri,
            notation: literal.value().into(),
            datatype: datatype.map(|datatype| datatype.as_str().into()),
        }
    }

    /// Reads an identifier given as node with a notation, as bare IRI or as literal.
    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        let iri = match term {
            Term::NamedNode(iri) => iri,
            Term::Literal(literal) if !literal.value().is_empty() => {
                return Some(Self::from_literal(None, literal));
            }
            _ => return reader.refuse(&rule::LITERAL_INVALID, predicate, term),
        };
        let node = reader.node(iri);
        reader.types(node, &[adms::IDENTIFIER_CLASS]);
        let rank = |_: &Reader<'_>, term: &Term| !matches!(term, Term::Literal(literal) if !literal.value().is_empty());
        match reader.take_one(node, skos::NOTATION, rank) {
            Some(Term::Literal(literal)) if !literal.value().is_empty() => {
                return Some(Self::from_literal(Some(iri.clone()), literal));
            }
            Some(Term::NamedNode(name)) => {
                return Some(Self { iri: Some(iri.clone()), notation: name.as_str().into(), datatype: None });
            }
            _ => {}
        }
        let name =
            reader.names(node, &[dcterms::IDENTIFIER, rdfs::LABEL, skos::PREF_LABEL]).into_iter().next();
        match name {
            Some(name) => Some(Self { iri: Some(iri.clone()), notation: name.value, datatype: None }),
            None if !reader.is_own(iri) => {
                Some(Self { iri: Some(iri.clone()), notation: iri.as_str().into(), datatype: None })
            }
            None => reader.refuse(&rule::TRIPLE_NOT_PUBLISHED, predicate, term),
        }
    }
}
