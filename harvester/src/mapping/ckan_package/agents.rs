//! Who publishes, made, keeps and answers for a dataset.

use super::Reader;
use super::address::{self, address, hashed};
use super::fields::{Fields, is_empty, member, text_of};
use super::members::{Group, tell_rest};
use super::texts::texts;
use crate::mapping::Mapping;
use crate::mapping::value::{is_mailbox, looks_like_iri};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::model::{Agent, Coded, ContactPoint, Dataset, LangString};
use datenkreis_vocab::ns::vcard;
use oxrdf::{NamedNode, Triple};
use serde_json::Value;

const NAMES: &[&str] = &["name", "fn", "title", "display_name", "full_name", "organization", "organisation"];
const IRIS: &[&str] = &["uri", "identifier", "id", "iri"];
const MAILBOXES: &[&str] = &["email", "mbox", "mail", "hasEmail"];
const PAGES: &[&str] = &["url", "homepage", "website", "hasURL"];
const TELEPHONES: &[&str] = &["telephone", "tel", "phone", "hasTelephone"];
const TYPES: &[&str] = &["type", "publisher_type"];
const ORGANISATIONS: &[&str] = &["organization_name", "organisation", "organization"];
const ROLES: &[&str] = &["role"];

/// What is read of an agent.
const OF_AGENTS: &[Group] = &[NAMES, IRIS, MAILBOXES, PAGES, TYPES, ROLES, &["given_name"]];

/// What is read of a contact. Its name is that of the person, which may stand beside that of the body.
const OF_CONTACTS: &[Group] = &[
    &["name", "fn", "title", "display_name", "full_name"],
    ORGANISATIONS,
    IRIS,
    MAILBOXES,
    PAGES,
    TELEPHONES,
    ROLES,
    &["given_name"],
    address::ADDRESSES,
    address::STREETS,
    address::CODES,
    address::LOCALITIES,
    address::COUNTRIES,
];

/// Reads all roles. The publisher is what the record calls so; else its organisation; in DKAN its
/// group (DKAN's groups are the publishing bodies); else its author, with a finding.
pub fn agents(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader, mapping: &Mapping) {
    let publishers = role_contacts(fields, dataset, reader);
    dataset.publisher = publisher(publishers, fields, reader, mapping);
    let authors =
        role(fields, &["creator", "author", "autor"], &["creator", "author", "dcat_creator"], reader);
    let (authors, nameless): (Vec<_>, Vec<_>) =
        authors.into_iter().partition(|author| !author.agent.name.is_empty());
    dataset.creator.extend(named(authors, reader));
    for (name, agents) in [
        ("contributor", &mut dataset.contributor),
        ("originator", &mut dataset.originator),
        ("custodian", &mut dataset.custodian),
    ] {
        let stated = role(fields, &[name], &[name], reader);
        agents.extend(named(stated, reader));
    }
    if dataset.publisher.is_none()
        && let Some(author) = dataset.creator.first()
    {
        let name = author.name.first().map(|name| name.value.clone()).unwrap_or_default();
        reader
            .values
            .findings
            .push(Finding::new(&rule::PUBLISHER_MISSING, "dcterms:publisher").concluded(name));
        dataset.publisher = Some(author.clone());
    }
    contacts(fields, dataset, reader);
    author_answers(nameless, dataset, reader);
}

/// An agent, and the field of the source that tells of it.
struct Stated {
    property: String,
    agent: Agent,
}

/// The publisher: what the contacts call so (`known`), else what the record does, else its organisation.
fn publisher(
    known: Vec<Stated>,
    fields: &mut Fields,
    reader: &mut Reader,
    mapping: &Mapping,
) -> Option<Agent> {
    let stated = if known.is_empty() {
        role(fields, &["publisher"], &["publisher", "dcat_publisher"], reader)
    } else {
        known
    };
    let (named, nameless): (Vec<_>, Vec<_>) =
        stated.into_iter().partition(|stated| !stated.agent.name.is_empty());
    let named = own_publisher(named, reader, mapping);
    let mut publisher = named.or_else(|| organization(fields, reader));
    // `publisher_uri` or `publisher_email` alone tell more about the organisation.
    match (&mut publisher, nameless.into_iter().next()) {
        (Some(publisher), Some(more)) => complete(publisher, more.agent),
        (None, Some(more)) => drop(self::named(vec![more], reader)),
        _ => {}
    }
    publisher
}

/// Of several publishers the one the source stands for, else the first; the others are told.
fn own_publisher(mut named: Vec<Stated>, reader: &mut Reader, mapping: &Mapping) -> Option<Agent> {
    if named.is_empty() {
        return None;
    }
    let shown = |agent: &Agent| agent.name.first().map(|name| name.value.clone()).unwrap_or_default();
    let at = named.iter().position(|stated| mapping.stands_for(&stated.agent)).unwrap_or(0);
    let chosen = named.remove(at).agent;
    for other in named {
        let finding = Finding::new(&rule::CARDINALITY, other.property).found(shown(&other.agent));
        reader.values.findings.push(finding.concluded(shown(&chosen)));
    }
    Some(chosen)
}

fn organization(fields: &mut Fields, reader: &Reader) -> Option<Agent> {
    if let Some((_, organization)) = fields.take(&["organization"]) {
        let named = member_texts(&organization, &["title", "display_name", "name"]);
        if !named.is_empty() {
            return Some(Agent { name: named, ..Agent::default() });
        }
    }
    if reader.dkan {
        let groups = fields.take_all(&["groups"]);
        let group = groups.iter().find_map(|(_, group)| member(group, &["title", "name"]));
        return group.map(|name| Agent { name: vec![LangString::untagged(name)], ..Agent::default() });
    }
    None
}

fn member_texts(value: &Value, names: &[&str]) -> Vec<LangString> {
    match value {
        Value::String(text) => texts(&Value::String(text.clone())),
        value => names
            .iter()
            .filter_map(|name| value.get(*name))
            .find(|value| !is_empty(value))
            .map(texts)
            .unwrap_or_default(),
    }
}

/// The agents of one role: as nested values under `names`, or spread over fields that start with
/// one of `prefixes` (`publisher_name`, `publisher_email`, …).
fn role(fields: &mut Fields, names: &[&str], prefixes: &[&str], reader: &mut Reader) -> Vec<Stated> {
    let mut agents: Vec<Stated> = vec![];
    for (property, value) in fields.take_all(names) {
        match agent(&value, &property, reader) {
            Some(agent) => {
                tell_rest(&value, &property, OF_AGENTS, reader);
                if !agents.iter().any(|known| known.agent == agent) {
                    agents.push(Stated { property, agent });
                }
            }
            None => fields.give_back(&property),
        }
    }
    for prefix in prefixes {
        if let Some((property, spread)) = spread(fields, prefix)
            && let Some(further) = agent(&spread, &property, reader)
        {
            tell_rest(&spread, &property, OF_AGENTS, reader);
            // `author` and `author_email` belong together.
            match agents.first_mut().map(|first| &mut first.agent) {
                Some(first) if further.name.is_empty() => complete(first, further),
                Some(first) if first.name == further.name => complete(first, further),
                _ => agents.push(Stated { property, agent: further }),
            }
        }
    }
    agents
}

/// Only agents with a name (foaf:name is mandatory); what is known of the others is reported.
fn named(stated: Vec<Stated>, reader: &mut Reader) -> Vec<Agent> {
    let (named, nameless): (Vec<_>, Vec<_>) =
        stated.into_iter().partition(|stated| !stated.agent.name.is_empty());
    for Stated { property, agent } in nameless {
        let iris = agent.iri.iter().chain(&agent.mbox).chain(&agent.homepage).map(NamedNode::as_str);
        for known in iris.chain(agent.r#type.iter().map(|kind| kind.found.as_str())) {
            reader.not_mapped(&property, &Value::from(known));
        }
    }
    named.into_iter().map(|stated| stated.agent).collect()
}

fn complete(agent: &mut Agent, further: Agent) {
    agent.iri = agent.iri.take().or(further.iri);
    agent.r#type = agent.r#type.take().or(further.r#type);
    agent.homepage = agent.homepage.take().or(further.homepage);
    for mbox in further.mbox {
        if !agent.mbox.contains(&mbox) {
            agent.mbox.push(mbox);
        }
    }
}

/// Gathers `<prefix>_name`, `<prefix>_email` … into one dictionary. It is called by its only field, else
/// by the prefix.
fn spread(fields: &mut Fields, prefix: &str) -> Option<(String, Value)> {
    let mut gathered = serde_json::Map::new();
    let mut called = None;
    for member in ["name", "email", "url", "uri", "identifier", "type", "tel", "telephone", "homepage"] {
        if let Some((property, value)) = fields.take(&[&format!("{prefix}_{member}")]) {
            called = Some(if gathered.is_empty() { property } else { prefix.into() });
            gathered.insert(member.into(), value);
        }
    }
    Some((called?, Value::Object(gathered)))
}

fn agent(value: &Value, property: &str, reader: &mut Reader) -> Option<Agent> {
    if let Value::String(text) = value {
        // "Name <mailbox>" is one agent; a bare IRI is its identity without a name.
        let (name, mailbox) = split_mailbox(text);
        let mbox = mailbox.and_then(|mailbox| reader.values.mailbox(&mailbox, property));
        return Some(Agent {
            name: vec![LangString::untagged(name)],
            mbox: mbox.into_iter().collect(),
            ..Agent::default()
        });
    }
    value.as_object()?;
    let mut name = member_texts(value, NAMES);
    if let (Some(given), [family]) = (member(value, &["given_name"]), name.as_mut_slice())
        && !family.value.contains(&given)
    {
        family.value = format!("{given} {}", family.value);
    }
    let iri = member(value, IRIS).filter(|iri| looks_like_iri(iri));
    let iri = iri.and_then(|iri| reader.values.iri(&iri, property));
    Some(Agent {
        iri: iri.filter(|iri| is_theirs(iri, property, reader)),
        name,
        r#type: member(value, TYPES).map(Coded::found),
        mbox: mailboxes(value, property, reader),
        homepage: member(value, PAGES).and_then(|page| reader.values.iri(&page, property)),
    })
    .filter(|agent| *agent != Agent::default())
}

/// Whether an IRI is not one that this portal gives: bodies of ours are described by the configuration alone.
fn is_theirs(iri: &NamedNode, property: &str, reader: &mut Reader) -> bool {
    let home = reader.dataset.rsplitn(4, '/').nth(3).unwrap_or_default();
    let is_ours = !home.is_empty() && iri.as_str().starts_with(&format!("{home}/"));
    if is_ours {
        reader.values.findings.push(Finding::new(&rule::IDENTITY_CONFLICT, property).found(iri.as_str()));
    }
    !is_ours
}

fn mailboxes(value: &Value, property: &str, reader: &mut Reader) -> Vec<NamedNode> {
    let found = member(value, MAILBOXES).unwrap_or_default();
    let parts = found.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
    parts.filter_map(|part| reader.values.mailbox(part, property)).collect()
}

fn split_mailbox(text: &str) -> (String, Option<String>) {
    if let Some((name, rest)) = text.split_once('<')
        && let Some((mailbox, _)) = rest.split_once('>')
        && is_mailbox(mailbox)
        && !name.trim().is_empty()
    {
        return (name.trim().into(), Some(mailbox.into()));
    }
    let mailbox = is_mailbox(text).then(|| text.to_owned());
    (text.trim().into(), mailbox)
}

fn contacts(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    for (property, value) in fields.take_all(&["contact", "contact_point", "contact_points"]) {
        match contact(&value, &property, reader) {
            Some(point) => add_contact(dataset, point),
            None => fields.give_back(&property),
        }
    }
    for prefix in ["contact", "maintainer"] {
        if let Some((called, mut value)) = spread(fields, prefix) {
            if prefix == "maintainer"
                && let Some((_, named)) = fields.take(&["maintainer"])
            {
                merge_name(&mut value, named);
            }
            if let Some(point) = contact(&value, &called, reader) {
                add_contact(dataset, point);
            }
        } else if prefix == "maintainer"
            && let Some((property, named)) = fields.take(&["maintainer"])
            && let Some(point) = contact(&named, &property, reader)
        {
            add_contact(dataset, point);
        }
    }
    if let Some((property, mailbox)) = fields.take_text(&["contact-email"])
        && let Some(mailbox) = reader.values.mailbox(&mailbox, &property)
    {
        add_contact(dataset, ContactPoint { has_email: vec![mailbox], ..ContactPoint::default() });
    }
}

/// ckanext-dcat: where nobody else is named, the author answers, also one without a name.
fn author_answers(mut nameless: Vec<Stated>, dataset: &mut Dataset, reader: &mut Reader) {
    if !dataset.contact_point.is_empty() {
        named(nameless, reader);
        return;
    }
    if let Some(author) = dataset.creator.iter().find(|author| !author.mbox.is_empty()) {
        dataset.contact_point.push(ContactPoint {
            r#fn: author.name.first().cloned(),
            has_email: author.mbox.clone(),
            ..ContactPoint::default()
        });
    } else if let Some(at) = nameless.iter().position(|stated| !stated.agent.mbox.is_empty()) {
        let author = nameless.remove(at).agent;
        dataset.contact_point.push(ContactPoint {
            iri: author.iri,
            has_email: author.mbox,
            has_url: author.homepage.into_iter().collect(),
            ..ContactPoint::default()
        });
    }
    named(nameless, reader);
}

fn merge_name(value: &mut Value, named: Value) {
    let Value::Object(members) = value else {
        return;
    };
    match named {
        Value::Object(named) => {
            for (name, value) in named {
                if !is_empty(&value) {
                    members.entry(name).or_insert(value);
                }
            }
        }
        named => {
            if let Some(text) = text_of(&named) {
                members.entry("name").or_insert(Value::String(text));
            }
        }
    }
}

fn add_contact(dataset: &mut Dataset, point: ContactPoint) {
    if !dataset.contact_point.contains(&point) {
        dataset.contact_point.push(point);
    }
}

fn contact(value: &Value, property: &str, reader: &mut Reader) -> Option<ContactPoint> {
    let agent = agent(value, property, reader)?;
    let telephone = member(value, TELEPHONES).and_then(|found| reader.values.telephone(&found, property));
    tell_rest(value, property, OF_CONTACTS, reader);
    let mut point = ContactPoint {
        iri: agent.iri,
        r#fn: agent.name.into_iter().next(),
        has_email: agent.mbox,
        has_url: agent.homepage.into_iter().collect(),
        has_telephone: telephone.into_iter().collect(),
        organization_name: None,
    };
    let organisation = member(value, ORGANISATIONS).filter(|name| {
        point.r#fn.as_ref().is_none_or(|known| known.value != *name)
            || member(value, &ORGANISATIONS[..2]).as_ref() == Some(name)
    });
    point.organization_name = organisation.map(LangString::untagged);
    if let Some(address) = address(value, reader) {
        let content = format!("{point:?} {address}");
        let node = point.iri.get_or_insert_with(|| below(&reader.dataset, "contact", &hashed(&content)));
        reader.extra.push(Triple::new(node.clone(), vcard::HAS_ADDRESS, address));
    }
    Some(point)
}

/// `contacts` of the OGD metadata schema 1.0 (GovData 2013): a list of people with their role. Returns those
/// who publish.
fn role_contacts(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) -> Vec<Stated> {
    let mut publishers = vec![];
    for (property, value) in fields.take_all(&["contacts"]) {
        // What one reading tells, another would tell again.
        let mut quiet = Reader::default();
        let named = agent(&value, &property, &mut quiet).is_some_and(|agent| !agent.name.is_empty());
        let agents: Option<&mut Vec<Agent>> =
            match member(&value, ROLES).as_deref().map(str::to_lowercase).as_deref() {
                Some("veroeffentlichende_stelle" | "veröffentlichende_stelle" | "publisher") if named => {
                    None
                }
                Some("autor" | "author") if named => Some(&mut dataset.creator),
                Some("vertrieb" | "distributor") if named => Some(&mut dataset.contributor),
                _ => {
                    match contact(&value, &property, reader) {
                        Some(point) => add_contact(dataset, point),
                        None => fields.give_back(&property),
                    }
                    continue;
                }
            };
        let Some(agent) = agent(&value, &property, reader) else {
            continue;
        };
        tell_rest(&value, &property, OF_AGENTS, reader);
        match agents {
            Some(agents) => agents.push(agent),
            None => publishers.push(Stated { property, agent }),
        }
    }
    publishers
}
