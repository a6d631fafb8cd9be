//! What a dataset's graph has, asked of the triples alone: the report must not trust the program it is
//! about. Only the official lists, and what counts as a usable statement, it knows from `vocab`.

use datenkreis_vocab::lists::{file_type, license, usable};
use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use std::collections::BTreeMap;

const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCT: &str = "http://purl.org/dc/terms/";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const VCARD: &str = "http://www.w3.org/2006/vcard/ns#";
const DCATDE: &str = "http://dcat-ap.de/def/dcatde/";
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// What is asked of a dataset, in the order printed.
pub const OF_DATASETS: [&str; 7] = [
    "theme of the EU list",
    "publisher with a name",
    "contact with an address",
    "official place key",
    "period",
    "valid dates (issued, modified)",
    "official place key (municipal datasets)",
];

/// What is asked of a distribution.
pub const OF_DISTRIBUTIONS: [&str; 2] =
    ["licence IRI (what stands in want of one aside)", "format IRI of the EU list"];

/// What a graph has of one dataset. `None`: the question does not arise.
pub struct Features {
    /// Answers to [`OF_DATASETS`].
    pub dataset: [Option<bool>; OF_DATASETS.len()],
    /// The distributions by their IRI.
    pub distributions: BTreeMap<String, File>,
}

/// What a dataset is to be to count as municipal, in words.
pub const MUNICIPAL: &str = "A dataset is municipal if its source is run by a German municipality or district, or if its \
     publisher calls itself one (Stadt, Gemeinde, Kreis, …). Federal and state bodies and those abroad are not; \
     Berlin, a municipality too, is.";

/// What a graph has of one distribution.
pub struct File {
    /// Answers to [`OF_DISTRIBUTIONS`].
    pub has: [bool; OF_DISTRIBUTIONS.len()],
    /// What is said of licence and format that could be resolved ([`usable::LICENSE`], [`usable::FORMAT`]).
    pub usable: [Vec<String>; 2],
    /// What is said of the format that the EU list has no entry for.
    pub of_no_list: Vec<String>,
    /// Whether the licence is one that is known, and the format one of the EU list.
    pub resolved: [bool; 2],
    /// Whether the licence is the one that also stands in want of any.
    pub is_closed: bool,
}

impl Features {
    /// Looks at a graph. `run_by_municipality`: whether the source is.
    pub fn of(graph: &Graph, dataset: &str, run_by_municipality: bool) -> Self {
        let look = Look { graph, subject: NamedNodeRef::new_unchecked(dataset).into() };
        let publishers = look.nodes(DCT, "publisher");
        let has_place_key = look.has_place_key();
        Self {
            dataset: [
                Some(
                    look.iris(DCAT, "theme")
                        .iter()
                        .any(|iri| iri.starts_with(&format!("{AUTHORITY}data-theme/"))),
                ),
                Some(publishers.iter().any(|publisher| publisher.names().next().is_some())),
                Some(look.nodes(DCAT, "contactPoint").iter().any(|contact| {
                    ["hasEmail", "hasURL", "hasTelephone"]
                        .iter()
                        .any(|name| !contact.values(VCARD, name).is_empty())
                })),
                Some(has_place_key),
                Some(look.nodes(DCT, "temporal").iter().any(|period| {
                    ["startDate", "endDate"].iter().any(|name| !period.values(DCAT, name).is_empty())
                })),
                look.dates_are_valid(),
                (run_by_municipality || publishers.iter().flat_map(Look::names).any(is_municipal))
                    .then_some(has_place_key),
            ],
            distributions: look
                .nodes(DCAT, "distribution")
                .iter()
                .map(|file| (file.subject.to_string(), File::of(file, &look)))
                .collect(),
        }
    }
}

impl File {
    /// Whether `published` resolves what this one says usably of licence (0) or format (1). What stands in
    /// want of a licence resolves only that very statement.
    pub fn is_resolved(&self, at: usize, published: &Self) -> bool {
        let closed = |said: &String| {
            license::lookup(said).is_some_and(|found| found.iri == license::IN_WANT_OF_ANY.as_str())
        };
        published.resolved[at] && (at != 0 || !published.is_closed || self.usable[0].iter().any(closed))
    }

    fn of(file: &Look<'_>, dataset: &Look<'_>) -> Self {
        let licenses = file.iris(DCT, "license");
        let format = file.iris(DCT, "format").iter().any(|iri| file_type::LIST.entry(iri).is_some());
        let terms: Vec<String> = file
            .texts(DCT, "license")
            .chain(dataset.texts(DCT, "license"))
            .filter(|said| usable::names_terms(said))
            .collect();
        let formats = || file.texts(DCT, "format").chain(file.texts(DCAT, "mediaType"));
        let addresses = ["downloadURL", "accessURL"].into_iter().flat_map(|name| file.iris(DCAT, name));
        let of_addresses =
            addresses.filter(|address| file_type::of_address(address).is_some()).map(str::to_owned);
        Self {
            has: [licenses.iter().any(|iri| *iri != license::IN_WANT_OF_ANY.as_str()), format],
            usable: [
                terms,
                formats().filter(|said| usable::names_format(said)).chain(of_addresses).collect(),
            ],
            is_closed: licenses.contains(&license::IN_WANT_OF_ANY.as_str()),
            of_no_list: formats().filter(|said| usable::is_of_no_list(said)).collect(),
            resolved: [licenses.iter().any(|iri| license::lookup(iri).is_some()), format],
        }
    }
}

/// A node of a graph.
struct Look<'a> {
    graph: &'a Graph,
    subject: NamedOrBlankNodeRef<'a>,
}

impl<'a> Look<'a> {
    fn values(&self, namespace: &str, name: &str) -> Vec<TermRef<'a>> {
        let property = format!("{namespace}{name}");
        self.graph
            .triples_for_subject(self.subject)
            .filter(|triple| triple.predicate.as_str() == property)
            .map(|triple| triple.object)
            .collect()
    }

    fn iris(&self, namespace: &str, name: &str) -> Vec<&'a str> {
        let iri = |value: TermRef<'a>| match value {
            TermRef::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        self.values(namespace, name).into_iter().filter_map(iri).collect()
    }

    /// Values as text: literals, IRIs, and the label of a node.
    fn texts(&self, namespace: &str, name: &str) -> impl Iterator<Item = String> + use<'a> {
        let text = |value: TermRef<'a>| match value {
            TermRef::Literal(literal) => Some(literal.value().to_owned()),
            TermRef::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        };
        self.values(namespace, name).into_iter().filter_map(text)
    }

    fn nodes(&self, namespace: &str, name: &str) -> Vec<Look<'a>> {
        let node = |value: TermRef<'a>| match value {
            TermRef::NamedNode(node) => Some(node.into()),
            TermRef::BlankNode(node) => Some(node.into()),
            _ => None,
        };
        let nodes = self.values(namespace, name).into_iter().filter_map(node);
        nodes.map(|subject| Look { graph: self.graph, subject }).collect()
    }

    fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = |value: TermRef<'a>| match value {
            TermRef::Literal(literal) => Some(literal.value()).filter(|name| !name.trim().is_empty()),
            _ => None,
        };
        self.values(FOAF, "name").into_iter().filter_map(name)
    }

    fn has_place_key(&self) -> bool {
        let is_key =
            |iri: &&str| iri.contains("dcat-ap.de/def/politicalGeocoding/") && !iri.contains("/Level/");
        self.iris(DCT, "spatial").iter().chain(&self.iris(DCATDE, "politicalGeocodingURI")).any(is_key)
    }

    /// Whether every date stated is one; `None` without any.
    fn dates_are_valid(&self) -> Option<bool> {
        let dates: Vec<TermRef<'_>> =
            ["issued", "modified"].iter().flat_map(|name| self.values(DCT, name)).collect();
        let is_valid = |date: &TermRef<'_>| match date {
            TermRef::Literal(literal) => is_date(literal.value(), literal.datatype().as_str()),
            _ => false,
        };
        (!dates.is_empty()).then(|| dates.iter().all(is_valid))
    }
}

/// Whether a literal is a date by its datatype: digits where they belong, month and day in their range.
fn is_date(value: &str, datatype: &str) -> bool {
    let digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    match datatype.rsplit('#').next().unwrap_or_default() {
        "gYear" => digits(value, 4),
        "gYearMonth" => value.len() == 7 && day(&format!("{value}-01")),
        "date" => value.get(..10).is_some_and(day),
        "dateTime" => {
            value.get(..10).is_some_and(day) && value.as_bytes().get(10) == Some(&b'T') && value.len() >= 19
        }
        _ => false,
    }
}

/// Whether a publisher's name is that of a German municipality or district.
fn is_municipal(name: &str) -> bool {
    const BODIES: [&str; 14] = [
        "stadt ",
        "gemeinde ",
        "kreis ",
        "landkreis ",
        "landeshauptstadt ",
        "hansestadt ",
        "bundesstadt ",
        "amt ",
        "kreisstadt ",
        "markt ",
        "samtgemeinde ",
        "verbandsgemeinde ",
        "hanse- und universitätsstadt ",
        "stadtverwaltung ",
    ];
    let name = name.trim().to_lowercase();
    // An „Amt für …“ is an office of some body, not the body.
    BODIES.iter().any(|body| name.starts_with(body)) && !name.starts_with("amt für")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
        for (value, datatype, expected) in [
            ("2024-02-29", "date", true),
            ("2023-02-29", "date", false),
            ("2024-02-29T10:00:00Z", "dateTime", true),
            ("2024-02-29", "dateTime", false),
            ("2024", "gYear", true),
            ("2024-13", "gYearMonth", false),
            ("2024-02-29", "string", false),
        ] {
            assert_eq!(is_date(value, &format!("{XSD}{datatype}")), expected, "{value} {datatype}");
        }
    }

    #[test]
    fn municipal_publishers() {
        for (name, expected) in [
            ("Stadt Köln", true),
            ("Kreis Unna", true),
            ("Amt Eidertal", true),
            ("Amt für Statistik", false),
            ("Umweltbundesamt", false),
        ] {
            assert_eq!(is_municipal(name), expected, "{name}");
        }
    }
}
