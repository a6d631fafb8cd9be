//! Texts for people, and the report for machines.

use super::super::*;
use super::graphs::turtle;
use crate::ns::sh;
use oxrdf::NamedNode;

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
            "Ergänzen Sie, zum Beispiel: dcterms:publisher <https://www.unna.example> .",
            "Add, for example: dcterms:publisher <https://www.unna.example> .",
            "DCAT-AP.de 3.0, dcat:Dataset, dcterms:publisher",
        ],
    );
    check(
        "<a> a foaf:Agent ; foaf:name \"A\" ; dcterms:type <Rathaus> .",
        [
            "Stelle oder Person: der Wert von „Art“ (dcterms:type) steht nicht in der Liste „Arten von Herausgebern (ADMS)“ (<http://purl.org/adms/publishertype/1.0>).",
            "agent: the value of “type” (dcterms:type) is not in the list “ADMS publisher types” (<http://purl.org/adms/publishertype/1.0>).",
            "Wählen Sie einen Wert der Liste, zum Beispiel: dcterms:type <http://purl.org/adms/publishertype/LocalAuthority> .",
            "Choose a value of the list, for example: dcterms:type <http://purl.org/adms/publishertype/LocalAuthority> .",
            "DCAT-AP.de 3.0, foaf:Agent, dcterms:type",
        ],
    );
    check(
        "<1> dcatde:maintainer <m> .",
        [
            "„Verwalter“ (dcatde:maintainer) ist veraltet.",
            "“maintainer” (dcatde:maintainer) is outdated.",
            "Schreiben Sie stattdessen geodcatap:custodian, zum Beispiel: geodcatap:custodian <https://www.kreis-unna.example> .",
            "Write geodcatap:custodian instead, for example: geodcatap:custodian <https://www.kreis-unna.example> .",
            "DCAT-AP.de 3.0, dcatde:maintainer",
        ],
    );
}

#[test]
fn a_report_is_written_as_shacl_has_it() {
    let document = oxrdf::Literal::new_simple_literal("a.ttl").into();
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
