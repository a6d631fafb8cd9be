//! The licence of a distribution, its rights, and the attribution it demands.

use super::Findings;
use super::defaults::name;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::{Certainty, Found, access_right, license, usable};
use datenkreis_vocab::model::{Agent, Coded, DataService, Dataset, Distribution, LangString};
use datenkreis_vocab::ns::{dcat, dcterms, rdf, rdfs};
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
                Term::NamedNode(node) => Some(meaning(node, dataset)).filter(|meant| {
                    // The name we gave a node says nothing.
                    *meant != node.as_str() || !is_below(node, &dataset.iri)
                }),
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
    inherit(distribution, of_dataset, mapping, findings);
    for service in &mut distribution.access_service {
        self::service(service, findings);
    }
    let Some(stated) = &mut distribution.license else {
        return;
    };
    if let Some((_, text)) = license::with_attribution(&stated.found)
        && distribution.license_attribution_by_text.is_empty()
    {
        const PROPERTY: &str = "dcatde:licenseAttributionByText";
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, PROPERTY).found(&stated.found).concluded(text));
        distribution.license_attribution_by_text.push(LangString::german(text));
    }
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

/// What a statement of terms says: its address where that is known, else what its document says of itself, else
/// its title, else its address.
fn meaning<'d>(node: &'d NamedNode, dataset: &'d Dataset) -> &'d str {
    const NAMES: [NamedNodeRef<'static>; 2] = [dcterms::TITLE, rdfs::LABEL];
    if license::lookup(node.as_str()).is_some() {
        return node.as_str();
    }
    let about = NamedOrBlankNode::from(node.clone());
    let said = |among: &'static [NamedNodeRef<'static>]| {
        let said = dataset.extra.iter().filter(|said| said.subject == about);
        said.filter(|said| among.contains(&said.predicate.as_ref())).filter_map(|said| match &said.object {
            Term::Literal(literal) => Some(literal.value()),
            Term::NamedNode(iri) => Some(iri.as_str()),
            _ => None,
        })
    };
    license::described(said(&license::DESCRIPTION)).or_else(|| said(&NAMES).next()).unwrap_or(node.as_str())
}

fn says_nothing(license: Option<&Coded>) -> bool {
    license.is_none_or(|stated| stated.concept.is_none() && usable::says_nothing(&stated.found))
}

/// A licence for a distribution that states none. What the file itself says goes before what is said of all.
fn inherit(
    distribution: &mut Distribution,
    of_dataset: &OfDataset,
    mapping: &Mapping,
    findings: &mut Findings,
) {
    match own_terms(distribution) {
        Some(terms) => ambiguous(&terms, of_dataset, mapping, findings),
        None => {
            said_elsewhere(distribution, of_dataset, findings);
            configured(&mut distribution.license, mapping, findings);
        }
    }
}

/// The terms that a distribution without a licence states as its rights and that are no licence we know: they may
/// forbid what the licence of the dataset allows.
fn own_terms(distribution: &Distribution) -> Option<String> {
    let rights = &distribution.rights;
    let names_one = rights.iter().any(|rights| license::lookup(&rights.found).is_some());
    if !says_nothing(distribution.license.as_ref()) || names_one {
        return None;
    }
    let terms: Vec<&str> =
        rights.iter().map(|rights| rights.found.as_str()).filter(|found| restrict(found)).collect();
    (!terms.is_empty()).then(|| terms.join(" | "))
}

/// Whether a statement of rights may restrict the use of the data. Who may have them at all is another question,
/// and that there are no restrictions is none.
pub(crate) fn restrict(rights: &str) -> bool {
    const UNLIMITED: [&str; 2] = ["noLimitations", "noConditionsApply"];
    let is_unlimited = UNLIMITED.iter().any(|end| rights.ends_with(end));
    !usable::says_nothing(rights) && access_right::lookup(rights).is_none() && !is_unlimited
}

/// Two statements of which nobody knows whether they go together; without a licence nothing is allowed.
fn ambiguous(terms: &str, of_dataset: &OfDataset, mapping: &Mapping, findings: &mut Findings) {
    let of_all = of_dataset.license.as_ref().map(|license| license.found.as_str());
    if let Some(license) = of_all.or(mapping.license.as_deref()) {
        let found = format!("{license} | dcterms:rights {terms}");
        findings.push(Finding::new(&rule::LICENSE_AMBIGUOUS, LICENSE).found(found));
    }
}

/// Samples (adms:sample), which the model passes on, have the licence of the dataset as their siblings do.
pub fn samples(dataset: &mut Dataset, of_dataset: &OfDataset, mapping: &Mapping, findings: &mut Findings) {
    let is_class =
        |said: &&Triple| said.predicate == rdf::TYPE && said.object == dcat::DISTRIBUTION_CLASS.into();
    let samples: BTreeSet<String> =
        dataset.extra.iter().filter(is_class).map(|said| said.subject.to_string()).collect();
    for sample in samples {
        let about: Vec<&Triple> =
            dataset.extra.iter().filter(|said| said.subject.to_string() == sample).collect();
        let Some(NamedOrBlankNode::NamedNode(iri)) = about.first().map(|said| said.subject.clone()) else {
            continue;
        };
        let stated = |property| about.iter().filter(move |said| said.predicate == property);
        if stated(dcterms::LICENSE).next().is_some() {
            continue;
        }
        let mut read = Distribution { iri: Some(iri.clone()), ..Distribution::default() };
        read.rights = stated(dcterms::RIGHTS)
            .map(|said| match &said.object {
                Term::NamedNode(node) => Coded::found(meaning(node, dataset)),
                Term::Literal(literal) => Coded::found(literal.value()),
                other => Coded::found(other.to_string()),
            })
            .collect();
        inherit(&mut read, of_dataset, mapping, findings);
        let Some(mut license) = read.license else { continue };
        resolve(&mut license, findings);
        dataset.extra.extend(license.concept.map(|concept| Triple::new(iri, dcterms::LICENSE, concept)));
    }
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
