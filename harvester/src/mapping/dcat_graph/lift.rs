//! Brings what sources write, DCAT-AP.de 1.0 to 2.0 and common slips, to the terms of DCAT-AP.de 3.0
//! (3.0, appendix on changes). Values are not touched, except language tags.

use datenkreis_vocab::ns::{self, dcat, dcatap, dcatde, geodcatap, owl, rdf, schema};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};
use std::borrow::Cow;

/// Properties that 3.0 (or a version before) renamed: local name in the namespace of DCAT-AP.de, and
/// what it is called now.
const RENAMED: [(&str, NamedNodeRef<'static>); 5] = [
    ("originator", geodcatap::ORIGINATOR),
    ("maintainer", geodcatap::CUSTODIAN),
    ("plannedAvailability", dcatap::AVAILABILITY),
    ("geocodingText", dcatde::GEOCODING_DESCRIPTION),
    ("legalbasisText", dcatde::LEGAL_BASIS),
];

/// The triple in terms of 3.0.
pub(super) fn lift(triple: Triple) -> Triple {
    let predicate = property(triple.predicate);
    let object = match triple.object {
        Term::NamedNode(class) if predicate == rdf::TYPE => term(class).into(),
        Term::Literal(literal) => short_language(literal).into(),
        other => other,
    };
    Triple::new(triple.subject, predicate, object)
}

fn property(found: NamedNode) -> NamedNode {
    let property = term(found);
    let renamed = if let Some(local) = property.as_str().strip_prefix(dcatde::NS) {
        RENAMED.iter().find(|(name, _)| *name == local).map(|(_, now)| *now)
    } else if property == schema::START_DATE {
        Some(dcat::START_DATE)
    } else if property == schema::END_DATE {
        Some(dcat::END_DATE)
    } else if property == owl::VERSION_INFO {
        Some(dcat::VERSION)
    } else {
        None
    };
    renamed.map_or(property, NamedNodeRef::into_owned)
}

/// A term with the namespace it is defined in.
fn term(found: NamedNode) -> NamedNode {
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
        let versioned = local.split_once('/').filter(|(version, _)| {
            version.starts_with(|c: char| c.is_ascii_digit())
                && version.chars().all(|c| c.is_ascii_digit() || c == '.')
        });
        let official = format!("{}{}", dcatde::NS, versioned.map_or(local, |(_, local)| local));
        return if official == iri { Cow::Borrowed(iri) } else { Cow::Owned(official) };
    }
    if let Some(local) = rest.strip_prefix("data.europa.eu/r5r#") {
        return Cow::Owned(format!("{}{local}", dcatap::NS));
    }
    if scheme == "https" {
        let known = ns::PREFIXES.iter().any(|(_, namespace)| {
            namespace.strip_prefix("http://").is_some_and(|namespace| rest.starts_with(namespace))
        });
        if known {
            return Cow::Owned(format!("http://{rest}"));
        }
    }
    Cow::Borrowed(iri)
}

/// `de-DE` is German: a region says nothing that a reader needs, and breaks the choice of language.
fn short_language(literal: Literal) -> Literal {
    let short = literal.language().and_then(|tag| tag.split_once('-')).and_then(|(language, region)| {
        let is_region =
            region.len() == 2 || (region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit()));
        is_region.then(|| Literal::new_language_tagged_literal(literal.value(), language).ok()).flatten()
    });
    short.unwrap_or(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &str, expected: &str) {
        assert_eq!(property(NamedNode::new_unchecked(found)).as_str(), expected);
    }

    #[test]
    fn older_terms_become_those_of_3_0() {
        for namespace in [
            "http://dcat-ap.de/def/dcatde/",
            "http://dcat-ap.de/def/dcatde/1.0/",
            "http://dcat-ap.de/def/dcatde/1.0.1/",
            "https://www.dcat-ap.de/def/dcatde/1.1/",
        ] {
            check(&format!("{namespace}contributorID"), "http://dcat-ap.de/def/dcatde/contributorID");
            check(&format!("{namespace}maintainer"), "http://data.europa.eu/930/custodian");
        }
        check("http://data.europa.eu/r5r#availability", "http://data.europa.eu/r5r/availability");
        check("https://www.w3.org/ns/dcat#theme", "http://www.w3.org/ns/dcat#theme");
        check("http://schema.org/startDate", "http://www.w3.org/ns/dcat#startDate");
        check("https://schema.org/endDate", "http://www.w3.org/ns/dcat#endDate");
        check("https://example.org/x", "https://example.org/x");
    }

    #[test]
    fn regions_of_languages_are_left_out() {
        for (tag, expected) in [("de-DE", "de"), ("de", "de"), ("zh-Hant", "zh-hant"), ("es-419", "es")] {
            let literal = Literal::new_language_tagged_literal("x", tag).unwrap();
            assert_eq!(short_language(literal).language(), Some(expected));
        }
    }
}
