mod elsewhere;
mod places;

use super::*;
use crate::config::Region;
use datenkreis_vocab::model::{Agent, Coded, ContactPoint, DataService, Distribution, LangString, Location};
use datenkreis_vocab::ns::{dcat, dcterms};
use oxrdf::{Literal, NamedNode, Triple, vocab::rdf};
use proptest::prelude::*;
use std::sync::Arc;

fn iri(text: &str) -> NamedNode {
    NamedNode::new(text).expect("a valid IRI")
}

fn mapping() -> Mapping {
    let region: Region = toml::from_str(
        r#"
        id = "unna"
        title = { de = "Kreis Unna", en = "Unna district" }
        [[organisation]]
        id = "selm"
        name = "Stadt Selm"
        ags = "05978032"
        email = "opendata@stadtselm.example"
        bbox = [7.4, 51.65, 7.55, 51.75]
        "#,
    )
    .expect("a valid region");
    let text = r#"
        kind = "folder"
        title = "Selm"
        publisher = "selm"
        contributor_id = "openNRW"
        [settings]
    "#;
    let file = crate::config::SourceFile::parse(std::path::Path::new("selm.toml"), text.into())
        .expect("a valid source");
    Mapping::new("https://x.example", &file, &Arc::new(region))
}

fn dataset(change: impl FnOnce(&mut Dataset)) -> Dataset {
    let mut dataset = Dataset::new(iri("https://x.example/dataset/selm/1"));
    dataset.title = vec![LangString::german("Titel")];
    change(&mut dataset);
    dataset
}

/// Normalises, checks that a second time changes nothing, and shows the findings in short.
#[track_caller]
fn run(dataset: Dataset, mapping: &Mapping) -> (Dataset, Vec<String>) {
    let (once, findings) = normalise(dataset, mapping);
    let (twice, _) = normalise(once.clone(), mapping);
    assert_eq!(twice, once);
    let short = |finding: &Finding| {
        let value = |value: &Option<String>| value.clone().unwrap_or("-".into());
        let concluded = value(&finding.concluded);
        let concluded = concluded.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
        format!("{} {} {} {}", finding.rule, finding.property, value(&finding.found), concluded)
    };
    (once, findings.iter().map(short).collect())
}

fn distribution(change: impl FnOnce(&mut Distribution)) -> Dataset {
    let mut distribution = Distribution::default();
    change(&mut distribution);
    dataset(|dataset| dataset.distribution.push(distribution))
}

fn local(coded: &Option<Coded>) -> Option<&str> {
    coded.as_ref()?.concept.as_ref()?.as_str().rsplit("/authority/").next()
}

#[track_caller]
fn has(findings: &[String], expected: &str) {
    assert!(findings.iter().any(|finding| finding == expected), "{expected} is not in {findings:#?}");
}

#[test]
fn the_configuration_fills_in_what_is_absent() {
    let (dataset, findings) = run(dataset(|_| {}), &mapping());
    assert_eq!(dataset.publisher.as_ref().and_then(defaults::name), Some("Stadt Selm"));
    assert_eq!(dataset.contact_point.len(), 1);
    assert_eq!(dataset.contributor_id, [iri("http://dcat-ap.de/def/contributors/openNRW")]);
    let place = iri("http://dcat-ap.de/def/politicalGeocoding/regionalKey/059780032032");
    assert_eq!(dataset.spatial[0].iri.as_ref(), Some(&place));
    assert!(dataset.spatial[1].bbox.as_deref().is_some_and(|wkt| wkt.starts_with("POLYGON")));
    assert_eq!(dataset.political_geocoding_uri, [place]);
    assert_eq!(dataset.political_geocoding_level_uri.len(), 1);
    has(&findings, "publisher-missing dcterms:publisher - Stadt Selm");
    has(&findings, "place-concluded dcterms:spatial - 059780032032");
}

#[test]
fn without_a_publisher_the_source_stands_in() {
    let nobody = Mapping { publisher: None, title: "Geoportal der Musterstadt".into(), ..mapping() };
    let (dataset, findings) = run(dataset(|_| {}), &nobody);
    assert_eq!(dataset.publisher.as_ref().and_then(defaults::name), Some("Geoportal der Musterstadt"));
    has(&findings, "publisher-missing dcterms:publisher - Geoportal der Musterstadt");
}

#[test]
fn what_the_source_says_is_not_overridden() {
    let stated = dataset(|dataset| {
        dataset.publisher = Some(Agent { name: vec![LangString::german("Stadt Werne")], ..Agent::default() });
        dataset.contact_point =
            vec![ContactPoint { r#fn: Some(LangString::german("Wir")), ..ContactPoint::default() }];
        dataset.contributor_id = vec![iri("https://www.dcat-ap.de/def/contributors/schleswigHolstein")];
        dataset.spatial = vec![Location {
            bbox: Some("POLYGON((7 51,8 51,8 52,7 52,7 51))".into()),
            ..Location::default()
        }];
    });
    let (dataset, _) = run(stated, &mapping());
    assert_eq!(dataset.publisher.as_ref().and_then(defaults::name), Some("Stadt Werne"));
    assert_eq!(dataset.contact_point[0].r#fn, Some(LangString::german("Wir")));
    assert_eq!(dataset.contributor_id, [iri("http://dcat-ap.de/def/contributors/schleswigHolstein")]);
    assert_eq!(dataset.spatial.len(), 1);
    assert!(dataset.political_geocoding_uri.is_empty());
}

#[test]
fn places_are_found_by_name_and_key() {
    let named = |name: &str| {
        run(
            dataset(|dataset| {
                dataset.spatial =
                    vec![Location { pref_label: vec![LangString::german(name)], ..Location::default() }]
            }),
            &mapping(),
        )
    };
    let (dataset_, findings) = named("Stadt Selm");
    has(&findings, "place-recognised dcterms:spatial Stadt Selm 059780032032");
    // The name, the key, and the extent the region states for it.
    assert_eq!(dataset_.spatial.len(), 3);
    assert!(dataset_.spatial[2].bbox.is_some());
    has(&named("Atlantis").1, "place-unknown dcterms:spatial Atlantis -");
    let key = dataset(|dataset| {
        dataset.political_geocoding_uri =
            vec![iri("https://www.dcat-ap.de/def/politicalGeocoding/districtKey/05978")]
    });
    let (dataset, _) = run(key, &mapping());
    assert_eq!(
        dataset.spatial[0].iri,
        Some(iri("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978"))
    );
}

#[test]
fn a_legal_basis_that_is_a_law_is_legislation() {
    let law = "http://data.europa.eu/eli/reg_impl/2023/138/oj";
    let (dataset, _) = run(
        dataset(|dataset| {
            dataset.legal_basis = vec![LangString::german(law), LangString::german("Open-Data-Satzung")]
        }),
        &mapping(),
    );
    assert_eq!(dataset.applicable_legislation, [iri(law)]);
    assert_eq!(dataset.legal_basis.len(), 2);
}

#[test]
fn agents_and_contacts_are_complete() {
    let agent = |address: &str| Agent { iri: Some(iri(address)), ..Agent::default() };
    let publisher = |address: &str| {
        let (dataset, findings) =
            run(dataset(|dataset| dataset.publisher = Some(agent(address))), &mapping());
        assert!(findings.iter().any(|finding| finding.starts_with("agent-name-missing dcterms:publisher")));
        dataset.publisher.as_ref().and_then(defaults::name).map(str::to_owned)
    };
    assert_eq!(publisher("https://a.de/org/stadt-werne").as_deref(), Some("stadt werne"));
    let uuid = "https://a.de/org/b209b0fc-4465-4ba7-925e-38ac564fd525";
    assert_eq!(publisher(uuid).as_deref(), Some("Stadt Selm"));
    let (dataset_, _) = run(
        dataset(|dataset| {
            dataset.creator = vec![agent(uuid), agent("https://x.example/dataset/selm/1/agent/stadt")];
        }),
        &mapping(),
    );
    assert_eq!(dataset_.creator.len(), 1);
    assert_eq!(defaults::name(&dataset_.creator[0]), Some("a.de"));
    let named = ContactPoint { r#fn: Some(LangString::untagged("Amt")), ..ContactPoint::default() };
    let (dataset_, findings) = run(dataset(|dataset| dataset.contact_point = vec![named]), &mapping());
    assert_eq!(dataset_.contact_point[0].has_email, [iri("mailto:opendata@stadtselm.example")]);
    has(&findings, "contact-invalid dcat:contactPoint Amt mailto:opendata@stadtselm.example");
}

#[test]
fn what_stood_in_place_of_an_iri_of_the_list_is_told() {
    let (_, findings) = run(
        dataset(|dataset| {
            dataset.theme = vec![Coded::found("Verkehr")];
            dataset.accrual_periodicity = Some(Coded::found("jährlich"));
        }),
        &mapping(),
    );
    has(&findings, "value-normalised dcat:theme Verkehr TRAN");
    has(&findings, "value-normalised dcterms:accrualPeriodicity jährlich ANNUAL");
    let listed = "http://publications.europa.eu/resource/authority/data-theme/TRAN";
    let (_, findings) = run(dataset(|dataset| dataset.theme = vec![Coded::found(listed)]), &mapping());
    assert!(!findings.iter().any(|finding| finding.starts_with("value-normalised")), "{findings:?}");
}

#[test]
fn a_text_may_list_several_themes() {
    #[track_caller]
    fn check(found: &str, expected: &[&str]) {
        let (dataset, _) = run(dataset(|dataset| dataset.theme = vec![Coded::found(found)]), &mapping());
        let concepts =
            dataset.theme.iter().map(|theme| theme.concept.as_ref().map_or("-", NamedNode::as_str));
        let codes: Vec<&str> = concepts.filter_map(|concept| concept.rsplit('/').next()).collect();
        assert_eq!(codes, expected, "{found}");
    }
    const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/";
    check(&format!("{THEME}ENVI, {THEME}TRAN"), &["ENVI", "TRAN"]);
    check(&format!("{THEME}ENVI {THEME}TRAN"), &["ENVI", "TRAN"]);
    check(&format!("{{{THEME}ENVI,\"{THEME}TRAN\"}}"), &["ENVI", "TRAN"]);
    check(&format!("ENVI; {THEME}TRAN"), &["ENVI", "TRAN"]);
    check(&format!("{THEME}ENVI, https://a.de/unsinn"), &["ENVI", "-"]);
    check("{envi}", &["ENVI"]);
    check("Umwelt, Unsinn", &["ENVI", "-"]);
    check("Landwirtschaft, Fischerei, Forstwirtschaft und Nahrungsmittel", &["AGRI"]);
    check("https://a.de/theme/a,b", &["-"]);
    check("Unsinn, mit Komma", &["-"]);
}

#[test]
fn a_text_may_list_several_categories() {
    let (dataset, _) = run(
        dataset(|dataset| {
            let text = "{http://data.europa.eu/bna/c_ac64a52d,http://data.europa.eu/bna/c_dd313021}";
            dataset.hvd_category = vec![Coded::found(text)];
        }),
        &mapping(),
    );
    let concepts = dataset.hvd_category.iter().filter(|category| category.concept.is_some()).count();
    assert_eq!((concepts, dataset.hvd_category.len()), (2, 2));
}

#[test]
fn values_are_brought_to_their_lists() {
    let (dataset, findings) = run(
        dataset(|dataset| {
            dataset.theme =
                vec![Coded::found("transport_verkehr"), Coded::found("Unsinn"), Coded::found("tran")];
            dataset.accrual_periodicity = Some(Coded::found("Irregularly"));
            dataset.language = vec![Coded::found("de, en")];
            dataset.availability =
                Some(Coded::concept(iri("http://dcat-ap.de/def/plannedAvailability/stable")));
            dataset.hvd_category = vec![Coded::found("http://data.europa.eu/bna/c_c3de25e4")];
        }),
        &mapping(),
    );
    has(&findings, "value-normalised dcat:theme transport_verkehr TRAN");
    has(&findings, "theme-unknown dcat:theme Unsinn -");
    assert_eq!(dataset.theme.iter().filter(|theme| theme.concept.is_some()).count(), 2);
    assert_eq!(local(&dataset.accrual_periodicity), Some("frequency/IRREG"));
    assert_eq!(dataset.language.len(), 2);
    assert_eq!(local(&dataset.availability), Some("planned-availability/STABLE"));
    assert_eq!(dataset.hvd_category.len(), 2);
    assert_eq!(dataset.applicable_legislation.len(), 1);
    assert!(!findings.iter().any(|finding| finding.contains("c_c3de25e4 -")));
}

#[test]
fn licences_are_resolved_or_passed_on() {
    let licensed = |found: &str| {
        run(distribution(|distribution| distribution.license = Some(Coded::found(found))), &mapping())
    };
    let concept = |dataset: &Dataset| {
        Some(dataset.distribution[0].license.as_ref()?.concept.as_ref()?.as_str().to_owned())
    };

    let (dataset, findings) = licensed("dl-de-by");
    assert_eq!(concept(&dataset).as_deref(), Some("http://dcat-ap.de/def/licenses/dl-by-de/2.0"));
    has(&findings, "license-version-assumed dcterms:license dl-de-by 2.0");
    has(&findings, "license-attribution-missing dcatde:licenseAttributionByText - Stadt Selm");
    assert_eq!(dataset.distribution[0].license_attribution_by_text, [LangString::german("Stadt Selm")]);
    assert_eq!(dataset.distribution[0].rights.len(), 1);

    let (dataset, findings) = licensed("https://creativecommons.org/licenses/by/3.0/");
    assert_eq!(concept(&dataset).as_deref(), Some("https://creativecommons.org/licenses/by/3.0/"));
    has(&findings, "license-unknown dcterms:license https://creativecommons.org/licenses/by/3.0/ -");

    let (dataset, findings) = licensed("Nutzungsbedingungen der LHP");
    assert_eq!(concept(&dataset), None);
    assert_eq!(dataset.distribution[0].rights, [Coded::found("Nutzungsbedingungen der LHP")]);
    has(&findings, "license-unknown dcterms:license Nutzungsbedingungen der LHP -");

    let (dataset, _) = licensed("notspecified");
    assert_eq!(concept(&dataset), None);
    assert!(dataset.distribution[0].rights.is_empty());

    let (dataset, findings) = licensed("CC BY 4.0, Datenquelle: Land – www.land.example");
    assert_eq!(concept(&dataset).as_deref(), Some("http://dcat-ap.de/def/licenses/cc-by/4.0"));
    assert_eq!(
        dataset.distribution[0].license_attribution_by_text,
        [LangString::german("Datenquelle: Land – www.land.example")]
    );
    assert!(findings.iter().any(|finding| finding.starts_with("value-concluded dcatde:licenseAttribution")));

    let mut vouching = mapping();
    vouching.license = Some("dl-zero-de/2.0".into());
    let (dataset, findings) = run(distribution(|_| {}), &vouching);
    assert_eq!(concept(&dataset).as_deref(), Some("http://dcat-ap.de/def/licenses/dl-zero-de/2.0"));
    has(&findings, "license-concluded dcterms:license - 2.0");
    assert!(dataset.distribution[0].license_attribution_by_text.is_empty());
}

#[test]
fn format_and_media_type_complete_each_other() {
    #[track_caller]
    fn check(
        change: impl FnOnce(&mut Distribution),
        format: Option<&str>,
        media_type: Option<&str>,
        package: Option<&str>,
    ) {
        let (dataset, _) = run(distribution(change), &mapping());
        let media = |coded: &Option<Coded>| {
            let concept = coded.as_ref()?.concept.as_ref()?.as_str();
            concept.strip_prefix("https://www.iana.org/assignments/media-types/").map(str::to_owned)
        };
        let distribution = &dataset.distribution[0];
        let format_found = local(&distribution.format).map(|local| local.replace("file-type/", ""));
        assert_eq!(format_found.as_deref(), format);
        assert_eq!(media(&distribution.media_type).as_deref(), media_type);
        assert_eq!(media(&distribution.package_format).as_deref(), package);
    }
    let found = |value: &str| Some(Coded::found(value));
    let url = |value: &str| vec![iri(value)];
    check(|d| d.format = found("csv"), Some("CSV"), Some("text/csv"), None);
    check(|d| d.media_type = found("text/csv;charset=utf-8"), Some("CSV"), Some("text/csv"), None);
    check(|d| d.media_type = found("xls"), Some("XLS"), Some("application/vnd.ms-excel"), None);
    check(
        |d| d.access_url = url("https://a.de/x.geojson"),
        Some("GEOJSON"),
        Some("application/geo+json"),
        None,
    );
    check(|d| d.access_url = url("https://a.de/ows?service=WFS"), Some("WFS_SRVC"), None, None);
    check(|d| d.title = vec![LangString::german("Bäume (CSV)")], Some("CSV"), Some("text/csv"), None);
    check(|d| d.format = found("zip:csv"), Some("CSV"), Some("text/csv"), Some("application/zip"));
    check(
        |d| d.format = found("SHP (ZIP)"),
        Some("SHP"),
        Some("application/vnd.shp"),
        Some("application/zip"),
    );
    check(
        |d| {
            d.format = found("Shape");
            d.media_type = found("application/zip");
        },
        Some("SHP"),
        Some("application/vnd.shp"),
        Some("application/zip"),
    );
    for (word, media_type) in
        [("tabelle", "text/csv"), ("xls", "text/csv"), ("csv", "text/csv"), ("text/html", "text/html")]
    {
        check(
            |d| {
                d.format = found("CSV");
                d.media_type = found(word);
            },
            Some("CSV"),
            Some(media_type),
            None,
        );
    }
    check(
        |d| {
            d.format = found("GeoJSON");
            d.media_type = found("json");
        },
        Some("GEOJSON"),
        Some("application/json"),
        None,
    );
    // What the list does not know is told; the archive around it is known.
    check(
        |d| {
            d.format = found("SOSI");
            d.download_url = url("https://a.de/x.zip");
        },
        Some("ZIP"),
        Some("application/zip"),
        None,
    );
    check(|d| d.download_url = url("https://a.de/x.zip"), Some("ZIP"), Some("application/zip"), None);
    check(|_| {}, None, None, None);
}

#[test]
fn the_ending_of_the_address_speaks_beside_the_stated_format() {
    #[track_caller]
    fn check(stated: &str, address: &str, format: &str, is_contradicted: bool) {
        let change = |distribution: &mut Distribution| {
            distribution.format = Some(Coded::found(stated));
            distribution.access_url = vec![iri(address)];
        };
        let (dataset, findings) = run(distribution(change), &mapping());
        let found = local(&dataset.distribution[0].format).unwrap();
        assert_eq!(found, format!("file-type/{format}"), "{stated} {address}");
        let told = findings.iter().any(|finding| finding.starts_with("format-contradicted"));
        assert_eq!(told, is_contradicted, "{stated} {address}: {findings:?}");
    }
    check("Tabelle", "https://a.de/x.csv", "CSV", false);
    check("Excel", "https://a.de/x.xlsx", "XLSX", false);
    check("Excel", "https://a.de/x", "XLS", false);
    check("CSV", "https://a.de/x.xlsx", "CSV", true);
    check("XLS", "https://a.de/x.xlsx", "XLS", true);
    check("HTML", "https://a.de/x.csv", "HTML", true);
    check("CSV", "https://a.de/x.html", "CSV", false);
    check("CSV", "https://a.de/x.zip", "CSV", false);
    check("JSON", "https://a.de/x.geojson", "JSON", false);
    check("KML", "https://a.de/x.xml", "KML", false);
    check("ZIP", "https://a.de/x.csv", "ZIP", false);
    check("WFS", "https://a.de/x.csv", "WFS_SRVC", false);
}

#[test]
fn a_word_against_the_format_is_no_media_type() {
    let (_, findings) = run(
        distribution(|distribution| {
            distribution.format = Some(Coded::found("CSV"));
            distribution.media_type = Some(Coded::found("tabelle"));
        }),
        &mapping(),
    );
    assert!(findings.contains(&"value-unknown dcat:mediaType tabelle -".to_owned()), "{findings:?}");
}

#[test]
fn invisible_characters_are_told() {
    let (dataset, findings) =
        run(dataset(|dataset| dataset.title = vec![LangString::german("B\u{200b}äume\u{0}")]), &mapping());
    assert_eq!(dataset.title, [LangString::german("Bäume")]);
    let told = "characters-removed dcterms:title B⟨U+200B⟩äume⟨U+0000⟩ -".to_owned();
    assert!(findings.contains(&told), "{findings:?}");
}

#[test]
fn downloads_are_access_addresses_and_services_are_complete() {
    let (dataset, _) = run(
        distribution(|distribution| {
            distribution.download_url = vec![iri("https://a.de/x.csv")];
            distribution.license = Some(Coded::found("dl-zero-de/2.0"));
        }),
        &mapping(),
    );
    assert_eq!(dataset.distribution[0].access_url, dataset.distribution[0].download_url);
    let (dataset, _) = run(
        distribution(|distribution| {
            distribution.title = vec![LangString::german("WMS")];
            distribution.license = Some(Coded::found("dl-zero-de/2.0"));
            distribution.access_service =
                vec![DataService { endpoint_url: vec![iri("https://a.de/wms")], ..DataService::default() }];
        }),
        &mapping(),
    );
    let distribution = &dataset.distribution[0];
    assert_eq!(distribution.access_url, [iri("https://a.de/wms")]);
    let service = &distribution.access_service[0];
    assert!(!service.title.is_empty() && service.publisher.is_some() && service.license.is_some());
}

#[test]
fn texts_are_cleaned() {
    let (dataset, findings) = run(
        dataset(|dataset| {
            dataset.title = vec![LangString { value: "<b>Titel</b>".into(), language: Some("de-de".into()) }];
            dataset.keyword = vec![
                LangString::german("Wasser, Abwasser"),
                LangString::german("Wasser"),
                LangString::german(" "),
            ];
        }),
        &mapping(),
    );
    assert_eq!(dataset.title, [LangString::german("Titel")]);
    assert_eq!(dataset.keyword, [LangString::german("Wasser"), LangString::german("Abwasser")]);
    has(&findings, "html-cleaned dcterms:title <b>Titel</b> -");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        proptest::sample::select(vec![
            "csv",
            "zip",
            "zip:csv",
            "application/zip",
            "text/csv",
            "SOSI",
            "WMS",
            "dl-de-by",
            "cc-by",
            "https://a.de/l",
            "notspecified",
            "de, en",
            "tran",
            "annually",
            "public",
            "Selm",
            "05978",
            "<p>x</p>",
            "docreader",
            "application/octet-stream",
            "html",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(values in proptest::collection::vec(text(), 14), links in proptest::collection::vec(proptest::sample::select(vec!["https://a.de/x.csv", "https://a.de/x.zip", "https://a.de/?service=WMS", "https://a.de/"]), 0..3)) {
        let coded = |index: usize| Coded::found(values[index].clone());
        let texts = |index: usize| vec![LangString::untagged(values[index].clone())];
        let changed = dataset(|dataset| {
            dataset.title = texts(0);
            dataset.description = texts(1);
            dataset.keyword = texts(2);
            dataset.theme = vec![coded(3)];
            dataset.language = vec![coded(4)];
            dataset.accrual_periodicity = Some(coded(5));
            dataset.access_rights = Some(coded(6));
            dataset.spatial = vec![Location { pref_label: texts(7), ..Location::default() }];
            dataset.distribution.push(Distribution {
                title: texts(8),
                format: (values[9].len() % 3 > 0).then(|| coded(9)),
                media_type: (values[10].len() % 3 > 0).then(|| coded(10)),
                package_format: (values[11].len() % 3 > 1).then(|| coded(11)),
                license: (values[12].len() % 4 > 0).then(|| coded(12)),
                rights: if values[13].len() % 3 > 1 { vec![coded(13)] } else { vec![] },
                download_url: links.iter().map(|link| iri(link)).collect(),
                access_service: vec![DataService { license: Some(coded(12)), ..DataService::default() }],
                ..Distribution::default()
            });
        });
        let mut vouching = mapping();
        if values[0].len() % 2 == 0 {
            vouching.license = Some("cc-zero".into());
        }
        let (once, _) = normalise(changed, &vouching);
        let (twice, _) = normalise(once.clone(), &vouching);
        prop_assert_eq!(twice, once);
    }
}

/// What a file says of its own rights goes before the licence of the whole dataset, and so do samples.
#[test]
fn a_licence_is_inherited_where_nothing_speaks_against_it() {
    const ZERO: &str = "http://dcat-ap.de/def/licenses/cc-zero";
    #[track_caller]
    fn check(rights: Option<&str>, license: Option<&str>, told: Option<&str>) {
        let with = |sample: bool| {
            let mut found = distribution(|distribution| {
                distribution.rights = rights.filter(|_| !sample).map(Coded::found).into_iter().collect();
            });
            let (own, sample_node) = (found.iri.clone(), iri("https://x.example/dataset/selm/1/node/muster"));
            found.extra.push(Triple::new(own, dcterms::LICENSE, iri(ZERO)));
            if sample {
                found.extra.push(Triple::new(sample_node.clone(), rdf::TYPE, dcat::DISTRIBUTION_CLASS));
                let rights = rights.map(Literal::new_simple_literal);
                found
                    .extra
                    .extend(rights.map(|rights| Triple::new(sample_node.clone(), dcterms::RIGHTS, rights)));
            }
            let (dataset, findings) = run(found, &mapping());
            let of_sample = dataset.extra.iter().find(|said| {
                said.subject == sample_node.clone().into() && said.predicate == dcterms::LICENSE
            });
            let of_sample = of_sample.map(|said| said.object.to_string().replace(['<', '>'], ""));
            let of_file = dataset.distribution[0].license.clone().and_then(|license| license.concept);
            let found = if sample { of_sample } else { of_file.map(NamedNode::into_string) };
            (found, findings.iter().any(|finding| finding.starts_with("license-ambiguous")))
        };
        let expected = (license.map(str::to_owned), told.is_some());
        assert_eq!(with(false), expected, "{rights:?}");
        assert_eq!(with(true), expected, "a sample, {rights:?}");
    }
    check(None, Some(ZERO), None);
    check(Some("keine Angabe"), Some(ZERO), None);
    check(Some("http://publications.europa.eu/resource/authority/access-right/PUBLIC"), Some(ZERO), None);
    check(Some("Alle Rechte vorbehalten"), None, Some("license-ambiguous"));
    check(Some("Nur für den Dienstgebrauch"), None, Some("license-ambiguous"));
    check(Some("dl-de-by-2.0"), Some("http://dcat-ap.de/def/licenses/dl-by-de/2.0"), None);
}

#[test]
fn addresses_lead_to_data() {
    let (dataset, findings) = run(
        distribution(|distribution| {
            distribution.access_url =
                ["mailto:a@b.example", "file:///C:/a.csv", "https://b.example/a.csv"].map(iri).to_vec();
        }),
        &mapping(),
    );
    assert_eq!(dataset.distribution[0].access_url, [iri("https://b.example/a.csv")]);
    let told = findings.iter().filter(|finding| finding.starts_with("address-not-web dcat:accessURL"));
    assert_eq!(told.count(), 2, "{findings:?}");
}

#[test]
fn contributors_that_the_list_lacks_are_not_published() {
    #[track_caller]
    fn check(found: &str, expected: &[&str], finding: &str) {
        let mut mapping = mapping();
        mapping.contributor_id = None;
        let (dataset, findings) = run(dataset(|dataset| dataset.contributor_id = vec![iri(found)]), &mapping);
        let ids: Vec<&str> = dataset.contributor_id.iter().map(NamedNode::as_str).collect();
        assert_eq!(ids, expected);
        assert!(findings.iter().any(|told| told.starts_with(finding)), "{findings:?}");
    }
    const LIST: &str = "http://dcat-ap.de/def/contributors/";
    check(&format!("{LIST}gibtsNicht"), &[], "value-unknown dcatde:contributorID");
    let listed = format!("{LIST}freistaatSachsen");
    check(&format!("{LIST}Sachsen"), &[&listed], "value-normalised dcatde:contributorID");
    check("https://amt.example/id", &["https://amt.example/id"], "");
}
