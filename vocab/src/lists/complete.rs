//! The tables are complete against the official copies: every IRI of each official list is known.

use super::{
    List, access_right, availability, contributors, data_theme, dataset_type, distribution_status, file_type,
    frequency, hvd_category, language, license, political_geocoding_level,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Entries of a copy that are no values: the mark of the Publications Office, and provisional entries
/// without code, and the scheme of the HVD categories itself.
const NO_VALUES: [&str; 4] = ["OP_DATPRO", "0D0", "0E0", "asd487ae75"];

fn standards() -> Option<PathBuf> {
    let root = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let folder = root.join("standards");
    if !folder.exists() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// What a copy describes: the subjects in it that begin with the base of the list, in RDF/XML or Turtle.
/// Old copies write http where the list has https, or the other way round.
fn described(text: &str, base: &str) -> BTreeSet<String> {
    let subjects: Vec<String> = if text.contains("<rdf:RDF") {
        let parts = text.split("rdf:about=\"").skip(1);
        parts.filter_map(|part| part.split('"').next()).map(str::to_owned).collect()
    } else {
        let triples = oxttl::TurtleParser::new().lenient().for_slice(text).filter_map(Result::ok);
        triples.map(|triple| triple.subject.to_string().trim_matches(['<', '>']).to_owned()).collect()
    };
    let bare = |iri: &str| iri.split_once("://").map_or(iri, |(_, rest)| rest).replace("www.", "");
    let base = bare(base);
    let is_entry = |iri: &String| {
        bare(iri).strip_prefix(&base).is_some_and(|local| !local.is_empty() && !local.contains('#'))
    };
    subjects.into_iter().filter(is_entry).collect()
}

#[track_caller]
fn check(list: &'static List, files: &[&str], at_least: usize) {
    let Some(folder) = standards() else { return };
    for file in files {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let described = described(&text, list.base);
        assert!(described.len() >= at_least, "{file}: {} entries", described.len());
        let unknown: Vec<&String> = described
            .iter()
            .filter(|iri| !NO_VALUES.iter().any(|mark| iri.ends_with(mark)) && list.lookup(iri).is_none())
            .collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

#[test]
fn every_entry_of_the_official_lists_is_known() {
    check(&access_right::LIST, &["validator/vocab/access-right-20240612-skos.rdf"], 3);
    check(&contributors::LIST, &["validator/vocab/contributors-20251021.rdf"], 69);
    check(&data_theme::LIST, &["validator/vocab/data-theme-20200624.ttl"], 13);
    check(&dataset_type::LIST, &["validator/vocab/fdk-dataset-types.ttl"], 20);
    check(&distribution_status::LIST, &["validator/vocab/fdk-distribution-status.ttl"], 4);
    check(
        &frequency::LIST,
        &["validator/vocab/fdk-frequencies.ttl", "dcat-ap-de/vocab/eu/frequency-20190619.ttl"],
        30,
    );
    check(&availability::LIST, &["validator/vocab/fdk-planned-availability.ttl"], 4);
    check(
        &file_type::LIST,
        &[
            "validator/vocab/file-type-20221214-skos.rdf",
            "dcat-ap-de/vocab/eu/file-type-20200624.ttl",
            "dcat-ap-de/vocab/eu/file-type-20220928-skos-opennrw.rdf",
        ],
        170,
    );
    check(&hvd_category::LIST, &["validator/vocab/high-value-dataset-category-2.1-en.ttl"], 90);
    check(&language::LIST, &["validator/vocab/language-20200624.ttl"], 7000);
    check(
        &license::LIST,
        &[
            "validator/vocab/licenses-20200715-with-isOpenLicense.rdf",
            "dcat-ap-de/vocab/dcat-ap-de/licenses-20200715.ttl",
        ],
        34,
    );
    check(&political_geocoding_level::LIST, &["validator/vocab/politicalGeocodingLevel.ttl"], 6);
}

/// Lists of 2.0 that 3.0 replaced lead to the new ones.
#[test]
fn lists_of_2_0_lead_to_those_of_3_0() {
    for local in ["available", "experimental", "stable", "temporary"] {
        let old = format!("http://dcat-ap.de/def/plannedAvailability/{local}");
        assert!(availability::lookup(&old).is_some(), "{old}");
    }
    for local in ["Completed", "Deprecated", "UnderDevelopment", "Withdrawn"] {
        let old = format!("http://purl.org/adms/status/{local}");
        assert!(distribution_status::lookup(&old).is_some(), "{old}");
    }
    for local in ["md/5", "sha/1", "sha/224", "sha/256", "sha/384", "sha/512"] {
        let old = format!("http://dcat-ap.de/def/hashAlgorithms/{local}");
        assert!(super::hash_algorithm::lookup(&old).is_some(), "{old}");
    }
}
