//! Terms that do not exist: a misspelt property says nothing to anybody, and no constraint notices it.

use crate::ns::{PREFIXES, prefixed};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/terms.tsv");

/// Letters in which a misspelt term may differ from the one that was meant.
const SLIPS: usize = 2;
/// A term has so many letters for each slip, at least: short ones resemble each other.
const LETTERS: usize = 3;

/// A term that its namespace does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The term as a person writes it: `dcterms:licence`.
    pub name: String,
    /// The one that was meant, by all appearance: `dcterms:license`.
    pub meant: Option<String>,
}

/// A namespace and its terms.
struct Vocabulary {
    prefix: &'static str,
    namespace: &'static str,
    /// Whether there are no others.
    is_whole: bool,
    terms: Vec<&'static str>,
}

static VOCABULARIES: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
    let vocabulary = |row: &'static str| {
        let mut cells = row.split('\t');
        let (prefix, whole, terms) = (cells.next()?, cells.next()?, cells.next()?);
        let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(Vocabulary { prefix, namespace, is_whole: whole == "all", terms: terms.split(' ').collect() })
    };
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(vocabulary).collect()
});

/// What is wrong with a property (or, if `is_class`, a class) in a namespace whose terms are known; `None` if
/// it is one of them, or its namespace another.
pub fn unknown(iri: &str, is_class: bool) -> Option<Unknown> {
    let vocabulary = VOCABULARIES.iter().find(|vocabulary| iri.starts_with(vocabulary.namespace))?;
    let local = &iri[vocabulary.namespace.len()..];
    if local.is_empty() || vocabulary.terms.contains(&local) {
        return None;
    }
    let meant = elsewhere(local, is_class).or_else(|| nearest(vocabulary, local, is_class));
    (vocabulary.is_whole || meant.is_some()).then(|| Unknown { name: prefixed(iri), meant })
}

/// The same name in another namespace: `dcat:title` for `dcterms:title`.
fn elsewhere(local: &str, is_class: bool) -> Option<String> {
    let fits = |term: &&&str| **term == local && begins_as(term, is_class);
    VOCABULARIES
        .iter()
        .find(|other| other.terms.iter().any(|term| fits(&term)))
        .map(|other| named(other, local))
}

/// The term that differs least, in this namespace first, then in the others.
fn nearest(own: &Vocabulary, local: &str, is_class: bool) -> Option<String> {
    let of = |vocabulary: &Vocabulary| {
        let terms = vocabulary.terms.iter().filter(|term| begins_as(term, is_class));
        let slips =
            terms.map(|term| (strsim::osa_distance(&term.to_lowercase(), &local.to_lowercase()), *term));
        let near = slips.filter(|(slips, term)| {
            *slips <= SLIPS && slips * LETTERS <= term.chars().count().min(local.chars().count())
        });
        near.min().map(|(slips, term)| (slips, named(vocabulary, term)))
    };
    let others = VOCABULARIES.iter().filter(|other| other.prefix != own.prefix).filter_map(of);
    of(own).or_else(|| others.min()).map(|(_, term)| term)
}

/// Classes begin with a capital letter, properties do not.
fn begins_as(term: &str, is_class: bool) -> bool {
    term.starts_with(|first: char| first.is_ascii_uppercase()) == is_class
}

fn named(vocabulary: &Vocabulary, local: &str) -> String {
    format!("{}:{local}", vocabulary.prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ns;

    #[track_caller]
    fn check(iri: &str, is_class: bool, expected: Option<(&str, Option<&str>)>) {
        let found = unknown(iri, is_class);
        let shown = found.as_ref().map(|found| (found.name.as_str(), found.meant.as_deref()));
        assert_eq!(shown, expected, "{iri}");
    }

    #[test]
    fn misspelt_terms_are_noticed() {
        let dcat = |local: &str| format!("http://www.w3.org/ns/dcat#{local}");
        let dct = |local: &str| format!("http://purl.org/dc/terms/{local}");
        check(&dcat("keywords"), false, Some(("dcat:keywords", Some("dcat:keyword"))));
        check(&dct("licence"), false, Some(("dcterms:licence", Some("dcterms:license"))));
        check(&dct("descripton"), false, Some(("dcterms:descripton", Some("dcterms:description"))));
        check(&dcat("title"), false, Some(("dcat:title", Some("dcterms:title"))));
        check(&dcat("accessUrl"), false, Some(("dcat:accessUrl", Some("dcat:accessURL"))));
        check(&dcat("DataSet"), true, Some(("dcat:DataSet", Some("dcat:Dataset"))));
        check(&dcat("colour"), false, Some(("dcat:colour", None)));
        check(
            "http://dcat-ap.de/def/dcatde/contributorId",
            false,
            Some(("dcatde:contributorId", Some("dcatde:contributorID"))),
        );
        check(
            "http://spdx.org/rdf/terms#checksumvalue",
            false,
            Some(("spdx:checksumvalue", Some("spdx:checksumValue"))),
        );
        check("http://spdx.org/rdf/terms#licenseDeclared", false, None);
        check(&dcat("keyword"), false, None);
        check("http://example.org/keywords", false, None);
        check("http://www.w3.org/ns/dcat#", false, None);
    }

    #[test]
    fn the_terms_we_read_are_known() {
        for term in [
            ns::dcat::DISTRIBUTION,
            ns::dcterms::LICENSE,
            ns::foaf::MBOX,
            ns::vcard::HAS_EMAIL,
            ns::vcard::FN,
            ns::adms::IDENTIFIER,
            ns::spdx::CHECKSUM_VALUE,
            ns::dcatde::LICENSE_ATTRIBUTION_BY_TEXT,
            ns::dcatap::HVD_CATEGORY,
            ns::foaf::AGENT,
            ns::dcat::DATASET_SERIES,
        ] {
            assert_eq!(unknown(term.as_str(), false), None, "{term}");
        }
    }
}
