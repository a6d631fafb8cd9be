//! What holds of mapping whatever a source says: it never panics, leaves no blank node, loses nothing
//! without a finding, and changes nothing when it maps its own output.

use super::Mapping;
use super::dcat_graph::DcatGraph;
use crate::config::SourceFile;
use crate::record::{Payload, SourceRecord};
use crate::run::{Prepared, prepare};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::iri::is_dataset_beside;
use datenkreis_vocab::mqa::Unasked;
use datenkreis_vocab::ns::rdf;
use datenkreis_vocab::shapes::{Profile, Severity, Violation, validate};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

const DATASET: &str = "https://quelle.example/d";
/// What the dataset is called when it is published.
const OURS: &str = "https://daten.example/dataset/quelle/d";

fn mapping() -> Mapping {
    let text = "kind = \"dcat-rdf\"\ntitle = \"Quelle\"\n[settings]\nurl = \"https://quelle.example/\"\n";
    let file = SourceFile::parse(Path::new("quelle.toml"), text.into()).unwrap();
    Mapping::new("https://daten.example", &file, &Arc::default())
}

fn map(subject: &NamedOrBlankNode, triples: Vec<Triple>) -> Prepared {
    let payload = DcatGraph {
        subject: subject.clone(),
        triples,
        siblings: BTreeMap::new(),
        publisher: None,
        entries: vec![],
    };
    let payload: Box<dyn Payload> = Box::new(payload);
    prepare(SourceRecord { native_id: NativeId::new("d"), payload, findings: vec![] }, &mapping(), &Unasked)
}

/// Terms that occur as properties: those of the standard, older ones, and foreign ones.
const PROPERTIES: &[&str] = &[
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/terms/description",
    "http://purl.org/dc/terms/identifier",
    "http://purl.org/dc/terms/issued",
    "http://purl.org/dc/terms/modified",
    "http://purl.org/dc/terms/language",
    "http://purl.org/dc/terms/accrualPeriodicity",
    "http://purl.org/dc/terms/accessRights",
    "http://purl.org/dc/terms/license",
    "http://purl.org/dc/terms/rights",
    "http://purl.org/dc/terms/format",
    "http://purl.org/dc/terms/type",
    "http://purl.org/dc/terms/conformsTo",
    "http://purl.org/dc/terms/provenance",
    "http://purl.org/dc/terms/relation",
    "http://purl.org/dc/terms/source",
    "http://purl.org/dc/terms/isVersionOf",
    "http://www.w3.org/ns/dcat#granularity",
    "http://www.w3.org/ns/dcat#hasVersion",
    "http://www.w3.org/ns/dcat#inSeries",
    "http://www.w3.org/ns/dcat#hadRole",
    "http://www.w3.org/ns/prov#agent",
    "http://www.w3.org/ns/dcat#keyword",
    "http://www.w3.org/ns/dcat#theme",
    "http://www.w3.org/ns/dcat#landingPage",
    "http://www.w3.org/ns/dcat#accessURL",
    "http://www.w3.org/ns/dcat#downloadURL",
    "http://www.w3.org/ns/dcat#mediaType",
    "http://www.w3.org/ns/dcat#byteSize",
    "http://www.w3.org/ns/dcat#startDate",
    "http://www.w3.org/ns/dcat#endDate",
    "http://www.w3.org/ns/dcat#bbox",
    "http://www.w3.org/ns/dcat#version",
    "http://www.w3.org/ns/dcat#temporalResolution",
    "http://www.w3.org/ns/adms#status",
    "http://www.w3.org/ns/adms#versionNotes",
    "http://dcat-ap.de/def/dcatde/politicalGeocodingURI",
    "http://dcat-ap.de/def/dcatde/politicalGeocodingLevelURI",
    "http://dcat-ap.de/def/dcatde/contributorID",
    "http://dcat-ap.de/def/dcatde/legalBasis",
    "http://dcat-ap.de/def/dcatde/licenseAttributionByText",
    "http://dcat-ap.de/def/dcatde/plannedAvailability",
    "http://dcat-ap.de/def/dcatde/qualityProcessURI",
    "http://data.europa.eu/r5r/hvdCategory",
    "http://data.europa.eu/r5r/applicableLegislation",
    "http://data.europa.eu/r5r/availability",
    "http://www.w3.org/2002/07/owl#versionInfo",
    "http://xmlns.com/foaf/0.1/name",
    "http://xmlns.com/foaf/0.1/mbox",
    "http://xmlns.com/foaf/0.1/page",
    "http://www.w3.org/2006/vcard/ns#fn",
    "http://www.w3.org/2006/vcard/ns#hasEmail",
    "http://www.w3.org/2006/vcard/ns#hasURL",
    "http://www.w3.org/2004/02/skos/core#notation",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/ns/locn#geometry",
    "http://spdx.org/rdf/terms#checksumValue",
    "http://spdx.org/rdf/terms#algorithm",
    "https://eigene.example/vokabular#feld",
];

/// Properties that lead to further nodes.
const LINKS: &[&str] = &[
    "http://www.w3.org/ns/dcat#distribution",
    "http://www.w3.org/ns/dcat#contactPoint",
    "http://purl.org/dc/terms/publisher",
    "http://purl.org/dc/terms/creator",
    "http://dcat-ap.de/def/dcatde/maintainer",
    "http://purl.org/dc/terms/temporal",
    "http://purl.org/dc/terms/spatial",
    "http://www.w3.org/ns/adms#identifier",
    "http://spdx.org/rdf/terms#checksum",
    "http://www.w3.org/ns/dcat#accessService",
    "http://www.w3.org/ns/prov#qualifiedAttribution",
    "http://www.w3.org/ns/dcat#qualifiedRelation",
    "http://purl.org/dc/terms/license",
    "https://eigene.example/vokabular#teil",
];

/// Those of them that any node may have.
const BELOW: &[&str] = &[
    "http://spdx.org/rdf/terms#checksum",
    "http://www.w3.org/ns/dcat#accessService",
    "http://purl.org/dc/terms/license",
    "https://eigene.example/vokabular#teil",
];

const IRIS: &[&str] = &[
    "http://publications.europa.eu/resource/authority/data-theme/TRAN",
    "https://publications.europa.eu/resource/authority/frequency/ANNUAL",
    "http://publications.europa.eu/resource/authority/file-type/CSV",
    "http://publications.europa.eu/resource/authority/language/DEU",
    "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
    "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "https://www.govdata.de/dl-de/zero-2-0",
    "http://dcat-ap.de/def/politicalGeocoding/districtKey/05978",
    "http://dcat-ap.de/def/politicalGeocoding/Level/municipality",
    "http://data.europa.eu/eli/reg_impl/2023/138/oj",
    "http://data.europa.eu/bna/c_d13a4420",
    "http://dcat-ap.de/def/plannedAvailability/stable",
    "http://purl.org/adms/status/Completed",
    "https://a.example/datei.csv",
    "https://a.example/datei.zip",
    "https://a.example/wms?service=WMS&request=GetCapabilities",
    "mailto:daten@stadt.example",
    "https://unbekannt.example/liste#wert",
];

const TEXTS: &[&str] = &[
    "Radwege",
    "Rad, Weg",
    "",
    " ",
    "2024-02-03",
    "03.02.2024",
    "2024",
    "gestern",
    "<b>fett</b> &amp; mehr",
    "CSV",
    "text/csv",
    "jährlich",
    "Datenlizenz Deutschland Namensnennung 2.0",
    "Kreis Unna",
    "Neustadt",
    "05978036",
    "keine Angabe",
    "4711",
    "12.5",
    "daten@stadt.example",
    "POINT(7.5 51.5)",
    "POLYGON((7 51,8 51,8 52,7 52,7 51))",
    "9f86d081",
    "P1Y",
    "Bevölkerung 2010 bis 2020",
];

const DATATYPES: &[&str] = &["string", "date", "dateTime", "decimal", "gYear", "hexBinary", "anyURI"];

fn object() -> impl Strategy<Value = Term> {
    let text = prop::sample::select(TEXTS);
    prop_oneof![
        prop::sample::select(IRIS).prop_map(|iri| NamedNode::new_unchecked(iri).into()),
        text.clone().prop_map(|text| Literal::new_simple_literal(text).into()),
        text.clone().prop_map(|text| Literal::new_language_tagged_literal_unchecked(text, "de").into()),
        (text, prop::sample::select(DATATYPES)).prop_map(|(text, datatype)| {
            let datatype = NamedNode::new_unchecked(format!("http://www.w3.org/2001/XMLSchema#{datatype}"));
            Literal::new_typed_literal(text, datatype).into()
        }),
    ]
}

/// A node of the graph: the dataset (0), three with IRIs, three blank.
fn node(number: usize) -> NamedOrBlankNode {
    match number {
        0 => NamedNode::new_unchecked(DATASET).into(),
        1..=3 => NamedNode::new_unchecked(format!("{DATASET}/{number}")).into(),
        number => BlankNode::new_unchecked(format!("b{number}")).into(),
    }
}

/// A graph that shows itself as N-Triples when a test fails.
#[derive(Clone)]
struct Said(Vec<Triple>);

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|triple| writeln!(f, "{triple} ."))
    }
}

/// Classes that a node may say it is of, rightly or not.
const CLASSES: &[&str] = &[
    "http://www.w3.org/ns/dcat#Distribution",
    "http://www.w3.org/ns/dcat#DataService",
    "http://www.w3.org/ns/dcat#DatasetSeries",
    "http://www.w3.org/ns/dcat#Catalog",
    "http://www.w3.org/ns/dcat#CatalogRecord",
    "http://www.w3.org/ns/dcat#Relationship",
    "http://purl.org/dc/terms/PeriodOfTime",
    "http://purl.org/dc/terms/Location",
    "http://xmlns.com/foaf/0.1/Agent",
    "http://www.w3.org/2006/vcard/ns#Kind",
    "http://www.w3.org/ns/adms#Identifier",
    "http://spdx.org/rdf/terms#Checksum",
    "http://www.w3.org/ns/prov#Attribution",
    "https://eigene.example/vokabular#Klasse",
];

/// A dataset of which anything may be said, in a tree of seven nodes.
fn graph() -> impl Strategy<Value = Said> {
    let said = (0..7_usize, prop::sample::select(PROPERTIES), object());
    let links = prop::collection::vec((prop::sample::select(LINKS), 0..3_usize), 6);
    let classes = prop::collection::vec((0..7_usize, prop::sample::select(CLASSES)), 0..4);
    (prop::collection::vec(said, 0..40), links, classes).prop_map(|(said, links, classes)| {
        Said({
            let property = |iri: &str| NamedNode::new_unchecked(iri);
            let class = NamedNode::new_unchecked("http://www.w3.org/ns/dcat#Dataset");
            let mut triples = vec![Triple::new(node(0), rdf::TYPE, class)];
            for (number, (link, parent)) in links.into_iter().enumerate() {
                // A tree: whoever links has a smaller number. What belongs to a dataset hangs on the dataset.
                let parent = if BELOW.contains(&link) { parent.min(number) } else { 0 };
                triples.push(Triple::new(node(parent), property(link), Term::from(node(number + 1))));
            }
            triples.extend(
                said.into_iter().map(|(at, name, object)| Triple::new(node(at), property(name), object)),
            );
            let class = |name| Term::from(NamedNode::new_unchecked(name));
            triples
                .extend(classes.into_iter().map(|(at, name)| Triple::new(node(at), rdf::TYPE, class(name))));
            let mut known = BTreeSet::new();
            triples.retain(|triple| known.insert(triple.to_string()));
            triples
        })
    })
}

fn text(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// Whether a value stands in the published graph or in a finding.
fn is_accounted_for(value: &str, prepared: &Prepared) -> bool {
    let value = value.trim();
    let published = || prepared.triples.iter().filter_map(|triple| text(&triple.object));
    let told = || prepared.findings.iter().flat_map(|finding| [&finding.found, &finding.concluded]).flatten();
    // 05978036 is 5978036 where a number is meant.
    let number = value.trim_start_matches('0');
    let is_number = value.parse::<f64>().is_ok();
    let is_same =
        |text: &str| text.contains(value) || is_number && !number.is_empty() && text.contains(number);
    value.is_empty() || published().any(is_same) || told().any(|text| is_same(text))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_without_a_finding(said in graph()) {
        let prepared = map(&node(0), said.0.clone());
        for triple in &said.0 {
            let Some(value) = text(&triple.object) else { continue };
            let is_node = value.starts_with(DATASET) || triple.predicate == rdf::TYPE;
            prop_assert!(is_node || is_accounted_for(value, &prepared), "{triple} vanished: {:?}", prepared.findings);
        }
    }

    #[test]
    fn nothing_published_breaks_an_official_constraint(said in graph()) {
        let prepared = map(&node(0), said.0);
        let report = validate(Profile::DcatApDe3, &prepared.triples);
        // Whether there is a series is known where it is published: documents bring it along, or leave the link out.
        let is_series = |term: &Term| matches!(term, Term::NamedNode(iri) if is_dataset_beside(OURS, iri.as_str()));
        let is_own = |result: &&Violation| {
            result.severity == Severity::Violation
                && !(result.property() == "dcat:inSeries" && result.found().is_some_and(is_series))
        };
        let left: Vec<_> = report.results.iter().filter(is_own).collect();
        prop_assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn mapping_its_own_output_changes_nothing(said in graph()) {
        let once = map(&node(0), said.0);
        let blank = |triple: &&Triple| matches!(triple.subject, NamedOrBlankNode::BlankNode(_)) || matches!(triple.object, Term::BlankNode(_));
        prop_assert_eq!(once.triples.iter().find(blank), None);
        let dataset = NamedNode::new_unchecked(OURS);
        let twice = map(&dataset.into(), once.triples.clone());
        let lines = |triples: &[Triple]| triples.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let (before, after) = (lines(&once.triples), lines(&twice.triples));
        let lost: Vec<_> = before.difference(&after).collect();
        let new: Vec<_> = after.difference(&before).collect();
        prop_assert!(lost.is_empty() && new.is_empty(), "lost: {lost:#?}\nnew: {new:#?}\n{:?}", twice.findings);
    }
}
