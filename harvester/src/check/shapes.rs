//! The ranges and obligations that the shapes of DCAT-AP.de 3.0 demand of statements the model passes
//! on as they are. A value of another kind is not published under its property, a node without its
//! obligatory parts not at all; the finding keeps what was said.

mod described;
mod nodes;
mod rest;
pub(super) use described::described_here;

use crate::mapping::normalise::agents::{host, last_part};
use datenkreis_vocab::finding::{Finding, Rule, rule};
use datenkreis_vocab::iri::is_dataset_beside;
use datenkreis_vocab::lists::license;
use datenkreis_vocab::ns::{
    self, adms, dcat, dcterms, foaf, locn, odrl, org, prov, rdf, rdfs, skos, time, vcard, xsd,
};
use datenkreis_vocab::order;
use nodes::{classes, dangling};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{HashMap, HashSet};

type Names = &'static [NamedNodeRef<'static>];

/// What a property demands of its values.
enum Range {
    /// An IRI.
    Iri,
    /// A node of this class, described in the record.
    Class(NamedNodeRef<'static>),
    /// Another record of the catalogue, or a node of one of these classes, described in the record.
    Record(Names),
    /// A literal of this datatype, at most one.
    One(NamedNodeRef<'static>),
    /// Nothing we could publish: the readers of federal portals stumble over it.
    Nothing,
}

/// A demand on a property, and the property that takes an IRI of another kind instead.
struct Demand(NamedNodeRef<'static>, Range, Option<NamedNodeRef<'static>>);

/// Classes of what a description may come from.
const SOURCES: [NamedNodeRef<'static>; 2] = [dcat::DATASET_CLASS, dcat::CATALOG_RECORD];

static DEMANDS: [Demand; 18] = [
    Demand(adms::SAMPLE, Range::Class(dcat::DISTRIBUTION_CLASS), Some(dcterms::RELATION)),
    Demand(dcterms::SOURCE, Range::Record(&SOURCES), Some(dcterms::RELATION)),
    Demand(dcat::HAS_VERSION, Range::Record(&[dcat::DATASET_CLASS]), Some(dcterms::RELATION)),
    Demand(dcat::IN_SERIES, Range::Record(&[dcat::DATASET_SERIES]), Some(dcterms::RELATION)),
    Demand(dcat::QUALIFIED_RELATION, Range::Class(dcat::RELATIONSHIP), Some(dcterms::RELATION)),
    Demand(dcterms::TEMPORAL, Range::Class(dcterms::PERIOD_OF_TIME), None),
    Demand(prov::QUALIFIED_ATTRIBUTION, Range::Iri, None),
    Demand(prov::WAS_GENERATED_BY, Range::Iri, None),
    Demand(dcterms::IS_REFERENCED_BY, Range::Iri, None),
    Demand(dcat::HAD_ROLE, Range::Iri, None),
    Demand(prov::AGENT, Range::Iri, None),
    Demand(odrl::HAS_POLICY, Range::Iri, None),
    Demand(dcterms::ACCESS_RIGHTS, Range::Iri, None),
    Demand(dcat::LANDING_PAGE, Range::Iri, None),
    Demand(dcat::THEME, Range::Iri, None),
    Demand(dcat::TEMPORAL_RESOLUTION, Range::One(xsd::DURATION), None),
    Demand(dcat::SPATIAL_RESOLUTION_IN_METERS, Range::One(xsd::DECIMAL), None),
    Demand(locn::GEOMETRY, Range::Nothing, None),
];

/// What nodes of a class must have: one of each group.
static OBLIGATIONS: [(Names, &[Names]); 8] = [
    (&[dcat::CATALOG_RECORD], &[&[dcterms::MODIFIED], &[foaf::PRIMARY_TOPIC]]),
    (&[dcat::RELATIONSHIP], &[&[dcterms::RELATION], &[dcat::HAD_ROLE]]),
    (&[prov::ATTRIBUTION], &[&[prov::AGENT], &[dcat::HAD_ROLE]]),
    (&[adms::IDENTIFIER_CLASS], &[&[skos::NOTATION]]),
    (&[dcat::DISTRIBUTION_CLASS], &[&[dcat::ACCESS_URL]]),
    (&[dcat::DATA_SERVICE], &[&[dcterms::TITLE], &[dcat::ENDPOINT_URL], &[dcterms::PUBLISHER]]),
    (&[dcterms::PERIOD_OF_TIME], &[&[dcat::START_DATE, dcat::END_DATE, time::HAS_BEGINNING, time::HAS_END]]),
    (&KINDS, &[&[vcard::HAS_EMAIL, vcard::HAS_URL, vcard::HAS_TELEPHONE]]),
];

/// vcard:Kind and its subclasses.
const KINDS: [NamedNodeRef<'static>; 5] =
    [vcard::KIND, vcard::INDIVIDUAL, vcard::ORGANIZATION, vcard::GROUP, vcard::LOCATION];

/// foaf:Agent and its subclasses.
const AGENTS: [NamedNodeRef<'static>; 8] = [
    foaf::AGENT,
    foaf::ORGANIZATION,
    foaf::PERSON,
    foaf::GROUP,
    org::ORGANIZATION,
    org::FORMAL_ORGANIZATION,
    org::ORGANIZATIONAL_UNIT,
    org::ORGANIZATIONAL_COLLABORATION,
];

/// What else an agent may be called by.
const NAMES: [NamedNodeRef<'static>; 4] = [skos::PREF_LABEL, rdfs::LABEL, vcard::FN, dcterms::TITLE];

/// Rounds of adding what is missing and taking out what does not do; two are enough for all but odd graphs.
const ROUNDS: usize = 8;

/// Brings the statements about a dataset to the shapes. Taking one thing out may leave another without
/// its obligatory part, so this goes on until nothing changes. What a later round would add again only to take
/// it out, is not added any more after some rounds, so that it always ends.
pub(super) fn conform(
    dataset: &NamedNode,
    mut triples: Vec<Triple>,
    findings: &mut Vec<Finding>,
) -> Vec<Triple> {
    for _ in 0..ROUNDS {
        classes(&mut triples);
        roles(&mut triples);
        unreachable_agents(&mut triples, findings);
        agents(&mut triples, findings);
        let whole = triples.len();
        loop {
            let before = triples.len();
            triples = ranges(dataset, triples, findings);
            triples = obligations(dataset, triples, findings);
            triples = dangling(dataset, triples, findings);
            if triples.len() == before {
                break;
            }
        }
        let is_whole = triples.len() == whole;
        licenses(&mut triples, findings);
        order::sort(&mut triples);
        let before = triples.len();
        triples = rest::without_violations(dataset, triples, findings);
        if is_whole && triples.len() == before {
            return triples;
        }
    }
    loop {
        let before = triples.len();
        triples = rest::without_violations(dataset, triples, findings);
        if triples.len() == before {
            return triples;
        }
    }
}

/// Subjects by class.
struct Classes(HashMap<NamedOrBlankNode, HashSet<NamedNode>>);

impl Classes {
    fn of(triples: &[Triple]) -> Self {
        let mut classes: HashMap<NamedOrBlankNode, HashSet<NamedNode>> = HashMap::new();
        for triple in triples.iter().filter(|triple| triple.predicate == rdf::TYPE) {
            if let Term::NamedNode(class) = &triple.object {
                classes.entry(triple.subject.clone()).or_default().insert(class.clone());
            }
        }
        Self(classes)
    }

    fn has(&self, node: &NamedOrBlankNode, among: &[NamedNodeRef<'_>]) -> bool {
        self.0.get(node).is_some_and(|classes| classes.iter().any(|class| among.contains(&class.as_ref())))
    }
}

/// Distributions that the model only passes on (samples) have a licence as well.
fn licenses(triples: &mut Vec<Triple>, findings: &mut Vec<Finding>) {
    let classes = Classes::of(triples);
    let licensed: HashSet<&NamedOrBlankNode> = triples
        .iter()
        .filter(|triple| triple.predicate == dcterms::LICENSE)
        .map(|triple| &triple.subject)
        .collect();
    let is_lacking =
        |node: &&NamedOrBlankNode| classes.has(node, &[dcat::DISTRIBUTION_CLASS]) && !licensed.contains(node);
    let closed = |node: NamedOrBlankNode| Triple::new(node, dcterms::LICENSE, license::IN_WANT_OF_ANY);
    let stand_ins: Vec<Triple> = classes.0.keys().filter(is_lacking).cloned().map(closed).collect();
    if !stand_ins.is_empty() {
        let finding = Finding::new(&rule::LICENSE_MISSING, "dcterms:license");
        findings.push(finding.concluded(license::IN_WANT_OF_ANY.as_str()));
    }
    triples.extend(stand_ins);
}

/// What dcat:hadRole of a relationship leads to is a dcat:Role, by the definition of the property; what no
/// relationship leads to (any more) is none.
fn roles(triples: &mut Vec<Triple>) {
    triples.retain(|triple| triple.predicate != rdf::TYPE || triple.object != dcat::ROLE.into());
    let classes = Classes::of(triples);
    let roles: Vec<Triple> = triples
        .iter()
        .filter(|triple| {
            triple.predicate == dcat::HAD_ROLE && classes.has(&triple.subject, &[dcat::RELATIONSHIP])
        })
        .filter_map(|triple| match &triple.object {
            Term::NamedNode(role) => Some(Triple::new(role.clone(), rdf::TYPE, dcat::ROLE)),
            _ => None,
        })
        .collect();
    triples.extend(roles);
}

/// An agent that is said to be a contact as well, but cannot be reached, is an agent only.
fn unreachable_agents(triples: &mut Vec<Triple>, findings: &mut Vec<Finding>) {
    const ADDRESSES: [NamedNodeRef<'static>; 3] = [vcard::HAS_EMAIL, vcard::HAS_URL, vcard::HAS_TELEPHONE];
    let classes = Classes::of(triples);
    let reachable: HashSet<NamedOrBlankNode> = triples
        .iter()
        .filter(|triple| ADDRESSES.contains(&triple.predicate.as_ref()))
        .map(|triple| triple.subject.clone())
        .collect();
    triples.retain(|triple| {
        let says_contact = triple.predicate == rdf::TYPE
            && matches!(&triple.object, Term::NamedNode(class) if KINDS.contains(&class.as_ref()));
        let is_left_out =
            says_contact && classes.has(&triple.subject, &AGENTS) && !reachable.contains(&triple.subject);
        if is_left_out {
            findings.push(told(&rule::RANGE_VIOLATED, triple));
        }
        !is_left_out
    });
}

/// Agents without foaf:name are called by their label or address.
fn agents(triples: &mut Vec<Triple>, findings: &mut Vec<Finding>) {
    let classes = Classes::of(triples);
    let named: HashSet<&NamedOrBlankNode> = triples
        .iter()
        .filter(|triple| triple.predicate == foaf::NAME)
        .map(|triple| &triple.subject)
        .collect();
    let mut nameless: Vec<&NamedOrBlankNode> =
        classes.0.keys().filter(|node| classes.has(node, &AGENTS) && !named.contains(node)).collect();
    nameless.sort_by_cached_key(|node| node.to_string());
    let mut names = vec![];
    for node in nameless {
        let NamedOrBlankNode::NamedNode(iri) = node else { continue };
        let about: Vec<&Triple> = triples.iter().filter(|triple| triple.subject == *node).collect();
        let value = |property: NamedNodeRef<'_>| {
            about.iter().find(|triple| triple.predicate.as_ref() == property).map(|triple| &triple.object)
        };
        let label = NAMES.iter().find_map(|property| match value(*property) {
            Some(Term::Literal(label)) => Some(label.clone()),
            _ => None,
        });
        let mailbox = || match value(foaf::MBOX) {
            Some(Term::NamedNode(mailbox)) => Some(mailbox.as_str().trim_start_matches("mailto:").to_owned()),
            _ => None,
        };
        let homepage = || match value(foaf::HOMEPAGE) {
            Some(Term::NamedNode(homepage)) => host(homepage),
            _ => None,
        };
        let address = || mailbox().or_else(homepage).or_else(|| last_part(iri)).or_else(|| host(iri));
        let Some(name) = label.or_else(|| address().map(Literal::new_simple_literal)) else { continue };
        let finding = Finding::new(&rule::AGENT_NAME_MISSING, "foaf:Agent foaf:name").found(iri.as_str());
        findings.push(finding.concluded(name.value()));
        names.push(Triple::new(iri.clone(), foaf::NAME, name));
    }
    triples.extend(names);
}

/// Takes out values of another kind than their property demands.
fn ranges(dataset: &NamedNode, triples: Vec<Triple>, findings: &mut Vec<Finding>) -> Vec<Triple> {
    let classes = Classes::of(&triples);
    let catalogued = NamedOrBlankNode::from(dataset.clone());
    let mut single = HashSet::new();
    let mut kept = Vec::with_capacity(triples.len());
    for triple in triples {
        // What comes from where is asked of datasets and records only; a licence text may have a source, too.
        let is_catalogued =
            triple.subject == catalogued || classes.has(&triple.subject, &[dcat::CATALOG_RECORD]);
        let is_asked = |range: &Range| is_catalogued || !matches!(range, Range::Record(_));
        let demand = DEMANDS.iter().find(|demand| triple.predicate == demand.0 && is_asked(&demand.1));
        let Some(Demand(property, range, instead)) = demand else {
            kept.push(triple);
            continue;
        };
        let fits = match (range, &triple.object) {
            (Range::Iri, object) => object.is_named_node(),
            (Range::Class(class), Term::NamedNode(object)) => classes.has(&object.clone().into(), &[*class]),
            // What other records are and whether they are there, is known where they are published.
            (Range::Record(among), Term::NamedNode(object)) => {
                is_dataset_beside(dataset.as_str(), object.as_str())
                    || classes.has(&object.clone().into(), among)
            }
            (Range::One(datatype), Term::Literal(literal)) => {
                literal.datatype() == *datatype && single.insert((triple.subject.clone(), *property))
            }
            _ => false,
        };
        if fits {
            kept.push(triple);
            continue;
        }
        let rule = match (range, &triple.object) {
            (Range::One(datatype), Term::Literal(literal)) if literal.datatype() == *datatype => {
                &rule::CARDINALITY
            }
            (Range::Nothing, _) => &rule::TRIPLE_NOT_PUBLISHED,
            (Range::Record(_), Term::NamedNode(_)) => &rule::LINK_OUTSIDE,
            _ => &rule::RANGE_VIOLATED,
        };
        let mut finding = told(rule, &triple);
        if let (Some(instead), Term::NamedNode(_)) = (instead, &triple.object) {
            finding = finding.concluded(ns::prefixed(instead.as_str()));
            kept.push(Triple::new(triple.subject, instead.into_owned(), triple.object));
        }
        findings.push(finding);
    }
    kept
}

/// Takes out nodes that lack an obligatory part, and what refers to them.
fn obligations(dataset: &NamedNode, triples: Vec<Triple>, findings: &mut Vec<Finding>) -> Vec<Triple> {
    let dataset = NamedOrBlankNode::from(dataset.clone());
    let classes = Classes::of(&triples);
    let mut has: HashSet<(&NamedOrBlankNode, NamedNodeRef<'_>)> = HashSet::new();
    has.extend(triples.iter().map(|triple| (&triple.subject, triple.predicate.as_ref())));
    let mut incomplete: HashMap<NamedOrBlankNode, String> = HashMap::new();
    let mut wrong_classes: HashSet<(NamedOrBlankNode, NamedNodeRef<'static>)> = HashSet::new();
    for (node, own) in &classes.0 {
        for (among, groups) in OBLIGATIONS.iter().filter(|(among, _)| classes.has(node, among)) {
            let is_lacking = |group: &&Names| !group.iter().any(|property| has.contains(&(node, *property)));
            let Some(group) = groups.iter().find(is_lacking) else { continue };
            // What is something else as well is only that.
            if own.iter().any(|class| !among.contains(&class.as_ref())) {
                wrong_classes.extend(among.iter().map(|class| (node.clone(), *class)));
            } else if *node != dataset {
                let names = group.iter().map(|property| ns::prefixed(property.as_str()));
                incomplete.insert(node.clone(), names.collect::<Vec<_>>().join(" | "));
            }
        }
    }
    if !wrong_classes.is_empty() {
        let is_wrong = |triple: &Triple| {
            matches!(&triple.object, Term::NamedNode(class) if triple.predicate == rdf::TYPE
                && wrong_classes.iter().any(|(node, wrong)| *node == triple.subject && *wrong == class.as_ref()))
        };
        let (wrong, kept): (Vec<Triple>, Vec<Triple>) = triples.into_iter().partition(is_wrong);
        findings.extend(wrong.iter().map(|triple| told(&rule::RANGE_VIOLATED, triple)));
        return kept;
    }
    if incomplete.is_empty() {
        return triples;
    }
    let mut gone: Vec<(&NamedOrBlankNode, &String)> = incomplete.iter().collect();
    gone.sort_by_cached_key(|(node, _)| node.to_string());
    for (node, lacking) in gone {
        let about = triples.iter().filter(|triple| triple.subject == *node && triple.predicate != rdf::TYPE);
        let said: Vec<String> = about
            .map(|triple| format!("{} {}", ns::prefixed(triple.predicate.as_str()), shown(&triple.object)))
            .collect();
        findings.push(
            Finding::new(&rule::NODE_INCOMPLETE, lacking).found(format!("{node}: {}", said.join(" | "))),
        );
    }
    let mut kept = vec![];
    for triple in triples {
        let leads_there = matches!(&triple.object, Term::NamedNode(object) if incomplete.contains_key(&NamedOrBlankNode::from(object.clone())));
        if incomplete.contains_key(&triple.subject) {
            // What a qualified relation leads to, the dataset is still related to.
            if triple.predicate == dcterms::RELATION
                && triple.object.is_named_node()
                && classes.has(&triple.subject, &[dcat::RELATIONSHIP])
            {
                kept.push(Triple::new(dataset.clone(), dcterms::RELATION, triple.object));
            }
        } else if !leads_there {
            kept.push(triple);
        }
    }
    kept
}

fn told(rule: &'static Rule, triple: &Triple) -> Finding {
    Finding::new(rule, ns::prefixed(triple.predicate.as_str())).found(shown(&triple.object))
}

fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
