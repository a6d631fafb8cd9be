//! The files a cube is to be had in, and the terms of its tables.

use super::coded;
use crate::cubes::CubeView;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::{file_type, license, media_type};
use datenkreis_vocab::model::{Coded, Dataset, Distribution, LangString};
use datenkreis_vocab::text::Text;
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// One file.
struct File {
    /// What the distribution is called in IRIs.
    id: &'static str,
    /// What the address ends with.
    ending: &'static str,
    /// Of the EU list.
    format: &'static str,
    media_type: &'static str,
    conforms_to: Option<&'static str>,
    title: [&'static str; 2],
}

const FILES: [File; 4] = [
    File {
        id: "csv",
        ending: "csv",
        format: "CSV",
        media_type: "text/csv",
        conforms_to: None,
        title: ["Alle Werte als CSV", "All figures as CSV"],
    },
    File {
        id: "json-stat",
        ending: "json",
        format: "JSON",
        media_type: "application/json",
        conforms_to: Some("https://json-stat.org/full/"),
        title: ["Alle Werte als JSON-stat 2.0", "All figures as JSON-stat 2.0"],
    },
    File {
        id: "sdmx-csv",
        ending: "sdmx.csv",
        format: "CSV",
        media_type: "text/csv",
        conforms_to: Some("https://github.com/sdmx-twg/sdmx-csv"),
        title: ["Alle Werte als SDMX-CSV 2.0", "All figures as SDMX-CSV 2.0"],
    },
    File {
        id: "turtle",
        ending: "ttl",
        format: "RDF_TURTLE",
        media_type: "text/turtle",
        conforms_to: Some("https://www.w3.org/TR/vocab-data-cube/"),
        title: ["Alle Werte als RDF Data Cube", "All figures as RDF Data Cube"],
    },
];

/// The distributions of a cube; `dataset` tells since when.
pub(super) fn of(
    base: &str,
    cube: &CubeView,
    dataset: &Dataset,
    findings: &mut Vec<Finding>,
) -> Vec<Distribution> {
    let terms = license_of(cube, findings);
    let attribution = attribution(cube);
    let files = FILES.iter().map(|file| {
        let address =
            NamedNode::new_unchecked(format!("{base}/kubus/{}.{}", cube.definition.id, file.ending));
        Distribution {
            iri: Some(below(dataset.iri.as_str(), "distribution", file.id)),
            title: Text::new(file.title[0], file.title[1]).tagged().to_vec(),
            access_url: vec![address.clone()],
            download_url: vec![address],
            license: Some(terms.clone()),
            license_attribution_by_text: attribution.iter().map(LangString::german).collect(),
            format: coded(file_type::lookup(file.format)).pop(),
            media_type: coded(media_type::lookup(file.media_type)).pop(),
            issued: dataset.issued.clone(),
            modified: dataset.modified.clone(),
            language: dataset.language.clone(),
            conforms_to: file.conforms_to.map(NamedNode::new_unchecked).into_iter().collect(),
            ..Distribution::default()
        }
    });
    files.collect()
}

/// The licence that the tables have together. Where they cannot be joined, or one has none, nothing is guessed.
fn license_of(cube: &CubeView, findings: &mut Vec<Finding>) -> Coded {
    let licenses: BTreeSet<Option<&str>> = cube.sources().map(|table| table.license.as_deref()).collect();
    if let Some(license) = license::together(licenses.iter().copied()) {
        return Coded::concept(NamedNode::new_unchecked(license));
    }
    let licenses: Vec<Option<&str>> = licenses.into_iter().collect();
    let finding = if let [] | [None] = licenses[..] {
        Finding::new(&rule::LICENSE_MISSING, "dcterms:license")
    } else {
        let name =
            |found: Option<&str>| found.map_or("–", |iri| license::name(iri, "de").unwrap_or(iri)).to_owned();
        let names: Vec<String> = licenses.into_iter().map(name).collect();
        Finding::new(&rule::CUBE_LICENSES_DIFFER, "dcterms:license").found(names.join("; "))
    };
    findings.push(finding.concluded(license::IN_WANT_OF_ANY.as_str()));
    Coded::concept(license::IN_WANT_OF_ANY.into_owned())
}

/// Everybody who is to be named.
fn attribution(cube: &CubeView) -> Option<String> {
    let texts: BTreeSet<&str> = cube.sources().map(|table| table.attribution.as_str()).collect();
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}
