use super::Coded;
use super::reader::Reader;
use super::writer::{Writer, named};
use crate::finding::rule;
use crate::ns::{spdx, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

/// spdx:Checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    /// spdx:algorithm \[1\].
    pub algorithm: Coded,
    /// spdx:checksumValue \[1\], hexadecimal.
    pub checksum_value: String,
}

impl Checksum {
    /// Whether the value is an xsd:hexBinary.
    pub fn is_hexadecimal(&self) -> bool {
        is_hexadecimal(&self.checksum_value)
    }

    /// Writes the checksum of a distribution; nothing if it lacks one of its two obligations.
    pub(super) fn to_rdf(&self, distribution: &NamedNode, writer: &mut Writer<'_>) {
        let Some(algorithm) = self.algorithm.concept.as_ref().filter(|_| self.is_hexadecimal()) else {
            return;
        };
        let node = self.node(writer.dataset());
        writer.class(&node, spdx::CHECKSUM_CLASS);
        writer.add(&node, spdx::ALGORITHM, algorithm.clone());
        writer.add(
            &node,
            spdx::CHECKSUM_VALUE,
            Literal::new_typed_literal(&self.checksum_value, xsd::HEX_BINARY),
        );
        writer.add(distribution, spdx::CHECKSUM, node);
    }

    /// The value alone makes the IRI: normalising the algorithm does not change it.
    fn node(&self, dataset: &NamedNode) -> NamedNode {
        named(dataset, "checksum", &self.checksum_value)
    }

    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        let Term::NamedNode(iri) = term else {
            return reader.refuse(&rule::LITERAL_INVALID, predicate, term);
        };
        let node = reader.node(iri);
        let algorithm = reader.code(node, spdx::ALGORITHM);
        let checksum_value = reader.text(node, spdx::CHECKSUM_VALUE);
        match (algorithm, checksum_value) {
            (Some(algorithm), Some(checksum_value)) if is_hexadecimal(&checksum_value) => {
                let checksum = Self { algorithm, checksum_value };
                reader.dissolve(iri, Some(checksum.node(reader.dataset())));
                Some(checksum)
            }
            (_, found) => {
                reader.dissolve(iri, None);
                reader.find(&rule::LITERAL_INVALID, predicate, found.unwrap_or_default(), None);
                None
            }
        }
    }
}

fn is_hexadecimal(value: &str) -> bool {
    !value.is_empty() && value.len().is_multiple_of(2) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}
