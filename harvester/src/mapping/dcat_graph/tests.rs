use super::*;
use crate::config::{Region, SourceFile};
use crate::record::SourceRecord;
use crate::run::prepare;
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::mqa::Unasked;
use oxttl::TurtleParser;
use std::path::Path;
use std::sync::Arc;

const PREFIXES: &str =
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://quelle.example/> .\n";

fn mapping() -> Mapping {
    let text = "kind = \"x\"\ntitle = \"Test\"\n[settings]\n";
    let file = SourceFile::parse(Path::new("selm.toml"), text.into()).unwrap();
    Mapping::new("https://daten.example", &file, &Arc::new(Region::default()))
}

fn graph(turtle: &str) -> DcatGraph {
    let triples: Vec<Triple> =
        TurtleParser::new().for_slice(&format!("{PREFIXES}{turtle}")).map(Result::unwrap).collect();
    DcatGraph {
        subject: NamedNode::new_unchecked("http://quelle.example/d").into(),
        triples,
        siblings: BTreeMap::new(),
        publisher: None,
        entries: vec![],
    }
}

fn map(turtle: &str) -> (Dataset, Vec<String>) {
    let (dataset, findings) = graph(turtle).map(&NativeId::new("d"), &mapping());
    (dataset, findings.into_iter().map(|finding| finding.rule).collect())
}

#[test]
fn the_dataset_and_what_belongs_to_it_get_our_iris() {
    let (dataset, _) = map(":d a dcat:Dataset ; dct:title \"Bäume\"@de-DE ; dct:publisher :stadt ;
        dcat:contactPoint :amt, [ a vcard:Kind ; vcard:fn \"B\" ] ; dcat:distribution :csv, [ dcat:accessURL :datei ] .
        :stadt a foaf:Agent ; foaf:name \"Stadt Selm\" . :amt vcard:fn \"Amt\" ; vcard:hasEmail <mailto:a@b.de> .
        :csv a dcat:Distribution ; dcat:accessURL :datei .");
    assert_eq!(dataset.iri.as_str(), "https://daten.example/dataset/selm/d");
    assert_eq!(
        (dataset.title[0].value.as_str(), dataset.title[0].language.as_deref()),
        ("Bäume", Some("de"))
    );
    assert_eq!(dataset.publisher.unwrap().iri.unwrap().as_str(), "http://quelle.example/stadt");
    assert_eq!((dataset.contact_point.len(), dataset.distribution.len()), (2, 2));
    let below = |iri: &NamedNode, kind: &str| {
        assert!(iri.as_str().starts_with(&format!("https://daten.example/dataset/selm/d/{kind}/")), "{iri}");
    };
    dataset.contact_point.iter().for_each(|contact| below(contact.iri.as_ref().unwrap(), "contact"));
    dataset
        .distribution
        .iter()
        .for_each(|distribution| below(distribution.iri.as_ref().unwrap(), "distribution"));
    assert_eq!(dataset.landing_page[0].as_str(), "http://quelle.example/d");
    assert_eq!(dataset.other_identifier[0].notation, "http://quelle.example/d");
    assert!(dataset.identifier.is_empty());
}

#[test]
fn a_distribution_keeps_its_iri_when_its_texts_change() {
    let iri = |title: &str| {
        let (dataset, _) =
            map(&format!(":d dcat:distribution [ dcat:accessURL :datei ; dct:title \"{title}\" ] ."));
        dataset.distribution[0].iri.clone()
    };
    assert_eq!(iri("alt"), iri("neu"));
    let (two, _) = map(
        ":d dcat:distribution [ dcat:accessURL :x ; dct:title \"a\" ], [ dcat:accessURL :x ; dct:title \"b\" ] .",
    );
    assert_ne!(two.distribution[0].iri, two.distribution[1].iri);
}

#[test]
fn addresses_stay_even_if_something_is_called_by_them() {
    let (dataset, _) = map(":d a dcat:Dataset ; dcat:landingPage :d ; dcat:distribution :csv .
        :csv a dcat:Distribution ; dcat:accessURL :csv ; dcat:downloadURL :csv ; dcat:accessService :wfs .
        :wfs a dcat:DataService ; dcat:endpointURL :wfs ; dct:title \"WFS\" .");
    let own = "http://quelle.example/csv";
    let distribution = &dataset.distribution[0];
    assert!(distribution.iri.as_ref().unwrap().as_str().starts_with("https://daten.example/"));
    assert_eq!(distribution.access_url[0].as_str(), own);
    assert_eq!(distribution.download_url[0].as_str(), own);
    assert_eq!(dataset.landing_page[0].as_str(), "http://quelle.example/d");
    let written = dataset.to_rdf().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(written.contains("endpointURL> <http://quelle.example/wfs>"), "{written}");
}

#[test]
fn what_belongs_to_others_is_left_out_with_a_finding() {
    let (dataset, findings) = map(":d dct:title \"x\" ; owl:sameAs :e ;
        dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ;
        dct:publisher <https://daten.example/organisation/selm> .
        <http://publications.europa.eu/resource/authority/data-theme/TRAN> skos:prefLabel \"Verkehr\" .
        <https://daten.example/organisation/selm> foaf:name \"Falsch\" .");
    assert_eq!(dataset.theme.len(), 1);
    for rule in ["triple-not-published", "vocabulary-statement"] {
        assert_eq!(findings.iter().filter(|found| *found == rule).count(), 1, "{findings:?}");
    }
    assert!(findings.contains(&"identity-conflict".to_owned()), "{findings:?}");
    let written = dataset.to_rdf().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(
        !written.contains("Falsch") && !written.contains("Verkehr") && !written.contains("sameAs"),
        "{written}"
    );
}

#[test]
fn a_service_stands_beside_the_dataset_it_serves() {
    let (dataset, findings) = map(":d dct:title \"x\" . :s a dcat:DataService ; dcat:servesDataset :d, :e ;
        dct:title \"WMS\" ; dcat:endpointURL :wms ; :farbe \"rot\" .");
    assert_eq!(dataset.service.len(), 1);
    let service = &dataset.service[0];
    let iri = service.iri.as_ref().unwrap();
    assert!(iri.as_str().starts_with("https://daten.example/dataset/selm/d/service/"), "{iri}");
    assert_eq!((service.title[0].value.as_str(), service.endpoint_url.len()), ("WMS", 1));
    let written = dataset.to_rdf().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(
        written
            .contains(&format!("{iri} <http://www.w3.org/ns/dcat#servesDataset> <{}>", dataset.iri.as_str())),
        "{written}"
    );
    assert!(written.contains("rot") && !written.contains("quelle.example/e"), "{written}");
    assert!(findings.contains(&"triple-not-published".to_owned()), "{findings:?}");
    let graph = dataset.to_rdf().into_iter().collect();
    assert_eq!(Dataset::from_rdf(&graph, &dataset.iri).0.service, dataset.service);
}

#[test]
fn unknown_statements_travel_along() {
    let (dataset, _) = map(":d dct:title \"x\" ; :farbe \"grün\" ; :von [ :jahr 1999 ] .");
    let extra = dataset.extra.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(extra.contains("grün") && extra.contains("1999") && !extra.contains("_:"), "{extra}");
}

#[test]
fn links_between_datasets_become_links_between_ours() {
    let mut graph = graph(":d dct:title \"x\" ; dcat:inSeries :serie ; dct:relation :anderswo .");
    graph.siblings.insert("http://quelle.example/serie".into(), NativeId::new("serie-1"));
    let (dataset, _) = graph.map(&NativeId::new("d"), &mapping());
    assert_eq!(dataset.in_series[0].as_str(), "https://daten.example/dataset/selm/serie-1");
    assert_eq!(dataset.relation[0].as_str(), "http://quelle.example/anderswo");
}

/// A series of another page is called what it will be called; one of our catalogue keeps its name.
#[test]
fn a_series_may_stand_on_another_page() {
    let (dataset, findings) =
        map(":d dct:title \"x\" ; dcat:inSeries :serie, <https://daten.example/dataset/andere/reihe> .");
    let ours: Vec<&str> = dataset.in_series.iter().map(NamedNode::as_str).collect();
    let there = format!("https://daten.example/dataset/selm/{}", id::of_iri("http://quelle.example/serie"));
    assert_eq!(ours, ["https://daten.example/dataset/andere/reihe", there.as_str()]);
    assert_eq!(dataset.relation[0].as_str(), "http://quelle.example/serie");
    assert!(findings.contains(&"series-elsewhere".to_owned()), "{findings:?}");
}

#[test]
fn an_entry_of_the_source_is_an_entry_below_the_dataset() {
    let mut graph = graph(
        ":d dct:title \"x\" ; foaf:isPrimaryTopicOf :eintrag . :eintrag dct:title \"Eintrag\" ; dct:modified \"2024-01-01\" .
         <https://daten.example/dataset/selm/d#record> a dcat:CatalogRecord ; foaf:primaryTopic :d .",
    );
    graph.entries = vec![NamedNode::new_unchecked("http://quelle.example/eintrag").into()];
    let (dataset, _) = graph.map(&NativeId::new("d"), &mapping());
    let [record] = &dataset.record[..] else { panic!("{:?}", dataset.record) };
    let iri = record.iri.as_ref().map(NamedNode::as_str).unwrap_or_default();
    assert!(iri.starts_with("https://daten.example/dataset/selm/d/record/eintrag-"), "{iri}");
    assert_eq!((record.title[0].value.as_str(), record.modified.is_some()), ("Eintrag", true));
    assert!(dataset.extra.is_empty(), "{:?}", dataset.extra);
}

#[test]
fn the_publisher_of_the_catalogue_stands_in_for_a_silent_dataset() {
    let amt = Agent { name: vec![LangString::untagged("Amt")], ..Agent::default() };
    let prepared = |mapping: &Mapping| {
        let silent = DcatGraph { publisher: Some(amt.clone()), ..graph(":d dct:title \"x\" .") };
        let (native_id, payload) = (NativeId::new("d"), Box::new(silent));
        let prepared = prepare(SourceRecord { native_id, payload, findings: vec![] }, mapping, &Unasked);
        // What arrived stays without one.
        assert!(!prepared.arrived.iter().any(|triple| triple.predicate == dcterms::PUBLISHER));
        let told = prepared.findings.into_iter().find(|finding| finding.rule == "publisher-missing");
        told.and_then(|finding| finding.concluded)
    };
    assert_eq!(prepared(&mapping()).as_deref(), Some("Amt"));
    // What the operator says goes before.
    let stadt = Agent { name: vec![LangString::untagged("Stadt")], ..Agent::default() };
    let configured = Mapping { publisher: Some(stadt), ..mapping() };
    assert_eq!(prepared(&configured).as_deref(), Some("Stadt"));
}

#[test]
fn only_content_changes_the_canonical_form() {
    let one =
        graph(":d dct:title \"x\" ; dcat:contactPoint [ vcard:fn \"a\" ; vcard:hasEmail <mailto:a@b.de> ] .");
    let same = graph(
        "_:k vcard:hasEmail <mailto:a@b.de> ; vcard:fn \"a\" . :d dcat:contactPoint _:k ; dct:title \"x\" .",
    );
    let other =
        graph(":d dct:title \"x\" ; dcat:contactPoint [ vcard:fn \"b\" ; vcard:hasEmail <mailto:a@b.de> ] .");
    assert_eq!(one.canonical(), same.canonical());
    assert_ne!(one.canonical(), other.canonical());
}

/// Findings as rule, property, and the value concluded.
fn told(turtle: &str) -> Vec<String> {
    let (_, findings) = graph(turtle).map(&NativeId::new("d"), &mapping());
    let concluded = |finding: &Finding| finding.concluded.clone().unwrap_or_else(|| "-".into());
    findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.rule, finding.property, concluded(finding)))
        .collect()
}

#[test]
fn a_licence_says_of_itself_which_one_it_is() {
    let license = |said: &str| {
        let (dataset, _) = map(&format!(
            ":d dct:title \"x\" ; dcat:distribution [ a dcat:Distribution ; dcat:accessURL :a ; dct:license :l ] .
             :l a dct:LicenseDocument ; {said} ."
        ));
        dataset.distribution[0].license.as_ref().map(|license| license.found.clone())
    };
    let name = "Datenlizenz Deutschland – Namensnennung – Version 2.0";
    assert_eq!(license(&format!("dct:title \"{name}\"")).as_deref(), Some(name));
    assert_eq!(
        license("dct:identifier \"dl-by-de/2.0\" ; dct:title \"Lizenz\"").as_deref(),
        Some("dl-by-de/2.0")
    );
    for property in ["foaf:homepage", "owl:sameAs", "skos:exactMatch", "dct:source"] {
        let page = "https://www.govdata.de/dl-de/by-2-0";
        assert_eq!(license(&format!("{property} <{page}> ; dct:title \"Lizenz\"")).as_deref(), Some(page));
    }
    let own = Some("http://quelle.example/l");
    assert_eq!(license(&format!("dct:title \"{name}\" ; dct:identifier \"cc-zero\"")).as_deref(), own);
    assert_eq!(license("dct:title \"Unsere Bedingungen\"").as_deref(), own);
    let told = told(&format!(
        ":d dct:title \"x\" ; dcat:distribution [ a dcat:Distribution ; dcat:accessURL :a ; dct:license :l ] .
         :l a dct:LicenseDocument ; dct:title \"{name}\" ; dct:identifier \"dl-by-de/2.0\" ; dct:description \"Text\" ."
    ));
    assert!(told.contains(&"value-normalised dcterms:license dl-by-de/2.0".into()), "{told:?}");
    let lost: Vec<_> = told.iter().filter(|told| told.starts_with("triple-not-published")).collect();
    assert_eq!(lost.len(), 1, "what else the document says is told: {told:?}");
}

#[test]
fn the_page_of_a_dataset_is_concluded_and_told() {
    let page = |iri: &str| {
        let triple = Triple::new(
            NamedNode::new_unchecked(iri),
            dcterms::TITLE,
            oxrdf::Literal::new_simple_literal("x"),
        );
        let graph =
            DcatGraph { subject: NamedNode::new_unchecked(iri).into(), triples: vec![triple], ..graph("") };
        let (dataset, findings) = graph.map(&NativeId::new("d"), &mapping());
        let told = findings.iter().filter(|finding| finding.property == "dcat:landingPage").count();
        (dataset.landing_page.len(), told)
    };
    for (iri, expected) in [
        ("https://quelle.example/d", 1),
        ("https://quelle.example/d?id=1.0", 1),
        ("https://quelle.example/katalog#d", 0),
        ("https://quelle.example/d.rdf", 0),
        ("https://quelle.example/d.ttl?x=1", 0),
        ("urn:uuid:1", 0),
    ] {
        assert_eq!(page(iri), (expected, expected), "{iri}");
    }
}

#[test]
fn old_terms_are_read_as_what_they_are_called_today() {
    let attribution = |said: &str| {
        format!(
            "@prefix prov: <http://www.w3.org/ns/prov#> . :d dct:title \"x\" ; prov:qualifiedAttribution
             [ a prov:Attribution ; prov:agent [ a foaf:Agent ; foaf:name \"Amt\" ] ; {said} ] ."
        )
    };
    let role = |said: &str| {
        let (dataset, _) = map(&attribution(said));
        dataset.extra.iter().filter(|triple| triple.predicate == dcat::HAD_ROLE).count()
    };
    assert_eq!(role("dct:type :owner"), 1);
    assert_eq!(role("dct:type :owner ; dcat:hadRole :user"), 1);
    for said in ["dct:type :owner", "dct:type :owner ; dcat:hadRole \"Radwege\""] {
        let told = told(&attribution(said));
        assert!(told.contains(&"term-renamed dcterms:type dcat:hadRole".into()), "{said}: {told:?}");
    }
    let granularity = told(
        "@prefix dcatde: <http://dcat-ap.de/def/dcatde/> . :d dct:title \"x\" ; dcatde:granularity \"fein\" .",
    );
    let about: Vec<_> = granularity.iter().filter(|told| told.contains("ranularity")).collect();
    assert_eq!(about, ["term-removed dcatde:granularity -"]);
}

#[test]
fn a_telephone_number_is_told_once() {
    let told = told(
        ":d dct:title \"x\" ; dcat:contactPoint [ vcard:fn \"A\" ; vcard:hasTelephone \"06151 13-0\" ] .",
    );
    assert!(!told.iter().any(|told| told.starts_with("triple-not-published")), "{told:?}");
}

#[test]
fn an_address_may_lack_its_scheme() {
    let (dataset, findings) = map(
        ":d dct:title \"x\" ; dcat:distribution [ a dcat:Distribution ; dcat:accessURL \"www.kamenz.de/a.csv\" ] .",
    );
    assert_eq!(dataset.distribution[0].access_url[0].as_str(), "https://www.kamenz.de/a.csv");
    assert!(findings.contains(&"iri-without-scheme".to_owned()), "{findings:?}");
}
