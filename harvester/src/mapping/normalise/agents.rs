//! Every agent has a name (DCAT-AP.de 3.0: foaf:name is obligatory).

use super::Findings;
use super::defaults::name;
use crate::mapping::{Mapping, left_out};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::{Agent, Dataset, LangString};
use datenkreis_vocab::ns::{dcterms, foaf};
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};
use percent_encoding::percent_decode_str;

/// Names agents that have none by their address. A publisher whose address says nothing either is
/// replaced by the configured one; another agent goes, if there is nothing to call it by.
pub(super) fn normalise(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    publisher(dataset, mapping, findings);
    let Dataset { creator, contributor, originator, custodian, service, distribution, extra, .. } = dataset;
    let services = distribution.iter_mut().flat_map(|distribution| &mut distribution.access_service);
    for service in services.chain(service) {
        if service.publisher.as_ref().is_some_and(|publisher| publisher.name.is_empty()) {
            let property = "dcat:DataService dcterms:publisher";
            service.publisher =
                service.publisher.take().and_then(|agent| named(agent, property, extra, mapping, findings));
        }
    }
    for (agents, property) in [
        (creator, "dcterms:creator"),
        (contributor, "dcterms:contributor"),
        (originator, "geodcatap:originator"),
        (custodian, "geodcatap:custodian"),
    ] {
        let found = std::mem::take(agents);
        agents.extend(found.into_iter().filter_map(|agent| named(agent, property, extra, mapping, findings)));
    }
}

fn publisher(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    const PROPERTY: &str = "dcterms:publisher";
    let Some(agent) = dataset.publisher.take() else {
        return;
    };
    let configured = mapping.publisher.as_ref().filter(|_| agent.name.is_empty());
    dataset.publisher = match configured.filter(|_| speaking_address(&agent, mapping).is_none()) {
        Some(configured) => {
            let mut finding = Finding::new(&rule::AGENT_NAME_MISSING, PROPERTY);
            finding.found = agent.iri.as_ref().map(|iri| iri.as_str().into());
            findings.push(finding.concluded(name(configured).unwrap_or_default()));
            forget(&agent, &mut dataset.extra, findings);
            Some(configured.clone())
        }
        None => named(agent, PROPERTY, &mut dataset.extra, mapping, findings),
    };
}

/// The agent with a name, if there is anything to call it by.
fn named(
    mut agent: Agent,
    property: &str,
    extra: &mut Vec<Triple>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Option<Agent> {
    if !agent.name.is_empty() || agent == Agent::default() {
        return Some(agent);
    }
    let concluded = speaking_address(&agent, mapping)
        .or_else(|| agent.iri.as_ref().filter(|iri| !is_ours(iri, mapping)).and_then(host));
    let mut finding = Finding::new(&rule::AGENT_NAME_MISSING, property);
    finding.found = agent.iri.as_ref().map(|iri| iri.as_str().into());
    finding.concluded.clone_from(&concluded);
    findings.push(finding);
    match concluded {
        Some(name) => {
            agent.name.push(LangString::untagged(name));
            Some(agent)
        }
        None => {
            forget(&agent, extra, findings);
            None
        }
    }
}

/// Takes out what else was said of an agent that is not published, and tells it.
fn forget(agent: &Agent, extra: &mut Vec<Triple>, findings: &mut Findings) {
    let Some(iri) = &agent.iri else { return };
    let node = NamedOrBlankNode::from(iri.clone());
    let (about, kept): (Vec<Triple>, Vec<Triple>) =
        std::mem::take(extra).into_iter().partition(|triple| triple.subject == node);
    *extra = kept;
    let mut said: Vec<String> =
        about.iter().map(|triple| format!("{} {}", triple.predicate, triple.object)).collect();
    let kind = agent.r#type.iter().map(|kind| format!("{} {}", dcterms::TYPE, kind.found));
    let homepage = agent.homepage.iter().map(|page| format!("{} {page}", foaf::HOMEPAGE));
    said.extend(kind.chain(homepage).chain(agent.mbox.iter().map(|mbox| format!("{} {mbox}", foaf::MBOX))));
    left_out::findings(&node.to_string(), said).into_iter().for_each(|finding| findings.push(finding));
}

/// What a person would recognise: the mailbox, the host of the homepage, or the last part of the IRI if
/// that is no mere number or UUID.
fn speaking_address(agent: &Agent, mapping: &Mapping) -> Option<String> {
    let mailbox = agent.mbox.first().map(|mailbox| mailbox.as_str().trim_start_matches("mailto:").to_owned());
    mailbox
        .or_else(|| agent.homepage.as_ref().and_then(host))
        .or_else(|| agent.iri.as_ref().filter(|iri| !is_ours(iri, mapping)).and_then(last_part))
}

/// A name we gave says nothing.
fn is_ours(iri: &NamedNode, mapping: &Mapping) -> bool {
    iri.as_str().strip_prefix(&mapping.base).is_some_and(|rest| rest.starts_with('/'))
}

/// The host of a web address, without `www.`.
pub fn host(iri: &NamedNode) -> Option<String> {
    let url = url::Url::parse(iri.as_str()).ok()?;
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The last part of an IRI as words, unless it is a mere number or UUID.
pub fn last_part(iri: &NamedNode) -> Option<String> {
    let (_, path) = iri.as_str().split_once("://")?.1.trim_end_matches(['/', '#']).split_once('/')?;
    let last = path.rsplit(['/', '#', '=']).next()?;
    let name = percent_decode_str(last).decode_utf8_lossy().replace(['-', '_', '+'], " ").trim().to_owned();
    let is_number = name.chars().all(|c| c.is_ascii_hexdigit() || !c.is_alphanumeric());
    (!is_number && name.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(name)
}
