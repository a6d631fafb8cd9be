//! What is found in small graphs.

use super::super::*;
use crate::ns::PREFIXES;

pub(super) fn turtle(body: &str) -> Vec<Triple> {
    let prefixes: String =
        PREFIXES.iter().map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .\n")).collect();
    let document = format!("{prefixes}@base <https://a.example/> .\n{body}");
    oxttl::TurtleParser::new()
        .for_slice(&document)
        .map(|triple| triple.expect("test input is valid Turtle"))
        .collect()
}

/// The ids of the rules that are broken, sorted.
fn found(profile: Profile, body: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> =
        validate(profile, &turtle(body)).results.iter().map(|result| result.rule.id).collect();
    found.sort_unstable();
    found
}

#[track_caller]
fn check(profile: Profile, body: &str, expected: &[&str]) {
    assert_eq!(found(profile, body), expected, "{body}");
}

/// A dataset without mistakes, with more statements about it.
fn dataset(more: &str) -> String {
    format!(
        r#"<1> a dcat:Dataset ; dcterms:title "T" ; dcterms:description "D" ; dcterms:publisher <p> {more} .
           <p> a foaf:Organization ; foaf:name "P" ."#
    )
}

fn check_dataset(more: &str, expected: &[&str]) {
    check(Profile::DcatApDe3, &dataset(more), expected);
}

#[test]
fn a_dataset_needs_title_description_and_publisher() {
    check_dataset("", &[]);
    check(
        Profile::DcatApDe3,
        "<1> a dcat:Dataset .",
        &[
            "ap3-dataset-description-min-count",
            "ap3-dataset-title-min-count",
            "de3-dataset-publisher-min-count",
        ],
    );
    check(
        Profile::DcatApDe3,
        "<1> a dcat:Distribution .",
        &["ap3-distribution-access-url-min-count", "de3-distribution-license-min-count"],
    );
    check(Profile::DcatApDe3, "", &[]);
}

#[test]
fn kinds_classes_and_numbers_are_checked() {
    check_dataset("; dcat:landingPage \"text\"", &["ap3-dataset-landing-page-node-kind"]);
    check_dataset("; dcat:keyword <k>", &["ap3-dataset-keyword-node-kind"]);
    check_dataset("; dcterms:temporal <t>", &["ap3-dataset-temporal-class"]);
    check_dataset(
        "; dcterms:publisher <q> . <q> a foaf:Agent ; foaf:name \"Q\"",
        &["ap3-dataset-publisher-max-count"],
    );
    check_dataset("; dcat:temporalResolution \"P1D\"^^xsd:duration", &[]);
    check_dataset(
        "; dcat:temporalResolution \"1 Tag\"^^xsd:duration",
        &["ap3-dataset-temporal-resolution-datatype"],
    );
    check_dataset("; dcat:temporalResolution \"P1D\"", &["ap3-dataset-temporal-resolution-datatype"]);
}

#[test]
fn values_are_looked_up_in_the_official_lists() {
    let theme = "http://publications.europa.eu/resource/authority/data-theme";
    check_dataset(&format!("; dcat:theme <{theme}/TRAN>"), &[]);
    check_dataset(&format!("; dcat:theme <{theme}/VERKEHR>"), &["de3-dataset-theme-list"]);
    let report = validate(Profile::DcatApDe3, &turtle(&dataset("; dcat:theme <t>")));
    let [result] = report.results.as_slice() else { panic!("{report:?}") };
    assert_eq!(result.focus.to_string(), "<https://a.example/t>");
    assert_eq!(result.subject().to_string(), "<https://a.example/1>");
    assert_eq!(result.found().map(ToString::to_string), Some("<https://a.example/t>".into()));
    assert_eq!((result.property(), result.path()), ("dcat:theme", "skos:inScheme"));
    assert_eq!(result.component(), "HasValueConstraintComponent");
}

#[test]
fn a_graph_may_say_itself_what_is_part_of_what() {
    let body = r#"<1> a <MeinDatensatz> . <MeinDatensatz> rdfs:subClassOf <Mittelklasse> .
                  <Mittelklasse> rdfs:subClassOf dcat:Dataset, <MeinDatensatz> ."#;
    check(
        Profile::DcatApDe3,
        body,
        &[
            "ap3-dataset-description-min-count",
            "ap3-dataset-title-min-count",
            "de3-dataset-publisher-min-count",
        ],
    );
    check_dataset(
        "; dcat:theme <t> . <t> skos:inScheme <http://publications.europa.eu/resource/authority/data-theme>",
        &[],
    );
}

#[test]
fn a_cycle_of_nodes_ends() {
    check_dataset(
        "; dcterms:source <1> ; dcat:hasVersion <1> ; dcat:inSeries <1>",
        &["ap3-dataset-in-series-class"],
    );
}

#[test]
fn mistakes_of_the_official_shapes_are_not_repeated() {
    check_dataset("; dcatap:availability <nie>", &["de3-dataset-availability-list"]);
    check(
        Profile::DcatApDe3,
        "<s> a dcat:DatasetSeries ; dcterms:title \"T\" ; dcterms:description \"D\" .",
        &["de3-dataset-series-publisher-min-count"],
    );
    check_dataset(
        "; dcterms:spatial [ a dcterms:Location ; locn:geometry \"POINT(7 51)\"^^geosparql:wktLiteral ]",
        &[],
    );
    check_dataset(
        "; dcterms:spatial [ a dcterms:Location ; locn:geometry \"Rathaus\" ]",
        &["de3-location-geometry"],
    );
    let old = "<d> a dcat:Distribution ; dcat:accessURL <u> ; dcterms:license <http://dcat-ap.de/def/licenses/cc-zero> ; adms:status <http://purl.org/adms/status/Completed> .";
    check(Profile::DcatApDe3, old, &["de3-distribution-status-list"]);
    let record =
        "<r> a dcat:CatalogRecord ; dcterms:modified \"2024-01-01\"^^xsd:date ; foaf:primaryTopic <1> .";
    check(Profile::DcatApDe3, &format!("{record} {}", dataset("")), &[]);
    check(
        Profile::DcatApDe3,
        &format!("{record} <1> a foaf:Document ."),
        &["ap3-catalog-record-primary-topic-class"],
    );
}

#[test]
fn high_value_rules_concern_only_what_claims_it() {
    let regulation = "http://data.europa.eu/eli/reg_impl/2023/138/oj";
    check(Profile::HighValue, &dataset(""), &[]);
    let claim = dataset(&format!("; dcatap:applicableLegislation <{regulation}>"));
    check(
        Profile::HighValue,
        &claim,
        &[
            "hvd-dataset-api-min-count",
            "hvd-dataset-distribution-min-count",
            "hvd-dataset-hvd-category-min-count",
        ],
    );
    let body = format!(
        r#"<1> a dcat:Dataset ; dcatap:hvdCategory <http://data.europa.eu/bna/c_ac64a52d> ; dcatap:applicableLegislation <{regulation}> ; dcat:distribution <d> .
           <d> a dcat:Distribution ; dcat:accessURL <u> ; dcterms:license <l> ; dcat:accessService <s> ; dcatap:applicableLegislation <{regulation}> .
           <s> a dcat:DataService . <other> a dcat:Dataset ; dcat:distribution <e> . <e> a dcat:Distribution ."#
    );
    let service = found(Profile::HighValue, &body);
    assert!(
        !service.is_empty() && service.iter().all(|rule| rule.starts_with("hvd-data-service-")),
        "{service:?}"
    );
}

#[test]
fn conventions_want_one_contributor_of_the_list() {
    let all = [
        "konv3-dataset-contributor-id-qualified-min-count",
        "konv3-dataset-identifier-min-count",
        "konv3-dataset-modified-min-count",
    ];
    check(Profile::Conventions, &dataset(""), &all);
    let contributors = "; dcatde:contributorID <http://dcat-ap.de/def/contributors/openNRW>, <own>";
    check(Profile::Conventions, &dataset(contributors), &all[1..]);
    let two = "; dcatde:contributorID <http://dcat-ap.de/def/contributors/openNRW>, <http://dcat-ap.de/def/contributors/schleswigHolstein>";
    check(
        Profile::Conventions,
        &dataset(two),
        &["konv3-dataset-contributor-id-qualified-max-count", all[1], all[2]],
    );
}

#[test]
fn all_profiles_share_one_index() {
    let triples = turtle(&dataset("; dcat:theme <t>"));
    let reports = validate_all(&Profile::ALL, &triples);
    for (profile, report) in Profile::ALL.into_iter().zip(&reports) {
        assert_eq!(report.results.len(), validate(profile, &triples).results.len(), "{profile:?}");
    }
}
