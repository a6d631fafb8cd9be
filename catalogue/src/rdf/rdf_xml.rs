//! RDF/XML, one element a subject.
//!
//! Not written by oxrdfxml: it makes ill-formed XML of control characters and of predicates that are
//! no qualified names, and one reserved predicate ends it. XML 1.0 cannot carry most control
//! characters: they are left out of literals. RDF/XML cannot express a predicate that does not end in
//! an XML name, nor its own reserved words: such triples are left out here and stay in the other
//! formats.

use super::prefixes::used;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use std::fmt::Write;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Words of the syntax that are no property or class (RDF/XML section 5.1).
const RESERVED: [&str; 9] =
    ["Description", "li", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"];

/// Writes triples, which have to be sorted by subject, rdf:type first.
pub(super) fn write(triples: &[Triple], prefixes: &[(&str, &str)]) -> Vec<u8> {
    let mut prefixes = used(prefixes, triples);
    prefixes.retain(|&(prefix, namespace)| prefix != "rdf" && namespace != RDF);
    prefixes.insert(0, ("rdf", RDF));
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
    for (prefix, namespace) in &prefixes {
        // Writing to a String cannot fail.
        let _ = write!(xml, "\n    xmlns:{prefix}=\"{}\"", Escaped(namespace));
    }
    xml.push_str(">\n");
    for subject in triples.chunk_by(|left, right| left.subject == right.subject) {
        push_subject(&mut xml, subject, &prefixes);
    }
    xml.push_str("</rdf:RDF>\n");
    xml.into_bytes()
}

fn push_subject(xml: &mut String, triples: &[Triple], prefixes: &[(&str, &str)]) {
    let Some(first) = triples.first() else { return };
    let class = match (&first.object, first.predicate.as_ref() == rdf::TYPE) {
        (Term::NamedNode(class), true) => Name::of(class, prefixes),
        _ => None,
    };
    let properties = if class.is_some() { &triples[1..] } else { triples };
    let element = class.unwrap_or(Name { prefix: "rdf", local: "Description", namespace: None });
    element.open(xml, "  ");
    match &first.subject {
        NamedOrBlankNode::NamedNode(node) => push_attribute(xml, "rdf:about", node.as_str()),
        NamedOrBlankNode::BlankNode(node) => push_attribute(xml, "rdf:nodeID", node.as_str()),
    }
    if properties.is_empty() {
        xml.push_str("/>\n");
        return;
    }
    xml.push_str(">\n");
    for triple in properties {
        if let Some(property) = Name::of(&triple.predicate, prefixes) {
            push_property(xml, &property, &triple.object);
        }
    }
    element.close(xml, "  ");
}

fn push_property(xml: &mut String, property: &Name<'_>, object: &Term) {
    property.open(xml, "    ");
    match object {
        Term::NamedNode(node) => {
            push_attribute(xml, "rdf:resource", node.as_str());
            xml.push_str("/>\n");
        }
        Term::BlankNode(node) => {
            push_attribute(xml, "rdf:nodeID", node.as_str());
            xml.push_str("/>\n");
        }
        Term::Literal(literal) => {
            if let Some(tag) = literal.language() {
                push_attribute(xml, "xml:lang", tag);
            } else if literal.datatype() != xsd::STRING {
                push_attribute(xml, "rdf:datatype", literal.datatype().as_str());
            }
            let _ = write!(xml, ">{}", Escaped(literal.value()));
            property.close(xml, "");
        }
    }
}

fn push_attribute(xml: &mut String, name: &str, value: &str) {
    let _ = write!(xml, " {name}=\"{}\"", Escaped(value));
}

/// A qualified name.
struct Name<'a> {
    prefix: &'a str,
    local: &'a str,
    /// To be declared on the element, when no prefix is known for it.
    namespace: Option<&'a str>,
}

impl<'a> Name<'a> {
    /// `None` if the IRI does not end in an XML name, or is a reserved word of the syntax.
    fn of(node: &'a NamedNode, prefixes: &[(&'a str, &'a str)]) -> Option<Self> {
        let iri = node.as_str();
        if iri.strip_prefix(RDF).is_some_and(|word| RESERVED.contains(&word)) {
            return None;
        }
        let known = prefixes.iter().find_map(|&(prefix, namespace)| {
            let local = iri.strip_prefix(namespace)?;
            is_name(local).then_some(Self { prefix, local, namespace: None })
        });
        known.or_else(|| {
            let name_begins = iri.char_indices().rev().take_while(|&(_, c)| is_name_char(c));
            let start = name_begins.filter(|&(_, c)| is_name_start(c)).last()?.0;
            let (namespace, local) = iri.split_at(start);
            (!namespace.is_empty()).then_some(Self { prefix: "ns", local, namespace: Some(namespace) })
        })
    }

    /// `<prefix:local`, with the declaration it needs.
    fn open(&self, xml: &mut String, indent: &str) {
        let _ = write!(xml, "{indent}<{}:{}", self.prefix, self.local);
        if let Some(namespace) = self.namespace {
            let _ = write!(xml, " xmlns:{}=\"{}\"", self.prefix, Escaped(namespace));
        }
    }

    fn close(&self, xml: &mut String, indent: &str) {
        let _ = writeln!(xml, "{indent}</{}:{}>", self.prefix, self.local);
    }
}

/// NCName of Namespaces in XML 1.0.
fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(is_name_start) && text.chars().all(is_name_char)
}

/// NameStartChar of XML 1.0, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// NameChar of XML 1.0, without the colon.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Text as XML content or attribute value: what XML 1.0 forbids (section 2.2) is left out, and a
/// carriage return, which a parser would take for a line feed, is written as a reference.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c: char| {
            matches!(c, '&' | '<' | '>' | '"' | '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
        }) {
            f.write_str(&rest[..at])?;
            let special = rest[at..].chars().next().unwrap_or_default();
            f.write_str(match special {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\r' => "&#13;",
                _ => "",
            })?;
            rest = &rest[at + special.len_utf8()..];
        }
        f.write_str(rest)
    }
}
