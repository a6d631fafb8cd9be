use super::LangString;
use super::reader::Reader;
use super::writer::Writer;
use crate::finding::rule;
use crate::iri::{Checked, check};
use crate::ns::{rdfs, skos, vcard};
use oxrdf::{NamedNode, NamedNodeRef, Term};

/// vcard:Kind as dcat:contactPoint. At least one of e-mail, URL, telephone (usage note).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ContactPoint {
    /// The node's IRI; without one, writing derives an IRI below the dataset.
    pub iri: Option<NamedNode>,
    /// vcard:fn [0..1].
    pub r#fn: Option<LangString>,
    /// vcard:hasEmail, `mailto:` IRIs.
    pub has_email: Vec<NamedNode>,
    /// vcard:hasURL.
    pub has_url: Vec<NamedNode>,
    /// vcard:hasTelephone, `tel:` IRIs.
    pub has_telephone: Vec<NamedNode>,
    /// vcard:organization-name.
    pub organization_name: Option<LangString>,
}

impl ContactPoint {
    /// Whether the contact has an e-mail address, a URL or a telephone number.
    pub fn is_reachable(&self) -> bool {
        !(self.has_email.is_empty() && self.has_url.is_empty() && self.has_telephone.is_empty())
    }

    /// Writes the node, and the statement that refers to it. Only vcard:Kind is claimed, for nobody
    /// said whether it is a person; a narrower class known from the source travels in `extra`.
    pub(super) fn to_rdf(&self, subject: &NamedNode, predicate: NamedNodeRef<'_>, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let node = writer.node(self.iri.as_ref(), "contact", |writer, node| {
            writer.class(node, vcard::KIND);
            writer.texts(node, vcard::FN, self.r#fn.as_slice());
            writer.iris(node, vcard::HAS_EMAIL, &self.has_email);
            writer.iris(node, vcard::HAS_URL, &self.has_url);
            writer.iris(node, vcard::HAS_TELEPHONE, &self.has_telephone);
            writer.texts(node, vcard::ORGANIZATION_NAME, self.organization_name.as_slice());
        });
        writer.add(subject, predicate, node);
    }

    /// Reads a contact given as node, as bare `mailto:` IRI, as e-mail address or as name.
    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        match term {
            Term::NamedNode(iri) if iri.as_str().starts_with("mailto:") => {
                Some(Self { has_email: vec![iri.clone()], ..Self::default() })
            }
            Term::NamedNode(iri) => Some(Self::from_node(reader, iri)),
            Term::Literal(literal) if !literal.value().trim().is_empty() => {
                Some(Self::from_text(literal.value().trim(), literal.language()))
            }
            _ => reader.refuse(&rule::CONTACT_INVALID, predicate, term),
        }
    }

    fn from_node<'a>(reader: &mut Reader<'a>, iri: &'a NamedNode) -> Self {
        let node = reader.node(iri);
        reader.types(node, &[vcard::KIND]);
        let organization_name = reader.one_text(node, vcard::ORGANIZATION_NAME);
        let mut r#fn = reader.one_text(node, vcard::FN);
        if r#fn.is_none() {
            let names = reader.names(node, &[rdfs::LABEL, skos::PREF_LABEL]);
            r#fn = super::best(&names, "de").cloned();
        }
        Self {
            iri: Some(iri.clone()),
            r#fn,
            has_email: reader.mailboxes(node, vcard::HAS_EMAIL),
            has_url: reader.iris(node, vcard::HAS_URL),
            has_telephone: reader.telephones(node, vcard::HAS_TELEPHONE),
            organization_name,
        }
    }

    fn from_text(text: &str, language: Option<&str>) -> Self {
        let is_address = text.contains('@') && !text.contains(char::is_whitespace);
        match check(&format!("mailto:{text}")) {
            Checked::Valid(iri) | Checked::Repaired(iri) if is_address => {
                Self { has_email: vec![iri], ..Self::default() }
            }
            _ => {
                let language = language.map(str::to_lowercase);
                Self { r#fn: Some(LangString { value: text.into(), language }), ..Self::default() }
            }
        }
    }
}
