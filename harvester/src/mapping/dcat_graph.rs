//! A record that came as RDF: lifted to DCAT-AP.de 3.0, its nodes renamed below our dataset, then read
//! by the model. What the model does not know travels along.

mod colour;
mod empty;
pub mod id;
mod lift;
pub(crate) use lift::renamed_since;
mod rename;
pub(crate) use rename::ADDRESSES;

use super::left_out::untold;
use super::{Mapping, origin};
use crate::record::Payload;
use colour::Colours;
use datenkreis_catalogue::catalog_record::record_iri;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::finding::{Finding, by_id, rule};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::lists::license;
use datenkreis_vocab::model::{Agent, Dataset, Identifier};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, owl, rdf};
use datenkreis_vocab::terms::unknown;
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use rename::Names;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What graphs are called among the records received.
pub const DIALECT: &str = "rdf";

/// How sure it is, in percent, that a term that looks like another is meant to be that: too little to read it so.
const LOOKS_LIKE: u8 = 80;

/// Official lists and vocabularies. Their terms are known; what a source says about them is not taken.
const VOCABULARIES: [&str; 21] = [
    "dcat-ap.de/def/",
    "data.europa.eu/bna/",
    "data.europa.eu/eli/",
    "data.europa.eu/r5r",
    "data.europa.eu/930/",
    "eurovoc.europa.eu/",
    "geonames.org/",
    "inspire.ec.europa.eu/",
    "opendatacommons.org/",
    "creativecommons.org/",
    "publications.europa.eu/resource/",
    "purl.org/adms/",
    "purl.org/dc/",
    "sws.geonames.org/",
    "spdx.org/",
    "iana.org/assignments/",
    "w3.org/1",
    "w3.org/2",
    "w3.org/ns/",
    "xmlns.com/",
    "govdata.de/dl-de/",
];

/// The statements about one dataset, as found.
pub struct DcatGraph {
    /// The dataset.
    pub subject: NamedOrBlankNode,
    /// Everything the record consists of.
    pub triples: Vec<Triple>,
    /// Other datasets and series of the same source that this one refers to, with their native ids.
    pub siblings: BTreeMap<String, NativeId>,
    /// Who publishes the source's catalogue, for a dataset that names no publisher.
    pub publisher: Option<Agent>,
    /// The entries of the source's catalogue that are about the dataset.
    pub entries: Vec<NamedOrBlankNode>,
}

impl Payload for DcatGraph {
    fn canonical(&self) -> Cow<'_, [u8]> {
        let colours = Colours::of(&self.triples);
        let mut lines: Vec<String> = self.triples.iter().map(|triple| colours.line(triple)).collect();
        lines.extend(self.siblings.iter().map(|(iri, id)| format!("# {iri} {id}")));
        lines.extend(self.publisher.iter().map(|publisher| format!("# {publisher:?}")));
        lines.sort_unstable();
        lines.dedup();
        Cow::Owned(lines.join("\n").into_bytes())
    }

    fn received(&self) -> Received {
        Received { dialect: DIALECT.into(), payload: origin::write_graph(&self.subject, &self.triples) }
    }

    fn publisher(&self) -> Option<&Agent> {
        self.publisher.as_ref()
    }

    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
        let iri = NamedNode::new_unchecked(mapping.dataset(native_id).as_str());
        let mut left_out = LeftOut::default();
        let mut lifted = vec![];
        let triples: Vec<Triple> = self
            .triples
            .iter()
            .cloned()
            .chain(self.classes_of_entries())
            .filter(|triple| !is_our_entry(&triple.subject, &iri))
            .filter_map(|triple| lift::lift(triple, &self.triples, &mut lifted))
            .collect();
        let triples = empty::without(triples, &mut lifted);
        let names = Names::of(&triples, &self.subject, &iri, |node| {
            is_vocabulary(node) || is_under(node, &mapping.base) || self.siblings.contains_key(node.as_str())
        });
        let triples: Vec<Triple> = triples
            .into_iter()
            .filter(|triple| left_out.takes(triple, &names, &mapping.base))
            .flat_map(|triple| self.link_siblings(names.rename(triple), &iri, mapping, &mut lifted))
            .collect();
        let graph: Graph = triples.iter().cloned().collect();
        let (mut dataset, mut findings) =
            Dataset::from_rdf_of(&graph, &iri, &|called| mapping.is_own(called));
        findings.extend(untold(&iri, &triples, &dataset.to_rdf_as_found(), &findings));
        if let NamedOrBlankNode::NamedNode(found) = &self.subject {
            if *found == iri {
                // A feed of ours that comes back.
            } else if is_under(found, &mapping.base) {
                findings.push(Finding::new(&rule::IDENTITY_CONFLICT, "dcat:Dataset").found(found.as_str()));
            } else {
                findings.extend(keep_original(&mut dataset, found));
            }
        }
        // What was brought to 3.0 is known, also in a namespace that does not have it.
        let lifted_terms: BTreeSet<String> = lifted.iter().map(|finding| finding.property.clone()).collect();
        // Statements come in any order; the same record always tells the same.
        lifted.sort_by(|a: &Finding, b| (&a.property, &a.found).cmp(&(&b.property, &b.found)));
        lifted.dedup();
        findings.extend(lifted);
        findings.extend(left_out.findings());
        findings.extend(self.unknown_terms(&lifted_terms));
        (dataset, findings)
    }
}

impl DcatGraph {
    /// Properties and classes that their namespace does not have, but for those that are told already.
    fn unknown_terms(&self, told: &BTreeSet<String>) -> Vec<Finding> {
        let class = |triple: &Triple| match &triple.object {
            Term::NamedNode(class) if triple.predicate == rdf::TYPE => unknown(class.as_str(), true),
            _ => None,
        };
        let terms = self
            .triples
            .iter()
            .filter_map(|triple| class(triple).or_else(|| unknown(triple.predicate.as_str(), false)));
        let terms = terms.filter(|term| !told.contains(&term.name));
        let found: BTreeMap<String, Option<String>> =
            terms.map(|term| (term.name, term.meant.map(|meant| lift::today(&meant)))).collect();
        let finding = |(name, meant): (String, Option<String>)| {
            let finding = Finding::new(&rule::TERM_UNKNOWN, &name).found(&name);
            match meant {
                Some(meant) => finding.concluded(meant).confidence(LOOKS_LIKE),
                None => finding,
            }
        };
        found.into_iter().map(finding).collect()
    }

    /// What the entries are, for those of which only the catalogue or the dataset says it.
    fn classes_of_entries(&self) -> impl Iterator<Item = Triple> {
        self.entries.iter().flat_map(|entry| {
            let is_one = Triple::new(entry.clone(), rdf::TYPE, dcat::CATALOG_RECORD);
            [is_one, Triple::new(entry.clone(), foaf::PRIMARY_TOPIC, self.subject.clone())]
        })
    }

    /// Links between datasets of a source become links between ours. A series may stand on another page of
    /// the source: what it would be called here is known, whether it comes is not. So the link is made, and
    /// shown once there is a series; the address of the source stays as a relation.
    fn link_siblings(
        &self,
        triple: Triple,
        dataset: &NamedNode,
        mapping: &Mapping,
        findings: &mut Vec<Finding>,
    ) -> Vec<Triple> {
        let Term::NamedNode(object) = &triple.object else {
            return vec![triple];
        };
        let ours = |id: &NativeId| NamedNode::new_unchecked(mapping.dataset(id).as_str());
        if let Some(id) = self.siblings.get(object.as_str()) {
            return vec![Triple::new(triple.subject, triple.predicate, ours(id))];
        }
        let is_of_dataset = triple.subject == NamedOrBlankNode::from(dataset.clone());
        if triple.predicate != dcat::IN_SERIES || !is_of_dataset || is_under(object, &mapping.base) {
            return vec![triple];
        }
        let series = ours(&NativeId::new(id::of_iri(object.as_str())));
        let finding = Finding::new(&rule::SERIES_ELSEWHERE, "dcat:inSeries").found(object.as_str());
        findings.push(finding.concluded(series.as_str()));
        vec![
            Triple::new(triple.subject.clone(), dcterms::RELATION, triple.object),
            Triple::new(triple.subject, triple.predicate, series),
        ]
    }
}

/// Where the dataset came from: a person finds it at its old address, a program by its old name.
/// dcterms:identifier stays as it is (convention 25).
fn keep_original(dataset: &mut Dataset, found: &NamedNode) -> Option<Finding> {
    let text = found.as_str();
    let is_concluded = dataset.landing_page.is_empty() && looks_like_page(text);
    if is_concluded {
        dataset.landing_page.push(found.clone());
    }
    let is_known = dataset.identifier.iter().any(|literal| literal.value() == text)
        || dataset.other_identifier.iter().any(|identifier| identifier.notation == text);
    if !is_known {
        dataset.other_identifier.push(Identifier { iri: None, notation: text.into(), datatype: None });
    }
    is_concluded.then(|| Finding::new(&rule::VALUE_CONCLUDED, "dcat:landingPage").concluded(text))
}

/// Whether a person probably finds a page at an IRI: it is an address of the web, and neither a part of a
/// document nor a file for machines.
fn looks_like_page(iri: &str) -> bool {
    const FOR_MACHINES: [&str; 9] =
        [".ttl", ".rdf", ".xml", ".json", ".jsonld", ".nt", ".n3", ".owl", ".trig"];
    let is_web = iri.starts_with("https://") || iri.starts_with("http://");
    let path = iri.split(['?']).next().unwrap_or_default().trim_end_matches('/').to_lowercase();
    is_web && !iri.contains('#') && !FOR_MACHINES.iter().any(|ending| path.ends_with(ending))
}

/// Statements that are not taken, by rule and subject; those about vocabularies all together.
#[derive(Default)]
struct LeftOut(BTreeMap<(&'static str, String), (BTreeSet<String>, usize)>);

impl LeftOut {
    /// Whether a statement is taken: those about our nodes, and about foreign ones nobody else vouches
    /// for.
    fn takes(&mut self, triple: &Triple, names: &Names, base: &str) -> bool {
        let rule = match &triple.subject {
            _ if triple.predicate == owl::SAME_AS && !is_license(&triple.object) => {
                &rule::TRIPLE_NOT_PUBLISHED
            }
            subject if names.contains(subject) => return true,
            NamedOrBlankNode::NamedNode(subject) if is_under(subject, base) => &rule::IDENTITY_CONFLICT,
            NamedOrBlankNode::NamedNode(subject) if is_vocabulary(subject) => &rule::VOCABULARY_STATEMENT,
            _ => return true,
        };
        let (about, value) = if rule.id == rule::VOCABULARY_STATEMENT.id {
            ("skos:Concept".to_owned(), triple.subject.to_string())
        } else {
            (triple.subject.to_string(), format!("{} {}", triple.predicate, triple.object))
        };
        let (values, count) = self.0.entry((rule.id, about)).or_default();
        *count += 1;
        if values.len() < 5 {
            values.insert(value);
        }
        false
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        self.0.into_iter().filter_map(|((id, subject), (values, count))| {
            let values: Vec<String> = values.into_iter().collect();
            Some(Finding::new(by_id(id)?, subject).found(format!("{count}: {}", values.join(" | "))))
        })
    }
}

/// Whether a node is the licence another one says it is; such a document gives way to it.
fn is_license(object: &Term) -> bool {
    matches!(object, Term::NamedNode(iri) if license::lookup(iri.as_str()).is_some())
}

/// Whether a node is our own entry for the dataset, in a feed of ours that comes back.
fn is_our_entry(node: &NamedOrBlankNode, dataset: &NamedNode) -> bool {
    matches!(node, NamedOrBlankNode::NamedNode(node) if *node == record_iri(dataset))
}

fn is_under(iri: &NamedNode, base: &str) -> bool {
    iri.as_str().strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']))
}

fn is_vocabulary(iri: &NamedNode) -> bool {
    let rest = iri.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    VOCABULARIES.iter().any(|vocabulary| rest.starts_with(vocabulary))
}

#[cfg(test)]
mod standard;
#[cfg(test)]
mod tests;
