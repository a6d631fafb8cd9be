//! What the configuration, or the dataset itself, vouches for where a record is silent.

use super::Findings;
use crate::mapping::Mapping;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::contributors;
use datenkreis_vocab::model::{Agent, Dataset, Distribution, LangString, best};
use oxrdf::NamedNode;

/// Fills in publisher, contact and contributor from the configuration.
pub fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    if dataset.publisher.is_none()
        && let Some(publisher) = &mapping.publisher
    {
        let name = name(publisher).unwrap_or_default();
        findings.push(Finding::new(&rule::PUBLISHER_MISSING, "dcterms:publisher").concluded(name));
        dataset.publisher = Some(publisher.clone());
    }
    if dataset.contact_point.is_empty()
        && let Some(contact) = &mapping.contact
    {
        let address = contact.has_email.iter().chain(&contact.has_url).chain(&contact.has_telephone).next();
        let concluded = address
            .map_or_else(|| contact.r#fn.clone().unwrap_or_default(), |address| address.as_str().into());
        findings.push(Finding::new(&rule::CONTACT_INVALID, "dcat:contactPoint").concluded(concluded));
        dataset.contact_point.push(contact.clone());
    }
    contributor(dataset, mapping, findings);
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
        findings.push(Finding::new(&rule::VALUE_NORMALISED, PROPERTY).concluded(configured.as_str()));
        dataset.contributor_id.push(configured);
    }
}

/// A service behind a distribution has the title and licence of the distribution and the publisher of
/// the dataset, unless it says otherwise (DCAT-AP.de 3.0: title and publisher are obligatory;
/// convention 32: the licence).
pub fn services(distribution: &mut Distribution, publisher: Option<&Agent>, findings: &mut Findings) {
    for service in &mut distribution.access_service {
        if service.title.is_empty()
            && let Some(title) = best(&distribution.title, "de")
        {
            findings.push(
                Finding::new(&rule::VALUE_NORMALISED, "dcat:DataService dcterms:title")
                    .concluded(&title.value),
            );
            service.title.push(title.clone());
        }
        if service.publisher.is_none()
            && let Some(publisher) = publisher
        {
            let name = name(publisher).unwrap_or_default();
            findings.push(
                Finding::new(&rule::VALUE_NORMALISED, "dcat:DataService dcterms:publisher").concluded(name),
            );
            service.publisher = Some(publisher.clone());
        }
        if service.license.is_none()
            && let Some(license) = distribution.license.as_ref().filter(|license| license.concept.is_some())
        {
            findings.push(
                Finding::new(&rule::VALUE_NORMALISED, "dcat:DataService dcterms:license")
                    .concluded(&license.found),
            );
            service.license = Some(license.clone());
        }
    }
}

/// The name of an agent, German if there is one.
pub fn name(agent: &Agent) -> Option<&str> {
    best(&agent.name, "de").map(|name: &LangString| name.value.as_str())
}
