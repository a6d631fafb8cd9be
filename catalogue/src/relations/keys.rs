//! By what a dataset is recognised when it comes from another source.

use super::series::time_of;
use super::{KeyKind, Sibling, is_confirmed};
use datenkreis_vocab::gazetteer::{self, Context, Kind, Meaning, Place};
use datenkreis_vocab::iri::is_dataset_beside;
use datenkreis_vocab::model::{Dataset, Kind as Class, LangString, best};
use datenkreis_vocab::ns::{dcterms, foaf};
use oxrdf::{NamedOrBlankNode, Term};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Longer values are kept as their hash: they are compared, not read.
const LONGEST: usize = 300;

/// Something two records of the same dataset share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is.
    pub kind: KeyKind,
    /// Its value, in the form in which it is compared.
    pub value: String,
}

/// What deciding needs of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Its publisher as [`publisher`].
    pub publisher: String,
    /// Its keys.
    pub keys: BTreeSet<Key>,
    /// Its place among datasets that differ in their time only; none for one whose source states a series.
    pub sibling: Option<Sibling>,
    /// Its title.
    pub title: Option<LangString>,
    /// Its time, in a form that sorts; empty if it is not known.
    pub time: String,
    /// IRIs of the series it is in.
    pub series: BTreeSet<String>,
}

impl Compared {
    /// The keys of a dataset. A series is never the same as a dataset, but is compared like one.
    pub fn of(dataset: &Dataset, base: &str) -> Self {
        let title = best(&dataset.title, "de").map(|title| folded(&title.value)).unwrap_or_default();
        let name = dataset.publisher.as_ref().and_then(|agent| best(&agent.name, "de"));
        let publisher = name.map(|name| publisher(&name.value)).unwrap_or_default();
        let series: BTreeSet<String> = dataset.in_series.iter().map(|iri| iri.as_str().to_owned()).collect();
        let is_free =
            dataset.kind == Class::Dataset && series.iter().all(|series| is_confirmed(series, base));
        let sibling = if is_free { best(&dataset.title, "de").and_then(Sibling::of) } else { None };
        let mut compared = Self {
            publisher,
            keys: BTreeSet::new(),
            sibling,
            title: best(&dataset.title, "de").cloned(),
            time: time_of(dataset),
            series,
        };
        for identifier in identifiers(dataset) {
            compared.identifier(&identifier, &title);
        }
        for iri in sources(dataset) {
            compared.add(KeyKind::Iri, address(&iri));
        }
        for page in &dataset.landing_page {
            if !title.is_empty() && is_specific(page.as_str()) {
                compared.add(KeyKind::LandingPage, format!("{} | {title}", address(page.as_str())));
            }
        }
        let fingerprint = fingerprint(dataset, &title, &compared.publisher);
        fingerprint.into_iter().for_each(|value| compared.add(KeyKind::Fingerprint, value));
        compared
    }

    fn identifier(&mut self, identifier: &str, title: &str) {
        let text = identifier.trim();
        if is_definition(&text.to_lowercase()) {
            return;
        }
        if text.starts_with("http://") || text.starts_with("https://") {
            if is_specific(text) {
                self.add(KeyKind::Iri, address(text));
            }
        } else if let Some(unique) = unique(text) {
            self.add(KeyKind::Identifier, unique);
        } else if is_telling(text) && !title.is_empty() {
            self.add(KeyKind::IdentifierAndTitle, format!("{} | {title}", text.to_lowercase()));
        }
    }

    fn add(&mut self, kind: KeyKind, value: String) {
        let value = if value.len() > LONGEST { format!("{:x}", Sha256::digest(value)) } else { value };
        self.keys.insert(Key { kind, value });
    }
}

/// dcterms:identifier and adms:identifier. The node of an adms:identifier is ours where it lies below the
/// dataset; a foreign one names the dataset, too.
fn identifiers(dataset: &Dataset) -> Vec<String> {
    let own = dataset.identifier.iter().map(|literal| literal.value().to_owned());
    let other = dataset.other_identifier.iter().map(|identifier| identifier.notation.clone());
    own.chain(other).collect()
}

/// dcterms:source and foaf:isPrimaryTopicOf of the dataset: where the description came from.
fn sources(dataset: &Dataset) -> Vec<String> {
    let about = dataset.extra.iter().filter(|triple| match &triple.subject {
        NamedOrBlankNode::NamedNode(subject) => *subject == dataset.iri,
        NamedOrBlankNode::BlankNode(_) => false,
    });
    let naming = about.filter(|triple| {
        triple.predicate == dcterms::SOURCE || triple.predicate == foaf::IS_PRIMARY_TOPIC_OF
    });
    naming
        .filter_map(|triple| match &triple.object {
            // A dataset made from another one of the catalogue is not the same.
            Term::NamedNode(iri) if is_dataset_beside(dataset.iri.as_str(), iri.as_str()) => None,
            Term::NamedNode(iri) if is_specific(iri.as_str()) => Some(iri.as_str().to_owned()),
            _ => None,
        })
        .collect()
}

/// An identifier that nobody else makes by chance: a UUID, a DOI, a URN, or a long code of letters and
/// digits. Two spellings of the same UUID are one.
fn unique(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("urn:uuid:").unwrap_or(&lower);
    let bare = bare.trim_start_matches('{').trim_end_matches('}');
    let hexadecimal: String = bare.chars().filter(|c| *c != '-').collect();
    if hexadecimal.len() == 32 && hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        // Zeros, or the same digit throughout, are somebody's way to fill in a field.
        let digits: BTreeSet<u8> = hexadecimal.bytes().collect();
        return (digits.len() > 4).then_some(hexadecimal);
    }
    let doi = lower.trim_start_matches("doi:").trim();
    if doi.starts_with("10.") && doi.split_once('/').is_some_and(|(_, suffix)| suffix.len() > 3) {
        return Some(doi.to_owned());
    }
    let is_urn = lower.strip_prefix("urn:").is_some_and(|rest| rest.len() > 12 && rest.contains(':'));
    is_urn.then_some(lower)
}

/// Whether an identifier is that of something defined once for all, such as a reference system of coordinates.
fn is_definition(identifier: &str) -> bool {
    const DEFINITIONS: [&str; 6] = [
        "urn:ogc:",
        "urn:x-ogc:",
        ":crs:",
        "opengis.net/def/",
        "inspire.ec.europa.eu/",
        "epsg-registry.org/",
    ];
    DEFINITIONS.iter().any(|definition| identifier.contains(definition))
}

/// Whether an identifier tells anything: not `1`, `TODO`, `dataset`, `000-000`.
fn is_telling(text: &str) -> bool {
    let different: BTreeSet<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    text.len() >= 6
        && different.len() >= 4
        && different.iter().any(u8::is_ascii_digit)
        && !text.contains(char::is_whitespace)
}

/// Whether an address is one of a dataset rather than of a portal: it has a query, or two steps of a path,
/// or one with a number.
fn is_specific(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let numbered = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    steps.len() >= 2 || steps.first().is_some_and(|step| numbered(step)) || numbered(query)
}

/// An address as it is compared: without scheme, `www.`, last slash and fragment.
fn address(iri: &str) -> String {
    let iri = iri.trim();
    let (iri, fragment) = iri.split_once('#').unwrap_or((iri, ""));
    let rest = iri.split_once("://").map_or(iri, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut address = format!("{host}/{}", path.trim_end_matches('/'));
    // A fragment may be all that tells datasets of one file apart.
    if !fragment.is_empty() {
        address = format!("{address}#{fragment}");
    }
    address
}

/// Title, publisher and all addresses where the data are had; without addresses there is none.
fn fingerprint(dataset: &Dataset, title: &str, publisher: &str) -> Option<String> {
    let addresses: BTreeSet<String> = dataset
        .distribution
        .iter()
        .filter_map(|distribution| distribution.download_url.first().or(distribution.access_url.first()))
        .map(|iri| address(iri.as_str()))
        .collect();
    if addresses.is_empty() || title.is_empty() || publisher.is_empty() {
        return None;
    }
    let addresses: Vec<String> = addresses.into_iter().collect();
    Some(format!("{:x}", Sha256::digest(format!("{title}\n{publisher}\n{}", addresses.join("\n")))))
}

/// A publisher as it is compared: “Stadt Unna”, “Kreisstadt Unna” and “Unna, Stadt” are one by their official
/// key. A part of an administration stays itself, for so does a body that is no town, district or state: it is
/// compared by its name as [`folded`].
pub fn publisher(name: &str) -> String {
    match gazetteer::named(name, &Context::default()) {
        Meaning::One(place) if is_administration(place, name) => place.key.to_owned(),
        _ => folded(name),
    }
}

/// Whether a name that means a place is that of its administration. A village may bear the name of a person
/// or a firm; it is only meant where its rank is said.
fn is_administration(place: &Place, name: &str) -> bool {
    !matches!(place.kind, Kind::Municipality | Kind::Area) || folded(name) != folded(place.short_name())
}

/// A text as it is compared: small letters and digits only, umlauts written out.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::model::{Agent, Distribution, Identifier, LangString};
    use oxrdf::{Literal, NamedNode};

    fn dataset(identifier: &str, other: &str) -> Dataset {
        let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/dataset/a/1"));
        dataset.title = vec![LangString::german("Bäume in Unna")];
        dataset.identifier = vec![Literal::new_simple_literal(identifier)];
        if !other.is_empty() {
            dataset.other_identifier = vec![Identifier { notation: other.into(), ..Identifier::default() }];
        }
        dataset
    }

    #[track_caller]
    fn check(dataset: &Dataset, expected: &[(KeyKind, &str)]) {
        let compared = Compared::of(dataset, "https://x.example");
        let keys: Vec<_> = compared.keys.iter().map(|key| (key.kind, key.value.as_str())).collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn identifiers_are_keys_when_they_tell_something() {
        use KeyKind::{Identifier, IdentifierAndTitle, Iri};
        let uuid = "4f2c9a10-0b7d-4e21-9c33-a1b2c3d4e5f6";
        let bare = "4f2c9a100b7d4e219c33a1b2c3d4e5f6";
        check(&dataset(uuid, ""), &[(Identifier, bare)]);
        check(
            &dataset("{4F2C9A10-0B7D-4E21-9C33-A1B2C3D4E5F6}", &format!("urn:uuid:{uuid}")),
            &[(Identifier, bare)],
        );
        check(&dataset("https://www.unna.example/dataset/7/", ""), &[(Iri, "unna.example/dataset/7")]);
        check(&dataset("1", "http://Unna.example/dataset/7"), &[(Iri, "unna.example/dataset/7")]);
        check(&dataset("doi:10.1234/ABC.5", ""), &[(Identifier, "10.1234/abc.5")]);
        check(&dataset("baeume-2024", ""), &[(IdentifierAndTitle, "baeume-2024 | baeume in unna")]);
        for trivial in [
            "urn:ogc:def:crs:EPSG::25833",
            "http://www.opengis.net/def/crs/EPSG/0/25833",
            "1",
            "TODO",
            "dataset",
            "",
            "00000000-0000-0000-0000-000000000000",
            "https://unna.example/",
        ] {
            check(&dataset(trivial, ""), &[]);
        }
    }

    #[test]
    fn pages_and_fingerprints() {
        let mut page = dataset("", "");
        page.landing_page =
            ["https://unna.example/", "https://unna.example/daten", "https://unna.example/dataset/baeume"]
                .map(NamedNode::new_unchecked)
                .to_vec();
        check(&page, &[(KeyKind::LandingPage, "unna.example/dataset/baeume | baeume in unna")]);
        let with = |files: &[&str]| {
            let mut dataset = dataset("", "");
            dataset.publisher =
                Some(Agent { name: vec![LangString::german("Stadt Unna")], ..Agent::default() });
            let distribution = |url: &&str| Distribution {
                access_url: vec![NamedNode::new_unchecked(*url)],
                ..Distribution::default()
            };
            dataset.distribution = files.iter().map(distribution).collect();
            Compared::of(&dataset, "https://x.example")
        };
        let (one, other) = ("https://unna.example/a.csv", "http://unna.example/b.csv");
        assert_eq!(with(&[one, other]), with(&[other, one]));
        assert_eq!(with(&[one]).keys.len(), 1);
        assert_ne!(with(&[one]).keys, with(&[one, other]).keys);
        assert!(with(&[]).keys.is_empty());
        assert_eq!(with(&[one]).publisher, "059780036036");
    }

    #[test]
    fn publishers_are_compared_by_key() {
        #[track_caller]
        fn check(name: &str, expected: &str) {
            assert_eq!(publisher(name), expected, "{name}");
        }
        for name in ["Stadt Unna", "Kreisstadt Unna", "Unna, Stadt", "Stadtverwaltung Unna", "Unna"] {
            check(name, "059780036036");
        }
        check("Kreis Unna", "05978");
        check("Stadtwerke  Unna", "stadtwerke unna");
        check("Stadt Unna – Grünflächenamt", "stadt unna gruenflaechenamt");
        check("Gemeinde Neuenkirchen", "gemeinde neuenkirchen");
        check("", "");
    }

    #[test]
    fn what_a_dataset_was_made_from_is_another_dataset() {
        let made_from = |iri: &str| {
            let mut dataset = dataset("", "");
            let iri = NamedNode::new_unchecked(iri);
            dataset.extra = vec![oxrdf::Triple::new(dataset.iri.clone(), dcterms::SOURCE, iri)];
            dataset
        };
        check(&made_from("https://x.example/dataset/b/2"), &[]);
        check(&made_from("https://y.example/dataset/b/2"), &[(KeyKind::Iri, "y.example/dataset/b/2")]);
    }

    #[test]
    fn long_keys_are_hashes() {
        let compared = Compared::of(
            &dataset(&format!("https://x.example/a/{}", "y".repeat(400)), ""),
            "https://x.example",
        );
        assert!(compared.keys.iter().all(|key| key.value.len() == 64));
    }
}
