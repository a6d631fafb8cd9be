//! What the constraints may know beyond the graph: the entries of the official lists and which class is
//! part of which. It is knowledge about values only; nothing in it is a target itself.

use crate::lists::{self, Certainty, List};
use crate::ns::{dcterms, skos, spdx};
use oxrdf::NamedNodeRef;
use std::collections::HashMap;
use std::sync::LazyLock;

const SUBCLASSES: &str = include_str!("../../data/shapes/subclasses.tsv");
const CONCEPTS: &str = include_str!("../../data/shapes/concepts.tsv");
const PLACES: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// An official list as a concept scheme.
struct Scheme {
    list: &'static LazyLock<List>,
    /// The IRI of the scheme; none for what is no list of concepts.
    iri: Option<&'static str>,
    classes: &'static [NamedNodeRef<'static>],
}

const CONCEPT: &[NamedNodeRef<'static>] = &[skos::CONCEPT];

const fn scheme(list: &'static LazyLock<List>, iri: &'static str) -> Scheme {
    Scheme { list, iri: Some(iri), classes: CONCEPT }
}

static SCHEMES: [Scheme; 13] = [
    scheme(&lists::license::LIST, "http://dcat-ap.de/def/licenses"),
    scheme(&lists::file_type::LIST, "http://publications.europa.eu/resource/authority/file-type"),
    scheme(&lists::data_theme::LIST, "http://publications.europa.eu/resource/authority/data-theme"),
    scheme(&lists::frequency::LIST, "http://publications.europa.eu/resource/authority/frequency"),
    scheme(&lists::access_right::LIST, "http://publications.europa.eu/resource/authority/access-right"),
    scheme(
        &lists::availability::LIST,
        "http://publications.europa.eu/resource/authority/planned-availability",
    ),
    scheme(&lists::publisher_type::LIST, "http://purl.org/adms/publishertype/1.0"),
    scheme(
        &lists::distribution_status::LIST,
        "http://publications.europa.eu/resource/authority/distribution-status",
    ),
    scheme(&lists::dataset_type::LIST, "http://publications.europa.eu/resource/authority/dataset-type"),
    scheme(&lists::political_geocoding_level::LIST, "http://dcat-ap.de/def/politicalGeocoding/Level"),
    scheme(&lists::hvd_category::LIST, "http://data.europa.eu/bna/asd487ae75"),
    scheme(&lists::contributors::LIST, "http://dcat-ap.de/def/contributors"),
    Scheme { list: &lists::hash_algorithm::LIST, iri: None, classes: &[spdx::CHECKSUM_ALGORITHM] },
];

static LANGUAGES: Scheme = Scheme {
    list: &lists::language::LIST,
    iri: Some("http://publications.europa.eu/resource/authority/language"),
    classes: &[skos::CONCEPT, dcterms::LINGUISTIC_SYSTEM],
};

/// Concept to list, for concepts that `vocab/data` does not have.
static OTHERS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| pairs(CONCEPTS).collect());

/// Class and the class it is part of.
pub(super) fn subclasses() -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(SUBCLASSES)
}

/// The list that an IRI stands in, as the IRI of its concept scheme.
pub(super) fn list_of(iri: &str) -> Option<&'static str> {
    if let Some(scheme) = scheme_with(iri) {
        return scheme.iri;
    }
    OTHERS.get(iri).copied().or_else(|| place_list(iri))
}

/// The classes of an IRI that stands in an official list.
pub(super) fn classes_of(iri: &str) -> &'static [NamedNodeRef<'static>] {
    match scheme_with(iri) {
        Some(scheme) => scheme.classes,
        None if OTHERS.contains_key(iri) || place_list(iri).is_some() => CONCEPT,
        None if is_list(iri) => &[skos::CONCEPT_SCHEME],
        None => &[],
    }
}

/// Whether an IRI is a licence of the German list that GovData counts as open.
pub(super) fn is_open_license(iri: &str) -> bool {
    lists::license::LIST.entry(iri).is_some_and(|license| license.has("open"))
}

/// Reads the lists, which takes a moment, before the first evaluation needs them.
pub(super) fn prepare() {
    for scheme in SCHEMES.iter().chain([&LANGUAGES]) {
        LazyLock::force(scheme.list);
    }
    lists::political_geocoding::lookup("");
}

fn is_list(iri: &str) -> bool {
    let lists = SCHEMES.iter().chain([&LANGUAGES]).filter_map(|scheme| scheme.iri);
    lists.chain(PLACE_LISTS).chain(OTHERS.values().copied()).any(|list| list == iri)
}

fn scheme_with(iri: &str) -> Option<&'static Scheme> {
    SCHEMES
        .iter()
        .chain([&LANGUAGES])
        .find(|scheme| iri.starts_with(scheme.list.base) && scheme.list.entry(iri).is_some())
}

/// The list of official keys that a place stands in.
fn place_list(iri: &str) -> Option<&'static str> {
    let (kind, _) = iri.strip_prefix(PLACES)?.split_once('/')?;
    let found = lists::political_geocoding::lookup(iri)?;
    if found.certainty == Certainty::Assumed {
        return None;
    }
    PLACE_LISTS.into_iter().find(|list| list.strip_prefix(PLACES) == Some(kind))
}

const PLACE_LISTS: [&str; 6] = [
    "http://dcat-ap.de/def/politicalGeocoding/stateKey",
    "http://dcat-ap.de/def/politicalGeocoding/governmentDistrictKey",
    "http://dcat-ap.de/def/politicalGeocoding/districtKey",
    "http://dcat-ap.de/def/politicalGeocoding/municipalAssociationKey",
    "http://dcat-ap.de/def/politicalGeocoding/municipalityKey",
    "http://dcat-ap.de/def/politicalGeocoding/regionalKey",
];

/// The first two columns of a table.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_their_list() {
        let check = |iri: &str, list: Option<&str>, class: Option<NamedNodeRef<'_>>| {
            assert_eq!(list_of(iri), list, "{iri}");
            assert_eq!(classes_of(iri).last().copied(), class, "{iri}");
        };
        let authority = "http://publications.europa.eu/resource/authority";
        let file_types = format!("{authority}/file-type");
        check(&format!("{file_types}/CSV"), Some(&file_types), Some(skos::CONCEPT));
        check(&format!("{file_types}/OP_DATPRO"), Some(&file_types), Some(skos::CONCEPT));
        check(&format!("{file_types}/csv"), None, None);
        let languages = format!("{authority}/language");
        check(&format!("{languages}/DEU"), Some(&languages), Some(dcterms::LINGUISTIC_SYSTEM));
        let keys = format!("{PLACES}districtKey");
        check(&format!("{keys}/05978"), Some(&keys), Some(skos::CONCEPT));
        check(&format!("{keys}/99999"), None, None);
        check("http://spdx.org/rdf/terms#checksumAlgorithm_md5", None, Some(spdx::CHECKSUM_ALGORITHM));
        check(
            "http://purl.org/adms/status/Completed",
            Some("http://purl.org/adms/status/1.0"),
            Some(skos::CONCEPT),
        );
        check(&languages, None, Some(skos::CONCEPT_SCHEME));
        check("http://example.org/", None, None);
    }

    #[test]
    fn open_licenses_are_known() {
        assert!(is_open_license("http://dcat-ap.de/def/licenses/dl-by-de/2.0"));
        assert!(!is_open_license("http://dcat-ap.de/def/licenses/cc-by-nc/4.0"));
        assert!(!is_open_license("http://example.org/"));
    }
}
