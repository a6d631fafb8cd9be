//! Which IRI each node of a record gets: the dataset and what belongs to it ours, everything else its
//! own. Two sources may describe the same contact or place differently; below our dataset they do not
//! get into each other's way.

use super::colour::Colours;
use super::id;
use datenkreis_vocab::iri::below;
use datenkreis_vocab::ns::{adms, dcat, dcterms, foaf, geodcatap, owl, prov, rdf, rdfs, skos, spdx, vcard};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Nodes that become ours also if they have an IRI, by the property that leads to them.
const OURS: [(NamedNodeRef<'static>, &str); 8] = [
    (dcat::DISTRIBUTION, "distribution"),
    (dcat::ACCESS_SERVICE, "service"),
    (dcat::CONTACT_POINT, "contact"),
    (dcterms::SPATIAL, "location"),
    (dcterms::TEMPORAL, "period"),
    (spdx::CHECKSUM, "checksum"),
    (adms::IDENTIFIER, "identifier"),
    (dcat::QUALIFIED_RELATION, "relation"),
];

/// Properties that lead to agents, who keep an IRI of the web.
const AGENTS: [NamedNodeRef<'static>; 6] = [
    dcterms::PUBLISHER,
    dcterms::CREATOR,
    dcterms::CONTRIBUTOR,
    geodcatap::ORIGINATOR,
    geodcatap::CUSTODIAN,
    prov::AGENT,
];

/// Properties that lead to addresses of the web: they stay what they are, even if a source calls its dataset
/// or its distribution by the address where it is found.
pub(crate) const ADDRESSES: [NamedNodeRef<'static>; 10] = [
    dcat::LANDING_PAGE,
    dcat::ACCESS_URL,
    dcat::DOWNLOAD_URL,
    dcat::ENDPOINT_URL,
    dcat::ENDPOINT_DESCRIPTION,
    foaf::PAGE,
    foaf::HOMEPAGE,
    vcard::HAS_URL,
    rdfs::SEE_ALSO,
    owl::SAME_AS,
];

/// Whether all that is said of a node is that it is called by its IRI: an identifier that is one.
fn names_itself(iri: &NamedNode, said: &[&Triple]) -> bool {
    said.iter().any(|triple| {
        triple.predicate == skos::NOTATION
            && matches!(&triple.object, Term::Literal(literal) if literal.value() == iri.as_str())
    })
}

/// Whether a node belongs to a dataset by its name.
fn is_below(node: &NamedNode, dataset: &NamedNode) -> bool {
    node.as_str().strip_prefix(dataset.as_str()).is_some_and(|rest| rest.starts_with('/'))
}

/// The new IRIs of a record's nodes.
pub(super) struct Names(HashMap<NamedOrBlankNode, NamedNode>);

impl Names {
    /// Names all nodes of a record that get another IRI. `keeps` tells IRIs that stay in any case.
    pub(super) fn of(
        triples: &[Triple],
        subject: &NamedOrBlankNode,
        dataset: &NamedNode,
        keeps: impl Fn(&NamedNode) -> bool,
    ) -> Self {
        let colours = Colours::of(triples);
        let mut about: HashMap<&NamedOrBlankNode, Vec<&Triple>> = HashMap::new();
        for triple in triples {
            about.entry(&triple.subject).or_default().push(triple);
        }
        // A node reached by several properties gets the kind that is first in the alphabet.
        let mut kinds: BTreeMap<String, (NamedOrBlankNode, &str)> = BTreeMap::new();
        let mut add = |node: NamedOrBlankNode, kind: &'static str| {
            let entry = kinds.entry(node.to_string()).or_insert((node, kind));
            entry.1 = entry.1.min(kind);
        };
        for triple in triples {
            if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
                add(node.clone().into(), "node");
            }
            // A service refers to the dataset, not the other way round.
            if triple.predicate == dcat::SERVES_DATASET
                && triple.object == Term::from(subject.clone())
                && !matches!(&triple.subject, NamedOrBlankNode::NamedNode(iri) if keeps(iri))
            {
                add(triple.subject.clone(), "service");
            }
            // Nor does it refer to the entry that is about it.
            if triple.predicate == foaf::PRIMARY_TOPIC
                && triple.object == Term::from(subject.clone())
                && says_entry(about.get(&triple.subject))
            {
                add(triple.subject.clone(), "record");
            }
            match &triple.object {
                Term::BlankNode(node) => add(node.clone().into(), kind(&triple.predicate).unwrap_or("node")),
                Term::NamedNode(iri) if !keeps(iri) => {
                    let node = NamedOrBlankNode::from(iri.clone());
                    let is_agent = AGENTS.contains(&triple.predicate.as_ref());
                    let is_ours = if is_agent { !is_web(iri) } else { kind(&triple.predicate).is_some() };
                    // An IRI that nothing is said about is a link, but a distribution is a thing.
                    let is_thing = about.get(&node).is_some_and(|said| !names_itself(iri, said))
                        || triple.predicate == dcat::DISTRIBUTION;
                    if is_ours && is_thing {
                        add(node, kind(&triple.predicate).unwrap_or("node"));
                    }
                }
                _ => {}
            }
        }
        let mut names = HashMap::from([(subject.clone(), dataset.clone())]);
        // What bears our name already keeps it: a feed of ours that comes back stays what it is.
        for node in about.keys() {
            if let NamedOrBlankNode::NamedNode(iri) = node
                && is_below(iri, dataset)
            {
                names.insert((*node).clone(), iri.clone());
            }
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut blank_nodes: Vec<(String, NamedOrBlankNode, &str)> = vec![];
        for (node, kind) in kinds.into_values() {
            match &node {
                _ if names.contains_key(&node) => {}
                NamedOrBlankNode::NamedNode(iri) => {
                    let mut name = id::of_iri(iri.as_str());
                    if !used.insert(format!("{kind}/{name}")) {
                        name = id::of_text(&name, iri.as_str());
                    }
                    names.insert(node.clone(), below(dataset.as_str(), kind, &name));
                }
                NamedOrBlankNode::BlankNode(blank) => {
                    blank_nodes.push((colours.get(blank).to_owned(), node, kind));
                }
            }
        }
        // Blank nodes of the same content are the same node; the order of content is stable.
        blank_nodes.sort_by(|a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
        let mut by_colour: HashMap<(String, &str), NamedNode> = HashMap::new();
        for (colour, node, kind) in blank_nodes {
            let iri = by_colour.entry((colour.clone(), kind)).or_insert_with(|| {
                let mut name = match links(about.get(&node)) {
                    Some(links) if kind == "distribution" => id::digest(&links)[..16].to_owned(),
                    _ => colour[..16].to_owned(),
                };
                if !used.insert(format!("{kind}/{name}")) {
                    name = colour[..32].to_owned();
                }
                below(dataset.as_str(), kind, &name)
            });
            names.insert(node, iri.clone());
        }
        Self(names)
    }

    /// The triple with new names.
    pub(super) fn rename(&self, triple: Triple) -> Triple {
        let subject = self.0.get(&triple.subject).cloned().map_or(triple.subject, Into::into);
        let object = match triple.object {
            address @ Term::NamedNode(_) if ADDRESSES.contains(&triple.predicate.as_ref()) => address,
            Term::NamedNode(iri) => self.node(iri.into()),
            Term::BlankNode(node) => self.node(node.into()),
            literal => literal,
        };
        Triple::new(subject, triple.predicate, object)
    }

    /// Whether the node gets another IRI.
    pub(super) fn contains(&self, node: &NamedOrBlankNode) -> bool {
        self.0.contains_key(node)
    }

    fn node(&self, node: NamedOrBlankNode) -> Term {
        self.0.get(&node).cloned().map_or_else(|| node.into(), Term::from)
    }
}

fn kind(predicate: &NamedNode) -> Option<&'static str> {
    let predicate = predicate.as_ref();
    if AGENTS.contains(&predicate) {
        return Some("agent");
    }
    OURS.iter().find(|(property, _)| *property == predicate).map(|(_, kind)| *kind)
}

fn is_web(iri: &NamedNode) -> bool {
    iri.as_str().starts_with("http://") || iri.as_str().starts_with("https://")
}

/// Whether a node says that it is an entry of a catalogue.
fn says_entry(about: Option<&Vec<&Triple>>) -> bool {
    let is_class =
        |triple: &&&Triple| triple.predicate == rdf::TYPE && triple.object == dcat::CATALOG_RECORD.into();
    about.is_some_and(|about| about.iter().any(|triple| is_class(&triple)))
}

/// The addresses of a distribution without IRI: they change less often than its texts.
fn links(about: Option<&Vec<&Triple>>) -> Option<String> {
    let mut links: Vec<String> = about?
        .iter()
        .filter(|triple| [dcat::ACCESS_URL, dcat::DOWNLOAD_URL].contains(&triple.predicate.as_ref()))
        .map(|triple| triple.object.to_string())
        .collect();
    links.sort();
    (!links.is_empty()).then(|| links.join("\n"))
}
