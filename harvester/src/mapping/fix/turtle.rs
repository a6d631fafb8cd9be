//! A change of a publisher's own Turtle: lines that begin with `-` go, those with `+` come. With the
//! lines gone that go and without the signs, it is Turtle.

use super::said::{Change, Field, Target, is_gap};
use super::wanted::objects;
use super::{Fix, Form, Known};
use crate::mapping::origin::write_graph;
use datenkreis_vocab::ns::{dcat, dcterms, prefixed, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use oxttl::{NTriplesParser, TurtleParser};
use percent_encoding::percent_decode_str;

/// The namespaces that a change may need.
const PREFIXES: [(&str, &str); 7] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

pub(super) fn fix(change: &Change, known: &Known<'_>) -> Option<Fix> {
    let record = Record::read(&known.received.payload)?;
    let file = record.distribution(known);
    let mut block = Block::default();
    for (property, value) in statements(change) {
        let node = if change.target == Target::Distribution { file.as_ref() } else { Some(&record.subject) };
        let is_replaced = is_replaced(change, property);
        for old in node.filter(|_| is_replaced).into_iter().flat_map(|node| record.about(node, property)) {
            block.line('-', &format!("{} {old} ;", prefixed(property.as_str())));
        }
        block.line('+', &format!("{} {value} ;", prefixed(property.as_str())));
    }
    let subject = node(&record.subject);
    let (place, body) = match (&change.target, &file) {
        (Target::Dataset, _) => (subject.clone(), block.whole(&subject, "dcat:Dataset")),
        (Target::Distribution, Some(file @ NamedOrBlankNode::NamedNode(_))) => {
            (node(file), block.whole(&node(file), "dcat:Distribution"))
        }
        (Target::Distribution, file) => {
            // By its address it is found, unless that is what changes.
            let stays = change.value(Field::AccessUrl).is_none();
            let address = file.as_ref().filter(|_| stays);
            let address = address.and_then(|file| record.about(file, dcat::ACCESS_URL).next());
            let published = || {
                let file = known.distribution.filter(|_| stays)?;
                iri(objects(known.triples, file, dcat::ACCESS_URL).first()?)
            };
            let address = address.map(ToString::to_string).or_else(published);
            (subject.clone(), block.inner(&subject, ' ', address))
        }
        (Target::NewDistribution, _) => (subject.clone(), block.inner(&subject, '+', None)),
    };
    let text = format!("{}\n{body}", prefixes(&body, " "));
    Some(Fix::new(Form::TurtleDiff, place, text, change.basis()))
}

/// The dataset's node and the statements of a record.
pub(super) fn delivered(payload: &[u8]) -> Option<(NamedOrBlankNode, Vec<Triple>)> {
    Record::read(payload).map(|record| (record.subject, record.triples))
}

/// The record as it would be delivered after the change; `None` if nobody knows which node it is about, and for a
/// new one.
pub(super) fn changed(change: &Change, known: &Known<'_>) -> Option<Vec<u8>> {
    let record = Record::read(&known.received.payload)?;
    let node = match change.target {
        Target::Dataset => record.subject.clone(),
        Target::Distribution => record.distribution(known)?,
        Target::NewDistribution => return None,
    };
    let (mut triples, statements) = (record.triples, statements(change));
    triples.retain(|triple| {
        let goes = |property| is_replaced(change, property) && triple.predicate == property;
        triple.subject != node
            || matches!(triple.object, Term::BlankNode(_))
            || !statements.iter().any(|(property, _)| goes(*property))
    });
    for (property, value) in statements {
        let text = format!("<urn:x-node:this> {} {value} .", prefixed(property.as_str()));
        let text = format!("{}{text}", prefixes(&text, ""));
        for mut triple in TurtleParser::new().for_slice(text.as_bytes()).filter_map(Result::ok) {
            if triple.predicate == property {
                triple.subject = node.clone();
            }
            triples.push(triple);
        }
    }
    Some(write_graph(&record.subject, &triples))
}

/// Whether a statement takes the place of others. What a dataset has several of stays.
fn is_replaced(change: &Change, property: NamedNodeRef<'_>) -> bool {
    change.target == Target::Distribution || property == dcterms::ACCESS_RIGHTS
}

/// The namespaces that a text needs, each on a line that begins with `sign`.
fn prefixes(text: &str, sign: &str) -> String {
    let needed = PREFIXES.iter().filter(|(prefix, _)| text.contains(&format!("{prefix}:")));
    needed.map(|(prefix, namespace)| format!("{sign}@prefix {prefix}: <{namespace}> .\n")).collect()
}

/// What is to be said, as Turtle.
fn statements(change: &Change) -> Vec<(NamedNodeRef<'static>, String)> {
    let mut statements: Vec<(NamedNodeRef<'static>, String)> = vec![];
    let mut add = |property, value: Option<String>| statements.extend(value.map(|value| (property, value)));
    for said in &change.said {
        for value in &said.values {
            match said.field {
                Field::Keyword => add(dcat::KEYWORD, Some(german(value))),
                Field::Theme => add(dcat::THEME, iri(value)),
                Field::Spatial => add(dcterms::SPATIAL, iri(value)),
                Field::PeriodStart => {
                    let end = change.value(Field::PeriodEnd).unwrap_or_default();
                    let [start, end] = [value, end].map(date);
                    let period =
                        format!("[ a dcterms:PeriodOfTime ; dcat:startDate {start} ; dcat:endDate {end} ]");
                    add(dcterms::TEMPORAL, Some(period));
                }
                Field::ContactName => {
                    let email = change.value(Field::ContactEmail).unwrap_or_default();
                    let email = iri(&format!("mailto:{email}"));
                    let email = email.map(|email| format!(" ; vcard:hasEmail {email}")).unwrap_or_default();
                    let name = plain(value);
                    add(
                        dcat::CONTACT_POINT,
                        Some(format!("[ a vcard:Organization ; vcard:fn {name}{email} ]")),
                    );
                }
                Field::Publisher => {
                    add(
                        dcterms::PUBLISHER,
                        Some(format!("[ a foaf:Organization ; foaf:name {} ]", german(value))),
                    );
                }
                Field::AccessUrl => add(dcat::ACCESS_URL, iri(value)),
                Field::DownloadUrl => add(dcat::DOWNLOAD_URL, iri(value)),
                Field::Format => add(dcterms::FORMAT, iri(value)),
                Field::MediaType => add(dcat::MEDIA_TYPE, iri(value)),
                Field::License => {
                    add(dcterms::LICENSE, terms(value, "dcterms:LicenseDocument", "dcterms:title"))
                }
                Field::AccessRights => add(dcterms::ACCESS_RIGHTS, iri(value)),
                Field::Rights => add(dcterms::RIGHTS, terms(value, "dcterms:RightsStatement", "rdfs:label")),
                Field::ByteSize => {
                    add(dcat::BYTE_SIZE, Some(format!("{}^^xsd:nonNegativeInteger", plain(value))))
                }
                Field::Issued => add(dcterms::ISSUED, Some(date(value))),
                Field::Modified => add(dcterms::MODIFIED, Some(date(value))),
                Field::PeriodEnd | Field::ContactEmail => {}
            }
        }
    }
    statements
}

/// An IRI; another text is one.
fn iri(value: &str) -> Option<String> {
    Some(NamedNode::new(value).map_or_else(|_| plain(value), |iri| iri.to_string()))
}

/// Terms of use: an IRI, or a node that holds their text.
fn terms(value: &str, class: &str, property: &str) -> Option<String> {
    let text = || format!("[ a {class} ; {property} {} ]", plain(value));
    Some(NamedNode::new(value).map_or_else(|_| text(), |iri| iri.to_string()))
}

fn german(value: &str) -> String {
    Literal::new_language_tagged_literal_unchecked(value, "de").to_string()
}

fn plain(value: &str) -> String {
    Literal::new_simple_literal(value).to_string()
}

fn date(value: &str) -> String {
    let datatype = match value.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        // A gap holds letters, too.
        _ if value.contains('T') && !is_gap(value) => xsd::DATE_TIME,
        _ => xsd::DATE,
    };
    format!("{}^^{}", plain(value), prefixed(datatype.as_str()))
}

fn node(node: &NamedOrBlankNode) -> String {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.to_string(),
        // Labels of blank nodes are not the publisher's.
        NamedOrBlankNode::BlankNode(_) => "[]".into(),
    }
}

/// An address as it reads: publishing one escapes what an IRI may not hold.
fn decoded(address: &str) -> String {
    percent_decode_str(address.trim()).decode_utf8_lossy().into_owned()
}

/// The lines of a change.
#[derive(Default)]
struct Block {
    lines: Vec<(char, String)>,
}

impl Block {
    fn line(&mut self, sign: char, text: &str) {
        let line = (sign, text.to_owned());
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    fn written(&self, indent: &str) -> String {
        self.lines.iter().map(|(sign, text)| format!("{sign}{indent}{text}\n")).collect()
    }

    /// About a node with an IRI.
    fn whole(&self, subject: &str, class: &str) -> String {
        format!(" {subject}\n{}     a {class} .\n", self.written("    "))
    }

    /// About a distribution without one; `sign` tells whether it is there already.
    fn inner(&self, subject: &str, sign: char, address: Option<String>) -> String {
        let address =
            address.map(|address| format!("         dcat:accessURL {address} ;\n")).unwrap_or_default();
        let body = self.written("        ");
        format!(
            " {subject}\n{sign}    dcat:distribution [\n{address}{body}{sign}        a dcat:Distribution\n{sign}    ] .\n"
        )
    }
}

/// The record as delivered.
struct Record {
    subject: NamedOrBlankNode,
    triples: Vec<Triple>,
}

impl Record {
    /// Reads what [`crate::mapping::origin`] writes: the dataset's node, then its statements.
    fn read(payload: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(payload).ok()?.lines().next()?.strip_prefix("# ")?;
        let triples: Vec<Triple> = NTriplesParser::new().for_slice(payload).filter_map(Result::ok).collect();
        let subject =
            triples.iter().map(|triple| &triple.subject).find(|node| node.to_string() == head)?.clone();
        Some(Self { subject, triples })
    }

    /// IRIs and literals said of a node.
    fn about<'a>(
        &'a self,
        node: &'a NamedOrBlankNode,
        property: NamedNodeRef<'a>,
    ) -> impl Iterator<Item = &'a Term> {
        let said =
            self.triples.iter().filter(move |triple| triple.subject == *node && triple.predicate == property);
        said.map(|triple| &triple.object).filter(|object| !matches!(object, Term::BlankNode(_)))
    }

    /// The publisher's own node of the distribution that counts: the one with its addresses, else the
    /// only one.
    fn distribution(&self, known: &Known<'_>) -> Option<NamedOrBlankNode> {
        let published = known.distribution?;
        let addresses: Vec<String> = [dcat::ACCESS_URL, dcat::DOWNLOAD_URL]
            .into_iter()
            .flat_map(|property| objects(known.triples, published, property))
            .collect();
        let nodes = self
            .triples
            .iter()
            .filter(|triple| triple.subject == self.subject && triple.predicate == dcat::DISTRIBUTION);
        let mut nodes: Vec<NamedOrBlankNode> = nodes
            .filter_map(|triple| match &triple.object {
                Term::NamedNode(node) => Some(node.clone().into()),
                Term::BlankNode(node) => Some(node.clone().into()),
                _ => None,
            })
            .collect();
        let has_address = |node: &NamedOrBlankNode| {
            self.triples.iter().any(|triple| {
                let value = match &triple.object {
                    Term::NamedNode(node) => node.as_str(),
                    Term::Literal(literal) => literal.value(),
                    _ => return false,
                };
                triple.subject == *node && addresses.iter().any(|address| decoded(address) == decoded(value))
            })
        };
        let at = nodes.iter().position(has_address).or((nodes.len() == 1).then_some(0))?;
        Some(nodes.swap_remove(at))
    }
}
