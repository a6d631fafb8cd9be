use super::*;
use crate::config::SourceFile;
use crate::mapping::Mapping;
use datenkreis_vocab::model::{Coded, Kind};
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn mapping() -> Mapping {
    let text = "kind = \"ckan\"\ntitle = \"Quelle\"\n".into();
    let file = SourceFile::parse(Path::new("quelle.toml"), text).unwrap();
    Mapping::new("https://example.org", &file, &Arc::default())
}

fn id(package: &CkanPackage) -> NativeId {
    package.native_id().unwrap_or_else(|| NativeId::new("ohne"))
}

fn package(value: Value) -> CkanPackage {
    let Value::Object(package) = value else { panic!("a package is a dictionary") };
    CkanPackage::new(package, Url::parse("https://daten.example.org/").ok())
}

fn map(json: &str) -> (Dataset, Vec<Finding>) {
    let package = package(serde_json::from_str(json).unwrap());
    package.map(&id(&package), &mapping())
}

/// The folder of recorded data beside the workspace; tests that need it are skipped without it.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from);
    let path = root.join(path);
    if !path.exists() {
        println!("skipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

fn records(path: &std::path::Path) -> Vec<Value> {
    fn find(value: Value) -> Vec<Value> {
        match value {
            Value::Array(mut values) if values.len() == 1 && values[0].is_array() => find(values.remove(0)),
            Value::Array(values) => values,
            Value::Object(mut members) => {
                for name in ["result", "results", "packages", "dataset"] {
                    if let Some(inner) = members.remove(name) {
                        return find(inner);
                    }
                }
                vec![Value::Object(members)]
            }
            _ => vec![],
        }
    }
    find(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

#[test]
fn core_fields() {
    let (dataset, findings) = map(
        r#"{"id": "4f", "name": "baeume", "title": "Bäume", "notes": "Alle Bäume", "state": "active",
            "license_id": "dl-de-zero-2.0", "maintainer": "Grünamt", "maintainer_email": "gruen@example.org",
            "organization": {"title": "Stadt Selm", "name": "selm"}, "metadata_modified": "2024-01-02T03:04:05.678",
            "tags": [{"name": "Baum"}, {"name": "Grün"}], "groups": [{"name": "envi", "title": "Umwelt"}],
            "resources": [{"id": "r1", "url": "/dataset/4f/resource/r1/download/b.csv", "format": "CSV", "size": 42,
                           "name": "Bäume als CSV", "url_type": "upload"}]}"#,
    );
    let told: Vec<_> = findings.iter().map(|f| (f.rule.as_str(), f.property.as_str())).collect();
    assert_eq!(told, [("value-concluded", "dcat:landingPage")]);
    assert_eq!(dataset.iri.as_str(), "https://example.org/dataset/quelle/4f");
    assert_eq!(dataset.title, [LangString::untagged("Bäume")]);
    assert_eq!(dataset.publisher.unwrap().name, [LangString::untagged("Stadt Selm")]);
    assert_eq!(dataset.contact_point[0].has_email[0].as_str(), "mailto:gruen@example.org");
    assert_eq!(dataset.theme, [Coded::found("envi")]);
    assert_eq!(dataset.keyword.len(), 2);
    assert_eq!(dataset.identifier[0].value(), "4f");
    assert_eq!(dataset.modified.unwrap().value(), "2024-01-02T03:04:05.678");
    assert_eq!(dataset.landing_page[0].as_str(), "https://daten.example.org/dataset/baeume");
    let [distribution] = &dataset.distribution[..] else { panic!("one distribution") };
    assert_eq!(
        distribution.iri.as_ref().unwrap().as_str(),
        "https://example.org/dataset/quelle/4f/distribution/r1"
    );
    assert_eq!(
        distribution.access_url[0].as_str(),
        "https://daten.example.org/dataset/4f/resource/r1/download/b.csv"
    );
    assert_eq!(distribution.license, Some(Coded::found("dl-de-zero-2.0")));
    assert_eq!(distribution.byte_size, Some(42));
}

/// Only a portal has a page for a dataset; an address of its API tells where the portal is, a file does not.
#[test]
fn a_page_on_the_portal_is_never_invented() {
    let check = |address: &str, is_file: bool, expected: Option<&str>| {
        let Value::Object(fields) = serde_json::json!({"id": "4f", "name": "baeume"}) else { panic!() };
        let package = CkanPackage::new(fields, Url::parse(address).ok());
        let package = if is_file { package.of_file() } else { package };
        let (dataset, _) = package.map(&id(&package), &mapping());
        assert_eq!(dataset.landing_page.first().map(NamedNode::as_str), expected, "{address}");
    };
    let page = Some("https://daten.example.org/dataset/baeume");
    check("https://daten.example.org/", false, page);
    check("https://daten.example.org/api/3", false, page);
    check("https://daten.example.org/api", false, page);
    check("https://daten.example.org/api/3/action/package_search?rows=5", true, page);
    check(
        "https://daten.example.org/ckan/api/3/action/",
        false,
        Some("https://daten.example.org/ckan/dataset/baeume"),
    );
    check("https://daten.example.org/pakete.json", false, None);
    check("https://daten.example.org/ausgabe?format=json", false, None);
    check("https://daten.example.org/ausgabe", true, None);
}

#[test]
fn several_languages() {
    let (dataset, _) = map(
        r#"{"id": "1", "title": {"de": "Bäume", "fr": "Arbres", "it": ""}, "keywords": {"de": ["a"], "fr": ["b"]},
            "description": {"de": "d"}, "resources": []}"#,
    );
    assert_eq!(dataset.title.len(), 2);
    assert_eq!(dataset.keyword.len(), 2);
    assert_eq!(dataset.description[0].language.as_deref(), Some("de"));
}

#[test]
fn a_collection_is_a_series_and_its_child_belongs_to_it() {
    let (dataset, _) = map(r#"{"id": "s", "type": "collection", "title": "t"}"#);
    assert_eq!(dataset.kind, Kind::DatasetSeries);
    let (dataset, _) = map(r#"{"id": "c", "title": "t", "relationships_as_subject": [{"type": "child_of",
            "__extras": {"object_package_id": "c", "subject_package_id": "s"}}]}"#);
    assert_eq!(dataset.in_series[0].as_str(), "https://example.org/dataset/quelle/s");
}

#[test]
fn what_has_no_place_is_reported_once_per_field() {
    let (_, findings) = map(r#"{"id": "1", "title": "t", "farbe": "rot", "resources":
            [{"url": "https://a.example/1", "x": 1}, {"url": "https://a.example/2", "x": 2}]}"#);
    let fields: Vec<_> =
        findings.iter().filter(|f| f.rule == "field-not-mapped").map(|f| f.property.as_str()).collect();
    assert_eq!(fields, ["resources[].x", "farbe"]);
}

fn told(json: &str) -> Vec<String> {
    let shown = |text: Option<String>| text.unwrap_or_default();
    let finding =
        |f: Finding| format!("{} {}: {} → {}", f.rule, f.property, shown(f.found), shown(f.concluded));
    map(json).1.into_iter().map(finding).collect()
}

#[test]
fn a_name_in_place_of_the_title_is_told() {
    for json in [
        r#"{"id": "3", "name": "name-3", "title": ""}"#,
        r#"{"id": "3", "name": "name-3", "title": null}"#,
        r#"{"id": "3", "name": "name-3"}"#,
    ] {
        assert_eq!(map(json).0.title, [LangString::untagged("name-3")]);
        assert_eq!(told(json)[0], "title-missing title:  → name-3", "{json}");
    }
}

#[test]
fn dates_count_by_their_role() {
    #[track_caller]
    fn check(dates: &[(&str, &str)], expected: [Option<&str>; 2], findings: &[&str]) {
        let dates: Vec<Value> =
            dates.iter().map(|(role, date)| serde_json::json!({"role": role, "date": date})).collect();
        let json = serde_json::json!({"id": "1", "title": "t", "extras": {"dates": dates}}).to_string();
        let dataset = map(&json).0;
        let found = [&dataset.issued, &dataset.modified].map(|date| date.as_ref().map(Literal::value));
        assert_eq!(found, expected, "{json}");
        assert_eq!(told(&json), findings, "{json}");
    }
    check(
        &[("erstellt", "1911-11-11"), ("WROLE", "1912-12-12")],
        [Some("1911-11-11"), None],
        &["value-unknown extras.dates.role: WROLE 1912-12-12 → "],
    );
    check(
        &[("erstellt", "2011-01-01"), ("veroeffentlicht", "2012-01-01"), ("aktualisiert", "2013-01-01")],
        [Some("2012-01-01"), Some("2013-01-01")],
        &["field-not-mapped extras.dates: erstellt 2011-01-01 → "],
    );
    check(
        &[("aktualisiert", "2013-01-01"), ("aktualisiert", "2014-01-01"), ("aktualisiert", "2012-01-01")],
        [None, Some("2014-01-01")],
        &[
            "cardinality extras.dates: 2013-01-01 → 2014-01-01",
            "cardinality extras.dates: 2012-01-01 → 2014-01-01",
        ],
    );
    check(
        &[("erstellt", "2012-01-01"), ("erstellt", "2011-01-01")],
        [Some("2011-01-01"), None],
        &["cardinality extras.dates: 2012-01-01 → 2011-01-01"],
    );
}

#[test]
fn an_address_goes_with_its_contact() {
    let json = r#"{"id": "1", "title": "t", "extras": {"contacts": [
        {"role": "ansprechpartner", "name": "Amt", "email": "a@b.de", "address": "Markt 1, 59379 Selm", "fax": "1"},
        {"role": "veroeffentlichende_stelle", "name": "Stadt Selm", "address": "Markt 2"}]}}"#;
    let dataset = map(json).0;
    let contact = dataset.contact_point[0].iri.clone().unwrap();
    let said = |about: &NamedNode| -> Vec<String> {
        let about = oxrdf::NamedOrBlankNode::from(about.clone());
        let triples = dataset.extra.iter().filter(|triple| triple.subject == about);
        triples.map(|triple| triple.object.to_string()).collect()
    };
    let [address] = &said(&contact)[..] else { panic!("one address") };
    let address = NamedNode::new_unchecked(address.trim_matches(['<', '>']));
    assert_eq!(said(&address)[1..], ["\"Markt 1\"", "\"59379\"", "\"Selm\""]);
    assert_eq!(
        told(json),
        [
            "field-not-mapped extras.contacts.fax: 1 → ",
            "field-not-mapped extras.contacts.address: Markt 2 → ",
        ]
    );
}

#[test]
fn further_terms_of_use_are_rights() {
    let json = r#"{"id": "1", "title": "t", "extras": {"terms_of_use": {"license_id": "dl-de-by-2.0",
        "other": "Nicht für Navigation"}}, "resources": [{"url": "https://a.example/1"}]}"#;
    assert_eq!(map(json).0.distribution[0].rights, [Coded::found("Nicht für Navigation")]);
    assert_eq!(told(json), [""; 0]);
}

#[test]
fn a_resource_without_address_is_told_as_a_whole() {
    assert_eq!(
        told(
            r#"{"id": "1", "title": "t", "resources": [{"id": "x", "format": "CSV", "name": "Bäume", "farbe": 3}]}"#
        ),
        ["access-url-missing resources[0].url: name: Bäume | format: CSV | farbe: 3 → "]
    );
    assert_eq!(
        told(r#"{"id": "1", "title": "t", "resources": [{"id": "x"}]}"#),
        ["access-url-missing resources[0].url:  → "]
    );
}

#[test]
fn a_resource_that_says_nothing_usable_has_the_licence_of_its_package() {
    #[track_caller]
    fn check(own: &str, expected: &str, findings: &[&str]) {
        let json = serde_json::json!({"id": "1", "title": "t", "license_id": "dl-de-zero-2.0",
            "resources": [{"url": "https://a.example/1", "license": own}]})
        .to_string();
        let license = map(&json).0.distribution[0].license.clone();
        assert_eq!(license, Some(Coded::found(expected)), "{own}");
        assert_eq!(told(&json), findings, "{own}");
    }
    const TOLD: &str = "license-unknown resources[0].license: siehe Impressum → dl-de-zero-2.0";
    check("siehe Impressum", "dl-de-zero-2.0", &[TOLD]);
    check("dl-de-by-2.0", "dl-de-by-2.0", &[]);
    check("https://a.example/terms", "https://a.example/terms", &[]);
    check("", "dl-de-zero-2.0", &[]);
}

#[test]
fn several_publishers_are_told() {
    let json = r#"{"id": "1", "title": "t", "publisher": [{"name": "Land"}, {"name": "Stadt", "fax": "2"}]}"#;
    assert_eq!(map(json).0.publisher.unwrap().name[0].value, "Land");
    assert_eq!(told(json), ["field-not-mapped publisher.fax: 2 → ", "cardinality publisher: Stadt → Land"]);
}

#[test]
fn a_contributor_is_looked_up() {
    let check = |found: &str, expected: &[&str], finding: &str| {
        let json = serde_json::json!({"id": "1", "title": "t", "contributorID": found}).to_string();
        let ids: Vec<_> = map(&json).0.contributor_id.iter().map(|iri| iri.as_str().to_owned()).collect();
        assert_eq!(ids, expected);
        assert!(told(&json)[0].starts_with(finding), "{:?}", told(&json));
    };
    check(
        "opennrw",
        &["http://dcat-ap.de/def/contributors/openNRW"],
        "value-normalised contributorID: opennrw",
    );
    check(
        "Sachsen",
        &["http://dcat-ap.de/def/contributors/freistaatSachsen"],
        "value-normalised contributorID: Sachsen",
    );
    check("neu", &[], "value-unknown contributorID: neu");
    check("Kreis Unna", &[], "value-unknown contributorID: Kreis Unna");
}

#[test]
fn findings_of_resources_count_as_the_source_does() {
    assert_eq!(
        told(
            r#"{"id": "1", "title": "t", "resources": [null, {"url": "https://a.example/1"}, {"url": null}, {}, 7,
                {"url": "nirgends"}]}"#
        ),
        [
            "access-url-missing resources[2].url:  → ",
            "access-url-missing resources[3].url:  → ",
            "resource-unreadable resources[4]: 7 → ",
            "iri-invalid resources[5].url: nirgends → ",
            "access-url-missing resources[5].url: url: nirgends → ",
        ]
    );
}

#[test]
fn a_deleted_resource_is_left_out_and_told() {
    let json = r#"{"id": "1", "title": "t", "resources": [{"url": "https://a.example/1", "state": "deleted"},
        {"url": "https://a.example/2", "state": "active"}]}"#;
    assert_eq!(map(json).0.distribution.len(), 1);
    assert_eq!(told(json), ["left-out resources[0].state: deleted → "]);
}

#[test]
fn an_author_of_whom_only_the_mailbox_is_known_answers() {
    let json = r#"{"id": "1", "title": "t", "author_email": "a@example.org"}"#;
    let dataset = map(json).0;
    assert_eq!(dataset.contact_point[0].has_email[0].as_str(), "mailto:a@example.org");
    assert_eq!((dataset.creator.len(), told(json)), (0, vec![]));
    let answered =
        r#"{"id": "1", "title": "t", "author_email": "a@example.org", "maintainer_email": "b@example.org"}"#;
    assert_eq!(map(answered).0.contact_point.len(), 1);
    assert_eq!(told(answered), ["field-not-mapped author_email: mailto:a@example.org → "]);
}

#[test]
fn numbers_are_keywords_too() {
    let (dataset, findings) =
        map(r#"{"id": "1", "title": "t", "tags": [2015, {"name": 2016}, {"color": "rot"}]}"#);
    assert_eq!(dataset.keyword, [LangString::untagged("2015"), LangString::untagged("2016")]);
    let found: Vec<_> = findings.iter().filter_map(|finding| finding.found.as_deref()).collect();
    assert_eq!(found, [r#"{"color":"rot"}"#]);
}

#[test]
fn every_extra_without_a_place_is_told() {
    assert_eq!(
        told(
            r#"{"id": "1", "title": "t", "extras": [{"key": "farbe", "value": "rot"}, {"key": "farbe", "value": "blau"},
                {"value": "ohne"}, "Text", "noch einer", {"key": "liste", "value": ["a", "b"]}]}"#
        ),
        [
            "field-not-mapped extras.farbe: rot → ",
            "field-not-mapped extras.farbe: blau → ",
            r#"field-not-mapped extras: {"value":"ohne"} → "#,
            "field-not-mapped extras: Text → ",
            "field-not-mapped extras: noch einer → ",
            r#"field-not-mapped extras.liste: ["a","b"] → "#,
        ]
    );
}

#[test]
fn a_key_is_an_official_place() {
    let (dataset, _) = map(r#"{"id": "1", "title": "t", "politicalGeocodingURI": "05978036, 05978020"}"#);
    let keys = dataset.political_geocoding_uri.iter().filter_map(|place| place.as_str().rsplit('/').next());
    assert_eq!(keys.collect::<Vec<_>>(), ["059780036036", "059780020020"]);
}

#[test]
fn resources_that_are_no_list_are_told_as_lost() {
    assert_eq!(
        told(r#"{"id": "1", "title": "t", "resources": {"a": 1}}"#),
        [r#"resource-unreadable resources: {"a":1} → "#]
    );
}

#[test]
fn groups_and_organisations_are_no_packages() {
    for (json, expected) in [
        (r#"{"id": "a", "is_organization": true, "type": "organization", "package_count": 7}"#, true),
        (r#"{"id": "a", "is_organization": false, "title": "t"}"#, true),
        (r#"{"id": "a", "type": "group", "title": "t"}"#, true),
        (r#"{"id": "a", "type": "group", "title": "t", "resources": []}"#, false),
        (r#"{"id": "a", "type": "dataset", "title": "t"}"#, false),
        (r#"{"id": "a", "title": "t"}"#, false),
    ] {
        assert_eq!(package(serde_json::from_str(json).unwrap()).is_group(), expected, "{json}");
    }
}

#[test]
fn what_a_portal_marks() {
    for (json, expected) in [
        (r#"{"state": "deleted"}"#, Some(Mark::Deleted)),
        (r#"{"state": "draft", "private": true}"#, Some(Mark::Draft)),
        (r#"{"state": "active", "private": true}"#, Some(Mark::Private)),
        (r#"{"state": "active", "type": "harvest"}"#, Some(Mark::HarvestSource)),
        (r#"{"state": "active", "private": false}"#, None),
        (r#"{"state": "Active", "private": "Veröffentlicht"}"#, None),
        (r#"{"state": "Active", "private": true, "type": "Dataset"}"#, None),
        (r#"{}"#, None),
    ] {
        assert_eq!(package(serde_json::from_str(json).unwrap()).mark(), expected, "{json}");
    }
}

#[test]
fn recorded_portals_arrive() {
    let mapping = mapping();
    for (file, count, without_id) in [
        ("koeln-dkan/current_package_list_with_resources-2014-10-17.json", 128, 0),
        ("koeln-dkan/current_package_list_with_resources-2014-11-22.json", 135, 0),
        ("bonn-dkan/current_package_list_with_resources-2014-11-07.json", 83, 0),
        ("bonn-dkan/current_package_list_with_resources-2014-12-20.json", 97, 0),
        ("bonn-dkan/current_package_list_with_resources-2015-01-17.json", 98, 0),
        ("berlin-ckan18/package_dump-2014-11-24.json", 691, 0),
        ("schleswig-holstein/package_show__kindertagesstatten1.json", 1, 0),
        ("schleswig-holstein/package_show__kindertagesstaetten.json", 1, 0),
        ("schleswig-holstein/package_show__dataset_in_collection.json", 1, 0),
        ("zuerich-ckan210/ckan_group_show.json", 3, 0),
        ("envidat/package_search.json", 2, 0),
        ("envidat/package_show.json", 1, 0),
        ("udata-fixtures/dkan-french-w-license.json", 1, 0),
        ("ckanext-dcat-examples/catalog.json", 2, 0),
        ("ckanext-dcat-examples/catalog_datasets_list.json", 2, 0),
        ("ckanext-dcat-examples/ckan_dataset.json", 1, 0),
        ("ckanext-dcat-examples/ckan_full_dataset_dcat_ap.json", 1, 0),
        ("ckanext-dcat-examples/ckan_full_dataset_dcat_ap_vocabularies.json", 1, 0),
        ("ckanext-dcat-examples/ckan_full_dataset_dcat_us_vocabularies.json", 1, 0),
        ("ckanext-dcat-examples/ckan_full_dataset_croissant.json", 1, 0),
        ("ckanext-dcat-examples/ckan_dcat_ap_dataset_series.json", 1, 0),
        ("ckanext-dcat-examples/dataset.json", 1, 0),
        ("ckanext-dcat-examples/health_dcat_ap.json", 1, 0),
        ("deutschebahn-mcloud-doc.json", 1, 1),
        ("govdata-moers-ogd.json", 1, 0),
    ] {
        let Some(path) = shared(&format!("corpora/ckan/{file}")) else {
            return;
        };
        let records = records(&path);
        assert_eq!(records.len(), count, "{file}");
        let mut nameless = 0;
        let mut rules: HashMap<(String, String), usize> = HashMap::new();
        for record in records {
            let resources = record["resources"].as_array().map_or(0, Vec::len);
            let package = package(record);
            nameless += usize::from(package.native_id().is_none());
            let (dataset, findings) = package.map(&id(&package), &mapping);
            assert!(!dataset.title.is_empty(), "{file}: {}", dataset.iri);
            let is_lost = |f: &&Finding| f.rule == "access-url-missing" || f.rule == "left-out";
            let lost = findings.iter().filter(is_lost).count();
            let empty = package
                .package()
                .get("resources")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter(|r| is_empty(r))
                .count();
            assert!(dataset.distribution.len() + lost + empty >= resources, "{file}: {}", dataset.iri);
            for finding in findings {
                let property = finding.property.replace(|c: char| c.is_ascii_digit(), "");
                *rules.entry((finding.rule, property)).or_default() += 1;
            }
        }
        assert_eq!(nameless, without_id, "{file}");
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort();
        println!("{file}: {rules:?}");
    }
}

#[test]
fn successive_snapshots_give_exactly_the_known_changes() {
    let koeln = [
        "koeln-dkan/current_package_list_with_resources-2014-10-17.json",
        "koeln-dkan/current_package_list_with_resources-2014-11-22.json",
    ];
    let bonn = [
        "bonn-dkan/current_package_list_with_resources-2014-11-07.json",
        "bonn-dkan/current_package_list_with_resources-2014-12-20.json",
        "bonn-dkan/current_package_list_with_resources-2015-01-17.json",
    ];
    for (before, after, expected) in [
        (koeln[0], koeln[1], [7, 0, 1, 127]),
        (bonn[0], bonn[1], [14, 0, 4, 79]),
        (bonn[1], bonn[2], [1, 0, 97, 0]),
    ] {
        let state = |file: &str| -> Option<HashMap<NativeId, Vec<u8>>> {
            let records = records(&shared(&format!("corpora/ckan/{file}"))?);
            let packages = records.into_iter().map(package);
            Some(packages.map(|p| (p.native_id().unwrap(), p.canonical().into_owned())).collect())
        };
        let (Some(before), Some(now)) = (state(before), state(after)) else {
            return;
        };
        let added = now.keys().filter(|id| !before.contains_key(id)).count();
        let removed = before.keys().filter(|id| !now.contains_key(id)).count();
        let unchanged = now.iter().filter(|(id, bytes)| before.get(id) == Some(bytes)).count();
        assert_eq!([added, removed, now.len() - added - unchanged, unchanged], expected, "{after}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::String),
        Just(Value::String("[{\"name\": 1}]".into())),
        Just(Value::String("https://a.example/ü x".into())),
        Just(serde_json::json!({"type": "Point", "coordinates": [7, 51]})),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((any_name(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "id",
            "name",
            "title",
            "notes",
            "extras",
            "resources",
            "tags",
            "groups",
            "organization",
            "publisher",
            "contact",
            "contacts",
            "dates",
            "spatial",
            "spatial_coverage",
            "temporal_coverage",
            "relationships_as_subject",
            "terms_of_use",
            "key",
            "value",
            "url",
            "role",
            "date",
            "start",
            "email",
            "type",
            "size",
            "hash",
            "access_services",
            "theme",
            "language",
            "qualified_relation",
            "issued",
            "de",
            "geom",
            "uri",
            "version",
        ])
        .prop_map(str::to_owned),
        "[a-z_]{1,8}",
    ]
}

#[test]
fn visibility_tells_access_rights() {
    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        let package = package(serde_json::from_str(json).unwrap());
        let (dataset, findings) = package.map(&id(&package), &mapping());
        let local = dataset.access_rights.as_ref().and_then(|rights| rights.found.rsplit('/').next());
        assert_eq!(local, expected, "{json}");
        let is_told = findings.iter().any(|finding| finding.property == "access_rights");
        assert_eq!(is_told, expected == Some("PUBLIC"), "{json}");
    }
    const FILE: &str = r#"{"url": "https://a.example/b.csv"}"#;
    check(&format!(r#"{{"id": "a", "private": false, "resources": [{FILE}]}}"#), Some("PUBLIC"));
    check(&format!(r#"{{"id": "a", "private": "False", "resources": [{FILE}]}}"#), Some("PUBLIC"));
    check(&format!(r#"{{"id": "a", "resources": [{FILE}]}}"#), None);
    check(r#"{"id": "a", "private": false, "resources": []}"#, None);
    check(
        &format!(
            r#"{{"id": "a", "private": false, "access_rights": "eingeschränkt", "resources": [{FILE}]}}"#
        ),
        Some("eingeschränkt"),
    );
    // DKAN's field tells something else.
    check(&format!(r#"{{"id": "a", "state": "Active", "private": false, "resources": [{FILE}]}}"#), None);
    for (restricted, expected) in [
        (r#"{"level": "registered"}"#, None),
        (r#"{"level": "public"}"#, Some("PUBLIC")),
        (r#""{\"level\": \"same_organization\"}""#, None),
        (r#""""#, Some("PUBLIC")),
    ] {
        let file = format!(r#"{{"url": "https://a.example/b.csv", "restricted": {restricted}}}"#);
        check(&format!(r#"{{"id": "a", "private": false, "resources": [{file}]}}"#), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_it_panic(members in prop::collection::vec((any_name(), any_json()), 0..12)) {
        let mapping = mapping();
        let package = package(Value::Object(members.into_iter().collect()));
        let canonical = package.canonical().into_owned();
        prop_assert_eq!(&canonical, &package.canonical().into_owned());
        let (dataset, findings) = package.map(&id(&package), &mapping);
        prop_assert_eq!((dataset, findings), package.map(&id(&package), &mapping));
    }
}

#[test]
fn relationships_are_read_from_either_end() {
    #[track_caller]
    fn check(relationships: &str, expected: &str) {
        let json = format!(r#"{{"id": "1", "title": "t", {relationships}}}"#);
        let written = map(&json).0.to_rdf();
        let other = written.iter().filter(|triple| triple.object.to_string().ends_with("/dataset/quelle/b>"));
        let found: Vec<_> =
            other.map(|triple| datenkreis_vocab::ns::prefixed(triple.predicate.as_str())).collect();
        assert_eq!(found.join(" "), expected, "{relationships}");
    }
    let subject =
        |kind: &str| format!(r#""relationships_as_subject": [{{"type": "{kind}", "object": "b"}}]"#);
    let object = |kind: &str| {
        format!(r#""relationships_as_object": [{{"type": "{kind}", "subject": "b", "object": "1"}}]"#)
    };
    check(&subject("child_of"), "dcat:inSeries");
    check(&object("parent_of"), "dcat:inSeries");
    check(&subject("links_to"), "dcterms:references");
    check(&object("links_to"), "dcterms:isReferencedBy");
    check(&subject("derives_from"), "dcterms:source");
    check(&object("depends_on"), "dcterms:relation");
    check(&subject("weiss_nicht"), "dcterms:relation");
    check(&object("child_of"), "");
    let json =
        r#"{"id": "1", "title": "t", "relationships_as_object": [{"type": "depends_on", "comment": "c"}]}"#;
    assert!(told(json)[0].starts_with("field-not-mapped relationships_as_object"), "{:?}", told(json));
    let json = r#"{"id": "1", "title": "t",
        "relationships_as_object": [{"type": "depends_on", "subject": "b", "comment": "c"}]}"#;
    assert_eq!(told(json), ["field-not-mapped relationships_as_object.comment: c → "]);
}

#[test]
fn a_resource_with_rights_of_its_own_inherits_no_licence() {
    let check = |rights: &str, expected: Option<&str>| {
        let json = serde_json::json!({"id": "1", "title": "t", "license_id": "cc-zero",
            "resources": [{"url": "https://a.example/1", "rights": rights}]})
        .to_string();
        let license = map(&json).0.distribution[0].license.as_ref().map(|license| license.found.clone());
        assert_eq!(license.as_deref(), expected, "{rights}");
        assert_eq!(told(&json).iter().any(|told| told.starts_with("license-ambiguous")), expected.is_none());
    };
    check("", Some("cc-zero"));
    check("cc-zero", Some("cc-zero"));
    check("Alle Rechte vorbehalten", None);
}

#[test]
fn an_address_of_a_page_may_lack_its_scheme() {
    let json = r#"{"id": "1", "title": "t", "url": "www.werne.de/x"}"#;
    assert_eq!(map(json).0.landing_page[0].as_str(), "https://www.werne.de/x");
    assert_eq!(told(json), ["iri-without-scheme url: www.werne.de/x → https://www.werne.de/x"]);
}
