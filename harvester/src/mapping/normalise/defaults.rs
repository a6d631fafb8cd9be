//! What the configuration, or the dataset itself, vouches for where a record is silent.

use super::{Findings, agents};
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::{contributors, license};
use datenkreis_vocab::model::{Agent, Coded, DataService, Dataset, LangString, best};
use oxrdf::NamedNode;

/// Fills in publisher, contact and contributor from the configuration. Where neither the record nor the
/// configuration names a publisher, the source itself is the one we know: it published what we took.
pub fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    agents::normalise(dataset, mapping, findings);
    if dataset.publisher.as_ref().is_none_or(|publisher| *publisher == Agent::default()) {
        // The source itself makes the data available, whoever else does; DCAT-AP.de 3.0 demands somebody.
        let source = || Agent { name: vec![LangString::german(&mapping.title)], ..Agent::default() };
        let publisher = mapping.publisher.clone().unwrap_or_else(source);
        let name = name(&publisher).unwrap_or_default();
        findings.push(Finding::new(&rule::PUBLISHER_MISSING, "dcterms:publisher").concluded(name));
        dataset.publisher = Some(publisher);
    }
    contact(dataset, mapping, findings);
    contributor(dataset, mapping, findings);
}

/// Without a contact, or for one that cannot be reached (convention 01), the configured one stands in.
fn contact(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    const PROPERTY: &str = "dcat:contactPoint";
    let Some(configured) = &mapping.contact else {
        return;
    };
    let mut addresses =
        configured.has_email.iter().chain(&configured.has_url).chain(&configured.has_telephone);
    let Some(address) = addresses.next() else {
        return;
    };
    if dataset.contact_point.is_empty() {
        findings.push(Finding::new(&rule::CONTACT_MISSING, PROPERTY).concluded(address.as_str()));
        dataset.contact_point.push(configured.clone());
    }
    for contact in dataset.contact_point.iter_mut().filter(|contact| !contact.is_reachable()) {
        let mut finding = Finding::new(&rule::CONTACT_INVALID, PROPERTY).concluded(address.as_str());
        finding.found = contact.r#fn.as_ref().map(|name| name.value.clone());
        findings.push(finding);
        contact.has_email.clone_from(&configured.has_email);
        contact.has_url.clone_from(&configured.has_url);
        contact.has_telephone.clone_from(&configured.has_telephone);
    }
}

/// Convention 13: at most one contributor of GovData's list, in its own spelling.
fn contributor(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    const PROPERTY: &str = "dcatde:contributorID";
    for id in &mut dataset.contributor_id {
        if let Some(listed) = contributors::lookup(id.as_str()).filter(|listed| listed.iri != id.as_str()) {
            findings.push(
                Finding::new(&rule::VALUE_NORMALISED, PROPERTY).found(id.as_str()).concluded(listed.iri),
            );
            *id = NamedNode::new_unchecked(listed.iri);
        }
    }
    dataset.contributor_id.retain(|id| {
        let is_invented =
            contributors::is_of_list(id.as_str()) && contributors::lookup(id.as_str()).is_none();
        if is_invented {
            findings.push(Finding::new(&rule::VALUE_UNKNOWN, PROPERTY).found(id.as_str()));
        }
        !is_invented
    });
    let Some(configured) = &mapping.contributor_id else {
        return;
    };
    let configured = match contributors::lookup(configured) {
        Some(listed) => NamedNode::new_unchecked(listed.iri),
        None => match check(configured) {
            Checked::Valid(iri) | Checked::Repaired(iri) => iri,
            Checked::Invalid => return,
        },
    };
    let is_listed = |id: &NamedNode| id.as_str().starts_with(contributors::LIST.base);
    let is_taken = is_listed(&configured) && dataset.contributor_id.iter().any(is_listed);
    if !is_taken && !dataset.contributor_id.contains(&configured) {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, PROPERTY).concluded(configured.as_str()));
        dataset.contributor_id.push(configured);
    }
}

/// A service behind a distribution has the title and licence of the distribution and the publisher of
/// the dataset, unless it says otherwise (DCAT-AP.de 3.0: title and publisher are obligatory;
/// convention 32: the licence).
pub fn services(
    services: &mut [DataService],
    titles: &[LangString],
    license: Option<&Coded>,
    publisher: Option<&Agent>,
    findings: &mut Findings,
) {
    let mut conclude = |property: &str, concluded: &str| {
        let property = format!("dcat:DataService {property}");
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, property).concluded(concluded));
    };
    for service in services {
        if service.title.is_empty()
            && let Some(title) = best(titles, "de")
        {
            conclude("dcterms:title", &title.value);
            service.title.push(title.clone());
        }
        if service.publisher.is_none()
            && let Some(publisher) = publisher
        {
            conclude("dcterms:publisher", name(publisher).unwrap_or_default());
            service.publisher = Some(publisher.clone());
        }
        if service.license.is_none()
            && let Some(license) = license.filter(|license| is_stated(license))
        {
            conclude("dcterms:license", &license.found);
            service.license = Some(license.clone());
        }
    }
}

/// Whether it is a licence, and not what stands there in want of any.
fn is_stated(license: &Coded) -> bool {
    license.concept.as_ref().is_some_and(|concept| concept.as_ref() != license::IN_WANT_OF_ANY)
}

/// The name of an agent, German if there is one.
pub fn name(agent: &Agent) -> Option<&str> {
    best(&agent.name, "de").map(|name: &LangString| name.value.as_str())
}
