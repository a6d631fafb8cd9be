//! Brings what sources write, DCAT-AP.de 1.0 to 2.0 and common slips, to the terms of DCAT-AP.de 3.0
//! (3.0, appendix on changes); their namespaces are the official ones since they were parsed. Values are
//! not touched, except language tags.

use datenkreis_vocab::ns::{dcat, dcatap, dcatde, geodcatap, owl, schema};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

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
        Term::Literal(literal) => short_language(literal).into(),
        other => other,
    };
    Triple::new(triple.subject, predicate, object)
}

fn property(property: NamedNode) -> NamedNode {
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
        check("http://dcat-ap.de/def/dcatde/contributorID", "http://dcat-ap.de/def/dcatde/contributorID");
        check("http://dcat-ap.de/def/dcatde/maintainer", "http://data.europa.eu/930/custodian");
        check("http://schema.org/startDate", "http://www.w3.org/ns/dcat#startDate");
        check("http://schema.org/endDate", "http://www.w3.org/ns/dcat#endDate");
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
