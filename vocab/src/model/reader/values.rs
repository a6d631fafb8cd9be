//! Single values: texts, IRIs, concepts, dates, numbers, addresses.

use super::{Node, Reader, shown};
use crate::finding::rule;
use crate::model::{Coded, LangString};
use crate::ns::{rdf, vcard, xsd};
use crate::{date, iri, size};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

impl<'a> Reader<'a> {
    pub(in crate::model) fn texts(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Vec<LangString> {
        self.each(node, predicate, Self::text_value)
    }

    pub(in crate::model) fn text_value(
        &mut self,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<LangString> {
        match LangString::from_term(term) {
            Some(text) if !text.value.trim().is_empty() => Some(text),
            Some(_) => self.refuse(&rule::LITERAL_EMPTY, predicate, term),
            None => self.refuse(&rule::LITERAL_INVALID, predicate, term),
        }
    }

    /// One text without its language, for values that are codes rather than words.
    pub(in crate::model) fn text(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<String> {
        self.one_text(node, predicate).map(|text| text.value)
    }

    /// One text; German before untagged before other languages.
    pub(in crate::model) fn one_text(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<LangString> {
        let term = self.take_one(node, predicate, |_, term| match term {
            Term::Literal(literal) => match literal.language() {
                Some("de") => 0,
                None => 1,
                Some(_) => 2,
            },
            _ => 3,
        })?;
        match term {
            Term::NamedNode(iri) => Some(LangString::untagged(iri.as_str())),
            _ => self.text_value(predicate, term),
        }
    }

    /// Literals to the letter; an IRI becomes the literal of its text.
    pub(in crate::model) fn literals(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Vec<Literal> {
        self.each(node, predicate, |reader, predicate, term| match term {
            Term::Literal(literal) if !literal.value().is_empty() => Some(literal.clone()),
            Term::NamedNode(iri) => Some(Literal::new_simple_literal(iri.as_str())),
            _ => reader.refuse(&rule::LITERAL_INVALID, predicate, term),
        })
    }

    pub(in crate::model) fn iris(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Vec<NamedNode> {
        self.each(node, predicate, Self::iri_value)
    }

    pub(in crate::model) fn iri(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<NamedNode> {
        let term = self.take_one(node, predicate, |_, term| matches!(term, Term::Literal(_)))?;
        self.iri_value(predicate, term)
    }

    pub(in crate::model) fn iri_value(
        &mut self,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<NamedNode> {
        match term {
            Term::NamedNode(iri) => {
                self.reached.push(iri);
                Some(iri.clone())
            }
            Term::Literal(literal) => self.checked(predicate, literal.value(), literal.value()),
            _ => self.refuse(&rule::IRI_INVALID, predicate, term),
        }
    }

    pub(super) fn checked(
        &mut self,
        predicate: NamedNodeRef<'static>,
        found: &str,
        address: &str,
    ) -> Option<NamedNode> {
        match iri::check(address) {
            iri::Checked::Valid(iri) => Some(iri),
            iri::Checked::Repaired(iri) => {
                self.find(&rule::IRI_REPAIRED, predicate, found, Some(iri.as_str().into()));
                Some(iri)
            }
            iri::Checked::Invalid => {
                let meant = iri::without_scheme(address);
                match &meant {
                    Some(meant) => self.suppose(predicate, found, meant.as_str()),
                    None => self.find(&rule::IRI_INVALID, predicate, found, None),
                }
                meant
            }
        }
    }

    pub(in crate::model) fn codes(&mut self, node: Node<'a>, predicate: NamedNodeRef<'static>) -> Vec<Coded> {
        self.each(node, predicate, Self::coded)
    }

    /// One concept; an IRI before a text.
    pub(in crate::model) fn code(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<Coded> {
        let term = self.take_one(node, predicate, |reader, term| match term {
            Term::NamedNode(iri) => u8::from(reader.is_own(iri)),
            _ => 2,
        })?;
        self.coded(predicate, term)
    }

    /// An IRI is taken for the concept until normalising has looked it up; a literal or the name of
    /// an anonymous node is text.
    pub(in crate::model) fn coded(
        &mut self,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Coded> {
        match term {
            Term::Literal(literal) if !literal.value().trim().is_empty() => {
                Some(Coded::found(literal.value()))
            }
            Term::Literal(_) => self.refuse(&rule::LITERAL_EMPTY, predicate, term),
            Term::NamedNode(iri) if !self.is_own(iri) => {
                self.reached.push(iri);
                self.concepts.insert(iri);
                Some(Coded::concept(iri.clone()))
            }
            Term::NamedNode(iri) => {
                let node = self.peek(iri);
                self.dissolve(iri, None);
                match self.value_name(node, predicate) {
                    Some(name) => Some(Coded::found(&name.value)),
                    None => self.refuse(&rule::TRIPLE_NOT_PUBLISHED, predicate, term),
                }
            }
            _ => self.refuse(&rule::VALUE_UNKNOWN, predicate, term),
        }
    }

    /// One date: the latest if `latest`, else the earliest; readable before unreadable.
    pub(in crate::model) fn date(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
        latest: bool,
    ) -> Option<Literal> {
        let term = self.take_one(node, predicate, |_, term| {
            let readable = match term {
                Term::Literal(literal) => date::read(literal.value()),
                _ => None,
            };
            let value = readable.map(|read| read.literal.value().to_owned());
            match latest {
                true => (value.is_none(), None, Some(std::cmp::Reverse(value))),
                false => (value.is_none(), value, None),
            }
        })?;
        match term {
            Term::Literal(literal) => self.date_literal(predicate, literal),
            _ => self.refuse(&rule::DATE_UNREADABLE, predicate, term),
        }
    }

    /// A date in one of the four datatypes of the standard. The lexical form stays if it is valid.
    pub(in crate::model) fn date_literal(
        &mut self,
        predicate: NamedNodeRef<'static>,
        literal: &Literal,
    ) -> Option<Literal> {
        let Some(read) = date::read(literal.value()) else {
            self.find(&rule::DATE_UNREADABLE, predicate, literal.value(), None);
            return None;
        };
        if read.rewritten {
            let concluded = Some(read.literal.value().to_owned());
            self.find(&rule::DATE_REWRITTEN, predicate, literal.value(), concluded);
        } else if literal.datatype() != read.literal.datatype() && !is_plain_text(literal) {
            self.find(&rule::LITERAL_INVALID, predicate, literal.to_string(), Some(read.literal.to_string()));
        }
        Some(read.literal)
    }

    /// A literal of `datatype`, if `is_valid` says that its lexical form is one.
    pub(in crate::model) fn typed(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
        datatype: NamedNodeRef<'static>,
        is_valid: impl Fn(&str) -> bool,
    ) -> Option<Literal> {
        let lexical = |term: &Term| match term {
            Term::Literal(literal) => Some(literal.value().trim().to_owned()).filter(|value| is_valid(value)),
            _ => None,
        };
        let term = self.take_one(node, predicate, |_, term| lexical(term).is_none())?;
        match lexical(term) {
            Some(value) => Some(Literal::new_typed_literal(value, datatype)),
            None => self.refuse(&rule::LITERAL_INVALID, predicate, term),
        }
    }

    /// A number of bytes, whatever its datatype.
    pub(in crate::model) fn bytes(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<u64> {
        let number = |term: &Term| match term {
            Term::Literal(literal) => whole_number(literal.value()),
            _ => None,
        };
        let scaled = |term: &Term| match term {
            Term::Literal(literal) => size::with_unit(literal.value()),
            _ => None,
        };
        let rank = |_: &Self, term: &Term| (number(term).is_none(), scaled(term).is_none());
        let term = self.take_one(node, predicate, rank)?;
        match (number(term), scaled(term)) {
            (Some(bytes), _) => Some(bytes),
            (None, Some(bytes)) => {
                self.find(&rule::SIZE_READ, predicate, shown(term), Some(bytes.to_string()));
                Some(bytes)
            }
            (None, None) => self.refuse(&rule::LITERAL_INVALID, predicate, term),
        }
    }

    /// E-mail addresses as `mailto:` IRIs, given as IRI, as literal or as node with vcard:hasValue.
    pub(in crate::model) fn mailboxes(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Vec<NamedNode> {
        self.addresses(node, predicate, |text| {
            let address = without_scheme(text, "mailto:");
            let is_address = address.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && !host.is_empty() && !address.contains(char::is_whitespace)
            });
            is_address.then(|| format!("mailto:{address}"))
        })
    }

    /// Telephone numbers as `tel:` IRIs (RFC 3966), given like e-mail addresses.
    pub(in crate::model) fn telephones(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Vec<NamedNode> {
        self.addresses(node, predicate, |text| {
            let number: String = without_scheme(text, "tel:")
                .replace("(0)", "")
                .split(|c: char| !(c.is_ascii_digit() || c == '+'))
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("-");
            number.contains(|c: char| c.is_ascii_digit()).then(|| format!("tel:{number}"))
        })
    }

    fn addresses(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
        to_iri: impl Fn(&str) -> Option<String>,
    ) -> Vec<NamedNode> {
        let mut addresses = vec![];
        for term in self.take(node, predicate) {
            for value in self.address_values(term) {
                match value {
                    Term::NamedNode(iri) => {
                        self.reached.push(iri);
                        addresses.push(iri.clone());
                    }
                    Term::Literal(literal) => match to_iri(literal.value().trim()) {
                        Some(address) => addresses.extend(self.checked(predicate, literal.value(), &address)),
                        None => self.find(&rule::ADDRESS_INVALID, predicate, literal.value(), None),
                    },
                    _ => self.find(&rule::ADDRESS_INVALID, predicate, shown(value), None),
                }
            }
        }
        addresses.dedup();
        addresses
    }

    /// A node of its own (`[ a vcard:Work ; vcard:hasValue <mailto:…> ]`) stands for its value.
    fn address_values(&mut self, term: &'a Term) -> Vec<&'a Term> {
        let Term::NamedNode(iri) = term else {
            return vec![term];
        };
        let node = self.peek(iri);
        for predicate in [vcard::HAS_VALUE, rdf::VALUE] {
            let values = self.take(node, predicate);
            if !values.is_empty() {
                self.dissolve(iri, None);
                return values;
            }
        }
        vec![term]
    }
}

fn without_scheme<'t>(text: &'t str, scheme: &str) -> &'t str {
    match text.get(..scheme.len()) {
        Some(start) if start.eq_ignore_ascii_case(scheme) => text[scheme.len()..].trim(),
        _ => text,
    }
}

fn is_plain_text(literal: &Literal) -> bool {
    literal.language().is_some() || literal.datatype() == xsd::STRING
}

/// `1024`, `1024.0` (xsd:decimal) or `1.024E3` (xsd:double).
fn whole_number(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    /// Beyond it a double does not hold every whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number: f64 = text.parse().ok()?;
    (number.fract() == 0.0 && (0.0..=EXACT).contains(&number)).then_some(number as u64)
}

/// Whether a text is an xsd:decimal.
pub(in crate::model) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
