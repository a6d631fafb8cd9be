//! The addresses a dataset names: where its distributions and services are to be had.

use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::ns::{dcat, dcterms};
use oxrdf::{NamedNodeRef, Term, Triple};
use std::collections::BTreeSet;

/// One address at one property of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkUse {
    /// The address as published.
    pub url: String,
    /// `accessURL`, `downloadURL` or `endpointURL`.
    pub property: &'static str,
    /// Whether it promises a file in a format that is no web page.
    pub is_file: bool,
    /// Whether it is an address of this portal.
    pub is_own: bool,
}

const PROPERTIES: [(NamedNodeRef<'static>, &str); 3] = [
    (dcat::ACCESS_URL, "accessURL"),
    (dcat::DOWNLOAD_URL, "downloadURL"),
    (dcat::ENDPOINT_URL, "endpointURL"),
];

/// What a format is called, at the end of its IRI or as a bare word, if the file is a web page.
const WEB_PAGES: [&str; 6] = ["html", "html_simpl", "xhtml", "xhtml_simpl", "html5", "xhtml+xml"];

/// Extensions of programs and pages, which answer with what they like.
const PAGE_EXTENSIONS: [&str; 11] =
    ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "jsf", "cgi", "do"];

/// The addresses in the graph of a dataset. What names no host (`data:`, `urn:`) is none.
pub fn addresses(dataset: &DatasetIri, triples: &[Triple]) -> Vec<LinkUse> {
    let mut found = BTreeSet::new();
    for triple in triples {
        let property = PROPERTIES.iter().find(|(property, _)| triple.predicate.as_ref() == *property);
        let (Some((_, property)), Some(url)) = (property, text(&triple.object)) else { continue };
        if host(url).is_none() {
            continue;
        }
        found.insert(LinkUse {
            url: url.to_owned(),
            property,
            is_file: (*property == "downloadURL" || names_file(url)) && promises_file(triple, triples),
            is_own: is_own(dataset, url),
        });
    }
    found.into_iter().collect()
}

/// The host and port of an address, in lower case; `None` if it names none.
pub fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.to_lowercase();
    (is_scheme && !host.is_empty()).then_some(host)
}

/// Whether an address ends in a file name that is no web page's: many publishers give the file itself as
/// access address.
fn names_file(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    let is_extension =
        (2..=7).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_extension && !PAGE_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

/// Whether the distribution of a download address says a format that is no web page.
fn promises_file(download: &Triple, triples: &[Triple]) -> bool {
    let formats = triples.iter().filter(|triple| {
        triple.subject == download.subject
            && (triple.predicate == dcterms::FORMAT || triple.predicate == dcat::MEDIA_TYPE)
    });
    let mut names = formats
        .filter_map(|triple| text(&triple.object))
        .map(|format| format.rsplit(['/', '#']).next().unwrap_or(format).trim().to_lowercase());
    let Some(first) = names.next() else { return false };
    let is_page = |name: &String| WEB_PAGES.contains(&name.as_str()) || name.ends_with("_srvc");
    !is_page(&first) && !names.any(|name| is_page(&name))
}

/// Whether an address lies below our own base, which the dataset's IRI begins with:
/// `<base>/dataset/<source>/<id>`.
fn is_own(dataset: &DatasetIri, url: &str) -> bool {
    let base = dataset.as_str().rsplitn(4, '/').nth(3);
    base.and_then(|base| url.strip_prefix(base)).is_some_and(|path| path.starts_with('/'))
}

fn text(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    const DATASET: &str = "https://daten.example/x/dataset/quelle/1";

    fn node(iri: &str) -> NamedNode {
        NamedNode::new_unchecked(iri)
    }

    /// `(url, property, is_file, is_own)` of a distribution with these statements.
    fn check(statements: &[(NamedNodeRef<'static>, Term)], expected: &[(&str, &str, bool, bool)]) {
        let distribution = node("https://daten.example/x/dataset/quelle/1/d");
        let triples: Vec<Triple> = statements
            .iter()
            .map(|(property, object)| Triple::new(distribution.clone(), *property, object.clone()))
            .collect();
        let found = addresses(&DatasetIri::new(DATASET), &triples);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.url.as_str(), found.property, found.is_file, found.is_own))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_dataset_names() {
        let of_page: Term = node("https://a.example/d.php?x=1").into();
        let a: Term = node("https://a.example/d.csv").into();
        let csv: Term = node("http://publications.europa.eu/resource/authority/file-type/CSV").into();
        let html: Term = node("https://www.iana.org/assignments/media-types/text/html").into();
        check(&[(dcat::ACCESS_URL, a.clone())], &[("https://a.example/d.csv", "accessURL", false, false)]);
        check(
            &[(dcat::ACCESS_URL, a.clone()), (dcterms::FORMAT, csv.clone())],
            &[("https://a.example/d.csv", "accessURL", true, false)],
        );
        check(
            &[(dcat::ACCESS_URL, of_page), (dcterms::FORMAT, csv.clone())],
            &[("https://a.example/d.php?x=1", "accessURL", false, false)],
        );
        check(
            &[(dcat::DOWNLOAD_URL, a.clone()), (dcterms::FORMAT, csv.clone())],
            &[("https://a.example/d.csv", "downloadURL", true, false)],
        );
        check(
            &[(dcat::DOWNLOAD_URL, a.clone()), (dcterms::FORMAT, csv), (dcat::MEDIA_TYPE, html)],
            &[("https://a.example/d.csv", "downloadURL", false, false)],
        );
        check(
            &[(dcat::DOWNLOAD_URL, a), (dcterms::FORMAT, Literal::from("HTML").into())],
            &[("https://a.example/d.csv", "downloadURL", false, false)],
        );
        check(
            &[(dcat::ENDPOINT_URL, node("https://daten.example/x/dataset/quelle/1/datei/a.csv").into())],
            &[("https://daten.example/x/dataset/quelle/1/datei/a.csv", "endpointURL", false, true)],
        );
        check(
            &[(dcat::ACCESS_URL, node("https://daten.example/xy").into())],
            &[("https://daten.example/xy", "accessURL", false, false)],
        );
        check(&[(dcat::ACCESS_URL, node("data:text/csv,a;b").into())], &[]);
        check(&[(dcat::ACCESS_URL, node("javascript:alert(1)").into())], &[]);
    }

    #[test]
    fn hosts() {
        let check = |url: &str, expected: Option<&str>| assert_eq!(host(url).as_deref(), expected, "{url}");
        check("https://A.Example/x", Some("a.example"));
        check("http://user:pw@a.example:8080?x", Some("a.example:8080"));
        check("ftp://a.example", Some("a.example"));
        check("urn:x:y", None);
        check("https:///x", None);
        check("//a.example/x", None);
    }
}
