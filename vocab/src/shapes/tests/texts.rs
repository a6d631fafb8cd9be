//! Texts for people, and the report for machines.

use super::super::*;
use super::graphs::turtle;
use crate::ns::sh;
use oxrdf::{BlankNode, Literal, NamedNode, Term};
use std::collections::HashSet;

fn result(rule: &'static Rule) -> Violation {
    let focus = NamedNode::new_unchecked("https://a.example/1").into();
    let value = Some(NamedNode::new_unchecked("https://a.example/2").into());
    Violation { rule, severity: rule.severity, focus, value, outer: None }
}

#[test]
fn every_rule_has_texts_in_both_languages() {
    for rule in rules() {
        let result = result(rule);
        for language in ["de", "en"] {
            let (problem, fix) = (result.problem(language), result.fix(language));
            for text in [&problem, &fix] {
                assert!(
                    text.len() >= 10 && !text.contains("  ") && !text.contains("()"),
                    "{}: {text}",
                    rule.id
                );
            }
            let needs_example = !fix.contains(" a ") && fix.contains('…');
            assert!(!needs_example, "{} has no example: {fix}", rule.id);
        }
        assert_ne!(result.problem("de"), result.problem("en"), "{}", rule.id);
        assert!(result.clause("de").contains(", "), "{}", result.clause("de"));
    }
}

#[test]
fn what_points_to_a_node_is_not_written_at_it() {
    let rule = rules().iter().find(|rule| rule.id == "hvd-dataset-api-min-count").unwrap();
    let (problem, fix) = (result(rule).problem("de"), result(rule).fix("de"));
    for part in [
        "„bereitgestellter Datensatz“ (dcat:servesDataset) eines Eintrags, der hierher führt",
        "„Zugriff über einen Datenservice“ (dcat:accessService) bei ",
    ] {
        assert!(problem.contains(part), "{problem}");
    }
    let expected = "dcat:distribution [ dcat:accessService <https://geo.example.de/wfs> ] .";
    assert!(fix.ends_with(expected) && !fix.contains("servesDataset"), "{fix}");
}

#[test]
fn texts_say_what_to_write() {
    let check = |body: &str, expected: [&str; 5]| {
        let report = validate(Profile::DcatApDe3, &turtle(body));
        let [result] = report.results.as_slice() else { panic!("{report:?}") };
        let texts = [
            result.problem("de"),
            result.problem("en"),
            result.fix("de"),
            result.fix("en"),
            result.clause("de"),
        ];
        assert_eq!(texts, expected);
    };
    check(
        "<1> a dcat:Dataset ; dcterms:title \"T\" ; dcterms:description \"D\" .",
        [
            "Datensatz: „Herausgeber“ (dcterms:publisher) fehlt.",
            "dataset: “publisher” (dcterms:publisher) is missing.",
            "Ergänzen Sie, zum Beispiel: dcterms:publisher [ a foaf:Organization ; foaf:name \"Stadt Unna\" ] .",
            "Add, for example: dcterms:publisher [ a foaf:Organization ; foaf:name \"Stadt Unna\" ] .",
            "DCAT-AP.de 3.0, dcat:Dataset, dcterms:publisher",
        ],
    );
    check(
        "<a> a foaf:Agent ; foaf:name \"A\" ; dcterms:type <Rathaus> .",
        [
            "Stelle oder Person: der Wert von „Art“ (dcterms:type) steht nicht in der Liste „Arten von Herausgebern (ADMS)“ (<http://purl.org/adms/publishertype/1.0>).",
            "agent: the value of “type” (dcterms:type) is not in the list “ADMS publisher types” (<http://purl.org/adms/publishertype/1.0>).",
            "Wählen Sie einen Wert der Liste „Arten von Herausgebern (ADMS)“ (http://purl.org/adms/publishertype/1.0), zum Beispiel: dcterms:type <http://purl.org/adms/publishertype/LocalAuthority> .",
            "Choose a value of the list “ADMS publisher types” (http://purl.org/adms/publishertype/1.0), for example: dcterms:type <http://purl.org/adms/publishertype/LocalAuthority> .",
            "DCAT-AP.de 3.0, foaf:Agent, dcterms:type",
        ],
    );
    check(
        "<1> dcatde:maintainer <m> .",
        [
            "„Verwalter“ (dcatde:maintainer) ist veraltet.",
            "“maintainer” (dcatde:maintainer) is outdated.",
            "Schreiben Sie stattdessen geodcatap:custodian, zum Beispiel: geodcatap:custodian [ a foaf:Organization ; foaf:name \"Kreis Unna\" ] .",
            "Write geodcatap:custodian instead, for example: geodcatap:custodian [ a foaf:Organization ; foaf:name \"Kreis Unna\" ] .",
            "DCAT-AP.de 3.0, dcatde:maintainer",
        ],
    );
}

/// The Turtle of an advice, if it has some: it follows the instruction and ends with a dot of its own.
fn turtle_of(fix: &str) -> Option<&str> {
    fix.split_once(": ").map(|(_, turtle)| turtle).filter(|turtle| turtle.ends_with(" ."))
}

fn parses(turtle: &str) -> Result<(), String> {
    let prefixes: String = crate::ns::PREFIXES
        .iter()
        .map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}>\n"))
        .collect();
    let document = match turtle.starts_with('<') {
        true => format!("{prefixes}{turtle}"),
        false => format!("{prefixes}<https://a.example/1> {turtle}"),
    };
    let parsed: Result<Vec<_>, _> = oxttl::TurtleParser::new().for_slice(&document).collect();
    parsed.map(|_| ()).map_err(|error| format!("{turtle}: {error}"))
}

#[test]
fn what_is_to_be_pasted_is_turtle() {
    let literal = |text: &str| Term::from(Literal::new_simple_literal(text));
    let values = [
        None,
        Some(NamedNode::new_unchecked("https://a.example/2").into()),
        Some(BlankNode::new_unchecked("b").into()),
        Some(literal("Wahlamt \"Nord\"\nRathaus \\ 1")),
        Some(literal("https://a.example/ä b")),
    ];
    let rights = [
        "2014/2014",
        "2014-01-01/2014-12-31",
        "http://dcat-ap.de/def/politicalGeocoding/districtKey/05978",
        "mailto:a@b.de",
        "Kreis \"Unna\"",
        "https://a.example/ä b",
        "2014",
    ];
    let mut pasted = HashSet::new();
    for rule in rules() {
        for value in &values {
            let result = Violation { value: value.clone(), ..result(rule) };
            for language in ["de", "en"] {
                let fixes = rights.iter().map(|right| result.fix_with(right, language));
                for fix in fixes.chain([result.fix(language)]) {
                    let Some(turtle) = turtle_of(&fix) else { continue };
                    if !pasted.insert(turtle.to_owned()) {
                        continue;
                    }
                    assert_eq!(parses(turtle), Ok(()), "{} {fix}", rule.id);
                }
            }
        }
    }
    assert!(pasted.len() > 500, "{}", pasted.len());
}

#[test]
fn known_values_stand_in_the_form_of_the_property() {
    let rule = |id: &str| rules().iter().find(|rule| rule.id == id).expect(id);
    let with = |id: &str, right: &str, expected: &str| {
        let fix = result(rule(id)).fix_with(right, "de");
        assert_eq!(fix.split_once(": ").map(|(_, turtle)| turtle), Some(expected), "{id}");
    };
    with(
        "ap3-dataset-spatial-class",
        "http://dcat-ap.de/def/politicalGeocoding/districtKey/05978",
        "dcterms:spatial <http://dcat-ap.de/def/politicalGeocoding/districtKey/05978> .",
    );
    with(
        "ap3-dataset-temporal-class",
        "2014/2014",
        "dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate \"2014\"^^xsd:gYear ; dcat:endDate \"2014\"^^xsd:gYear ] .",
    );
    let check = |id: &str, value: Term, expected: &str| {
        let result = Violation { value: Some(value), ..result(rule(id)) };
        let fix = result.fix("de");
        assert_eq!(fix.split_once(": ").map(|(_, turtle)| turtle), Some(expected), "{id}");
    };
    check(
        "ap3-dataset-publisher-class",
        Literal::new_simple_literal("Wahlamt").into(),
        "dcterms:publisher [ a foaf:Organization ; foaf:name \"Wahlamt\" ] .",
    );
    check("ap3-dataset-publisher-class", BlankNode::new_unchecked("b").into(), "a foaf:Agent .");
    check(
        "ap3-license-document-type-node-kind",
        Literal::new_simple_literal("offen").into(),
        "dcterms:type <http://purl.org/adms/licencetype/Attribution> .",
    );
}

#[test]
fn a_report_is_written_as_shacl_has_it() {
    let document = Literal::new_simple_literal("a.ttl").into();
    let conforms = |body: &str| {
        let triples = validate(Profile::DcatApDe3, &turtle(body)).to_rdf(&document, &[]);
        let of = |predicate| triples.iter().filter(move |triple| triple.predicate.as_ref() == predicate);
        let conforms: Vec<String> = of(sh::CONFORMS).map(|triple| triple.object.to_string()).collect();
        assert_eq!(conforms.len(), 1);
        let results = of(sh::RESULT).count();
        assert_eq!(of(sh::RESULT_PATH).count(), results);
        assert_eq!(of(sh::RESULT_MESSAGE).count(), 2 * results);
        (conforms[0].starts_with("\"true\""), results, of(sh::ALTERNATIVE_PATH).count())
    };
    assert_eq!(conforms(""), (true, 0, 0));
    assert_eq!(conforms("<1> a dcterms:PeriodOfTime ."), (false, 1, 1));
    assert_eq!(conforms("<1> a dcat:Dataset ."), (false, 3, 0));
    let gap = [["ein Teil fehlt".to_owned(), "a part is missing".to_owned()]];
    let triples = Report::default().to_rdf(&document, &gap);
    let value = |predicate| {
        triples.iter().find(|triple| triple.predicate.as_ref() == predicate).map(|it| it.object.to_string())
    };
    assert!(value(sh::CONFORMS).is_some_and(|conforms| conforms.starts_with("\"false\"")));
    assert_eq!(value(sh::RESULT_MESSAGE).as_deref(), Some("\"ein Teil fehlt\"@de"));
}
