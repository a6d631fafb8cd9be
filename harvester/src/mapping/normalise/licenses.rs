//! The licence of a distribution, its rights, and the attribution it demands.

use super::Findings;
use super::defaults::name;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::{Certainty, Found, license};
use datenkreis_vocab::model::{Agent, Coded, DataService, Distribution, LangString};
use oxrdf::NamedNode;

const LICENSE: &str = "dcterms:license";

/// Resolves the licence, or takes the one the operator vouches for; repeats it as rights, which other
/// portals look for; fills in the attribution from the publisher's name where the licence demands one.
pub fn normalise(
    distribution: &mut Distribution,
    publisher: Option<&Agent>,
    mapping: &Mapping,
    findings: &mut Findings,
) {
    configured(&mut distribution.license, mapping, findings);
    for service in &mut distribution.access_service {
        self::service(service, findings);
    }
    let Some(stated) = &mut distribution.license else {
        return;
    };
    resolve(stated, findings);
    let rights = match &stated.concept {
        Some(concept) => Coded::concept(concept.clone()),
        // Terms of use that are no licence of the list still bind the reader.
        None if !says_nothing(&stated.found) => Coded::found(stated.found.clone()),
        None => return,
    };
    for stated in &mut distribution.rights {
        rights_statement(stated, findings);
    }
    if distribution.rights.is_empty() {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, "dcterms:rights").concluded(&rights.found));
        distribution.rights.push(rights);
    }
    attribution(distribution, publisher, findings);
}

/// Resolves the licence of a service.
pub fn service(service: &mut DataService, findings: &mut Findings) {
    if let Some(stated) = &mut service.license {
        resolve(stated, findings);
    }
}

/// Words by which systems say that nobody chose a licence.
fn says_nothing(found: &str) -> bool {
    const NOTHING: [&str; 16] = [
        "",
        "notspecified",
        "licensenotspecified",
        "lizenznichtangegeben",
        "keinelizenzangegeben",
        "nolicense",
        "nolicence",
        "none",
        "keine",
        "keineangabe",
        "unknown",
        "unbekannt",
        "null",
        "na",
        "otherundefined",
        "undefined",
    ];
    let word: String = found.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NOTHING.contains(&word.as_str())
}

fn configured(license: &mut Option<Coded>, mapping: &Mapping, findings: &mut Findings) {
    let found = match license {
        Some(stated) if stated.concept.is_none() && says_nothing(&stated.found) => Some(stated.found.clone()),
        Some(_) => return,
        None => None,
    };
    let vouched = mapping.license.as_deref().and_then(concept);
    if found.is_none() && vouched.is_none() {
        return;
    }
    let rule = if vouched.is_some() { &rule::LICENSE_CONCLUDED } else { &rule::LICENSE_MISSING };
    let mut finding = Finding::new(rule, LICENSE);
    finding.found = found.clone().filter(|found| !found.is_empty());
    if let Some(vouched) = vouched {
        finding = finding.concluded(vouched.as_str());
        *license =
            Some(Coded { found: found.unwrap_or_else(|| vouched.as_str().into()), concept: Some(vouched) });
    }
    findings.push(finding);
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
        || says_nothing(&stated.found)
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
