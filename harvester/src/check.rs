//! Step 6: what a dataset must have before it is published, and what its publisher should mend.
//!
//! One function per obligation of DCAT-AP.de 3.0. Where a federal reader ends its whole run for want
//! of a value (GovData: dcterms:title), the nearest value of the record itself stands in, with a
//! finding; nothing is taken from elsewhere.

mod literals;
pub(crate) use literals::mistyped;
mod places;
mod shapes;

use crate::mapping::left_out;
use datenkreis_vocab::finding::{Finding, Rule, Severity, rule};
use datenkreis_vocab::lists::{license, usable};
use datenkreis_vocab::model::{
    Agent, Coded, ContactPoint, DataService, Dataset, Distribution, Kind, LangString, best,
};
use datenkreis_vocab::ns::rdf;
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Characters of a description that stand in for a title, at most.
const TITLE_CHARACTERS: usize = 100;

/// A dataset ready to be committed.
pub struct CheckedDataset {
    /// Its triples: sorted, without blank nodes.
    pub triples: Vec<Triple>,
    /// What a check found.
    pub findings: Vec<Finding>,
}

/// Checks the obligations of DCAT-AP.de 3.0 and writes the triples.
pub fn check(mut dataset: Dataset) -> CheckedDataset {
    let mut findings = vec![];
    title(&mut dataset, &mut findings);
    description(&mut dataset, &mut findings);
    publisher(&dataset, &mut findings);
    contact(&mut dataset, &mut findings);
    theme(&dataset, &mut findings);
    periods(&dataset, &mut findings);
    access_url(&mut dataset, &mut findings);
    distributions(&dataset, &mut findings);
    license_missing(&mut dataset, &mut findings);
    for distribution in &mut dataset.distribution {
        rights(distribution, &mut findings);
        checksum(distribution, &mut findings);
        let Distribution { access_service, access_url, .. } = distribution;
        services(access_service, access_url, &dataset.title, dataset.publisher.as_ref(), &mut findings);
    }
    services(&mut dataset.service, &[], &dataset.title, dataset.publisher.as_ref(), &mut findings);
    unreachable_services(&mut dataset, &mut findings);
    records(&mut dataset, &mut findings);
    let triples = literals::well_formed(dataset.to_rdf(), &mut findings);
    let triples = shapes::conform(&dataset.iri, places::telling(&dataset.iri, triples), &mut findings);
    let triples = shapes::described_here(&dataset.iri, triples);
    CheckedDataset { triples: connected(&dataset.iri, triples, &mut findings), findings }
}

/// What hangs on the dataset. A node to which nothing leads any more, because the statement that did was
/// not fit to be published, would be found by nobody; what was said of it is told.
fn connected(iri: &NamedNode, triples: Vec<Triple>, findings: &mut Vec<Finding>) -> Vec<Triple> {
    let dataset = NamedOrBlankNode::from(iri.clone());
    let mut leads_to: HashMap<NamedOrBlankNode, Vec<NamedOrBlankNode>> = HashMap::new();
    for triple in &triples {
        if let Term::NamedNode(object) = &triple.object {
            let object = NamedOrBlankNode::from(object.clone());
            if object == dataset {
                // A service says which dataset it serves.
                leads_to.entry(object.clone()).or_default().push(triple.subject.clone());
            }
            leads_to.entry(triple.subject.clone()).or_default().push(object);
        }
    }
    let mut reached = HashSet::from([dataset.clone()]);
    let mut next = vec![dataset];
    while let Some(node) = next.pop() {
        for object in leads_to.get(&node).into_iter().flatten() {
            if reached.insert(object.clone()) {
                next.push(object.clone());
            }
        }
    }
    let (kept, lost): (Vec<Triple>, Vec<Triple>) =
        triples.into_iter().partition(|triple| reached.contains(&triple.subject));
    findings.extend(told(lost));
    kept
}

/// Findings about statements that are not published, by node.
fn told(triples: Vec<Triple>) -> Vec<Finding> {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for triple in triples.into_iter().filter(|triple| triple.predicate != rdf::TYPE) {
        let statement = format!("{} {}", triple.predicate, triple.object);
        said.entry(triple.subject.to_string()).or_default().push(statement);
    }
    said.into_iter().flat_map(|(node, statements)| left_out::findings(&node, statements)).collect()
}

/// Title and description, where a record has none. Done before anything is concluded from texts, so that
/// the published dataset tells as much as the record did.
pub(crate) fn stand_ins(dataset: &mut Dataset) -> Vec<Finding> {
    let mut findings = vec![];
    title(dataset, &mut findings);
    description(dataset, &mut findings);
    findings
}

/// Without a title: the start of the description, else an identifier, else the end of the IRI.
fn title(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    dataset.title.retain(is_filled);
    if !dataset.title.is_empty() {
        return;
    }
    let from_description = best(&dataset.description, "de").map(first_words).filter(is_filled);
    let identifiers = dataset.identifier.iter().map(|identifier| LangString::untagged(identifier.value()));
    let title = from_description
        .or_else(|| identifiers.into_iter().find(is_filled))
        .unwrap_or_else(|| last_segment(&dataset.iri));
    findings.push(Finding::new(&rule::TITLE_MISSING, "dcterms:title").concluded(&title.value));
    dataset.title.push(title);
}

/// Without a description: the title.
fn description(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    dataset.description.retain(is_filled);
    if dataset.description.is_empty() {
        let concluded = best(&dataset.title, "de").map(|title| title.value.clone()).unwrap_or_default();
        findings.push(Finding::new(&rule::DESCRIPTION_MISSING, "dcterms:description").concluded(concluded));
        dataset.description.clone_from(&dataset.title);
    }
}

fn publisher(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let publisher = dataset.publisher.as_ref();
    if publisher.is_some_and(|publisher| publisher.name.iter().any(is_filled)) {
        return;
    }
    if publisher.is_none() {
        findings.push(Finding::new(&rule::PUBLISHER_MISSING, "dcterms:publisher"));
    }
}

/// Convention 01: a contact has an e-mail address or a URL; 3.0 takes a telephone number too. One that
/// cannot be reached is not published.
fn contact(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    const PROPERTY: &str = "dcat:contactPoint";
    if dataset.contact_point.is_empty() {
        findings.push(Finding::new(&rule::CONTACT_MISSING, PROPERTY));
    }
    let (kept, removed): (Vec<_>, Vec<_>) =
        std::mem::take(&mut dataset.contact_point).into_iter().partition(ContactPoint::is_reachable);
    dataset.contact_point = kept;
    for contact in &removed {
        let name = contact.r#fn.as_ref().map(|name| name.value.as_str());
        let name = name.or(contact.iri.as_ref().map(NamedNode::as_str));
        findings.push(Finding::new(&rule::CONTACT_INVALID, PROPERTY).found(name.unwrap_or_default()));
    }
    let gone = Dataset { contact_point: removed, ..Dataset::new(dataset.iri.clone()) };
    forget(dataset, gone, findings);
}

/// Takes out what else was said about nodes that are not published, and tells it: `gone` holds only them.
fn forget(dataset: &mut Dataset, mut gone: Dataset, findings: &mut Vec<Finding>) {
    let own = NamedOrBlankNode::from(dataset.iri.clone());
    let nodes: HashSet<NamedOrBlankNode> =
        gone.to_rdf().into_iter().map(|triple| triple.subject).filter(|subject| *subject != own).collect();
    if nodes.is_empty() {
        return;
    }
    let (about, kept) =
        std::mem::take(&mut dataset.extra).into_iter().partition(|triple| nodes.contains(&triple.subject));
    dataset.extra = kept;
    gone.extra = about;
    // What a finding tells already, e.g. the name, is not told again.
    let told_already: HashSet<String> = findings.iter().filter_map(|finding| finding.found.clone()).collect();
    let is_told = |term: &Term| matches!(term, Term::Literal(text) if told_already.contains(text.value()));
    let about_them =
        gone.to_rdf_as_found().into_iter().filter(|triple| triple.subject != own && !is_told(&triple.object));
    findings.extend(told(about_them.collect()));
}

fn theme(dataset: &Dataset, findings: &mut Vec<Finding>) {
    if dataset.theme.is_empty() && dataset.kind == Kind::Dataset {
        findings.push(Finding::new(&rule::THEME_MISSING, "dcat:theme"));
    }
}

/// A period that ends before it begins tells that one of its ends is wrong, but not which.
fn periods(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for period in &dataset.temporal {
        if let (Some(start), Some(end)) = (&period.start_date, &period.end_date)
            && is_before(end.value(), start.value())
        {
            let found = format!("{} – {}", start.value(), end.value());
            findings.push(Finding::new(&rule::PERIOD_REVERSED, "dcterms:temporal").found(found));
        }
    }
}

/// Whether one date is before another as far as both are exact. Hours do not count: zones differ.
fn is_before(one: &str, other: &str) -> bool {
    const DAY: usize = "2024-01-31".len();
    let length = one.len().min(other.len()).min(DAY);
    one.get(..length) < other.get(..length)
}

/// A distribution that leads nowhere is not published, nor is what else was said about it.
fn access_url(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    let (kept, removed): (Vec<_>, Vec<_>) = std::mem::take(&mut dataset.distribution)
        .into_iter()
        .partition(|distribution| !distribution.access_url.is_empty());
    dataset.distribution = kept;
    for distribution in &removed {
        let mut finding = Finding::new(&rule::ACCESS_URL_MISSING, "dcat:accessURL");
        let name = best(&distribution.title, "de").map(|title| title.value.as_str());
        finding.found = name.or(distribution.iri.as_ref().map(NamedNode::as_str)).map(Into::into);
        findings.push(finding);
    }
    let gone = Dataset { distribution: removed, ..Dataset::new(dataset.iri.clone()) };
    forget(dataset, gone, findings);
}

/// When an entry of the source's catalogue was changed is obligatory; one that does not tell was not changed
/// since it was made.
fn records(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    for record in dataset.record.iter_mut().filter(|record| record.modified.is_none()) {
        if let Some(issued) = &record.issued {
            let finding = Finding::new(&rule::VALUE_CONCLUDED, "dcat:CatalogRecord dcterms:modified");
            findings.push(finding.concluded(issued.value()));
            record.modified = Some(issued.clone());
        }
    }
}

/// A service beside the dataset has an address, or it is not published.
fn unreachable_services(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    let (kept, removed): (Vec<_>, Vec<_>) = std::mem::take(&mut dataset.service)
        .into_iter()
        .partition(|service| !service.endpoint_url.is_empty() && service.publisher.is_some());
    dataset.service = kept;
    for service in &removed {
        let mut finding = Finding::new(&rule::SERVICE_LEFT_OUT, "dcat:servesDataset");
        let name = best(&service.title, "de").map(|title| title.value.as_str());
        finding.found = name.or(service.iri.as_ref().map(NamedNode::as_str)).map(Into::into);
        findings.push(finding);
    }
    let gone = Dataset { service: removed, ..Dataset::new(dataset.iri.clone()) };
    forget(dataset, gone, findings);
}

fn distributions(dataset: &Dataset, findings: &mut Vec<Finding>) {
    if dataset.distribution.is_empty() && dataset.kind == Kind::Dataset {
        findings.push(Finding::new(&rule::DISTRIBUTION_MISSING, "dcat:distribution"));
    }
}

/// An unknown licence was told while normalising; here its absence is, once. No rights are made up: what stands
/// in grants none, as the law has it where nothing is said.
fn license_missing(dataset: &mut Dataset, findings: &mut Vec<Finding>) {
    for distribution in &mut dataset.distribution {
        let found = match &distribution.license {
            Some(stated) if stated.concept.is_some() || !usable::says_nothing(&stated.found) => continue,
            Some(stated) => Some(stated.found.clone()).filter(|found| !found.trim().is_empty()),
            None => None,
        };
        let mut finding = Finding::new(&rule::LICENSE_MISSING, "dcterms:license")
            .concluded(license::IN_WANT_OF_ANY.as_str());
        finding.found = found;
        if !findings.contains(&finding) {
            findings.push(finding);
        }
        distribution.license = Some(Coded::concept(license::IN_WANT_OF_ANY.into_owned()));
    }
}

/// dcterms:rights is allowed once: an address goes before a text.
fn rights(distribution: &mut Distribution, findings: &mut Vec<Finding>) {
    if distribution.rights.len() < 2 {
        return;
    }
    distribution.rights.sort_by_key(|rights| (rights.concept.is_none(), rights.found.clone()));
    let others: Vec<_> = distribution.rights.drain(1..).map(|rights| rights.found).collect();
    let finding = Finding::new(&rule::CARDINALITY, "dcterms:rights").found(others.join(" | "));
    findings.push(finding.concluded(&distribution.rights[0].found));
}

/// A checksum is hexadecimal and names a known algorithm, or it cannot be published.
fn checksum(distribution: &mut Distribution, findings: &mut Vec<Finding>) {
    if let Some(checksum) = distribution.checksum.take_if(|checksum| !checksum.is_hexadecimal()) {
        findings
            .push(Finding::new(&rule::LITERAL_INVALID, "spdx:checksumValue").found(checksum.checksum_value));
    }
}

/// Title, endpoint and publisher of a service are obligatory; what surrounds it stands in.
fn services(
    services: &mut [DataService],
    access_url: &[NamedNode],
    title: &[LangString],
    publisher: Option<&Agent>,
    findings: &mut Vec<Finding>,
) {
    for service in services {
        if service.title.is_empty() {
            service.title = title.to_vec();
            let concluded = best(title, "de").map(|title| title.value.clone());
            findings.push(of_service(&rule::TITLE_MISSING, "dcterms:title", service, concluded));
        }
        if service.endpoint_url.is_empty()
            && let Some(concluded) = access_url.first().map(|url| url.as_str().to_owned())
        {
            service.endpoint_url = access_url.to_vec();
            let concluded = Some(concluded);
            findings.push(of_service(&rule::VALUE_CONCLUDED, "dcat:endpointURL", service, concluded));
        }
        if service.publisher.is_none() && publisher.is_some() {
            service.publisher = publisher.cloned();
            findings.push(of_service(&rule::PUBLISHER_MISSING, "dcterms:publisher", service, None));
        }
    }
}

/// Nothing is lost by what a service lacks, so it never is an error.
fn of_service(
    rule: &'static Rule,
    property: &str,
    service: &DataService,
    concluded: Option<String>,
) -> Finding {
    let mut finding = Finding::new(rule, format!("dcat:DataService {property}"));
    finding.severity = Severity::Warning;
    finding.found = service.iri.as_ref().map(|iri| iri.as_str().into());
    finding.concluded = concluded;
    finding
}

fn is_filled(text: &LangString) -> bool {
    !text.value.trim().is_empty()
}

/// The first sentence or line of a text that may hold simple HTML, cut at a word.
fn first_words(text: &LangString) -> LangString {
    let mut plain = String::new();
    let mut in_tag = false;
    for character in text.value.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                plain.push('\n');
            }
            _ if in_tag => {}
            _ => plain.push(character),
        }
    }
    let line = plain.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(sentence, _)| sentence);
    let words = sentence.split_whitespace();
    let mut value = String::new();
    for word in words {
        if !value.is_empty() && value.chars().count() + word.chars().count() >= TITLE_CHARACTERS {
            value.push_str(" …");
            break;
        }
        if !value.is_empty() {
            value.push(' ');
        }
        value.extend(word.chars().take(TITLE_CHARACTERS));
    }
    LangString { value, language: text.language.clone() }
}

fn last_segment(iri: &NamedNode) -> LangString {
    let segment = iri.as_str().rsplit('/').next().unwrap_or_default();
    let decoded = percent_decode_str(segment).decode_utf8_lossy().trim().to_owned();
    LangString::untagged(if decoded.is_empty() { iri.as_str().to_owned() } else { decoded })
}

#[cfg(test)]
mod tests;
