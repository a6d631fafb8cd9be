//! The terms of every vocabulary we read or write, each under its own name. No IRI literal of these
//! vocabularies stands anywhere else.

pub mod adms;
pub mod cube;
pub mod cube_meta;
pub mod dc;
pub mod dcat;
pub mod dcatap;
pub mod dcatde;
pub mod dcterms;
pub mod dqv;
pub mod eli;
pub mod foaf;
pub mod geodcatap;
pub mod geosparql;
pub mod hydra;
pub mod locn;
pub mod odrl;
pub mod org;
pub mod owl;
pub mod prov;
pub mod pv;
pub mod qb;
pub mod qudt;
pub mod schema;
pub mod sd;
pub mod sdmx_attribute;
pub mod sdmx_code;
pub mod sdmx_concept;
pub mod sdmx_dimension;
pub mod sdmx_measure;
pub mod sh;
pub mod skos;
pub mod spdx;
pub mod stat;
pub mod time;
pub mod vcard;

use oxrdf::NamedNodeRef;
pub use oxrdf::vocab::{rdf, rdfs, xsd};

const fn term(iri: &'static str) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(iri)
}

/// The prefixes used when Turtle is written for people, sorted by prefix.
pub const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cube", "https://cube.link/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("dqv", "http://www.w3.org/ns/dqv#"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geodcatap", "http://data.europa.eu/930/"),
    ("geosparql", "http://www.opengis.net/ont/geosparql#"),
    ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("odrl", "http://www.w3.org/ns/odrl/2/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("pv", "https://piveau.eu/ns/voc#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("qudt", "http://qudt.org/schema/qudt/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("sdmx-attribute", "http://purl.org/linked-data/sdmx/2009/attribute#"),
    ("sdmx-code", "http://purl.org/linked-data/sdmx/2009/code#"),
    ("sdmx-concept", "http://purl.org/linked-data/sdmx/2009/concept#"),
    ("sdmx-dimension", "http://purl.org/linked-data/sdmx/2009/dimension#"),
    ("sdmx-measure", "http://purl.org/linked-data/sdmx/2009/measure#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("stat", "http://data.europa.eu/m8g/"),
    ("time", "http://www.w3.org/2006/time#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// An IRI as a person writes it: `dcterms:title`, or the whole IRI if its namespace is not ours.
pub fn prefixed(iri: &str) -> String {
    let namespace =
        PREFIXES.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    match namespace {
        Some((prefix, local)) => format!("{prefix}:{local}"),
        None => iri.into(),
    }
}
