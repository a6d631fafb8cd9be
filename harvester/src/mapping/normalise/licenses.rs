//! The licence of a distribution, its rights, and the attribution it demands.

use super::Findings;
use super::defaults::name;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::{Certainty, Found, license, usable};
use datenkreis_vocab::model::{Agent, Coded, DataService, Dataset, Distribution, LangString};
use datenkreis_vocab::ns::{dcterms, rdfs};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeSet;

const LICENSE: &str = "dcterms:license";

/// What a dataset says of the terms of all its files. dcterms:license belongs to distributions, but many
/// portals state it there.
pub struct OfDataset {
    license: Option<Coded>,
}

impl OfDataset {
    /// The only licence that the dataset itself states, in dcterms:license or, if it is a known one, in
    /// dcterms:rights.
    pub fn of(dataset: &Dataset) -> Self {
        let own = NamedOrBlankNode::from(dataset.iri.clone());
        let stated = |property: NamedNodeRef<'static>| {
            let said = dataset.extra.iter().filter(|said| said.subject == own && said.predicate == property);
            said.filter_map(|said| match &said.object {
                Term::NamedNode(node) if is_below(node, &dataset.iri) => words_of(node, &dataset.extra),
                Term::NamedNode(iri) => Some(iri.as_str()),
                Term::Literal(literal) => Some(literal.value()),
                _ => None,
            })
            .filter(|stated| usable::names_terms(stated))
            .collect::<BTreeSet<&str>>()
        };
        let known = stated(dcterms::RIGHTS).into_iter().filter(|rights| license::lookup(rights).is_some());
        let license = only(stated(dcterms::LICENSE)).or_else(|| only(known.collect()));
        Self { license: license.map(Coded::found) }
    }
}

fn only(texts: BTreeSet<&str>) -> Option<&str> {
    let mut texts = texts.into_iter();
    texts.next().filter(|_| texts.next().is_none())
}

/// Resolves the licence, or takes that of the dataset, of the rights, or the one the operator vouches for;
/// repeats it as rights, which other portals look for; fills in the attribution from the publisher's name
/// where the licence demands one.
pub fn normalise(
    distribution: &mut Distribution,
    of_dataset: &OfDataset,
    publisher: Option<&Agent>,
    mapping: &Mapping,
    findings: &mut Findings,
) {
    said_elsewhere(distribution, of_dataset, findings);
    configured(&mut distribution.license, mapping, findings);
    for service in &mut distribution.access_service {
        self::service(service, findings);
    }
    let Some(stated) = &mut distribution.license else {
        return;
    };
    resolve(stated, findings);
    for rights in &mut distribution.rights {
        rights_statement(rights, findings);
    }
    let rights = match &stated.concept {
        // It tells of no rights at all.
        Some(concept) if concept.as_ref() == license::IN_WANT_OF_ANY => return,
        Some(concept) => Coded::concept(concept.clone()),
        // Terms of use that are no licence of the list still bind the reader.
        None if !usable::says_nothing(&stated.found) => Coded::found(stated.found.clone()),
        None => return,
    };
    if distribution.rights.is_empty() {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, "dcterms:rights").concluded(&rights.found));
        distribution.rights.push(rights);
    }
    attribution(distribution, publisher, findings);
}

fn is_below(node: &NamedNode, dataset: &NamedNode) -> bool {
    node.as_str().strip_prefix(dataset.as_str()).is_some_and(|rest| rest.starts_with('/'))
}

/// What a node without an address of its own is called.
fn words_of<'t>(node: &NamedNode, triples: &'t [Triple]) -> Option<&'t str> {
    const NAMES: [NamedNodeRef<'static>; 2] = [dcterms::TITLE, rdfs::LABEL];
    let about = NamedOrBlankNode::from(node.clone());
    let said = triples.iter().filter(|said| said.subject == about);
    said.filter(|said| NAMES.contains(&said.predicate.as_ref())).find_map(|said| match &said.object {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    })
}

fn says_nothing(license: Option<&Coded>) -> bool {
    license.is_none_or(|stated| stated.concept.is_none() && usable::says_nothing(&stated.found))
}

/// The licence that the rights of the distribution name, or that is stated for the dataset as a whole.
fn said_elsewhere(distribution: &mut Distribution, of_dataset: &OfDataset, findings: &mut Findings) {
    if !says_nothing(distribution.license.as_ref()) {
        return;
    }
    let in_rights = distribution.rights.iter().find(|rights| license::lookup(&rights.found).is_some());
    let Some(said) = in_rights.or(of_dataset.license.as_ref()).map(|said| said.found.clone()) else { return };
    let mut finding = Finding::new(&rule::VALUE_CONCLUDED, LICENSE).concluded(&said);
    finding.found =
        distribution.license.take().map(|stated| stated.found).filter(|found| !found.trim().is_empty());
    findings.push(finding);
    distribution.license = Some(Coded::found(said));
}

/// Resolves the licence of a service.
pub fn service(service: &mut DataService, findings: &mut Findings) {
    if let Some(stated) = &mut service.license {
        resolve(stated, findings);
    }
}

/// The licence that the operator vouches for. What nobody states is told by [`crate::check`].
fn configured(license: &mut Option<Coded>, mapping: &Mapping, findings: &mut Findings) {
    let Some(vouched) = mapping.license.as_deref().and_then(concept) else { return };
    if !says_nothing(license.as_ref()) {
        return;
    }
    let found = license.take().map(|stated| stated.found).filter(|found| !found.trim().is_empty());
    let mut finding = Finding::new(&rule::LICENSE_CONCLUDED, LICENSE).concluded(vouched.as_str());
    finding.found.clone_from(&found);
    findings.push(finding);
    *license =
        Some(Coded { found: found.unwrap_or_else(|| vouched.as_str().into()), concept: Some(vouched) });
}

/// The licence a text means: of the list, well known, or any valid IRI.
fn concept(found: &str) -> Option<NamedNode> {
    match (license::lookup(found), check(found)) {
        (Some(known), _) => Some(NamedNode::new_unchecked(known.iri)),
        (None, Checked::Valid(iri) | Checked::Repaired(iri)) => Some(iri),
        (None, Checked::Invalid) => None,
    }
}

fn resolve(stated: &mut Coded, findings: &mut Findings) {
    if stated.concept.as_ref().is_some_and(|concept| license::is_listed(concept.as_str()))
        || usable::says_nothing(&stated.found)
    {
        return;
    }
    let known = license::lookup(&stated.found);
    if let Some(Found { iri, certainty }) = known.filter(|known| license::is_listed(known.iri)) {
        let rule = match certainty {
            Certainty::Listed => None,
            Certainty::Spelling => Some(&rule::VALUE_NORMALISED),
            Certainty::Assumed => Some(&rule::LICENSE_VERSION_ASSUMED),
        };
        stated.concept = Some(NamedNode::new_unchecked(iri));
        if let Some(rule) = rule {
            findings.push(Finding::new(rule, LICENSE).found(&stated.found).concluded(iri));
        }
        return;
    }
    // Convention 34: an IRI outside the list is passed on unchanged.
    stated.concept = match check(&stated.found) {
        Checked::Valid(iri) | Checked::Repaired(iri) => Some(iri),
        Checked::Invalid => known.map(|known| NamedNode::new_unchecked(known.iri)),
    };
    let mut finding = Finding::new(&rule::LICENSE_UNKNOWN, LICENSE).found(&stated.found);
    finding.concluded =
        stated.concept.as_ref().map(|concept| concept.as_str().to_owned()).filter(|iri| *iri != stated.found);
    findings.push(finding);
}

/// Rights that name a licence of the list are written with its IRI.
fn rights_statement(stated: &mut Coded, findings: &mut Findings) {
    let known = license::lookup(&stated.found)
        .filter(|known| license::is_listed(known.iri) && known.certainty != Certainty::Assumed);
    let Some(known) = known else { return };
    if stated.concept.as_ref().is_none_or(|concept| concept.as_str() != known.iri) {
        findings.push(
            Finding::new(&rule::VALUE_NORMALISED, "dcterms:rights").found(&stated.found).concluded(known.iri),
        );
        stated.concept = Some(NamedNode::new_unchecked(known.iri));
    }
}

/// Convention 35. What the source says about licences without that duty stays as it is.
fn attribution(distribution: &mut Distribution, publisher: Option<&Agent>, findings: &mut Findings) {
    let concept = distribution.license.as_ref().and_then(|license| license.concept.as_ref());
    let is_due = concept.is_some_and(|concept| license::requires_attribution(concept.as_str()) == Some(true));
    if !is_due || !distribution.license_attribution_by_text.is_empty() {
        return;
    }
    let mut finding = Finding::new(&rule::LICENSE_ATTRIBUTION_MISSING, "dcatde:licenseAttributionByText");
    if let Some(name) = publisher.and_then(name) {
        finding = finding.concluded(name);
        distribution.license_attribution_by_text.push(LangString::german(name));
    }
    findings.push(finding);
}
