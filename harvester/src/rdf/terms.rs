//! Terms under the namespace they are defined in. A catalogue that writes `https` in place of `http`,
//! or a version of DCAT-AP.de that is no more, means the same terms.

use datenkreis_vocab::ns::{self, dc, dcatap, dcatde, dcterms};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Triple};
use std::borrow::Cow;
use std::collections::HashSet;

/// Elements of DC 1.1 that are read where the term of DCMI is missing.
const ELEMENTS: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 2] =
    [(dc::TITLE, dcterms::TITLE), (dc::DESCRIPTION, dcterms::DESCRIPTION)];

/// A term with its official namespace.
pub(super) fn term(found: NamedNode) -> NamedNode {
    match canonical(found.as_str()) {
        Cow::Borrowed(_) => found,
        Cow::Owned(iri) => NamedNode::new_unchecked(iri),
    }
}

/// The IRI with the official namespace: `https` for `http`, DCAT-AP.de with a version or `www`, and
/// DCAT-AP with `#`, as some official files have it.
fn canonical(iri: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = iri.split_once("://") else {
        return Cow::Borrowed(iri);
    };
    if let Some(local) = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("dcat-ap.de/def/dcatde/") {
        let versioned = local.split_once('/').filter(|(version, _)| is_version(version));
        let official = format!("{}{}", dcatde::NS, versioned.map_or(local, |(_, local)| local));
        return if official == iri { Cow::Borrowed(iri) } else { Cow::Owned(official) };
    }
    if let Some(local) = rest.strip_prefix("data.europa.eu/r5r#") {
        return Cow::Owned(format!("{}{local}", dcatap::NS));
    }
    if scheme == "https" {
        let namespaces = ns::PREFIXES.iter().map(|(_, namespace)| *namespace).chain([dc::NS]);
        let is_known = namespaces
            .filter_map(|namespace| namespace.strip_prefix("http://"))
            .any(|namespace| rest.starts_with(namespace));
        if is_known {
            return Cow::Owned(format!("http://{rest}"));
        }
    }
    Cow::Borrowed(iri)
}

/// The namespaces that a document writes with `https` although they are defined with `http`, each with the
/// byte where it stands first: for every other program these are other terms. schema.org allows both.
pub(super) fn miswritten(text: &str) -> Vec<(usize, String, &'static str)> {
    let namespaces = ns::PREFIXES.iter().map(|(_, namespace)| *namespace);
    let found = namespaces.filter(|namespace| *namespace != SCHEMA).filter_map(|official| {
        let wrong = official.replacen("http://", "https://", 1);
        let stands = |(at, _): &(usize, &str)| text[..*at].ends_with(['<', '"', '\'']);
        let at = text.match_indices(&wrong).find(stands)?.0;
        (wrong != official).then_some((at, wrong, official))
    });
    found.collect()
}

const SCHEMA: &str = "http://schema.org/";

/// `1.0.1`, or `1_0` as the first version had it.
fn is_version(version: &str) -> bool {
    version.starts_with(|c: char| c.is_ascii_digit())
        && version.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_'))
}

/// Reads elements of DC 1.1 as terms of DCMI, about nodes that have no such term.
pub(super) fn lift_elements(triples: &mut [Triple]) {
    for (element, term) in ELEMENTS {
        if triples.iter().any(|triple| triple.predicate == element) {
            lift_element(triples, element, term);
        }
    }
}

fn lift_element(triples: &mut [Triple], element: NamedNodeRef<'_>, term: NamedNodeRef<'_>) {
    let has_term: HashSet<NamedOrBlankNode> = triples
        .iter()
        .filter(|triple| triple.predicate == term)
        .map(|triple| triple.subject.clone())
        .collect();
    for triple in triples {
        if triple.predicate == element && !has_term.contains(&triple.subject) {
            triple.predicate = term.into_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::Literal;

    fn check(found: &str, expected: &str) {
        assert_eq!(term(NamedNode::new_unchecked(found)).as_str(), expected);
    }

    #[test]
    fn terms_get_their_official_namespace() {
        for namespace in [
            "http://dcat-ap.de/def/dcatde/",
            "http://dcat-ap.de/def/dcatde/1.0/",
            "http://dcat-ap.de/def/dcatde/1_0/",
            "http://dcat-ap.de/def/dcatde/1.0.1/",
            "https://www.dcat-ap.de/def/dcatde/1.1/",
        ] {
            check(&format!("{namespace}contributorID"), "http://dcat-ap.de/def/dcatde/contributorID");
        }
        check("http://data.europa.eu/r5r#availability", "http://data.europa.eu/r5r/availability");
        for (_, namespace) in ns::PREFIXES {
            check(&format!("{}x", namespace.replace("http:", "https:")), &format!("{namespace}x"));
        }
        check("https://purl.org/dc/elements/1.1/title", dc::TITLE.as_str());
        check("https://example.org/x", "https://example.org/x");
        check("urn:x", "urn:x");
    }

    #[test]
    fn namespaces_with_another_scheme_are_told() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let told: Vec<String> = miswritten(text)
                .into_iter()
                .map(|(at, wrong, right)| format!("{at} {wrong} {right}"))
                .collect();
            assert_eq!(told, expected, "{text}");
        }
        check(
            "<rdf:RDF xmlns:dcat=\"https://www.w3.org/ns/dcat#\">",
            &["21 https://www.w3.org/ns/dcat# http://www.w3.org/ns/dcat#"],
        );
        check(
            "<a> <https://purl.org/dc/terms/title> \"b\" .",
            &["5 https://purl.org/dc/terms/ http://purl.org/dc/terms/"],
        );
        check("# see https://www.w3.org/ns/dcat#\n@prefix dcat: <http://www.w3.org/ns/dcat#> .", &[]);
        check("@prefix schema: <https://schema.org/> .", &[]);
    }

    #[test]
    fn elements_are_read_where_the_terms_are_missing() {
        let triple = |subject: &str, predicate: NamedNodeRef<'_>| {
            let subject = NamedNode::new_unchecked(subject);
            Triple::new(subject, predicate.into_owned(), Literal::new_simple_literal("x"))
        };
        let mut triples = vec![
            triple("http://e/a", dc::TITLE),
            triple("http://e/a", dc::DESCRIPTION),
            triple("http://e/a", dcterms::DESCRIPTION),
            triple("http://e/b", dc::DESCRIPTION),
        ];
        lift_elements(&mut triples);
        let found: Vec<NamedNodeRef<'_>> = triples.iter().map(|triple| triple.predicate.as_ref()).collect();
        assert_eq!(found, [dcterms::TITLE, dc::DESCRIPTION, dcterms::DESCRIPTION, dcterms::DESCRIPTION]);
    }
}
