//! Every property of the classes that belong to a dataset, of DCAT-AP.de 3.0 and 2.0, survives reading and
//! writing: typed, or travelling along, under its own name or the one it has since 3.0. The classes of
//! the catalogue (Catalog, CatalogRecord) are those of our own catalogue and not read from records.

use super::*;
use crate::config::{Region, SourceFile};
use datenkreis_vocab::ns::{adms, dcat, dcterms, geosparql, prov, rdf, spdx, xsd};
use oxrdf::{Literal, NamedNodeRef};
use std::path::Path;
use std::sync::Arc;

/// A class of the standard, how a dataset refers to it, and what such a node must have.
const CLASSES: [(&str, Option<NamedNodeRef<'static>>); 12] = [
    ("dcat:Dataset", None),
    ("dcat:DatasetSeries", None),
    ("dcat:Distribution", Some(dcat::DISTRIBUTION)),
    ("dcat:DataService", Some(dcat::ACCESS_SERVICE)),
    ("foaf:Agent", Some(dcterms::PUBLISHER)),
    ("vcard:Kind", Some(dcat::CONTACT_POINT)),
    ("dcterms:Location", Some(dcterms::SPATIAL)),
    ("dcterms:PeriodOfTime", Some(dcterms::TEMPORAL)),
    ("adms:Identifier", Some(adms::IDENTIFIER)),
    ("spdx:Checksum", Some(spdx::CHECKSUM)),
    ("dcat:Relationship", Some(dcat::QUALIFIED_RELATION)),
    ("prov:Attribution", Some(prov::QUALIFIED_ATTRIBUTION)),
];

fn node(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("http://quelle.example/{local}"))
}

/// A value of the range that the standard states.
fn value(property: &str, range: &str) -> Term {
    let typed =
        |value: &str, datatype: NamedNodeRef<'static>| Literal::new_typed_literal(value, datatype).into();
    match property {
        _ if property.ends_with("#bbox") || property.ends_with("ns/locn#geometry") => {
            typed("POLYGON((7.6 51.5,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))", geosparql::WKT_LITERAL)
        }
        _ if property.ends_with("#centroid") => typed("POINT(7.7 51.55)", geosparql::WKT_LITERAL),
        _ if property.ends_with("#hasEmail") => NamedNode::new_unchecked("mailto:a@example.org").into(),
        _ if property.ends_with("#hasTelephone") => NamedNode::new_unchecked("tel:+492303270").into(),
        _ if property == dcat::GRANULARITY.as_str() => {
            NamedNode::new_unchecked("http://publications.europa.eu/resource/authority/frequency/ANNUAL")
                .into()
        }
        _ if property == spdx::ALGORITHM.as_str() => {
            NamedNode::new_unchecked("http://spdx.org/rdf/terms#checksumAlgorithm_md5").into()
        }
        // 2.0 wanted a decimal where 3.0 wants an integer.
        _ if range.contains("xsd:decimal") => typed("10", xsd::DECIMAL),
        _ if range.contains("xsd:nonNegativeInteger") => typed("10", xsd::NON_NEGATIVE_INTEGER),
        _ if range.contains("xsd:duration") => typed("P1D", xsd::DURATION),
        _ if range.contains("xsd:date") => typed("2024-01-31", xsd::DATE),
        _ if range.contains("xsd:hexBinary") => typed("ab12", xsd::HEX_BINARY),
        _ if range.starts_with("rdfs:Literal") => {
            Literal::new_language_tagged_literal_unchecked("Text", "de").into()
        }
        _ => node("wert").into(),
    }
}

/// What a property is called in 3.0.
fn name_now(property: &str, value: &Term) -> String {
    // GovData's reader stumbles over a geometry; its extent says the same.
    if property == "http://www.w3.org/ns/locn#geometry" {
        return dcat::BBOX.as_str().to_owned();
    }
    let triple = Triple::new(node("d"), NamedNode::new_unchecked(property), value.clone());
    lift::lift(triple, &[], &mut vec![]).map_or_else(String::new, |lifted| lifted.predicate.into_string())
}

#[test]
fn every_property_survives() {
    let root = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), Into::into);
    let Ok(table) = std::fs::read_to_string(root.join("standards/dcat-ap-de/spec/rules-flat.tsv")) else {
        println!("skipped: {} is not there", root.display());
        return;
    };
    let text = "kind = \"x\"\ntitle = \"Test\"\n[settings]\n".to_owned();
    let file = SourceFile::parse(Path::new("selm.toml"), text).unwrap();
    let mapping = Mapping::new("https://daten.example", &file, &Arc::new(Region::default()));
    let (mut checked, mut lost) = (0, vec![]);
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [version, class, class_iri, _, property, range, ..] = columns[..] else { continue };
        let class = class.replace("dct:", "dcterms:");
        let Some((_, path)) = CLASSES.iter().find(|(name, _)| *name == class) else { continue };
        checked += 1;
        let value = value(property, range);
        let dataset = node("d");
        let class_node = NamedNode::new_unchecked(class_iri);
        let mut triples = vec![Triple::new(dataset.clone(), rdf::TYPE, dcat::DATASET_CLASS)];
        let subject = match path {
            None => {
                triples[0].object = class_node.into();
                dataset.clone()
            }
            Some(path) => {
                let below = node("d/teil");
                let holder = match *path {
                    path if path == spdx::CHECKSUM || path == dcat::ACCESS_SERVICE => {
                        triples.push(Triple::new(dataset.clone(), dcat::DISTRIBUTION, node("d/datei")));
                        triples.push(Triple::new(node("d/datei"), dcat::ACCESS_URL, node("datei.csv")));
                        node("d/datei")
                    }
                    _ => dataset.clone(),
                };
                triples.push(Triple::new(holder, *path, below.clone()));
                triples.push(Triple::new(below.clone(), rdf::TYPE, class_node));
                below
            }
        };
        // A checksum says nothing without both of its parts.
        let checksum = if property == spdx::CHECKSUM.as_str() { Some(node("wert")) } else { None };
        let checksum = checksum.or_else(|| (class == "spdx:Checksum").then(|| subject.clone()));
        if let Some(checksum) = checksum {
            let algorithm = NamedNode::new_unchecked("http://spdx.org/rdf/terms#checksumAlgorithm_md5");
            triples.push(Triple::new(checksum.clone(), spdx::ALGORITHM, algorithm));
            let bytes = Literal::new_typed_literal("ab12", xsd::HEX_BINARY);
            triples.push(Triple::new(checksum, spdx::CHECKSUM_VALUE, bytes));
        }
        triples.push(Triple::new(subject, NamedNode::new_unchecked(property), value.clone()));
        let record = DcatGraph {
            subject: dataset.into(),
            triples,
            siblings: BTreeMap::new(),
            publisher: None,
            entries: vec![],
        };
        let (read, findings) = record.map(&NativeId::new("d"), &mapping);
        let now = name_now(property, &value);
        if !read.to_rdf().iter().any(|triple| triple.predicate.as_str() == now) {
            lost.push(format!("{version} {class} {property} ({now}): {findings:?}"));
        }
    }
    assert!(checked > 190, "{checked}");
    assert!(lost.is_empty(), "{} of {checked}:\n{}", lost.len(), lost.join("\n"));
}
