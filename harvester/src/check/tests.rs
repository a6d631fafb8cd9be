use super::shapes::described_here as shapes_described;
use super::*;
use datenkreis_vocab::model::{Checksum, Coded, PeriodOfTime};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, prov};
use datenkreis_vocab::shapes::{self, Profile, validate};
use oxrdf::Literal;

fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn complete() -> Dataset {
    let mut dataset = Dataset::new(named("https://data.example/dataset/unna/a%20b"));
    dataset.title = vec![LangString::german("Titel")];
    dataset.description = vec![LangString::german("Beschreibung")];
    dataset.publisher = Some(Agent { name: vec![LangString::german("Kreis Unna")], ..Agent::default() });
    dataset.contact_point =
        vec![ContactPoint { has_email: vec![named("mailto:od@unna.example")], ..ContactPoint::default() }];
    dataset.theme =
        vec![Coded::concept(named("http://publications.europa.eu/resource/authority/data-theme/TRAN"))];
    dataset.distribution = vec![Distribution {
        iri: Some(named("https://data.example/dataset/unna/1/distribution/1")),
        access_url: vec![named("https://unna.example/1.csv")],
        license: Some(Coded::concept(named("http://dcat-ap.de/def/licenses/cc-zero"))),
        ..Distribution::default()
    }];
    dataset
}

/// The findings of a complete dataset after `change`: rule and property.
#[track_caller]
fn check_after(change: impl FnOnce(&mut Dataset), expected: &[(&str, &str)]) -> Dataset {
    let mut dataset = complete();
    change(&mut dataset);
    let iri = dataset.iri.clone();
    let checked = check(dataset);
    let findings: Vec<_> = checked.findings.iter().map(|f| (f.rule.as_str(), f.property.as_str())).collect();
    assert_eq!(findings, expected);
    Dataset::from_rdf(&checked.triples.into_iter().collect(), &iri).0
}

#[test]
fn a_complete_dataset_has_no_findings() {
    check_after(|_| {}, &[]);
}

#[test]
fn a_title_is_never_missing() {
    const FINDING: &[(&str, &str)] = &[("title-missing", "dcterms:title")];
    let title = |change: fn(&mut Dataset), findings: &[(&str, &str)]| {
        check_after(change, findings).title.first().map(|title| title.value.clone())
    };
    let from_description = |dataset: &mut Dataset| {
        dataset.title = vec![LangString::german(" ")];
        dataset.description = vec![LangString::german("<p>Radwege im Kreis.</p><p>Mehr</p>")];
    };
    assert_eq!(title(from_description, FINDING).as_deref(), Some("Radwege im Kreis."));
    let from_identifier = |dataset: &mut Dataset| {
        dataset.title.clear();
        dataset.description.clear();
        dataset.identifier = vec![Literal::new_simple_literal("radwege")];
    };
    let both = &[FINDING[0], ("description-missing", "dcterms:description")];
    assert_eq!(title(from_identifier, both).as_deref(), Some("radwege"));
    let from_iri = |dataset: &mut Dataset| {
        dataset.title.clear();
        dataset.description.clear();
    };
    assert_eq!(title(from_iri, both).as_deref(), Some("a b"));
}

#[test]
fn a_long_description_is_cut_at_a_word() {
    let words = first_words(&LangString::german("wort ".repeat(50)));
    assert!(
        words.value.ends_with("wort …") && words.value.chars().count() <= TITLE_CHARACTERS + 2,
        "{}",
        words.value
    );
    assert!(first_words(&LangString::german("ä".repeat(500))).value.chars().count() <= TITLE_CHARACTERS);
}

#[test]
fn obligations() {
    check_after(|d| d.description.clear(), &[("description-missing", "dcterms:description")]);
    check_after(|d| d.publisher = None, &[("publisher-missing", "dcterms:publisher")]);
    check_after(
        |d| d.publisher = Some(Agent { iri: Some(named("https://x.example/org")), ..Agent::default() }),
        &[("agent-name-missing", "foaf:Agent foaf:name")],
    );
    check_after(|d| d.contact_point.clear(), &[("contact-missing", "dcat:contactPoint")]);
    check_after(|d| d.contact_point[0].has_email.clear(), &[("contact-invalid", "dcat:contactPoint")]);
    check_after(|d| d.theme.clear(), &[("theme-missing", "dcat:theme")]);
    check_after(|d| d.distribution.clear(), &[("distribution-missing", "dcat:distribution")]);
    check_after(|d| d.distribution[0].license = None, &[("license-missing", "dcterms:license")]);
}

/// What is said of a licence, the licence published, and the value told as concluded.
#[test]
fn without_a_licence_no_rights_are_made_up() {
    const CLOSED: &str = "http://dcat-ap.de/def/licenses/other-closed";
    for (found, published, told) in [
        (None, Coded::concept(named(CLOSED)), Some(CLOSED)),
        (Some("notspecified"), Coded::concept(named(CLOSED)), Some(CLOSED)),
        (Some("Satzung der Stadt"), Coded::found("Satzung der Stadt"), None),
    ] {
        let mut dataset = complete();
        dataset.distribution[0].license = found.map(Coded::found);
        let iri = dataset.iri.clone();
        let checked = check(dataset);
        let concluded: Vec<_> = checked.findings.iter().map(|finding| finding.concluded.as_deref()).collect();
        assert_eq!(concluded, told.map(Some).into_iter().collect::<Vec<_>>(), "{found:?}");
        let read = Dataset::from_rdf(&checked.triples.into_iter().collect(), &iri).0;
        assert_eq!(read.distribution[0].license, Some(published), "{found:?}");
    }
}

/// Whatever a source says of nodes we only pass on: what breaks an official constraint is not published.
#[test]
fn nothing_published_breaks_an_official_constraint() {
    #[track_caller]
    fn check_extra(turtle: &str, told: &str) {
        let mut dataset = complete();
        let text = format!(
            "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
             @prefix adms: <http://www.w3.org/ns/adms#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix d: <{}/> . @base <{}> .\n{turtle}",
            dataset.iri.as_str(),
            dataset.iri.as_str()
        );
        dataset.extra = oxttl::TurtleParser::new().for_slice(&text).map(Result::unwrap).collect();
        let checked = check(dataset);
        let report = validate(Profile::DcatApDe3, &checked.triples);
        let left = report.results.iter().filter(|result| result.severity == shapes::Severity::Violation);
        assert_eq!(left.map(|result| result.rule.id).collect::<Vec<_>>(), [""; 0], "{turtle}");
        let rules: Vec<_> = checked.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert!(rules.contains(&told), "{turtle}: {rules:?}");
    }
    check_extra(
        "<> adms:sample d:s . d:s a dcat:Distribution ; dcat:accessURL <https://a.example/> ; dct:format <https://a.example/f> .",
        "range-violated",
    );
    check_extra("<> dct:relation d:c . d:c a dcat:Catalog ; dct:title \"Katalog\" .", "node-incomplete");
    check_extra("<> dcat:inSeries <https://fremd.example/reihe> .", "link-outside");
    // The publisher stays one, whatever else it is said to be.
    check_extra(
        "<> dct:relation d:p . d:p a foaf:Agent, <http://spdx.org/rdf/terms#Checksum> ; foaf:name \"A\" .",
        "range-violated",
    );
}

#[test]
fn a_period_ends_after_it_begins() {
    #[track_caller]
    fn check_period(start: &str, end: &str, expected: &[(&str, &str)]) {
        let date = |text: &str| datenkreis_vocab::date::read(text).map(|read| read.literal);
        let period = PeriodOfTime { start_date: date(start), end_date: date(end) };
        assert_eq!(check_after(|d| d.temporal = vec![period.clone()], expected).temporal, [period]);
    }
    const REVERSED: &[(&str, &str)] = &[("period-reversed", "dcterms:temporal")];
    check_period("2024-12-31", "2024-01-01", REVERSED);
    check_period("2024", "2023-12-31", REVERSED);
    check_period("2024-05-02T00:00:00+02:00", "2024-05-01", REVERSED);
    check_period("2024-05-01", "2024-05-01", &[]);
    check_period("2024-05-01", "2024", &[]);
    check_period("2024-05-01T12:00:00Z", "2024-05-01T12:00:00+02:00", &[]);
    check_period("2024-05-01", "", &[]);
}

#[test]
fn a_series_needs_no_files() {
    check_after(
        |d| {
            d.kind = Kind::DatasetSeries;
            d.distribution.clear();
            d.theme.clear();
        },
        &[],
    );
}

#[test]
fn a_distribution_that_leads_nowhere_goes_with_all_that_is_said_of_it() {
    let dataset = check_after(
        |d| {
            d.distribution[0].access_url.clear();
            let subject = d.distribution[0].iri.clone().expect("the sample has one");
            d.extra.push(Triple::new(subject, named("https://x.example/p"), Literal::from(1)));
        },
        &[
            ("access-url-missing", "dcat:accessURL"),
            ("triple-not-published", "<https://data.example/dataset/unna/1/distribution/1>"),
            ("distribution-missing", "dcat:distribution"),
        ],
    );
    assert_eq!(dataset.extra, []);
}

#[test]
fn one_statement_of_rights() {
    let dataset = check_after(
        |d| {
            d.distribution[0].rights = vec![
                Coded::found("Text"),
                Coded::concept(named("https://x.example/b")),
                Coded::found("Noch einer"),
            ];
        },
        &[("cardinality", "dcterms:rights")],
    );
    assert_eq!(dataset.distribution[0].rights, [Coded::concept(named("https://x.example/b"))]);
}

#[test]
fn a_checksum_is_hexadecimal() {
    let algorithm = Coded::concept(named("http://spdx.org/rdf/terms#checksumAlgorithm_md5"));
    check_after(
        |d| d.distribution[0].checksum = Some(Checksum { algorithm, checksum_value: "xyz".into() }),
        &[("literal-invalid", "spdx:checksumValue")],
    );
}

#[test]
fn a_service_is_completed_from_what_surrounds_it() {
    let dataset = check_after(
        |d| {
            let iri = Some(named("https://x.example/wms"));
            d.distribution[0].access_service = vec![DataService { iri, ..DataService::default() }];
        },
        &[
            ("title-missing", "dcat:DataService dcterms:title"),
            ("value-concluded", "dcat:DataService dcat:endpointURL"),
            ("publisher-missing", "dcat:DataService dcterms:publisher"),
        ],
    );
    let service = &dataset.distribution[0].access_service[0];
    assert_eq!(service.endpoint_url, [named("https://unna.example/1.csv")]);
    assert_eq!((service.title.len(), service.publisher.is_some()), (1, true));
}

/// Two records that describe the same body differently, each in its own words: together they break no more
/// constraints than each alone, and the IRI the body has elsewhere stays.
#[test]
fn what_two_records_say_of_one_body_does_not_collide() {
    let body = named("https://agent.example/amt");
    let record = |id: &str, kind: &str, name: &str| {
        let mut dataset = complete();
        dataset.iri = named(&format!("https://data.example/dataset/{id}/1"));
        dataset.distribution[0].iri = Some(named(&format!("{}/distribution/1", dataset.iri.as_str())));
        let agent = Agent {
            iri: Some(body.clone()),
            name: vec![LangString::german(name)],
            r#type: Some(Coded::concept(named(&format!("http://purl.org/adms/publishertype/{kind}")))),
            homepage: Some(body.clone()),
            ..Agent::default()
        };
        dataset.landing_page = vec![body.clone()];
        dataset.creator = vec![agent.clone()];
        dataset.publisher = Some(agent);
        dataset.contact_point = vec![ContactPoint {
            iri: Some(named("https://agent.example/kontakt")),
            r#fn: Some(LangString::german(name)),
            has_email: vec![named("mailto:od@unna.example")],
            ..ContactPoint::default()
        }];
        // An agent that the model only passes on.
        let attribution = named(&format!("{}/node/1", dataset.iri.as_str()));
        let clerk = named("https://agent.example/clerk");
        let text = |text: &str| Literal::new_simple_literal(text);
        dataset.extra = vec![
            Triple::new(dataset.iri.clone(), prov::QUALIFIED_ATTRIBUTION, attribution.clone()),
            Triple::new(attribution.clone(), rdf::TYPE, prov::ATTRIBUTION),
            Triple::new(attribution.clone(), dcat::HAD_ROLE, named("https://role.example/owner")),
            Triple::new(attribution, prov::AGENT, clerk.clone()),
            Triple::new(clerk.clone(), rdf::TYPE, foaf::ORGANIZATION),
            Triple::new(clerk.clone(), foaf::NAME, text(name)),
            Triple::new(clerk, dcterms::TYPE, named(&format!("http://purl.org/adms/publishertype/{kind}"))),
        ];
        check(dataset).triples
    };
    let town = record("stadt", "LocalAuthority", "Amt der Stadt");
    let state = record("land", "RegionalAuthority", "Landesamt");
    let violations =
        |triples: &[Triple]| validate(Profile::DcatApDe3, triples).count(shapes::Severity::Violation);
    assert_eq!((violations(&town), violations(&state)), (0, 0));
    assert_eq!(violations(&[town.clone(), state].concat()), 0);
    for triple in &town {
        let subject = triple.subject.to_string();
        assert!(!subject.starts_with("<https://agent.example/"), "{triple}");
        let is_page = [dcat::LANDING_PAGE, foaf::HOMEPAGE].contains(&triple.predicate.as_ref());
        assert!(is_page || !triple.object.to_string().starts_with("<https://agent.example/"), "{triple}");
    }
    let said =
        |object: &str| town.iter().filter(|triple| triple.object.to_string().starts_with(object)).count();
    assert_eq!(said("<https://agent.example/amt>"), 2, "an address stays one");
    assert_eq!(said("\"https://agent.example/amt\""), 1);
    assert_eq!(said("\"https://agent.example/kontakt\""), 1);
    // What comes back from our feed stays as it is.
    let dataset = named("https://data.example/dataset/stadt/1");
    assert_eq!(shapes_described(&dataset, town.clone()), town);
    let elsewhere = named("https://other.example/dataset/stadt/1");
    let again = shapes_described(&elsewhere, town);
    let identifiers: Vec<_> = again.iter().filter(|triple| triple.predicate == dcterms::IDENTIFIER).collect();
    assert_eq!(
        identifiers.len(),
        3,
        "the first name of a body is kept from portal to portal: {identifiers:?}"
    );
}

#[test]
fn what_a_finding_tells_of_a_contact_is_told_once() {
    let change = |dataset: &mut Dataset| {
        dataset.contact_point[0].has_email.clear();
        dataset.contact_point[0].r#fn = Some(LangString::german("Grünamt"));
    };
    check_after(change, &[("contact-invalid", "dcat:contactPoint")]);
}
