//! The files a cube is to be had in, and the terms of its tables.

use super::coded;
use crate::cubes::CubeView;
use crate::cubes::export::Format;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::{file_type, license, media_type};
use datenkreis_vocab::model::{Coded, Dataset, Distribution, LangString};
use datenkreis_vocab::text::Text;
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// One file.
struct File {
    format: Format,
    /// What the distribution is called in IRIs.
    id: &'static str,
    /// Of the EU list.
    file_type: Option<&'static str>,
    media_type: &'static str,
    /// Of the archive it comes in.
    package: Option<&'static str>,
    title: [&'static str; 2],
}

const FILES: [File; 7] = [
    File {
        format: Format::Csv,
        id: "csv",
        file_type: Some("CSV"),
        media_type: "text/csv",
        package: None,
        title: ["Alle Werte als CSV", "All figures as CSV"],
    },
    File {
        format: Format::Csvw,
        id: "csvw",
        file_type: Some("CSV"),
        media_type: "text/csv",
        package: Some("application/zip"),
        title: [
            "Alle Werte als CSV mit Beschreibung der Spalten (CSVW)",
            "All figures as CSV with a description of its columns (CSVW)",
        ],
    },
    File {
        format: Format::Parquet,
        id: "parquet",
        // GovData judges by the EU list of December 2022, which lacks it; the media type says it.
        file_type: None,
        media_type: "application/vnd.apache.parquet",
        package: None,
        title: ["Alle Werte als Parquet", "All figures as Parquet"],
    },
    File {
        format: Format::JsonStat,
        id: "json-stat",
        file_type: Some("JSON"),
        media_type: "application/json",
        package: None,
        title: ["Alle Werte als JSON-stat 2.0", "All figures as JSON-stat 2.0"],
    },
    File {
        format: Format::SdmxCsv,
        id: "sdmx-csv",
        file_type: Some("CSV"),
        media_type: "text/csv",
        package: None,
        title: ["Alle Werte als SDMX-CSV 2.0", "All figures as SDMX-CSV 2.0"],
    },
    File {
        format: Format::DataCube,
        id: "turtle",
        file_type: Some("RDF_TURTLE"),
        media_type: "text/turtle",
        package: None,
        title: ["Alle Werte als RDF Data Cube", "All figures as RDF Data Cube"],
    },
    File {
        format: Format::CubeLink,
        id: "cube-link",
        file_type: Some("RDF_TURTLE"),
        media_type: "text/turtle",
        package: None,
        title: ["Alle Werte als RDF im Profil cube.link", "All figures as RDF in the profile cube.link"],
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
        let (id, ending) = (&cube.definition.id, file.format.ending());
        let address = NamedNode::new_unchecked(format!("{base}/kubus/{id}.{ending}"));
        Distribution {
            iri: Some(below(dataset.iri.as_str(), "distribution", file.id)),
            title: Text::new(file.title[0], file.title[1]).tagged().to_vec(),
            access_url: vec![address.clone()],
            download_url: vec![address],
            license: Some(terms.clone()),
            license_attribution_by_text: attribution.iter().map(LangString::german).collect(),
            format: coded(file.file_type.and_then(file_type::lookup)).pop(),
            media_type: coded(media_type::lookup(file.media_type)).pop(),
            package_format: coded(file.package.and_then(media_type::lookup)).pop(),
            issued: dataset.issued.clone(),
            modified: dataset.modified.clone(),
            language: dataset.language.clone(),
            conforms_to: file.format.profile().map(NamedNode::new_unchecked).into_iter().collect(),
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
