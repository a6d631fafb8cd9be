//! Which organisation of the region a dataset counts for.

use crate::config::Organisation;
use crate::mapping::Mapping;
use datenkreis_vocab::ns::{dcatde, dcterms, foaf};
use oxrdf::{NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple};
use std::collections::BTreeSet;

const PLACES: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// The id of the organisation: the one the record itself names as publisher; else the one configured
/// for its source; else the one municipality of the region the dataset is about. The record goes first,
/// for a portal of several municipalities is one source.
pub fn find(dataset: NamedNodeRef<'_>, triples: &[Triple], mapping: &Mapping) -> Option<String> {
    let organisations = &mapping.region.organisations;
    let publishers: Vec<TermRef<'_>> = objects(triples, dataset.into(), dcterms::PUBLISHER).collect();
    let named = publishers.iter().find_map(|&publisher| {
        // The IRI it has elsewhere is its identifier here.
        let identifiers =
            node(publisher).into_iter().flat_map(|node| objects(triples, node, dcterms::IDENTIFIER));
        let mut called = [publisher].into_iter().chain(identifiers);
        called.find_map(|called| by_iri(called, mapping)).or_else(|| {
            let names = node(publisher).into_iter().flat_map(|node| objects(triples, node, foaf::NAME));
            let mut names = names.filter_map(|name| match name {
                TermRef::Literal(name) => Some(name.value()),
                _ => None,
            });
            names.find_map(|name| by_name(name, organisations))
        })
    });
    let configured = || {
        let iri = mapping.publisher.as_ref()?.iri.as_ref()?;
        by_iri(TermRef::NamedNode(iri.as_ref()), mapping)
    };
    let found = named.or_else(configured).or_else(|| by_place(dataset, triples, organisations));
    found.map(|organisation| organisation.id.clone())
}

/// By the IRI we give the organisation, or by its home page.
fn by_iri<'m>(publisher: TermRef<'_>, mapping: &'m Mapping) -> Option<&'m Organisation> {
    let iri = match publisher {
        TermRef::NamedNode(iri) => iri.as_str(),
        TermRef::Literal(identifier) => identifier.value(),
        TermRef::BlankNode(_) => return None,
    };
    let bare = |address: &str| address.trim_end_matches('/').to_owned();
    let id = iri.strip_prefix(&format!("{}/organisation/", mapping.base));
    mapping.region.organisations.iter().find(|organisation| {
        let is_home = |home: &url::Url| bare(home.as_str()) == bare(iri);
        id == Some(organisation.id.as_str()) || organisation.homepage.as_ref().is_some_and(is_home)
    })
}

/// By its official name, alone or before the name of an office (`Stadt Selm, Amt 61`); or by what
/// follows the first word of the official name (`Selm`), if only one organisation bears that.
fn by_name<'m>(found: &str, organisations: &'m [Organisation]) -> Option<&'m Organisation> {
    let found = found.trim().to_lowercase();
    let begins = |name: &str| {
        let rest = found.strip_prefix(name.to_lowercase().as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let official = organisations.iter().filter(|organisation| begins(&organisation.name));
    official.max_by_key(|organisation| organisation.name.len()).or_else(|| {
        let short = |organisation: &&Organisation| {
            organisation.name.split_once(' ').is_some_and(|(_, short)| short.to_lowercase() == found)
        };
        let mut bearing = organisations.iter().filter(short);
        bearing.next().filter(|_| bearing.next().is_none())
    })
}

/// By the official keys of the places the dataset is about, the smaller ones first; they must be of one
/// organisation.
fn by_place<'m>(
    dataset: NamedNodeRef<'_>,
    triples: &[Triple],
    organisations: &'m [Organisation],
) -> Option<&'m Organisation> {
    let places = [dcatde::POLITICAL_GEOCODING_URI, dcterms::SPATIAL]
        .into_iter()
        .flat_map(|property| objects(triples, dataset.into(), property));
    let keys: BTreeSet<String> = places
        .filter_map(|place| match place {
            TermRef::NamedNode(place) => official_key(place.as_str()),
            _ => None,
        })
        .collect();
    let with_key =
        |key: &&str| organisations.iter().find(|organisation| organisation.ags.as_deref() == Some(key));
    [8, 5].into_iter().find_map(|length| {
        let of_length = keys.iter().map(String::as_str).filter(|key| key.len() == length);
        let mut found: Vec<&Organisation> = of_length.filter_map(|key| with_key(&key)).collect();
        found.dedup_by_key(|organisation| &organisation.id);
        if found.len() == 1 { found.pop() } else { None }
    })
}

/// The official key in a place's IRI. A regional key has four digits more than the municipality key,
/// for the association of municipalities.
fn official_key(iri: &str) -> Option<String> {
    let (_, key) = iri.strip_prefix(PLACES)?.split_once('/')?;
    if !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match key.len() {
        12 if key.ends_with("0000000") => Some(key[..5].to_owned()),
        12 => Some(format!("{}{}", &key[..5], &key[9..])),
        5 | 8 => Some(key.to_owned()),
        _ => None,
    }
}

fn objects<'t>(
    triples: &'t [Triple],
    subject: NamedOrBlankNodeRef<'t>,
    property: NamedNodeRef<'t>,
) -> impl Iterator<Item = TermRef<'t>> {
    let said = triples
        .iter()
        .filter(move |triple| triple.predicate == property && triple.subject.as_ref() == subject);
    said.map(|triple| triple.object.as_ref())
}

fn node(term: TermRef<'_>) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}
