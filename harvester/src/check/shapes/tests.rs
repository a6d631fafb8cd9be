use super::*;
use oxttl::TurtleParser;

const PREFIXES: &str = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix adms: <http://www.w3.org/ns/adms#> .
    @prefix locn: <http://www.w3.org/ns/locn#> . @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @base <http://x.example/dataset/q/> . @prefix : <http://x.example/dataset/q/> .\n";

const DATASET: &str = "http://x.example/dataset/q/d";

fn parsed(turtle: &str) -> Vec<Triple> {
    let mut triples: Vec<Triple> =
        TurtleParser::new().for_slice(&format!("{PREFIXES}{turtle}")).map(Result::unwrap).collect();
    triples.sort_by_cached_key(ToString::to_string);
    triples
}

#[track_caller]
fn check(found: &str, expected: &str, rules: &[&str]) {
    let mut findings = vec![];
    let dataset = NamedNode::new_unchecked(DATASET);
    let written = conform(&dataset, parsed(found), &mut findings);
    assert_eq!(written, parsed(expected), "{found}");
    let told: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", finding.rule, finding.property)).collect();
    assert_eq!(told, rules, "{found}");
}

#[test]
fn values_of_another_kind_are_told_and_links_stay() {
    check(
        ":d adms:sample \"x\" ; dct:title \"t\" .",
        ":d dct:title \"t\" .",
        &["range-violated adms:sample"],
    );
    check(":d adms:sample :s .", ":d dct:relation :s .", &["range-violated adms:sample"]);
    check(
        ":d dct:source \"HMDK/1\", <http://y.example/e> .",
        ":d dct:relation <http://y.example/e> .",
        &["range-violated dcterms:source", "link-outside dcterms:source"],
    );
    let whole = ":d adms:sample :s . :s a dcat:Distribution ; dcat:accessURL :u .";
    let closed = format!("{whole} :s dct:license <{}> .", license::IN_WANT_OF_ANY.as_str());
    check(whole, &closed, &["license-missing dcterms:license"]);
    check(&closed, &closed, &[]);
    check(":l locn:geometry \"POINT(1 2)\" .", "", &["triple-not-published locn:geometry"]);
    check(
        ":f dcat:temporalResolution \"oft\", \"P1D\"^^xsd:duration, \"P2D\"^^xsd:duration .",
        ":f dcat:temporalResolution \"P1D\"^^xsd:duration .",
        &["cardinality dcat:temporalResolution", "range-violated dcat:temporalResolution"],
    );
}

#[test]
fn links_between_datasets_of_the_catalogue_stay_what_they_are() {
    let inside = ":d dct:source :e ; dcat:hasVersion :e ; dcat:inSeries :s .";
    check(inside, inside, &[]);
    check(
        ":d dcat:hasVersion <http://y.example/e> ; dcat:inSeries <http://y.example/s> .",
        ":d dct:relation <http://y.example/e>, <http://y.example/s> .",
        &["link-outside dcat:hasVersion", "link-outside dcat:inSeries"],
    );
    // Other nodes may come from anywhere.
    let rights = ":d dct:rights :r . :r dct:source <http://y.example/e>, \"HMDK\" .";
    check(rights, rights, &[]);
    // A record of the source that says where its description came from.
    let record = ":d a dcat:Dataset . <d/record/1> a dcat:CatalogRecord ; foaf:primaryTopic :d ; dct:modified \"2024\" ; dct:source <d/record/2> .
        <d/record/2> a dcat:CatalogRecord ; foaf:primaryTopic :d ; dct:modified \"2023\" .";
    check(record, record, &[]);
}

#[test]
fn a_class_that_only_one_property_can_mean_is_concluded() {
    check(
        ":d dcat:qualifiedRelation :r . :r dct:relation :e ; dcat:hadRole :role .",
        ":d dcat:qualifiedRelation :r . :r a dcat:Relationship ; dct:relation :e ; dcat:hadRole :role . :role a dcat:Role .",
        &[],
    );
    check(
        ":d prov:qualifiedAttribution :q . :q prov:agent :a ; dcat:hadRole :role . :a foaf:name \"A\" .",
        ":d prov:qualifiedAttribution :q . :q a prov:Attribution ; prov:agent :a ; dcat:hadRole :role . :a a foaf:Agent ; foaf:name \"A\" .",
        &[],
    );
    check(
        ":s dcat:contactPoint :k . :k vcard:hasEmail <mailto:a@b.de> .",
        ":s dcat:contactPoint :k . :k a vcard:Kind ; vcard:hasEmail <mailto:a@b.de> .",
        &[],
    );
    // What says something else is not contradicted.
    check(
        ":d dcat:qualifiedRelation :r . :r a :Anders ; dct:relation :e .",
        ":d dct:relation :r . :r a :Anders ; dct:relation :e .",
        &["range-violated dcat:qualifiedRelation"],
    );
}

#[test]
fn nothing_leads_to_a_node_of_ours_without_description() {
    check(
        ":d dct:title \"t\" ; dct:relation <d/relation/e3b0c44298fc1c14>, <d/datei/1>, <http://y.example/> .",
        ":d dct:title \"t\" ; dct:relation <d/datei/1>, <http://y.example/> .",
        &["node-incomplete dcterms:relation"],
    );
}

#[test]
fn incomplete_nodes_are_left_out_and_their_relations_kept() {
    let whole =
        ":d dcat:qualifiedRelation :r . :r a dcat:Relationship ; dct:relation :e ; dcat:hadRole :role .";
    check(whole, &format!("{whole} :role a dcat:Role ."), &[]);
    check(
        ":d dcat:qualifiedRelation :r . :r a dcat:Relationship ; dct:relation :e ; dcat:hadRole \"x\" .",
        ":d dct:relation :e .",
        &["range-violated dcat:hadRole", "node-incomplete dcat:hadRole"],
    );
    // What is something else as well is only that.
    check(
        ":d dct:publisher :p . :p a foaf:Agent, dcat:Relationship ; foaf:name \"A\" .",
        ":d dct:publisher :p . :p a foaf:Agent ; foaf:name \"A\" .",
        &["range-violated rdf:type"],
    );
    check(
        ":d dcat:contactPoint :k ; dct:title \"t\" . :k a vcard:Individual ; vcard:fn \"A\" .",
        ":d dct:title \"t\" .",
        &["node-incomplete vcard:hasEmail | vcard:hasURL | vcard:hasTelephone"],
    );
}

#[test]
fn agents_get_a_name() {
    let named = |about: &str, name: &str| {
        let agent =
            format!(":d prov:wasAssociatedWith :stadt-selm . :stadt-selm a foaf:Organization {about} .");
        check(
            &agent,
            &format!("{agent} :stadt-selm foaf:name \"{name}\" ."),
            &["agent-name-missing foaf:Agent foaf:name"],
        );
    };
    check(
        ":d dct:publisher :p . :p a foaf:Agent, vcard:Kind ; foaf:name \"A\" .",
        ":d dct:publisher :p . :p a foaf:Agent ; foaf:name \"A\" .",
        &["range-violated rdf:type"],
    );
    named("", "stadt selm");
    named("; rdfs:label \"Stadt Selm\"", "Stadt Selm");
    named("; foaf:homepage <https://www.selm.de/>", "selm.de");
    named("; foaf:mbox <mailto:od@selm.de>", "od@selm.de");
}

/// Graphs in which what one step adds could be what another takes out, again and again.
#[test]
fn bringing_a_graph_to_the_shapes_always_ends() {
    let graphs = [
        ":d dct:creator :a . :a a foaf:Agent ; rdfs:label 5 .",
        ":d dct:creator :a . :a a foaf:Agent ; foaf:name 5 ; rdfs:label 5 ; skos:prefLabel 6 .",
        ":d dct:creator :a . :a a foaf:Agent, vcard:Kind, dcat:Role, dcat:Distribution ; vcard:fn <x> .",
        ":d dcat:qualifiedRelation :d . :d a dcat:Relationship, dcat:Role ; dct:relation :d ; dcat:hadRole :d .",
        ":s a dcat:Distribution ; dcat:accessURL :s ; dct:license :s . :d adms:sample :s .",
        ":s a dcat:Distribution, dct:LicenseDocument ; dcat:accessURL \"x\" ; dct:license 1, 2 . :d adms:sample :s .",
        "<http://dcat-ap.de/def/licenses/other-closed> a dcat:Distribution ; dcat:accessURL :u . :d adms:sample <http://dcat-ap.de/def/licenses/other-closed> .",
    ];
    for graph in graphs {
        let mut findings = vec![];
        let dataset = NamedNode::new_unchecked(DATASET);
        let written = conform(&dataset, parsed(graph), &mut findings);
        let told: HashSet<String> = findings.iter().map(|finding| format!("{finding:?}")).collect();
        assert_eq!(told.len(), findings.len(), "told twice: {graph}\n{findings:#?}");
        assert_eq!(conform(&dataset, written.clone(), &mut vec![]), written, "{graph}");
    }
}
